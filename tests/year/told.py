"""Who was told of what, by the lines that the far ends wrote; held beside who should have been."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from year.clock import iso
from year.ledger import Accepted, Lived
from year.truth import Found

_RECORDED = 5.0
"""Seconds within which an acceptance is written down: a kill later than that is not why something came twice."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice as the database has it."""

    key: str
    recipient: str
    changes: frozenset[int]
    is_digest: bool


@dataclass
class Told:
    """What came of it all."""

    expected: int = 0
    """Changes, each counted for each recipient who wants it and each of his addresses."""
    once: int = 0
    doubled: int = 0
    """The far end took it twice, the second time under the same key, after a kill between taking and writing down."""
    lost: int = 0
    unasked: int = 0
    notices: int = 0
    """Messages that the far ends took, the doubled ones counted once."""
    messages_doubled: list[str] = field(default_factory=list)
    """Each in a line, with why."""
    errors: list[str] = field(default_factory=list)


def told(
    found: Sequence[Found], sent: Sequence[Sent], accepted: Sequence[Accepted], lives: Sequence[Lived],
    addresses: Mapping[str, Sequence[str]],
) -> Told:  # fmt: skip
    """Hold the deliveries beside the changes.

    Args:
        addresses: of each recipient, as the far ends know them: the path of a post, or the addresses of mail.
    """
    result = Told()
    taken: defaultdict[tuple[str, str], list[Accepted]] = defaultdict(list)
    for each in accepted:
        taken[bare(each.key), each.to].append(each)
    times = {place: _times(lines, lives, result) for place, lines in taken.items()}
    result.notices = len(taken)
    known = {each.key for each in sent}
    for key, to in taken:
        if key not in known:
            result.errors.append(f"{to} got a message with the key {key!r}, of which the database knows nothing")
    got: defaultdict[tuple[str, int], int] = defaultdict(int)
    for notice in sent:
        for to in addresses[notice.recipient]:
            for change in notice.changes:
                got[to, change] += times.get((notice.key, to), 0)
    wanted: set[tuple[str, int]] = set()
    for each_found in found:
        for name in each_found.wanted_by:
            for to in addresses[name]:
                wanted.add((to, each_found.number))
                count = got[to, each_found.number]
                result.expected += 1
                result.once += count == 1
                result.doubled += count > 1
                if count == 0:
                    result.lost += 1
                    what = f"change {each_found.number} of {each_found.page} ({iso(each_found.at)})"
                    result.errors.append(f"{to} was never told of {what}")
    for (to, change), count in got.items():
        if count and (to, change) not in wanted:
            result.unasked += 1
            result.errors.append(f"{to} was told of change {change}, and had not asked for it")
    return result


def bare(key: str) -> str:
    """The key in a Message-ID: it begins with it, and goes on with what stands for the address."""
    return key.strip("<>").partition("@")[0].partition(".")[0] if key.startswith("<") else key


def _times(lines: Sequence[Accepted], lives: Sequence[Lived], result: Told) -> int:
    """How often a message came; more than once only for a reason."""
    for one, other in pairwise(lines):
        life = lives[one.life]
        late = life.end - one.at
        if life.kind in ("kill", "sending", "looking") and 0 <= late <= _RECORDED and other.life > one.life:
            result.messages_doubled.append(
                f"{one.to}: taken at {iso(one.at)}, killed {late * 1000:.1f} ms later, taken again at {iso(other.at)}"
            )
        else:
            when = f"{iso(one.at)} and again at {iso(other.at)}"
            result.errors.append(f"{one.to} got {one.key!r} at {when}, without a kill")
    return len(lines)
