"""Open terms of texts that parties answered, against what the draws themselves say of them."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger import Entry, ledger
from numpy.typing import NDArray

from zopa.case.model import Case, Stance
from zopa.preferences.consistency import Consistency
from zopa.preferences.constraints import best_key, relation_of, rows_of_fact
from zopa.preferences.draws import Draws, draw
from zopa.preferences.pieces import Ends, build_piece
from zopa.preferences.settings import CannotDrawError

ISSUES: dict[str, list[str]] = {"a": ["p", "q", "s"], "b": ["x", "y"], "c": ["k", "l"]}
PARTIES = ["us", "them", "port"]
ORDERS = st.sampled_from(["a", "b", "c"]).flatmap(
    lambda i: st.permutations(ISSUES[i]).map(lambda order: {"order": {i: order}})
)
STANCES = st.builds(
    lambda kind, draft: {kind: draft},
    st.sampled_from(["accepts", "rejects"]),
    st.sampled_from(["first", "second"]),
)


@st.composite
def cases(pick: st.DrawFn) -> Case:
    facts: list[Entry] = pick(
        st.lists(
            st.builds(
                lambda party, fact: {"party": party, **fact},
                st.sampled_from(PARTIES),
                st.one_of(STANCES, STANCES, ORDERS),
            ),
            min_size=2,
            max_size=7,
            unique_by=repr,
        )
    )
    some = st.dictionaries(st.sampled_from(list(ISSUES)), st.integers(0, 1), min_size=1, max_size=2)
    drafts = {
        name: {i: ISSUES[i][k] for i, k in pick(some).items()} for name in ("first", "second")
    }
    who = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True)
    return ledger(
        ISSUES,
        facts,
        drafts,
        PARTIES,
        authors={name: authors for name in drafts if (authors := pick(who))},
        otherwise=pick(st.dictionaries(st.just("c"), st.sampled_from(ISSUES["c"]))),
    )


def worths(draws: Draws, party: str, terms: dict[str, NDArray[np.intp]]) -> Any:
    p, each = draws.parties.index(party), np.arange(len(draws))
    return sum(
        draws.values[draws.issues.index(issue)][each, p, levels] for issue, levels in terms.items()
    )


def ways_to_stand(draws: Draws, party: str, draft: str) -> list[dict[str, NDArray[np.intp]]]:
    """The levels at which the terms may stand for a party, as the rule has it, for each author."""
    case, count = draws.case, len(draws)
    told = case.drafts[draft]
    fixed = {
        i: np.full(count, issue.index(told.levels[i][0] if i in told.terms else issue.otherwise))
        for i, issue in case.issues.items()
        if i in told.terms or issue.otherwise
    }
    authors = case.authors_of(draft)
    ways = []
    for author in () if party in authors else authors:
        a = draws.parties.index(author)
        best = {i: v[:, a].argmax(axis=1) for i, v in zip(draws.issues, draws.values, strict=True)}
        ways.append({**best, **fixed})
    return ways or [fixed]


@given(cases(), st.integers(0, 99))
@settings(max_examples=40, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_draw_agrees_with_the_author_of_that_draw(case: Case, seed: int) -> None:
    try:
        draws = draw(case, 60, seed)
    except CannotDrawError:
        return
    for fact in case.facts:
        if not isinstance(fact.content, Stance) or fact.content.package.draft is None:
            continue
        p = draws.parties.index(fact.party)
        fits = np.zeros(len(draws), dtype=bool)
        for terms in ways_to_stand(draws, fact.party, fact.content.package.draft):
            worth = worths(draws, fact.party, terms)
            still = [v for i, v in zip(draws.issues, draws.values, strict=True) if i not in terms]
            if fact.content.would_sign:
                worth = worth + sum(v[:, p].max(axis=1) for v in still)
                fits |= worth >= draws.reservation[:, p] - 1e-7
            else:
                fits |= worth < draws.reservation[:, p]
        assert fits.all()


def any_way(case: Case) -> bool:
    """Whether some best levels of the authors leave preferences to every party, one by one."""
    consistency = Consistency(case)
    layout, silence = consistency.layout, consistency.silence
    free = [relation_of(block, ()) for block in layout]
    pairs = [[(k, j) for k in range(len(r)) for j in range(len(r)) if k != j] for r in free]
    drafts = sorted({draft for draft, _ in silence.terms})
    for taken in product(
        *(silence.authors[d] for d in drafts), *(ISSUES[issue] for _, issue in silence.bests)
    ):
        author = dict(zip(drafts, taken, strict=False))
        best = dict(zip(silence.bests, taken[len(drafts) :], strict=True))
        reading = {(d, i): best[author[d], i] for d, i in silence.terms}
        reading |= {best_key(*key): level for key, level in best.items()}
        if all(
            any(
                build_piece(layout, free, rows, Ends(*zip(*ends, strict=True)), {})
                for ends in product(*pairs)
            )
            for party in case.parties
            for rows in [
                [
                    row
                    for fact in (*case.facts_of(party), *silence.best_facts(party, reading))
                    for row in rows_of_fact(case, layout, fact, reading)
                ]
            ]
        ):
            return True
    return False


@given(cases())
@settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
def test_facts_hold_if_some_way_to_settle_leaves_preferences(case: Case) -> None:
    assert Consistency(case).holds(case.facts) == any_way(case)


def test_who_answers_each_other_is_no_circle() -> None:
    case = ledger(
        {"a": ["p", "q"], "b": ["x", "y"]},
        [{"party": "us", "rejects": "theirs"}, {"party": "them", "rejects": "ours"}],
        {"ours": {"a": "p"}, "theirs": {"b": "x"}},
        authors={"ours": ["us"], "theirs": ["them"]},
    )
    draws = draw(case, 400)
    for answer, draft, author, known, silent in (
        ("them", "ours", "us", "a", "b"),
        ("us", "theirs", "them", "b", "a"),
    ):
        a = draws.parties.index(author)
        best = draws.values[draws.issues.index(silent)][:, a].argmax(axis=1)
        terms = {known: np.zeros(len(draws), dtype=np.intp), silent: best}
        refused = worths(draws, answer, terms)
        assert (refused < draws.reservation[:, draws.parties.index(answer)]).all()
        assert 0.3 < best.mean() < 0.7, f"either level of {silent} may be best for {author}"
        assert draft in draws.case.drafts
