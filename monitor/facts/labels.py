"""Whose number, which visa, which offence: the label of a fact.

The nearest words that say it plainly: in the sentence, in the table's heads and first cell, in the list's lead-in, in
the lines above, in the heading. What says nothing ("Telephone") is no label where anything else is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache, lru_cache

from monitor.facts.languages import words_of
from monitor.facts.languages.labels import BY_LANGUAGE
from monitor.read.document import Block

LINES_ABOVE = 8
"""Blocks above a number in which its owner is looked for."""
_REACH = 130
"""Characters before a value in which its label is looked for."""
_NEAR = 70
"""The same for dates and counts, of which a sentence tells much else."""
_BEHIND = 80
_SOON = 45
"""Characters behind a value in which its label is looked for, where none stands before it."""
_LINE = 60
"""Characters of the longest line that is a name as a whole ("U.S. Consulate General Almaty")."""
_LISTED = 400
"""Characters of a line of a directory in which a number may stand."""
_ENTRY = 120
"""Characters of the longest name in a line of a directory."""

_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-ÞА-Я][\w’'&-]*)"
_NAME = (
    r"(?-i:(?:(?!(?:{bodies})\s(?:and|or)\s)CAP\s(?:and\s)?){1,5}(?:{bodies})(?:\s(?:(?:{of})\s(?:the\s)?)?CAP(?:\s(?:and\s)?CAP){0,2})?(?:\sin\sCAP(?:\sCAP)?)?"
    r"|(?:{bodies})(?:\s(?:{of})\s(?:the\s)?CAP(?:\s(?:and\s)?CAP){0,3}){1,2})"
).replace("CAP", _CAPITAL)
_OWNER = rf"(?<!\w)(?:{_NAME}|{{services}})(?!\w)"
_NUMBERS = r"(?:[\d()+\s/.,;*#“”\"-]|\b(?:{joins}|ext)\b)*$"
_CLAUSE = re.compile(r"[;|•]|\.\s|:\s|\d\s|\)\s")
_RUN_IN = re.compile(r"^(?P<label>[A-Z][A-Z’' /()-]{3,45}?)\s?:\s")
_BEFORE_COLON = re.compile(r"^(?P<label>[^:.;|\d]{2,50}):(?:\s|(?=\d)|$)")
_DIGIT = re.compile(r"\d")
_CONTACTS = ("phone", "email")


_IN_BRACKETS = re.compile(
    r"\s?\((?P<label>(?!(?:24|in\s|only|if\s|from\s|free|toll|after|press|option|ext|during|mon|tue|wed|thu|fri|weekdays|also|and\s|or\s|local|international|landline|mobile|english|whatsapp|sms|text|for\s)\b)[^()\d,;:]{3,40})\)",
    re.IGNORECASE,
)
"""Whose a number is, right behind it."""


def label_of(
    kind: str,
    block: Block,
    start: int,
    end: int,
    headings: tuple[str, ...],
    sentence_start: int,
    above: Sequence[Block] = (),
    languages: tuple[str, ...] = ("en",),
) -> str | None:
    """The label of a value, as a report prints it, or None where nothing at all stands above it.

    Args:
        start: where the value stands in the block's text; `end` and `sentence_start` likewise.
        headings: from the top down to the block.
        above: the blocks before, in page order; only those of the block's own section are read.
    """
    if block.kind == "row" and block.cells and (row := _row(block, start, languages)):
        return row
    heading = headings[-1] if headings else None
    if kind == "phone" and (after := _IN_BRACKETS.match(block.text, end)):  # "103 (ambulance) or 150 (crisis line)"
        return after["label"].strip()
    if kind in _CONTACTS or (kind == "time" and _match(r"(?:{lines})\s*[:+(\d]", languages, block.text)):
        return _owner(kind, block, start, end, headings, sentence_start, above, languages) or heading
    found = _thing(kind, block, start, end, sentence_start, languages) or heading
    if found is None and (label := _BEFORE_COLON.match(block.text, 0, start)):  # "Business hours: ..." under no heading
        return label["label"]
    return found


def _thing(
    kind: str, block: Block, start: int, end: int, sentence_start: int, languages: tuple[str, ...]
) -> str | None:
    """Which visa, fee, stay, offence; what a date is of."""
    text = block.text
    if run_in := _RUN_IN.match(text):  # "PASSPORT VALIDITY: at least three months"
        return run_in["label"].capitalize()
    names = {
        "penalty": r"(?<!\w)(?:{offences})(?!\w)",
        "time": rf"(?<!\w)(?:{{times}}|{_NAME}|{{services}}|{{things}})(?!\w)",
        "date": r"(?<!\w)(?:{times}|{things})(?!\w)",
    }.get(kind, r"(?<!\w)(?:{things})(?!\w)")
    if kind == "age":
        return _aged(text, start, end, sentence_start, languages) or _last(names, languages, text[start:end])
    label = _BEFORE_COLON.match(text)
    if label and start > label.end() and _find(names, languages, label["label"]):
        return label["label"].strip()
    before = text[max(sentence_start, start - (_NEAR if kind in ("date", "quantity") else _REACH)) : start]
    if kind in _AMOUNTS and (defined := _DEFINED.search(before)):  # "(MCI in 2024 is 3692 KZT"
        return defined["what"]
    if kind == "money" and (sort := _sort(block, start, names, languages)):
        return sort
    before = before[next((m.end() for m in reversed([*_NEW_SUBJECT.finditer(before)])), 0) :]
    behind = _DIGIT.split(text[end : end + _BEHIND])[0]
    found = _match(r"[\s-]?(?:(?:{of_what})\s)?(?:(?:{articles})\s)?(?P<name>" + names + ")", languages, behind)
    if found:  # "a fee of £125 for a tourist visa", "a one-year residence permit"
        return found["name"].strip()
    return (
        _last(names, languages, before)
        or (None if kind == "quantity" else _first(names, languages, re.split(r"[.;:]\s", behind)[0][:_SOON]))
        or _last(names, languages, block.lead)
    )


def _aged(text: str, start: int, end: int, sentence_start: int, languages: tuple[str, ...]) -> str | None:
    """What an age is for ("drinking age"), or whose it is: "children" under 14, "victims" under the age of 18."""
    before = text[max(sentence_start, start - _NEAR) : start]
    if said := _last(r"(?<!\w)(?:{ages})(?!\w)", languages, f"{before}{text[start:end]}"):
        return said
    found = _find(r"(?<!\w)(?P<who>{persons})(?:{who_are})?\s?\(?$", languages, before)
    found = found or _match(r"[\s-](?P<who>{persons})(?!\w)", languages, text[end : end + _BEHIND])
    return found["who"] if found else None


def _sort(block: Block, start: int, names: str, languages: tuple[str, ...]) -> str | None:
    """ "single entry (visa fees)": an item that begins with its own name, below a lead-in that says what of."""
    name = block.text[:start].strip(" :–—-")
    if block.kind != "item" or not block.lead or not 2 < len(name) <= _SORT or not _PLAIN.fullmatch(name):
        return None
    if _find(names, languages, name) or _find(
        r"(?<!\w)(?:{sentence}|{towards}|{articles}|{of_what}|costs?|pay)(?!\w)", languages, name
    ):
        return None
    thing = _last(names, languages, block.lead)
    return f"{name} ({thing[:1].lower()}{thing[1:]})" if thing else None


_AMOUNTS = ("money", "duration")
_SORT = 40
"""Characters of the longest name of a sort, at the head of its item."""
_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’/,()-])*")
_DEFINED = re.compile(
    r"\((?:the\s)?(?P<what>[^\W\d_][^().;:,\d]{1,40}?)(?:\s(?:in|for|as of)\s\d{4})?\s(?:is|are|was|equals?)\s$"
)
_NEW_SUBJECT = re.compile(r"(?:,\s(?:and|but|or)|;)\s(?:you|they|we|it|he|she|this|there)\s")
"""Where a sentence begins anew: what was named before it is another statement's."""


