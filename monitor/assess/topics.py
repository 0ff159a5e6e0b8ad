"""Topics of travel advice: the words by which a publisher's note and a page's text speak of the same matter.

Made of FCDO's 25,180 notes of 2018 to 2026 and of Canada's reasons for an update: what they call what they changed.
"""

from __future__ import annotations

import re

_WORDS = {
    "entry": (
        "visas?", "e-?visas?", "evisa", "passports?", "entry (?:rules|requirements|restrictions|into)",
        "enter(?:ing)?", "immigration", "border", r"dual national\w*", "arrival card", "declaration", "EES",
        "ETIAS", "schengen",
    ),
    "money": (
        "fees?", "costs?", "prices?", "charges?", "currency", "money", "cash", "tax(?:es)?", "payments?",
    ),
    "lgbt": (
        r"(?:2s)?lgbt\w*\+?", "same-sex", "sexual orientation", "gender identity", "gay", "transgender",
    ),
    "terrorism": (
        r"terror\w*", r"bomb\w*", r"extremis\w*",
    ),
    "conflict": (
        r"escalat\w*", r"hostilit\w*", "conflict", "military", "missiles?", "drones?", "airstrikes?", "armed",
        "strikes against", "invasion", "tensions?", "fighting", "security situation",
    ),
    "unrest": (
        "protests?", "demonstrations?", "unrest", "riots?", "elections?", "political situation", "rall(?:y|ies)",
        "state of emergency", "curfews?",
    ),
    "crime": (
        "crimes?", r"criminal\w*", r"kidnap\w*", r"robber\w*", "scams?", "theft", "mugging", "spiking", "gangs?",
        "sexual assault", r"fraud\w*",
    ),
    "drugs": (
        "drugs?", "cannabis", "narcotics", "vap(?:es?|ing)",
    ),
    "disease": (
        "cholera", "dengue", "zika", "malaria", "measles", r"polio\w*", "ebola", "marburg", "mpox", "chikungunya",
        "yellow fever", "oropouche", "typhoid", "rabies", r"covid\S*", "coronavirus", "influenza", "avian flu",
        "plague", "leishmaniasis", "onchocerciasis", "outbreak", "epidemic", r"vaccin\w*", "meningitis", "lassa",
        "diphtheria",
    ),
    "medicine": (
        "medications?", "medicines?", "prescription", "medical", "hospitals?", "healthcare", "altitude",
    ),
    "weather": (
        "hurricanes?", "cyclones?", "typhoons?", "tropical storms?", "storms?", "floods?", "flooding", "rains?",
        "rainfall", "monsoon", "heatwave", "extreme (?:weather|temperatures)", "severe weather", r"snow\w*",
        "avalanches?", "landslides?", "mudslides?",
    ),
    "fire": (
        "(?:wild|bush|forest )fires?",
    ),
    "ground": (
        "earthquakes?", "tsunamis?", r"volcan\w*", "eruptions?", "seismic", "aftershocks?",
    ),
    "road": (
        "roads?", "driv(?:e|ing|ers?)", "vehicles?", "traffic", r"motor\w*", "e-?scooters?", "licen[cs]es?",
        "rental cars?",
    ),
    "transport": (
        "flights?", "airports?", "airlines?", "airspace", "rail", "trains?", "ferr(?:y|ies)", "eurostar",
        "public transport", "taxis?", "strike action", "travel disruption", "cancellations",
    ),
    "water": (
        "swimming", "beach(?:es)?", "water sports", "diving", "rip currents?", "drowning", r"boat\w*", "jellyfish",
    ),
    "adventure": (
        "trekking", "hiking", r"mountain\w*", "adventure", "climbing", "skiing", r"paraglid\w*", "camping",
    ),
    "contact": (
        "contact (?:details|numbers?|information)", "contacts", "phone", "telephone", "(?:tele)?phone numbers?",
        "numbers?(?! of)", "helplines?", "hotlines?", "emergency (?:contacts?|lines?|services|help|number)",
        "consular (?:assistance|help|support|services)", "getting help", "need help", "in touch",
        "embassy(?:'s)? (?:number|contact|phone)",
    ),
    "religion": (
        "ramadan", "hajj", "umrah", r"pilgrim\w*", r"religio\w*",
    ),
    "alcohol": (
        r"alcohol\w*", "drinking", "methanol", "tap water",
    ),
}  # fmt: skip


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


