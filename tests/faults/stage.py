"""The stage: plays a fault against the real program, with a real site and the real far ends of two channels.

pages are looked at (seven hours ago) -> one changes -> a run while the fault lasts -> runs when it is over
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, chdir, closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import time_machine
from far_ends import MailEnd, PostEnd
from killing.state import damage_in, state_of
from servers import Answer, Server
from world import html

from faults.fault import DESK, EDITORS, HOUR, NOBODY, Fault, Observed

PATIENCE = "1.5s"
"""For which the mail server is waited for: long enough for one that answers, on a busy machine too."""
ADDRESSES = ("editors@example.org", "deputy@example.org")
SLACK = "/slack"
TESTS = Path(__file__).parents[1]
FAR_ENDS = (*ADDRESSES, SLACK)
SAME = ("snapshots", "versions", "facts", "changes", "changed facts", "clusters")
"""What the store holds in the end, whatever went wrong."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to."""

    code: int
    lines: tuple[str, ...]
    """Of its output and of its errors."""


class Stage:
    """The site, the far ends, the folder and the time of day of one fault."""

    def __init__(self, folder: Path, fault: Fault | None, stack: ExitStack) -> None:
        self.folder = folder
        self.snapshots = folder / "snapshots"
        self.site = stack.enter_context(Server())
        self.mail = stack.enter_context(MailEnd())
        self.posts = stack.enter_context(PostEnd())
        self.ahead = -7 * HOUR
        """How far the clock of the runs is ahead of that of the machine."""
        self.clock: time_machine.Traveller | None = None
        """Of the run that is under way."""
        self.way: Callable[..., Done] = self.in_this_process
        """How the run is made while the fault lasts."""
        self._environ = {"SLACK": self.posts.url(SLACK), "PASSWORD": "right", "XDG_STATE_HOME": str(folder)}
        self.email = dict(fault.email) if fault else {}
        """What delivery.email says beside host and port."""
        for path in ("/police", "/still"):
            self.site.answer(path, page("Call the police on 112."))
        self.write_sources()

    def write_sources(self) -> None:
        """Write sources.yaml anew."""
        data = {
            "contact": "https://example.org/about",
            "defaults": {
                "pace": "0s", "retry_for": "0s", "confirm_after": "0s", "timeout": "10s",
                "allow_private": [self.site.address],
            },
            "sources": [
                {"publisher": "ngo", "country": "KZ", "name": path[1:], "url": self.site.url(path)}
                for path in ("/police", "/still")
            ],
            "recipients": [{"name": EDITORS, "email": list(ADDRESSES)}, {"name": DESK, "slack": "${SLACK}"}],
            "delivery": {
                "email": {
                    "host": "127.0.0.1", "port": self.mail.port, "security": "none", "timeout": PATIENCE,
                    "from": "Monitor <monitor@example.org>",
                }
                | self.email
            },
        }  # fmt: skip
        (self.folder / "sources.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")

    def change(self) -> None:
        """From now on the page says something else."""
        self.site.answer("/police", page("Call the police on 102."))

    def in_this_process(self, *args: str) -> Done:
        """Run a command, at the time of day that it is for the fault."""
        from monitor.cli import main

        out, code = io.StringIO(), 0
        with ExitStack() as stack:
            enter: Any = stack.enter_context
            enter(chdir(self.folder))
            enter(patch.dict("os.environ", self._environ))
            enter(patch.object(sys, "argv", ["monitor", *args]))
            enter(redirect_stdout(out))
            enter(redirect_stderr(out))
            enter(patch("monitor.cli.output.PIPE_WIDTH", 1000))  # one line for each thing that is said
            self.clock = enter(time_machine.travel(datetime.now(UTC) + self.ahead, tick=True))
            try:
                main()
            except SystemExit as ended:
                code = int(ended.code or 0)
        self.clock = None
        return Done(code, tuple(out.getvalue().splitlines()))

    def in_another_process(self, way: str, *args: str) -> Done:
        """Run a command in a process of its own, at the machine's own time, hampered in a way of `hampered.py`."""
        done = subprocess.run(
            [sys.executable, "-m", "faults.hampered", way, *args],
            cwd=self.folder,
            env={**os.environ, **self._environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])},
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Done(done.returncode, tuple((done.stdout + done.stderr).decode("utf-8", "replace").splitlines()))

    def sql(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database: into a copy, for there may be no room to look into it."""
        with TemporaryDirectory() as folder:
            for name in ("monitor.db", "monitor.db-wal"):
                if (self.snapshots / name).exists():
                    shutil.copyfile(self.snapshots / name, Path(folder) / name)
            with closing(sqlite3.connect(Path(folder) / "monitor.db")) as database:
                return database.execute(sql).fetchall()

    def told(self) -> Counter[str]:
        """How often each far end has taken a notice of the change."""
        for end in (self.mail, self.posts):
            end.settle()
        return Counter(each.to for each in self._taken())

    def keys(self) -> Mapping[str, int]:
        """Under how many keys each far end has them."""
        return Counter(to for to, _ in {(each.to, each.key) for each in self._taken()})

    def _taken(self) -> list[Any]:
        return [each for each in (*self.mail.taken, *self.posts.taken) if "police" in each.title.lower()]


def page(sentence: str) -> Answer:
    """A page of the site."""
    return Answer(200, html(f"<h2>Emergencies</h2><p>{sentence}</p><p>The embassy is open from Monday to Friday.</p>"))


def play(fault: Fault) -> Observed:
    """Play a fault to its end, and a while longer."""
    with on_stage(fault) as stage:
        with fault.begins(stage):
            during = stage.way("check", "now")
            state = _state_of_notice(stage, fault.whom)
            stored = _stored(stage, fault, state)
        for after, command in fault.again:
            stage.ahead += after
            stage.in_this_process(*command)
        told = stage.told()
        return Observed(
            during.code,
            _shown(stage, fault, during),
            stored,
            _over(fault, told),
            state,
            {whom: times for whom, times in told.items() if times > 1},
            stage.keys(),
            tuple(_differences(stage)),
            tuple(whom for whom in FAR_ENDS if not told[whom]),
        )


@contextmanager
def on_stage(fault: Fault | None = None) -> Iterator[Stage]:
    """A stage on which the pages were looked at, and one has changed since."""
    memory = Path("/dev/shm")
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(dir=memory if memory.is_dir() else None))
        stage = Stage(Path(folder), fault, stack)
        first = stage.in_this_process("check", "now")
        assert first.code == 0, first.lines
        stage.ahead = timedelta()
        stage.change()
        yield stage


@cache
def undisturbed() -> Mapping[str, list[str]]:
    """What the store holds when nothing goes wrong."""
    with on_stage() as stage:
        done = stage.in_this_process("check", "now")
        assert done.code == 10, done.lines
        assert stage.told() == dict.fromkeys(FAR_ENDS, 1)
        return _bare(stage)


def _bare(stage: Stage) -> Mapping[str, list[str]]:
    found = state_of(stage.snapshots)
    return {kind: [row.replace(stage.site.address, "SITE") for row in found[kind]] for kind in SAME}


def _differences(stage: Stage) -> Iterator[str]:
    now, right = _bare(stage), undisturbed()
    for kind in SAME:
        for row in (Counter(now[kind]) - Counter(right[kind])) + (Counter(right[kind]) - Counter(now[kind])):
            yield f"{kind}: {row}"
    yield from damage_in(stage.snapshots)


def _state_of_notice(stage: Stage, whom: str) -> str:
    if whom == NOBODY:
        return ""
    rows = stage.sql(f"SELECT state FROM notice WHERE recipient = '{whom}' ORDER BY id DESC LIMIT 1")
    return str(rows[0][0]) if rows else ""


def _stored(stage: Stage, fault: Fault, state: str) -> str:
    if fault.whom != NOBODY:
        alarms = [row[0] for row in stage.sql("SELECT kind FROM alarm WHERE ended_at IS NULL")]
        return ", ".join([f"the notice is {state}" if state else "no notice", *(f"alarm {each}" for each in alarms)])
    ((changes,),) = stage.sql("SELECT count(*) FROM change")
    return "the change" if changes else "no change yet"


def _over(fault: Fault, told: Counter[str]) -> str:
    commands = [f"`monitor {' '.join(command)}`" for _, command in fault.again]
    start = f"{', '.join(commands)}: " if commands else ""
    if untold := [whom for whom in FAR_ENDS if not told[whom]]:
        return f"{start}NOT TOLD: {', '.join(untold)}"
    words = f"{start}told"
    if twice := sorted(whom.strip("/") for whom, times in told.items() if times > 1):
        return f"{words}; a second time, under the same key: {', '.join(twice)}"
    return f"{words}, each once"


def _shown(stage: Stage, fault: Fault, done: Done) -> str:
    found = [line for line in done.lines if re.search(fault.shows, line)] if fault.shows else []
    if not found:
        return ""
    line = re.sub(r"\s+", " ", found[0]).replace(str(stage.folder), "").strip()
    line = re.sub(r"127\.0\.0\.1(:|', )\d+", r"HOST\1PORT", line)
    line = re.sub(r"from \d{1,2} \w+ \d{4},? \d\d:\d\d(?::\d\d)? UTC", "from TIME", line)
    line = re.sub(r"\d{4}-\d\d-\d\d/\d{6}Z-[0-9a-f]{8}", "DAY/TIME", line)
    return re.sub(r"\b[0-9a-f]{64}\b", "SHA256", line)
