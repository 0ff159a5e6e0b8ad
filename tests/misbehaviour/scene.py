"""What a scene is: the looks that are taken, what the site answers at each, and what must come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from servers import Script

from misbehaviour.certificates import Certificate
from misbehaviour.internet import PUBLIC, LookUps

HOST = "advice.example"
PAGE = "ngo/kazakhstan/help"
PATH = "/help"
URL = f"http://{HOST}{PATH}"

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

Answers = Script | tuple[Script, ...]
"""What a path answers: always the same, or one after another and the last one from then on."""


class Stored(NamedTuple):
    """What lies in the store after the last look."""

    visits: int
    snapshots: int
    versions: int


@dataclass(frozen=True, slots=True)
class Look:
    """One step of a scene: time passes, the site changes, and a round of the program is run."""

    site: Mapping[str, Answers]
    """What paths answer from now on; all others as before."""
    verdicts: Mapping[str, str]
    """Of each page that the scene names, by its id; empty where it was not looked at."""
    told: tuple[str, ...] = ()
    """What recipients were told by the end of the round, in order: see `misbehaviour.site.told`."""
    after: timedelta = HOUR
    """Since the look before; less than nothing where the clock was put back."""
    says: str = ""
    """Words of the sentence that people read of the main page."""
    asked: int | None = None
    """Requests for anything but robots.txt; None: not looked at."""
    sent: Mapping[str, str | None] = field(default_factory=dict)
    """Headers of the last request, None where it is not to be sent."""
    apart: float = 0.0
    """Least seconds between any two requests."""
    reads: str = ""
    """Words of what recipients were sent."""
    only_due: bool = False
    """Whether only what is due is looked at; else everything is."""
    by_hand: bool = False
    """Whether somebody waits for it (`monitor check now`): then a host that is left alone is asked all the same."""
    patience: str = "10s"
    """How long the site may take to answer: long, for a busy machine is no misbehaviour of the site."""


def look(
    answers: Answers | Mapping[str, Answers] | None, verdict: str | Mapping[str, str], *told: str, **more: Any
) -> Look:
    """A step: what the main page (or each path) answers, the verdict on the main page (or each), and what is told."""
    site: Mapping[str, Answers]
    if answers is None:
        site = {}
    elif isinstance(answers, Mapping):
        site = answers
    else:
        site = {PATH: answers}
    return Look(site, verdict if isinstance(verdict, Mapping) else {PAGE: verdict}, told, **more)


@dataclass(frozen=True, slots=True)
class Scene:
    """A row: see the fields."""

    name: str
    looks: tuple[Look, ...]
    stored: Stored
    database: Mapping[str, object] = field(default_factory=dict)
    """What else the database says at the end: a question in SQL, and its one value or its rows."""
    sources: Sequence[Mapping[str, Any]] = ()
    """Entries of sources.yaml; without any, the one page at `URL`."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else sources.yaml says ("hosts", "recipients"); `defaults` are added to those of the stage."""
    names: Mapping[str, LookUps] = field(default_factory=dict)
    """Names of the internet beside `HOST`, or other look-ups of that one."""
    certificate: Certificate = "good"
    """Of the server behind port 443."""
    speaks_tls: bool = False
    """Whether a server is behind port 443, also where no entry of sources.yaml begins there."""
    look_ups: int | None = None
    """How often `HOST` was looked up in all; None: not counted."""

    @property
    def all_names(self) -> Mapping[str, LookUps]:
        """All names of the scene's internet."""
        return {HOST: ((PUBLIC,),), **self.names}


def entry(**more: Any) -> dict[str, Any]:
    """The entry of the main page, with more of its own."""
    return {"publisher": "ngo", "country": "KZ", "name": "help", "url": URL, **more}
