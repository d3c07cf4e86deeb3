"""What has changed since a day, against draws made apart and against what must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from zopa.analyses import changes, drafts, zone
from zopa.analyses.changes_since import ChangesOptions, ChangesResult
from zopa.case.days import fact_day
from zopa.case.knowledge import case_as_of
from zopa.case.load import load_case
from zopa.case.model import Case, Fact, ReservationRange
from zopa.foundation.chance import Interval
from zopa.preferences.compared import change_in_pairs
from zopa.preferences.draws import Draws, draw

ROUNDS = Path(__file__).parents[2] / "rounds"
DAY = date(2025, 3, 10)


@pytest.fixture(scope="module")
def rounds() -> Case:
    return load_case(ROUNDS)


@pytest.fixture(scope="module")
def draws(rounds: Case) -> Draws:
    return draw(rounds, 400, seed=4)


@pytest.fixture(scope="module")
def since(rounds: Case, draws: Draws) -> ChangesResult:
    return changes(rounds, draws, ChangesOptions(since=DAY))


def test_without_a_day_nothing_is_told(rounds: Case, draws: Draws) -> None:
    result = changes(rounds, draws)
    assert result.draws == 0
    told = (result.sources, result.drafts, result.facts, result.answers, result.steps)
    assert told == ((),) * 5


def test_what_came(rounds: Case, since: ChangesResult) -> None:
    assert since.sources == ("march_17", "march_24")
    assert since.drafts == ("second_offer", "third_offer")
    every = (*rounds.facts, *rounds.replaced)
    assert [f.day for f in since.facts] == [fact_day(rounds, every[f.fact]) for f in since.facts]
    assert [every[f.fact].kind for f in since.facts] == [
        "tables", "declines", "tables", "priorities",
    ]  # fmt: skip
    assert [f.replaces for f in since.facts] == [(), (), (), (len(rounds.facts),)]
    assert since.undated == 1


def test_answers_are_those_of_the_case_then_and_now(
    rounds: Case, draws: Draws, since: ChangesResult
) -> None:
    then = case_as_of(rounds, DAY)
    drawn = draw(then, len(draws), seed=draws.seed)
    before, now = drafts(then, drawn).drafts, drafts(rounds, draws).drafts
    signed = {"zone": zone(then, drawn).exists, **{d.draft: d.signed for d in before}}
    assert {a.answer: a.then for a in since.answers if a.then} == signed
    shares = {"zone": zone(rounds, draws).exists, **{d.draft: d.signed for d in now}}
    assert {a.answer: a.now for a in since.answers} == shares
    for answer in since.answers:
        if answer.then is not None:
            assert answer.change == pytest.approx(answer.now.share - answer.then.share)
    accepts = {(p.party, d.draft): p.accepts for d in before for p in d.parties}
    assert {(p.party, p.draft): p.then for p in since.parties} == accepts


def test_the_steps_lead_from_then_to_now(rounds: Case, since: ChangesResult) -> None:
    """The changes of the steps add up to the whole change, in the draws that the steps have."""
    steps = sorted(since.steps, key=lambda step: since_number(since, step.facts[0]))
    assert [step.facts for step in steps] == [(f.fact,) for f in since.facts]
    for answer in ("zone", "second_demand"):
        path = [shift for step in steps for shift in step.shifts if shift.answer == answer]
        for one, following in pairwise(path):
            assert one.after == following.before
        (whole,) = (a for a in since.answers if a.answer == answer)
        assert whole.then is not None
        assert path[0].before == pytest.approx(whole.then.share)  # as many draws as all
        assert path[-1].after == pytest.approx(whole.now.share)


def since_number(result: ChangesResult, number: int) -> int:
    return [fact.fact for fact in result.facts].index(number)


def test_common_random_numbers_make_the_error_smaller(since: ChangesResult) -> None:
    (entry,) = (a for a in since.answers if a.answer == "second_demand")
    assert entry.then is not None
    assert entry.error is not None
    apart = sum(s.share * (1 - s.share) / s.draws for s in (entry.then, entry.now))
    assert entry.error < 1.96 * apart**0.5


def test_a_fact_that_says_nothing_new_moves_nothing(rounds: Case) -> None:
    again = replace(rounds.facts[0], on=date(2025, 3, 30), path=())
    case = replace(rounds, facts=(*rounds.facts, again), as_of=None)
    result = changes(case, draw(case, 200), ChangesOptions(since=date(2025, 3, 28)))
    (step,) = result.steps
    assert step.largest == 0
    assert all(shift.change == 0 for shift in step.shifts)


def test_facts_that_contradict_each_other_then(rounds: Case) -> None:
    """Then two reservation values stood side by side; a later one has replaced the first."""
    values = [
        Fact("union", "reservation", ReservationRange(Interval(low, low + 0.1)), assumed="so",
             on=day, replaces=replaces)
        for low, day, replaces in (
            (0.1, date(2025, 3, 4), None),
            (0.5, date(2025, 3, 5), None),
            (0.5, date(2025, 3, 20), date(2025, 3, 4)),
        )
    ]  # fmt: skip
    values[1] = replace(values[1], content=ReservationRange(Interval(0.4, 0.6)))
    case = replace(rounds, facts=(*rounds.facts, *values))
    assert len(case.replaced) == 2
    result = changes(case, draw(case, 100), ChangesOptions(since=DAY))
    assert not result.possible_then
    assert all(answer.then is None for answer in result.answers)
    assert result.parties == ()
    first = {step.facts[0] for step in result.steps}
    assert len(first) == len(result.steps) < len(result.facts)


def test_many_facts_are_taken_in_together(rounds: Case, draws: Draws) -> None:
    result = changes(rounds, draws, ChangesOptions(since=DAY, steps=2, redrawn=100))
    assert sorted(step.facts for step in result.steps) == sorted(
        tuple(f.fact for f in result.facts[k : k + 2]) for k in (0, 2)
    )
    assert result.redrawn == 100
    assert changes(rounds, draws, ChangesOptions(since=DAY, redrawn=20)).steps == ()


@pytest.mark.parametrize(
    ("both", "gained", "lost"), [(0.6, 0.1, 0.05), (0.2, 0.5, 0.1), (0.9, 0, 0.02)]
)
def test_the_stated_error_of_matched_draws_holds(both: float, gained: float, lost: float) -> None:
    """Of 95% intervals at least 93 in a hundred have the true change in them."""
    rng = np.random.default_rng(1)
    chances = [both, gained, lost, 1 - both - gained - lost]
    covered = 0
    for _ in range(1500):
        kind = rng.choice(4, 200, p=chances)
        found = change_in_pairs(np.isin(kind, (0, 2)), np.isin(kind, (0, 1)))
        covered += abs(found.amount - (gained - lost)) <= found.error
    assert covered >= 0.93 * 1500
