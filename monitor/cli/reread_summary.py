"""What `monitor reread` came to, in words and as JSON: the weightiest first, and what is too much only counted.

Words of pages are HOSTILE until `in_words` of the whole summary has made them safe.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from textwrap import shorten
from typing import Any

from monitor.compare.change import FactChange, Significance, weight
from monitor.read.document import READER
from monitor.report.names import many, some
from monitor.report.safe import safe_line
from monitor.rereading import Otherwise, Reread, Same, Unread

_PAGES = 20
"""Pages whose differences are shown, ..."""
_FACTS = 5
"""... facts of each of them, ..."""
_NAMES = 5
"""... names of those whose facts are the same, ..."""
_UNREAD = 10
"""... and versions that cannot be read."""
_HELD = 200
"""Different facts of one page that are held; what comes on top is counted."""
_WIDTH = 100
"""Characters of a fact's words that are shown."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that is read otherwise, as it is told."""

    kind: str
    change: str
    before: str | None
    after: str | None
    label: str | None
    significance: Significance

    @classmethod
    def of(cls, fact: FactChange) -> FactLine:
        """The line of a fact that came, went, or has another value."""
        before, after = fact.before, fact.after
        texts = [side.text if side else None for side in (before, after)]
        if before and after and before.text == after.text:  # the same words, taken for another value
            texts = [f"{before.text} {value}" for value in _apart(before.value, after.value)]
        held = after or before
        label = held.label if held else None
        return cls(fact.kind, fact.change, texts[0], texts[1], label, fact.significance)

    @property
    def rank(self) -> tuple[int, str, str, str]:
        """Sorts the weightiest first."""
        return -weight(self.significance), self.kind, self.before or "", self.after or ""

    @property
    def words(self) -> str:
        """The line as it is printed: "phone       other    12  ->  112  (police)"."""
        texts = [shorten(text, _WIDTH, placeholder=" …") for text in (self.before, self.after) if text is not None]
        label = f"  ({shorten(self.label, _WIDTH, placeholder=' …')})" if self.label else ""
        return f"{self.kind:<10}  {_FACT_WORDS[self.change]:<7}  {'  ->  '.join(texts)}{label}"


_FACT_WORDS = {"added": "more", "removed": "less", "changed": "other"}
_COUNT_WORDS = _FACT_WORDS | {"changed": "with another value"}
_OTHERS = ("titles", "dates", "notes", "documents")


