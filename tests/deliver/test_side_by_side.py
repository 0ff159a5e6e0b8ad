"""Recipients, channels and programs beside one another: nobody keeps another waiting, and nobody is told twice."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from deliver.office import A_DAY, HOUR, MINUTE, Office
from far_ends import HANG, MailEnd
from world import Answer, Seen, slack_says

from monitor.deliver import Lanes, Sent, deliver, deliver_to
from monitor.store import Store
from monitor.store.outbox import LEASE

DESK, NIGHT = {"name": "desk"}, {"name": "night"}


def another_program(office: Office) -> list[Sent]:
    """What a second program delivers that looks at the same outbox."""
    with Store.open(office.folder / "snapshots") as store:
        return asyncio.run(deliver(store, office.config, lambda: office.now))


def mail_server(mail: MailEnd) -> dict[str, object]:
    return {"email": {"host": "127.0.0.1", "port": mail.port, "security": "none", "from": "m@example.org"}}


def test_a_far_end_that_hangs_keeps_no_other_recipient_waiting(office: Office) -> None:
    office.tell(DESK, NIGHT)
    told = threading.Event()

    def hang(seen: Seen) -> Answer:
        return slack_says() if told.wait(10) else slack_says(500)

    def take(seen: Seen) -> Answer:
        told.set()
        return slack_says()

    office.says("desk", hang)  # answers only when the night shift was told
    office.says("night", take)
    office.change()
    assert [(sent.recipient, sent.is_delivered) for sent in office.deliver()] == [("desk", True), ("night", True)]


async def test_a_channel_whose_lanes_are_full_keeps_no_other_channel_waiting(office: Office) -> None:
    with MailEnd() as mail:
        office.tell(DESK, {"name": "editors", "email": ["e@example.org"]}, delivery=mail_server(mail))
        office.change()
        lanes = Lanes(at_once=1)
        async with lanes.of("slack"):  # as by somebody who hangs
            desk = asyncio.create_task(deliver_to("desk", office.store, office.config, lanes, lambda: office.now))
            (sent,) = await deliver_to("editors", office.store, office.config, lanes, lambda: office.now)
            assert sent.is_delivered
            assert not desk.done()
        assert [sent.is_delivered for sent in await desk] == [True]


def test_what_another_program_is_sending_is_not_sent_by_this_one(office: Office) -> None:
    office.tell(DESK)
    office.change()
    beside: list[list[Sent]] = []

    def look(seen: Seen) -> Answer:
        beside.append(another_program(office))
        return slack_says()

    office.says("desk", look)
    assert [sent.is_delivered for sent in office.deliver()] == [True]
    assert beside == [[]]
    assert len(office.posts("desk")) == 1


def test_programs_that_deliver_at_the_same_moment_tell_nobody_twice(office: Office) -> None:
    office.tell(DESK, NIGHT, {"name": "editors"})
    for _ in range(5):
        office.change()
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda _: another_program(office), range(3)))
    for name in ("desk", "night", "editors"):
        keys = [post["blocks"][0]["block_id"] for post in office.posts(name)]
        assert len(keys) == len(set(keys))
        assert office.told(name) == [1, 2, 3, 4, 5]


def test_who_slept_through_the_lease_does_not_send_what_somebody_else_has_sent(office: Office) -> None:
    office.tell(DESK)
    office.change()
    asked: list[datetime] = []

    def asleep() -> datetime:
        """Between taking a notice up and beginning to send it the machine sleeps, and another one works on."""
        asked.append(office.now)
        if len(asked) == 2:
            office.later(LEASE + MINUTE)
            with ThreadPoolExecutor() as pool:
                assert len(pool.submit(another_program, office).result()) == 1
        return office.now

    assert asyncio.run(deliver_to("desk", office.store, office.config, Lanes(), asleep)) == []
    assert len(office.posts("desk")) == 1


def test_a_program_that_is_broken_off_leaves_what_it_was_sending_to_the_next_one(office: Office) -> None:
    office.tell(DESK)
    office.change()
    begun = threading.Event()

    def hang(seen: Seen) -> Answer:
        begun.set()
        office.server._closing.wait(10)
        return slack_says()

    async def broken_off() -> None:
        task = asyncio.create_task(deliver(office.store, office.config, lambda: office.now))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    office.says("desk", hang)
    asyncio.run(broken_off())
    assert [notice.state for notice in office.notices()] == ["sending"]
    office.says("desk", slack_says())
    assert office.deliver() == []  # it may be on its way still
    office.later(LEASE)
    (sent,) = office.deliver()
    assert sent.is_delivered
    first, second = (post["blocks"][0]["block_id"] for post in office.posts("desk"))
    assert first == second


def test_what_is_on_record_before_a_program_is_broken_off_is_not_sent_again(office: Office) -> None:
    async def broken_off(mail: MailEnd) -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(deliver(office.store, office.config, lambda: office.now))
        # The program does not hear that the second mail was taken.
        mail.does["taken"] = ["250 2.0.0 Ok", HANG]
        mail.when_taken = lambda: loop.call_soon_threadsafe(task.cancel) if len(mail.taken) == 2 else None
        with pytest.raises(asyncio.CancelledError):
            await task

    with MailEnd() as mail:
        everybody = [f"{name}@example.org" for name in "abc"]
        office.tell({"name": "editors", "email": everybody}, delivery=mail_server(mail))
        office.change()
        asyncio.run(broken_off(mail))
        (held,) = office.notices()
        assert (held.state, set(held.done)) == ("retrying", {"a@example.org"})
        office.later(MINUTE)
        assert [sent.is_delivered for sent in office.deliver()] == [True]
        mail.settle()
        assert [each.to[0] for each in mail.taken] == ["a", "b", "b", "c"]


def test_parts_that_were_taken_are_not_sent_again(office: Office) -> None:
    with MailEnd() as mail:
        office.tell({"name": "editors", "email": ["a@example.org", "b@example.org"]}, delivery=mail_server(mail))
        mail.does["rcpt:b@example.org"] = ["450 4.2.0 greylisted", "450 4.2.0 greylisted"]
        office.change()
        assert [sent.is_delivered for sent in office.deliver()] == [False]
        (notice,) = office.notices()
        assert notice.done == ("a@example.org",)
        office.later(HOUR)
        assert [sent.is_delivered for sent in office.deliver()] == [False]
        assert office.notices()[0].done == ("a@example.org",)
        office.later(A_DAY)
        assert [sent.is_delivered for sent in office.deliver()] == [True]
        assert [each.to for each in mail.taken] == ["a@example.org", "b@example.org"]


def test_what_one_channel_had_done_says_nothing_of_another(office: Office) -> None:
    with MailEnd() as mail:
        office.tell({"name": "desk", "email": ["a@example.org", "b@example.org"]}, delivery=mail_server(mail))
        mail.does["rcpt:b@example.org"] = ["450 4.2.0 greylisted"]
        office.change()
        office.deliver()
    office.tell(DESK)  # by Slack now
    office.later(HOUR)
    (sent,) = office.deliver()
    assert (sent.is_delivered, sent.channel) == (True, "slack")
    (notice,) = office.notices()
    assert (notice.channel, notice.done, notice.state) == ("slack", (), "delivered")


def test_an_address_that_was_mended_between_tries_is_the_one_that_is_used(office: Office) -> None:
    office.tell(DESK)
    office.says("desk", slack_says(503))
    office.change()
    office.deliver()
    office.environ["NEW"] = office.server.url("/other")
    office.tell({**DESK, "slack": "${NEW}"})
    office.later(HOUR)
    assert [sent.is_delivered for sent in office.deliver()] == [True]
    (before,), (after,) = office.posts("desk"), office.posts("other")
    assert before["blocks"][0]["block_id"] == after["blocks"][0]["block_id"]


def test_a_notice_that_is_dead_keeps_no_other_one_back(office: Office) -> None:
    office.tell(DESK)
    office.says("desk", slack_says(503), slack_says(404, b"gone"), slack_says())
    office.change()
    office.deliver()
    office.later(HOUR)
    office.change()
    assert [(sent.is_dead, sent.is_delivered) for sent in office.deliver()] == [(True, False), (False, True)]


def test_after_a_failure_the_far_end_is_left_alone_until_the_next_time(office: Office) -> None:
    office.tell({**DESK, "digest": {"at": "07:00"}})
    office.deliver()
    office.change("major")
    office.at("2026-03-03T08:00:00Z")
    office.change("critical")
    office.says("desk", slack_says(503))
    assert [(sent.is_digest, sent.is_delivered) for sent in office.deliver()] == [(False, False)]
    assert len(office.posts("desk")) == 1


def test_what_changes_while_a_notice_is_sent_is_told_with_the_next(office: Office) -> None:
    office.tell(DESK)
    office.change()

    def change_meanwhile(seen: Seen) -> Answer:
        with Store.open(office.folder / "snapshots") as store:
            mine, office.store = office.store, store
            office.change()
            office.store = mine
        return slack_says()

    office.says("desk", change_meanwhile, slack_says())
    assert [sent.changes for sent in office.deliver()] == [1]
    assert [sent.changes for sent in office.deliver()] == [1]
    assert office.told("desk") == [1, 2]


def test_a_recipient_is_told_by_each_rule_that_holds_and_once(office: Office) -> None:
    rules = [{"significance": "critical"}, {"kinds": ["phone"]}, {"countries": ["PE"]}]
    office.tell({**DESK, "when": rules}, {**NIGHT, "when": rules[2:]})
    office.change("critical")  # two of them hold
    office.change("minor")  # the second one does
    office.change("minor", facts=())  # none does
    office.deliver()
    assert (office.told("desk"), office.told("night")) == ([1, 2], [])


def test_a_change_that_is_damaged_ends_as_a_dead_notice_and_keeps_nobody_else_waiting(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.tell(DESK, {**NIGHT, "when": {"significance": "critical"}})
    damaged = office.change("minor")
    office.world.sql("UPDATE change SET body = '{}' WHERE id = ?", damaged)
    office.change("critical")
    assert [(sent.recipient, sent.is_delivered) for sent in office.deliver()] == [("desk", False), ("night", True)]
    found = office.minutes(3 * 24 * 60, step=10)
    assert found[-1][1].is_dead
    assert [telling.alarm.subject for telling in office.watch()] == ["desk"]
    assert "the program failed on this notice" in found[-1][1].answer
    assert {record.getMessage() for record in caplog.records} == {"the notice to desk cannot be made"}


def test_many_thousand_changes_that_waited_are_one_notice(office: Office) -> None:
    office.tell(DESK)
    first = office.change()
    office.world.sql(
        "WITH RECURSIVE n(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM n WHERE value < 3000)"
        " INSERT INTO change SELECT value, page_id, NULL, after_version_id, kind, significance,"
        ' "nothing",'
        " announcement, observed_at, recorded_at, origin, body, told FROM change, n WHERE id = ?",
        first,
    )
    office.world.sql(
        "INSERT INTO delivery (change_id, recipient, created_at) SELECT id, 'desk', '2026-03-02T10:00:00.000000Z'"
        " FROM change WHERE id > 1"
    )
    (sent,) = office.deliver()
    assert (sent.is_delivered, sent.changes) == (True, 3000)
    assert office.told("desk") == list(range(1, 3001))
