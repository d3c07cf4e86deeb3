"""What goes with counter-drafts, each against its own definition worked out apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from zopa.analyses import counter, offers_of_equal_worth
from zopa.analyses.counter_records import CounterOptions, CounterSide
from zopa.analyses.unlike_packages import far_apart
from zopa.case.model import Case, Draft, Issue, Level, Party, TermReading
from zopa.preferences.draws import Draws, draw

from .random_talks import random_talks
from .test_counter import barred, brute, utility

FIRST, SECOND = "mine", "yours"


def trade() -> Case:
    """Two sides that weigh three issues differently, with all numbers given: what one gives away
    cheaply the other values."""
    values = {
        FIRST: {"price": (0.0, 20.0, 60.0), "date": (0.0, 10.0), "colour": (30.0, 0.0)},
        SECOND: {"price": (30.0, 20.0, 0.0), "date": (60.0, 0.0), "colour": (0.0, 10.0)},
    }
    issues = {
        name: Issue(name, name, tuple(Level(f"{name}{k}", f"{name} {k}") for k in range(size)))
        for name, size in (("price", 3), ("date", 2), ("colour", 2))
    }
    parties = {
        p: Party(
            p,
            p,
            points={i: {f"{i}{k}": v for k, v in enumerate(worths)} for i, worths in own.items()},
            no_deal=40.0,
        )
        for p, own in values.items()
    }
    middle = {"price": "price1", "date": "date1", "colour": "colour1"}
    draft = Draft("d", "D", (SECOND,), None, {i: (TermReading(k),) for i, k in middle.items()})
    return Case("Trade", issues, parties, {"d": draft}, name="trade")


def side_of(case: Case, draws: Draws, party: str, **options: object) -> CounterSide:
    (side,) = counter(case, draws, CounterOptions(party=party, **options)).sides  # type: ignore[arg-type]
    return side


@pytest.mark.parametrize("seed", range(8))
def test_a_change_is_worth_what_putting_it_back_takes_away(seed: int) -> None:
    case = random_talks(seed)
    draws = draw(case, 40, seed=seed)
    for party in case.signatories:
        side = side_of(case, draws, party)
        for made in side.drafts:
            for term in made.changed:
                for told in term.sides:
                    own = utility(draws, told.party, made.terms)
                    if side.answers is None or len(term.before) == 1:
                        back = utility(draws, told.party, made.terms | {term.issue: term.before[0]})
                    else:
                        continue
                    assert told.change.mean == pytest.approx((own - back).mean(), abs=1e-9)
                    assert told.gains.share == pytest.approx((own - back > 1e-9).mean())
                    k = draws.parties.index(told.party)
                    weights = np.array([np.ptp(v[:, k], axis=1) for v in draws.values])
                    i = list(case.issues).index(term.issue)
                    ranks = 1 + (weights > weights[i] + 1e-9).sum(axis=0)
                    assert (ranks >= told.rank_low).mean() >= 0.85
                    assert (ranks <= told.rank_high).mean() >= 0.85
                    assert all(case.facts[n].party == told.party for n in told.facts)


def test_swaps_are_the_pairs_that_raise_every_side() -> None:
    case = trade()
    draws = draw(case, 10)
    side = side_of(case, draws, FIRST)
    found = {(s.gives.after, s.gets.after) for s in side.swaps}
    standing = {"price": "price1", "date": "date1", "colour": "colour1"}
    expected: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    before = {p: utility(draws, p, standing)[0] for p in case.parties}
    for one, two in combinations(case.issues, 2):
        for levels in product(case.issues[one].level_ids, case.issues[two].level_ids):
            terms = standing | dict(zip((one, two), levels, strict=True))
            singles = {
                i: utility(draws, FIRST, standing | {i: terms[i]})[0] - before[FIRST]
                for i in (one, two)
            }
            if min(singles.values()) < -1e-9 and max(singles.values()) > 1e-9 and all(
                utility(draws, p, terms)[0] > before[p] + 1e-9 for p in case.parties
            ):  # fmt: skip
                gives = min(singles, key=lambda i: singles[i])
                gets = two if gives == one else one
                expected.setdefault((one, two), set()).add((terms[gives], terms[gets]))
    assert len(found) == len(expected) > 0
    assert all(any(pair in ways for ways in expected.values()) for pair in found)


@pytest.mark.parametrize("status", ["agreed", "tabled"])
def test_the_nearest_improvements_of_an_agreed_draft(status: str) -> None:
    case = trade()
    case = replace(case, drafts={"d": replace(case.drafts["d"], status=status)})
    draws = draw(case, 10)
    found = side_of(case, draws, FIRST).improvements
    if status == "tabled":
        assert found is None
        found = side_of(case, draws, FIRST, against="d").improvements
    assert found is not None
    standing = {"price": "price1", "date": "date1", "colour": "colour1"}
    better = []
    for levels in product(*(issue.level_ids for issue in case.issues.values())):
        terms = dict(zip(case.issues, levels, strict=True))
        gains = [utility(draws, p, terms)[0] - utility(draws, p, standing)[0] for p in case.parties]
        if min(gains) >= 0.01:
            better.append(sum(terms[i] != standing[i] for i in terms))
    assert found.changes == min(better)
    assert all(len(one.changed) == min(better) for one in found.nearest)
    assert all(min(g.mean for g in one.gains.values()) >= 0.01 for one in found.nearest)


@pytest.mark.parametrize("seed", range(12))
def test_equal_offers_are_best_for_their_guesses_and_as_unlike_as_can_be(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = random_talks(seed)
    draws = draw(case, 80, seed=seed)
    party = case.signatories[0]
    side = side_of(case, draws, party)
    told = unlike_by_brute_force(case, draws, party, side)
    assert [offer.terms for offer in side.equivalent] == told or unlikeness(
        [offer.terms for offer in side.equivalent]
    ) == unlikeness(told)
    for offer in side.equivalent:
        assert abs(offer.gain.mean - side.drafts[0].gain.mean) <= 0.02 + 1e-9
        assert offer.own_could.share >= 0.5
        assert offer.guesses
        for guess in offer.guesses:
            for other in side.equivalent:
                mine = next((g for g in other.guesses if g.issue == guess.issue), None)
                assert mine is None or mine.others.share <= guess.others.share + 1e-12
    with monkeypatch.context() as patched:
        patched.setattr(offers_of_equal_worth, "LISTED_NEARBY", 0)
        searched = side_of(case, draws, party)
    assert unlikeness([o.terms for o in searched.equivalent]) == unlikeness(
        [o.terms for o in side.equivalent]
    )


def unlikeness(offers: list[dict[str, str]]) -> tuple[int, int, int]:
    """How many different offers there are, in how many terms the two most alike differ, and the
    differences of all."""
    apart = [sum(a[i] != b[i] for i in a) for a, b in combinations(offers, 2)]
    differ = len({tuple(sorted(offer.items())) for offer in offers})
    return differ, min((d for d in apart if d), default=0), sum(apart)


def unlike_by_brute_force(
    case: Case, draws: Draws, party: str, side: CounterSide
) -> list[dict[str, str]]:
    """Every choice of one package for each guess, the most unlike one without repeats."""
    own = draws.parties.index(party)
    guesses = []
    for k in draws.signatories:
        if k != own:
            weights = np.stack([np.ptp(v[:, k], axis=1) for v in draws.values], axis=1)
            for i, issue in enumerate(case.issues):
                right = weights.argmax(axis=1) == i
                if 0.1 <= right.mean() <= 0.9:
                    guesses.append((-right.mean(), draws.parties[k], issue, right))
    guesses = sorted(guesses, key=lambda guess: guess[:3])[:4]
    if len(guesses) < 2 or not side.drafts:
        return []
    packages = []
    for terms, (_, _, _, could, gain) in brute(case, draws, party, 3):
        if could >= 0.5 and abs(gain - side.drafts[0].gain.mean) <= 0.02 + 1e-9:
            signs = [
                (utility(draws, name, terms) >= draws.reservation[:, k] - 1e-9)
                & ~barred(draws, name, terms)
                for k, name in ((k, draws.parties[k]) for k in draws.signatories if k != own)
            ]
            needed = len(signs) if case.takes_all else 1
            enough = np.sum(signs, axis=0) >= needed
            packages.append((terms, [enough[right].mean() for *_, right in guesses]))
    if not packages:
        return []
    best = [max(often[g] for _, often in packages) for g in range(len(guesses))]
    ways = [[p for p in packages if p[1][g] >= best[g] - 0.02 - 1e-9] for g in range(len(guesses))]
    choices = [
        [terms for terms, _ in choice]
        for choice in product(*ways)
        if all(often[g] >= other[g] for g, (_, often) in enumerate(choice) for _, other in choice)
    ]
    most = max(choices, key=unlikeness)
    distinct = [terms for k, terms in enumerate(most) if terms not in most[:k]]
    return distinct if len(distinct) > 1 else []


@pytest.mark.parametrize("seed", range(6))
def test_concessions_go_down_from_the_best_deal(seed: int) -> None:
    case = random_talks(seed)
    draws = draw(case, 60, seed=seed)
    party = case.signatories[0]
    p = draws.parties.index(party)
    plan = side_of(case, draws, party).concessions
    assert plan is not None
    terms, before = dict(plan.start), utility(draws, party, plan.start)
    others = plan.others.share
    for k, step in enumerate(plan.steps):
        assert terms[step.issue] == step.before
        terms[step.issue] = step.after
        after = utility(draws, party, terms)
        assert step.cost.mean == pytest.approx((before - after).mean(), abs=1e-9)
        free = ~barred(draws, party, terms)
        now = (after >= draws.aspiration[:, p] - 1e-9) & free
        assert step.own_now.share == pytest.approx(now.mean())
        assert step.others.share >= others - 1e-12
        assert (step.own_now.share < 0.5) == (k >= plan.stop_now) or k > plan.stop_now
        before, others = after, step.others.share


def test_a_kept_issue_stays_and_no_more_terms_change_than_asked() -> None:
    for seed in range(6):
        case = random_talks(seed)
        draws = draw(case, 40, seed=seed)
        kept = next(iter(case.issues))
        for party in case.signatories:
            side = side_of(case, draws, party, change=1, keep=(kept,))
            for made in side.drafts:
                if side.answers is not None:
                    assert len(made.changed) <= 1
                assert kept not in {term.issue for term in made.changed}


def test_points_far_apart_are_taken_first() -> None:
    points = np.array([[0.0, 0.0], [0.0, 0.1], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assert far_apart(points, 2).tolist() == [0, 4]
    assert far_apart(np.zeros((4, 2)), 3).tolist() == [0, 1, 2]
    assert far_apart(points, 9).tolist() == [0, 1, 2, 3, 4]
