from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.change import Announcement, Change, FactChange, PageInfo
from monitor.sources.rules import Rule

PAGE = PageInfo(
    id="uk-fcdo/kazakhstan/safety-and-security",
    title="Kazakhstan / Safety and security",
    url="https://www.gov.uk/foreign-travel-advice/kazakhstan/safety-and-security",
    publisher="uk-fcdo",
    country="KZ",
)
CHANGE = Change(
    significance="major",
    reasons=("the number of the police changed",),
    facts=(FactChange("phone", "changed", None, None, None), FactChange("law", "added", None, None, None)),
    announcement=Announcement("silent", None, False),
    page=PAGE,
)


def test_a_rule_that_asks_for_nothing_is_met_by_every_change_of_significance():
    for significance in ("critical", "major", "minor"):
        assert Rule().meets(replace(CHANGE, significance=significance))
    assert Rule().meets(Change(significance="minor", reasons=()))


def test_a_change_without_significance_is_never_told():
    assert not Rule().meets(replace(CHANGE, significance="none", nothing="stamp"))


def test_a_technical_change_is_never_told_and_a_reverted_one_is():
    assert not Rule().meets(replace(CHANGE, kind="technical", significance="critical"))
    assert Rule().meets(replace(CHANGE, kind="reverted"))


@pytest.mark.parametrize(
    ("threshold", "told"),
    [("critical", {"critical"}), ("major", {"critical", "major"}), ("minor", {"critical", "major", "minor"})],
)
def test_significance_is_a_threshold(threshold, told):
    rule = Rule(significance=threshold)
    assert {s for s in ("critical", "major", "minor", "none") if rule.meets(replace(CHANGE, significance=s))} == told


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ({"countries": ["KZ", "KG"]}, True),
        ({"countries": ["Kazakhstan"]}, True),
        ({"countries": ["KG"]}, False),
        ({"publishers": ["us-state", "uk-fcdo"]}, True),
        ({"publishers": ["us-state"]}, False),
        ({"pages": ["uk-fcdo/kazakhstan/*"]}, True),
        ({"pages": ["uk-fcdo/*"]}, True),
        ({"pages": ["*/safety-and-security"]}, True),
        ({"pages": ["uk-fcdo/kazakhstan"]}, False),
        ({"pages": ["us-state/*", "*/kazakhstan/health"]}, False),
        ({"kinds": ["law"]}, True),
        ({"kinds": ["money", "phone"]}, True),
        ({"kinds": ["money"]}, False),
        ({"announced": ["silent", "partly"]}, True),
        ({"announced": ["announced"]}, False),
        ({"significance": "major", "countries": ["KZ"], "kinds": ["phone"], "announced": ["silent"]}, True),
        ({"significance": "critical", "countries": ["KZ"], "kinds": ["phone"], "announced": ["silent"]}, False),
        ({"countries": ["KZ"], "publishers": ["us-state"]}, False),
    ],
)
def test_everything_that_is_asked_for_must_hold(asked, met):
    assert Rule(**asked).meets(CHANGE) is met


@pytest.mark.parametrize("asked", [{"countries": ["KZ"]}, {"publishers": ["uk-fcdo"]}, {"pages": ["*"]}])
def test_a_change_of_no_page_meets_no_rule_that_asks_for_one(asked):
    assert not Rule(**asked).meets(replace(CHANGE, page=None))


def test_a_page_of_no_country_meets_no_rule_that_asks_for_one():
    assert not Rule(countries=["KZ"]).meets(replace(CHANGE, page=replace(PAGE, country=None)))


def test_a_change_whose_announcement_nobody_looked_into_counts_as_unknown():
    assert Rule(announced=["unknown"]).meets(replace(CHANGE, announcement=None))
    assert not Rule(announced=["silent"]).meets(replace(CHANGE, announcement=None))
