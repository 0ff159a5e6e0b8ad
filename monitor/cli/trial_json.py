"""What `monitor pages try` found, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from monitor.facts.fact import APART
from monitor.read.document import Advice, Block, Document
from monitor.read.entry import Entry
from monitor.read.parts import parts
from monitor.report.values import value_words
from monitor.trying import ChosenRoot, Placed, Trial


def as_json(trial: Trial, watched: tuple[str, ...]) -> dict[str, Any]:
    """One object with all that was found. Offsets of `bytes` count from 0; the second is behind the last byte."""
    whose = trial.whose
    document = trial.document
    found: dict[str, Any] = {
        "target": trial.target,
        "url": trial.url,
        "verdict": str(trial.verdict),
        "reason": trial.reason or None,
        "size": trial.size,
        "publisher": whose.publisher.id if whose.is_known else None,
        "publisher_because": whose.why,
        "country": whose.country,
        "form": trial.form or None,
        "watched_as": list(watched),
        "remarks": list(trial.remarks),
        "pages": list(trial.pages),
        "sources_yaml": trial.proposal or None,
        "root": _root(trial.root) if trial.root else None,
    }
    if document is not None:
        found |= _document(document, trial.facts)
    found["entries"] = None if trial.entries is None else [_entry(entry) for entry in trial.entries]
    return found


def _document(document: Document, facts: tuple[Placed, ...]) -> dict[str, Any]:
    inside: dict[int, list[Block]] = {}
    for block in document.blocks:
        inside.setdefault(block.section, []).append(block)
    return {
        "title": document.title,
        "layout": document.layout,
        "language": document.language,
        "stamps": asdict(document.stamps),
        "advice": [_advice(advice) for advice in document.advice],
        "sections": [
            {
                "path": list(section.path),
                "slug": section.slug,
                "level": section.level,
                "blocks": len(inside.get(index, [])),
                "words": sum(len(block.text.split()) for block in inside.get(index, [])),
            }
            for index, section in enumerate(document.sections)
        ],
        "parts": [section.slug for section in parts(document)],
        "facts": [_fact(placed) for placed in facts],
        "links": [
            {
                "url": link.url,
                "text": link.text,
                "section": list(document.path(document.blocks[link.block])),
            }
            for link in document.links
        ],
    }


def _root(root: ChosenRoot) -> dict[str, Any]:
    better = root.better
    return {
        "selector": root.selector,
        "why": root.why,
        "share": round(root.share, 3),
        "words": root.words,
        "words_outside": root.outside,
        "better": {
            "selector": better.selector,
            "share": round(better.share, 3),
            "link_share": round(better.links, 3),
            "headings": better.headings,
            "has_title": better.has_title,
            "why": better.why,
        }
        if better
        else None,
    }


def _fact(placed: Placed) -> dict[str, Any]:
    fact = placed.fact
    return {
        "kind": fact.kind,
        "text": fact.text,
        "value": fact.value,
        "value_in_words": value_words(fact.kind, fact.value),
        "label": fact.label,
        "context": fact.context,
        "section": list(fact.section),
        "block": None if fact.block == APART else fact.block,
        "bytes": list(placed.bytes) if placed.bytes else None,
    }


def _advice(advice: Advice) -> dict[str, Any]:
    return {
        "words": advice.words,
        "area": advice.area or None,
        "risks": None if advice.risks is None else list(advice.risks),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "url": entry.url or None,
        "country": entry.country,
        "name": entry.name,
        "updated": entry.updated,
        "note": entry.note,
        "advice": [_advice(advice) for advice in entry.advice],
        "has_text": bool(entry.body.strip()),
    }
