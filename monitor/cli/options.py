"""Options that several commands share, and the values they take."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.errors import ConfigError, InputError

if TYPE_CHECKING:
    from monitor.sources.config import Config
    from monitor.sources.page import Address

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

SOURCES = Path("sources.yaml")
SNAPSHOTS = Path("snapshots")

sources_option: Decorator = click.option(
    "--sources", "sources_path", default=SOURCES, show_default=True, type=click.Path(path_type=Path),
    help="What to watch, and whom to tell.",
)  # fmt: skip
sources_if_any_option: Decorator = click.option(
    "--sources", "sources_path", default=None, type=click.Path(path_type=Path),
    help="What is watched, and where the snapshots are.  [default: sources.yaml, if there is one]",
)  # fmt: skip
_snapshots: Decorator = click.option(
    "--snapshots", "snapshots", default=None, type=click.Path(path_type=Path),
    help="Folder of what was seen.  [default: as sources.yaml says, else snapshots]",
)  # fmt: skip


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--sources` and `--snapshots` of a command that looks at what is stored; `stored()` makes sense of the two."""
    return sources_if_any_option(_snapshots(command))


def format_option(*formats: str) -> Decorator:
    """`--format`; the first is the default."""
    return click.option("--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True)


output_option: Decorator = click.option(
    "--output", "-o", type=click.Path(path_type=Path), default=None, help="Write to this file."
)
country_option: Decorator = click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CC",
    help="Only this country (ISO code or English name); repeatable.",
)

publisher_option: Decorator = click.option(
    "--publisher", "publishers", multiple=True, metavar="ID", help="Only this publisher; repeatable."
)

page_option: Decorator = click.option(
    "--page",
    "pages",
    multiple=True,
    metavar="PAGE",
    help="Only this page, or all whose ids begin so (uk-fcdo/kazakhstan); repeatable.",
)


@dataclass(frozen=True, slots=True)
class Stored:
    """Where what was seen is, and what is watched."""

    folder: Path
    addresses: tuple[Address, ...] | None
    """None where no sources.yaml says it."""


def stored(sources_path: Path | None, snapshots: Path | None) -> Stored:
    """What `--sources` and `--snapshots` name; where neither is given, what lies in this folder.

    Raises:
        ConfigError: sources.yaml is wrong.
    """
    if sources_path is None and (snapshots is not None or not SOURCES.exists()):
        return Stored(snapshots or SNAPSHOTS, None)
    from monitor.sources.addresses import addresses

    config = _load_without_secrets(sources_path or SOURCES)
    return Stored(snapshots or config.snapshots, addresses(config))


def config_if_any(sources_path: Path | None) -> Config | None:
    """The sources.yaml that `--sources` names, or that lies in this folder; None where there is none.

    Raises:
        ConfigError: it is wrong.
    """
    if sources_path is None and not SOURCES.exists():
        return None
    return _load_without_secrets(sources_path or SOURCES)


_STAND_IN = "https://not-set.invalid/"
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def _load_without_secrets(path: Path) -> Config:
    """A sources.yaml for who only looks at what is stored: the secrets of the channels need not be set for that."""
    from monitor.sources.config import load

    try:
        return load(path)
    except ConfigError:
        try:
            names = _REFERENCE.findall(path.read_text(encoding="utf-8"))
            return load(path, dict.fromkeys(names, _STAND_IN) | dict(os.environ))
        except (ConfigError, OSError, ValueError):
            pass
        raise


def countries_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """ISO 3166-1 codes of what `--country` was given.

    Raises:
        InputError: one of them is no country; with the nearest names.
    """
    from monitor.publishers.countries import country_code, near_countries

    codes = []
    for name in names:
        code = country_code(name)
        if code is None:
            hint = did_you_mean(near_countries(name))
            raise InputError(f"--country {name!r} is no country: give an ISO 3166-1 code (KZ) or an English name{hint}")
        codes.append(code)
    return tuple(codes)


def did_you_mean(names: list[str]) -> str:
    """The end of a sentence about a name that is none."""
    return f"; did you mean {' or '.join(names)}?" if names else ""


_AGO = re.compile(r"(\d+)\s*(m|h|d|w|min|minutes?|hours?|days?|weeks?)", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment_of(option: str, text: str | None, now: datetime) -> datetime | None:
    """A time from "2026-01-07", "2026-01-07T09:00", "2026-01-07T09:00+01:00" or, back from now, "24h", "7d", "2w".

    A time without a zone is UTC.

    Raises:
        InputError: it is none of these.
    """
    if text is None:
        return None
    given = text.strip()
    ago = _AGO.fullmatch(given)
    try:
        if ago:
            return now - timedelta(**{_UNITS[ago[2][0].lower()]: int(ago[1])})
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
            day = date.fromisoformat(given)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        at = datetime.fromisoformat(given)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        allowed = "a date (2026-01-07), a time (2026-01-07T09:00) or how long ago (24h, 7d)"
        raise InputError(f"{option} {text!r} is no time: give {allowed}") from None


def warn_of_publisher(id: str) -> None:
    """Say so where a publisher that was named is none of those that are known: it may be a slip of typing."""
    from monitor.publishers import KNOWN

    if id and id not in KNOWN:
        known = ", ".join(KNOWN)
        click.echo(f"monitor: {id!r} is no publisher known here ({known}): general rules are used", err=True)
