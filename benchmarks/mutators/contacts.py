"""Edits of a number that is dialled, of an address, of a sentence that holds one fact."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from mutators.edits import say, value_edit
from mutators.mutation import Expected, Mutation
from mutators.page import HIDDEN, Page, shuffled
from mutators.values import DATE, MONTHS, PERCENT, WORDS

PHONE = re.compile(
    r"(?<![\w./=+-])(?:\(\+\d{1,6}\)|(?:\+|00)\(?\d{1,3}\)?)(?:[ \u00a0\u202f().-]{0,3}\d){6,11}(?![\d\w/])"
    r"|(?<![\w.+/()-])\(?0\d{1,4}\)?(?:[ \u00a0]\d{2,4}){2,4}(?![\w/-])"
    r"|(?<![\w.+/()-])(?:1-)?(?:\(\d{3}\) |\d{3}-)\d{3}-\d{4}(?![\w/-])"
)
CODE = re.compile(
    r"\b(?:dial|call|police|ambulance|fire|emergenc(?:y|ies)|"
    r"medical)\b[^.;\n\x00\d]{0,30}?(?<![\w.+-])(?P<code>[019]\d{2})"
    r"(?=[*_)\"”]*(?:[,;:)]|\.(?!\d)|\s*$|\s+(?:or|and|for|if|in|from)\b))",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[a-z][\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _once(page: Page, number: str) -> bool:
    return _digits(page.shown.replace(HIDDEN, "x")).count(_digits(number)[-7:]) == 1


def digit(page: Page, chance: random.Random) -> Mutation | None:
    """Another digit in a phone number, behind the country code."""
    for match in shuffled(page.matches(PHONE), chance):
        number = match.group()
        places = [i for i, c in enumerate(number) if c.isdigit()][3:]
        at = chance.choice(places)
        other = chance.choice([d for d in "0123456789" if d != number[at]])
        words = number[:at] + other + number[at + 1 :]
        made = value_edit(page, "digit", "", match.span(), words, {"phone"})
        if not _once(page, number):  # it stands there again, written in another way
            made = _also_added(made)
        return made
    return None


def _also_added(made: Mutation) -> Mutation:
    return replace(made, expected=(replace(made.expected[0], changes=frozenset({"changed", "added"})),))


def swapped(page: Page, chance: random.Random) -> Mutation | None:
    """Two numbers of two lines swapped; what stands beside the numbers tells whose they are."""
    found = [(m.start(), m.end()) for m in page.matches(PHONE)]
    found += [m.span("code") for m in page.matches(CODE)]
    pairs = [(a, b) for a in found for b in found if page.line(a[0])[0] < page.line(b[0])[0]]
    chance.shuffle(pairs)
    for a, b in pairs:
        one, two = page.text[slice(*a)], page.text[slice(*b)]
        if _digits(one)[-6:] == _digits(two)[-6:] or page.counts(one) != 1 or page.counts(two) != 1:
            continue
        if not (_once(page, one) and _once(page, two)) and min(len(one), len(two)) > 4:
            continue
        if any(re.match(r"\W{0,3}ext", page.shown[end:]) for _, end in (a, b)):
            continue  # an extension belongs to its number
        beside = [_letters(page, span) for span in (a, b)]
        if beside[0] == beside[1] or min(map(len, beside)) < 4:
            continue  # two numbers of one contact: their order says nothing
        after = page.with_words((*a, two), (*b, one))
        expected = tuple(Expected(frozenset({"phone"}), x, y) for x, y in ((one, two), (two, one)))
        place = f"{say(page, *a, two)} / {say(page, *b, one)}"
        return Mutation("swapped", "", page, page.text, after, place, expected, seen=(one, two))
    return None


def _letters(page: Page, span: tuple[int, int]) -> str:
    start, end = page.line(span[0])
    words = page.shown[start : span[0]] + page.shown[span[1] : end]
    return " ".join(re.findall(r"[^\W\d_]{3,}", re.sub(r"(?i)\b(?:tele)?phone|\btel\b|\bfax\b|\bcall\b", "", words)))


def short_code(page: Page, chance: random.Random) -> Mutation | None:
    """Another digit in a short code."""
    for match in shuffled(page.matches(CODE), chance):
        code = match["code"]
        at = chance.randrange(1, 3)
        words = code[:at] + chance.choice([d for d in "0123456789" if d != code[at]]) + code[at + 1 :]
        return value_edit(page, "short code", "", match.span("code"), words, {"phone"})
    return None


def email(page: Page, chance: random.Random) -> Mutation | None:
    """Another letter in an e-mail address."""
    for match in shuffled(page.matches(EMAIL), chance):
        address = match.group()
        places = [i for i, c in enumerate(address.split("@")[0]) if c.isalpha()]
        at = chance.choice(places)
        other = chance.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != address[at].lower()])
        return value_edit(page, "e-mail", "", match.span(), address[:at] + other + address[at + 1 :], {"email"})
    return None


_RULE_WORDS = re.compile(
    r"\b(?:must|may|might|can|cannot|could|will|would|should|shall|illegal|unlawful|legal|law|laws|not|no|"
    r"never|n[’']t|allow\w*|permit\w*|"
    r"requir\w*|need\w*|prohibit\w*|forbid\w*|ban\w*|restrict\w*|only|unless|mandatory|compulsory|if|"
    r"advise\w*|avoid|travel to|fine\w*|prison|"
    r"jail|sentence\w*|arrest\w*|detain\w*|penalt\w*|closed|open|exempt\w*|visas?|impose\w*|enforce\w*|"
    r"offence|offense|crimes?|has to|have to|apply|"
    r"applies|subject|obliged|level)\b",
    re.IGNORECASE,
)


_ADDED = (
    ("The duty officer's number is {}.", "+44 20 7946 0{}", 3),
    ("Duty officer: {}", "+1 613 944 {}", 4),
    ("In an emergency the consulate answers on {}.", "+49 30 2045 7{}", 3),
    ("Tourist helpline: {}.", "+33 1 44 51 3{}", 3),
)
_FACTS = {"phone": PHONE, "date": DATE, "percentage": PERCENT, "e-mail": EMAIL}


def sentence(page: Page, chance: random.Random) -> Mutation | None:
    """A sentence with a phone number added, or one with a single fact removed."""
    return chance.choice((_added, _removed))(page, chance)


def _added(page: Page, chance: random.Random) -> Mutation | None:
    ends = [end for start, end in page.lines if re.match(r"[A-Z]", page.text[start:end]) and page.text[end - 1] == "."]
    if not ends:
        return None
    words, number, digits = chance.choice(_ADDED)
    phone = number.format("".join(chance.choice("0123456789") for _ in range(digits)))
    said = words.format(phone)
    end = chance.choice(ends)
    expected = Expected(frozenset({"phone"}), "", phone, frozenset({"added"}))
    after = page.with_words((end, end, " " + said))
    return Mutation(
        "sentence", "phone added", page, page.text, after, f"[+ {said}]", (expected,), seen=(page.text[end - 40 : end],)
    )


def _removed(page: Page, chance: random.Random) -> Mutation | None:
    for name in chance.sample(list(_FACTS), k=len(_FACTS)):
        for match in shuffled(page.matches(_FACTS[name], lambda s: not _RULE_WORDS.search(s)), chance):
            start, end = page.sentence(match.start())
            words, value = page.shown[start:end], match.group()
            rest = words.replace(value, " ")
            if re.search(r"\d|@", rest) or _STATED.search(rest) or page.counts(value) != 1 or words[:1] in "#|":
                continue
            if name == "phone" and not _once(page, value):
                continue
            if name == "date" and re.match(r"\s*\d{4}|\s*(?:-|–|to|until|and)\s", page.text[match.end() :]):
                continue
            start = (
                page.line(start)[0]
                if page.text[slice(*page.line(start))].strip() == page.text[start:end].strip()
                else start
            )
            kind = "email" if name == "e-mail" else name
            expected = Expected(frozenset({kind}), value, "", frozenset({"removed"}))
            after = page.with_words((start, end, ""))
            place = f"[- {page.text[start:end]}]"
            return Mutation("sentence", f"{name} removed", page, page.text, after, place, (expected,), seen=(value,))
    return None


_STATED = re.compile(
    rf"\b(?:{'|'.join(WORDS[1:])}|hundred|thousand|million|half|daily|monday|tuesday|wednesday|thursday|"
    rf"friday|saturday|sunday|{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
"""Words that may be a fact of their own."""
