"""Named or numbered legal instruments and their provisions."""

from __future__ import annotations

import re

from monitor.facts.masked import Masked

_ITEM = r"\d+[A-Za-z]?(?:[.-]\d+)?(?:\s?\(\w{1,4}\))*"
_UNIT = r"(?:articles?|arts?\.|sections?|sec\.|paragraphs?|chapters?|clauses?|schedules?|ст(?:ать[яеию]|\.))"
_LIST = rf"(?:of\s+)?{_ITEM}(?:\s?(?:-|–|to|,|and|or|&|и)\s?{_ITEM})*"
_KIND = r"(?:Act|Code|Law|Decree|Ordinance|Regulations?|Constitution|Convention|Directive|Bill|Statute|Proclamation|Resolution|Treaty|Protocol)"
_COMMON = (
    r"(?:(?:(?-i:[A-Z])[\w’'-]{1,40}|its|the|new|revised|amended)\s+){0,4}"
    r"(?:criminal|penal|civil|family|labou?r|tax|administrative(?: offences)?|customs|immigration|electoral)(?:\s+procedure)?\s+code"
    r"(?:\s+of\s+(?:the\s+)?(?:Republic\s+of\s+)?[A-Z]\w+)?|УК(?:\s+РК|\s+РФ)?|КоАП(?:\s+РК|\s+РФ)?"
)
_INSTRUMENT = (
    rf"(?:(?:the\s+)?(?:{_COMMON}|(?:[A-Z][\w’'-]{{0,40}}\s+){{1,7}}{_KIND}\b(?:\s+(?:of\s+)?\d{{4}})?"
    rf"|Constitution(?:\s+of\s+(?:the\s+)?[A-Z]\w+)?))"
)
_PROVISION = re.compile(
    rf"\b{_UNIT}\s?(?P<items>{_LIST})(?:,?\s+(?:of|in|under)\s+(?P<instrument>{_INSTRUMENT})|\s+(?P<short>УК(?:\s+РК)?|КоАП(?:\s+РК)?))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:[A-Z][\w’'-]{0,40}\s+){0,4}(?:Law|Decree|Act|Order|Resolution|Decision|Proclamation|Decree-Law|Regulation)\s+"
    r"(?:No\.?|Nos\.?|number|№)\s?\d[\d/.-]*(?:[A-Z]+\b)?(?:\s+of\s+\d{4})?"
    r"|\b(?:[A-Z][\w’'-]{0,40}\s+){0,3}(?:Decree|Resolution|Proclamation|Decree-Law)\s+\d[\d/-]*(?:[A-Z]+\b)?"
)
_LAW_ON = re.compile(
    r"\b(?:[A-Z][\w’'-]{0,40}\s+){0,3}(?:Law|Act|Decree|Code)\s+(?:on|for|of|against)\s+(?:the\s+)?[A-Z][\w’'-]{0,40}(?:\s+(?:and|of|the|for|on|in|against|[A-Z][\w’'-]{0,40}))*(?<!\sand)(?<!\sof)(?<!\sthe)(?<!\sin)(?<!\sfor)(?<!\son)"
)
_CODE = re.compile(
    r"\b\d+\s+U\.?S\.?C\.?\s+(?:§+\s?)?\d+[a-z]?|\bTitle\s+\d+,?\s+(?:of\s+the\s+)?(?:United\s+States|U\.S\.)\s+Code"
)
_COMMON_CODE = re.compile(rf"\b{_COMMON}\b", re.IGNORECASE)
_TITLED = re.compile(
    rf"\b(?:[Tt]he\s+)?(?:[A-Z][\w’'-]{{0,40}}\s+(?:(?:of|and|on|for|against)\s+(?:the\s+)?)?){{1,7}}{_KIND}\b(?:\s+(?:of\s+)?(?:19|20)\d{{2}})?"
)
# Words in capitals before "Law", "Code" ... that name no instrument.
_NO_NAME = re.compile(
    r"^(?:the\s+)?(?:local|national|federal|state|international|islamic|sharia|shari’a|shari'a|religious|customary|martial|common|"
    r"civil|dress|country|area|zip|booking|discount|voucher|building|source|bar|postal|post|qr|pin|access|health|promo|sharia'?a?h?|u\.?s\.?|us|uk|foreign|host|their|this|these|all|new|"
    r"public|criminal|family|military|environmental|strict|drug|gun|traffic|immigration|customs|labou?r)\s+(?:laws?|codes?|regulations?|bills?)$",
    re.IGNORECASE,
)


def find_laws(text: Masked, named_before: str | None = None) -> str | None:
    """Provisions, numbered instruments, instruments by name.

    A bare "Art. 120" takes the instrument that was named before it.

    Returns:
        the instrument named last, for what follows on the page.
    """
    instrument = named_before
    named_here = [
        (m.start(), _name(m.group())) for pattern in (_COMMON_CODE, _TITLED) for m in pattern.finditer(text.free)
    ]
    for match in text.search(_PROVISION):
        before = [name for start, name in sorted(named_here) if start < match.start() and not _NO_NAME.match(name)]
        instrument = before[-1] if before else instrument
        if match.group()[0].islower() and not match.group().lower().startswith(("art", "sec", "ст")):
            continue  # "paragraph 3" of this page, "clauses 2"
        named = match["instrument"] or match["short"]
        if named:
            instrument = _name(named)
        elif not re.match(r"art|ст", match.group(), re.IGNORECASE):
            continue  # "Section 5" of nothing
        text.take("law", match.start(), match.end(), {"instrument": instrument, "articles": expand(match["items"])})
    for pattern in (_NUMBERED, _CODE, _LAW_ON):
        for match in text.search(pattern):
            text.take("law", match.start(), match.end(), {"instrument": _name(match.group())})
    for match in text.search(_TITLED):
        if not _NO_NAME.match(match.group()):
            instrument = _name(match.group())
            text.take("law", match.start(), match.end(), {"instrument": instrument})
    for match in text.search(_COMMON_CODE):
        instrument = _name(match.group())
        text.take("law", match.start(), match.end(), {"instrument": instrument})
    return instrument


def expand(items: str) -> list[str]:
    """ "120-124 and 130" -> 120, 121, 122, 123, 124, 130; a range of more than 200 stays as its two ends."""
    numbers: list[str] = []
    for part in re.split(r"\s*(?:,|\band\b|\bor\b|&|\bи\b)\s*", re.sub(r"^of\s+", "", items.strip())):
        ends = re.fullmatch(r"(\d+)\s?(?:-|–|to)\s?(\d+)", part)
        if ends and 0 < int(ends[2]) - int(ends[1]) <= 200:
            numbers += [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)]
        elif part:
            numbers.append(part)
    return numbers


def _name(text: str) -> str:
    name = re.sub(r"^(?:the|its|new|revised|amended)\s+", "", text.strip(), flags=re.IGNORECASE).casefold()
    return re.sub(r"\s+", " ", name.replace("’", "'"))
