"""The words that stand around numbers to dial: who is asked for, what asks for a number, what makes it another thing.

Every field but `channels` is an alternation of regular expressions without groups that capture; case is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactWords:
    """What a language must give for phone numbers and short codes."""

    services: str
    """Who answers at a short code."""
    orders: str
    """What tells to call: behind these four digits are a code, and no year."""
    asking: str
    """Behind these a number follows, with or without a `link` between."""
    link: str
    """Small words between what asks and the number ("on", "is available at")."""
    joins: str
    """What joins a second number to a first ("or")."""
    towards: str
    """Words right before a number that ask for one less clearly ("at 2161-2200")."""
    serving: str
    """What leads from a code to who answers there ("115 for fire")."""
    behind: str
    """Words that may follow a code where a counted noun would follow a count ("112 from any phone")."""
    beside: str
    """How one calls: "from a mobile" behind a number says that it is one."""
    counted: str
    """Units and counted nouns: digits before them are an amount."""
    numbers_else: str
    """Words whose number is no phone: rooms, flights, roads, articles, boxes."""
    streets: str
    """Words behind a house number."""
    likened: str
    """What likens another country's code to the one to dial ("the local equivalent of 911")."""
    applications: str
    """Words that make a code the name of a program."""
    channels: tuple[tuple[str, str], ...]
    """Channel of a number -> the words that say so."""
    line: str
    """Words that may stand between a channel and its number ("WhatsApp messages only")."""
    voice: str
    """Words that say that a number is spoken on, whatever else it is for ("Tel/fax")."""
    extension: str
    """What stands before an extension."""


BY_LANGUAGE: dict[str, ContactWords] = {
    "en": ContactWords(
        services=(
            r"police\w*|ambulances?|paramedics?|fire(?: ?fighters?| and rescue| brigade| services?| department| squad)?|"
            r"emergenc(?:y|ies)|rescue|medical|doctors?|coast\s?guard|civil (?:protection|defen[cs]e)|gendarm(?:erie|es?)|"
            r"carabinieri|tourist assistance|help ?lines?|hot ?lines?|roadside assistance|traffic accidents?|lifeguards?|civil guard|"
            r"poison(?:s|ing)?(?: control| information)?|violence|child protection|crisis|search and rescue"
        ),
        orders=r"dial(?:ling|ing)?|call(?:ing)?|phone|phoning|ring(?:ing)?|text(?:ing)?|sms|(?:help|hot)[- ]?lines?",
        asking=(
            r"dial(?:ling|ing|led)?|call(?:ing)?|phone|phoning|telephones?|tel|ring(?:ing)?|text(?:ing)?|sms|short codes?|"
            r"toll[- ]free|(?:help|hot)[- ]?lines?|lines?(?= (?:in|of|is|are|on|at|for|to)\b)|numbers?|contact"
        ),
        link=(
            r"on|at|to|is|are|was|the|a|an|numbers?|us|them|it|either|available|reached|by|via|through|"
            r"(?:in|of|for) [^\W\d_]\w+(?: [A-Z]\w+)?|simply|free|toll[- ]free|emergency|also"
        ),
        joins=r"or|and|and/or|then",
        towards=r"on|at|is|are",
        serving=r"for|to|,?\s?and ask for",
        behind=(
            r"for|from|or|and|to|in|if|on|then|immediately|when|while|locally|with|at|free|anywhere|as|is|has|works|across|"
            r"nationwide|after|by|via|directly|but|which|who|where|anytime|(?:help|hot)?lines?|emergency|connects"
        ),
        beside=r"from (?:an? |any |your |the )?(?:mobiles?|landlines?|cell|cellular|local|gsm)\b",
        counted=(
            r"km|kilomet\w+|mil\w+|met\w+|m|hours?|days?|weeks?|months?|years?|minutes?|seconds?|people|persons|US|USD|euros?|"
            r"dollars?|pounds?|kg|kilos?|per|am|pm|a\.m|p\.m|percent|per cent|British|Canadian|American|times|in number|MHz|FM"
        ),
        numbers_else=(
            r"room|flight|gate|route|road|roads|highways?|road number|number of|article|articles|section|no|nos|box|"
            r"channel|platform|bus|page|level|visa|passport|form|law|act|resolution|decree|unit|suite|floor|apt|apartment"
        ),
        streets=r"street|st|road|rd|avenue|ave|boulevard|blvd|floor|lane|drive|square|place|rue|iela|calle",
        likened=r"equivalents? (?:to|of|for)|similar to|same as|like|unlike|UK[’']s|US[’']s|instead of",
        applications=r"apps?|applications?|mobile (?:phone )?apps?",
        channels=(
            ("whatsapp", r"whats\s?app"),
            ("fax", r"(?:tele)?fax|facsimile"),
            ("sms", r"sms|texts?(?: messages?)?"),
        ),
        line=r"only|numbers?|lines?|messages?|messaging|us",
        voice=r"tel|telephones?|phones?|call(?:s|ing)?|voice|mobiles?|cell|landlines?",
        extension=r"ext(?:ensions?)?\.?|extn\.?|x|#",
    ),
    "ru": ContactWords(
        services=(
            r"полици\w+|милици\w+|скор\w+(?: помощ\w*)?|пожарн\w+|спасател\w+|экстренн\w+|мчс|"
            r"служб\w+ спасени\w+|горяч\w+ лини\w+|телефон\w* доверия"
        ),
        orders=r"звон\w+|позвон\w+|набер\w+|набир\w+",
        asking=r"звон\w+|позвон\w+|набер\w+|набир\w+|номер\w*|телефон\w*|тел|лини\w+",
        link=r"по|на|номеру?|телефону?|или",
        joins=r"или|и",
        towards=r"по|на",
        serving=r"для",
        behind=r"с|или|и|для|в|на|если|по|из",
        beside=r"с (?:мобильного|городского|сотового|стационарного)\b",
        counted=r"км|метр\w*|час\w*|дн\w*|дней|недел\w*|месяц\w*|лет|год\w*|минут\w*|человек\w*|тенге|руб\w*|доллар\w*|кг",
        numbers_else=r"статья|статьи|ст|комната|рейс|маршрут|дом|д|кв|офис|автобус|закон|указ|пункт",
        streets=r"улица|ул|проспект|пр",
        likened=r"аналог|вместо",
        applications=r"приложени\w+",
        channels=(("whatsapp", r"ватсап\w*|вотсап\w*"), ("fax", r"факс\w*"), ("sms", r"смс")),
        line=r"только|номер\w*",
        voice=r"тел|телефон\w*|моб\w*",
        extension=r"доб\.?|добавочный",
    ),
}
