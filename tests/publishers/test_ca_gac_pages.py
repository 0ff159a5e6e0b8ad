"""Canada's travel advice, as archives keep it."""

from __future__ import annotations

from page_helpers import page, placed, sections, told

HEALTH = """# Health

## Health

### Relevant Travel Health Notices

* [Measles: Advice for travellers](https://travel.example/504)

### Pre-travel vaccines and medications

Talk to a nurse.

Yellow Fever - Country Entry Requirements

[Yellow fever](https://yf.example) is a disease.

**Risk**

* There is no risk of yellow fever in this country.

**Country Entry Requirement\\***

* Proof of vaccination is not required.

Hepatitis A

There is a risk of hepatitis A.

**Learn more:**

[Measles](https://measles.example)

COVID-19

It spreads through the air.
"""


def test_diseases_are_the_questions_that_they_were_on_the_page() -> None:
    document = page(HEALTH, "ca-gac")
    vaccines = "Pre-travel vaccines and medications"
    assert sections(document) == [
        "Relevant Travel Health Notices",
        vaccines,
        f"{vaccines} > Yellow Fever - Country Entry Requirements",
        f"{vaccines} > Yellow Fever - Country Entry Requirements > Risk",
        f"{vaccines} > Yellow Fever - Country Entry Requirements > Country Entry Requirement*",
        f"{vaccines} > Hepatitis A",
        f"{vaccines} > COVID-19",
    ]
    assert placed(document)[-4:] == [
        f"{vaccines} > Hepatitis A | There is a risk of hepatitis A.",
        f"{vaccines} > Hepatitis A | Learn more:",
        f"{vaccines} > Hepatitis A | Measles",
        f"{vaccines} > COVID-19 | It spreads through the air.",
    ]


def test_a_short_sentence_and_a_link_alone_are_no_questions() -> None:
    document = page(
        "# Laws\n\nDrivers must carry an international permit\n\nRideshare services are available\n\n"
        "Official visa: required\n\n"
        "[International Driving Permit](https://idp.example)\n",
        "ca-gac",
    )
    assert sections(document) == []


def test_the_map_and_its_disclaimer_are_furniture() -> None:
    document = page(
        "# Risk level\n\n## Risk level\n\nAvoid all travel\n-----\n\nEnlarge map\n\nDisclaimer\n\n"
        "The features in this map do not constitute an authoritative source of geographical information.\n",
        "ca-gac",
    )
    assert told(document) == ["heading: Risk level", "heading: Avoid all travel"]


def test_the_dates_of_the_page_are_stamps() -> None:
    document = page(
        "<html><body><main><h1>Georgia</h1><dl><dt>Last updated</dt><dd>May 1, 2026 09:14 EDT</dd>"
        "<dt>Still valid</dt><dd>May 2, 2026</dd><dt>Latest updates</dt><dd>A new law</dd></dl>"
        "<p>Text.</p></main></body></html>",
        "ca-gac",
    )
    assert (document.stamps.current_at, document.stamps.note) == ("2026-05-02", "A new law")
    assert document.stamps.updated == "2026-05-01"
    assert placed(document) == [" | Text."]


def test_the_banner_tells_the_level_as_the_data_does_without_the_country() -> None:
    document = page(
        "<html><body><main><h1>Georgia travel advice</h1><div id='riskLevelBanner'>Georgia - Exercise a high degree of "
        "caution (with regional advisories)</div><div id='security'><h2>Safety and security</h2><p>Text.</p></div>"
        "<dl id='wb-dtmd'><dt>Date modified:</dt><dd>2026-05-03</dd></dl></main></body></html>",
        "ca-gac",
    )
    assert [advice.words for advice in document.advice] == [
        "Exercise a high degree of caution",
        "with regional advisories",
    ]
    assert document.stamps.updated == "2026-05-03"
    assert placed(document) == ["Safety and security | Text."]


def test_a_short_line_of_a_page_that_kept_its_elements_is_no_lost_question() -> None:
    document = page(
        "<main><h1>Georgia</h1><h2>Need help?</h2><h3>Embassy</h3><div>Street Address</div><div>3 Kazbegi</div></main>",
        "ca-gac",
    )
    assert sections(document) == ["Need help?", "Need help? > Embassy"]
