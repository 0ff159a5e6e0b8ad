"""One text in both shapes in which GOV.UK serves it: as the Content API gives it, and as its pages print it.

The markup follows alphagov/frontend's views; the words are ours.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from page_helpers import page

from monitor.read.document import Document

ANSWER: dict[str, Any] = {
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
"""An answer of the Content API on a country."""

MAP: dict[str, dict[str, Any]] = {
    "image": {"url": "https://assets.example/media/1a/map.jpg", "content_type": "image/jpeg"},
    "document": {
        "attachment_type": "file",
        "content_type": "application/pdf",
        "file_size": 589_824,
        "id": "0b1c",
        "url": "https://assets.example/media/1b/map.pdf",
    },
}
MAP_LINK = "Download a more detailed map (PDF, 576 KB)"
STATUSES = {
    "avoid_all_travel_to_whole_country": "The FCDO advises against all travel to Georgia.",
    "avoid_all_travel_to_parts": "The FCDO advises against all travel to parts of Georgia.",
    "avoid_all_but_essential_travel_to_whole_country": "FCDO advises against all but essential travel to Georgia.",
    "avoid_all_but_essential_travel_to_parts": "FCDO advises against all but essential travel to parts of Georgia.",
}
"""Values of the field, and the sentences that the page prints for them."""


@dataclass(frozen=True)
class Part:
    """A part of travel advice or of a guide."""

    title: str
    slug: str
    body: str


@dataclass(frozen=True)
class Advice:
    """What FCDO says of a country."""

    parts: tuple[Part, ...]
    statuses: tuple[str, ...] = ()
    has_map: bool = False
    note: str = "New law on demonstrations ('Safety and security' page)."
    details: dict[str, Any] = field(default_factory=dict)

    def api(self) -> dict[str, Any]:
        """The answer of the Content API."""
        details = {
            "alert_status": list(self.statuses),
            "change_description": f"Latest update: {self.note[:1].lower()}{self.note[1:]}",
            "country": {"name": "Georgia", "slug": "georgia", "synonyms": []},
            "email_signup_link": "/foreign-travel-advice/georgia/email-signup",
            "max_cache_time": 10,
            "parts": [{"slug": part.slug, "title": part.title, "body": part.body} for part in self.parts],
            "reviewed_at": "2025-10-01T08:40:00.000+00:00",
            "updated_at": "2025-10-03T08:40:01.000+00:00",
        }
        return {
            "base_path": "/foreign-travel-advice/georgia",
            "document_type": "travel_advice",
            "schema_name": "travel_advice",
            "locale": "en",
            "public_updated_at": "2025-10-01T08:40:00Z",
            "title": "Georgia travel advice",
            "withdrawn_notice": {},
            "details": details | (MAP if self.has_map else {}) | self.details,
        }

    def page(self, number: int) -> str:
        """The page of one part."""
        part = self.parts[number]
        address = "/foreign-travel-advice/georgia" + (f"/{part.slug}" if number else "")
        contents = "".join(
            f'<li class="gem-c-contents-list__list-item--active" aria-current="true">{each.title}</li>'
            if each == part
            else f'<li><a href="/foreign-travel-advice/georgia/{each.slug}">{each.title}</a></li>'
            for each in self.parts
        )
        warnings = "".join(
            '<div class="gem-c-warning-text govuk-warning-text"><span class="govuk-warning-text__icon" '
            'aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span '
            f'class="govuk-visually-hidden">Warning</span> {STATUSES[status]}</strong></div>'
            for status in self.statuses
        )
        near = [(kind, self.parts[i]) for kind, i in (("Previous", number - 1), ("Next", number + 1)) if self._has(i)]
        links = "".join(f'<a class="gem-c-pagination__link" href="/x">{kind}: {each.title}</a>' for kind, each in near)
        return site(
            f"""<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds travel-advice__header">
