"""The list of all advisories, in its two tables: as lines of an index, and as a document."""

from __future__ import annotations

import pytest
from page_helpers import page

from monitor.publishers import publisher
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.read.reader import read_index

HEAD = "<thead><tr><th>Destination</th><th>Level</th><th>Risk Indicators</th><th>Date Issued</th></tr></thead>"
NEW = f"""<table class="usa-table usa-table--destination usa-table--stacked-header">{HEAD}<tbody>
<tr><th data-label="Destination" scope="row">
<a href="/en/international-travel/travel-advisories/burma.html">Burma (Myanmar)</a></th>
<td data-label="Level"><p class="level-title level-title-4">Level 4: Do not travel</p></td>
<td data-label="Risk Indicators"><div><span class="tsg-utility-risk-pill">UNREST (U)</span>
<span class="tsg-utility-risk-pill">CRIME (C)</span></div></td>
<td data-label="Date Issued">05/08/2026</td></tr>
<tr><th data-label="Destination" scope="row">
<a href="/en/international-travel/travel-advisories/andorra.html">Andorra</a></th>
<td data-label="Level"><p class="level-title level-title-1">Level 1: Exercise normal precautions</p></td>
<td data-label="Risk Indicators"></td><td data-label="Date Issued">05/21/2026</td></tr></tbody></table>"""
OLD = f"""<table id="htmlTable">{HEAD}<tbody><tr><th scope="row"><a href="https://travel.state.gov/content/travel/en/
international-travel/International-Travel-Country-Information-Pages/UnitedKingdom.html">United Kingdom</a></th>
<td><p><span class="level-badge level-badge-2"></span>Level 2: Exercise increased caution</p></td>
<td><div><span class="tsg-utility-risk-pill">TERRORISM (T)</span></div></td><td><p>03/24/2026</p></td></tr></tbody>
</table>"""


def whole(table: str) -> str:
    return f"<!doctype html><html><body><main><h1>Travel advisories</h1>{table}</main></body></html>"


def lines(table: str) -> tuple[Entry, ...] | None:
    return read_index(whole(table).encode(), publisher("us-state"))


def test_a_row_is_a_line_of_an_index() -> None:
    found = lines(NEW)
    assert found is not None
    burma, andorra = found
    assert (burma.title, burma.country, burma.name, burma.updated) == (
        "Burma (Myanmar)",
        "MM",
        "advisory",
        "2026-05-08",
    )
    assert burma.url == "https://travel.state.gov/en/international-travel/travel-advisories/burma.html"
    assert burma.advice == (Advice("Level 4: Do not travel", risks=("UNREST (U)", "CRIME (C)")),)
    assert andorra.advice == (Advice("Level 1: Exercise normal precautions", risks=()),)


def test_the_table_until_may_2026_is_read_the_same() -> None:
    found = lines(OLD)
    assert found is not None
    (entry,) = found
    assert (entry.title, entry.country, entry.updated) == ("United Kingdom", "GB", "2026-03-24")
    assert entry.advice == (Advice("Level 2: Exercise increased caution", risks=("TERRORISM (T)",)),)


def test_the_document_has_a_row_a_country_with_the_heads_of_its_columns() -> None:
    document = page(whole(NEW), "us-state", None)
    rows = [block for block in document.blocks if block.kind == "row"]
    assert rows[1].text == "Burma (Myanmar) | Level 4: Do not travel | UNREST (U) CRIME (C) | 05/08/2026"
    assert rows[1].heads == ("Destination", "Level", "Risk Indicators", "Date Issued")
    assert rows[2].heads == ("Destination", "Level", "Date Issued")
    assert (document.layout, document.advice) == ("aem-2026", ())
    assert page(whole(OLD), "us-state", None).layout == "aem-2026"


def test_a_table_without_a_head_has_those_that_its_cells_carry() -> None:
    document = page(whole(NEW.replace(HEAD, "")), "us-state", None)
    rows = [block for block in document.blocks if block.kind == "row"]
    assert rows[0].heads == ("Destination", "Level", "Risk Indicators", "Date Issued")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<th>Atlantis</th><td>Level 1</td>", ("Atlantis", None, "", None)),
        ("<td>Georgia</td><td>Level 1</td><td></td><td>soon</td>", ("Georgia", "GE", "", None)),
        ("<th><a>Georgia</a></th><td></td>", ("Georgia", "GE", "", None)),
        (
            "<th><a href='/en/international-travel/travel-advisories/jordan.html'>Georgia</a></th><td></td>",
            ("Georgia", None, "https://travel.state.gov/en/international-travel/travel-advisories/jordan.html", None),
        ),
    ],
)
def test_a_row_that_is_cut_short_is_a_line_all_the_same(row: str, expected: tuple[str | None, ...]) -> None:
    found = lines(f"<table id='htmlTable'><tr>{row}</tr></table>")
    assert found is not None
    (entry,) = found
    assert (entry.title, entry.country, entry.url, entry.updated) == expected


@pytest.mark.parametrize("row", ["", "<th>Destination</th><th>Level</th>", "<td></td>", "<td> </td><td>Level 1</td>"])
def test_a_row_without_a_country_is_no_line(row: str) -> None:
    assert lines(f"<table id='htmlTable'><tr>{row}</tr></table>") == ()


def test_a_page_without_the_table_is_no_index() -> None:
    assert lines("<table><tr><td>Georgia</td></tr></table>") is None
    assert read_index(whole(NEW).encode(), publisher("ngo")) is None
    assert read_index(b"# Georgia\n\n**Stay** home.", publisher("us-state")) is None
