"""A sources.yaml that was changed: taken over while the daemon runs, or refused with its lines."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import timedelta

import pytest
from running import PATIENCE, running
from world import MOVED, PAGE, PATH, POLICE, SLACK, Answer, Raw, Seen, World, html

from monitor.daemon import daemon


@pytest.fixture(autouse=True)
def looks_at_the_file_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daemon, "FILE_EVERY", timedelta(seconds=1))


@pytest.fixture(autouse=True)
def slack(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setenv(SLACK, world.environ[SLACK])  # what is read again is filled from the real environment


async def test_a_page_that_is_added_to_the_file_is_looked_at_without_a_new_start(world: World) -> None:
    world.watch()
    world.page(POLICE, "/more")
    async with running(world) as (_, lines):
        await lines.wait_for(f"{PAGE} first look")
        world.watch(world.entry(), world.entry("/more"))
        await lines.wait_for("ngo/kazakhstan/more first look")
        await lines.wait_for("is read again")
    assert [seen.path for seen in world.server.log if seen.path == PATH] == [PATH]  # what was not due was not asked


async def test_sighup_reads_the_file_again_at_once(world: World) -> None:
    world.watch()
    async with running(world) as (made, lines):
        await lines.wait_for(f"{PAGE} first look")
        made._file.is_new = lambda: False  # type: ignore[method-assign]
        world.watch(world.entry(), world.entry("/more"))
        os.kill(os.getpid(), signal.SIGHUP)
        await lines.wait_for("watching 2 addresses")


async def test_a_wrong_file_is_refused_with_its_lines_and_the_old_one_stays_in_force(world: World) -> None:
    world.watch()
    await asyncio.to_thread(world.round)
    async with running(world) as (made, lines):
        await lines.wait_for("watching 1 address")
        before = made.config
        right = world.sources.read_text()
        world.sources.write_text(right.replace('"country": "KZ"', '"country": "Atlantis"'))
        await lines.wait_for("is wrong: what it said before stays in force")
        assert made.config is before
        assert made.pulse.sources_trouble is not None
        (line,) = [line for line in lines.lines if "Atlantis" in line]
        assert line.startswith(f"{world.sources}:")
        world.sources.write_text(right + "\n")
        await lines.wait_for("is read again")
        assert made.pulse.sources_trouble is None
    assert len([line for line in lines.lines if "stays in force" in line]) == 1  # said once, not every few seconds


async def test_a_file_with_another_folder_for_snapshots_takes_a_new_start(world: World) -> None:
    world.watch()
    async with running(world) as (made, lines):
        await lines.wait_for("watching 1 address")
        world.watch(snapshots="elsewhere")
        await lines.wait_for("snapshots names another folder: that takes a new start")
        assert made.config.snapshots == world.snapshots
    assert not (world.folder / "elsewhere").exists()


async def test_a_recipient_that_is_added_hears_of_the_next_change_and_not_of_the_last(world: World) -> None:
    world.watch(recipients=[])
    await asyncio.to_thread(world.round)
    world.let_time_pass(timedelta(hours=7))
    world.page(MOVED)
    async with running(world) as (made, lines):
        await lines.wait_for(f"{PAGE} change 1")
        world.watch()
        await lines.wait_for("is read again")
        await made._audit()
        await made._look_round()
        world.page(POLICE)
        made.watch._put_at(made.watch.addresses[PAGE], made.watch._started)
        await lines.wait_for("told newsroom of 1 change")
    assert world.sql("SELECT change_id FROM delivery") == [(2,)]


async def test_a_look_that_is_under_way_ends_before_the_new_file_is_in_force(world: World) -> None:
    world.watch()
    loop = asyncio.get_running_loop()
    asked, release = asyncio.Event(), asyncio.Event()

    def slow(seen: Seen) -> Answer:
        loop.call_soon_threadsafe(asked.set)
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(PATIENCE)
        return Answer(200, html(POLICE))

    world.server.answer(PATH, slow)
    async with running(world) as (made, lines):
        await asyncio.wait_for(asked.wait(), PATIENCE)
        world.watch(world.entry(), world.entry("/more"))
        made.reload()
        await asyncio.sleep(0)
        release.set()
        await lines.wait_for("is read again")
    order = [line for line in lines.lines if "first look" in line or "is read again" in line]
    assert order[0] == f"{PAGE} first look"


async def test_a_stop_while_the_file_is_taken_over_is_heard(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daemon, "GRACE", timedelta(seconds=0.2))
    world.watch(defaults={"pace": "0s", "retry_for": "0s", "timeout": "10min", "allow_private": [world.server.address]})
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()

    def never(seen: Seen) -> Raw:
        loop.call_soon_threadsafe(asked.set)
        return Raw([], hold=True)

    world.server.answer(PATH, never)
    async with running(world) as (made, lines):
        await asyncio.wait_for(asked.wait(), PATIENCE)
        made.reload()
        made.stop()
    assert lines.lines[-1] == "stopped"


async def test_what_is_changed_while_the_file_is_taken_over_is_taken_over_next(world: World) -> None:
    world.watch()
    loop = asyncio.get_running_loop()
    asked, release = asyncio.Event(), asyncio.Event()

    def slow(seen: Seen) -> Answer:
        loop.call_soon_threadsafe(asked.set)
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(PATIENCE)
        return Answer(200, html(POLICE))

    world.server.answer(PATH, slow)
    async with running(world) as (made, lines):
        made._file.is_new = lambda: False  # type: ignore[method-assign]
        await asyncio.wait_for(asked.wait(), PATIENCE)
        world.watch(world.entry(), world.entry("/more"))
        made.reload()
        for _ in range(20):  # until it has read the file, and waits for the look
            await asyncio.sleep(0)
        assert made.watch._is_ending
        world.watch(world.entry(), world.entry("/more"), world.entry("/most"))
        made.reload()
        await asyncio.sleep(0)
        release.set()
        await lines.wait_for("watching 3 addresses")


async def test_a_file_on_which_the_program_fails_does_not_end_the_watch(world: World) -> None:
    world.watch()
    (world.folder / "loop").symlink_to("loop")
    async with running(world) as (made, lines):
        await lines.wait_for("watching 1 address")
        before = made.config
        world.watch(snapshots="loop")
        await lines.wait_for("stays in force")
        assert made.config is before
        world.watch(world.entry(), world.entry("/more"))
        await lines.wait_for("watching 2 addresses")


async def test_a_new_variable_of_the_environment_takes_a_new_start_and_the_log_says_so(world: World) -> None:
    world.watch()
    async with running(world) as (_, lines):
        await lines.wait_for("watching 1 address")
        right = world.sources.read_text()
        world.sources.write_text(right.replace(f"${{{SLACK}}}", "${SLACK_OF_TOMORROW}"))
        await lines.wait_for("the environment variable SLACK_OF_TOMORROW is not set")
        await lines.wait_for("a new one takes a new start")
