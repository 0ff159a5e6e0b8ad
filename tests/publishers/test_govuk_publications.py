"""Publications and guidance as GOV.UK's Content API gives them."""

from __future__ import annotations

import copy

import pytest
from govuk_samples import ANSWER
from page_helpers import page, placed, told


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
    data = copy.deepcopy(ANSWER) | {"withdrawn_notice": {"withdrawn_at": "2026-01-01T00:00:00Z"}}
    assert page(data, "uk-fcdo").stamps.withdrawn == "Withdrawn 2026-01-01T00:00:00Z"


def test_the_note_of_a_publication_in_html_stands_on_its_parent() -> None:
    data = {
        "title": "Georgia: for victims",
        "document_type": "html_publication",
        "details": {"body": "<p>Call 112.</p>", "public_timestamp": "2025-01-09T12:30:00Z"},
        "links": {"parent": [{"base_path": "/p"}, "x", {"details": {"change_history": [{"note": "New number."}]}}]},
    }
    assert page(data, "uk-fcdo").stamps.note == "New number."
    data["links"] = {"parent": [{"base_path": "/p"}]}
    assert page(data, "uk-fcdo").stamps.note is None


@pytest.mark.parametrize("headers", ["headers", "headings"])
def test_the_table_of_contents_is_not_read_beside_what_it_lists(headers: str) -> None:
    data = {
        "title": "G",
        "document_type": "html_publication",
        "details": {"body": "<h2 id='a'>A</h2><p>b</p>", headers: [{"id": "a", "level": 2, "text": "A"}]},
    }
    assert told(page(data, "uk-fcdo")) == ["heading: G", "heading: A", "paragraph: b"]
    data["details"] = {"body": "<h2>A</h2><p>b</p>", "headings": "<ol><li>A</li></ol>"}
    assert told(page(data, "uk-fcdo")) == ["heading: G", "heading: A", "paragraph: b"]


def test_the_first_version_of_a_publication_is_issued_and_not_updated() -> None:
    data = {"title": "G", "details": {"body": "<p>b</p>", "public_timestamp": "2025-01-09T12:30:00Z"}}
    data["details"]["first_published_version"] = True  # type: ignore[index]
    stamps = page(data, "uk-fcdo").stamps
    assert (stamps.issued, stamps.updated, stamps.date) == ("2025-01-09T12:30:00Z", None, "2025-01-09T12:30:00Z")


def test_documents_that_a_publication_gives_as_html_are_links() -> None:
    html = """<section class="attachment embedded"><div class="attachment-thumb"><a aria-hidden="true" href="/f.pdf">
    <img alt="" src="/t.png" /></a></div>
    <div class="attachment-details"><h2 class="title"><a href="/f.pdf">Consent form</a></h2>
    <p class="metadata"><span class="type">PDF</span>, <span class="file-size">696KB</span></p></div></section>"""
    data = {"title": "G", "schema_name": "publication", "details": {"documents": [html, "", None, "<p>none</p>"]}}
    document = page(data, "uk-fcdo")
    assert placed(document) == ["Documents | Consent form"]
    assert [(link.url, link.text) for link in document.links] == [("/f.pdf", "Consent form")]
