from __future__ import annotations

import pytest
from facts.texts import facts, of_kind, values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Write to Help.Desk@Example.ORG for advice.", "Help.Desk@Example.ORG", "help.desk@example.org"),
        ("Write to help@example.online.", "help@example.online", "help@example.online"),
        ("E-mail: visa_office+kz@mfa.example.co.uk, or call.", *["visa_office+kz@mfa.example.co.uk"] * 2),
        ("Write to [help@example.org](mailto:help@example.org).", "help@example.org", "help@example.org"),
        ("(info@example.org)", "info@example.org", "info@example.org"),
        ("Write to info@example.orgThe office is open.", "info@example.org", "info@example.org"),
    ],
)
def test_an_address_is_one_value_in_any_case(text: str, words: str, value: str):
    assert of_kind("email", text) == [(words, value)]


@pytest.mark.parametrize("text", ["Follow @embassy on the network.", "See user@host for more.", "See example.org."])
def test_what_is_no_address(text: str):
    assert values("email", text) == []


def test_a_number_inside_an_address_is_no_phone():
    assert [(f.kind, f.text) for f in facts("Write to 0207008500@example.org today.")] == [
        ("email", "0207008500@example.org")
    ]


def test_where_a_site_hides_its_addresses_that_there_is_one_is_stated():
    text = "| Centre | Email |\n| --- | --- |\n| Crisis centre ‘Hope’ | [email protected] |\n"
    [fact] = [f for f in facts(text) if f.kind == "email"]
    assert (fact.value, fact.label) == ("[email protected]", "Crisis centre ‘Hope’")
