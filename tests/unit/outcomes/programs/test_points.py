from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from zopa.outcomes.programs.efficiency import strict_efficiency, weak_efficiency
from zopa.outcomes.programs.levelled import (
    egalitarian_point,
    kalai_smorodinsky_point,
    minimal_regret_point,
)
from zopa.outcomes.programs.model import OutcomeProgram
from zopa.outcomes.programs.points import WORK, best_for, utilitarian_point
from zopa.outcomes.programs.product import nash_point
from zopa.outcomes.programs.solver import Budget, Program
from zopa.outcomes.programs.tradeoff import tradeoff_frontier
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, Table

ALL = [
    utilitarian_point,
    egalitarian_point,
    kalai_smorodinsky_point,
    nash_point,
    minimal_regret_point,
]


def space_of(*sizes: int, rules: tuple = ()) -> OutcomeSpace:
    return OutcomeSpace(
        tuple(f"i{i}" for i in range(len(sizes))),
        tuple(tuple(map(str, range(size))) for size in sizes),
        rules,
    )


def hard() -> tuple[OutcomeSpace, list[np.ndarray]]:
    """Fine numbers whose best smallest gain takes some work to prove."""
    rng = np.random.default_rng(0)
    return space_of(*[5] * 40), [rng.random((4, 5)) for _ in range(40)]


@pytest.mark.parametrize("search", ALL)
def test_no_outcome_that_all_accept(search):
    values = [np.array([[0.0, 1.0], [1.0, 0.0]])]
    point = search(space_of(2), values, reservation=np.array([0.6, 0.6]))
    assert (point.outcome, point.utilities, point.exact, point.gap) == (None, None, True, 0.0)
    assert np.isinf(point.objective)


@pytest.mark.parametrize("search", ALL)
def test_every_level_barred(search):
    point = search(
        space_of(2), [np.zeros((2, 2))], reservation=np.zeros(2), barred=(np.array([True, True]),)
    )
    assert point.outcome is None
    assert point.exact


@cache
def searched(search, work):
    """What a search of the hard space finds with so many steps of work."""
    space, values = hard()
    return search(space, values, reservation=np.full(4, 10.0), work=work)


@pytest.mark.parametrize("search", ALL)
@pytest.mark.parametrize("work", [640_000, 2_000_000, 5_000_000])
def test_too_little_work_is_no_error_and_claims_nothing_false(search, work):
    point, best = searched(search, work), searched(search, WORK)
    sign = -1.0 if search is minimal_regret_point else 1.0
    assert best.exact
    assert sign * point.bound >= sign * best.objective - 1e-6
    assert sign * point.objective <= sign * best.objective + 1e-6
    if point.exact:
        assert point.objective == pytest.approx(best.objective)


@pytest.mark.parametrize("search", ALL)
def test_without_work_nothing_is_found_and_nothing_proved(search):
    point, best = searched(search, 1), searched(search, WORK)
    assert (point.outcome, point.utilities, point.exact) == (None, None, False)
    assert np.isinf(point.objective)
    sign = -1.0 if search is minimal_regret_point else 1.0
    assert sign * point.bound >= sign * best.objective


@pytest.mark.parametrize("search", [egalitarian_point, nash_point, minimal_regret_point])
def test_a_search_that_is_cut_short_proves_less_than_a_longer_one(search):
    short, longer = searched(search, 1_300_000), searched(search, WORK)
    assert not short.exact
    assert short.gap > longer.gap


@pytest.mark.parametrize("work", [640_000, 5_000_000])
def test_a_search_that_is_cut_short_finds_the_same_every_time(work):
    space, values = hard()
    first, second = (
        egalitarian_point(space, values, reservation=np.zeros(4), work=work) for _ in range(2)
    )
    assert not first.exact
    assert first.outcome.tolist() == second.outcome.tolist()
    assert (first.objective, first.bound) == (second.objective, second.bound)


def test_searches_draw_on_one_budget_until_it_is_used_up():
    space, values = hard()
    budget = Budget.of(1_500_000)
    utilitarian_point(space, values, work=budget)
    after_one = budget.left
    assert 0 < after_one < 1_500_000
    utilitarian_point(space, values, work=budget)
    assert budget.left - after_one == after_one - 1_500_000
    utilitarian_point(space, values, work=budget)
    assert budget.left <= 0
    assert utilitarian_point(space, values, work=budget).outcome is None


@pytest.mark.parametrize(
    ("search", "shares"), [(kalai_smorodinsky_point, [5, 4, 3, 2, 1]), (nash_point, [2, 1])]
)
def test_first_searches_leave_some_of_the_work_for_the_others(monkeypatch, search, shares):
    taken = []
    maximise = Program.maximise

    def noted(*arguments, searches=1, **more):
        taken.append(searches)
        return maximise(*arguments, searches=searches, **more)

    monkeypatch.setattr(Program, "maximise", noted)
    space, values = hard()
    search(space, values, reservation=np.full(4, 10.0))
    assert taken[: len(shares)] == shares


def test_a_box_that_is_worth_something_to_one_and_costs_the_other():
    space = space_of(3, 3)
    terms = [Box(((0, (1, 2)), (1, (0, 2))), np.array([5.0, -3.0]))]
    values = [np.zeros((2, 3)), np.zeros((2, 3))]
    assert best_for(space, values, 0, terms=terms).utilities.tolist() == [5.0, -3.0]
    assert best_for(space, values, 1, terms=terms).utilities.tolist() == [0.0, 0.0]


def test_levels_that_nothing_tells_apart_share_a_class():
    terms = [Box(((0, (3, 4, 5)), (1, (0,))), np.array([1.0]))]
    model = OutcomeProgram.of(space_of(10, 2), [np.zeros((1, 10)), np.zeros((1, 2))], terms)
    assert [[c.tolist() for c in issue] for issue in model.classes] == [
        [[0, 1, 2, 6, 7, 8, 9], [3, 4, 5]],
        [[0], [1]],
    ]


