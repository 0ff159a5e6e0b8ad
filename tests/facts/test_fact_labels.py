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


def test_in_a_table_the_first_cell_and_the_head_of_the_column_are_the_label():
    text = "| Organisation | Contact number |\n| --- | --- |\n| Crisis centre ‘Hope’ | +7 7172300001 |\n"
    [fact] = [f for f in facts(text) if f.kind == "phone"]
    assert fact.label == "Crisis centre ‘Hope’, Contact number"
    assert fact.context == "Crisis centre ‘Hope’ | +7 7172300001"


def test_where_nothing_else_tells_the_heading_is_the_label():
    [fact] = [f for f in facts("## Visas\n\nIt costs £125 for each of you.") if f.kind == "money"]
    assert fact.label == "Visas"
    assert fact.section == ("Visas",)


def test_the_context_is_the_sentence_that_holds_the_fact():
    [fact] = [f for f in facts("Markets are lively. A visa costs £125 at the border. Bring cash.") if f.kind == "money"]
    assert fact.context == "A visa costs £125 at the border."
