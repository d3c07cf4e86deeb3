"""The figures of reports, each with the matter that it settles."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isinf

from zopa.foundation.text import Span, word_set
from zopa.proposing.lexicon import BY_ID, MATTERS
from zopa.proposing.matters import LevelShape, Matter, MatterHit, clause_around
from zopa.proposing.shelf import NewsReport
from zopa.statements.statement import Figure

_CURRENCY = re.compile(r"[A-Z]{3}")
_NO_MATTER = word_set(
    "person people source official country state time member diplomat negotiator minister man "
    "woman percentage worker employee employe resident reporter newspaper party side round page "
    "hour"
)
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute"})
_FAR = 60
"""Characters between a figure and the words that tell what it counts."""


def unit_class(unit: str) -> str:
    """What a unit counts, for the lexicon: `percent`, `money`, or the noun without its plural.

    >>> unit_class("USD"), unit_class("tonnes"), unit_class("percent")
    ('money', 'tonne', 'percent')
    """
    if _CURRENCY.fullmatch(unit):
        return "money"
    folded = " ".join(unit.casefold().split())
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def figure_hits(report: NewsReport, piece: Span) -> list[MatterHit]:
    """The figures in a piece of a report that settle a matter."""
    figures = (f for f in report.figures if piece.start <= f.start and f.stop <= piece.stop)
    hits = (figure_hit(figure, report) for figure in figures)
    return [hit for hit in hits if hit is not None]


def figure_hit(figure: Figure, report: NewsReport) -> MatterHit | None:
    """The matter that a figure settles: of those whose words stand near it, the nearest."""
    value = _decimal(figure)
    kind = unit_class(figure.unit)
    if value is None or not kind:
        return None
    sentence = report.sentence_at(figure.span.start)
    piece = report.text[sentence.start : sentence.stop]
    inner = Span(figure.span.start - sentence.start, figure.span.stop - sentence.start)
    around = _wide(piece, inner)
    near: list[tuple[int, int, int, Matter]] = []
    for rank, matter in enumerate(MATTERS):
        if not (kind in matter.units or any(u in kind for u in matter.units if " " in u)):
            continue
        for match in matter.cue.finditer(piece, around.start, around.stop):
            after = match.start() - inner.stop
            before = inner.start - match.end()
            distance = max(after, before, 0)
            if distance <= _FAR:
                near.append((distance, match.start() - match.end(), rank, matter))
    if near:
        matter = min(near, key=lambda entry: entry[:3])[3]
    elif kind == "percent" or kind == "money" or kind in _TIMES or kind in _NO_MATTER:
        return None
    else:
        matter = counted(figure.unit)
    return MatterHit(matter, figure.span, value=value, unit=figure.unit)


def _wide(piece: str, inner: Span) -> Span:
    """The clause around a figure, or `_FAR` characters either way where that is less."""
    clause = clause_around(piece, inner)
    return Span(
        max(clause.start, inner.start - _FAR - 20), min(clause.stop, inner.stop + _FAR + 20)
    )


def counted(unit: str) -> Matter:
    """A matter for what a figure counts and the lexicon does not know."""
    noun = " ".join(unit.split())
    known = BY_ID.get(noun)
    if known is not None:
        return known
    kind = unit_class(noun)
    cue = re.compile(rf"\b{re.escape(noun)}\b", re.IGNORECASE)
    title = noun[:1].upper() + noun[1:]
    return Matter(
        "count_" + kind.replace(" ", "_"), title, cue, LevelShape.NUMBER, (), frozenset({kind})
    )


def _decimal(figure: Figure) -> Decimal | None:
    """The figure as a number, of “at least” or “up to” the bound; None for ranges, and for what
    is no number of a sane size."""
    low, high = figure.low, figure.high
    told = low if low == high or isinf(high) else high if low == 0 else -1.0
    if not 0 <= told < 1e14:
        return None
    value = Decimal(repr(told))
    rounded = value.quantize(Decimal("0.0001")) if value < 1000 else value.quantize(Decimal("0.01"))
    return (
        rounded.normalize() if rounded == 0 or abs(value - rounded) <= abs(value) / 1000 else None
    )
