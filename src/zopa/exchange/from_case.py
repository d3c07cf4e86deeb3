"""Turning a case into a scenario, with its numbers if it has them or the mean of its draws.

A case holds what was reported, and other formats hold numbers. If every value of every signatory is
given as a single number, the scenario is exact. Otherwise there is a scenario only on request, at
the centre of the draws, and it does not show how little is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, assert_never

import numpy as np

from zopa.case.model import (
    Bonus,
    Case,
    ConditionalRedLine,
    Fact,
    Limit,
    Order,
    Party,
    PointTable,
    Preference,
    Priorities,
    RedLine,
    ReservationRange,
    Stance,
    ValueRange,
    WeightRange,
)
from zopa.exchange.scenario import Kind, Profile, Scenario, ScenarioBonus, ScenarioIssue
from zopa.exchange.write_codes import LEFT_OUT, LOST, NUMBERS_UNKNOWN
from zopa.foundation.chance import Interval
from zopa.foundation.diagnostics import Code, Finding, Findings
from zopa.foundation.names import listing
from zopa.outcomes.arrays import Floats
from zopa.outcomes.rules import Ban
from zopa.preferences.priors import DEFAULT_PRIOR, PriorName

POINT = 1e-9
"""A range narrower than this share of the whole scale counts as a single number."""
CERTAIN_DIGITS = 12
"""So many digits of a reservation value are still right after conversion to percent and back."""
ZERO = 1e-12
"""A reservation value of less than this share of the scale's larger end is 0: what is left of it
is conversion error."""
ROUND_DIGITS = 10
"""If rounding to `CERTAIN_DIGITS` leaves at most so many digits, the rest was conversion error."""
SUM_SLACK = 1e-6
"""The best values and the bonuses may miss a sum of 1 by this much, because numbers in a case are
often rounded."""


def scenario_of(
    case: Case,
    *,
    centre: bool = False,
    draws: int = 2000,
    seed: int = 0,
    prior: PriorName = DEFAULT_PRIOR,
) -> tuple[Scenario | None, Findings]:
    """The signatories' utilities as a scenario, and findings.

    The utilities are in a party's own points if the case has a `scale` for it, else from 0 to 1.
    With `centre` they are the mean of so many draws. Without it, there is no scenario if a
    signatory lacks a number, but a finding for each such signatory. The findings also name what no
    other format can hold: rules and red lines in warnings; drafts, sources and observers in notes.
    """
    findings = list(_unsaid(case))
    known = _centre(case, draws, seed, prior) if centre else _given(case, findings)
    report = Findings.of(findings, case.texts)
    if not report.passes():
        return None, report
    issues = tuple(
        ScenarioIssue(title, _level_names(case, issue), _kind(case, issue))
        for issue, title in zip(case.issues, _titles(case), strict=True)
    )
    profiles = tuple(
        _of_table(case, case.parties[party]) or _in_points(case.parties[party], numbers)
        for party, numbers in known.items()
    )
    return Scenario(case.title, issues, profiles), report


class _Numbers(NamedTuple):
    """The numbers of a party, as fractions of 1 on the scale of the case."""

    values: tuple[Floats, ...]
    bonuses: tuple[tuple[Ban, float], ...]
    reservation: float | None


def _of_table(case: Case, party: Party) -> Profile | None:
    """A party's point table as it is; None where it has none, or no number for no deal.

    What `no_deal` leaves open another fact may say.
    """
    table = next(
        (f.content for f in case.facts_of(party.id) if isinstance(f.content, PointTable)), None
    )
    if table is None or table.no_deal is None:
        return None
    values = tuple(
        np.array([table.points[issue.id][level] for level in issue.level_ids])
        for issue in case.issues.values()
    )
    return Profile(party.name, values, (), table.no_deal, party.discount)


def _in_points(party: Party, numbers: _Numbers) -> Profile:
    """A party's numbers in its own points, with the start of the scale in the first issue."""
    worst, best = party.own_scale or (0.0, 1.0)
    span = best - worst
    values = [level_values * span for level_values in numbers.values]
    values[0] = values[0] + worst
    reservation = numbers.reservation
    if reservation is not None:
        reservation = _as_reported(worst + span * reservation)
        if abs(reservation) <= ZERO * max(abs(worst), abs(best)):
            reservation = 0.0
    return Profile(
        party.name,
        tuple(values),
        tuple(ScenarioBonus(where, worth * span) for where, worth in numbers.bonuses),
        reservation,
        party.discount,
    )


