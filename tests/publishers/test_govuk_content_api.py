"""GOV.UK's Content API: travel advice with its parts, publications, and what of them is only noise."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from page_helpers import page, placed, sections, shared, told

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read

ADVICE: dict[str, Any] = {
    "base_path": "/foreign-travel-advice/georgia",
    "document_type": "travel_advice",
    "locale": "en",
    "public_updated_at": "2025-10-06T08:00:00Z",
    "publishing_request_id": "1-1",
    "title": "Georgia travel advice",
    "updated_at": "2025-10-06T08:40:01Z",
    "withdrawn_notice": {},
    "details": {
        "alert_status": ["avoid_all_travel_to_parts"],
        "change_description": "Latest update: information on a new law ('Safety and security' page).",
        "change_history": [
            {"note": "Newest of all.", "public_timestamp": "2025-10-06T08:40:00Z"},
            {"note": "Oldest.", "public_timestamp": "2018-01-01T00:00:00Z"},
        ],
        "country": {"name": "Georgia", "slug": "georgia"},
        "document": {"id": "5e0c7f4e", "url": "https://assets.example/map.pdf"},
        "reviewed_at": "2025-10-06T08:40:00.000+00:00",
        "updated_at": "2025-10-06T08:40:01.000+00:00",
        "parts": [
            {
                "slug": "warnings-and-insurance",
                "title": "Warnings and insurance",
                "body": "<p>It is your decision.</p><h2 id='areas'>Areas to avoid</h2><p>See the map.</p>",
            },
            {
                "slug": "entry-requirements",
                "title": "Entry requirements",
                "body": [
                    {"content_type": "text/govspeak", "content": "## Visa\n\nYou can stay a year."},
                    {"content_type": "text/html", "content": "<h2>Visa</h2><p>You can stay a year.</p>"},
                ],
            },
            {
                "slug": "safety-and-security",
                "title": "Safety and security",
                "body": "<h1>Laws</h1><h2>Visa</h2><p>x</p>",
            },
        ],
    },
}


def advice(**details: Any) -> Document:
    data = copy.deepcopy(ADVICE)
    data["details"] |= details
    return page(data, "uk-fcdo")


def test_parts_are_sections_named_by_their_slugs() -> None:
    document = advice()
    assert document.title == "Georgia travel advice"
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


def test_the_advice_status_is_said_once_above_the_first_part_in_the_words_of_the_page() -> None:
    document = advice()
    assert placed(document)[:2] == [
        "Warnings and insurance | FCDO advises against all travel to parts of Georgia",
        "Warnings and insurance | It is your decision.",
    ]
    assert document.stamps.levels == ("FCDO advises against all travel to parts",)
    assert "warning: FCDO advises against all travel to parts of Georgia" in told(document)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("avoid_all_travel_to_whole_country", "FCDO advises against all travel to Georgia"),
        ("avoid_all_travel_to_parts", "FCDO advises against all travel to parts of Georgia"),
        ("avoid_all_but_essential_travel_to_whole_country", "FCDO advises against all but essential travel to Georgia"),
        (
            "avoid_all_but_essential_travel_to_parts",
            "FCDO advises against all but essential travel to parts of Georgia",
        ),
        ("some_new_status", "some new status"),
    ],
)
def test_every_advice_status_is_read_and_an_unknown_one_as_it_is(status: str, words: str) -> None:
    assert f"warning: {words}" in told(advice(alert_status=[status, status]))
    assert told(advice(alert_status=[status, status])).count(f"warning: {words}") == 1


def test_a_new_advice_status_makes_another_page_of_the_first_part() -> None:
    before, after = (
        part(advice(alert_status=status), "warnings-and-insurance")
        for status in ([], ["avoid_all_travel_to_whole_country"])
    )
    assert before is not None
    assert after is not None
    assert set(told(after)) - set(told(before)) == {"warning: FCDO advises against all travel to Georgia"}


def test_the_stamps_are_the_review_and_the_note_without_its_label() -> None:
    stamps = advice().stamps
    assert stamps.updated == "2025-10-06T08:40:00.000+00:00"
    assert stamps.note == "Information on a new law ('Safety and security' page)."
    assert stamps.withdrawn is None


def test_the_newest_note_of_the_history_serves_where_there_is_no_other() -> None:
    assert advice(change_description="").stamps.note == "Newest of all."
    assert advice(change_description="", change_history=[]).stamps.note is None


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
        set_to(["details", "max_cache_time"], 10),
        set_to(["links"], {"parent": []}),
    ],
)
def test_what_moves_on_every_publication_is_not_in_the_document(change: Callable[[dict[str, Any]], None]) -> None:
    data = copy.deepcopy(ADVICE)
    change(data)
    assert page(data, "uk-fcdo") == page(ADVICE, "uk-fcdo")


def test_a_part_can_be_cut_out() -> None:
    entry = part(advice(), "entry-requirements")
    assert entry is not None
    assert told(entry) == ["heading: Entry requirements", "heading: Visa", "paragraph: You can stay a year."]
    assert entry.stamps.note == "Information on a new law ('Safety and security' page)."


def test_a_part_without_a_title_or_with_an_odd_one_is_a_part_all_the_same() -> None:
    odd = [{"slug": "health", "title": "", "body": "<p>a</p>"}, {"slug": "c", "title": "Contents", "body": "<p>b</p>"}]
    assert [(s.slug, s.heading) for s in parts(advice(parts=odd))] == [("health", "health"), ("c", "Contents")]


def test_advice_without_parts_is_read_as_empty_but_for_its_status() -> None:
    assert told(advice(parts=[], alert_status=[])) == ["heading: Georgia travel advice"]
    assert advice(parts=[], alert_status=[]).is_empty
    assert not advice(parts=[]).is_empty


def test_a_title_is_never_taken_from_a_part() -> None:
    data = copy.deepcopy(ADVICE)
    del data["title"]
    assert len(parts(page(data, "uk-fcdo"))) == 3


def test_a_publication_has_a_body() -> None:
    document = page(
        {
            "title": "Georgia: information for victims of rape",
            "document_type": "html_publication",
            "public_updated_at": "2025-01-09T12:00:00Z",
            "withdrawn_notice": {
                "explanation": "<p>This was <b>withdrawn</b>.</p>",
                "withdrawn_at": "2026-01-01T00:00:00Z",
            },
            "details": {
                "body": "<div class='govspeak'><h2 id='first'>First steps</h2><p>Call 112.</p></div>",
                "public_timestamp": "2025-01-09T12:30:00Z",
            },
        },
        "uk-fcdo",
    )
    assert placed(document) == ["First steps | Call 112."]
    assert document.stamps.updated == "2025-01-09T12:30:00Z"
    assert document.stamps.withdrawn == "This was withdrawn."


def test_a_withdrawal_without_words_is_a_withdrawal() -> None:
    data = copy.deepcopy(ADVICE) | {"withdrawn_notice": {"withdrawn_at": "2026-01-01T00:00:00Z"}}
    assert page(data, "uk-fcdo").stamps.withdrawn == "Withdrawn 2026-01-01T00:00:00Z"


def test_half_a_character_in_the_json_does_not_reach_the_document() -> None:
    data = copy.deepcopy(ADVICE)
    data["details"]["parts"][0]["body"] = "<p>Call \ud83d 112 \U0001f691.</p>"
    data["details"]["change_description"] = "New \ude00 note"
    data["title"] = "Georgia \\ud83d"
    document = page(data, "uk-fcdo")
    assert repr(document).encode()
    assert "Warnings and insurance | Call \ufffd 112 \U0001f691." in placed(document)
    assert document.title == "Georgia \\ud83d"


@pytest.mark.parametrize("text", ["[]", "{}", '{"details": []}', '{"details": null}', "[1, 2]", '{"a": 1'])
def test_other_json_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError):
        page(text, "uk-fcdo") if text != "[1, 2]" else page('{"items": [1, 2]}', "uk-fcdo")


def test_json_of_a_publisher_without_a_form_of_json_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="no form of JSON is known"):
        page("{}", "us-state")


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


@pytest.mark.parametrize(("name", "at_least"), READABLE.items())
def test_the_published_examples_are_read(name: str, at_least: int) -> None:
    document = read(shared(f"corpus/govuk_content_api/{name}.json").read_bytes(), publisher("uk-fcdo"))
    assert document.title
    assert document.stamps.updated
    assert len(parts(document)) >= at_least
    assert bool(document.stamps.withdrawn) == ("withdrawn" in name)
