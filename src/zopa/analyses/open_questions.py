"""What do we not know, and what would change our mind?

Each unknown is tried on two kinds of answer: whether there is a zone at all, and whether
enough signatories would sign each draft. What draws already vary in (facts that are uncertain,
terms on which reports differ, missing orders, reservation values, weights) is found by
comparing the draws that fall on either side; a fact taken as established is found by what its
party's draws would be without it. Both come with their sampling error.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from zopa.analyses.board import Board
from zopa.analyses.draft_standing import draft_signed
from zopa.analyses.facts_left_out import WithoutFacts, without_facts
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result
from zopa.foundation.chance import SAME, Z95
from zopa.preferences.compared import Change, change_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]

ZONE = "zone"
"""The answer that is about the zone; the others are named by their draft."""

Kind = Literal["fact", "assumption", "confidence", "reading", "order", "reservation", "weight"]


class UnknownsOptions(Options):
    redrawn: int = Field(default=200, ge=1)
    """The most draws that are made anew for each established fact that is left out."""
    fewest: int = Field(default=30, ge=1)
    """Draws are compared only if at least this many lie on either side of a question."""


class Shift(Record):
    """How one answer differs between two cases."""

    answer: str
    """`zone`, or the id of a draft that enough signatories would sign."""
    before: float
    """Its share of draws in the first case."""
    after: float
    change: float
    error: float
    """Half-width of the 95% interval of the change, from sampling alone."""
    clear: bool = False
    """The change exceeds what sampling alone would give in any of all the comparisons made, at
    95% (Bonferroni)."""


class Unknown(Record):
    """One thing that is not known for sure, and what it would change.

    fact, assumption: `before` with it, `after` had it not been reported or assumed.
    confidence: `before` if it does not hold, `after` if it does. reading: `before` and `after`
    as `levels` name them. order: `before` and `after` if the levels named in `levels` are the
    party's best. reservation, weight: `before` in the lowest third of draws, `after` in the
    highest.
    """

    kind: Kind
    party: str | None = None
    issue: str | None = None
    draft: str | None = None
    fact: int | None = None
    levels: tuple[str, ...] = ()
    shifts: tuple[Shift, ...]
    largest: float = 0.0
    """The greatest absolute change among the clear shifts; 0 if none is."""
    implied: bool = False
    """Whether a fact follows from the others, so that without it nothing changes at all."""
    effective: float | None = None
    """For a fact left out, how many independent draws without it tell as much as was worked out."""


class UnknownsResult(Result):
    options: UnknownsOptions
    unknowns: tuple[Unknown, ...]
    """Those that move an answer most first."""
    answers: dict[str, float]
    """Each answer's share of draws as things stand."""
    redrawn: int
    """The most draws made anew for a fact left out."""
    untried: tuple[int, ...] = ()
    """Established facts and assumptions for which it would have taken too much work to tell what
    would be without them, by position in the ledger: those that promised to matter least."""
    converged: bool
    """Whether draws made anew were found to have settled."""


@analysis(UnknownsResult, UnknownsOptions)
def unknowns(case: Case, draws: Draws, options: UnknownsOptions) -> UnknownsResult:
    """Say which fact, assumption, disputed term or missing order moves the answers most.

    Changes are differences of shares of draws, -1 to 1. Source: conditioning draws on what is
    unknown, as in regional sensitivity analysis (Hornberger and Spear 1981, J. Environmental
    Management 12, 7–18); leaving facts out, as in robust ordinal regression when a statement
    is withdrawn (Greco, Mousseau and Słowiński 2008).
    """
    answers = _answers(case, draws)
    compared = _Comparison(answers, options.fewest)
    redrawn = min(options.redrawn, len(draws))
    without = without_facts(draws, partial(_answers, case), answers, redrawn)
    tried = [
        *_uncertain(case, draws, compared),
        *_disputed(draws, compared),
        *_missing_orders(case, draws, compared),
        *_quantities(draws, compared),
        *_left_out(case, answers, without),
    ]
    return UnknownsResult(
        analysis="unknowns",
        question="What do we not know?",
        method=(
            "Draws on either side of each open question are compared; for a fact taken as "
            "established, draws of its party go beyond it. Linear programs tell which facts "
            "follow from others."
        ),
        references=(
            "Hornberger and Spear 1981",
            "Greco, Mousseau and Słowiński 2008",
            "Kac 1947",
        ),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        unknowns=tuple(sorted(_weighed(tried), key=_order)),
        answers={name: float(hits.mean()) for name, hits in answers.items()},
        redrawn=redrawn,
        untried=without.untried,
        converged=without.settled,
    )


def _weighed(unknowns: list[Unknown]) -> list[Unknown]:
    """The same, told which shifts are clear: of many comparisons some always look large."""
    comparisons = max(1, sum(len(u.shifts) for u in unknowns if not u.implied))
    wider = NormalDist().inv_cdf(1 - 0.025 / comparisons) / Z95
    weighed = []
    for unknown in unknowns:
        shifts = tuple(
            shift.model_copy(update={"clear": abs(shift.change) > wider * shift.error})
            for shift in unknown.shifts
        )
        largest = max((abs(shift.change) for shift in shifts if shift.clear), default=0.0)
        weighed.append(unknown.model_copy(update={"shifts": shifts, "largest": largest}))
    return weighed


