"""What came of a play, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from year.check import Result


def figures(result: Result) -> dict[str, float]:
    """The figures that a test asks for."""
    pages, told, times = result.pages, result.told, result.times
    return {
        "looks": pages.looks,
        "changes": len(pages.found),
        "changes expected": _expected(result),
        "expected": told.expected,
        "once": told.once,
        "doubled": told.doubled,
        "doubled messages": len(told.messages_doubled),
        "lost": told.lost,
        "unasked": told.unasked,
        "digests": times.digests,
        "missing": times.missing,
        "kills": len([life for life in result.lives if life.kind in ("kill", "sending", "looking")]),
        "outages": result.outages,
    }


def lines(result: Result, wall: float, cpu: float) -> Iterator[str]:
    """A row for each figure."""
    pages, told, times = result.pages, result.told, result.times
    ends = Counter(life.kind for life in result.lives)
    kills = ends["kill"] + ends["sending"] + ends["looking"]
    rows = (
        ("virtual time", f"{result.seconds / 86400:.1f} days"),
        ("looks that brought a page", f"{pages.looks:,}"),
        ("longest time between two of an address", f"{result.longest_gap:.1f} h"),
        ("texts in the repository", f"{pages.states:,}"),
        ("of them stood between two looks", f"{pages.unseen:,}"),
        ("versions stored", f"{pages.versions:,}"),
        ("changes found / expected", f"{len(pages.found):,} / {_expected(result):,}"),
        ("looks at news ended by a kill", f"{pages.killed:,}"),
        ("looks at news left to a second look", f"{pages.doubted:,}"),
        ("messages to far ends", f"{told.notices:,}"),
        ("tellings of alarms", f"{result.alarms:,}"),
        ("deliveries expected", f"{told.expected:,}"),
        ("delivered once", f"{told.once:,}"),
        ("delivered twice", f"{told.doubled:,} (in {len(told.messages_doubled):,} messages)"),
        ("lost", f"{told.lost:,}"),
        ("told without being asked for", f"{told.unasked:,}"),
        ("digests on time / held up / missing", f"{times.on_time:,} / {times.held_up:,} / {times.missing:,}"),
        ("critical in quiet hours", f"{times.in_quiet:,}"),
        ("kills (while sending, while looking)", f"{kills:,} ({ends['sending']:,}, {ends['looking']:,})"),
        ("orderly restarts", f"{ends['stop']:,}"),
        ("outages", f"{result.outages:,}"),
        ("wall time", f"{wall:.0f} s ({cpu:.0f} s of CPU)"),
    )
    yield from (f"| {name} | {value} |" for name, value in (("what", "figure"), ("---", "---"), *rows))
    yield from (f"twice: {each}" for each in told.messages_doubled)
    yield from (f"WRONG: {each}" for each in result.errors[:50])
    if len(result.errors) > 50:
        yield f"WRONG: and {len(result.errors) - 50} more"


def _expected(result: Result) -> int:
    """Changes that there had to be: those found, and those of which the check says that they are missing."""
    return len(result.pages.found) + len([each for each in result.pages.errors if "was not found" in each])
