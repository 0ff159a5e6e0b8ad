"""The scales of advice: each publisher's own words, and no merging of scales."""

from __future__ import annotations

import subprocess
import sys

import pytest

from monitor.publishers import KNOWN, publisher


def steps(id: str, text: str) -> list[tuple[str, int]]:
    return [(level.scale, level.step) for level in publisher(id).levels if level.words.search(text)]


@pytest.mark.parametrize(
    ("id", "words", "scale", "step"),
    [
        ("uk-fcdo", "FCDO advises against all travel to Syria", "advice", 2),
        ("uk-fcdo", "we are advising against all but essential travel to parts", "advice", 1),
        ("uk-fcdo", "Terrorists are very likely to try to carry out attacks", "terrorism", 2),
        ("uk-fcdo", "Terrorists are likely to try to carry out attacks", "terrorism", 1),
        ("us-state", "Georgia - Level 1: Exercise Normal Precautions", "advice", 1),
        ("us-state", "Level 4: Do not travel", "advice", 4),
        ("us-state", "Reconsider travel to Colombia", "advice", 3),
        ("ca-gac", "AVOID ALL TRAVEL", "advice", 3),
        ("ca-gac", "Avoid non-essential travel", "advice", 2),
        ("ca-gac", "Exercise a high degree of caution", "advice", 1),
        ("ca-gac", "Take normal security precautions", "advice", 0),
        ("ca-gac", "Exercise normal security precautions", "advice", 0),
        ("au-dfat", "Do not travel", "advice", 4),
        ("au-dfat", "Reconsider your need to travel to Georgia overall", "advice", 3),
        ("au-dfat", "Exercise a high degree of caution", "advice", 2),
        ("au-dfat", "Exercise normal safety precautions", "advice", 1),
        ("ie-dfa", "Do Not Travel", "advice", 4),
        ("ie-dfa", "Avoid non-essential travel", "advice", 3),
        ("ie-dfa", "High Degree of Caution", "advice", 2),
        ("ie-dfa", "Normal Precautions", "advice", 1),
        ("nz-mfat", "Do not travel", "advice", 4),
        ("nz-mfat", "Avoid non-essential travel", "advice", 3),
        ("nz-mfat", "Exercise increased caution", "advice", 2),
        ("nz-mfat", "Exercise normal safety and security precautions", "advice", 1),
        ("de-aa", "REISEWARNUNG", "advice", 5),
        ("de-aa", "Teilreisewarnung", "advice", 4),
        ("de-aa", "Von Reisen in den Norden wird dringend abgeraten", "advice", 3),
        ("de-aa", "Von nicht notwendigen Reisen in den Norden wird abgeraten", "advice", 2),
        ("nl-bz", "De kleurcode van het reisadvies voor Georgië is rood", "advice", 4),
        ("nl-bz", "kleurcode oranje", "advice", 3),
        ("nl-bz", "Kleurcode: geel", "advice", 2),
        ("nl-bz", "kleurcode groen", "advice", 1),
        ("fr-meae", "Formellement déconseillé", "advice", 4),
        ("fr-meae", "Déconseillées sauf raison impérative", "advice", 3),
        ("fr-meae", "VIGILANCE RENFORCÉE", "advice", 2),
        ("fr-meae", "zone verte", "advice", 1),
    ],
)
def test_a_step_is_known_by_its_words(id: str, words: str, scale: str, step: int) -> None:
    assert (scale, step) in steps(id, words)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("uk-fcdo", "FCDO has lifted its advice"),
        ("us-state", "There are four levels of advice"),
        ("ca-gac", "Avoid demonstrations"),
        ("uk-fcdo", "Level 3: Reconsider Travel"),
        ("us-state", "FCDO advises against all travel"),
        ("au-dfat", "Level 4/5"),
        ("ie-dfa", "Exercise increased caution"),
        ("nz-mfat", "Level 3: Reconsider Travel"),
        ("de-aa", "Do not travel"),
        ("de-aa", "Reise- und Sicherheitshinweise"),
        ("nl-bz", "rood"),
        ("nl-bz", "Reisewarnung"),
        ("fr-meae", "alerte rouge de la météo"),
        ("fr-meae", "Do not travel"),
    ],
)
def test_other_words_and_the_words_of_others_are_no_step(id: str, words: str) -> None:
    assert [found for found in steps(id, words) if found[0] == "advice"] == []


def test_every_publisher_says_who_it_is_and_under_what_licence() -> None:
    for id, known in KNOWN.items():
        assert known.id == id
        assert known.name
        assert known.licence
        assert known.region
        assert known.language
        assert known.levels


def test_a_publisher_of_whom_nothing_is_known_is_a_publisher_all_the_same() -> None:
    ngo = publisher("labirint")
    assert (ngo.id, ngo.name, ngo.levels, ngo.read_json) == ("labirint", "labirint", (), None)


@pytest.mark.parametrize(
    "module",
    ["monitor.read.builder", "monitor.read.html", "monitor.read.markdown", "monitor.read.stamps", "monitor.publishers"],
)
def test_every_module_can_be_the_first_that_is_imported(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
