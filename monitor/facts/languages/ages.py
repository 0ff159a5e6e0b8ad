"""Ages and age limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgeWords:
    """What a language must give for ages; patterns are regular expressions without groups."""

    units: dict[str, str]
    """Years, months, weeks and days, by their names in values."""
    old: str
    """What makes an age of so many years before it ("16-year-old", "16 years of age")."""
    old_if_person: str
    """The same, which also says how old a document is ("three months old")."""
    aged: str
    """What stands directly before an age ("aged 18", "the age of 18", "between the ages of 18 and 60")."""
    age_is: str
    """What names an age and says it some words later ("the minimum age for driving is 18")."""
    must_be: str
    """What makes an age of a bare number behind it, if something follows that is no unit ("must be 21 to ...")."""
    persons: str
    """Who has an age."""
    between: str
    """What stands between persons and a range of their ages ("persons between 18 and 27")."""
    bare: str
    """Limits that make an age of a bare number near persons ("children under 12")."""
    after: dict[str, str]
    """Limits behind an age ("18 or over"), by what they make of it."""
    before: dict[str, str]
    """Limits before an age ("under 18"), by what they make of it."""
    follows: str
    """What follows a bare number that is an age: punctuation, a plural s, or a word that is no unit."""


BY_LANGUAGE: dict[str, AgeWords] = {
    "en": AgeWords(
        units={"year": r"years?|yrs?", "month": r"months?", "week": r"weeks?", "day": r"days?"},
        old=r"of age|olds?",
        old_if_person=r"old",
        aged=r"aged?(?: group)?(?: is| of|:)?(?: between| from| over| under| at least| above| below| up to)?|ages(?: of)?(?: between| from)?"
        r"|(?:turn(?:s|ed|ing)?|reach(?:es|ed|ing)?)",
        age_is=r"\bages? (?:limit |requirement )?(?:(?:for|to|of|in|at|on)\b[^.;:()]{0,60}?)?(?:is|are|was|remains)(?: now| set at| at| currently)?",
        must_be=r"(?:must|have to|has to|need to|should) be(?: aged)?|(?:(?:if|when|until|unless) (?:you|they|he|she|someone|anyone|children|your child|a child)|who) (?:is|are|were|was)|(?:you|they)[’']re",
        persons=r"child|children|minors?|kids?|infants?|bab(?:y|ies)|toddlers?|anyone|anybody|everyone|someone|people|persons?|those|travell?ers?|passengers?|drivers?|riders?|you|men|man|women|woman|girls?|boys?|males?|females?"
        r"|youths?|adults?|nationals|citizens|visitors?|applicants?|students?|individuals?|residents?|teenagers?|members?|siblings?|tourists?|foreigners|pilgrims?|son|daughter|age|aged|ages",
        between=r"(?:(?:\s[\w’'-]+){0,2}?\sbetween|\sfrom)(?: the ages? of)?\s|\s\(?",
        bare=r"under|over|above|below|younger than|older than|no older than|not older than",
        after={
            "min": r"(?:(?:and|or) )(?:over|above|older|up)|\+",
            "max": r"(?:and|or) (?:under|below|younger)",
        },
        before={
            "below": r"under(?: the)?|below(?: the)?|younger than|less than|up to but not including|before",
            "above": r"over(?: the)?|above(?: the)?|older than|more than|past|beyond",
            "min": r"at least|a minimum(?: age)? of|minimum(?: of)?|not younger than",
            "max": r"up to|no older than|not older than|maximum(?: of)?|until|no more than",
        },
        follows=r"(?:\s?[’']?s)?(?=[.,;:)’”'\"\n]|$|\s[(–-]|\s(?:must|may|can|cannot|can[’']t|are|is|who|need|needs|should|travel\w*|to|and|or|with|without|will|in|on|at|by|from|do|does|don[’']t|have|has|when|if|not|enter\w*|leav\w*|for|as|re|require\w*|visit\w*|also|of(?! the)|unless|before|also|across|accompan\w+|(?:be|get|pay|receiv|hold|ent)\w*)\b)",
    ),
    "ru": AgeWords(
        units={"year": r"лет|года?", "month": r"месяц(?:а|ев)"},
        old=r"(?!)",
        old_if_person=r"(?!)",
        aged=r"в возрасте(?: от| до| старше| младше)?|возраст(?:а|ом)?(?: до| от)?|старше|младше|не достигш\w+|достигш\w+|моложе|исполнилось",
        age_is="(?!)",
        must_be="(?!)",
        persons=r"(?!)",
        between="(?!)",
        bare="младше|старше",
        after={"min": "и старше", "max": "и младше"},
        before={"below": "младше|до|моложе|не достигш\\w+", "above": "старше", "min": "от|не младше|достигш\\w+"},
        follows="(?!)",
    ),
}
