"""Counter-drafts against brute force by the stated criteria, and what is said of them."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.analyses import counter, counter_drafts, counter_search
from zopa.analyses.counter_records import CounterOptions, CounterSide
from zopa.case.model import Case, Draft, Issue, Level, Party, TermReading
from zopa.case.newest_drafts import draft_answered_by
from zopa.outcomes.line_conditions import CROSSED, conditions_of
from zopa.preferences.draws import Draws, draw

from .random_talks import random_talks

SEEDS = range(14)
DRAWS = 60


def utility(draws: Draws, party: str, terms: dict[str, str]) -> np.ndarray:
    """(draws,): the sum of the values of the levels, and of what the bonuses add."""
    p, case = draws.parties.index(party), draws.case
    at = [case.issues[i].index(terms[i]) for i in case.issues]
    total = sum(draws.values[i][:, p, k] for i, k in enumerate(at))
    for box in draws.terms:
        if all(at[i] in levels for i, levels in box.where):
            total = total + box.worth[:, p]
    return np.asarray(total)


def barred(draws: Draws, party: str, terms: dict[str, str]) -> np.ndarray:
    p, case = draws.parties.index(party), draws.case
    at = np.array([case.issues[i].index(terms[i]) for i in case.issues])
    hit = np.zeros(len(draws), dtype=bool)
    for i, k in enumerate(at):
        hit |= draws.barred[i][:, p, k]
    for condition, bars in zip(conditions_of(case), draws.barred[len(at) :], strict=True):
        if condition.crossed(at):
            hit |= bars[:, p, CROSSED]
    return hit


def broken(case: Case, terms: dict[str, str]) -> bool:
    return any(all(terms[i] in levels for i, levels in rule.when.items()) for rule in case.rules)


Merits = tuple[float, float, float, float, float]


def brute(case: Case, draws: Draws, party: str, change: int) -> list[tuple[dict[str, str], Merits]]:
    """Every package that the party could table: both, others, now and could sign; gain."""
    draft = draft_answered_by(case, party)
    p = draws.parties.index(party)
    found = []
    for levels in product(*(issue.level_ids for issue in case.issues.values())):
        terms = dict(zip(case.issues, levels, strict=True))
        if broken(case, terms):
            continue
        if any(
            draws.barred[i][:, p, case.issues[name].index(level)].mean() > 0.5
            for i, (name, level) in enumerate(terms.items())
        ):
            continue
        if draft is not None:
            told = {i: draft.levels.get(i, ()) for i in case.issues}
            for name, issue in case.issues.items():
                if not told[name] and issue.otherwise:
                    told[name] = (issue.otherwise,)
            if sum(bool(told[i]) and terms[i] not in told[i] for i in terms) > change:
                continue
        signs = {}
        for name in case.signatories:
            k = draws.parties.index(name)
            worth = utility(draws, name, terms)
            signs[name] = (worth >= draws.reservation[:, k] - 1e-9) & ~barred(draws, name, terms)
        if party in signs:
            own = signs[party]
        worth = utility(draws, party, terms)
        free = ~barred(draws, party, terms)
        own = (worth >= draws.reservation[:, p] - 1e-9) & free
        now = (worth >= draws.aspiration[:, p] - 1e-9) & free
        willing = [np.ones(len(draws), bool) if n == party else s for n, s in signs.items()]
        count = np.sum(willing, axis=0)
        needed = len(signs) if case.takes_all else 2
        gain = (worth - draws.reservation[:, p]).mean()
        both = ((count >= needed) & own).mean()
        found.append((terms, (both, (count >= needed).mean(), now.mean(), own.mean(), gain)))
    return found


def steps(both: float, gain: float) -> tuple[float, ...]:
    return tuple(np.round(np.array([both, gain]) / 0.02) + 0.0)


def one_side(case: Case, draws: Draws, party: str, change: int) -> CounterSide:
    (side,) = counter(case, draws, CounterOptions(party=party, change=change)).sides
    return side


def kind_of(case: Case, side: CounterSide, terms: dict[str, str]) -> frozenset[str]:
    """The issues on which a package differs from the draft, or from the party's best deal."""
    if side.answers is None:
        return frozenset(i for i in terms if terms[i] != side.best[i])
    levels = case.drafts[side.answers.draft].levels
    told = {i: levels.get(i) or ((issue.otherwise,) if issue.otherwise else ())
            for i, issue in case.issues.items()}  # fmt: skip
    return frozenset(i for i in terms if told[i] and terms[i] not in told[i])