def _order(unknown: Unknown) -> tuple[object, ...]:
    most = max((abs(s.change) for s in unknown.shifts), default=0.0)
    name = (unknown.party or "", unknown.issue or "", unknown.draft or "")
    return (-unknown.largest, -most, unknown.kind, name, unknown.fact or 0)


def _answers(case: Case, draws: Draws) -> dict[str, Bools]:
    answers = {ZONE: Board.of(case, draws).has_zone}
    for draft in case.known_drafts:
        answers[draft.id] = draft_signed(case, draws, draft.id)
    return answers


def _shift(answer: str, before: float, change: Change) -> Shift:
    after = min(1.0, max(0.0, before + change.amount))
    return Shift(
        answer=answer, before=before, after=after, change=change.amount, error=change.error
    )


def _shifts(before: Mapping[str, Bools], after: Mapping[str, Bools]) -> tuple[Shift, ...]:
    return tuple(
        _shift(name, float(before[name].mean()), change_between(before[name], after[name]))
        for name in before
    )


@dataclass(frozen=True)
class _Comparison:
    """The answers in each draw, and how many draws a side must have to be compared."""

    answers: Mapping[str, Bools]
    fewest: int

    def between(self, before: Bools, after: Bools) -> tuple[Shift, ...] | None:
        """How the answers differ between two sets of draws; None where one has too few."""
        if min(before.sum(), after.sum()) < self.fewest:
            return None
        return _shifts(
            {name: hits[before] for name, hits in self.answers.items()},
            {name: hits[after] for name, hits in self.answers.items()},
        )

    def widest(
        self, sides: list[tuple[str, Bools]]
    ) -> tuple[tuple[str, str], tuple[Shift, ...]] | None:
        """The two sides between which the answers differ most, and how; the first of equals."""
        pairs = [
            ((first, second), shifts)
            for (first, before), (second, after) in combinations(sides, 2)
            if (shifts := self.between(before, after))
        ]
        return max(
            pairs,
            key=lambda pair: max(
                (abs(s.change) for s in pair[1] if abs(s.change) > s.error), default=0
            ),
            default=None,
        )


def _uncertain(case: Case, draws: Draws, compared: _Comparison) -> Iterator[Unknown]:
    told: set[str] = set()
    for fact, force in draws.in_force.items():
        group = case.facts[fact].group
        if group in told:  # what stands and falls together is one question
            continue
        told |= {group} - {""}
        if shifts := compared.between(~force, force):
            yield Unknown(kind="confidence", party=case.facts[fact].party, fact=fact, shifts=shifts)


def _disputed(draws: Draws, compared: _Comparison) -> Iterator[Unknown]:
    disputed = {(d.id, issue) for d in draws.case.drafts.values() for issue in d.disputed}
    for (draft, issue), taken in draws.readings.items():
        if (draft, issue) not in disputed:
            continue
        ids = draws.case.issues[issue].level_ids
        reported = sorted(draws.case.drafts[draft].levels[issue])
        if widest := compared.widest([(k, taken == ids.index(k)) for k in reported]):
            levels, shifts = widest
            yield Unknown(kind="reading", draft=draft, issue=issue, levels=levels, shifts=shifts)


def _missing_orders(case: Case, draws: Draws, compared: _Comparison) -> Iterator[Unknown]:
    ordered = {(fact.party, ranking.issue) for _, fact, ranking in case.orders()}
    for p, party in enumerate(draws.parties):
        for i, issue in enumerate(draws.issues):
            if (party, issue) in ordered:
                continue
            best = draws.values[i][:, p].argmax(axis=1)
            ids = case.issues[issue].level_ids
            sides = [(level, best == ids.index(level)) for level in sorted(ids)]
            if widest := compared.widest(sides):
                levels, shifts = widest
                yield Unknown(kind="order", party=party, issue=issue, levels=levels, shifts=shifts)


def _quantities(draws: Draws, compared: _Comparison) -> Iterator[Unknown]:
    def thirds(numbers: NDArray[np.float64]) -> tuple[Shift, ...] | None:
        low, high = np.quantile(numbers, [1 / 3, 2 / 3])
        if high - low < SAME:  # it does not vary, but for rounding
            return None
        return compared.between(numbers < low, numbers > high)

    for p in draws.signatories:
        party = draws.parties[p]
        if shifts := thirds(draws.reservation[:, p]):
            yield Unknown(kind="reservation", party=party, shifts=shifts)
        for i, issue in enumerate(draws.issues):
            worth = draws.values[i][:, p]
            if shifts := thirds(worth.max(axis=1) - worth.min(axis=1)):
                yield Unknown(kind="weight", party=party, issue=issue, shifts=shifts)


def _left_out(case: Case, answers: Mapping[str, Bools], without: WithoutFacts) -> Iterator[Unknown]:
    """Each established fact and each assumption of a signatory, had it not been there."""
    for one in without.tried:
        fact = case.facts[one.fact]
        yield Unknown(
            kind="assumption" if fact.assumed else "fact",
            party=fact.party,
            fact=one.fact,
            shifts=tuple(
                _shift(name, float(answers[name].mean()), change)
                for name, change in one.changes.items()
            ),
            implied=one.effective is None,
            effective=one.effective,
        )
