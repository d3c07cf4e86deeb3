"""What is possible without a fact: by geometry, and against drawing the party anew."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

from zopa.case.model import Case
from zopa.preferences import draws as drawing
from zopa.preferences import moves
from zopa.preferences.compared import FEWEST_EXCURSIONS, LeftOut
from zopa.preferences.consistency import Consistency
from zopa.preferences.draws import Draws, redraw_without
from zopa.preferences.exact_excursions import Breakable
from zopa.preferences.implied import implied_facts
from zopa.preferences.left_out import MOST_WORK, draws_at, possible_without
from zopa.preferences.priors import Prior
from zopa.preferences.trying_without import TryingWithout

from .ledger import ledger, orders

STRAIGHT = Prior("weights", levels_count=False)
"""Weights first, and shapes that are not bent, of which closed forms are known."""
draw = partial(drawing.draw, prior=STRAIGHT)

ISSUES = {"price": ("low", "middle", "high"), "date": ("soon", "later", "never"), "law": ("a", "b")}


def prefers(party: str, this: dict[str, str], to: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"party": party, "prefers": {"this": this, "to": to}, **more}


def without(case: Case, facts: list[int], draws: Draws | None = None, **more: Any) -> list[LeftOut]:
    draws = draws or draw(case, 2000, seed=3)
    rng = np.random.default_rng(5)
    found, untried = possible_without(draws, "us", facts, 200, rng, **more)
    assert not untried
    assert [one.fact for one in sorted(found, key=lambda f: f.fact)] == sorted(facts)
    return sorted(found, key=lambda f: f.fact)


# --- facts that others imply --------------------------------------------------------------


def implied(case: Case) -> list[int]:
    draws = draw(case, 50)
    return sorted(implied_facts(Consistency(case).layout, draws, "us"))


def test_what_follows_from_others_is_implied() -> None:
    case = ledger(
        ISSUES,
        [
            orders("us", price=["low", "middle", "high"]),
            prefers("us", {"price": "low"}, {"price": "high"}),  # it says what the order says
            {"party": "us", "priorities": ["price", "date"]},
            {"party": "us", "priorities": ["date", "law"]},
            {"party": "us", "priorities": ["price", "law"]},  # from the two before
            {"party": "us", "accepts": {"price": "middle", "date": "never", "law": "a"}},
            # better still, so it follows
            {"party": "us", "accepts": {"price": "low", "date": "never", "law": "a"}},
        ],
    )
    assert implied(case) == [1, 4, 6]


def test_of_two_facts_that_say_the_same_both_are_implied() -> None:
    twice = prefers("us", {"price": "low"}, {"date": "soon"})
    assert implied(ledger(ISSUES, [twice, twice])) == [0, 1]


def test_an_order_is_implied_by_orders_only() -> None:
    case = ledger(
        {"price": ("low", "middle", "high")},
        [
            orders("us", price=["low", "middle", "high"]),
            orders("us", price=["low", "high"]),
            orders("us", price=["middle", "high"]),
        ],
    )
    assert implied(case) == [1, 2]


def test_what_follows_only_from_an_uncertain_fact_is_not_implied() -> None:
    case = ledger(
        ISSUES,
        [
            {**orders("us", price=["low", "middle", "high"]), "confidence": 0.9},
            prefers("us", {"price": "low"}, {"price": "high"}),
        ],
    )
    assert implied(case) == []


def test_without_an_implied_fact_nothing_changes_at_all() -> None:
    twice = prefers("us", {"price": "low"}, {"date": "soon"})
    for one in without(ledger(ISSUES, [twice, twice]), [0, 1]):
        assert one.preferences is None
        assert one.change(np.array([True, False]), np.empty(0, bool)) == (0.0, 0.0)
        assert one.effective is None


# --- by geometry --------------------------------------------------------------------------

SQUARE = {"price": ("low", "middle", "high")}
"""With the order known, what `middle` is worth and the reservation value fill a unit square."""


def triangle() -> Case:
    """The half of the square in which `middle` is worth less than no deal."""
    return ledger(
        SQUARE,
        [
            orders("us", price=["low", "middle", "high"]),
            {"party": "us", "rejects": {"price": "middle"}},
        ],
    )


def test_half_of_the_square_is_beyond_its_diagonal() -> None:
    draws = draw(triangle(), 2000, seed=3)
    (one,) = without(draws.case, [1], draws)
    assert one.mixture is not None
    assert one.beyond == pytest.approx(0.5, abs=0.05)
    column = draws.parties.index("us")
    low = draws.reservation[:, column] < 0.5
    beyond = one.preferences.reservation < 0.5
    assert (one.preferences.reservation < one.preferences.values[0][:, 1]).all()
    # of the triangle one quarter has a reservation value below a half, of the square a half
    amount, error = one.change(low, beyond)
    assert low.mean() == pytest.approx(0.25, abs=0.04)
    assert amount == pytest.approx(0.25, abs=2 * error)
    assert 0.01 < error < 0.08


def test_errors_are_what_other_seeds_give() -> None:
    case, misses = triangle(), []
    for seed in range(40):
        draws = draw(case, 300, seed=seed)
        rng = np.random.default_rng(seed)
        ((one,), _) = possible_without(draws, "us", [1], 200, rng)
        low = draws.reservation[:, draws.parties.index("us")] < 0.5
        amount, error = one.change(low, one.preferences.reservation < 0.5)
        misses.append((amount - 0.25) / (error / 1.96))
    assert 0.7 < np.sqrt(np.mean(np.square(misses))) < 1.35


THREE = {"price": ("low", "high"), "date": ("soon", "later"), "law": ("a", "b")}


@pytest.mark.parametrize("tried", [True, False])
def test_what_facts_rule_out_is_told_for_each_of_them(
    tried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights lie evenly in a triangle, the reservation value on a line beside it."""
    if not tried:
        nothing_is_tried(monkeypatch)
    case = ledger(
        THREE,
        [
            orders("us", price=["low", "high"], date=["soon", "later"], law=["a", "b"]),
            {"party": "us", "priorities": ["price", "date"]},  # half of the triangle
            {"party": "us", "reservation": "25..100"},  # three quarters of the line
            {"party": "us", "weight": {"law": "0..50"}},  # three quarters, whichever is first
        ],
    )
    draws = draw(case, 4000, seed=3)
    column = draws.parties.index("us")
    price, date, law = (values[:, column].max(axis=1) for values in draws.values)
    found = {one.fact: one for one in without(case, [1, 2, 3], draws)}
    assert found[1].beyond == pytest.approx(0.5, abs=0.05)
    assert found[2].beyond == pytest.approx(0.25, abs=0.04)
    assert found[3].beyond == pytest.approx(0.25, abs=0.04)
    one = found[1].preferences
    assert one is not None
    new = [values.max(axis=1) for values in one.values]
    assert (new[0] <= new[1]).all()
    change = found[1].change(price > date, new[0] > new[1])
    assert change.amount == pytest.approx(-0.5, abs=3 * change.error)
    assert law.max() <= 0.5
    beyond = found[3].preferences
    assert beyond is not None
    assert beyond.values[2].max(axis=1).min() >= 0.5


