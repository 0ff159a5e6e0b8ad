"""What is a change of fact, and what is not; every case is read forwards and backwards."""

from __future__ import annotations

import pytest
from facts.texts import differ, moves

VALUES = (
    "phone",
    "email",
    "level",
    "law",
    "penalty",
    "money",
    "duration",
    "date",
    "time",
    "age",
    "percentage",
    "quantity",
)

# -- No change ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "country", "by"),
    [
        ("Call FCDO on 020 7008 5000.", "Call FCDO on +44 20 7008 5000.", "KZ", "uk-fcdo"),
        ("Call us on +353 1 4082000.", "Call us on 00353 1 4082000.", "IE", "uk-fcdo"),
        ("Call us on +353 (0)1 408 2000.", "Call us on 01 408 2000.", "IE", "uk-fcdo"),
        ("Call us on (+99237) 2318036.", "Call us on (+99237) 231 80 36.", "TJ", "uk-fcdo"),
        (
            "Call the desk, ext. 4901: +7 727 2504802 ext. 4901.",
            "Call the desk: +7 (727) 250-48-02 x4901.",
            "KZ",
            "us-state",
        ),
        ("The tax is 12,000 tenge.", "The tax is 12 000 tenge.", "KZ", "uk-fcdo"),
        ("The tax is US$50.", "The tax is 50 US dollars.", "KZ", "uk-fcdo"),
        ("The tax is $46 USD.", "The tax is US$46.", "KZ", "uk-fcdo"),
        ("The visa lasts 5 days.", "The visa lasts five days.", "KZ", "uk-fcdo"),
        ("The visa lasts 14 days.", "The visa lasts two weeks.", "KZ", "uk-fcdo"),
        ("The visa lasts up to 90 days.", "The visa lasts a maximum of 90 days.", "KZ", "uk-fcdo"),
        ("It starts on 1 May 2026.", "It starts on May 1, 2026.", "KZ", "uk-fcdo"),
        ("It is open 9am to 5pm daily.", "It is open 09:00 to 17:00 daily.", "KZ", "uk-fcdo"),
        ("It is 30 km away.", "It is 30 kilometres away.", "KZ", "uk-fcdo"),
        ("Prices rose by 10%.", "Prices rose by 10 percent.", "KZ", "uk-fcdo"),
        ("Write to Visa@Example.org now.", "Write to visa@example.org now.", "KZ", "uk-fcdo"),
        (
            "Articles 120-122 of the Criminal Code apply.",
            "Articles 120 to 122 of the Criminal Code apply.",
            "KZ",
            "uk-fcdo",
        ),
        ("Police: 102", "Call the police on 102.", "KZ", "uk-fcdo"),
    ],
)
def test_a_value_in_another_form_has_not_changed(before: str, after: str, country: str, by: str):
    assert moves(differ(before, after, country, by)) == []
    assert moves(differ(after, before, country, by)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "You must carry your passport.\n\nMarkets are lively.\n\nCall the police on 102.",
            "Call the police on 102.\n\nYou must carry your passport.\n\nMarkets are lively.",
        ),
        (
            "You must carry your passport. Police may ask you to show it.",
            "You must carry your passport.\n\nPolice may ask you to show it.",
        ),
        (
            "It is illegal to export:\n\n* antiques\n* caviar\n* gold coins",
            "It is illegal to export:\n\n* gold coins\n* antiques\n* caviar",
        ),
        (
            "## Police\n\nCall the police on 102.\n\n## Fees\n\nA visa costs 25 US dollars.",
            "## Fees\n\nA visa costs 25 US dollars.\n\n## Police\n\nCall the police on 102.",
        ),
        (
            "## Getting help\n\nCall the embassy on +7 7172 556200.",
            "## Whom to ask\n\nCall the embassy on +7 7172 556200.",
        ),
        (
            "You may be fined or imprisoned for photographing bridges. Trams are slow.",
            "Trams are slow. You may be fined or imprisoned for photographing bridges.",
        ),
        (
            "* FCDO advises against all travel to the north.\n* FCDO advises against all travel to the east.",
            "* FCDO advises against all travel to the east.\n* FCDO advises against all travel to the north.",
        ),
        ("| Police | 102 |\n| --- | --- |\n| Fire | 101 |", "Police: 102\n\nFire: 101"),
    ],
    ids=["order", "split", "list order", "sections", "renamed", "sentences", "levels", "table to lines"],
)
def test_what_moved_was_split_or_reordered_has_not_changed(before: str, after: str):
    assert moves(differ(before, after)) == []
    assert moves(differ(after, before)) == []


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("Call the police on 102.\n\nThe police have the number 102.", "Call the police on 102."),
        ("A visa costs 25 US dollars.\n\nBring 25 US dollars in cash.", "A visa costs 25 US dollars."),
        ("Stay up to 90 days.\n\nThe stay is up to 90 days.", "Stay up to 90 days."),
        (
            "FCDO advises against all travel to the north.\n\nAgain: FCDO advises against all travel to the north.",
            "FCDO advises against all travel to the north.",
        ),
        ("Level 2: Exercise Increased Caution\n\nExercise increased caution.", "Level 2: Exercise Increased Caution"),
    ],
)
def test_a_value_that_stood_twice_and_stands_once_has_not_changed(twice: str, once: str):
    by = "us-state" if once.startswith("Level") else "uk-fcdo"
    assert moves(differ(twice, once, by=by), *VALUES) == []
    assert moves(differ(once, twice, by=by), *VALUES) == []


