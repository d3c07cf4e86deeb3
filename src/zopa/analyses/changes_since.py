"""What has changed since a day, and what has changed the answers?

The case is taken as it was known on that day (`zopa.case.knowledge`) and as it is. Both are drawn
from with the same random numbers, so that what did not change comes out alike. Between the two, the
facts that came since are taken in one after another, in the order of their days: what each of them
adds to the change is told by the draws just before it and just after it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from pydantic import Field

from zopa.analyses.board import Board
from zopa.analyses.compared_answers import (
    AnswerThenNow,
    PartyThenNow,
    answers_compared,
    clear_or_not,
    drawn_alike,
    main_answers,
    parties_compared,
    shift_between,
)
from zopa.analyses.open_questions import Shift
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result
from zopa.case.knowledge import case_as_of, counting_day, draft_day, facts_since
from zopa.case.replacing import Replacements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zopa.case.model import Case, Fact
    from zopa.preferences.draws import Draws

FEWEST = 30
"""With fewer draws nothing is said of single facts."""


class ChangesOptions(Options):
    since: date | None = None
    """The day with which the case is compared; without it there is nothing to tell."""
    redrawn: int = Field(default=1000, ge=1)
    """The most draws from which it is told what each fact has changed."""
    steps: int = Field(default=24, ge=1)
    """The most steps in which the facts that came since are taken in. Of more facts, a few that
    follow each other make one step."""


class AddedFact(Record):
    """A fact that came since. It may be replaced already."""

    fact: int
    """Its number: the position among the facts that hold, after which those that are replaced are
    counted on."""
    day: date
    """The day from which it counts, which may be that of the draft that it is about."""
    replaces: tuple[int, ...]
    """The numbers of the facts that it replaces."""


class Step(Record):
    """Facts that are taken in together, most often one, and what they change."""

    facts: tuple[int, ...]
    """Their numbers, as in `AddedFact`."""
    first: date
    last: date
    """The days of the first and of the last of them."""
    shifts: tuple[Shift, ...]
    """What changes from just before to just after, for each answer that there is before."""
    largest: float = 0.0
    """The greatest absolute change among the clear shifts; 0 if none is."""


class ChangesResult(Result):
    options: ChangesOptions
    sources: tuple[str, ...]
    """The sources that were published since."""
    drafts: tuple[str, ...]
    """The drafts that came since."""
    facts: tuple[AddedFact, ...]
    """The facts that came since, in the order of their days."""
    undated: int
    """Facts with neither a day nor a dated source, which count then and now."""
    answers: tuple[AnswerThenNow, ...]
    parties: tuple[PartyThenNow, ...]
    """Each signatory and each draft that was there then and is now."""
    possible_then: bool
    """Whether the facts of then could all hold."""
    steps: tuple[Step, ...]
    """What moved an answer most first."""
    redrawn: int
    """The draws from which the steps are told; 0 where that would take too much work."""


@analysis(ChangesResult, ChangesOptions)
def changes(case: Case, draws: Draws, options: ChangesOptions) -> ChangesResult:
    """Tell what came since a day, the answers then and now, and what each new fact has changed.

    Shares are of draws, changes -1 to 1. Source: common random numbers (Glasserman and Yao 1992,
    Management Science 38, 884–908); errors of differences of matched shares (Agresti and Min 2005,
    Statistics in Medicine 24, 729–740).
    """
    day = options.since
    then = case if day is None else case_as_of(case, day)
    added = () if day is None else _in_order(case, facts_since(case, day))
    earlier = None if day is None else drawn_alike(then, len(draws), draws)
    before = None if earlier is None else main_answers(then, earlier)
    now = {} if day is None else main_answers(case, draws)
    count = _redrawn(case, draws, options) if added else 0
    return ChangesResult(
        analysis="changes",
        question="What has changed, and what has changed the answers?",
        method=(
            "The case as it was known on a day and as it is are drawn from with the same random "
            "numbers. The facts that came since are taken in one after another by their days; "
            "what each adds is the difference between the draws before and after it."
        ),
        references=("Glasserman and Yao 1992", "Agresti and Min 2005"),
        draws=0 if day is None else len(draws),
        seed=draws.seed,
        options=options,
        sources=_since(((k, s.published) for k, s in case.sources.items()), day),
        drafts=_since(((k, draft_day(case, d)) for k, d in case.drafts.items()), day),
        facts=tuple(_added(case, added)),
        undated=sum(counting_day(case, fact) is None for fact in case.facts),
        answers=tuple(answers_compared(before or {}, now)),
        parties=() if earlier is None else parties_compared(then, earlier, case, draws),
        possible_then=day is None or before is not None,
        steps=_told(_steps(case, then, added, options.steps, count, draws)) if count else (),
        redrawn=count,
    )


def _since(entries: Iterable[tuple[str, date | None]], day: date | None) -> tuple[str, ...]:
    return tuple(key for key, own in entries if day is not None and own is not None and own > day)


# --- the facts that came since ------------------------------------------------------------------


class _Dated(NamedTuple):
    fact: Fact
    day: date
    number: int


def _in_order(case: Case, facts: Iterable[Fact]) -> tuple[_Dated, ...]:
    """Facts by the days from which they count, those of a day as they stand in the ledger."""
    numbers = case.numbers_of_facts()
    dated = [_Dated(f, day, numbers[id(f)]) for f in facts if (day := counting_day(case, f))]
    return tuple(sorted(dated, key=lambda entry: entry.day))


def _added(case: Case, added: Sequence[_Dated]) -> Iterator[AddedFact]:
    numbers = case.numbers_of_facts()
    replacements = Replacements(case)
    for entry in added:
        clear = replacements.clear(entry.fact)
        earlier = replacements.earlier(entry.fact) if clear else ()
        replaces = tuple(numbers[id(fact)] for fact in earlier)
        yield AddedFact(fact=entry.number, day=entry.day, replaces=replaces)


def _in_steps(added: Sequence[_Dated], most: int) -> list[list[_Dated]]:
    """The facts that are taken in together: each alone, of many a few that follow each other."""
    groups = np.array_split(np.arange(len(added)), min(most, len(added)))
    return [[added[k] for k in group] for group in groups]


def _redrawn(case: Case, draws: Draws, options: ChangesOptions) -> int:
    """From how many draws it is told what each fact changes; 0 where each takes too much work."""
    board = Board.of(case, draws)
    most = min(options.redrawn, len(draws))
    if not board.listed:
        most = min(most, board.fewer)
    return most if most >= FEWEST else 0


# --- step by step -------------------------------------------------------------------------------


def _steps(
    case: Case, then: Case, added: Sequence[_Dated], most: int, count: int, draws: Draws
) -> Iterator[Step]:
    """What each step changes. Facts that cannot hold before others have come are taken in with
    them."""
    drawn = drawn_alike(then, count, draws)
    before = None if drawn is None else main_answers(then, drawn)
    late = {id(entry.fact) for entry in added}
    waiting: list[_Dated] = []
    for entries in _in_steps(added, most):
        waiting += entries
        late -= {id(entry.fact) for entry in entries}
        told = tuple(fact for fact in case.ledger if id(fact) not in late)
        known = case_as_of(replace(case, facts=told, replaced=()), entries[-1].day)
        if (drawn := drawn_alike(known, count, draws)) is None:
            continue
        after = main_answers(known, drawn)
        if before is not None:
            yield Step(
                facts=tuple(entry.number for entry in waiting),
                first=waiting[0].day,
                last=waiting[-1].day,
                shifts=tuple(shift_between(answer, before[answer], after[answer])
                             for answer in before if answer in after),
            )  # fmt: skip
        before, waiting = after, []


def _told(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps, told which shifts are clear, what moved an answer most first."""
    listed = list(steps)
    marked = iter(clear_or_not([shift for step in listed for shift in step.shifts]))
    told = []
    for step in listed:
        shifts = tuple(next(marked) for _ in step.shifts)
        largest = max((abs(shift.change) for shift in shifts if shift.clear), default=0.0)
        told.append(step.model_copy(update={"shifts": shifts, "largest": largest}))
    return tuple(sorted(told, key=lambda step: (-step.largest, step.first, step.facts)))
