"""How sites are asked, as sources.yaml says it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import why
from monitor.fetch.asking import Asking, HostRules, user_agent

if TYPE_CHECKING:
    from monitor.sources.config import Config
    from monitor.sources.manners import Defaults, HostEntry

log = logging.getLogger(__name__)

_STEPS = 4
"""How many times as long as one step of a visit all of it may take: an answer that drips ends, a slow one does not."""


def asking_of(config: Config, environ: Mapping[str, str] = os.environ) -> Asking:
    """The manners of the client for a configuration."""
    defaults = config.defaults
    return Asking(
        user_agent=user_agent(config.contact, version("advisory-monitor")),
        timeout=defaults.timeout.total_seconds(),
        total=_STEPS * defaults.timeout.total_seconds(),
        max_size=defaults.max_size,
        rules=HostRules(pace=defaults.pace.total_seconds(), at_once=defaults.at_once),
        hosts={entry.host: _rules(entry, defaults) for entry in config.hosts},
        retry_for=defaults.retry_for.total_seconds(),
        turns=turns_folder(environ),
        allow_private=frozenset(defaults.allow_private),
    )


def turns_folder(environ: Mapping[str, str]) -> Path | None:
    """The folder in which the programs of this user on this machine take turns, made where it is missing.

    It lies where the XDG Base Directory Specification has programs keep their state: `XDG_STATE_HOME`, or
    `~/.local/state`. None where it cannot be made; then each program keeps the pace by itself, and says so once.
    """
    base = environ.get("XDG_STATE_HOME", "")
    try:
        # By the same specification a path that is not absolute is to be ignored.
        state = Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "state"
        folder = state / "advisory-monitor" / "turns"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: nobody knows where the home is
        shown = why(error) if isinstance(error, OSError) else str(error)
        log.warning(
            "There is no folder for turns (%s): other programs on this machine may ask a host at the same time; "
            "set XDG_STATE_HOME to a folder that can be written",
            shown,
        )
        return None
    return folder


def _rules(entry: HostEntry, defaults: Defaults) -> HostRules:
    """The rules of a host: its own, and for the rest those of all."""
    pace = defaults.pace if entry.pace is None else entry.pace
    at_once = defaults.at_once if entry.at_once is None else entry.at_once
    return HostRules(pace.total_seconds(), at_once, entry.permission or "")
