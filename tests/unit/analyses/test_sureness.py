"""What holds whatever the sides want: held against every vertex of what they may want."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest

from zopa.analyses import sureness
from zopa.analyses.sure_or_not import SurenessOptions
from zopa.case.model import (
    Case,
    Draft,
    Fact,
    Issue,
    Package,
    Party,
    Priorities,
    RedLine,
    ReservationRange,
    Stance,
    TermReading,
)
from zopa.foundation.chance import Interval
from zopa.preferences.constraints import package_worth
from zopa.preferences.draws import draw
from zopa.preferences.layout import layout_of
from zopa.preferences.settings import CannotDrawError

from .by_vertices import vertices
from .conftest import fact, options, ranked

NEAR = 1e-6
IMPROVEMENT = 0.05


def random_case(seed: int) -> Case | None:
    """Two parties, issues of three and of two levels, two drafts without open terms; some orders
    are missing, some facts uncertain, and on one term reports may differ. None where its facts
    cannot all hold."""
    chance = Random(seed)  # noqa: S311 - no secret hangs on it
    issues = {
        name: options(name, *(f"{name}{k}" for k in range(levels)))
        for name, levels in (("qi", 3), ("qj", 2))
    }
    drafts = {}
    for name in ("qone", "qtwo"):
        terms = {
            key: tuple(
                TermReading(level)
                for level in chance.sample(issue.level_ids, chance.choice([1, 1, 1, 2]))
            )
            for key, issue in issues.items()
        }
        drafts[name] = Draft(name, name, (), None, terms, assumed="drawn")
    facts: list[Fact] = []
    for party in ("qa", "qb"):
        facts += [fact(party, k, c, **m) for k, c, m in _facts(chance, issues)]
    parties = {p: Party(p, p) for p in ("qa", "qb")}
    case = Case("Random", issues, parties, drafts, tuple(facts), name=f"random {seed}")
    try:
        draw(case, 1)
    except CannotDrawError:
        return None
    return case


def _facts(chance: Random, issues: dict[str, Issue]):  # type: ignore[no-untyped-def]
    for issue in issues.values():
        if chance.random() < 0.7:
            levels = list(issue.level_ids)
            chance.shuffle(levels)
            yield "order", ranked(issue.id, *levels), {}
    if chance.random() < 0.5:
        yield "priorities", Priorities((("qi",), ("qj",))), {}
    for _ in range(chance.choice([0, 1, 2])):
        stance = chance.choice(["accepts", "declines", "rejects"])
        more = {"confidence": 0.5} if chance.random() < 0.3 else {}
        content = Stance(stance, Package(chance.choice(["qone", "qtwo"])))  # type: ignore[arg-type]
        yield stance, content, more
    if chance.random() < 0.3:
        issue = chance.choice(list(issues.values()))
        more = {"confidence": 0.5} if chance.random() < 0.5 else {}
        yield "red_line", RedLine({issue.id: (chance.choice(issue.level_ids),)}), more
    if chance.random() < 0.3:
        low = chance.choice([0.0, 0.2, 0.5])
        yield "reservation", ReservationRange(Interval(low, low + 0.3)), {}


class ByVertices:
    """A case with the vertices of what each party may want, reading by reading."""

    def __init__(self, case: Case) -> None:
        self.case, self.layout = case, layout_of(case)
        self._known: dict[object, np.ndarray] = {}
        disputed = {
            (d.id, issue): d.levels[issue] for d in case.drafts.values() for issue in d.disputed
        }
        self.readings = [
            dict(zip(disputed, levels, strict=True)) for levels in product(*disputed.values())
        ]
        self.corners = [
            {party: self._of(party, reading) for party in case.parties} for reading in self.readings
        ]
        there = [all(map(len, corners.values())) for corners in self.corners]
        self.readings = [r for r, t in zip(self.readings, there, strict=True) if t]
        self.corners = [c for c, t in zip(self.corners, there, strict=True) if t]

    def _of(self, party: str, reading: dict[tuple[str, str], str]) -> np.ndarray:
        certain = [f for f in self.case.facts_of(party) if f.certain]
        for f in certain:  # who signs a draft crosses no line of its own
            if isinstance(f.content, Stance) and f.content.would_sign:
                terms = self.terms(str(f.content.package.draft), reading)
                if self.barred(party, terms, certain=True):
                    return np.empty((0, self.layout.size))
        about = {f.content.package.draft for f in certain if isinstance(f.content, Stance)}
        bearing = tuple((key, level) for key, level in reading.items() if key[0] in about)
        if (party, bearing) not in self._known:
            self._known[party, bearing] = vertices(self.case, self.layout, certain, reading)
        return self._known[party, bearing]

    def terms(self, draft: str, reading: dict[tuple[str, str], str]) -> dict[str, str]:
        levels = self.case.drafts[draft].levels
        return {i: reading.get((draft, i), told[0]) for i, told in levels.items()}

    def barred(self, party: str, terms: dict[str, str], *, certain: bool) -> bool:
        lines = [f for f in self.case.facts_of(party) if f.kind == "red_line"]
        return any(
            terms[issue] in levels
            for f in lines
            if f.certain or not certain
            for issue, levels in f.content.barred(self.case.issues).items()
        )

    def worth(self, terms: dict[str, str]) -> np.ndarray:
        return package_worth(self.layout, terms, at_best=True)

    def signs(self, draft: str, party: str, bar: int) -> list[tuple[bool, bool]]:
        """Reading by reading, whether it surely does and whether it may."""
        found = []
        for reading, corners in zip(self.readings, self.corners, strict=True):
            terms = self.terms(draft, reading)
            above = corners[party] @ self.worth(terms) - corners[party][:, bar]
            surely = above.min() >= -NEAR and not self.barred(party, terms, certain=False)
            somehow = above.max() >= -NEAR and not self.barred(party, terms, certain=True)
            found.append((bool(surely), bool(somehow)))
        return found

    def likes(self, party: str, draft: str, other: str) -> tuple[bool, bool]:
        ahead = [
            corners[party] @ (self.worth(self.terms(draft, r)) - self.worth(self.terms(other, r)))
            for r, corners in zip(self.readings, self.corners, strict=True)
        ]
        return min(a.min() for a in ahead) >= -NEAR, max(a.max() for a in ahead) >= -NEAR

    def efficient(self, draft: str) -> bool:
        """Whether it surely is: no outcome may be better for all by as much."""
        for reading, corners in zip(self.readings, self.corners, strict=True):
            here = self.worth(self.terms(draft, reading))
            for levels in product(*(i.level_ids for i in self.case.issues.values())):
                terms = dict(zip(self.case.issues, levels, strict=True))
                ahead = self.worth(terms) - here
                if all(
                    (corners[p] @ ahead).max() >= IMPROVEMENT - NEAR
                    and not self.barred(p, terms, certain=True)
                    for p in self.case.parties
                ):
                    return False
        return True

    def beaten(self, draft: str) -> bool:
        """Whether in each reading one outcome is surely better for all by as much."""
        return all(
            any(
                all(
                    (
                        corners[p] @ (self.worth(terms) - self.worth(self.terms(draft, reading)))
                    ).min()
                    >= IMPROVEMENT - NEAR
                    and not self.barred(p, terms, certain=False)
                    for p in self.case.parties
                )
                for levels in product(*(i.level_ids for i in self.case.issues.values()))
                for terms in [dict(zip(self.case.issues, levels, strict=True))]
            )
            for reading, corners in zip(self.readings, self.corners, strict=True)
        )


def told(surely: bool, somehow: bool) -> str:
    return "always" if surely else "sometimes" if somehow else "never"


@pytest.mark.parametrize("start", range(0, 30, 6))
def test_it_is_what_all_vertices_say(start: int) -> None:
    looked_at = 0
    for seed in range(start, start + 6):
        case = random_case(seed)
        if case is None:
            continue
        looked_at += 1
        truth = ByVertices(case)
        result = sureness(case, draw(case, 20, seed=seed), SurenessOptions(improvement=IMPROVEMENT))
        for of in result.drafts:
            every = []
            for answer in of.parties:
                could = truth.signs(of.draft, answer.party, truth.layout.reservation)
                now = truth.signs(of.draft, answer.party, truth.layout.aspiration)
                every.append(could)
                where = seed, of.draft, answer.party
                assert answer.could.holds == told(
                    all(s for s, _ in could), any(m for _, m in could)
                ), where
                assert answer.would_now.holds == told(
                    all(s for s, _ in now), any(m for _, m in now)
                ), where
            together = list(zip(*every, strict=True))
            assert of.signed.holds == told(
                all(s for each in together for s, _ in each),
                any(all(m for _, m in each) for each in together),
            ), (seed, of.draft)
            assert of.efficient is not None
            if of.efficient.holds == "in no draw":  # several outcomes share in being better
                assert not truth.beaten(of.draft)
                continue
            surely = truth.efficient(of.draft)
            assert (of.efficient.holds == "always") == surely, (seed, of.draft)
            assert (of.efficient.holds == "never") == truth.beaten(of.draft), (seed, of.draft)
        for order in result.orders:
            surely, somehow = truth.likes(order.party, order.draft, order.other)
            assert order.at_least_as_good.holds == told(surely, somehow), (seed, order)
    assert looked_at >= 3


def case_of(*facts: Fact, **drafts: Draft) -> Case:
    """Two parties that want the opposite of a price and the same of a date, as far as facts say."""
    issues = {
        "qdate": options("qdate", "qmay", "qjune"),
        "qprice": options("qprice", "qlow", "qhigh"),
    }
    parties = {p: Party(p, p) for p in ("qa", "qb")}
    return Case("Price", issues, parties, drafts, facts, name="price")


def text(name: str, **terms: str) -> Draft:
    told = {issue: (TermReading(level),) for issue, level in terms.items()}
    return Draft(name, name, (), None, told, assumed="so")


DEAR, CHEAP = (
    text("qdear", qprice="qhigh", qdate="qmay"),
    text("qcheap", qprice="qlow", qdate="qmay"),
)


def test_what_a_fact_says_is_sure_and_what_is_rare_is_not() -> None:
    """Who has nowhere to go signs anything; who wants nothing but the price seldom does."""
    case = case_of(
        fact("qa", "order", ranked("qprice", "qlow", "qhigh")),
        fact("qa", "accepts", Stance("accepts", Package("qdear"))),
        fact("qb", "order", ranked("qprice", "qhigh", "qlow")),
        fact("qb", "order", ranked("qdate", "qjune", "qmay")),
        fact("qb", "reservation", ReservationRange(Interval(0.999, 1.0))),
        qdear=DEAR,
        qcheap=CHEAP,
    )
    result = sureness(case, draw(case, 40, seed=1))
    dear, cheap = result.drafts
    of_a, of_b = dear.parties
    assert (of_a.could.holds, of_a.would_now.holds) == ("always", "always")
    # no draw has it, since the price would have to be nearly all that it cares for
    assert of_b.could.share.share == 0
    assert of_b.could.holds == "sometimes"
    assert cheap.parties[0].could.holds == "always"  # it likes a low price as well at least
    (order,) = [o for o in result.orders if o.party == "qa"]
    assert (order.draft, order.other, order.at_least_as_good.holds) == ("qcheap", "qdear", "always")


def test_an_uncertain_red_line_leaves_nothing_sure() -> None:
    line = fact("qa", "red_line", RedLine({"qprice": ("qhigh",)}), confidence=0.01)
    case = case_of(
        fact("qa", "reservation", ReservationRange(Interval(0.0, 0.0))), line, qdear=DEAR
    )
    for seed in range(3):  # in force in none of so few draws, or in some
        (answer, _) = sureness(case, draw(case, 10, seed=seed)).drafts[0].parties
        assert answer.could.holds == "sometimes"


def test_nobody_gains_by_more_than_there_is() -> None:
    """The best deal of one side is efficient; with an improvement that small nothing else is."""
    case = case_of(
        fact("qa", "order", ranked("qprice", "qlow", "qhigh")),
        fact("qa", "order", ranked("qdate", "qmay", "qjune")),
        qdear=DEAR,
        qcheap=CHEAP,
    )
    dear, cheap = sureness(case, draw(case, 60, seed=1)).drafts
    assert cheap.efficient is not None
    assert dear.efficient is not None
    assert cheap.efficient.holds == "always"
    assert dear.efficient.holds == "sometimes"
    wide = sureness(case, draw(case, 60, seed=1), SurenessOptions(improvement=1.0)).drafts[0]
    assert wide.efficient is not None
    assert wide.efficient.share.share == 1


def test_beyond_the_bounds_the_draws_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(fact("qa", "accepts", Stance("accepts", Package("qdear"))), qdear=DEAR)
    monkeypatch.setattr("zopa.preferences.robust.MOST_PROGRAMS", 0)
    (answer, _) = sureness(case, draw(case, 10, seed=1)).drafts[0].parties
    assert (answer.could.holds, answer.could.share.share) == ("in all draws", 1)


def test_the_last_drafts_are_compared() -> None:
    case = case_of(qdear=DEAR, qcheap=CHEAP, qlate=text("qlate", qprice="qlow", qdate="qjune"))
    draws = draw(case, 10, seed=1)
    two = sureness(case, draws, SurenessOptions(compared=2)).orders
    assert {(o.party, *sorted((o.draft, o.other))) for o in two} == {
        (p, "qcheap", "qlate") for p in ("qa", "qb")
    }
    assert len(sureness(case, draws).orders) == 6


def test_places_are_those_of_sorting(two: Case) -> None:
    """Each draw by itself: a draft has the place after all that are worth more."""
    drafts = {
        name: text(name, qqform=form, qqlaw=law, qqshare="25")
        for name, form, law in (
            ("qone", "qqf1", "qql1"), ("qsame", "qqf1", "qql1"), ("qother", "qqf2", "qql1"),
            ("qlast", "qqf2", "qql2"),
        )
    }  # fmt: skip
    case = replace(two, drafts={**two.drafts, **drafts})
    draws = draw(case, 60, seed=4)
    result = sureness(case, draws, SurenessOptions(compared=4))
    assert {p.draft for p in result.places} == set(drafts)
    for found in result.places:
        p = draws.parties.index(found.party)
        counted = np.zeros(4)
        for d in range(60):
            worth = {
                name: sum(
                    values[d, p, issue.index(one.levels[issue.id][0])]
                    for values, issue in zip(draws.values, case.issues.values(), strict=True)
                )
                for name, one in drafts.items()
            }
            ahead = [n for n, w in worth.items() if w > worth[found.draft] + 1e-9]
            counted[len(ahead)] += 1
        assert [share.share * 60 for share in found.places] == pytest.approx(counted)


def test_two_drafts_have_no_places() -> None:
    case = case_of(qdear=DEAR, qcheap=CHEAP)
    assert sureness(case, draw(case, 10, seed=1)).places == ()
