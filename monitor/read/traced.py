"""The text that bytes state, each character with the bytes that it was decoded from.

Decoding, the escapes of JSON, the entities and tags of HTML and XML: each step keeps the trace, so that what a reader
sees can be followed back into the raw body.
"""

from __future__ import annotations

import codecs
import html
import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.read.sniff import declared, decode, form_of


@dataclass(frozen=True, slots=True)
class Traced:
    """A text; `starts` and `ends` give, for each character, the bytes that stand for it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def cut(self, start: int, end: int) -> Traced:
        """The characters from `start` to `end`."""
        return Traced(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Traced:
        """The text with each match replaced; what stands in its place has the bytes of the whole match."""
        pieces: list[str] = []
        starts, ends = array("Q"), array("Q")
        position = 0
        for match in pattern.finditer(self.text):
            left, right, new = match.start(), match.end(), by(match)
            pieces += (self.text[position:left], new)
            starts.extend(self.starts[position:left])
            ends.extend(self.ends[position:left])
            starts.extend([self.starts[left]] * len(new))
            ends.extend([self.ends[right - 1]] * len(new))
            position = right
        if not pieces:
            return self
        starts.extend(self.starts[position:])
        ends.extend(self.ends[position:])
        return Traced("".join([*pieces, self.text[position:]]), starts, ends)


def said(body: bytes, media_type: str | None = None) -> Iterator[Traced]:
    """The runs of text between the tags, quotes and marks of a body, in the order in which they stand there.

    It is more than a reader sees (menus, hidden parts), and holds all of what a reader sees but what only an attribute
    says. An e-mail address that Cloudflare cloaks is traced to the attribute that holds it.

    Raises:
        UnreadableError: the bytes are no text.
    """
    whole = traced(body, media_type)
    form = form_of(whole.text)
    if form == "json":
        for match in _STRING.finditer(whole.text):
            yield from _tags_out(_unescaped_json(whole.cut(match.start() + 1, match.end() - 1)))
    elif form == "xml":
        yield from _of_xml(whole)
    elif form == "html":
        yield from _tags_out(whole)
    elif form == "markdown":
        plain = whole.replaced(_TARGET, lambda match: "]")
        yield from _tags_out(plain, tag=_TAG_IN_MARKDOWN)
    else:
        yield whole


# -- bytes to characters -----------------------------------------------------------------------------------------------


def traced(body: bytes, media_type: str | None = None) -> Traced:
    """The decoded text of a body, as `monitor.read.sniff.decode` gives it.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text = decode(body, media_type)
    if len(text) == len(body):  # one byte a character
        return Traced(text, range(len(body)), range(1, len(body) + 1))
    # "utf-16" and "utf-32" need their mark; without one the order of the bytes is tried first.
    names = ("utf-8", "utf-8-sig", *declared(body, media_type), "cp1252", "utf-16-le", "utf-16-be", "utf-16", "utf-32")
    for name in names:
        if _decodes_to(body, name, text):
            return _spans(body, name, text)
    kept = array("Q", (at for at, byte in enumerate(body) if byte))  # stray NULs, which are passed over
    if len(kept) < len(body):
        inner = traced(body.replace(b"\x00", b""), media_type)
        starts = array("Q", (kept[at] for at in inner.starts))
        return Traced(inner.text, starts, array("Q", (kept[at - 1] + 1 for at in inner.ends)))
    return _spans(body, "utf-8", text)


def _decodes_to(body: bytes, encoding: str, text: str) -> bool:
    try:
        return body.decode(encoding, "replace") == text
    except UnicodeError:  # UTF-16 that breaks off in its mark
        return False


_RUNS = re.compile("[\x00-\x7f]+|[^\x00-\x7f]+")


def _spans(body: bytes, encoding: str, text: str) -> Traced:
    if encoding == "utf-8" and text.encode("utf-8", "replace") == body:
        starts, ends = array("Q"), array("Q")
        at = 0
        for match in _RUNS.finditer(text):
            run = match.group()
            if run[0] < "\x80":
                starts.extend(range(at, at + len(run)))
                ends.extend(range(at + 1, at + len(run) + 1))
                at += len(run)
                continue
            for character in run:
                starts.append(at)
                at += 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
                ends.append(at)
        return Traced(text, starts, ends)
    return _byte_by_byte(body, encoding, text)


