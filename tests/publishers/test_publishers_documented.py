"""`docs/publishers.md` names every publisher that is known, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.publishers import KNOWN

DOC = Path(__file__).parents[2] / "docs" / "publishers.md"


def test_the_table_of_publishers_is_complete() -> None:
    rows = re.findall(r"^\| `([a-z]{2}-[a-z]+)` \| ([^|,]+)", DOC.read_text(), re.MULTILINE)
    assert [id for id, _ in rows] == list(KNOWN)


def test_each_publisher_says_whose_texts_they_are() -> None:
    assert [id for id, each in KNOWN.items() if not each.licence or not each.levels or not each.hosts] == []
