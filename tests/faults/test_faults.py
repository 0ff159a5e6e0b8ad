"""Every fault is played against the real program: what people see, what is stored, and that nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from functools import cache

import pytest

from faults import nights
from faults.fault import Fault, Observed
from faults.faults import THEMES
from faults.faults_disk import no_small_disk, on_a_full_disk
from faults.nights import NIGHTS, RECIPIENTS, Night, Told
from faults.stage import on_stage, play
from faults.table import night_row, row, written

FAULTS = [fault for faults in THEMES.values() for fault in faults]

by_fault = pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
by_night = pytest.mark.parametrize("night", NIGHTS, ids=[night.name for night in NIGHTS])


@cache
def _seen(fault: Fault) -> Observed:
    if why := fault.skips():
        pytest.skip(why)
    return play(fault)


@cache
def _told(night: Night) -> dict[str, list[Told]]:
    return nights.play(night)


@by_fault
def test_nothing_is_lost(fault: Fault) -> None:
    seen = _seen(fault)
    assert seen.untold == ()
    assert seen.differs == ()
    assert dict(seen.copies) == dict(fault.copies)
    assert set(seen.keys.values()) == {1}  # what comes twice comes under one key


@by_fault
def test_what_people_see_of_it_is_what_the_document_says(fault: Fault) -> None:
    seen = _seen(fault)
    assert (seen.code, seen.state) == (fault.code, fault.state)
    assert bool(seen.said) == bool(fault.shows)
    assert row(fault, seen) in written()


@by_night
def test_a_night_on_which_the_clock_jumps_tells_everything(night: Night) -> None:
    told = _told(night)
    changes = {"Tuesday", "Wednesday", "102", "Thursday"}
    for recipient in RECIPIENTS:
        assert set().union(*(each.changes for each in told[recipient])) == changes, recipient
    # Who is told at once gets a notice a change, in their order.
    assert len(told["told at once"]) == len(changes)


@by_night
def test_a_night_on_which_the_clock_jumps_has_one_digest_for_each_time_of_the_day(night: Night) -> None:
    told = _told(night)
    days = Counter(each.at.date() for each in told["a digest at 01:30, also without changes"])
    assert set(days.values()) == {1}
    assert len(days) == 3
    assert all(each.changes for each in told["a digest at 01:30"])


@by_night
def test_quiet_hours_hold_by_the_clock_of_the_recipient_but_for_what_is_critical(night: Night) -> None:
    told = _told(night)["quiet from 22:00 to 06:00"]
    at_night = [each for each in told if not time(6) <= each.at.time() < time(22)]
    assert [each.changes for each in at_night] == [("102",)]
    assert any(each.at.time() == time(6) for each in told)


@by_night
def test_the_nights_are_as_the_document_says(night: Night) -> None:
    assert {night_row(recipient, told) for recipient, told in _told(night).items()} <= set(written())


def test_the_document_has_a_row_for_each_fault_and_no_others() -> None:
    names = [line.split(" | ")[0].removeprefix("| ") for line in written()]
    assert Counter(names) == Counter([fault.name for fault in FAULTS] + list(RECIPIENTS) * len(NIGHTS))


def test_a_page_whose_last_body_is_gone_for_good_is_not_checked_and_never_called_unchanged() -> None:
    with on_stage() as stage:
        ((path,),) = stage.sql("SELECT path FROM snapshot WHERE place = 'ngo/kazakhstan/police'")
        (stage.snapshots / path).unlink()
        for _ in range(2):
            done = stage.in_this_process("check", "now")
            assert done.code == 3
            assert any("nothing to compare with" in line for line in done.lines)
            stage.ahead += timedelta(days=1, hours=1)
        assert stage.sql("SELECT kind, subject FROM alarm") == [("not_checked", "ngo/kazakhstan/police")]
        assert any("Not checked" in each.title for each in stage.mail.taken)


@pytest.mark.skipif(bool(no_small_disk()), reason=no_small_disk() or "-")
@pytest.mark.parametrize("command", [("status",), ("report",), ("history", "ngo/kazakhstan/police")], ids=" ".join)
def test_what_is_stored_can_be_read_while_the_disk_is_full(command: tuple[str, ...]) -> None:
    done = on_a_full_disk(*command)
    assert done.code == 0, done.lines
    assert any("police" in line.lower() for line in done.lines) or command == ("report",)
