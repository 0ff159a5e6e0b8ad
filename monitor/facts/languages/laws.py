"""The words of laws: what an instrument is called, what its parts are called, and what only sounds like one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class LawWords:
    """What a language must give for laws; all but `stems` are regular expressions.

    Names are read with their capitals, for these tell a law from a word ("the Online Safety Act", "an act"); units,
    codes and what surrounds a name are read without case.
    """

    stems: tuple[str, ...]
    """As they stand, with capitals; a text in which none of them stands names no law."""
    units: dict[str, str]
    """Parts of an instrument, by their English names."""
    alone: frozenset[str]
    """Units that stand for an instrument named before ("Art. 120"); "Section 5" may be one of this page."""
    ordinal: str
    """What belongs to a number behind it ("5 quater")."""
    to: str
    """What joins the ends of a range."""
    also: str
    """What joins the items of a list."""
    kind: str
    """What a name ends in, or begins with."""
    word: str
    """A word of a name."""
    inner: str
    """Small words within a name."""
    article: str
    """What stands before a name and is no part of it; nothing before it is."""
    opener: str
    """Words with a capital that only begin the sentence."""
    deed: str
    """What is done to a law, before "of": "Violations of"."""
    body: str
    """What makes a name that of an office or a club."""
    no_law: str
    """Names, whole, that name no instrument."""
    whose: str
    """A word before "law" or "code" that only says of which country or faith."""
    loose: str
    """Kinds that need more than `whose` before them."""
    number: str
    """The number or year of an instrument, behind its kind."""
    about: str
    """What an instrument deals with, as part of its name behind the kind."""
    code: str
    """Codes that are named without capitals."""
    of_country: str
    """The country behind a code, as group `country`."""
    other: str
    """Instruments with a form of their own: "18 U.S.C. § 2423"."""
    of: str
    """What stands between a provision and its instrument."""
    same: str
    """What stands for the instrument named before ("of the Act"); with one of `only`, for that one."""
    deals_with: str
    """What stands between an instrument and what it is about."""
    ends: str
    """What it is about does not reach beyond."""
    under: str
    """What stands between a deed and the law that forbids it, the deed as group `what`."""
    by: str
    """What before a unit shows that it is one of a law ("Under section 14"), and none of this page."""
    only: dict[str, str]
    """What each country has one of, by its normal name; with a provision it needs no other name."""
    forms: dict[str, str]
    """Words of names in other forms, by their first one: inflections and abbreviations."""
    states: dict[str, str]
    """How a country is named behind its law, by ISO 3166-1 alpha-2, where its name alone does not tell."""


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAME = rf"(?!(?:{_MONTHS})\b)(?:(?:[A-Z]\.){{2,}}|[A-Z][\w’'&-]{{0,40}})"

_ENGLISH_STEMS = (
    "Act", "Code", " code", "Law", "Decree", "Ordinance", "Regulation", "Constitution", "Convention", "Directive",
    "Bill", "Statute", "Proclamation", "Resolution", "Treaty", "Protocol", "Charter", "Executive Order", "U.S.C",
    "USC", "C.F.R", "CFR", "law ", "decree ", "rticle", "Art.", "art.", "Arts.", "ection", "Sec.", "ARTICLE", "ACT",
)  # fmt: skip

ENGLISH = LawWords(
    stems=_ENGLISH_STEMS,
    units={
        "article": r"articles?|arts?\.",
        "section": r"(?:sub)?sections?|secs?\.|§+",
        "paragraph": r"(?:sub)?paragraphs?|paras?\.?",
        "chapter": r"chapters?",
        "clause": r"clauses?",
        "schedule": r"schedules?",
        "title": r"title",
    },
    alone=frozenset({"article"}),
    ordinal=r"bis|ter|quater|quinquies|sexies",
    to=r"-|–|to",
    also=r",\s*and|,|and|or|&",
    kind=(
        r"Act|Code|Law|Decree-Law|Decree|Ordinance|Regulations?|Constitution|Convention|Directive|Bill|Statute|Proclamation|"
        r"Resolution|Treaty|Protocol|Charter|Executive\s+Order|ACT|(?:law|decree|decree-law|resolution|proclamation)(?=\s+(?:[Nn]o\.?\s?)?\d)"
    ),
    word=rf"{_NAME}|\([A-Z][^()]{{1,60}}\)|(?:19|20)\d\d",
    inner=r"of|and|on|for|against|in|to|with|&",
    article=r"the|The|a|an|A|An|its|their|this|This",
    opener=r"Under|In|By|Per|See|Some|All|Any|If|Both|Read|According|Since|When|While|On|For|And|But|New|However|Also|Following|Because|Section|Article",
    deed=r"Violations?|Breach(?:es)?|Contraventions?|Violating",
    body=(
        r"\b(?:Ministry|Department|Conference|Institute|University|Faculty|School|Court|Authority|Association|Commission|Committee|"
        r"Society|Cent(?:er|re)|Office|Firm|Agency|Council|Embassy|Bureau|Board|Library|Minister|Professor|Students?|Rule|Order)\b"
    ),
    no_law=(
        r"(?:.+ )?(?:qr|zip|dress|area|postal|voucher|dialling|booking) code|"
        r"(?:local|national|federal|state|international|private international|public international|islamic|sharia|shari['’]?ah?|syariah|religious|customary|martial|common|"
        r"civil|dress|country|area|zip|booking|discount|voucher|building|source|bar|postal|post|qr|\w+ qr|pin|access|promo|promotion|security|verification|"
        r"dialling|dialing|city|colour|color|morse|morality|moral|house|host|their|this|these|all|new|foreign|us|u\.s\.|uk|eu|"
        r"public|criminal|family|military|environmental|strict|drug|gun|traffic|immigration|customs|labou?r|balancing|class|sex|"
        r"access to|dollar|dollars|health|safety|medical|health and safety|covid(?:-19)?|entry|travel|some|many|most|hotel|utility|phone|electricity|water|"
        r"quarantine|community|see travell?er['’]?s|import|export|airline|airport|aviation)\s+(?:laws?|codes?|regulations?|bills?|protocols?|resolutions?|directives?|statutes?)|(?:some|this|these|all|class|balancing|sex)\s+acts?"
    ),
    whose=r"[A-Z][\w-]*(?:an|ish|ese|ch|ic|i|[’']s?|s[’'])|PRC|UAE|EU|US|UK|Sharia|Jewish|Hindu|Dutch|Greek|Thai",
    loose=r"Law|Laws|Code|Regulations?|Bill|Statute|Resolution|Directive|Protocol|Decree",
    number=(
        r"\s+(?:(?:No\.?|Nos\.?|number|Number|№)\s?\d\w*(?:[/.-]\w+)*(?:\s+of\s+\d{4})?(?:/\d+)?|(?:of\s+)?(?:19|20)\d\d(?:/\d{2,4})?(?![\w-])|"
        r"\((?:EU|EC|EEC)\)\s+(?:No\.?\s?)?\d[\d/]*|\d+(?:[/.-]\d+)*(?:-?[A-Z]{1,3}\b)?(?:/[A-Z]{2,3})?)"
    ),
    about=(
        rf"\s+(?:on|for|of|against|Governing|relating\s+to|concerning)\s+(?:the\s+)?(?!(?:Conduct|Practice|Ethics|Silence|Honou?r)\b){_NAME}(?:\s+(?:(?:of|and|the|for|on|in|against|to|or|with)\s+){{0,2}}{_NAME}){{0,14}}"
    ),
    code=(
        r"(?:(?:criminal|penal|civil|family|labou?r|tax|administrative(?:\s+(?:offences?|violations?))?|customs|electoral|military|commercial|highway)"
        r"(?:\s+(?:procedure|justice))?\s+code|code\s+of\s+(?:criminal|civil|administrative)\s+(?:procedure|offences))"
    ),
    of_country=r"\s+of\s+(?:the\s+)?(?:(?:Islamic\s+|People[’']s\s+|Kyrgyz\s+)?Republic\s+(?:of\s+)?)?(?-i:(?P<country>[A-Z]\w+(?:\s[A-Z]\w+)?))",
    other=(
        r"\b(?P<title>\d+\s+(?:U\.?S\.?C\b\.?|U\.?S\.?\s+Code|C\.?F\.?R\b\.?))\s*(?:§+\s?|[Ss]ec(?:tion|\.)\s?)?(?P<items>\d+\w*(?:\.\d+)?(?:\(\w+\))*)"
        r"|\bTitle\s+(?P<of_title>\d+),?\s+(?:of\s+the\s+)?(?:United\s+States|U\.S\.)\s+Code(?:,?\s+[Ss]ections?\s+(?P<of_section>\d+\w*))?"
    ),
    of=r",?\s+(?:of|in|under|to|from)\s+|,?\s+",
    same=r"(?:of|in|under)\s+(?:the|this|that)\s+(?:same\s+)?(?:act|code|law|decree|convention|constitution|ordinance|treaty)\b",
    deals_with=(
        r"\s*,?\s*(?:(?:which|that|it)\s+)?(?:(?:also|strictly)\s+)?(?:on(?=\s+(?-i:[a-z]))|against|concerning|regarding|about|prohibit(?:s|ing)|bans?|banning|criminali[sz](?:es|ing)|forbids?|outlaws|"
        r"makes?\s+it\s+(?:illegal|a\s+crime)\s+to|provides?\s+(?:liability|penalties)\s+for|restricts?)\s+"
    ),
    ends=r"\s(?:is|are|was|were|may|can|could|will|has|have|came|but|which|who|with\s+(?:fines?|penalties|up\s+to|a)|and\s+(?:is|are|carr\w+|impos\w+))\b",
    under=(
        r"(?:^|[.;:,]\s+)(?P<what>[^.;:,()]{3,60}?)\s+(?:\((?=$)|(?:is|are)\s+(?:\w+\s+){0,3}?(?:illegal|prohibited|criminali[sz]ed|punish\w+|regulated|defined|offen[cs]es?|banned|crimes?|unlawful|forbidden)"
        r"(?:\s+\w+){0,3}?\s+(?:under|by|in|according\s+to|of)\s+$)"
    ),
    by=r"(?:under|pursuant\s+to|contrary\s+to|in\s+(?:breach|violation|contravention)\s+of|violat(?:es|ing|ion\s+of)|contraven(?:es|ing))",
    only={"constitution": r"constitution"},
    forms={},
    states={},
)

_RUSSIAN_NAME = r"[А-ЯЁ][\w-]{0,40}"

_RUSSIAN_STEMS = (
    "ст.", "стать", "Стать", "Ст.", "УК", "КоАП", "акон", "одекс", "Указ", "онституц", "остановлен",
)  # fmt: skip

RUSSIAN = LawWords(
    stems=_RUSSIAN_STEMS,
    units={
        "article": r"ст(?:ать\w+|атей|\.)",
        "paragraph": r"п(?:ункт\w*|\.)",
        "part": r"част\w+|ч\.",
        "chapter": r"глав\w+",
    },
    alone=frozenset({"article"}),
    ordinal=r"прим",
    to=r"-|–|—|до|по",
    also=r",|и|или",
    kind=(
        r"Закон\w*|Указ\w*|Конституци\w+|Постановлени\w+|Конвенци\w+|"
        r"(?:закон|указ|постановлени)\w*(?=\s+(?:(?:РК|РФ|КР|РТ|РУз)\s+)?(?:№|от\s+\d))"
    ),
    word=_RUSSIAN_NAME,
    inner=r"и|о|об",
    article=r"этот|этого|данный",
    opener=r"По|Согласно|В|О|Об|На|За|Это|Статья",
    deed=r"Нарушени\w+",
    body=r"\b(?:Министерств\w+|Институт\w*|Университет\w*)\b",
    no_law=r"(?:местн\w+|эт\w+)\s+закон\w*",
    whose=r"[А-ЯЁ]\w+(?:ий|ого|ая|ой)|РК|РФ",
    loose=r"[Зз]акон\w*",
    number=(
        r"(?:\s+(?:РК|РФ|КР|РТ|РУз|Республики\s+[А-ЯЁ]\w+))?\s+(?:№\s?\d\w*(?:[/.-]\w+)*|[«\"][^»\"]{3,120}[»\"]|"
        r"от\s+\d+(?:\.\d+)*(?:\s+\w+\s+\d{4})?(?:\s+г\.|\s+года)?(?:\s+№\s?\d\w*(?:[/.-]\w+)*)?)"
    ),
    about=r"(?!x)x",
    code=(
        r"(?-i:УК|КоАП|ГК|УПК|ТК|НК|СК)(?!\w)|"
        r"(?:уголовн|гражданск|трудов|налогов|семейн|административн)\w+(?:-процессуальн\w+)?\s+кодекс\w*(?:\s+об\s+административных\s+правонарушениях)?"
    ),
    of_country=(
        r"\s+(?:Республики\s+)?(?-i:(?P<country>РК|РФ|КР|РТ|РБ|РУз|Российской\s+Федерации|России|Кыргызской\s+Республики|"
        r"Казахстан\w*|Кыргызстан\w*|Таджикистан\w*|Узбекистан\w*|Беларус\w*))"
    ),
    other=r"(?!x)x",
    of=r",?\s+",
    same=r"(?:этого|того\s+же|настоящего)\s+(?:закона|кодекса)|конституци\w+",
    deals_with=r"\s*,?\s*(?:котор\w+\s+)?(?:о|об|запреща\w+|предусматрива\w+)\s+",
    ends=r"\s(?:был\w*|вступ\w+|котор\w+)\b",
    under=r"(?:^|[.;:,]\s+)(?P<what>[^.;:,()]{3,60}?)\s+\((?=$)",
    by=r"(?:согласно|в\s+соответствии\s+с|в\s+нарушение|по)",
    only={"конституция": r"конституци\w+"},
    forms={
        "уголовный кодекс": r"ук|уголовн\w+ кодекс\w*",
        "уголовно-процессуальный кодекс": r"упк|уголовно-процессуальн\w+ кодекс\w*",
        "кодекс об административных правонарушениях": (
            r"коап|кодекс\w* об административных правонарушениях|административн\w+ кодекс\w*(?: об административных правонарушениях)?"
        ),
        "гражданский кодекс": r"гк|гражданск\w+ кодекс\w*",
        "трудовой кодекс": r"тк|трудов\w+ кодекс\w*",
        "налоговый кодекс": r"нк|налогов\w+ кодекс\w*",
        "семейный кодекс": r"ск|семейн\w+ кодекс\w*",
        "федеральный закон": r"федеральн\w+ закон\w*|фз",
        "конституционный закон": r"конституционн\w+ закон\w*",
        "закон": r"закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?",
        "указ": r"указ(?:а|у|ом|е)?",
        "конституция": r"конституци\w+",
        "постановление": r"постановлени\w+",
        "конвенция": r"конвенци\w+",
    },
    states={
        "KZ": r"рк|(?:республик\w+ )?казахстан\w*",
        "RU": r"рф|российск\w+ федераци\w+|росси\w",
        "KG": r"кр|кыргызск\w+ республик\w+|(?:республик\w+ )?кыргызстан\w*",
        "TJ": r"рт|(?:республик\w+ )?таджикистан\w*",
        "UZ": r"руз|(?:республик\w+ )?узбекистан\w*",
        "BY": r"рб|(?:республик\w+ )?беларус\w+",
    },
)

BY_LANGUAGE: dict[str, LawWords] = {"en": ENGLISH, "ru": RUSSIAN}
