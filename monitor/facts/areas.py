"""The area of a level: where in a sentence it stands, where it ends, and its one form."""

from __future__ import annotations

import re

from monitor.publishers.native import means_country
from monitor.read.text import looks

_START = re.compile(
    r"^[\s,:'\"’”]*(?:(?:(?:travel )?advisory for|to(?: or (?:remain|stay) in)?|in(?: and around)?|(?:when|if) travell?ing (?:to|in))(?=[\s:]|$)\s*){0,2}[\s:]*",
    re.IGNORECASE,
)
_END = re.compile(
    r",? ?(?:and )?(?<!resi)due to"
    r"|,? (?:and )?(?:because|based on|unless|as (?:the|there|a result)|given|owing to|until|while|whilst|after|at this time|"
    r"in light of|in view of|on account of|for (?:[\w,]+ ){0,5}reasons?)\b"
    r"|(?<!the) following\b|,? which (?:has|have)\b|, (?:which|where|who|as|so)\b"
    r"|\.(?!\d)(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bMt\.)|[;]"
    r"|,? (?:and|or|but) (?:to )?(?:consider|depart|leave|reconsider|exercise|do not|don't|avoid|take|be|stay|you|if|we|FCDO|"
    r"it|now|continues?|also|advis\w+|monitor|follow|keep)\b"
    r"|:(?=\s|$)| \((?:level \d|with regional\b|but (?!not|exclud))",
    re.IGNORECASE,
)
"""Where an area ends: at its reason, its time, a remark on it, or another advice. "Which are under ...", without a comma,
says which area it is, and belongs to it; so does what is excepted ("except the town of ...")."""
_EXCEPTED = re.compile(
    r"\b(?:except(?:ing|ion)?(?: for| of)?|exclud(?:es|ing)|apart from|other than)\s+(?P<area>[^.;]{2,200}?),?\s+where\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"(?P<area>[^.;,:]{2,100}),\s+where\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
# The words before a level that it looks at are few (`levels._BEFORE`), so that none of these can take long.
_LABEL = re.compile(r"^(?P<area>[^–—:]{2,160}?)(?:\s+-|\s*[–—])\s+$")
_SUBJECT = re.compile(
    r"^(?P<area>[^–—:]{2,80}?)\s+(?:is|are|remains?)(?: currently| now| still)?(?: at| under)?(?: a)?\s+$"
)
_HANGING = re.compile(r"(?:[\s,]+(?:and|or|but|except|except for|also))+$", re.IGNORECASE)


def area_behind(tail: str) -> tuple[int, int]:
    """The span of the area in the words behind a level; an empty one where they name none. Linear in the tail."""
    opening = _START.match(tail)
    start = opening.end() if opening else 0
    # The end's pattern begins at a space: the one that the start took is looked at again.
    first = max(start - 1, 0) if start and tail[start - 1].isspace() else start
    ending = _END.search(tail, first)
    end = ending.start() if ending else len(tail)
    while end > start and (tail[end - 1].isspace() or tail[end - 1] in ",:'\"”"):
        end -= 1
    if end > start and (hanging := _HANGING.search(tail, start, end)):
        end = hanging.start()
    return start, max(start, end)


def area_before(before: str, *, numbered: bool = False) -> tuple[int, int] | None:
    """The span of the area in the words before a level: "Gaza – do not travel", "except the town Z, where we advise ...".

    Args:
        numbered: the level is given by its number, and may be said of a subject: "Gaza is Level 4".
    """
    for pattern in (_LABEL, _EXCEPTED, _WHERE, *([_SUBJECT] if numbered else [])):
        if found := pattern.search(before):
            return found.span("area")
    return None


def is_label(before: str) -> bool:
    """Whether a level is written behind the name of its area: "Batken Province – Level 3"."""
    return _LABEL.match(before) is not None


_KIND_OF_AREA = (
    r"(?:areas?|parts?|regions?|provinces?|districts?|governorates?|departments?|states?|cities|towns?|places|locations|countries|"
    r"counties|zones?|municipalities|islands?|territories)"
)
_LIST = re.compile(
    rf"^(?:(?:a number of|several|some|certain|these)\s+\w+\s+(?=(?:of|in)\b)|the|these|those|some|certain|several|other|all|any|both|within|{_KIND_OF_AREA}|and|or|,|\s)*"
    rf"(?:(?:of|in)\s+(?P<country>[^:]{{2,60}}))?$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(rf"\b(?:the )?following(?: \w+)? {_KIND_OF_AREA}\b.*$|\b(?:the )?following$", re.IGNORECASE)
_EXCEPTION = re.compile(r"\b(?:except\w*|excluding|apart from|other than)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:with|in|near|between|to|from|around)$", re.IGNORECASE)


def listed_area(tail: str, country: str | None, language: str) -> str | None:
    """Where the words behind a level leave its areas to a list below, what they say of each; None where they do not.

    "" for "to:", "to the following parts of Kenya:"; "within 30km of Algeria's borders with" where items are neighbours.
    """
    start, end = area_behind(tail)
    words = tail[start:end]
    if following := _FOLLOWING.search(words):
        before = words[: following.start()].strip()
        return "" if _LIST.match(before) else before
    if tail[end:].strip(" :"):  # "due to:", "except:"
        return None
    if _EXCEPTION.search(words):
        return None
    if words.endswith(" of"):  # "to the municipalities of:"
        return ""
    if _OPEN.search(words):
        return words
    found = _LIST.match(words)
    if found is None:
        return None
    named = found["country"]
    if named is None or country is None or _is_country(named.casefold(), country, language):
        return ""
    return None


_LONGEST_NAME = 200
"""Characters of words that may be a country with its articles; longer ones are not looked up."""


def _is_country(words: str, country: str | None, language: str) -> bool:
    if country is None or len(words) > _LONGEST_NAME:
        return False
    bare = _bare(words)
    without = re.sub(r"\s*\([^()]*\)$", "", bare)  # "Republic of the Congo (Brazzaville)"
    return means_country(bare, country, language) or (without != bare and means_country(without, country, language))


def _bare(words: str) -> str:
    return re.sub(
        r"^(?:(?:around|across|throughout|anywhere in|the whole of|whole of|the entire|all of|all|the)\s+)+", "", words
    )


POINTS = re.compile(r"^(?:these|this|those|the above)\b", re.IGNORECASE)
"""Words that point at an area named elsewhere: "do not travel to these areas"."""
_PARTS = re.compile(r"^(?:some |certain |several |specific )?(?:parts|areas)(?: of (?P<country>.+))?$")


def area_form(words: str, country: str | None, language: str) -> str | None:
    """The area in one form; None where it is the whole country of the page, "parts" where it is some part of it."""
    form = re.sub(r"\s+", " ", looks(words)).strip(" ,:;.\"'")
    form = form.replace('"', "'").replace("''", "'").strip("'")
    form = re.sub(r" ?\([A-Z]{2,6}\)$", "", form).casefold()  # its abbreviation: "Gorno-Badakhshan (GBAO)"
    form = re.sub(r"\b(?:all of|all)\s+", "", form)
    if re.fullmatch(r"regional advisor(?:y|ies)", form):  # a label over areas
        return "parts"
    form = re.sub(r"^(?:the )?(?:[\w.]+ ){0,5}?(?:advisory|advice)(?: level)?(?: for (?:the )?|$)", "", form)
    form = re.sub(r"(?:^| )overall$|\s*-\s*see (?:individual )?summar(?:y|ies)$", "", form)
    form = re.sub(r"^(?:travel )?within\s+(?:the\s+)?", "", form)
    form = re.sub(r"^(?:the )?(?:rest|remainder) of\s+(?:the\s+)?", "rest of ", form)
    form = re.sub(r"^the (?:whole|entirety) of\s+", "", form)
    form = re.sub(r"^the\s+", "", form)
    if form in _WHOLE or _is_country(form, country, language):
        return None
    parts = _PARTS.match(form)
    if parts and (parts["country"] is None or _is_country(parts["country"], country, language)):
        return "parts"
    return form


_WHOLE = frozenset({"", "country", "whole country", "entire country", "for any reason", "this country"})
