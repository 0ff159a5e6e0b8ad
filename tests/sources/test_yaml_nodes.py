"""Our quicker way through the YAML library says exactly what the library says by itself."""

from __future__ import annotations

import random
import warnings
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from monitor.sources.yaml_nodes import compose

PLAIN = """\
contact: "https://example.org/about" # who asks
defaults: {pace: 0s, at_once: 1, a:b: c, list: [a, b:c, d: e, "q": 'z', http://example.org:80/c?d=1], none: {}}
sources:
  - {publisher: office, name: region-1, url: http://127.0.0.1:80/a-b_c}
  - publisher: uk-fcdo
    countries: [KZ, KG]
    note: |
      text: here
      more
    two words: on and
      on
  - &one {b: c}
  - *one
"""
AWKWARD = "abc:,-{}[]?&*!|>'\"%@ \n\t#./_0é\u2028\x85\ufeff"


def described(text: str, quick: bool) -> Any:
    """All that is known of the nodes of a text, or what the library says is wrong with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return shape(compose(text) if quick else YAML(typ="safe", pure=True).compose(text))
        except YAMLError as error:
            return type(error), str(error)


def shape(node: Any) -> Any:
    if node is None or isinstance(node, str):
        return node
    if isinstance(node, list | tuple):
        return [shape(each) for each in node]
    marks = [(mark.index, mark.line, mark.column) for mark in (node.start_mark, node.end_mark) if mark]
    return type(node), str(node.tag), str(node.anchor), marks, shape(node.value), getattr(node, "style", None)


def mutated(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(letters))
        letters[place : place + chance.randint(0, 1)] = chance.choice(AWKWARD + " ") if chance.random() < 0.7 else ""
    return "".join(letters)


@pytest.mark.parametrize(
    "text", [PLAIN, "", "# nothing", "a", "[a, b]", "{a, b: , c:d}", "a: b: c", "- a\n-b", "{a: [}"]
)
def test_a_text_has_the_nodes_and_places_that_the_library_gives(text: str) -> None:
    assert described(text, quick=True) == described(text, quick=False)


def test_a_text_with_slips_has_the_nodes_or_the_errors_that_the_library_gives() -> None:
    chance = random.Random(7)
    wrong = 0
    for _ in range(400):
        text = mutated(PLAIN, chance)
        told = described(text, quick=False)
        assert described(text, quick=True) == told, text
        wrong += len(told) == 2
    assert 100 < wrong < 350  # both kinds were there
