from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_helpers import ADDRESS, DAY, NOTHING, PAGE, PLACE, change, look

from monitor.compare.change import Significance
from monitor.sources.page import Address, Page
from monitor.store import Store

STATE_PAGE = Page(
    id="us-state/kyrgyzstan/advisory",
    title="Kyrgyzstan / Travel advisory",
    url="https://travel.state.gov/kyrgyzstan",
    publisher="us-state",
    country="KG",
)
STATE = Address("us-state/kyrgyzstan", "https://travel.state.gov/kyrgyzstan", "us-state", "KG", (STATE_PAGE,))


def day(n: float) -> timedelta:
    return timedelta(days=n)


def test_a_page_that_goes_back_finds_the_version_that_it_went_back_to(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first, _ = look(store, "A", DAY)
        look(store, "B", DAY + day(1), change=change())
        last, a_hash = store.last_version(PAGE.id), store.versions(PAGE.id)[-1].document_sha256
        assert last is not None
        earlier = store.earlier_with_document(PAGE.id, a_hash)
        assert earlier is not None
        assert (earlier.id, earlier.document_sha256) == (first, a_hash)
        # The last version itself is no earlier one, nor is a document that was never seen.
        assert store.earlier_with_document(PAGE.id, last.document_sha256) is None
        assert store.earlier_with_document(PAGE.id, "0" * 64) is None
        look(store, "A", DAY + day(2), change=change(kind="reverted"))
        assert [entry.change.kind if entry.change else None for entry in store.history(PAGE.id)] == [
            "reverted",
            "content",
            None,
        ]


def test_of_several_earlier_versions_the_newest_is_found(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        numbers = [look(store, text, DAY + day(n))[0] for n, text in enumerate("ABACAB")]
        a_hash = store.versions(PAGE.id)[1].document_sha256
        found = store.earlier_with_document(PAGE.id, a_hash)
        assert found is not None
        assert found.id == numbers[4]


def test_a_backfill_asks_for_the_last_version_of_its_own_time(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        early, _ = look(store, "A", DAY, origin="backfill")
        live, _ = look(store, "B", DAY + day(9))
        a_hash = store.versions(PAGE.id)[1].document_sha256
        last, then = store.last_version(PAGE.id), store.last_version(PAGE.id, DAY + day(1))
        assert last is not None
        assert then is not None
        assert (last.id, then.id) == (live, early)
        assert store.last_version(PAGE.id, DAY - day(1)) is None
        assert store.earlier_with_document(PAGE.id, a_hash, DAY + day(1)) is None
        assert store.earlier_with_document(PAGE.id, a_hash) is not None
        assert store.last_version("no/such/page") is None


def test_every_version_leads_to_the_bytes_that_it_was_read_from(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        number, _ = look(store, "Call 158.", DAY)
        version = store.version(number)
        assert version is not None
        snapshot = store.snapshot(version.snapshot_id)
        assert snapshot is not None
        assert store.body(snapshot) == b"Call 158."
        assert (version.sha256, snapshot.url) == (snapshot.sha256, ADDRESS.url)
        assert store.version(number + 1) is None


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Store]:
    """Two pages of two publishers: 1 critical (FCDO), 2 minor (State), 3 nothing (FCDO), 4 major (State)."""
    with Store.open(tmp_path) as store:
        for page, address in ((PAGE, ADDRESS), (STATE_PAGE, STATE)):
            look(store, "A", DAY, page=page, address=address)
        look(store, "B", DAY + day(1), change=change("critical"))
        look(store, "B", DAY + day(2), page=STATE_PAGE, address=STATE, change=change("minor"))
        look(store, "C", DAY + day(3), change=NOTHING)
        look(store, "C", DAY + day(4), page=STATE_PAGE, address=STATE, change=change("major"))
        yield store


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, [1, 2, 3, 4]),
        ({"order": "newest"}, [4, 3, 2, 1]),
        ({"since": DAY + day(2)}, [2, 3, 4]),
        ({"until": DAY + day(3)}, [1, 2]),
        ({"since": DAY + day(2), "until": DAY + day(3)}, [2]),
        ({"countries": ["kz"]}, [1, 3]),
        ({"countries": ["KZ", "KG"]}, [1, 2, 3, 4]),
        ({"countries": ["GB"]}, []),
        ({"publishers": {"us-state"}}, [2, 4]),
        ({"pages": [PAGE.id]}, [1, 3]),
        ({"min_significance": "minor"}, [1, 2, 4]),
        ({"min_significance": "critical"}, [1]),
        ({"limit": 2}, [1, 2]),
        ({"limit": 2, "order": "newest"}, [4, 3]),
        ({"limit": 0}, []),
        ({"countries": ["KG"], "min_significance": "major", "since": DAY}, [4]),
    ],
)
def test_a_report_asks_for_changes_by_time_place_and_weight(
    world: Store, asked: dict[str, object], numbers: list[int]
) -> None:
    assert [found.id for found in world.changes(**asked)] == numbers  # type: ignore[arg-type]


