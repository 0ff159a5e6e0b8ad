"""A report out of the store: whose pages it counts, and which of them nobody can vouch for."""

from __future__ import annotations

from world import JSON, MOVED, PAGE, POLICE, Answer, World, content_api

from monitor.overview import report_of
from monitor.report.report import NotChecked, Report
from monitor.sources.addresses import addresses


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
