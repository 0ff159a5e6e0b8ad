"""Edits of numbers and addresses: what is one change, and what is none."""

from __future__ import annotations

import pytest
from facts.texts import differ, moves


def contacts(
    before: str, after: str, country: str = "KZ", by: str = "uk-fcdo"
) -> list[tuple[str, str | None, str | None]]:
    """(change, words before, words after) of the phones and addresses."""
    return [(change, old, new) for _, change, old, new in moves(differ(before, after, country, by), "phone", "email")]


@pytest.mark.parametrize(
    ("country", "before", "after", "old", "new"),
    [
        ("ME", "Ambulance: 124\n\nPolice: 122", "Ambulance: 112\n\nPolice: 122", "124", "112"),
        ("JM", "Call 876-962-2278-9 for help.", "Call 876-962-2278-8 for help.", "876-962-2278-9", "876-962-2278-8"),
        (
            "KZ",
            "Call 0800 389 4424 / 4425.",
            "Call 0800 389 4424 / 4426.",
            "0800 389 4424 / 4425",
            "0800 389 4424 / 4426",
        ),
        (
            "KZ",
            "Call +7 727 250 48 02 ext. 4901.",
            "Call +7 727 250 48 02 ext. 4902.",
            *("+7 727 250 48 02 ext. 4901", "+7 727 250 48 02 ext. 4902"),
        ),
        ("IE", "Call 01 408 2000.", "Call +353 1 408 2001.", "01 408 2000", "+353 1 408 2001"),
        (
            "KE",
            "Call +254 (0)722 074 564 5.",
            "Call +254 (0)722 074 564.",
            *("+254 (0)722 074 564 5", "+254 (0)722 074 564"),
        ),
        ("US", "Call 1-800-FLY-EASY.", "Call 1-800-FLY-EAST.", "1-800-FLY-EASY", "1-800-FLY-EAST"),
        ("KZ", "Write to a@example.org.", "Write to b@example.org.", "a@example.org", "b@example.org"),
        ("LK", "The tourist hotline is 1912.", "The tourist hotline is 1913.", "1912", "1913"),
    ],
)
def test_another_number_is_one_change(country: str, before: str, after: str, old: str, new: str):
    by = "us-state" if country == "US" else "uk-fcdo"
    assert contacts(before, after, country, by) == [("changed", old, new)]


@pytest.mark.parametrize(
    ("country", "before", "after"),
    [
        ("IE", "Call +353 1 4082000.", "Call 00353 1 4082000."),
        ("IE", "Call +353 1 4082000.", "Call +353 (0)1 408 2000."),
        ("IE", "Call +353 1 4082000.", "Call 01 408 2000."),
        ("KZ", "Call +353 1 4082000.", "Call 00353 1 4082000."),
        ("TJ", "Call (+99237) 2318036.", "Call (+99237) 231 80 36."),
        ("TJ", "Call 020 7008 5000.", "Call +44 (0)20 7008 5000."),
        ("KZ", "Call +44 20 7008 5000.", "Call\u202f+44\u202f(0)20\u202f7008\u202f5000."),
        ("KZ", "Call the police on 112.", "Call the police on 1-1-2."),
        ("JM", "Call 876-962-2278-9 for help.", "For help call 876-962-2278 / 9."),
        ("GE", "Tel: +995 32 227 77 24/25", "Tel: +995 32 227 7724 / 7725"),
        ("BS", "Call +(242) 322-1181.", "Call +1 (242) 322-1181."),
        ("KZ", "Call +7 727 250 48 02 ext. 4901.", "Call +7 727 250 48 02, extension 4901."),
        ("KZ", "WhatsApp: +7 708 000 00 03", "Telephone: +7 708 000 00 03"),
        ("KZ", "Write to Help@Example.org.", "Write to help@example.org."),
    ],
)
def test_another_way_to_write_a_number_is_no_change(country: str, before: str, after: str):
    assert contacts(before, after, country) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The camp is at 33.09758890871794, 44.37283.", "The camp is at 33.12758890871791, 44.37211."),
        (
            "See the [map](https://maps.example.org/?ll=33.09758890871794,44.3).",
            "See the [map](https://maps.example.org/?ll=33.11758890871791,44.4).",
        ),
        (
            "See the [page](https://example.org/a.html?cq_ck=1708701048867).",
            "See the [page](https://example.org/a.html?cq_ck=1708701049912).",
        ),
        ("Marunouchi, Chiyoda-ku, Tokyo 102-0083.", "Marunouchi, Chiyoda-ku, Tokyo 102-0084."),
        (
            "See [here](https://eur03.safelinks.protection.outlook.com/?url=a&data=05%7C2025550123) for more.",
            "See [here](https://eur02.safelinks.protection.outlook.com/?url=a&data=05%7C2025550124) for more.",
        ),
    ],
)
def test_numbers_that_look_like_others_are_no_change_of_a_phone(before: str, after: str):
    assert contacts(before, after, "JP") == []


def test_the_number_of_the_czech_police_is_gone():
    before = "Dial 112 in an emergency.\n\nPolice: dial 158\n\nFire: dial 150"
    after = "Dial 112 in an emergency.\n\nFire: dial 150"
    assert contacts(before, after, "CZ") == [("removed", "158", None)]


def test_a_new_number_of_libya_is_an_addition():
    before = "## Emergency services\n\nCall the embassy."
    after = "## Emergency services\n\nTelephone: 1415 (ambulance, fire, police)\n\nCall the embassy."
    assert contacts(before, after, "LY") == [("added", None, "1415")]


def test_two_services_that_swap_their_numbers_are_two_changes():
    before, after = "Ambulance: 103\n\nPolice: 102", "Ambulance: 102\n\nPolice: 103"
    assert sorted(contacts(before, after)) == [("changed", "102", "103"), ("changed", "103", "102")]
