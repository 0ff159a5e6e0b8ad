"""How many real edits are doubted, and how many broken pages are found.

    python benchmarks/suspicion.py [--pages 300] [--seed 2026] [--show 5]

Real edits: every version of every Markdown file of `advisories.bundle` beside the one before it. Broken pages: the last
version of some of them, as HTML: cut off at a share of its bytes, every second section dropped, another country's page
in its place. What cannot be read at all counts as found. Some minutes.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from history import table  # noqa: E402
from past import Step, chains  # noqa: E402

from monitor.assess.suspicion import doubts  # noqa: E402
from monitor.backfill.git import Repository  # noqa: E402
from monitor.backfill.layout import Layout, built_in  # noqa: E402
from monitor.errors import UnreadableError  # noqa: E402
from monitor.publishers import publisher as publisher_of  # noqa: E402
from monitor.publishers.publisher import Publisher  # noqa: E402
from monitor.pure import Reading, reading  # noqa: E402
from monitor.read.reader import read  # noqa: E402

CUTS = (30, 50, 66, 80, 90)
"""Per cent of the bytes that came."""
BIG = 200
"""Words of a page of which half is missed by whoever reads it."""


def edits(
    repository: Repository, path: str, steps: list[Step], layout: Layout
) -> Iterator[tuple[Step, Reading, Reading]]:
    """The readings of a page, each beside the one before it."""
    scraped = layout.match(path)
    assert scraped is not None
    by, last = publisher_of(scraped.page.publisher), None
    for step in steps:
        if not step.blob:
            continue
        document = read(repository.blob(step.blob), by, country=scraped.page.country)
        if document.is_empty or (last and last.document == document):
            continue
        now = reading(document, by)
        if last is not None:
            yield step, last, now
        last = now


def doubted(before: Reading, now: Reading) -> tuple[str, ...]:
    """What speaks against the later of two readings."""
    return doubts(before.document, now.document, before.facts, now.facts, language="en")


def page(title: str, markdown: str, keep: slice = slice(None)) -> bytes:
    """A page of the text, with some of its sections."""
    pieces = re.split(r"(?=<h[1-6])", MarkdownIt().enable("table").render(markdown))
    body = "".join(pieces[keep])
    return f"<!DOCTYPE html><html><body><main><h1>{title}</h1>{body}</main></body></html>".encode()


def broken(title: str, text: str, other_title: str, other: str) -> Iterator[tuple[str, bytes]]:
    """What may come in place of a page, with its name."""
    whole = page(title, text)
    for percent in CUTS:
        yield f"cut off at {percent} %", whole[: len(whole) * percent // 100]
    yield "every second section", page(title, text, slice(0, None, 2))
    yield "another country's page", page(other_title, other)
    yield "another country's text under the same title", page(title, other)


def mutated(texts: dict[str, str], layout: Layout, number: int, chance: random.Random, show: int) -> None:
    """Print how many broken pages are found."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed: list[str] = []
    for path in chance.sample(sorted(texts), min(number, len(texts))):
        scraped = layout.match(path)
        assert scraped is not None
        by, country = publisher_of(scraped.page.publisher), scraped.page.country
        alike = [each for each in sorted(texts) if each != path and Path(each).name == Path(path).name]
        other = chance.choice(alike or [path])
        titles = [f"{Path(each).parent.name}: {Path(each).stem}" for each in (path, other)]
        before = seen(page(titles[0], texts[path]), by, country)
        if before is None or before.document.is_empty:
            continue
        size = "big" if sum(len(b.text.split()) for b in before.document.blocks) >= BIG else "small"
        for name, body in broken(titles[0], texts[path], titles[1], texts[other]):
            now = seen(body, by, country)
            if now is not None and now.document == before.document:
                continue
            found = now is None or bool(doubted(before, now))
            counts[name].update([size, f"{size} found"] if found else [size])
            if not found and size == "big":
                missed.append(f"{name}: {path}")
    rows = [
        (name, *(f"{each[f'{size} found']} of {each[size]} ({each[f'{size} found'] / max(each[size], 1):.1%})"
                 for size in ("big", "small")))
        for name, each in counts.items()
    ]  # fmt: skip
    print("\n".join(table(("broken", f"found, pages of {BIG} words and more", "found, smaller pages"), rows)))
    for line in chance.sample(missed, min(show, len(missed))):
        print(f"  missed: {line}")


def seen(body: bytes, by: Publisher, country: str | None) -> Reading | None:
    """What came, read; None where it cannot be."""
    try:
        return reading(read(body, by, country=country, media_type="text/html"), by)
    except UnreadableError:
        return None


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--pages", type=int, default=300, help="pages that are broken (300)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--show", type=int, default=5, help="examples that are printed of each kind (5)")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    layout = built_in()
    counts: Counter[str] = Counter()
    signs: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "advisories"
        subprocess.run(["git", "clone", "--quiet", "--bare", asked.corpus / "advisories.bundle", clone], check=True)
        with Repository(clone) as repository:
            for path, steps in chains(repository, layout).items():
                if steps[-1].blob:
                    texts[path] = repository.blob(steps[-1].blob).decode(errors="replace")
                for step, before, now in edits(repository, path, steps, layout):
                    publisher = now.document.publisher or path.partition("/")[0]
                    found = doubted(before, now)
                    counts.update([publisher, f"{publisher} doubted"] if found else [publisher])
                    for sentence in found:
                        signs[re.sub(r"[“(].*|\d[\d,]*", "…", sentence)].append(f"{step.at[:10]} {path}: {sentence}")
    rows = [(n, counts[n], counts[f"{n} doubted"], f"{counts[f'{n} doubted'] / counts[n]:.1%}")
            for n in sorted(counts) if not n.endswith(" doubted")]  # fmt: skip
    print("\n".join(table(("real edits", "all", "doubted", "share"), rows)) + "\n")
    for sign, where in sorted(signs.items(), key=lambda each: -len(each[1])):
        print(f"{len(where):5} {sign}")
        print("".join(f"        {line}\n" for line in chance.sample(where, min(asked.show, len(where)))), end="")
    print()
    mutated(texts, layout, asked.pages, chance, asked.show)


if __name__ == "__main__":
    main()