@pytest.mark.parametrize(
    ("by", "before", "after"),
    [
        (
            "uk-fcdo",
            "FCDO advises against all travel to the Batken region.",
            "We have reviewed this advice and FCDO continues to advise against all travel to the Batken region.",
        ),
        ("us-state", "Exercise increased caution in Kazakhstan.", "Level 2: Exercise Increased Caution"),
        (
            "us-state",
            "Level 2: Exercise Increased Caution",
            "Level 2: Exercise Increased Caution\n\nReissued after periodic review without changes.",
        ),
        (
            "us-state",
            "Level 2: Exercise Increased Caution",
            "Level 2: Exercise Increased Caution\n\nThere were no changes to the advisory level.",
        ),
    ],
)
def test_a_level_that_was_only_restated_has_not_changed(by: str, before: str, after: str):
    assert moves(differ(before, after, by=by)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You could be imprisoned for theft.", "You could be put in prison for theft."),
        ("You face up to five years in prison for theft.", "You face up to 5 years in jail for theft."),
    ],
)
def test_a_punishment_in_other_words_is_the_same(before: str, after: str):
    assert moves(differ(before, after), "penalty") == []


# -- Changes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "country", "sentence", "old", "new"),
    [
        ("phone", "KZ", "Call the embassy on {} at any hour.", "+7 7172 556200", "+7 7172 596240"),
        ("phone", "KZ", "Call the consulate at {} by day.", "+7 727 250 4802 ext. 4901", "+7 727 250 4802 ext. 4902"),
        ("phone", "KZ", "Call the police on {} in an emergency.", "102", "112"),
        ("phone", "ME", "Ambulance: {}", "124", "112"),
        ("phone", "LY", "Call the ambulance on {} at any hour.", "1415", "193"),
        ("email", "KZ", "Write to {} before you travel.", "visa@example.org", "evisa@example.org"),
        (
            "law",
            "KZ",
            "{} regulate it.",
            "Articles 120-124 of the Criminal Code",
            "Articles 120-126 of the Criminal Code",
        ),
        ("law", "KZ", "It is banned by {} since then.", "Law No. 15 of 2017", "Law No. 16 of 2019"),
        ("money", "KZ", "A visa costs {} at the border.", "25 US dollars", "30 US dollars"),
        ("money", "KZ", "A visa costs {} at the border.", "25 euros", "25 US dollars"),
        ("duration", "KZ", "The visa is valid for {} from entry.", "30 days", "60 days"),
        ("duration", "KZ", "The visa is valid for {} from entry.", "up to 30 days", "at least 30 days"),
        (
            "duration",
            "KZ",
            "The stay is {} for tourists.",
            "90 days in any 180-day period",
            "60 days in any 180-day period",
        ),
        (
            "duration",
            "KZ",
            "The stay is {} for tourists.",
            "90 days in any 180-day period",
            "90 days in any 360-day period",
        ),
        ("date", "KZ", "The strike begins on {} in all cities.", "3 June 2026", "5 June 2026"),
        ("time", "KZ", "The bank is open {} on weekdays.", "9am to 5pm", "9am to 4pm"),
        ("age", "KZ", "People {} may buy alcohol.", "aged 18 or over", "aged 21 or over"),
        ("percentage", "KZ", "The limit for drivers is {} of alcohol.", "0.05%", "0.02%"),
        ("quantity", "KZ", "Stay away from the border, {} of it.", "within 30 km", "within 50 km"),
        ("quantity", "KZ", "The passport needs {} for stamps.", "two blank pages", "one blank page"),
    ],
)
def test_the_same_statement_with_another_value_is_one_change(
    kind: str, country: str, sentence: str, old: str, new: str
):
    before, after = sentence.format(old), sentence.format(new)
    assert moves(differ(before, after, country), *VALUES) == [(kind, "changed", old, new)]
    assert moves(differ(after, before, country), *VALUES) == [(kind, "changed", new, old)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5 to 8 years of imprisonment", "9 to 15 years of imprisonment"),
        ("up to 5 years in prison", "up to 10 years in prison"),
        ("an on-the-spot fine of 50 euros", "an on-the-spot fine of 80 euros"),
        ("imprisonment", "detention"),
        ("a fine", "a fine and deportation"),
        ("a life sentence", "the death penalty"),
    ],
)
def test_another_punishment_for_the_same_offence_is_one_change(old: str, new: str):
    before, after = f"The courts punish rape with {old}.", f"The courts punish rape with {new}."
    for one, other in ((before, after), (after, before)):
        [(kind, change, said, now)] = moves(differ(one, other), "penalty", "money", "duration")
        assert (kind, change) == ("penalty", "changed")
        assert said
        assert now


