"""Writing to the terminal, to a pipe, or to a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.errors import InputError, why

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.compare.change import Change

PIPE_WIDTH = 120
"""Columns where the output is no terminal."""


def console(*, stderr: bool = False) -> Console:
    """A console that never reads page text as markup, and is plain where it is no terminal."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def write(text: str, output: Path | None = None) -> None:
    """Write a text to standard output, or to a file: whole or not at all.

    Raises:
        InputError: the file cannot be written.
    """
    if not text.endswith("\n"):
        text += "\n"
    if output is None:
        sys.stdout.write(text)
        return
    draft = output.with_name(output.name + ".part")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(output)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputError(f"{output}: cannot be written: {why(error)}") from None


def write_json(value: Any, output: Path | None = None) -> None:
    """Write a value as one JSON document."""
    write(json.dumps(value, ensure_ascii=False, indent=1, default=str), output)


def table(heads: list[str], rows: list[list[str]]) -> None:
    """A table: with lines on a terminal, plain columns elsewhere; page text in it does no harm."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from monitor.report.safe import safe_line

    out = console()
    made = Table(box=box.SIMPLE_HEAD if out.is_terminal else None, pad_edge=False, show_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        made.add_column(head, overflow="fold", no_wrap=number == 0)  # the first is a name that people copy
    for row in rows:
        made.add_row(*(Text(safe_line(cell)) for cell in row))
    out.print(made)


def print_change(change: Change, format_: str, output: Path | None = None) -> None:
    """One change in full, as "text", "markdown", "html" or "json"."""
    from monitor.report import detail

    if format_ == "text" and output is None:
        detail.print_change(change, console())
        return
    if format_ == "text":
        from monitor.report.outline import outline_of_one
        from monitor.report.terminal import plain

        write(plain(outline_of_one(change), PIPE_WIDTH), output)
        return
    renderers = {"markdown": detail.render_markdown, "html": detail.render_html, "json": detail.render_json}
    write(renderers[format_](change), output)
