"""What today's reader makes of the pages in `reading/`, as digests that are pinned to the number of the reader.

    python tests/read/reading_digests.py            # print which pages are read otherwise than recorded
    python tests/read/reading_digests.py --record   # record the digests of a new number
    python tests/read/reading_digests.py --again    # record them under the same number, if no release has it yet

A file is named by publisher and shape: `uk-fcdo.content-api.json`. A digest is of the whole document and of each of its
parts, in every respect but the number itself; facts are not in it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.read.document import READER, Document
from monitor.read.parts import part, parts
from monitor.read.reader import read

PAGES = Path(__file__).parent / "reading"
RECORD = Path(__file__).parent / "reading_digests.json"
COMMAND = "python tests/read/reading_digests.py --record"


def documents(page: Path) -> list[Document]:
    """The document of a page, and those of its parts."""
    whole = read(page.read_bytes(), publisher(page.name.partition(".")[0]), country="KZ")
    cut = [part(whole, section.slug) for section in parts(whole)]
    return [whole, *(each for each in cut if each is not None)]


def digests() -> dict[str, str]:
    """The digest of each page, by name."""
    return {page.name: _digest(documents(page)) for page in sorted(PAGES.iterdir())}


def fact_digests() -> dict[str, str]:
    """The digest of the facts of each page, which have no number: to hold two machines beside each other."""
    return {
        page.name: _digest([find(each, publisher(each.publisher)) for each in documents(page)])
        for page in sorted(PAGES.iterdir())
    }


def recorded() -> tuple[str, dict[str, str]]:
    """The number of the reader, and the digests that are recorded for it."""
    data = json.loads(RECORD.read_text(encoding="utf-8"))
    return data["reader"], data["pages"]


def moved() -> list[str]:
    """The pages that are read otherwise than recorded."""
    now = digests()
    return [name for name, digest in recorded()[1].items() if name in now and now[name] != digest]


def _digest(value: object) -> str:
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> dict[str, Any]:
    """What a value says: a field that says nothing is left out, so that a new one moves only what has it."""
    named = {field: getattr(value, field.name) for field in fields(value)}
    return {field.name: held for field, held in named.items() if field.name != "reader" and held != field.default}


def _main(option: str) -> str:
    """Do what the command line asks; give what is to be said of it."""
    otherwise = ", ".join(moved()) if RECORD.exists() else ""
    if option not in ("--record", "--again"):
        return otherwise or "All pages are read as recorded."
    if option == "--record" and otherwise and recorded()[0] == READER:
        sys.exit(
            f"Read otherwise than by reader {READER} before: {otherwise}. Raise READER in monitor/read/document.py; "
            f"or say --again, if no release has reader {READER} yet."
        )
    data = {"reader": READER, "pages": digests()}
    RECORD.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return f"Recorded {len(data['pages'])} pages as read by reader {READER}."


if __name__ == "__main__":
    print(_main(sys.argv[1] if len(sys.argv) > 1 else ""))  # noqa: T201
