"""Options that several commands share, and the values they take."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from monitor.errors import InputError

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

sources_option: Decorator = click.option(
    "--sources", "sources_path", default="sources.yaml", show_default=True, type=click.Path(path_type=Path),
    help="What to watch, and whom to tell.",
)  # fmt: skip
snapshots_option: Decorator = click.option(
    "--snapshots", "snapshots", default=None, type=click.Path(path_type=Path),
    help="Folder of what was seen; else as sources.yaml says, else ./snapshots.",
)  # fmt: skip


def format_option(*formats: str) -> Decorator:
    """`--format`; the first is the default."""
    return click.option("--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True)


country_option: Decorator = click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CC",
    help="Only this country (ISO code or English name); repeatable.",
)


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
            near = near_countries(name)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise InputError(f"--country {name!r} is no country: give an ISO 3166-1 code (KZ) or an English name{hint}")
        codes.append(code)
    return tuple(codes)


def store_folder(sources_path: Path, snapshots: Path | None) -> Path:
    """Where the store is: as told, else as sources.yaml says, else ./snapshots."""
    if snapshots is not None:
        return snapshots
    if not sources_path.exists() and sources_path == Path("sources.yaml"):
        return Path("snapshots")
    from monitor.sources.config import load

    return load(sources_path).snapshots


_AGO = re.compile(r"(\d+)\s*(m|h|d|w|min|hours?|days?|weeks?)", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment_of(option: str, text: str | None, now: datetime) -> datetime | None:
    """A time from "2026-01-07", "2026-01-07T09:00", "2026-01-07T09:00+01:00" or, back from now, "24h", "7d", "2w".

    A time without a zone is UTC.

    Raises:
        InputError: it is none of these.
    """
    if text is None:
        return None
    ago = _AGO.fullmatch(text.strip())
    try:
        if ago:
            return now - timedelta(**{_UNITS[ago[2][0].lower()]: int(ago[1])})
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        at = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise InputError(
            f"{option} {text!r} is no time: give a date (2026-01-07), a time (2026-01-07T09:00) or how long ago (24h, 7d)"
        ) from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
