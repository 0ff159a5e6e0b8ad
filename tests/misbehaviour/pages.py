"""What the pages of the site say: whole, changed, halved, emptied, in another language, of another country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SECTIONS: Mapping[str, Sequence[str]] = {
    "Emergencies": (
        "Call the police on 112. The line is free of charge from every mobile phone, also without a card in it.",
        "Tell the operator where you are, what happened, and whether somebody is hurt or still in danger.",
    ),
    "Medical help": (
        "Ask for an ambulance on 103. City hospitals treat injuries at any hour, and no referral is needed for it.",
        "A doctor can note injuries and keep samples for 72 hours even where nothing was reported to the police.",
    ),
    "Reporting a crime": (
        "You can report a crime at any police station, not only at the one nearest to the place where it happened.",
        "You have the right to an interpreter. The station must give you a paper with the number of your case.",
    ),
    "Legal advice": (
        "Free legal advice is given to victims of violence by the offices of the bar in each regional capital.",
        "A lawyer from the list of the embassy asks for about 60 US dollars an hour; agree on the fee beforehand.",
    ),
    "Lost documents": (
        "A lost passport must be reported within five days. An emergency travel document costs 100 euros.",
        "Bring two photographs, the report of the police, and a copy of the lost document if you have one.",
    ),
    "Money": (
        "Relatives can send money by transfer; the larger banks pay it out on the same day against a document.",
        "The consulate can name banks that are open at weekends, but it cannot lend money for hotels or bills.",
    ),
    "Places to stay": (
        "Crisis centres take in women and children at any hour. Each centre has separate rooms and a nurse.",
        "Men who need a safe place are put up by the social service of the city, which a patrol will call for you.",
    ),
    "Going home": (
        "Nobody may hold your passport to make you stay. Leave through any open crossing, by road, rail or air.",
        "If a ban on leaving was set by a court, ask its registry for a copy of the order and for the day it ends.",
    ),
    "Contacts": (
        "The embassy answers on +7 7172 55 62 00 from Monday to Friday, from nine in the morning until noon.",
        "Outside of these hours a duty officer can be reached through the same number for matters of life.",
    ),
}
"""The whole page: 9 sections with two paragraphs each."""

TITLE = "Help in Kazakhstan"
OLD, NEW = "Call the police on 112.", "Call the police on 102."

GERMAN: Mapping[str, Sequence[str]] = {
    "Notfälle": (
        "Rufen Sie die Polizei unter 112. Der Anruf ist von jedem Mobiltelefon kostenlos, auch ohne Karte.",
        "Sagen Sie, wo Sie sind, was geschehen ist, und ob jemand verletzt wurde oder noch in Gefahr ist.",
    ),
    "Ärztliche Hilfe": (
        "Einen Krankenwagen rufen Sie unter 103. Die Krankenhäuser der Städte behandeln zu jeder Stunde.",
        "Ärzte können Verletzungen festhalten und Proben für 72 Stunden aufbewahren, auch ohne Anzeige.",
    ),
    "Anzeige erstatten": (
        "Sie können eine Straftat auf jeder Wache anzeigen, nicht nur auf der, die dem Ort am nächsten liegt.",
        "Sie haben das Recht auf einen Dolmetscher. Die Wache muss Ihnen die Nummer Ihres Falles geben.",
    ),
    "Verlorene Papiere": (
        "Ein verlorener Pass ist binnen fünf Tagen zu melden. Ein Ersatz für die Reise kostet 100 Euro.",
        "Bringen Sie zwei Lichtbilder mit, die Anzeige der Polizei und eine Kopie, wenn Sie eine haben.",
    ),
}
"""The same in another language."""

NEIGHBOUR: Mapping[str, Sequence[str]] = {
    "Winter roads": (
        "The pass between the valleys is closed from December to March; buses take the longer way by the lake.",
        "Chains are required above 2000 metres, and the patrol turns back cars that have none.",
    ),
    "Mountain rescue": (
        "Trekkers register with the rescue service before they leave; the form is free and takes a minute.",
        "A helicopter is called by the guides and paid for by the insurance that the permit asks for.",
    ),
    "Border zones": (
        "A permit for the border zone is given by agencies within two weeks and is checked on foot trails too.",
        "Soldiers may send back anybody without one. Do not photograph posts, bridges or barracks.",
    ),
}
"""Of another page, with nothing in common."""


def text(sections: Mapping[str, Sequence[str]] = SECTIONS) -> str:
    """The content as HTML: a heading and its paragraphs a section."""
    return "".join(
        f"<section><h2>{heading}</h2>{''.join(f'<p>{each}</p>' for each in paragraphs)}</section>"
        for heading, paragraphs in sections.items()
    )


def first(count: int) -> str:
    """The content up to this many sections."""
    return text(dict(list(SECTIONS.items())[:count]))


HELP = text()
CHANGED = HELP.replace(OLD, NEW)
"""One number is another one."""
HALF = first(4)
WITHOUT_ONE = text({heading: paragraphs for heading, paragraphs in SECTIONS.items() if heading != "Money"})


def rows(count: int, changed: int = -1) -> str:
    """A table of so many missions with their numbers; the mission of the row `changed` has another one."""
    body = "".join(
        f"<tr><td>Mission {number:03}</td><td>+7 7172 {number:03} {'111' if number == changed else '200'}</td></tr>"
        for number in range(count)
    )
    return (
        f"<h2>Missions</h2><table><thead><tr><th>Mission</th><th>Phone</th></tr></thead><tbody>{body}</tbody></table>"
    )


START = (
    "<h2>Welcome</h2><p>Choose a country, or read the news of the ministry.</p>"
    "<ul><li><a href='/a'>Countries</a></li><li><a href='/b'>News</a></li><li><a href='/c'>About us</a></li></ul>"
)
SOFT_404 = (
    "<h2>Page not found</h2><p>Sorry, the page you are looking for cannot be found. "
    "It may have been moved or deleted.</p><p>Error 404</p>"
)
MAINTENANCE = "<p>Our site is currently down for maintenance. We will be back shortly.</p>"
SCRIPT_ONLY = (
    b'<!doctype html><html lang="en"><head><title>Help in Kazakhstan</title>'
    b'<script src="/static/js/runtime.4f2a.js"></script><script src="/static/js/main.9c1b.js"></script></head>'
    b'<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'
    b"<script>window.__STATE__={}</script></body></html>"
)
