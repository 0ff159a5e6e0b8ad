"""Which addresses are due."""

from __future__ import annotations

from datetime import timedelta

from world import POLICE, World, now

from monitor.due import due_addresses, due_at
from monitor.sources.addresses import addresses
from monitor.store import Store


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
        at = due_at(address, store, now())
    assert at is not None
    assert at < now()


def left_due(world: World, at: timedelta | None) -> None:
    """Write down what a look leaves of when the next one is due."""
    (address,) = addresses(world.config)
    with world.store() as store, store.record(now()) as recording:
        recording.due(address.place, None if at is None else now() + at)


def test_an_address_is_due_when_its_last_look_said(world: World) -> None:
    world.watch(world.entry(every="8h"))
    world.round()
    left_due(world, timedelta(hours=2))
    assert due(world, timedelta(hours=1)) == []
    assert due(world, timedelta(hours=3)) == ["help"]


def test_an_address_is_never_due_later_than_todays_interval_after_its_last_look(world: World) -> None:
    world.watch(world.entry(every="8h"))
    world.round()
    for at in (timedelta(days=9), None):
        left_due(world, at)
        assert due(world, timedelta(hours=7)) == []
        assert due(world, timedelta(hours=9)) == ["help"]


def test_one_address_and_many_are_due_at_the_same_time(world: World) -> None:
    world.watch(world.entry(every="8h"))
    world.round()
    left_due(world, timedelta(hours=2))
    (address,) = addresses(world.config)
    with world.store() as store:
        at = due_at(address, store, now())
        assert at is not None
        assert due_addresses([address], store, at - timedelta(microseconds=1)) == []
        assert due_addresses([address], store, at) == [address]


def test_an_address_that_was_never_asked_has_no_time(world: World) -> None:
    world.watch(world.entry())
    (address,) = addresses(world.config)
    with Store.open(world.snapshots) as store:
        assert due_at(address, store, now()) is None
        store.put_pages(address, address.pages, now())
        assert due_at(address, store, now()) is None
        assert due_addresses([address], store, now()) == [address]
