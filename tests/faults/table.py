"""What was observed, as Markdown tables: they stand in `docs/faults.md`, after a line that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from faults.fault import Fault, Observed
from faults.nights import Night, Told

DOCUMENT = Path(__file__).parents[2] / "docs/faults.md"
BEGINS = "<!-- What follows is written by `python -m tests.faults --write`. -->"
HEAD = ("| What goes wrong | What is said | Exit | In the store meanwhile | When it is over |", "|---|---|---|---|---|")
NIGHT_HEAD = ("| Recipient | Told, by the clock of London |", "|---|---|")


def row(fault: Fault, seen: Observed) -> str:
    """A fault and what came of it."""
    said = f"`{_cell(seen.said)}`" if seen.said else "nothing"
    return f"| {_cell(fault.name)} | {said} | {seen.code} | {_cell(seen.stored)} | {_cell(seen.over)} |"


def night_row(recipient: str, told: Sequence[Told]) -> str:
    """A recipient, and when a night told it of which changes."""
    times = [f"{each.at:%a %H:%M %Z} ({', '.join(each.changes) or 'no change'})" for each in told]
    return f"| {recipient} | {'; '.join(times)} |"


def tables(
    themes: Mapping[str, Iterable[tuple[Fault, Observed]]], nights: Mapping[Night, Mapping[str, Sequence[Told]]]
) -> Iterator[str]:
    """All tables, a theme after the other."""
    for theme, rows in themes.items():
        yield from ("", f"### {theme}", "", *HEAD)
        yield from (row(fault, seen) for fault, seen in rows)
    for night, told in nights.items():
        yield from ("", f"### The night on which {night.name}", "", *NIGHT_HEAD)
        yield from (night_row(recipient, each) for recipient, each in told.items())


def written() -> list[str]:
    """The rows that the document holds."""
    _, _, after = DOCUMENT.read_text(encoding="utf-8").partition(BEGINS)
    return [line for line in after.splitlines() if line.startswith("| ") and line not in (HEAD[0], NIGHT_HEAD[0])]


def write(lines: Iterable[str]) -> None:
    """Put the tables into the document in place of those that it holds."""
    before, _, _ = DOCUMENT.read_text(encoding="utf-8").partition(BEGINS)
    DOCUMENT.write_text("\n".join([f"{before}{BEGINS}", *lines, ""]), encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
