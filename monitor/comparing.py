"""A page as it was seen now, beside its last version that was seen the same way.

Both are read by today's reader, so that only the page can differ. Where a way was never gone before, only what both
ways hold is compared; where the page was seen another way since, what was told then is not told again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.assess.suspicion import doubts
from monitor.compare.change import Change, FactChange
from monitor.compare.difference import Difference
from monitor.compare.ways import both_hold, undone, without_told
from monitor.errors import StoreError
from monitor.fingerprint import fingerprint
from monitor.publishers import publisher as publisher_of
from monitor.pure import Reading, change_between, reading
from monitor.read.document import Document
from monitor.sight import Held, Sight
from monitor.sources.page import Address, Page
from monitor.store import Store, Version
from monitor.versions import Reads, change_since, own_title, read_snapshot, reread, snapshot_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was read now, beside its last version."""

    page: Page
    sight: Sight
    now: Reading | None = None
    """None where it reads as its last version of the same way does."""
    last: Version | None = None
    """The newest version, by whatever way."""
    before: Version | None = None
    """What it was compared with: the newest version of the same way, else the newest."""
    change: Change | None = None
    doubts: tuple[str, ...] = ()
    """Why a second look must decide; none where it may be believed."""
    mark: str | None = None
    """Fingerprint of what is doubtful."""
    is_grave: bool = False
    """Whether hardly a word of it is left: then the second look comes later."""
    again_after: timedelta | None = None
    """How long after the first look the second one may decide, where it is still to come."""
    disagreement: str = ""
    """What was told after a look by another way, and is not so by this one: a sentence."""


def compared(
    page: Page, document: Document, sight: Sight, address: Address, held: Held, store: Store,
    reads: Reads = read_snapshot,
) -> Seen:  # fmt: skip
    """The page beside its last version.

    Args:
        reads: what reads a whole snapshot; who compares one part after the other passes one that remembers.

    Raises:
        StoreError: what the last version was read from is missing or cannot be read.
    """
    publisher = publisher_of(address.publisher)
    last = store.last_version(page.id)
    if last is None:
        now = reading(document, publisher)
        change = _appeared(now, page) if _is_new_there(page, address, held, store) else None
        return Seen(page, sight, now, change=change)
    same = store.last_version_by(page.id, sight.way)
    before = same or last
    # Where the reader or the selector changed since, what the page said then may not be found in it any more.
    then = reread(store, snapshot_of(store, before), page, address.place, address.root, reads) or Document(
        "", (), (), ()
    )
    told = store.told_between(before, last) if before.id != last.id else []
    facts_told = [fact for change in told for fact in change.facts]
    if then == document and not facts_told:
        return Seen(page, sight, last=last, before=before)
    now, earlier = reading(document, publisher), reading(then, publisher)
    if then == document:
        return Seen(
            page, sight, last=last, before=before, disagreement=_disagreement(earlier, now, facts_told, sight, last)
        )
    if same is None:
        change = _by_another_way(change_since(last, earlier, now, page, store, only=both_hold), sight, last)
        # That the two ways have not the same sections is no sign of anything; a level that is lower is.
        lowered = any(fact.kind == "level" and fact.direction in ("looser", "down") for fact in change.facts)
        doubt = (f"By the {sight.way.name} its level is lower than it was.",) if lowered else ()
        return _doubted(Seen(page, sight, now, last, before, change), doubt)
    disagreement = _disagreement(earlier, now, facts_told, sight, last)
    change = change_since(
        before, earlier, now, page, store, only=(lambda found: without_told(found, facts_told)) if facts_told else None
    )
    known = held.ways.get(sight.way.url)
    if before.origin == "live" and (known is None or known.snapshot is None) and change.significance != "none":
        # Then it may be no edit of the site's: sources.yaml may have named another page up to now.
        change = replace(change, reasons=(*change.reasons, "seen at another URL than before, as sources.yaml has it"))
    why = (
        ()
        if change.nothing
        else doubts(earlier.document, document, earlier.facts, now.facts, language=publisher.language)
    )
    is_grave = bool(why) and _is_another(then, document)
    return _doubted(Seen(page, sight, now, last, before, change, is_grave=is_grave, disagreement=disagreement), why)


