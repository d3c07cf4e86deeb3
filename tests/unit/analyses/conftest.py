"""Cases small enough to count by hand, and between them everything that a case can hold.

Ids all begin with `qq`, so that renaming is a matter of text and keeps their order.
"""

from __future__ import annotations

import pytest

from zopa.case.model import (
    Bonus,
    Case,
    ConditionalRedLine,
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
    RedLine,
    ReservationRange,
    Rule,
    Source,
    Stance,
    TermReading,
    ValueRange,
)
from zopa.case.reported import Reported
from zopa.foundation.chance import Interval
from zopa.foundation.text import Span
from zopa.statements.claims import Detail, Difference, SharedClaim
from zopa.statements.statement import (
    Act,
    Manner,
    Passage,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
)

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
        ("qqb",),
        None,
        {
            "qqform": (TermReading("qqf2"),),
            "qqlaw": (TermReading("qql1", QUOTE), TermReading("qql3", QUOTE)),
            "qqshare": (TermReading("50"),),
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
        reported=_reported(),
    )


def _reported() -> Reported:
    """Two statements of one claim, by a party and by nobody, that differ in a word."""

    def statement(key: str, speaker: Speaker) -> Statement:
        content = (Passage(Span(0, 10), "it said so"),)
        said, manner = TellingMode.SAID, Manner.INDIRECT
        return Statement(key, "qqs1", said, (), (), content, manner, speaker, Act.DEMAND)

    return Reported(
        ("qqs1",),
        (
            statement("qqs1-1", Speaker(SpeakerKind.PERSON, "A", party="qqa")),
            statement("qqs1-2", Speaker(SpeakerKind.UNNAMED, count=2)),
        ),
        (SharedClaim("qqclaim", ("qqs1-1", "qqs1-2"), ("qqs1",), 1, 0.9),),
        (Difference(Detail.WHETHER, "qqs1-1", "qqs1-2", ("so",), (), 0.7),),
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
    draft = Draft(
        "qqopen", "Open", ("qqa",), None, {"qqi": (TermReading("qqi2"),)}, assumed="a try"
    )
    return Case("Three", issues, parties, {"qqopen": draft}, facts, rules, name="three")


def _bare() -> Case:
    """Nothing is known at all."""
    issues = {"qqi": options("qqi", "qqi1", "qqi2"), "qqj": options("qqj", "qqj1", "qqj2", "qqj3")}
    return Case("Bare", issues, {p: Party(p, p) for p in ("qqa", "qqb")}, name="bare")


def _tied() -> Case:
    """Bonuses and a penalty, in ranges and uncertain, on issues they tie together."""
    issues = {
        "qqi": options("qqi", "qqi1", "qqi2", "qqi3"),
        "qqj": options("qqj", "qqj1", "qqj2"),
        "qqk": numbers("qqk", 1, 2, 3),
    }
    facts = (
        fact("qqa", "order", ranked("qqi", "qqi1", "qqi2", "qqi3")),
        fact(
            "qqa", "bonus", Bonus({"qqi": ("qqi2", "qqi3"), "qqj": ("qqj1",)}, Interval(0.2, 0.4))
        ),
        fact("qqa", "bonus", Bonus({"qqj": ("qqj2",), "qqk": ("3",)}, Interval(-0.2, -0.1))),
        fact("qqb", "order", ranked("qqi", "qqi3", "qqi2", "qqi1")),
        fact(
            "qqb",
            "bonus",
            Bonus({"qqi": ("qqi1",), "qqk": ("1", "2")}, Interval(0.3, 0.5)),
            confidence=0.6,
        ),
        fact("qqb", "tables", Stance("tables", Package(terms={"qqi": "qqi3", "qqj": "qqj2"}))),
    )
    parties = {p: Party(p, p.upper()) for p in ("qqa", "qqb")}
    draft = Draft(
        "qqopen", "Open", ("qqa",), None, {"qqj": (TermReading("qqj1"),)}, assumed="a try"
    )
    return Case("Tied", issues, parties, {"qqopen": draft}, facts, name="tied")


def _given() -> Case:
    """Every number is given, bonuses too, as in a case that was imported."""
    issues = {
        "qqi": options("qqi", "qqi1", "qqi2", "qqi3"),
        "qqj": options("qqj", "qqj1", "qqj2"),
        "qqk": numbers("qqk", 1, 2, 3),
    }

    def exactly(*percent: float) -> tuple[Interval, ...]:
        return tuple(Interval(x / 100, x / 100) for x in percent)

    def values(*percent: float) -> ValueRange:
        told = dict(
            zip((lv for i in issues.values() for lv in i.level_ids), exactly(*percent), strict=True)
        )
        return ValueRange({i: {lv: told[lv] for lv in own.level_ids} for i, own in issues.items()})

    facts = (
        fact("qqa", "value", values(30, 10, 0, 20, 0, 0, 5, 10), assumed="given"),
        fact(
            "qqa", "bonus", Bonus({"qqi": ("qqi3",), "qqj": ("qqj2",)}, *exactly(40)), assumed="g"
        ),
        fact("qqa", "reservation", ReservationRange(*exactly(35)), assumed="given"),
        fact("qqb", "value", values(0, 20, 35, 0, 15, 30, 10, 0), assumed="given"),
        fact("qqb", "bonus", Bonus({"qqj": ("qqj1",), "qqk": ("3",)}, *exactly(-20)), assumed="g"),
        fact("qqb", "reservation", ReservationRange(*exactly(45)), assumed="given"),
    )
    parties = {p: Party(p, p.upper()) for p in ("qqa", "qqb")}
    return Case("Given", issues, parties, {}, facts, name="given")


def _conditions() -> Case:
    """Two signatories and an observer, with red lines that hang on conditions: certain and
    uncertain, on one issue and on several, one shared, one that no outcome keeps."""
    issues = {
        "qqtroops": options("qqtroops", "qqstay", "qqleave"),
        "qqlook": options("qqlook", "qqyes", "qqsome", "qqno"),
        "qqshare": numbers("qqshare", 0, 25, 50),
    }
    unless_troops = ConditionalRedLine({"qqlook": ("qqyes", "qqsome")}, {"qqtroops": ("qqstay",)})
    at_a_price = ConditionalRedLine(
        {"qqtroops": ("qqstay",)}, {"qqlook": ("qqno",), "qqshare": ("25", "50")}
    )
    never_free = ConditionalRedLine({"qqshare": ("0",)}, {"qqshare": ("25",)})
    drafts = {
        "qqdraft": Draft(
            "qqdraft", "A draft", ("qqb",), None,
            {"qqlook": (TermReading("qqyes"),), "qqtroops": (TermReading("qqleave"),),
             "qqshare": (TermReading("50"),)},
        ),
        "qqopen": Draft("qqopen", "Open", ("qqb",), None, {"qqlook": (TermReading("qqsome"),)}),
    }  # fmt: skip
    facts = (
        fact("qqa", "red_line", unless_troops, confidence=0.6),
        fact("qqa", "order", ranked("qqlook", "qqyes", "qqsome", "qqno")),
        fact("qqb", "red_line", at_a_price),
        fact("qqb", "red_line", unless_troops, confidence=0.3),
        fact("qqb", "order", Order((Direction("qqshare", "more"),))),
        fact("qqa", "red_line", never_free, confidence=0.5),
        fact("qqc", "red_line", at_a_price),
    )
    parties = {
        "qqa": Party("qqa", "A"),
        "qqb": Party("qqb", "B"),
        "qqc": Party("qqc", "C", role="observer"),
    }
    sources = {"qqs1": Source("qqs1", "s.txt", text="it said so")}
    return Case("Conditions", issues, parties, drafts, facts, sources=sources, name="conditions")


CASES = {
    "two": _two, "three": _three, "bare": _bare, "tied": _tied, "given": _given,
    "conditions": _conditions,
}  # fmt: skip


@pytest.fixture
def conditions() -> Case:
    return _conditions()


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]()


@pytest.fixture(params=["tied", "given"])
def bonuses(request: pytest.FixtureRequest) -> Case:
    """Cases in which what a level is worth depends on others."""
    return CASES[request.param]()


@pytest.fixture
def numbers_given() -> Case:
    return _given()


@pytest.fixture
def two() -> Case:
    return _two()


@pytest.fixture
def three() -> Case:
    return _three()
