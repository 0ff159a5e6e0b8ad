"""A section stays itself under another heading, in another place, and when its prose became a list."""

from __future__ import annotations

import pytest
from read.read_helpers import ANYONE

from monitor.compare.align import align
from monitor.compare.sections import match_sections
from monitor.read.reader import read


def became(old: str, new: str) -> dict[str, str]:
    """Path of each old section to that of the new one that it is."""
    before, after = read(old.encode(), ANYONE), read(new.encode(), ANYONE)
    pairs = match_sections(before, after, align(before, after))
    return {" / ".join(before.sections[i].path): " / ".join(after.sections[j].path) for i, j in pairs.items() if i}


STORM = """# Ruritania

## Tropical storm Ada

Storm Ada is expected to reach the coast on Monday. Ferries may be cancelled.

## Trams

Trams are old and very slow. Buses are quick.
"""


@pytest.mark.parametrize(
    ("old", "new", "section", "now"),
    [
        ("## Tropical storm Ada", "## Hurricane Ada", "Tropical storm Ada", "Hurricane Ada"),
        ("## Trams", "## Weather\n\nIt rains.\n\n### Trams", "Trams", "Weather / Trams"),
        (
            "## Trams\n\nTrams are old and very slow. Buses are quick.",
            "## Getting about\n\n* Buses are quick\n* Trams are very slow, for they are old\n* Walk",
            "Trams",
            "Getting about",
        ),
        (
            "## Trams\n\nTrams are old and very slow. Buses are quick.",
            "## Trams and buses\n\nPublic transport was built in another century.",
            "Trams",
            "Trams and buses",
        ),
    ],
    ids=["renamed", "moved", "prose to list", "rewritten"],
)
def test_a_section_is_known_again(old: str, new: str, section: str, now: str) -> None:
    assert STORM.count(old) == 1
    assert became(STORM, STORM.replace(old, new))[section] == now


def test_a_section_that_only_holds_others_is_known_by_them() -> None:
    old = "# R\n\n## Getting about\n\n### Trams\n\nTrams are old.\n\n### Buses\n\nBuses are quick.\n"
    assert became(old, old.replace("Getting about", "Public transport"))["Getting about"] == "Public transport"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "## Tropical storm Ada\n\nStorm Ada is expected to reach the coast on Monday. Ferries may be cancelled.",
            "## Elections\n\nThere will be a vote in June. Demonstrations are likely in the capital.",
        ),
        (
            "## Camps - Avoid all travel\n\nAvoid all travel to camps because of armed robbery there.",
            "## RURITANIA - AVOID ALL TRAVEL\n\nThe missiles that fell last week closed every airport.",
        ),
    ],
    ids=["another matter", "another area"],
)
def test_another_section_in_the_same_place_is_another(old: str, new: str) -> None:
    assert next(iter(became(f"# R\n\n{old}\n", f"# R\n\n{new}\n").values()), None) is None


def test_two_sections_of_one_name_stay_two() -> None:
    old = "# R\n\n## Links\n\nTimes of trams.\n\n## Trams\n\nSlow.\n\n## Links\n\nTimes of buses.\n"
    before = read(old.encode(), ANYONE)
    after = read(old.replace("Slow", "Quick").encode(), ANYONE)
    assert match_sections(before, after, align(before, after)) == {0: 0, 1: 1, 2: 2, 3: 3}
