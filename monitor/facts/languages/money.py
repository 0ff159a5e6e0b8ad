"""Currencies: their signs and codes, which no language changes, and their names in each."""

from __future__ import annotations

from dataclasses import dataclass

SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "CAD$": "CAD",
    "CDN$": "CAD", "NZ$": "NZD", "NZD$": "NZD", "N$": "NAD", "NAD$": "NAD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD",
    "NT$": "TWD", "R$": "BRL", "J$": "JMD", "JA$": "JMD", "TT$": "TTD", "EC$": "XCD", "B$": "BSD",
    "BZ$": "BZD", "BDS$": "BBD", "FJ$": "FJD", "F$": "FJD", "GY$": "GYD", "G$": "GYD", "Z$": "ZWG", "L$": "LRD",
    "MX$": "MXN", "CUP$": "CUP", "COL$": "COP", "RD$": "DOP", "SI$": "SBD", "SBD$": "SBD", "WS$": "WST", "T$": "TOP",
    "USD$": "USD", "$U": "UYU", "$": "$", "E£": "EGP", "EGP£": "EGP", "£E": "EGP", "£": "GBP", "€": "EUR", "₸": "KZT", "₽": "RUB", "₹": "INR", "₺": "TRY",
    "₴": "UAH", "₩": "KRW", "₪": "ILS", "₫": "VND", "₱": "PHP", "฿": "THB", "₦": "NGN", "₾": "GEL", "₡": "CRC",
    "₭": "LAK", "₮": "MNT", "៛": "KHR", "₵": "GHS", "GH₵": "GHS", "֏": "AMD", "₼": "AZN", "¥": "JPY", "CN¥": "CNY",
    "Rs.": "rupee", "Rs": "rupee", "INRs": "INR", "Rp": "IDR", "Rp.": "IDR", "RM": "MYR", "KSh": "KES", "Ksh": "KES",
    "KES": "KES", "TSh": "TZS", "Tsh": "TZS", "USh": "UGX", "Ush": "UGX", "Php": "PHP", "FCFA": "XOF",
    "CFA": "XOF", "CFAF": "XOF", "SFr": "CHF", "Br": "Br", "Kč": "CZK", "zł": "PLN", "Ft": "HUF",
    "DH": "dirham", "Dhs": "dirham", "Dh": "dirham", "DA": "DZD", "RMB": "CNY", "STG": "GBP", "CUC": "CUC",
}  # fmt: skip
"""Signs and short forms as they are printed before or behind an amount, by the code of the currency.

Where a sign is shared the currency's name stands for it, and the bare dollar is the publisher's own (`OWN_DOLLAR`).
"""
OWN_DOLLAR = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD"}
"""What a bare dollar is to a publisher of that country."""
CODES = frozenset(
    "AED AFN AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SLL SRD SSP STN SYP SZL THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS "
    "VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL".split()
)
"""ISO 4217 codes in use; ALL, TOP and SOS are left out, for in capitals they are words."""


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """What a language must give for money; patterns are regular expressions without groups."""

    names: dict[str, str]
    """Words of each currency's name, by the name that stands in values where nothing says whose it is."""
    whose: dict[str, dict[str, str]]
    """By that name: the words that say whose it is, before or behind it, and the code that both make."""
    alone: dict[str, str]
    """Names that only one currency has, or that alone mean one."""
    not_before: str
    """What shows behind the name that it is no money ("5 pounds of tea")."""
    weighs: str
    """Words near by which a pound is a weight."""


