from __future__ import annotations

import pytest
from facts.texts import change, gold_pairs, needs_gold

from monitor.assess.weights import is_past
from monitor.compare.change import Change, weight
from monitor.publishers import publisher
from monitor.pure import change_between


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Call the embassy on +7 7172 556200.", "Call the embassy on +7 7172 596240."),
        ("Call the police on 102.", "Call the police on 112."),
        ("The confidential helpline is 150.", "The confidential helpline is 151."),
        ("Be alert.", "FCDO advises against all travel to the north."),
        ("Trams are old.", "Trams are old. It is illegal to photograph them."),
        ("The courts punish rape with 5 years in prison.", "The courts punish rape with 9 years in prison."),
        ("Articles 120-124 of the Criminal Code apply.", "Articles 120-126 of the Criminal Code apply."),
        ("You may be fined for it.", "You may be fined and deported for it."),
    ],
)
def test_levels_laws_rules_penalties_and_vital_numbers_are_critical(before: str, after: str):
    assert change(before, after).significance == "critical"
    assert change(after, before).significance == "critical"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A visa costs 25 US dollars.", "A visa costs 30 US dollars."),
        ("The visa is valid for 30 days from entry.", "The visa is valid for 60 days from entry."),
        ("The bank is open 9am to 5pm daily.", "The bank is open 9am to 4pm daily."),
        (
            "The bridge at the border stays shut to all cars until 3 June 2026.",
            "The bridge at the border stays shut to all cars until 9 June 2026.",
        ),
        ("Write to visa@example.org for a form.", "Write to evisa@example.org for a form."),
        ("Call the museum on +7 7172 556200.", "Call the museum on +7 7172 596240."),
        ("The alcohol limit for drivers is 0.05%.", "The alcohol limit for drivers is 0.02%."),
    ],
)
def test_other_facts_on_which_one_acts_are_major(before: str, after: str):
    assert change(before, after).significance == "major"
    assert change(after, before).significance == "major"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Trams are old and slow in the city.", "Trams are old and very slow in the city."),
        ("The visa lasts 14 days.", "The visa lasts two weeks."),
        ("Trams are old.", "Trams are old.\n\nThe old town is worth a walk."),
    ],
)
def test_other_words_for_the_same_are_minor(before: str, after: str):
    said = change(before, after)
    assert said.significance == "minor"
    assert said.nothing is None
    assert said.reasons == ("wording only: no fact changed",)


def test_a_danger_that_is_new_or_over_is_major_and_a_known_one_is_not():
    calm = "Trams are old."
    new = f"{calm}\n\nA series of explosions hit the centre of the city at the weekend."
    assert change(calm, new).significance == "major"
    assert "explosions" in change(calm, new).reasons[0]
    known = "Explosions are rare but they do occur."
    assert change(known, f"{known}\n\nThere were explosions in the centre at the weekend.").significance != "critical"
    assert change(new, calm).significance == "minor"  # a sentence that was left out says nothing
    section = f"{calm}\n\n## Explosions\n\nA series of explosions hit the centre of the city at the weekend."
    assert change(section, calm).significance == "major"
    assert "danger is gone" in change(section, calm).reasons[0]


def test_the_weightiest_fact_decides_and_comes_first():
    before = "A visa costs 25 US dollars.\n\nCall the embassy on +7 7172 556200."
    after = "A visa costs 30 US dollars.\n\nCall the embassy on +7 7172 596240."
    said = change(before, after)
    assert said.significance == "critical"
    assert [f.kind for f in said.facts] == ["phone", "money"]
    assert [reason.split(" (")[0] for reason in said.reasons] == ["phone number changed", "amount of money changed"]


def test_reasons_say_what_and_whose():
    assert change("Call the embassy on +7 7172 556200.", "Call the embassy on +7 7172 596240.").reasons == (
        "phone number changed (embassy)",
    )
    assert change("Be alert.", "FCDO advises against all travel to the north.").reasons == ("advice level added (up)",)
    rest = "Trams are old and slow."
    assert change(rest, f"{rest} You must buy a ticket first.").reasons == ("rule added (stricter)",)


def test_the_same_reason_is_given_once():
    rest = "Trams are old and slow."
    said = change(rest, f"{rest} You must buy a ticket first. You must keep it to the end.")
    assert [f.kind for f in said.facts] == ["rule", "rule"]
    assert said.reasons == ("rule added (stricter)",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Write to visa@example.org for a form.", "Write to evisa@example.org for a form."),
        ("Call the museum on +7 7172 556200.", "Call the museum on +7 7172 596240."),
    ],
)
def test_on_a_page_on_which_safety_hangs_every_contact_is_critical(before: str, after: str):
    assert change(before, after).significance == "major"
    assert change(before, after, safety_critical=True).significance == "critical"


def test_on_such_a_page_nothing_else_weighs_more():
    before, after = "A visa costs 25 US dollars.", "A visa costs 30 US dollars."
    assert change(before, after, safety_critical=True).significance == "major"
    assert change("Trams are old.", "Trams are old", safety_critical=True).significance == "none"


def said_of_gold() -> list[tuple[str, str, Change]]:
    return [
        (
            pair.name,
            pair.label["significance"],
            change_between(
                pair.before.reading(), pair.after.reading(), publisher(pair.before.by), title=pair.label["page"]
            ),
        )
        for pair in gold_pairs()
    ]


@needs_gold
def test_people_and_program_agree_on_what_to_alarm():
    said = said_of_gold()
    alarming = [(name, change) for name, label, change in said if label in ("critical", "major")]
    missed = [name for name, change in alarming if weight(change.significance) < weight("major")]
    assert len(missed) <= len(alarming) // 10, missed
    loud = [name for name, label, change in said if label == "none" and change.significance != "none"]
    assert len(loud) <= 1, loud


@needs_gold
def test_the_page_is_as_weighty_as_its_weightiest_fact():
    for name, _, said in said_of_gold():
        weights = [weight(fact.significance) for fact in said.facts]
        assert weights == sorted(weights, reverse=True), name
        assert weight(said.significance) >= max(weights, default=0), name
        assert bool(said.reasons) == (said.significance != "none"), name
        assert (said.nothing is not None) <= (said.significance == "none"), name


@pytest.mark.parametrize(
    ("date", "today", "past"),
    [
        ("2026-05-01", "2026-05-02", True),
        ("2026-05-01", "2026-05-01", False),
        ("2026-04", "2026-05-02", True),
        ("2026-05", "2026-05-20", False),
        ("2026-04-01/2026-06-01", "2026-05-02", False),
        ("--12-01", "2026-01-05", True),
        ("--02-01", "2026-01-05", False),
        ("--01-03", "2026-01-05", True),
        ("2026-05-01", None, False),
    ],
)
def test_a_date_is_past_on_the_pages_own_day(date: str, today: str | None, past: bool):
    assert is_past(date, today) == past


def test_one_danger_by_another_name_is_neither_new_nor_over():
    storm = "Trams are old.\n\nA tropical storm is near the coast of the north."
    assert change(storm, storm.replace("tropical storm", "typhoon")).significance == "minor"


def test_counts_of_the_day_and_what_may_happen_are_minor():
    page = "Trams are old and slow.\n\n{}"
    assert change(page.format("There are 56 cases."), page.format("There are 29 cases.")).significance == "minor"
    assert change("Trams are old.", "Trams are old. You may need to show a ticket twice.").significance == "minor"
