"""The pieces of a notice within the limits of a message: whole where there is room, in a line each where there is
little, else counted. Nothing is cut within a line, and so never within a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from monitor.report.names import many
from monitor.report.safe import safe_url
from notifiers.lines import BLANK, Line, Piece, Span, Told

Size = Callable[[Line], int]
"""What a line takes of the room, with its line break."""

_FOOT = 4
"""The foot has at most this part of a message."""


@dataclass(slots=True)
class Message:
    """What is sent at once."""

    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Of the pieces in it, also of those that are only counted."""
    used: int = 0
    pieces: int = 0
    is_list: bool = False
    """Whether its last piece is told in a line."""

    def add(self, piece: Piece, lines: Sequence[Line], size: Size) -> None:
        """Put lines of a piece at the end, with a blank line before them; pieces of a line each stand together."""
        is_list = tuple(lines) == (piece.short,)
        apart = [BLANK] if self.lines and not (is_list and self.is_list) else []
        self.lines += [*apart, *lines]
        self.names.append(piece.name)
        self.used += _cost([*apart, *lines], size)
        self.pieces, self.is_list = self.pieces + 1, is_list


def packed(told: Told, room: int, size: Size, most: int = 1, done: Collection[str] = ()) -> list[Message]:
    """The messages of a notice; none where all of it is done.

    Args:
        room: what a message holds, in the unit of `size`.
        most: how many messages there may be.
        done: names of pieces that have been taken already.
    """
    pieces = [piece for piece in (told.head, *told.items) if piece.name not in done]
    wants_foot = told.foot.name not in done
    if not pieces and not wants_foot:
        return []
    foot = fitted(told.foot, room // _FOOT, size) if wants_foot else ()
    # What is not told must be counted, whatever it comes to: there is always room for that.
    kept = _cost(foot, size) + size(_rest({piece.counted: 9_999 for piece in pieces}, told.whole)) + 2 * size(BLANK)
    shorts = [size(piece.short) if piece.short else 0 for piece in pieces]
    later = [*list(accumulate(reversed(shorts)))[::-1][1:], 0][: len(pieces)]
    messages, counted, is_all = [Message()], list(told.more), True
    for piece, reserve in zip(pieces, later, strict=True):
        if len(messages) < most and _cost(piece.lines + piece.ends, size) > room - messages[-1].used:
            is_long = _cost(piece.lines + piece.ends, size) > room - kept
            # A piece that no message holds begins where half of one is free; any other goes whole into the next.
            if messages[-1].pieces and not (is_long and messages[-1].used < room // 2):
                messages.append(Message())
        message, last = messages[-1], len(messages) == most
        free = room - message.used - (kept if last else 0) - size(BLANK)
        # What comes later is to have its line, if that leaves half of the room to what is told in full.
        spared = min(reserve, (room - kept) // 2) if last else 0
        lines = _chosen(piece, free, spared, size, is_first=message.pieces <= 1)
        is_all = is_all and tuple(lines) == piece.lines + piece.ends
        if lines:
            message.add(piece, lines, size)
        elif piece.counted:
            counted.append(piece.counted)
            message.names.append(piece.name)
    if room - messages[-1].used < kept and len(messages) < most:
        messages.append(Message())  # of the last one that there may be, so much was kept
    if counted or not is_all:
        messages[-1].add(Piece("rest", ()), [_rest(Counter(counted), told.whole)], size)
    if foot:
        messages[-1].add(told.foot, foot, size)
    return messages


def _chosen(piece: Piece, free: int, reserve: int, size: Size, *, is_first: bool) -> Sequence[Line]:
    """A piece as it fits: whole, or shortened where it is the first to be told; else in a line; else nothing."""
    whole = piece.lines + piece.ends
    if _cost(whole, size) <= free - reserve:
        return whole
    if is_first and (lines := fitted(piece, free - reserve, size)):
        return lines
    return (piece.short,) if piece.short and size(piece.short) <= free else ()


def fitted(piece: Piece, room: int, size: Size) -> tuple[Line, ...]:
    """As many lines of a piece as there is room for, and how many more there are; empty where not even one fits."""
    whole = piece.lines + piece.ends
    if _cost(whole, size) <= room:
        return whole
    ends = piece.ends if _cost(piece.ends, size) <= room // 2 else ()
    links = piece.links if piece.links and size(piece.links) <= room // 4 else ()
    left = room - _cost(ends, size) - size(_more(len(piece.lines))) - (size(links) if links else 0)
    shown: list[Line] = []
    for line in piece.lines:
        if (cost := 0 if links and line == links else size(line)) > left:
            break
        shown.append(line)
        left -= cost
    if not shown:
        return ends if piece.lines == () else ()
    stays = [links] if links and links not in shown else []
    more = len(piece.lines) - len(shown) - len(stays)
    return (*shown, *([_more(more)] if more else []), *stays, *ends)


def _more(number: int) -> Line:
    return (Span(f"… and {many(number, 'more line')}", "quiet"),)


def _rest(counted: Counter[str] | dict[str, int], whole: str) -> Line:
    """What is not told, and where it is: "Not in this message: 3 major, 12 minor. All of it: report"."""
    counts = ", ".join(
        many(number, what) if what == "alarm" else f"{number:,} {what}" for what, number in counted.items() if what
    )
    address = safe_url(whole)
    where = Span("report", url=address) if address else Span(whole, "code")
    return (Span(f"Not in this message: {counts}. All of it: " if counts else "All of it: ", "bold"), where)


def _cost(lines: Sequence[Line], size: Size) -> int:
    return sum(map(size, lines))
