"""The parts of a document that are pages of their own: GOV.UK's parts, the panels of State's country page."""

from __future__ import annotations

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


def _first(document: Document) -> int:
    return next(i for i, section in enumerate(document.sections) if section.level == PART_LEVEL)
