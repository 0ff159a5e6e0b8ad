from __future__ import annotations

from typing import Any

import pytest
from facts.texts import facts, of_kind, values

from monitor.facts.masked import Masked
from monitor.facts.money import find_money


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
        ("AUD 60", 60, "AUD"),
        ("AUD$60", 60, "AUD"),
        ("A$60", 60, "AUD"),
        ("$10 CAN", 10, "CAD"),
        ("USD $160", 160, "USD"),
        ("EC$50", 50, "XCD"),
        ("E£5,000", 5000, "EGP"),
        ("1 million Cabo Verdean escudos", 1_000_000, "CVE"),
        ("EUR 3.000", 3000, "EUR"),
        ("€5 million", 5_000_000, "EUR"),
        ("£23m", 23_000_000, "GBP"),
        ("1 million won", 1_000_000, "KRW"),
        ("Rs. 500", 500, "rupee"),
        ("10,000 pa’angas", 10_000, "TOP"),
        ("3,000 Ethiopian birr", 3000, "ETB"),
        ("86 East Caribbean dollars", 86, "XCD"),
        ("5,000 Central African CFA francs", 5000, "XAF"),
        ("ten euros", 10, "EUR"),
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
        ("10 to 15 million Iraqi dinars", 10_000_000, 15_000_000, "IQD"),
        ("500,000 to 1 million Guinean francs", 500_000, 1_000_000, "GNF"),
    ],
)
def test_a_range_keeps_both_ends(words: str, low: float, high: float, currency: str):
    [(said, value)] = of_kind("money", f"The tax varies between {words} for each visitor.")
    assert said == words
    assert (value["low"], value["high"], value["currency"]) == (low, high, currency)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("up to £500", "max"),
        ("more than £500", "above"),
        ("at least £500", "min"),
        ("less than £500", "below"),
        ("£500 or more", "min"),
    ],
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
        "Buy 2 pounds of tea.",
        "Bags of over 88 pounds (40 kg) stay.",
        "A team of 5 won.",
        "In ALL 4 PROVINCES it rains.",
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


def test_two_prices_that_and_joins_are_two():
    assert [v["amount"] for v in values("money", "It is £20 and £30 in the north and the south.")] == [20, 30]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1600 тенге", (1600, "KZT")),
        ("170 долларов США", (170, "USD")),
        ("30 МРП", (30, "monthly calculation index")),
        ("12 000 рублей", (12_000, "RUB")),
    ],
)
def test_money_in_russian(text: str, value: tuple[int, str]):
    [(words, found)] = of_kind("money", f"Плата составляет {text} за визу.")
    assert (words, (found["amount"], found["currency"])) == (text, value)


@pytest.mark.parametrize(("language", "text"), [("de", "1.200,50 €"), ("nl", "€ 1.200,50"), ("fr", "1 200,50 euros")])
def test_decimals_stand_behind_the_mark_of_the_pages_language(language: str, text: str):
    masked = Masked(text, (language, "en"))
    find_money(masked)
    assert [(found.value["amount"], found.value["currency"]) for found in masked.found] == [(1200.5, "EUR")]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("It costs 4 euros a day.", 4, "EUR"),
        ("It costs 20 Swiss francs an hour.", 20, "CHF"),
        ("It costs 30 euros by card.", 30, "EUR"),
        ("It costs 5 dollars the first time.", 5, "GBP"),
        ("It costs 40,000 won a night.", 40000, "KRW"),
    ],
)
def test_a_price_may_be_for_a_time_or_a_way_to_pay(text: str, amount: int, currency: str):
    [value] = values("money", text)
    assert value["amount"] == amount
    assert value["currency"] == currency or "dollar" in text


def test_those_who_won_are_no_money():
    assert values("money", "Some 300 won the prize, and 200 won a medal.") == []


def test_a_number_in_words_and_digits_is_scaled_once():
    [value] = values("money", "It costs five (5) million leones.")
    assert (value["amount"], value["currency"]) == (5_000_000, "SLE")