def check(
    case: Case, draws: Draws, party: str, change: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hold the packages of a party against all packages that there are."""
    every = brute(case, draws, party, change)
    side = one_side(case, draws, party, change)
    fits = [(t, m) for t, m in every if m[3] >= 0.5 and m[0] > 0]
    best = max((steps(m[0], m[4])[0] for _, m in fits), default=0.0)
    fits = [(t, m) for t, m in fits if steps(m[0], m[4])[0] >= 0.5 * best]

    def told(m: Merits) -> tuple[float, ...]:
        both, gain = steps(m[0], m[4])
        return min(both, np.ceil(0.95 * best)), gain

    unbeaten = [
        (t, m) for t, m in fits
        if not any(all(a >= b for a, b in zip(told(n), told(m), strict=True)) and told(n) != told(m)
                   for _, n in fits)
    ]  # fmt: skip
    assert bool(side.drafts) == bool(fits)
    for k, made in enumerate(side.drafts):
        merits = next(m for t, m in unbeaten if t == made.terms)
        shares = (made.both, made.others, made.own_now, made.own_could)
        assert [share.share for share in shares] == pytest.approx(merits[:4])
        assert made.gain.mean == pytest.approx(merits[4])
        if k == 0:  # none comes about nearly as often as any, and is worth more
            nearly = [m for _, m in fits if steps(m[0], 0.0)[0] >= np.ceil(0.95 * best)]
            assert steps(0.0, merits[4])[1] == max(steps(0.0, m[4])[1] for m in nearly)
            assert merits in nearly
            alike = [m for m in nearly if steps(0.0, m[4]) == steps(0.0, merits[4])]
            assert steps(merits[0], 0.0)[0] == max(steps(m[0], 0.0)[0] for m in alike)
    kinds = [tuple(c.issue for c in made.changed) for made in side.drafts]
    assert len(set(kinds)) == len(kinds)
    if side.drafts and len(kinds) < 5:  # then a package of every kind that is not beaten is told
        every_kind = {kind_of(case, side, t) for t, _ in unbeaten}
        assert {frozenset(kind) for kind in kinds} == every_kind
    # where there are too many packages to list, branch and bound finds what a list finds
    with monkeypatch.context() as patched:
        patched.setattr(counter_search, "LISTED_NEARBY", 0)
        searched = one_side(case, draws, party, change)
    assert searched.complete
    listed_and_searched = [
        [steps(d.both.share, d.gain.mean)[1] for d in one.drafts[:1]] for one in (side, searched)
    ]
    assert listed_and_searched[0] == listed_and_searched[1]
    found = {steps(d.both.share, d.gain.mean) for d in searched.drafts}
    assert found <= {steps(m[0], m[4]) for _, m in unbeaten}
    assert bool(searched.drafts) == bool(fits)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_package_is_better_by_the_stated_criteria(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = random_talks(seed)
    draws = draw(case, DRAWS, seed=seed)
    for party in case.signatories:
        check(case, draws, party, seed % 4, monkeypatch)


def test_on_the_minerals_example(monkeypatch: pytest.MonkeyPatch) -> None:
    case = zopa.load(Path(__file__).parents[3] / "examples" / "minerals")
    for party in case.signatories:
        check(case, draw(case, 100), party, 3, monkeypatch)


def test_on_the_shared_minerals_case(
    shared_minerals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = zopa.load(shared_minerals)
    for party in case.signatories:
        check(case, draw(case, 100), party, 3, monkeypatch)


def test_others_sign_an_open_draft_only_where_one_way_suits_them_all() -> None:
    """Two others would each sign half a text settled its own way, and no one way suits them both;
    a text that leaves the right term open has one."""
    price = {str(k): 5.0 * k for k in range(11)}
    points = {
        "mover": {"p": dict.fromkeys(price, 0.0), "q": {"x": 0.0, "y": 1.0, "z": 2.0}},
        "a": {"p": price, "q": {"x": 0.0, "y": 30.0, "z": 10.0}},
        "b": {"p": {k: 60 - 1.2 * v for k, v in price.items()},
              "q": {"x": 40.0, "y": 0.0, "z": 35.0}},
    }  # fmt: skip
    for floor, could in ((60.0, 0.0), (40.0, 1.0)):
        issues = {i: Issue(i, i, tuple(Level(k, k) for k in points["a"][i])) for i in ("p", "q")}
        parties = {
            k: Party(k, k, points=own, no_deal=0.0 if k == "mover" else floor)
            for k, own in points.items()
        }
        half = Draft("half", "Half", (), None, {"q": (TermReading("y"),)})
        case = Case("Halves", issues, parties, drafts={"half": half})
        draws = draw(case, 20)
        told = counter(case, draws, CounterOptions(party="mover", against="half"))
        assert told.sides[0].answers is not None
        assert told.sides[0].answers.others.share == could
        best = [
            any(p[k] + points[side]["q"]["y"] >= floor for k in price)
            for side, p in ((s, points[s]["p"]) for s in ("a", "b"))
        ]
        assert all(best)


def test_a_search_that_is_stopped_keeps_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    case = zopa.load(Path(__file__).parents[3] / "examples" / "minerals")
    draws = draw(case, 60)
    options = CounterOptions(party="us")
    monkeypatch.setattr(counter_search, "LISTED_NEARBY", 0)
    (whole,) = counter_drafts.counter_until(case, draws, options, lambda: True).sides
    assert (whole.complete, whole.stopped) == (True, False)
    assert whole.concessions is not None
    for steps_taken, some in ((0, False), (40, True)):
        asked = iter([True] * steps_taken)
        (side,) = counter_drafts.counter_until(
            case, draws, options, lambda asked=asked: next(asked, False)
        ).sides
        assert (side.stopped, side.complete, bool(side.drafts)) == (True, False, some)
        assert (side.concessions, side.swaps, side.equivalent) == (None, (), ())
