"""What counts between two looks at one page that were not made the same way.

The interface of a publisher, its feed and its page tell the same in different words and to a different extent. What one
of them lacks has not gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.compare.change import Edit, FactChange
from monitor.compare.difference import Difference


def both_hold(difference: Difference) -> Difference:
    """Of two ways: the facts that both state under the same label, or as the same level, with another value."""
    facts = tuple(fact for fact in difference.facts if _is_one_statement(fact))
    return replace(
        difference,
        sections=(),
        edits=(),
        links=(),
        facts=facts,
        stamps_before=replace(difference.stamps_after, withdrawn=difference.stamps_before.withdrawn),
        markup=False,
        layouts=None,
        carried=False,
    )


def _is_one_statement(fact: FactChange) -> bool:
    if fact.change != "changed" or fact.before is None or fact.after is None:
        return False
    return fact.kind == "level" or (fact.before.label is not None and fact.before.label == fact.after.label)


def without_told(difference: Difference, told: Iterable[FactChange]) -> Difference:
    """What is left of a difference where some of its fact changes were told already, seen another way."""
    known = list(told)
    keys = [_key(fact) for fact in known]
    edits = tuple(edit for edit in difference.edits if not any(_is_all_of(edit, fact) for fact in known))
    left = {edit.section for edit in edits}
    return replace(
        difference,
        facts=tuple(fact for fact in difference.facts if _key(fact) not in keys),
        edits=edits,
        sections=tuple(s for s in difference.sections if s.change != "modified" or s.path in left),
    )


def _is_all_of(edit: Edit, fact: FactChange) -> bool:
    """Whether an edit puts one value in the place of another, and does nothing else."""
    if not edit.before or not edit.after or fact.before is None or fact.after is None:
        return False
    return edit.before.replace(fact.before.text, fact.after.text) == edit.after


def undone(difference: Difference, told: Iterable[FactChange]) -> tuple[FactChange, ...]:
    """What was told, seen another way, and is not so by this one: of statements with another value only."""
    new = [_key(fact) for fact in difference.facts]
    return tuple(fact for fact in told if _is_one_statement(fact) and _key(fact) not in new)


def _key(fact: FactChange) -> tuple[str, str, object, object]:
    before, after = fact.before, fact.after
    return fact.kind, fact.change, before.value if before else None, after.value if after else None