BY_LANGUAGE: dict[str, MoneyWords] = {
    "en": MoneyWords(
        names={
            "dollar": "dollars?", "euro": "euros?", "pound": "pounds?(?: sterling)?|sterling", "dinar": "dinars?",
            "dirham": "dirhams?", "franc": "francs?", "peso": "pesos?", "rupee": "rupees?", "riyal": "riyals?|rials?",
            "shilling": "shillings?", "tenge": "tenge", "som": "soms?", "sum": "soums?|sums?", "ruble": "rou?bles?",
            "lira": "liras?|lire", "lari": "lari", "rand": "rands?", "yen": "yen", "yuan": "yuan|renminbi",
            "baht": "bahts?", "won": r"won(?!\s(?:the|an?(?!\s(?:day|night|week|month|year|person|head)\b)|his|her|their|them|by|over)\b)", "ringgit": "ringgits?", "rupiah": "rupiahs?", "dong": "dongs?",
            "krone": "kron(?:e|er|or|a|ur)|króna|krónur", "zloty": "zlot(?:y|ys|ych)|złoty", "forint": "forints?",
            "koruna": "korun[ay]s?|crowns?", "lek": "leks?", "manat": "manats?", "somoni": "somonis?", "dram": "drams?",
            "shekel": "(?:new )?shekels?", "naira": "nairas?", "cedi": "cedis?", "birr": "birrs?", "kwacha": "kwachas?",
            "pula": "pulas?", "real": "reais", "sol": "soles", "quetzal": "quetzal(?:es)?", "colon": "col[oó]n(?:es)?",
            "gourde": "gourdes?", "taka": "takas?", "hryvnia": "hryvnias?|hryven", "leu": "lei", "lev": "leva|levs?",
            "CFA franc": "CFA(?: francs?)?|francs? CFA", "CFP franc": "CFP francs?|francs? CFP",
            "index": "monthly calculation (?:index(?:es)?|indices)|MCIs?", "afghani": "afghanis?", "ariary": "ariary",
            "balboa": "balboas?", "boliviano": "bolivianos?", "bolivar": "bol[ií]var(?:es)?", "cordoba": "c[oó]rdobas?",
            "dalasi": "dalasis?", "denar": "denars?", "escudo": "escudos?", "florin": "florins?", "guarani": "guaran[ií]s?(?:es)?",
            "guilder": "guilders?", "kina": "kina", "kip": "kips?", "kwanza": "kwanzas?", "kyat": "kyats?",
            "lempira": "lempiras?", "leone": "leones?", "lilangeni": "(?:ema|li)langeni", "loti": "(?:ma)?loti",
            "metical": "metical|meticais", "nakfa": "nakfas?", "ngultrum": "ngultrums?", "ouguiya": "ouguiyas?",
            "pataca": "patacas?", "pa'anga": "pa[’'ʻ]angas?", "riel": "riels?", "rufiyaa": "rufiyaa", "tala": "tala",
            "tugrik": "t[uö]grik?s?|tugrug", "vatu": "vatu", "convertible mark": "convertible marks?", "dobra": "dobras?",
        },
        whose={
            "dollar": {
                "us": "USD", "u.s.": "USD", "usa": "USD", "american": "USD", "united states": "USD", "australian": "AUD", "canadian": "CAD",
                "new zealand": "NZD", "hong kong": "HKD", "singapore": "SGD", "singaporean": "SGD", "namibian": "NAD",
                "namibia": "NAD", "bahamian": "BSD", "barbadian": "BBD", "barbados": "BBD", "bermudian": "BMD", "bermuda": "BMD",
                "brunei": "BND", "bruneian": "BND", "belize": "BZD", "belizean": "BZD", "cayman": "KYD", "cayman islands": "KYD",
                "fijian": "FJD", "fiji": "FJD", "guyanese": "GYD", "guyana": "GYD", "jamaican": "JMD", "liberian": "LRD",
                "solomon islands": "SBD", "surinamese": "SRD", "suriname": "SRD", "trinidad and tobago": "TTD", "tt": "TTD",
                "taiwan": "TWD", "new taiwan": "TWD", "taiwanese": "TWD", "eastern caribbean": "XCD", "east caribbean": "XCD", "ec": "XCD",
                "zimbabwean": "ZWL", "zimbabwe": "ZWL",
            },
            "pound": {
                "british": "GBP", "uk": "GBP", "egyptian": "EGP", "lebanese": "LBP", "sudanese": "SDG", "south sudanese": "SSP",
                "syrian": "SYP", "gibraltar": "GIP", "falkland": "FKP", "falkland islands": "FKP", "st helena": "SHP",
            },
            "dinar": {
                "algerian": "DZD", "bahraini": "BHD", "bahrain": "BHD", "iraqi": "IQD", "jordanian": "JOD", "kuwaiti": "KWD",
                "libyan": "LYD", "serbian": "RSD", "tunisian": "TND",
            },
            "dirham": {"moroccan": "MAD", "emirati": "AED", "uae": "AED"},
            "franc": {
                "swiss": "CHF", "burundian": "BIF", "burundi": "BIF", "congolese": "CDF", "djiboutian": "DJF", "djibouti": "DJF",
                "guinean": "GNF", "guinea": "GNF", "comorian": "KMF", "rwandan": "RWF", "rwanda": "RWF",
            },
            "peso": {
                "argentine": "ARS", "argentinian": "ARS", "chilean": "CLP", "colombian": "COP", "cuban": "CUP",
                "dominican": "DOP", "mexican": "MXN", "philippine": "PHP", "filipino": "PHP", "uruguayan": "UYU",
            },
            "rupee": {
                "indian": "INR", "sri lankan": "LKR", "mauritian": "MUR", "nepalese": "NPR", "nepali": "NPR",
                "pakistani": "PKR", "pakistan": "PKR", "seychelles": "SCR", "seychellois": "SCR",
            },
            "riyal": {
                "iranian": "IRR", "omani": "OMR", "yemeni": "YER", "qatari": "QAR", "qatar": "QAR", "saudi": "SAR",
                "saudi arabian": "SAR",
            },
            "shilling": {
                "kenyan": "KES", "kenya": "KES", "somali": "SOS", "tanzanian": "TZS", "tanzania": "TZS", "ugandan": "UGX",
                "uganda": "UGX",
            },
            "krone": {
                "danish": "DKK", "norwegian": "NOK", "swedish": "SEK", "icelandic": "ISK",
            },
            "CFA franc": {"central african": "XAF", "west african": "XOF"},
            "lira": {"turkish": "TRY"}, "ruble": {"belarusian": "BYN", "russian": "RUB"}, "won": {"south korean": "KRW",
            "korean": "KRW", "north korean": "KPW"}, "kwacha": {"malawian": "MWK", "malawi": "MWK", "zambian": "ZMW"},
            "leu": {"moldovan": "MDL", "romanian": "RON"}, "manat": {"azerbaijani": "AZN", "azerbaijan": "AZN",
            "turkmen": "TMT", "turkmenistani": "TMT"}, "som": {"kyrgyz": "KGS", "kyrgyzstani": "KGS", "uzbek": "UZS"},
            "real": {"brazilian": "BRL"}, "koruna": {"czech": "CZK"},
        },
        alone={
            "euro": "EUR", "pound": "GBP", "tenge": "KZT", "som": "KGS", "sum": "UZS", "ruble": "RUB", "lira": "TRY",
            "lari": "GEL", "rand": "ZAR", "yen": "JPY", "yuan": "CNY", "baht": "THB", "won": "KRW", "ringgit": "MYR",
            "rupiah": "IDR", "dong": "VND", "zloty": "PLN", "forint": "HUF", "koruna": "CZK", "lek": "ALL", "somoni": "TJS",
            "dram": "AMD", "shekel": "ILS", "naira": "NGN", "cedi": "GHS", "birr": "ETB", "pula": "BWP", "real": "BRL",
            "sol": "PEN", "quetzal": "GTQ", "colon": "CRC", "gourde": "HTG", "taka": "BDT", "hryvnia": "UAH", "lev": "BGN",
            "index": "monthly calculation index", "afghani": "AFN", "ariary": "MGA", "balboa": "PAB", "boliviano": "BOB",
            "bolivar": "VES", "cordoba": "NIO", "dalasi": "GMD", "denar": "MKD", "escudo": "CVE", "florin": "AWG",
            "guarani": "PYG", "kina": "PGK", "kip": "LAK", "kwanza": "AOA", "kyat": "MMK", "lempira": "HNL",
            "leone": "SLE", "lilangeni": "SZL", "loti": "LSL", "metical": "MZN", "nakfa": "ERN", "ngultrum": "BTN",
            "ouguiya": "MRU", "pataca": "MOP", "pa'anga": "TOP", "riel": "KHR", "rufiyaa": "MVR", "tala": "WST",
            "tugrik": "MNT", "vatu": "VUV", "convertible mark": "BAM", "dobra": "STN", "CFP franc": "XPF", "CFA franc": "XOF",
        },
        not_before=r"\s(?:of (?!duty|tax|fine|fees?|currency|cash|local|foreign|any)\w+|in weight)\b",
        weighs=r"weigh\w*|lighter|heavier|kilos?|kilogram\w*|kgs?|lbs?|luggage|baggage",
    ),
    "ru": MoneyWords(
        names={
            "dollar": "доллар(?:а|ов|ы)?", "euro": "евро", "tenge": "тенге", "ruble": "рубл(?:ь|я|ей)", "som": "сом(?:а|ов)?",
            "sum": "сум(?:а|ов)?", "pound": "фунт(?:а|ов)?(?: стерлингов)?", "index": "МРП|месячн(?:ых|ый|ого) расч[её]тн(?:ых|ый|ого) показател(?:ей|ь|я)",
            "somoni": "сомони", "hryvnia": "грив(?:ен|на|ны)", "lari": "лари", "yuan": "юан(?:ь|я|ей)", "lira": "лир[аы]?",
        },
        whose={"dollar": {"сша": "USD"}, "ruble": {"российских": "RUB", "белорусских": "BYN"}},
        alone={
            "euro": "EUR", "tenge": "KZT", "ruble": "RUB", "som": "KGS", "sum": "UZS", "pound": "GBP", "somoni": "TJS",
            "index": "monthly calculation index", "hryvnia": "UAH", "lari": "GEL", "yuan": "CNY", "lira": "TRY",
        },
        not_before="(?!)",
        weighs="(?!)",
    ),
    "de": MoneyWords(
        names={"dollar": "(?:US-)?Dollar", "euro": "Euro", "pound": "Pfund", "franc": "Franken"},
        whose={"franc": {"schweizer": "CHF"}, "dollar": {"us": "USD"}},
        alone={"euro": "EUR", "pound": "GBP"}, not_before="(?!)", weighs="(?!)",
    ),
    "fr": MoneyWords(
        names={"dollar": "dollars?", "euro": "euros?", "pound": "livres?(?: sterling)?", "franc": "francs?"},
        whose={"dollar": {"us": "USD", "américains": "USD", "canadiens": "CAD"}, "franc": {"suisses": "CHF", "cfa": "XOF"}},
        alone={"euro": "EUR", "pound": "GBP"}, not_before="(?!)", weighs="(?!)",
    ),
    "nl": MoneyWords(
        names={"dollar": "dollar", "euro": "euro", "pound": "pond"},
        whose={"dollar": {"amerikaanse": "USD", "us": "USD"}, "pound": {"britse": "GBP"}},
        alone={"euro": "EUR", "pound": "GBP"}, not_before="(?!)", weighs="(?!)",
    ),
}  # fmt: skip
