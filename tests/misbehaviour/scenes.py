"""All scenes."""

from __future__ import annotations

from misbehaviour import (
    scenes_bodies,
    scenes_doubt,
    scenes_empty,
    scenes_gone,
    scenes_network,
    scenes_redirects,
    scenes_refusals,
    scenes_robots,
    scenes_silence,
    scenes_validators,
    scenes_ways,
)
from misbehaviour.scene import Scene

THEMES: dict[str, tuple[Scene, ...]] = {
    "Same or not": scenes_validators.SCENES,
    "Kept out": scenes_refusals.SCENES,
    "robots.txt": scenes_robots.SCENES,
    "Sent elsewhere": scenes_redirects.SCENES,
    "No more": scenes_gone.SCENES,
    "Nothing there": scenes_empty.SCENES,
    "In doubt": scenes_doubt.SCENES,
    "The network": scenes_network.SCENES,
    "Bodies": scenes_bodies.SCENES,
    "Not checked for long": scenes_silence.SCENES,
    "Several ways": scenes_ways.SCENES,
}
"""By what they are about."""

SCENES: tuple[Scene, ...] = tuple(scene for scenes in THEMES.values() for scene in scenes)
