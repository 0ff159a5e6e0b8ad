"""Edits that turn the sense of a rule, or raise a level on the publisher's own words."""

from __future__ import annotations

import random
import re

from mutators.edits import say
from mutators.mutation import Expected, IllFormedError, Mutation
from mutators.page import HIDDEN, Page, shuffled

_TURNED = re.compile(r"\b(?:not|no|never|nor|unless|without|only|cannot|except)\b|n[’']t\b", re.IGNORECASE)
ADVICE = re.compile(r"\badvises?\b|\bLevel \d|\bavoid\b|do not travel|reconsider", re.IGNORECASE)


_ACTORS = (
    r"(?:[Aa]uthorities|[Pp]olice|[Oo]fficials|[Oo]fficers|[Gg]overnment|[Cc]ustoms|courts|airlines|[Bb]order guards)"
)
_ACTS = (
    "ask|stop|detain|arrest|refuse|require|impose|close|search|check|confiscate|fine|deport|charge|deny|"
    "inspect|cancel|restrict|"
    "request|conduct|seize|hold|question|prosecute|enforce|expel|ban|block|suspend|demand|prevent|order|"
    "keep|issue|take|carry out"
)
"""What officials do to the reader; that they "may be slow" rules nothing."""
_MAY = re.compile(rf"\b{_ACTORS} (?P<word>may)(?= (?:also )?(?:{_ACTS})\b)")
_MUST = re.compile(
    r"\b(?:[Yy]ou|[Vv]isitors|[Tt]ravell?ers|[Pp]assengers|[Cc]hildren|[Dd]rivers|[Nn]ationals|[Cc]itizens|"
    r"[Pp]assports?"
    r"|[Pp]eople|[Tt]ourists|[Ff]oreigners) (?P<word>must)(?= [a-z])(?! not)"
)
_PUNISHES = re.compile(
    r"\b(?:fine\w*|prison|jail\w*|imprison\w*|arrest\w*|detain\w*|detention|deport\w*|penalt\w*|punish\w*|"
    r"confiscat\w*|seize\w*|"
    r"prosecut\w*|charge\w*|ban(?:ned)?|expel\w*|impound\w*|refuse\w*)\b",
    re.IGNORECASE,
)


_NO_RULE = re.compile(rf"{ADVICE.pattern}|\b(?:pos(?:e|ed|es|ing) as|impersonat\w+|fake)\b", re.IGNORECASE)


def _rule_sentence(sentence: str) -> bool:
    words = sentence.split()
    # A lead-in holds for each item of its list, which is no single edit; who poses as police is no official.
    return 5 <= len(words) <= 60 and not sentence.rstrip(" *_").endswith((":", "?")) and not _NO_RULE.search(sentence)


def _unturned(sentence: str) -> bool:
    return _rule_sentence(sentence) and not _TURNED.search(sentence)


def modality(page: Page, chance: random.Random) -> Mutation | None:
    """A rule binds more or less: may -> will or must for officials, must -> may for the reader."""
    if chance.random() < 0.5:
        matches = shuffled(page.matches(_MAY, _rule_sentence), chance)
    else:
        matches = shuffled(page.matches(_MUST, _unturned), chance)
    for match in matches:
        old = match["word"]
        new = chance.choice(("will", "must")) if old == "may" else "may"
        directions: set[str | None] | None = {"looser"} if old == "must" else {"stricter", None}
        return _rule(page, "modality", f"{old} -> {new}", match.span("word"), new, directions)
    return None


_NOT = re.compile(
    r"\b(?P<left>must|is illegal|are illegal|is allowed|are allowed|is permitted|are permitted|is required|are required"
    r"|is mandatory|is compulsory|is prohibited|are prohibited)(?= [a-z])"
)


def not_inserted(page: Page, chance: random.Random) -> Mutation | None:
    """ "not" put into a rule that has none."""
    places = shuffled(page.matches(_NOT, _unturned), chance)
    if chance.random() < 0.5:  # "must" is by far the most common, and would be nearly all
        places = [match for match in places if match["left"] != "must"]
    for match in places:
        old = match["left"]
        first, _, rest = old.partition(" ")
        new = f"{first} not {rest}".strip()
        directions: dict[str, set[str | None]] = {
            "illegal": {"looser"}, "prohibited": {"looser"}, "required": {"looser"}, "mandatory": {"looser"},
            "compulsory": {"looser"}, "allowed": {"stricter"}, "permitted": {"stricter"},
        }  # fmt: skip
        return _rule(page, "not", f"{old} -> {new}", match.span("left"), new, directions.get(rest))
    return None


