"""A writer of small PDFs: letters in the standard fonts at given places, as any program puts them there.

file = Pdf(title="Advice")
page = file.page()
page.text(72, 700, "Advice", size=24)
page.lines(72, 650, ["The first line", "and the second."])
file.write()    # bytes
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold"}
HEIGHT, WIDTH = 842, 595


def text_string(text: str) -> bytes:
    """A text string of the file, as UTF-16."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def shown(text: str) -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped + b")"


@dataclass
class Sheet:
    """One page."""

    drawn: list[bytes] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 11, *, bold: bool = False) -> Sheet:
        """Letters at a place."""
        font = "F2" if bold else "F1"
        self.drawn.append(b"BT /%s %g Tf %g %g Td %s Tj ET" % (font.encode(), size, x, y, shown(words)))
        return self

    def lines(self, x: float, y: float, lines: Iterable[str], size: float = 11, leading: float = 14) -> Sheet:
        """Lines below one another."""
        for number, line in enumerate(lines):
            self.text(x, y - number * leading, line, size)
        return self

    def link(self, left: float, bottom: float, right: float, top: float, url: str) -> Sheet:
        self.links.append(((left, bottom, right, top), url))
        return self

    def draw(self, operators: bytes) -> Sheet:
        self.drawn.append(operators)
        return self


@dataclass
class Pdf:
    """A file; its objects are numbered as they come."""

    title: str = ""
    language: str = ""
    dates: str = ""
    outline: tuple[str, ...] = ()
    sheets: list[Sheet] = field(default_factory=list)

    def page(self) -> Sheet:
        self.sheets.append(Sheet())
        return self.sheets[-1]

    def write(self) -> bytes:
        """The file."""
        objects: list[bytes] = [b"", b""]  # the catalogue and the page tree

        def add(content: bytes) -> int:
            objects.append(content)
            return len(objects)

        font = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>"
        fonts = b" ".join(b"/%s %d 0 R" % (name.encode(), add(font % base.encode())) for name, base in FONTS.items())
        pages = []
        for sheet in self.sheets:
            data = zlib.compress(b"\n".join(sheet.drawn))
            content = add(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data))
            notes = b"".join(
                b"<</Type/Annot/Subtype/Link/Rect[%g %g %g %g]/A<</S/URI/URI(%s)>>>>" % (*rect, url.encode())
                for rect, url in sheet.links
            )
            page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R" % (WIDTH, HEIGHT, content)
            pages.append(add(page + b"/Resources<</Font<<%s>>>>/Annots[%s]>>" % (fonts, notes)))
        more = b""
        if self.outline:
            first = len(objects) + 2
            root = add(b"<</Type/Outlines/First %d 0 R/Last %d 0 R>>" % (first, first + len(self.outline) - 1))
            for number, title in enumerate(self.outline):
                following = b"/Next %d 0 R" % (first + number + 1) if number + 1 < len(self.outline) else b""
                add(b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>" % (text_string(title), root, pages[0], following))
            more += b"/Outlines %d 0 R" % root
        if self.language:
            more += b"/Lang(%s)" % self.language.encode()
        objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % more
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % each for each in pages))
        dates = b"/ModDate(%s)/CreationDate(%s)" % ((self.dates.encode(),) * 2) if self.dates else b""
        info = add(b"<</Title%s%s>>" % (text_string(self.title), dates))
        return assembled(objects, b"/Root 1 0 R/Info %d 0 R" % info)


def assembled(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects, numbered from 1, with its table of places."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)
