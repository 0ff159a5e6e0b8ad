"""Punishments with their range: fines, prison, detention, arrest, deportation, confiscation, bans, caning, death.

A sentence that holds a word of punishment is not yet a threat: "if you are arrested, contact ..." is advice, "9,900 were
arrested" is news. What decides is the word that governs the punishment, the last one of these before it: a modal verb
("may be"), a verb that carries punishments ("risk", "lead to"), a past tense, a denial, or the opening of a condition.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from monitor.facts.durations import find_durations
from monitor.facts.hints import any_of
from monitor.facts.languages import words_of
from monitor.facts.languages.penalties import BY_LANGUAGE, PenaltyWords
from monitor.facts.masked import Found, Masked
from monitor.facts.money import find_money
from monitor.facts.offences import offence_of

Form = Literal["names", "events", "suffered", "inflicted", "beside", "unnamed"]
Governor = Literal["deny", "past", "open", "may", "threat", "habit", "none"]

REACH = 200
"""Characters before a punishment in which the word that governs it is looked for."""
GAP = 90
"""Most characters between two punishments of one threat ("a fine of ..., and up to ... in")."""
NEAR = 12
"""Most characters between a governing word and a participle that it governs ("expect *to be* fined")."""
MEASURE = "\x01"
"""Stands for each character of a length of time or an amount, where only its place matters."""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    form: Form
    kind: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: PenaltyWords
    mention: re.Pattern[str]
    """Punishments, as groups "form__kind"; phrases that only look like one, as no group."""
    governor: re.Pattern[str]
    """As groups named after `Governor`."""
    joint: re.Pattern[str]
    whom: re.Pattern[str]
    verb: re.Pattern[str]
    """What officials do."""
    target: re.Pattern[str]
    """Whom or what an official's act strikes, behind its verb."""
    left: re.Pattern[str]
    right: re.Pattern[str]
    due: re.Pattern[str]
    """From a fine over what it is for to its amount."""
    is_said: re.Pattern[str]
    people: re.Pattern[str]
    reason: re.Pattern[str]
    deed: re.Pattern[str]
    degree: re.Pattern[str]


_ALONE = re.compile(rf"(?:\A|,|:|\b(?:and|or|to|of|between|is|и|или|либо))\s*{MEASURE}+$", re.IGNORECASE)
"""A length of time that stands where a punishment would: "..., 9 to 15 years in case of"."""
_HAVING = re.compile(r"\b(?:having|getting)$", re.IGNORECASE)
_ADVERB = re.compile(r"\s*(?:\w+ly\s+|also\s+|even\s+|then\s+)?")
_IS = re.compile(r"\b(?:is|are|be|gets?)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|any|of|your|their)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\s(]+")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


