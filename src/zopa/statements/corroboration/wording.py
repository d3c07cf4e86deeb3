"""Sorting the words of a statement, so that it can be compared with another one.

A *term* is the stem of a word with content of its own. A term is *denied* if a negator stands
before it in its clause: “did not contain any proposals” denies “proposals”. This is the scope rule
of NegEx (Chapman and others 2001, Journal of Biomedical Informatics 34, 301–310), except that it
looks at a clause instead of a window of words. A statement is *restricted* if it says that it holds
for what is named and for nothing else (“referred only to …”).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zopa.foundation.text import Span, word_set
from zopa.statements.corroboration.opposites import (
    ADDITIVES,
    BREAKS,
    NEGATING_PAIRS,
    NEGATORS,
    PARTS,
    RESTRICTORS,
    WHOLES,
)
from zopa.statements.corroboration.stems import STOP, WORD, stem
from zopa.statements.statement import Act, SpeakerKind, Statement, TellingMode

_SELF = word_set("i we me us our my he she his her him it its they their them")
_TITLES = word_set(
    "the of mr mrs ms dr sir president minister secretary premier prime general chief "
    "former senior a an and"
)
_SENTENCE_END = '.!?…“”"\n'
_STRONG = ";:.!?—–"


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word with content of its own, and where it stands in the reading."""

    stem: str
    span: Span
    denied: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, or a day. Days are counted from 1 January of the year 1 (as day 1)
    and have the unit `day`. `low` and `high` differ for ranges."""

    span: Span
    low: float
    high: float
    unit: str
    about: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a statement, sorted by what they do in it."""

    terms: tuple[ContentWord, ...]
    stems: frozenset[str]
    asserted: frozenset[str]
    denied: frozenset[str]
    names: frozenset[str]
    lead: str
    """The first term, most often the subject."""
    negators: tuple[Span, ...]
    restrictors: tuple[Span, ...]
    parts: tuple[Span, ...]
    wholes: tuple[Span, ...]
    additives: tuple[Span, ...]
    amounts: tuple[Amount, ...]
    speaker: frozenset[frozenset[str]]
    """The stems of the words of each of the speaker's names; empty for an unnamed speaker."""
    party: str
    voice: tuple[Span, ...]
    """The words that name the speaker."""
    act: Act
    refuses: bool
    """Whether the act amounts to a no once its negation is taken into account."""
    commits: bool
    """Whether it matters who says it. It does for every act but informing, for everything done,
    and for what speakers say of themselves."""


def wording_of(reading: str, statement: Statement) -> Wording:
    """The words of `statement`, whose spans count characters of `reading`.

    >>> from zopa.statements.statement import Speaker, passages
    >>> reading = "The draft covers only past aid and does not mention future aid."
    >>> whole = Statement(
    ...     "s", "d", TellingMode.SAID, (), (), passages(reading, [Span(0, 62)]), "indirect",
    ...     Speaker(SpeakerKind.UNSTATED), Act.INFORM,
    ... )
    >>> sorted_words = wording_of(reading, whole)
    >>> sorted(sorted_words.denied), len(sorted_words.restrictors)
    (['aid', 'futur', 'mention'], 1)
    """
    done = statement.told is TellingMode.DONE
    pieces = sorted({*statement.content, *(statement.cue if done else ())})
    words = [
        (match.group(), piece.start + match.start(), piece.start + match.end())
        for piece in pieces
        for match in WORD.finditer(piece.words)
    ]
    terms, cues = _terms(reading, words)
    stems = frozenset(term.stem for term in terms)
    speaker = _names_of(statement)
    about_self = any(word.casefold() in _SELF for word, _, _ in words)
    negative = statement.act in (Act.REJECT, Act.DOUBT)
    return Wording(
        terms=terms,
        stems=stems,
        asserted=frozenset(term.stem for term in terms if not term.denied),
        denied=frozenset(term.stem for term in terms if term.denied),
        names=frozenset(term.stem for term in terms if term.name),
        lead=terms[0].stem if terms else "",
        negators=tuple(cues["not"]),
        restrictors=tuple(cues["only"]),
        parts=tuple(cues["part"]),
        wholes=tuple(cues["whole"]),
        additives=tuple(cues["more"]),
        amounts=_amounts(statement),
        speaker=speaker,
        party=statement.speaker.party,
        voice=tuple(piece.span for piece in statement.source),
        act=statement.act,
        refuses=negative != statement.negated,
        commits=done or about_self or statement.act is not Act.INFORM,
    )


def _terms(
    reading: str, words: list[tuple[str, int, int]]
) -> tuple[tuple[ContentWord, ...], dict[str, list[Span]]]:
    cues: dict[str, list[Span]] = {"not": [], "only": [], "part": [], "whole": [], "more": []}
    terms: list[ContentWord] = []
    denying = False
    before = ""
    for index, (word, start, stop) in enumerate(words):
        low = word.casefold().replace("’", "'")
        after = words[index + 1][0].casefold() if index + 1 < len(words) else ""
        gap = reading[words[index - 1][2] : start] if index else ""
        if any(mark in _STRONG for mark in gap) or low in BREAKS or (denying and "," in gap):
            denying = False
        here = Span(start, stop)
        negator = low in NEGATORS or low.endswith("n't")
        if (low in RESTRICTORS and before not in ("not", "far")) or (negator and after == "but"):
            cues["only"].append(here)
        elif negator and after not in ("only", "just"):
            denying = True
            cues["not"].append(here)
        elif (before, low) in NEGATING_PAIRS:
            denying = True
            cues["not"].append(Span(words[index - 1][1], stop))
        if low in PARTS:
            cues["part"].append(here)
        elif low in WHOLES:
            cues["whole"].append(here)
        if low in ADDITIVES or (low == "well" and before == "as"):
            cues["more"].append(here)
        elif low == "and":
            cues["more"].append(here)
            # “not the first and will be the second”: a verb after “and” begins a clause.
            denying = denying and after not in ("will", "would", "is", "are", "was", "has", "had")
        before = low
        if low in STOP and not (word.isupper() and len(word) > 1):
            continue
        head = reading[max(0, start - 8) : start].rstrip(" \t'‘(")[-1:]
        name = word[0].isupper() and bool(head) and head not in _SENTENCE_END
        terms.append(
            ContentWord(stem(word), here, denying, name or (word.isupper() and len(word) > 1))
        )
    return tuple(terms), cues


def _names_of(statement: Statement) -> frozenset[frozenset[str]]:
    speaker = statement.speaker
    if speaker.kind not in (SpeakerKind.PERSON, SpeakerKind.INSTITUTION):
        return frozenset()
    forms = (
        frozenset(stem(word) for word in WORD.findall(form) if word.casefold() not in _TITLES)
        for form in (speaker.name, *speaker.also)
    )
    return frozenset(form for form in forms if form)


def _amounts(statement: Statement) -> tuple[Amount, ...]:
    numbers = [
        Amount(each.span, each.low, each.high, stem(each.unit), each.about)
        for each in statement.figures
    ]
    days = [
        Amount(each.span, _day(each.first), _day(each.last), "day", False)
        for each in statement.dates
    ]
    return tuple(numbers + days)


def _day(when: date) -> float:
    return float(when.toordinal())