TOPICS = {name: _any_of(words) for name, words in _WORDS.items()}
"""A note on one of these speaks of what changed in the same matter."""

_KIND_WORDS = {
    "phone": (
        *_WORDS["contact"],
    ),
    "email": (
        "e-?mails?", "address(?:es)?", *_WORDS["contact"],
    ),
    "level": (
        r"advis\w+ against", r"(?:no longer|continues to|now) advis\w+", "advice (?:against|level)",
        r"advis\w+ (?:level|change)", "levels?", "(?:non-|all but )essential travel", "do not travel",
        "degree of caution", "security precautions", "avoid(?:ing)? (?:all|non-essential) travel",
        "risk indicators?", "(?:regional|travel) advisor(?:y|ies)", "reconsider (?:your need to )?travel",
        "increased caution",
    ),
    "law": (
        "laws?", r"legal\w*", "legislation", "illegal", "legislative", "decrees?", "ban(?:ned|s)?", "regulations?",
    ),
    "penalty": (
        r"penalt\w+", "fines?", "fined", r"prison\w*", r"imprison\w*", r"arrest\w*", r"deport\w*", "detention",
        r"detain\w*", r"jail\w*", r"punish\w*", "death penalty", r"sentenc\w+",
    ),
    "money": (
        *_WORDS["money"],
    ),
    "duration": (
        "validity", "length of (?:stay|time)", "duration", "days", "months", r"overstay\w*", "time limits?",
    ),
    "time": (
        "opening hours", "curfews?", "times?", "hours",
    ),
    "date": (
        "dates?",
    ),
    "age": (
        "ages?", "children", "minors",
    ),
}  # fmt: skip
KINDS = {kind: _any_of(words) for kind, words in _KIND_WORDS.items()}
"""The words by which a note names the kind of a fact."""

_IDLE = frozenset(
    (
        "information updated update updates page pages added removed addition removal section advice travel about "
        "country this that with from have been your latest change changes changed general guidance amended minor "
        "edits further details more travellers traveller travelling following including related regarding possible "
        "new additional factual british nationals national citizens people local authorities risk risks situation "
        "recent ongoing current currently which there their they where when what will may might could should some "
        "other others also into after before during across within between under over only very such than then these "
        "those being expected reflect reflecting revised reviewed accuracy issued reissued periodic review fcdo uk "
        "areas area parts part well make made see read find check follow aware avoid need visit visiting visitors "
        "embassy government canada canadian canadians united states kingdom remain stay take using used through "
        "affected number numbers high level levels"
    ).split()
)
"""What a note says of any change, and nothing of what changed."""
_SUFFIX = re.compile(r"(?:isms?|ists?|ing|ings|al|ed|es|s|ly)$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORT = 4


def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, each without its ending: "terrorists" and "terrorism" are one."""
    found = set()
    for match in _WORD.finditer(text.lower()):
        word = match.group()
        if word in _IDLE or (len(word) < _SHORT and not match.group().isupper()):
            continue
        stem = _SUFFIX.sub("", word) if len(word) > _SHORT else word
        found.add(stem if len(stem) >= _SHORT else word)
    return frozenset(found)


def topics(text: str) -> frozenset[str]:
    """The topics of which a text speaks; of diseases each by its name, for a note on dengue says nothing of cholera."""
    found = {name for name, words in TOPICS.items() if name != "disease" and words.search(text)}
    found |= {f"disease {match.group().lower()}" for match in TOPICS["disease"].finditer(text)}
    return frozenset(found)
