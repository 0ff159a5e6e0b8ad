"""How far something is that takes its time: a bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Moved = Callable[[str, int, int], None]
"""Moves the bar: what is being done, how much of it is done, and of how much."""


@contextmanager
def progress(*, is_shown: bool = True) -> Iterator[Moved]:
    """A bar that goes again when all is done; nothing where standard error is no terminal."""
    from monitor.cli.output import console

    err = console(stderr=True)
    if not is_shown or not err.is_terminal:
        yield lambda what, done, of: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)
