"""How fast are pages read? Beside the parse alone (Beautiful Soup with lxml) of the same bytes, in the same run.

    python benchmarks/reading.py [--corpus ../shared/corpus] [--rounds 5]

For each shape of the corpus: pages, their median size, milliseconds a page (median and 95th percentile of the best of
all rounds), pages a second, the parse alone, and the ratio of the two. What is parsed alone is the HTML that reading
parses: for Markdown what markdown-it makes of it (its time is part of reading), for the Content API its bodies.
Reading and parsing take turns page by page, so that a machine whose speed drifts does not favour one of them.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from bs4 import BeautifulSoup

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from identity import PUBLISHERS, Blobs  # noqa: E402

from monitor.publishers import publisher  # noqa: E402
from monitor.publishers.countries import country_code  # noqa: E402
from monitor.read.markdown import to_html  # noqa: E402
from monitor.read.reader import read  # noqa: E402

OF_BUNDLE = 150
"""Files of each government that are read."""


class Page:
    """One body, how it is read, and the HTML in it."""

    def __init__(self, body: bytes, by: str, country: str | None, html: str) -> None:
        self.body, self.by, self.country, self.html = body, publisher(by), country, html

    def read(self) -> None:
        """All that reading does."""
        read(self.body, self.by, country=self.country)

    def parse(self) -> None:
        """The parse alone."""
        BeautifulSoup(self.html, "lxml")


def shapes(corpus: Path, repository: Path) -> Iterator[tuple[str, list[Page]]]:
    """Name and pages of each shape of the corpus."""
    blobs = Blobs(repository)
    listed = subprocess.run(
        ["git", "-C", repository, "-c", "core.quotePath=false", "ls-tree", "-r", "HEAD"],
        stdout=subprocess.PIPE, check=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    for folder, by in PUBLISHERS.items():
        files = [line.split("\t") for line in listed if f"\t{folder}/" in line and line.endswith(".md")]
        pages = []
        for facts, path in files[:: max(len(files) // OF_BUNDLE, 1)]:
            body = blobs.body(facts.split()[2])
            pages.append(Page(body, by, country_code(path.split("/")[1]), to_html(body.decode())))
        yield f"Markdown, {by}", pages
    answers = []
    for file in sorted((corpus / "govuk_content_api").glob("*.json")):
        details = json.loads(file.read_text()).get("details", {})
        bodies = [each.get("body") for each in (*details.get("parts", []), details)]
        html = "".join(body for body in bodies if isinstance(body, str))
        if html:
            answers.append(Page(file.read_bytes(), "uk-fcdo", None, html))
    yield "Content API, uk-fcdo", answers
    for folder, by in (("us_state", "us-state"), ("us_agencies", "agency")):
        files = sorted((corpus / "raw_html" / folder).glob("*/*.html"))
        yield f"HTML, {folder}", [Page(file.read_bytes(), by, None, file.read_text()) for file in files]


def best(pages: list[Page], rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each page, read and parsed alone: the best of all rounds."""
    reads, parses = ([float("inf")] * len(pages) for _ in range(2))
    for _ in range(rounds):
        for number, page in enumerate(pages):
            reads[number] = min(reads[number], _milliseconds(page.read))
            parses[number] = min(parses[number], _milliseconds(page.parse))
    return reads, parses


def _milliseconds(call: Callable[[], None]) -> float:
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    call()
    taken = time.perf_counter() - start
    gc.enable()
    return taken * 1000


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "corpus")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    bundle = asked.corpus / "advisories.bundle"
    if not bundle.exists():
        parser.error(f"{bundle} is not there: name the corpus with --corpus")
    libraries = ", ".join(f"{name} {version(name)}" for name in ("beautifulsoup4", "lxml", "markdown-it-py"))
    print(f"Python {platform.python_version()}, {libraries}")
    print(f"{'shape':22} {'pages':>5} {'KB':>6} {'ms':>7} {'p95':>7} {'pages/s':>8} {'parse ms':>9} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "advisories"
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, repository], check=True)
        for name, pages in shapes(asked.corpus, repository):
            reads, parses = best(pages, asked.rounds)
            size = statistics.median(len(page.body) for page in pages) / 1000
            p95 = sorted(reads)[int(len(reads) * 0.95)] if len(reads) > 1 else reads[0]
            ratio = sum(reads) / sum(parses)
            print(
                f"{name:22} {len(pages):5} {size:6.1f} {statistics.median(reads):7.2f} {p95:7.2f} "
                f"{1000 * len(reads) / sum(reads):8.0f} {statistics.median(parses):9.2f} {ratio:6.2f}"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
