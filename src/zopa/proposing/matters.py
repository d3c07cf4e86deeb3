"""Matters of negotiation: the words that tell them, and the levels on which they are settled.

A matter is what an issue is made of. It is told by its *cue* (“security guarantees”), its levels
by words around the cue (“binding”, “no”, “lifted”). There are four shapes:

- *graded*: levels from least to most of what the cue names (`none` … `guarantee`);
- *named*: alternatives, each told by its own words (`memorandum`, `treaty`);
- *place*: alternatives named by the reports themselves (“New York law”, “Ukrainian law”);
- *number*: levels of a figure that stands near the cue (“a pay rise of 7 percent”).

A graded matter with `units` becomes a number where reports give figures for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zopa.foundation.text import Span, word_set


class LevelShape(StrEnum):
    """How the levels of a matter come about."""

    GRADED = "graded"
    NAMED = "named"
    PLACE = "place"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Grade:
    """A level that words tell. Without `words` the cue itself tells it."""

    id: str
    text: str
    words: re.Pattern[str] | None = None
    always: bool = True
    """Proposed even where no report tells it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of negotiation; see the module."""

    id: str
    title: str
    cue: re.Pattern[str]
    shape: LevelShape = LevelShape.GRADED
    grades: tuple[Grade, ...] = ()
    """From least to most of what the cue names."""
    units: frozenset[str] = frozenset()
    """Units of its figures: `percent`, `money`, or the noun that is counted, without `s`."""
    getting: re.Pattern[str] | None = None
    """Words by which who is meant wants more of it."""


@dataclass(frozen=True, slots=True)
class MatterHit:
    """A matter told in a text: where, and on which level if that is told."""

    matter: Matter
    span: Span
    level: str = ""
    """The id of a grade; for a place its name; empty where no level is told."""
    negated: bool = False
    value: Decimal | None = None
    """The figure, for a number; `unit` is what it counts."""
    unit: str = ""


_CLAUSE = re.compile(
    r"[;:—]|[.!?](?=\s)|,(?!\d)|\b(?:and|but|while|whereas|although|because|so that)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:no|not|never|nothing|none|neither|nor|without|lack(?:s|ed|ing)?|absence|absent|exclud\w+"
    r"|omit\w*|fail(?:s|ed)? to|free of|devoid|silent|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_ONLY_NOT = re.compile(
    r"\bnot (?:only|just|merely)\b|\bno (?:later|earlier|doubt|longer only)\b", re.IGNORECASE
)


_BEHIND = 60
"""Characters behind a span that may still tell what its last words mean."""


def hits_in(text: str, span: Span, matters: tuple[Matter, ...]) -> list[MatterHit]:
    """The matters told between the characters of `span`, in order; of each the first place in
    each clause.

    >>> from zopa.proposing.lexicon import MATTERS
    >>> told = hits_in("no security guarantees", Span(0, 22), MATTERS)
    >>> [(hit.matter.id, hit.level) for hit in told]
    [('security', 'none')]
    """
    piece = text[span.start : span.stop + _BEHIND]
    inside = span.stop - span.start
    found: list[MatterHit] = []
    for matter in matters:
        seen: set[tuple[int, str]] = set()
        for match in matter.cue.finditer(piece):
            if match.start() >= inside:
                break
            clause = clause_around(piece, Span(*match.span()))
            for hit in _levels(matter, piece, match, clause):
                key = (clause.start, hit.level)
                if key not in seen:
                    seen.add(key)
                    at = Span(hit.span.start + span.start, hit.span.stop + span.start)
                    found.append(MatterHit(matter, at, hit.level, hit.negated))
    return sorted(found, key=lambda hit: hit.span)


def clause_around(text: str, span: Span) -> Span:
    """From the last mark or joining word before a span to the next one after it."""
    start, stop = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.stop:
            stop = match.start()
            break
    return Span(start, stop)


def denied(text: str, start: int, stop: int) -> bool:
    """Whether what stands at `stop` is denied by words from `start` on."""
    before = _ONLY_NOT.sub(" ", text[start:stop])
    return _DENIAL.search(before) is not None


def _levels(matter: Matter, text: str, match: re.Match[str], clause: Span) -> list[MatterHit]:
    span = Span(*match.span())
    negated = denied(text, clause.start, span.start)
    if matter.shape is LevelShape.PLACE:
        return [MatterHit(matter, span, place, negated) for place in _places(match)]
    if matter.shape is LevelShape.NAMED:
        own = [g for g in matter.grades if g.words and g.words.search(match[0])]
        return [MatterHit(matter, span, g.id, negated) for g in own[:1]]
    if not matter.grades:
        return [MatterHit(matter, span, "", negated)]
    least, most = matter.grades[0], matter.grades[-1]
    around = text[clause.start : clause.stop]
    told = [g for g in matter.grades if g.words and g.words.search(around)]
    if negated:
        return [MatterHit(matter, span, least.id, True)]
    if told:
        return [MatterHit(matter, span, told[0].id)]
    return [MatterHit(matter, span, most.id if most.words is None else "")]


_NO_PLACE = word_set(
    "the a an any this that its their his her our your such all some no new by in under of at and "
    "or but federal local national state domestic"
)


def _places(match: re.Match[str]) -> list[str]:
    for name, group in match.groupdict().items():
        if name.startswith("place") and group:
            words = [re.sub(r"['’]s?$", "", w) for w in group.split()]
            while words and words[0].casefold() in _NO_PLACE - {"new"}:
                words.pop(0)
            if words and " ".join(words).casefold() not in _NO_PLACE:
                return [" ".join(words)]
    return []
