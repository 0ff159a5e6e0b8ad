"""Amounts of money with their currency."""

from __future__ import annotations

import re
from typing import Any

from monitor.facts.masked import Masked
from monitor.facts.numbers import BOUND, DIGITS, bound_of, number

_SYMBOLS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "NZ$": "NZD", "N$": "NAD",
    "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "J$": "JMD", "TT$": "TTD", "EC$": "XCD", "B$": "BSD",
    "£": "GBP", "€": "EUR", "₸": "KZT", "₽": "RUB", "₹": "INR", "₺": "TRY", "₴": "UAH", "₩": "KRW", "₪": "ILS",
    "₫": "VND", "₱": "PHP", "฿": "THB", "₦": "NGN", "₾": "GEL", "¥": "JPY", "RS.": "rupee", "RS": "rupee", "$": "$",
}  # fmt: skip
_CODES = (
    "USD GBP EUR AUD CAD NZD CHF JPY CNY RMB KZT KGS UZS TJS TMT RUB UAH GEL AMD AZN TRY AED SAR QAR KWD BHD OMR JOD EGP "
    "MAD DZD TND LYD SDG ETB KES UGX TZS RWF ZAR NAD BWP ZMW MZN MWK NGN GHS XOF XAF INR PKR BDT LKR NPR THB VND IDR MYR "
    "SGD PHP KRW HKD TWD MXN BRL ARS CLP COP PEN UYU BOB PYG VES CUP JMD TTD BSD BBD XCD ILS LBP SYP IQD IRR AFN PLN CZK "
    "HUF RON BGN RSD SEK NOK DKK ISK MNT LAK KHR MMK FJD PGK VUV WST TOP SBD"
)
# Names of currencies; with the adjective of a country before them the name says whose.
_NAMES = {
    "dollar": "dollars?", "euro": "euros?", "pound": "pounds?(?: sterling)?", "dinar": "dinars?", "dirham": "dirhams?",
    "franc": "francs?", "peso": "pesos?", "rupee": "rupees?", "riyal": "riyals?|rials?", "shilling": "shillings?",
    "tenge": "tenge", "som": "soms?", "sum": "sums?(?= \\d)|soums?", "ruble": "rou?bles?", "lira": "liras?", "lari": "lari", "rand": "rand", "yen": "yen",
    "yuan": "yuan|renminbi", "baht": "baht", "won": "won", "ringgit": "ringgits?", "rupiah": "rupiah", "dong": "dong",
    "krone": "kron(?:e|er|or|a)", "zloty": "zlot(?:y|ys|ych)", "forint": "forints?", "koruna": "korun[ay]s?", "lek": "leks?", "manat": "manats?",
    "somoni": "somonis?", "dram": "drams?", "shekel": "shekels?", "naira": "naira", "cedi": "cedis?", "birr": "birr", "kwacha": "kwachas?",
    "pula": "pula", "real": "reais", "sol": "soles", "quetzal": "quetzal(?:es)?", "colon": "col[oó]n(?:es)?", "gourde": "gourdes?", "taka": "taka",
    "hryvnia": "hryvnias?", "leu": "lei", "lev": "leva", "CFA franc": "CFA(?: francs?)?|francs? CFA", "index": "monthly calculation (?:index(?:es)?|indices)|MCI",
}  # fmt: skip
_NAME = "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in reversed(_NAMES.items()))
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
_CODE = f"(?-i:{'|'.join(_CODES.split())})"
_WHOSE = {
    "us": "USD", "u.s.": "USD", "american": "USD", "united states": "USD", "australian": "AUD", "canadian": "CAD",
    "new zealand": "NZD", "hong kong": "HKD", "singapore": "SGD", "british": "GBP", "algerian": "DZD", "tunisian": "TND",
    "moroccan": "MAD", "emirati": "AED", "uae": "AED", "saudi": "SAR", "kuwaiti": "KWD", "jordanian": "JOD", "egyptian": "EGP",
    "swiss": "CHF", "mexican": "MXN", "indian": "INR", "pakistani": "PKR", "kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS",
    "namibian": "NAD", "bahamian": "BSD", "jamaican": "JMD", "kazakh": "KZT", "kazakhstani": "KZT", "kyrgyz": "KGS", "cfa": "XOF",
    "south african": "ZAR", "turkish": "TRY", "russian": "RUB", "georgian": "GEL", "japanese": "JPY", "chinese": "CNY", "thai": "THB",
}  # fmt: skip
_ADJECTIVE = "|".join(re.escape(w) for w in sorted(_WHOSE, key=len, reverse=True))
_DEFAULT = {
    "euro": "EUR", "pound": "GBP", "tenge": "KZT", "som": "KGS", "sum": "UZS", "ruble": "RUB", "lira": "TRY", "lari": "GEL", "rand": "ZAR", "yen": "JPY", "yuan": "CNY",
    "baht": "THB", "won": "KRW", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "zloty": "PLN", "forint": "HUF", "manat": "AZN", "somoni": "TJS", "dram": "AMD",
    "shekel": "ILS", "naira": "NGN", "cedi": "GHS", "birr": "ETB", "pula": "BWP", "taka": "BDT", "hryvnia": "UAH", "leu": "RON", "lev": "BGN",
    "CFA franc": "XOF", "index": "monthly calculation index", "dirham": "dirham",
}  # fmt: skip
_N = rf"(?:{DIGITS})(?:\s?(?:million|billion|thousand|m|k)\b)?"
_TO = r"\s?(?:-|–|to|and|or)\s?"
_MONEY = (
    re.compile(
        rf"(?<![\w.]){BOUND}(?:(?P<before>{_CODE})\s?)?(?P<symbol>{_SYMBOL})\s?(?P<low>{_N})(?:{_TO}(?:{_SYMBOL})?\s?(?P<high>{_N}))?(?:\s?\(?(?P<code>{_CODE})\)?\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.]){BOUND}(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?\s?(?:(?P<symbol>[£€₸₽₹])|(?P<code>{_CODE})\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{BOUND}(?P<code>{_CODE})\s?(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?"),
    re.compile(
        rf"(?<![\w.]){BOUND}(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?\s+(?:(?P<whose>{_ADJECTIVE}|(?-i:[A-Z][a-z]+))\s+)?(?:{_NAME})\b",
        re.IGNORECASE,
    ),
)


