"""The list of all advisories: a table of the US Web Design System, until May 2026 one with the id `htmlTable`.

A row is a country with its level, its risk indicators and the day of issue (MM/DD/YYYY).
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from monitor.publishers.us_state.advisory import PILL
from monitor.publishers.us_state.names import country_of_name
from monitor.publishers.us_state.parts import ADVISORY
from monitor.publishers.us_state.places import LIST, place_of
from monitor.publishers.us_state.tree import having
from monitor.publishers.us_state.words import level_in
from monitor.read.dates import parse_date
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.read.lines import text_of
from monitor.read.tables import cells_of, rows_of

_BADGE = re.compile(r"(?<![\w-])level-(?:badge|title)-([1-4])(?![\w-])")


def is_list(soup: BeautifulSoup) -> bool:
    """Whether a page is the list."""
    return _table(soup) is not None


def entries(soup: BeautifulSoup) -> tuple[Entry, ...] | None:
    """The rows of the list; None where the page is no list. A table without rows is a list without lines."""
    table = _table(soup)
    if table is None:
        return None
    # A list without the column of risk indicators does not say that a country has none.
    tells = bool(having(table, PILL)) or any(
        text_of(head).casefold() == "risk indicators" for head in table.find_all("th")
    )
    found = (_entry(row) for row, _ in rows_of(table))
    return tuple(entry if tells else _without_risks(entry) for entry in found if entry)


def _without_risks(entry: Entry) -> Entry:
    return replace(entry, advice=tuple(Advice(each.words) for each in entry.advice))


def _table(soup: BeautifulSoup) -> Tag | None:
    for table in soup.find_all("table"):
        if table.get("id") == "htmlTable" or "usa-table--destination" in str(table.get("class") or "").split():
            return table
    return None


def _entry(row: Tag) -> Entry | None:
    cells = cells_of(row)
    if not any(cell.name == "td" for cell in cells):
        return None
    name = text_of(cells[0])
    link = cells[0].find("a", href=True)
    url = urljoin(LIST, str(link["href"]).strip()) if isinstance(link, Tag) else ""
    level = next((words for cell in cells[1:] if (words := level_in(text_of(cell)) or _badge(cell))), None)
    risks = tuple(dict.fromkeys(text_of(pill) for pill in having(row, PILL)))
    dates = (parse_date(text_of(cell), "MDY") for cell in cells[1:])
    if not name:
        return None
    return Entry(
        title=name,
        url=url,
        country=_country(name, url),
        name=ADVISORY,
        updated=next((date for date in dates if date), None),
        advice=(Advice(level, risks=risks),) if level else (),
    )


def _badge(cell: Tag) -> str | None:
    """The level of a badge that shows its number alone: only its class names it."""
    marks = [each for each in cell.find_all(["span", "p"]) if _BADGE.search(str(each.get("class") or ""))]
    found = _BADGE.search(str(marks[0].get("class"))) if marks and text_of(marks[0]) in ("", *"1234") else None
    return f"Level {found.group(1)}" if found else None


def _country(name: str, url: str) -> str | None:
    """By its link, which names one page, and by its name; none where the two disagree."""
    place = place_of(url)
    linked, named = place.country if place else None, country_of_name(name)
    return None if linked and named and linked != named else linked or named
