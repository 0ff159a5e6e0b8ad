"""The line on top of an advisory that says why it was issued again is a note; the advice itself is not."""

from __future__ import annotations

import pytest

from monitor.publishers import publisher
from monitor.read.reader import read

STATE = publisher("us-state")


@pytest.mark.parametrize(
    "note",
    [
        "Reissued after periodic review with minor edits.",
        "Updated to reflect the ordered departure of non-emergency U.S. government personnel.",
        "Reissued after periodic review without changes to Level 4: Do Not Travel status.",
    ],
)
def test_a_note_is_metadata(note: str) -> None:
    document = read(f"# Ruritania\n\n{note}\n\nCrime is rare.\n".encode(), STATE)
    assert document.stamps.note == note
    assert [block.text for block in document.blocks[1:]] == ["Crime is rare."]


@pytest.mark.parametrize("between", ["", " "])
def test_advice_that_stands_behind_the_note_is_not_lost_with_it(between: str) -> None:
    text = f"Reissued after periodic review with minor edits.{between}Exercise increased caution due to crime."
    assert text in [block.text for block in read(f"# Ruritania\n\n{text}\n".encode(), STATE).blocks]
