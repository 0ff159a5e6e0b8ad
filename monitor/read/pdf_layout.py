"""Lines of a PDF to HTML: headings, paragraphs, lists and rows, by size, place and bold letters.

`python -m monitor.read.pdf_layout` reads a PDF from its input, and writes `answer` as JSON.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from monitor.errors import UnreadableError
from monitor.read import limits
from monitor.read.pdf_lines import Cell, Line, Text, file_of, plain, space
from monitor.read.text import looks, normal

_LARGER = 1.12
"""A heading's size beside that of the body."""
_FAR = 1.3
"""Two lines that stand further apart than so many times the usual are two paragraphs."""
_MARGIN = 0.15
"""The share of a page's height, at its top and at its bottom, in which running heads and page numbers stand."""
_OFTEN, _MOSTLY = 0.4, 0.6
"""The share of the pages on which a line is furniture; the higher one if only a number with words differs."""
_GAP = 1.7
"""Parts of the font's size: a line that is nearer to the text, and as large, belongs to it."""
_BULLETS = "•●○◦▪■□◼◆❖‣⁃∙·➢➤✓✔–—-*\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8"
"""Marks of list items; those of the private area are how Word writes them in its fonts of symbols."""
_BULLET = re.compile(rf"^(?:[{re.escape(_BULLETS)}]|o)\s+(?=\S)")
_COUNTED = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z])\.)\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*\d{0,2}$")
_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_BROKEN = re.compile(r"(\w{1,80})([-‐\u00ad])$")
_ADDRESS = re.compile(r"(?:://|www\.|@)\S{0,300}[/_.?&=-]$")
_NUMBER = re.compile(r"\d{1,4}")
_OF_PAGES = re.compile(r"\b(?:page|of|p|pg|seite|von|страница|стр|из|бет)\b")
_DEEPEST = 6
"""Lists within one another."""


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table that is being put together."""

    lines: list[Line]
    level: int = 0
    """1 to 6 of a heading, else 0."""
    depth: int = 0
    """Of a list item, else 0."""
    mark: int = 0
    """Letters of a list item's mark."""


def html_of(lines: Sequence[Line], pages: int, outline: Mapping[str, int]) -> str:
    """HTML of a document's lines, without its running heads and page numbers."""
    lines = without_furniture(lines, pages)
    return "".join(_written(_blocks(lines, _levels(lines, outline)), _joiner(lines)))


def without_furniture(lines: Sequence[Line], pages: int) -> list[Line]:
    """The lines but those that stand on many pages in the same place, apart from the text.

    Two lines are the same where their words are, or differ in a number by as much as their pages do.
    """
    keys = {id(line): _keys(line) for line in lines if not line.turn and not _MARGIN < line.share < 1 - _MARGIN}
    seen = Counter(key for each in keys.values() for key in each)
    often = max(2, math.ceil(_OFTEN * pages))
    # "Dial 102" and "Dial 103" on two pages of three count nothing.
    mostly = max(2, pages if pages <= 3 else math.ceil(_MOSTLY * pages))
    found = {n for n, each in keys.items() if any(seen[key] >= (mostly if key[1] else often) for key in each)}
    for _ in range(6):  # what was left of two lines of a head may be what the other one belongs to
        ends = {}
        for number, here in groupby(lines, key=lambda line: line.page):
            text = [line for line in here if id(line) not in found and not line.turn]
            if text:
                ends[number] = min(text, key=lambda line: line.y), max(text, key=lambda line: line.y)
        apart = {
            id(line) for line in lines
            if id(line) in found and line.page in ends and _is_apart(line, *ends[line.page])
        }  # fmt: skip
        if len(apart) == len(found):
            break
        found = apart
    return [line for line in lines if id(line) not in found]