def test_a_report_may_be_written_while_its_changes_are_still_read(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "0", DAY)
        for n in range(1, 130):
            look(store, str(n), DAY + timedelta(minutes=n), change=change("minor"))
        seen = []
        for found in store.changes(order="newest"):
            seen.append(found.id)
            if len(seen) == 1:
                look(store, "new", DAY + day(1), change=change("minor"))
        assert seen == list(range(129, 0, -1))


def test_counts_name_every_weight(world: Store) -> None:
    counts = world.counts()
    assert (counts.pages, counts.visits, counts.snapshots, counts.versions, counts.facts) == (2, 6, 6, 6, 6)
    weights: list[tuple[Significance, int]] = [("critical", 1), ("major", 1), ("minor", 1), ("none", 1)]
    assert list(counts.changes.items()) == weights
    assert counts.body_bytes == 6
    assert counts.database_bytes > 0


def test_counts_of_an_empty_store_are_zero(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        counts = store.counts()
        assert (counts.pages, counts.body_bytes, sum(counts.changes.values()), counts.notices) == (0, 0, 0, {})
        assert list(store.changes()) == []
        assert store.history(PAGE.id) == []
        assert store.snapshot(1) is None
        assert store.address_state(PLACE) is None


def test_when_the_pages_of_an_address_changed_is_told_by_what_we_saw_and_what_is_to_be_read(tmp_path: Path) -> None:
    laws = replace(PAGE, id="uk-fcdo/kazakhstan/laws", part="laws")
    with Store.open(tmp_path) as store:
        look(store, "A", DAY, origin="backfill")
        look(store, "B", DAY + day(1), change=change(), origin="backfill")
        look(store, "C", DAY + day(2), change=change())
        look(store, "D", DAY + day(3), change=NOTHING)
        look(store, "E", DAY + day(4), change=change("minor"))
        look(store, "F", DAY + day(5), change=change(kind="technical"))
        look(store, "C", DAY + day(6), change=change(kind="reverted"))
        look(store, "A laws", DAY, page=laws)
        look(store, "B laws", DAY + day(3.5), page=laws, change=change("major"))
        look(store, "A", DAY, page=STATE_PAGE, address=STATE)
        look(store, "B", DAY + day(3), page=STATE_PAGE, address=STATE, change=change())
        assert store.changed_at(PLACE, DAY) == [DAY + day(n) for n in (2, 3.5, 4, 6)]
        assert store.changed_at(PLACE, DAY + day(4)) == [DAY + day(n) for n in (4, 6)]
        assert store.changed_at(PLACE, DAY + day(6.1)) == []
        assert store.changed_at(STATE.place, DAY) == [DAY + day(3)]
        assert store.changed_at("nowhere", DAY) == []
