"""What goes wrong, and when: drawn from a seed before anything runs.

No trouble begins in the last days, so that at the end there is time for what was held up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

HOUR = 3600.0
DAY = 24 * HOUR
QUIET_END = 4 * DAY
"""How long before the end the last trouble is over: longer than what is retried for (48 hours)."""

SITE_TROUBLES = ("503", "429", "hanging", "refused", "broken off", "empty", "403")
MAIL_TROUBLES = ("refused", "421", "greylisted", "full", "broken off", "hanging")
POST_TROUBLES = ("429", "500", "hanging", "refused", "broken off")
_KINDS: Mapping[str, Sequence[str]] = {"smtp": MAIL_TROUBLES, "slack": POST_TROUBLES, "hook": POST_TROUBLES}


@dataclass(frozen=True, slots=True, order=True)
class Outage:
    """A service does not do what it should."""

    start: float
    end: float
    service: str
    kind: str


@dataclass(frozen=True, slots=True)
class Death:
    """How a life of the daemon ends."""

    at: float
    kind: str
    """stop: SIGTERM; kill: SIGKILL at that time; sending, looking: SIGKILL after the next notice that a far end has
    taken, or the next page that has changed."""
    turns: int
    """Turns of the loop between that moment and the kill."""
    pause: float
    """Seconds until it is started again."""


DEATHS = ("stop", "kill", "sending", "looking")
_TURNS = 14
"""Within so many turns what was taken is written down, and what was served is read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that goes wrong between two times."""

    start: float
    end: float
    outages: Sequence[Outage]
    deaths: Sequence[Death]


def plan(seed: int, start: float, end: float, services: Sequence[str], outages: int, deaths: int) -> Plan:
    """Draw what goes wrong.

    Args:
        services: those that fail now and then; smtp, slack and hook are far ends of notices, all others are sites.
        outages: how many there are of each of them.
        deaths: how often the daemon ends before the end, in about equal shares by the ways of it.
    """
    chance = Random(f"{seed}")
    last = end - QUIET_END
    found = [each for service in services for each in _outages(chance, service, start, last, outages)]
    times = sorted(chance.uniform(start, last) for _ in range(deaths))
    dying = tuple(
        Death(at, DEATHS[number % len(DEATHS)], chance.randrange(_TURNS), _pause(chance))
        for number, at in enumerate(times)
    )
    return Plan(start, end, tuple(sorted(found)), dying)


def _outages(chance: Random, service: str, start: float, last: float, count: int) -> list[Outage]:
    kinds = _KINDS.get(service, SITE_TROUBLES)
    made: list[Outage] = []
    free = start
    for number, at in enumerate(sorted(chance.uniform(start, last) for _ in range(count))):
        begin = max(at, free)
        # Mostly minutes to hours; one in ten goes on for more than a day.
        length = chance.uniform(26, 40) * HOUR if number % 10 == 9 else 10 ** chance.uniform(-0.8, 1.1) * HOUR
        if begin + length > last:
            break
        made.append(Outage(begin, begin + length, service, kinds[number % len(kinds)]))
        free = begin + length + HOUR
    return made


def _pause(chance: Random) -> float:
    """Seconds between an end and the next start: mostly what a supervisor takes, sometimes a night."""
    return chance.choice([1.0, 5.0, 30.0, 30.0, 300.0, HOUR, 9 * HOUR])


class Troubles:
    """Which service is in trouble at a time."""

    def __init__(self, outages: Sequence[Outage]) -> None:
        self._of: dict[str, list[Outage]] = {}
        for outage in sorted(outages):
            self._of.setdefault(outage.service, []).append(outage)

    def at(self, service: str, seconds: float) -> Outage | None:
        """The outage of a service, None where it does as it should."""
        held = self._of.get(service, [])
        number = bisect_right(held, seconds, key=lambda outage: outage.start) - 1
        return held[number] if number >= 0 and seconds < held[number].end else None

    def of(self, service: str) -> Sequence[Outage]:
        """All outages of a service."""
        return self._of.get(service, [])
