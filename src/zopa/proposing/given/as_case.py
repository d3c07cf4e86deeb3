"""What the person named first as parts of a case: parties, and issues with their levels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from zopa.case.model import Issue, Level, Party
from zopa.case.scalars import plain_number
from zopa.proposing.given.named import GivenFigures, GivenIssue, GivenParty
from zopa.proposing.naming import short_name

_NICE = (Decimal(5), Decimal("2.5"), Decimal(2), Decimal(1))
_WISHED = ((8, 40), (4, 100), (2, 3), (1, 1), (101, 1000))
"""How many steps a range is to have, the best choice first."""
_WHOLE_FROM = 4
"""From here on, a range between whole numbers has whole numbers as levels."""


def parties_of(given: Sequence[GivenParty]) -> tuple[Party, ...]:
    """The parties of a case with the names that a person gave.

    >>> [party.id for party in parties_of([GivenParty("Harbour Union"), GivenParty("Port")])]
    ['harbour_union', 'port']
    """
    ids: list[str] = []
    found: list[Party] = []
    for party in given:
        ids.append(short_name(party.name, "party", ids))
        found.append(Party(ids[-1], party.name, party.also, role=party.role))
    return tuple(found)


def issues_of(given: Sequence[GivenIssue], figures: Iterable[Decimal] = ()) -> tuple[Issue, ...]:
    """The issues of a case as a person named them; those that the reports are to settle have no
    levels yet. A range without a step gets one that leads to all `figures` within it, if there is
    one.

    >>> pay = GivenIssue("pay", figures=GivenFigures("percent", Decimal(25), Decimal(40)))
    >>> [level.id for level in issues_of([pay])[0].levels][:3]
    ['25', '26', '27']
    >>> issues_of([GivenIssue("pensions", levels=("restored in full", "frozen"))])[0].level_ids
    ('restored_in_full', 'frozen')
    """
    told = list(figures)
    ids: list[str] = []
    found: list[Issue] = []
    for issue in given:
        if issue.standing is not None:
            ids.append(issue.standing.id)
            found.append(issue.standing)
            continue
        ids.append(short_name(issue.title, "issue", ids))
        if issue.figures is not None:
            levels = figure_levels(issue.figures, told)
            found.append(Issue(ids[-1], issue.title, levels, issue.figures.unit, numeric=True))
        else:
            found.append(Issue(ids[-1], issue.title, _worded(issue.levels)))
    return tuple(found)


def figure_levels(figures: GivenFigures, told: Iterable[Decimal] = ()) -> tuple[Level, ...]:
    """The levels of a range; none where the reports are to tell it."""
    low, high = figures.low, figures.high
    if low is None or high is None:
        return ()
    step = figures.step or _step(low, high, [value for value in told if low <= value <= high])
    ids = [plain_number(low + step * k) for k in range(int((high - low) / step) + 1)]
    return tuple(Level(name, name, float(name)) for name in ids)


def _step(low: Decimal, high: Decimal, told: Sequence[Decimal]) -> Decimal:
    """An even step from end to end, through what is told where one leads there."""
    for through in (told, ()) if told else ((),):
        whole = high - low >= _WHOLE_FROM and not any(v % 1 for v in (low, high, *through))
        for fewest, most in _WISHED:
            found = _even_step(low, high, through, fewest, most, whole=whole)
            if found is not None:
                return found
    return high - low


def _even_step(
    low: Decimal,
    high: Decimal,
    through: Sequence[Decimal],
    fewest: int,
    most: int,
    *,
    whole: bool,
) -> Decimal | None:
    """The widest step that makes between so many steps and leads through some figures."""
    span = high - low
    for exponent in range(span.adjusted(), span.adjusted() - 5, -1):
        for nice in _NICE:
            step = nice * Decimal(10) ** exponent
            if whole and step % 1:
                continue
            if fewest <= span / step <= most and not any(
                (v - low) % step for v in (high, *through)
            ):
                return step
    return None


def _worded(levels: Sequence[str]) -> tuple[Level, ...]:
    ids: list[str] = []
    for level in levels:
        ids.append(short_name(level, "level", ids, digits=True))
    return tuple(map(Level, ids, levels))