def _owner(
    kind: str,
    block: Block,
    start: int,
    end: int,
    headings: tuple[str, ...],
    sentence_start: int,
    above: Sequence[Block],
    languages: tuple[str, ...],
) -> str | None:
    """Whose number or address it is, and which of theirs ("U.S. Embassy Baku, fax")."""
    text = block.text
    if kind == "phone" and (served := _served(text[end : end + _BEHIND], languages)):
        return served
    before = text[max(0, start - 2 * _ENTRY) : start]
    head = _compiled(languages, _NUMBERS).sub("", before)
    if label := _written_out(head, languages):
        return label
    line = None
    in_brackets = before[len(head) : len(head) + 1] == ")"  # of the number before: "+7 ... (WhatsApp); +7 ..."
    if not in_brackets and (found := _find(r"(?:^|(?<=[\s(,;/:]))(?:{lines})\s?:?\s?$", languages, head[-_LINE:])):
        rest = head[: len(head) - len(found.group())]
        if not _find(r"(?<!\w)(?:{articles})\s?$", languages, rest):  # "112 from a mobile or 17": how one calls
            line = found.group().strip(" :")
            head = _compiled(languages, _NUMBERS).sub("", rest)
            closed = any(match.end() == len(rest) for match in _SHORT_CODE.finditer(rest))
            if not closed and (label := _written_out(head, languages)):
                return _with(label, line, languages)
    floor = 0
    if line and _find(r"{telling}", languages, line):
        codes = _SHORT_CODE.finditer(text, max(0, start - _REACH), start)
        floor = max((match.end() for match in codes), default=0)
        sentence_start = max(sentence_start, floor)
    until = start - len(before) + len(head)  # without the line's own name: an "emergency telephone" is nobody's
    owner = (
        _entry(text, start, languages)
        or _last(_OWNER, languages, text[max(sentence_start, start - _REACH) : until])
        or (line if line and until > sentence_start and _find(_OWNER, languages, line) else None)
        or _said_before(text, max(floor, start - _REACH), until, sentence_start, languages)
        or (None if kind == "email" else _first(_OWNER, languages, _DIGIT.split(text[end : end + _BEHIND])[0]))
        or _leading(block.lead, languages)
        or _above(block, above, languages)
        or _heading(headings, languages)
    )
    if owner is None and headings:
        owner = headings[-1]
    if owner:
        return _with(owner, line if kind != "email" else None, languages)
    if line and (":" in text[until:start] or _find(r"(?<!\w)(?:{telling})(?!\w)", languages, line)):
        return line[:1].upper() + line[1:]
    return None  # a "Call" before the number is nobody


