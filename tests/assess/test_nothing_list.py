"""Edits of real pages in which nothing to read changed, by the class that was given to each by hand and rule.

The list knows four classes. What it calls markup holds what the contract divides further: a comma that came or went is
punctuation, two words that grew together are typing. Where the list itself is wrong about a row, the row stands below
with the reason.
"""

from __future__ import annotations

import csv
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from read.read_helpers import SHARED

from monitor.assess.unseen import nothing_unseen
from monitor.publishers import publisher
from monitor.publishers.countries import country_code
from monitor.pure import change_between, reading
from monitor.read.reader import read

FINER = {"markup": {"punctuation", "typing"}}
"""Classes of the contract that the list does not part from another."""
BEGAN_AS_WORDS = "words became a link, or a link took in fewer words: the links differ, not the markup alone"
STAMPED = "the dates and the note of the latest update changed; what else did is navigation, which is not read"
COMMA = "nothing was moved: a comma, a full stop or a space was mended"
OTHERWISE = {
    ("ca-gac", "Rwanda", "laws", "2026-02-06"): ("link", BEGAN_AS_WORDS),
    ("us-state", "Egypt", "Entry, Exit and Visa Requirements", "2025-04-03"): ("link", BEGAN_AS_WORDS),
    ("us-state", "Egypt", "Entry, Exit and Visa Requirements", "2025-04-04"): ("link", BEGAN_AS_WORDS),
    ("us-state", "Egypt", "Travel and Transportation", "2025-04-09"): ("link", BEGAN_AS_WORDS),
    ("us-state", "Kiribati", "Entry, Exit and Visa Requirements", "2025-05-13"): ("link", BEGAN_AS_WORDS),
    ("uk-fcdo", "Ethiopia", "Warnings and insurance", "2026-04-08"): (
        "link",
        "the map is a new file and the stamps moved; no mark-up of the text changed",
    ),
    ("uk-fcdo", "Papua New Guinea", "Warnings and insurance", "2026-01-16"): ("stamp", STAMPED),
    ("uk-fcdo", "Mongolia", "Warnings and insurance", "2025-12-24"): ("stamp", STAMPED),
    ("uk-fcdo", "Kosovo", "Warnings and insurance", "2025-12-20"): ("stamp", STAMPED),
    ("uk-fcdo", "Poland", "Warnings and insurance", "2026-02-19"): ("stamp", STAMPED),
    ("uk-fcdo", "Slovenia", "Warnings and insurance", "2026-02-10"): ("stamp", STAMPED),
    ("ca-gac", "Zimbabwe", "laws", "2026-06-05"): ("punctuation", COMMA),
    ("us-state", "Central African Republic", "Advisory", "2025-05-22"): ("punctuation", COMMA),
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository that holds the blobs."""
    file = SHARED / "corpus" / "advisories.bundle"
    if not file.exists():
        pytest.skip("needs the real pages in ../shared/corpus/advisories.bundle")
    clone = tmp_path_factory.mktemp("nothing") / "advisories"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(file), str(clone)], check=True)
    return clone


def blobs(repository: Path, names: list[str]) -> dict[str, bytes]:
    """The bodies of blobs, in one go."""
    asked = "\n".join(names).encode() + b"\n"
    out = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch"], input=asked, stdout=subprocess.PIPE, check=True
    ).stdout
    found, at = {}, 0
    for name in names:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found[name] = out[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def test_every_edit_with_nothing_to_read_is_none_and_names_its_class(bundle: Path) -> None:
    rows = list(csv.DictReader((SHARED / "corpus" / "nothing.csv").read_text().splitlines()))
    bodies = blobs(bundle, [row[side] for row in rows for side in ("old_blob", "new_blob")])
    told: Counter[str] = Counter()
    wrong = []
    for row in rows:
        by, country = publisher(row["publisher"]), country_code(row["country"])
        old, new = bodies[row["old_blob"]], bodies[row["new_blob"]]
        change = change_between(*(reading(read(body, by, country=country), by) for body in (old, new)), by)
        nothing = nothing_unseen(old, new) if change.is_empty else change.nothing
        name = (row["publisher"], row["country"], row["page"], row["date"])
        meant, _ = OTHERWISE.get(name, (row["class"], ""))
        right = change.significance == "none" and nothing in {meant} | FINER.get(meant, set())
        told["as listed" if nothing == row["class"] else "otherwise" if name in OTHERWISE else "finer"] += right
        if not right:
            wrong.append((row["class"], *name, change.significance, nothing))
    assert wrong == []
    assert told == {"as listed": 353, "finer": 30, "otherwise": 13}
