"""Writing to the terminal, to a pipe, or to a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.errors import InputError, why

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.clusters.cluster import Cluster
    from monitor.compare.change import Change

PIPE_WIDTH = 120
"""Columns of running text where the output is no terminal."""
_READABLE = 30
"""Columns of a table's cell below which its words are cut up too much."""


def console(*, stderr: bool = False) -> Console:
    """A console that never reads page text as markup, and is plain where it is no terminal."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            """Rich would end the program here, with an exit code of its own."""
            raise BrokenPipeError

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Plain(stderr=stderr, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def say(line: str = "") -> None:
    """Print a safe line of running text, folded where it is longer than a terminal is wide; whole into a pipe or file,
    where it is looked for."""
    if sys.stdout.isatty():
        console().print(line)
    else:
        sys.stdout.write(f"{line}\n")  # rich is slow to import, and nothing is left for it to do


def write(text: str, output: Path | None = None) -> None:
    """Write a document to standard output ("-" too), or to a file, whole or not at all. Documents are UTF-8 everywhere.

    Raises:
        InputError: the file cannot be written.
    """
    data = (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")
    if output is None or output == Path("-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _write_file(output, data)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {why(error)}") from None


def _write_file(output: Path, data: bytes) -> None:
    target = output.resolve()  # the file that a link stands for, not the link
    if target.exists() and not target.is_file():  # /dev/null and the like
        target.write_bytes(data)
        return
    draft = target.parent / f".{target.name}.part"
    try:
        draft.write_bytes(data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def write_json(value: Any, output: Path | None = None) -> None:
    """Write a value as one JSON document."""
    from monitor.report.safe import safe_json

    write(safe_json(json.dumps(value, ensure_ascii=False, indent=2)), output)


def table(heads: list[str], rows: list[list[str]]) -> None:
    """A table; page text in it does no harm.

    On a terminal with lines, or where that is too narrow a paragraph a row; elsewhere a line a row, however long, for
    who cuts it up further.
    """
    from monitor.report.safe import safe_line

    safe = [[safe_line(cell) for cell in row] for row in rows]
    widths = [max(map(_cell_len, column)) for column in zip(heads, *safe, strict=True)]
    if not sys.stdout.isatty():
        for row in (heads, *safe):
            cells = (cell + " " * (width - _cell_len(cell)) for cell, width in zip(row, widths, strict=True))
            sys.stdout.write("  ".join(cells).rstrip() + "\n")
        return
    out = console()
    if widths[0] + sum(min(width, _READABLE) + 2 for width in widths[1:]) <= out.width:
        _ruled(heads, safe, out)
    else:
        _stacked(heads, safe, out)


def _cell_len(safe: str) -> int:
    """How many columns a safe text takes."""
    if safe.isascii():
        return len(safe)
    from rich.cells import cell_len  # slow to import

    return cell_len(safe)


def _ruled(heads: list[str], rows: list[list[str]], out: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        made.add_column(head, overflow="fold", no_wrap=number == 0)  # the first is a name that people copy
    for row in rows:
        made.add_row(*map(Text, row))
    out.print(made)


def _stacked(heads: list[str], rows: list[list[str]], out: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    for row in rows:
        # A number says nothing without its head; all else speaks for itself.
        first, *rest = (
            f"{head.lower()} {cell}" if cell.isdecimal() else cell for head, cell in zip(heads, row, strict=True)
        )
        out.print(Text(first, "bold"), soft_wrap=True)
        out.print(Padding(Text("  ".join(filter(None, rest)), overflow="fold"), (0, 0, 0, 2)))


def print_change(change: Change, format_: str, output: Path | None = None, more: Sequence[str] = ()) -> None:
    """One change in full, as "text", "markdown", "html" or "json".

    Args:
        more: safe lines that stand below the text form.
    """
    from monitor.report import detail

    if format_ == "text" and output is None:
        out = console()
        detail.print_change(change, out)
        for line in more:
            out.print(line, soft_wrap=True)
        return
    if format_ == "text":
        from monitor.report.outline import outline_of_one
        from monitor.report.terminal import plain

        write(plain(outline_of_one(change), PIPE_WIDTH) + "".join(f"{line}\n" for line in more), output)
        return
    renderers = {"markdown": detail.render_markdown, "html": detail.render_html, "json": detail.render_json}
    write(renderers[format_](change), output)


def print_cluster(cluster: Cluster, changes: Sequence[Change], format_: str, output: Path | None = None) -> None:
    """One edit on many pages in full, as "text", "markdown", "html" or "json".

    Args:
        changes: all of the cluster's.
    """
    from monitor.report import html, json_, markdown, terminal
    from monitor.report.outline import outline_of_cluster

    if format_ == "json":
        write_json(json_.cluster_object(cluster, changes), output)
        return
    parts = outline_of_cluster(cluster, changes)
    if format_ == "text" and output is None:
        terminal.print_outline(parts, console())
    elif format_ == "text":
        write(terminal.plain(parts, PIPE_WIDTH), output)
    else:
        write({"markdown": markdown, "html": html}[format_].render_outline(parts), output)
