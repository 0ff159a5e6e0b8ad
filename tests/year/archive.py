"""What the sites had at each time: the states of each address, out of a git-scraping repository.

Nothing here knows the daemon. The same states are served by the site and are the ground truth at the end.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import PurePosixPath
from typing import Any, Protocol

from monitor.publishers.countries import country_code, country_slug
from monitor.read.markdown import to_html
from monitor.read.text import slugify

Files = Mapping[str, str]
"""Name -> hash of the content."""


class Blobs(Protocol):
    """Where the contents are: `monitor.backfill.git.Repository`, or a table."""

    def blob(self, hash: str) -> bytes:
        """One of them."""

    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class State:
    """An address as it stood from a time on."""

    at: float
    """Seconds since 1970."""
    files: Files


@dataclass(frozen=True, slots=True)
class Shape:
    """How a publisher serves the sections of a country."""

    publisher: str
    name: str
    """What the address is called in sources.yaml."""
    media_type: str
    entry: Mapping[str, Any]
    """What else its entry in sources.yaml says."""
    body: Callable[[str, Files, Blobs], bytes]
    holds: Callable[[str], bool]
    """Whether a file is shown there."""


@dataclass
class Site:
    """One address and its past."""

    shape: Shape
    folder: str
    country: str
    """ISO 3166-1 alpha-2."""
    states: list[State] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where it is served."""
        return f"/{self.shape.publisher}/{country_slug(self.country)}/{self.shape.name}"

    @property
    def place(self) -> str:
        """What the daemon calls it."""
        return self.path[1:]

    def number_at(self, seconds: float) -> int:
        """Which state stood at a time; -1 before the first."""
        return bisect_right(self.states, seconds, key=lambda state: state.at) - 1

    def body(self, number: int, blobs: Blobs) -> bytes:
        """What is served in a state; empty where the address is gone."""
        files = self.states[number].files
        return self.shape.body(self.folder, files, blobs) if self.is_there(number) else b""

    def is_there(self, number: int) -> bool:
        """Whether there is anything in a state; there is nothing before the first."""
        return number >= 0 and any(map(self.shape.holds, self.states[number].files))


@lru_cache(maxsize=4096)
def _html(hash: str, blobs: Blobs) -> str:
    """A section as HTML, without the title that the scraper wrote above it."""
    return to_html(_without_title(blobs.blob(hash).decode()))


def _without_title(text: str) -> str:
    return re.sub(r"\A# [^\n]*\n", "", text)


def _titles(files: Files, order: Iterable[str] = ()) -> list[str]:
    """The sections, in the page's order as far as it is known."""
    there = {PurePosixPath(name).stem for name in files if _section(name)}
    known = [title for title in order if title in there]
    return [*known, *sorted(there - set(known))]


def _info(files: Files, blobs: Blobs) -> dict[str, Any]:
    data = json.loads(blobs.blob(files["info.json"])) if "info.json" in files else {}
    return data if isinstance(data, dict) else {}


def _govuk(folder: str, files: Files, blobs: Blobs) -> bytes:
    """A document of the Content API (alphagov/publishing-api, `travel_advice`)."""
    info = _info(files, blobs)
    titles = _titles(files, [str(page.get("title")) for page in info.get("pages", [])])
    parts = [{"slug": slugify(title), "title": title, "body": _html(files[f"{title}.md"], blobs)} for title in titles]
    slug = slugify(folder)
    data = {
        "base_path": f"/foreign-travel-advice/{slug}",
        "document_type": "travel_advice",
        "schema_name": "travel_advice",
        "locale": "en",
        "title": f"{folder} travel advice",
        "details": {
            "alert_status": [],
            "change_description": info.get("update_reason") or "",
            "country": {"name": folder, "slug": slug},
            "reviewed_at": info.get("update_date"),
            "parts": parts,
        },
    }
    return json.dumps(data, ensure_ascii=False).encode()


_CANADA = {
    "risk": "advisories",
    "security": "security",
    "entryexit": "entry-exit",
    "health": "health",
    "laws": "laws-culture",
    "disasters": "disasters-climate",
}
"""Name of the section -> field of the open data."""


def _canada(folder: str, files: Files, blobs: Blobs) -> bytes:
    """The open data of one country (`cta-cap-XX.json`)."""
    info = _info(files, blobs)
    english = {"name": folder, "recent-updates": info.get("update_reason") or ""}
    english |= {_CANADA.get(name, name): _html(files[f"{name}.md"], blobs) for name in _titles(files)}
    published = {"asp": info.get("update_date") or ""}
    data = {"country-iso": country_code(folder), "date-published": published, "eng": english}
    return json.dumps({"metadata": {}, "data": data}, ensure_ascii=False).encode()