@pytest.mark.parametrize(
    ("by", "country", "before", "after"),
    [
        ("ca-gac", "BH", "Bahrain - AVOID NON-ESSENTIAL TRAVEL", "Bahrain - AVOID ALL TRAVEL"),
        (
            "uk-fcdo",
            "KW",
            "Terrorists are very likely to try to carry out attacks in Kuwait.",
            "Terrorists are likely to try to carry out attacks in Kuwait.",
        ),
        ("us-state", "KZ", "Level 2: Exercise Increased Caution", "Level 3: Reconsider Travel"),
        (
            "uk-fcdo",
            "KG",
            "FCDO advises against all travel to the Batken region.",
            "FCDO now advises against all but essential travel to the Batken region.",
        ),
        (
            "us-state",
            "KG",
            "Batken Province – Level 3: Reconsider Travel",
            "Batken Province – Level 2: Exercise Increased Caution",
        ),
    ],
    ids=["Bahrain", "Kuwait", "country", "now but essential", "province"],
)
def test_another_step_for_the_same_area_is_one_change_of_level(by: str, country: str, before: str, after: str):
    for one, other in ((before, after), (after, before)):
        assert [m[:2] for m in moves(differ(one, other, country, by))] == [("level", "changed")]


@pytest.mark.parametrize(
    ("kind", "without", "more"),
    [
        ("phone", "Call 112 for all services.", "Call 112 for all services or 158 for the police."),
        ("phone", "Visit the tourist police.", "Visit the tourist police or call them on 1415."),
        ("email", "Call the desk for advice.", "Call the desk for advice or write to desk@example.org."),
        ("level", "Be alert.", "Be alert. FCDO advises against all travel to the north."),
        (
            "level",
            "FCDO no longer advises against all travel to the north.",
            "FCDO advises against all travel to the north.",
        ),
        (
            "level",
            "FCDO advises against all travel to:\n\n* the east\n* the north",
            "FCDO advises against all travel to:\n\n* the east\n* the south\n* the north",
        ),
        ("rule", "Trams are old and slow.", "Trams are old and slow. You must buy a ticket before you board."),
        (
            "rule",
            "You must not take out:\n\n* antiques\n* caviar",
            "You must not take out:\n\n* antiques\n* caviar\n* gold coins",
        ),
        ("money", "A visa is needed here.", "A visa is needed here and costs 25 US dollars."),
        ("duration", "A visa is needed here.", "A visa is needed here and takes 5 working days."),
        ("date", "A strike is planned.", "A strike is planned for 3 June 2026."),
        ("time", "The bank is near.", "The bank is near and opens 9am to 5pm."),
        ("law", "Insults are a crime.", "Insults are a crime under the Public Order Act 2020."),
    ],
)
def test_what_only_one_page_states_came_or_went(kind: str, without: str, more: str):
    assert [m[:2] for m in moves(differ(without, more, "CZ"), kind)] == [(kind, "added")]
    assert [m[:2] for m in moves(differ(more, without, "CZ"), kind)] == [(kind, "removed")]


def test_the_number_that_came_and_the_one_that_went_bear_their_own_words():
    assert moves(differ("Call 112.", "Call 112 or the police on 158.", "CZ")) == [("phone", "added", None, "158")]
    assert moves(differ("Call 112 or the police on 158.", "Call 112.", "CZ")) == [("phone", "removed", "158", None)]


# -- Pairing -----------------------------------------------------------------------------------------------------------


def test_a_restated_value_changes_although_its_old_value_still_stands_elsewhere():
    before = "A visa costs 25 US dollars.\n\nThe departure tax is 25 US dollars."
    after = "A visa costs 30 US dollars.\n\nThe departure tax is 25 US dollars."
    assert moves(differ(before, after)) == [("money", "changed", "25 US dollars", "30 US dollars")]


