"""One country of State's in both layouts, with the same facts, in the shapes in which scrapers found the pages."""

from __future__ import annotations

from publishers.page_helpers import page

from monitor.read.document import Document
from monitor.read.parts import part

LEVEL = "Level 2: Exercise Increased Caution"
NOTE = "There were no changes to the advisory level or risk indicators. Advisory summary was updated."
REASON = "in Georgia due to civil unrest. Some areas have increased risk. Read the entire Travel Advisory."
SUMMARY = """<p>Protests in the center of Tbilisi can turn violent without warning. Police have used tear gas.</p>
<p>If you decide to travel to Georgia:</p>
<ul><li>Enroll in the <a href="https://step.state.gov/">Smart Traveler Enrollment Program</a>.</li>
<li>Buy insurance that pays for medical evacuation.</li></ul>"""
AREA = """<p>Do not travel to South Ossetia and Abkhazia due to crime, civil unrest and landmines.</p>
<p>Russian troops hold both regions. If you cross their boundary lines, you can be arrested, fined or imprisoned.</p>"""
EMBASSY_PHONE = "+(995)(32) 227-7724"
EMBASSY = """<h3>U.S. Embassy Tbilisi</h3>
<p>29 Georgian-American Friendship Avenue<br>Didi Dighomi<br>Tbilisi, Georgia, 0131</p>
<p><b>Telephone:</b> {phone}</p><p><b>Emergency After-Hours Telephone:</b> +(995)(32) 227-7000</p>
<p><b>Email:</b> <a href="mailto:AskConsulTbilisi@state.gov">AskConsulTbilisi@state.gov</a></p>"""
PARTS = {
    "Destination Description": "<p>Georgia lies between the Black Sea and the Caspian Sea. Its capital is Tbilisi.</p>",
    "Entry, Exit and Visa Requirements": """<p><b>You must show a valid passport at the border.</b> The Embassy cannot
change the decision of a border officer.</p><ul><li>If you overstay, you will be fined when you leave.</li>
<li>Men aged 18 to 27 who are also citizens of Georgia may have to do military service.</li></ul>""",
    "Safety and Security": """<p><b>Crime:</b> Most visits pass without crime. Some bars present false bills.</p>
<p><b>Victims of Crime:</b> Report a crime to the police at 112.</p>
<p>We can:</p><ul><li>Help you find medical care.</li><li>Give you a list of local attorneys.</li></ul>
<p><b>Domestic Violence:</b> The state helpline at 116 006 is free and open 24 hours.</p>""",
    "Local Laws & Special Circumstances": """<p><b>Criminal Penalties:</b> Police may hold a person for up to 72 hours
before charges are brought.</p>""",
    "Health": "<p>For an ambulance, dial 112. U.S. Medicare does not pay abroad.</p>",
    "Travel and Transportation": "<p>The limit is 0.03% of alcohol in the blood. Drivers must be 18 years old.</p>",
}
FACTS = {
    "PASSPORT VALIDITY": ("Valid passport requirements", "Must be valid on the day of entry."),
    "TOURIST VISA REQUIRED": ("Tourist visa requirements", "Not for stays of 365 days or less."),
    "VACCINATIONS": ("Vaccinations", "None required. Hepatitis A is recommended."),
    "CURRENCY RESTRICTIONS": ("Currency on entry and exit", "Declare more than 30,000 Georgian lari (GEL)."),
}
JUNK = '\n\n\n<script type="text/javascript">window.tsgStart = "1759742431-77b2";</script>\n\n'


def old_advisory(level: str = LEVEL, phone: str = EMBASSY_PHONE) -> str:
    """The advisory as a page of its own: level and date in frames, the embassy in a rail."""
    return f"""{JUNK}<!DOCTYPE html><html><head><title>Georgia Travel Advisory</title></head><body>
<div id="skipnav"><a href="#tsg_main_content_container">Skip to the content</a></div>
<div class="tsg-rwd-breadcrumb">Home &gt; Georgia</div><div id="tsg_main_content_container" role="main">
<div class="tsg-rwd-main-copy-body-frame"><div class="tsg-rwd-main-copy-frame"><h1>Georgia Travel Advisory</h1>
<div class="tsg-rwd-emergency-alerts"><div class="tsg-rwd-eab-main-frame tsg-rwd-eab-main-frame-yellow">
<h3 class="tsg-rwd-eab-type-main-frame"><div class="tsg-rwd-eab-type-frame">Travel Advisory</div>
<div class="tsg-rwd-eab-date-frame">March 13, 2026</div></h3>
<h3 class="tsg-rwd-eab-title-frame">Georgia - {level}</h3>
<div class="tsg-rwd-tool-tips"><a href="javascript:void(0);">C</a> <a href="javascript:void(0);">U</a></div></div>
<div class="tsg-rwd-emergency-alert-text"><p><b><i>{NOTE}</i></b></p>
<p>Exercise increased caution {REASON}</p>{SUMMARY}
<h3>South Ossetia and Abkhazia – Level 4: Do Not Travel</h3>{AREA}
<h3>Travel Advisory Levels</h3><p>1 2 3 4</p></div></div></div>
<div class="tsg-rwd-sidebar"><h3>Assistance for U.S. Citizens</h3><p><b>U.S. Embassy Tbilisi</b></p>
<p>Telephone</p><p>{phone}</p></div></div></div></body></html>"""