def _written_out(head: str, languages: tuple[str, ...]) -> str | None:
    """The label before a colon that says whose the number is: "Rescue and emergency:", but not "Fax:"."""
    if not head.endswith(":"):
        return None
    label = _CLAUSE.split(head[:-1])[-1].strip(" -–(")
    if not 1 < len(label) <= _LINE or _DIGIT.search(label) or _match(r"(?:{lines})$", languages, label):
        return None
    if re.search(r"@|://", label) or _match(r"(?:{joins})\s", languages, label):
        return None
    return None if _find(r"(?<!\w)(?:{sentence})(?!\w)|[,(]\s?(?:{lines})$", languages, label) else label


def _said_before(text: str, since: int, until: int, sentence_start: int, languages: tuple[str, ...]) -> str | None:
    """The owner in the sentence before, where the number's own names nobody ("Our telephone number is ...")."""
    since = max(0, since)
    if _OTHER_NAME.search(text, max(sentence_start + 1, since), until):
        return None
    return _last(_OWNER, languages, text[since:until])


_SHORT_CODE = re.compile(r"(?<![\d() -])[ “\"]\d{2,4}[”\"]?[.;]\s")
"""Who is called by a short code that closes the sentence has that; another number behind it is another's: "Police: 102.
WhatsApp: ..."."""
_OTHER_NAME = re.compile(rf"\s{_CAPITAL}")


def _with(owner: str, line: str | None, languages: tuple[str, ...]) -> str:
    """The owner with the line, where the line tells which of theirs."""
    if line and _find(r"(?<!\w)(?:{telling})(?!\w)", languages, line) and line.casefold() not in owner.casefold():
        written = line if re.search(r"[a-z][A-Z]|[A-Z]{2}", line) else line.lower()  # "WhatsApp", "SMS"
        return f"{owner}, {written}"
    return owner


def _served(behind: str, languages: tuple[str, ...]) -> str | None:
    """ "101 for an ambulance", "199 (police)", "112 or 999 and ask for the fire brigade"."""
    found = _match(
        r"[”\"’]?(?:\s?(?:[,/]|\b(?:{joins})\b)\s?[“\"]?\d{2,6}\b[”\"]?)*\s?"
        r"(?:\((?P<inside>[^()\d]{3,60})\)|(?:{serves})\s(?:(?:{articles})\s)?)",
        languages,
        behind,
    )
    if not found:
        return None
    if found["inside"]:
        inside = found["inside"].strip()
        return inside if _match(_OWNER, languages, inside) else None
    rest = _DIGIT.split(behind[found.end() :])[0]
    name = _find(_OWNER, languages, _compiled(languages, r"[.;]\s|\b(?:{joins})\b|,").split(rest)[0])
    return _clean(name.group(), languages) if name else None


def _entry(text: str, start: int, languages: tuple[str, ...]) -> str | None:
    """The name at the head of a line of a directory: "Crisis centre ‘Hope’ Astana +7 ...; +7 ..."."""
    name = re.split(r"[\d+|:]", text[: min(start, _ENTRY)])[0]
    if len(name) >= _ENTRY or not re.match(r"[A-ZÀ-ÞА-Я‘“\"(]", name) or ". " in name:
        return None
    name = re.sub(r"\s?[(\[][^)\]]*$|[\s,;–-]+$", "", name)
    if len(name) < 4 or _match(r"(?:{lines})$", languages, name):
        return None
    if _find(r"(?<!\w)(?:{sentence})(?!\w)|\b(?:{towards}|{lines})$", languages, name):
        return None
    between = text[len(name) : min(start, _LISTED)]
    if start > _LISTED or ". " in between or _find(r"(?<!\w)(?:{sentence})(?!\w)", languages, between):
        return None
    return name


