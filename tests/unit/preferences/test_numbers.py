"""Parties all of whose numbers are given: the draws are these numbers, quickly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest
from counted_work import calls_of
from ledger import Entry, ledger
from scipy import stats

from zopa.case.checks import check_case
from zopa.case.model import Case, Fact, ValueRange
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.preferences import consistency, party
from zopa.preferences import draws as drawing
from zopa.preferences.clashes import clashing_facts
from zopa.preferences.draws import Draws, redraw_without
from zopa.preferences.priors import Prior, PriorName

STRAIGHT = Prior("weights", levels_count=False)
"""Weights first, and shapes that are not bent, of which closed forms are known."""
draw = partial(drawing.draw, prior=STRAIGHT)

ISSUES: dict[str, Any] = {"price": range(30), "law": ["ours", "neutral", "theirs"]}
LAW = {"ours": 20.25, "neutral": 11.125, "theirs": 0}
PRICE = {str(k): round(k * 0.75, 6) for k in range(30)}
N = 2000
GRAVE = 1e-5


def us(**fact: Any) -> Entry:
    return {"party": "us", **fact}


def all_given(rest: float = 38) -> list[Entry]:
    """Values up to 20.25 and 21.75, a bonus of 20 and a penalty of what is left."""
    return [
        us(value={"price": PRICE}),
        us(value={"law": LAW}),
        us(bonus={"when": {"price": "20..29", "law": "ours"}, "adds": 20}),
        us(bonus={"when": {"price": [0], "law": ["theirs", "neutral"]}, "adds": -rest}),
        us(reservation=33.125),
    ]


def alone(case: Case) -> Case:
    """The case without the party of which nothing is known."""
    return Case("us alone", case.issues, {"us": case.parties["us"]}, case.drafts, case.facts)


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("nothing is to be searched for")

    monkeypatch.setattr(consistency, "mixed_integer_point", refuse)
    monkeypatch.setattr(party, "hit_and_run", refuse)
    monkeypatch.setattr(party, "build_piece", refuse)
    monkeypatch.setattr(party, "draw_with_room", refuse)


@pytest.mark.usefixtures("no_search")
def test_the_draws_are_the_numbers_as_written() -> None:
    case = ledger(ISSUES, all_given(), parties=("us", "them", "on"))
    assert not list(clashing_facts(case))
    with pytest.raises(AssertionError):
        draw(case, 5)  # of the others nothing is known
    case = alone(case)
    draws = draw(case, 7)
    assert draws.converged
    assert draws.reservation == pytest.approx(np.full((7, 1), 0.33125), abs=1e-15)
    price, law = draws.values
    assert price[:, 0] == pytest.approx(np.tile(np.arange(30) * 0.0075, (7, 1)), abs=1e-15)
    # what there is to lose stands with `law`, which comes before `price`
    assert law[:, 0] == pytest.approx(np.tile([0.5825, 0.49125, 0.38], (7, 1)), abs=1e-15)
    assert [sorted(set(t.worth[:, 0])) for t in draws.terms] == [[-0.38], [0.2]]


@pytest.mark.parametrize("off", [0, 1e-9, -1e-9, 5e-5, -5e-5])
def test_numbers_may_be_rounded(off: float) -> None:
    assert not list(clashing_facts(ledger(ISSUES, all_given(38 + off))))


@pytest.mark.parametrize(("off", "told"), [(1, "101"), (-1, "99"), (3e-4, "100.0003")])
def test_numbers_that_do_not_add_up_clash(off: float, told: str) -> None:
    (found,) = clashing_facts(ledger(ISSUES, all_given(38 + off)))
    assert found.code.name == "clash"
    assert found.message == f"the numbers given for `us` add up to {told}, not to 100"
    assert len(found.related) == 3  # all but the reservation value


def test_a_sum_that_is_missed_hides_no_other_clash() -> None:
    others = [us(reservation="40..50"), us(rejects={"price": 29}, confidence=0.5)]
    told = [f.code.name for f in clashing_facts(ledger(ISSUES, [*all_given(20), *others]))]
    assert told == ["clash", "clash"]


def test_a_worst_level_that_is_worth_something_clashes() -> None:
    facts = [us(value={"law": {**LAW, "theirs": 5}}), *all_given()[2:4]]
    (found,) = clashing_facts(ledger(ISSUES, [*facts, all_given()[0]]))
    assert found.code.name == "clash"
    assert not found.related
    assert "worst level of each issue is worth 0" in found.help[0]


OTHERS: list[tuple[Entry, bool]] = [
    (us(order={"price": "more", "law": ["ours", "neutral", "theirs"]}), True),
    (us(order={"price": "less"}), False),
    (us(priorities=["price", "law"]), True),
    (us(priorities=["law", "price"]), False),
    (us(weight={"law": "20..30"}), True),
    (us(weight={"law": "30..50"}), False),
    (us(accepts={"price": 20, "law": "ours"}), True),  # 15 + 20.25 + 20 + 38
    (us(rejects={"price": 20, "law": "ours"}), False),
    (us(rejects={"price": 0, "law": "neutral"}), True),  # 11.125
    (us(accepts={"price": 0, "law": "neutral"}), False),
    (us(accepts={"price": 1, "law": "theirs"}), True),  # 0.75 + 38
    (us(rejects={"price": 1}), False),  # at worst 0.75 + 38
    (us(accepts={"price": 0}), True),
    (us(prefers={"this": {"price": 1}, "to": {"price": 0}}), True),
    (us(prefers={"this": {"price": 0, "law": "ours"}, "to": {"price": 20, "law": "ours"}}), False),
    (us(value={"law": {"neutral": "10..12"}}), True),
    (us(value={"law": {"neutral": "12..14"}}), False),
    (us(reservation="30..40"), True),
    (us(reservation="40..50"), False),
    (us(red_line={"law": ["theirs"]}), True),
]


@pytest.mark.parametrize(("other", "holds"), OTHERS, ids=lambda x: str(x)[16:60])
def test_other_facts_are_held_against_the_numbers(other: Entry, *, holds: bool) -> None:
    case = ledger(ISSUES, [*all_given(), other])
    found = list(clashing_facts(case))
    assert bool(found) != holds
    if found:
        (clash,) = found
        places = {clash.place, *(place for place, _ in clash.related)}
        added = case.facts[-1]
        assert case.place(*added.path, added.kind) in places
    case = alone(case)
    if holds:
        assert np.ptp(draw(case, 5).reservation) == 0


def test_an_uncertain_fact_that_agrees_and_one_that_does_not() -> None:
    yes = us(accepts={"price": 20, "law": "ours"}, confidence=0.5)
    no = us(rejects={"price": 29, "law": "ours"}, confidence=0.5)
    case = ledger(ISSUES, [*all_given(), yes, no])
    (found,) = clashing_facts(case)
    assert found.code.name == "uncertain-clash"
    force = draw(alone(case), 100).in_force
    assert 20 < force[5].sum() < 80
    assert not force[6].any()


@pytest.mark.usefixtures("no_search")
def test_a_reservation_value_that_is_not_given_is_uniform_where_it_can_be() -> None:
    facts = all_given()[:4]
    r = draw(alone(ledger(ISSUES, facts)), N, seed=1).reservation[:, 0]
    assert stats.kstest(r, "uniform").pvalue > GRAVE
    told = [
        us(accepts={"price": 1, "law": "theirs"}),  # 38.75
        us(rejects={"price": 0, "law": "neutral"}),  # 11.125
        us(reservation="5..60"),
    ]
    r = draw(alone(ledger(ISSUES, [*facts, *told])), N, seed=2).reservation[:, 0]
    # what it holds out for is even from r to 1, and at most 0.3875: r has a density of that share
    below = lambda x: x + (1 - 0.3875) * np.log(1 - x)  # noqa: E731
    whole = below(0.3875) - below(0.11125)
    assert r.min() >= 0.11125
    assert r.max() <= 0.3875
    assert stats.kstest(r, lambda x: (below(x) - below(0.11125)) / whole).pvalue > GRAVE


@pytest.mark.parametrize(
    ("said", "threshold", "signs"), [("accepts", 30.0, True), ("rejects", 30.001, False)]
)
@pytest.mark.parametrize("off", [-7e-6, -2e-7, 0.0, 2e-7, 7e-6])
def test_what_is_known_of_a_deal_holds_where_a_number_misses_it_by_rounding(
    said: str, threshold: float, off: float, *, signs: bool
) -> None:
    facts = [
        us(value={"pay": {"high": 70, "low": 0}}),
        us(value={"leave": {"long": 30, "short": 0}}),
        us(reservation=round(threshold + off, 7)),
        us(**{said: "text"}),
    ]
    issues = {"pay": ("high", "low"), "leave": ("long", "short")}
    case = ledger(issues, facts, {"text": {"pay": "low", "leave": "long"}})
    drawn = draw(case, 3)
    column = drawn.parties.index("us")
    gain = drawn.values[1][:, column, 0] - drawn.reservation[:, column]
    assert (gain >= -ACCEPTANCE).tolist() == [signs] * 3
    if not signs:
        assert gain == pytest.approx(-GRAVE, abs=1e-7)


def test_no_order_is_missed_where_every_value_is_given() -> None:
    halves = [dict(list(PRICE.items())[:15]), dict(list(PRICE.items())[15:])]
    facts = [us(value={"price": half}) for half in halves]
    facts += [{**f, "party": p} for f in [*all_given()[1:]] for p in ("us", "them")]
    facts += [{"party": "them", "value": {"price": PRICE}}]
    case = ledger(ISSUES, facts)
    assert {finding.code.name for finding in check_case(case)} == {"unused-source"}
    assert not list(clashing_facts(case))


# --- one fact left out ----------------------------------------------------------------------


@pytest.mark.usefixtures("no_search")
def test_without_the_values_of_an_issue_its_weight_is_what_is_left() -> None:
    case = ledger(ISSUES, all_given())
    case = alone(case)
    draws = draw(case, N)
    redrawn, convergence = redraw_without(draws, "us", [1, 2, 3, 4], N)
    assert convergence.reached
    law = redrawn[1].values[1] - 0.38
    assert law.max(axis=1) == pytest.approx(np.full(N, 0.2025))
    assert law.min(axis=1) == pytest.approx(np.zeros(N), abs=1e-12)
    middle = np.sort(law, axis=1)[:, 1] / 0.2025
    assert stats.kstest(middle, "uniform").pvalue > GRAVE
    assert stats.chisquare(np.bincount(law.argmax(axis=1))).pvalue > GRAVE
    assert np.array_equal(redrawn[1].worth[:, 0], draws.terms[0].worth[:, 0])
    # without the bonus the rest is 80 of 100 points
    assert redrawn[2].worth[0].tolist() == pytest.approx([-0.475, 0])
    assert redrawn[2].reservation == pytest.approx(np.full(N, 0.33125 / 0.8))
    assert redrawn[2].values[0][0] == pytest.approx(np.arange(30) * 0.0075 / 0.8)
    # without the penalty 38 points are had anyway, by no agreement too
    assert redrawn[3].worth[0].tolist() == pytest.approx([0, 0.2 / 0.62])
    assert redrawn[3].values[1].min() == 0
    assert redrawn[3].reservation == pytest.approx(np.zeros(N))
    assert stats.kstest(redrawn[4].reservation, "uniform").pvalue > GRAVE


@pytest.mark.parametrize(("prior", "first"), [("values", 2), ("weights", 1)])
def test_several_issues_left_open_share_what_is_left(prior: PriorName, first: int) -> None:
    """With 3 and 2 levels, the share of the first is Beta(2, 1) where values are spread evenly, and
    Beta(1, 1) where weights are, as the walk has it too."""
    issues = {"a": ["p", "q", "s"], "b": ["x", "y"], "c": ["m", "n"]}
    numbers = {"a": {"p": 30, "q": 10, "s": 0}, "b": {"x": 0, "y": 20}}
    facts = [us(value=numbers), us(value={"c": {"m": 50, "n": 0}})]
    draws = draw(ledger(issues, facts), N, seed=3, prior=prior)
    redrawn, _ = redraw_without(draws, "us", [0], N)
    own = redrawn[0].values
    share = own[0].max(axis=1) / 0.5
    assert stats.kstest(share, stats.beta(first, 1).cdf).pvalue > GRAVE
    assert own[1].max(axis=1) == pytest.approx(0.5 - 0.5 * share)
    walked = draw(ledger(issues, facts[1:]), N, seed=4, prior=prior)
    assert stats.ks_2samp(own[0].max(axis=1), walked.values[0][:, 0].max(axis=1)).pvalue > GRAVE
    assert stats.ks_2samp(own[0][:, 1], walked.values[0][:, 0, 1]).pvalue > GRAVE


def test_what_is_left_open_agrees_with_packages_as_the_walk_has_it() -> None:
    issues = {"a": ["p", "q", "s"], "b": ["x", "y"]}
    left = us(value={"a": {"p": 60, "q": 10, "s": 0}})
    facts = [
        us(value={"b": {"x": 0, "y": 40}}),
        us(accepts={"a": "p", "b": "x"}),
        us(rejects={"a": "q", "b": "y"}),
    ]
    draws = draw(ledger(issues, [left, *facts]), N, seed=5)
    redrawn, _ = redraw_without(draws, "us", [0], N)
    own = redrawn[0]
    walked = draw(ledger(issues, facts), N, seed=6)
    assert stats.ks_2samp(own.reservation, walked.reservation[:, 0]).pvalue > GRAVE
    for k in range(3):
        assert stats.ks_2samp(own.values[0][:, k], walked.values[0][:, 0, k]).pvalue > GRAVE
    assert (own.values[0][:, 0] >= own.reservation - 1e-5).all()
    assert (own.values[0][:, 1] + 0.4 <= own.reservation + 1e-5).all()


# --- size -------------------------------------------------------------------------------------


def large(issues: int, levels: int, bonuses: int, others: Sequence[Entry] = ()) -> Case:
    """Two parties with all numbers given to 15 digits."""
    rng = np.random.default_rng(0)
    names = {f"i{i}": [f"l{k}" for k in range(levels)] for i in range(issues)}
    facts: list[Entry] = []
    for who in ("us", "them"):
        values = rng.random((issues, levels))
        values[:, 0] = 0.0
        sizes = rng.uniform(-1, 1, bonuses)
        values = np.array([rng.permutation(own) for own in values])
        unit = 100 / (values.max(axis=1).sum() + abs(sizes).sum())
        for (issue, ids), own in zip(names.items(), values * unit, strict=True):
            told = {level: float(f"{x:.15g}") for level, x in zip(ids, own, strict=True)}
            facts.append({"party": who, "value": {issue: told}})
        for size in sizes * unit:
            tied = rng.choice(issues, min(issues, 3), replace=False)
            when = {f"i{i}": [f"l{k}" for k in rng.choice(levels, 2, replace=False)] for i in tied}
            adds = float(f"{size:.15g}")
            facts.append({"party": who, "bonus": {"when": when, "adds": adds}})
        facts.append({"party": who, "reservation": 31.4159265358979})
    return ledger(names, [*facts, *others])


@pytest.mark.usefixtures("no_search")
@pytest.mark.parametrize("size", [(50, 10, 80), (1, 1001, 0)])
def test_large_cases_are_quick(size: tuple[int, int, int]) -> None:
    case = large(*size)
    made: list[Draws] = []

    def checked_and_drawn() -> None:
        assert {finding.code.name for finding in check_case(case)} == {"unused-source"}
        assert not list(clashing_facts(case))
        made.append(draw(case, 100))

    assert calls_of(checked_and_drawn) < 400_000  # twice what it takes
    [draws] = made
    for fact in case.facts:
        p = draws.parties.index(fact.party)
        if fact.kind == "value" and size[2] == 0:
            own = list(_ranges(fact)["i0"].values())
            assert np.array_equal(draws.values[0][0, p], [interval.low for interval in own])
    assert draws.reservation[0] == pytest.approx([0.314159265358979] * 2, abs=1e-15)


def test_a_clash_in_a_large_case_is_named() -> None:
    case = large(25, 8, 10, others=[us(order={"i3": ["l0", "l1"]}), us(order={"i3": ["l1", "l0"]})])
    (found,) = clashing_facts(case)
    assert len(found.related) == 1
    places = {found.place, *(place for place, _ in found.related)}
    (values,) = (f for f in case.facts_of("us") if f.kind == "value" and "i3" in _ranges(f))
    assert case.place(*values.path, "value") in places


def _ranges(fact: Fact) -> Any:
    assert isinstance(fact.content, ValueRange)
    return fact.content.ranges
