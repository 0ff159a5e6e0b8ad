"""`monitor run`: the daemon, as a service manager runs it."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta

from command import process
from daemon_process import PATIENCE, daemon
from world import HTML, MOVED, PATH, POLICE, Answer, Raw, Script, Seen, World, html, slack_says


class Reached:
    """Answers a path, and lets a test wait until it was asked for."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.event = threading.Event()

    def __call__(self, seen: Seen) -> Answer | Raw:
        self.event.set()
        return self.script(seen) if callable(self.script) else self.script

    def wait(self) -> None:
        assert self.event.wait(PATIENCE)


def test_it_looks_at_what_is_due_tells_of_it_and_ends_in_order_on_sigterm(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.let_time_pass(timedelta(hours=7))
    with daemon(world) as running:
        running.wait_for("told newsroom of 1 change: 200 ok")
        code, seconds = running.end(signal.SIGTERM)
    assert code == 0
    assert seconds < 5
    assert "watching 1 address" in running.lines[0]
    assert any("ngo/kazakhstan/help change 1, critical: phone number changed" in line for line in running.lines)
    assert running.lines[-1].endswith("INFO stopped")
    assert world.told() == ["CRITICAL Kazakhstan: police number changed: 112 -&gt; 102"]


def test_after_a_restart_nothing_is_looked_at_before_its_time(world: World) -> None:
    world.watch(world.entry(every="6h"), world.entry("/often", every="1h"))
    world.page(POLICE, "/often")
    world.round()
    world.let_time_pass(timedelta(hours=2))
    world.server.log.clear()
    often = Reached(Answer(200, html(POLICE), HTML))
    world.server.answer("/often", often)
    with daemon(world, "--verbose") as running:
        often.wait()
        running.wait_for("ngo/kazakhstan/often unchanged")
        assert running.end(signal.SIGTERM)[0] == 0
    assert [seen.path for seen in world.server.log] == ["/often"]


def test_what_waits_in_the_outbox_is_delivered_at_the_start(world: World) -> None:
    world.watch()
    world.round()
    world.page(MOVED)
    world.server.answer("/slack", slack_says(500), slack_says())
    world.round()
    world.sql("UPDATE notice SET next_try_at = '2020-01-01T00:00:00.000000Z'")
    with daemon(world) as running:
        running.wait_for("told newsroom of 1 change")
        assert running.end(signal.SIGINT)[0] == 0
    assert [seen.path for seen in world.server.log] == [PATH, PATH, "/slack", "/slack"]


def test_a_look_that_is_under_way_ends_first_and_its_change_is_told(world: World) -> None:
    world.watch()
    world.round()
    world.let_time_pass(timedelta(hours=7))
    gate = threading.Event()

    def slowly(seen: Seen) -> Answer:
        assert gate.wait(PATIENCE)
        return Answer(200, html(MOVED), HTML)

    slow = Reached(slowly)
    world.server.answer(PATH, slow)
    with daemon(world) as running:
        slow.wait()
        running.process.send_signal(signal.SIGTERM)
        running.wait_for("stopping")
        gate.set()
        assert running.end()[0] == 0
    assert len(world.told()) == 1


def test_a_second_signal_breaks_off_what_is_under_way_and_nothing_of_it_is_written(world: World) -> None:
    world.watch(
        defaults={
            "pace": "0s",
            "retry_for": "0s",
            "confirm_after": "0s",
            "timeout": "10min",
            "allow_private": [world.server.address],
        }
    )
    never = Reached(Raw([], hold=True))
    world.server.answer(PATH, never)
    with daemon(world) as running:
        never.wait()
        running.process.send_signal(signal.SIGTERM)
        running.wait_for("stopping")
        code, seconds = running.end(signal.SIGTERM)
    assert code == 0
    assert seconds < 5
    assert world.sql("SELECT count(*) FROM visit") == [(0,)]


def test_a_page_that_cannot_be_seen_is_a_warning_and_no_end(world: World) -> None:
    world.watch(world.entry("/gone"))
    with daemon(world) as running:
        running.wait_for("WARNING ngo/kazakhstan/gone not checked (gone): The page is not there: 404 Not Found.")
        assert running.process.poll() is None
        assert running.end(signal.SIGTERM)[0] == 0


def test_only_what_matters_is_said_and_with_verbose_every_look(world: World) -> None:
    world.watch()
    seen = Reached(Answer(200, html(POLICE), HTML))
    world.server.answer(PATH, seen)
    with daemon(world) as quiet:
        seen.wait()
        assert quiet.end(signal.SIGTERM)[0] == 0
    assert not any("first look" in line for line in quiet.lines)
    world.let_time_pass(timedelta(hours=7))
    with daemon(world, "--verbose") as verbose:
        verbose.wait_for("DEBUG ngo/kazakhstan/help unchanged")
        assert verbose.end(signal.SIGTERM)[0] == 0


def test_a_wrong_configuration_ends_it_before_it_begins(world: World) -> None:
    world.sources.write_text("sources: []\n")
    done = process("run", cwd=world.folder)
    assert done.code == 2
    assert "sources.yaml:1:1: contact: is missing" in done.err
