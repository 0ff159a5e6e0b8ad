"""Is exactly the right fact reported, and nothing else? Measured by edits that are made on real pages.

    python benchmarks/mutations.py [--seed 1] [--number 2000] [--kind stay ...] [--show] [--corpus ../shared/corpus]

The pages: all Markdown files at the last commit of `advisories.bundle` (three publishers), both sides of each labelled
pair of `gold/`, and the seeds beside the corpus. For each of the 20 kinds of edit the pages are put into an order that
takes the publishers in turn, shuffled by the seed; each page gets one edit of the kind at a random place, where it has
one, until the kind has its share; a variant of a kind (must -> may) is at most half of it, where there are others. A
line of text that stands on many pages is edited once a kind.

`mutators/` makes the edits: twelve kinds that turn a fact, eight that turn none. Their places are found by patterns of
their own, so that a fact that the program cannot see counts against it. An edit that would not be what it is called
is not made, and counted ("not made", with its reason).

Right is, for an edit that turns a fact, exactly that change of fact with its kind, its words before and after, and its
direction where that is certain; for a harmless one no change of fact, and the significance "none" ("minor" where words
did change: a heading, the form of a number, a typing error).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from identity import PUBLISHERS, Blobs  # noqa: E402
from mutators import harmful, harmless  # noqa: E402
from mutators.mutation import IllFormedError, Mutation, failing  # noqa: E402
from mutators.page import Page  # noqa: E402

from monitor.compare.change import Change, FactChange  # noqa: E402
from monitor.publishers import publisher as publisher_of  # noqa: E402
from monitor.publishers.countries import country_code  # noqa: E402
from monitor.pure import change_between, reading  # noqa: E402
from monitor.read.reader import read  # noqa: E402
from monitor.read.text import normal  # noqa: E402

MAKERS = {**harmful.MAKERS, **harmless.MAKERS}
SEEDS = (("us-state", "TJ"), ("us-state", "KG"), ("uk-fcdo", "KZ"), ("agency", "KZ"))
"""Publisher and country of each seed, by name of file."""
ROUNDS = 4
"""How often a page may be taken for one kind, where a kind has few places."""


def pages(corpus: Path, repository: Path) -> Iterator[Page]:
    """All pages that may be edited."""
    blobs = Blobs(repository)
    listed = subprocess.run(
        ["git", "-C", repository, "-c", "core.quotePath=false", "ls-tree", "-r", "HEAD"],
        stdout=subprocess.PIPE, check=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    for line in listed:
        facts, path = line.split("\t")
        folder, country, *_ = path.split("/") if path.count("/") == 2 else ("", "")
        if folder in PUBLISHERS and path.endswith(".md"):
            text = blobs.body(facts.split()[2]).decode()
            yield Page(path.removesuffix(".md"), PUBLISHERS[folder], country_code(country), text)
    for folder in sorted((corpus / "gold").iterdir()):
        _, by, country = folder.name.split("-")[:3]
        for side in ("old", "new"):
            text = (folder / f"{side}.md").read_text()
            yield Page(f"{folder.name}/{side}", PUBLISHERS[by], country_code(country), text)
    for file, (by, code) in zip(sorted((corpus.parent / "seeds").glob("*.txt")), SEEDS, strict=False):
        text = file.read_text()
        yield Page(file.stem, by, code, text, is_markdown=text.startswith("# "))


def order(all_pages: list[Page], chance: random.Random) -> Iterator[Page]:
    """Pages in random order, the publishers in turn."""
    by_publisher: dict[str, list[Page]] = {}
    for page in all_pages:
        by_publisher.setdefault(page.publisher, []).append(page)
    queues = [chance.sample(queue, k=len(queue)) for _, queue in sorted(by_publisher.items())]
    while queues := [queue for queue in queues if queue]:
        for queue in queues:
            yield queue.pop()


def draw(all_pages: list[Page], kind: str, number: int, seed: int, not_made: Counter[str]) -> list[Mutation]:
    """The mutations of one kind."""
    chance = random.Random(f"{seed} {kind}")
    made: list[Mutation] = []
    lines: set[str] = set()
    of_variant: Counter[str] = Counter()
    for turn in range(ROUNDS):
        for page in order(all_pages, chance):
            if len(made) == number:
                return made
            try:
                mutation = MAKERS[kind](page, chance)
            except IllFormedError as error:
                not_made[str(error)] += 1
                continue
            if mutation is None:
                continue
            origins = set(re.sub(r" -> [^\]]*\]", "]", mutation.place).split(" / ")) - {""}
            if lines & origins:
                not_made["the same line of another page was edited so"] += 1
            elif turn < ROUNDS - 1 and mutation.variant and 2 * of_variant[mutation.variant] >= number:
                continue  # a variant is no more than half of its kind, as long as there are others
            elif not _is_shown(mutation):
                not_made["it stands in what is no content of the page"] += 1
            else:
                lines |= origins
                made.append(mutation)
                of_variant[mutation.variant] += 1
    return made


def _is_shown(mutation: Mutation) -> bool:
    if not mutation.seen:
        return True
    page = mutation.page
    document = read(mutation.before.encode(), publisher_of(page.publisher), country=page.country)
    text = " ".join(block.text for block in document.blocks)
    return all(_bare(words) in _bare(text) for words in mutation.seen)


def _bare(text: str) -> str:
    """Text without marks of Markdown and what they hide."""
    return "".join(c for c in normal(re.sub(r"\]\([^)\s]*(?:\)|$)", "", text)) if c not in "*_\\[]")


@dataclass(frozen=True)
class Outcome:
    """What came of a mutation."""

    mutation: Mutation
    change: Change
    wrong: str | None
    """In which way it is wrong; None where it is right."""


def outcome(mutation: Mutation) -> Outcome:
    """Read both pages, compare, judge."""
    page, by = mutation.page, publisher_of(mutation.page.publisher)
    old, new = (read(text.encode(), by, country=page.country) for text in (mutation.before, mutation.after))
    if mutation.stamp_moved:
        new = replace(new, stamps=replace(new.stamps, updated="2026-08-31"))
    change = change_between(reading(old, by), reading(new, by), by)
    return Outcome(mutation, change, failing(mutation, change))


def told(fact: FactChange) -> str:
    """A change of fact on one line."""
    sides = [f"{side.text!r}" if side else "-" for side in (fact.before, fact.after)]
    return f"{fact.kind} {fact.change} {' -> '.join(sides)} ({fact.direction})"


def show(result: Outcome) -> Iterator[str]:
    """A failure as a person reads it."""
    m, change = result.mutation, result.change
    yield f"{m.kind} / {m.variant}: {result.wrong}: {m.page.name}"
    yield f"    {' '.join(m.place.split())[:400]}"
    for each in m.expected:
        what = f"{'/'.join(sorted(each.kinds))} {'/'.join(sorted(each.changes))}"
        certain = f" {sorted(map(str, each.directions))}" if each.directions else ""
        yield f"    expected {what} {each.before!r} -> {each.after!r}{certain}"
    yield f"    reported {change.significance}, {change.nothing or 'something'}: {'; '.join(change.reasons)[:200]}"
    for fact in change.facts:
        yield f"        {told(fact)}"


def table(results: list[Outcome], not_made: dict[str, Counter[str]]) -> Iterator[str]:
    """Figures by kind."""
    yield f"{'kind':16} {'made':>5} {'right':>6} {'wrong':>6} {'share':>7}   minor  in which way it is wrong"
    sums: Counter[str] = Counter()
    for kind in MAKERS:
        of_kind = [r for r in results if r.mutation.kind == kind]
        if not of_kind:
            continue
        wrong = [r for r in of_kind if r.wrong]
        side = "harmful" if kind in harmful.MAKERS else "harmless"
        minor = sum(not r.wrong and r.change.significance == "minor" for r in of_kind) if side == "harmless" else 0
        sums[side] += len(of_kind)
        sums[f"{side} right"] += len(of_kind) - len(wrong)
        ways = ", ".join(f"{number} {way}" for way, number in Counter(str(r.wrong) for r in wrong).most_common())
        counts = _counts(len(of_kind), len(of_kind) - len(wrong))
        yield f"{kind:16} {counts}  {minor or '':>6}  {ways}"
    for side in ("harmful", "harmless"):
        if sums[side]:
            yield f"{side:16} {_counts(sums[side], sums[f'{side} right'])}"
    right = sums["harmful right"] + sums["harmless right"]
    yield f"{'all':16} {_counts(len(results), right)}"
    for kind in MAKERS:
        variants = Counter(r.mutation.variant for r in results if r.mutation.kind == kind)
        right_of = Counter(r.mutation.variant for r in results if r.mutation.kind == kind and not r.wrong)
        if len(variants) > 1:
            yield f"{kind}: " + ", ".join(f"{name} {right_of[name]}/{n}" for name, n in variants.most_common())
    for kind, reasons in not_made.items():
        if reasons:
            yield f"not made, {kind}: " + ", ".join(f"{number} ({why})" for why, number in reasons.most_common())


def _counts(made: int, right: int) -> str:
    return f"{made:5} {right:6} {made - right:6} {right / max(made, 1):7.2%}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=2000, help="mutations in all, the same of each kind (2000)")
    parser.add_argument("--kind", nargs="*", choices=list(MAKERS), help="only these kinds")
    parser.add_argument("--show", action="store_true", help="list the failures")
    asked = parser.parse_args()
    start = time.perf_counter()
    kinds = asked.kind or list(MAKERS)
    not_made: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "advisories"
        subprocess.run(
            ["git", "clone", "--quiet", "--bare", asked.corpus / "advisories.bundle", repository], check=True
        )
        all_pages = list(pages(asked.corpus, repository))
    share = asked.number // len(MAKERS)
    mutations = [m for kind in kinds for m in draw(all_pages, kind, share, asked.seed, not_made[kind])]
    print(f"{len(all_pages)} pages, {len(mutations)} mutations, seed {asked.seed}", file=sys.stderr)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        results = list(workers.map(outcome, mutations, chunksize=20))
    for line in table(results, not_made):
        print(line)
    if asked.show:
        for result in results:
            if result.wrong:
                print("\n" + "\n".join(show(result)))
    print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
