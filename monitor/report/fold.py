"""Lines of a width, broken between words but never within a number that is written in groups."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from monitor.report.words import breaks


def fold(text: Text, width: int, first: str = "", rest: str = "") -> list[Text]:
    """The text as lines of at most `width` cells, with `first` before the first line and `rest` before the others.

    A word or number that is longer than a line stands on a line of its own and sticks out: an address that is broken
    cannot be opened.
    """
    plain = text.plain
    cuts: list[int] = []
    begin = last = 0
    used = cell_len(first)
    for place in [*breaks(plain), len(plain)]:
        size = cell_len(plain[last:place])
        if last > begin and used + size > width:
            cuts.append(last)
            begin = last + len(plain[last:place]) - len(plain[last:place].lstrip())
            used, size = cell_len(rest), cell_len(plain[begin:place])
        used, last = used + size, place
    lines = [_without_leading_space(line) if cuts else line for line in text.divide(cuts)]
    return [Text.assemble(rest if index else first, line) for index, line in enumerate(lines)]


def _without_leading_space(line: Text) -> Text:
    begin = len(line.plain) - len(line.plain.lstrip())
    return line[begin:] if begin < len(line) else Text("")
