"""Who is told of what: a recipient has one rule or several, of which one must hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.compare.change import Announcement, Change, FactChange, PageInfo
from monitor.sources.config import AnyRecipient as Recipient

PAGE = PageInfo(
    id="uk-fcdo/kazakhstan/safety-and-security",
    title="Kazakhstan / Safety and security",
    url="https://www.gov.uk/foreign-travel-advice/kazakhstan/safety-and-security",
    publisher="uk-fcdo",
    country="KZ",
)
SILENT = Change(
    significance="minor",
    reasons=("the number of the police changed",),
    facts=(FactChange("phone", "changed", None, None, None),),
    announcement=Announcement("silent", None, False),
    page=PAGE,
)
PERU = replace(PAGE, id="us-state/peru/advisory", publisher="us-state", country="PE")
ANNOUNCED = replace(
    SILENT, significance="major", facts=(), announcement=Announcement("announced", "New.", True), page=PERU
)


def recipient(**more: Any) -> Recipient:
    return Recipient.model_validate({"name": "desk", "email": ["desk@example.org"], **more})


@pytest.mark.parametrize(
    ("rules", "met"),
    [
        ([{}], [True, True]),
        ([{"significance": "major"}], [False, True]),
        ([{"kinds": ["phone"]}], [True, False]),
        ([{"countries": "PE"}], [False, True]),
        ([{"publishers": "uk-fcdo"}], [True, False]),
        ([{"pages": "*/advisory"}], [False, True]),
        ([{"announced": "silent"}], [True, False]),
        ([{"significance": "major"}, {"announced": "silent"}], [True, True]),
        ([{"significance": "critical"}, {"countries": "PE", "kinds": "law"}], [False, False]),
        ([{"significance": "critical"}, {"publishers": "us-state"}], [False, True]),
    ],
)
def test_a_change_is_told_to_whom_any_of_the_rules_holds_for(rules: list[dict[str, Any]], met: list[bool]) -> None:
    assert [recipient(when=rules).meets(each) for each in (SILENT, ANNOUNCED)] == met


def test_a_change_of_no_significance_meets_none_of_many_rules() -> None:
    several = recipient(when=[{}, {"kinds": ["phone"]}])
    assert not several.meets(replace(SILENT, significance="none", nothing="stamp"))


def test_an_alarm_is_told_to_whom_any_of_the_rules_wants_the_page_of() -> None:
    both = recipient(when=[{"countries": "PE", "significance": "critical"}, {"publishers": "uk-fcdo"}])
    assert both.concerns("uk-fcdo", "KZ", PAGE.id)
    assert both.concerns("us-state", "PE", PERU.id)
    assert not both.concerns("us-state", "KZ", "us-state/kazakhstan/advisory")
    assert not recipient(alarms=False).concerns("uk-fcdo", "KZ", PAGE.id)