def test_without_an_order_others_go_on_as_the_author_would_have_settled() -> None:
    """What an author likes best is open without its order, though a fact of another hangs on it."""
    case = ledger(
        {"price": ("low", "middle", "high"), "date": ("soon", "later")},
        [
            orders("us", price=["low", "middle", "high"], date=["soon", "later"]),
            {"party": "us", "prefers": {"this": {"price": "low"}, "to": {"date": "later"}}},
            {"party": "them", "declines": "first"},
        ],
        drafts={"first": {"date": "soon"}},
        authors={"first": ["us"]},
    )
    draws = draw(case, 600, seed=3)
    one = without(case, [0], draws)[0]
    assert one.preferences is not None
    best = np.bincount(one.preferences.values[0].argmax(axis=1), minlength=3)
    assert best.min() > 10


def narrow(span: str) -> Case:
    """A party of which only the order of one issue and a span of the reservation are known."""
    return ledger(
        SQUARE,
        [orders("us", price=["low", "middle", "high"]), {"party": "us", "reservation": span}],
    )


@pytest.mark.parametrize("count", [12, 100])
@pytest.mark.parametrize(
    ("case", "fact", "below", "change"),
    [
        (narrow("40..52"), 1, 0.6, -0.4),  # all of the draws, and of all numbers six in ten
        (narrow("0..80"), 1, 0.4, -0.1),
        (triangle(), 1, 0.5, 0.25),
    ],
    ids=["narrow", "wide", "triangle"],
)
def test_of_few_draws_the_stated_errors_hold_too(
    case: Case, fact: int, below: float, change: float, count: int
) -> None:
    held = []
    for seed in range(120):
        draws = draw(case, count, seed=seed)
        rng = np.random.default_rng(seed)
        ((one,), untried) = possible_without(draws, "us", [fact], count, rng)
        assert not untried
        before = draws.reservation[:, draws.parties.index("us")] < below
        amount, error = one.change(before, one.preferences.reservation < below)
        held.append(abs(amount - change) <= 2 * error / 1.96)
    # Of few draws 0.91 to 0.94 hold over 400 seeds; this is that less two standard errors.
    assert np.mean(held) >= (0.84 if count < 100 else 0.9)


