"""What the publisher said of a change, beside what was found."""

from __future__ import annotations

import pytest
from facts.texts import change

from monitor.compare.change import Announcement


def page(phone: str = "556200", fee: int = 25, *, day: int = 3, note: str | None = "New visa fee.") -> str:
    said = f"Latest update: {note}\n\n" if note else ""
    return (
        f"# Ruritania\n\nUpdated: {day} May 2026\n\n{said}"
        f"## Emergency contacts\n\nCall the embassy on +7 7172 {phone}.\n\n"
        f"## Visas\n\nA visa costs {fee} US dollars.\n"
    )


def announced(before: str, after: str, title: str = "") -> Announcement:
    said = change(before, after, title=title).announcement
    assert said is not None
    return said


@pytest.mark.parametrize(
    "note",
    [
        "New emergency number of the embassy.",
        "Updated telephone numbers ('Emergency contacts').",
        "Change of emergency contacts.",
        "The embassy has new emergency lines.",
    ],
)
def test_a_note_that_speaks_of_all_that_changed_announces_it(note: str):
    said = announced(page(), page("596240", day=5, note=note))
    assert said == Announcement("announced", note, True)


def test_a_note_that_only_names_the_page_announces_in_part():
    before, after = page(), page("596240", day=5, note="Updated information (‘Safety and security’ page).")
    assert announced(before, after, "Safety and security").status == "partly"
    assert announced(before, after, "Health").status == "silent"


def test_a_note_that_names_the_page_for_another_matter_is_silence():
    note = "Information on an internet outage (‘Safety and security’ page)."
    said = announced(page(), page("596240", day=5, note=note), "Safety and security")
    assert said.status == "silent"
    assert "556200 -> +7 7172 596240" in said.unannounced[0]


def test_a_note_that_speaks_of_one_of_two_changes_announces_it_partly():
    note = "New emergency number of the embassy."
    said = announced(page(), page("596240", 30, day=5, note=note))
    assert (said.status, said.note, said.stamp_moved) == ("partly", note, True)
    assert any("Visas" in name or "30 US dollars" in name for name in said.unannounced)
    assert not any("596240" in name for name in said.unannounced)


def test_a_note_that_speaks_of_something_else_is_silence():
    note = "Information on an internet outage."
    said = announced(page(), page("596240", day=5, note=note))
    assert (said.status, said.note, said.stamp_moved) == ("silent", note, True)
    assert any("596240" in name for name in said.unannounced)


def test_a_minor_update_keeps_stamp_and_note_and_is_silent():
    said = announced(page(), page("596240"))
    assert (said.status, said.note, said.stamp_moved) == ("silent", "New visa fee.", False)


def test_a_page_that_only_dates_itself_and_stands_still_is_silent():
    said = announced(page(note=None), page("596240", note=None))
    assert (said.status, said.note, said.stamp_moved) == ("silent", None, False)


def test_a_moved_stamp_without_a_note_says_that_something_changed_and_not_what():
    said = announced(page(note=None), page("596240", note=None, day=5))
    assert (said.status, said.note, said.stamp_moved) == ("partly", None, True)
    assert "596240" in said.unannounced[0]


def test_a_page_with_neither_note_nor_date_announces_nothing_and_hides_nothing():
    before = "Call the embassy on +7 7172 556200."
    assert announced(before, before.replace("556200", "596240")) == Announcement("unknown", None, None)


def test_a_note_given_again_with_a_new_date_is_a_new_one():
    note = "New emergency number of the embassy."
    assert announced(page(note=note), page("596240", day=5, note=note)).status == "announced"


def test_where_there_is_nothing_to_read_there_is_nothing_to_announce():
    assert change(page(), page(day=5)).announcement is None
    assert change(page(), page()).announcement is None


@pytest.mark.parametrize(
    ("note", "phone", "fee"),
    [
        ("Updated information on visa fees.", "silent", "announced"),
        ("New contact details of the embassy.", "announced", "silent"),
        ("Updated information about protests near the embassy.", "silent", "silent"),
        ("Updated information on visa requirements and contact details.", "announced", "announced"),
        ("FCDO now advises against all travel.", "silent", "silent"),
        ("This travel advice has been reviewed in full with edits throughout.", "partly", "partly"),
        ("Editorial change", "silent", "silent"),
        ("Reissued after periodic review with minor edits.", "silent", "silent"),
        ("A number of updates.", "silent", "silent"),
    ],
)
def test_a_note_speaks_of_what_it_names_and_of_nothing_else(note: str, phone: str, fee: str):
    assert announced(page(), page("596240", day=5, note=note)).status == phone
    assert announced(page(), page(fee=30, day=5, note=note)).status == fee


def test_facts_stand_before_sections_among_what_was_not_announced():
    after = page("596240", day=5, note="Removal of information on a storm.")
    after += (
        "\n## Beaches\n\nThe currents along the whole of the eastern coast are strong and have dragged swimmers out.\n"
    )
    first, second = announced(page(), after).unannounced
    assert first.startswith("phone ")
    assert "->" in first
    assert second == "Beaches"


def test_what_was_not_announced_is_told_as_far_as_a_reader_reads():
    before = page() + "".join(f"\n## Office {n}\n\nCall +7 7172 55{n:02}00.\n" for n in range(30, 50))
    after = page(day=5, note="Removal of information on a storm.")
    told = announced(before, after).unannounced
    assert len(told) == 11
    assert told[-1] == "10 more"


def law_page(sentence: str, *, day: int = 3, note: str = "New visa fee.") -> str:
    return f"# Ruritania\n\nUpdated: {day} May 2026\n\nLatest update: {note}\n\n## Wild camping\n\n{sentence}\n"


def test_a_punishment_is_announced_by_its_offence():
    before, after = "Camp in marked places.", "If you camp elsewhere you may be fined up to 500 euros."
    for note, status in (("New information on wild camping.", "announced"), ("New information on beaches.", "silent")):
        assert announced(law_page(before), law_page(after, day=5, note=note)).status == status


def level_page(level: str, *, day: int = 3, note: str = "New visa fee.") -> str:
    said = f"FCDO advises against {level} travel to the Batken region due to unrest."
    return f"# Kyrgyzstan\n\nUpdated: {day} May 2026\n\nLatest update: {note}\n\n## Batken\n\n{said}\n"


def test_a_level_is_announced_as_a_level_and_on_whatever_page_the_note_names():
    before = level_page("all but essential")
    for note, status in (
        ("Updated information on unrest in the Batken region.", "silent"),
        ("FCDO now advises against all travel to Batken (‘Warnings and insurance’ page).", "announced"),
    ):
        assert announced(before, level_page("all", day=5, note=note), "Regional risks").status == status


def test_a_note_on_one_disease_says_nothing_of_another():
    def health(disease: str, *, day: int = 3, note: str = "New visa fee.") -> str:
        said = f"There is a large outbreak of {disease} in the north and the east of the whole country this year."
        return f"# Health\n\nUpdated: {day} May 2026\n\nLatest update: {note}\n\n## {disease.title()}\n\n{said}\n"

    for note, status in (("Updated information on dengue.", "announced"), ("Updated information on polio.", "silent")):
        assert announced("# Health\n\nUpdated: 3 May 2026\n", health("dengue", day=5, note=note)).status == status