@cache
def _grammar(words: PenaltyWords) -> _Grammar:
    def read(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    forms = {
        "names": words.names,
        "suffered": words.suffered,
        "events": words.events,
        "inflicted": words.inflicted,
        "beside": words.beside,
    }
    named = [
        f"(?P<{form}__{kind.replace(' ', '_')}>{pattern})"
        for form, kinds in forms.items()
        for kind, pattern in kinds.items()
    ]
    kind_of = "|".join([*words.aside, *named, f"(?P<unnamed__penalty>{words.unnamed})"])
    degrees = "|".join(f"(?P<{sense}>{said})" for sense, said in words.degree.items())
    adjective = rf"(?:{'|'.join(words.degree.values())}|{words.modifier})"
    measure = rf"{MEASURE}+[’']?s?"
    led = rf"(?:{words.term_joiner})\b\s*"
    return _Grammar(
        words=words,
        mention=read(rf"\b(?:{kind_of})(?!\w)"),
        governor=read(
            rf"\b(?:(?P<deny>{words.deny})|(?P<past>{words.past})|(?P<habit>{words.habit})"
            rf"|(?P<threat>(?:{words.threat})(?:\s+(?:in\s+)?(?:you|your|them|their))?(?:\s+(?:being|getting|having))?)"
            rf"|(?P<open>{words.open_clause})|(?P<may>{words.may}))(?!\w)"
        ),
        joint=read(rf"(?:[\s,/()’'–{MEASURE}-]|\b(?:{words.joiner}|{adjective}|{words.per})\b)*"),
        whom=read(rf"\s+(?:{words.whom})\b"),
        verb=read("|".join(words.inflicted.values())),
        target=read(rf"\s+(?:{words.whom}|{words.what})(?!\w)"),
        left=read(rf"{adjective}|{measure}|{words.may_be}|(?P<link>{words.link})"),
        right=read(
            rf"(?:{words.tail}\b)?(?:\s*[,:(–—-]?\s*(?:{led}){{0,5}}{MEASURE}+(?:\s*(?:{words.per}))?(?:\s*(?:and|or|to|[-–])\s*{MEASURE}+)?"
            rf"(?:\s+in\s+(?:prison|jail))?\s*\)?)?"
            rf"(?:{words.tail}\b)?"
        ),
        due=read(
            rf"(?:\s+[^\s.;:,(){MEASURE}]+){{0,12}}?{words.due}\s+(?:{led}){{0,3}}{MEASURE}+(?:\s+(?:and|or|to)\s+{MEASURE}+)?(?:\s*(?:{words.per}))?"
        ),
        is_said=read(words.is_said),
        people=read(rf"\b(?:{words.people})\b"),
        reason=read(words.reason),
        deed=read(words.deed),
        degree=read(rf"\b(?:{degrees})\b"),
    )


def find_penalties(
    text: Masked, sentences: Iterable[tuple[int, int]], lead: str = "", region: str | None = None
) -> None:
    """One penalty a run of punishments within a sentence, labelled with the offence where the sentence names it.

    The value is `{"kinds": [...], "terms": [...], "amounts": [...], "degree": [...]}`: what is threatened, for how
    long, how much, how heavy; only `kinds` is always there. Terms and amounts in the run are no facts of their own.

    Args:
        sentences: start and end of each sentence of the text.
        lead: what leads in the list of which the text is an item ("You could:").
        region: ISO 3166-1 alpha-2 of the publisher's country, for a bare "$".
    """
    for words in words_of(BY_LANGUAGE, text.languages):
        for start, end in sentences:
            led_by = lead[-2 * REACH :] if start == 0 else ""
            small = f"{led_by} {text.text[start:end]}".lower()
            if any_of(words.stems).search(small):
                _Sentence(text, start, end, led_by, _grammar(words), region).take()


class _Sentence:
    """One sentence in which punishments are sought; offsets are its own."""

    def __init__(self, text: Masked, start: int, end: int, lead: str, grammar: _Grammar, region: str | None) -> None:
        self.text, self.start, self.grammar, self.lead = text, start, grammar, lead
        self.said = text.text[start:end]
        self.free = text.free[start:end]
        self.region = region

    def take(self) -> None:
        """Take each threat of the sentence."""
        mentions = list(self._mentions())
        led = self.grammar.mention.search(self.lead) if self.lead else None
        if not mentions and not led:
            return
        self.measures = self._measures()
        parts, at = [], 0
        for measure in self.measures:
            start = max(at, measure.start)
            parts += [self.free[at:start], MEASURE * (measure.end - start)]
            at = measure.end
        self.shape = "".join([*parts, self.free[at:]])
        before = f"{self.lead} " if self.lead else ""
        shift = len(before)
        governors = self.grammar.governor.finditer(before + self.said)
        self.governors: list[tuple[int, Governor]] = [(m.end() - shift, m.lastgroup) for m in governors]  # type: ignore[misc]
        threatened = bool(led)
        taken = 0
        for run in self._runs(mentions):
            if run[-1].end <= taken:  # "in prison" behind the term of a sentence
                continue
            left, right = self._span(run)
            if all(m.form in ("unnamed", "beside") for m in run):
                if MEASURE not in self.shape[left:right]:
                    continue
            else:  # "severe penalties, including prison": the named ones are the punishment
                while run[0].form == "unnamed":
                    run.pop(0)
                while run[-1].form == "unnamed":
                    run.pop()
                left, right = self._span(run)
            if any(self._threatens(m, left, right) for m in run):
                value = self._value(run, left, right)
                if not value["kinds"]:
                    continue
                threatened = threatened or "prison" in value["kinds"]
                self._take(left, run, right, value)
                taken = right
        if threatened:
            self._take_bare_terms()

    def _mentions(self) -> Iterable[_Mention]:
        for match in self.grammar.mention.finditer(self.free):
            if match.lastgroup:
                form, _, kind = match.lastgroup.partition("__")
                yield _Mention(match.start(), match.end(), form, kind.replace("_", " "))  # type: ignore[arg-type]

    def _is_verb(self, mention: _Mention) -> bool:
        """Whether officials do it: "fine" and "arrest" are nouns too, but not behind "may" or beside another verb."""
        if mention.form == "inflicted":
            return True
        word = self.free[mention.start : mention.end]
        noun = _ARTICLE.search(self.free, max(0, mention.start - 4 * NEAR), mention.start)
        return bool(self.grammar.verb.fullmatch(word)) and not noun

    def _measures(self) -> list[Found]:
        held = Masked(self.said, self.text.languages)
        held.free = self.free
        find_money(held, self.region)
        find_durations(held)
        return sorted((f for f in held.found if f.kind in ("money", "duration")), key=lambda f: f.start)

    def _runs(self, mentions: list[_Mention]) -> list[list[_Mention]]:
        """Punishments of one threat: nothing but joiners, adjectives and measures stands between them."""
        runs: list[list[_Mention]] = []
        for mention in mentions:
            between = self.shape[runs[-1][-1].end : mention.start] if runs else None
            if between and self._is_verb(runs[-1][-1]) and (whom := self.grammar.whom.match(between)):
                between = between[whom.end() :]  # "will fine *you* and may jail you"
            if between is not None and len(between) <= GAP and self.grammar.joint.fullmatch(between):
                runs[-1].append(mention)
            else:
                runs.append([mention])
        return runs

    def _span(self, run: list[_Mention]) -> tuple[int, int]:
        """The run with its adjectives, lengths and amounts on both sides."""
        left, right = run[0].start, run[-1].end
        opened = self.shape[max(0, left - 1) : left] == "("  # "risks (arrest, ...": what stands before is outside
        for word in [] if opened else reversed(list(_WORD.finditer(self.shape, max(0, left - REACH), left))):
            said = self.grammar.left.fullmatch(word.group())
            if not said:
                break
            if not said["link"]:  # "of", "a" belong to it only between two words that do
                left = word.start()
            if self.shape[max(0, word.start() - 1) : word.start()] == "(":
                break
        if self._is_verb(run[-1]) and (target := self.grammar.target.match(self.shape, right)):
            right = target.end()
        tail = self.grammar.right.match(self.shape, right)
        if tail:
            right = tail.end()
        if run[-1].kind == "fine" and MEASURE not in self.shape[left:right]:
            due = self.grammar.due.match(self.shape, run[-1].end)
            right = due.end() if due else right
        return left, right

    def _threatens(self, mention: _Mention, left: int, right: int) -> bool:
        """Whether it may befall the reader, or has befallen people for what the reader might do."""
        end, governor = self._governor(mention.start)
        if governor in ("open", "past") and "," in self.said[max(0, end) : mention.start]:
            governor = "none"  # "if you overstay, fines of ...": that clause is over
        if governor == "deny":
            return False
        if governor == "past":
            return not self._in_condition(end) and self._befell(right, left)
        if governor == "open":
            return False
        measured = MEASURE in self.shape[left:right]
        if mention.form == "unnamed":
            return measured
        if mention.form == "beside":
            return measured and governor in ("may", "threat", "habit")
        if mention.form == "inflicted":
            return governor in ("may", "habit") and mention.start - end < 4 * NEAR
        if mention.form == "events":
            as_verb = governor == "may" and _ADVERB.fullmatch(self.said, end, mention.start)  # "may even jail you"
            return measured or governor == "threat" or bool(as_verb)
        if mention.form == "suffered":
            if governor == "threat":  # "risk being fined", and not "results in four terrorists arrested"
                having = _HAVING.search(self.said, max(0, end - NEAR), end)  # "risk having their passports confiscated"
                return mention.start - end < (3 * NEAR if having else NEAR)
            return governor != "none" or bool(_IS.search(self.said[max(0, mention.start - REACH) : mention.start]))
        return measured or governor != "none" or bool(self.grammar.is_said.match(self.said, right))

    def _governor(self, start: int) -> tuple[int, Governor]:
        """Where the last governing word before a punishment ends, and what it does."""
        at = bisect_right(self.governors, start, key=_end)
        if not at or start - self.governors[at - 1][0] >= REACH:
            return 0, "none"
        return self.governors[at - 1]

    def _in_condition(self, past: int) -> bool:
        """Whether a past tense stands in a condition: "when British nationals have been arrested"."""
        at = bisect_left(self.governors, past, key=_end)
        if not at:
            return False
        end, governor = self.governors[at - 1]
        return governor == "open" and "," not in self.said[max(0, end) : past]

    def _befell(self, right: int, left: int) -> bool:
        """ "Foreign nationals have been detained for ..." warns; "9,900 were arrested in 2022" is news."""
        around = self.said[max(0, left - REACH) : right + REACH]
        if _DATED.search(around):
            return False
        if self.grammar.deed.search(self.said, right, right + REACH):
            return True
        if not self.grammar.people.search(around):
            return False
        return bool(self.grammar.reason.search(around)) or MEASURE in self.shape[left:right]

    def _take(self, left: int, run: list[_Mention], right: int, value: dict[str, Any]) -> None:
        first = run[0].start if run else left
        before = self.said[max(0, first - 2 * REACH) : first]
        offence = offence_of(before, self.said[right : right + REACH], self.grammar.words)
        if offence is None and run and run[-1].kind == "fine":  # "the fine for littering is up to ..."
            offence = offence_of(before, self.said[run[-1].end : right + REACH], self.grammar.words)
        if offence is None and self.lead:
            offence = offence_of(self.lead.rstrip(" :"), "", self.grammar.words)
        self.text.take("penalty", self.start + left, self.start + right, value, offence)
        self.free = self.free[:left] + " " * (right - left) + self.free[right:]
        self.shape = self.shape[:left] + " " * (right - left) + self.shape[right:]

    def _value(self, run: list[_Mention], left: int, right: int) -> dict[str, Any]:
        kinds = sorted({m.kind for m in run if m.form != "unnamed"})
        first, last = (bisect_left(self.measures, at, key=_start) for at in (left, right))
        measures = [f for f in self.measures[first:last] if f.end <= right]
        within = [f.value for f in measures if f.kind == "duration"]
        amounts = [f.value for f in measures if f.kind == "money"]
        if not kinds:  # "a sentence of 5 years", "a penalty of 500 euros"
            kinds = [kind for kind, there in (("fine", amounts), ("prison", within)) if there]
        value: dict[str, Any] = {"kinds": kinds}
        if degree := sorted({str(m.lastgroup) for m in self.grammar.degree.finditer(self.said[left:right])}):
            value["degree"] = degree
        if within:
            value["terms"] = within
        if amounts:
            value["amounts"] = amounts
        return value

    def _take_bare_terms(self) -> None:
        """ "5 to 8 years of imprisonment for rape, 9 to 15 years in case of ...": each is a punishment of its own."""
        for measure in self.measures:
            unit = measure.value.get("unit") if isinstance(measure.value, dict) else None
            if unit not in ("year", "month") or self.shape[measure.start] != MEASURE:
                continue
            if _ALONE.search(self.shape, max(0, measure.start - NEAR), measure.end):
                self._take(measure.start, [], measure.end, {"kinds": ["prison"], "terms": [measure.value]})


def _end(governor: tuple[int, Governor]) -> int:
    return governor[0]


def _start(measure: Found) -> int:
    return measure.start
