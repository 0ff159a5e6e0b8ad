"""All scenes as a Markdown table: what each is, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from misbehaviour.scene import PAGE, Look, Scene
from misbehaviour.scenes import THEMES


def lines() -> Iterator[str]:
    """The table, a theme after the other."""
    number = 0
    for theme, scenes in THEMES.items():
        yield from (f"### {theme}", "", "| | Scene | Verdicts | Stored: visits, snapshots, versions | Told |")
        yield "|---|---|---|---|---|"
        for scene in scenes:
            number += 1
            stored = ", ".join(map(str, scene.stored))
            yield f"| {number} | {_cell(scene.name)} | {_verdicts(scene)} | {stored} | {_told(scene)} |"
        yield ""


def _verdicts(scene: Scene) -> str:
    runs = [(words, len(list(run))) for words, run in groupby(_words(each) for each in scene.looks)]
    return _cell("; ".join(words if count == 1 else f"{count} × {words}" for words, count in runs))


def _words(step: Look) -> str:
    if set(step.verdicts) == {PAGE} or len(step.verdicts) == 1:
        return next(iter(step.verdicts.values()))
    return ", ".join(f"{page.rpartition('/')[2]} {verdict}" for page, verdict in step.verdicts.items())


def _told(scene: Scene) -> str:
    told = [f"{number}: {', '.join(step.told)}" for number, step in enumerate(scene.looks, 1) if step.told]
    return _cell("; ".join(told)) or "nobody"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
