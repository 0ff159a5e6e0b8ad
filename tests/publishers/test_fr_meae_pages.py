"""France Diplomatie's pages."""

from __future__ import annotations

import pytest
from page_helpers import levels, page, place, placed

from monitor.publishers.publisher import Place


def of(inside: str) -> str:
    return f"<html><head><title>Géorgie</title></head><body><main><h1>Géorgie</h1>{inside}</main></body></html>"


@pytest.mark.parametrize(
    "stamps",
    [
        "<p>Dernière mise à jour le : 15 septembre 2026 - Information toujours valide le : 21 novembre 2026</p>",
        "<div><b>Dernière mise à jour le : 15/09/2026</b> <i>Information toujours valide le : 21/11/2026</i></div>",
        "<p>Dernière actualisation : 15/09/2026</p><p>Toujours valide le 21/11/2026.</p>",
        "<p>Dernière mise à jour : 15 septembre 2026 à 14h30</p><p>Toujours valide le : 21 novembre 2026</p>",
    ],
)
def test_the_date_of_the_day_is_not_the_date_of_the_change(stamps: str) -> None:
    document = page(of(f"{stamps}<p>Restez à l’écart des rassemblements.</p>"), "fr-meae")
    assert (document.stamps.updated, document.stamps.current_at) == ("2026-09-15", "2026-11-21")
    assert placed(document) == [" | Restez à l’écart des rassemblements."]
    assert document.language == "fr"


def test_the_date_of_the_latest_news_is_a_stamp_and_the_news_are_content() -> None:
    document = page(
        of("<h2>Dernière minute</h2><div class='date_derniere_minute'><p><span>1er mai 2026</span></p></div>"
           "<h3>Manifestations</h3><p>Des manifestations ont lieu à Tbilissi.</p>"),
        "fr-meae",
    )  # fmt: skip
    assert document.stamps.updated == "2026-05-01"
    assert placed(document) == ["Dernière minute > Manifestations | Des manifestations ont lieu à Tbilissi."]


def test_a_box_that_holds_more_than_a_date_stays() -> None:
    news = "Le 1er mai 2026, des manifestations ont eu lieu dans la capitale, et la route du nord est fermée depuis."
    document = page(
        of(f"<div class='date_derniere_minute'>{news}</div><div class='date_derniere_minute'></div>"), "fr-meae"
    )
    assert placed(document) == [f" | {news}"]
    assert document.stamps.updated is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("L’ensemble du pays est en vigilance renforcée.", [(2, None)]),
        ("La Géorgie est placée en vigilance normale.", [(1, None)]),
        ("Il est formellement déconseillé de se rendre en Géorgie.", [(4, None)]),
        ("Il est formellement déconseillé de se rendre en Abkhazie.", [(4, "abkhazie")]),
        ("Il est déconseillé, sauf raison impérative, de voyager dans le nord.", [(3, "le nord")]),
        ("La frontière est déconseillée sauf raison impérative.", [(3, "la frontière")]),
        ("Tout le pays est formellement déconseillé.", [(4, None)]),
        ("Zones rouges (formellement déconseillées)", [(4, "zones rouges")]),
        ("Zone orange (déconseillée sauf raison impérative)", [(3, "zone orange")]),
        ("Vigilance normale", [(1, None)]),
        ("Il est déconseillé de boire l’eau du robinet.", []),
    ],
)
def test_a_level_is_told_of_what_it_is_said_of(sentence: str, found: list[tuple[int, str | None]]) -> None:
    assert levels(page(of(f"<p>{sentence}</p>"), "fr-meae"), "fr-meae") == found


NEW = "https://www.diplomatie.gouv.fr/fr/information-par-pays"
OLD = "https://www.diplomatie.gouv.fr/fr/conseils-aux-voyageurs/conseils-par-pays-destination"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{NEW}/georgie/conseils-aux-voyageurs-securite", Place("GE", "security")),
        (f"{NEW}/kirghizstan/conseils-aux-voyageurs-sante", Place("KG", "health")),
        (f"{NEW}/cote-d-ivoire/dernieres-minutes-et-alertes", Place("CI", "latest")),
        (f"{NEW}/republique-democratique-du-congo/conseils-aux-voyageurs-entree-sejour", Place("CD", "entry")),
        (f"{NEW}/nulle-part/conseils-aux-voyageurs-securite", Place(None, "security")),
        (f"{NEW}/georgie/presentation", None),
        (f"{OLD}/georgie/", Place("GE", "travel-advice")),
        (f"{OLD}/", None),
        ("https://www.diplomatie.gouv.fr/", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, expected: Place | None) -> None:
    assert place(url, "fr-meae") == expected


def test_the_buttons_to_share_a_page_are_furniture() -> None:
    document = page(
        of("<p>Appelez le 112.</p><div class='fr-share'><p class='fr-share__title'>Partager la page</p>"
           "<ul><li><a href='https://social.example/x'>Partager</a></li></ul></div>"),
        "fr-meae",
    )  # fmt: skip
    assert placed(document) == [" | Appelez le 112."]
