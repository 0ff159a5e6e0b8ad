"""An address that can be seen in several ways: which one shows its pages, and what is held beside what."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from servers import Answer
from world import HTML, JSON, MOVED, PAGE, PATH, POLICE, World, content_api, html

from monitor.fetch.visit import Verdict
from monitor.outcome import Outcome
from monitor.round import Round, one_round
from monitor.sources.addresses import addresses
from monitor.sources.page import Address, Way
from monitor.store import Store

OTHER = "/other"
SECOND = "print page"


def both_ways(world: World) -> Address:
    (address,) = addresses(world.config)
    return replace(address, others=(Way(SECOND, "html", world.server.url(OTHER)),))


def look(world: World, address: Address | None = None) -> Round:
    return look_at(world, [address or both_ways(world)])


def look_at(world: World, watched: Sequence[Address]) -> Round:
    config = world.config
    with Store.open(config.snapshots) as store:
        return asyncio.run(one_round(config, store, watched))


def only(done: Round) -> Outcome:
    (outcome,) = done.outcomes
    return outcome


def test_the_second_way_is_not_gone_where_the_first_shows_the_page(world: World) -> None:
    world.watch()
    world.page(POLICE)
    world.page(POLICE, OTHER)
    look(world)
    look(world)
    assert {seen.path for seen in world.server.log} == {PATH}


def test_a_page_that_the_first_way_keeps_back_is_seen_by_the_second_which_is_named(world: World) -> None:
    world.watch()
    world.page(POLICE)
    world.page(POLICE, OTHER)
    look(world)
    world.server.answer(PATH, Answer(403))
    outcome = only(look(world))
    assert outcome.verdict is Verdict.PAGE
    assert SECOND in outcome.remark
    assert "403 Forbidden" in outcome.remark
    assert world.sql("SELECT last_reason FROM page") == [(outcome.remark,)]
    assert world.told() == []
    assert world.sql("SELECT way, verdict FROM visit ORDER BY id") == [
        ("page", "page"), ("page", "blocked"), (SECOND, "page"),
    ]  # fmt: skip


def test_a_number_that_changed_is_told_when_only_the_second_way_shows_it_and_says_by_which(world: World) -> None:
    world.watch()
    world.page("<h2>Emergencies</h2><p>British Embassy: +7 7172 556200</p>")
    look(world)
    world.server.answer(PATH, Answer(503))
    world.page("<h2>Help</h2><p>British Embassy: +7 7172 556299</p>", OTHER)
    outcome = only(look(world))
    assert outcome.change is not None
    assert [fact.after.text for fact in outcome.change.facts if fact.after] == ["+7 7172 556299"]
    assert any(SECOND in reason for reason in outcome.change.reasons)
    assert len(world.told()) == 1


def test_a_version_of_a_time_before_ways_had_names_was_seen_by_the_way_of_its_url(world: World) -> None:
    world.watch()
    world.page(POLICE + "<h2>Health</h2><p>Call an ambulance on 103.</p>")
    look(world)
    world.sql("UPDATE version SET way = NULL")
    world.server.answer(PATH, Answer(503))
    world.page(POLICE, OTHER)
    assert only(look(world)).verdict is Verdict.PAGE
    assert world.told() == []
    world.page(MOVED + "<h2>Health</h2><p>Call an ambulance on 104.</p>")
    outcome = only(look(world))
    assert outcome.change is not None
    assert {fact.after.text for fact in outcome.change.facts if fact.after} == {"102", "104"}


def test_what_the_second_way_leaves_out_has_not_gone(world: World) -> None:
    world.watch()
    world.page(POLICE + "<h2>Health</h2><p>Call an ambulance on 103.</p>")
    look(world)
    world.server.answer(PATH, Answer(503))
    world.page(POLICE, OTHER)
    outcome = only(look(world))
    assert outcome.verdict is Verdict.PAGE
    assert outcome.change is None or outcome.change.significance == "none"
    assert world.told() == []


def test_what_was_told_by_the_second_way_is_not_told_again_by_the_first(world: World) -> None:
    world.watch()
    world.page(POLICE)
    world.page(POLICE, OTHER)
    look(world)
    world.server.answer(PATH, Answer(503))
    look(world)
    world.page(MOVED, OTHER)
    assert only(look(world)).change is not None
    world.page(MOVED)
    outcome = only(look(world))
    assert outcome.change is None or not outcome.change.facts
    assert len(world.told()) == 1


def test_each_way_is_asked_with_what_it_gave_itself_and_for_all_of_it_after_it_failed(world: World) -> None:
    world.watch()
    world.page(POLICE)
    world.server.page(PATH, html(POLICE), etag='"first"')
    world.server.page(OTHER, html(POLICE), etag='"second"')
    look(world)
    world.server.answer(PATH, Answer(503))
    look(world)
    look(world)
    asked = [(seen.path, seen.header("If-None-Match")) for seen in world.server.log]
    assert asked == [
        (PATH, None), (PATH, '"first"'), (OTHER, None), (PATH, None), (OTHER, '"second"'),
    ]  # fmt: skip


def test_a_page_that_no_way_shows_is_not_checked_and_each_says_why(world: World) -> None:
    world.watch()
    world.server.answer(PATH, Answer(403))
    world.server.answer(OTHER, Answer(404))
    outcome = only(look(world))
    assert outcome.verdict is Verdict.BLOCKED
    assert "403" in outcome.reason
    assert "404" in outcome.reason


def test_a_part_that_one_way_does_not_show_is_looked_for_on_the_next(world: World) -> None:
    world.watch(world.parts_entry())
    health = content_api({"health": "<p>Drink bottled water.</p>"})
    both = content_api({"health": "<p>Drink bottled water.</p>", "safety-and-security": "<p>Call 112.</p>"})
    (address,) = addresses(world.config)
    split = replace(
        address,
        covers=("health",),
        others=(Way("everything", "api", world.server.url(OTHER)), Way("never", "html", world.server.url("/never"))),
    )
    world.server.answer("/api", Answer(200, health, JSON))
    world.server.answer(OTHER, Answer(200, both, JSON))
    for _ in range(2):
        done = look(world, split)
        assert {o.page.id: o.verdict for o in done.outcomes} == {
            "uk-fcdo/kazakhstan/health": Verdict.PAGE,
            "uk-fcdo/kazakhstan/safety-and-security": Verdict.PAGE,
        }
    assert {seen.path for seen in world.server.log} == {"/api", OTHER}


def test_an_index_that_many_look_into_is_asked_once_for_all_of_them(world: World) -> None:
    world.watch(world.entry("/a", name="a"), world.entry("/b", name="b"))
    world.server.answer(OTHER, Answer(200, html(POLICE), HTML))
    shared = Way("feed", "feed", world.server.url(OTHER), index="ngo/index")
    watched = [replace(address, others=(shared,)) for address in addresses(world.config)]
    done = look_at(world, watched)
    assert [o.verdict for o in done.outcomes] == [Verdict.PAGE, Verdict.PAGE]
    assert [seen.path for seen in world.server.log].count(OTHER) == 1
    assert world.sql("SELECT DISTINCT place FROM snapshot") == [("ngo/index",)]


def test_a_page_that_has_moved_for_good_keeps_its_id_and_its_history_of_urls_grows_once(world: World) -> None:
    world.watch()
    world.page(POLICE)
    world.page(POLICE, "/new")
    look(world)
    world.server.answer(PATH, Answer(301, b"", [("Location", world.server.url("/new"))]))
    for _ in range(3):
        outcome = only(look(world))
        assert (outcome.page.id, outcome.verdict, outcome.change) == (PAGE, Verdict.MOVED, None)
    assert [url for (url,) in world.sql("SELECT url FROM page_url ORDER BY since")] == [
        world.server.url(PATH), world.server.url("/new"),
    ]  # fmt: skip
    world.server.answer(PATH, Answer(503))
    look(world)
    assert world.sql("SELECT url FROM page") == [(world.server.url("/new"),)]
