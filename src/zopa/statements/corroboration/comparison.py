"""Two statements held against each other: where they meet, where they part, and with which words.

`compare` gives the numbers that the calibrated scores are made of
(`zopa.statements.corroboration.score`), `differing` the words that make up a difference.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from zopa.foundation.text import Span
from zopa.statements.corroboration.opposites import OPPOSITES
from zopa.statements.corroboration.wording import Amount, Wording
from zopa.statements.statement import Spans

ALIKE_FEATURES = (
    "cosine", "cosine squared", "overlap", "containment", "names shared", "amounts shared",
    "speakers one", "act one",
)  # fmt: skip
"""What the score of telling the same matter is made of, in this order; each counts for it."""

APART_FEATURES = {
    "figures": ("amounts apart", "amounts lone", "amounts shared"),
    "who": ("speakers apart", "names apart", "names turned", "lead apart", "words exchanged"),
    "whether": (
        "negation one-sided", "denied here, asserted there", "opposites", "refusal one-sided",
        "restriction one-sided", "word for word",
    ),
    "scope": (
        "restriction one-sided", "part one-sided", "whole one-sided", "more on one side",
        "denied here, asserted there", "word for word",
    ),
}  # fmt: skip
"""Likewise for each kind of difference; each counts for it, except those of `AGAINST`."""

ANY_FEATURES = (
    "amounts apart", "amounts lone", "speakers apart", "lead apart", "names turned", "names apart",
    "words exchanged", "negation one-sided", "denied here, asserted there", "opposites",
    "refusal one-sided", "restriction one-sided", "part one-sided", "whole one-sided",
    "more on one side", "word for word",
)  # fmt: skip
"""And for whether there is any difference at all."""

AGAINST = frozenset({"amounts shared", "word for word"})
"""What counts against a difference."""

AFFAIR_FEATURES = ("matter", "speakers one", "speakers two", "act one")
"""What tells, of statements that reports of one affair make, those of one matter. `matter` is the
log odds by `ALIKE_FEATURES`; only `speakers two` counts against it."""

FORM = 4
"""The fewest letters of a stem that may begin a longer form of the same name."""
ROUGH = 0.1
"""How far apart figures may lie that are said to be about so much."""
CLOSE = 0.01
"""And others, for rounding."""


class _Parts(NamedTuple):
    """What the numbers and the spans are both made of."""

    near: float
    here: frozenset[str]
    there: frozenset[str]
    names: tuple[frozenset[str], frozenset[str]]
    meeting: int
    lone: tuple[list[Amount], list[Amount]]
    clash: tuple[list[Amount], list[Amount]]
    speakers: float
    voices: bool
    lead: bool
    turned: bool
    denied: frozenset[str]
    opposed: tuple[frozenset[str], frozenset[str]]


def _parts(one: Wording, other: Wording) -> _Parts:
    here, there = one.stems - other.stems, other.stems - one.stems
    smaller = min(len(one.stems), len(other.stems))
    meeting, lone_here, lone_there = _amounts(one.amounts, other.amounts)
    speakers = _speakers(one, other)
    return _Parts(
        near=(len(one.stems) - len(here)) / smaller if smaller else 0.0,
        here=here,
        there=there,
        names=(_unmet(one.names, other.stems), _unmet(other.names, one.stems)),
        meeting=meeting,
        lone=(lone_here, lone_there),
        clash=(_clashing(lone_here, other.amounts), _clashing(lone_there, one.amounts)),
        speakers=speakers,
        voices=speakers < 0 and one.commits and other.commits,
        lead=one.lead in here and other.lead in there,
        turned=_turned(one, other),
        denied=((one.denied - one.asserted) & other.asserted)
        | ((other.denied - other.asserted) & one.asserted),
        opposed=_opposed(one, other),
    )


def compare(one: Wording, other: Wording, cosine: float) -> dict[str, float]:
    """The numbers of `one` held against `other`, by name; turning the two about changes none.

    `cosine` is that of their embeddings. All numbers lie between -1 and 1, or count things up to
    2, so that none of them can decide alone.
    """
    part = _parts(one, other)
    shared = len(one.stems) - len(part.here)
    together = shared + len(part.here) + len(part.there)
    larger = max(len(one.stems), len(other.stems))
    unlike_refusal = one.refuses != other.refuses
    restriction = bool(one.restrictors) != bool(other.restrictors)
    exchanged = _exchanged(one, other)
    unlike = part.here or part.there or part.voices or unlike_refusal or restriction
    word_for_word = not (unlike or exchanged or part.turned) and len(one.negators) == len(
        other.negators
    )
    return {
        "cosine": cosine,
        "cosine squared": cosine * abs(cosine),
        "overlap": shared / together if together else 0.0,
        "containment": part.near,
        "names shared": min(len(one.names & other.names), 2.0),
        "names apart": min(len(part.names[0]), len(part.names[1]), 2) / 2 * part.near,
        "amounts shared": float(min(part.meeting, 2)),
        "amounts apart": float(bool(part.clash[0] and part.clash[1])),
        "amounts lone": float(bool(part.lone[0]) != bool(part.lone[1])),
        "speakers one": float(part.speakers > 0),
        "speakers two": max(-part.speakers, 0.0),
        "speakers apart": -part.speakers if part.voices else 0.0,
        "act one": float(one.act is other.act),
        "names turned": float(part.turned),
        "lead apart": part.near if part.lead else 0.0,
        "words exchanged": exchanged,
        "word for word": float(word_for_word),
        "negation one-sided": float(bool(one.negators) != bool(other.negators)),
        "denied here, asserted there": min(len(part.denied), 2) / 2,
        "opposites": float(min(len(part.opposed[0]), len(part.opposed[1]), 2)),
        "refusal one-sided": float(unlike_refusal),
        "restriction one-sided": float(restriction),
        "part one-sided": float(bool(one.parts) != bool(other.parts)),
        "whole one-sided": float(bool(one.wholes) != bool(other.wholes)),
        "more on one side": abs(len(one.stems) - len(other.stems)) / larger if larger else 0.0,
    }


def differing(one: Wording, other: Wording, kind: str) -> tuple[Spans, Spans]:
    """The words in which two statements differ, for a kind of difference, on either side."""
    part = _parts(one, other)
    if kind == "figures":
        return (
            _merged([each.span for each in part.clash[0] or part.lone[0]]),
            _merged([each.span for each in part.clash[1] or part.lone[1]]),
        )
    if kind == "who":
        return _who(one, part.names[0], part), _who(other, part.names[1], part)
    told = (_of(one, part.denied | part.opposed[0]), _of(other, part.denied | part.opposed[1]))
    if kind == "whether":
        return _merged(one.negators, told[0]), _merged(other.negators, told[1])
    return _scope(one, other, told[0]), _scope(other, one, told[1])


def _unmet(names: frozenset[str], stems: frozenset[str]) -> frozenset[str]:
    """The names that the other does not have, in this form or as “Norland” and “Norlander”."""
    return frozenset(
        name
        for name in names - stems
        if not any(
            min(len(name), len(each)) >= FORM and (each.startswith(name) or name.startswith(each))
            for each in stems
        )
    )


def _amounts(
    one: tuple[Amount, ...], other: tuple[Amount, ...]
) -> tuple[int, list[Amount], list[Amount]]:
    lone_here = [a for a in one if not any(_meet(a, b) for b in other)]
    lone_there = [b for b in other if not any(_meet(a, b) for a in one)]
    return len(one) - len(lone_here), lone_here, lone_there


def _meet(one: Amount, other: Amount) -> bool:
    if one.unit != other.unit:
        return False
    if one.unit in ("day", "year") and max(one.low, other.low) > 1000:
        slack = 0.0
    else:
        share = ROUGH if one.about or other.about else CLOSE
        slack = share * max(abs(one.low), abs(one.high), abs(other.low), abs(other.high))
    return one.low - slack <= other.high and other.low - slack <= one.high


def _clashing(lone: list[Amount], others: tuple[Amount, ...]) -> list[Amount]:
    units = {amount.unit for amount in others}
    return [amount for amount in lone if amount.unit in units]


def _of(wording: Wording, stems: frozenset[str]) -> list[Span]:
    return [term.span for term in wording.terms if term.stem in stems]


def _opposed(one: Wording, other: Wording) -> tuple[frozenset[str], frozenset[str]]:
    """Opposites that each stand, asserted, on one side only."""
    here, there = one.asserted - other.asserted, other.asserted - one.asserted
    pairs = [
        (mine, theirs) for mine in here & OPPOSITES.keys() for theirs in OPPOSITES[mine] & there
    ]
    return frozenset(mine for mine, _ in pairs), frozenset(theirs for _, theirs in pairs)


def _turned(one: Wording, other: Wording) -> bool:
    """Whether two names that both have stand the other way round."""
    mine = [term.stem for term in one.terms if term.name]
    theirs = [term.stem for term in other.terms if term.name]
    if one.commits:
        mine = [*_voice(one), *mine]
    if other.commits:
        theirs = [*_voice(other), *theirs]
    both = sorted(set(mine) & set(theirs))
    if len(both) < 2:
        return False
    return sorted(both, key=mine.index) != sorted(both, key=theirs.index)


def _exchanged(one: Wording, other: Wording) -> float:
    """How much is the same, in the same order, on both sides of one or two words that are not."""
    mine, theirs = [t.stem for t in one.terms], [t.stem for t in other.terms]
    least = min(len(mine), len(theirs))
    head = next((i for i in range(least) if mine[i] != theirs[i]), least)
    tail = next((i for i in range(least - head) if mine[-1 - i] != theirs[-1 - i]), least - head)
    if not (1 <= len(mine) - head - tail <= 2 and 1 <= len(theirs) - head - tail <= 2):
        return 0.0
    return (head + tail) / max(len(mine), len(theirs))


def _voice(wording: Wording) -> list[str]:
    return sorted({part for name in wording.speaker for part in name})


def _speakers(one: Wording, other: Wording) -> float:
    """1 for the same, -1 for different ones, -0.5 for two of one party, 0 where it is not told."""
    if not one.speaker or not other.speaker:
        return 0.0
    if any(a <= b or b <= a for a, b in product(one.speaker, other.speaker)):
        return 1.0
    if one.party and one.party == other.party:
        return -0.5
    return -1.0


def _who(wording: Wording, names: frozenset[str], part: _Parts) -> Spans:
    found = _of(wording, names)
    if part.voices:
        found += wording.voice
    if part.lead:
        found.append(wording.terms[0].span)
    if part.turned:
        found += [term.span for term in wording.terms if term.name]
    return _merged(found)


def _scope(one: Wording, other: Wording, told: list[Span]) -> Spans:
    found = [*one.restrictors, *one.parts, *one.wholes, *told]
    if other.restrictors or other.negators:
        found += one.additives
    if not (told or one.restrictors or other.restrictors) and len(one.stems) > len(other.stems):
        found += [term.span for term in one.terms if term.stem not in other.stems]
    return _merged(found)


def _merged(*groups: list[Span] | Spans) -> Spans:
    return tuple(sorted({span for group in groups for span in group}))