def test_the_ambulances_number_becomes_the_one_that_the_police_already_had():
    before = "* Police: 112\n* Ambulance: 124\n* Fire: 123"
    assert moves(differ(before, before.replace("124", "112"), "ME")) == [("phone", "changed", "124", "112")]


def test_of_two_numbers_each_keeps_its_own_owner():
    before = "Call the embassy on +7 7172 556200.\n\nCall the police desk on +7 7172 111213."
    after = "Call the embassy on +7 7172 596240.\n\nCall the police desk on +7 7172 131415."
    assert moves(differ(before, after)) == [
        ("phone", "changed", "+7 7172 556200", "+7 7172 596240"),
        ("phone", "changed", "+7 7172 111213", "+7 7172 131415"),
    ]


def test_a_number_whose_sentence_was_rewritten_too_is_still_one_change():
    before = "## Help\n\nIf you need help from the British Embassy Astana, call +7 7172 556200."
    after = "## Help\n\nThe British Embassy Astana can be reached at any hour of the day on +7 7172 596240."
    assert moves(differ(before, after), "phone") == [("phone", "changed", "+7 7172 556200", "+7 7172 596240")]


def test_the_only_number_that_went_from_a_section_became_the_only_one_that_came():
    before = "## Help\n\nFor lost passports, ring the desk in the old town: +7 7172 556200.\n\n## Fees\n\nNone."
    after = "## Help\n\nStaff now answer questions on +7 7172 596240 instead.\n\n## Fees\n\nNone."
    assert moves(differ(before, after)) == [("phone", "changed", "+7 7172 556200", "+7 7172 596240")]


def test_in_a_table_the_row_tells_whose_number_changed():
    table = "| Centre | Number |\n| --- | --- |\n| Hope | {} |\n| Light | {} |\n"
    before = table.format("+7 7172 300001", "+7 7172 400005")
    after = table.format("+7 7172 300001", "+7 7172 400006")
    [fact] = differ(before, after).facts
    assert (fact.kind, fact.change) == ("phone", "changed")
    assert fact.after is not None
    assert fact.after.label == "Light"
    assert fact.after.context == "Light | +7 7172 400006"


def test_two_amounts_of_one_sentence_do_not_cross():
    before = "A visa costs 25 US dollars for tourists and 60 US dollars for workers."
    after = "A visa costs 30 US dollars for tourists and 80 US dollars for workers."
    assert moves(differ(before, after)) == [
        ("money", "changed", "25 US dollars", "30 US dollars"),
        ("money", "changed", "60 US dollars", "80 US dollars"),
    ]


def test_what_has_nothing_in_common_is_removed_and_added():
    before = "## Visas\n\nA tourist visa costs 25 US dollars at the airport."
    after = "## Driving\n\nTolls on the new motorway are 300 tenge for small cars."
    assert sorted(m[:2] for m in moves(differ(before, after), "money")) == [("money", "added"), ("money", "removed")]


def test_each_change_knows_its_section_and_its_sentence():
    before = "## Fees\n\nMarkets are lively. A visa costs 25 US dollars. Bring cash."
    [fact] = differ(before, before.replace("25", "30")).facts
    assert fact.section == ("Fees",)
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.before.context, fact.after.context) == ("A visa costs 25 US dollars.", "A visa costs 30 US dollars.")


@pytest.mark.parametrize("other", ["a-b@example.org", "a_b@example.org", "ab@example.org"])
def test_the_signs_of_an_address_are_letters_of_it(other: str):
    before = "Write to a.b@example.org for help."
    assert moves(differ(before, before.replace("a.b@example.org", other))) == [
        ("email", "changed", "a.b@example.org", other)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("to Yala and Pattani", "to Pattani and Yala"),
        ("to the province of Yala", "to Yala province"),
        ("within 10km of the border", "within 10 km of the border"),
    ],
)
def test_an_area_in_other_words_is_the_same_area(before: str, after: str):
    page = "FCDO advises against all travel {}."
    assert moves(differ(page.format(before), page.format(after)), "level") == []


def test_what_is_excepted_from_an_area_is_no_part_of_it():
    page = "FCDO advises against all travel to {}."
    assert moves(differ(page.format("Yala except Pattani"), page.format("Pattani except Yala")), "level") != []


def test_a_level_that_is_over_is_no_rule_as_well():
    before = "FCDO advises against all travel to the north."
    after = "FCDO no longer advises against all travel to the north."
    assert [m[0] for m in moves(differ(before, after))] == ["level"]
