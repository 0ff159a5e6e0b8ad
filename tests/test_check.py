"""The one way of a page: over real HTTP, into a real store, out to a real endpoint."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread

import pytest
from world import JSON, MOVED, PAGE, PATH, POLICE, Answer, Seen, World, content_api, html, slack_says

from monitor.asking import asking_of
from monitor.check import Outcome, check
from monitor.compare.change import Change
from monitor.fetch.client import client
from monitor.fetch.visit import Verdict
from monitor.round import Round, one_round
from monitor.sources.addresses import addresses
from monitor.store import Recording, Store

HEALTH = "uk-fcdo/kazakhstan/health"
SAFETY = "uk-fcdo/kazakhstan/safety-and-security"
PARTS = {"safety-and-security": "<p>Call the police on 112.</p>", "health": "<p>Drink bottled water.</p>"}


def the(done: Round, page: str = PAGE) -> Outcome:
    return next(outcome for outcome in done.outcomes if outcome.page.id == page)


def parts(world: World, named: dict[str, str], **more: str) -> None:
    world.server.answer("/api", Answer(200, content_api(named, **more), JSON))


# -- what is told, and what is not ---------------------------------------------------------------------------------


def test_a_first_look_keeps_the_page_and_tells_nobody(world: World) -> None:
    world.watch()
    first = the(world.round())
    assert (first.verdict, first.is_first, first.change) == (Verdict.PAGE, True, None)
    assert world.changes() == []
    assert world.told() == []
    assert world.sql("SELECT count(*) FROM version") == [(1,)]


def test_what_differs_where_sources_yaml_names_another_url_is_told_as_that(world: World) -> None:
    world.watch()
    world.round()
    world.watch(world.entry("/other", name="help"))
    world.page(MOVED, "/other")
    change = the(world.round()).change
    assert change is not None
    assert "seen at another URL than before, as sources.yaml has it" in change.reasons
    world.page(POLICE, "/other")
    change = the(world.round()).change
    assert change is not None
    assert "seen at another URL than before, as sources.yaml has it" not in change.reasons


def test_a_number_that_changed_is_a_change_that_is_told(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    second = the(world.round())
    assert second.change is not None
    (fact,) = second.change.facts
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.kind, fact.before.text, fact.after.text) == ("phone", "112", "102")
    (line,) = world.told()
    assert "112 -&gt; 102" in line


def test_a_change_names_its_page_and_both_versions_by_their_bytes(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    change = the(world.round()).change
    assert change is not None
    assert change.page is not None
    assert change.before is not None
    assert change.after is not None
    assert (change.page.id, change.page.url) == (PAGE, world.server.url(PATH))
    hashes = [sha256 for (sha256,) in world.sql("SELECT sha256 FROM snapshot ORDER BY id")]
    assert [change.before.sha256, change.after.sha256] == hashes
    with world.store() as store:
        assert store.change(change.id or 0) == change


def test_a_page_that_stays_the_same_makes_no_version(world: World) -> None:
    world.watch()
    world.round()
    again = world.round()
    assert (the(again).change, the(again).is_first) == (None, False)
    assert not again.has_changes
    assert world.sql("SELECT count(*) FROM version") == [(1,)]
    assert world.sql("SELECT count(*) FROM visit") == [(2,)]


def test_back_to_the_first_wording_is_a_second_change_that_says_so(world: World) -> None:
    world.watch()
    for content in (POLICE, MOVED, POLICE):
        world.page(content)
        world.round()
    there, back = world.changes()
    assert (there.kind, back.kind) == ("content", "reverted")
    assert back.reasons[-1].startswith("reverted to the version of ")
    assert len(world.told()) == 2


def test_back_to_the_first_wording_under_a_new_date_is_back_too(world: World) -> None:
    world.watch(world.parts_entry())
    for number, day in (("112", 1), ("102", 2), ("112", 3)):
        parts(world, {"health": f"<p>Call an ambulance on {number}.</p>"}, reviewed=f"2026-01-0{day}T07:40:00Z")
        world.round()
    assert [change.kind for change in world.changes()] == ["content", "reverted"]


def test_a_moved_stamp_is_recorded_as_nothing_to_read_and_not_told(world: World) -> None:
    world.watch(world.parts_entry())
    parts(world, PARTS, reviewed="2026-01-07T07:40:00Z")
    world.round()
    parts(world, PARTS, reviewed="2026-02-07T07:40:00Z")
    done = world.round()
    assert {(o.change.significance, o.change.nothing) for o in done.outcomes if o.change} == {("none", "stamp")}
    assert len(world.changes()) == 2
    assert not done.has_changes
    assert world.told() == []


def test_only_those_are_told_whom_a_change_concerns(world: World) -> None:
    world.watch(
        recipients=[
            {"name": "all", "slack": "${SLACK_WEBHOOK}"},
            {"name": "health-only", "slack": "${SLACK_WEBHOOK}", "when": {"pages": ["*/health"]}},
        ]
    )
    world.round()
    world.page(MOVED)
    assert [sent.recipient for sent in world.round().sent] == ["all"]


def test_the_change_is_in_the_database_before_anybody_is_told(world: World) -> None:
    world.watch()
    world.round()
    rows: list[tuple[object, ...]] = []

    def look_into_the_database(seen: Seen) -> Answer:
        with closing(sqlite3.connect(world.snapshots / "monitor.db")) as database:
            rows.extend(
                database.execute(
                    "SELECT change.significance, after_version_id, delivery.recipient, notice.state, notice.attempts"
                    " FROM change JOIN delivery ON change_id = change.id JOIN notice ON notice.id = notice_id"
                )
            )
        return slack_says()

    world.server.answer("/slack", look_into_the_database)
    world.page(MOVED)
    world.round()
    assert rows == [("critical", 2, "newsroom", "sending", 1)]


# -- parts of one answer -------------------------------------------------------------------------------------------


def test_the_parts_of_one_answer_are_pages_of_their_own(world: World) -> None:
    world.watch(world.parts_entry())
    parts(world, PARTS)
    assert [(o.page.id, o.page.title, o.is_first) for o in world.round().outcomes] == [
        (HEALTH, "Kazakhstan / Health", True),
        (SAFETY, "Kazakhstan / Safety and security", True),
    ]
    parts(world, PARTS | {"health": "<p>Drink boiled water.</p>"})
    second = world.round()
    assert [o.page.id for o in second.outcomes if o.change] == [HEALTH]
    assert world.sql("SELECT count(*) FROM snapshot") == [(2,)]


def test_a_part_that_appears_is_new_on_the_site_and_told(world: World) -> None:
    world.watch(world.parts_entry())
    parts(world, PARTS)
    world.round()
    parts(world, PARTS | {"regional-risks": "<p>Avoid all travel to the border area.</p>"})
    new = the(world.round(), "uk-fcdo/kazakhstan/regional-risks")
    assert new.change is not None
    assert not new.is_first
    assert new.change.before is None
    assert "Avoid all travel to the border area." in [edit.after for edit in new.change.edits]
    assert {edit.change for edit in new.change.edits} == {"added"}
    assert len(world.told()) == 1


def test_a_part_that_is_only_new_to_us_is_a_first_look(world: World) -> None:
    world.watch(world.parts_entry(parts=["health"]))
    parts(world, PARTS)
    assert [o.page.id for o in world.round().outcomes] == [HEALTH]
    world.watch(world.parts_entry())
    second = the(world.round(), SAFETY)
    assert (second.is_first, second.change) == (True, None)
    assert world.told() == []


def test_a_part_that_vanishes_is_gone_and_stays_gone_until_it_is_back(world: World) -> None:
    world.watch(world.parts_entry())
    whole, rest = content_api(PARTS), content_api({"health": PARTS["health"]})
    etag = [*JSON, ("ETag", '"whole"')]
    world.server.answer("/api", Answer(200, whole, etag))
    world.round()
    # The site compares validators by itself from now on, so that a 304 could hide that a part is missing.
    world.server.page("/api", rest, etag='"rest"', kind="application/json")
    for _ in range(3):
        done = world.round()
        assert (the(done, SAFETY).verdict, the(done, HEALTH).verdict.is_good) == (Verdict.GONE, True)
        assert done.has_trouble
        assert "safety-and-security" in the(done, SAFETY).reason
    world.server.page("/api", whole, etag='"whole"', kind="application/json")
    back = world.round()
    assert (the(back, SAFETY).verdict, the(back, SAFETY).change) == (Verdict.PAGE, None)
    assert world.changes() == []
    assert [text.partition(":")[0] for text in world.told()] == ["Gone", "There again"]


def test_a_part_that_comes_without_content_is_empty_and_no_change(world: World) -> None:
    world.watch(world.parts_entry())
    parts(world, PARTS)
    world.round()
    parts(world, PARTS | {"health": ""})
    done = world.round()
    assert (the(done, HEALTH).verdict, the(done, SAFETY).verdict) == (Verdict.EMPTY, Verdict.PAGE)
    assert the(done, HEALTH).reason == "The part 'health' came without content."
    assert world.changes() == []


def test_a_part_that_is_safety_critical_by_an_entry_of_its_own_stays_so(world: World) -> None:
    fcdo = {"publisher": "uk-fcdo", "country": "KZ"}
    world.watch(fcdo | {"pages": ["health"], "safety_critical": True}, fcdo | {"pages": ["safety-and-security"]})
    parts(world, PARTS)
    done = world.round_at("/api")
    assert {o.page.id: o.page.safety_critical for o in done.outcomes} == {HEALTH: True, SAFETY: False}
    assert len(world.server.log) == 1


# -- not modified ----------------------------------------------------------------------------------------------------


def test_validators_go_back_to_the_server_as_they_came_and_304_is_a_good_look(world: World) -> None:
    world.watch()
    world.server.page(PATH, html(POLICE), etag='W/"abc"')
    world.round()
    second = the(world.round())
    assert [seen.header("If-None-Match") for seen in world.server.log if seen.path == PATH] == [None, 'W/"abc"']
    assert (second.verdict, second.change) == (Verdict.NOT_MODIFIED, None)
    assert world.sql("SELECT last_verdict FROM page") == [("not_modified",)]


def test_validators_are_kept_back_where_a_watched_page_has_no_version_yet(world: World) -> None:
    world.watch(world.parts_entry(parts=["health"]))
    world.server.page("/api", content_api(PARTS), etag='"1"', kind="application/json")
    world.round()
    world.watch(world.parts_entry(parts=["health", "safety-and-security"]))
    done = world.round()
    assert the(done, SAFETY).is_first
    assert [seen.header("If-None-Match") for seen in world.server.log] == [None, None]
    assert {outcome.verdict for outcome in world.round().outcomes} == {Verdict.NOT_MODIFIED}


def test_an_address_that_moved_is_asked_without_the_validators_of_the_old_one(world: World) -> None:
    world.watch()
    world.server.page(PATH, html(POLICE), etag='"same"')
    world.server.page("/moved", html(MOVED), etag='"same"')
    world.round()
    world.watch(world.entry("/moved", name="help"))
    moved = the(world.round())
    assert moved.change is not None
    assert world.sql("SELECT url FROM page_url ORDER BY since") == [
        (world.server.url(PATH),),
        (world.server.url("/moved"),),
    ]


# -- not checked -----------------------------------------------------------------------------------------------------

WALL = html("<p>Checking your browser before accessing. Ray ID: 8a1</p>", "Just a moment...")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(403, b"Access denied"), Verdict.BLOCKED),
        (Answer(200, WALL, [("Content-Type", "text/html"), ("cf-mitigated", "challenge")]), Verdict.BLOCKED),
        (Answer(404, b"nothing here"), Verdict.GONE),
        (Answer(500, b"oops"), Verdict.FAILED),
        (Answer(200, b""), Verdict.EMPTY),
        (Answer(200, html("")), Verdict.EMPTY),
        (Answer(200, b"%PDF-1.7 ...", [("Content-Type", "text/html")]), Verdict.FAILED),
        (Answer(200, b"PK\x03\x04" + b"\x00" * 99, [("Content-Type", "text/html")]), Verdict.FAILED),
    ],
    ids=["403", "challenge", "404", "500", "no-body", "no-content", "pdf", "zip"],
)
def test_what_is_no_page_is_not_checked_and_what_comes_after_is_held_beside_the_last_good_version(
    world: World, answer: Answer, verdict: Verdict
) -> None:
    world.watch()
    world.round()
    world.server.answer(PATH, answer)
    for _ in range(2):
        done = world.round()
        assert (the(done).verdict, the(done).change, done.has_trouble) == (verdict, None, True)
        assert the(done).reason
    assert world.sql("SELECT last_verdict FROM page") == [(str(verdict),)]
    assert world.changes() == []
    world.page(MOVED)
    recovered = the(world.round())
    assert recovered.change is not None
    (fact,) = recovered.change.facts
    assert fact.before is not None
    assert fact.before.text == "112"


def test_a_page_as_before_after_a_wall_is_no_change(world: World) -> None:
    world.watch()
    world.round()
    world.server.answer(PATH, Answer(403, b"Access denied"))
    world.round()
    world.page(POLICE)
    assert the(world.round()).change is None
    assert world.told() == []


def test_what_cannot_be_read_is_kept_all_the_same(world: World) -> None:
    world.watch()
    world.server.answer(PATH, Answer(200, b"%PDF-1.7 ...", [("Content-Type", "text/html")]))
    done = the(world.round())
    assert (done.verdict, done.reason) == (Verdict.FAILED, "The page is a PDF that breaks off before its end.")
    with world.store() as store:
        kept = store.snapshot(1)
        assert kept is not None
        assert store.body(kept) == b"%PDF-1.7 ..."


def test_a_selector_that_fits_nothing_any_more_is_not_checked_and_says_which(world: World) -> None:
    world.watch(world.entry(root="div.content"))
    world.page(f'<div class="content">{POLICE}</div>')
    world.round()
    world.page(f'<div class="inhalt">{MOVED}</div>')
    done = the(world.round())
    assert (done.verdict, done.change) == (Verdict.EMPTY, None)
    assert "'div.content'" in done.reason
    assert "does the selector still fit?" in done.reason


def test_a_host_that_does_not_answer_stops_no_other(world: World) -> None:
    world.watch(world.entry("/dead", name="dead", url="http://127.0.0.1:9/x"), world.entry(), defaults={
        "pace": "0s", "retry_for": "0s", "confirm_after": "0s", "allow_private": [world.server.address, "127.0.0.1:9"],
    })  # fmt: skip
    done = world.round()
    assert (the(done, "ngo/kazakhstan/dead").verdict, the(done).verdict) == (Verdict.FAILED, Verdict.PAGE)


def test_a_private_address_that_sources_do_not_allow_is_not_asked(world: World) -> None:
    world.watch(defaults={"pace": "0s", "retry_for": "0s", "confirm_after": "0s"})
    done = the(world.round())
    assert done.verdict is Verdict.FAILED
    assert world.server.log == []


def test_no_answer_at_all_of_an_address_whose_parts_are_not_known_yet_is_told_of_the_address(world: World) -> None:
    world.watch(world.parts_entry())
    world.server.answer("/api", Answer(503))
    (only,) = world.round().outcomes
    assert (only.page.id, only.verdict) == ("uk-fcdo/kazakhstan/travel-advice", Verdict.FAILED)


def test_a_snapshot_that_was_lost_makes_its_page_not_checked_and_no_other(world: World) -> None:
    world.watch(world.entry(), world.entry("/other"))
    world.page(POLICE, "/other")
    world.round()
    ((path,),) = world.sql("SELECT path FROM snapshot WHERE place = ?", PAGE)
    (world.snapshots / path).unlink()
    for _ in range(2):
        world.page(MOVED)
        done = world.round()
        assert (the(done).verdict, the(done, "ngo/kazakhstan/other").verdict) == (Verdict.FAILED, Verdict.PAGE)
        assert "is missing" in the(done).reason


def test_a_snapshot_that_was_lost_is_kept_again_when_the_same_page_comes(world: World) -> None:
    world.watch()
    world.page(POLICE)
    world.round()
    ((path,),) = world.sql("SELECT path FROM snapshot")
    (world.snapshots / path).unlink()
    assert the(world.round()).verdict is Verdict.PAGE
    world.page(MOVED)
    assert the(world.round()).change is not None


# -- what is read, and how --------------------------------------------------------------------------------------------


def test_a_page_in_an_old_encoding_is_read_the_same_at_every_look(world: World) -> None:
    body = html("<p>Полиция: 112. Скорая помощь: 103.</p>").decode().encode("iso-8859-5")
    world.watch()
    for _ in range(3):
        world.server.answer(PATH, Answer(200, body, [("Content-Type", "text/html; charset=ISO-8859-5")]))
        assert the(world.round()).change is None
    assert world.sql("SELECT count(*) FROM version") == [(1,)]


def test_a_selector_that_is_named_later_changes_what_is_read_and_not_what_is_told(world: World) -> None:
    world.page(f'<div class="content">{POLICE}</div><p>Visitors today: 17</p>')
    world.watch()
    world.round()
    world.watch(world.entry(root="div.content"))
    world.page(f'<div class="content">{POLICE}</div><p>Visitors today: 18</p>')
    assert the(world.round()).change is None


def test_a_page_nested_ten_thousand_deep_stops_no_other(world: World) -> None:
    world.watch(world.entry(), world.entry("/other"))
    world.page("<div>" * 10_000 + POLICE, "/other")
    done = world.round()
    assert the(done).verdict is Verdict.PAGE
    assert len(done.outcomes) == 2


def test_a_clock_that_went_back_makes_no_change_twice(world: World) -> None:
    world.watch()
    world.round()
    world.sql("UPDATE version SET observed_at = '2099' || substr(observed_at, 5)")
    world.page(MOVED)
    assert the(world.round()).change is not None
    assert the(world.round()).change is None
    assert len(world.told()) == 1


def test_when_an_address_is_due_next_is_remembered(world: World) -> None:
    world.watch(world.entry(every="90m"))
    world.round()
    with world.store() as store:
        state = store.address_state(PAGE)
    assert state is not None
    assert state.next_due_at is not None
    assert state.last_visit_at is not None
    assert state.next_due_at - state.last_visit_at == timedelta(minutes=90)


class _Beaten(Store):
    """A store in which another process is quicker, just before the first look is written down."""

    rival: Callable[[], object] | None = None

    def record(self, now: datetime) -> AbstractContextManager[Recording]:
        rival, _Beaten.rival = _Beaten.rival, None
        if rival is not None:
            thread = Thread(target=rival)
            thread.start()
            thread.join()
        return super().record(now)


def test_two_processes_that_see_the_same_change_at_the_same_time_tell_of_it_once(world: World) -> None:
    config = world.watch()
    world.round()
    world.page(MOVED)
    _Beaten.rival = world.round
    with _Beaten.open(world.snapshots) as store:
        done = asyncio.run(one_round(config, store, addresses(config)))
    assert (the(done).verdict, the(done).change) == (Verdict.PAGE, None)
    assert "another process" in the(done).remark
    assert len(world.changes()) == 1
    assert len(world.told()) == 1


def test_two_processes_that_look_for_the_first_time_at_the_same_time_keep_one_version(world: World) -> None:
    config = world.watch()
    _Beaten.rival = world.round
    with _Beaten.open(world.snapshots) as store:
        asyncio.run(one_round(config, store, addresses(config)))
    assert world.sql("SELECT count(*) FROM version") == [(1,)]


@dataclass(frozen=True)
class _Failing:
    """A recipient with a rule that fails: what our own mistakes look like."""

    name: str = "nobody"

    @property
    def when(self) -> _Failing:
        return self

    def meets(self, change: Change) -> bool:
        raise LookupError("a mistake of ours")


def test_a_page_on_which_the_program_itself_fails_is_not_checked_and_nothing_of_it_is_half_written(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    config = world.watch(world.entry(), world.entry("/other"))
    world.page(POLICE, "/other")
    world.round()
    world.page(MOVED)

    async def look() -> dict[str, Outcome]:
        with world.store() as store:
            async with client(asking_of(config)) as asks:
                done = [outcomes async for _, outcomes in check(addresses(config), asks, store, [_Failing()])]
        return {outcome.page.id: outcome for outcomes in done for outcome in outcomes}

    outcomes = asyncio.run(look())
    assert outcomes[PAGE].verdict is Verdict.FAILED
    assert outcomes[PAGE].reason == "The program failed on this page (LookupError); what came is kept."
    assert outcomes["ngo/kazakhstan/other"].verdict is Verdict.PAGE
    assert "a mistake of ours" in caplog.text
    assert world.sql("SELECT count(*) FROM version") == [(2,)]
    assert world.sql("SELECT count(*) FROM snapshot") == [(3,)]
    assert the(world.round()).change is not None
    assert len(world.told()) == 1


def test_a_page_that_cannot_be_kept_is_not_checked_and_keeps_no_other_from_being_seen(world: World) -> None:
    world.watch(world.entry(), world.entry("/other"))
    world.page(POLICE, "/other")
    world.snapshots.mkdir()
    (world.snapshots / "ngo").mkdir()
    (world.snapshots / "ngo" / "kazakhstan").mkdir()
    (world.snapshots / PAGE).write_text("a file stands where the folder of the page should be")
    done = world.round()
    assert (the(done).verdict, the(done, "ngo/kazakhstan/other").verdict) == (Verdict.FAILED, Verdict.PAGE)
    assert "What came cannot be kept" in the(done).reason
    (world.snapshots / PAGE).unlink()
    assert the(world.round()).verdict is Verdict.PAGE
