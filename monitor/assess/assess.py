"""What a difference means: significance with its reasons, direction, class of nothing, announced or not."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten

from monitor.assess.announced import announcement_of
from monitor.assess.direction import direction_of, with_level_directions
from monitor.assess.nothing import nothing_of
from monitor.assess.weights import Setting, lightened, reason_of, significance_of, wording_reasons
from monitor.compare.change import Change, FactChange, Nothing, Significance, weight
from monitor.compare.difference import Difference
from monitor.publishers.publisher import Publisher


def assess(
    difference: Difference, publisher: Publisher, *, safety_critical: bool = False, page_title: str = ""
) -> Change:
    """The change that a difference is. Pure.

    Args:
        safety_critical: a page on which every change of a contact is critical.
        page_title: the page's own name, by which a publisher's note may speak of it ("'Safety and security' page").
    """
    if difference.is_empty:
        return Change("none", ())
    setting = Setting(safety_critical, page_title, difference.stamps_after.date)
    facts = with_level_directions(tuple(_weighed(fact, publisher, setting) for fact in difference.facts))
    facts = lightened(facts, setting)
    facts = tuple(sorted(facts, key=lambda f: -weight(f.significance)))
    nothing = _nothing(difference) if not facts and not _withdrawal(difference) else None
    significance, reasons = _page(difference, facts, nothing is not None)
    change = Change(
        significance=significance,
        reasons=reasons,
        sections=difference.sections,
        edits=difference.edits,
        facts=facts,
        links=difference.links,
        nothing=nothing,
    )
    return replace(change, announcement=announcement_of(change, difference, page_title, publisher.usual_parts.values()))


def _nothing(difference: Difference) -> Nothing | None:
    nothing = nothing_of(difference)
    if nothing is None and difference.layouts and difference.carried and not wording_reasons(difference):
        return "markup"
    return nothing


def _withdrawal(difference: Difference) -> list[str]:
    """A page that its publisher withdrew may read as before, and must not be relied on any more."""
    before, after = difference.stamps_before.withdrawn, difference.stamps_after.withdrawn
    if before == after:
        return []
    if not after:
        return ["no longer withdrawn by the publisher"]
    return [
        f"withdrawn by the publisher: “{shorten(after, 200, placeholder=' …')}”"
        if not before
        else "other words on its withdrawal"
    ]


def _weighed(fact: FactChange, publisher: Publisher, setting: Setting) -> FactChange:
    fact = replace(fact, direction=direction_of(fact, publisher))
    return replace(fact, significance=significance_of(fact, setting))


def _page(
    difference: Difference, facts: tuple[FactChange, ...], is_nothing: bool
) -> tuple[Significance, tuple[str, ...]]:
    anew = f"built anew ({difference.layouts[0]} to {difference.layouts[1]})" if difference.layouts else ""
    migrated = (f"layout migrated: no fact changed, {anew}",) if anew else ()
    if is_nothing:
        return "none", migrated
    found: list[tuple[Significance, str]] = [(fact.significance, reason_of(fact)) for fact in facts]
    found += [("major", reason) for reason in _withdrawal(difference)]
    found += wording_reasons(difference)
    found.sort(key=lambda f: -weight(f[0]))
    if not found:
        return "minor", (*migrated, "some wording is not the same") if anew else ("wording only: no fact changed",)
    if anew:
        found.append(("none", f"the page was {anew}"))
    return found[0][0], tuple(dict.fromkeys(reason for _, reason in found))
