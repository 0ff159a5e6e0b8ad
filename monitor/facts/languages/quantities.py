"""Units of measure, rates, and nouns that are worth counting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """What a language must give for quantities; patterns are regular expressions without groups."""

    measures: dict[str, str]
    """Units of measure, by their names in values; what begins as another one stands before it."""
    per: str
    """What makes a rate of the unit before it ("grams per litre")."""
    per_hour: str
    """What makes a speed of the distance before it."""
    counted: dict[str, str]
    """Nouns that are counted, by their names in values."""
    befell: dict[str, str]
    """What befell people that are counted, by its name in values."""
    whom: str
    """Who they are, at the end of up to four words before."""
    auxiliary: str
    """Words between them and what befell them that say no more ("were", "have been")."""
    nationals: str
    """Who is counted with a word or two before ("two British nationals")."""
    percent: str
    per_mille: str
    magnitude: str
    """What stands before the strength of an earthquake, or behind it."""
    befalls: dict[str, str]
    """What befalls people that are counted behind it ("killed 32"), by its name in `befell`."""


BY_LANGUAGE: dict[str, QuantityWords] = {
    "en": QuantityWords(
        measures={
            "km/h": r"km/?h|kph|kmph|kmh", "mph": r"mph|miles (?:per|an) hour", "km2": r"km2|km²|square kilomet(?:re|er)s?|sq\.? ?km", "km": r"kilomet(?:re|er)s?|kms?",
            "nautical mile": r"nautical miles?|nm", "square mile": r"square miles?", "mile": r"miles?|mi",
            "cm": r"centimet(?:re|er)s?|cms?", "mm": r"millimet(?:re|er)s?|mm", "m2": r"m2|m²|square met(?:re|er)s?|sq\.? ?m", "m": r"met(?:re|er)s?|m|mts?", "foot": r"f(?:oo|ee)t|ft",
            "inch": r"inch(?:es)?", "yard": r"yards?", "acre": r"acres?", "hectare": r"hectares?",
            "mg": r"milligram(?:me)?s?|mg", "kg": r"kilogram(?:me)?s?|kilos?|kgs?", "g": r"gram(?:me)?s?|grs?|gms?|g", "ton": r"tonn?es?|tons?", "pound": r"lbs?|pounds?(?= (?:of|in weight)\b)", "ounce": r"ounces?|oz",
            "ml": r"millilit(?:re|er)s?|ml|cc", "cl": r"centilit(?:re|er)s?|cl", "litre": r"lit(?:re|er)s?|ltrs?|l", "gallon": r"gallons?", "pint": r"pints?", "quart": r"quarts?",
            "degree": r"degrees?(?: (?:celsius|centigrade))?|°\s?C?|℃", "degree F": r"degrees fahrenheit|°\s?F|℉", "page": r"(?:(?:completely|fully|totally|entirely|blank|empty|clear|unused|full|complete|facing|consecutive|visa|passport|unstamped|free|side-by-side|adjacent)[\s-]+){0,4}pages?",
        },
        per=r"(?:/|\s?per\s|\sin\s(?:(?:a|one)\s)?)",
        per_hour=r"\s?(?:per|an|/)\s?h(?:ou)?r?",
        counted={
            "dose": r"(?:(?:booster|single|additional|primary|vaccine)\s)?doses?", "cigarette": r"cigarettes?", "cigar": r"cigars?", "bottle": r"bottles?", "can": r"cans", "pack": r"packs?|packets?|cartons?", "tablet": r"tablets?|pills?",
            "photo": r"(?:(?:recent|identical|colou?red?|passport[- ]size[d]?|passport|biometric)\s)*photo(?:graph)?s?", "copy": r"(?:\w+ )?copies", "entry": r"entries",
            "checkpoint": r"(?:\w+ )?checkpoints?", "border crossing": r"(?:(?:land|main|official|international|open) )*(?:border crossings?|crossing points?|ports? of entry)", "case": r"(?:(?:confirmed|suspected|reported|probable|new|imported|locally acquired|human)\s(?:and |or )?)*cases",
            "death": r"(?:confirmed |reported |associated )?(?:deaths|fatalities)", "attack": r"(?:(?:\w+) ){0,2}?attacks", "earthquake": r"earthquakes", "casualty": r"casualties", "incident": r"(?:reported )?incidents",
            "kidnapping": r"(?:reported )?(?:kidnappings|abductions)", "homicide": r"homicides|murders", "witness": r"witnesses", "drone": r"drones", "missile": r"(?:ballistic )?missiles", "explosion": r"explosions",
        },
        befell={
            "killed": r"killed|dead|died|murdered|killings?", "injured": r"injured|wounded|hurt", "arrested": r"arrested|detained", "kidnapped": r"kidnapped|abducted|taken hostage|held hostage", "missing": r"missing",
            "displaced": r"displaced", "evacuated": r"evacuated", "hospitalised": r"hospitali[sz]ed", "executed": r"executed", "infected": r"infected",
        },
        whom=r"people|persons?|civilians?|nationals?|citizens?|tourists?|soldiers?|officers?|personnel|travell?ers?|insurgents?|foreigners?|police|others?|militants?|terrorists?|protest[eo]rs?|children|women|men|passengers?|individuals|members|students|workers|hikers|climbers|visitors|troops|residents|bystanders|attackers?|policem[ae]n|missionar(?:y|ies)|aid workers|employees|journalists|pilgrims|Americans|Canadians",
        auxiliary=r"were|was|have been|had been|has been|being|are|is|have|had|also|reportedly|either|left|confirmed|later|seriously",
        nationals=r"nationals|citizens|tourists|visitors|Americans|Canadians|refugees|passengers|people|persons|individuals|soldiers|officers|prisoners|protest[eo]rs|personnel|fatalities|casualties|civilians|militants|insurgents|hostages|attendees|worshippers|spectators|survivors",
        percent=r"%|per\s?cent\b|percentage points?",
        per_mille=r"‰|per mill?e\b|promille",
        magnitude=r"magnitude(?: of)?|(?:Richter|moment magnitude) scale(?: of)?",
        befalls={"killed": r"kill(?:ed|ing|s)|claimed the lives of|leaving dead", "injured": r"injur(?:ed|ing)|wound(?:ed|ing)"},
    ),
    "ru": QuantityWords(
        measures={
            "km/h": "км/ч", "km": r"километр(?:а|ов|ах)?|км", "mm": "мм", "m": r"метр(?:а|ов|ах)?|м", "mg": "мг", "kg": r"килограмм(?:а|ов)?|кг", "g": r"грамм(?:а|ов)?|г",
            "ml": "мл", "litre": r"литр(?:а|ов)?|л", "degree": r"градус(?:а|ов)?",
        },
        per=r"(?:/|\sна\s)", per_hour=r"\sв час",
        counted={"cigarette": "сигарет[аы]?", "photo": "фотографи[яий]"},
        befell={"killed": "погибши[хе]|погибли", "injured": "ранен[ыо]?|пострадавших"},
        whom="человека?|людей", auxiliary="были|было", nationals="человек|людей|граждан",
        percent="%|процент(?:а|ов)?", per_mille="‰|промилле", magnitude="магнитудой", befalls={},
    ),
    "de": QuantityWords(
        measures={"km/h": "km/h", "km": "km|Kilometern?", "cm": "cm", "m": "m|Metern?", "kg": "kg|Kilogramm", "g": "g|Gramm", "litre": "l|Liter"},
        per="(?:/| pro )", per_hour=" pro Stunde", counted={"cigarette": "Zigaretten"}, befell={}, whom="(?!)", auxiliary="(?!)",
        nationals="Personen", percent="%|Prozent", per_mille="‰|Promille", magnitude="Stärke", befalls={},
    ),
    "fr": QuantityWords(
        measures={"km/h": "km/h", "km": "km|kilomètres?", "cm": "cm", "m": "m|mètres?", "kg": "kg|kilogrammes?|kilos?", "g": "g|grammes?", "litre": "l|litres?"},
        per="(?:/| par )", per_hour=" par heure|/heure", counted={"cigarette": "cigarettes?"}, befell={}, whom="(?!)", auxiliary="(?!)",
        nationals="personnes", percent="%|pour cent", per_mille="‰|pour mille", magnitude="magnitude", befalls={},
    ),
    "nl": QuantityWords(
        measures={"km/h": "km/u(?:ur)?", "km": "km|kilometer", "cm": "cm", "m": "m|meter", "kg": "kg|kilo(?:gram)?", "g": "g|gram", "litre": "l|liter"},
        per="(?:/| per )", per_hour=" per uur", counted={"cigarette": "sigaretten"}, befell={}, whom="(?!)", auxiliary="(?!)",
        nationals="personen|mensen", percent="%|procent", per_mille="‰|promille", magnitude="kracht", befalls={},
    ),
}  # fmt: skip
