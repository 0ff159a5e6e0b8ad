"""What came of the kills, as a Markdown table: a row for each place, with all the times that it was met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from killing.matrix import Outcome


def lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The table: where was killed, how often, what came of it, and which notices came twice."""
    outcomes = list(outcomes)
    yield "| Step | Killed | Times | Outcome | Doubles |"
    yield "|---|---|---|---|---|"
    for (step, place), group in groupby(sorted(outcomes, key=_place), key=_place):
        same = list(group)
        wrong = [outcome for outcome in same if not outcome.is_right]
        doubles = sum(len(outcome.doubles) for outcome in same)
        yield f"| {step} | {place} | {len(same)} | {_words(wrong)} | {doubles or ''} |"
    yield ""
    yield from _sum(outcomes)


def _place(outcome: Outcome) -> tuple[str, str]:
    return outcome.point.step.name, outcome.point.name.rpartition(" #")[0]


def _words(wrong: list[Outcome]) -> str:
    if not wrong:
        return "as undisturbed"
    said = [each for outcome in wrong for each in what_is_wrong(outcome)]
    return "; ".join(sorted(set(said)))


def what_is_wrong(outcome: Outcome) -> list[str]:
    """Everything about a run that is not as it must be."""
    found = [] if outcome.is_killed else ["never met"]
    found += [f"differs: {each}" for each in outcome.differs]
    found += [f"lost: {each}" for each in outcome.lost]
    found += [f"told under another key: {each}" for each in outcome.extra]
    found += [f"{each.recipient} got it {each.times} times" for each in outcome.unexplained]
    return found + [f"damage: {each}" for each in outcome.damage]


def _sum(outcomes: list[Outcome]) -> Iterator[str]:
    doubles = [double for outcome in outcomes for double in outcome.doubles]
    twice = sum(1 for outcome in outcomes if outcome.doubles)
    yield (
        f"{len(outcomes)} points; {sum(len(outcome.lost) for outcome in outcomes)} notices lost; "
        f"{len(doubles)} came twice, after {twice} kills, each under the key of the first time; "
        f"{sum(1 for double in doubles if not double.is_explained)} of them not explained by a kill between "
        "the far end's acceptance and our record; "
        f"{sum(1 for outcome in outcomes if not outcome.is_right)} points with an outcome that is not right"
    )
