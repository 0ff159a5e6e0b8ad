"""Small edits that do harm and large ones that do none: each stands in a page of a few sentences."""

from __future__ import annotations

import pytest
from facts.texts import change, moves

PAGE = "## Laws\n\nLocal laws differ from those at home. {}\n\n## Health\n\nHospitals in the north are small.\n"


def edit(before: str, after: str, by: str = "uk-fcdo") -> list[tuple[str, str, str | None, str | None]]:
    """The changes of fact where one sentence of a page becomes another."""
    return moves(change(PAGE.format(before), PAGE.format(after), "TH", by))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Homosexuality is legal.", "Homosexuality is illegal."),
        ("You may enter without a visa.", "You may not enter without a visa."),
        ("You can use your own licence.", "You cannot use your own licence."),
        ("Citizens may enter the area.", "Only citizens may enter the area."),
        ("Smoking in parks is now permitted.", "Smoking in parks is not permitted."),
        ("It isn't illegal to be gay.", "It is illegal to be gay."),
        ("You must get a visa before you travel.", "You must get a visa after you arrive."),
        ("You must wear a helmet.", "You must wear a helmet if you are a passenger."),
        ("You must register if you stay in a hotel.", "You must register if you do not stay in a hotel."),
        ("It is illegal to camp.", "It is illegal to camp except in marked areas."),
        ("Women must apply for an entry permit.", "Women must apply for an exit permit."),
        ("It is illegal to import antiques.", "It is illegal to export antiques."),
        ("Nationals of Niger need a visa.", "Nationals of Nigeria need a visa."),
        ("You must not cross the border from Mali.", "You must not cross the border from Malawi."),
        ("You must hold a valid passport.", "You must hold an invalid passport."),
        ("It is illegal to hold unauthorised protests.", "It is illegal to hold authorised protests."),
        ("Police have the right to search you.", "Police do not have the right to search you."),
        ("You must use form A1.", "You must use form A2."),
        ("Tourists need to register with the police daily.", "Tourists need to register with the police weekly."),
        ("Dual nationals are exempt from military service.", "Dual nationals are subject to military service."),
        ("Each vehicle must carry a fire extinguisher.", "Each person must carry a fire extinguisher."),
    ],
)
def test_one_word_makes_another_rule(before, after):
    [(kind, _, was, now)] = edit(before, after)
    assert (kind, was, now) == ("rule", before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You must carry your passport at all times.", "At all times, you must carry your passport."),
        ("You must carry your passport.", "You are required to carry your passport."),
        ("It is illegal to import e-cigarettes.", "It's illegal to import e-cigarettes."),
        ("It is illegal to import e-cigarettes.", "Importing e-cigarettes is illegal."),
        ("A visa is not required.", "You do not need a visa."),
        ("You must obtain a visa prior to travelling.", "You must get a visa before you travel."),
        ("The police may stop you.", "You may be stopped by the police."),
        ("Photographing military sites is forbidden.", "You must not photograph military sites."),
        ("The government has banned drones.", "Drones have been banned by the government."),
        ("Foreigners are prohibited from owning land.", "Foreigners may not own land."),
        ("If you plan to work, you must have a permit.", "You must have a permit if you plan to work."),
        ("You must not buy or sell ivory.", "You must not sell or buy ivory."),
        ("Smoking is banned; gambling is banned.", "Smoking is banned. Gambling is banned."),
        ("It is an offence to litter.", "Littering is an offence."),
        ("You must have authorization to enter the park.", "You must have authorisation to enter the park."),
        ("Filming bridges is prohibted.", "Filming bridges is prohibited."),
        ("Drug offences carry up to 10 years in prison.", "Drug offences carry up to ten years' imprisonment."),
        ("Littering carries a fine of 2,000 baht.", "You can be fined 2,000 baht for littering."),
        ("The tax is 1.5 million rupiah.", "The tax is 1,500,000 rupiah."),
        ("You must register within 14 days.", "You must register within two weeks."),
        ("A curfew is in place from 12am to 5am.", "A curfew is in place from midnight to 5am."),
        ("The limit is 0.05%.", "The limit is 0.05 per cent."),
        (
            "An offence under Articles 120-124 of the Penal Code.",
            "An offence under Articles 120 to 124 of the Penal Code.",
        ),
        ("Call the embassy on +66 2 305 8333.", "Call the embassy on 02 305 8333."),
        ("The hospital is at 13.7563 N, 100.5018 E.", "The hospital is at 13.7563 N, 100.5019 E."),
        ("Flight 910 was diverted to route 66.", "Flight 911 was diverted to route 67."),
    ],
)
def test_other_words_for_the_same_are_no_change(before, after):
    assert edit(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "kind", "was", "now"),
    [
        ("Dial 191 (police) or 1669 (ambulance).", "Dial 191 (police) or 1646 (ambulance).", "phone", "1669", "1646"),
        ("Dial 191, 192 or 193.", "Dial 191 or 193.", "phone", "192", None),
        ("A visa costs US$30, a permit US$60.", "A visa costs US$30, a permit US$80.", "money", "US$60", "US$80"),
        ("Visas cost €10, €20 or €30.", "Visas cost €10, €25 or €30.", "money", "€20", "€25"),
        ("The fee is €1.50.", "The fee is €150.", "money", "€1.50", "€150"),
        (
            "Extensions last 30 to 60 days.",
            "Extensions last 30 to 45 days.",
            "duration",
            "30 to 60 days",
            "30 to 45 days",
        ),
        ("The fair is on 3 and 17 May 2026.", "The fair is on 3 May 2026.", "date", "17 May 2026", None),
        ("Elections take place on 5/6/2026.", "Elections take place on 6/5/2026.", "date", "5/6/2026", "6/5/2026"),
        ("Open 9am to 12pm and 2pm to 5pm.", "Open 9am to 12pm and 3pm to 5pm.", "time", "2pm to 5pm", "3pm to 5pm"),
    ],
)
def test_one_of_several_values_changes_alone(before, after, kind, was, now):
    assert [(k, a, b) for k, _, a, b in edit(before, after)] == [(kind, was, now)]


