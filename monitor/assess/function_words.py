"""The little words by which a language is told: they are a third of any text, and hardly stand in another language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "da": "og i at det er en til på der for med af ikke de den du kan som et har fra skal eller ved om",
            "de": "der die das und in zu den nicht von sie ist des im mit dem eine ein auf für werden sich bei oder wird aus nach",
            "en": "the and of to in you is for are or not with your should if be on that by from at have can as this they",
            "es": "el la los las de y en que del un una por con para no se su al es o como si más son puede",
            "fr": "le la les de des et en du une un est pour que dans vous par sur aux au avec ne pas ou il sont se",
            "it": "il di e la che in un per non una con del della sono le i gli si è dei alla da nel al o delle",
            "nl": "de het een en van in is op te dat zijn voor niet met u bij naar door kunt of aan er uw als ook",
            "pl": "w i na z do nie się że jest to o oraz od dla po ze lub a jak są przez może być przed należy",
            "pt": "o a os as de e em que do da um uma para com por não no na se dos ao ou é são como",
            "sv": "och i att det som en på är av för med till den inte om har de kan ett du från vid eller ska",
            "tr": "ve bir bu için ile de da olarak olan en ya veya çok daha gibi kadar olup her sonra ancak değil",
        }.items()
    }
)
"""The commonest words of each language in Latin letters, in small letters, ISO 639-1."""
