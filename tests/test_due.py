"""Which addresses are due."""

from __future__ import annotations

from datetime import timedelta

from world import POLICE, World, now

from monitor.due import due_addresses, due_at
from monitor.sources.addresses import addresses


def due(world: World, at: timedelta = timedelta()) -> list[str]:
    with world.store() as store:
        found = due_addresses(addresses(world.config), store, now() + at)
    return [address.place.rpartition("/")[2] for address in found]


def test_who_was_never_asked_comes_before_all_others_and_then_the_longest_overdue(world: World) -> None:
    world.watch(world.entry("/daily", every="1d"), world.entry("/hourly", every="1h"))
    for path in ("/daily", "/hourly", "/new"):
        world.page(POLICE, path)
    world.round()
    world.watch(world.entry("/daily", every="1d"), world.entry("/hourly", every="1h"), world.entry("/new"))
    assert due(world) == ["new"]
    assert due(world, timedelta(hours=2)) == ["new", "hourly"]
    assert due(world, timedelta(hours=25)) == ["new", "hourly", "daily"]


def test_a_shorter_interval_counts_from_the_next_question_on(world: World) -> None:
    world.watch(world.entry(every="7d"))
    world.round()
    world.let_time_pass(timedelta(hours=2))
    assert due(world) == []
    world.watch(world.entry(every="1h"))
    assert due(world) == ["help"]
    with world.store() as store:
        (address,) = addresses(world.config)
        at = due_at(address, store)
    assert at is not None
    assert at < now()
