"""The two nights of the year on which the clock of a recipient jumps: digests and quiet hours in Europe/London.

Runs are made from noon on Friday to noon on Monday, every half hour at night, as cron would, on a machine whose own
clock is London's too. The page changes between, in a matter that is not critical, and once in one that is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from far_ends import PostEnd
from servers import Answer, Server
from world import html

LONDON = ZoneInfo("Europe/London")
RECIPIENTS: dict[str, Mapping[str, Any]] = {
    "a digest at 01:30": {"digest": {"at": "01:30", "at_once": "none", "empty": False}},
    "a digest at 01:30, also without changes": {"digest": {"at": "01:30", "at_once": "none"}},
    "a digest at 01:00 and 02:00": {"digest": {"at": ["01:00", "02:00"], "at_once": "none", "empty": False}},
    "quiet from 22:00 to 06:00": {"quiet": {"from": "22:00", "until": "06:00"}},
    "quiet from 01:15 to 01:45": {"quiet": {"from": "01:15", "until": "01:45"}},
    "told at once": {},
}
_STEP = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Night:
    """A night on which the clock jumps."""

    name: str
    sunday: date


NIGHTS = (Night("summer time begins", date(2026, 3, 29)), Night("summer time ends", date(2026, 10, 25)))


@dataclass(frozen=True, slots=True)
class Told:
    """What came to a recipient, and when."""

    at: datetime
    """In London."""
    changes: tuple[str, ...]
    """The states of the page that it tells of."""


def play(night: Night) -> dict[str, list[Told]]:
    """All that each recipient got, in its order."""
    memory = Path("/dev/shm")
    told: dict[str, list[Told]] = {name: [] for name in RECIPIENTS}
    names = list(RECIPIENTS)
    with ExitStack() as stack:
        enter: Any = stack.enter_context
        folder = Path(enter(TemporaryDirectory(dir=memory if memory.is_dir() else None)))
        site, posts = enter(Server()), enter(PostEnd())
        _write(folder, site)
        environ = {f"TO{number}": posts.url(f"/{number}") for number in range(len(names))}
        enter(patch.dict("os.environ", {**environ, "XDG_STATE_HOME": str(folder)}))
        enter(chdir(folder))
        for at in _runs(night):
            site.answer("/help", _page(night, at))
            seen = len(posts.taken)
            _check(at)
            posts.settle()
            for each in posts.taken[seen:]:
                told[names[int(each.to[1:])]].append(Told(at.astimezone(LONDON), _states(each.raw)))
    return told


def changes(night: Night) -> dict[datetime, tuple[str, str]]:
    """When the page changes, to which opening day and which number of the police."""
    sunday = datetime.combine(night.sunday, time(), tzinfo=LONDON).astimezone(UTC)
    return {
        sunday - timedelta(hours=6): ("Tuesday", "112"),
        sunday + timedelta(minutes=20): ("Wednesday", "112"),  # just before the jump
        sunday + timedelta(minutes=80): ("Wednesday", "102"),  # in the hour that is not there, or is there twice
        sunday + timedelta(minutes=140): ("Thursday", "102"),
    }


def _runs(night: Night) -> Iterator[datetime]:
    at = datetime.combine(night.sunday - timedelta(days=2), time(12), tzinfo=LONDON).astimezone(UTC)
    end = datetime.combine(night.sunday + timedelta(days=1), time(12), tzinfo=LONDON).astimezone(UTC)
    while at <= end:
        yield at
        at += _STEP if at.astimezone(LONDON).hour in (0, 1, 2, 5, 6) else 2 * _STEP


def _check(at: datetime) -> None:
    from monitor.cli import main

    out = StringIO()
    with (
        time_machine.travel(at.astimezone(LONDON), tick=True),
        patch.object(sys, "argv", ["monitor", "check", "now"]),
        redirect_stdout(out),
        redirect_stderr(out),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    assert ended.value.code in (0, 10), out.getvalue()


def _write(folder: Path, site: Server) -> None:
    data = {
        "contact": "https://example.org/about",
        "defaults": {"pace": "0s", "retry_for": "0s", "confirm_after": "0s", "allow_private": [site.address]},
        "sources": [{"publisher": "ngo", "country": "KZ", "name": "help", "url": site.url("/help")}],
        "recipients": [
            {"name": f"r{number}", "slack": f"${{TO{number}}}", "timezone": "Europe/London", **more}
            for number, more in enumerate(RECIPIENTS.values())
        ],
    }
    (folder / "sources.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")


def _page(night: Night, at: datetime) -> Answer:
    states = [state for since, state in changes(night).items() if since <= at]
    day, number = states[-1] if states else ("Monday", "112")
    return Answer(200, html(f"<p>The embassy is open from {day} to Friday.</p><p>Call the police on {number}.</p>"))


def _states(raw: bytes) -> tuple[str, ...]:
    # A word by itself, and no piece of a key.
    said = set(re.findall(r"\b(?:Tuesday|Wednesday|102|Thursday)\b", raw.decode()))
    return tuple(word for word in ("Tuesday", "Wednesday", "102", "Thursday") if word in said)
