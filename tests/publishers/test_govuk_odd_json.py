"""JSON of GOV.UK that is no page, is a page no more, or is not what it should be."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from govuk_samples import ANSWER, MAP
from hypothesis import given
from hypothesis import strategies as st
from page_helpers import page, placed

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.publishers.uk_fcdo.content_api import read_content
from monitor.publishers.uk_fcdo.index import entries


def test_half_a_character_in_the_json_does_not_reach_the_document() -> None:
    data = copy.deepcopy(ANSWER)
    data["details"]["parts"][0]["body"] = "<p>Call \ud83d 112 \U0001f691.</p>"
    data["details"]["change_description"] = "New \ude00 note"
    data["details"]["country"]["name"] = "Georgia \ud83d"
    document = page(data, "uk-fcdo")
    assert repr(document).encode()
    assert "Warnings and insurance | Call \ufffd 112 \U0001f691." in placed(document)
    assert document.title == "Georgia \ufffd"


@pytest.mark.parametrize("text", ["[]", "{}", '{"details": []}', '{"details": null}', "[1, 2]", '{"a": 1'])
def test_other_json_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError):
        page(text, "uk-fcdo") if text != "[1, 2]" else page('{"items": [1, 2]}', "uk-fcdo")


def test_json_of_a_publisher_without_a_form_of_json_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="no form of JSON is known"):
        page("{}", "ngo")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"document_type": "gone", "details": {"explanation": "<p>Wrong title.</p>", "alternative_path": "/x/y"}},
            'is gone: GOV.UK has taken it down with the words "Wrong title"; it names https://www.gov.uk/x/y instead',
        ),
        (
            {"document_type": "gone", "details": {"explanation": None, "alternative_path": ""}},
            "GOV.UK has taken it down$",
        ),
        ({"schema_name": "gone"}, "GOV.UK has taken it down$"),
        (
            {
                "document_type": "redirect",
                "base_path": "/foreign-travel-advice/burma",
                "details": {},
                "redirects": [
                    {"path": "/foreign-travel-advice/burma/x", "destination": "/elsewhere"},
                    {"path": "/foreign-travel-advice/burma", "destination": "/foreign-travel-advice/myanmar"},
                ],
            },
            "^has moved to https://www.gov.uk/foreign-travel-advice/myanmar: name that address",
        ),
        (
            {"document_type": "redirect", "redirects": [{"destination": "https://a.example/b"}]},
            "^has moved to https://a.example/b",
        ),
        ({"document_type": "redirect", "redirects": [None, {"path": 1}]}, "has moved, and GOV.UK says not where to$"),
        ({"document_type": "redirect", "redirects": [{"destination": "/" + "x" * 9000}]}, "x…: name that"),
    ],
)
def test_a_page_that_has_gone_or_moved_says_so_and_where_to(more: dict[str, Any], said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        page(more, "uk-fcdo")
    assert len(str(caught.value)) < 500


ODD: list[Any] = [None, 0, True, "x", [], {}, [None, {"x": None}, "y"]]


def places_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document."""
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in within:
        yield (*path, key)
        yield from places_of(inside, (*path, key))


def with_parts() -> dict[str, Any]:
    data = copy.deepcopy(ANSWER)
    data["details"] |= copy.deepcopy(MAP) | {"summary": "<p>a</p>"}
    return data


def with_a_body() -> dict[str, Any]:
    files = [{"id": "a.pdf", "title": "A", "url": "/a.pdf"}, {"id": "b.pdf", "title": "B", "url": "/b.pdf"}]
    return {
        "schema_name": "publication",
        "title": "Georgia: for victims",
        "description": "For British nationals",
        "withdrawn_notice": {"explanation": "<p>Old.</p>", "withdrawn_at": "2026-01-01T00:00:00Z"},
        "links": {"parent": [{"details": {"change_history": [{"note": "n", "public_timestamp": "t"}]}}]},
        "details": {
            "body": [{"content_type": "text/html", "content": "<p>Call 112.</p>"}],
            "attachments": files,
            "documents": ["<a href='/c.pdf'>C</a>"],
            "featured_attachments": ["b.pdf"],
            "first_public_at": "2025-01-01T00:00:00Z",
        },
    }


@pytest.mark.parametrize(
    ("make", "path"),
    [(make, path) for make in (with_parts, with_a_body) for path in places_of(make())],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else value.__name__,
)
def test_a_field_of_another_type_or_none_is_read_past_or_said_to_be_unreadable(
    make: Callable[[], dict[str, Any]], path: tuple[Any, ...]
) -> None:
    for odd in (*ODD, copy):  # the last one stands for no field at all
        data: Any = make()
        holder = data
        for key in path[:-1]:
            holder = holder[key]
        if odd is copy:
            del holder[path[-1]]
        else:
            holder[path[-1]] = odd
        try:
            document = page(data, "uk-fcdo")
        except UnreadableError:
            assert path == ("details",)
        else:
            assert document.title
            assert all(0 <= block.section < len(document.sections) for block in document.blocks)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["details", "parts", "body", "links", "title", "country", "slug"]), inner)
    ),
    max_leaves=20,
)


@given(json_values, json_values)
def test_any_json_is_read_or_said_to_be_unreadable(one: Any, other: Any) -> None:
    for value in (one, {"details": other}, {"details": {"parts": other, "body": one}, "document_type": one}):
        with contextlib.suppress(UnreadableError):
            read_content(value, publisher("uk-fcdo"))
        for line in entries(value) or ():
            assert line.title