def _leading(lead: str, languages: tuple[str, ...]) -> str | None:
    """The owner in a list's lead-in: "Ambulance:", "contact the Polish Border Guard:"."""
    name = lead.strip().rstrip(":").strip()
    if (
        1 < len(name) <= _LINE
        and _match(_OWNER, languages, name)
        and not _find(r"(?<!\w)(?:{sentence})(?!\w)", languages, name)
    ):
        return name
    return _last(_OWNER, languages, lead[-2 * _ENTRY :])


def _above(block: Block, above: Sequence[Block], languages: tuple[str, ...]) -> str | None:
    """The owner in the lines above: a line that is a name, or the sentence right before."""
    for distance, each in enumerate(reversed(above)):
        if each.section != block.section or distance >= LINES_ABOVE:
            return None
        if each.kind == "heading":
            return None
        if len(each.text) > _LISTED:
            continue
        text = each.text.strip().rstrip(":")
        name = _find(_OWNER, languages, text) if len(text) <= _LINE else None
        if name and not _DIGIT.search(text) and not _find(r"(?<!\w)(?:{sentence})(?!\w)", languages, text):
            return text
        right_before = distance == 0 and len(text) <= 2 * _ENTRY and not _DIGIT.search(text)
        if right_before and (found := _first(_OWNER, languages, text)):
            return found
    return None


def _heading(headings: tuple[str, ...], languages: tuple[str, ...]) -> str | None:
    """The nearest heading that names somebody to call."""
    for heading in reversed(headings):
        if found := _find(_OWNER, languages, heading[:_LISTED]):
            return heading if len(heading) <= _LINE else found.group()
    return None


def _row(block: Block, start: int, languages: tuple[str, ...]) -> str | None:
    """ "Crisis centre 'Umit'", "Single entry, Fee": the first cell, and the head of the value's own column if it tells."""
    position = 0
    for index, cell in enumerate(block.cells):
        if start < position + len(cell) + 1:
            head = block.heads[index] if index < len(block.heads) else ""
            if _match(r"(?:{lines}|{telling})$", languages, head) and not _find(r"{telling}", languages, head):
                head = ""
            if index:
                name = block.cells[0]
            else:  # "102 | Police"
                name = next((c for c in block.cells[1:] if not _DIGIT.search(c) and len(c) <= _LINE), "")
            return ", ".join(filter(None, [name, head])) or None
        position += len(cell) + 3  # " | "
    return block.cells[0] or None


@cache
def _compiled(languages: tuple[str, ...], template: str) -> re.Pattern[str]:
    """A template with the fields of `LabelWords` in braces, for the languages of a text; case is ignored."""
    entries = words_of(BY_LANGUAGE, languages)
    known = {each.name for each in fields(next(iter(BY_LANGUAGE.values())))}

    def said(name: re.Match[str]) -> str:
        return "|".join(getattr(entry, name[1]) for entry in entries) if name[1] in known else name[0]

    return re.compile(re.sub(r"\{([a-z_]+)\}", said, template), re.IGNORECASE)


def _match(template: str, languages: tuple[str, ...], text: str) -> re.Match[str] | None:
    return _compiled(languages, template).match(text)


def _find(template: str, languages: tuple[str, ...], text: str) -> re.Match[str] | None:
    return _compiled(languages, template).search(text)


def _first(template: str, languages: tuple[str, ...], text: str) -> str | None:
    found = _find(template, languages, text)
    return _clean(found.group(), languages) if found else None


@lru_cache(maxsize=4096)
def _last(template: str, languages: tuple[str, ...], text: str) -> str | None:
    """The name nearest to the end of a text."""
    found, begin, end = None, 0, -2
    for match in _compiled(languages, template).finditer(text):
        begin = begin if match.start() == end + 1 else match.start()  # "... Development Authority" + "hotline"
        end = match.end()
        found = _clean(text[begin:end], languages) or found
    return found


def _clean(name: str, languages: tuple[str, ...]) -> str:
    """A name without the words that only stand before it ("Contact the ...")."""
    return _compiled(languages, r"^(?:(?:{lead_words})\s+)+(?=\w)").sub("", name.strip()).strip(" ,")