def _as_reported(number: float) -> float:
    """The number without conversion error, if it is short; any other number is left as it is.

    If a long number such as two thirds were rounded up, the outcome that is worth as much would no
    longer reach it.

    >>> _as_reported(0.5000000000000009), _as_reported(0.6000000000001975), _as_reported(2 / 3)
    (0.5, 0.6, 0.6666666666666666)
    """
    near = Decimal(f"{number:.{CERTAIN_DIGITS}g}")
    return float(near) if len(near.normalize().as_tuple().digits) <= ROUND_DIGITS else number


def _titles(case: Case) -> list[str]:
    return [issue.title or issue_id for issue_id, issue in case.issues.items()]


def _level_names(case: Case, issue: str) -> tuple[str, ...]:
    """The texts of the levels, with the short name added where two levels have the same text."""
    levels = case.issues[issue].levels
    texts = [level.text for level in levels]
    return tuple(
        f"{level.text} ({level.id})" if texts.count(level.text) > 1 else level.text
        for level in levels
    )


def _kind(case: Case, issue: str) -> Kind:
    """The kind of an issue elsewhere, where numbers are evenly spaced: others are names."""
    if not case.issues[issue].numeric:
        return "discrete"
    numbers = [Decimal(level.id) for level in case.issues[issue].levels]
    if len({later - earlier for earlier, later in pairwise(numbers)}) > 1:
        return "discrete"
    return "integer" if all(number % 1 == 0 for number in numbers) else "real"


# --- numbers that are given -------------------------------------------------------------------


def _given(case: Case, findings: list[Finding]) -> dict[str, _Numbers]:
    """The numbers of every signatory; `findings` gets one for each signatory that lacks some."""
    numbers = {}
    for party in case.signatories:
        values = _values(case, party)
        bonuses = _bonuses(case, party)
        lacking = [
            issue
            for issue, level_values in zip(case.issues, values, strict=True)
            if np.isnan(level_values).any()
        ]
        unknown = [where for where, worth in bonuses if np.isnan(worth)]
        best = sum(float(level_values.max()) for level_values in values)
        total = best + sum(abs(worth) for _, worth in bonuses)
        if lacking:
            words = f"the {'issues' if len(lacking) > 1 else 'issue'} {listing(lacking)}"
            findings.append(_lacks(case, party, words.replace(" or ", " and ")))
        elif unknown:
            findings.append(_lacks(case, party, "what each bonus adds"))
        elif abs(total - 1) > SUM_SLACK:
            message = f"the numbers of `{party}` add up to {100 * total:.6g} percent, not to 100"
            findings.append(_finding(case, NUMBERS_UNKNOWN, party, message))
        # A case counts utility from the state in which every penalty holds. Without penalties a
        # party starts higher by what all of them would cost it.
        penalties = sum(-worth for _, worth in bonuses if worth < 0)
        values = (values[0] + penalties, *values[1:])
        numbers[party] = _Numbers(values, tuple(bonuses), _reservation(case, party))
    return numbers


def _lacks(case: Case, party: str, what: str) -> Finding:
    return _finding(
        case,
        NUMBERS_UNKNOWN,
        party,
        f"there is no single number for `{party}` on {what}",
        "give a `value` for every level, as one number",
        "or write the mean of the draws, with `--centre`",
    )


def _finding(case: Case, code: Code, party: str, message: str, *helps: str) -> Finding:
    return Finding(code, case.place("parties", party, key=True), message, help=helps)


