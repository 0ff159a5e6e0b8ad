"""Every scene is played against the real program: what it says, what it stores, whom it tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from misbehaviour.scene import HOST, Scene
from misbehaviour.scenes import SCENES
from misbehaviour.site import play


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where the system has one: the store waits for its disk some thousand times here."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as made:
        yield Path(made)


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_scene(scene: Scene, folder: Path) -> None:
    played = play(scene, folder)
    for number, (step, taken) in enumerate(zip(scene.looks, played.taken, strict=True), 1):
        where = f"look {number}: {dict(taken.reasons)}"
        assert {page: taken.verdicts.get(page, "") for page in step.verdicts} == dict(step.verdicts), where
        assert taken.told == step.told, where
        assert step.says in " ".join(taken.reasons[page] for page in step.verdicts if page in taken.reasons), where
        if step.asked is not None:
            assert len(taken.requests) == step.asked, where
        if step.sent:
            last = taken.requests[-1]
            assert {name: last.header(name) for name in step.sent} == dict(step.sent), where
        starts = sorted(seen.at for seen in taken.requests)
        assert all(after - before >= step.apart for before, after in pairwise(starts))
        assert step.reads in taken.sent
    assert played.stored == scene.stored
    assert played.database == dict(scene.database)
    assert played.strayed == [], "an address was asked that is not public"
    if scene.look_ups is not None:
        assert played.looked_up.count(HOST) == scene.look_ups


def test_no_two_scenes_have_one_name() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)
