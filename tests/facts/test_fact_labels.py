from __future__ import annotations

import pytest
from facts.texts import facts


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Call the police on 102.", "102", "police"),
        ("Call the police on 102, an ambulance on 103.", "103", "ambulance"),
        ("Ambulance: 103", "103", "Ambulance"),
        ("Call the British Embassy Astana on +7 7172 556200.", "+7 7172 556200", "British Embassy Astana"),
        ("Call the embassy. The number is +7 7172 556200.", "+7 7172 556200", "embassy"),
        ("Emergency after-hours telephone: +7 7172 556200", "+7 7172 556200", "Emergency after-hours telephone"),
        ("A tourist visa costs 25 US dollars.", "25 US dollars", "tourist visa"),
        ("Your passport needs at least six months.", "at least six months", "passport"),
        ("The sentence for rape is 5 to 8 years of imprisonment.", "5 to 8 years of imprisonment", "rape"),
    ],
)
def test_a_label_says_whose_or_what_for(text: str, words: str, label: str):
    [fact] = [f for f in facts(text) if words in f.text and f.kind not in ("rule", "level")]
    assert (fact.label or "").casefold() == label.casefold()


def test_in_a_table_the_first_cell_is_the_label_where_the_head_of_the_column_says_nothing_more():
    text = "| Organisation | Contact number |\n| --- | --- |\n| Crisis centre ‘Hope’ | +7 7172300001 |\n"
    [fact] = [f for f in facts(text) if f.kind == "phone"]
    assert fact.label == "Crisis centre ‘Hope’"
    assert fact.context == "Crisis centre ‘Hope’ | +7 7172300001"


def test_where_nothing_else_tells_the_heading_is_the_label():
    [fact] = [f for f in facts("## Visas\n\nIt costs £125 for each of you.") if f.kind == "money"]
    assert fact.label == "Visas"
    assert fact.section == ("Visas",)


def test_the_context_is_the_sentence_that_holds_the_fact():
    [fact] = [f for f in facts("Markets are lively. A visa costs £125 at the border. Bring cash.") if f.kind == "money"]
    assert fact.context == "A visa costs £125 at the border."


