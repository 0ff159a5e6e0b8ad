"""Bodies that are made to fill memory or time, and a small program that reads one of them in a process of its own.

    python hostile_shapes.py NAME SIZE    # prints what came of it, as JSON

SIZE is in bytes, about.
"""

from __future__ import annotations

import json
import resource
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.read.reader import read


def fill(unit: str | bytes, size: int) -> bytes:
    """A unit again and again."""
    given = unit.encode() if isinstance(unit, str) else unit
    return given * max(size // len(given), 1)


def page(content: bytes) -> bytes:
    return (
        b"<!doctype html><html><head><title>T</title></head><body><main><h1>T</h1>" + content + b"</main></body></html>"
    )


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """A page in which one thing stands again and again."""
    return lambda size: page(before.encode() + fill(unit, size) + after.encode())


def text(unit: str, before: str = "") -> Callable[[int], bytes]:
    """A text that is no page of HTML."""
    return lambda size: before.encode() + fill(unit, size)


def content_api(**details: object) -> bytes:
    return json.dumps({"title": "T", "details": details}).encode()


def parts(size: int) -> bytes:
    """A document of the Content API with a part every 60 bytes."""
    return content_api(parts=[{"slug": f"s{n}", "title": f"t{n}", "body": "<p>a</p>"} for n in range(size // 60)])


def entities(size: int) -> bytes:
    """XML whose entities stand for a gigabyte."""
    named = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    return (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">' + named + b"]><rss><channel><title>T</title>"
        b"<item><title>&e9;</title></item></channel></rss>"
    )[: max(size, 1000)]


def pdf(drawn: bytes, *, packed: bool = True, more: bytes = b"") -> bytes:
    """A PDF of one page that draws this."""
    data = zlib.compress(drawn, 9) if packed else drawn
    head = b"/Filter/FlateDecode" if packed else more
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), head, data),
    ]
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return body + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def drawn(unit: bytes) -> Callable[[int], bytes]:
    """A PDF that draws text."""
    return lambda size: pdf(b"BT /F1 9 Tf 11 TL 10 800 Td " + fill(unit, size) + b"ET")


def pages_of_pdf(size: int) -> bytes:
    """A PDF of empty pages, one every 50 bytes."""
    number = size // 50
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(number))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (number, kids)]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 1]>>"] * number
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return body + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n" % (number + 3)