def test_excursions_that_are_too_few_are_not_gone_by() -> None:
    draws = draw(narrow("40..52"), 100, seed=4)
    one = without(draws.case, [1], draws)[0]
    assert one.mixture is None
    assert one.effective == 100
    many = draw(narrow("0..50"), 2000, seed=4)
    other = without(many.case, [1], many)[0]
    assert other.mixture is not None
    assert len(other.mixture.found.draw) >= FEWEST_EXCURSIONS
    assert other.effective is not None
    assert other.effective >= FEWEST_EXCURSIONS


def test_an_order_of_which_nothing_else_speaks_is_drawn_as_if_never_reported() -> None:
    case = ledger(
        ISSUES,
        [
            orders("us", price=["low", "middle", "high"], date=["soon", "later", "never"]),
            {"party": "us", "priorities": ["price", "date"]},
        ],
    )
    draws = draw(case, 2000, seed=3)
    one = without(case, [0], draws)[0]
    column = draws.parties.index("us")
    for issue in (0, 1):
        weights = draws.values[issue][:200, column].max(axis=1)
        new = one.preferences.values[issue]
        assert new.max(axis=1) == pytest.approx(weights)  # the rest stays
        best = np.bincount(new.argmax(axis=1), minlength=3)
        assert best.min() > 40
        assert set(np.argsort(new, axis=1)[:, 1]) == {0, 1, 2}


# --- against drawing the party anew -------------------------------------------------------


def busy(seed: int, *, sure: bool, known: int) -> Case:
    """Two parties, four issues of three levels, comparisons that a hidden truth bears out."""
    rng = np.random.default_rng(seed)
    names = [f"i{k}" for k in range(4)]
    weights, values = rng.dirichlet(np.ones(4)), rng.random((4, 3))
    values -= values.min(axis=1, keepdims=True)
    values *= (weights / values.max(axis=1))[:, None]
    facts: list[dict[str, Any]] = [
        orders("us", **{names[k]: [f"l{j}" for j in np.argsort(-values[k])]}) for k in range(known)
    ]
    while len(facts) < known + 8:
        pair = rng.integers(0, 3, (2, 4))
        worth = [values[np.arange(4), p].sum() for p in pair]
        better, worse = pair[np.argsort(worth)[::-1]]
        if abs(worth[0] - worth[1]) > 0.02:
            terms = [
                {n: f"l{level}" for n, level in zip(names, p, strict=True)} for p in (better, worse)
            ]
            facts.append(prefers("us", *terms))
    if not sure:
        for entry in facts[-4:]:
            entry["confidence"] = 0.6
    return ledger(dict.fromkeys(names, ("l0", "l1", "l2")), facts)


def nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws move to where they may be without a fact."""
    for way in ("without", "without_orders"):
        monkeypatch.setattr(TryingWithout, way, lambda _self, _facts: {})


def numbers(values: list[np.ndarray], reservation: np.ndarray) -> np.ndarray:
    return np.column_stack([reservation, *values])


@pytest.mark.parametrize("tried", [True, False])
@pytest.mark.parametrize(
    ("seed", "sure", "known"), [(1, True, 4), (2, True, 4), (3, False, 4), (4, True, 1)]
)
def test_it_is_as_if_the_party_were_drawn_anew(
    seed: int, sure: bool, known: int, tried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = busy(seed, sure=sure, known=known)
    if not tried:
        nothing_is_tried(monkeypatch)
    draws = draw(case, 1000, seed=seed)
    column = draws.parties.index("us")
    facts = [k for k, f in enumerate(case.facts) if f.certain]
    anew, _ = redraw_without(draws, "us", facts, 400)
    before = numbers([v[:, column] for v in draws.values], draws.reservation[:, column])
    misses = []
    for one in without(case, facts, draws):
        other = numbers(list(anew[one.fact].values), anew[one.fact].reservation)
        # each number compared with its median: a share in both, as an answer is
        middle = np.median(other, axis=0)
        there = np.empty((0, before.shape[1]))
        if one.preferences is not None:
            there = numbers(list(one.preferences.values), one.preferences.reservation)
        for k in range(before.shape[1]):
            amount, error = one.change(before[:, k] > middle[k], there[:, k] > middle[k])
            after = (before[:, k] > middle[k]).mean() + amount
            share = (other[:, k] > middle[k]).mean()
            spread = np.hypot(error / 1.96, np.sqrt(max(share * (1 - share), 0.01) / 400))
            misses.append((after - share) / spread)
    assert np.sqrt(np.mean(np.square(misses))) < 1.4
    assert np.abs(misses).max() < 5.5


# --- bounds -------------------------------------------------------------------------------


def test_what_there_is_no_work_for_is_said() -> None:
    case = busy(3, sure=False, known=4)
    draws = draw(case, 1000, seed=3)
    facts = [k for k, f in enumerate(case.facts) if f.certain]
    found, untried = possible_without(draws, "us", facts, 200, np.random.default_rng(5), 0)
    assert untried
    assert sorted([*(one.fact for one in found), *untried]) == facts
    some, fewer = possible_without(draws, "us", facts, 200, np.random.default_rng(5), 5_000_000)
    assert set(fewer) < set(untried)
    assert len(some) > len(found)


def test_the_work_does_not_grow_with_the_square_of_the_facts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = 0
    plain = moves.Points.move

    def counted(self: moves.Points, *args: Any) -> None:
        nonlocal looked
        looked += self.slack.size
        plain(self, *args)

    monkeypatch.setattr(moves.Points, "move", counted)
    look = Breakable.broken

    def counted_tries(self: Breakable, x: np.ndarray, draw: np.ndarray) -> np.ndarray:
        nonlocal looked
        looked += len(x) * len(self.b)
        return look(self, x, draw)

    monkeypatch.setattr(Breakable, "broken", counted_tries)
    case = busy(1, sure=True, known=4)
    draws = draw(case, 1000, seed=1)
    without(case, list(range(len(case.facts))), draws)
    tried = looked
    assert tried < MOST_WORK / 100
    nothing_is_tried(monkeypatch)
    without(case, list(range(len(case.facts))), draws)
    assert 0 < looked - tried < MOST_WORK / 10


def test_a_fact_that_holds_a_number_fast_is_walked() -> None:
    case = ledger(
        ISSUES,
        [
            orders("us", price=["low", "middle", "high"]),
            {"party": "us", "weight": {"price": 30}},
            prefers("us", {"price": "low"}, {"date": "soon"}),
        ],
    )
    one = without(case, [0, 1, 2])[1]
    weights = one.preferences.values[0].max(axis=1)
    assert weights.std() > 0.05


def test_draws_can_be_taken_by_position() -> None:
    case = busy(3, sure=False, known=4)
    draws = draw(case, 20, seed=3)
    picked = draws_at(draws, np.array([3, 3, 0]))
    assert len(picked) == 3
    assert np.array_equal(picked.reservation, draws.reservation[[3, 3, 0]])
    assert np.array_equal(picked.values[1], draws.values[1][[3, 3, 0]])
    for fact, force in draws.in_force.items():
        assert np.array_equal(picked.in_force[fact], force[[3, 3, 0]])


def test_a_fact_that_asks_for_nothing_is_implied() -> None:
    case = ledger(ISSUES, [{"party": "us", "priorities": [["price", "date", "law"]]}])
    assert implied(case) == [0]
    assert without(case, [0])[0].preferences is None