def _is_apart(line: Line, low: Line, high: Line) -> bool:
    """Whether a line stands beyond the lowest or highest line of the text, and does not go on from it."""
    if low.y <= line.y <= high.y:
        return False
    near = low if line.y < low.y else high
    is_close = abs(near.y - line.y) < _GAP * max(near.size, line.size)
    return not (is_close and abs(near.size - line.size) < 0.6 and near.is_bold == line.is_bold)


def _keys(line: Line) -> list[tuple[str, bool, int]]:
    """What a line says but for the page's number, whether it says words besides, and its place."""
    words = looks(line.words).casefold()
    texts = [(words, False)]
    for found in list(_NUMBER.finditer(words))[:4]:
        before, behind = words[: found.start()], words[found.end() :]
        has_words = any(c.isalpha() for c in _OF_PAGES.sub("", before + behind))
        texts.append((f"{before}\0{int(found.group()) - line.page}{behind}", has_words))
    place = round(line.share * 140)
    return [(text, has_words, near) for text, has_words in texts for near in (place, place + 1)]


def _levels(lines: Sequence[Line], outline: Mapping[str, int]) -> dict[int, int]:
    """Which lines are headings, by `id()`, and of which level: by the outline, and by sizes above that of the body."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[_size(line)] += len(line.words)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    large = [
        (n, line) for n, line in enumerate(lines)
        if line.size >= body * _LARGER and sum(map(str.isalpha, line.words)) > 1 and not _BULLET.match(line.words)
    ]  # fmt: skip
    sizes = sorted({_size(line) for _, line in large}, reverse=True)
    top = [n for n, line in large if _size(line) == sizes[0]]
    is_title = bool(top) and lines[top[0]].page == 0 and top[-1] - top[0] == len(top) - 1 and len(top) <= 4
    ranks = {size: min(n + (1 if is_title else 2), 6) for n, size in enumerate(sizes)}
    levels = {id(line): ranks[_size(line)] for _, line in large}
    titles = {looks(title).casefold(): depth for title, depth in outline.items()}
    for line in lines:
        depth = titles.get(looks(line.words).casefold())
        if depth is not None and levels.get(id(line)) != 1:
            levels[id(line)] = min(depth + 2, 6)
    return levels


def _size(line: Line) -> float:
    return round(line.size * 2) / 2


def _blocks(lines: Sequence[Line], levels: Mapping[int, int]) -> list[Block | list[list[list[Text]]]]:
    """Paragraphs, headings and items; a table is its rows, each of them the texts of its cells."""
    leading, edges = _leadings(lines), _edges(lines)
    found: list[Block | list[list[list[Text]]]] = []
    indents: list[float] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if rows := _table(lines, at, leading):
            found.append(_rows(rows))
            indents.clear()
            at += len(rows)
            continue
        level, last = levels.get(id(line), 0), found[-1] if found else None
        if isinstance(last, Block) and _goes_on(last, line, level, leading, edges):
            last.lines.append(line)
        else:
            found.append(_begun(line, level, indents))
        at += 1
    return found


def _begun(line: Line, level: int, indents: list[float]) -> Block:
    """A new block; a list item knows how deep it stands by where its mark does."""
    bullet = None if level else _BULLET.match(line.words)
    if level or (bullet is None and not _COUNTED.match(line.words)):
        indents.clear()
        return Block([line], level)
    while indents and indents[-1] > line.start + 2:
        indents.pop()
    if not indents or line.start > indents[-1] + 2:
        indents.append(line.start)
    return Block([line], 0, min(len(indents), _DEEPEST), bullet.end() if bullet else 0)


def _goes_on(block: Block, line: Line, level: int, leading: Mapping[float, float], edges: Mapping[int, float]) -> bool:
    """Whether a line goes on with the block above."""
    last = block.lines[-1]
    if level != block.level or last.turn != line.turn or abs(last.size - line.size) > 0.6 or _BULLET.match(line.words):
        return False
    down = last.y - line.y
    is_below = last.page == line.page and down > 0
    if level:
        return is_below and down <= 2 * line.size
    is_full = _is_full(last, line, edges)
    if is_below and abs(line.start - last.start) < 20 * line.size:
        if down > _FAR * leading.get(_size(line), line.size * 1.2) or (last.is_bold and not line.is_bold):
            return is_full and down <= _FAR * leading.get(_size(line), line.size * 1.2)
        indented = line.start > last.start + line.size and (len(block.lines) > 1 or not block.depth)
        return is_full and not indented
    # On the next page, or at the top of the next column.
    if _ENDS.search(last.words[-20:]) or (last.is_bold and not line.is_bold):
        return False
    return line.words[0].islower() or (is_full and not _COUNTED.match(line.words))


def _is_full(last: Line, line: Line, edges: Mapping[int, float]) -> bool:
    """Whether the first word of a line would not have found room at the end of the line above.

    Where it would have, whoever wrote the line above ended it on purpose.
    """
    width = (line.end - line.start) * len(line.words.split(" ", 1)[0]) / len(line.words)
    return last.end + width + 0.3 * line.size > edges[id(last)]


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    """Where the lines of each line's column end at most."""
    columns: list[list[Line]] = []
    for line in lines:
        last = columns[-1][-1] if columns else None
        if last is None or (line.page, line.turn) != (last.page, last.turn) or line.y > last.y + line.size \
                or abs(line.start - last.start) > 12 * line.size:  # fmt: skip
            columns.append([])
        columns[-1].append(line)
    return {id(line): edge for column in columns for edge in [max(line.end for line in column)] for line in column}


