from __future__ import annotations

from typing import Any

import pytest
from facts.texts import facts, of_kind, values


@pytest.mark.parametrize(
    ("words", "amount", "currency"),
    [
        ("£125", 125, "GBP"),
        ("£8", 8, "GBP"),
        ("£8.50", 8.5, "GBP"),
        ("€20", 20, "EUR"),
        ("20€", 20, "EUR"),
        ("$46 USD", 46, "USD"),
        ("US$50", 50, "USD"),
        ("USD 50", 50, "USD"),
        ("50 USD", 50, "USD"),
        ("USD50", 50, "USD"),
        ("170 US dollars", 170, "USD"),
        ("1,200 euros", 1200, "EUR"),
        ("N$1600", 1600, "NAD"),
        ("N$1,600", 1600, "NAD"),
        ("CAN$20", 20, "CAD"),
        ("HK$5,000", 5000, "HKD"),
        ("AED 2,000", 2000, "AED"),
        ("3692 KZT", 3692, "KZT"),
        ("12,000 tenge", 12_000, "KZT"),
        ("12 000 tenge", 12_000, "KZT"),
        ("5 som", 5, "KGS"),
        ("2,000 Algerian dinars", 2000, "DZD"),
        ("1,600 Namibian dollars", 1600, "NAD"),
        ("300 Moroccan dirhams", 300, "MAD"),
        ("100 Swiss francs", 100, "CHF"),
        ("25,000 CFA francs", 25_000, "XOF"),
        ("50 pounds", 50, "GBP"),
        ("50 Egyptian pounds", 50, "EGP"),
        ("£1.5 million", 1_500_000, "GBP"),
        ("50 MCI", 50, "monthly calculation index"),
        ("50 monthly calculation indices", 50, "monthly calculation index"),
    ],
)
def test_an_amount_has_its_currency(words: str, amount: float, currency: str):
    [(said, value)] = of_kind("money", f"The tax is {words} for each visitor.")
    assert said == words
    assert (value["amount"], value["currency"]) == (amount, currency)


@pytest.mark.parametrize(
    ("words", "low", "high", "currency"),
    [
        ("260 to 1,200 euros", 260, 1200, "EUR"),
        ("30 and 50 monthly calculation index", 30, 50, "monthly calculation index"),
        ("€20-€30", 20, 30, "EUR"),
        ("£20 to £30", 20, 30, "GBP"),
        ("US$5,000-10,000", 5000, 10_000, "USD"),
    ],
)
def test_a_range_keeps_both_ends(words: str, low: float, high: float, currency: str):
    [(said, value)] = of_kind("money", f"The tax varies between {words} for each visitor.")
    assert said == words
    assert (value["low"], value["high"], value["currency"]) == (low, high, currency)


@pytest.mark.parametrize(
    ("words", "bound"),
    [("up to £500", "max"), ("more than £500", "above"), ("at least £500", "min"), ("less than £500", "below")],
)
def test_a_bound_belongs_to_the_amount(words: str, bound: str):
    [(said, value)] = of_kind("money", f"The deposit is {words} for each visitor.")
    assert (said, value["bound"], value["amount"]) == (words, bound, 500)


def test_the_same_number_in_another_currency_is_another_value():
    written = ("$50", "US$50", "£50", "€50", "50 dinars", "50 Algerian dinars", "50 Tunisian dinars")
    said = [str(values("money", f"It is {words} each.")) for words in written]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    "text",
    [
        "See https://eur03.safelinks.protection.outlook.com/?url=visa for the form.",
        "See eur03.safelinks.protection.outlook.com for the form.",
        "Write to 5eur@example.org for the form.",
        "He won 3 prizes.",
        "There are 5 real dangers.",
        "The sum of 30 people came.",
        "It is 12 wonderful miles away.",
        "The US 101 road is shut.",
    ],
)
def test_what_is_no_money(text: str):
    assert values("money", text) == []


def test_one_price_in_two_currencies_is_two_amounts():
    said = of_kind("money", "It costs 20 US dollars (or 18 euros) at the border.")
    assert [words for words, _ in said] == ["20 US dollars", "18 euros"]


def test_a_fine_with_its_amount_is_a_penalty_and_no_money():
    kinds: list[Any] = [f.kind for f in facts("You may be fined up to £500.") if f.kind in ("money", "penalty")]
    assert kinds == ["penalty"]