_OWN_DOLLAR = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD"}
"""What a bare dollar is to a publisher of that country."""


def find_money(text: Masked, region: str | None = None) -> None:
    """Amounts with a currency sign, an ISO 4217 code, or a currency's name.

    Args:
        region: ISO 3166-1 alpha-2 of the publisher's country, for a bare "$".
    """
    for pattern in _MONEY:
        for match in text.search(pattern):
            value = money_value(match)
            if value["currency"] in ("$", "dollar"):
                value["currency"] = _OWN_DOLLAR.get(region or "", "$")
            text.take("money", match.start(), match.end(), value)


def money_value(match: re.Match[str]) -> dict[str, Any]:
    """`{amount, currency, bound}`, or `{low, high, currency, bound}` of a range."""
    groups = match.groupdict()
    value: dict[str, Any] = {"amount": number(groups["low"])}
    bound = bound_of(groups.get("bound"))
    if groups.get("high"):
        value = {"low": number(groups["low"]), "high": number(groups["high"])}
        bound = "range"
    return value | {"currency": _currency(groups), "bound": bound}


def _currency(groups: dict[str, str | None]) -> str:
    if code := groups.get("code") or groups.get("before"):
        return code.replace("RMB", "CNY")
    if symbol := groups.get("symbol"):
        return _SYMBOLS.get(symbol.upper(), symbol)
    name = next(name for name in _NAMES if groups.get(name.replace(" ", "_")))
    whose = (groups.get("whose") or "").lower()
    if whose and whose not in _WHOSE:
        return f"{whose} {name}"
    return _WHOSE.get(whose) or _DEFAULT.get(name, name)
