"""GOV.UK serves one text as JSON and as pages: read from either, it is the same document with the same facts."""

from __future__ import annotations

from typing import Any

import pytest
from govuk_samples import MAP_LINK, STATUSES, Advice, Part, site
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import page, placed, sections, told

from monitor.facts.fact import Fact
from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read

FRAGMENTS = (
    "<p>You can stay up to 365 days without a visa.</p>",
    "<h2 id='crime'>Crime</h2><p>Call the police on 112. Carry no more than 30,000 <abbr title='l'>GEL</abbr>.</p>",
    "<h1>Laws and cultural differences</h1><h2>Personal ID</h2><p>You must carry ID.</p>",
    "<p>You must not:</p><ul><li>photograph <a href='/military'>military sites</a></li><li>use drones</li></ul>",
    "<div role='note' aria-label='Warning' class='application-notice help-notice'><p>Insurance may not pay.</p></div>",
    "<p>FCDO advises against all travel to:</p><ul><li>South Ossetia</li><li>Abkhazia</li></ul>",
    "<table><thead><tr><th>Service</th><th>Number</th></tr></thead><tbody><tr><td>Police</td><td>112</td></tr></table>",
    "<div class='call-to-action'><p>Read <a href='https://www.gov.uk/x'>the guidance</a>.</p></div>",
    "<div class='gem-c-warning-text govuk-warning-text'><p>FCDO advises against all travel to the border.</p></div>",
    "<h2>Drugs</h2><p><strong>Penalties:</strong> Possession can lead to a prison sentence of 6 years.</p>",
    "<div class='address'><p>51 Krtsanisi Street<br>Tbilisi<br>0114</p></div>",
    "<header><h3>Contacts</h3></header><p>Telephone: <a href='tel:+995322274747'>+995 32 227 4747</a></p>",
    "<details><summary>Dual nationals</summary><p>Carry both passports.</p></details>",
    "<blockquote><p>Expect delays.</p></blockquote><h2></h2><p></p>",
)
TITLES = ("Warnings and insurance", "Entry requirements", "Safety and security", "Regional Risks", "Health", "Contents")


def in_words(document: Document | None) -> tuple[object, ...]:
    assert document is not None
    return document.title, document.blocks, document.sections, document.links, document.advice


def facts(document: Document | None) -> tuple[Fact, ...]:
    assert document is not None
    return find(document, publisher("uk-fcdo"))


def levels(document: Document | None) -> list[Any]:
    return [fact.value for fact in facts(document) if fact.kind == "level"]


advices = st.builds(
    Advice,
    parts=st.lists(st.sampled_from(TITLES), min_size=1, max_size=5, unique=True).flatmap(
        lambda titles: st.tuples(
            *(
                st.lists(st.sampled_from(FRAGMENTS), max_size=4).map(
                    lambda fragments, title=title: Part(title, title.lower().replace(" ", "-"), "\n".join(fragments))
                )
                for title in titles
            )
        )
    ),
    statuses=st.lists(st.sampled_from(sorted(STATUSES)), max_size=3, unique=True).map(tuple),
    has_map=st.booleans(),
)


@given(advice=advices)
@settings(max_examples=60, deadline=None)
def test_the_print_page_and_the_api_are_the_same_document(advice: Advice) -> None:
    # The status is no part of the print page, which is the one thing that it leaves out.
    api, printed = page(advice.api(), "uk-fcdo"), page(advice.print_page(), "uk-fcdo")
    assert in_words(api)[:-1] == in_words(printed)[:-1]
    assert printed.advice == ()
    assert [fact for fact in facts(api) if fact.section or fact.block >= 0] == list(facts(printed))


@given(advice=advices)
@settings(max_examples=60, deadline=None)
def test_the_page_of_a_part_and_that_part_of_the_api_are_the_same_document(advice: Advice) -> None:
    api = page(advice.api(), "uk-fcdo")
    for number, each in enumerate(advice.parts):
        shown = page(advice.page(number), "uk-fcdo")
        assert [found.slug for found in parts(shown)] == [each.slug]
        assert in_words(part(shown, each.slug)) == in_words(part(api, each.slug))
        assert facts(part(shown, each.slug)) == facts(part(api, each.slug))


def test_the_two_shapes_are_told_apart_by_their_layout() -> None:
    advice = Advice((Part("Health", "health", "<p>Call 112.</p>"),))
    assert page(advice.api(), "uk-fcdo").layout == "content-api"
    assert page(advice.page(0), "uk-fcdo").layout == page(advice.print_page(), "uk-fcdo").layout == "html"