def test_of_equals_the_best_for_one_party_is_efficient():
    values = [np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([[0.3, 0.31], [0.1, 0.0]])]
    point = best_for(space_of(2, 2), values, 0)
    assert point.outcome.tolist() == [1, 1]
    assert point.exact


def test_nash_where_not_all_can_gain_lets_the_earliest_of_the_most_gain():
    values = [np.array([[1.0, 1.0, 0.0, 5.0], [1.0, 0.0, 4.0, 0.0], [0.0, 2.0, 4.0, 0.0]])]
    point = nash_point(space_of(4), values, reservation=np.zeros(3))
    assert point.outcome.tolist() == [0]
    assert point.objective == pytest.approx(1.0)


def test_nash_where_nobody_can_gain():
    point = nash_point(space_of(2), [np.array([[1.0, 1.0]])], reservation=np.ones(1))
    assert (point.objective, point.exact, point.outcome.tolist()) == (1.0, True, [0])


def test_weak_and_strict_efficiency_differ():
    values = [np.array([[1.0, 1.0], [0.0, 1.0]])]
    strict = strict_efficiency(space_of(2), values, [0])
    assert strict.efficient is False
    assert strict.gains.tolist() == [0.0, 1.0]
    assert weak_efficiency(space_of(2), values, [0]).efficient is True


def test_an_outcome_that_cannot_be_is_neither():
    space = space_of(2, 2, rules=(((0, (1,)), (1, (1,))),))
    values = [np.zeros((1, 2)), np.zeros((1, 2))]
    with pytest.raises(ValueError, match="breaks a rule"):
        strict_efficiency(space, values, [1, 1])
    with pytest.raises(ValueError, match="breaks a rule"):
        weak_efficiency(space, values, [1, 1])
    for wrong in ([0], [0, 2], [0, -1]):
        with pytest.raises(ValueError, match="one level for each issue"):
            strict_efficiency(space, values, wrong)


def test_a_frontier_that_is_cut_short_says_what_may_be_missing():
    space = space_of(5)
    values = [np.array([[0.0, 1, 2, 3, 4], [4, 3, 2, 1, 0]])]
    short = tradeoff_frontier(space, values, limit=2)
    assert [p.utilities.tolist() for p in short.points] == [[4.0, 0.0], [3.0, 1.0]]
    assert not short.complete
    for missing in ([2.0, 2.0], [1.0, 3.0], [0.0, 4.0]):
        assert (np.array(missing) <= short.rest).all()
    assert len(tradeoff_frontier(space, values).points) == 5


def test_a_frontier_keeps_to_the_reservation_values():
    values = [np.array([[0.0, 1, 2, 3, 4], [4, 3, 2, 1, 0]])]
    found = tradeoff_frontier(space_of(5), values, reservation=np.array([2.0, 1.0]))
    assert [p.utilities.tolist() for p in found.points] == [[3.0, 1.0], [2.0, 2.0]]
    assert found.complete


def test_the_same_answer_every_time():
    space, values = hard()
    first, second = (utilitarian_point(space, values) for _ in range(2))
    assert first.outcome.tolist() == second.outcome.tolist()
    assert first.bound == second.bound


TWO = [np.zeros((2, 2)), np.zeros((2, 3))]


@pytest.mark.parametrize(
    ("values", "more", "words"),
    [
        (TWO[:1], {}, "values need one array"),
        ([np.zeros((2, 2)), np.full((2, 3), np.nan)], {}, "finite"),
        (TWO, {"barred": (np.zeros(2, dtype=bool),)}, "barred needs"),
        (TWO, {"reservation": np.zeros(3)}, "reservation needs"),
        (TWO, {"weights": np.array([1.0, 0.0])}, "weights need"),
        (TWO, {"work": 0}, "more than 0 steps of work"),
        (TWO, {"terms": [Box(((0, (0,)),), np.zeros(3))]}, "a term needs"),
        (TWO, {"terms": [Box(((2, (0,)),), np.zeros(2))]}, "names an issue"),
        (TWO, {"terms": [Table((0,), np.zeros((2, 3)))]}, "combination of levels"),
    ],
)
def test_arrays_that_do_not_fit(values, more, words):
    with pytest.raises(ValueError, match=words):
        utilitarian_point(space_of(2, 3), values, **more)


def test_parties_that_there_are_none_of():
    with pytest.raises(ValueError, match="no party 2"):
        best_for(space_of(2, 3), TWO, 2)
    with pytest.raises(ValueError, match="two parties, not 1"):
        tradeoff_frontier(space_of(2), [np.zeros((1, 2))])
    with pytest.raises(ValueError, match="finite reservation"):
        nash_point(space_of(2, 3), TWO, reservation=np.array([0.0, -np.inf]))


def test_a_frontier_ends_where_rounding_could_let_the_last_point_pass_again():
    # Of these four outcomes one is left above the reservation values; to leave it behind takes a
    # step so small that the solver, with its tolerances, once found the same outcome for ever.
    four = np.array(
        [
            [[1.569527517107149, -0.9535927851584082], [-2.4273327008496235, -3.14507131241086]],
            [[3.1042516679720253, 3.0703885088605816], [5.041632679780681, 4.003031070093113]],
        ]
    )
    values = [np.zeros((2, 2)), np.zeros((2, 2))]
    found = tradeoff_frontier(
        space_of(2, 2), values, terms=[Table((0, 1), four)], reservation=four[:, 0, 1]
    )
    assert [point.outcome.tolist() for point in found.points] == [[0, 0]]
    assert found.complete