SHAPES: dict[str, Callable[[int], bytes]] = {
    "prose": repeated(f"<p>{'word and another ' * 60}</p>"),
    "paragraphs of links": repeated(f"<p>{'<a href=/x>y</a> ' * 50}</p>"),
    "rows of cells": repeated(f"<tr>{'<td>a</td>' * 50}</tr>", "<table>", "</table>"),
    "one paragraph": repeated("word and another ", "<p>", "</p>"),
    "one word": repeated("x", "<p>", "</p>"),
    "full stops": repeated("a. ", "<p>", "</p>"),
    "marks on one letter": repeated("\u0301\u0316", "<p>a", "</p>"),
    "bold letters": repeated("<b>x</b>"),
    "open bold letters": repeated("<b>x"),
    "open divs": repeated("<div>a"),
    "nested tables": repeated("<table><tr><td>a"),
    "nested details": repeated("<details><summary>Q?</summary>a"),
    "nested hidden ornaments": repeated("<div aria-hidden=true>.", "", "x"),
    "paragraphs": repeated("<p>x"),
    "cells": repeated("<tr><td>a</td><td>b</td></tr>", "<table>", "</table>"),
    "cells of one row": repeated("<td>a</td>", "<table><tr>", "</tr></table>"),
    "cells over many rows": repeated("<tr><td rowspan=100>b</td>", "<table><tr>" + "<td rowspan=100>a</td>" * 2000),
    "items": repeated("<li>item</li>", "<ul>", "</ul>"),
    "headings": repeated("<h2>a</h2><h3>b</h3><h4>c</h4>"),
    "links": repeated('<a href="/x">y</a> '),
    "links to scripts": repeated('<a href="#">y</a> ', "<p>", "</p>"),
    "line breaks": repeated("a<br>", "<p>", "</p>"),
    "ruled lines": repeated("<hr>a"),
    "terms": repeated("<dt>a</dt><dd>b</dd>", "<dl>", "</dl>"),
    "buttons of one panel": repeated("<button aria-controls=a>Q</button>", "<div id=a>b</div>"),
    "bold heads": repeated("<p><b>Crime</b> may occur in this place.</p>"),
    "choices": repeated("<option>a</option>", "<select>", "</select><p>x</p>"),
    "one attribute": repeated("abc ", '<p title="', '">x</p>'),
    "less-than signs": repeated("<"),
    "comments": repeated("<!--a-->", "", "<p>x</p>"),
    "one script": repeated("var a=1;", "<script>", "</script>"),
    "text of one line": text("word and another "),
    "text of lines": text("a\n"),
    "text of headings": text("Head\n\ntext here.\n\n"),
    "text in a broken encoding": lambda size: fill("слово ".encode() + b"\xff", size),
    "text in Windows-1252": lambda size: fill("café ".encode("cp1252"), size),
    "NULs": lambda size: bytes(size),
    "blanks": text(" "),
    "Markdown prose": text("text " * 200 + "\n\n", "# T\n\n"),
    "Markdown of one line": text("text ", "# T\n\n"),
    "Markdown items": text("* a\n", "# T\n\n"),
    "Markdown rows": text("| c | d |\n", "# T\n\n| a | b |\n|---|---|\n"),
    "Markdown quotes": text("> ", "# T\n\n"),
    "Markdown lists in lists": text("* ", "# T\n\n"),
    "Markdown emphasis": text("*a_ ", "# T\n\n"),
    "Markdown brackets": text("[", "# T\n\na "),
    "Markdown open links": text("[a](b", "# T\n\n"),
    "Markdown pictures": text("![", "# T\n\na "),
    "Markdown rules": text("---\n\n", "# T\n\n"),
    "Markdown backticks": text("`a ", "# T\n\n"),
    "Markdown comments": text("<!--", "# T\n\na "),
    "JSON that is none": text("x", '{"a": '),
    "JSON of prose": lambda size: content_api(body=f"<p>{'word ' * 200}</p>" * (size // 1000)),
    "JSON of one text": lambda size: content_api(body="<p>" + "word " * (size // 5)),
    "JSON of objects": lambda size: b'{"a": [' + fill("{},", size) + b"{}]}",
    "JSON nested": text('{"a":'),
    "JSON of halves of characters": lambda size: b'{"a": "' + fill("\\ud83d", size) + b'"}',
    "Content API parts": parts,
    "Content API tags": lambda size: content_api(body="<b>x</b>" * (size // 8)),
    "entities": entities,
    "feed of items": lambda size: (
        b"<rss>" + fill("<item><description>&lt;p&gt;a&lt;/p&gt;</description></item>", size) + b"</rss>"
    ),
    "feed of empty items": lambda size: b"<rss><channel>" + fill("<item/>", size) + b"</channel></rss>",
    "PDF pages of prose": drawn(b"(" + b"Some words here. " * 6 + b")' " * 40 + b"0 -60 Td "),
    "PDF lines": drawn(b"(ab)' 0 -30 Td "),
    "PDF letters": drawn(b"(" + b"Some words here. " * 6 + b")' "),
    "PDF broken words": drawn(b"(abcdefg a-)' " * 200 + b"0 -60 Td "),
    "PDF scattered": drawn(b"50 -9 Td (a b) Tj "),
    "PDF operators": drawn(b"q "),
    "PDF names": drawn(b"/"),
    "PDF bomb": lambda size: pdf(b" " * size * 10),
    "PDF written in letters": lambda size: pdf(b"z" * size, packed=False, more=b"/Filter/ASCII85Decode"),
    "PDF pages": pages_of_pdf,
    "PDF objects nested": lambda size: b"%PDF-1.7\n1 0 obj\n" + fill("<</A", size) + b"\ntrailer<</Root 1 0 R>>\n%%EOF",
    "PDF of blanks": lambda size: b"%PDF-1.7\n" + b" " * size + b"%%EOF",
}  # fmt: skip


def main() -> None:
    """Read one shape, and say what came of it and what it took."""
    name, size = sys.argv[1], int(sys.argv[2])
    body = SHAPES[name](size)
    try:
        document = read(body, publisher("uk-fcdo" if body[:1] == b"{" else "somebody"))
        said = f"{len(document.blocks)} blocks"
        letters = sum(c.isalnum() for block in document.blocks for c in block.text)
    except UnreadableError as error:
        said, letters = str(error), -1
    sys.stdout.write(json.dumps({"said": said, "letters": letters, "megabytes": peak() / 1024}))


def peak() -> int:
    """Kilobytes of memory that this program took at the most.

    Linux counts what its parent had when it began into `ru_maxrss`; the high-water mark of its own memory does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
