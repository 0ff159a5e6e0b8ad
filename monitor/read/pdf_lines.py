"""The lines of a PDF's pages: letters put beside one another, with their cells and links.

It runs in a process of its own (`monitor.read.pdf`), for a hostile file makes pdfminer.six work without end.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from math import atan2, pi
from typing import Any
from unicodedata import normalize

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, resolve1
from pdfminer.utils import Matrix, Rect, apply_matrix_rect, decode_text

from monitor.errors import UnreadableError
from monitor.read import limits
from monitor.read.text import normal

_SPACE = 0.17
"""Parts of the font's size: a gap as wide as this parts words; spaces are 0.22 to 0.33 wide, kerning under 0.1."""
_CELL = 1.4
"""Parts of the font's size: a wider gap inside a line parts two cells."""
_SAME_LINE = 0.45
"""Parts of the larger font's size by which the baselines of one line may differ: a footnote's number."""
_UNKNOWN = 0.1
"""The share of a file's letters that may be unknown."""
_RULE = 3.0
"""Points: a thinner drawing is a rule."""

_FARTHEST = 1e6

Piece = tuple[str, bool, str]
"""Letters of one kind in a row: the text, whether it is bold, the URL that it leads to."""
Text = list[Piece]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter at its place, in points, as if turned text stood upright."""

    text: str
    start: float
    end: float
    y: float
    size: float
    turn: int
    bold: bool


@dataclass(slots=True)
class Cell:
    """What stands in a line without a gap."""

    start: float
    end: float
    text: Text


@dataclass(slots=True)
class Line:
    """One line of a page."""

    page: int
    turn: int
    y: float
    size: float
    letters: list[Letter]
    """Empty once the line is whole: a letter takes 200 bytes."""
    is_bold: bool = False
    """Whether all its words are bold."""
    share: float = 0.0
    """How high it stands: 0 is the foot of the page, 1 its head."""
    cells: list[Cell] = field(default_factory=list)
    words: str = ""
    rules: list[float] = field(default_factory=list)
    """Heights of the flat rules that run over or under it."""
    framed: bool = False
    """Whether it stands between rules, as in a table that is drawn."""

    @property
    def start(self) -> float:
        """Where it begins, in points from the left."""
        return self.cells[0].start

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.cells[-1].end

    @property
    def text(self) -> Text:
        """The whole line, a space between two cells."""
        return joined([cell.text for cell in self.cells])


def plain(text: Text) -> str:
    """The letters alone."""
    return "".join([piece[0] for piece in text])


def joined(texts: Sequence[Text]) -> Text:
    """Texts with a space between them; a link that goes on over the space stays one."""
    found: Text = []
    for text in texts:
        if found and text:
            found.append(space(found[-1], text[0]))
        found += text
    return found


def space(above: Piece, below: Piece) -> Piece:
    """The space between two pieces: bold and linked where both are."""
    return (" ", above[1] and below[1], above[2] if above[2] == below[2] else "")


@dataclass(frozen=True, slots=True)
class File:
    """What is read of a file."""

    lines: list[Line]
    pages: int
    title: str
    language: str
    outline: dict[str, int]
    """Titles of its table of contents with their depth from 0."""


class _Device(PDFPageAggregator):
    """Letters and rules; pictures are left alone."""

    matrix: Matrix

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.matrix = ctm
        super().begin_page(page, ctm)

    def render_image(self, name: str, stream: PDFStream) -> None:
        pass

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        return "\ufffd"


def file_of(body: bytes) -> File:
    """Read a file.

    Raises:
        UnreadableError: it is locked, a scan, tells no letters, or is more than is read.
        Exception: anything else that pdfminer.six raises of a broken file.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(body)))
    except PDFPasswordIncorrect:
        raise UnreadableError("is a PDF that is locked with a password") from None
    pages = list(islice(PDFPage.create_pages(document), limits.PDF_PAGES + 1))
    if len(pages) > limits.PDF_PAGES:
        raise UnreadableError(f"is a PDF of more than {limits.PDF_PAGES} pages")
    tree = resolve1(document.catalog.get("Pages"))
    declared = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if isinstance(declared, int) and declared > len(pages):
        raise UnreadableError(f"is a PDF that is broken ({declared - len(pages):,} of {declared:,} pages are missing)")
    manager = PDFResourceManager()
    device = _Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    lines: list[Line] = []
    letters = 0
    for number, page in enumerate(pages):
        for content in page.contents:
            _check_whole(resolve1(content))
        interpreter.process_page(page)
        shown = list(_shown(device.get_result()))
        letters += len(shown)
        if letters > limits.PDF_LETTERS:
            raise UnreadableError(f"is a PDF with more than {limits.PDF_LETTERS:,} letters")
        lines += _lines(number, device, shown, page)
    said = "".join(line.words for line in lines)
    if not said:
        raise UnreadableError("is a PDF without text: a scan, perhaps; there is nothing to compare in pictures")
    if said.count("\ufffd") > _UNKNOWN * len(said):
        raise UnreadableError("is a PDF whose fonts do not tell which letters they show")
    title = next((_string(info.get("Title")) for info in document.info), "")
    return File(lines, len(pages), title, _string(document.catalog.get("Lang")), _outline(document))