def test_both_shapes_have_the_same_note_and_the_same_day() -> None:
    advice = Advice((Part("Health", "health", "<p>Call 112.</p>"),))
    api, shown = page(advice.api(), "uk-fcdo").stamps, page(advice.page(0), "uk-fcdo").stamps
    assert api.note == shown.note == "New law on demonstrations ('Safety and security' page)."
    assert str(api.date)[:10] == shown.date == "2025-10-01"
    assert (api.current_at, shown.current_at) == (None, "2025-10-06")


def test_the_map_is_a_link_of_the_first_part_in_both() -> None:
    advice = Advice((Part("Warnings", "warnings", "<p>a</p>"), Part("Health", "health", "<p>b</p>")), has_map=True)
    for document in (page(advice.api(), "uk-fcdo"), page(advice.print_page(), "uk-fcdo")):
        assert placed(document) == [f"Warnings | {MAP_LINK}", "Warnings | a", "Health | b"]
        assert [(link.url, link.text) for link in document.links] == [
            ("https://assets.example/media/1b/map.pdf", MAP_LINK)
        ]


def test_the_status_is_told_on_the_first_part_alone_whichever_page_prints_it() -> None:
    both = (Part("Warnings and insurance", "warnings-and-insurance", "<p>a</p>"), Part("Health", "health", "<p>b</p>"))
    advice = Advice(both, statuses=("avoid_all_travel_to_parts", "avoid_all_but_essential_travel_to_whole_country"))
    said = [{"scale": "advice", "step": 2, "area": "parts"}, {"scale": "advice", "step": 1, "area": None}]
    api = page(advice.api(), "uk-fcdo")
    assert levels(part(api, "warnings-and-insurance")) == levels(page(advice.page(0), "uk-fcdo")) == said
    assert levels(part(api, "health")) == levels(page(advice.page(1), "uk-fcdo")) == []
    assert "against" not in " ".join(told(page(advice.page(0), "uk-fcdo")) + told(page(advice.page(1), "uk-fcdo")))


GUIDE = (Part("Overview", "overview", "<p>You need a passport.</p>"), Part("1. Fees", "fees", "<p>Pay £94.50.</p>"))


def guide_api() -> dict[str, Any]:
    listed = [{"slug": each.slug, "title": each.title, "body": each.body} for each in GUIDE]
    return {
        "title": "Renew a passport",
        "document_type": "guide",
        "schema_name": "guide",
        "description": "How to renew",
        "public_updated_at": "2025-01-01T00:00:00Z",
        "details": {"parts": listed},
    }


def test_a_guide_has_parts_as_travel_advice_has() -> None:
    api = page(guide_api(), "uk-fcdo", None)
    assert placed(api) == ["Overview | You need a passport.", "1. Fees | Pay £94.50."]
    assert api.country is None
    shown = page(
        site(
            """<div class="govuk-grid-row"><h1 class="gem-c-heading">Renew a passport</h1>
            <aside class="part-navigation-container"><nav class="gem-c-contents-list"><ol>
            <li><a href="/renew-a-passport">Overview</a></li><li aria-current="true">1. Fees</li></ol></nav>
            </aside></div>
            <div id="guide-contents"><h1 class="gem-c-heading">1. Fees</h1>
            <div class="gem-c-govspeak"><p>Pay £94.50.</p></div></div>""",
            canonical="https://www.gov.uk/renew-a-passport/fees",
        ),
        "uk-fcdo",
        None,
    )
    assert in_words(part(shown, "fees")) == in_words(part(api, "fees"))


def test_the_numbers_that_the_print_page_of_a_guide_gives_its_parts_are_not_of_their_titles() -> None:
    printed = page(
        site(
            """<div id="guide-print"><div class="gem-c-title"><h1>Renew a passport</h1></div>
            <p class="gem-c-lead-paragraph">Printable version</p>
            <section><h1 class="part-title">1. Overview</h1>
            <div class="govspeak"><p>You need a passport.</p></div></section>
            <section><h1 class="part-title">2. 1. Fees</h1>
            <div class="govspeak"><p>Pay £94.50.</p></div></section></div>"""
        ),
        "uk-fcdo",
        None,
    )
    api = page(guide_api(), "uk-fcdo", None)
    assert in_words(printed)[1] == in_words(api)[1]
    assert sections(printed) == sections(api)


BODY = (
    '<div class="govspeak"><h2 id="first-steps"><span class="number">1. </span>First steps</h2><p>Call 112.</p>'
    "<h1>Support</h1><table><tr><th>Who</th><th>Number</th></tr><tr><td>Police</td><td>112</td></tr></table></div>"
)


