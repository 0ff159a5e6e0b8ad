"""GOV.UK's pages as HTML: travel advice part by part, and the print page with all parts."""

from __future__ import annotations

from page_helpers import page, placed, sections, told

from monitor.read.document import Advice
from monitor.read.parts import part, parts


def front_page(current_at: str = "6 October 2025", updated: str = "1 October 2025", note: str = "A new law.") -> str:
    return f"""<!DOCTYPE html><html class="govuk-template">
<head><title>Georgia travel advice - GOV.UK</title></head><body>
<a href="#content" class="govuk-skip-link">Skip to main content</a>
<div class="gem-c-cookie-banner"><h2>Cookies on GOV.UK</h2><button>Accept</button></div>
<header role="banner">GOV.UK</header>
<div class="gem-c-breadcrumbs"><ol><li>Home</li></ol></div>
<main id="content">
 <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds travel-advice__header">
  <span class="govuk-caption-xl">Foreign travel advice</span><h1 class="gem-c-heading__text">Georgia</h1>
  <div class="gem-c-govspeak"><div class="gem-c-warning-text govuk-warning-text">
   <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
   <strong><span class="govuk-visually-hidden">Warning</span>
   FCDO advises against all travel to parts of Georgia.</strong>
  </div></div>
  <aside class="part-navigation-container"><nav><ol><li>Warnings and insurance</li></ol></nav>
   <section class="gem-c-subscription-links"><a href="/signup">Get email alerts</a></section></aside>
 </div></div>
 <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
  <h1 class="govuk-heading-l">Warnings and insurance</h1>
  <div class="gem-c-metadata"><dl>
   <dt>Still current at:</dt><dd>{current_at}</dd><dt>Updated:</dt><dd>{updated}</dd>
   <dt>Latest update:</dt><dd><span><p class="metadata__update">{note}</p></span></dd></dl></div>
  <figure class="map"><img alt="Map" src="/m.png">
   <figcaption><a href="/m.pdf">Download a map (PDF)</a></figcaption></figure>
  <div class="gem-c-govspeak govuk-govspeak"><p>It is your decision.</p>
   <div role="note" aria-label="Warning" class="application-notice help-notice"><p>Insurance may not pay.</p></div>
   <h2 id="areas">Areas to avoid</h2><p>The north.</p></div>
  <nav class="govuk-pagination" role="navigation">Next: Entry requirements</nav>
  <div class="responsive-bottom-margin"><a href="/print">View a printable version of the whole guide</a></div>
 </div></div>
</main><footer role="contentinfo">Crown copyright</footer></body></html>"""


def test_the_front_page_is_its_advice_and_nothing_of_the_site() -> None:
    document = page(front_page(), "uk-fcdo")
    assert told(document) == [
        "heading: Georgia",
        "heading: Warnings and insurance",
        "paragraph: Download a map (PDF)",
        "paragraph: It is your decision.",
        "warning: Insurance may not pay.",
        "heading: Areas to avoid",
        "paragraph: The north.",
    ]
    assert sections(document) == ["Warnings and insurance", "Warnings and insurance > Areas to avoid"]
    assert document.advice == (Advice("FCDO advises against all travel to parts"),)


def test_the_dates_and_the_note_are_stamps() -> None:
    stamps = page(front_page(), "uk-fcdo").stamps
    assert (stamps.current_at, stamps.updated, stamps.note) == ("2025-10-06", "2025-10-01", "A new law.")
    assert stamps.date == "2025-10-01"


def test_another_day_changes_nothing_but_the_stamps() -> None:
    one, other = (
        page(front_page(), "uk-fcdo"),
        page(front_page("7 October 2025", "7 October 2025", "Another."), "uk-fcdo"),
    )
    assert one.stamps != other.stamps
    assert (one.blocks, one.sections, one.links) == (other.blocks, other.sections, other.links)


def test_the_print_page_has_every_part() -> None:
    document = page(
        """<html><body><main id="content"><div id="travel-advice-print"><h1>Georgia</h1>
        <p class="gem-c-lead-paragraph">Printable version</p>
        <div class="gem-c-print-link"><button>Print this page</button></div>
        <section><h1 class="part-title">Warnings and insurance</h1>
        <dl><dt>Still current at</dt><dd>6 October 2025</dd></dl>
        <div class="govspeak"><h2>Areas to avoid</h2><p>The north.</p></div></section>
        <section><h1 class="part-title">Health</h1><div class="govspeak"><p>Call 112.</p></div></section>
        <button type="button">Print this page</button></div></main></body></html>""",
        "uk-fcdo",
    )
    assert [section.slug for section in parts(document)] == ["warnings-and-insurance", "health"]
    health = part(document, "health")
    assert health is not None
    assert placed(health) == [" | Call 112."]
    assert document.stamps.current_at == "2025-10-06"


def test_a_publication_is_its_text_and_its_date() -> None:
    document = page(
        """<html><body><main id="content">
        <div class="publication-external"><ul class="organisation-logos"><li>FCDO</li></ul></div>
        <div class="gem-c-inverse-header"><span class="govuk-caption-xl">Guidance</span><h1>Georgia: for victims</h1>
        <p class="publication-header__last-changed">Updated 9 January 2025</p></div>
        <div id="contents"><nav class="gem-c-contents-list"><h2>Contents</h2><ol><li>First steps</li></ol></nav>
        <div class="gem-c-print-link"><button>Print this page</button></div>
        <div class="meta-data meta-data--display-print"><p>Crown copyright 2025</p></div>
        <div class="gem-c-govspeak"><h2 id="first-steps">First steps</h2><p>Call 112.</p></div>
        <a class="gem-c-back-to-top-link" href="#contents">Back to top</a></div></main></body></html>""",
        "uk-fcdo",
    )
    assert told(document) == ["heading: Georgia: for victims", "heading: First steps", "paragraph: Call 112."]
    assert document.stamps.updated == "2025-01-09"


def test_a_part_saved_as_markdown_loses_its_navigation() -> None:
    document = page(
        "# Getting help\n\n## Emergency services in Norway\n\nFire: 110\n\nPolice: 112\n\n"
        "[Previous : Health](/health)\n\n[View a printable version of the whole guide](/print)\n",
        "uk-fcdo",
        "NO",
    )
    assert placed(document) == [
        "Emergency services in Norway | Fire: 110",
        "Emergency services in Norway | Police: 112",
    ]


def test_stamps_in_markdown_are_stamps() -> None:
    document = page(
        "# Warnings and insurance\n\nStill current at:\n: 22 August 2026\n\nUpdated:\n: 21 August 2026\n\n"
        "Latest update:\n: Information about a strike.\n\nIt is your decision.\n",
        "uk-fcdo",
    )
    assert (document.stamps.current_at, document.stamps.updated) == ("2026-08-22", "2026-08-21")
    assert document.stamps.note == "Information about a strike."
    assert placed(document) == [" | It is your decision."]