def test_in_a_table_of_fees_the_head_of_the_column_is_part_of_the_label():
    text = "| Visa | Fee | Extension fee |\n| --- | --- | --- |\n| Single entry | £40 | £25 |\n"
    assert [f.label for f in facts(text) if f.kind == "money"] == ["Single entry, Fee", "Single entry, Extension fee"]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("For an emergency dial 112 for the police, 113 for an ambulance.", "113", "ambulance"),
        ("Call 193 (fire-fighters), 194 (paramedics) or 987 (roadside assistance).", "194", "paramedics"),
        ("Telephone: 112 or 999 (ambulance, fire, police)", "999", "ambulance, fire, police"),
        ("Call 999 and ask for an ambulance.", "999", "ambulance"),
        ("Rescue and emergency: 112", "112", "Rescue and emergency"),
        (
            "Call the U.S. Embassy. The national emergency telephone number, 112, is free.",
            "112",
            "emergency telephone number",
        ),
        ("Ask the Tourism Development Authority hotline at 1912.", "1912", "Tourism Development Authority hotline"),
        ("Ambulance:\n\n* 03 from landline\n* 003 from mobile", "003", "Ambulance"),
        ("Report it to the local police at 102 and contact the U.S. Embassy at +7 7172 702100.", "+7", "U.S. Embassy"),
        ("Contact the Gabon High Commission on +44 20 7823 9986.", "+44", "Gabon High Commission"),
        ("Call the Tourism Development Authority on +7 7172 702100.", "+7", "Tourism Development Authority"),
        ("For help contact the Border Guard:\n\n* Phone: +7 7172 702100", "+7", "Border Guard"),
        ("## U.S. Embassy Baku\n\nFax: +7 7172 702100", "+7", "U.S. Embassy Baku, fax"),
        ("## U.S. Embassy Baku\n\nTelephone: +7 7172 702100", "+7", "U.S. Embassy Baku"),
        (
            "## U.S. Embassy Baku\n\nEmergency After-Hours Telephone: +7 7172 702100",
            "+7",
            "U.S. Embassy Baku, emergency after-hours telephone",
        ),
        ("Contact the crisis helpline 150 or WhatsApp +7 708 106 08 10.", "150", "crisis helpline"),
        ("Contact the crisis helpline 150 or WhatsApp +7 708 106 08 10.", "+7", "crisis helpline, WhatsApp"),
        ("You can call FCDO in London.\n\nTelephone: 020 7008 5000 (24 hours)", "020", "FCDO in London"),
        ("You can call FCDO in London.\n\nTelephone: 020 7008 5000 (24 hours)", "24 hours", "FCDO in London"),
        ("Centre ‘Hope’ Astana +7 7172 497889; +7 707 336 20 36", "336", "Centre ‘Hope’ Astana"),
        ("Archway centre: phone 0141 211 8175", "0141", "Archway centre"),
        ("Скорая помощь: 103", "103", "Скорая помощь"),
        ("Вызовите полицию по номеру 102.", "102", "полицию"),
    ],
)
def test_a_number_is_labelled_with_who_answers(text: str, words: str, label: str):
    [fact] = [f for f in facts(text) if words in f.text and f.kind not in ("rule", "level")]
    assert fact.label == label


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("PASSPORT VALIDITY: Must be valid for six months.", "six months", "Passport validity"),
        ("A single-entry visa costs £40 by post.", "£40", "single-entry visa"),
        ("You must pay a £25 airport security fee.", "£25", "airport security fee"),
        ("You must apply for a one-year residence permit.", "one-year", "residence permit"),
        ("Tourist visa: not required for stays up to 30 days", "30 days", "Tourist visa"),
        ("A curfew is in force from 9pm to 5am.", "9pm", "curfew"),
        ("The state of emergency ends on 5 May 2026.", "5 May 2026", "state of emergency"),
        ("Presidential elections are due on 5 May 2026.", "5 May 2026", "Presidential elections"),
        ("## Museums\n\nThe hall is shut from 5 May 2026.", "5 May 2026", "Museums"),
    ],
)
def test_a_value_is_labelled_with_what_it_is_of(text: str, words: str, label: str):
    [fact] = [f for f in facts(text) if words in f.text and f.kind not in ("rule", "level")]
    assert fact.label == label


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Call the consular number +255 22 229 4000 for help.", "+255 22 229 4000", "consular number"),
        ("Crisis hotline for women is 150.", "150", "Crisis hotline for women"),
        ("Police: 102. WhatsApp: +7 701 123 4567.", "+7 701 123 4567", "WhatsApp"),
        (
            "British Embassy: +7 7172 556200. WhatsApp: +7 701 123 4567.",
            "+7 701 123 4567",
            "British Embassy, WhatsApp",
        ),
        ("Горячая линия для женщин 150. Экстренная служба 112.", "112", "Экстренная служба"),
    ],
)
def test_a_number_is_that_of_the_nearest_owner(text: str, words: str, label: str):
    assert {fact.text: fact.label for fact in facts(text)}[words] == label


def test_a_fee_in_a_list_is_labelled_with_its_sort_and_the_lead_in():
    text = "Visa fees:\n\n* single entry £40\n* multiple entry £80"
    assert [fact.label for fact in facts(text) if fact.kind == "money"] == [
        "single entry (visa fees)",
        "multiple entry (visa fees)",
    ]


def test_what_a_bracket_defines_is_its_own():
    text = "Compensation is 30 index points (MCI in 2024 is 3692 KZT)."
    assert [fact.label for fact in facts(text) if fact.kind == "money"] == ["MCI"]


def test_a_new_subject_begins_anew():
    text = "You will get medication today, and you will come back in one month."
    assert [fact.label for fact in facts(text) if fact.kind == "duration"] == [None]