def _check_whole(content: object) -> None:
    """Raise where a drawing is damaged: half of a page would read as if the rest had been removed."""
    if not isinstance(content, PDFStream):
        raise UnreadableError("is a PDF that is broken (what a page shows is missing)")
    if content.decipher is None and content.rawdata:
        filters = content.get_filters()
        if len(filters) == 1 and filters[0][0] in LITERALS_FLATE_DECODE:
            zlib.decompress(content.rawdata)


def _string(value: object) -> str:
    value = resolve1(value)
    return normal(decode_text(value)) if isinstance(value, bytes) else ""


def _outline(document: PDFDocument) -> dict[str, int]:
    found: dict[str, int] = {}
    waiting: list[tuple[Any, int]] = [(document.catalog.get("Outlines"), -1)]
    seen: set[object] = set()
    while waiting:
        given, depth = waiting.pop()
        entry = resolve1(given)
        if not isinstance(entry, dict) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if title := _string(entry.get("Title")):
            found.setdefault(title, max(depth, 0))
        waiting += [(entry.get("Next"), depth), (entry.get("First"), depth + 1)]
    return found


def _shown(page: LTPage | LTFigure) -> Iterator[LTChar | LTCurve]:
    for item in page:
        if isinstance(item, LTFigure):
            yield from _shown(item)
        elif isinstance(item, LTChar | LTCurve):
            yield item


@cache
def _is_bold(font: str) -> bool:
    return any(name in font.lower() for name in ("bold", "black", "heavy", "demi"))


def _letter(shown: LTChar) -> Letter:
    a, b, _, _, x, y = shown.matrix
    turn = round(atan2(b, a) / (pi / 2)) % 4
    start, base = ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
    size = shown.width if turn % 2 else shown.height
    bold = _is_bold(str(shown.fontname))
    length = shown.height if turn % 2 else shown.width
    text = shown.get_text()
    if "\ufb00" <= text <= "\ufb06":
        text = normalize("NFKC", text)  # drawn as one: "ﬁ"
    return Letter(text, start, start + length, base, size, turn, bold)


def _lines(number: int, device: _Device, shown: Sequence[LTChar | LTCurve], page: PDFPage) -> list[Line]:
    """The lines of a page, in the order in which the file draws them."""
    lines: list[Line] = []
    drawn: set[tuple[str, int, int]] = set()
    for item in shown:
        if not isinstance(item, LTChar):
            continue
        letter = _letter(item)
        if not (abs(letter.start) < _FARTHEST and abs(letter.y) < _FARTHEST):
            continue  # nobody sees it, and sums of places have no meaning there
        key = (letter.text, round(letter.start * 2), round(letter.y * 2))
        if key in drawn or (not letter.text.strip() and not lines):
            continue  # drawn twice, to look bold
        drawn.add(key)
        last = lines[-1] if lines else None
        if last is not None and _is_beside(last, letter):
            last.letters.append(letter)
            if letter.size > last.size and letter.text.strip():
                last.y, last.size = letter.y, letter.size
        elif letter.text.strip():
            lines.append(Line(number, letter.turn, letter.y, letter.size, [letter]))
    links = list(_links(page, device.matrix))
    upright, flat = _rules(shown)
    height = abs(device.get_result().height) or 1.0
    for line in lines:
        line.share = line.y / height
        parting = [x for x, low, high in upright if low <= line.y + line.size * 0.3 <= high]
        line.cells = _cells(line, parting, links)
        line.words = normal(plain(line.text))
        line.is_bold = all(letter.bold for letter in line.letters if letter.text.strip())
        line.letters = []
        over = [rule for rule in flat if rule[0] < line.end and rule[2] > line.start]
        framed = bool(parting) and min(parting) < line.start + 1 and max(parting) > line.end - 1
        line.framed = framed and any(y < line.y for _, y, _ in over) and any(y > line.y for _, y, _ in over)
        # What is short, and no side of a cell, underlines words.
        wide = (line.end - line.start) / 2
        line.rules = [y for left, y, right in over if line.framed or right - left > wide]
    return [line for line in lines if line.words]


