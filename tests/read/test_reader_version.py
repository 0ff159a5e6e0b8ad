"""The number of the reader moves when its output does, and the same bytes are read the same on every machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from reading_digests import COMMAND, PAGES, digests, documents, fact_digests, moved, recorded

from monitor.read.document import READER


def test_what_is_read_otherwise_is_read_by_a_reader_of_another_number() -> None:
    number, pinned = recorded()
    assert number == READER, f"READER is {READER} now: record what it reads by `{COMMAND}`"
    assert not moved(), (
        f"the reader's output moved ({', '.join(moved())}): raise READER in monitor/read/document.py and record the "
        f"new digests by `{COMMAND}`, so that `monitor reread` finds what the new reader reads otherwise"
    )
    assert sorted(pinned) == sorted(digests()), f"pages came or went: record them by `{COMMAND}`"


def test_every_form_of_a_page_is_among_them() -> None:
    layouts = {document.layout for page in PAGES.iterdir() for document in documents(page)}
    assert layouts >= {"html", "markdown", "text", "content-api", "tsg-rwd", "index"}
    kinds = {block.kind for page in PAGES.iterdir() for block in documents(page)[0].blocks}
    assert kinds == {"heading", "paragraph", "item", "row", "question", "quote", "warning"}
    wholes = [documents(page)[0] for page in PAGES.iterdir()]
    assert any(document.links for document in wholes)
    assert any(document.advice for document in wholes)
    assert any(document.stamps.note for document in wholes)


ELSEWHERE = """
import json, locale, sys
sys.path.insert(0, sys.argv[1])
locale.setlocale(locale.LC_ALL, "")
from reading_digests import digests, fact_digests
print(json.dumps([digests(), fact_digests()]))
"""


@pytest.mark.parametrize(
    "machine",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "Asia/Almaty", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONOPTIMIZE": "2"},
    ],
)
def test_two_readings_of_the_same_bytes_are_equal_whatever_the_machine(machine: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(Path(__file__).parent)],
        env={**os.environ, **machine},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == [digests(), fact_digests()]


def test_two_readings_in_one_process_are_equal() -> None:
    for page in PAGES.iterdir():
        assert documents(page) == documents(page)
