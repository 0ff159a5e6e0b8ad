from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from advisory_samples import utc

from monitor.report.times import moment, span, stated


def test_a_moment_is_in_utc_and_says_so():
    astana = datetime(2026, 1, 14, 2, 12, tzinfo=timezone(timedelta(hours=5)))
    assert moment(astana) == "13 Jan 2026 21:12 UTC"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2026-01-14", "14 Jan 2026"),
        ("2026-05", "May 2026"),
        ("2026-01-14T09:12:00Z", "14 Jan 2026 09:12 UTC"),
        ("2026-01-14T09:12:00+05:00", "14 Jan 2026 04:12 UTC"),
        ("2026-01-14T09:12:00", "14 Jan 2026 09:12"),
        ("2026-13", "2026-13"),
        ("yesterday\x1b[2J", "yesterday�[2J"),
    ],
)
def test_a_pages_own_date_is_said_no_more_exactly_than_it_is_given(given: str, said: str):
    assert stated(given) == said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (utc(2026, 1, 13), utc(2026, 1, 14), "13 to 14 Jan 2026 (UTC)"),
        (utc(2026, 1, 14, 1), utc(2026, 1, 14, 9), "14 Jan 2026 (UTC)"),
        (utc(2026, 1, 30), utc(2026, 2, 2), "30 Jan to 2 Feb 2026 (UTC)"),
        (utc(2025, 12, 30), utc(2026, 1, 2), "30 Dec 2025 to 2 Jan 2026 (UTC)"),
        (utc(2026, 1, 13), None, "since 13 Jan 2026 (UTC)"),
        (None, utc(2026, 1, 13), "until 13 Jan 2026 (UTC)"),
        (None, None, ""),
    ],
)
def test_the_days_of_a_report(since: datetime | None, until: datetime | None, said: str):
    assert span(since, until) == said
