"""A report as Markdown (CommonMark with tables, as GitHub shows it)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.compare.change import LinkChange, LinkEnd
from monitor.report.alarms import MOST_NAMED, AlarmItem
from monitor.report.outline import MOST_NOT_CHECKED, Outline, not_checked_line, outline
from monitor.report.passages import FactLine, Passage
from monitor.report.phrases import (
    Quote,
    announcement,
    ellipsis,
    evidence_words,
    headings,
    passage_kind,
    quotes,
    section_words,
    seen,
)
from monitor.report.reader import Reader
from monitor.report.report import Report
from monitor.report.safe import isolated, safe_line, safe_url
from monitor.report.view import ItemView

# Every mark that can begin something within a line; page text never stands at the beginning of one.
_SPECIAL = re.compile(r"([\\`*_\[\]|~#!$])")


def render(report: Report) -> str:
    """A report as Markdown."""
    return render_outline(outline(report))


def render_outline(parts: Outline) -> str:
    """An outline as Markdown."""
    blocks = [
        f"# {escaped(parts.title)}",
        f"**{parts.count_words.replace('  ', ', ')}**" if parts.count_words else "",
        " ".join(parts.watched),
    ]
    for item in parts.items:
        blocks += _item(item)
    blocks += _named(parts)
    for alarm in parts.alarms:
        blocks += _alarm(alarm)
    if parts.not_checked:
        blocks += [
            "## Not checked: nobody can say whether these pages changed",
            "\n".join(
                f"- {escaped(page.title)} ({escaped(page.page_id)}): {escaped(not_checked_line(page, parts.reader))}"
                for page in parts.not_checked[:MOST_NOT_CHECKED]
            ),
        ]
    if parts.moved:
        lines = "\n".join(f"- {escaped(line)}" for line in parts.moved)
        blocks += ["## Moved: look whether sources.yaml should name the new address", lines]
    if parts.dates:
        blocks += ["## Dates on the pages", "\n".join(f"- {escaped(line)}" for line in parts.dates)]
    blocks += parts.counted
    blocks += [f"*{escaped(licence)}*" for licence in parts.licences]
    blocks += _evidence(parts.items, parts.reader)
    return "\n\n".join(filter(None, blocks)) + "\n"


def escaped(text: str) -> str:
    """Page text as Markdown that shows it as it is, on one line."""
    text = safe_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _alarm(item: AlarmItem) -> list[str]:
    names = [_anchor(name, url) for name, url in item.pages[:MOST_NAMED]]
    more = len(item.pages) - len(names)
    listed = ", ".join(names) + (f" and {more:,} more; `monitor status` lists all" if more else "")
    address = safe_url(item.url)
    return [
        f"## {item.label}: {isolated(escaped(item.title))}",
        escaped(item.dateline),
        " ".join(filter(None, (escaped(item.sentence), item.seen))),
        f"Pages: {listed}" if names else "",
        f"Page: <{address}>" if address else "",
    ]


def _item(item: ItemView) -> list[str]:
    label, said = announcement(item)
    lines = [f"- section: {isolated(escaped(section_words(section)))}" for section in item.sections]
    lines += [f"- link: {_link(link)}" for link in item.links]
    lines += [f"- left out: {escaped('; '.join(item.left_out))}"] if item.left_out else []
    follow = [f"{name}: <{address}>" for name, address in item.follow]
    follow += [f"{name}: `{command}`" for name, command in item.commands]
    return [
        f"## {item.significance.upper()}: {isolated(escaped(item.title))}",
        f"**{escaped(item.remark)}**" if item.remark else "",
        *_passages(item.first, item.title),
        escaped(", ".join(item.dateline)),
        f"{f'**{label}**' if item.is_silent else label}{escaped(said)}" if label else "",
        *_pages(item),
        ", ".join(follow),
        f"why: {escaped('; '.join(item.reasons))}" if item.reasons else "",
        *_passages(item.then, item.title),
        "\n".join(lines),
        _members(item),
    ]


def _named(parts: Outline) -> list[str]:
    if not parts.left_words:
        return []
    lines = []
    for each in parts.named:
        command = f" (`{each.command}`)" if each.command else ""
        lines.append(f"- {_anchor(each.line, each.url)}{command}")
    lines += [f"- and {parts.left_out:,} more"] if parts.left_out else []
    whole = f"<{parts.whole}>" if safe_url(parts.whole) else f"`{parts.whole}`"
    return [f"## {parts.left_words}", "\n".join(lines), f"all of it: {whole}"]


def _pages(item: ItemView) -> list[str]:
    if not item.pages:
        return []
    names = (_anchor(name, page.url) for name, page in item.pages)
    more = f" and {item.more_pages:,} more" if item.more_pages else ""
    return [f"pages: {', '.join(names)}{more} ({escaped(item.pages_line)}); quoted from {escaped(item.quoted_from)}"]


def _members(item: ItemView) -> str:
    lines = (
        f"- {_anchor(member.title, member.url)}{f', change {member.change}' if member.change is not None else ''}"
        + "".join(f", {escaped(each)}" for each in member.about)
        for member in item.members
    )
    return "\n".join(lines)


def _passages(passages: Sequence[Passage], title: str) -> list[str]:
    blocks = []
    for passage, heading in zip(passages, headings(passages, title), strict=True):
        if heading:
            blocks.append(f"### {isolated(escaped(heading))}")
        if passage.facts:
            blocks.append("\n".join(f"- {_fact(fact)}" for fact in passage.facts))
        else:
            blocks.append(f"{passage_kind(passage)}:")
        blocks.append("\n>\n".join(f"> {_quote(quote)}" for quote in quotes(passage)))
    return blocks


def _fact(fact: FactLine) -> str:
    words = [f"**{fact.kind}**", isolated(escaped(fact.label))]
    if fact.change == "changed" and fact.before and fact.after:
        words.append(f"{isolated(_del(fact.before))} → {isolated(_ins(fact.after))}")
    else:
        words.append(fact.change)
        words += [isolated(_del(fact.before))] if fact.before else []
        words += [isolated(_ins(fact.after))] if fact.after else []
    words += [f"({fact.about})"] if fact.about else []
    return " ".join(filter(None, words))


def _quote(quote: Quote) -> str:
    pieces = []
    for position, mark in enumerate(quote.marks):
        if mark.op == "same":
            pieces.append(escaped(mark.before))
        elif mark.op == "gap":
            pieces.append(ellipsis(position, len(quote.marks)))
        else:
            pieces.append(" ".join(filter(None, (_del(mark.before), _ins(mark.after)))))
    return f"{f'{quote.name}: ' if quote.name else ''}“{isolated(''.join(pieces))}”"


# HTML's own elements: the stars of Markdown open nothing between a letter and a plus sign, where numbers begin.
def _del(text: str) -> str:
    return f"<del>{escaped(text)}</del>" if text else ""


def _ins(text: str) -> str:
    return f"<ins>{escaped(text)}</ins>" if text else ""


def _link(link: LinkChange) -> str:
    before, after = link.before, link.after
    if before and after and before.url != after.url:
        return (
            f"{link.change} “{escaped(after.text)}” {_anchor(before.url, before.url)} → {_anchor(after.url, after.url)}"
        )
    if before and after:
        return f"{link.change} {_del(before.text)} {_ins(after.text)} {_anchor(after.url, after.url)}"
    end = after or before or LinkEnd("", "")
    return f"{link.change} “{escaped(end.text)}” {_anchor(end.url, end.url)}"


def _anchor(text: str, url: str) -> str:
    address = safe_url(url)
    if address == text:
        return f"<{address}>"
    shown = isolated(escaped(text))
    return f"[{shown}](<{address}>)" if address else shown


def _evidence(items: Iterable[ItemView], reader: Reader) -> list[str]:
    rows: list[str] = []
    known = [item for item in items if any(each.before.sha256 or each.after.sha256 for each in item.evidence)]
    for item in known:
        rows += [
            f"| {'' if each.change is None else each.change} | {escaped(each.page)} | {name} "
            f"| {escaped(seen(version, reader))} | {escaped(each.digest(version))} |"
            for each in item.evidence
            for name, version in (("before", each.before), ("after", each.after))
            if each.before.sha256 or each.after.sha256
        ]
        if item.evidence_more and rows:
            rows.append(f"| | {escaped(item.evidence_more)} | | | |")
    if not rows:
        return []
    head = ["| change | page | version | first seen | SHA-256 |", "|---|---|---|---|---|"]
    return ["## Evidence", f"{evidence_words(known)[:1].upper()}{evidence_words(known)[1:]}", "\n".join(head + rows)]
