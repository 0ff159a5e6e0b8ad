"""What known publishers answer about Kazakhstan, in the shapes of their interfaces, feeds and pages, in our words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime

from servers import Answer

from misbehaviour.answers import bare

JSON = "application/json; charset=utf-8"

GOVUK = "www.gov.uk"
CONTENT_API = "/api/content/foreign-travel-advice/kazakhstan"
INDEX = "/api/content/foreign-travel-advice"
PRINTED = "/foreign-travel-advice/kazakhstan/print"

STATE = "travel.state.gov"
STATE_DATA = "cadataapi.state.gov"
INFORMATION = "/api/CountryTravelInformation/KZ"
ADVISORIES = "/api/TravelAdvisories/KZ"
FEED = "/_res/rss/TAsTWs.xml"
STATE_PAGE = "/en/international-travel/travel-advisories/kazakhstan.html"
OLD_PAGE = "/content/travel/en/international-travel/International-Travel-Country-Information-Pages/Kazakhstan.html"
OLD_ADVISORY = "/content/travel/en/traveladvisories/traveladvisories/kazakhstan-travel-advisory.html"

PARTS: Mapping[str, str] = {
    "warnings-and-insurance": "<p>Read all advice before you travel. Get insurance that pays your way home.</p>",
    "safety-and-security": "<h2>Crime</h2><p>Call the police on 112. Keep a copy of your passport elsewhere.</p>",
    "health": "<h2>Emergencies</h2><p>Call 103 and ask for an ambulance. Drink bottled water only.</p>",
}
CHANGED = {**PARTS, "safety-and-security": PARTS["safety-and-security"].replace("police on 112", "police on 102")}
_TODAY = datetime.now(UTC).date()
DAY = _TODAY - timedelta(days=60)
LATER = _TODAY - timedelta(days=2)
"""Days of two changes: none of them may lie in the future, on whatever day this is played."""


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def content_api(parts: Mapping[str, str], day: date = DAY, country: str = "kazakhstan", withdrawn: str = "") -> Answer:
    """GOV.UK's Content API on a country."""
    details = {
        "alert_status": [],
        "change_description": "Latest update: information on safety.",
        "country": {"name": country.capitalize(), "slug": country},
        "parts": [{"slug": slug, "title": _title(slug), "body": body} for slug, body in parts.items()],
        "reviewed_at": f"{day}T08:40:00.000+00:00",
        "updated_at": f"{day}T08:40:01.000+00:00",
    }
    data = {
        "base_path": f"/foreign-travel-advice/{country}",
        "document_type": "travel_advice",
        "schema_name": "travel_advice",
        "locale": "en",
        "public_updated_at": f"{day}T08:00:00Z",
        "title": f"{country.capitalize()} travel advice",
        "withdrawn_notice": {"explanation": withdrawn, "withdrawn_at": f"{day}T08:00:00Z"} if withdrawn else {},
        "details": details,
    }
    return bare(json.dumps(data).encode(), JSON)


def printed(parts: Mapping[str, str], day: date = DAY) -> Answer:
    """The page of GOV.UK that prints all parts."""
    stamps = (
        '<div class="gem-c-metadata"><dl class="gem-c-metadata__list">'
        '<dt class="gem-c-metadata__term">Updated:</dt>'
        f'<dd class="gem-c-metadata__definition">{day.day} {day:%B %Y}</dd></dl></div>'
    )
    sections = "".join(
        f'<section><h1 class="part-title">{_title(slug)}</h1>{"" if number else stamps}'
        f'<div class="gem-c-govspeak govuk-govspeak">{body}</div></section>'
        for number, (slug, body) in enumerate(parts.items())
    )
    source = (
        '<!DOCTYPE html><html lang="en" class="govuk-template"><head><title>Print Kazakhstan travel advice - GOV.UK'
        '</title></head><body class="gem-c-layout-for-public"><header role="banner"><a href="/">GOV.UK</a></header>'
        '<main role="main" id="content" lang="en"><div class="govuk-grid-row" id="travel-advice-print">'
        '<div class="govuk-grid-column-two-thirds"><div class="gem-c-title"><span class="govuk-caption-xl '
        'gem-c-title__context">Foreign travel advice</span><h1 class="gem-c-title__text govuk-heading-xl">Kazakhstan'
        f"</h1></div>{sections}</div></div></main><footer role='contentinfo'>Crown copyright</footer></body></html>"
    )
    return bare(source.encode())