def _leadings(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance of two lines of one size: the smallest among the frequent ones."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(lines):
        down = above.y - below.y
        if above.page == below.page and _size(above) == _size(below) and 0 < down < 2.2 * below.size:
            found[_size(below)][round(down, 1)] += 1
    return {size: min(d for d, n in gaps.items() if 3 * n >= max(gaps.values())) for size, gaps in found.items()}


def _table(lines: Sequence[Line], at: int, leading: Mapping[float, float]) -> list[Line]:
    """The lines from here on that are a table: two rows or more that have cells in the same columns."""
    first = lines[at]
    found = [first] if len(first.cells) > 1 and not _BULLET.match(first.words) else []
    if not found:
        return []
    for line in lines[at + 1 :]:
        above = found[-1]
        down = above.y - line.y
        if line.page != above.page or line.turn != first.turn or not -line.size < down < 6 * line.size:
            break
        inside = [_column(cell, first.cells) is not None for cell in line.cells]
        close = down <= _FAR * leading.get(_size(line), line.size * 1.2) and abs(above.size - line.size) < 0.6
        # A lonely cell is what did not find room in the cell above; rules hold a row together whatever stands in it.
        rest = any(abs(line.start - cell.start) < 2 for cell in first.cells[1:]) and close
        if not (sum(inside) > 1 or (rest and all(inside)) or (any(inside) and first.framed and line.framed)):
            break
        found.append(line)
    return found if sum(len(line.cells) > 1 for line in found) > 1 else []


def _column(cell: Cell, columns: Sequence[Cell]) -> int | None:
    """The column that a cell stands in."""
    shared: Callable[[int], float] = lambda n: min(cell.end, columns[n].end) - max(cell.start, columns[n].start)  # noqa: E731
    best = max(range(len(columns)), key=shared)
    return best if shared(best) > 0 else None


def _rows(lines: Sequence[Line]) -> list[list[list[Text]]]:
    """Rows of cells, each with its lines. Where rules part rows, only they do; else each line with cells begins one."""
    columns = max(lines, key=lambda line: len(line.cells)).cells
    rows: list[list[list[Text]]] = []
    # One rule alone stands under the heads.
    parted = lines[0].framed or sum(_is_ruled(above, line) for above, line in pairwise(lines)) > 1
    for n, line in enumerate(lines):
        if not rows or (_is_ruled(lines[n - 1], line) if parted else len(line.cells) > 1):
            rows.append([[] for _ in columns])
        for cell in line.cells:
            column = _column(cell, columns)
            if column is None:
                column = min(range(len(columns)), key=lambda c: abs(columns[c].start - cell.start))
            rows[-1][column].append(cell.text)
    return rows


def _is_ruled(above: Line, line: Line) -> bool:
    return any(line.y < rule <= above.y for rule in line.rules)


def _joiner(lines: Sequence[Line]) -> Callable[[Sequence[Text]], Text]:
    """What joins lines to one text, and words that are broken over two of them."""
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.words))

    def keeps_hyphen(before: str, after: str) -> bool:
        """Whether a word has its hyphen where it is not broken, too ("well-known")."""
        if known[before + after]:
            return False
        # Half of a word that was broken by a typesetter is no word by itself.
        return known[f"{before}-{after}"] > 0 or (known[before] > 0 and known[after] > 1)

    def join(texts: Sequence[Text]) -> Text:
        found: Text = []
        for text in texts:
            if found and text:
                (end, *kind), following = found[-1], plain(text)
                broken = _BROKEN.search(end[-90:])
                small = broken is not None and broken[1][-1].islower() and following[:1].islower()
                word = _WORD.match(following[:90])
                if following[:1].islower() and _ADDRESS.search(plain(found[-3:])[-320:]):
                    pass
                elif broken is None or not following[:1].isalpha():
                    found.append(space(found[-1], text[0]))
                elif broken[2] == "\u00ad" or (
                    small and word is not None and not keeps_hyphen(broken[1].casefold(), word.group().casefold())
                ):
                    found[-1] = (end[:-1], kind[0], kind[1])  # type: ignore[assignment]
            found += text
        return found

    return join


