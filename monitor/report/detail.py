"""One change in full: all facts, passages, sections and links, with nothing shortened."""

from __future__ import annotations

from rich.console import Console

from monitor.compare.change import Change, to_json
from monitor.report.json_ import dumps
from monitor.report.outline import outline_of_one


def print_change(change: Change, console: Console) -> None:
    """Prints a change on a console, as wide as it is."""
    from monitor.report.terminal import print_outline

    print_outline(outline_of_one(change), console)


def render_markdown(change: Change) -> str:
    """A change as Markdown."""
    from monitor.report.markdown import render_outline

    return render_outline(outline_of_one(change))


def render_html(change: Change) -> str:
    """A change as a whole HTML document."""
    from monitor.report.html import render_outline

    return render_outline(outline_of_one(change))


def render_json(change: Change) -> str:
    """A change as exactly one JSON object, by the contract `advisory-change/1`."""
    return dumps(to_json(change))
