"""The parts of a document that are pages of their own: GOV.UK's parts, the panels of State's country page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from monitor.read.document import Document, Section

PART_LEVEL = 1
"""Parts are the sections of level 1; the page's own `h1` is its title and opens no section."""


def parts(document: Document) -> tuple[Section, ...]:
    """The sections that are parts, in page order."""
    return tuple(section for section in document.sections if section.level == PART_LEVEL)


def part(document: Document, slug: str) -> Document | None:
    """One part as a document of its own, with the whole document's stamps; None if there is no such part.

    The levels that stand apart from the text are those of the whole page; the first part carries them, so that a change
    of one is told once.
    """
    start = next((i for i, s in enumerate(document.sections) if s.level == PART_LEVEL and s.slug == slug), None)
    if start is None:
        return None
    end = next((i for i in range(start + 1, len(document.sections)) if document.sections[i].level <= PART_LEVEL), None)
    inside = range(start, end if end is not None else len(document.sections))
    top = document.sections[start]
    sections = [Section((), "top", 0)]
    for i in inside[1:]:
        section = document.sections[i]
        sections.append(replace(section, path=section.path[1:], slug=section.slug.removeprefix(top.slug + "/")))
    kept = [i for i, block in enumerate(document.blocks) if block.section in inside]
    place = {old: new for new, old in enumerate(kept)}
    return replace(
        document,
        title=top.heading,
        sections=tuple(sections),
        blocks=tuple(replace(document.blocks[i], section=document.blocks[i].section - start) for i in kept),
        advice=document.advice if start == _first(document) else (),
        links=tuple(replace(link, block=place[link.block]) for link in document.links if link.block in place),
    )


def only(document: Document, slugs: Collection[str]) -> Document:
    """The document with these of its parts alone, and without what stands before its first part.

    Its levels apart from the text stay with its first part.
    """
    kept: list[int] = []
    inside = False
    for i, section in enumerate(document.sections):
        if section.level <= PART_LEVEL:
            inside = section.level == PART_LEVEL and section.slug in slugs
        if inside:
            kept.append(i)
    place = {old: new for new, old in enumerate([0, *kept])}
    blocks = [i for i, block in enumerate(document.blocks) if block.section in place and block.section]
    moved = {old: new for new, old in enumerate(blocks)}
    return replace(
        document,
        sections=tuple(document.sections[i] for i in place),
        blocks=tuple(replace(document.blocks[i], section=place[document.blocks[i].section]) for i in blocks),
        links=tuple(replace(link, block=moved[link.block]) for link in document.links if link.block in moved),
        advice=document.advice if kept and kept[0] == _first(document) else (),
    )


def _first(document: Document) -> int:
    return next(i for i, section in enumerate(document.sections) if section.level == PART_LEVEL)
