from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitor.sources.units import DURATION_PATTERN, SIZE_PATTERN, parse_duration, parse_size

DURATIONS = {
    "30s": timedelta(seconds=30),
    "90 min": timedelta(minutes=90),
    "6h": timedelta(hours=6),
    "1d": timedelta(days=1),
    "1 day 12 hours": timedelta(days=1, hours=12),
    "1h30m": timedelta(minutes=90),
    "0.5s": timedelta(milliseconds=500),
    "250 ms": timedelta(milliseconds=250),
    "2 weeks": timedelta(days=14),
    " 0s ": timedelta(0),
}
SIZES = {"20MB": 20_000_000, "1.5 MiB": 1_572_864, "500kB": 500_000, "500 KB": 500_000, "1 GB": 10**9, "12 bytes": 12}
NO_DURATIONS = ["", "6", "h", "6 hors", "12:30", "6h and 3", "-1s", "1,5h", "PT6H", "٦h", "6h 3"]
NO_SIZES = ["", "20", "MB", "20 M", "20 mega", "-1MB", "1MB 1kB"]


@pytest.mark.parametrize(("text", "length"), DURATIONS.items())
def test_a_length_of_time_is_read_as_a_person_writes_it(text, length):
    assert parse_duration(text) == length
    assert re.search(DURATION_PATTERN, text)


@pytest.mark.parametrize("text", NO_DURATIONS)
def test_what_is_no_length_of_time_is_not_guessed_at(text):
    assert parse_duration(text) is None
    assert not re.search(DURATION_PATTERN, text)


@pytest.mark.parametrize(("text", "size"), SIZES.items())
def test_a_size_is_read_as_a_person_writes_it(text, size):
    assert parse_size(text) == size
    assert re.search(SIZE_PATTERN, text)


@pytest.mark.parametrize("text", NO_SIZES)
def test_what_is_no_size_is_not_guessed_at(text):
    assert parse_size(text) is None
    assert not re.search(SIZE_PATTERN, text)


def test_a_length_beyond_what_can_be_counted_is_the_longest_there_is():
    assert parse_duration("999999999999 weeks") == timedelta.max
