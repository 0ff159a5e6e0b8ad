"""What a page shows, by means that know nothing of the reader: marks stripped by a few expressions, text by lxml."""

from __future__ import annotations

import html
import re

from lxml import html as lxml_html

from monitor.read.document import Document


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def said(document: Document) -> str:
    return letters(" ".join(block.text for block in document.blocks))


def of_markdown(text: str) -> str:
    """The letters that a Markdown text shows."""
    inside = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)"
    text = re.sub(rf"!\[[^\]]*\]{inside}", "", text.replace("\r", ""))
    text = re.sub(rf"\]{inside}", "]", text)
    text = re.sub(r"(?m)^(\s*(?:[*+-]\s+)*)\d+[.)]\s", r"\1", text)
    kept, above = [], None
    for line in text.split("\n"):
        found = re.match(r"\s*\[?#{1,6}\s+(.*)", line)
        heading = letters(found.group(1)) if found else None
        if heading and heading == above:
            continue
        if line.strip():
            above = heading
        kept.append(line)
    return letters(html.unescape("\n".join(kept)))


UNSEEN = " or ".join(
    [
        *(
            f"self::{name}"
            for name in "script style noscript template svg iframe object head nav select textarea".split()
        ),
        *(f"@role='{role}'" for role in ("banner", "navigation", "search", "contentinfo", "dialog")),
        *("@hidden", "contains(@style, 'display:none')", "contains(@style, 'display: none')"),
        *("self::button[@type='submit']", "contains(@class, 'element-invisible')"),
    ]
)


def of_html(text: str, root: str) -> str:
    """The letters that an HTML page shows inside an element."""
    tree = lxml_html.document_fromstring(text)
    for node in tree.xpath(f"//*[{UNSEEN}] | //comment()"):
        if node.getparent() is not None:
            node.drop_tree()
    for node in tree.xpath("//body//header[not(ancestor::main)] | //body//footer[not(ancestor::main)]"):
        node.drop_tree()
    return letters(" ".join(node.text_content() for node in tree.xpath(root)))
