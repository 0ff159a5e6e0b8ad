"""One change in full."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

from advisory_samples import HELP, hostile, links, uganda
from bs4 import BeautifulSoup
from rich.console import Console

from monitor.compare.change import Change, Edit, LinkChange, LinkEnd, SectionChange
from monitor.report import detail

CLIMATE = tuple(Edit("added", ("Climate",), None, f"It is hot in month number {n}.") for n in range(1, 31))
TRIFLE = Edit("moved", ("Climate",), "Bring a hat.", "Bring a hat.", None, "order")
MANY_LINKS = tuple(LinkChange("added", None, LinkEnd(f"https://www.gov.uk/{n}", f"Link {n}")) for n in range(20))
LONG = "It rains. " * 300


def full(**other: object) -> Change:
    change = uganda(links=(*links(), *MANY_LINKS))
    edits = (*change.edits, *CLIMATE, TRIFLE, Edit("added", ("Climate",), None, LONG))
    sections = (SectionChange("modified", HELP), SectionChange("moved", ("Health", "Air"), ("Air",)))
    return replace(change, edits=edits, sections=sections, reasons=("a", "b", "c", "d", "e"), **other)  # type: ignore[arg-type]


def printed(change: Change) -> str:
    console = Console(file=StringIO(), width=100)
    detail.print_change(change, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_terminal_is_told_everything():
    text = printed(full())
    assert text.startswith("Change 1042\n")
    for n in range(1, 31):
        assert f"month number {n}." in text
    for n in range(20):
        assert f"https://www.gov.uk/{n}\n" in text
    assert "order       “Bring a hat.”" in text
    assert " ".join(text.split()).count("It rains.") == 300
    assert "section     modified  Help from FCDO in Uganda" in text
    assert "section     moved  Air  ->  Health / Air" in text
    assert "a; b; c; d; e" in text
    assert "left out" not in text
    assert "…" not in text
    assert "monitor show" not in text


def test_markdown_and_html_are_told_the_same():
    markdown, html = detail.render_markdown(full()), BeautifulSoup(detail.render_html(full()), "lxml").get_text()
    for text in (markdown, html):
        assert "month number 30." in text
        assert "Link 19" in text
        assert "…" not in text
    assert html.count("It rains.") == 300


def test_json_is_the_change_itself():
    assert json.loads(detail.render_json(full()))["id"] == 1042


def test_two_loose_files_that_say_the_same():
    text = printed(Change("none", ()))
    assert text.splitlines() == [
        "One change in full",
        "",
        "NONE      Two versions of a page",
        "  the two versions say the same",
    ]


def test_a_hostile_change_is_shown_in_every_format():
    for text in (printed(hostile()), detail.render_markdown(hostile()), detail.render_html(hostile())):
        assert "\x1b" not in text
        assert "\u202e" not in text
