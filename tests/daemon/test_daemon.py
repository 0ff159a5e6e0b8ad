"""The daemon in this process: what keeps it going, and what ends it. (As a process: see tests/cli/test_cli_run.py.)"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from running import PATIENCE, running
from world import MOVED, PAGE, PATH, POLICE, Answer, Raw, Seen, World, html, slack_says

from monitor.daemon import couriers, daemon, watch
from monitor.store import Store


async def test_every_address_is_looked_at_once_at_the_start(world: World) -> None:
    world.watch(*(world.entry(f"/{number}") for number in range(25)))
    for number in range(25):
        world.page(POLICE, f"/{number}")
    async with running(world) as (_, lines):
        for number in range(25):
            await lines.wait_for(f"ngo/kazakhstan/{number} first look")
    assert len(world.server.log) == 25


async def test_a_store_that_is_locked_for_a_while_does_not_end_it(world: World) -> None:
    world.watch()
    Store.open(world.snapshots).close()
    with closing(sqlite3.connect(world.snapshots / "monitor.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with running(world, patience=0.05) as (_, lines):
            await lines.wait_for("ngo/kazakhstan/help: ")
            other.execute("ROLLBACK")
    (line,) = [line for line in lines.lines if line.startswith("ngo/kazakhstan/help: ")]
    assert "is locked by another process" in line
    assert line.endswith("next try in 60 seconds")
    assert lines.lines[-1] == "stopped"


async def test_a_change_is_told_at_once_and_not_at_the_next_minute(world: World) -> None:
    world.watch()
    await asyncio.to_thread(world.round)
    world.let_time_pass(timedelta(hours=7))
    world.page(MOVED)
    async with running(world) as (_, lines):
        await lines.wait_for("told newsroom of 1 change")
    assert timedelta(minutes=1) <= daemon.LOOK_ROUND_EVERY


async def test_a_page_that_is_doubtful_in_another_way_each_time_is_not_asked_for_ever_as_soon_as_may_be(
    world: World,
) -> None:
    sections = [f"<h2>Section {n}</h2><p>{' '.join(f'word{n}x{each}' for each in range(40))}</p>" for n in range(9)]
    world.page("".join(sections))
    world.watch()
    await asyncio.to_thread(world.round)
    world.let_time_pass(timedelta(hours=7))
    asked = len(world.server.log)
    half = "".join(sections[:3])
    world.server.answer(PATH, lambda seen: Answer(body=html(f"{half}<p>Ticket {len(world.server.log)}.</p>")))
    async with running(world) as (made, lines):
        async with asyncio.timeout(PATIENCE):
            while len([line for line in lines.lines if "not checked (suspect)" in line]) <= watch.SOON:
                lines.news.clear()
                await lines.news.wait()
        (job,) = [each for each in made.watch._scheduler.get_jobs() if each.id == PAGE]
    assert job.next_run_time - datetime.now(UTC) > timedelta(minutes=4)
    assert len(world.server.log) == asked + watch.SOON + 1


async def test_a_clock_that_is_put_back_by_days_does_not_end_the_watch_for_days(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.watch()
    await asyncio.to_thread(world.round)
    back = [0.0]
    monkeypatch.setattr(daemon, "CLOCK_EVERY", timedelta(milliseconds=50))
    monkeypatch.setattr(daemon, "time", SimpleNamespace(time=lambda: time.time() - back[0]))
    asked = len(world.server.log)
    async with running(world) as (_, lines):
        await lines.wait_for("watching 1 address")
        world.let_time_pass(-timedelta(days=2))
        back[0] = timedelta(days=2).total_seconds()
        await lines.wait_for("the clock was put back by 172800 seconds")
        await lines.wait_for(f"{PAGE} unchanged")
    assert len(world.server.log) == asked + 1


async def test_after_a_sleep_of_days_it_looks_at_once_and_blames_nobody_for_what_it_slept_through(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.watch()
    await asyncio.to_thread(world.round)
    ahead = [0.0]
    monkeypatch.setattr(daemon, "time", SimpleNamespace(time=lambda: time.time() + ahead[0]))
    asked = len(world.server.log)
    async with running(world) as (made, lines):
        await lines.wait_for("watching 1 address")
        await made._look_round()
        world.let_time_pass(timedelta(days=3))
        ahead[0] = timedelta(days=3).total_seconds()
        await made._look_round()
        await lines.wait_for("nothing ran for 2592")
        await lines.wait_for(f"{PAGE} unchanged")
        await made._look_round()
    assert len(world.server.log) == asked + 1
    assert world.sql("SELECT kind FROM alarm") == []


async def test_what_was_gathered_after_a_notice_is_told_without_waiting_for_the_next_look_round(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(couriers, "GATHERS", timedelta(seconds=1))
    world.watch()
    await asyncio.to_thread(world.round)
    world.page(MOVED)
    async with running(world) as (made, lines):
        await lines.wait_for("watching 1 address")
        made._scheduler.pause()
        made.watch._put_at(made.watch.addresses[PAGE], made.watch._started)
        await lines.wait_for("told newsroom of 1 change")
        world.page(POLICE)
        made.watch._put_at(made.watch.addresses[PAGE], made.watch._started)
        await lines.wait_for(f"{PAGE} change 2")
        await lines.wait_for("told newsroom of 1 change", times=2)


async def test_one_edit_of_many_pages_is_told_in_two_notices_and_not_in_one_for_each(world: World) -> None:
    paths = [f"/{number}" for number in range(12)]
    world.watch(*map(world.entry, paths))
    for path in paths:
        world.page(POLICE, path)
    await asyncio.to_thread(world.round)
    world.let_time_pass(timedelta(hours=7))
    for path in paths:
        world.page(MOVED, path)
    async with running(world) as (_, lines):
        await lines.wait_for("told newsroom of ")
        await lines.wait_for(" change 12, ")
    assert world.sql("SELECT count(*) FROM delivery JOIN notice ON notice.id = notice_id AND state = 'delivered'") == [
        (12,)
    ]
    assert world.sql("SELECT count(*) FROM notice")[0][0] <= 2


async def test_slack_that_does_not_answer_keeps_no_page_from_being_looked_at(world: World) -> None:
    world.watch(world.entry(), world.entry("/later"))
    world.page(POLICE, "/later")
    await asyncio.to_thread(world.round)
    world.let_time_pass(timedelta(hours=7))
    world.page(MOVED)
    loop = asyncio.get_running_loop()
    told, release = asyncio.Event(), asyncio.Event()

    def later(seen: Seen) -> Answer:
        asyncio.run_coroutine_threadsafe(told.wait(), loop).result(PATIENCE)
        return Answer(404)

    def slack(seen: Seen) -> Answer:
        loop.call_soon_threadsafe(told.set)
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(PATIENCE)
        return slack_says()

    world.server.answer("/later", later)
    world.server.answer("/slack", slack)
    async with running(world) as (_, lines):
        await lines.wait_for("ngo/kazakhstan/later not checked (gone)")
        assert not any("told newsroom" in line for line in lines.lines)
        release.set()
        await lines.wait_for("told newsroom of 1 change")


async def test_what_is_under_way_is_broken_off_when_its_time_is_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemon, "GRACE", timedelta(seconds=0.2))
    world.watch(
        defaults={
            "pace": "0s",
            "retry_for": "0s",
            "confirm_after": "0s",
            "timeout": "10min",
            "allow_private": [world.server.address],
        }
    )
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()

    def never(seen: Seen) -> Raw:
        loop.call_soon_threadsafe(asked.set)
        return Raw([], hold=True)

    world.server.answer(PATH, never)
    async with running(world):
        await asyncio.wait_for(asked.wait(), PATIENCE)
        started = time.monotonic()
    assert time.monotonic() - started < 5
    assert world.sql("SELECT count(*) FROM visit") == [(0,)]


async def test_what_is_missing_in_the_outbox_is_found_by_the_audit_and_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.watch()
    await asyncio.to_thread(world.round)
    world.page(MOVED)
    with world.store() as store:
        store.outbox.know({}, datetime.now(UTC))
    world.server.answer("/slack", slack_says(503))
    monkeypatch.setattr(daemon, "AUDIT_AFTER", timedelta(seconds=1))
    monkeypatch.setattr(daemon, "AUDIT_EVERY", timedelta(seconds=1))
    async with running(world) as (made, lines):
        await lines.wait_for("watching 1 address")
        made.watch._put_at(made.watch.addresses[PAGE], datetime.now(UTC))
        await lines.wait_for("could not tell newsroom of 1 change")
        world.sql("DELETE FROM delivery")
        world.sql("DELETE FROM notice")
        world.sql("UPDATE recipient SET audited_to = 0")
        world.server.answer("/slack", slack_says())
        await lines.wait_for("audit: change 1 was not on its way to newsroom; now it is")
        made.couriers.end()  # nobody gathers any longer
        await lines.wait_for("told newsroom of 1 change")
