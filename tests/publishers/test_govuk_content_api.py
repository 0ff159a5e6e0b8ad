"""GOV.UK's Content API: travel advice with its parts, its status, its dates and its map, and what of it is noise."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from govuk_samples import ANSWER, MAP, georgia
from page_helpers import page, placed, sections, shared, told

from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.read.document import Advice, Document
from monitor.read.parts import part, parts
from monitor.read.reader import read

IMAGE, PDF = MAP["image"], {key: value for key, value in MAP["document"].items() if key != "file_size"}


def test_parts_are_sections_named_by_their_slugs() -> None:
    document = georgia()
    assert document.title == "Georgia"  # as the page prints it
    assert document.country == "GE"
    assert [(s.slug, s.heading) for s in parts(document)] == [
        ("warnings-and-insurance", "Warnings and insurance"),
        ("entry-requirements", "Entry requirements"),
        ("safety-and-security", "Safety and security"),
    ]
    assert sections(document) == [
        "Warnings and insurance",
        "Warnings and insurance > Areas to avoid",
        "Entry requirements",
        "Entry requirements > Visa",
        "Safety and security",
        "Safety and security > Laws",
        "Safety and security > Visa",
    ]


def levels(document: Document | None) -> list[tuple[str, Any]]:
    assert document is not None
    return [(fact.text, fact.value) for fact in find(document, publisher("uk-fcdo")) if fact.kind == "level"]


def test_the_advice_status_is_metadata_and_no_word_of_the_text() -> None:
    document = georgia()
    assert document.advice == (Advice("FCDO advises against all travel to parts"),)
    assert placed(document)[0] == "Warnings and insurance | It is your decision."
    assert not [line for line in told(document) if "FCDO" in line]


@pytest.mark.parametrize(
    ("status", "words", "step", "area"),
    [
        ("avoid_all_travel_to_whole_country", "FCDO advises against all travel", 2, None),
        ("avoid_all_travel_to_parts", "FCDO advises against all travel to parts", 2, "parts"),
        (
            "avoid_all_but_essential_travel_to_whole_country",
            "FCDO advises against all but essential travel",
            1,
            None,
        ),
        (
            "avoid_all_but_essential_travel_to_parts",
            "FCDO advises against all but essential travel to parts",
            1,
            "parts",
        ),
    ],
)
def test_every_advice_status_is_one_level_on_the_first_part(
    status: str, words: str, step: int, area: str | None
) -> None:
    document = georgia(alert_status=[status, status])
    said = [(words, {"scale": "advice", "step": step, "area": area})]
    assert levels(document) == said
    assert levels(part(document, "warnings-and-insurance")) == said
    assert levels(part(document, "entry-requirements")) == levels(part(document, "safety-and-security")) == []


def test_two_statuses_are_two_levels_in_the_order_of_the_field() -> None:
    document = georgia(alert_status=["avoid_all_but_essential_travel_to_parts", "avoid_all_travel_to_parts"])
    assert [value["step"] for _, value in levels(part(document, "warnings-and-insurance"))] == [1, 2]


def test_a_status_that_nobody_knows_is_kept_in_its_own_words() -> None:
    document = georgia(alert_status=["some_new_status", "", None, 4])
    assert document.advice == (Advice("some new status"),)
    assert levels(document) == [
        ("some new status", {"scale": "advice", "step": None, "area": None, "words": "some new status"})
    ]


def test_a_new_advice_status_makes_another_page_of_the_first_part_alone() -> None:
    before, after = georgia(alert_status=[]), georgia(alert_status=["avoid_all_travel_to_whole_country"])
    assert part(before, "warnings-and-insurance") != part(after, "warnings-and-insurance")
    assert part(before, "entry-requirements") == part(after, "entry-requirements")
    assert before.blocks == after.blocks


def test_the_stamps_are_the_review_and_the_note_without_its_label() -> None:
    stamps = georgia().stamps
    assert stamps.updated == "2025-10-06T08:40:00.000+00:00"
    assert stamps.note == "Information on a new law ('Safety and security' page)."
    assert stamps.withdrawn is None
    assert (stamps.issued, stamps.current_at) == (None, None)  # the page prints no first day, and today as the other


def test_a_minor_update_leaves_the_date_and_the_note_as_they_are() -> None:
    data = copy.deepcopy(ANSWER)
    data["updated_at"] = data["details"]["updated_at"] = "2025-10-09T10:00:00.000+00:00"
    data["details"]["parts"][0]["body"] += "<p>Carry a mask.</p>"
    before, after = page(ANSWER, "uk-fcdo"), page(data, "uk-fcdo")
    assert before.stamps == after.stamps
    assert before.stamps.date == "2025-10-06T08:40:00.000+00:00"
    assert before.blocks != after.blocks


def test_without_a_review_the_day_of_the_last_major_update_stands() -> None:
    assert georgia(reviewed_at=None).stamps.date == "2025-10-06T08:00:00Z"


def test_the_newest_note_of_the_history_serves_where_there_is_no_other() -> None:
    assert georgia(change_description="").stamps.note == "Newest of all."
    assert georgia(change_description="", change_history=[]).stamps.note is None


def test_the_newest_note_is_the_one_of_the_latest_moment_whatever_its_offset() -> None:
    notes = [
        {"note": "Summer.", "public_timestamp": "2025-06-01T00:30:00+01:00"},
        {"note": "Later.", "public_timestamp": "2025-05-31T23:45:00Z"},
        {"note": "Undated."},
        {"note": "Nonsense.", "public_timestamp": "soon"},
    ]
    assert georgia(change_description=None, change_history=notes).stamps.note == "Later."


def set_to(path: list[str], value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        set_to(["publishing_request_id"], "2-2"),
        set_to(["updated_at"], "2026-01-01T00:00:00Z"),
        set_to(["details", "updated_at"], "2026-01-01T00:00:00Z"),
        set_to(["details", "document", "id"], "another-random-one"),
        set_to(["details", "document", "attachment_type"], "file"),
        set_to(["content_id"], "2a"),
        set_to(["phase"], "live"),
        set_to(["description"], "Latest travel advice for Georgia"),
        set_to(["details", "max_cache_time"], 10),
        set_to(["links"], {"parent": []}),
    ],
)
def test_what_moves_on_every_publication_is_not_in_the_document(change: Callable[[dict[str, Any]], None]) -> None:
    data = copy.deepcopy(ANSWER)
    change(data)
    assert page(data, "uk-fcdo") == page(ANSWER, "uk-fcdo")


def test_a_part_can_be_cut_out() -> None:
    entry = part(georgia(), "entry-requirements")
    assert entry is not None
    assert told(entry) == ["heading: Entry requirements", "heading: Visa", "paragraph: You can stay a year."]
    assert entry.stamps.note == "Information on a new law ('Safety and security' page)."


def test_a_part_without_a_title_or_with_an_odd_one_is_a_part_all_the_same() -> None:
    odd = [{"slug": "health", "title": "", "body": "<p>a</p>"}, {"slug": "c", "title": "Contents", "body": "<p>b</p>"}]
    assert [(s.slug, s.heading) for s in parts(georgia(parts=odd))] == [("health", "health"), ("c", "Contents")]


def test_advice_without_parts_is_read_as_empty_with_its_status_beside_it() -> None:
    document = georgia(parts=[])
    assert told(document) == ["heading: Georgia"]
    assert document.is_empty
    assert [text for text, _ in levels(document)] == ["FCDO advises against all travel to parts"]


def test_the_summary_that_was_a_field_of_its_own_is_the_first_part() -> None:
    document = georgia(summary="<p>It is calm.</p>")
    assert [section.slug for section in parts(document)][:2] == ["summary", "warnings-and-insurance"]
    assert placed(document)[0] == "Summary | It is calm."
    assert len(parts(georgia(summary=""))) == 3
    twice = georgia(summary="<p>a</p>", parts=[{"slug": "summary", "title": "Summary", "body": "<p>b</p>"}])
    assert placed(twice) == ["Summary | b"]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, "(PDF)"),
        (0, "(PDF)"),
        (-1, "(PDF)"),
        (True, "(PDF)"),
        ("576 KB", "(PDF)"),
        (1, "(PDF, 1 Bytes)"),
        (1023, "(PDF, 1020 Bytes)"),
        (1024, "(PDF, 1 KB)"),
        (589_824, "(PDF, 576 KB)"),
        (1_258_291, "(PDF, 1.2 MB)"),
        (1_205_862, "(PDF, 1.15 MB)"),
        (10**40, "(PDF, 1020 TB)"),
    ],
)
def test_the_map_is_a_link_in_the_words_of_the_page(size: Any, words: str) -> None:
    first = part(georgia(image=IMAGE, document=PDF | {"file_size": size}), "warnings-and-insurance")
    assert first is not None
    assert placed(first)[0] == f" | Download a more detailed map {words}"
    assert first.links[0].url == PDF["url"]


@pytest.mark.parametrize(
    ("image", "document"),
    [(None, PDF), ({}, PDF), (IMAGE, None), (IMAGE, {"url": None}), (IMAGE, {"url": " "}), ([], []), ("x", "y")],
)
def test_a_map_that_the_page_does_not_offer_is_no_link(image: Any, document: Any) -> None:
    assert georgia(image=image, document=document).links == ()


def test_another_map_is_another_link_and_another_random_id_is_none() -> None:
    one = georgia(image=IMAGE, document=PDF)
    assert one == georgia(image=IMAGE | {"url": "https://assets.example/media/9/map.jpg"}, document=PDF | {"id": "9"})
    assert one != georgia(image=IMAGE, document=PDF | {"url": "https://assets.example/media/2c/map.pdf"})


def test_a_title_is_never_taken_from_a_part() -> None:
    data = copy.deepcopy(ANSWER)
    del data["title"]
    assert len(parts(page(data, "uk-fcdo"))) == 3


def test_a_part_of_the_past_is_no_part() -> None:
    assert part(georgia(), "terrorism") is None


def test_two_parts_of_one_slug_are_two_parts_and_a_part_of_none_has_the_one_of_its_title() -> None:
    odd = [
        {"slug": "health", "title": "Health", "body": "<p>a</p>"},
        {"slug": "health", "title": "Health", "body": "<p>b</p>"},
        {"title": "Women’s Euro 2025", "body": "<p>c</p>"},
        {"body": "<p>d</p>"},
        {"slug": "../{part}", "title": "Odd", "body": "<p>e</p>"},
        {"slug": "", "title": " ", "body": "<p>f</p>"},
    ]
    assert [(s.slug, s.heading) for s in parts(georgia(parts=odd))] == [
        ("health", "Health"),
        ("health-2", "Health"),
        ("women-s-euro-2025", "Women’s Euro 2025"),
        ("part", "Part"),
        ("part-2", "Odd"),
        ("part-3", "Part"),
    ]
    assert [line.rpartition(" ")[2] for line in placed(georgia(parts=odd))] == list("abcdef")


READABLE = {
    "html_publication__long_form_and_automatically_numbered_headings": 0,
    "html_publication__published": 0,
    "html_publication__withdrawn": 0,
    "travel_advice__alt-country": 9,
    "travel_advice__full-country": 9,
    "travel_advice__no-parts": 0,
    "travel_advice__withdrawn-full-country": 9,
    "travel_advice_index__index": 0,
}


INDEX = "travel_advice_index__index"


@pytest.mark.parametrize(("name", "at_least"), READABLE.items())
def test_the_published_examples_are_read(name: str, at_least: int) -> None:
    uk = publisher("uk-fcdo")
    document = read(shared(f"corpus/govuk_content_api/{name}.json").read_bytes(), uk)
    assert document.title
    assert document.stamps.date or name == INDEX
    assert len(parts(document)) >= at_least
    assert bool(document.stamps.withdrawn) == ("withdrawn" in name)
    assert all(fact.context for fact in find(document, uk))
    assert read(shared(f"corpus/govuk_content_api/{name}.json").read_bytes(), uk) == document


def test_the_map_of_a_published_example_is_a_link_without_its_random_id() -> None:
    data = json.loads(shared("corpus/govuk_content_api/travel_advice__alt-country.json").read_text())
    before = page(data, "uk-fcdo", "TR")
    assert before.links[0].url == data["details"]["document"]["url"]
    data["details"]["document"]["id"] = "another"
    assert page(data, "uk-fcdo", "TR") == before
