"""A report on a terminal; without colours, links or lines drawn where the output is no terminal (a pipe, a mail)."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from monitor.compare.change import LinkChange, LinkEnd
from monitor.report.alarms import AlarmItem
from monitor.report.fold import fold
from monitor.report.names import some
from monitor.report.outline import MOST_NOT_CHECKED, Outline, not_checked_line, outline
from monitor.report.passages import FactLine, Passage
from monitor.report.phrases import (
    Quote,
    announcement,
    ellipsis,
    evidence_words,
    headings,
    passage_kind,
    quotes,
    section_words,
    seen,
)
from monitor.report.reader import Reader
from monitor.report.report import Report
from monitor.report.safe import isolated, safe_line, safe_url
from monitor.report.view import ItemView

_Piece = str | Text | tuple[str, str]
_WIDEST = 110
"""Cells; longer lines are hard to read."""
_KIND = 12
"""Cells of the column that says what kind of thing a line is."""
_STYLES = {"critical": "bold red", "major": "bold yellow", "minor": "bold cyan", "none": "bold"}
_ALARM = "bold magenta"
_GONE, _NEW, _QUIET = "red strike", "green", "dim"
_BRACKETS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}


def print_report(report: Report, console: Console) -> None:
    """Prints a report on a console, as wide as it is."""
    print_outline(outline(report), console)


def render(report: Report, width: int = 78) -> str:
    """A report as plain text, for a mail or a file."""
    return plain(outline(report), width)


def plain(parts: Outline, width: int) -> str:
    """An outline as plain text."""
    console = Console(file=StringIO(), width=width, force_terminal=False, color_system=None, legacy_windows=False)
    print_outline(parts, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def print_outline(parts: Outline, console: Console) -> None:
    """Prints an outline on a console, as wide as it is."""
    _Printer(console).everything(parts)


class _Printer:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = max(40, min(console.width, _WIDEST))

    def line(self, *pieces: _Piece, first: str = "", rest: str | None = None) -> None:
        text = Text.assemble(*pieces)
        for line in fold(text, self.width, first, first if rest is None else rest):
            line.rstrip()
            if not self.console.encoding.startswith("utf"):
                line.plain = line.plain.encode(self.console.encoding, "replace").decode(self.console.encoding)
            self.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)

    def row(self, kind: str, *pieces: _Piece) -> None:
        """A line of an item, with its kind in a column of its own."""
        self.line(*pieces, first=f"  {kind:<{_KIND}}", rest=" " * (_KIND + 2))

    def everything(self, parts: Outline) -> None:
        title, words = _page_text(parts.title), parts.count_words
        gap = self.width - cell_len(title) - len(words)
        if gap < 2:
            self.line((title, "bold"))
            self.line(words)
        else:
            self.line((title, "bold"), " " * gap, words)
        if parts.watched:
            self.line(" ".join(parts.watched))
        for item in parts.items:
            self.line()
            self.item(item)
        self.named(parts)
        for alarm in parts.alarms:
            self.line()
            self.alarm(alarm)
        if parts.not_checked:
            self.line()
            self.line(("Not checked: nobody can say whether these pages changed", "bold"))
            for page in parts.not_checked[:MOST_NOT_CHECKED]:
                self.line(
                    f"{_page_text(page.title)} ({_page_text(page.page_id)}): ",
                    _page_text(not_checked_line(page, parts.reader)),
                    first="  ",
                    rest="    ",
                )
        if parts.moved:
            self.line()
            self.line(("Moved: look whether sources.yaml should name the new address", "bold"))
            for line in parts.moved:
                self.line(safe_line(line), first="  ", rest="    ")
        if parts.dates:
            self.line()
            self.line(("Dates on the pages", "bold"))
            for line in parts.dates:
                self.line(safe_line(line), first="  ", rest="    ")
        if parts.counted:
            self.line()
            for line in parts.counted:
                self.line(line)
        if parts.licences:
            self.line()
            for line in parts.licences:
                self.line((safe_line(line), _QUIET))
        self.evidence(parts.items, parts.reader)

    def named(self, parts: Outline) -> None:
        if not parts.left_words:
            return
        self.line()
        self.line((parts.left_words, "bold"))
        for each in parts.named:
            command = f"  ({each.command})" if each.command else ""
            self.line(_page_text(each.line), (command, _QUIET), first="  ", rest="    ")
        if parts.left_out:
            self.line(f"and {parts.left_out:,} more", first="  ")
        self.row("all of it", parts.whole)

    def alarm(self, item: AlarmItem) -> None:
        self.line((item.label, _ALARM), "  ", (safe_line(item.title), "bold"), rest=" " * 4)
        if item.dateline:
            self.line((safe_line(item.dateline), _QUIET), first="  ")
        self.line(safe_line(item.sentence), first="  ", rest="    ")
        if item.seen:
            self.line(item.seen, first="  ", rest="    ")
        if item.pages:
            self.row("pages", safe_line(item.page_names))
        if (address := safe_url(item.url)) is not None:
            self.row("page", address)

    def item(self, item: ItemView) -> None:
        weight = item.significance.upper()
        self.line((f"{weight:<8}", _STYLES[item.significance]), "  ", (safe_line(item.title), "bold"), rest=" " * 10)
        if item.remark:
            self.line((_page_text(item.remark), "bold"), first="  ")
        self.passages(item.first, item.title)
        if item.dateline:
            self.line((_page_text(", ".join(item.dateline)), _QUIET), first="  ", rest="    ")
        self.announcement(item)
        if item.pages:
            self.row("pages", f"{_page_text(some(list(item.page_names), 12))} ({item.pages_line})")
        if item.quoted_from:
            self.row("", (f"quoted from {_page_text(item.quoted_from)}", _QUIET))
        for name, address in (*item.follow, *item.commands):
            self.row(name, address)
        if item.reasons:
            self.row("why", _page_text("; ".join(item.reasons)))
        self.passages(item.then, item.title)
        for section in item.sections:
            self.row("section", _page_text(section_words(section)))
        for link in item.links:
            self.row("link", _link(link))
        if item.left_out:
            self.row("left out", safe_line("; ".join(item.left_out)))
        for number, member in enumerate(item.members):
            name = f"{_page_text(member.title)}{f', change {member.change}' if member.change is not None else ''}"
            about = "".join(f", {each}" for each in member.about)
            self.row("" if number else "pages", name, (safe_line(about), _QUIET))

    def announcement(self, item: ItemView) -> None:
        label, said = announcement(item)
        if label:
            self.line((label, "bold" if item.is_silent else ""), _page_text(said), first="  ", rest="    ")

    def passages(self, passages: Sequence[Passage], title: str) -> None:
        for passage, heading in zip(passages, headings(passages, title), strict=True):
            if heading:
                self.line((_page_text(heading), "underline"), first="  ")
            for fact in passage.facts:
                self.row(fact.kind, *_fact(fact))
            kind = "" if passage.facts else passage_kind(passage)
            for quote in quotes(passage):
                self.row(kind, *_quote(quote))
                kind = ""

    def evidence(self, items: Sequence[ItemView], reader: Reader) -> None:
        known = [item for item in items if any(each.before.sha256 or each.after.sha256 for each in item.evidence)]
        if not known:
            return
        self.line()
        self.line((f"Evidence: {evidence_words(known)}", "bold"))
        for item in known:
            for each in item.evidence:
                number = "" if each.change is None else f"change {each.change}  "
                self.line(f"{number}{_page_text(each.page)}", first="  ")
                for name, version in (("before", each.before), ("after", each.after)):
                    line = f"{name:<8}{seen(version, reader)}  {each.digest(version)}"
                    self.line(safe_line(line), first="    ", rest=" " * 12)
            if item.evidence_more:
                self.line(item.evidence_more, first="  ", rest="    ")


def _fact(fact: FactLine) -> list[_Piece]:
    pieces: list[_Piece] = [_page_text(fact.label), "  "] if fact.label else []
    before, after = (_page_text(side) if side else "" for side in (fact.before, fact.after))
    if fact.change == "changed" and before and after:
        pieces += [(before, _GONE), "  ->  ", (after, f"bold {_NEW}")]
    else:
        pieces.append(fact.change)
        if before or after:
            pieces += ["  ", (before or after, _GONE if before else f"bold {_NEW}")]
    if fact.about:
        pieces += [f"  ({fact.about})"]
    return pieces


def _quote(quote: Quote) -> list[_Piece]:
    """Quoted page text; what changed stands in brackets, so that it is seen without colours too."""
    pieces: list[_Piece] = []
    for position, mark in enumerate(quote.marks):
        before, after = safe_line(mark.before), safe_line(mark.after)
        if mark.op == "same":
            pieces.append(before)
        elif mark.op == "gap":
            pieces.append(ellipsis(position, len(quote.marks)))
        elif mark.op == "replaced":
            pieces += ["[", (before, _GONE), " -> ", (after, f"bold {_NEW}"), "]"]
        else:
            begin, end = _BRACKETS[mark.op] if quote.is_mixed else ("", "")
            pieces += [begin, (before or after, _GONE if before else _NEW), end]
    # All of it is one run of the page's own text: old and new within a sentence stand in the order of its language.
    plain = Text.assemble(*pieces).plain
    begin, _, end = isolated(plain).partition(plain) if plain else ("", "", "")
    return [f"{quote.name}  “{begin}" if quote.name else f"“{begin}", *pieces, f"{end}”"]


def _link(link: LinkChange) -> str:
    """What happened to a link, with its words and addresses."""
    before, after = (
        LinkEnd(_page_text(end.url), _page_text(end.text)) if end else None for end in (link.before, link.after)
    )
    if before and after and before.url != after.url:
        return f"{link.change}  “{after.text}”  {before.url}  ->  {after.url}"
    if before and after:
        return f"{link.change}  “{before.text}”  ->  “{after.text}”  {after.url}"
    end = after or before or LinkEnd("", "")
    return f"{link.change}  “{end.text}”  {end.url}"


def _page_text(text: str) -> str:
    """Page text, harmless and in its own direction."""
    return isolated(safe_line(text))
