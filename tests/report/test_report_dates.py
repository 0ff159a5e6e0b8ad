"""What begins, ends or has run out, in words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

from advisory_samples import HOSTILE, report, utc

from monitor.facts.life import Life
from monitor.report import html, json_, markdown, terminal
from monitor.report.dates import Lifetime, Place, as_markdown, as_text, line, sentence, when

TODAY = date(2026, 1, 14)
WAIVER = Lifetime(
    "ends",
    date(2026, 2, 1),
    Life("2026-02-01", "ends", False, "You need no visa until 1 February 2026.", ("Visas",), "1 February 2026"),
    "uk-fcdo",
    (Place("uk-fcdo/chad/entry", "Chad / Entry requirements", "https://example.org/chad", utc(2025, 12, 1)),),
)
OVER = replace(WAIVER, state="run out", day=date(2025, 12, 31))


def test_a_day_says_how_far_off_it_is() -> None:
    assert when(WAIVER, TODAY) == "in 18 days"
    assert when(OVER, TODAY) == "14 days ago"
    assert when(OVER, date(2025, 12, 31)) == "today"
    assert when(OVER, date(2026, 1, 1)) == "1 day ago"


def test_a_day_in_one_line() -> None:
    assert line(WAIVER) == ("1 Feb 2026  ends  Chad / Entry requirements: “You need no visa until 1 February 2026.”")
    assert "has run out" in line(OVER)


def test_a_long_sentence_is_cut_and_keeps_its_date() -> None:
    long = (
        "The authorities have said many things about it. " * 20 + "You need no visa until 1 February 2026, they say. "
    )
    held = replace(WAIVER, life=replace(WAIVER.life, sentence=long + long[:900]))
    assert "1 February 2026" in sentence(held)
    assert len(sentence(held)) < 400


def test_what_has_run_out_stands_first() -> None:
    lines = as_text([WAIVER, OVER], 7, TODAY)
    assert [text for text in lines if text.isupper() or "(1)" in text] == [
        "HAS RUN OUT, AND STILL STANDS ON THE PAGE (1)",
        "ENDS (1)",
    ]
    assert lines[0] == "Dates on 7 pages, as of 14 Jan 2026 (UTC)."
    assert as_text([], 7, TODAY)[-1] == "Nothing begins, ends or has run out."
    assert as_markdown([], 7, TODAY).strip().endswith("Nothing begins, ends or has run out.")


def test_hostile_sentences_and_titles_do_no_harm() -> None:
    bad = replace(
        WAIVER,
        life=replace(WAIVER.life, sentence=HOSTILE, words="x"),
        places=(Place(HOSTILE, HOSTILE, "javascript:alert(1)", utc(2025, 12, 1)),),
    )
    made = report(dates=(bad,))
    texts = [
        "\n".join(as_text([bad], 1, TODAY)), as_markdown([bad], 1, TODAY), terminal.render(made), markdown.render(made),
        html.render(made),
    ]  # fmt: skip
    for text in texts:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "](<javascript" not in texts[1]
    assert "<script>" not in texts[4]
    assert json.loads(json_.render(made))["dates"][0]["sentence"] == HOSTILE


def test_a_report_names_five_days_and_how_many_more_there_are() -> None:
    text = terminal.render(report(dates=(WAIVER,) * 8), 110)
    assert text.count("1 Feb 2026  ends") == 5
    assert "and 3 more; all that begins, ends or has run out: monitor dates" in text