def test_one_day_in_two_orders_is_one_day_for_each_publisher():
    assert edit("Polls open on 05/06/2026.", "Polls open on 5 June 2026.", "uk-fcdo") == []
    assert edit("Polls open on 05/06/2026.", "Polls open on May 6, 2026.", "us-state") == []


def test_of_two_offences_only_the_one_whose_term_changed_is_told():
    before = "Drug possession carries 2 to 5 years in prison and trafficking carries 10 to 20 years in prison."
    after = before.replace("10 to 20", "15 to 20")
    [told] = change(PAGE.format(before), PAGE.format(after), "TH").facts
    assert (told.kind, told.change, told.direction) == ("penalty", "changed", "stricter")
    assert told.after is not None
    assert "15 to 20" in told.after.text


def test_an_item_that_moves_from_the_permitted_to_the_prohibited_is_stricter():
    lists = "## Customs\n\nYou can import:\n\n{}* cameras\n\nYou can't import:\n\n* pork\n{}* knives\n"
    [told] = change(lists.format("* drones\n", ""), lists.format("", "* drones\n"), "TH").facts
    assert (told.kind, told.change, told.direction) == ("rule", "changed", "stricter")


def test_a_place_that_moves_to_the_stricter_of_two_lists_has_a_higher_level():
    lists = (
        "## Warnings\n\nFCDO advises against all travel to:\n\n* Yala\n{}\n"
        "FCDO advises against all but essential travel to:\n\n* Songkhla\n{}"
    )
    [told] = change(lists.format("", "* Satun\n"), lists.format("* Satun\n", ""), "TH").facts
    assert (told.kind, told.change, told.direction) == ("level", "changed", "up")


def test_columns_and_rows_of_a_table_may_change_places():
    before = "| Visa | Fee | Stay |\n|---|---|---|\n| Tourist | €50 | 30 days |\n| Business | €90 | 60 days |\n"
    after = "| Visa | Stay | Fee |\n|---|---|---|\n| Business | 60 days | €90 |\n| Tourist | 30 days | €50 |\n"
    assert moves(change(before, after, "TH")) == []
