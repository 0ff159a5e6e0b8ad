"""What is played: which pages, whose wishes, at which ports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from year.archive import Blobs, Site


@dataclass(frozen=True)
class Scene:
    """One play."""

    seed: int
    sites: Sequence[Site]
    opened: Opened
    """Where the contents of the pages are."""
    recipients: Sequence[Mapping[str, Any]]
    """As sources.yaml has them."""
    secrets: Mapping[str, str]
    """Name of a variable -> service and path of the address that it holds."""
    every: str
    """How often pages are looked at."""
    look_round: int = 1
    """Minutes between two looks into the outbox; the daemon's own one minute is three quarters of a million of them in
    17 months, which is most of the time that a long play takes."""
    ports: Mapping[str, int] = field(default_factory=dict)
    """Where the sites (by publisher) and the far ends are."""

    def blobs(self) -> AbstractContextManager[Blobs]:
        """The contents of the pages; each process opens them for itself."""
        return self.opened.open()

    @property
    def services(self) -> list[str]:
        """All that can fail."""
        return [*sorted({site.shape.publisher for site in self.sites}), "smtp", "slack", "hook"]

    @property
    def environ(self) -> dict[str, str]:
        """The variables that sources.yaml names."""
        pairs = {name: where.partition("/") for name, where in self.secrets.items()}
        return {name: f"{self._url(service)}/{path}" for name, (service, _, path) in pairs.items()}

    def _url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.ports[service]}"

    def write(self, folder: Path) -> None:
        """Write sources.yaml; YAML takes JSON."""
        (folder / "sources.yaml").write_text(json.dumps(self._sources(), indent=1), encoding="utf-8")

    def _sources(self) -> dict[str, Any]:
        return {
            "contact": "https://example.org/about",
            "defaults": {
                "every": self.every,
                "pace": "0s",
                "at_once": 20,
                "allow_private": [f"127.0.0.1:{port}" for port in self.ports.values()],
            },
            "sources": [
                {
                    "publisher": site.shape.publisher,
                    "country": site.country,
                    "name": site.shape.name,
                    "url": self._url(site.shape.publisher) + site.path,
                    **site.shape.entry,
                }
                for site in self.sites
            ],
            "recipients": list(self.recipients),
            "delivery": {
                "email": {
                    "host": "127.0.0.1",
                    "port": self.ports["smtp"],
                    "security": "none",
                    "from": "Monitor <monitor@example.org>",
                }
            },
        }


class Opened:
    """Contents that need no opening: a table, by hash."""

    def __init__(self, table: Mapping[str, bytes]) -> None:
        self._table = table

    def blob(self, hash: str) -> bytes:
        """One of them."""
        return self._table[hash]

    @contextmanager
    def open(self) -> Iterator[Blobs]:
        """Itself."""
        yield self


class InRepository(Opened):
    """Contents of a git repository."""

    def __init__(self, path: Path) -> None:
        super().__init__({})
        self.path = path

    @contextmanager
    def open(self) -> Iterator[Blobs]:
        """A reader of the repository, with a process of its own."""
        from monitor.backfill.git import Repository

        with Repository(self.path) as repository:
            yield repository
