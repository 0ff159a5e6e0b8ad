from __future__ import annotations

import re
from dataclasses import replace

import pytest
from advisory_samples import BLOCKED, cluster, hostile, nothing, page, phone_fact, report, uganda, wording
from hypothesis import given
from hypothesis import strategies as st

from monitor.clusters.cluster import Cluster
from monitor.compare.change import Announcement, Change, Edit, FactChange, FactValue, SectionChange
from monitor.report.order import items
from monitor.report.subject import LONGEST, headline, subject, subject_of_items


def told(*changes: Change, clusters: tuple[Cluster, ...] = ()) -> str:
    return subject_of_items(items(changes, clusters))


def test_one_change_says_its_fact_and_that_nobody_was_told():
    assert subject(uganda()) == "CRITICAL Uganda: consular number changed (not announced)"


def test_an_announced_change_says_only_its_fact():
    told = Announcement("announced", "New number.", True)
    assert subject(uganda(announcement=told)) == "CRITICAL Uganda: consular number changed"
    partly = Announcement("partly", "New number.", True, ("law",))
    assert subject(uganda(announcement=partly)) == "CRITICAL Uganda: consular number changed (announced in part)"


def test_a_short_code_is_named():
    gone = FactChange("phone", "removed", FactValue("158", "158", "police", "Police: 158"), None, (), "critical")
    assert subject(uganda(facts=(gone,))) == "CRITICAL Uganda: police number removed: 158 (not announced)"


def test_a_level_is_given_with_both_its_values():
    before, after = (FactValue(f"Level {n}", n, None, "") for n in (2, 3))
    raised = FactChange("level", "changed", before, after, (), "critical", "stricter")
    assert (
        subject(uganda(facts=(raised,), announcement=None))
        == "CRITICAL Uganda: advice level changed: Level 2 -> Level 3"
    )


def test_the_weightiest_fact_is_named_and_the_others_counted():
    fee = FactChange("money", "added", None, FactValue("USD 60", {}, "visa", ""), (), "major")
    assert subject(uganda(facts=(fee, phone_fact(), fee))) == (
        "CRITICAL Uganda: consular number changed and 2 more (not announced)"
    )


def test_what_a_rule_or_a_law_is_about_stands_behind_it():
    law = FactChange("law", "added", None, FactValue("a law", {}, "LGBT+ travellers", ""), (), "critical", "stricter")
    assert subject(uganda(facts=(law,), announcement=None)) == "CRITICAL Uganda: law added (LGBT+ travellers)"


def test_where_there_is_little_room_values_go_first_then_labels():
    fees = [FactValue(f"{n} US dollars", {}, "a visa of ninety days " * 3, "") for n in (60, 80)]
    fee = FactChange("money", "changed", *fees, (), "critical", "up")
    silent = uganda(facts=(fee, fee), page=page(title="Saint Vincent and the Grenadines / Entry"))
    line = subject(silent)
    assert line == (
        "CRITICAL Saint Vincent and the Grenadines: a visa of ninety ... amount changed and 1 more (not announced)"
    )


def test_several_changes_are_counted_and_their_places_named_the_weightiest_first():
    others = [
        uganda(id=2, significance="major", page=page("uk-fcdo/kz", "Kazakhstan / Health", country="KZ"), facts=())
    ]
    critical = wording("Chad", "TD", 3, significance="critical")
    assert told(*others, critical, uganda()) == "2 critical, 1 major: Uganda, Chad, Kazakhstan"


def test_one_edit_on_many_pages_is_said_once():
    changes = [
        wording(name, code, n) for n, (name, code) in enumerate((("Chad", "TD"), ("Peru", "PE"), ("Mali", "ML")))
    ]
    assert told(*changes, clusters=(cluster(*changes),)) == 'MINOR 3 pages: wording changed in "Permits"'


def test_one_edit_on_many_pages_with_edits_of_their_own_says_its_fact_and_their_number():
    rule = "You must register with the police within ten days of your arrival."
    fact = FactChange("rule", "added", None, FactValue(rule, {}, "registration", rule), ("Visas",), "critical")
    edit = Edit("added", ("Visas",), None, rule)
    changes = [
        wording(name, code, n, edits=(edit,), facts=(fact,), significance="critical")
        for n, (name, code) in enumerate((("Chad", "TD"), ("Peru", "PE"), ("Mali", "ML")), 1)
    ]
    more = wording("Chad", "TD", 1).edits
    assert told(replace(changes[0], edits=(*changes[0].edits, *more)), *changes[1:], clusters=(cluster(*changes),)) == (
        "CRITICAL 3 pages: rule added (registration); 1 page adds more"
    )


def test_changes_without_facts_say_what_they_are():
    assert subject(wording()) == 'MINOR Kazakhstan: wording changed in "Permits"'
    assert subject(wording(kind="reverted")) == "MINOR Kazakhstan: reverted to an earlier version"
    new = SectionChange("added", ("Entry", "World Cup 2026"))
    assert subject(wording(sections=(new,))) == 'MINOR Kazakhstan: section added: "World Cup 2026"'
    assert subject(nothing(3, "stamp")) == "Country 3: nothing to read (stamp)"
    assert told() == "No changes"


def test_a_report_without_changes_says_how_many_pages_were_well_seen():
    assert headline(report()) == "No changes: 41 pages well seen"
    assert (
        headline(report(nothing(1, "stamp"), not_checked=(BLOCKED,))) == "No changes: 40 pages well seen, 1 not checked"
    )
    assert headline(report(uganda(), nothing(1, "stamp"))) == subject(uganda())


def test_many_places_are_listed_as_far_as_they_fit():
    changes = [
        uganda(id=n, page=page(f"uk-fcdo/c{n}", f"Country Number {n} / Health", country=None), facts=(), edits=())
        for n in range(40)
    ]
    line = told(*changes)
    assert len(line) <= LONGEST
    assert re.fullmatch(r"40 critical: (Country Number \d+, )+Country Number \d+ and \d+ more", line)


def test_a_hostile_page_cannot_write_a_header_of_its_own():
    line = subject(hostile())
    assert "\n" not in line
    assert "\r" not in line
    assert "\x1b" not in line
    assert len(line) <= LONGEST


@pytest.mark.parametrize("length", range(1, 90, 7))
def test_a_number_is_never_cut_in_half(length: int):
    label = "x" * length + " +7 (727) 250-48-02"
    fact = phone_fact()
    assert fact.after is not None
    line = subject(uganda(facts=(replace(fact, after=replace(fact.after, label=label)),)))
    assert len(line) <= LONGEST
    assert "+7 (727) 250-48-02" in line or not re.search(r"\d", line)


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_subject_is_one_line_within_the_limit(title: str, label: str):
    fact = phone_fact()
    assert fact.after is not None
    changed = uganda(facts=(replace(fact, after=replace(fact.after, label=label)),), page=page(title=title))
    for line in (subject(changed), told(changed, wording())):
        assert len(line) <= LONGEST
        assert line.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)