def whole_doubts(sight: Sight, address: Address, held: Held, store: Store, reads: Reads) -> tuple[str, ...]:
    """Why the whole of an answer with several parts is doubtful; none where it is not, or has none.

    Half an answer lacks some parts and has the others whole: none of them alone is doubtful.
    """
    known = held.ways.get(sight.way.url)
    if sight.document is None or known is None or known.snapshot is None or sight.way.index is not None:
        return ()
    if all(page.part is None for page, _ in sight.found) and not sight.unseen:
        return ()
    try:
        before = reads(store, known.snapshot, address.publisher, address.country, address.root)
    except StoreError:
        return ()  # each part says so for itself
    if before == sight.document:
        return ()
    return doubts(before, sight.document, (), (), language=publisher_of(address.publisher).language)


def with_doubts(seen: Seen, why: tuple[str, ...]) -> Seen:
    """The page with the doubts that hold for the whole of its answer, where it is not as it was."""
    if not why or seen.now is None:
        return seen
    return _doubted(seen, tuple(dict.fromkeys((*seen.doubts, *why))))


def absent(page: Page, sight: Sight, why: tuple[str, ...]) -> Seen:
    """A page that a doubtful answer does not hold."""
    return Seen(page, sight, doubts=why, mark=fingerprint(sight.document) if sight.document else None)


def _doubted(seen: Seen, why: tuple[str, ...]) -> Seen:
    if not why or seen.now is None:
        return seen
    return replace(seen, doubts=why, mark=fingerprint(seen.now.document))


def _is_another(before: Document, now: Document) -> bool:
    """Whether hardly a word of a page is left."""
    old, new = _words(before), _words(now)
    return (old & new).total() < _LEFT * old.total()


def _words(document: Document) -> Counter[str]:
    return Counter(word for block in document.blocks for word in block.text.casefold().split() if len(word) > 3)


GRAVE = 60
"""Times as long a second look waits where hardly a word of the page is left: a page to sign in at, a consent page, a
parked domain or a rebuilt site may stand in its place for a while, and is none of its edits."""
_LEFT = 0.1
"""Share of its words that a page keeps at most which is another one."""


def settled(seen: Seen, held: Held, now: datetime, confirm_after: timedelta) -> Seen:
    """The page without its doubts, where an earlier look brought the same document long enough before."""
    if not seen.doubts:
        return seen
    row, pause = held.rows.get(seen.page.id), confirm_after * GRAVE if seen.is_grave else confirm_after
    if row is None or row.suspect_at is None or row.suspect_mark != seen.mark or row.suspect_at > now:
        return replace(seen, again_after=pause)
    if now - row.suspect_at < pause:
        return replace(seen, again_after=pause - (now - row.suspect_at))
    change = seen.change
    if change is not None and change.significance != "none":
        change = replace(change, reasons=(*change.reasons, "confirmed by a second look"))
    return replace(seen, doubts=(), mark=None, change=change)


def _by_another_way(change: Change, sight: Sight, last: Version) -> Change:
    other = f"seen by the {sight.way.name}, and before by the {last.way or 'page'}"
    if not change.facts and not (change.significance != "none" and change.reasons and not change.nothing):
        return replace(
            change, significance="none", nothing="markup", reasons=(f"{other}: no fact that both hold changed",)
        )
    return replace(change, reasons=(*change.reasons, f"{other}: only facts that both hold are compared"))


def _disagreement(before: Reading, now: Reading, told: Sequence[FactChange], sight: Sight, last: Version) -> str:
    """What another way, that of the last version, showed since, and this one does not."""
    if not told:
        return ""
    found: list[Difference] = []

    def keep(difference: Difference) -> Difference:
        found.append(difference)
        return difference

    change_between(before, now, publisher_of(now.document.publisher), only=keep)
    against = undone(found[0], told)
    if not against:
        return ""
    first = against[0]
    was, other = (first.before.text if first.before else ""), (first.after.text if first.after else "")
    return f"The {last.way or 'page'} has “{other}” where the {sight.way.name} still has “{was}”."


def _is_new_there(page: Page, address: Address, held: Held, store: Store) -> bool:
    """Whether a part that was never seen is new on the site, and not only to us."""
    earlier = held.state.snapshot if held.state else None
    if page.part is None or earlier is None:
        return False
    return reread(store, earlier, page, address.place, address.root) is None


def _appeared(now: Reading, page: Page) -> Change:
    """The change from nothing to a page."""
    publisher = publisher_of(page.publisher)
    nothing = replace(now.document, title="", sections=now.document.sections[:1], blocks=(), links=())
    return change_between(
        reading(nothing, publisher), now, publisher, safety_critical=page.safety_critical, title=own_title(page)
    )
