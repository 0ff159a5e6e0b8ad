"""YAML as plain values, with the line and column of each of them.

Every scalar stays the text that stands in the file, and the field it is for says what it means: `country: NO` is
Norway, `12:30` is no number of minutes, a password of digits is a password. Only an empty value is None.
"""

from __future__ import annotations

import codecs
import warnings
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from monitor.sources.yaml_nodes import compose
from monitor.sources.yaml_syntax import in_plain_words

Loc = tuple[str | int, ...]
"""The way from the top of the file to a value: ("sources", 1, "url")."""

_CORE = "tag:yaml.org,2002:"
_MAX_NODES = 100_000
"""Far more than any real file holds; aliases of aliases of aliases reach it in no time."""


class Place(NamedTuple):
    """A place in a file; both numbers begin at 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value of the file."""

    loc: Loc
    message: str
    at: Literal["value", "key"] | Place = "value"


class NotYamlError(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


@dataclass(frozen=True, slots=True)
class Tree:
    """A file that was read: its plain values, where each of them stands, and what was wrong on the way."""

    root: Node
    value: Any
    """Dictionaries, lists, texts and None."""
    problems: list[Problem] = field(default_factory=list)

    def locate(self, problem: Problem) -> tuple[Place, str]:
        """The place of a problem, and its dotted path ("sources.1.url").

        Where something is missing, that is the place of what should hold it.
        """
        node, loc, key = self._walk(problem.loc)
        path = ".".join(part if part.isprintable() else ascii(part) for part in map(str, loc))
        if isinstance(problem.at, Place):
            return problem.at, path
        is_null = isinstance(node, ScalarNode) and node.tag == _CORE + "null" and not node.value
        if key is not None and (problem.at == "key" or is_null):  # an empty value stands nowhere
            return _place(key), path
        return _place(node), path

    def line(self, loc: Loc) -> int:
        """The line on which a value begins."""
        return _place(self._walk(loc)[0]).line

    def _walk(self, loc: Loc) -> tuple[Node, Loc, Node | None]:
        """The node that lies deepest on the way, the way as far as it exists in the file, and the node's key."""
        node: Node = self.root
        key: Node | None = None
        for depth, part in enumerate(loc):
            if isinstance(node, MappingNode):
                pair = next(((k, v) for k, v in node.value if isinstance(k, ScalarNode) and k.value == part), None)
                if pair is None:
                    return node, loc, None
                key, node = pair
            elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
                key, node = None, node.value[part]
            else:  # a single value that stands for a list of one
                return node, loc[:depth], key
        return node, loc, key


def read(data: bytes) -> Tree:
    """Read the bytes of a YAML file.

    Raises:
        NotYamlError: not UTF-8 text, not YAML, or nothing in it.
    """
    text = _decode(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # YAML allows it: the latest anchor counts
            root = compose(text)
    except ReaderError as error:
        place = _place_of_offset(text, error.position)
        raise NotYamlError(f"the character U+{error.character:04X} cannot stand in a text file", place) from None
    except MarkedYAMLError as error:
        message, mark = in_plain_words(error, text)
        raise NotYamlError(message, Place(mark.line + 1, mark.column + 1) if mark else None) from None
    except YAMLError:
        raise NotYamlError("is not valid YAML") from None
    except RecursionError:
        raise NotYamlError("is nested too deeply") from None
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        raise NotYamlError("is empty; it must say who asks (contact) and what to watch (sources)")
    problems: list[Problem] = []
    value = _Plain(problems).of(root, ())
    return Tree(root, value, problems)


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotYamlError("is UTF-16 text; save it as UTF-8")
    if b"\0" in data:
        raise NotYamlError("is a binary file, not YAML text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        before = data[:start].decode("utf-8-sig", "replace")
        message = f"the byte 0x{data[start]:02X} is not UTF-8 text; save the file as UTF-8"
        raise NotYamlError(message, _place_of_offset(before, len(before))) from None


def _place_of_offset(text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def _place(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


class _Plain:
    """Makes plain values of nodes, and notes what cannot be one."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.open: set[int] = set()
        self.count = 0

    def of(self, node: Node, loc: Loc) -> Any:
        self.count += 1
        if self.count > _MAX_NODES:
            raise NotYamlError(f"holds more than {_MAX_NODES} values")
        if node.tag and not node.tag.startswith(_CORE):
            message = "YAML tags (!name) are not used here; a text that begins with ! needs quotes"
            self.problems.append(Problem(loc, message))
            return None
        if isinstance(node, ScalarNode):
            return None if node.tag == _CORE + "null" else node.value
        if id(node) in self.open:
            self.problems.append(Problem(loc, "this alias stands inside of what it stands for"))
            return None
        self.open.add(id(node))
        value = self._mapping(node, loc) if isinstance(node, MappingNode) else self._sequence(node, loc)
        self.open.discard(id(node))
        return value

    def _sequence(self, node: Node, loc: Loc) -> list[Any]:
        return [self.of(item, (*loc, index)) for index, item in enumerate(node.value)]

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, item in node.value:
            if not isinstance(key, ScalarNode):
                self.problems.append(Problem(loc, "a name must be a plain word, not a list or a mapping", _place(key)))
                continue
            name = key.value
            if name in values:
                message = f"{name!r} stands here a second time; the first is on line {lines[name]}; keep one of them"
                self.problems.append(Problem((*loc, name), message, _place(key)))
                continue
            lines[name] = _place(key).line
            values[name] = self.of(item, (*loc, name))
        return values