def test_a_publication_in_html_is_the_same_in_both() -> None:
    api = {
        "title": "Georgia: for victims",
        "document_type": "html_publication",
        "schema_name": "html_publication",
        "public_updated_at": "2025-01-09T12:00:00Z",
        "withdrawn_notice": {
            "explanation": '<div class="govspeak"><p>Out of date.</p></div>',
            "withdrawn_at": "2026-01-02T00:00:00Z",
        },
        "details": {
            "body": BODY,
            "headers": [{"id": "first-steps", "level": 2, "text": "First steps", "headers": []}],
            "public_timestamp": "2025-01-09T12:30:00Z",
            "first_published_version": False,
        },
    }
    shown = site(
        f"""<div class="publication-external"><ul class="organisation-logos"><li>FCDO</li></ul></div>
        <header class="gem-c-inverse-header"><span class="govuk-caption-xl gem-c-heading__context">Correspondence</span>
        <h1 class="gem-c-heading__text">Georgia: for victims</h1>
        <p class="gem-c-inverse-header__subtext">Updated 9 January 2025</p></header>
        <section class="govuk-notification-banner gem-c-notice" aria-label="Notice" role="region"><div>
        <h2 class="gem-c-notice__title">This correspondence was withdrawn on <time>2 January 2026</time></h2>
        <div class="gem-c-govspeak"><div class="govspeak"><p>Out of date.</p></div></div></div></section>
        <section class="govuk-notification-banner gem-c-notice"><span class="gem-c-notice__title">This was
        published under the <span lang="en">2022 to 2024 Sunak Conservative government</span></span></section>
        <section class="gem-c-devolved-nations"><h2>Applies to England</h2></section>
        <div id="contents"><div class="contents-list-container"><nav class="gem-c-contents-list"><h2>Contents</h2><ol>
        <li>First steps</li></ol></nav><div class="gem-c-print-link"><button>Print this page</button></div></div>
        <div class="print-wrapper"><div class="meta-data meta-data--display-print">
        <p>© Crown copyright 2025</p></div></div>
        <div class="gem-c-govspeak-html-publication">{BODY}</div>
        <a class="govuk-link gem-c-back-to-top-link" href="#contents">Back to top</a></div>"""
    )
    one, other = page(api, "uk-fcdo", None), page(shown, "uk-fcdo", None)
    assert in_words(one) == in_words(other)
    assert facts(one) == facts(other)
    assert sections(one) == ["1. First steps", "Support"]
    assert one.stamps.withdrawn == other.stamps.withdrawn == "Out of date."
    assert str(one.stamps.updated)[:10] == other.stamps.updated == "2025-01-09"


FILES: list[dict[str, Any]] = [
    {"id": "form.pdf", "title": "Consent form", "url": "https://assets.example/media/1/form.pdf", "file_size": 1},
    {"id": "en", "title": "Guide for victims", "url": "/government/publications/g/guide-for-victims"},
    {"id": "old", "title": "Superseded", "url": "https://assets.example/media/2/old.pdf"},
]


def details_api(schema: str, **more: Any) -> dict[str, Any]:
    return {
        "title": "Georgia: list of lawyers",
        "document_type": "guidance",
        "schema_name": schema,
        "description": "For British nationals in Georgia.",
        "first_published_at": "2014-05-29T10:48:35.000+00:00",
        "public_updated_at": "2025-03-02T23:30:00Z",
        "details": {
            "body": "<div class='govspeak'><p>Ask for fees first.</p></div>",
            "change_history": [
                {"public_timestamp": "2014-05-29T11:48:35.000+01:00", "note": "First published."},
                {"public_timestamp": "2025-03-02T23:30:00.000+00:00", "note": "Two lawyers added."},
            ],
            **more,
        },
    }


