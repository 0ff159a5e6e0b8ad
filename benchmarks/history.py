"""What the program makes of a year and a half of real edits.

    python benchmarks/history.py [--write]                 figures, and with --write into docs/history.md
    python benchmarks/history.py --sample 100 [--write]    changes to be judged by eye, and the file for the judgements
    python benchmarks/history.py --score                   the share of the judged sample that was worth it

Every version of every Markdown file of `advisories.bundle` goes the pure way beside the one before it, with the
publisher's note and date that stand beside the pages (`monitor.backfill.layouts`); changes are grouped into clusters as
the store does it. Two processes need some minutes; what they found is kept in the folder of `--cache`, by the code of
the program and the corpus, so that a second run of the same code takes seconds and a run that was broken off goes on.

The sample: of all changes that are critical or major, in order of their keys, `random.Random(seed).sample` draws as
many as asked; each change has the same chance, so that an edit on a hundred pages weighs a hundred.
`history_sample.csv` holds the judgements: `yes` where an analyst of a duty-of-care desk would want to see the
change, `no` where it is noise, and why.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from past import Found, history  # noqa: E402

from monitor.compare.change import SIGNIFICANCES  # noqa: E402
from monitor.store.clusters import add_marks, clusters_of  # noqa: E402
from monitor.store.connection import Connection  # noqa: E402
from monitor.store.schema import prepare  # noqa: E402
from monitor.store.times import to_text  # noqa: E402

SAMPLE = HERE / "history_sample.csv"
DOCS = HERE.parent / "docs" / "history.md"
FIELDS = ("key", "significance", "judgement", "why")
STATUSES = ("announced", "partly", "silent", "unknown")
CLASSES = ("stamp", "link", "markup", "order", "punctuation", "typing")


@dataclass(frozen=True, slots=True)
class Cluster:
    """One edit on the pages of several countries."""

    changes: list[Found]
    says: str
    """The longest sentence that it brought, else the longest that it took away."""

    @property
    def pages(self) -> int:
        """On how many pages it stands."""
        return len({each.page for each in self.changes})

    @property
    def significance(self) -> str:
        """Of the first of its changes, as a report shows the item."""
        return self.changes[0].significance


def clusters(found: list[Found]) -> list[Cluster]:
    """The clusters of these changes, the largest first: found in order of time, as the store finds them."""
    with tempfile.TemporaryDirectory() as folder:
        connection = Connection.for_writing(Path(folder) / "monitor.db", 5)
        prepare(connection)
        connection.db.execute("PRAGMA foreign_keys = OFF")  # of a change only what clusters need is written
        with connection.write():
            connection.insert_all("page", list({each.page: _page(each) for each in found}.values()))
            for number, each in enumerate(found, 1):
                connection.insert("change", _change(number, each))
                said = {digest: words for digest, words, _ in each.marks}
                add_marks(connection, number, each.publisher, datetime.fromisoformat(each.at), said)
        made = clusters_of(connection, range(1, len(found) + 1))
        connection.close()
    grouped = []
    for each in made:
        changes = [found[number - 1] for number in each.changes]
        texts = {text for change in changes for digest, _, text in change.marks if digest in each.marks and text}
        grouped.append(Cluster(changes, max(texts, key=lambda text: (text[0] == "+", len(text), text), default="")))
    return sorted(grouped, key=lambda each: (-each.pages, each.changes[0].at, each.changes[0].key))


def _page(each: Found) -> dict[str, object]:
    empty = {"place": "", "url": "", "safety_critical": 0}
    return {"id": each.page, "title": each.title, "publisher": each.publisher, "country": each.country, **empty}


def _change(number: int, each: Found) -> dict[str, object]:
    row = {"id": number, "page_id": each.page, "after_version_id": number, "kind": each.kind, "body": "{}"}
    row |= {"significance": each.significance, "nothing": each.nothing, "announcement": each.announcement}
    at = to_text(datetime.fromisoformat(each.at))
    return row | {"observed_at": at, "recorded_at": at, "origin": "backfill"}


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table in Markdown; numbers stand to the right."""
    rows = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    heads = list(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "|".join("---:" if _is_number(column) else "---" for column in zip(*rows, strict=True)) + "|"
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def _is_number(column: Iterable[str]) -> bool:
    return all(re.fullmatch(r"[\d,.%–]*", cell) for cell in column)


def figures(found: list[Found]) -> Iterator[str]:
    """The figures as Markdown."""
    yield "## Changes"
    yield ""
    publishers = sorted({each.publisher for each in found})
    told = [each for each in found if each.significance != "none"]
    yield from table(
        ("significance", *publishers, "all", "share"),
        [
            [
                name,
                *(sum(e.significance == name and e.publisher == by for e in found) for by in publishers),
                number := sum(e.significance == name for e in found),
                f"{number / len(found):.1%}",
            ]
            for name in SIGNIFICANCES
        ],
    )
    yield ""
    yield from table(
        ("announcement (of changes with something to read)", *publishers, "all", "critical"),
        [
            [
                name,
                *(sum(e.announcement == name and e.publisher == by for e in told) for by in publishers),
                sum(e.announcement == name for e in told),
                sum(e.announcement == name and e.significance == "critical" for e in told),
            ]
            for name in STATUSES
        ],
    )
    yield ""
    yield from table(
        ("class of nothing", *publishers, "all"),
        [
            [
                name or "no class",
                *(
                    sum(e.significance == "none" and (e.nothing or "") == name and e.publisher == by for e in found)
                    for by in publishers
                ),
                sum(e.significance == "none" and (e.nothing or "") == name for e in found),
            ]
            for name in (*CLASSES, "")
        ],
    )
    yield ""
    kinds = Counter((fact["kind"], fact["change"]) for each in found for fact in each.facts)
    yield from table(
        ("changes of facts", "changed", "added", "removed"),
        [
            [kind, *(kinds[kind, way] for way in ("changed", "added", "removed"))]
            for kind, _ in Counter(f["kind"] for e in found for f in e.facts).most_common()
        ],
    )
    yield ""
    yield f"Went back to an earlier version: {sum(e.kind == 'reverted' for e in found)} changes."
    yield ""
    yield from of_clusters(found)


def of_clusters(found: list[Found]) -> Iterator[str]:
    """What is one edit on many pages, as Markdown."""
    grouped = clusters(found)
    member = {each.key for group in grouped for each in group.changes}
    yield "## One edit on many pages"
    yield ""
    yield from table(
        ("", *SIGNIFICANCES, "all"),
        [
            ["changes", *(sum(e.significance == name for e in found) for name in SIGNIFICANCES), len(found)],
            [
                "of these in a cluster",
                *(sum(e.significance == name and e.key in member for e in found) for name in SIGNIFICANCES),
                len(member),
            ],
            ["clusters", *(sum(g.significance == name for g in grouped) for name in SIGNIFICANCES), len(grouped)],
            [
                "items: clusters, and changes in none",
                *(
                    sum(g.significance == name for g in grouped)
                    + sum(e.significance == name and e.key not in member for e in found)
                    for name in SIGNIFICANCES
                ),
                len(grouped) + len(found) - len(member),
            ],
        ],
    )
    yield ""
    yield "A cluster counts with the significance of its first change."
    yield ""
    yield "The ten largest:"
    yield ""
    yield from table(
        ("pages", "publisher", "first", "last", "significance", "what it says"),
        [
            [
                group.pages, group.changes[0].publisher, group.changes[0].at[:10], group.changes[-1].at[:10],
                group.significance, f"{group.says[:120].replace('|', '/')}",
            ]
            for group in grouped[:10]
        ],
    )  # fmt: skip


def drawn(found: list[Found], number: int, seed: int) -> list[Found]:
    """The sample."""
    weighty = sorted((e for e in found if e.significance in ("critical", "major")), key=lambda e: e.key)
    return random.Random(seed).sample(weighty, min(number, len(weighty)))


def shown(each: Found) -> Iterator[str]:
    """A change as it is judged."""
    yield f"{each.key}"
    yield f"  {each.significance.upper()} {each.publisher} {each.title}, {each.at[:10]}, {each.announcement}"
    yield f"  {'; '.join(each.reasons)[:300]}"
    for fact in each.facts[:12]:
        sides = [fact.get(side, {}) for side in ("before", "after")]
        texts = " -> ".join(repr(side["text"]) if side else "-" for side in sides)
        yield f"    {fact['significance']} {fact['kind']} {fact['change']} ({fact['direction']}): {texts}"
        contexts = [side["context"] for side in sides if side and side["context"] != side["text"]]
        yield from (f"        in {context[:260]!r}" for context in dict.fromkeys(contexts))
    if len(each.facts) > 12:
        yield f"    and {len(each.facts) - 12} more"
    for text in each.said[:4]:
        yield f"    edit {text}"


def score() -> int:
    """Print what the judged sample says; 1 where less than 90 % was worth it."""
    with SAMPLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    if unjudged := [row["key"] for row in rows if row["judgement"] not in ("yes", "no")]:
        print(f"{len(unjudged)} of {len(rows)} are not judged: {unjudged[0]} ...")
        return 1
    for name in (*SIGNIFICANCES[:2], "both"):
        of_name = [row for row in rows if name in ("both", row["significance"])]
        wanted = sum(row["judgement"] == "yes" for row in of_name)
        if of_name:
            print(f"{name:9} {wanted} of {len(of_name)} worth seeing ({wanted / len(of_name):.0%})")
    for row in rows:
        if row["judgement"] == "no":
            print(f"no: {row['key']}: {row['why']}")
    return 0 if sum(row["judgement"] == "yes" for row in rows) >= 0.9 * len(rows) else 1


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "advisory-history")
    parser.add_argument(
        "--write", action="store_true", help=f"write docs/{DOCS.name}, or {SAMPLE.name} to be filled in"
    )
    parser.add_argument("--sample", type=int, help="print so many critical or major changes to be judged")
    parser.add_argument("--seed", type=int, default=2026, help="of the sample (2026)")
    parser.add_argument("--score", action="store_true", help="print the share of the judged sample that was worth it")
    asked = parser.parse_args()
    if asked.score:
        return score()
    start = time.perf_counter()
    found = history(asked.corpus / "advisories.bundle", asked.cache)
    print(f"{len(found)} changes, {time.perf_counter() - start:.0f} s", file=sys.stderr)
    if asked.sample:
        sample = drawn(found, asked.sample, asked.seed)
        for each in sample:
            print("\n".join(shown(each)) + "\n")
        if asked.write:
            with SAMPLE.open("w", newline="") as file:
                writer = csv.writer(file)
                writer.writerows([FIELDS, *((each.key, each.significance, "", "") for each in sample)])
        return 0
    lines = list(figures(found))
    print("\n".join(lines))
    if asked.write:
        DOCS.write_text("\n".join([*head(found), *lines]) + "\n")
    return 0


def head(found: list[Found]) -> Iterator[str]:
    """What stands above the figures in docs/history.md."""
    yield "# What real edits come to"
    yield ""
    first, last = found[0].at[:10], found[-1].at[:10]
    yield (
        f"All {len(found):,} changes that the program finds in the corpus' history of advice ({first} to {last}; "
        "one Markdown file a section, three publishers), as if each version had been seen on the day of its commit. "
        "Made by `python benchmarks/history.py --write`, which says how; the numbers move with the program."
    )
    yield ""


if __name__ == "__main__":
    raise SystemExit(main())
