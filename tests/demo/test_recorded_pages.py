"""The recorded pages have the shapes of the publishers, and their states differ in what the story says, and no more."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import phonenumbers
import pytest
from bs4 import BeautifulSoup, Tag

from monitor.demo.recorded import PAGES, STATES, RecordedPage, recording

BY_FOLDER = {page.folder: page for page in PAGES}
API, FRONT = BY_FOLDER["uk-fcdo/travel-advice"], BY_FOLDER["uk-fcdo/front-page"]
VICTIMS, NGO = BY_FOLDER["uk-fcdo/victims-of-rape"], BY_FOLDER["ngo-demo/violence-against-women"]
ADVISORY, COUNTRY = BY_FOLDER["us-state/advisory"], BY_FOLDER["us-state/country-information"]

BLOCKS = [
    *("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "td", "th", "button", "summary"),
    *("div", "section", "main", "aside", "nav", "form", "header", "footer"),
]


def text(page: RecordedPage, state: int = 1) -> str:
    return recording(page, state).body.decode()


def edition(state: int) -> dict[str, Any]:
    data = json.loads(text(API, state))
    assert isinstance(data, dict)
    return data


def part(state: int, slug: str) -> str:
    return str(next(part["body"] for part in edition(state)["details"]["parts"] if part["slug"] == slug))


def uncloaked(tag: Tag) -> str:
    raw = bytes.fromhex(str(tag["data-cfemail"]))
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode()


def lines(html: str) -> list[str]:
    """What a reader sees, one line a paragraph, item, heading or cell."""
    soup = BeautifulSoup(html, "lxml")
    for tag in soup(["script", "style", "head"]):
        tag.decompose()
    for tag in soup.select("[data-cfemail]"):
        tag.string = uncloaked(tag)
    leaves = [block for block in soup.find_all(BLOCKS) if not block.find(BLOCKS)]
    return [line for block in leaves if (line := " ".join(block.get_text().split()))]


def says(page: RecordedPage, state: int) -> list[str]:
    """All lines of a page; of the Content API with the title of the part, and with its stamps."""
    if page is not API:
        return lines(text(page, state))
    details = edition(state)["details"]
    stamps = [f"note: {details['change_description']}", f"reviewed: {details['reviewed_at']}"]
    stamps += [f"updated: {details['updated_at']}", f"status: {details['alert_status']}"]
    history = [f"history: {note['note']}" for note in details["change_history"]]
    return stamps + history + [f"{p['title']}: {line}" for p in details["parts"] for line in lines(p["body"])]


NOTE_1 = "Information that visitors must carry health insurance from 1 January 2026 ('Entry requirements' page)."
NOTE_2 = "Addition of information on a new law on demonstrations ('Safety and security' page)."
CALL = "Getting help: For consular help at any hour, call the British Embassy Tbilisi on "
SENTENCE = (
    "Rape is a crime under Article 137 of the Criminal Code. "
    "The sentence is {} in prison, and more in aggravated cases."
)

DIFFERENCES: dict[tuple[str, int], tuple[set[str], set[str]]] = {
    ("uk-fcdo/travel-advice", 2): (
        {
            CALL + "+995 32 227 47 47.",
            f"note: {NOTE_1}",
            "reviewed: 2025-10-06T08:40:00.000+00:00",
            "updated: 2025-10-06T08:40:12.412Z",
        },
        {
            CALL + "020 7946 0158.",
            "Safety and security: Since 17 October 2025 the Law on Assemblies and Demonstrations has allowed courts to "
            "order up to 15 days in detention for covering your face or blocking a road at a demonstration.",
            f"note: {NOTE_2}",
            f"history: {NOTE_2}",
            "reviewed: 2025-10-20T15:20:00.000+00:00",
            "updated: 2025-10-20T15:20:09.087Z",
        },
    ),
    ("uk-fcdo/travel-advice", 3): (
        {CALL + "020 7946 0158.", "updated: 2025-10-20T15:20:09.087Z"},
        {CALL + "+995 32 227 47 47.", "updated: 2025-10-21T09:05:31.550Z"},
    ),
    ("uk-fcdo/front-page", 2): ({"6 October 2025", NOTE_1}, {"20 October 2025", NOTE_2}),
    ("uk-fcdo/victims-of-rape", 2): (
        {SENTENCE.format("6 to 8 years"), "Updated 9 January 2025"},
        {SENTENCE.format("7 to 10 years"), "Updated 20 October 2025"},
    ),
    ("us-state/advisory", 2): (
        {
            "March 13, 2025",
            "Georgia - Level 1: Exercise Normal Precautions",
            "Last Update: Reissued after periodic review without changes.",
            "Exercise normal precautions in Georgia. The risk is higher in some areas.",
        },
        {
            "October 20, 2025",
            "Georgia - Level 2: Exercise Increased Caution",
            "U",
            "Last Update: Updated due to change in travel advisory level.",
            "Exercise increased caution in Georgia due to civil unrest. The risk is higher in some areas.",
            "Protests in the center of Tbilisi can turn violent without warning. Police have used tear gas and water "
            "cannon.",
        },
    ),
    ("us-state/country-information", 2): (
        {"Not for stays of 365 days or less."},
        {"Not for stays of 180 days or less."},
    ),
    ("ngo-demo/violence-against-women", 2): (set(), set()),
    ("ngo-demo/violence-against-women", 3): ({"buy or carry a weapon"}, set()),
}
"""(what is gone, what is new) of each address that has another page in a state."""
WALLS = {("us-state/advisory", 3)}


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.folder)
def test_a_state_differs_from_the_one_before_in_exactly_what_the_story_says(page: RecordedPage, state: int) -> None:
    before, after = recording(page, state - 1), recording(page, state)
    if (page.folder, state) in WALLS:
        assert after.is_wall
    elif (page.folder, state) in DIFFERENCES:
        gone, new = DIFFERENCES[page.folder, state]
        old, now = Counter(says(page, state - 1)), Counter(says(page, state))
        assert (set(old - now), set(now - old)) == (gone, new)
        assert after.body != before.body
    else:
        assert after == before


def test_the_order_of_a_list_is_all_that_the_ngo_changes_first() -> None:
    old, new = says(NGO, 1), says(NGO, 2)
    assert old != new
    assert [line for line in old if line not in new] == []
    moved = [index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    assert all(old[index].startswith(("come near", "call you", "buy or carry", "use a home")) for index in moved)


def test_the_consular_number_goes_and_comes_back_while_date_and_note_stay() -> None:
    assert part(1, "getting-help") != part(2, "getting-help")
    assert part(1, "getting-help") == part(3, "getting-help")
    second, third = edition(2), edition(3)
    assert second["public_updated_at"] == third["public_updated_at"]
    assert second["details"]["change_description"] == third["details"]["change_description"]
    assert second["updated_at"] < third["updated_at"]


def test_the_note_does_not_speak_of_the_number() -> None:
    note = edition(2)["details"]["change_description"].lower()
    assert not any(word in note for word in ("number", "phone", "contact", "embassy", "help"))
    assert "law" in note


def test_the_content_api_answer_holds_what_a_travel_advice_edition_holds() -> None:
    for state in STATES:
        data = edition(state)
        details = data["details"]
        assert (data["schema_name"], data["document_type"]) == ("travel_advice", "travel_advice")
        assert data["withdrawn_notice"] == {}
        assert [part["slug"] for part in details["parts"]] == [
            "warnings-and-insurance",
            "entry-requirements",
            "safety-and-security",
            "health",
            "getting-help",
        ]
        assert details["country"].keys() == {"slug", "name", "synonyms"}
        assert details["alert_status"] == ["avoid_all_travel_to_parts"]
        assert details["change_history"][0]["note"] == details["change_description"]
        assert details["change_history"][0]["public_timestamp"] == data["public_updated_at"] == details["reviewed_at"]
        assert all(BeautifulSoup(part["body"], "lxml").get_text(strip=True) for part in details["parts"])


def test_what_moves_beneath_an_edition_moves_each_time() -> None:
    for key in ("publishing_request_id", "updated_at"):
        assert len({edition(state)[key] for state in STATES}) == 3
    assert len({edition(state)["details"]["document"]["id"] for state in STATES}) == 3


SELECTORS = [
    (FRONT, "aside.part-navigation-container", 1),
    (FRONT, "dl.gem-c-metadata__list dt", 3),
    (FRONT, ".gem-c-warning-text.govuk-warning-text", 1),
    (FRONT, ".govspeak", 1),
    (FRONT, ".govuk-grid-column-two-thirds h1", 2),
    (VICTIMS, "main .govspeak h2[id]", 8),
    (VICTIMS, ".govspeak table", 2),
    (VICTIMS, ".govspeak td [data-cfemail]", 3),
    (VICTIMS, ".gem-c-cookie-banner", 1),
    (VICTIMS, "header nav a", 2),
    (VICTIMS, "footer.govuk-footer", 1),
    (ADVISORY, "h3.tsg-rwd-eab-title-frame", 1),
    (ADVISORY, ".tsg-rwd-eab-date-frame", 1),
    (ADVISORY, "[class*=tsg-rwd-eab-main-frame-]", 1),
    (ADVISORY, "#tsg_main_content_container .tsg-rwd-main-copy-body-frame .tsg-rwd-main-copy-frame", 1),
    (COUNTRY, ".tsg-rwd-main-CSI-International-Travel-items-international .tsg-rwd-csi-contry-name", 1),
    (COUNTRY, ".csi-data-date", 1),
    (COUNTRY, ".tsg-rwd-qf-box .tsg-rwd-qf-box-title", 6),
    (COUNTRY, ".tsg-rwd-qf-box .tsg-rwd-qf-box-data", 6),
    (COUNTRY, ".tsg-rwd-accordion-copy", 7),
    (COUNTRY, "a[href='javascript:void(0);'] > h4", 7),
    (NGO, "main button[aria-controls]", 4),
    (NGO, "main details > summary", 5),
]


@pytest.mark.parametrize(
    ("page", "selector", "count"), SELECTORS, ids=lambda value: getattr(value, "folder", str(value))
)
def test_a_page_holds_what_its_publisher_is_read_by(page: RecordedPage, selector: str, count: int) -> None:
    for state in (1, 2):
        assert len(BeautifulSoup(text(page, state), "lxml").select(selector)) == count


def test_the_content_of_the_front_page_stands_in_the_second_wide_column() -> None:
    columns = BeautifulSoup(text(FRONT), "lxml").select(".govuk-grid-column-two-thirds")
    assert [str(column.h1.get_text(strip=True)) for column in columns if column.h1] == [
        "Georgia",
        "Warnings and insurance",
    ]
    assert columns[1].select(".govspeak")


def test_the_front_page_prints_the_first_part_of_the_edition() -> None:
    for state in (1, 2):
        shown = BeautifulSoup(text(FRONT, state), "lxml").select_one(".govspeak")
        assert shown is not None
        assert lines(str(shown)) == lines(part(state, "warnings-and-insurance"))


@pytest.mark.parametrize("page", [ADVISORY, COUNTRY], ids=lambda page: page.name)
def test_the_state_department_sends_a_script_before_the_doctype(page: RecordedPage) -> None:
    before, _, _ = text(page).partition("<!DOCTYPE html>")
    assert before.startswith("\n")
    assert "<script" in before


def test_the_panels_of_the_country_page_stand_in_the_order_of_the_publisher() -> None:
    panels = BeautifulSoup(text(COUNTRY), "lxml").select(".tsg-rwd-accordion-csi-show h4")
    assert [panel.get_text() for panel in panels] == [
        "Embassies and Consulates",
        "Destination Description",
        "Entry, Exit and Visa Requirements",
        "Safety and Security",
        "Local Laws & Special Circumstances",
        "Health",
        "Travel and Transportation",
    ]


def test_cloaked_addresses_are_the_same_under_another_key() -> None:
    cloaked = [BeautifulSoup(text(VICTIMS, state), "lxml").select("[data-cfemail]") for state in (1, 2)]
    assert {str(tag["data-cfemail"]) for tag in cloaked[0]}.isdisjoint(str(tag["data-cfemail"]) for tag in cloaked[1])
    assert [uncloaked(tag) for tag in cloaked[0]] == [uncloaked(tag) for tag in cloaked[1]]
    assert all(uncloaked(tag).endswith(".example") for tag in cloaked[0])


REAL = {
    "+995322274747",  # British Embassy Tbilisi
    "+995322277724",  # U.S. Embassy Tbilisi
    "+995322277000",  # U.S. Embassy Tbilisi, after hours
    "+442070085000",  # FCDO, London
    "+448085002222",  # Rape and Sexual Abuse Support Line, England and Wales
    "+448088010302",  # Rape Crisis Scotland
    "+448003894424",  # The Rowan, Northern Ireland
}
DRAMA = "+4420794600"
"""Range that Ofcom keeps free for drama."""


def test_every_long_number_is_a_public_one_or_of_the_range_for_drama() -> None:
    found = set()
    for page in PAGES:
        for state in STATES:
            region = "US" if page.publisher == "us-state" else "GB"
            shown = "\n".join(says(page, state)).replace("+(995)(32)", "+995 32")
            for match in phonenumbers.PhoneNumberMatcher(shown, region):
                found.add(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))
    invented = found - REAL
    assert found >= REAL
    assert invented == {"+442079460158", "+442079460321"}


def test_there_is_no_fourth_state() -> None:
    with pytest.raises(ValueError, match="states 1 to 3, not 4"):
        recording(API, 4)
