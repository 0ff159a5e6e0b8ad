"""Edits in which an analyst has nothing to read, or words only: no fact may be reported.

A maker takes a page and a source of chance and gives a Mutation, or None where the page has no place for it.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from mutators.contacts import PHONE
from mutators.edits import Maker
from mutators.mutation import Mutation
from mutators.page import HIDDEN, Page, shuffled
from mutators.values import DATE

_HEAD = re.compile(r"(?m)^(?P<depth>#{2,4}) (?P<words>[^\n\x00]+)$")
_PLAIN_LINE = re.compile(r"^[A-Z][^|\n]{60,}$")
_NUMBERS = "zero one two three four five six seven eight nine ten".split()


def _made(page: Page, kind: str, variant: str, after: str, place: str, *, loudest: str = "none") -> Mutation | None:
    if after == page.text:
        return None
    return Mutation(kind, variant, page, page.text, after, place, loudest=loudest)


def _paragraphs(page: Page) -> list[tuple[int, int]]:
    """Lines that are a paragraph of their own: no list item, heading or table row."""
    found = []
    for start, end in page.lines:
        alone = page.text[max(start - 2, 0) : start].strip() == "" and page.text[end : end + 2].strip() == ""
        if alone and _PLAIN_LINE.match(page.shown[start:end]):
            found.append((start, end))
    return found


def section(page: Page, chance: random.Random) -> Mutation | None:
    """A section moved to another place of its level, or its heading written in other words."""
    if not page.is_markdown:
        return None
    return chance.choice((_moved, _renamed))(page, chance)


def _moved(page: Page, chance: random.Random) -> Mutation | None:
    starts = [m.start() for m in re.finditer(r"(?m)^## ", page.text)]
    if len(starts) < 3:
        return None
    first = page.text[: starts[0]]
    parts = [page.text[a:b].strip("\n") for a, b in zip(starts, [*starts[1:], len(page.text)], strict=True)]
    at = chance.randrange(len(parts))
    to = chance.choice([i for i in range(len(parts)) if i != at])
    part = parts.pop(at)
    parts.insert(to, part)
    heading = part.split("\n")[0]
    return _made(page, "section", "moved", first + "\n\n".join(parts) + "\n", f"{heading}: place {at} -> {to}")


_RENAMED = (
    (re.compile(r"\b(?<!and )([A-Z]\w+) and (\w+)$"), r"\1 & \2"),
    (re.compile(r"^([A-Z])(\w+) (in|for|at) (.+)$"), r"\4: \1\2"),
    (re.compile(r"^(.{3,40})$"), r"About \1"),
)


def _renamed(page: Page, chance: random.Random) -> Mutation | None:
    heads = [
        m
        for m in _HEAD.finditer(page.shown)
        if not re.search(r"\d|\[|\*|FCDO|[Aa]void|[Ee]xercise|advises", m["words"])
    ]
    if not heads:
        return None
    head = chance.choice(heads)
    old = head["words"].strip()
    pattern, form = chance.choice(_RENAMED)
    new = pattern.sub(form, old)
    after = page.with_words((head.start("words"), head.start("words") + len(old), new))
    return _made(page, "section", "renamed", after, f"{old} -> {new}", loudest="minor")


_LIST = re.compile(r"(?m)(?:^[*+-] [^\n]+\n){3,}")


def list_shuffled(page: Page, chance: random.Random) -> Mutation | None:
    """The items of a list in another order."""
    if not page.is_markdown:
        return None
    for match in shuffled(_LIST.finditer(page.text + "\n"), chance):
        items = match.group().splitlines()
        if any(item.rstrip(" *_").endswith((":", ";", ",", " and", " or")) for item in items) or len(set(items)) < 3:
            continue  # an item that leads in the next one, or parts of one sentence: their order has a sense
        if page.text[match.end() : match.end() + 2].strip() and page.text[match.end()] in " \t*+-":
            continue  # a list within: whose it is would change
        other = items[:]
        while other == items:
            chance.shuffle(other)
        after = page.text[: match.start()] + "\n".join(other) + "\n" + page.text[match.end() :]
        return _made(page, "list shuffled", "", after, " | ".join(item[:60] for item in items))
    return None


def white_space(page: Page, chance: random.Random) -> Mutation | None:
    """Spaces doubled, made unbreakable, put at a line's end; lines of nothing between paragraphs."""
    variant = chance.choice(("doubled", "unbreakable", "narrow", "behind", "between"))
    if not page.lines:
        return None
    start, end = chance.choice(page.lines)
    spaces = [i for i in range(start + 4, end) if page.shown[i] == " " and page.shown[i - 1].isalnum()]
    if variant == "between":
        cuts = [m.start() for m in re.finditer(r"\n\n(?=\S)", page.text)]
        if not cuts:
            return None
        at = chance.choice(cuts)
        return _made(page, "white space", variant, page.text[:at] + "\n\n \n" + page.text[at:], "")
    if variant == "behind":
        return _made(page, "white space", variant, page.with_words((end, end, " ")), page.text[start:end])
    if not spaces:
        return None
    words = {"doubled": "  ", "unbreakable": "\u00a0", "narrow": "\u202f"}[variant]
    # "narrow" stands between the groups of a number; between words it is the same space to a reader
    chosen = spaces if variant == "unbreakable" else chance.sample(spaces, min(len(spaces), 4))
    after = page.with_words(*((i, i + 1, words) for i in chosen))
    return _made(page, "white space", variant, after, page.text[start:end])


