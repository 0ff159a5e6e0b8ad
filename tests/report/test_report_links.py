"""Where a person who got a notice reads on."""

from __future__ import annotations

import re

import pytest
from advisory_samples import cluster, report, uganda, wording
from bs4 import BeautifulSoup
from click.testing import CliRunner

from monitor.cli import COMMANDS, cli
from monitor.report import html, markdown, terminal
from monitor.report.limits import BRIEF, FULL
from monitor.report.links import Links
from monitor.report.order import items
from monitor.report.view import view

OF_CHANGES = Links.of("https://reports.example.org/changes/{change}.html")
PAGE = "https://www.gov.uk/foreign-travel-advice/uganda/getting-help#:~:text=You%20can%20call"


def test_each_change_has_an_address_and_its_evidence_a_place_there():
    assert OF_CHANGES.of_change(7) == "https://reports.example.org/changes/7.html"
    assert OF_CHANGES.of_evidence(7) == "https://reports.example.org/changes/7.html#evidence-7"
    assert OF_CHANGES.report == ""


def test_in_a_report_at_one_address_each_change_has_a_place():
    whole = Links.of(" https://reports.example.org/week.html ")
    assert whole.report == "https://reports.example.org/week.html"
    assert whole.of_change(7) == "https://reports.example.org/week.html#change-7"
    assert whole.of_evidence(7) == "https://reports.example.org/week.html#evidence-7"


def test_where_nobody_said_where_reports_are_there_is_no_address():
    for links in (Links(), Links.of(None), Links.of(" ")):
        assert (links.of_change(7), links.of_evidence(7)) == ("", "")
    assert OF_CHANGES.of_change(None) == ""
    assert OF_CHANGES.of_evidence(None) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org/{page}", "{page} in 'https://example.org/{page}' means nothing"),
        ("javascript:alert({change})", "is no http or https address"),
        ("ftp://example.org/{change}", "is no http or https address"),
        ("https://me:secret@example.org/{change}", "with a user name in it"),
        ("reports/{change}", "is no http or https address"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(url: str, why: str):
    with pytest.raises(ValueError, match=re.escape(why)):
        Links.of(url)


def test_an_item_leads_to_the_page_the_report_and_the_evidence():
    (item,) = items([uganda()])
    found = dict(view(item, BRIEF, addresses=OF_CHANGES).follow)
    assert list(found) == ["page", "report", "evidence"]
    assert found["page"].startswith(PAGE)
    assert found["evidence"] == "https://reports.example.org/changes/1042.html#evidence-1042"
    assert view(item, BRIEF, addresses=OF_CHANGES).commands == (("in full", "monitor show 1042"),)


def test_without_addresses_a_command_shows_the_evidence():
    (item,) = items([uganda()])
    assert [name for name, _ in view(item).follow] == ["page"]
    assert view(item).commands == (("evidence", "monitor show 1042"),)
    assert view(item, FULL).commands == ()
    shared = [wording(name, name[:2].upper(), n) for n, name in enumerate(("Chad", "Peru"), 1)]
    (edit,) = items(shared, [cluster(*shared)])
    assert view(edit).commands == (("in full", "monitor show cluster 88"), ("evidence", "monitor show 1"))


def test_every_command_that_a_report_prints_is_one_that_there_is():
    shared = [wording(name, name[:2].upper(), n) for n, name in enumerate(("Chad", "Peru", "Mali"), 1)]
    text = terminal.render(report(uganda(), *shared, clusters=(cluster(*shared),)), 200)
    printed = re.findall(r"monitor ((?:[a-z]+ ?)+)", text)
    assert {words.split()[0] for words in printed} <= set(COMMANDS)
    for arguments in (["show", "1042"], ["show", "cluster", "88"], ["report", "--since", "2026-01-13"]):
        assert f"monitor {arguments[0]}" in f"{text} monitor report"
        answer = CliRunner().invoke(cli, [*arguments, "--snapshots", "/nowhere"])
        assert "No such command" not in answer.output
        assert "No such option" not in answer.output


def test_all_formats_link_to_all_three():
    given = report(uganda(), links=OF_CHANGES)
    for render in (terminal.render, markdown.render, html.render):
        text = render(given)
        first, rest = text.index("#:~:text="), text.index("Open Government Licence")
        report_at = text.index("https://reports.example.org/changes/1042.html")
        evidence_at = text.index("https://reports.example.org/changes/1042.html#evidence-1042")
        assert first < report_at < evidence_at < rest


def test_a_page_of_html_has_the_places_to_which_links_lead():
    page = BeautifulSoup(html.render(report(uganda(), wording())), "lxml")
    assert {tag["id"] for tag in page.find_all(id=True)} == {"change-1042", "evidence-1042", "change-7", "evidence-7"}
    assert "a" * 16 in page.find(id="evidence-1042").get_text()