def _apart(before: Any, after: Any) -> list[str]:
    """Two values of one fact as JSON; of two objects only what is not in both."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            json.dumps({name: a[name] for name in a if name not in b or a[name] != b[name]}, ensure_ascii=False)
            for a, b in ((before, after), (after, before))
        ]
    return [json.dumps(value, ensure_ascii=False) for value in (before, after)]


@dataclass(slots=True)
class PageSummary:
    """How one page is read otherwise."""

    page: str
    versions: int = 0
    """Those that are read otherwise."""
    what: Counter[str] = field(default_factory=Counter)
    """Over all of them: facts that came, went or changed; titles, dates, notes and documents that are others."""
    facts: Counter[FactLine] = field(default_factory=Counter)
    """In how many versions."""
    more_facts: int = 0
    changes: list[int] = field(default_factory=list)

    def add(self, found: Otherwise, change: int | None) -> None:
        """Take in a version; `change` is the number of its technical change, where that was recorded."""
        was, now = found.version, found.now
        self.versions += 1
        for fact in found.change.facts:
            self.what[fact.change] += 1
            line = FactLine.of(fact)
            if line in self.facts or len(self.facts) < _HELD:
                self.facts[line] += 1
            else:
                self.more_facts += 1
        self.what["titles"] += was.title != now.title
        self.what["dates"] += was.stamp != now.stamp
        self.what["notes"] += was.note != now.note
        self.what["documents"] += was.document_sha256 != now.document_sha256
        if change is not None:
            self.changes.append(change)

    @property
    def is_cut_otherwise(self) -> bool:
        """Whether nothing but the documents is otherwise: the least of what a summary tells."""
        return not any(self.what[name] for name in (*_FACT_WORDS, *_OTHERS) if name != "documents")

    @property
    def rank(self) -> tuple[int, int, str]:
        """The page with the weightiest facts first."""
        return min((line.rank[0] for line in self.facts), default=0), -self.facts.total(), self.page

    @property
    def weightiest(self) -> list[tuple[FactLine, int]]:
        """The facts with the number of versions that each concerns, the weightiest first, then the commonest."""
        return sorted(self.facts.items(), key=lambda pair: (pair[0].rank[0], -pair[1], pair[0].rank))

    def in_words(self, of: int) -> list[str]:
        """The page as lines; `of` is how many versions it has."""
        facts = [f"{many(self.what[c], 'fact')} {word}" for c, word in _COUNT_WORDS.items() if self.what[c]]
        others = ", ".join(f"{name} in {self.what[name]}" for name in _OTHERS if self.what[name])
        told = "; ".join([*([", ".join(facts)] if facts else []), *([f"other {others}"] if others else [])])
        lines = [f"{self.page}: {self.versions} of {many(of, 'version')}{': ' if told else ''}{told}"]
        shown = self.weightiest[:_FACTS]
        for line, versions in shown:
            lines.append(f"  {line.words}{f'  [in {versions} versions]' if versions > 1 else ''}")
        left = len(self.facts) - len(shown) + self.more_facts
        if left:
            lines.append(f"  ... and {many(left, 'more fact')}")
        if self.changes:
            one = f"monitor show {self.changes[0]}"
            lines.append(f"  in full: {one if len(self.changes) == 1 else f'monitor history {self.page}'}")
        return lines


@dataclass(slots=True)
class Summary:
    """What a rereading came to."""

    pages: dict[str, int]
    """How many versions each page has."""
    is_dry: bool
    same: int = 0
    otherwise: dict[str, PageSummary] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)

    def add(self, found: Reread, change: int | None) -> None:
        """Take in what came of a version; `change` is the number of its technical change, where one was recorded."""
        if isinstance(found, Same):
            self.same += 1
        elif isinstance(found, Otherwise):
            page = found.version.page_id
            self.otherwise.setdefault(page, PageSummary(page)).add(found, change)
        else:
            self.unread.append(found)

    @property
    def versions_otherwise(self) -> int:
        """How many versions are read otherwise."""
        return sum(page.versions for page in self.otherwise.values())

    @property
    def weightiest(self) -> list[PageSummary]:
        """The pages that are read otherwise, those with the weightiest facts first."""
        return sorted(self.otherwise.values(), key=lambda page: page.rank)

    def in_words(self) -> list[str]:
        """The summary as lines, safe to be printed."""
        lines = [self._head(READER)]
        told = [page for page in self.weightiest if not page.is_cut_otherwise]
        for page in told[:_PAGES]:
            lines += ["", *map(safe_line, page.in_words(self.pages.get(page.page, page.versions)))]
        if len(told) > _PAGES:
            lines += ["", f"... and {many(len(told) - _PAGES, 'more page')}."]
        cut = [page for page in self.weightiest if page.is_cut_otherwise]
        if cut:
            versions = many(sum(page.versions for page in cut), "version")
            names = safe_line(some([page.page for page in cut], _NAMES))
            lines += ["", f"Otherwise only in sections, blocks, links or places of facts: {versions} of {names}."]
        if self.unread:
            lines += ["", "Cannot be read any more, and left as it was:"]
            for each in self.unread[:_UNREAD]:
                lines.append(safe_line(f"  {each.version.page_id}, version {each.version.id}: {each.reason}"))
            if len(self.unread) > _UNREAD:
                lines.append(f"  ... and {many(len(self.unread) - _UNREAD, 'more version')}")
        return lines

    def _head(self, reader: str) -> str:
        all = self.same + self.versions_otherwise + len(self.unread)
        if not all:
            return "No version is stored of the pages that were asked for."
        if self.same == all:
            return f"Up to date: {many(all, 'version')} read by reader {reader}."
        parts = [f"{self.same:,} read as before", f"{self.versions_otherwise:,} otherwise"]
        if self.unread:
            parts.append(f"{len(self.unread):,} not any more")
        would = " would be" if self.is_dry else ""
        told = "Nothing was written." if self.is_dry else "Nobody is told; what was read before is kept."
        return (
            f"{many(all, 'version')} of {many(len(self.pages), 'page')}{would} read by reader {reader}: "
            f"{', '.join(parts)}. {told}"
        )

    def as_json(self) -> dict[str, Any]:
        """The summary for programs."""
        return {
            "reader": READER,
            "dry_run": self.is_dry,
            "pages": len(self.pages),
            "versions": self.same + self.versions_otherwise + len(self.unread),
            "same": self.same,
            "otherwise": self.versions_otherwise,
            "read_otherwise": [
                {
                    "page": page.page,
                    "versions": page.versions,
                    **{name: page.what[name] for name in (*_FACT_WORDS, *_OTHERS)},
                    "facts": [{**asdict(line), "versions": number} for line, number in page.weightiest],
                    "more_facts": page.more_facts,
                    "changes": page.changes,
                }
                for page in self.weightiest
            ],
            "unread": [
                {"page": each.version.page_id, "version": each.version.id, "reason": each.reason}
                for each in self.unread
            ],
        }
