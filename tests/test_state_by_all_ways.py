"""State's pages by its data service, its feed and both layouts, in real rounds: one identity, and no false news."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from servers import Answer
from world import World

from monitor.fetch.visit import Verdict
from monitor.round import Round, one_round
from monitor.sources.addresses import addresses
from monitor.sources.page import Address
from monitor.store import Store

sys.path.insert(0, str(Path(__file__).parent / "publishers"))
from test_ways_of_publishers import ANSWERS

GEORGIA = ANSWERS["us-state"]
EMPTY: dict[str, Any] = {"data on countries": [], "data on advisories": []}
WALL = Answer(403, b"<h1>Access Denied</h1>")
PARTS = {
    "advisory", "destination-description", "embassies-and-consulates", "entry-exit-and-visa-requirements", "health",
    "local-laws-special-circumstances", "quick-facts", "safety-and-security", "travel-and-transportation",
}  # fmt: skip


def path(way: str) -> str:
    return "/" + way.replace(" ", "-")


@dataclass
class State:
    """Georgia's address with each of its ways on the local server."""

    world: World

    def answers(self, given: dict[str, Any]) -> None:
        for way, said in given.items():
            if isinstance(said, Answer):
                self.world.server.answer(path(way), said)
                continue
            body = (
                said
                if isinstance(said, bytes)
                else said.encode()
                if isinstance(said, str)
                else json.dumps(said).encode()
            )
            kind = {"d": "application/json", "f": "application/rss+xml"}.get(way[0], "text/html; charset=utf-8")
            self.world.server.answer(path(way), Answer(200, body, [("Content-Type", kind)]))

    def watched(self) -> list[Address]:
        found = []
        for address in addresses(self.world.config):
            first, *others = (replace(way, url=self.world.server.url(path(way.name))) for way in address.ways)
            found.append(replace(address, url=first.url, others=tuple(others)))
        return found

    def round(self) -> tuple[Round, list[str]]:
        """A round, and what was asked in it."""
        before = len(self.world.server.log)
        with Store.open(self.world.snapshots) as store:
            done = asyncio.run(one_round(self.world.config, store, self.watched()))
        return done, [seen.path for seen in self.world.server.log[before:] if seen.path != "/slack"]


@pytest.fixture
def state(world: World) -> State:
    world.watch({"publisher": "us-state", "country": "GE", "index": "false"})
    made = State(world)
    made.answers(dict(GEORGIA))
    return made


def seen_well(done: Round) -> set[str]:
    return {outcome.page.id.rpartition("/")[2] for outcome in done.outcomes if outcome.verdict.is_good}


def remarks(done: Round) -> dict[str, str]:
    return {outcome.page.id.rpartition("/")[2]: outcome.remark for outcome in done.outcomes if outcome.remark}


def test_what_the_data_does_not_have_is_seen_on_the_page(state: State) -> None:
    done, asked = state.round()
    assert seen_well(done) == PARTS
    assert asked == [path("data on countries"), path("data on advisories"), path("page")]
    again, _ = state.round()
    assert not again.has_changes
    assert state.world.told() == []


def test_where_the_data_is_empty_the_feed_and_the_page_are_seen_and_nothing_is_told(state: State) -> None:
    state.round()
    state.answers(EMPTY)
    done, asked = state.round()
    assert seen_well(done) == PARTS
    assert asked[-2:] == [path("feed of advisories"), path("page")]
    assert remarks(done)["advisory"].startswith("seen by the feed of advisories, as the data on advisories")
    assert "empty" in remarks(done)["advisory"]
    assert remarks(done)["health"].startswith("seen by the page, as the data on countries showed nothing (empty")
    assert (done.has_changes, state.world.told()) == (False, [])


def test_where_the_page_is_blocked_too_the_old_layout_is_seen_and_nothing_is_told(state: State) -> None:
    state.round()
    state.answers(EMPTY | {"page": WALL})
    done, _ = state.round()
    assert seen_well(done) == PARTS
    assert remarks(done)["health"].startswith("seen by the page of the old layout, as the data on countries")
    state.answers(dict(GEORGIA))
    recovered, _ = state.round()
    assert (done.has_changes, recovered.has_changes, state.world.told()) == (False, False, [])


def test_where_every_way_is_blocked_no_page_is_unchanged(state: State) -> None:
    state.round()
    state.answers(dict.fromkeys(GEORGIA, WALL))
    done, _ = state.round()
    assert {outcome.verdict for outcome in done.outcomes} == {Verdict.BLOCKED}
    assert len(done.outcomes) == len(PARTS)


def test_a_number_that_changes_in_the_data_is_told_once(state: State) -> None:
    state.round()
    data = dict(GEORGIA["data on countries"])
    data["health"] = data["health"].replace("112", "113")
    page = GEORGIA["page"].replace("For an ambulance, dial 112", "For an ambulance, dial 113")
    state.answers({"data on countries": data, "page": page})
    done, _ = state.round()
    changed = [each.page.id for each in done.outcomes if each.change and each.change.significance != "none"]
    assert changed == ["us-state/georgia/health"]
    assert len(state.world.told()) == 1
    state.answers(EMPTY)
    state.round()
    assert len(state.world.told()) == 1
