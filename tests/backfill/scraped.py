"""A small git-scraping repository, made by git, commit by commit, each with its date."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "unitedkingdom/Kazakhstan"
SAFETY = f"{FOLDER}/Safety and security.md"
INFO = f"{FOLDER}/info.json"
PAGE = "uk-fcdo/kazakhstan/safety-and-security"


@dataclass(frozen=True)
class Scraped:
    """The repository in a folder."""

    folder: Path

    def git(self, *args: str, **environ: str) -> str:
        named = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                 for what, value in (("NAME", "Scraper"), ("EMAIL", "scraper@example.org"))}  # fmt: skip
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *args],
            env={**os.environ, **named, **plain, **environ},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, at: str, files: dict[str, str | bytes | None]) -> str:
        """Write these files (None removes one), commit them at a time, and give the commit's hash."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", "scrape", GIT_COMMITTER_DATE=at, GIT_AUTHOR_DATE=at)
        return self.git("rev-parse", "HEAD")


def scraped_in(folder: Path) -> Scraped:
    """An empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Scraped(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


def on(day: int, hour: int = 6) -> str:
    """A time in January 2026, as git takes it."""
    return f"2026-01-{day:02}T{hour:02}:00:00+00:00"


def at(day: int, hour: int = 6) -> datetime:
    """The same, as the store gives it."""
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def police(number: str, rest: str = "") -> str:
    """A section of advice."""
    return f"# Safety and security\n\n## Emergencies\n\nCall the police on {number}.\n\n{rest}"
