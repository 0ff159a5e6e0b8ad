"""Alarms on their way to people: grouped, with the guarantees that changes have."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from world import MOVED, PAGE, POLICE, SLACK, Answer, Seen, World, slack_says

from monitor.deliver import Sent, deliver
from monitor.deliver.retries import PAUSES
from monitor.demo.mail import MailSink
from monitor.freshness import watch_freshness
from monitor.overview import report_of
from monitor.report import terminal
from monitor.sources.addresses import addresses

DAY = timedelta(days=1)
WALL = Answer(403, b"no")


def tell(world: World) -> list[Sent]:
    """What the end of a round and the daemon do: see to freshness, and deliver."""
    config = world.config
    with world.store() as store:
        watch_freshness(store, addresses(config), config.recipients)
        return asyncio.run(deliver(store, config))


def round_(world: World) -> None:
    world.round()
    tell(world)


def walled(world: World, paths: Sequence[str] = ("/help",), *, age: timedelta = 3 * DAY) -> None:
    """Pages that were well seen so long ago, and now stand behind a wall."""
    world.watch(*(world.entry(path) for path in paths))
    for path in paths:
        world.page(POLICE, path)
    world.round()
    for path in paths:
        world.server.answer(path, WALL)
    world.let_time_pass(age)


def text_of(world: World) -> str:
    """The words of the latest message."""
    return words(world.payloads()[-1]["blocks"])


def words(part: Any) -> str:
    """All texts of a part of a message; those of one paragraph follow each other."""
    if isinstance(part, list):
        return "".join(map(words, part))
    if not isinstance(part, dict):
        return ""
    text = part.get("text")
    own = text if isinstance(text, str) else words(text)
    is_line = part.get("type") in ("rich_text_section", "rich_text_quote", "header", "section", "mrkdwn", "plain_text")
    return own + words(part.get("elements")) + ("\n" if is_line else "")


def test_a_page_that_was_not_checked_for_too_long_is_told_once_then_daily_and_once_when_it_is_back(
    world: World,
) -> None:
    walled(world)
    round_(world)
    round_(world)
    assert world.told() == [f"Not checked for 3 days: {PAGE} (blocked)"]
    assert "Not checked for 3 days: blocked (403 Forbidden)." in text_of(world)
    assert "Last well seen " in text_of(world)
    world.let_time_pass(DAY)
    round_(world)
    round_(world)
    assert world.told()[1:] == [f"Not checked for 4 days: {PAGE} (blocked)"]
    assert "Still not checked for 4 days" in text_of(world)
    world.page(POLICE)
    round_(world)
    round_(world)
    assert world.told()[2:] == [f"Checked again: {PAGE}"]
    assert "after 4 days without a good look; before: blocked (403 Forbidden)." in text_of(world)


def test_a_wall_over_many_pages_is_one_message_with_one_item(world: World) -> None:
    walled(world, [f"/page-{number}" for number in range(30)])
    round_(world)
    assert world.told() == ["30 pages are not checked (ngo, blocked)"]
    assert text_of(world).count("NOT CHECKED") == 1
    assert text_of(world).count("blocked (403 Forbidden)") == 1
    assert "and 18 more; `monitor status` lists all" in text_of(world)


def test_a_change_and_an_alarm_that_wait_together_are_one_message(world: World) -> None:
    walled(world, ["/help", "/wall"])
    world.page(MOVED)
    world.server.answer("/slack", slack_says(500))
    world.round()
    tell(world)
    world.server.answer("/slack", slack_says())
    world.sql("UPDATE delivery SET notice_id = NULL")
    world.sql("DELETE FROM notice")
    tell(world)
    assert world.told()[-1] == (
        "CRITICAL Kazakhstan: police number changed: 112 -&gt; 102; "
        "Not checked for 3 days: ngo/kazakhstan/wall (blocked)"
    )
    assert "NOT CHECKED" in text_of(world)


def test_who_hears_of_beginning_and_end_at_once_need_only_read_the_end(world: World) -> None:
    walled(world)
    world.server.answer("/slack", slack_says(500))
    round_(world)
    world.sql("UPDATE delivery SET notice_id = NULL")
    world.sql("DELETE FROM notice")
    world.page(POLICE)
    world.server.answer("/slack", slack_says())
    round_(world)
    assert world.told()[-1] == f"Checked again: {PAGE}"
    assert "NOT CHECKED" not in text_of(world)


def test_an_alarm_that_slack_did_not_take_is_sent_again_with_the_same_key_and_no_other_one_slips_in(
    world: World,
) -> None:
    walled(world)
    world.server.answer("/slack", slack_says(500), slack_says())
    round_(world)
    assert world.sql("SELECT state, attempts FROM notice") == [("retrying", 1)]
    world.let_time_pass(PAUSES[0] + timedelta(seconds=1))
    [sent] = tell(world)
    assert (sent.is_delivered, sent.changes, sent.alarms, sent.what) == (True, 0, 1, "1 alarm")
    first, second = world.payloads()
    assert first["blocks"][0]["block_id"] == second["blocks"][0]["block_id"]
    assert first["text"] == second["text"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_process_killed_while_it_tells_an_alarm_leaves_it_in_the_outbox(world: World) -> None:
    walled(world)
    world.round("ngo/kazakhstan/help")
    world.sql("DELETE FROM delivery")
    world.sql("DELETE FROM notice")
    world.sql("DELETE FROM telling")
    world.sql("DELETE FROM alarm")
    before = len(world.payloads())
    victims: list[subprocess.Popen[bytes]] = []

    def take_and_kill(seen: Seen) -> Answer:
        victims[0].kill()
        victims[0].wait()
        return slack_says()

    world.server.answer("/slack", take_and_kill, slack_says())
    code = (
        "import asyncio, pathlib; from monitor.sources.config import load; from monitor.store import Store;"
        "from monitor.sources.addresses import addresses; from monitor.freshness import watch_freshness;"
        "from monitor.deliver import deliver; config = load(pathlib.Path('sources.yaml'));"
        "store = Store.open(config.snapshots); watch_freshness(store, addresses(config), config.recipients);"
        "asyncio.run(deliver(store, config))"
    )
    environ = {**os.environ, **world.environ}
    with subprocess.Popen([sys.executable, "-c", code], cwd=world.folder, env=environ) as victim:
        victims.append(victim)
        assert victim.wait(60) == -signal.SIGKILL
    assert world.sql("SELECT state, attempts FROM notice") == [("sending", 1)]
    assert tell(world) == []  # another process may still be at it
    world.let_time_pass(timedelta(minutes=6))
    [sent] = tell(world)
    assert sent.is_delivered
    first, second = world.payloads()[before:]
    assert first["blocks"][0]["block_id"] == second["blocks"][0]["block_id"]
    assert world.sql("SELECT count(*) FROM telling") == [(1,)]


def test_a_mail_says_in_its_subject_what_is_not_checked(world: World) -> None:
    walled(world)
    with MailSink() as sink:
        mail = {"host": "127.0.0.1", "port": sink.port, "security": "none", "from": "monitor@example.org"}
        world.watch(recipients=[{"name": "desk", "email": ["desk@example.org"]}], delivery={"email": mail})
        round_(world)
    [caught] = sink.mails
    assert caught.message["Subject"] == f"Not checked for 3 days: {PAGE} (blocked)"
    text, page = (part.get_content() for part in caught.message.iter_parts())
    for said in (text, page):
        assert "NOT CHECKED" in said
        assert "Not checked for 3 days: blocked (403 Forbidden)." in said
        assert "The watch itself" in said


def test_who_wants_no_alarms_gets_no_message(world: World) -> None:
    walled(world)
    world.watch(recipients=[{"name": "newsroom", "slack": f"${{{SLACK}}}", "alarms": False}])
    round_(world)
    assert world.told() == []


def test_a_report_lists_the_alarms_that_last_and_no_page_twice(world: World) -> None:
    walled(world, ["/help", "/wall"])
    world.page(POLICE)
    round_(world)
    config = world.config
    with world.store() as store:
        now = store.pages()[0].last_visit_at
        report = report_of(store, addresses(config), now=now)
    assert [(alarm.stage, alarm.subject) for alarm in report.alarms] == [("open", "ngo/kazakhstan/wall")]
    assert [page.page_id for page in report.not_checked] == ["ngo/kazakhstan/wall"]
    text = terminal.render(report, 100)
    assert text.count("ngo/kazakhstan/wall") == 1
    assert "NOT CHECKED" in text
    assert "no changes" in text
