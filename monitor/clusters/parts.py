"""A change in two: the edit that the pages of other countries have too, and what its page adds of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from monitor.assess.weights import reason_of, wording_reasons
from monitor.clusters.marks import Marker, Said
from monitor.compare.change import Announcement, Change, Edit, FactChange, Significance, weight
from monitor.compare.difference import Difference
from monitor.compare.words import word_diff
from monitor.read.document import Stamps

_Has = Callable[[str], bool]
_WORDING = ("wording only: no fact changed",)


def shared_part(change: Change, shared: frozenset[str]) -> Change:
    """Of a change what is said by these marks (digests); all of it where it says nothing anew.

    Its number, its page, its versions and its announcement stay.
    """
    if change.page is None or change.significance == "none":
        return change
    return _part(change, shared.__contains__)


def own_part(change: Change, shared: frozenset[str]) -> Change | None:
    """Of a change what is not said by these marks; None where nothing is left to read.

    What made the change weightier than its facts and words do (a page that was withdrawn) stays with this part.
    """
    if change.page is None or change.significance == "none":
        return None
    part = _part(change, lambda digest: digest not in shared)
    heaviest = max(part.significance, shared_part(change, shared).significance, key=weight)
    if weight(heaviest) < weight(change.significance):
        return replace(part, significance=change.significance, reasons=change.reasons)
    is_left = part.facts or any(edit.nothing is None for edit in part.edits)
    is_left = is_left or any(section.change in ("added", "removed", "renamed") for section in part.sections)
    return part if is_left else None


def _part(change: Change, has: _Has) -> Change:
    assert change.page is not None
    marker = Marker(change, change.page)
    edits = tuple(kept for edit in change.edits if (kept := _edit(edit, marker.edit(edit), has)) is not None)
    facts = tuple(fact for fact in change.facts if has(marker.fact(fact).digest))
    places = {edit.section for edit in edits} | {fact.section for fact in facts}
    sections = tuple(
        section
        for section in change.sections
        if (section.path in places if (mark := marker.section(section)) is None else has(mark.digest))
    )
    links = tuple(link for link in change.links if (mark := marker.link(link)) is not None and has(mark.digest))
    significance, reasons = _weighed(edits, facts)
    if weight(significance) > weight(change.significance):  # a danger that is new in the part and old on the page
        significance, reasons = change.significance, _WORDING
    part = replace(
        change, significance=significance, reasons=reasons, edits=edits, facts=facts, sections=sections, links=links
    )
    return replace(part, announcement=_announcement(change, part))


def _announcement(change: Change, part: Change) -> Announcement | None:
    """The announcement without what is unannounced of the other part."""
    told = change.announcement
    if told is None:
        return None
    names, others = _names(part), _names(change) - _names(part)
    kept = (
        each for each in told.unannounced if any(map(each.startswith, names)) or not any(map(each.startswith, others))
    )
    return replace(told, unannounced=tuple(kept))


def _names(change: Change) -> set[str]:
    """How the sections and the facts of a change are named where something of it is unannounced."""
    paths = (edit.section for edit in change.edits)
    sides = ((fact.kind, side.text) for fact in change.facts for side in (fact.before, fact.after) if side)
    return {" / ".join(path) for path in paths if path} | {f"{kind} {text[:_SHORT]}" for kind, text in sides}


_SHORT = 20
"""Characters of a fact's words that stand in its name whatever it is shortened to."""


def _edit(edit: Edit, says: list[Said], has: _Has) -> Edit | None:
    """The edit, or those of its sentences that are wanted; None where none is. An edit that says nothing is left out of
    both parts: there is something to read in each."""
    wanted = [said for said in says if has(said.mark.digest)]
    if not wanted or len(wanted) == len(says):
        return edit if wanted else None
    before = " ".join(said.sentence for said in wanted if said.sign == "-")
    after = " ".join(said.sentence for said in wanted if said.sign == "+")
    if not before or not after:
        return replace(
            edit, change="added" if after else "removed", before=before or None, after=after or None, words=None
        )
    return replace(edit, change="modified", before=before, after=after, words=word_diff(before, after))


def _weighed(edits: tuple[Edit, ...], facts: tuple[FactChange, ...]) -> tuple[Significance, tuple[str, ...]]:
    """Significance and reasons of a part, by the same tables as those of a whole change."""
    found: list[tuple[Significance, str]] = [(fact.significance, reason_of(fact)) for fact in facts]
    found += wording_reasons(Difference((), edits, (), (), Stamps(), Stamps(), country=None, markup=False))
    found.sort(key=lambda each: -weight(each[0]))
    if not found:
        return "minor", _WORDING
    return found[0][0], tuple(dict.fromkeys(reason for _, reason in found))