def old_information(phone: str = EMBASSY_PHONE) -> str:
    """The page of country information: quick facts, and an accordion of panels."""
    facts = "".join(
        f'<div class="tsg-rwd-qf-box"><div class="tsg-rwd-qf-box-title">{label}:</div>'
        f'<div class="tsg-rwd-qf-box-data"><p>{value}</p></div></div>'
        for label, (_, value) in FACTS.items()
    )
    panels = {"Embassies and Consulates": EMBASSY.format(phone=phone)} | PARTS
    accordion = "".join(
        f'<div class="tsg-rwd-accordion-csi-show"><div class="tsg-rwd-accordion-title-frame">'
        f'<a href="javascript:void(0);"><h4>{title.replace("&", "&amp;")}</h4></a>'
        f'</div><div class="tsg-rwd-accordion-copy" style="display:none">{text}</div></div>'
        for title, text in panels.items()
    )
    return f"""{JUNK}<!DOCTYPE html><html><head><title>Georgia</title></head><body class="tsg-rwd-body">
<div class="tsg-rwd-main-CSI-International-Travel-items-international">
<div class="tsg-rwd-csi-contry-name">Georgia</div><div class="csi-data-date">Last Updated: April 02, 2026</div>
<div class="searchCSI">Search</div><div class="tsg-rwd-sidebar-qf-csi-show"><h3>Quick Facts</h3>{facts}</div>
<a class="tsg-rwd-accordion-All-control" href="javascript:void(0);">Expand All</a>{accordion}</div></body></html>"""


def new_page(level: str = "Level 2 - Exercise increased caution", phone: str = EMBASSY_PHONE) -> str:
    """The page of 2026: hero, advisory, quick facts, requirements and tips in accordions, embassy."""
    parts = {title: (f"panel-{number}", text) for number, (title, text) in enumerate(PARTS.items())}
    tips = "".join(
        f'<h3 class="usa-accordion__heading"><button type="button" class="usa-accordion__button" aria-expanded="false" '
        f'aria-controls="{id}">{_sentence_case(title)}</button></h3>'
        f'<div id="{id}" class="usa-accordion__content usa-prose" hidden>{text}</div>'
        for title, (id, text) in list(parts.items())[2:]
    )
    facts = "".join(
        f'<div class="iconcallout-right"><div class="icon"><svg><title>Icon</title></svg></div>'
        f'<div class="text"><h4>{label}</h4><p>{value}</p></div></div>'
        for label, value in FACTS.values()
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>Georgia Travel Advisory | Travel.State.gov</title>
</head><body>
<section class="usa-banner"><p>An official website of the United States government</p></section>
<header class="usa-header"><nav>Passports</nav></header>
<main id="main-content"><div class="herocontainer container responsivegrid"><div class="hero-standard"><h1>Georgia</h1>
</div></div><div class="traveladvisory"><div class="cmp-traveladvisory ">
<div class="cmp-traveladvisory__header level-2"><h2 class="travel-advisory ">Travel advisory - Georgia</h2>
<h3 class=" travel-level ">{level}</h3>
<div class="cmp-traveladvisory__header-area"><span class="risk-bubbles "><span class="risk-bubble level-4">4</span>
</span></div>
<div class="cmp-traveladvisory__header-date-issued "><span class="date-issued ">Date issued: March 13, 2026 -
<button id="advisory-history" class="advisory-history " aria-label="Open advisory history log">advisory history</button>
</span></div></div>
<div class="cmp-traveladvisory__body level-2"><div class="cmp-traveladvisory__body-container">
<ul class="pill-list"><li class="tsg-utility-risk-pill">Unrest (U)</li></ul>
<div class="cmp-traveladvisory__body-container-guidance"><h2 class="statement">
<span class="guidance level-2">Exercise increased caution</span>
<span class="cmp-traveladvisory__inline"><p>{REASON}</p></span></h2></div>
<div class="cmp-traveladvisory__body-container-advisory"><div class="summary-text usa-prose">
<p><span class="body-regular">{NOTE}</span></p></div></div>
<div class="cmp-traveladvisory__body-container-advisory"><h3 class="section-heading">Advisory summary</h3>
<div class="summary-text usa-prose">{SUMMARY}</div></div>
<div class="cmp-traveladvisory__body-container-risk-areas"><h3 class="risk-section-heading">Risks in specific areas</h3>
<div class="risk-level level-4"><h4 class="level-title level-title-4">Level: 4 - Do not travel</h4>
<div class="location-name-summary"><div class="location-name" tabindex="0">South Ossetia and Abkhazia</div>
<div class="location-summary usa-prose">{AREA}</div></div></div></div></div></div></div></div>
<div class="iconcallouts">{facts}</div>
<div class="destination-about"><h2>About Georgia</h2>{PARTS["Destination Description"]}</div>
<div class="destination-requirements"><h2>Entry and exit requirements</h2>
{PARTS["Entry, Exit and Visa Requirements"]}</div>
<div class="destination-tips"><h2>Travel tips</h2><div class="usa-accordion">{tips}</div></div>
<div class="embassycontactcallout"><h2>Embassies and consulates</h2>{EMBASSY.format(phone=phone)}</div>
<p id="tsg-page_date">Last Updated: May 21, 2026</p></main><footer class="usa-footer">Privacy</footer></body></html>"""


def _sentence_case(title: str) -> str:
    return (title[0] + title[1:].lower()).replace("&", "&amp;")


def cut(text: str, slug: str) -> Document:
    """A part of a page as a document."""
    found = part(page(text, "us-state"), slug)
    assert found is not None, slug
    return found