def index(**days: date) -> Answer:
    """GOV.UK's index: of each country, by its slug, the day of its latest announced change."""
    children = [
        {
            "base_path": f"/foreign-travel-advice/{slug}",
            "title": f"{_title(slug)} travel advice",
            "public_updated_at": f"{day}T08:00:00Z",
            "details": {"change_description": f"Note of {day}.", "country": {"name": _title(slug), "slug": slug}},
        }
        for slug, day in days.items()
    ]
    data = {
        "base_path": "/foreign-travel-advice",
        "document_type": "travel_advice_index",
        "schema_name": "travel_advice_index",
        "links": {"children": children},
    }
    return bare(json.dumps(data).encode(), JSON)


SAFETY = "<p>Most visits pass without crime.</p><p><b>Victims of Crime:</b> Report a crime to the police at {}.</p>"
EMBASSY = "<p>U.S. Embassy Astana</p><p><b>Telephone:</b> +(7)(7172) 70-21-00</p>"


def information(police: str = "112", day: date = DAY) -> Answer:
    """State's data service on the country."""
    data = {
        "tag": "KZ",
        "geopoliticalarea": "Kazakhstan",
        "travel_embassyAndConsulate": EMBASSY,
        "destination_description": "<p>Kazakhstan lies in Central Asia. Its capital is Astana.</p>",
        "entry_exit_requirements": "<p>You must show a valid passport at the border.</p>",
        "safety_and_security": SAFETY.format(police),
        "local_laws_and_special_circumstances": "<p>Police may hold a person for up to 72 hours before charges.</p>",
        "health": "<p>For an ambulance, dial 103.</p>",
        "travel_transportation": "<p>No alcohol in the blood is allowed to drivers.</p>",
        "last_update_date": f"Last Updated: {day:%B %d, %Y}",
    }
    return bare(json.dumps(data).encode(), JSON)


_ADVISORY = "<p>Exercise normal precautions in Kazakhstan.</p><p>Enroll in the Smart Traveler Program.</p>"
_LEVELS = {1: "Exercise Normal Precautions", 2: "Exercise Increased Caution", 3: "Reconsider Travel"}


def advisory(level: int = 1, day: date = DAY) -> Answer:
    """State's data service on the advisory."""
    data = {
        "Title": f"Kazakhstan - Level {level}: {_LEVELS[level]}",
        "Link": f"https://{STATE}{OLD_ADVISORY}",
        "Category": ["KZ"],
        "Summary": _ADVISORY,
        "id": f"https://{STATE}{OLD_ADVISORY}",
        "Published": f"{day}T20:00:00-04:00",
        "Updated": f"{day}T20:00:00-04:00",
    }
    return bare(json.dumps(data).encode(), JSON)


def feed(level: int = 1, day: date = DAY) -> Answer:
    """State's feed of advisories, with a line of the country and of another."""
    when = format_datetime(datetime.combine(day, time(12), UTC))
    items = "".join(
        f"<item><title>{name} - Level {step}: {_LEVELS[step]}</title><pubDate>{when}</pubDate>"
        f"<link>https://{STATE}/content/travel/en/traveladvisories/traveladvisories/{name.lower()}-travel-advisory.html"
        f"</link><description><![CDATA[{_ADVISORY}]]></description></item>"
        for name, step in (("Kazakhstan", level), ("Uzbekistan", 1))
    )
    source = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Advisories</title>{items}</channel></rss>'
    return bare(source.encode(), "application/rss+xml")


def old_page(police: str = "112", day: date = DAY) -> Answer:
    """State's page of country information in the old layout."""
    panels = {
        "Embassies and Consulates": EMBASSY,
        "Destination Description": "<p>Kazakhstan lies in Central Asia. Its capital is Astana.</p>",
        "Entry, Exit and Visa Requirements": "<p>You must show a valid passport at the border.</p>",
        "Safety and Security": SAFETY.format(police),
        "Local Laws &amp; Special Circumstances": "<p>Police may hold a person for up to 72 hours before charges.</p>",
        "Health": "<p>For an ambulance, dial 103.</p>",
        "Travel and Transportation": "<p>No alcohol in the blood is allowed to drivers.</p>",
    }
    accordion = "".join(
        '<div class="tsg-rwd-accordion-csi-show"><div class="tsg-rwd-accordion-title-frame">'
        f'<a href="javascript:void(0);"><h4>{title}</h4></a></div>'
        f'<div class="tsg-rwd-accordion-copy" style="display:none">{text}</div></div>'
        for title, text in panels.items()
    )
    source = (
        "<!DOCTYPE html><html><head><title>Kazakhstan</title></head><body class='tsg-rwd-body'>"
        '<div class="tsg-rwd-main-CSI-International-Travel-items-international">'
        '<div class="tsg-rwd-csi-contry-name">Kazakhstan</div>'
        f'<div class="csi-data-date">Last Updated: {day:%B %d, %Y}</div>'
        f"{accordion}</div></body></html>"
    )
    return bare(source.encode())
