"""The promise of the outbox, whatever happens: whoever is to be told of a change is told of it once, or it is said that
they were not."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from deliver.office import A_DAY, HOUR, Office, office_in
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from world import Answer, Seen, slack_says

from monitor.deliver.taking import TAKES, know
from monitor.store import Store

NAMES = ("desk", "editors", "night")
NAME = st.sampled_from(NAMES)
WEIGHTS = ("none", "minor", "major", "critical")
MANNERS: dict[str, dict[str, Any]] = {
    "at once": {},
    "daily": {"digest": {"at": "07:00", "empty": False}},
    "twice a day": {"digest": {"at": ["07:00", "17:00"], "at_once": "none"}, "timezone": "Asia/Kathmandu"},
    "lightly": {"quiet": {"from": "22:00", "until": "06:00"}, "timezone": "America/St_Johns"},
}
THRESHOLD = st.sampled_from(("minor", "major", "critical"))
FINE, BUSY, BROKEN, GONE = (
    slack_says(),
    slack_says(429, b"busy", [("Retry-After", "7200")]),
    slack_says(500),
    slack_says(404),
)


class Outbox(RuleBasedStateMachine):
    """Changes, recipients, far ends, clocks and programs, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.office: Office = self._stack.enter_context(office_in(folder))
        self.people: dict[str, dict[str, Any]] = {name: {"name": name} for name in NAMES}
        self.answers: dict[str, Answer] = {}
        self.taken: Counter[str] = Counter()
        self.expected: set[tuple[int, str]] = set()
        self.lost: set[tuple[int, str]] = set()
        """That were deleted by hand, and not audited yet."""

    def teardown(self) -> None:
        try:
            self.ends_well()
        finally:
            self._stack.close()

    @initialize()
    def begin(self) -> None:
        for name in NAMES:
            self.answers[name] = FINE
            self.office.says(name, lambda seen, name=name: self.far_end(seen, name))
        self.write()
        self.office.deliver()

    def write(self) -> None:
        self.office.tell(*self.people.values())
        know(self.office.store, self.office.config.recipients, self.office.now)  # as the daemon does at once

    def far_end(self, seen: Seen, name: str) -> Answer:
        answer = self.answers[name]
        if answer is FINE:
            self.taken[self.office.key(seen)] += 1
        return answer

    @rule(significance=st.sampled_from(WEIGHTS))
    def a_page_changes(self, significance: str) -> None:
        id = self.office.change(significance)
        for name, person in self.people.items():
            threshold = person.get("when", {}).get("significance", "minor")
            if significance != "none" and WEIGHTS.index(significance) >= WEIGHTS.index(threshold):
                self.expected.add((id, name))

    @rule(name=NAME, threshold=THRESHOLD, manner=st.sampled_from(list(MANNERS)))
    def somebody_wants_to_be_told_otherwise(self, name: str, threshold: str, manner: str) -> None:
        self.people[name] = {"name": name, "when": {"significance": threshold}, **MANNERS[manner]}
        self.forget_what_was_lost()
        self.write()

    @rule(name=NAME)
    def somebody_leaves_or_comes_back(self, name: str) -> None:
        self.forget_what_was_lost()
        if name in self.people and len(self.people) > 1:
            del self.people[name]
        else:
            self.people[name] = {"name": name}
        self.write()

    @rule(name=NAME, answer=st.sampled_from([FINE, FINE, BUSY, BROKEN, GONE]))
    def a_far_end_answers_otherwise(self, name: str, answer: Answer) -> None:
        self.answers[name] = answer

    @rule(length=st.sampled_from([timedelta(minutes=2), HOUR, timedelta(hours=7), A_DAY, 3 * A_DAY]))
    def time_passes(self, length: timedelta) -> None:
        self.office.later(length)

    @rule(length=st.sampled_from([HOUR, A_DAY]))
    def the_clock_is_put_back(self, length: timedelta) -> None:
        self.office.later(-length)

    @rule()
    def the_outbox_is_looked_through(self) -> None:
        dead = [sent.recipient for sent in self.office.deliver() if sent.is_dead]
        self.office.watch()
        alarmed = {alarm.subject for alarm in self.office.store.alarms.open() if alarm.kind == "undelivered"}
        given_up = {notice.recipient for notice in self.office.store.outbox.given_up()}
        assert set(dead) & given_up <= alarmed

    @rule(name=NAME, take=st.sampled_from(TAKES))
    def a_program_is_killed_before_it_sends(self, name: str, take: Any) -> None:
        recipient = next((each for each in self.office.config.recipients if each.name == name), None)
        if recipient is None:
            return
        held = take(self.office.store, recipient, self.office.now)
        if held is not None:
            self.office.store.outbox.begin(held, recipient.channel, self.office.now)
        self.office.store.close()
        self.office.store = Store.open(self.office.folder / "snapshots")

    @rule()
    def somebody_deletes_what_waits(self) -> None:
        rows = self.office.world.sql(
            "SELECT delivery.id, change_id, delivery.recipient FROM delivery JOIN recipient ON name = recipient"
            " WHERE notice_id IS NULL AND change_id > audited_to ORDER BY delivery.id LIMIT 1"
        )
        for id, change, name in rows:
            self.office.world.sql("DELETE FROM delivery WHERE id = ?", id)
            self.lost.add((change, name))

    @rule()
    def the_outbox_is_audited(self) -> None:
        found = {(change, name) for name, change in self.office.audit().missing}
        assert found == {(change, name) for change, name in self.lost if name in self.people}
        self.forget_what_was_lost(found)

    def forget_what_was_lost(self, found: set[tuple[int, str]] | None = None) -> None:
        """What nobody audited before the rules were changed is gone."""
        if found is None:
            self.office.audit()
        self.lost = set()

    @rule()
    def what_was_given_up_is_tried_again(self) -> None:
        for notice in self.office.notices("dead"):
            self.office.store.outbox.revive(notice.id, self.office.now)

    @invariant()
    def nothing_is_in_two_notices_and_nobody_is_told_what_is_not_theirs(self) -> None:
        rows = self.office.world.sql("SELECT change_id, recipient FROM delivery WHERE change_id IS NOT NULL")
        assert len(rows) == len(set(rows))
        assert set(rows) == self.expected - self.lost

    def ends_well(self) -> None:
        """In the end all far ends take what they are sent, and everybody is named."""
        self.office.audit()
        self.people = {name: {"name": name} for name in NAMES}
        self.write()
        self.answers = dict.fromkeys(NAMES, FINE)
        for _ in range(40):
            self.office.later(HOUR)
            self.office.deliver()
        told = Counter((id, notice.recipient) for notice in self.office.notices() for id in notice.change_ids)
        assert set(told) == self.expected
        assert set(told.values()) <= {1}
        assert {notice.state for notice in self.office.notices()} <= {"delivered", "dead"}
        # Each message was taken once, though many programs were killed: none of them after it had sent.
        assert set(self.taken.values()) <= {1}
        assert self.taken.keys() == {notice.key for notice in self.office.notices("delivered")}


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
