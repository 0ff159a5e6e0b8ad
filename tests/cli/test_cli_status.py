"""`monitor status`: how the watching stands."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from command import Done, process
from world import JSON, PAGE, POLICE, Answer, World, content_api, slack_says

from monitor.freshness import watch_freshness
from monitor.sources.addresses import addresses

Monitor = Callable[..., Done]
DAY = timedelta(days=1)


def head(done: Done) -> str:
    return done.out.splitlines()[0]


def rows(done: Done) -> dict[str, list[str]]:
    """Health, last good look and why, by page, in the order in which they are listed."""
    lines = done.out.split("\n\n")[1].splitlines()[1:]
    found = {}
    for line in lines:
        cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
        found[cells[-1]] = cells[:-1]
    return found


def test_where_all_is_well_it_says_so_and_exits_with_0(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    done = monitor("status")
    assert done.code == 0
    assert head(done) == "1 page: 1 well seen; oldest good look 0 minutes ago."
    assert rows(done) == {PAGE: ["well seen", "0 minutes ago"]}


def test_a_page_that_is_seen_by_another_way_than_the_first_says_so(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    world.sql("UPDATE page SET last_reason = 'seen by the print page'")
    done = monitor("status")
    assert (done.code, rows(done)) == (0, {PAGE: ["well seen", "0 minutes ago", "seen by the print page"]})


def test_what_is_not_well_comes_first_and_of_it_what_was_not_seen_for_longest(world: World, monitor: Monitor) -> None:
    paths = ("/gone", "/help", "/never", "/wall")
    world.watch(*map(world.entry, paths))
    for path in paths:
        world.page(POLICE, path)
    world.server.answer("/never", Answer(403))
    world.round()
    world.let_time_pass(3 * DAY)
    world.server.answer("/wall", Answer(403))
    world.round("ngo/kazakhstan/help", "ngo/kazakhstan/gone", "ngo/kazakhstan/wall", "ngo/kazakhstan/never")
    world.let_time_pass(timedelta(hours=2))
    world.server.answer("/gone", Answer(404))
    world.round()
    world.round()
    done = monitor("status")
    assert done.code == 1
    assert head(done) == "4 pages: 1 well seen, 2 not checked, 1 gone; oldest good look 3 days ago."
    assert list(rows(done)) == [f"ngo/kazakhstan/{name}" for name in ("never", "wall", "gone", "help")]
    assert rows(done)["ngo/kazakhstan/never"] == ["not checked", "never", "blocked: The site refused: 403 Forbidden."]
    assert rows(done)["ngo/kazakhstan/wall"][:2] == ["not checked", "3 days ago"]
    assert rows(done)["ngo/kazakhstan/gone"] == ["gone", "2 hours ago", "The page is not there: 404 Not Found."]


def test_a_page_that_is_doubtful_is_not_well_seen(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    world.sql("UPDATE page SET last_verdict = 'suspect', last_reason = 'Half of its words are gone.'")
    done = monitor("status")
    assert done.code == 1
    assert head(done).startswith("1 page: 0 well seen, 1 doubtful; ")
    assert rows(done)[PAGE][2] == "Half of its words are gone; a second look is to come"


def test_a_page_at_which_nobody_looked_for_three_intervals_is_overdue(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    world.let_time_pass(2 * DAY)
    done = monitor("status")
    assert done.code == 1
    assert rows(done)[PAGE] == ["overdue", "2 days ago", "nobody has looked at it since"]


def test_before_the_first_look_it_lists_what_is_watched(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.parts_entry(country="KG"))
    done = monitor("status")
    assert done.code == 1
    assert head(done) == "2 pages: 0 well seen, 2 not looked at; no page was ever well seen."
    assert set(rows(done)) == {PAGE, "uk-fcdo/kyrgyzstan/travel-advice"}
    assert not world.snapshots.exists()
    assert set(rows(monitor("status", "--publisher", "ngo"))) == {PAGE}
    assert set(rows(monitor("status", "--page", "uk-fcdo/kyrgyzstan"))) == {"uk-fcdo/kyrgyzstan/travel-advice"}


def test_without_sources_and_store_it_says_what_to_do(monitor: Monitor) -> None:
    done = monitor("status")
    assert done.code == 3
    assert done.sentence == "nothing has been looked at yet in snapshots: run `monitor check now` first"


def test_it_can_be_narrowed_to_a_country_a_publisher_or_pages(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/bishkek", country="KG"), world.parts_entry())
    world.page(POLICE, "/bishkek")
    world.server.answer("/api", Answer(200, content_api({"health": "<p>x</p>", "entry": "<p>y</p>"}), JSON))
    world.round()
    assert set(rows(monitor("status", "--country", "KG"))) == {"ngo/kyrgyzstan/bishkek"}
    assert len(rows(monitor("status", "--publisher", "uk-fcdo"))) == 2
    assert set(rows(monitor("status", "--page", "uk-fcdo/kazakhstan/health"))) == {"uk-fcdo/kazakhstan/health"}
    done = monitor("status", "--country", "FR")
    assert (done.code, done.out) == (0, "No page is watched here.\n")
    assert monitor("status", "--page", "nonsense").code == 2


def test_alarms_that_last_stand_below_grouped_by_what_is_wrong(world: World, monitor: Monitor) -> None:
    paths = [f"/page-{number}" for number in range(5)]
    world.watch(*map(world.entry, paths))
    for path in paths:
        world.page(POLICE, path)
    world.round()
    for path in paths:
        world.server.answer(path, Answer(403))
    world.let_time_pass(3 * DAY)
    world.round()
    with world.store() as store:
        watch_freshness(store, addresses(world.config), world.config.recipients)
    out = monitor("status").out
    assert "Alarms that last: 5\n" in out
    assert "  NOT CHECKED  5 pages of ngo: Not checked for 3 days: blocked (403 Forbidden).\n" in out


def test_hosts_validators_and_notices_stand_below(world: World, monitor: Monitor) -> None:
    world.watch()
    world.round()
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="microseconds").replace("+00:00", "Z")
    world.sql(
        "INSERT INTO host (origin, failures, left_alone_until, why, robots_trouble)"
        " VALUES ('https://a.example', 5, ?, 'It failed 5 times in a row.', ''),"
        " ('https://b.example', 5, '2020-01-01T00:00:00.000000Z', 'Long ago.', '')",
        later,
    )
    with world.store() as store, store.record(datetime.now(UTC)) as recording:
        recording.distrust(PAGE, world.server.url("/help"), "etag", "The body differed under the same ETag.")
    done = monitor("status")
    assert done.code == 0  # the page is well seen all the same
    assert "https://a.example until " in done.out
    assert "It failed 5 times in a row." in done.out
    assert "b.example" not in done.out
    assert f"ETag of {PAGE} (page): The body differed under the same ETag." in done.out
    world.server.answer("/slack", slack_says(500, b"oops"))
    world.page("<p>Call the police on 102.</p>")
    world.round()
    done = monitor("status")
    assert done.code == 1
    assert "Notices that have not arrived yet: 1" in done.out
    assert re.search(r"to newsroom by slack, tried 1 time: 127.0.0.1 answered 500 oops; again from .+ UTC\n", done.out)
    world.sql("UPDATE notice SET state = 'dead'")
    given_up = "Notices of the last week that were given up: 1 (tried again by `monitor notify retry`)"
    assert given_up in monitor("status").out
    world.let_time_pass(8 * DAY)
    assert "given up" not in monitor("status").out


def test_of_many_pages_some_are_listed_and_all_where_that_is_asked(world: World, monitor: Monitor) -> None:
    world.watch(*(world.entry(f"/page-{number}") for number in range(60)))
    world.page(POLICE, "/page-59")
    world.round()
    done = monitor("status")
    assert len(rows(done)) < 60
    assert "more; `monitor status --all` lists every page." in done.out
    assert len(rows(monitor("status", "--all"))) == 60
    assert len(json.loads(monitor("status", "--format", "json").out)["pages"]) == 60


def test_status_for_programs(world: World, monitor: Monitor) -> None:
    world.watch(world.entry(), world.entry("/gone"))
    world.round()
    done = monitor("status", "--format", "json")
    data = json.loads(done.out)
    assert (done.code, data["is_well"]) == (1, False)
    assert data["counts"] == {"well seen": 1, "not checked": 1}
    gone, seen = data["pages"]
    assert (gone["page"], gone["health"], gone["verdict"], gone["last_good_at"]) == (
        "ngo/kazakhstan/gone", "not checked", "gone", None,
    )  # fmt: skip
    assert (seen["health"], seen["verdict"]) == ("well seen", "page")
    assert seen["last_good_at"].endswith("Z")
    assert (data["alarms"], data["left_alone"], data["distrusted"], data["notices"]) == ([], [], [], [])


@pytest.mark.skipif(sys.platform != "linux" and os.geteuid() == 0, reason="nothing is forbidden to root here")
def test_the_store_is_only_read(world: World) -> None:
    world.watch()
    world.round()
    (world.snapshots / "monitor.db").chmod(0o444)
    world.snapshots.chmod(0o555)
    try:
        done = process("status", cwd=world.folder, environ=world.environ, may_write_anywhere=False)
    finally:
        world.snapshots.chmod(0o755)
    assert (done.code, done.err) == (0, "")
    assert head(done).startswith("1 page: 1 well seen; ")
