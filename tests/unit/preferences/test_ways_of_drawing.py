"""Exact draws, draws of a crowd and draws of a walk have one distribution, and work is bounded."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import numpy as np
import pytest
from ledger import ledger, orders
from scipy import stats

from zopa.case.model import Case
from zopa.preferences import party, with_room
from zopa.preferences.chains import chains_for
from zopa.preferences.consistency import Consistency
from zopa.preferences.crowd import Crowd
from zopa.preferences.draws import draw
from zopa.preferences.exact import exact_draws, pays
from zopa.preferences.fitting_orders import Room
from zopa.preferences.pieces import Ends, build_piece
from zopa.preferences.prior import draw_prior
from zopa.preferences.priors import EVEN_VALUES, Prior
from zopa.preferences.stacked import StackedFacts, ends_of
from zopa.preferences.walk import FORGOTTEN, Walk, hit_and_run, settle

GRAVE = 1e-5
N = 3000


def us(**fact: Any) -> dict[str, Any]:
    return {"party": "us", **fact}


ISSUES = {"pay": list("abcd"), "law": list("pqs"), "term": ["long", "short"]}
FACTS = [
    orders("us", pay=["a", ["b", "c"]], term=["long", "short"]),
    us(prefers={"this": {"pay": "c", "law": "s"}, "to": {"pay": "d", "law": "q"}}),
    us(accepts={"pay": "b", "law": "p", "term": "long"}),
    us(rejects={"pay": "d", "law": "q", "term": "short"}),
    us(priorities=["pay", "term"]),
    us(weight={"law": "5..70"}),
]
ENDS = np.array([[0, 2], [0, 3], [0, 1]])
"""By id of the issue: `law` from p to s, `pay` from a to d, `term` from long to short."""


SPREAD = [
    EVEN_VALUES,
    Prior("weights", levels_count=False),
    Prior("weights", levels_count=False, exponents=(1.0, 3.0)),
]
"""Priors, by which each way of drawing is held to the others."""


def stacked(case: Case, prior: Prior = EVEN_VALUES) -> StackedFacts:
    return StackedFacts(Consistency(case), [(case.facts_of("us"), {})], [], prior)


def same(one: np.ndarray, other: np.ndarray) -> None:
    """Kolmogorov-Smirnov tests of each variable and of some sums of them."""
    aims = np.random.default_rng(3).standard_normal((6, one.shape[1]))
    for mine, its in zip(
        np.hstack([one, one @ aims.T]).T, np.hstack([other, other @ aims.T]).T, strict=True
    ):
        if its.std() > 1e-9:
            assert stats.ks_2samp(mine, its).pvalue > GRAVE


@pytest.mark.parametrize("prior", SPREAD)
def test_three_ways_of_drawing_agree(prior: Prior) -> None:
    facts = stacked(ledger(ISSUES, FACTS), prior)
    setting, ends = np.zeros(N, dtype=np.intp), np.tile(ENDS, (N, 1, 1))
    exact, found = exact_draws(facts, setting, ends, 10_000, np.random.default_rng(1))
    assert found.all()
    point = Room(facts).inside(0, ENDS)
    assert point is not None
    crowd = Crowd(facts, setting, ends, np.tile(point, (N, 1)), np.random.default_rng(2))
    assert settle(crowd).reached
    same(crowd.drawn, exact)
    rows = [party.ConstraintRow(facts.A[k], float(facts.b[k])) for k in facts.rows_in(0)]
    piece = build_piece(facts.layout, facts.relations_in(0), rows, ends_of(ENDS), {})
    assert piece is not None
    rng = np.random.default_rng(4)
    chains = chains_for([piece.polytope], [N], rng)
    points, ended = hit_and_run(chains.bundle, chains.starts, rng, prior=prior)
    assert ended.reached
    same(points.reshape(-1, points.shape[2])[:N] @ piece.selection.T, exact)


@pytest.mark.parametrize("prior", SPREAD)
def test_a_crowd_in_polytopes_of_its_own_agrees_with_exact_draws(prior: Prior) -> None:
    """Each chain has its own best and worst levels, and every second one lacks some facts."""
    case = ledger({i: list("abcd") for i in "xyz"}, [
        us(prefers={"this": {"x": "a", "y": "b"}, "to": {"x": "c", "z": "d"}}),
        us(prefers={"this": {"z": "a"}, "to": {"y": "d", "x": "b"}}),
        us(accepts={"x": "b", "y": "c", "z": "a"}),
    ])  # fmt: skip
    every = case.facts_of("us")
    facts = StackedFacts(Consistency(case), [(every, {}), (every[1:], {})], [], prior)
    rng = np.random.default_rng(5)
    setting = np.arange(N) % 2
    ends = facts.draw_ends(setting, rng)
    exact, found = exact_draws(facts, setting, ends, 10_000, rng)
    room = Room(facts)
    points = [room.inside(int(s), e) for s, e in zip(setting, ends, strict=True)]
    thick = found & np.array([point is not None for point in points])
    assert (found <= thick).all()
    some = np.flatnonzero(thick)
    inside = np.array([points[d] for d in some])
    crowd = Crowd(facts, setting[some], ends[some], inside, rng)
    assert settle(crowd).reached
    drawn = crowd.drawn
    fits = (drawn @ facts.A.T <= facts.b + 1e-9) | ~facts.on[setting[some]]
    assert fits.all()
    same(drawn, exact[some])


def test_the_prior_has_the_moments_of_a_dirichlet_distribution() -> None:
    """Weights (n-1)/sum; the k-th of m sorted levels between 0 and 1 has the mean (m-k+1)/(m+1)."""
    facts = stacked(ledger(ISSUES, [orders("us", pay=["d", "b", "a", "c"])]))
    setting = np.zeros(40_000, dtype=np.intp)
    rng = np.random.default_rng(6)
    bounds = np.tile([0.2, 0.6], (len(setting), 1))
    x = draw_prior(facts, setting, facts.draw_ends(setting, rng), bounds, rng)
    weights = x[:, facts.weights]
    assert weights.mean(axis=0) == pytest.approx(np.array([2, 3, 1]) / 6, abs=0.005)
    pay = x[:, facts.firsts[1] : facts.firsts[1] + 4] / weights[:, [1]]
    assert pay.mean(axis=0) == pytest.approx([1 / 3, 2 / 3, 0, 1], abs=0.01)
    held_out = x[:, [facts.layout.reservation, facts.layout.aspiration]]
    assert held_out.mean(axis=0) == pytest.approx([0.4, 0.7], abs=0.005)
    assert (np.sort(-pay, axis=1) == -pay[:, [3, 1, 0, 2]]).all()


@pytest.mark.parametrize("prior", SPREAD)
def test_priorities_are_obeyed_by_the_prior_itself(prior: Prior) -> None:
    """Of the weights of issues that the prior does not tell apart, those that fit are as likely."""
    plain = us(weight={"law": "0..100"})
    compared = us(priorities=["pay", ["law", "date"]])
    issues = {"pay": list("abc"), "law": list("abc"), "date": list("abc"), "term": list("abcd")}
    rng = np.random.default_rng(11)
    weights = {}
    for name, told in (("any", plain), ("known", compared)):
        facts = stacked(ledger(issues, [told]), prior)
        setting = np.zeros(30_000, dtype=np.intp)
        bounds = np.tile([0.0, 1.0], (len(setting), 1))
        x = draw_prior(facts, setting, facts.draw_ends(setting, rng), bounds, rng)
        fits = (x @ facts.A.T <= facts.b).all(axis=1)
        assert fits.all()
        weights[name] = x[:, facts.weights]
    date, law, pay, _ = weights["any"].T  # by id
    same(weights["known"], weights["any"][(pay >= law) & (pay >= date)])


def test_priorities_that_the_prior_does_not_obey_are_tried() -> None:
    """With `values` an issue weighs the more the more levels it has, so that these cannot change
    places; and where three go in a circle none is before the other."""
    two = {"pay": list("abc"), "law": list("ab")}
    assert not stacked(ledger(two, [us(priorities=["law", "pay"])])).priorities[0]
    three = {"pay": list("ab"), "law": list("ab"), "term": list("ab")}
    circle = [us(priorities=pair) for pair in (["pay", "law"], ["law", "term"], ["term", "pay"])]
    assert not stacked(ledger(three, circle)).priorities[0]
    assert stacked(ledger(three, circle[:2])).priorities[0]


def test_trying_goes_on_while_it_is_cheaper_than_a_walk() -> None:
    assert pays(found=10, draws=1000, tries=1, worth=100)
    assert not pays(found=9, draws=1000, tries=1, worth=100)
    assert pays(found=1, draws=50, tries=8, worth=100)  # few walk for as long as many
    assert not pays(found=0, draws=1, tries=4, worth=100)


def test_reasons_rule_out_only_what_has_no_room() -> None:
    case = ledger({"x": list("abc"), "y": list("pqr")}, [
        us(prefers={"this": {"x": "a"}, "to": {"x": "b", "y": "q"}}),
        us(prefers={"this": {"y": "p", "x": "c"}, "to": {"y": "r"}}),
        us(rejects={"x": "b", "y": "r"}),
        us(reservation="0..30"),
    ])  # fmt: skip
    facts = stacked(case)
    rows = [party.ConstraintRow(facts.A[k], float(facts.b[k])) for k in facts.rows_in(0)]
    room = Room(facts)
    choices = [np.array(pairs) for pairs in product(permutations(range(3), 2), repeat=2)]
    left = sum(room.inside(0, ends) is not None for ends in choices)
    assert room.reasons.count
    assert 0 < left < len(choices)
    out = room.ruled_out(np.zeros(len(choices), dtype=np.intp), np.array(choices))
    for ends, is_out in zip(choices, out, strict=True):
        best, worst = ends.T.tolist()
        piece = build_piece(facts.layout, facts.relations_in(0), rows, Ends(best, worst), {})
        thick = piece is not None and piece.polytope.dimension == facts.layout.size - 5
        assert room.surely_none(0, ends) == is_out
        assert (room.inside(0, ends) is not None) == thick
        assert not (thick and is_out)
    assert out.sum() > (len(choices) - left) / 2


def test_unknown_orders_need_no_walk_where_trying_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("no walk is needed")

    monkeypatch.setattr(party, "hit_and_run", refuse)
    monkeypatch.setattr(with_room, "settle", refuse)
    issues = {f"i{k}": list("abcdefghij") for k in range(12)}
    known = {i: levels for i, levels in issues.items() if i < "i3"}
    case = ledger(issues, [
        orders("us", **known),
        us(prefers={"this": {"i7": "a", "i8": "b"}, "to": {"i7": "b", "i8": "a"}}),
        us(accepts=dict.fromkeys(issues, "b")),
    ])  # fmt: skip
    draws = draw(case, 300, seed=4)
    assert draws.converged
    seven, eight = draws.values[7][:, 0], draws.values[8][:, 0]
    assert (seven[:, 0] + eight[:, 1] >= seven[:, 1] + eight[:, 0]).all()
    accepted = sum(values[:, 0, 1] for values in draws.values)
    assert (accepted >= draws.reservation[:, 0]).all()


def test_facts_that_bind_are_not_tried_for_long() -> None:
    """Each of five facts halves what is left, and the sixth leaves next to nothing."""
    facts = stacked(ledger(ISSUES, [*FACTS, us(value={"pay": {"b": "20..20.001"}})]))
    setting, ends = np.zeros(500, dtype=np.intp), np.tile(ENDS, (500, 1, 1))
    ticks: list[int] = []
    _, found = exact_draws(
        facts, setting, ends, 50, np.random.default_rng(1), lambda: ticks.append(1)
    )
    assert not found.any()
    assert len(ticks) == 1


class Fading(Walk):
    """Chains that keep a known part of where they were in each epoch."""

    def __init__(self, kept: float, pairs: int) -> None:
        super().__init__(2, 2 * pairs, np.random.default_rng(7))
        self.kept = kept
        self.state = self.rng.standard_normal((pairs, 2, 2))

    @property
    def points(self) -> np.ndarray:
        return self.state

    def advance(self) -> None:
        new = self.rng.standard_normal(self.state.shape)
        self.state = self.kept * self.state + np.sqrt(1 - self.kept**2) * new
        self.steps += 1


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.8])
@pytest.mark.parametrize("pairs", [128, 2000])
def test_a_walk_ends_when_r_hat_is_at_most_1_01(kept: float, pairs: int) -> None:
    """Two states of a chain with the correlation c have a split-R-hat of 1 / sqrt(1 - c)."""
    walk = Fading(kept, pairs)
    ended = settle(walk)
    assert ended.reached
    correlation = kept ** (walk.steps - 1)
    assert 1 / np.sqrt(1 - correlation) <= 1.012
    assert pytest.approx(1 - 1 / 1.01**2, abs=1e-4) == FORGOTTEN