_SIGNS = (
    ("apostrophe", re.compile(r"(?<=\w)['’](?=\w)"), lambda s: "’" if s == "'" else "'"),
    ("quotes", re.compile(r"(?<![\w])[\"“‘'](?=\w)|(?<=[\w.,!?])[\"”](?!\w)"), None),
    ("dash", re.compile(r"(?<=\w )[-–—](?= \w)"), lambda s: "–" if s in "-—" else "-"),
    ("range", re.compile(r"(?<=\d)[-–](?=\d)"), lambda s: "–" if s == "-" else "-"),
)
_QUOTES = {'"': "“", "“": '"', "”": '"', "‘": "'", "'": "‘"}


def quotes(page: Page, chance: random.Random) -> Mutation | None:
    """Curly quotes for straight ones or the other way, another dash: all of one line."""
    for variant, pattern, turn in chance.sample(_SIGNS, k=1):
        matches = [m for m in page.matches(pattern) if not _is_of_number(page, m)]
        if not matches:
            continue
        line = page.line(chance.choice(matches).start())
        here = [m for m in matches if line[0] <= m.start() < line[1]]
        edits = []
        for m in here:
            sign = m.group()
            new = turn(sign) if turn else _QUOTES[sign]
            if not turn and sign == '"' and page.text[m.start() - 1 : m.start()].strip(" (*"):
                new = "”"
            edits.append((*m.span(), new))
        return _made(page, "quotes", variant, page.with_words(*edits), page.text[slice(*line)])
    return None


def _is_of_number(page: Page, match: re.Match[str]) -> bool:
    """Whether a hyphen between digits belongs to a phone, a law's number, a code: no dash stands there."""
    if match.group() not in "-–":
        return False
    around = page.shown[max(match.start() - 12, 0) : match.end() + 12]
    left, right = re.search(r"[\d\W]*$", around[:12]), re.match(r"[\d\W]*", around[13:])
    return sum(c.isdigit() for c in (left.group() if left else "") + (right.group() if right else "")) > 8


def markup(page: Page, chance: random.Random) -> Mutation | None:
    """Bold, italics or a link put on words or taken off; a heading one level deeper."""
    if not page.is_markdown:
        return None
    return _dressed(
        page, chance.choice(("bold", "italic", "link added", "link removed", "bold removed", "deeper heading")), chance
    )


def _dressed(page: Page, variant: str, chance: random.Random) -> Mutation | None:
    if variant == "deeper heading":
        heads = list(_HEAD.finditer(page.text))
        # only a heading with none below it: else another section would get another parent
        leaves = [
            m for m, following in zip(heads, [*heads[1:], None], strict=False)
            if following is None or len(following["depth"]) <= len(m["depth"])
        ]  # fmt: skip
        if not leaves or len(leaves[0]["depth"]) > 4:
            return None
        head = chance.choice(leaves)
        before = [m for m in heads if m.start() < head.start()]
        if before and len(before[-1]["depth"]) <= len(head["depth"]):
            return None  # it would become a section of the one before
        return _made(page, "markup", variant, page.with_words((head.start(), head.start(), "#")), head.group())
    if variant == "link removed":
        links = list(re.finditer(r"(?<!!)\[([^\]\n*]+)\]\(https?://[^()\s]+\)", page.text))
        if not links:
            return None
        link = chance.choice(links)
        return _made(page, "markup", variant, page.with_words((*link.span(), link[1])), link.group())
    if variant == "bold removed":
        # only within a sentence: bold words that open a paragraph are a heading of State's
        bolds = list(re.finditer(r"(?<=[a-z,] )\*\*(\w[^*\n]+\w)\*\*(?=[ ,.])", page.text))
        if not bolds:
            return None
        bold = chance.choice(bolds)
        return _made(page, "markup", variant, page.with_words((*bold.span(), bold[1])), bold.group())
    words = re.compile(r"(?<=[a-z] )[A-Za-z]{3,}(?: [A-Za-z]{2,}){0,3}(?= [a-z])")
    places = [
        m for m in page.matches(words) if not re.search(r"[*_\[\]#|\x00]", page.shown[slice(*page.line(m.start()))])
    ]
    if not places:
        return None
    place = chance.choice(places)
    said = place.group()
    new = {"bold": f"**{said}**", "italic": f"*{said}*", "link added": f"[{said}](https://www.example.org/page)"}[
        variant
    ]
    return _made(page, "markup", variant, page.with_words((*place.span(), new)), new)


def reformatted(page: Page, chance: random.Random) -> Mutation | None:
    """The same value in other signs: a phone's groups and prefix, thousands, a date's order, a number in words."""
    return _other_signs(page, chance.choice(("phone groups", "trunk zero", "thousands", "date", "words")), chance)


