"""`monitor sources check` and `monitor sources schema`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
from command import Done
from ruamel.yaml import YAML
from world import World

Monitor = Callable[..., Done]
CHECKED_IN = Path(__file__).resolve().parents[2]


def test_a_file_that_is_right_is_said_to_be_so(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.parts_entry())
    done = monitor("sources", "check")
    assert (done.code, done.out, done.err) == (0, "sources.yaml: good. 2 sources, 2 addresses, 1 recipient.\n", "")


def test_each_mistake_is_named_with_its_place_all_at_once(world: World, monitor: Monitor) -> None:
    world.sources.write_text("contact: nobody\nsources:\n  - {publisher: uk-fcdo, country: Kasakhstan}\nextra: 1\n")
    done = monitor("sources", "check")
    assert (done.code, done.out) == (2, "")
    places = [line.split(": ")[:2] for line in done.err.splitlines()]
    assert places == [
        ["sources.yaml:1:10", "contact"],
        ["sources.yaml:3:35", "sources.0.country"],
        ["sources.yaml:4:1", "extra"],
    ]
    assert "did you mean Kazakhstan (KZ)" in done.err


def test_a_page_with_two_addresses_is_refused(world: World, monitor: Monitor) -> None:
    world.watch(world.parts_entry(), world.entry(publisher="uk-fcdo", name="health"))
    done = monitor("sources", "check")
    assert done.code == 2
    assert "uk-fcdo/kazakhstan/health is watched twice" in done.err


def test_the_schema_is_the_one_that_is_checked_in_and_takes_the_sources_that_are(monitor: Monitor) -> None:
    done = monitor("sources", "schema")
    assert (done.code, done.err) == (0, "")
    assert done.out == (CHECKED_IN / "sources.schema.json").read_text(encoding="utf-8")
    text = (CHECKED_IN / "sources.yaml").read_text(encoding="utf-8")
    jsonschema.validate(YAML(typ="safe", pure=True).load(text), json.loads(done.out))