def details_page(between: str, name: str = "") -> str:
    dates = """<dl class="gem-c-metadata__list"><dt>From:</dt><dd><a href="/fcdo">FCDO</a></dd><dt>Published</dt>
        <dd>29 May 2014</dd><dt>Last updated</dt><dd>2 March 2025 &#8212; <a href="#full-publication-update-history"
        class="js-see-all-updates-link">See all updates</a></dd></dl>"""
    return site(
        f"""<div class="gem-c-success-alert"><h2>You’ve subscribed</h2></div>
        <span class="govuk-caption-xl gem-c-heading__context">Guidance</span><h1>Georgia: list of lawyers</h1>
        <div class="gem-c-translation-nav"><ul><li>English</li></ul></div>
        <p class="gem-c-lead-paragraph">For British nationals in Georgia.</p>
        <div class="gem-c-metadata">{dates}</div>
        <div class="gem-c-single-page-notification-button"><button>Get emails about this page</button></div>
        {between}{name}<div class="gem-c-govspeak"><div class='govspeak'><p>Ask for fees first.</p></div></div>
        <div class="gem-c-published-dates" id="full-publication-update-history" lang="en">
        <h2 class="govuk-visually-hidden">Updates to this page</h2>Published 29 May 2014<br />Last updated 2 March 2025
        <a href="#full-history" class="gem-c-published-dates__toggle">+ show all updates</a>
        <div class="gem-c-published-dates__change-history js-hidden" id="full-history"><ol><li>
        <time>2 March 2025</time><p class="gem-c-published-dates__change-note">Two lawyers added.</p></li><li>
        <time>29 May 2014</time><p class="gem-c-published-dates__change-note">First published.</p></li></ol></div>
        </div>"""
    )


def test_a_detailed_guide_is_the_same_in_both() -> None:
    contents = (
        '<div class="gem-c-contents-list-with-body"><nav class="gem-c-contents-list"><h2>Contents</h2></nav></div>'
    )
    api, shown = page(details_api("detailed_guide"), "uk-fcdo"), page(details_page(contents), "uk-fcdo")
    assert in_words(api) == in_words(shown)
    assert placed(api) == [" | For British nationals in Georgia.", " | Ask for fees first."]
    assert api.stamps.note == shown.stamps.note == "Two lawyers added."
    for stamps in (api.stamps, shown.stamps):
        assert (str(stamps.issued)[:10], str(stamps.updated)[:10]) == ("2014-05-29", "2025-03-02")


def attachment(file: dict[str, Any]) -> str:
    return f"""<section class="gem-c-attachment"><div class="gem-c-attachment__thumbnail"><a href="{file["url"]}"
        aria-hidden="true" tabindex="-1"><svg></svg></a></div><div class="gem-c-attachment__details">
        <h3 class="gem-c-attachment__title"><a class="govuk-link" href="{file["url"]}">{file["title"]}</a></h3>
        <p class="gem-c-attachment__metadata"><span>PDF</span>, <span>1 KB</span>, <span>35 pages</span></p>
        <p class="gem-c-attachment__metadata">This file may not be suitable for users of assistive technology.</p>
        <details><summary>Request an accessible format.</summary><p>Email us.</p></details></div></section>"""


def test_a_publication_is_its_description_its_files_as_links_and_its_details_in_both() -> None:
    api = page(details_api("publication", attachments=FILES, featured_attachments=["en", "form.pdf"]), "uk-fcdo")
    listed = f"<section id='documents'><h2>Documents</h2>{attachment(FILES[1])}{attachment(FILES[0])}</section>"
    shown = page(details_page(listed, "<section id='details'><h2>Details</h2>") + "</section>", "uk-fcdo")
    assert in_words(api) == in_words(shown)
    assert placed(api) == [
        " | For British nationals in Georgia.",
        "Documents | Guide for victims",
        "Documents | Consent form",
        "Details | Ask for fees first.",
    ]
    assert [link.url for link in api.links] == [FILES[1]["url"], FILES[0]["url"]]


def test_a_page_that_asks_nothing_of_the_site_is_read_by_its_words_alone() -> None:
    document = read(b"<html><body><p>Call 112.</p></body></html>", publisher("uk-fcdo"))
    assert placed(document) == [" | Call 112."]


@pytest.mark.parametrize(
    "broken", ["<main>", "<main><h1></h1><h1></h1>", "<main><h1>G<h1>H<aside class=", "<h1><main>"]
)
def test_a_page_that_breaks_off_is_read_as_far_as_it_goes(broken: str) -> None:
    assert page(f"<html><body>{broken}", "uk-fcdo").layout == "html"


@pytest.mark.parametrize(
    "opened",
    [
        "<h1>a",
        "<div><h1>a</h1>",
        '<div class="govuk-warning-text">a',
        '<div class="gem-c-metadata"><dl><dt>Updated</dt><dd>a',
        '<section class="gem-c-notice">a',
        '<section class="gem-c-attachment"><a href="/x">a</a>',
        '<div class="govspeak"><h1>a</h1>',
        '<div id="guide-print"><p class="gem-c-lead-paragraph">a</p>',
    ],
)
def test_ten_thousand_of_the_sites_elements_within_one_another_are_read(opened: str) -> None:
    document = page(f"<html><body><main><h1>G</h1>{opened * 10_000}<h1>H</h1></main></body></html>", "uk-fcdo")
    assert document.layout == "html"
