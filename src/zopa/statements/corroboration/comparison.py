"""Comparing two statements: how far they agree, how far they differ, and in which words.

`compare` gives the numbers from which `zopa.statements.corroboration.score` computes
probabilities. `differing` gives the words that make up a difference.
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
"""The numbers, in order, that say whether two statements tell the same matter. A high number always
speaks for it."""

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
"""The numbers, in order, that speak for each kind of difference. Those of `AGAINST` speak against
it."""

ANY_FEATURES = (
    "amounts apart", "amounts lone", "speakers apart", "lead apart", "names turned", "names apart",
    "words exchanged", "negation one-sided", "denied here, asserted there", "opposites",
    "refusal one-sided", "restriction one-sided", "part one-sided", "whole one-sided",
    "more on one side", "word for word",
)  # fmt: skip
"""The numbers, in order, that say whether there is any difference at all."""

AGAINST = frozenset({"amounts shared", "word for word"})
"""The numbers that speak against a difference."""

AFFAIR_FEATURES = ("matter", "speakers one", "speakers two", "act one")
"""The numbers that say whether statements in reports of one affair tell the same matter. `matter`
is the log odds of the score from `ALIKE_FEATURES`. Only `speakers two` speaks against it."""

FORM = 4
"""The fewest letters of a name that counts as the beginning of a longer form of the same name."""
ROUGH = 0.1
"""How far apart two figures may lie and still agree, if one is approximate (“about 40”): this share
of the larger."""
CLOSE = 0.01
"""The same for two exact figures, to allow for rounding."""


class _Parts(NamedTuple):
    """What a comparison finds; both the numbers and the spans are taken from it.

    Pairs hold what belongs to the first and to the second statement.
    """

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


def _parts(first: Wording, second: Wording) -> _Parts:
    here, there = first.stems - second.stems, second.stems - first.stems
    smaller = min(len(first.stems), len(second.stems))
    meeting, lone_here, lone_there = _amounts(first.amounts, second.amounts)
    speakers = _speakers(first, second)
    return _Parts(
        near=(len(first.stems) - len(here)) / smaller if smaller else 0.0,
        here=here,
        there=there,
        names=(_unmet(first.names, second.stems), _unmet(second.names, first.stems)),
        meeting=meeting,
        lone=(lone_here, lone_there),
        clash=(_clashing(lone_here, second.amounts), _clashing(lone_there, first.amounts)),
        speakers=speakers,
        voices=speakers < 0 and first.commits and second.commits,
        lead=first.lead in here and second.lead in there,
        turned=_turned(first, second),
        denied=((first.denied - first.asserted) & second.asserted)
        | ((second.denied - second.asserted) & first.asserted),
        opposed=_opposed(first, second),
    )


def compare(first: Wording, second: Wording, cosine: float) -> dict[str, float]:
    """The numbers of a comparison by name. They do not depend on which statement comes first.

    `cosine` is the cosine of the two embeddings. Each number lies between -1 and 1 or is a count
    of at most 2, so no number can decide alone.
    """
    part = _parts(first, second)
    shared = len(first.stems) - len(part.here)
    together = shared + len(part.here) + len(part.there)
    larger = max(len(first.stems), len(second.stems))
    unlike_refusal = first.refuses != second.refuses
    restriction = bool(first.restrictors) != bool(second.restrictors)
    exchanged = _exchanged(first, second)
    unlike = part.here or part.there or part.voices or unlike_refusal or restriction
    word_for_word = not (unlike or exchanged or part.turned) and len(first.negators) == len(
        second.negators
    )
    return {
        "cosine": cosine,
        "cosine squared": cosine * abs(cosine),
        "overlap": shared / together if together else 0.0,
        "containment": part.near,
        "names shared": min(len(first.names & second.names), 2.0),
        "names apart": min(len(part.names[0]), len(part.names[1]), 2) / 2 * part.near,
        "amounts shared": float(min(part.meeting, 2)),
        "amounts apart": float(bool(part.clash[0] and part.clash[1])),
        "amounts lone": float(bool(part.lone[0]) != bool(part.lone[1])),
        "speakers one": float(part.speakers > 0),
        "speakers two": max(-part.speakers, 0.0),
        "speakers apart": -part.speakers if part.voices else 0.0,
        "act one": float(first.act is second.act),
        "names turned": float(part.turned),
        "lead apart": part.near if part.lead else 0.0,
        "words exchanged": exchanged,
        "word for word": float(word_for_word),
        "negation one-sided": float(bool(first.negators) != bool(second.negators)),
        "denied here, asserted there": min(len(part.denied), 2) / 2,
        "opposites": float(min(len(part.opposed[0]), len(part.opposed[1]), 2)),
        "refusal one-sided": float(unlike_refusal),
        "restriction one-sided": float(restriction),
        "part one-sided": float(bool(first.parts) != bool(second.parts)),
        "whole one-sided": float(bool(first.wholes) != bool(second.wholes)),
        "more on one side": abs(len(first.stems) - len(second.stems)) / larger if larger else 0.0,
    }


def differing(first: Wording, second: Wording, kind: str) -> tuple[Spans, Spans]:
    """The words in which two statements differ, for one kind of difference: the words of `first`,
    then those of `second`."""
    part = _parts(first, second)
    if kind == "figures":
        return (
            _merged([each.span for each in part.clash[0] or part.lone[0]]),
            _merged([each.span for each in part.clash[1] or part.lone[1]]),
        )
    if kind == "who":
        return _who(first, part.names[0], part), _who(second, part.names[1], part)
    denied_or_opposed = (
        _of(first, part.denied | part.opposed[0]),
        _of(second, part.denied | part.opposed[1]),
    )
    if kind == "whether":
        return _merged(first.negators, denied_or_opposed[0]), _merged(
            second.negators, denied_or_opposed[1]
        )
    return _scope(first, second, denied_or_opposed[0]), _scope(second, first, denied_or_opposed[1])


def _unmet(names: frozenset[str], stems: frozenset[str]) -> frozenset[str]:
    """The names for which `stems` has neither the same form nor a longer or shorter one.

    “Norland” and “Norlander” are forms of the same name.
    """
    return frozenset(
        name
        for name in names - stems
        if not any(
            min(len(name), len(each)) >= FORM and (each.startswith(name) or name.startswith(each))
            for each in stems
        )
    )


def _amounts(
    first: tuple[Amount, ...], second: tuple[Amount, ...]
) -> tuple[int, list[Amount], list[Amount]]:
    lone_here = [a for a in first if not any(_meet(a, b) for b in second)]
    lone_there = [b for b in second if not any(_meet(a, b) for a in first)]
    return len(first) - len(lone_here), lone_here, lone_there


def _meet(first: Amount, second: Amount) -> bool:
    if first.unit != second.unit:
        return False
    if first.unit in ("day", "year") and max(first.low, second.low) > 1000:
        slack = 0.0
    else:
        share = ROUGH if first.about or second.about else CLOSE
        slack = share * max(abs(first.low), abs(first.high), abs(second.low), abs(second.high))
    return first.low - slack <= second.high and second.low - slack <= first.high


def _clashing(lone: list[Amount], others: tuple[Amount, ...]) -> list[Amount]:
    units = {amount.unit for amount in others}
    return [amount for amount in lone if amount.unit in units]


def _of(wording: Wording, stems: frozenset[str]) -> list[Span]:
    return [term.span for term in wording.terms if term.stem in stems]


def _opposed(first: Wording, second: Wording) -> tuple[frozenset[str], frozenset[str]]:
    """The opposites of which one stands asserted only in `first` and the other only in `second`."""
    here, there = first.asserted - second.asserted, second.asserted - first.asserted
    pairs = [
        (mine, theirs) for mine in here & OPPOSITES.keys() for theirs in OPPOSITES[mine] & there
    ]
    return frozenset(mine for mine, _ in pairs), frozenset(theirs for _, theirs in pairs)


def _turned(first: Wording, second: Wording) -> bool:
    """Whether two names that both statements have stand in a different order."""
    mine = [term.stem for term in first.terms if term.name]
    theirs = [term.stem for term in second.terms if term.name]
    if first.commits:
        mine = [*_voice(first), *mine]
    if second.commits:
        theirs = [*_voice(second), *theirs]
    both = sorted(set(mine) & set(theirs))
    if len(both) < 2:
        return False
    return sorted(both, key=mine.index) != sorted(both, key=theirs.index)


def _exchanged(first: Wording, second: Wording) -> float:
    """The share of words that agree, in order, around one or two words that are exchanged.

    It is 0 if more words differ, or none.
    """
    mine, theirs = [t.stem for t in first.terms], [t.stem for t in second.terms]
    least = min(len(mine), len(theirs))
    head = next((i for i in range(least) if mine[i] != theirs[i]), least)
    tail = next((i for i in range(least - head) if mine[-1 - i] != theirs[-1 - i]), least - head)
    if not (1 <= len(mine) - head - tail <= 2 and 1 <= len(theirs) - head - tail <= 2):
        return 0.0
    return (head + tail) / max(len(mine), len(theirs))


def _voice(wording: Wording) -> list[str]:
    return sorted({part for name in wording.speaker for part in name})


def _speakers(first: Wording, second: Wording) -> float:
    """1 for the same speaker, -1 for different speakers, -0.5 for two speakers of one party, and 0
    if a speaker is not named."""
    if not first.speaker or not second.speaker:
        return 0.0
    if any(a <= b or b <= a for a, b in product(first.speaker, second.speaker)):
        return 1.0
    if first.party and first.party == second.party:
        return -0.5
    return -1.0


def _who(wording: Wording, names: frozenset[str], part: _Parts) -> Spans:
    spans = _of(wording, names)
    if part.voices:
        spans += wording.voice
    if part.lead:
        spans.append(wording.terms[0].span)
    if part.turned:
        spans += [term.span for term in wording.terms if term.name]
    return _merged(spans)


def _scope(first: Wording, second: Wording, denied_or_opposed: list[Span]) -> Spans:
    spans = [*first.restrictors, *first.parts, *first.wholes, *denied_or_opposed]
    if second.restrictors or second.negators:
        spans += first.additives
    if not (denied_or_opposed or first.restrictors or second.restrictors) and len(
        first.stems
    ) > len(second.stems):
        spans += [term.span for term in first.terms if term.stem not in second.stems]
    return _merged(spans)


def _merged(*groups: list[Span] | Spans) -> Spans:
    return tuple(sorted({span for group in groups for span in group}))
