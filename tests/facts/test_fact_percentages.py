from __future__ import annotations

import pytest
from facts.texts import of_kind, values


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("0.05%", 0.05, 0.05, "percent"),
        (".02%", 0.02, 0.02, "percent"),
        ("10 percent", 10, 10, "percent"),
        ("two-percent", 2, 2, "percent"),
        ("5-10%", 5, 10, "percent"),
        ("5% to 10%", 5, 10, "percent"),
        ("more than 0.07%", 0.07, None, "percent"),
        ("0.5 per mille", 0.5, 0.5, "per mille"),
        ("0.08 g/dl", 0.08, 0.08, "g/dl"),
        ("50 mg per 100 ml of blood", 50, 50, "mg/100 ml"),
        ("0.5 grams of alcohol per litre of blood", 0.5, 0.5, "g/l"),
    ],
)
def test_a_rate_has_its_unit(words: str, low: float, high: float | None, unit: str):
    [(said, value)] = of_kind("percentage", f"The limit for drivers is {words} in the blood.")
    assert said == words
    assert (value["low"], value["high"], value["unit"]) == (low, high, unit)


def test_two_rates_that_and_joins_are_two():
    assert [v["low"] for v in values("percentage", "It is 5% and 10% in the north and the south.")] == [5, 10]