def _other_signs(page: Page, variant: str, chance: random.Random) -> Mutation | None:
    if variant == "phone groups":
        for m in shuffled(page.matches(PHONE), chance):
            number = m.group()
            head = re.match(r"(?:\+|00)\d{1,3}[ \u00a0]", number)
            rest = number[head.end() :] if head else ""
            if not head or re.search(r"[^\d \u00a0]", rest):
                continue
            tight = re.sub(r"[ \u00a0]", "", rest)
            other = chance.choice(
                (tight, "-".join(re.split(r"[ \u00a0]", rest)), f"{tight[:2]} {tight[2:5]} {tight[5:]}")
            )
            return _number(page, variant, m.span(), head.group() + other)
    if variant == "trunk zero" and page.publisher == "uk-fcdo":
        # Of the United Kingdom the trunk prefix is 0 (Ofcom's National Telephone Numbering Plan).
        for m in shuffled(
            page.matches(
                re.compile(r"\+44 (?:\(0\) ?)?(?P<rest>[1-9][\d ]{8,12}\d)(?!\d)|(?<![\d+)-])020 7\d{3} \d{4}(?!\d)")
            ),
            chance,
        ):
            number = m.group()
            if number.startswith("020"):
                new = "+44 " + number[1:]
            elif "(0)" in number:
                new = "+44 " + m["rest"]
            else:
                new = chance.choice(("+44 (0)" + m["rest"], "0044 " + m["rest"]))
            return _number(page, variant, m.span(), new)
    if variant == "thousands":
        for m in shuffled(page.matches(re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,.]\d|\d)")), chance):
            new = m.group().replace(",", chance.choice(("\u00a0", " ", "\u202f")))
            return _number(page, variant, m.span(), new)
    if variant == "date":
        for m in shuffled(page.matches(DATE), chance):
            year = re.match(r",? (\d{4})\b", page.text[m.end() :])
            if not year or page.text[max(m.start() - 4, 0) : m.start()].strip(" *(").endswith(("-", "–", "to", "and")):
                continue
            day, month = m["day"] or m["day2"], m["month"] or m["month2"]
            short = month[:3] if month != "May" and chance.random() < 0.3 else month
            us = f"{month} {int(day)}, {year[1]}"
            uk = f"{int(day)} {short} {year[1]}"
            return _number(page, variant, (m.start(), m.end() + year.end()), us if m["day"] else uk)
    if variant == "words":
        pattern = re.compile(
            r"(?<![\w.,-])(?P<n>[2-9]|10|two|three|four|five|six|seven|eight|nine|ten)(?= (?:days|weeks|"
            r"months|years|hours)\b)"
        )
        for m in shuffled(page.matches(pattern), chance):
            old = m["n"]
            new = _NUMBERS[int(old)] if old.isdigit() else str(_NUMBERS.index(old))
            return _number(page, variant, m.span(), new)
    return None


def _number(page: Page, variant: str, span: tuple[int, int], words: str) -> Mutation | None:
    old = page.text[slice(*span)]
    made = _made(page, "reformatted", variant, page.with_words((*span, words)), f"{old} -> {words}", loudest="minor")
    return made and replace(made, seen=(old,))


def paragraph_split(page: Page, chance: random.Random) -> Mutation | None:
    """A paragraph cut in two at the end of a sentence."""
    if not page.is_markdown:
        return None
    for start, end in random.Random(chance.random()).sample(_paragraphs(page), k=len(_paragraphs(page))):
        cuts = sorted({page.sentence(i)[0] for i in range(start, end)} - {start})
        if page.shown[start:end].count("**") or not cuts:
            continue  # bold words at a paragraph's start may be a heading
        at = chance.choice(cuts)
        after = page.text[:at].rstrip(" ") + "\n\n" + page.text[at:]
        made = _made(page, "paragraph split", "", after, page.text[at - 60 : at] + "¶ " + page.text[at : at + 60])
        return made and replace(made, seen=(page.shown[at - 20 : at],))
    return None


def trifle(page: Page, chance: random.Random) -> Mutation | None:
    """A typing error mended, or the page's stamp moved."""
    if chance.random() < 0.5:
        return Mutation("trifle", "stamp moved", page, page.text, page.text, "", stamp_moved=True)
    words = [m for m in page.matches(re.compile(r"(?<![\w@./-])[a-z]{6,}(?![\w@./-])")) if HIDDEN not in m.group()]
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(1, len(word.group()) - 2)
    said = word.group()
    slip = said[:at] + said[at + 1] + said[at] + said[at + 2 :]
    if slip == said:
        return None
    before = page.with_words((*word.span(), slip))
    return Mutation("trifle", "typing error mended", page, before, page.text, f"{slip} -> {said}", loudest="minor")


MAKERS: dict[str, Maker] = {
    "section": section,
    "list shuffled": list_shuffled,
    "white space": white_space,
    "quotes": quotes,
    "markup": markup,
    "reformatted": reformatted,
    "paragraph split": paragraph_split,
    "trifle": trifle,
}
