"""What `monitor pages try` found, for a reader at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from monitor.cli.output import table
from monitor.facts.fact import APART, Fact
from monitor.fetch.visit import Verdict
from monitor.publishers.countries import country_name
from monitor.read.document import Advice, Document, Link
from monitor.report.fold import fold
from monitor.report.names import many
from monitor.report.safe import safe_line
from monitor.report.values import value_words
from monitor.trying import ChosenRoot, Placed, Trial

_WIDEST = 110
"""Cells; longer lines are hard to read."""
_NAME = 11
"""Cells of the column of names."""
_MOST_SECTIONS, _MOST_FACTS, _MOST_LINKS = 80, 120, 60
"""Lines of each list. What is left out is counted, and stands in `--format json`."""
_MOST_OF_SECTION = 20
"""Facts of one section: a table of dates is seen by its first."""
_MOST_OF_INDEX = 10
"""Of an index the lines are shown, and little of what they are made of."""
_LONG = 160
"""Characters of a text that are shown of it."""


def print_trial(trial: Trial, watched: tuple[str, ...], console: Console) -> None:
    """Print all that was found, from what it is to how one would watch it."""
    _Printer(console).everything(trial, watched)


class _Printer:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = max(40, min(console.width, _WIDEST))

    def line(self, *pieces: str | tuple[str, str], first: str = "", rest: str | None = None) -> None:
        """A line, folded; page text in it does no harm."""
        safe = [safe_line(p) if isinstance(p, str) else (safe_line(p[0]), p[1]) for p in pieces]
        for line in fold(Text.assemble(*safe), self.width, first, first if rest is None else rest):
            line.rstrip()
            self.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)

    def head(self, text: str) -> None:
        self.console.print()
        self.line((text, "bold"))

    def field(self, name: str, *pieces: str | tuple[str, str]) -> None:
        self.line(*pieces, first=f"  {name:<{_NAME}}", rest=" " * (_NAME + 2))

    def more(self, left: int, noun: str) -> None:
        if left > 0:
            self.line(f"… and {many(left, f'more {noun}')}: --format json has all of them.", first="  ")

    def everything(self, trial: Trial, watched: tuple[str, ...]) -> None:
        self.line((trial.target, "bold"))
        self.verdict(trial)
        self.whose(trial)
        document = trial.document
        if document is not None:
            self.what(document, trial.form)
        if trial.root is not None:
            self.root(trial.root)
        if not trial.verdict.has_page or document is None:
            return
        self.sections(document, short=trial.entries is not None)
        if trial.entries is not None:
            self.entries(trial)
        self.facts(trial.facts, document, short=trial.entries is not None)
        self.links(document, short=trial.entries is not None)
        self.watching(trial, watched)

    def verdict(self, trial: Trial) -> None:
        if trial.verdict is Verdict.PAGE:
            self.field("verdict", ("page", "bold green"), f"  ({trial.size:,} bytes)")
        elif trial.verdict.has_page:
            self.field("verdict", (str(trial.verdict), "bold green"), f"  ({trial.size:,} bytes)  {trial.reason}")
        else:
            self.field("verdict", (str(trial.verdict).upper(), "bold red"), f"  {trial.reason}")

    def whose(self, trial: Trial) -> None:
        whose = trial.whose
        name = f"{whose.publisher.id} ({whose.publisher.name})" if whose.is_known else "not known, general rules"
        self.field("publisher", f"{name}: {whose.why}")
        if whose.country:
            self.field("country", f"{country_name(whose.country)} ({whose.country})")

    def what(self, document: Document, form: str) -> None:
        layout = f", layout {document.layout}" if document.layout not in ("", form) else ""
        self.field("form", f"{form}{layout}")
        self.field("language", document.language)
        self.field("title", (document.title or "none", "bold"))
        stamps = document.stamps
        for name, value in (
            ("updated", stamps.updated), ("reviewed", stamps.reviewed), ("issued", stamps.issued),
            ("current at", stamps.current_at), ("note", stamps.note), ("WITHDRAWN", stamps.withdrawn),
        ):  # fmt: skip
            if value:
                self.field(name, _short(value) if name == "note" else value)
        if not stamps.date:
            self.field("updated", "the page gives no date of its own")
        for advice in document.advice:
            self.field("advice", _advice(advice))

    def root(self, root: ChosenRoot) -> None:
        self.field(
            "root", (root.selector, "bold"), f": {root.why}; it holds {_percent(root.share)} of the text outside menus"
        )
        share = _percent(root.outside / max(root.words, 1))
        self.field("left out", f"{many(root.outside, 'word')} of {root.words:,} ({share}) stand outside the root")
        if root.better is not None:
            self.field("better", ("root: " + root.better.selector, "bold"), f"  {root.better.why}")
            if not root.better.has_title:
                self.field("", "The page's h1 stands outside it; its title would then be that of the window.")

    def sections(self, document: Document, *, short: bool) -> None:
        blocks = Counter(block.section for block in document.blocks)
        words: Counter[int] = Counter()
        for block in document.blocks:
            words[block.section] += len(block.text.split())
        shown = [(at, each) for at, each in enumerate(document.sections) if blocks[at]]
        self.head(
            f"{many(len(shown), 'section')}, {many(len(document.blocks), 'block')}, {many(sum(words.values()), 'word')}"
        )
        most = _MOST_OF_INDEX if short else _MOST_SECTIONS
        self.line(("blocks  words", "dim"), first="  ")
        for at, section in shown[:most]:
            name = section.heading or "(before the first heading)"
            indent = "  " * max(len(section.path) - 1, 0)
            numbers = f"  {blocks[at]:>6} {words[at]:>6}  {indent}"
            self.line(_short(name), first=numbers, rest=" " * len(numbers))
        self.more(len(shown) - most, "section")

    def entries(self, trial: Trial) -> None:
        entries = trial.entries or ()
        self.head(f"An index of {many(len(entries), 'line')}")
        rows = [
            [
                _short(entry.title, 60), entry.country or "", (entry.updated or "")[:16],
                _short("; ".join(map(_advice, entry.advice)) or (entry.note or ""), 80), entry.url,
            ]
            for entry in entries
        ]  # fmt: skip
        if rows:
            table(["Title", "Country", "Updated", "Says", "Page"], rows)

    def facts(self, facts: Sequence[Placed], document: Document, *, short: bool) -> None:
        kinds = Counter(placed.fact.kind for placed in facts)
        counted = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
        self.head(f"{many(len(facts), 'fact')}{f': {counted}' if counted else ''}")
        most = _MOST_OF_INDEX if short else _MOST_FACTS
        shown = 0
        for section, here in groupby(facts, key=lambda placed: placed.fact.section):
            found = list(here)
            if shown >= most:
                break
            apart = found[0].fact.block == APART
            name = " / ".join(section) or ("shown apart from the text" if apart else document.title)
            self.line((_short(name), "underline"), first="  ")
            told = found[: min(_MOST_OF_SECTION, most - shown)]
            for placed in told:
                self.fact(placed.fact)
            if len(told) < len(found) and len(told) == _MOST_OF_SECTION:
                self.line(f"… and {len(found) - len(told):,} more here", first="    ")
            shown += len(found)
        self.more(len(facts) - shown, "fact")

    def fact(self, fact: Fact) -> None:
        words = value_words(fact.kind, fact.value)
        means = f"  = {words}" if _plain(words) != _plain(fact.text) else ""
        is_said = not fact.label or fact.label in fact.section or fact.kind in ("rule", "level", "law")
        whose = "" if is_said else f"  ({_short(fact.label or '', 60)})"
        self.line(
            _short(fact.text), (means, "cyan"), (whose, "dim"),
            first=f"    {fact.kind:<{_NAME}}", rest=" " * (_NAME + 6),
        )  # fmt: skip

    def links(self, document: Document, *, short: bool) -> None:
        kinds = Counter(_kind(link) for link in document.links)
        counted = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common() if kind)
        self.head(f"{many(len(document.links), 'link')}{f', of them {counted}' if counted else ''}")
        inside: dict[tuple[str, ...], list[Link]] = {}
        for link in document.links:
            inside.setdefault(document.path(document.blocks[link.block]), []).append(link)
        column = 8 if kinds.total() > kinds[""] else 0
        left = most = _MOST_OF_INDEX if short else _MOST_LINKS
        for path, links in inside.items():
            if left <= 0:
                break
            name = " / ".join(path) or document.title
            self.line((_short(name), "underline"), f"  {len(links)}", first="  ")
            for link in links[:left]:
                self.line(
                    f"{_kind(link):<{column}}{_short(link.text, 70)}",
                    (f"  {link.url}", "dim"),
                    first="    ",
                    rest=" " * (column + 6),
                )
            left -= len(links)
        self.more(len(document.links) - most, "link")

    def watching(self, trial: Trial, watched: tuple[str, ...]) -> None:
        if watched:
            self.head("Watched already")
            for each in watched:
                self.line(each, first="  ")
        if trial.pages:
            self.head(f"{many(len(trial.pages), 'page')} would be watched" if not watched else "As it would be watched")
            for id in trial.pages:
                self.line(id, first="  ")
        if trial.proposal:
            self.head("For sources.yaml, below sources:")
            self.console.print(Text(trial.proposal.rstrip("\n")), soft_wrap=True)
        self.remarks(trial.remarks)

    def remarks(self, remarks: Iterable[str]) -> None:
        for number, remark in enumerate(remarks):
            if number == 0:
                self.console.print()
            self.line(remark, first="  ")


def _short(text: str, most: int = _LONG) -> str:
    text = safe_line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).casefold()


def _advice(advice: Advice) -> str:
    risks = f" ({', '.join(advice.risks)})" if advice.risks else ""
    return f"{advice.area + ': ' if advice.area else ''}{advice.words}{risks}"


def _kind(link: Link) -> str:
    """ "tel", "mailto", or "" for a link to a page."""
    scheme = link.url.partition(":")[0].lower()
    return scheme if scheme in ("tel", "mailto", "sms", "whatsapp") else ""
