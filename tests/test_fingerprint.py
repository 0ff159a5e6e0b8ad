from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256

from monitor.fingerprint import fingerprint
from monitor.read.document import Advice, Block, Document, Link, Section, Stamps

PAGE = Document(
    title="Kazakhstan",
    sections=(Section((), "top", 0), Section(("Crime",), "crime", 2)),
    blocks=(Block("heading", "Crime", 1), Block("item", "Call 112.", 1, depth=1, lead="In danger:")),
    links=(Link("tel:112", "112", 1),),
    publisher="ngo",
    country="KZ",
)


def test_the_date_the_note_and_the_form_of_a_page_are_not_its_content() -> None:
    dated = replace(PAGE, stamps=Stamps(updated="2026-01-07", note="New number."), layout="html", reader="9")
    assert fingerprint(dated) == fingerprint(PAGE)


def test_all_that_a_reader_sees_is_content() -> None:
    others = [
        replace(PAGE, title="Kyrgyzstan"),
        replace(PAGE, country="KG"),
        replace(PAGE, links=()),
        replace(PAGE, blocks=PAGE.blocks[:1]),
        replace(PAGE, blocks=(PAGE.blocks[0], replace(PAGE.blocks[1], lead=""))),
        replace(PAGE, sections=(PAGE.sections[0], replace(PAGE.sections[1], level=3))),
        replace(PAGE, advice=(Advice("Level 2: Exercise increased caution"),)),
    ]
    assert len({fingerprint(each) for each in [PAGE, *others]}) == len(others) + 1


def test_a_document_without_advice_apart_keeps_the_fingerprint_of_readers_that_knew_of_none() -> None:
    then = {k: v for k, v in asdict(PAGE).items() if k not in ("stamps", "reader", "layout", "advice")}
    links = ("url", "text", "block")
    blocks = ("kind", "text", "section", "depth", "lead", "heads", "cells")
    then["links"] = [{name: link[name] for name in links} for link in then["links"]]
    then["blocks"] = [{name: block[name] for name in blocks} for block in then["blocks"]]
    text = json.dumps(then, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert fingerprint(PAGE) == sha256(text.encode()).hexdigest()
