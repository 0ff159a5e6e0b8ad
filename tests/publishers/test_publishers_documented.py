"""`docs/publishers.md` names every publisher and every index that is known, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.publishers import KNOWN

DOC = Path(__file__).parents[2] / "docs" / "publishers.md"


def rows(title: str) -> list[str]:
    """The ids of the table below a heading."""
    below = DOC.read_text(encoding="utf-8").partition(f"# {title}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([a-z]{2}-[a-z]+)` \| ", below, re.MULTILINE)


def test_the_table_of_publishers_is_complete() -> None:
    assert rows("Publishers") == list(KNOWN)


def test_the_table_of_indexes_is_complete() -> None:
    assert rows("Indexes") == [id for id, each in KNOWN.items() if each.index]


def test_each_publisher_says_whose_texts_they_are() -> None:
    assert [id for id, each in KNOWN.items() if not each.licence or not each.levels or not each.hosts] == []