def _written(blocks: Sequence[Block | list[list[list[Text]]]], join: Callable[[Sequence[Text]], Text]) -> Iterator[str]:
    """The HTML of blocks, with the lists that hold their items."""
    depth = 0
    for block in blocks:
        wanted = block.depth if isinstance(block, Block) else 0
        yield "<ul>" * (wanted - depth) + "</ul>" * (depth - wanted)
        depth = wanted
        if isinstance(block, Block):
            tag = f"h{block.level}" if block.level else "li" if wanted else "p"
            inside = _html(_without(join([line.text for line in block.lines]), block.mark), bold=not block.level)
            yield f"<{tag}>{inside}</{tag}>"
        else:
            cells = ["".join(f"<td>{_html(join(cell), bold=True)}</td>" for cell in row) for row in block]
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    yield "</ul>" * depth


def _without(text: Text, letters: int) -> Text:
    found: Text = []
    for piece, bold, url in text:
        if len(piece) > letters:
            found.append((piece[letters:], bold, url))
        letters = max(letters - len(piece), 0)
    return found


def _html(text: Text, *, bold: bool) -> str:
    found = []
    for url, group in groupby(text, key=lambda piece: piece[2]):
        inside = "".join(f"<b>{escape(t)}</b>" if b and bold else escape(t) for t, b, _ in group)
        found.append(f'<a href="{escape(url)}">{inside}</a>' if url else inside)
    return "".join(found)


def answer(body: bytes) -> dict[str, str]:
    """The HTML, title and language of a PDF, or the error. It may take any time and memory."""
    logging.disable()  # it tells of each oddity of a file, and a hostile file has a million
    try:
        file = file_of(body)
        html = html_of(file.lines, file.pages, file.outline)
    except UnreadableError as error:
        return {"error": str(error)}
    except MemoryError:
        raise
    except Exception as error:  # of a broken file the library may raise anything
        return {"error": f"is a PDF that is broken ({normal(str(error))[:100].rstrip('.:') or type(error).__name__})"}
    return {"html": html, "title": file.title, "language": file.language}


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has them
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.PDF_SECONDS, limits.PDF_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (limits.PDF_MEMORY, limits.PDF_MEMORY))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    _main()
