"""Does reading keep every visible word, in order, and add none? Over all real pages, with each exception by its name.

    python benchmarks/conservation.py [--corpus ../shared/corpus] [--every N]

Each version of each file of `advisories.bundle`, the hand-labelled pages, the seeds, the bodies of the Content API and
the pages as served are read as if nothing were known of their publisher, and held, letter by letter, against what an
extraction shows that shares no code with the reader (`tests/read/visible.py`). One thing is left out on purpose: a
heading that says again what stands right above it.

Then the bundle is read as its publishers' own, and what that leaves out of the content (furniture, stamps, notes) is
printed with how often it was: a text that somebody depends on must not be among it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import LCSseq

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "read")]

from identity import PUBLISHERS, Blobs  # noqa: E402
from visible import letters, of_html, of_markdown, said  # noqa: E402

from monitor.publishers import publisher  # noqa: E402
from monitor.publishers.publisher import Publisher  # noqa: E402
from monitor.read.builder import Builder  # noqa: E402
from monitor.read.document import Document  # noqa: E402
from monitor.read.reader import read  # noqa: E402
from monitor.read.tree import parse  # noqa: E402
from monitor.read.walk import walk  # noqa: E402

ANYONE = Publisher(id="anyone", name="Anyone")
MOST_SHOWN = 12


def versions(repository: Path) -> Iterator[tuple[str, str]]:
    """(path, blob) of every version of every file, each blob once."""
    log = subprocess.run(
        ["git", "-C", repository, "-c", "core.quotePath=false", "log", "--raw", "--no-abbrev", "--no-renames",
         "--format="],
        stdout=subprocess.PIPE, check=True, text=True,
    ).stdout  # fmt: skip
    seen: set[str] = set()
    for line in log.splitlines():
        facts, _, path = line.partition("\t")
        blob = facts.split()[3] if facts.startswith(":") else ""
        if path.endswith(".md") and blob.strip("0") and blob not in seen:
            seen.add(blob)
            yield path, blob


def pages(corpus: Path, repository: Path, every: int) -> Iterator[tuple[str, str, str]]:
    """(where from, what the page shows, what was read), as letters."""
    blobs = Blobs(repository)
    for number, (path, blob) in enumerate(versions(repository)):
        if number % every == 0:
            body = blobs.body(blob)
            yield f"bundle {path} {blob[:8]}", of_markdown(body.decode()), said(read(body, ANYONE))
    for file in sorted((corpus / "gold").glob("*/*.md")):
        yield (
            f"gold {file.parent.name} {file.name}",
            of_markdown(file.read_text()),
            said(read(file.read_bytes(), ANYONE)),
        )
    for file in sorted((corpus.parent / "seeds").glob("*.txt")):
        text, document = file.read_text(), read(file.read_bytes(), ANYONE)
        yield f"seed {file.name}", of_markdown(text) if "](" in text else letters(text), said(document)
    for file in sorted((corpus / "govuk_content_api").glob("*.json")):
        details = json.loads(file.read_text()).get("details", {})
        for number, part in enumerate([*details.get("parts", []), details]):
            if isinstance(part.get("body"), str) and part["body"].strip():
                name = f"content-api {file.stem} {number}"
                yield name, of_html(f"<html><body>{part['body']}</body></html>", "//body"), said(_walked(part["body"]))
    for file in sorted((corpus / "raw_html").glob("*/*/*.html")):
        name = f"raw_html {file.relative_to(corpus / 'raw_html')}"
        yield name, of_html(file.read_text(), "//body"), said(read(file.read_bytes(), ANYONE, root="body"))


def _walked(body: str) -> Document:
    builder, root = Builder(ANYONE), parse(body).body
    assert root is not None
    walk(root, builder)
    return builder.document()


def report(corpus: Path, repository: Path, every: int) -> None:
    """Print the share that is kept, and each page of which something is not."""
    whole, kept, added, exact, number = (Counter[str]() for _ in range(5))
    for name, shown, was_read in pages(corpus, repository, every):
        kind = name.split()[0]
        number[kind] += 1
        whole[kind] += len(shown)
        if shown == was_read:
            exact[kind] += 1
            kept[kind] += len(shown)
            continue
        same = LCSseq.similarity(shown, was_read)
        kept[kind] += same
        added[kind] += len(was_read) - same
        print(f"not letter by letter: {name}: {len(shown) - same} of {len(shown)} lost, {len(was_read) - same} added")
    for kind, pages_read in number.items():
        print(
            f"{kind:12} {exact[kind]} of {pages_read} letter by letter; {kept[kind]} of {whole[kind]} letters kept in "
            f"order ({kept[kind] / whole[kind]:.6%}), {added[kind]} added"
        )


def left_out(repository: Path, every: int) -> None:
    """Print what the publishers' own readings leave out of the bundle's pages, the commonest first."""
    blobs = Blobs(repository)
    texts: dict[str, Counter[str]] = {}
    for number, (path, blob) in enumerate(versions(repository)):
        by = PUBLISHERS.get(path.split("/")[0])
        if by is None or number % every:
            continue
        body = blobs.body(blob)
        mine = said(read(body, publisher(by)))
        for block in read(body, ANYONE).blocks:
            if letters(block.text) not in mine:
                texts.setdefault(by, Counter())[re.sub(r"\d+", "0", block.text)[:110]] += 1
    for by, found in texts.items():
        print(f"left out by {by}: {found.total()} blocks of {len(found)} shapes")
        for text, times in found.most_common(MOST_SHOWN):
            print(f"  {times:6} x {text}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--every", type=int, default=1, help="read one version in so many")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "advisories"
        bundle = asked.corpus / "advisories.bundle"
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, repository], check=True)
        report(asked.corpus, repository, asked.every)
        left_out(repository, asked.every)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
