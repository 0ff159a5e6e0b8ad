"""`monitor show` names the bytes of each fact, on each side of a change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from command import Done
from world import MOVED, POLICE, World

Monitor = Callable[..., Done]
LINE = re.compile(r"^ +([\d,]+) to ([\d,]+)  (\w+)  (.+)$")


def changed(world: World) -> None:
    world.watch()
    for content in (POLICE, MOVED):
        world.page(content)
        world.round()


def test_the_bytes_of_a_fact_are_named_before_and_after(world: World, monitor: Monitor) -> None:
    changed(world)
    done = monitor("show", "1")
    lines = done.out[done.out.index("Bytes of each fact in the raw body, unpacked") :].splitlines()
    assert [line.split()[0] for line in lines[1::2]] == ["before", "after"]
    for place, fact, words in ((lines[1], lines[2], "112"), (lines[3], lines[4], "102")):
        found = LINE.match(fact)
        assert found is not None
        assert (found[3], found[4]) == ("phone", words)
        with world.store() as store:
            path = Path(place.split(maxsplit=1)[1])
            snapshot = next(
                kept
                for version in store.versions("ngo/kazakhstan/help")
                if (kept := store.snapshot(version.snapshot_id)) and path.as_posix().endswith(kept.path)
            )
            body = store.body(snapshot)
        assert body[int(found[1]) : int(found[2])] == words.encode()


def test_the_contract_of_a_change_has_no_room_for_them(world: World, monitor: Monitor) -> None:
    changed(world)
    assert "bytes" not in json.dumps(json.loads(monitor("show", "1", "--format", "json").out)).lower()
    assert "Bytes of each fact" not in monitor("show", "1", "--format", "markdown").out


def test_a_change_is_shown_without_its_bytes_where_they_are_lost(world: World, monitor: Monitor) -> None:
    changed(world)
    for body in world.snapshots.rglob("*.html*"):
        body.unlink()
    done = monitor("show", "1")
    assert done.code == 0
    assert "112" in done.out
    assert "The bytes of the facts cannot be shown: " in done.out
