"""A line of a notice in HTML, Markdown and plain text. Page text in it begins nothing and mentions nobody."""

from __future__ import annotations

from html import escape

from monitor.report.markdown import escaped
from notifiers.lines import Line, Span, Style, addressing_nobody

_TAGS: dict[Style, str] = {"bold": "b", "gone": "s", "new": "b", "quiet": "i", "code": "code"}
"""Elements that Telegram, mail clients and feed readers all know."""


def html(line: Line) -> str:
    """A line as HTML of the few elements that every service knows."""
    return "".join(map(_html, line))


def _html(span: Span) -> str:
    text = escape(addressing_nobody(span.text), quote=False)
    if span.url:
        return f'<a href="{escape(span.url)}">{text}</a>'
    tag = _TAGS.get(span.style) if span.text.strip() else None
    return f"<{tag}>{text}</{tag}>" if tag else text


def plain(line: Line) -> str:
    """A line as plain text, of which many a service makes Markdown all the same."""
    return "".join(f"{span.text}: {span.url}" if span.url else addressing_nobody(span.text) for span in line)


def markdown(line: Line) -> str:
    """A line as Markdown."""
    return "".join(map(_markdown, line))


def _markdown(span: Span) -> str:
    text = escaped(addressing_nobody(span.text))
    if span.url:
        return f"[{text}](<{span.url}>)"
    # Stars open nothing between a letter and a plus sign, where numbers begin: only words are marked by them.
    marked = span.style in ("bold", "new") and span.text[:1].isalnum() and span.text[-1:].isalnum()
    return f"**{text}**" if marked else text