def _rule(
    page: Page, kind: str, variant: str, span: tuple[int, int], words: str, directions: set[str | None] | None
) -> Mutation:
    start, end = page.sentence(span[0])
    sentence = page.text[start:end]
    if page.text.count(sentence) > 1:
        raise IllFormedError("the sentence stands twice on the page")
    left = page.shown[max(start, span[0] - 25) : span[0]].split(HIDDEN)[-1]
    left = left.split(" ", 1)[-1] if len(left) == 25 else left
    before, after = left + page.text[slice(*span)], left + words
    rule = Expected(frozenset({"rule"}), before, after, directions=frozenset(directions) if directions else None)
    optional: tuple[Expected, ...] = ()
    if _PUNISHES.search(sentence):  # "the authorities may detain you" is a punishment, and may be a rule as well
        rule = Expected(frozenset({"rule", "penalty"}), "", "")
        optional = (rule,)
    after_text = page.with_words((*span, words))
    place = say(page, *span, words)
    return Mutation(kind, variant, page, page.text, after_text, place, (rule,), optional, seen=(sentence[-40:],))


_UK = re.compile(r"advises against (?P<word>all but essential) travel")
_CA = re.compile(
    r"(?P<word>(?:[Ee]xercise|EXERCISE) a high degree of caution|[Aa]void non-essential travel)", re.IGNORECASE
)
_US = re.compile(
    r"Level (?P<step>[123])(?P<between>\W{1,3})(?P<phrase>Exercise Normal Precautions|"
    r"Exercise Increased Caution|Reconsider Travel)",
    re.IGNORECASE,
)
_US_NEXT = {"1": "Exercise increased caution", "2": "Reconsider travel", "3": "Do not travel"}


def _is_reference(page: Page, match: re.Match[str]) -> bool:
    """Whether the words are a heading's or a link's, and state nothing themselves."""
    in_link = re.match(rf"[^\[\]\n]*\]{HIDDEN}", page.shown[match.end() :])
    return bool(in_link) or page.text[page.line(match.start())[0]] == "#"


def level(page: Page, chance: random.Random) -> Mutation | None:
    """A level raised by one step, on the publisher's own words, wherever the page states it."""
    edits: list[tuple[int, int, str]] = []
    if page.publisher == "uk-fcdo":
        matches = [m for m in page.matches(_UK) if not _is_reference(page, m)]
        if not matches:
            return None
        match = chance.choice(matches)
        edits = [(*match.span("word"), "all")]
    elif page.publisher == "ca-gac":
        matches = list(page.matches(_CA))
        heads = [m for m in matches if page.text[page.line(m.start())[0]] == "#"]
        if not heads:
            return None
        head = chance.choice(heads)
        end = page.text.find("\n#", head.end())
        end = len(page.text) if end < 0 else end
        old = head["word"].casefold()
        new = "Avoid non-essential travel" if "caution" in old else "Avoid all travel"
        same = [m for m in matches if head.start() <= m.start() < end and m["word"].casefold() == old]
        edits = [(*m.span("word"), _like(m["word"], new)) for m in same]
    elif page.publisher == "us-state":
        matches = list(page.matches(_US))
        if len({m["step"] for m in matches}) != 1:
            return None
        step = matches[0]["step"]
        old, new = matches[0]["phrase"], _US_NEXT[step]
        edits = [(*m.span("step"), str(int(step) + 1)) for m in matches]
        said = page.matches(re.compile(re.escape(old), re.IGNORECASE))
        edits += [(*m.span(), _like(m.group(), new)) for m in said]
    if not edits:
        return None
    expected = Expected(frozenset({"level"}), directions=frozenset({"up"}), many=True)
    place = " / ".join(say(page, *edit)[:200] for edit in edits[:3])
    return Mutation("level", page.publisher, page, page.text, page.with_words(*edits), place, (expected,))


def _like(old: str, new: str) -> str:
    """New words with the capitals of the old ones."""
    if old.isupper():
        return new.upper()
    if old.istitle() or sum(w[0].isupper() for w in old.split()) > 1:
        return new.title()
    return new if old[0].isupper() else new[0].lower() + new[1:]
