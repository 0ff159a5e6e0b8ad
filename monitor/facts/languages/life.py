"""Words by which a page says that a rule begins or ends on a date."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LifeWords:
    """Patterns, in lower case; sought in any case, at the edges of words."""

    begins: tuple[str, ...]
    """What stands right before the day on which something begins."""
    ends: tuple[str, ...]
    """What stands right before the last day of something."""
    on: tuple[str, ...]
    """What stands right before the day of an event, which verbs tell."""
    opening: tuple[str, ...]
    """Verbs of something that begins on the day behind `on`."""
    closing: tuple[str, ...]
    """Verbs of something that ends on it."""
    happening: tuple[str, ...]
    """Verbs and nouns of an event that is still to come, as long as the day is."""
    conditions: tuple[str, ...]
    """What makes a date a trait of a document or a person ("passports issued before ..."): the rule itself has no life."""
    ruling: tuple[str, ...]
    """What begins and ends: rules, requirements, closures, services."""
    between: tuple[str, ...]
    """What makes one length of time of two days that "and" joins; without it they are two days."""
    joiner: str
    """That "and"."""
    hours: str
    """What may stand between these words and the day: "from 6 pm on Monday, 20 June"."""
    recurring: tuple[str, ...]
    """What comes every year has no life."""
    future: tuple[str, ...]
    """What speaks of what is still to come."""


BY_LANGUAGE: dict[str, LifeWords] = {
    "en": LifeWords(
        begins=(
            "from", "(?:^|, |effective )as of", "as from", "starting", "starting from", "starting on", "beginning", "beginning on", "effective",
            "effective from", "effective on", "effective as of", "with effect from", "commencing", "not before",
            "(?:comes?|came|go(?:es)?|went|enters?|entered|enter) into (?:force|effect) (?:on|in|from)",
            "(?:take|takes|took|taking) effect (?:on|in|from)", "in (?:force|effect) (?:from|as of)",
            "no earlier than", "onwards from",
        ),
        ends=(
            "until", "till", "up to", "up until", "through", "until the end of", "through the end of", "by", "by the end of",
            "no later than", "not later than", "at the latest by", "latest by", "expires?(?: on)?", "expiring(?: on)?",
            "expired(?: on)?", "valid (?:until|till|to|through)", "extended (?:to|until|till|through)", "ends?(?: on)?",
            "ending(?: on)?", "ended(?: on)?", "until at least", "through at least", "to at least", "until midnight(?: on)?",
            "deadline(?: is| of| was)?", "before the end of",
        ),
        on=("on", "for", "in", "during", "on or around", "on or about"),
        opening=(
            "opens?", "reopens?", "re-opens?", "begins?", "starts?", "resumes?", "launch(?:es)?", "introduces?", "(?:be|is|are) introduced",
            "(?:be|is|are) launched", "(?:be|is|are) implemented", "(?:be|is|are) lifted",
        ),
        closing=("close", "closes", "be closed", "cease", "ceases", "stop", "stops", "end", "ends", "expire", "expires", "be withdrawn", "be abolished"),
        happening=(
            "elections?", "referendum", "polls?", "strikes?", "protests?", "demonstrations?", "take place", "be held", "world cup",
            "championships?", "games", "summit", "inauguration", "run-off", "hajj", "pilgrimage", "marches", "march",
        ),
        conditions=(
            "issued", "born", "dated", "made", "manufactured", "bought", "purchased", "registered", "granted", "obtained",
            "residents?", "living", "lived", "arrived", "who entered", "visited",
        ),
        ruling=(
            "must", "need(?:s|ed)?(?: to| a| an)?", "requir\\w+", "cannot", "can't", "may not", "not (?:be )?(?:allowed|permitted|able)", "allowed",
            "permitted", "prohibit\\w*", "bann?(?:ed|s)?", "forbidden", "illegal", "legal", "law", "laws", "rules?", "regulations?", "closed",
            "closures?", "closes", "will close", "suspended", "suspension", "reopen\\w*", "open", "opens", "opening", "curfew",
            "state of (?:emergency|exception|siege|alert|disaster)", "martial law", "visas?", "visa-free", "e-?visas?", "permits?", "passports?",
            "etias", "esta", "eta", "ees", "entry/exit system", "fees?", "tax(?:es)?", "levy", "levies", "valid", "validity", "in (?:force|effect)",
            "into (?:force|effect)", "take effect", "takes effect", "restrict\\w+", "exempt\\w*", "waive\\w*", "registration", "register", "extended",
            "lifted", "services?", "flights?", "operat\\w+", "checks?", "controls?", "introduc\\w+", "implement\\w+", "mandatory", "compulsory",
            "entitled", "eligible", "apply", "applies", "certificate", "vaccinat\\w+", "id cards?", "identity cards?", "licen[cs]es?", "measures?", "orders?",
            "ban", "bans", "authori[sz]ation", "expires?", "expired", "arrival card", "declaration", "payments?", "currency", "banknotes?", "system",
        ),
        between=("between",),
        joiner="and",
        hours=r"(?:(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|hours|hrs)?|midnight|noon|midday)(?: local time)?(?: on| of)? )?"
        r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?",
        recurring=(
            "each year", "every year", "annual(?:ly)?", "yearly", "usually", "typically", "generally", "normally", "seasons?",
            "seasonal", "can occur", "may occur", "tends? to", "most common", "likely to occur", "every", "often", "occurs?", "runs from",
        ),
        future=(
            "will", "won't", "(?:is|are) (?:due|scheduled|planned|expected)", "plans? to", "intends? to", "to be held", "upcoming", "forthcoming",
        ),
    ),
    "ru": LifeWords(
        begins=("с", "начиная с", "вступ\\w+ в силу (?:с)?", "действу\\w+ с", "не ранее"),
        ends=("до", "по", "не позднее", "действу\\w+ до", "действительн\\w+ до", "истека\\w+", "продл\\w+ до"),
        on=("в", "на"),
        opening=("откро\\w+", "начн\\w+", "введ\\w+"),
        closing=("закро\\w+", "прекра\\w+", "отмен\\w+"),
        happening=("выбор\\w+", "референдум\\w*", "состоя\\w+"),
        conditions=("выдан\\w+", "рожд\\w+", "родивш\\w+"),
        ruling=(
            "должн\\w+", "обязан\\w+", "необходимо", "требу\\w+", "запре\\w+", "нельзя", "разреш\\w+", "закон\\w*", "правил\\w+", "закрыт\\w*",
            "приостановл\\w+", "виз\\w+", "безвизов\\w+", "паспорт\\w*", "режим\\w*", "сбор\\w*", "регистрац\\w+", "срок\\w*", "огранич\\w+",
        ),
        between=("между",),
        joiner="и",
        hours=r"(?:\d{1,2}[:.]\d\d )?",
        recurring=("ежегодно", "каждый год", "обычно", "сезон\\w*"),
        future=("будет", "будут", "планиру\\w+", "ожида\\w+", "предстоящ\\w+"),
    ),
}  # fmt: skip
