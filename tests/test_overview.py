"""A report out of the store: whose pages it counts, and which of them nobody can vouch for."""

from __future__ import annotations

from datetime import timedelta

from world import JSON, MOVED, PAGE, POLICE, Answer, World, content_api

from monitor.overview import PATIENCE, report_of
from monitor.report.report import NotChecked, Report
from monitor.sources.addresses import addresses
from monitor.sources.page import Address


def of(world: World, *, of_sources: bool = True) -> Report:
    with world.store() as store:
        return report_of(store, addresses(world.config) if of_sources else None)


def unseen(report: Report) -> dict[str, NotChecked]:
    return {page.page_id: page for page in report.not_checked}


def test_a_page_that_is_watched_and_was_never_looked_at_is_not_checked(world: World) -> None:
    world.watch(world.entry())
    world.round()
    world.watch(world.entry(), world.entry("/new"), world.parts_entry())
    report = of(world)
    assert (report.watched_pages, report.publishers) == (3, 2)
    assert set(unseen(report)) == {"ngo/kazakhstan/new", "uk-fcdo/kazakhstan/travel-advice"}
    assert unseen(report)["ngo/kazakhstan/new"].since is None
    assert report.last_good_at is not None


def test_a_page_that_is_watched_no_more_is_not_held_against_a_report(world: World) -> None:
    world.watch(world.entry(), world.entry("/gone"))
    world.round()
    world.watch()
    assert unseen(of(world)) == {}
    assert set(unseen(of(world, of_sources=False))) == {"ngo/kazakhstan/gone"}


def test_the_parts_that_were_seen_take_the_place_of_their_address(world: World) -> None:
    world.watch(world.parts_entry())
    world.server.answer("/api", Answer(200, content_api({"health": "<p>x</p>", "getting-help": "<p>y</p>"}), JSON))
    world.round()
    world.server.answer("/api", Answer(200, content_api({"health": "<p>x</p>"}), JSON))
    world.round()
    report = of(world)
    assert report.watched_pages == 2
    gone = unseen(report)["uk-fcdo/kazakhstan/getting-help"]
    assert gone.verdict == "gone"
    assert gone.since is not None
    assert gone.reason == "The site answered, but without the part 'getting-help'; its answer has health."


def test_changes_of_pages_that_are_watched_no_more_are_still_told(world: World) -> None:
    world.watch()
    for content in (POLICE, MOVED):
        world.page(content)
        world.round()
    world.watch(world.entry("/other"))
    report = of(world)
    assert [change.page.id for change in report.changes if change.page] == [PAGE]
    assert report.watched_pages == 1


def test_a_page_that_nobody_looks_at_any_more_is_overdue(world: World) -> None:
    world.watch()
    world.round()
    entries = addresses(world.config)
    with world.store() as store:
        seen = store.pages()[0].last_good_at
        assert seen is not None
        soon, late = (report_of(store, entries, now=seen + n * entries[0].every) for n in (1, PATIENCE + 1))
        without_a_clock = report_of(store, entries)
    assert (unseen(soon), unseen(without_a_clock)) == ({}, {})
    assert unseen(late)[PAGE].verdict == "overdue"
    assert unseen(late)[PAGE].since == seen
    assert late.last_good_at == late.oldest_good_at == seen
    assert timedelta(minutes=1) <= entries[0].every


def test_an_address_that_failed_before_its_parts_were_known_says_why(world: World) -> None:
    world.watch(world.parts_entry())
    world.server.answer("/api", Answer(503, b"no"))
    world.round()
    [failed] = unseen(of(world)).values()
    assert failed.verdict == "failed"
    assert "503" in failed.reason


def test_a_change_names_its_way_only_where_that_is_not_the_preferred_one(world: World) -> None:
    world.watch()
    for content in (POLICE, MOVED):
        world.page(content)
        world.round()
    assert of(world).ways == {}
    world.sql("INSERT INTO way (place, url, name, kind) VALUES (?, 'https://x.example/feed', 'feed', 'feed')", PAGE)
    world.sql("UPDATE version SET way = 'feed'")
    assert of(world).ways == {1: "feed"}


def test_a_doubtful_page_says_that_a_second_look_is_to_come_and_a_moved_one_where_to(world: World) -> None:
    world.watch(world.entry(), world.entry("/moved"))
    world.page(POLICE, "/moved")
    world.round()
    world.sql("UPDATE page SET last_verdict = 'suspect', last_reason = 'Half of it is gone.' WHERE id = ?", PAGE)
    world.sql("UPDATE page SET moved_to = 'https://ngo.example/new' WHERE id = 'ngo/kazakhstan/moved'")
    report = of(world)
    assert unseen(report)[PAGE].reason == "Half of it is gone; a second look is to come"
    [moved] = report.moved
    assert (moved.page_id, moved.url) == ("ngo/kazakhstan/moved", "https://ngo.example/new")


def test_an_index_is_no_page_of_a_report(world: World) -> None:
    world.watch()
    world.round()
    index = Address("uk-fcdo/index", world.server.url("/index"), "uk-fcdo", None, (), is_index=True)
    with world.store() as store:
        assert report_of(store, [*addresses(world.config), index]).watched_pages == 1
