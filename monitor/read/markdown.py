"""Markdown, as converters of web pages write it, read by way of HTML."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from monitor.read.builder import Builder
from monitor.read.limits import check_markdown
from monitor.read.tree import parse
from monitor.read.walk import walk_text

# "**Terrorism:**Terrorist groups": by CommonMark's rules this is no bold text, for a letter follows the closing
# mark; every converter of web pages writes it so all the same. A mark behind a backslash is none.
_BOLD_ITALIC = re.compile(r"(?<![*\\])\*\*\*(?=[^\s*])((?:[^*\n\\]|\\.)+?)(?<!\s)\*\*\*(?=\w)")
_BOLD = re.compile(r"(?<!\\)\*\*(?=[^\s*])((?:[^*\n\\]|\\.|\*(?!\*)|\n(?!\s*\n))+?)(?<!\s)\*\*(?!\*(?!\w))")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*\\])\*(?=\w)")
# "the United States*.*", "**Traffic Laws*:***Driving": an emphasised full stop.
_EMPHASISED_STOP = re.compile(r"(?<=[^\s*\\])(\*\*)?\*([.,:;])\*(?=\*\*|[^*]|$)")
# "[#### Safety and Security](javascript:void(0); "Safety and Security")": the head of an accordion's panel.
_PANEL = re.compile(r"^\[(#{1,6}) +([^\]]+)\]\(javascript:[^\n]*\)[ \t]*$", re.MULTILINE)
# A link target with blanks in it, "(mailto: USAKZ@state.gov "title")" or "(to https://...)", is none for CommonMark.
_BLANK_IN_LINK = re.compile(r"\]\((mailto:|tel:|https?:)\s+(?=\S)")
_BLANKS_IN_LINK = re.compile(r"(?<=\]\()(?=[/h#]|[^()\n]*://)[^()\s\"']+(?: +[^()\s\"']+)+(?=\))")


def to_html(markdown: str) -> str:
    """HTML of a Markdown text: CommonMark with tables and definition lists (": " under a term).

    Raises:
        UnreadableError: it holds more than is read.
    """
    check_markdown(markdown)
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    text = _PANEL.sub(r"\1 \2", text)
    text = _BLANK_IN_LINK.sub(r"](\1", text)
    text = _BLANKS_IN_LINK.sub(lambda match: match.group().replace(" ", "%20"), text)
    text = _EMPHASISED_STOP.sub(r"\1\2", text)
    text = _BOLD_ITALIC.sub(r"<strong><em>\1</em></strong>", text)
    text = _BOLD.sub(r"<strong>\1</strong>", text)
    text = _ITALIC.sub(r"<em>\1</em>", text)
    return str(_PARSER.render(text))


_NESTED = 100
"""Quotes, lists and their items within one another. What is deeper markdown-it leaves out; its own limit is 20."""


def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTED})
        .enable("table")
        .disable("code")
        .use(deflist_plugin)
    )
    # Targets stay as the page wrote them: how they are spelt is for whoever compares links.
    parser.normalizeLink = _as_it_is  # type: ignore[method-assign]
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _as_it_is(url: str) -> str:
    return url


def _any_link(url: str) -> bool:
    """Links to scripts and files are links too: their words are the page's, and nobody follows them from here."""
    del url
    return True


_PARSER = _parser()


def read_markdown(markdown: str, builder: Builder) -> None:
    """Read a Markdown text into the builder."""
    body = parse(to_html(markdown)).body
    if body is not None:
        walk_text(body, builder)
