"""Tables: rows with their column heads, or mere layout."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

from monitor.read.lines import Line, line_of
from monitor.read.seen import HEADINGS
from monitor.read.text import normal

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_LONG = 60
"""Words in a cell that make one ask whether the table is a layout: a page, and not a value."""
_MOST_SPAN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells that hold anything, each with the head of its column."""

    cells: tuple[str, ...]
    heads: tuple[str, ...]
    """One a cell; empty where the table has none."""
    links: list[tuple[str, str]]


def rows_of(table: Tag) -> Iterator[tuple[Tag, bool]]:
    """The rows of a table itself, not of tables inside it, and whether each stands in its `thead`."""
    for child in table.contents:
        if not isinstance(child, Tag):
            continue
        if child.name == "tr":
            yield child, False
        elif child.name in _GROUPS:
            for row in child.find_all("tr", recursive=False):
                yield row, child.name == "thead"


def cells_of(row: Tag) -> list[Tag]:
    """The cells of a row."""
    return row.find_all(["td", "th"], recursive=False)


def is_layout(table: Tag) -> bool:
    """Whether a table only puts things beside one another: its cells are parts of the page, one after the other."""
    if table.get("role") in ("presentation", "none") or table.find("table"):
        return True
    rows = [cells_of(row) for row, _ in rows_of(table)]
    if all(len(cells) <= 1 for cells in rows) and not table.find("th"):
        return True
    return any(cell.name == "td" and _is_page(cell) for cells in rows for cell in cells)


def _is_page(cell: Tag) -> bool:
    if not any(isinstance(child, Tag) for child in cell.contents):
        return False  # most cells; to look for elements in each takes longer than all else
    return cell.find(list(HEADINGS)) is not None or (
        len(cell.find_all(["p", "li"])) > 2 and len(cell.get_text(" ").split()) > _LONG
    )


def read_rows(table: Tag) -> Iterator[Row]:
    """The rows of a table of data. A cell that spans rows is said in each of them: without it they say nothing."""
    heads: dict[int, str] = {}
    spanning: dict[int, tuple[int, Line, str]] = {}
    first = True
    has_th = table.find("th") is not None
    for row, in_head in rows_of(table):
        lines = [placed for placed in _placed(cells_of(row), spanning) if placed[-1]]
        if not lines:
            continue
        names = all(cell is None or cell.name == "th" for _, _, cell, _, _ in lines) or (
            first and not has_th and len(lines) > 1 and all(line.is_bold for *_, line, _ in lines)
        )
        named = [heads.get(column) or _stacked(cell) for column, _, cell, _, _ in lines]
        yield Row(
            cells=tuple([text for *_, text in lines]),
            heads=tuple(named) if any(named) and not names else (),
            links=[link for *_, cell, line, _ in lines if cell is not None for link in line.links],
        )
        if names and (in_head or not heads):
            for column, span, _, _, text in lines:
                for at in range(column, column + span):
                    heads[at] = f"{heads[at]} {text}" if at in heads else text
        first = False


def _placed(
    cells: list[Tag], spanning: dict[int, tuple[int, Line, str]]
) -> Iterator[tuple[int, int, Tag | None, Line, str]]:
    """Cells with their column, width, line and text; None for a cell of a row above that reaches down here."""
    above = dict(spanning)
    spanning.clear()
    waiting = deque(cells)
    last = max(above, default=-1)
    column = 0
    while waiting or column <= last:
        if column in above:
            left, line, text = above.pop(column)
            if left > 1:
                spanning[column] = (left - 1, line, text)
            yield column, 1, None, line, text
            column += 1
        elif waiting:
            cell = waiting.popleft()
            line, width, height = line_of(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            text = line.text
            if height > 1:
                spanning[column] = (height - 1, line, text)
            yield column, width, cell, line, text
            column += width
        else:
            column += 1


def _stacked(cell: Tag | None) -> str:
    """The head that a cell carries itself, for screens on which its table is a list of labels and values."""
    return normal(str(cell.get("data-label", ""))) if cell is not None else ""


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name, "1")).strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdigit() else 1