def _values(case: Case, party: str) -> tuple[Floats, ...]:
    """One array `(levels,)` for each issue, NaN where no established fact gives a single number."""
    values = {
        issue_id: np.full(len(issue.levels), np.nan) for issue_id, issue in case.issues.items()
    }
    for fact in case.facts_of(party):
        if fact.certain:
            for issue_id, levels in fact.content.level_ranges().items():
                for level, interval in levels.items():
                    if _is_point(interval):
                        values[issue_id][case.issues[issue_id].index(level)] = sum(interval) / 2
    return tuple(values.values())


def _is_point(interval: Interval) -> bool:
    return interval.high - interval.low < POINT


def _bonuses(case: Case, party: str) -> list[tuple[Ban, float]]:
    """Where each bonus holds and what it adds, which is NaN if it is not a single number."""
    worths: dict[Ban, float] = {}
    for fact in case.facts_of(party):
        if isinstance(fact.content, Bonus):
            where = _where(case, fact.content.when)
            worth = sum(fact.content.adds) / 2
            if not (fact.certain and _is_point(fact.content.adds)):
                worth = float("nan")
            worths[where] = worth
    return list(worths.items())


def _where(case: Case, when: Mapping[str, Sequence[str]]) -> Ban:
    order = list(case.issues)
    return tuple(
        sorted(
            (order.index(issue), tuple(sorted(case.issues[issue].index(level) for level in levels)))
            for issue, levels in when.items()
        )
    )


def _reservation(case: Case, party: str) -> float | None:
    """The reservation value, if an established fact gives it as a single number."""
    ranges = (fact.content.no_deal_range() for fact in case.facts_of(party) if fact.certain)
    return next(
        (sum(interval) / 2 for interval in ranges if interval and _is_point(interval)), None
    )


# --- the centre of the draws ------------------------------------------------------------------


def _centre(case: Case, draws: int, seed: int, prior: PriorName) -> dict[str, _Numbers]:
    """The mean of the draws of every signatory."""
    from zopa.preferences.draws import draw

    drawn = draw(case, draws, seed, prior=prior)
    values, reservations = drawn.centre
    boxes = [(term.where, term.worth.mean(axis=0)) for term in drawn.terms]
    return {
        party: _Numbers(
            tuple(means[k] for means in values),
            tuple((where, float(worth[k])) for where, worth in boxes if worth[k]),
            float(reservations[k]),
        )
        for k, party in enumerate(drawn.parties)
        if party in case.signatories
    }


# --- what is not said -------------------------------------------------------------------------


def _unsaid(case: Case) -> Iterator[Finding]:
    """Findings about what no other format can hold."""
    if not case.takes_all:
        message = "who must agree cannot be said: elsewhere a deal takes all parties"
        yield Finding(LOST, case.place("agreement", key=True), message)
    if case.rules:
        count = f"{len(case.rules)} rule{'s' if len(case.rules) > 1 else ''}"
        message = f"{count} cannot be said: outcomes that cannot be count as any other there"
        yield Finding(LOST, case.place("rules", key=True), message)
    for fact in case.facts:
        lost = _lost(fact) if fact.party in case.signatories else ""
        if lost:
            yield Finding(LOST, case.place(*fact.path, fact.kind), lost)
    for party in case.parties.values():
        if party.role == "observer":
            message = f"the observer `{party.id}` is left out: elsewhere all parties must agree"
            yield _finding(case, LEFT_OUT, party.id, message)
    kept = [
        f"{len(entries)} {word if len(entries) > 1 else word[:-1]}"
        for entries, word in ((case.drafts, "drafts"), (case.sources, "sources"))
        if entries
    ]
    if kept:
        message = f"{' and '.join(kept)} have no place in the files and are left out"
        yield Finding(
            LEFT_OUT, case.place("drafts" if case.drafts else "sources", key=True), message
        )


def _lost(fact: Fact) -> str:
    """What the numbers of a party do not say of a fact; empty where they say it all."""
    match fact.content:
        case RedLine() | ConditionalRedLine() | Limit():
            return f"a red line of `{fact.party}` cannot be said: it would sign there"
        case ValueRange() | Bonus() | ReservationRange() | PointTable():
            return ""  # these are the numbers
        case Order() | Priorities() | Stance() | Preference() | WeightRange():
            return ""  # the numbers agree with these, whether they are given or drawn
        case _:
            assert_never(fact.content)
