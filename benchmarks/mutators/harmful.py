"""Edits that turn a fact: each is found and made by a strict pattern of its own."""

from __future__ import annotations

from mutators import contacts, senses, values
from mutators.edits import Maker

MAKERS: dict[str, Maker] = {
    "digit": contacts.digit,
    "swapped": contacts.swapped,
    "short code": contacts.short_code,
    "e-mail": contacts.email,
    "modality": senses.modality,
    "not": senses.not_inserted,
    "punishment": values.punishment,
    "stay": values.stay,
    "moment": values.moment,
    "figure": values.figure,
    "level": senses.level,
    "sentence": contacts.sentence,
}
