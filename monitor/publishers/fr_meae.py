"""France Diplomatie: Conseils aux voyageurs of France's Ministry for Europe and Foreign Affairs.

What is known, and from where; no page was seen as the site serves it today: addresses, the four levels with their
colours, and "Dernière minute" with its `.date_derniere_minute`, as published scrapers describe them. Until 2026 all of a
country's advice stood on one page, /fr/conseils-aux-voyageurs/conseils-par-pays-destination/{slug}/; since then it has
pages of its own at /fr/information-par-pays/{slug}/. Slugs are the French names of the countries. There is HTML only, the
levels of areas stand on a map besides, and some pages need a browser. Under what terms the text may be used was not
checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.publishers.native import native_code, native_slug
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.stamp_lines import take_stamp_lines
from monitor.publishers.urls import steps
from monitor.read.lines import text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from monitor.read.builder import Builder

_SITE = "https://www.diplomatie.gouv.fr/fr/information-par-pays"
_HOSTS = ("www.diplomatie.gouv.fr", "diplomatie.gouv.fr")

# Slugs that are not what one would make of the country's usual French name; one page serves Israel and Palestine.
_SLUGS = {
    "CD": "republique-democratique-du-congo", "CG": "congo", "IL": "israel-palestine", "MM": "birmanie",
    "PS": "israel-palestine", "SV": "salvador", "VN": "vietnam",
}  # fmt: skip
_PAGES = {
    "conseils-aux-voyageurs-securite": ("security", "Sécurité"),
    "conseils-aux-voyageurs-entree-sejour": ("entry", "Entrée et séjour"),
    "conseils-aux-voyageurs-sante": ("health", "Santé"),
}
"""Last step of a page's URL, its name, and its title."""
_OTHER_PAGES = {"dernieres-minutes-et-alertes": "latest", "conseils-aux-voyageurs-contacts-utiles": "contacts"}
"""Pages that fewer have described; they are known where somebody names them by their url."""


def _targets(country: str) -> tuple[Target, ...]:
    base = f"{_SITE}/{_SLUGS.get(country) or native_slug(country, 'fr')}"
    return tuple(Target(name, title, f"{base}/{step}", f"{base}/{step}") for step, (name, title) in _PAGES.items())


def _place_of(url: str) -> Place | None:
    page = steps(url, *_HOSTS)
    if len(page) == 4 and page[:2] == ("fr", "information-par-pays"):
        name = _PAGES[page[3]][0] if page[3] in _PAGES else _OTHER_PAGES.get(page[3])
        return Place(_country(page[2]), name) if name else None
    if len(page) == 4 and page[:3] == ("fr", "conseils-aux-voyageurs", "conseils-par-pays-destination"):
        return Place(_country(page[3]), "travel-advice")
    return None


def _country(slug: str) -> str | None:
    return next((code for code, mine in _SLUGS.items() if mine == slug), None) or native_code(slug, "fr")


_DAY = r"(\d{1,2}(?:/\d{1,2}/|(?:er)? [^\W\d]{3,9}\.? )\d{4})"
_CUE = re.compile(r"derni[èe]re (?:mise à jour|actualisation)|toujours valide", re.IGNORECASE)
_LINE = re.compile(
    rf"(?:Derni[èe]re (?:mise à jour|actualisation)(?: le)?\s*:?\s*{_DAY})?[\s|.,–-]*"
    rf"(?:(?:Information )?toujours valide(?: le)?\s*:?\s*{_DAY})?\.?",
    re.IGNORECASE,
)


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Take the dates: two in one line, of which the second is that of the day, and that of "Dernière minute"."""
    take_stamp_lines(soup, builder, _CUE, _LINE, ("updated", "current_at"))
    for box in soup.select(".date_derniere_minute"):
        said = text_of(box)
        found = re.search(_DAY, said)
        if found and len(said) <= len(found.group()) + 40:
            builder.found.setdefault("updated", found.group())
            box.extract()


_GO = r",? de (?:se rendre|voyager|se déplacer)(?: (?:dans|en|au|aux|à|sur|vers))? (?P<area>[^.;]{1,300})"
_IS = r"(?:^|(?<=[,:] ))(?!il\b)(?P<area>[^.;:,]{1,150}?) (?:est|sont|restent?|demeurent?) "
_ZONE = r"\b(?P<area>zones? (?:en )?COLOUR)\b(?:\s*\([^()]{0,60}\))?"
_RED = r"formellement déconseillée?s?\b(?! sauf)"
_ORANGE = r"déconseillée?s?,? sauf (?:pour )?raisons? impératives?\b"
_WORDS = (
    (4, _ZONE.replace("COLOUR", "rouges?")),
    (3, _ZONE.replace("COLOUR", "oranges?")),
    (2, _ZONE.replace("COLOUR", "jaunes?")),
    (1, _ZONE.replace("COLOUR", "vertes?")),
    (3, rf"\b{_ORANGE}{_GO}"),
    (4, rf"\b{_RED}{_GO}"),
    (3, rf"{_IS}{_ORANGE}"),
    (4, rf"{_IS}{_RED}"),
    (2, rf"{_IS}(?:placée?s? )?en vigilance renforcée\b"),
    (1, rf"{_IS}(?:placée?s? )?en vigilance normale\b"),
    (3, rf"\b{_ORANGE}"),
    (4, rf"\b{_RED}"),
    (2, r"\bvigilance renforcée\b"),
    (1, r"\bvigilance normale\b"),
)
"""How a level is said, and of what; the surest first."""

FR_MEAE = Publisher(
    id="fr-meae",
    name="France Diplomatie",
    region="FR",
    date_order="DMY",
    language="fr",
    licence="Conseils aux voyageurs of France Diplomatie; terms of re-use not checked.",
    roots=("main",),
    furniture=(".fr-share", ".fr-follow", ".fr-breadcrumb", ".fr-summary", ".fr-consent-banner"),
    stamp_labels={
        "dernière mise à jour": "updated",
        "dernière mise à jour le": "updated",
        "date de mise à jour": "updated",
        "dernière actualisation": "updated",
        "information toujours valide le": "current_at",
        "toujours valide le": "current_at",
    },
    levels=tuple(Level(step, re.compile(words, re.IGNORECASE)) for step, words in _WORDS),
    prepare=_prepare,
    hosts=_HOSTS,
    place_of=_place_of,
    page_names=tuple(name for name, _ in _PAGES.values()),
    targets=_targets,
)