def _byte_by_byte(body: bytes, encoding: str, text: str) -> Traced:
    """For every encoding: the bytes that a decoder took before it gave out a character are those of the character."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    starts, ends = array("Q"), array("Q")
    begun = 0
    for at in range(len(body) + 1):
        given = decoder.decode(body[at : at + 1], final=at == len(body))
        for number in range(len(given)):
            starts.append(begun if number == 0 else at)
            ends.append(min(at + 1, len(body)))
        if given:
            begun = min(at + 1, len(body))
    return Traced(text, starts[: len(text)], ends[: len(text)])


# -- JSON, XML, HTML ---------------------------------------------------------------------------------------------------

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u(?P<hex>[0-9a-fA-F]{4})|(?P<one>.))",
    re.DOTALL,
)
_ONE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _unescaped_json(string: Traced) -> Traced:
    return string.replaced(_ESCAPE, _of_escape)


def _of_escape(match: re.Match[str]) -> str:
    if match["high"]:
        return chr(0x10000 + ((int(match["high"], 16) - 0xD800) << 10) + int(match["low"], 16) - 0xDC00)
    if match["hex"]:
        return chr(int(match["hex"], 16))
    return _ONE.get(match["one"], match["one"])


_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def _unescaped(run: Traced) -> Traced:
    """Entities and character references as what they stand for."""
    if "&" not in run.text:
        return run
    return run.replaced(_REFERENCE, lambda match: html.unescape(match.group()))


def _of_xml(whole: Traced) -> Iterator[Traced]:
    """The text of a feed. What it carries of pages is HTML, escaped or as CDATA."""
    text, position = whole.text, 0
    while (found := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", found)
        end = len(text) if end < 0 else end
        for run in _tags_out(whole.cut(position, found), without={}):
            yield from _tags_out(run)
        yield from _tags_out(whole.cut(found + len("<![CDATA["), end))
        position = min(end + len("]]>"), len(text))
    for run in _tags_out(whole.cut(position, len(text)), without={}):
        yield from _tags_out(run)


_TAG = re.compile(r"""<[a-zA-Z/!?](?:[^>"'=]|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+>""")
_TAG_IN_MARKDOWN = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*+(?:\s[^<>]{0,2000}+)?/?>")
_TARGET = re.compile(r"\](?:\((?:[^()\n]|\([^()\n]{0,500}+\)){0,2000}+\))")
"""Of a link in Markdown: its address, which no reader sees."""
_NO_TEXT = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "iframe")}
"""Elements whose content is no text of the page, with their ends."""
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_CLOAKED = re.compile(r"""\bdata-cfemail\s*=\s*["']?([0-9a-fA-F]{4,400})""", re.IGNORECASE)


def _tags_out(
    source: Traced, tag: re.Pattern[str] = _TAG, without: Mapping[str, re.Pattern[str]] = _NO_TEXT
) -> Iterator[Traced]:
    """The text between the tags, entities read.

    Args:
        without: elements whose content is no text, with their ends.
    """
    text, position, length = source.text, 0, len(source.text)
    is_whole = True
    """Whether a tag that was opened was always closed so far; else none is looked for with its quotes any more."""
    while position < length:
        found = text.find("<", position)
        found = length if found < 0 else found
        if found > position:
            yield _unescaped(source.cut(position, found))
        if found == length:
            return
        if text.startswith("<!--", found):
            end = text.find("-->", found + 4)
            position = length if end < 0 else end + 3
            continue
        match = tag.match(text, found) if is_whole or tag is not _TAG else None
        if match is None:
            if tag is _TAG and text[found + 1 : found + 2].isascii() and text[found + 1 : found + 2].isalpha():
                is_whole = False
                end = text.find(">", found)
                position = length if end < 0 else end + 1
            else:  # "a < b"
                yield source.cut(found, found + 1)
                position = found + 1
            continue
        position = match.end()
        if (cloaked := _CLOAKED.search(text, found, position)) is not None:
            yield from _uncloaked(source, cloaked)
            name = _NAME.match(text, found)
            end = text.find(f"</{name.group(1)}" if name else "<", position)
            position = end if 0 <= end < position + _PLACEHOLDER else position
        elif text[found + 1] != "/" and (name := _NAME.match(text, found)) is not None:
            ending = without.get(name.group(1).lower())
            if ending is not None:
                close = ending.search(text, position)
                position = close.start() if close else length


_PLACEHOLDER = 2000
"""Characters: what stands in place of a cloaked address ("[email protected]", once with a script) is shorter."""


def _uncloaked(source: Traced, match: re.Match[str]) -> Iterator[Traced]:
    """A cloaked address, each letter at its two digits: the first pair is the key by which all others are turned."""
    digits, at = match.group(1), match.start(1)
    data = bytes.fromhex(digits[: len(digits) // 2 * 2])
    try:
        address = bytes(byte ^ data[0] for byte in data[1:]).decode("ascii")
    except UnicodeDecodeError:
        return
    starts = [source.starts[at + 2 * number] for number in range(1, len(address) + 1)]
    ends = [source.ends[at + 2 * number + 1] for number in range(1, len(address) + 1)]
    yield Traced(address, starts, ends)