<div class="gem-c-title"><span class="govuk-caption-xl gem-c-title__context">Foreign travel advice</span>
<h1 class="gem-c-title__text govuk-heading-xl">Georgia</h1></div>
<div class="gem-c-govspeak govuk-govspeak">{warnings}</div>
<aside class="part-navigation-container" role="complementary"><nav class="gem-c-contents-list"><ol>{contents}</ol></nav>
<section class="gem-c-subscription-links"><a href="/e">Get email alerts</a></section></aside></div></div>
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds govuk-!-margin-top-6">
<h1 class="gem-c-heading govuk-heading-l">{part.title}</h1>{self._top() if number == 0 else ""}
<div class="gem-c-govspeak govuk-govspeak">{part.body}</div>
<nav class="gem-c-pagination govuk-pagination" role="navigation" aria-label="Pagination">{links}</nav>
<div class="responsive-bottom-margin"><a class="govuk-link" href="/foreign-travel-advice/georgia/print">View a printable
version of the whole guide</a></div></div>
<div class="gem-c-contextual-sidebar"><h2>Related content</h2><ul><li><a href="/d">Driving abroad</a></li></ul></div>
</div>""",
            title=f"{part.title + ' - ' if number else ''}Georgia travel advice",
            canonical=f"https://www.gov.uk{address}",
        )

    def print_page(self) -> str:
        """The page of all parts."""
        sections = "".join(
            f"""<section><h1 class="part-title">{part.title}</h1>{self._top() if number == 0 else ""}
<div class="gem-c-govspeak govuk-govspeak">{part.body}</div></section>"""
            for number, part in enumerate(self.parts)
        )
        print_link = '<div class="gem-c-print-link"><button class="govuk-link">Print this page</button></div>'
        return site(
            f"""<div class="govuk-grid-row" id="travel-advice-print"><div class="govuk-grid-column-two-thirds">
<div class="gem-c-title"><span class="govuk-caption-xl gem-c-title__context">Foreign travel advice</span>
<h1 class="gem-c-title__text govuk-heading-xl">Georgia</h1></div>
<div class="govuk-!-display-none-print"><p class="gem-c-lead-paragraph">Printable version</p></div>
{print_link}{sections}{print_link}</div></div>""",
            title="Print Georgia travel advice",
        )

    def _has(self, number: int) -> bool:
        return 0 <= number < len(self.parts)

    def _top(self) -> str:
        figure = (
            f'<figure class="map"><img src="{MAP["image"]["url"]}" alt="" class="map-image"><figcaption><a '
            f'class="app-c-download-link" href="{MAP["document"]["url"]}"><svg></svg>{MAP_LINK}</a></figcaption>'
            "</figure>"
            if self.has_map
            else ""
        )
        return f"""<div class="gem-c-metadata" data-module="gem-toggle metadata"><dl class="gem-c-metadata__list">
<dt class="gem-c-metadata__term">Still current at:</dt><dd class="gem-c-metadata__definition">6 October 2025</dd>
<dt class="gem-c-metadata__term">Updated:</dt><dd class="gem-c-metadata__definition">1 October 2025</dd>
<dt class="gem-c-metadata__term">Latest update:</dt><dd class="gem-c-metadata__definition"><span><p
class="metadata__update">{self.note}</p></span></dd></dl></div>{figure}"""


def site(main: str, *, title: str = "Page", canonical: str = "") -> str:
    """A page of GOV.UK round its content."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"""<!DOCTYPE html><html lang="en" class="govuk-template"><head><title>{title} - GOV.UK</title>{link}</head>
<body class="gem-c-layout-for-public"><div id="global-cookie-message" class="gem-c-cookie-banner"><h2>Cookies on GOV.UK
</h2><button type="button">Accept additional cookies</button></div>
<a href="#content" class="gem-c-skip-link govuk-skip-link">Skip to main content</a>
<header role="banner"><a href="/">GOV.UK</a><h2>Menu</h2></header>
<div class="govuk-width-container"><div class="gem-c-breadcrumbs"><ol><li><a href="/">Home</a></li></ol></div>
<main role="main" id="content" lang="en">{main}</main></div>
<div class="gem-c-feedback"><h2>Is this page useful?</h2></div><footer role="contentinfo">Crown copyright</footer>
</body></html>"""


def georgia(**details: Any) -> Document:
    """The document of an answer on Georgia with other details."""
    data = copy.deepcopy(ANSWER)
    data["details"] |= details
    return page(data, "uk-fcdo")
