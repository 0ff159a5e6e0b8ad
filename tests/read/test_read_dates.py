"""Dates as pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.dates import parse_date


@pytest.mark.parametrize("order", ["DMY", "MDY"])
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 May 2026", "2026-05-01"),
        ("01 May 2026", "2026-05-01"),
        ("1st May 2026", "2026-05-01"),
        ("the 22nd of May 2026", "2026-05-22"),
        ("May 1, 2026", "2026-05-01"),
        ("May 1 2026", "2026-05-01"),
        ("MAY 3rd, 2026", "2026-05-03"),
        ("Sept. 5, 2026", "2026-09-05"),
        ("5 Sep 2026", "2026-09-05"),
        ("Friday, 1 May 2026", "2026-05-01"),
        ("Fri 1 May 2026", "2026-05-01"),
        ("2026-05-01", "2026-05-01"),
        ("2026-05-01T09:00:00Z", "2026-05-01"),
        ("2026-05-01T09:00:00.000+01:00", "2026-05-01"),
        (" 1 May 2026. ", "2026-05-01"),
        ("1 мая 2026", "2026-05-01"),
        ("1 мая 2026 г.", "2026-05-01"),
        ("22 Августа 2026", "2026-08-22"),
        ("29 February 2028", "2028-02-29"),
        ("1. Mai 2026", "2026-05-01"),
        ("Montag, 3. März 2026", "2026-03-03"),
        ("24. Dez. 2026", "2026-12-24"),
        ("5. Jänner 2026", "2026-01-05"),
        ("1er mai 2026", "2026-05-01"),
        ("jeudi 14 août 2026", "2026-08-14"),
        ("3 févr. 2026", "2026-02-03"),
        ("15 DÉCEMBRE 2026", "2026-12-15"),
        ("1 mei 2026", "2026-05-01"),
        ("woensdag 4 maart 2026", "2026-03-04"),
        ("12 mrt. 2026", "2026-03-12"),
        ("31 augustus 2026", "2026-08-31"),
    ],
)
def test_a_date_in_words_means_the_same_everywhere(text: str, iso: str, order: str) -> None:
    assert parse_date(text, order) == iso


@pytest.mark.parametrize(
    ("text", "british", "american"),
    [
        ("01/05/2026", "2026-05-01", "2026-01-05"),
        ("1.5.2026", "2026-05-01", "2026-01-05"),
        ("01-05-2026", "2026-05-01", "2026-01-05"),
        ("31/12/2026", "2026-12-31", None),
        ("12/31/2026", None, "2026-12-31"),
    ],
)
def test_a_date_in_digits_is_read_in_the_publishers_order(text: str, british: str | None, american: str | None) -> None:
    assert parse_date(text, "DMY") == british
    assert parse_date(text, "MDY") == american


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("May 2026", "2026-05"),
        ("May, 2026", "2026-05"),
        ("1 May", "--05-01"),
        ("May 1", "--05-01"),
        ("May", "--05"),
        ("29 February", "--02-29"),
        ("март 2026", "2026-03"),
        ("7 июля", "--07-07"),
        ("März 2026", "2026-03"),
        ("14 juillet", "--07-14"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text: str, iso: str) -> None:
    assert parse_date(text, "DMY") == iso


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2026",
        "29 February 2026",
        "31 June",
        "32 May 2026",
        "0 May 2026",
        "2026-13-01",
        "2026-02-30",
        "1 May 0000",
        "2026",
        "01/05/26",
        "soon",
        "May I come?",
        "32. Mai 2026",
        "1 aprıl 2026",
        "lundi",
        "112",
        "",
    ],
)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert parse_date(text, "DMY") is None


@given(st.text(max_size=30), st.sampled_from(["DMY", "MDY"]))
def test_any_text_is_a_date_or_none(text: str, order: str) -> None:
    assert parse_date(text, order) is None or "-" in str(parse_date(text, order))


@given(st.dates())
def test_every_day_is_read_back_from_the_ways_to_write_it(day: date) -> None:
    iso = day.isoformat()
    assert parse_date(iso, "DMY") == iso
    assert parse_date(f"{day.day} {day:%B} {day.year:04d}", "DMY") == iso
    assert parse_date(f"{day:%B} {day.day}, {day.year:04d}", "MDY") == iso
    assert parse_date(f"{day.day:02d}/{day.month:02d}/{day.year:04d}", "DMY") == iso