def _state(folder: str, files: Files, blobs: Blobs) -> bytes:
    """A country's page in State's layout until 2026, a panel a section."""
    titles = [
        str(page.get("title")) for page in _info(files, blobs).get("pages", []) if page.get("title") != "Advisory"
    ]
    panels = "".join(
        f'<div class="tsg-rwd-accordion-title-frame">{escape(title)}</div>'
        f'<div class="tsg-rwd-accordion-copy">{_html(files[f"{title}.md"], blobs)}</div>'
        for title in _titles({name: hash for name, hash in files.items() if name != "Advisory.md"}, titles)
    )
    name = f'<div class="tsg-rwd-csi-contry-name">{escape(folder)}</div>'
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(folder)} International Travel Information</title></head>'
        f"<body><main><h1>{escape(folder)}</h1>{name}{panels}</main></body></html>"
    ).encode()


def _advisory(folder: str, files: Files, blobs: Blobs) -> bytes:
    """The advisory as it lies in the repository: Markdown is served too."""
    return blobs.blob(files["Advisory.md"])


def _section(name: str) -> bool:
    return name.endswith(".md") and name != ".md"  # the repository has some without a name


def _panel(name: str) -> bool:
    return _section(name) and name != "Advisory.md"


_JSON, _HTML, _MARKDOWN = (f"{kind}; charset=utf-8" for kind in ("application/json", "text/html", "text/markdown"))
_ALL: Mapping[str, Any] = {"parts": "all"}
SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "unitedkingdom": (Shape("uk-fcdo", "travel-advice", _JSON, _ALL, _govuk, _section),),
    "canada": (Shape("ca-gac", "travel-advice", _JSON, _ALL, _canada, _section),),
    "unitedstates": (
        Shape("us-state", "information", _HTML, _ALL, _state, _panel),
        Shape("us-state", "travel-advisory", _MARKDOWN, {}, _advisory, "Advisory.md".__eq__),
    ),
}
"""Folder of the repository -> how its countries are served."""


def sites(
    commits: Iterable[tuple[float, Iterable[tuple[str, str]]]], wants: Callable[[str, str], bool] = lambda *_: True
) -> list[Site]:
    """The addresses of a repository with all their states.

    Args:
        commits: time, and the files that it left otherwise (path, hash; empty: none any more), the oldest first.
        wants: whether a country (folder of the publisher, folder of the country) is served.
    """
    found: dict[tuple[str, str], list[Site]] = {}
    files: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for at, changed in commits:
        touched = []
        for path, hash in changed:
            top, _, rest = path.partition("/")
            folder, _, name = rest.partition("/")
            if "/" in name or not name or top not in SHAPES or not wants(top, folder):
                continue
            if country_code(folder) is None:
                continue
            key = (top, folder)
            if hash:
                files[key][name] = hash
            else:
                files[key].pop(name, None)
            touched.append(key)
        for key in dict.fromkeys(touched):
            if key not in found:
                code = country_code(key[1])
                assert code is not None
                found[key] = [Site(shape, key[1], code) for shape in SHAPES[key[0]]]
            for site in found[key]:
                site.states.append(State(at, dict(files[key])))
    return _one_a_place(site for held in found.values() for site in held)


def _one_a_place(made: Iterable[Site]) -> list[Site]:
    """Where the repository has a country under two names, the one with more of a past."""
    held: dict[str, Site] = {}
    for site in made:
        other = held.get(site.place)
        if other is None or len(site.states) > len(other.states):
            held[site.place] = site
    return sorted(held.values(), key=lambda site: site.place)


class Bodies:
    """What is served, made when it is first asked for; the latest are kept."""

    def __init__(self, blobs: Blobs, most: int = 1000) -> None:
        self._blobs = blobs
        self._most = most
        self._made: OrderedDict[tuple[str, int], tuple[bytes, str]] = OrderedDict()

    def of(self, site: Site, number: int) -> tuple[bytes, str]:
        """Body and SHA-256 of an address in a state; both empty where it is gone."""
        key = (site.place, number)
        made = self._made.get(key)
        if made is None:
            body = site.body(number, self._blobs)
            made = body, hashlib.sha256(body).hexdigest() if body else ""
            self._made[key] = made
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        return made
