"""Are sections that were renamed or moved recognised as the same? A sample of real edits, judged by eye.

    python benchmarks/identity.py check [--corpus ../shared/corpus]     what the program says of the judged cases
    python benchmarks/identity.py draw --seed 12 [--corpus DIR]          draws a sample and prints it for judging

The rule of the draw. All successive versions of all files in `advisories.bundle` are read. A *case* is a section of the
old version whose path of headings stands nowhere in the new one, though its parent's path does or it has no parent (so
that a renamed parent does not count once more for each child), beside the section of the new version, of those whose
path stands nowhere in the old one, that is most like it: by the words below both headings (share of common words), or
by the heading itself. Cases with less than 0.3 of common words and less than 0.6 of like heading are no candidates:
there a section went. An edit that was made on many pages (equal old and new heading by one publisher) counts once, at
the first page in order of the bundle, and of one publisher and day no more than two cases count: on one day in December
2025 Canada put a heading above those of a hundred pages. Of the candidates, 60 are drawn by `random.Random(seed)`.

The draw asks nothing of the code that it judges: it compares words, and knows no blocks, no alignment and no slugs.
`identity.csv` holds the 60 cases with the judgement: `same` where a person says that the new section is the old one,
`other` where it is another; what the program says is worked out anew by `check`.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from monitor.compare.align import align
from monitor.compare.sections import match_sections
from monitor.publishers import publisher
from monitor.publishers.countries import country_code
from monitor.read.document import Document, Section
from monitor.read.reader import read

HERE = Path(__file__).parent
CASES = 60
MOST_OF_A_DAY = 2
PUBLISHERS = {"unitedkingdom": "uk-fcdo", "unitedstates": "us-state", "canada": "ca-gac"}
FIELDS = ("publisher", "country", "page", "date", "old_blob", "new_blob", "old", "new", "judgement", "why")


@dataclass(frozen=True)
class Edit:
    """Two successive versions of a file."""

    publisher: str
    country: str
    page: str
    date: str
    old: str
    new: str
    """Blob ids."""


def edits(repository: Path) -> Iterator[Edit]:
    """All edits of all files, oldest first."""
    log = subprocess.run(
        ["git", "-C", repository, "-c", "core.quotePath=false", "log", "--reverse", "--raw", "--no-abbrev",
         "--no-renames", "--date=short", "--format=%x00%ad"],
        stdout=subprocess.PIPE, check=True, text=True,
    ).stdout  # fmt: skip
    for commit in log.split("\0")[1:]:
        date, _, lines = commit.partition("\n")
        for line in lines.splitlines():
            if not line.startswith(":") or "\t" not in line:
                continue
            facts, path = line.split("\t", 1)
            _, _, old, new, status = facts.split()
            parts = path.split("/")
            if status == "M" and len(parts) == 3 and parts[0] in PUBLISHERS and path.endswith(".md"):
                yield Edit(PUBLISHERS[parts[0]], parts[1], parts[2].removesuffix(".md"), date, old, new)


class Blobs:
    """The bodies of a repository, by one running `git cat-file`."""

    def __init__(self, repository: Path) -> None:
        self.git = subprocess.Popen(
            ["git", "-C", repository, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def body(self, blob: str) -> bytes:
        """The bytes of a blob."""
        assert self.git.stdin is not None
        assert self.git.stdout is not None
        self.git.stdin.write(blob.encode() + b"\n")
        self.git.stdin.flush()
        size = int(self.git.stdout.readline().split()[2])
        return self.git.stdout.read(size + 1)[:-1]

    def document(self, by: str, country: str, blob: str) -> Document:
        """What a blob reads as."""
        return read(self.body(blob), publisher(by), country=country_code(country))


@dataclass(frozen=True)
class Case:
    """A section that went by its path, and the one that may be it."""

    edit: Edit
    old: tuple[str, ...]
    new: tuple[str, ...]


def cases(edit: Edit, before: Document, after: Document) -> Iterator[Case]:
    """The cases of an edit, by words alone."""
    paths_before, paths_after = ({_plain(s.path) for s in each.sections} for each in (before, after))
    gone = [s for s in before.sections if s.path and _plain(s.path) not in paths_after]
    come = [s for s in after.sections if s.path and _plain(s.path) not in paths_before]
    for section in gone:
        if len(section.path) > 1 and _plain(section.path[:-1]) not in paths_after:
            continue
        scored = [(_likeness(before, section, after, other), other) for other in come]
        words, heading, best = max(
            ((w, h, other) for (w, h), other in scored), key=lambda x: x[:2], default=(0, 0, None)
        )
        if best is not None and (words >= 0.3 or heading >= 0.6):
            yield Case(edit, section.path, best.path)


def _likeness(before: Document, old: Section, after: Document, new: Section) -> tuple[float, float]:
    mine, theirs = _words(before, old), _words(after, new)
    share = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
    return share, fuzz.ratio(old.heading.casefold(), new.heading.casefold()) / 100


def _words(document: Document, section: Section) -> set[str]:
    """Words of the section and all below it, without its heading."""
    length = len(section.path)
    below = {i for i, s in enumerate(document.sections) if s.path[:length] == section.path}
    texts = [b.text for b in document.blocks if b.section in below and b.kind not in ("heading", "question")]
    return set(" ".join(texts).casefold().split())


def _plain(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(heading.casefold().split()) for heading in path)


def draw(repository: Path, seed: int) -> list[Case]:
    """The sample."""
    blobs = Blobs(repository)
    found: dict[tuple[str, str, str], Case] = {}
    for number, edit in enumerate(edits(repository)):
        if number % 500 == 0:
            print(f"{number} edits, {len(found)} candidates", file=sys.stderr)
        documents = [blobs.document(edit.publisher, edit.country, blob) for blob in (edit.old, edit.new)]
        for case in cases(edit, *documents):
            found.setdefault((edit.publisher, _plain(case.old)[-1], _plain(case.new)[-1]), case)
    candidates, days = [], Counter[tuple[str, str]]()
    for case in found.values():
        day = (case.edit.publisher, case.edit.date)
        days[day] += 1
        if days[day] <= MOST_OF_A_DAY:
            candidates.append(case)
    print(f"{len(candidates)} candidates", file=sys.stderr)
    return random.Random(seed).sample(candidates, min(CASES, len(candidates)))


def check(repository: Path) -> int:
    """Print what the program says of each judged case; gives the number that it gets wrong."""
    blobs = Blobs(repository)
    same = right = kept_apart = others = 0
    with (HERE / "identity.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        before, after = (
            blobs.document(row["publisher"], row["country"], row[side]) for side in ("old_blob", "new_blob")
        )
        pairs = match_sections(before, after, align(before, after))
        i = next(i for i, s in enumerate(before.sections) if " / ".join(s.path) == row["old"])
        said = pairs.get(i)
        is_one = said is not None and " / ".join(after.sections[said].path) == row["new"]
        if row["judgement"] == "same":
            same, right = same + 1, right + is_one
        else:
            others, kept_apart = others + 1, kept_apart + (not is_one)
        if is_one != (row["judgement"] == "same"):
            told = " / ".join(after.sections[said].path) if said is not None else "gone"
            print(
                f"WRONG {row['publisher']} {row['country']} {row['page']}: {row['old']} -> {row['new']}, said: {told}"
            )
    print(f"{right} of {same} sections that were renamed or moved are recognised ({right / same:.0%})")
    print(f"{kept_apart} of {others} that are others are kept apart")
    return same + others - right - kept_apart


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("check", "draw"))
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--seed", type=int, default=12)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "advisories"
        bundle = asked.corpus / "advisories.bundle"
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, repository], check=True)
        if asked.what == "check":
            return 1 if check(repository) else 0
        writer = csv.DictWriter(sys.stdout, FIELDS)
        writer.writeheader()
        for case in draw(repository, asked.seed):
            e = case.edit
            writer.writerow(
                dict(zip(FIELDS, (e.publisher, e.country, e.page, e.date, e.old, e.new, " / ".join(case.old),
                                  " / ".join(case.new), "", ""), strict=True))
            )  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
