"""What comes and is doubtful counts when a second look brings the same; and what validators are worth."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from servers import Answer
from test_ways import only
from world import HTML, MOVED, PATH, POLICE, World, defaults, html

from monitor.asking import asking_of
from monitor.check import check_address
from monitor.fetch.client import client
from monitor.fetch.visit import Verdict
from monitor.outcome import Outcome
from monitor.sources.addresses import addresses
from monitor.store import Store

ADVICE = "".join(
    f"<h2>{name}</h2><p>{text} In an emergency call {number}, day and night, wherever you are.</p>"
    for name, text, number in (
        ("Police", "The police help where something was stolen and give you a report for the insurer.", 102),
        ("Fire", "Firefighters also come to accidents in the mountains and on frozen lakes.", 101),
        ("Ambulance", "An ambulance takes you to a state hospital, where you pay before you leave.", 103),
        ("Gas", "The gas service comes to houses where gas is smelled, and shuts it off.", 104),
        ("Embassy", "The embassy can tell your family, and give you a list of lawyers.", 112),
        ("Roads", "The road service tows cars away, for a price that is said beforehand.", 116),
    )
)
HALF = ADVICE[: ADVICE.index("<h2>Gas")]


def whole(world: World, **more: str) -> None:
    world.watch(defaults=defaults(world.server.address, **more))
    world.page(ADVICE)
    world.round()


def test_half_a_page_is_not_checked_and_the_whole_one_after_it_is_no_change(world: World) -> None:
    whole(world)
    world.server.answer(PATH, Answer(200, html(HALF), HTML), Answer(200, html(ADVICE), HTML))
    outcome = only(world.round())
    assert (outcome.verdict, outcome.change) == (Verdict.PAGE, None)
    assert world.told() == []
    assert world.sql("SELECT verdict FROM visit ORDER BY id") == [("page",), ("suspect",), ("page",)]
    assert world.sql("SELECT count(*) FROM version") == [(1,)]
    assert world.sql("SELECT suspect_mark, suspect_at FROM page") == [(None, None)]


def test_a_page_that_stays_half_is_believed_at_the_second_look_and_both_are_kept(world: World) -> None:
    whole(world)
    world.page(HALF)
    outcome = only(world.round())
    assert outcome.change is not None
    assert outcome.change.reasons[-1] == "confirmed by a second look"
    assert len(world.told()) == 1
    assert world.sql("SELECT verdict, snapshot_id FROM visit ORDER BY id") == [
        ("page", 1), ("suspect", 2), ("page", 2),
    ]  # fmt: skip


def test_a_second_look_that_comes_too_soon_decides_nothing(world: World) -> None:
    whole(world, confirm_after="0s")
    world.page(HALF)
    config = world.config
    (address,) = addresses(config)

    async def looks() -> list[Outcome]:
        async with client(asking_of(config)) as look:
            with Store.open(config.snapshots) as store:
                return [
                    outcome
                    for _ in range(3)
                    for outcome in await check_address(address, look, store, confirm_after=timedelta(minutes=1))
                ]

    assert [outcome.verdict for outcome in asyncio.run(looks())] == [Verdict.SUSPECT] * 3
    assert world.sql("SELECT count(*) FROM version") == [(1,)]


def test_a_small_edit_needs_no_second_look(world: World) -> None:
    whole(world)
    world.page(ADVICE.replace("call 102", "call 112"))
    assert only(world.round()).change is not None
    assert world.sql("SELECT verdict FROM visit") == [("page",), ("page",)]


def test_a_page_is_asked_for_whole_once_a_day_whatever_its_validators_say(world: World) -> None:
    world.watch()
    world.server.page(PATH, html(POLICE), etag='"1"')
    world.round()
    world.round()
    world.sql("UPDATE way SET whole_at = '2026-01-01T00:00:00.000000Z'")
    world.round()
    world.round()
    assert [seen.header("If-None-Match") for seen in world.server.log] == [None, '"1"', None, '"1"']


def test_a_validator_under_which_another_text_comes_is_not_trusted_for_the_page_any_more(world: World) -> None:
    world.watch()
    world.server.page(PATH, html(POLICE), etag='"1"')
    world.round()
    world.server.page(PATH, html(MOVED), etag='"1"')
    assert only(world.round()).change is None
    world.sql("UPDATE way SET whole_at = '2026-01-01T00:00:00.000000Z'")
    assert only(world.round()).change is not None
    ((distrusted,),) = world.sql("SELECT distrusted FROM way")
    assert 'another text came under the same ETag \\"1\\"' in distrusted
    world.page(POLICE)
    assert only(world.round()).change is not None
    asked = [seen.header("If-None-Match") for seen in world.server.log if seen.path == PATH]
    assert asked == [None, '"1"', None, None]


def test_the_same_bytes_are_neither_read_nor_kept_again_and_the_visit_is(world: World) -> None:
    whole(world)
    world.round()
    world.round()
    assert world.sql("SELECT count(*) FROM snapshot") == [(1,)]
    assert world.sql("SELECT verdict FROM visit") == [("page",)] * 3


CONSENT = "<h2>Your choice</h2><p>Before you go on, choose which measurements of visits you allow us and others.</p>"


def test_what_has_hardly_a_word_of_the_page_waits_longer_and_is_not_looked_at_again_meanwhile(world: World) -> None:
    whole(world, confirm_after="1s")
    world.page(CONSENT)
    outcome = only(world.round())
    assert (outcome.verdict, outcome.again_after) == (Verdict.SUSPECT, timedelta(minutes=1))
    assert "A second look after 1 minute is to confirm it" in outcome.reason
    assert world.sql("SELECT verdict FROM visit") == [("page",), ("suspect",)]
    world.page(ADVICE)
    assert only(world.round()).change is None
    assert world.told() == []


def test_what_stays_in_the_place_of_the_page_is_told_after_all(world: World) -> None:
    whole(world, confirm_after="1s")
    world.page(CONSENT)
    world.round()
    world.sql("UPDATE page SET suspect_at = '2026-01-01T00:00:00.000000Z'")
    assert only(world.round()).change is not None
