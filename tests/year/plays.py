"""The plays: real edits out of a repository, or a handful of pages of ours; and who wants to hear of what."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from year.archive import Site, State, sites
from year.plan import DAY, QUIET_END
from year.scene import InRepository, Opened, Scene

BUNDLE = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "advisories.bundle"
_LONDON = {"timezone": "Europe/London"}

RECIPIENTS: Sequence[Mapping[str, Any]] = (
    {"name": "newsroom", "slack": "${SLACK_NEWSROOM}"},
    {
        "name": "watchers",
        "slack": "${SLACK_WATCHERS}",
        "when": [{"announced": "silent", "significance": "major"}, {"kinds": ["phone", "level"]}],
        "alarms": False,
    },
    {"name": "archive", "webhook": {"url": "${HOOK_ARCHIVE}", "secret": "${HOOK_SECRET}"}},
    {"name": "london", "email": "uk@example.org", "when": {"publishers": ["uk-fcdo"], "significance": "major"}},
    {"name": "duty", "email": ["duty@example.org", "deputy@example.org"], "when": {"significance": "critical"}},
    {"name": "daily", "email": "daily@example.org", "digest": {"at": "07:00"}, **_LONDON},
    {
        "name": "weekly",
        "email": "weekly@example.org",
        "digest": {"at": "01:30", "days": ["sun", "thu"], "empty": False, "at_once": "none"},
        **_LONDON,  # half past one comes twice, or not at all, on the Sundays on which the clocks are changed
    },
    {
        "name": "night",
        "email": "night@example.org",
        "quiet": {"from": "22:00", "until": "06:00"},
        "timezone": "Asia/Almaty",
    },
)
"""All manners of being told: at once, as a digest with and without something to tell, with quiet hours, by rules."""

SECRETS: Mapping[str, str] = {
    "SLACK_NEWSROOM": "slack/services/T/newsroom",
    "SLACK_WATCHERS": "slack/services/T/watchers",
    "HOOK_ARCHIVE": "hook/archive",
    "HOOK_SECRET": "hook/secret-of-the-archive",
}


@dataclass(frozen=True, slots=True)
class Play:
    """What is played, from when to when."""

    scene: Scene
    start: float
    end: float


def of_bundle(
    bundle: Path, scratch: Path, seed: int, *, publishers: Sequence[str] = (), countries: int | None = None,
    since: float = 0.0, days: float | None = None, every: str = "6h to 1d",
    look_round: int = 5,
) -> Play:  # fmt: skip
    """The pages of the bundle, as they stood from day to day.

    Args:
        scratch: a folder into which the bundle is cloned.
        publishers: of these only; empty: of all.
        countries: of so many only, those with the most edits in the time.
        since: seconds since 1970; the start of the bundle where that is later.
        days: how long; to the end of the bundle where it is not given.
        look_round: see `Scene`.
    """
    from monitor.backfill.git import Repository

    path = scratch / "advisories"
    if not path.exists():
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, path], check=True)
    with Repository(path) as repository:
        commits = (
            (each.at.timestamp(), [(file.path, file.blob) for file in each.files]) for each in repository.commits()
        )
        found = sites(commits)
    # What came first is all that there was; two days later nothing of that is still to come.
    start = max(since, min(site.states[0].at for site in found) + 2 * DAY)
    last = max(site.states[-1].at for site in found) + DAY
    end = start + days * DAY if days is not None else last + QUIET_END
    found = [
        site
        for site in found
        if site.is_there(site.number_at(start)) and (not publishers or site.shape.publisher in publishers)
    ]
    for site in found:
        site.states[:] = [state for state in site.states if state.at < end - QUIET_END - DAY]
    if countries is not None:
        edits = Counter[str]()
        for site in found:
            edits[site.country] += sum(state.at > start for state in site.states)
        kept = {country for country, _ in edits.most_common(countries)}
        found = [site for site in found if site.country in kept]
    return Play(Scene(seed, found, InRepository(path), RECIPIENTS, SECRETS, every, look_round), start, end)


# Pages of ours, for where the bundle is not.

_COUNTRIES = ("Kazakhstan", "Georgia", "Peru")
_FIRST = datetime(2026, 3, 22, tzinfo=UTC).timestamp()
"""A week before the clocks go forward in Europe."""
_DAYS = 12.0


def of_ours(seed: int) -> Play:
    """A few pages that are edited every few days for a week."""
    table: dict[str, bytes] = {}
    commits = list(_commits(Random(f"{seed}"), table))
    start, end = _FIRST + DAY / 2, _FIRST + _DAYS * DAY
    made: list[Site] = sites(commits)
    for site in made:
        site.states[:] = [state for state in site.states if state.at < end - QUIET_END]
        assert isinstance(site.states[0], State)
    return Play(Scene(seed, made, Opened(table), RECIPIENTS, SECRETS, "3h to 12h", look_round=2), start, end)


def _commits(chance: Random, table: dict[str, bytes]) -> Iterator[tuple[float, list[tuple[str, str]]]]:
    """Three publishers on each country: a page each at first, then one edit after the other."""
    values = {country: _Values() for country in _COUNTRIES}
    yield _FIRST, [file for country in _COUNTRIES for file in _files(country, values[country], "First.", table)]
    at = _FIRST + DAY
    while at < _FIRST + (_DAYS - 5) * DAY:
        country = chance.choice(_COUNTRIES)
        yield at, _files(country, values[country], values[country].edit(chance), table)
        at += chance.uniform(0.05, 0.6) * DAY


@dataclass
class _Values:
    """What the pages of a country say."""

    police: int = 112
    days: int = 30
    fee: int = 40
    against: int = 0
    strikes: int = 0

    def edit(self, chance: Random) -> str:
        """Change one of them, and say so."""
        what = chance.choice(("police", "days", "fee", "against", "strikes"))
        setattr(self, what, getattr(self, what) + chance.randrange(1, 4))
        return f"Information on {what} was updated."


_AGAINST = (
    "See our advice on travel insurance before you set out.",
    "FCDO advises against all but essential travel to within 5km of the northern border.",
    "FCDO advises against all travel to within 5km of the northern border.",
)


def _files(country: str, values: _Values, note: str, table: dict[str, bytes]) -> list[tuple[str, str]]:
    """The files of a country as they stand."""
    filler = "\n\n".join(f"Paragraph {number} of the usual advice to visitors stands here." for number in range(12))
    warnings = (
        f"# Warnings\n\n## Areas\n\n{_AGAINST[values.against % 3]}\n\n## Strikes\n\n"
        f"Strike number {values.strikes} has been announced by the railway workers.\n\n{filler}\n"
    )
    entry = (
        f"# Entry\n\n## Visas\n\nYou can stay in {country} for up to {values.days} days without a visa.\n\n"
        f"A visa costs {values.fee} US dollars.\n\n{filler}\n"
    )
    help_ = f"# Help\n\n## Emergencies\n\nTelephone: {values.police} (police).\n\n{filler}\n"
    level = 1 + values.against % 3
    advisory = (
        f"# {country} Travel Advisory\n\nLevel {level}: exercise caution in {country}.\n\n"
        f"Call the embassy on +1 202 555 {1000 + values.police}.\n\n{filler}\n"
    )
    info = f'{{"update_reason": "{note}", "update_date": "2026-03-{10 + values.strikes % 15}T10:00:00Z"}}'
    texts = {
        f"unitedkingdom/{country}/Warnings and insurance.md": warnings,
        f"unitedkingdom/{country}/Entry requirements.md": entry,
        f"unitedkingdom/{country}/Getting help.md": help_,
        f"unitedkingdom/{country}/info.json": info,
        f"canada/{country}/risk.md": advisory.replace("Travel Advisory", "risk"),
        f"canada/{country}/entryexit.md": entry,
        f"canada/{country}/info.json": info,
        f"unitedstates/{country}/Advisory.md": advisory,
        f"unitedstates/{country}/Safety and Security.md": help_,
        f"unitedstates/{country}/Health.md": f"# Health\n\nA clinic costs {values.fee + 7} US dollars.\n\n{filler}\n",
    }
    found = []
    for path, text in texts.items():
        raw = text.encode()
        hash = f"{len(table):08}"
        known = next((key for key, body in table.items() if body == raw), None)
        if known is None:
            table[hash] = raw
        found.append((path, known or hash))
    return found
