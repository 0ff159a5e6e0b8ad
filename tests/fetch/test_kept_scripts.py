"""Scripts are used again for as long as their site says, and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.fetch.kept_scripts import LONGEST, MOST_BYTES, KeptScripts
from monitor.fetch.visit import Verdict, Visit

URL = "https://travel.example/app.js"


def _script(*headers: tuple[str, str], body: bytes = b"run()") -> Visit:
    return Visit(URL, URL, datetime(2026, 3, 1, tzinfo=UTC), Verdict.PAGE, "", 200, headers, body)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ((("Cache-Control", "public, max-age=600"),), 600),
        ((("cache-control", "MAX-AGE=600, immutable"),), 600),
        ((("Cache-Control", "public"), ("Cache-Control", "max-age=600")), 600),
        ((("Cache-Control", "max-age=600"), ("Age", "500")), 100),
        ((("Cache-Control", "max-age=31536000"),), LONGEST),
        ((("Cache-Control", "max-age=600"), ("Age", "600")), 0),
        ((("Cache-Control", "max-age=600"), ("Age", "young")), 0),
        ((("Cache-Control", "max-age=600, no-cache"),), 0),
        ((("Cache-Control", "no-store, max-age=600"),), 0),
        ((("Cache-Control", "s-maxage=600"),), 0),
        ((("Cache-Control", "x-max-age=600"),), 0),
        ((("Cache-Control", "max-age=0"),), 0),
        ((("ETag", "a"),), 0),
        ((), 0),
    ],
)
def test_a_script_is_kept_for_as_long_as_its_site_says(headers: tuple[tuple[str, str], ...], seconds: int) -> None:
    now = [100.0]
    kept = KeptScripts(lambda: now[0])
    script = _script(*headers)
    kept.put(URL, script)
    assert (kept.get(URL) is script) is (seconds > 0)
    now[0] += max(seconds - 1, 0)
    assert (kept.get(URL) is script) is (seconds > 0)
    now[0] += 1
    assert kept.get(URL) is None


def test_what_is_no_whole_answer_is_not_kept() -> None:
    kept = KeptScripts()
    script = _script(("Cache-Control", "max-age=600"))
    for broken in (replace(script, status=404), replace(script, status=None), replace(script, body=None)):
        kept.put(URL, broken)
        assert kept.get(URL) is None


def test_the_oldest_scripts_go_where_they_would_be_too_many() -> None:
    kept = KeptScripts()
    large = _script(("Cache-Control", "max-age=600"), body=b" " * (MOST_BYTES // 2))
    for number in range(3):
        kept.put(f"{URL}?{number}", large)
        kept.put(f"{URL}?{number}", large)
    assert [kept.get(f"{URL}?{number}") is not None for number in range(3)] == [False, True, True]
    kept.put(URL, replace(large, body=b" " * (MOST_BYTES + 1)))
    assert kept.get(URL) is None
    assert kept.get(f"{URL}?2") is large
