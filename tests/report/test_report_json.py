from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from advisory_samples import BLOCKED, HOSTILE, cluster, hostile, links, nothing, report, uganda, wording

from monitor.compare.change import Change, from_json
from monitor.report import detail
from monitor.report.json_ import render

CONTRACT = Path(__file__).parents[2].parent / "shared/contract/change.schema.json"


def parsed(*changes: Change, **other: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(report(*changes, **other)))
    return value


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not kept beside this checkout")
@pytest.mark.parametrize(
    "change", [uganda(links=links()), wording(), nothing(1, "stamp"), hostile(), uganda(page=None)]
)
def test_changes_fit_the_contract(change: Change):
    schema = json.loads(CONTRACT.read_text())
    jsonschema.validate(json.loads(detail.render_json(change)), schema)
    (told,) = parsed(change, least="none")["changes"]
    jsonschema.validate(told, schema)


def test_a_change_comes_back_as_it_was():
    assert from_json(parsed(uganda(links=links()))["changes"][0]) == uganda(links=links())


def test_a_report_gives_its_fields_and_times_in_utc():
    found = parsed(uganda(), not_checked=(BLOCKED,))
    del found["changes"]
    assert found == {
        "title": "Advisory changes",
        "headline": "CRITICAL Uganda: consular number changed (not announced)",
        "since": "2026-01-13T00:00:00Z",
        "until": "2026-01-14T12:00:00Z",
        "watched_pages": 41,
        "publishers": 2,
        "last_good_at": "2026-01-14T11:58:00Z",
        "not_checked": [
            {
                "page_id": "us-state/kazakhstan/advisory",
                "title": "Kazakhstan / Travel advisory",
                "since": "2026-01-11T06:00:00Z",
                "verdict": "blocked",
                "reason": "the site answered 403",
            }
        ],
        "alarms": [],
        "moved": [],
        "ways": {},
        "least": "minor",
        "items": [
            {
                "significance": "critical",
                "cluster": None,
                "beside": [],
                "elsewhere": [],
                "pages": 1,
                "changes": [0],
                "part": None,
            }
        ],
        "dates": [],
        "counted": {"significance": {}, "nothing": {}},
    }


def test_items_name_the_changes_that_are_the_same_edit():
    same = [wording("Chad", "TD", 1), wording("Peru", "PE", 2)]
    found = parsed(same[0], uganda(), same[1], clusters=(cluster(*same, pages=5),))
    assert [item["changes"] for item in found["items"]] == [[0], [1, 2]]
    assert [change["page"]["country"] for change in found["changes"]] == ["UG", "TD", "PE"]
    assert found["items"][1]["cluster"] == {"id": 88, "pages": 5}
    assert found["items"][1]["part"] == found["changes"][1] | {"reasons": ["wording only: no fact changed"]}


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not kept beside this checkout")
def test_a_change_whose_parts_are_two_items_stands_once_and_whole():
    same = [wording("Chad", "TD", 1), wording("Peru", "PE", 2)]
    number = uganda().edits[0]
    mixed = replace(same[0], edits=(*same[0].edits, number), facts=uganda().facts, significance="critical")
    found = parsed(mixed, same[1], clusters=(cluster(*same),))
    assert [change["id"] for change in found["changes"]] == [1, 2]
    assert len(found["changes"][0]["edits"]) == 2
    own, shared = found["items"]
    assert (own["beside"], own["changes"], len(own["part"]["edits"])) == ([{"id": 88, "pages": 2}], [0], 1)
    assert (shared["changes"], len(shared["part"]["edits"])) == ([0, 1], 1)
    for item in found["items"]:
        jsonschema.validate(item["part"], json.loads(CONTRACT.read_text()))


def test_what_is_left_out_is_counted():
    found = parsed(uganda(), wording(), nothing(1, "stamp"), nothing(2, "stamp"), nothing(3, "link"), least="major")
    assert len(found["changes"]) == 1
    assert found["counted"] == {"significance": {"minor": 1, "none": 3}, "nothing": {"stamp": 2, "link": 1}}


def test_hostile_text_keeps_its_value_and_leaves_the_terminal_alone():
    text = render(report(hostile()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert json.loads(text)["changes"][0]["announcement"]["note"] == HOSTILE


def test_an_empty_report_is_an_object_too():
    assert parsed()["changes"] == []
