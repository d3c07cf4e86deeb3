"""Cases small enough to count by hand, and between them everything that a case can hold.

Ids all begin with `qq`, so that renaming is a matter of text and keeps their order.
"""

from __future__ import annotations

import pytest

from zopa.case.model import (
    Case,
    Direction,
    Draft,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Package,
    Party,
    Priorities,
    Ranking,
    Reading,
    RedLine,
    ReservationRange,
    Rule,
    Source,
    Stance,
)
from zopa.foundation.chance import Interval

QUOTE = (Evidence("qqs1", "it said so"),)


def options(name: str, *levels: str) -> Issue:
    return Issue(name, name, tuple(Level(x, x) for x in levels))


def numbers(name: str, *levels: int) -> Issue:
    return Issue(name, name, tuple(Level(str(x), str(x), float(x)) for x in levels), numeric=True)


def fact(party: str, kind: str, content: object, **more: object) -> Fact:
    grounds = {} if "assumed" in more else {"evidence": QUOTE}
    return Fact(party, kind, content, **grounds, **more)  # type: ignore[arg-type]


def ranked(issue: str, *tiers: str) -> Order:
    return Order((Ranking(issue, tuple(tuple(t.split("|")) for t in tiers)),))


def _two() -> Case:
    """Two signatories, one draft with a term on which reports differ, an uncertain red line."""
    issues = {
        "qqform": options("qqform", "qqf1", "qqf2"),
        "qqlaw": options("qqlaw", "qql1", "qql2", "qql3"),
        "qqshare": numbers("qqshare", 0, 25, 50),
    }
    draft = Draft(
        "qqdraft",
        "A draft",
        "qqb",
        None,
        {
            "qqform": (Reading("qqf2"),),
            "qqlaw": (Reading("qql1", QUOTE), Reading("qql3", QUOTE)),
            "qqshare": (Reading("50"),),
        },
    )
    facts = (
        fact("qqa", "order", Order((Direction("qqshare", "less"),))),
        fact("qqa", "order", ranked("qqform", "qqf1", "qqf2")),
        fact("qqa", "order", ranked("qqlaw", "qql1", "qql2|qql3")),
        fact("qqa", "rejects", Stance("rejects", Package("qqdraft"))),
        fact("qqa", "red_line", RedLine({"qqlaw": ("qql3",)}), confidence=0.5),
        fact("qqb", "order", Order((Direction("qqshare", "more"),))),
        fact("qqb", "order", ranked("qqform", "qqf2", "qqf1"), assumed="it tabled that form"),
        fact("qqb", "tables", Stance("tables", Package("qqdraft"))),
        fact("qqb", "priorities", Priorities((("qqshare",), ("qqform", "qqlaw"))), confidence=0.7),
    )
    return Case(
        "Two",
        issues,
        {"qqa": Party("qqa", "A"), "qqb": Party("qqb", "B")},
        {"qqdraft": draft},
        facts,
        sources={"qqs1": Source("qqs1", "s.txt", text="it said so"), "qqs2": Source("qqs2", "t")},
        name="two",
    )


def _three() -> Case:
    """Three signatories and an observer, rules, open terms, hard red lines, numbers."""
    issues = {
        "qqi": options("qqi", "qqi1", "qqi2", "qqi3"),
        "qqj": options("qqj", "qqj1", "qqj2"),
        "qqk": numbers("qqk", 1, 2, 3, 4),
    }
    parties = {p: Party(p, p.upper()) for p in ("qqa", "qqb", "qqc")}
    parties["qqd"] = Party("qqd", "D", role="observer")
    facts = (
        fact("qqa", "order", ranked("qqi", "qqi1", "qqi2", "qqi3")),
        fact("qqa", "order", Order((Direction("qqk", "peak", "2"),))),
        fact("qqb", "order", ranked("qqi", "qqi3", "qqi2", "qqi1")),
        fact("qqb", "red_line", RedLine({"qqi": ("qqi1",), "qqk": ("4",)})),
        fact("qqc", "order", ranked("qqj", "qqj1", "qqj2")),
        fact("qqc", "reservation", ReservationRange(Interval(0.3, 0.5))),
        fact("qqd", "rejects", Stance("rejects", Package(terms={"qqi": "qqi2"}))),
    )
    rules = (Rule({"qqi": ("qqi2",), "qqj": ("qqj1",)}), Rule({"qqk": ("1",)}, {"qqj": ("qqj2",)}))
    draft = Draft("qqopen", "Open", "qqa", None, {"qqi": (Reading("qqi2"),)}, assumed="a try")
    return Case("Three", issues, parties, {"qqopen": draft}, facts, rules, name="three")


def _bare() -> Case:
    """Nothing is known at all."""
    issues = {"qqi": options("qqi", "qqi1", "qqi2"), "qqj": options("qqj", "qqj1", "qqj2", "qqj3")}
    return Case("Bare", issues, {p: Party(p, p) for p in ("qqa", "qqb")}, name="bare")


CASES = {"two": _two, "three": _three, "bare": _bare}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]()


@pytest.fixture
def two() -> Case:
    return _two()


@pytest.fixture
def three() -> Case:
    return _three()
