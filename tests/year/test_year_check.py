"""The check of a play: it sees what is missing, what came twice, and what nobody asked for."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from year.archive import SHAPES, Site, State
from year.ledger import Accepted, Lived, Shown
from year.scene import Opened
from year.told import Sent, told
from year.truth import Examined, Found, Stored, examine

KILL = 9
LIVES = [Lived(0, 0.0, 1000.0, "sending", KILL), Lived(1, 1001.0, 2000.0, "end", 0)]
FOUND = [Found(1, "ngo/peru/help", 990.0, "major", ("desk",))]
SENT = [Sent("k1", "desk", frozenset({1}), is_digest=False)]
WHERE = {"desk": ("desk@example.org",), "other": ("other@example.org",)}


def took(at: float, life: int = 0, key: str = "<k1.ab@example.org>", to: str = "desk@example.org") -> Accepted:
    return Accepted(life, at, "smtp", key, to, "", "")


def test_what_was_told_once_is_right() -> None:
    result = told(FOUND, SENT, [took(999.9)], LIVES, WHERE)
    assert (result.expected, result.once, result.errors) == (1, 1, [])


def test_what_nobody_took_is_lost() -> None:
    result = told(FOUND, SENT, [], LIVES, WHERE)
    assert (result.once, result.lost) == (0, 1)
    assert "was never told of change 1" in result.errors[0]


def test_what_came_twice_has_the_kill_between_as_its_reason() -> None:
    result = told(FOUND, SENT, [took(999.9), took(1300.0, life=1)], LIVES, WHERE)
    assert (result.doubled, len(result.messages_doubled), result.errors) == (1, 1, [])


def test_what_came_twice_without_a_kill_is_wrong() -> None:
    late = told(FOUND, SENT, [took(900.0), took(1300.0, life=1)], LIVES, WHERE)
    same = told(FOUND, SENT, [took(999.8), took(999.9)], LIVES, WHERE)
    assert [len(each.errors) for each in (late, same)] == [1, 1]


def test_who_did_not_ask_and_was_told_is_found() -> None:
    sent = [*SENT, Sent("k2", "other", frozenset({1}), is_digest=False)]
    result = told(FOUND, sent, [took(990), took(991, key="<k2.a@b>", to="other@example.org")], LIVES, WHERE)
    assert result.unasked == 1


# The pages.

TABLE = {
    name: f"# Peru\n\nCall {number} for the police.\n\nThe usual advice stands here.\n".encode()
    for name, number in (("a", 105), ("b", 106), ("c", 107))
}
BLOBS = Opened(TABLE)
SITE = Site(
    SHAPES["unitedstates"][1], "Peru", "PE",
    [State(at, {"Advisory.md": name}) for at, name in ((0.0, "a"), (100.0, "b"), (300.0, "c"))],
)  # fmt: skip
ANSWERS = [Shown(0, at, SITE.place, state, 200) for at, state in ((10.0, 0), (110.0, 1), (310.0, 2), (400.0, 2))]
VERSIONS = [
    Stored(1, 10.0, sha256(TABLE["a"]).hexdigest(), ()),
    Stored(2, 110.0, sha256(TABLE["b"]).hexdigest(), ((1, 1, "critical"),)),
    Stored(3, 310.0, sha256(TABLE["c"]).hexdigest(), ((2, 2, "critical"),)),
]


def examined(answers: list[Shown], versions: list[Stored]) -> Examined:
    return examine(SITE, BLOBS, answers, {SITE.place: versions}, LIVES, (), 0.0, {})


def test_a_chain_of_versions_that_follows_the_states_is_right() -> None:
    result = examined(ANSWERS, VERSIONS)
    assert result.errors == []
    assert (result.states, result.versions, len(result.found), result.unseen) == (3, 3, 2, 0)


def test_a_version_that_is_missing_is_found() -> None:
    result = examined(ANSWERS, [VERSIONS[0], replace(VERSIONS[2], changes=((2, 1, "critical"),))])
    assert "was not found" in result.errors[0]


def test_a_last_state_that_was_not_seen_is_found() -> None:
    assert "its last version is not the last state" in examined(ANSWERS[:2], VERSIONS[:2]).errors[0]


def test_a_gap_in_the_chain_is_found() -> None:
    result = examined(ANSWERS, [*VERSIONS[:2], replace(VERSIONS[2], changes=((2, 1, "critical"),))])
    assert "and not one from version 2" in result.errors[0]


def test_another_significance_than_the_pure_core_gives_is_found() -> None:
    result = examined(ANSWERS, [*VERSIONS[:2], replace(VERSIONS[2], changes=((2, 2, "minor"),))])
    assert "is minor, and should be critical" in result.errors[0]


def test_a_version_of_what_was_never_shown_is_found() -> None:
    result = examined(ANSWERS, [*VERSIONS, Stored(4, 390.0, "ff", ((3, 3, "minor"),))])
    assert "was never shown" in result.errors[0]


def test_a_state_between_two_looks_is_counted_and_no_error() -> None:
    result = examined([ANSWERS[0], *ANSWERS[2:]], [VERSIONS[0], replace(VERSIONS[2], changes=((2, 1, "critical"),))])
    assert (result.errors, result.unseen) == ([], 1)
