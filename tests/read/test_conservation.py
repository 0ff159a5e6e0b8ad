"""Reading loses no visible letter or digit of a page, adds none, and keeps their order.

Held against an extraction that knows nothing of the reader: marks stripped from Markdown by a few expressions, the text
that a browser shows from HTML. The reader is asked as for a publisher of whom nothing is known, so that no furniture
and no stamp is left out. What it may leave out all the same: a heading that says again what stands right above it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from read_helpers import ANYONE, SHARED, shared
from visible import letters, of_html, of_markdown, said

from monitor.read.builder import Builder
from monitor.read.reader import read
from monitor.read.tree import parse
from monitor.read.walk import walk

EVERY = 9
"""One file in so many of the bundle is read."""
NUMBERED_WITHIN_A_PARAGRAPH = "unitedstates/Israel, the West Bank and Gaza/Entry, Exit and Visa Requirements.md"
"""Its "2." stands in the middle of a paragraph: text to the reader, the number of a list to the expression below."""


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the bundle as they were last."""
    file = SHARED / "corpus" / "advisories.bundle"
    if not file.exists():
        pytest.skip("needs the real pages in ../shared/corpus/advisories.bundle")
    clone = tmp_path_factory.mktemp("bundle") / "advisories"
    subprocess.run(["git", "clone", "--quiet", str(file), str(clone)], check=True)
    return clone


@pytest.mark.parametrize("government", ["unitedkingdom", "unitedstates", "canada"])
def test_no_letter_of_the_pages_of_three_governments_is_lost(bundle: Path, government: str) -> None:
    files = sorted((bundle / government).rglob("*.md"))[::EVERY]
    lost = [
        str(file.relative_to(bundle))
        for file in files
        if said(read(file.read_bytes(), ANYONE)) != of_markdown(file.read_text())
    ]
    assert len(files) > 50
    assert [name for name in lost if name != NUMBERED_WITHIN_A_PARAGRAPH] == []


def test_no_letter_of_the_hand_labelled_pages_is_lost() -> None:
    files = sorted(shared("corpus/gold").glob("*/*.md"))
    assert len(files) == 102
    assert [f for f in files if said(read(f.read_bytes(), ANYONE)) != of_markdown(f.read_text())] == []


@pytest.mark.parametrize("seed", ["000", "001"])
def test_no_letter_of_a_seed_in_markdown_is_lost(seed: str) -> None:
    (file,) = shared("seeds").glob(f"{seed}_*.txt")
    assert said(read(file.read_bytes(), ANYONE)) == of_markdown(file.read_text())


@pytest.mark.parametrize("seed", ["002", "003"])
def test_no_letter_of_a_seed_in_plain_text_is_lost(seed: str) -> None:
    (file,) = shared("seeds").glob(f"{seed}_*.txt")
    assert said(read(file.read_bytes(), ANYONE)) == letters(file.read_text())


def bodies() -> Iterator[tuple[str, str]]:
    for file in sorted((SHARED / "corpus" / "govuk_content_api").glob("*.json")):
        details = json.loads(file.read_text()).get("details", {})
        for number, part in enumerate([*details.get("parts", []), details]):
            if isinstance(part.get("body"), str) and part["body"].strip():
                yield f"{file.stem}-{number}", part["body"]


def test_no_letter_of_a_body_of_the_content_api_is_lost() -> None:
    shared("corpus/govuk_content_api")
    lost = []
    for name, body in bodies():
        builder = Builder(ANYONE)
        root = parse(body).body
        assert root is not None
        walk(root, builder)
        if said(builder.document()) != of_html(f"<html><body>{body}</body></html>", "//body"):
            lost.append(name)
    assert len(list(bodies())) > 20
    assert lost == []


@pytest.mark.parametrize(
    "name",
    [
        "us_agencies/energy-gov-home/v1.html",
        "us_agencies/energy-gov-home/v2.html",
        "us_agencies/fema-hurricane-maria/v1.html",
        "us_agencies/fema-hurricane-maria/v2.html",
        "us_state/visa-bulletin-a/20161117T081617Z.html",
        "us_state/visa-bulletin-a/20170824T063452Z.html",
        "us_state/visa-bulletin-b/20161117T081617Z.html",
        "us_state/visa-bulletin-b/20170824T063452Z.html",
    ],
)
def test_no_letter_of_a_page_as_served_is_lost(name: str) -> None:
    body = shared(f"corpus/raw_html/{name}").read_bytes()
    assert said(read(body, ANYONE, root="body")) == of_html(body.decode(), "//body")
