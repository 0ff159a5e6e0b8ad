"""What a fault is: what goes wrong, for how long, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from faults.stage import Stage

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

EDITORS, DESK = "editors", "desk"
"""Who is told: two people by mail, and a desk by Slack."""
NOBODY = ""

Begins = Callable[["Stage"], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A row: see the fields."""

    name: str
    begins: Begins
    """What goes wrong; it is over at the end of the block."""
    whom: str = NOBODY
    """Whose notice it is about; nobody's where the fault is not one of delivery."""
    state: str = ""
    """Of that notice at the end of the run, or nothing: there is none."""
    code: int = 3
    """With which the run ends."""
    shows: str = ""
    """Pattern of the line of its output that tells people what is wrong."""
    again: tuple[tuple[timedelta, tuple[str, ...]], ...] = ((6 * MINUTE, ("check", "due")),)
    """The runs when it is over: how long after the one before, and the command."""
    copies: Mapping[str, int] = field(default_factory=dict)
    """How often whoever got it more than once has it in the end; all under one key."""
    email: Mapping[str, Any] = field(default_factory=dict)
    """What delivery.email says beside host and port."""
    skips: Callable[[], str] = str
    """Why it cannot be played on this machine; empty where it can."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a fault."""

    code: int
    said: str
    """The line that people read, without what differs from run to run."""
    stored: str
    """What is in the store while it lasts."""
    over: str
    """What came of the runs when it was over."""
    state: str
    copies: Mapping[str, int]
    keys: Mapping[str, int]
    """Under how many keys each far end got the notice."""
    differs: tuple[str, ...]
    """What is not in the store as it is when nothing goes wrong."""
    untold: tuple[str, ...]
    """Who is still not told in the end."""
