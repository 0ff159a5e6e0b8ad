"""What holds of every value, whatever its kind."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from facts.texts import document, facts, values
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts.find import find
from monitor.publishers import publisher

_WORDS = (
    "one two five twelve twenty-one 3 14 30 90 1,200 12,000 0.05 1½ six(6) hundred dozen million half a year day days "
    "weeks months hours % percent km miles kg US$ £ €20 USD dollars tenge May 2026 1st of June aged under over up to "
    "at least within between and or to - – / ( ) . , : people killed children Monday 9am 24/7 24 hours per any period"
).split()


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_WORDS), max_size=25))
def test_a_fact_is_a_slice_of_its_block_and_no_two_of_one_kind_overlap(words: list[str]):
    page = document(f"A line. {' '.join(words)}")
    found = find(page, publisher("uk-fcdo"))
    for fact in found:
        if fact.block >= 0:
            assert page.blocks[fact.block].text[fact.start : fact.end] == fact.text != ""
    taken = sorted((f.block, f.start, f.end) for f in found if f.kind not in ("rule", "level") and f.block >= 0)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(taken))


@settings(max_examples=50)
@given(st.integers(1_000, 999_999_999), st.sampled_from(["{} euros", "US${}", "{} km", "{} tenge", "KZT {}"]))
def test_grouping_the_digits_changes_no_value(number: int, form: str):
    def said(text: str) -> list[Any]:
        return [fact.value for fact in facts(f"It is {form.format(text)} there.") if fact.kind in ("money", "quantity")]

    assert said(str(number)) == said(f"{number:,}") == said(f"{number:,}".replace(",", " ")) != []


@settings(max_examples=50)
@given(st.integers(2, 60))
def test_weeks_are_days_and_years_are_months(number: int):
    assert values("duration", f"Stay {number} weeks.") == values("duration", f"Stay {number * 7} days.") != []
    assert values("duration", f"Stay {number} years.") == values("duration", f"Stay {number * 12} months.") != []
