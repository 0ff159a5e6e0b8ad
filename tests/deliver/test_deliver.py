"""From the outbox to the recipients: nothing is forgotten, and a repetition can be known as one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from world import MOVED, PATH, POLICE, SLACK, Answer, Seen, World, slack_says

from monitor.deliver.retries import LEAST_TRIES, PAUSES
from monitor.demo.mail import MailSink

DEAD_PORT = 9


def changed(world: World) -> None:
    """A page that was seen, and has changed since."""
    world.round()
    world.page(MOVED)


def notices(world: World) -> list[tuple[Any, ...]]:
    return world.sql("SELECT recipient, state, attempts, last_answer FROM notice ORDER BY id")


def keys(world: World) -> list[str]:
    """The key of each message that was posted, which stands in it as the id of its first block."""
    return [payload["blocks"][0]["block_id"] for payload in world.payloads()]


def test_what_slack_took_is_delivered_and_not_sent_again(world: World) -> None:
    world.watch()
    changed(world)
    (sent,) = world.round().sent
    assert (sent.is_delivered, sent.channel, sent.changes, sent.answer) == (True, "slack", 1, "200 ok")
    assert notices(world) == [("newsroom", "delivered", 1, "200 ok")]
    assert world.round().sent == ()
    assert len(world.payloads()) == 1


def test_what_slack_did_not_take_is_sent_again_by_a_later_run_with_the_same_key(world: World) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(500, b"oops"), slack_says())
    done = world.round()
    (failed,) = done.sent
    assert (failed.is_delivered, failed.is_dead, done.has_trouble) == (False, False, True)
    assert "500 oops" in failed.answer
    assert failed.next_try_at is not None
    assert world.round().sent == ()  # not yet
    world.let_time_pass(PAUSES[0] + timedelta(seconds=1))
    (sent,) = world.round().sent
    assert sent.is_delivered
    first, second = keys(world)
    assert first == second
    assert notices(world) == [("newsroom", "delivered", 2, "200 ok")]


def test_slack_is_left_alone_for_as_long_as_it_asks(world: World) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(429, b"slow down", [("Retry-After", "7200")]))
    (failed,) = world.round().sent
    assert failed.next_try_at is not None
    (at,) = world.sql("SELECT last_visit_at FROM address")[0]
    assert failed.next_try_at - datetime.fromisoformat(at) > timedelta(seconds=7190)


@pytest.mark.parametrize(
    "asked", ["99999999999999", "1e400", "9" * 400, "nan", "Fri, 31 Dec 9999 23:59:59 GMT", "-7", "soon"]
)
def test_slack_that_asks_to_be_left_alone_for_years_is_tried_again_within_a_day(world: World, asked: str) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(429, b"slow down", [("Retry-After", asked)]))
    (failed,) = world.round().sent
    assert failed.next_try_at is not None
    (at,) = world.sql("SELECT last_visit_at FROM address")[0]
    assert failed.next_try_at - datetime.fromisoformat(at) < timedelta(hours=24, minutes=1)


def test_a_notice_whose_next_try_lies_years_ahead_was_put_off_under_a_wrong_clock_and_is_tried_now(
    world: World,
) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(503))
    world.round()
    world.let_time_pass(-timedelta(days=900))
    world.server.answer("/slack", slack_says())
    world.round()
    assert notices(world) == [("newsroom", "delivered", 2, "200 ok")]


@pytest.mark.parametrize(
    ("status", "said"), [(404, b"no_service"), (403, b"invalid_token"), (410, b"channel_is_archived")]
)
def test_what_slack_will_never_take_is_dead_with_the_reason(world: World, status: int, said: bytes) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(status, said))
    (failed,) = world.round().sent
    assert (failed.is_dead, failed.next_try_at) == (True, None)
    assert said.decode() in failed.answer
    world.let_time_pass(timedelta(days=30))
    assert world.round().sent == ()
    ((recipient, state, _, answer),) = notices(world)
    assert (recipient, state) == ("newsroom", "dead")
    assert said.decode() in answer


def test_a_notice_that_fails_for_two_days_and_often_enough_is_dead_with_the_last_reason(world: World) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(503, b"down"))
    ends = []
    for _ in range(LEAST_TRIES + 2):
        ends += [sent.is_dead for sent in world.round().sent]
        world.let_time_pass(max(PAUSES) + timedelta(seconds=1))
    assert ends == [False] * (LEAST_TRIES - 1) + [True]
    ((recipient, state, attempts, answer),) = notices(world)
    assert (recipient, state, attempts) == ("newsroom", "dead", LEAST_TRIES)
    assert "503 down" in answer


def test_one_recipients_trouble_stops_no_others_notice(world: World) -> None:
    world.environ["BROKEN"] = world.server.url("/broken")
    world.server.answer("/broken", slack_says(500))
    world.watch(recipients=[{"name": "a", "slack": "${BROKEN}"}, {"name": "b", "slack": f"${{{SLACK}}}"}])
    changed(world)
    assert [(sent.recipient, sent.is_delivered) for sent in world.round().sent] == [("a", False), ("b", True)]


def test_what_changes_while_a_notice_waits_is_a_notice_of_its_own(world: World) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(500))
    world.round()
    world.page(POLICE)
    world.server.answer("/slack", slack_says())
    assert [sent.changes for sent in world.round().sent] == [1]
    world.let_time_pass(timedelta(hours=1))
    assert [sent.changes for sent in world.round().sent] == [1]
    assert len(set(keys(world))) == 2
    assert [state for _, state, *_ in notices(world)] == ["delivered", "delivered"]


def test_a_mail_server_that_does_not_answer_leaves_the_mail_in_the_outbox(world: World) -> None:
    mail = {"host": "127.0.0.1", "port": DEAD_PORT, "security": "none", "from": "monitor@example.org"}
    desk = [{"name": "desk", "email": ["desk@example.org"]}]
    world.watch(recipients=desk, delivery={"email": mail})
    changed(world)
    (failed,) = world.round().sent
    assert (failed.channel, failed.is_delivered, failed.is_dead) == ("email", False, False)
    world.let_time_pass(timedelta(hours=1))
    with MailSink() as sink:
        world.watch(recipients=desk, delivery={"email": mail | {"port": sink.port}})
        (sent,) = world.round().sent
    assert sent.is_delivered
    (caught,) = sink.mails
    assert caught.recipients == ("desk@example.org",)
    assert caught.message["Subject"] == "CRITICAL Kazakhstan: police number changed: 112 -> 102"


def test_a_recipient_who_left_is_named_each_time_and_dead_in_the_end(world: World) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(500))
    world.round()
    world.watch(recipients=[])
    world.let_time_pass(timedelta(days=1))
    (held,) = world.round().sent
    assert (held.recipient, held.channel, held.is_delivered, held.is_dead) == ("newsroom", "", False, False)
    assert held.answer.endswith("sources.yaml any more")
    ends = []
    for _ in PAUSES:
        world.let_time_pass(timedelta(days=2))
        ends += [sent.is_dead for sent in world.round().sent]
    assert ends[-1]
    assert True not in ends[:-1]
    assert notices(world)[0][1] == "dead"


def test_a_recipient_who_comes_back_gets_what_waited(world: World) -> None:
    world.watch()
    changed(world)
    world.server.answer("/slack", slack_says(500))
    world.round()
    world.watch(recipients=[])
    world.let_time_pass(timedelta(days=1))
    world.round()
    world.watch()
    world.server.answer("/slack", slack_says())
    world.let_time_pass(timedelta(days=1))
    (sent,) = world.round().sent
    assert sent.is_delivered
    assert len(set(keys(world))) == 1


def killed_by(world: World) -> tuple[Callable[[], None], Callable[[], int]]:
    """A `monitor check now` of its own, as two functions: one kills it, the other runs it and gives its exit code."""
    victims: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        victims[0].kill()
        victims[0].wait()

    def run() -> int:
        command = [sys.executable, "-m", "monitor", "check", "now"]
        environ = {**os.environ, **world.environ}
        with subprocess.Popen(command, cwd=world.folder, env=environ, stdout=subprocess.DEVNULL) as victim:
            victims.append(victim)
            return victim.wait(60)

    return kill, run


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_process_killed_while_it_tells_leaves_a_notice_that_the_next_run_sends_with_the_same_key(
    world: World,
) -> None:
    world.watch()
    changed(world)
    kill, run = killed_by(world)

    def take_and_kill(seen: Seen) -> Answer:
        kill()
        return slack_says()

    world.server.answer("/slack", take_and_kill, slack_says())
    assert run() == -signal.SIGKILL
    assert len(world.changes()) == 1
    assert notices(world) == [("newsroom", "sending", 1, None)]
    assert world.round().sent == ()  # another process may still be at it
    world.let_time_pass(timedelta(minutes=6))
    (sent,) = world.round().sent
    assert sent.is_delivered
    first, second = keys(world)
    assert first == second
    assert len(world.changes()) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_process_killed_while_the_site_answers_has_written_nothing_and_the_next_one_finds_the_change(
    world: World,
) -> None:
    world.watch()
    changed(world)
    kill, run = killed_by(world)

    def kill_unanswered(seen: Seen) -> Answer:
        kill()
        return Answer(500)

    world.server.answer(PATH, kill_unanswered)
    assert run() == -signal.SIGKILL
    assert world.sql("SELECT count(*) FROM visit") == [(1,)]
    world.page(MOVED)
    assert [sent.is_delivered for sent in world.round().sent] == [True]


def test_a_notice_says_how_the_pages_stand_that_are_watched_and_names_no_others(world: World) -> None:
    world.watch(world.entry(), world.entry("/gone"), world.entry("/left"))
    world.page(POLICE, "/left")
    world.round()
    world.server.answer("/left", Answer(404))
    world.round()
    world.watch(world.entry(), world.entry("/gone"))
    world.page(MOVED)
    world.round()
    text = str(world.payloads()[-1])
    assert "2 pages" in text
    assert "ngo/kazakhstan/gone" in text or "Kazakhstan / Gone" in text
    assert "left" not in text.casefold()


def test_a_secret_that_a_far_end_sends_back_is_in_no_answer_that_is_kept(world: World) -> None:
    world.environ["TOKEN"] = "123456:a-token-of-a-bot"
    world.watch(
        recipients=[{"name": "group", "telegram": "-100123"}],
        delivery={"telegram": {"token": "${TOKEN}", "api": world.server.url("")}},
    )
    changed(world)
    path = "/bot123456:a-token-of-a-bot/sendMessage"
    world.server.answer(
        path, Answer(500, b"who is 123456:a-token-of-a-bot?"), Answer(200, b'{"ok": true, "result": {}}')
    )
    (sent,) = world.round().sent
    assert sent.answer == "127.0.0.1 answered 500 who is [secret]?"
    assert notices(world) == [("group", "retrying", 1, sent.answer)]
