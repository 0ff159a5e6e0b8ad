"""The recorded pages of the demo: one folder an address under `site/`, one file a state.

`site/PUBLISHER/NAME/STATE.html` (or `.json`) is what the address answers from that state on: a state without a file is
the same as the one before it. `STATE.wall.html` is the page of a bot wall, which a site sends in the page's place.
`site/README.md` tells which of the facts are true, which are invented, and what each state changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal

STATES = (1, 2, 3)
COUNTRY = "GE"

_VICTIMS = "georgia-information-for-victims-of-rape-and-sexual-assault"
_STATE_GOV = "/content/travel/en"
_PANELS = (
    "[quick-facts, embassies-and-consulates, destination-description, entry-exit-and-visa-requirements, "
    "safety-and-security, local-laws-special-circumstances, health, travel-and-transportation]"
)


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """One address of the site, and how `sources.yaml` watches it."""

    publisher: str
    name: str
    path: str
    """Path of its URL, as the publisher builds it."""
    options: dict[str, str | bool] = field(default_factory=dict)
    """Further keys of its entry in `sources.yaml`."""

    @property
    def folder(self) -> str:
        """Its folder below `site/`."""
        return f"{self.publisher}/{self.name}"


PAGES = (
    RecordedPage("uk-fcdo", "travel-advice", "/api/content/foreign-travel-advice/georgia", {"parts": "all"}),
    RecordedPage("uk-fcdo", "front-page", "/foreign-travel-advice/georgia"),
    RecordedPage(
        "uk-fcdo", "victims-of-rape", f"/government/publications/{_VICTIMS}/{_VICTIMS}", {"safety_critical": True}
    ),
    RecordedPage(
        "us-state", "advisory", f"{_STATE_GOV}/traveladvisories/traveladvisories/georgia-travel-advisory.html"
    ),
    RecordedPage(
        "us-state",
        "country-information",
        f"{_STATE_GOV}/international-travel/International-Travel-Country-Information-Pages/Georgia.html",
        # By name: "all" would be the advisory too, which in this layout has a page of its own.
        {"parts": _PANELS},
    ),
    RecordedPage("ngo-demo", "violence-against-women", "/georgia-violence-against-women/", {"root": "main"}),
)


@dataclass(frozen=True, slots=True)
class Recording:
    """What one address answers in one state."""

    body: bytes
    kind: Literal["html", "json"]
    since: int
    """The state in which it came up."""
    is_wall: bool = False
    """Whether a bot wall stands in the page's place."""


def recording(page: RecordedPage, state: int) -> Recording:
    """What the address answers in a state: the newest file that is no newer than the state.

    Raises:
        ValueError: there is no such state.
    """
    if state not in STATES:
        raise ValueError(f"the demo has the states {STATES[0]} to {STATES[-1]}, not {state}")
    found = _recordings(page)
    return found[max(since for since in found if since <= state)]


def _recordings(page: RecordedPage) -> dict[int, Recording]:
    found: dict[int, Recording] = {}
    for file in files("monitor.demo").joinpath("site", *page.folder.split("/")).iterdir():
        number, *marks, suffix = file.name.split(".")
        kind: Literal["html", "json"] = "json" if suffix == "json" else "html"
        found[int(number)] = Recording(file.read_bytes(), kind, int(number), "wall" in marks)
    return found
