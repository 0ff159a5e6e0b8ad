"""YAML as nodes with marks: the library's own reading of it, with less going to and fro between its parts.

The library's scanner, parser and composer look each other up anew at every token, and a word is read letter by letter.
For a file of some hundred entries that is half of the time that they take. What they understand, and what they say of
an error, is theirs: here nothing is decided but what need not be asked again.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.nodes import Node
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

_CHARACTERS = r"[0-9A-Za-z_./-]+(?::[0-9A-Za-z_./-]+)*"
_NAME = re.compile(_CHARACTERS + "(?=: )")
_IN_BRACKETS = re.compile(_CHARACTERS + r"(?=[],}]|: )")
"""A plain word that ends at a character after which nothing can belong to it (YAML 1.2.2, 7.3.3)."""


def compose(text: str) -> Node | None:
    """The root node of the only document of a text; None where there is none.

    Raises:
        YAMLError: of the library.
    """
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser, yaml.Composer = _Reader, _Scanner, _Parser, _Composer
    root: Node | None = yaml.compose(text)
    return root


class _Reader(Reader):
    def word(self, pattern: re.Pattern[str]) -> str:
        """Take what fits the pattern here: characters of one line, each a column wide."""
        found = pattern.match(self.buffer, self.pointer)
        if found is None:
            return ""
        length = found.end() - self.pointer
        self.pointer += length
        self.index += length
        self.column += length
        return found[0]


class _Scanner(Scanner):
    reader: Any = None

    def __init__(self, loader: Any) -> None:
        self.reader = loader.reader
        super().__init__(loader)

    def need_more_tokens(self) -> bool:
        """Whether the next token is not certain yet."""
        if self.done:
            return False
        if not self.tokens:
            return True
        return bool(self.possible_simple_keys) and super().need_more_tokens()

    def check_token(self, *choices: Any) -> bool:
        """Whether the next token is one of these."""
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def scan_plain(self) -> Any:
        """The next token, which is a plain scalar."""
        start = self.reader.get_mark()
        word = self.reader.word(_IN_BRACKETS if self.flow_context else _NAME)
        if not word:
            return super().scan_plain()
        self.allow_simple_key = False
        return ScalarToken(word, True, start, self.reader.get_mark())


class _Parser(Parser):
    scanner: Any = None

    def __init__(self, loader: Any) -> None:
        self.scanner = loader.scanner
        super().__init__(loader)

    def check_event(self, *choices: Any) -> bool:
        """Whether the next event is one of these."""
        event = self.peek_event()
        return event is not None and (not choices or isinstance(event, choices))


class _Composer(Composer):
    parser: Any = None
    resolver: Any = None

    def __init__(self, loader: Any) -> None:
        self.parser, self.resolver = loader.parser, loader.resolver
        super().__init__(loader)