def _is_beside(line: Line, letter: Letter) -> bool:
    """Whether a letter goes on in a line: on its baseline, about, and on top of nothing that stands there."""
    if letter.turn != line.turn or abs(line.y - letter.y) > _SAME_LINE * max(line.size, letter.size):
        return False
    return letter.start > line.letters[-1].end - 0.5 * letter.size or letter.end < line.letters[0].start


def _cells(line: Line, parting: Sequence[float], links: Sequence[tuple[Rect, str]]) -> list[Cell]:
    """The cells of a line: a wide gap parts two of them, and so does an upright rule."""
    cells: list[Cell] = []
    before: Letter | None = None
    for letter in sorted(line.letters, key=lambda letter: letter.start):
        if not letter.text.strip():
            continue
        at, y = (letter.start + letter.end) / 2, letter.y + letter.size * 0.3
        url = next((url for (x0, y0, x1, y1), url in links if x0 <= at <= x1 and y0 <= y <= y1), "")
        piece = (letter.text, letter.bold, "" if line.turn else url)
        gap = letter.start - before.end if before else 0.0
        if before is None or gap > _CELL * line.size or any(before.end - 1 <= x <= letter.start + 1 for x in parting):
            cells.append(Cell(letter.start, letter.end, [piece]))
        else:
            cell = cells[-1]
            if gap > _SPACE * letter.size:
                cell.text.append(space(cell.text[-1], piece))
            last = cell.text[-1]
            if last[1:] == piece[1:]:
                cell.text[-1] = (last[0] + piece[0], *piece[1:])
            else:
                cell.text.append(piece)
            cell.end = max(cell.end, letter.end)
        before = letter
    return cells


def _links(page: PDFPage, matrix: Matrix) -> Iterator[tuple[Rect, str]]:
    notes = resolve1(page.annots)
    for given in notes if isinstance(notes, list) else ():
        note = resolve1(given)
        action = resolve1(note.get("A")) if isinstance(note, dict) else None
        url = _string(action.get("URI")) if isinstance(action, dict) else ""
        rect = resolve1(note.get("Rect")) if url else None
        sides = [resolve1(side) for side in rect] if isinstance(rect, list) else []
        if len(sides) == 4 and all(isinstance(side, int | float) for side in sides):
            (x0, x1), (y0, y1) = sorted(sides[::2]), sorted(sides[1::2])
            yield apply_matrix_rect(matrix, (x0, y0, x1, y1)), url


_Rule = tuple[float, float, float]


def _rules(shown: Sequence[LTChar | LTCurve]) -> tuple[list[_Rule], list[_Rule]]:
    """The upright rules (place, foot, head) and the flat ones (left, height, right); a frame is four of them."""
    upright: list[_Rule] = []
    flat: list[_Rule] = []
    for item in shown:
        if isinstance(item, LTChar) or not (item.stroke or item.fill):
            continue
        sides = [item.x0, item.x1] if item.stroke and item.width > _RULE else [item.x0]
        if item.height > _RULE and (item.stroke or item.width <= _RULE):
            upright += [(side, item.y0 - 1, item.y1 + 1) for side in sides]
        if item.width > _RULE and (item.stroke or item.height <= _RULE):
            heights = [item.y0, item.y1] if item.height > _RULE else [item.y0]
            flat += [(item.x0, height, item.x1) for height in heights]
    return upright, flat
