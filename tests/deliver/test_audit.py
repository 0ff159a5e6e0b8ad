"""The audit: what should be on its way to somebody and is not, is found, put back, and said; and nothing else is."""

from __future__ import annotations

import pytest
from deliver.office import A_DAY, HOUR, MINUTE, Office
from world import slack_says

DESK, NIGHT = {"name": "desk"}, {"name": "night"}
CRITICAL = {"when": {"significance": "critical"}}


def known(office: Office, *people: dict[str, object]) -> None:
    office.tell(*people)
    office.deliver()


def test_where_nothing_is_missing_nothing_is_found(office: Office) -> None:
    known(office, DESK, NIGHT)
    office.change()
    assert office.audit().is_clean
    office.deliver()
    assert office.audit().is_clean


def test_a_delivery_that_was_lost_is_found_put_back_once_and_told(office: Office) -> None:
    known(office, DESK, NIGHT)
    change = office.change()
    office.world.sql("DELETE FROM delivery WHERE recipient = 'desk'")
    found = office.audit()
    assert (found.missing, found.is_clean) == ((("desk", change),), False)
    assert office.audit().is_clean
    office.deliver()
    assert (office.told("desk"), office.told("night")) == ([change], [change])
    assert office.audit().is_clean


def test_what_was_audited_once_is_not_looked_at_again(office: Office) -> None:
    known(office, DESK)
    office.change()
    office.audit()
    assert office.store.outbox.unaudited("desk") == []
    office.world.sql("DELETE FROM delivery")
    assert office.audit().is_clean
    office.change()
    assert office.audit().is_clean


def test_a_rule_that_was_widened_does_not_bring_the_past(office: Office) -> None:
    known(office, {**DESK, **CRITICAL})
    office.change("major")
    office.tell(DESK)
    assert office.audit().is_clean  # also where the audit is the first to see the new rule
    assert office.deliver() == []
    later = office.change("major")
    office.world.sql("DELETE FROM delivery")
    assert office.audit().missing == (("desk", later),)


def test_who_is_new_is_not_told_of_the_past(office: Office) -> None:
    known(office, NIGHT)
    office.change("critical")
    office.tell(DESK, NIGHT)
    assert office.audit().missing == ()
    assert {sent.recipient for sent in office.deliver()} == {"night"}


def test_who_was_forgotten_and_comes_back_is_not_told_of_the_time_between(office: Office) -> None:
    known(office, DESK, NIGHT)
    known(office, NIGHT)
    office.change("critical")
    office.tell(DESK, NIGHT)
    assert office.audit().missing == ()


def test_a_rule_that_is_written_in_another_way_and_means_the_same_is_the_same(office: Office) -> None:
    known(office, {**DESK, "when": {"countries": "KZ"}})
    change = office.change()
    office.world.sql("DELETE FROM delivery")
    office.tell({**DESK, "when": [{"countries": ["Kazakhstan"]}]})
    assert office.audit().missing == (("desk", change),)


def test_another_digest_leaves_what_is_to_be_audited_as_it_is(office: Office) -> None:
    known(office, DESK)
    change = office.change()
    office.world.sql("DELETE FROM delivery")
    office.tell({**DESK, "digest": {"at": "07:00"}})
    assert office.audit().missing == (("desk", change),)


def test_a_change_of_which_nobody_was_to_be_told_is_never_found(office: Office) -> None:
    known(office, DESK)
    office.change("none")
    assert office.audit().is_clean
    assert office.world.sql("SELECT told FROM change") == [(0,)]


def test_a_change_that_does_not_meet_the_rule_is_not_found(office: Office) -> None:
    known(office, {**DESK, **CRITICAL})
    office.change("major")
    assert office.audit().is_clean


def test_a_change_that_is_damaged_keeps_no_other_from_being_audited(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    known(office, DESK)
    damaged, whole = office.change(), office.change()
    office.world.sql("DELETE FROM delivery")
    office.world.sql("UPDATE change SET body = '{}' WHERE id = ?", damaged)
    assert office.audit().missing == (("desk", whole),)
    assert [record.getMessage() for record in caplog.records] == [f"audit: change {damaged} cannot be read"]


def test_what_was_put_back_waits_for_the_digest_like_anything_else(office: Office) -> None:
    known(office, {**DESK, "digest": {"at": "07:00", "at_once": "none"}})
    change = office.change()
    office.world.sql("DELETE FROM delivery")
    office.audit()
    assert office.deliver() == []
    office.later(A_DAY)
    office.deliver()
    assert office.told("desk") == [change]


def test_something_that_is_due_and_that_nobody_takes_up_is_overdue_after_a_quarter_of_an_hour(office: Office) -> None:
    known(office, DESK)
    office.change()
    office.later(14 * MINUTE)
    assert office.audit().is_clean
    office.later(2 * MINUTE)
    assert office.audit().overdue == ("desk",)
    office.deliver()
    assert office.audit().is_clean


def test_a_notice_that_waits_for_its_next_try_is_not_overdue_and_one_whose_try_was_missed_is(office: Office) -> None:
    known(office, DESK)
    office.change()
    office.says("desk", slack_says(429, b"later", [("Retry-After", "7200")]))
    office.deliver()
    office.later(HOUR)
    assert office.audit().is_clean
    office.later(HOUR + 16 * MINUTE)
    assert office.audit().overdue == ("desk",)


def test_a_digest_that_nobody_makes_is_overdue(office: Office) -> None:
    known(office, {**DESK, "digest": {"at": "07:00"}})
    office.at("2026-03-03T07:14:00Z")
    assert office.audit().is_clean
    office.at("2026-03-03T07:16:00Z")
    assert office.audit().overdue == ("desk",)


def test_what_was_tried_a_moment_ago_and_is_due_again_is_not_overdue(office: Office) -> None:
    office.tell({"name": "desk"})
    office.says("desk", slack_says(503))
    office.change("critical")
    office.deliver()
    office.later(2 * MINUTE)  # the next try is due, and nobody has made it yet
    assert office.audit().is_clean
    office.later(20 * MINUTE)
    assert office.audit().overdue == ("desk",)
