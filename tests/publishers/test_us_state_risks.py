"""The letters of an old advisory's risk indicators are metadata: reasons of its level, and no text."""

from __future__ import annotations

import pytest

from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.pure import change_between, reading
from monitor.read.document import Document
from monitor.read.reader import read

STATE = publisher("us-state")
NAMES = {
    "C": "Crime", "T": "Terrorism", "U": "Civil Unrest", "H": "Health", "N": "Natural Disaster", "E": "Event",
    "K": "Kidnapping", "D": "Wrongful Detention", "O": "Other",
}  # fmt: skip


def advisory(letters: str, level: str = "2: Exercise Increased Caution", text: str = "") -> Document:
    """An advisory of the layout until 2026 with these risk indicators."""
    shown = "".join(
        '<div class="tsg-rwd-eab-risk-frame showThreat"><a href="javascript:void(0);" '
        f'title="Tool Tip: {NAMES[letter]}">{letter}</a></div>'
        for letter in letters
    )
    return read(
        f"""<html><body><div id="tsg_main_content_container"><div class="tsg-rwd-main-copy-frame">
        <h1>Georgia Travel Advisory</h1>
        <h3 class="tsg-rwd-eab-type-main-frame"><div>Travel Advisory</div></h3>
        <h3 class="tsg-rwd-eab-title-frame">Georgia - Level {level}</h3>{shown}{text}
        <p>Crime is rare in the countryside.</p></div></div></body></html>""".encode(),
        STATE,
        country="GE",
    )


@pytest.mark.parametrize(
    ("letters", "risks"),
    [
        ("U", ("Civil Unrest (U)",)),
        ("CT", ("Crime (C)", "Terrorism (T)")),
        ("", None),
        ("CTUHNEKDO", None),
    ],
)
def test_risk_indicators_stand_with_the_level(letters: str, risks: tuple[str, ...] | None) -> None:
    document = advisory(letters)
    assert [(advice.words, advice.risks) for advice in document.advice] == [
        ("Level 2: Exercise Increased Caution", risks)
    ]
    assert not any(block.text in NAMES for block in document.blocks)


def test_an_indicator_is_a_reason_of_the_level() -> None:
    (level,) = [fact for fact in find(advisory("CU"), STATE) if fact.kind == "level"]
    assert level.value["reasons"] == ["crime", "unrest"]


def test_a_note_on_the_level_announces_the_sentence_that_says_it() -> None:
    before = advisory("", "1: Exercise Normal Precautions", "<p>Exercise normal precautions in Georgia.</p>")
    note = "<p>Last Update: Updated due to change in travel advisory level.</p>"
    after = advisory("", text=f"{note}<p>Exercise increased caution in Georgia.</p>")
    change = change_between(reading(before, STATE), reading(after, STATE), STATE, title="Travel Advisory")
    assert [(fact.kind, fact.direction) for fact in change.facts] == [("level", "up")]
    assert change.announcement is not None
    assert (change.announcement.status, change.announcement.unannounced) == ("announced", ())
