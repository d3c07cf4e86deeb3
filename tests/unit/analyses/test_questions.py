"""What to ask next: in cases that are made so that one answer decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from zopa.analyses import questions, zone
from zopa.analyses.what_is_open import things_to_ask
from zopa.analyses.what_to_ask import OTHER, QuestionsOptions
from zopa.case.model import (
    Case,
    Draft,
    Fact,
    Party,
    Priorities,
    RedLine,
    ReservationRange,
    TermReading,
    WeightRange,
)
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

from .conftest import fact, options, ranked

DRAWS = 800


def sale(*facts: Fact, **drafts: Draft) -> Case:
    """Two parties who want the opposite of a price, and three matters beside."""
    issues = {
        "qprice": options("qprice", "qlow", "qmiddle", "qhigh"),
        "qdate": options("qdate", "qmay", "qjune"),
        "qplace": options("qplace", "qhere", "qthere"),
    }
    known = (
        fact("qa", "order", ranked("qprice", "qlow", "qmiddle", "qhigh")),
        fact("qb", "order", ranked("qprice", "qhigh", "qmiddle", "qlow")),
    )
    parties = {p: Party(p, p) for p in ("qa", "qb")}
    return Case("Sale", issues, parties, drafts, (*known, *facts), name="sale")


def no_deal(party: str, low: float, high: float) -> Fact:
    return fact(party, "reservation", ReservationRange(Interval(low, high)))


def weight_first(party: str, *issues: str) -> Fact:
    return fact(party, "priorities", Priorities(tuple((i,) for i in issues)))


SETTLED = (
    fact("qa", "order", ranked("qdate", "qmay", "qjune")),
    fact("qb", "order", ranked("qdate", "qmay", "qjune")),
    fact("qa", "order", ranked("qplace", "qhere", "qthere")),
    fact("qb", "order", ranked("qplace", "qthere", "qhere")),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_an_uncertain_red_line_that_decides_comes_first(seed: int) -> None:
    """The one side takes nothing but a low price, the other may never take that."""
    case = sale(
        *SETTLED,
        no_deal("qa", 0.0, 0.0),
        no_deal("qb", 0.0, 0.0),
        fact("qa", "red_line", RedLine({"qprice": ("qmiddle", "qhigh")})),
        fact("qb", "red_line", RedLine({"qprice": ("qlow",)}), confidence=0.5),
        fact("qb", "red_line", RedLine({"qplace": ("qhere",)}), confidence=0.5),
    )
    result = questions(case, draw(case, DRAWS, seed=seed))
    top, *_ = result.questions
    # to ask for the fact, and whether that side would take the level, is the same
    assert {top.kind, result.questions[1].kind} == {"fact", "take"}
    assert {(q.fact or q.level) for q in result.questions[:2]} == {len(case.facts) - 2, "qlow"}
    assert [(a.answer, a.deal.share) for a in top.answers] == [("no", 1.0), ("yes", 0.0)]
    share = top.answers[1].share.share
    assert top.deal.amount == pytest.approx(2 * share * (1 - share), abs=0.02)
    assert all(q.largest == 0 for q in result.questions if q.issue == "qplace")


def test_a_no_deal_alternative_that_decides_comes_first() -> None:
    """One side must give way on the place, which is half of all to it; so it signs if having no
    deal is worth less than the other half. To ask whether it takes that place is the same."""
    half = Interval(0.5, 0.5)
    case = sale(
        *SETTLED,
        no_deal("qa", 0.0, 0.0),
        fact("qa", "red_line", RedLine({"qplace": ("qthere",)})),
        fact("qb", "weight", WeightRange({"qplace": half})),
    )
    take, alternative, *others = questions(case, draw(case, DRAWS, seed=1)).questions
    assert (take.kind, take.party, take.level) == ("take", "qb", "qhere")
    assert [a.deal.share for a in take.answers] == [0.0, 1.0]
    assert (alternative.kind, alternative.party) == ("no_deal", "qb")
    assert [a.answer for a in alternative.answers] == ["badly", "middling", "well"]
    assert [a.deal.share for a in alternative.answers][::2] == [1.0, 0.0]
    rest = [other for other in others if other.kind != "take"]  # who takes less has more to lose
    assert all(other.deal.amount < alternative.deal.amount / 2 for other in rest)


def test_a_term_on_which_reports_differ_tells_which_text_to_table() -> None:
    """Of two texts one is good for both, and reports differ on which; nothing else is open."""
    levels = (TermReading("qlow"), TermReading("qhigh"))
    draft = Draft("qtext", "Text", (), None, {
        "qprice": levels, "qdate": (TermReading("qmay"),), "qplace": (TermReading("qhere"),),
    }, assumed="so")  # fmt: skip
    case = sale(
        *SETTLED,
        no_deal("qa", 0.0, 0.0),
        no_deal("qb", 0.0, 0.0),
        fact("qa", "red_line", RedLine({"qprice": ("qhigh",)})),
        qtext=draft,
    )
    found = questions(case, draw(case, DRAWS, seed=1), QuestionsOptions(texts=0))
    (term,) = [q for q in found.questions if q.kind == "term"]
    assert (term.draft, [a.answer for a in term.answers]) == ("qtext", ["qhigh", "qlow"])
    assert term.deal.amount == 0  # whether there is a deal does not hang on a text


@pytest.mark.parametrize("seed", [1, 2])
def test_an_order_that_decides_comes_first(seed: int) -> None:
    """One side must have its way on the place, which nobody has reported; the other wants it here
    at any price."""
    case = sale(
        *SETTLED[:3],
        weight_first("qa", "qplace", "qprice", "qdate"),
        weight_first("qb", "qplace", "qprice", "qdate"),
        no_deal("qa", 0.75, 0.75),
        no_deal("qb", 0.75, 0.75),
    )
    result = questions(case, draw(case, DRAWS, seed=seed))
    order = next(q for q in result.questions if q.kind == "best")
    assert (order.party, order.issue) == ("qb", "qplace")
    place = [q for q in result.questions if q.largest >= order.largest - 0.02]
    assert all(q.issue == "qplace" and q.party == "qb" for q in place)
    shares = {a.answer: a.deal.share for a in order.answers}
    assert shares["qhere"] > shares["qthere"]


def test_what_matters_most_is_asked_and_answers_add_up() -> None:
    case = sale(*SETTLED)
    draws = draw(case, DRAWS, seed=1)
    result = questions(case, draws)
    first = [q for q in result.questions if q.kind == "first"]
    assert {q.party for q in first} == {"qa", "qb"}
    has_deal = zone(case, draws).exists
    for q in result.questions:
        assert sum(a.share.share for a in q.answers) == pytest.approx(1.0)
        whole = sum(a.share.share * a.deal.share for a in q.answers)
        assert whole == pytest.approx(has_deal.share)
    assert result.deal == has_deal


def test_each_kind_of_question_is_asked_where_it_is_open(two: Case) -> None:
    found = list(things_to_ask(two, draw(two, 200, seed=1)))
    kinds = {(t.kind, t.party, t.issue) for t in found}
    assert ("best", "qqb", "qqlaw") in kinds
    assert ("which", "qqa", "qqlaw") in kinds  # which of two is better is not told
    assert ("term", None, "qqlaw") in kinds
    assert {t.fact for t in found if t.kind == "fact"} == {4, 8}
    assert {t.kind for t in found} >= {"take", "no_deal", "first", "weight"}
    # whether a level would be taken is no question where it may be what is wanted most
    assert ("take", "qqb", "qqlaw") not in kinds


def test_a_number_is_asked_for_by_its_direction(two: Case) -> None:
    free = replace(two, facts=tuple(f for k, f in enumerate(two.facts) if k != 5))
    draws = draw(free, 200, seed=1)
    (asked,) = [t for t in things_to_ask(free, draws) if t.kind == "direction"]
    assert (asked.party, asked.issue, asked.answers) == ("qqb", "qqshare", ("less", "more"))
    more = draws.values[2][:, 1, 2] > draws.values[2][:, 1, 0]
    assert np.array_equal(asked.group == 1, more)


def test_whether_a_level_would_be_taken_is_told_by_the_best_deal_with_it(two: Case) -> None:
    """By listing every outcome: a side takes a level if it would sign some outcome that has it."""
    draws = draw(two, 100, seed=2)
    asked = [t for t in things_to_ask(two, draws) if t.kind == "take"]
    assert asked
    for t in asked:
        p, issue = draws.parties.index(str(t.party)), list(two.issues).index(str(t.issue))
        k = two.issues[str(t.issue)].index(str(t.level))
        shape = [v.shape[2] for v in draws.values]
        takes = np.zeros(len(draws), dtype=bool)
        for levels in np.ndindex(*shape):
            if levels[issue] == k:
                worth = sum(v[:, p, at] for v, at in zip(draws.values, levels, strict=True))
                takes |= worth >= draws.reservation[:, p] - 1e-9
        takes &= ~draws.barred[issue][:, p, k]
        assert np.array_equal(t.group == 1, takes)


def test_rare_answers_are_put_together(two: Case) -> None:
    draws = draw(two, 200, seed=1)
    few = questions(two, draws, QuestionsOptions(fewest=60))
    for q in few.questions:
        assert all(a.share.share * 200 >= 60 for a in q.answers)
    names = {a.answer for q in few.questions for a in q.answers}
    all_ = questions(two, draws, QuestionsOptions(fewest=1))
    assert OTHER not in {a.answer for q in all_.questions for a in q.answers}
    assert names


def test_how_many_texts_are_weighed(two: Case) -> None:
    draws = draw(two, 100, seed=1)
    assert all(q.text is None for q in questions(two, draws, QuestionsOptions(weighed=0)).questions)
    none = questions(two, draws, QuestionsOptions(texts=0))
    assert none.text.share <= questions(two, draws).text.share


def test_given_numbers_leave_nothing_to_ask(numbers_given: Case) -> None:
    assert questions(numbers_given, draw(numbers_given, 50, seed=1)).questions == ()
