"""A scorable game of six parties and five issues, whose deals were counted by brute force.

The numbers are those of the `base` game of the public repository S-Abdelnabi/LLM-Deliberation
(2024), after the teaching game Harborco (Program on Negotiation, Harvard Law School). Of its 720
outcomes 12 suit all six parties, 55 suit the company, the transport authority and at least five of
the six, and 77 suit the company and at least four of the five others; 481 are on the frontier.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from zopa.analyses import bargaining, frontier, zone
from zopa.case.agreement import AgreementRule, AllOf, AtLeast
from zopa.case.model import Case, Fact, Issue, Level, Party, ReservationRange, ValueRange
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

POINTS = Path(__file__).parents[3] / "shared" / "data" / "games" / "six_party" / "points.csv"
pytestmark = pytest.mark.skipif(
    not POINTS.exists() and not os.environ.get("ZOPA_REQUIRE_SHARED"),
    reason="the points of the game are not there",
)
VETOES = ("company", "transport")
OTHERS = ("environment", "mayor", "cities", "union")
RULES = [
    (None, 12, [*VETOES, *OTHERS]),
    (AgreementRule((AllOf(VETOES), AtLeast(3, OTHERS))), 55, [*VETOES]),
    (AgreementRule((AllOf(("company",)), AtLeast(4, ("transport", *OTHERS)))), 77, ["company"]),
]


def game(rule: AgreementRule | None) -> Case:
    """The game with every party's points in percent of all that it could get at most."""
    rows = list(csv.DictReader(POINTS.read_text(encoding="utf-8").splitlines()))
    parties = [key for key in rows[0] if key not in ("issue", "level")]
    levels: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        levels.setdefault(row["issue"], []).append(row)
    (no_deal,) = levels.pop("no_deal")
    facts = []
    for party in parties:
        points = {i: [int(row[party]) for row in of_issue] for i, of_issue in levels.items()}
        worst = sum(min(numbers) for numbers in points.values())
        whole = sum(max(numbers) for numbers in points.values()) - worst

        def exactly(number: float, whole: int = whole) -> Interval:
            return Interval(number / whole, number / whole)

        values = {
            issue: {row["level"]: exactly(int(row[party]) - min(points[issue])) for row in of_issue}
            for issue, of_issue in levels.items()
        }
        without = exactly(int(no_deal[party]) - worst)
        facts.append(Fact(party, "value", ValueRange(values), assumed="the game says so"))
        facts.append(
            Fact(party, "reservation", ReservationRange(without), assumed="the game says so")
        )
    issues = {
        issue: Issue(issue, issue, tuple(Level(row["level"], row["level"]) for row in of_issue))
        for issue, of_issue in levels.items()
    }
    named = {party: Party(party, party.capitalize()) for party in parties}
    return Case("The port", issues, named, facts=tuple(facts), agreement=rule)


@pytest.mark.parametrize(("rule", "deals", "vetoes"), RULES)
def test_so_many_deals_suit_enough_parties(
    rule: AgreementRule | None, deals: int, vetoes: list[str]
) -> None:
    case = game(rule)
    draws = draw(case, 20)
    answer = zone(case, draws)
    assert answer.outcomes == 720
    assert answer.exists.share == 1.0
    assert round(answer.portion.mean * answer.outcomes, 6) == deals
    assert list(answer.agreement.vetoes) == vetoes
    efficient = frontier(case, draws)
    assert efficient.points_in_all == 481
    if rule is None:
        assert sum(point.in_zone for point in efficient.points) == 12


def test_where_not_all_must_agree_two_solutions_are_refused_with_the_reason() -> None:
    case = game(RULES[2][0])
    answer = bargaining(case, draw(case, 20))
    assert [s.solution for s in answer.solutions] == ["nash", "utilitarian"]
    assert [s.solution for s in answer.not_solved] == ["kalai_smorodinsky", "egalitarian"]
    assert all("1975" in s.reason or "1985" in s.reason for s in answer.not_solved)
    assert answer.powers["company"] == pytest.approx(1 / 3)
    # the largest sum leaves the transport authority worse off, which need not sign
    assert min(answer.solutions[1].centre[0].gains.values()) < 0
    assert min(answer.solutions[0].centre[0].gains.values()) >= 0
