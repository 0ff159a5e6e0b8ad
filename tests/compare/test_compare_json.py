"""A change leaves the program in the shape of the contract and comes back as it was."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from facts.texts import SHARED, Pair, change, gold_pairs, needs_gold

from monitor.compare.change import (
    SCHEMA,
    SIGNIFICANCES,
    Announcement,
    Change,
    Edit,
    FactChange,
    FactValue,
    LinkChange,
    LinkEnd,
    PageInfo,
    SectionChange,
    VersionInfo,
    from_json,
    to_json,
    weight,
)
from monitor.publishers import publisher
from monitor.pure import change_between

CONTRACT = SHARED / "contract" / "change.schema.json"
needs_contract = pytest.mark.skipif(not CONTRACT.exists(), reason="the contract (../shared) is not on this machine")


@cache
def contract() -> Any:
    schema = json.loads(CONTRACT.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def wrong(said: Change) -> list[str]:
    return [error.message for error in contract().iter_errors(json.loads(json.dumps(to_json(said))))]


FULL = Change(
    significance="critical",
    reasons=("phone number changed (embassy)",),
    sections=(SectionChange("renamed", ("Help",), ("Getting help",)), SectionChange("added", ("New",))),
    edits=(
        Edit("modified", ("Help",), "Call 1.", "Call 2.", (("=", "Call "), ("-", "1"), ("+", "2"), ("=", "."))),
        Edit("added", ("New",), None, "New."),
        Edit("moved", (), "Old.", "Old.", nothing="order"),
    ),
    facts=(
        FactChange(
            "phone",
            "changed",
            FactValue("020 7008 5000", "+442070085000", "embassy", "Call 020 7008 5000."),
            FactValue("020 7008 5001", "+442070085001", None, "Call 020 7008 5001."),
            ("Help",),
            "critical",
        ),
        FactChange("duration", "added", None, FactValue("up to 5 days", {"low": None, "high": 5}), None, "major", "up"),
    ),
    links=(LinkChange("added", None, LinkEnd("https://example.org", "form")),),
    announcement=Announcement("partly", "A note.", True, ("Help",)),
    kind="reverted",
    id=7,
    page=PageInfo("uk-fcdo/kazakhstan/help", "Help", "https://example.org/help", "uk-fcdo", "KZ", True),
    before=VersionInfo("2026-01-01T00:00:00Z", "2025-12-31", "0" * 64, "1"),
    after=VersionInfo(),
)
CHANGES = {
    "full": FULL,
    "empty": Change("none", ()),
    "phone": change("Call the embassy on +7 7172 556200.", "Call the embassy on +7 7172 596240."),
    "level": change("Be alert.", "FCDO advises against all travel to the north."),
    "penalty": change("Theft is punished with a fine.", "Theft is punished with a fine and 2 years in prison."),
    "order": change("Trams are old.\n\nBuses are new.", "Buses are new.\n\nTrams are old."),
    "stamp": change("Updated: 3 May 2026\n\nHello there.", "Updated: 5 May 2026\n\nHello there."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_comes_back_as_it_went(name: str):
    said = CHANGES[name]
    assert from_json(to_json(said)) == said
    assert from_json(json.loads(json.dumps(to_json(said)))) == said


@needs_contract
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_fits_the_contract(name: str):
    assert wrong(CHANGES[name]) == []


def test_only_a_modified_block_has_a_word_diff():
    edits = to_json(FULL)["edits"]
    assert ["words" in edit for edit in edits] == [True, False, False]
    assert to_json(FULL)["schema"] == SCHEMA


def test_what_does_not_fit_is_refused():
    data = to_json(FULL)
    with pytest.raises(ValueError, match="significance"):
        from_json({**data, "significance": "huge"})


def test_significances_sort_from_critical_down_to_none():
    assert sorted(SIGNIFICANCES, key=weight, reverse=True) == ["critical", "major", "minor", "none"]


def test_naming_the_page_and_the_versions_leaves_the_rest_as_it_was():
    bare = CHANGES["phone"]
    named = bare.of(FULL.page, FULL.before, FULL.after, 9)
    assert (named.page, named.before, named.after, named.id) == (FULL.page, FULL.before, FULL.after, 9)
    assert named.of(None, None, None) == bare


@needs_gold
@needs_contract
@pytest.mark.parametrize("pair", gold_pairs(), ids=lambda pair: pair.name)
def test_a_real_edit_fits_the_contract_and_comes_back_as_it_went(pair: Pair):
    said = change_between(
        pair.before.reading(), pair.after.reading(), publisher(pair.before.by), title=pair.label["page"]
    )
    assert wrong(said) == []
    assert from_json(to_json(said)) == said
    assert from_json(json.loads(json.dumps(to_json(said)))) == said
    for edit in said.edits:
        if edit.words is not None:
            assert "".join(text for op, text in edit.words if op in "=-") == edit.before
            assert "".join(text for op, text in edit.words if op in "=+") == edit.after
    for fact in said.facts:
        assert (fact.before is not None, fact.after is not None) == (
            fact.change != "added",
            fact.change != "removed",
        )
