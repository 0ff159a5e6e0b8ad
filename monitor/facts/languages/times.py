"""Lengths of time, and times of the day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What a language must give for lengths of time; patterns are regular expressions without groups."""

    units: dict[str, str]
    """Words of each unit, by its name in values; a working day stands before a day."""
    hints: tuple[str, ...]
    """In small letters, parts of which one stands in every unit: so that few texts are looked at."""
    between: str
    """What may stand between a number and its unit and says no more ("30 consecutive days")."""
    not_after: str
    """What makes of a length of time behind it something else ("two weeks ago", "16 years old")."""
    one_after: str
    """Words behind which an article and a unit are a limit ("within a week"); "once a week" is none."""
    article: str
    """The article that stands for one before a unit."""
    one_before: str
    """Words behind a unit with an article that make of it a limit ("a month's notice")."""
    half: str
    """What makes a half of the unit behind it ("half an hour")."""
    and_half: str
    """What adds a half to the unit before it ("a year and a half")."""
    window: str
    """What stands between a length of time and the window in which it counts ("90 days in any 180-day period")."""
    window_one: str
    """The same before a unit without a number ("90 days per calendar year")."""
    or_else: str
    """What opens, in brackets, a second length of time for other cases ("48 hours (or 72 in some cases)")."""


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What a language must give for times of the day; patterns are regular expressions without groups."""

    days: tuple[str, ...]
    """The days of the week, from Monday, with their short forms."""
    groups: dict[str, str]
    """Words for several days, by what stands for them in values."""
    day_to: str
    """What joins the first and the last of several days."""
    day_and: str
    """What stands between two days that are named one by one."""
    between: str
    """What may stand between the days and the hours."""
    to: str
    """What joins the hours of opening and of closing."""
    at: str
    """Words before a time that show that "8.30" is one."""
    suffix: str
    """What behind an hour and its minutes shows that they are a time ("14.30 hrs")."""
    oclock: str
    """What makes a time of an hour alone ("8 Uhr")."""
    noon: str
    midnight: str
    hints: tuple[str, ...]
    """In small letters, what stands in every text that names noon or midnight: so that few texts are looked at."""
    always: str
    """Availability round the clock, in words that can mean nothing else."""
    day_and_night: str
    """Twenty-four hours, which are availability or a length of time."""
    service: str
    """What makes availability of twenty-four hours behind it ("24-hour helpline")."""
    open: str
    """What makes availability of twenty-four hours before it ("open 24 hours")."""
    limit: str
    """What makes a length of time of "24-hour" behind it ("24-hour notice")."""


BY_LANGUAGE: dict[str, TimeWords] = {
    "en": TimeWords(
        units={
            "working day": r"(?:working|business|office) days?", "second": r"seconds|secs?", "minute": r"minutes?|mins?", "hour": r"hours?|hrs?",
            "day": r"days?", "night": r"nights?", "week": r"weeks?", "month": r"months?", "year": r"years?|yrs?",
        },
        hints=("sec", "min", "hour", "hr", "day", "night", "week", "month", "year", "yr"),
        between=r"full|consecutive|continuous|successive|calendar|cumulative|additional|further|extra|whole|more|complete|clear|straight",
        not_after=r"\s+(?:old|of age|ago|later|earlier|forecast|(?:and|or) (?:older|younger))\b|[\s-]olds?\b|[\s-]round\b|\s(?:trip|tour|pass|ticket)\b",
        one_after=r"for|within|after|at least|under|than|up to|over|about|around|almost|nearly|lasting|lasts?|takes?|approximately|by|(?:period|maximum|minimum|validity|term|sentence|stay) of|(?:valid|validity|maximum|minimum|stay):?",
        article="a|an",
        one_before=r"[’']s (?:notice|validity|stay|supply|leave|grace|quarantine|imprisonment)|(?:[’']s)? in advance|or (?:more|longer|less)|before (?:you|your|the|travel|arriv|depart|entry)",
        half=r"half (?:an|a)|a half|half",
        and_half=r"and a half",
        window=r"(?:(?:\s(?:visa-free|limit|stays?|visits?|allowance|in total|total|only|cumulatively)){0,3},?\s+(?:in|within|during|per|over|out of|inside|of(?=\s+(?:any|every|each)))\s+(?:(?:any|every|each|an?|the)\s+)?(?:(?:given|single|rolling|consecutive|past|last|previous|preceding)\s+)?(?:period\s+of\s+)?)",
        window_one=r"\s+(?:(?:in|within|during|per|over)\s+(?:(?:any|a|an|each|every|the same|one|the|same)\s+)?(?:(?:one|single|given|calendar|rolling) ){0,2}|(?:a|each|every)\s+(?:calendar )?|per\s+)",
        or_else=r"or (?:up to )?",
    ),
    "ru": TimeWords(
        units={
            "working day": r"рабоч(?:их|ие|его) дн(?:ей|я|и)|рабочий день", "second": r"секунд[аыу]?", "minute": r"минут[аыу]?", "hour": r"час(?:а|ов|ы)?",
            "day": r"д(?:ень|ня|ней|ни)|сут(?:ки|ок)", "night": r"ноч(?:ь|и|ей)", "week": r"недел(?:я|и|ь|ю)",
            "month": r"месяц(?:а|ев|ы)?", "year": r"год(?:а|ов)?|лет",
        },
        hints=("дн", "день", "секунд", "минут", "час", "сут", "ноч", "недел", "месяц", "год", "лет"),
        between=r"календарн(?:ых|ые|ого)|полных",
        not_after=r"\s+(?:назад|спустя)\b",
        one_after=r"(?!)",
        article="(?!)",
        one_before="(?!)",
        half="пол",
        and_half="с половиной",
        window=r"\s+(?:в течение|за|в)\s+(?:каждых |любых |каждые |любые )?",
        window_one=r"\s+(?:в|за)\s+(?:календарный )?",
        or_else="или ",
    ),
    "de": TimeWords(
        units={
            "working day": r"(?:Werk|Arbeits)tag(?:e|en|s)?", "second": r"Sekunden?", "minute": r"Minuten?", "hour": r"Stunden?", "day": r"Tag(?:e|en|es)?",
            "night": r"Nacht|Nächten?", "week": r"Wochen?", "month": r"Monat(?:e|en|s)?", "year": r"Jahr(?:e|en|es)?",
        },
        hints=("sekunde", "minute", "stunde", "tag", "nacht", "nächte", "woche", "monat", "jahr"),
        between="aufeinanderfolgende[nr]?|weitere[nr]?",
        not_after=r"\s+(?:alt|später)\b",
        one_after="(?!)",
        article="(?!)",
        one_before="(?!)",
        half=r"(?:eine[nrm]? )?halbe[nrs]?",
        and_half="(?!)",
        window=r"\s+(?:innerhalb|in|pro|je)\s+(?:von |einem Zeitraum von |eines Zeitraums von |jedem Zeitraum von )?",
        window_one=r"\s+(?:pro|im|je)\s+",
        or_else="oder ",
    ),
    "fr": TimeWords(
        units={
            "working day": r"jours? ouvr(?:és?|ables?)", "second": "secondes", "minute": r"minutes?", "hour": r"heures?", "day": r"jours?",
            "night": r"nuits?", "week": r"semaines?", "month": r"mois", "year": r"ans?|années?",
        },
        hints=("jour", "seconde", "minute", "heure", "nuit", "semaine", "mois", "an"),
        between="(?!)",
        not_after=r"\s+(?:plus tard)\b",
        one_after="(?!)",
        article="(?!)",
        one_before="(?!)",
        half=r"(?:une )?demi-",
        and_half="et demie?",
        window=r"\s+(?:sur|par|au cours de|dans)\s+(?:toute |une )?(?:période de )?",
        window_one=r"\s+par\s+",
        or_else="ou ",
    ),
    "nl": TimeWords(
        units={
            "working day": r"werkdag(?:en)?", "second": r"seconden?", "minute": r"minu(?:ut|ten)", "hour": r"uur|uren", "day": r"dag(?:en)?",
            "night": r"nacht(?:en)?", "week": r"we(?:ek|ken)", "month": r"maand(?:en)?", "year": r"jaar|jaren",
        },
        hints=("werkdag", "seconde", "minu", "uur", "uren", "dag", "nacht", "week", "weken", "maand", "jaar", "jaren"),
        between="achtereenvolgende|aaneengesloten",
        not_after=r"\s+(?:oud|geleden|later)\b",
        one_after="(?!)",
        article="(?!)",
        one_before="(?!)",
        half="(?:een )?half",
        and_half="(?!)",
        window=r"\s+(?:binnen|in|per|van)\s+(?:een periode van )?",
        window_one=r"\s+per\s+",
        or_else="of ",
    ),
}  # fmt: skip

CLOCKS: dict[str, ClockWords] = {
    "en": ClockWords(
        days=("Mon(?:days?)?", "Tue(?:s(?:days?)?)?", "Wed(?:nesdays?|s)?", "Thu(?:rs?(?:days?)?)?", "Fri(?:days?)?",
              "Sat(?:urdays?)?", "Sun(?:days?)?"),
        groups={"Mon-Fri": r"(?:on )?weekdays", "Sat,Sun": r"(?:at |on )?weekends", "": r"daily|every day|every night|nightly|each day|each night|a day"},
        day_to="to|through|thru|until",
        day_and="and|&|or|,",
        between=r"between|from|the hours of|hours:?|open(?:ing hours)?:?|[(,:\s–-]|local time|\(local time\)|(?:Eastern|local) (?:Standard )?Time|EST|ET|GMT|except (?:public )?holidays",
        to="to|until|till|through",
        at="at|from|until|till|by|between|before|after|around|approximately",
        suffix=r"hours|hrs|h",
        oclock="o[’']clock",
        noon="(?:12 )?(?:noon|midday)",
        midnight="(?:12 )?midnight",
        hints=("noon", "midday", "midnight"),
        always=r"24\s?/\s?7(?:/365)?|24[\s-]?hours?(?:\s+a\s+day|\s+per\s+day|\s+daily)?(?:,?\s+(?:and\s+)?(?:7|seven)\s+days\s+(?:a|per)\s+week)|24[\s-]?hours?\s+(?:a|per)\s+day|(?:twenty-four|24) hours/7 days|(?:a)?round[- ]the[- ]clock",
        day_and_night=r"24[\s-]?(?:hours?|hrs?|h)\b",
        service=r"helpline|hotline|emergency|telephone|phone|line|service|number|consular|assistance|duty|support|call|pharmac|clinic|police|medical|reception|security|hospital|contact|toll|crisis|on[- ]call|access|ambulance|access|embassy|consulate|operat|switchboard|info|tourist|centre|center|care|response|watch|command",
        open=r"open|available|operat\w+|staffed|answered|reached|hours|hours:|contacted|accessible|monitored|service",
        limit=r"period|notice|stay|transit|limit|visa|delay|window|curfew|quarantine|advance|isolation|ban|flight|journey",
    ),
    "ru": ClockWords(
        days=("пн\\.?|понедельник(?:а)?", "вт\\.?|вторник(?:а)?", "ср\\.?|сред[аыу]", "чт\\.?|четверга?", "пт\\.?|пятниц[аыу]", "сб\\.?|суббот[аыу]", "вс\\.?|воскресень[ея]"),
        groups={"Mon-Fri": "по будням|в будние дни", "": "ежедневно|круглосуточно с"},
        day_to="по|до",
        day_and="и|,",
        between=r"с|[(,:\s–-]",
        to="до",
        at="с|до|в",
        suffix="час(?:ов|а)",
        oclock="(?!)",
        noon="полдень|полудня",
        midnight="полночь|полуночи",
        hints=("полдень", "полудня", "полноч", "полуночи"),
        always="круглосуточн[а-я]*",
        day_and_night="(?!)",
        service="(?!)",
        open="(?!)",
        limit="(?!)",
    ),
    "de": ClockWords(
        days=("Mo(?:\\.|ntags?)", "Di(?:\\.|enstags?)", "Mi(?:\\.|ttwochs?)", "Do(?:\\.|nnerstags?)", "Fr(?:\\.|eitags?)", "Sa(?:\\.|mstags?)", "So(?:\\.|nntags?)"),
        groups={"Mon-Fri": "werktags", "": "täglich"},
        day_to="bis",
        day_and="und|,",
        between=r"von|zwischen|ab|[(,:\s–-]",
        to="bis",
        at="um|ab|von|bis|zwischen|gegen",
        suffix="Uhr",
        oclock="Uhr",
        noon="mittags",
        midnight="Mitternacht",
        hints=("mittag", "mitternacht"),
        always=r"rund um die Uhr",
        day_and_night="(?!)",
        service="(?!)",
        open="(?!)",
        limit="(?!)",
    ),
    "fr": ClockWords(
        days=("lundis?", "mardis?", "mercredis?", "jeudis?", "vendredis?", "samedis?", "dimanches?"),
        groups={"": "tous les jours"},
        day_to="au",
        day_and="et|,",
        between=r"de|entre|[(,:\s–-]",
        to="à|jusqu[’']à",
        at="à|de|dès|entre|vers|jusqu[’']à",
        suffix=r"heures?|h",
        oclock="(?!)",
        noon="midi",
        midnight="minuit",
        hints=("midi", "minuit"),
        always=r"24\s?h(?:eures)? ?(?:/|sur) ?24(?:,? (?:et )?7 ?j(?:ours)? ?(?:/|sur) ?7)?|24/24(?: et 7/7)?",
        day_and_night="(?!)",
        service="(?!)",
        open="(?!)",
        limit="(?!)",
    ),
    "nl": ClockWords(
        days=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        groups={"Mon-Fri": "op werkdagen", "": "dagelijks"},
        day_to="tot(?: en met)?|t/m",
        day_and="en|,",
        between=r"van|tussen|vanaf|[(,:\s–-]",
        to="tot",
        at="om|vanaf|van|tot|tussen|rond",
        suffix="uur",
        oclock="(?!)",
        noon="(?!)",
        midnight="middernacht",
        hints=("middernacht",),
        always=r"24 uur per dag(?:,? 7 dagen per week)?|dag en nacht",
        day_and_night="(?!)",
        service="(?!)",
        open="(?!)",
        limit="(?!)",
    ),
}  # fmt: skip
