"""Validators that a server leaves as they were although the text is another one."""

from __future__ import annotations

import pytest

from monitor.fetch.unreliable import unreliable
from monitor.fetch.visit import Validators

MONDAY, TUESDAY = "Mon, 05 Jan 2026 07:00:00 GMT", "Tue, 06 Jan 2026 07:00:00 GMT"


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [
        (Validators('"1"'), Validators('"1"'), ["etag"]),
        (Validators('W/"1"'), Validators('"1"'), ["etag"]),
        (Validators('"1"'), Validators('"2"'), []),
        (Validators('"1"'), Validators(), []),
        (Validators(), Validators(), []),
        (Validators(None, MONDAY), Validators(None, MONDAY), ["last_modified"]),
        (Validators(None, TUESDAY), Validators(None, MONDAY), ["last_modified"]),
        (Validators(None, MONDAY), Validators(None, TUESDAY), []),
        (Validators(None, "yesterday"), Validators(None, "today"), []),
        (Validators(None, "0"), Validators(None, "0"), ["last_modified"]),
        (Validators('"1"', MONDAY), Validators('"2"', MONDAY), ["last_modified"]),
    ],
)
def test_a_validator_is_unreliable_where_it_calls_another_text_the_same(
    before: Validators, now: Validators, named: list[str]
) -> None:
    assert [name for name, _ in unreliable(before, now)] == named
