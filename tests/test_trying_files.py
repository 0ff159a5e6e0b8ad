"""A saved file that holds no page is told for what it is, before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.fetch.visit import Verdict
from monitor.trying import of_file


@pytest.mark.parametrize(
    ("body", "verdict", "reason"),
    [
        (b" \n", Verdict.EMPTY, "The file is empty."),
        (
            b"<title>Access denied</title><p>You are not authorized to access this page.</p>",
            Verdict.BLOCKED,
            "Instead of the page the file holds a bot check or block page.",
        ),
        (
            b"<title>Page not found</title><h1>Page not found</h1>",
            Verdict.EMPTY,
            'The site says "not found", though it answered as if it were a page.',
        ),
        (b"<title>Kazakhstan</title><h1>Getting help</h1><p>Call 112 where you need help.</p>", Verdict.PAGE, ""),
    ],
)
def test_a_file_is_judged_as_an_answer_would_be(body: bytes, verdict: Verdict, reason: str) -> None:
    asked = of_file(Path("saved.html"), body)
    assert (asked.verdict, asked.reason) == (verdict, reason)
