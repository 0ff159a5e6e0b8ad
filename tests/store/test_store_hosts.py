"""What is remembered of hosts outlives the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from monitor.fetch.hosts import HostMemory, HostState, ShortMemory
from monitor.store import Store

ORIGIN = "https://www.gov.uk"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FULL = HostState(
    failures=6,
    left_alone_until=NOON + timedelta(minutes=10),
    why="503 Service Unavailable.",
    status=503,
    robots="User-agent: *\nDisallow: /côte\x00\n",
    robots_status=200,
    robots_at=NOON,
    robots_again_at=NOON + timedelta(days=1),
    robots_trouble="it did not come within 10 s.",
)


def test_what_was_put_is_there_for_the_next_program(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        memory: HostMemory = store.hosts
        assert memory.get(ORIGIN) is None
        memory.put(ORIGIN, FULL)
        memory.put("http://127.0.0.1:8000", HostState())
    with Store.open(tmp_path) as store:
        assert store.hosts.get(ORIGIN) == FULL
        assert store.hosts.get("http://127.0.0.1:8000") == HostState()


def test_what_is_put_takes_the_place_of_what_was_known(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.hosts.put(ORIGIN, FULL)
        store.hosts.put(ORIGIN, HostState(failures=1, why="No answer within 30 s."))
        assert store.hosts.get(ORIGIN) == HostState(failures=1, why="No answer within 30 s.")


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    paris = NOON.astimezone(timezone(timedelta(hours=1)))
    with Store.open(tmp_path) as store:
        store.hosts.put(ORIGIN, HostState(robots_at=paris))
        found = store.hosts.get(ORIGIN)
    assert found is not None
    assert (found.robots_at, str(found.robots_at)) == (NOON, "2026-03-01 12:00:00+00:00")


def test_a_time_without_a_zone_is_not_taken(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with pytest.raises(ValueError, match="without a zone"):
            store.hosts.put(ORIGIN, HostState(robots_at=NOON.replace(tzinfo=None)))
        assert store.hosts.get(ORIGIN) is None


def test_a_memory_without_a_store_forgets_what_was_not_used_for_longest() -> None:
    memory = ShortMemory(most=5_000)
    for number in range(5):
        memory.put(f"https://{number}.example.org", HostState(failures=number))
        memory.get("https://0.example.org")
    memory.put("https://5.example.org", HostState())
    assert memory.get("https://0.example.org") == HostState()
    assert memory.get("https://1.example.org") is None
    memory.put("https://large.example.org", HostState(robots="#" * 500_000))
    assert memory.get("https://large.example.org") is not None
    assert memory.get("https://0.example.org") is None
