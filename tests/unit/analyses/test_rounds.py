"""What each offer is worth to each side, draw by draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from zopa.analyses import rounds
from zopa.case.load import load_case
from zopa.case.model import Case, Draft
from zopa.preferences.draws import Draws, draw

ROUNDS = Path(__file__).parents[2] / "rounds"


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(ROUNDS)


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return draw(case, 200, seed=2)


def worth(draws: Draws, party: str, terms: dict[str, str]) -> np.ndarray:
    """The value of an outcome, term by term."""
    column, total = draws.parties.index(party), np.zeros(len(draws))
    for i, (name, issue) in enumerate(draws.case.issues.items()):
        total += draws.values[i][:, column, issue.index(terms[name])]
    return total


def test_values_and_moves_are_those_of_the_terms(case: Case, draws: Draws) -> None:
    offers = rounds(case, draws).offers
    assert [o.draft for o in offers] == [
        "first_demand", "first_offer", "second_demand", "second_offer", "third_offer",
    ]  # fmt: skip
    before: dict[tuple[str, ...], dict[str, np.ndarray]] = {}
    for offer in offers:
        terms = {issue: levels[0] for issue, levels in case.drafts[offer.draft].levels.items()}
        now = {party: worth(draws, party, terms) for party in case.signatories}
        for told in offer.parties:
            mine = now[told.party]
            column = draws.parties.index(told.party)
            assert told.value.mean == pytest.approx(mine.mean())
            assert told.value.low == pytest.approx(np.quantile(mine, 0.05))
            assert told.gain.mean == pytest.approx((mine - draws.reservation[:, column]).mean())
            if offer.by in before:
                moved = mine - before[offer.by][told.party]
                assert told.moved is not None
                assert told.moved.mean == pytest.approx(moved.mean())
            else:
                assert told.moved is None
        before[offer.by] = now


def test_open_terms_stand_as_the_author_or_the_issue_would_have_them(
    case: Case, draws: Draws
) -> None:
    def value(case: Case, by: tuple[str, ...], party: str) -> float:
        text = Draft("open", "Open", by, date(2025, 3, 25), {"pay": case.drafts["third_offer"]
                     .terms["pay"]}, assumed="so")  # fmt: skip
        changed = replace(case, drafts={**case.drafts, "open": text})
        offers = rounds(changed, replace(draws, case=changed)).offers
        (told,) = (p for p in offers[-1].parties if p.party == party)
        assert offers[-1].open == ("agency", "nights")
        return told.value.mean

    pay5 = {"pay": "5", "agency": "free", "nights": "single"}
    assert value(case, ("harbour",), "union") == pytest.approx(worth(draws, "union", pay5).mean())
    nights = replace(case.issues["nights"], otherwise="double")
    with_rule = replace(case, issues={**case.issues, "nights": nights})
    double = {**pay5, "nights": "double"}
    assert value(with_rule, ("harbour",), "union") == pytest.approx(
        worth(draws, "union", double).mean()
    )
    nobody = value(case, (), "union")
    assert value(case, ("harbour",), "union") < nobody < value(case, ("union",), "union")


def test_there_are_no_rounds_of_one_offer(case: Case, draws: Draws) -> None:
    one = replace(case, drafts={"first_offer": case.drafts["first_offer"]}, facts=())
    assert rounds(one, draw(one, 50)).offers == ()
    unknown = replace(case.drafts["first_demand"], terms={})
    two = replace(one, drafts={**one.drafts, "first_demand": unknown})
    assert rounds(two, draw(two, 50)).offers == ()
