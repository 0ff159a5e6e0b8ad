"""Markdown, as converters of web pages write it, read by way of HTML."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from monitor.read.builder import Builder
from monitor.read.html import parse, walk

# "**Terrorism:**Terrorist groups": by CommonMark's rules this is no bold text, for a letter follows the closing
# mark; every converter of web pages writes it so all the same.
_BOLD = re.compile(r"\*\*(?=\S)((?:[^*\n]|\*(?!\*))+?(?:\n(?!\s*\n)(?:[^*\n]|\*(?!\*))+?)*)\*\*")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?=\w)")
# "[#### Safety and Security](javascript:void(0); "Safety and Security")": the head of an accordion's panel.
_PANEL = re.compile(r"^\[(#{1,6}) +([^\]]+)\]\(javascript:[^\n]*\)[ \t]*$", re.MULTILINE)
# A link target with blanks in it, "(mailto: USAKZ@state.gov "title")" or "(javascript:void(0); "title")", is none
# for CommonMark; the words are kept, the target is mended or dropped.
_SCRIPT_LINK = re.compile(r"\[((?:[^\[\]\n]|\[[^\]\n]*\])*)\]\(javascript:[^\n]*?\)(?:;[^\n)]*\))?")
_BLANK_IN_LINK = re.compile(r"\]\((mailto:|tel:|https?:)\s+(?=\S)")
_BLANKS_IN_LINK = re.compile(r"(?<=\]\()(?=[/h#])[^()\s\"']+(?: +[^()\s\"']+)+(?=\))")


def to_html(markdown: str) -> str:
    """HTML of a Markdown text: CommonMark with tables and definition lists (": " under a term)."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    text = _PANEL.sub(r"\1 \2", text)
    text = _SCRIPT_LINK.sub(r"\1", text)
    text = _BLANK_IN_LINK.sub(r"](\1", text)
    text = _BLANKS_IN_LINK.sub(lambda match: match.group().replace(" ", "%20"), text)
    text = _BOLD.sub(r"<strong>\1</strong>", text)
    text = _ITALIC.sub(r"<em>\1</em>", text)
    return str(_PARSER.render(text))


_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").use(deflist_plugin)


def read_markdown(markdown: str, builder: Builder) -> None:
    """Read a Markdown text into the builder."""
    body = parse(to_html(markdown)).body
    if body is not None:
        walk(body, builder)
