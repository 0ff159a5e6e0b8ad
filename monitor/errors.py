"""Errors that a user can do something about: one sentence each, and the exit code that goes with it."""

from __future__ import annotations

import os

EXIT_SAME = 0
"""Nothing changed (or the command did what it was asked)."""
EXIT_NOT_WELL = 1
"""Of `monitor status` alone: it could tell how the watching stands, and not all is well."""
EXIT_CHANGED = 10
"""Something changed."""
EXIT_NOT_CHECKED = 3
"""Some page could not be checked, or something outside failed (network, disk, database)."""
EXIT_USAGE = 2
"""Wrong use, wrong configuration, unreadable input."""


class MonitorError(Exception):
    """What is wrong, where, and what to do: shown as it is, without a traceback."""

    exit_code = EXIT_USAGE


class ConfigError(MonitorError):
    """`sources.yaml` is wrong; the message holds one line an error."""


class InputError(MonitorError):
    """A file or an argument cannot be used."""


class UnreadableError(MonitorError):
    """Bytes that cannot be read as a page: binary, undecodable, or not what they say."""


class EmptyAnswerError(UnreadableError):
    """Bytes that can be read, and hold nothing of what was asked for."""


class StoreError(MonitorError):
    """The database or the snapshots cannot be used."""

    exit_code = EXIT_NOT_CHECKED


def why(error: OSError) -> str:
    """An operating-system error in plain words ("No such file or directory")."""
    return error.strerror or os.strerror(error.errno or 0) if error.errno else str(error)
