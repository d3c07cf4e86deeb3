"""Briefs of the example case and of small cases made for what sentences must get right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from zopa.analyses import run_analyses
from zopa.briefing import Brief
from zopa.case.load import load_case
from zopa.case.model import (
    Bonus,
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
    Preference,
    Priorities,
    Ranking,
    RedLine,
    ReservationRange,
    Rule,
    Source,
    Stance,
    TermReading,
    ValueRange,
    WeightRange,
)
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

DRAWS = 60
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&{{ 7 }}{% raw %}"


class Element:
    """An element of a parsed page."""

    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.children = []

    def all(self, *tags):
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self, skip=lambda _: False):
        return "".join(
            child if isinstance(child, str) else "" if skip(child) else child.text(skip)
            for child in self.children
        )


class _Parser(HTMLParser):
    VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})

    def __init__(self):
        super().__init__()
        self.root = self.here = Element("root", (), None)
        self.bad = []

    def handle_starttag(self, tag, attrs):
        if len(dict(attrs)) != len(attrs):
            self.bad.append(f"attribute twice in <{tag}>")
        element = Element(tag, attrs, self.here)
        self.here.children.append(element)
        if tag not in self.VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.here.children.append(Element(tag, attrs, self.here))

    def handle_endtag(self, tag):
        if self.here.tag != tag:
            self.bad.append(f"</{tag}> closes <{self.here.tag}>")
        self.here = self.here.parent or self.root

    def handle_data(self, data):
        self.here.children.append(data)


def parsed(page):
    parser = _Parser()
    parser.feed(page)
    parser.close()
    if parser.here is not parser.root:
        parser.bad.append(f"<{parser.here.tag}> is not closed")
    return parser.root, parser.bad


def issue(key, *levels, title="", numeric=False, unit=""):
    texts = tuple(
        Level(k, f"{k} it is" if not numeric else k, float(k) if numeric else None) for k in levels
    )
    return Issue(key, title or f"The {key}", texts, numeric=numeric, unit=unit)


def named(*things):
    return {thing.id: thing for thing in things}


def order(party, key, *tiers, **more):
    tiers = tuple(t if isinstance(t, tuple) else (t,) for t in tiers)
    more = {"assumed": "it stands to reason"} | more
    return Fact(party, "order", Order((Ranking(key, tiers),)), **more)


def draft(key, by=None, **terms):
    told = {
        i: tuple(TermReading(k) for k in ((level,) if isinstance(level, str) else level))
        for i, level in terms.items()
    }
    return Draft(
        key, f"The {key} text", (by,) if by else (), None, told, assumed="for the sake of argument"
    )


TWO = named(Party("a", "Ada"), Party("b", "Bolivian miners’ union"))
SMALL = named(issue("price", "low", "high"), issue("day", "may", "june", "july"))


def nothing_known():
    return Case("Nothing known", SMALL, TWO)


def never_a_deal():
    return Case(
        "Never a deal",
        SMALL,
        TWO,
        named(draft("first", "a", price="low", day="may")),
        (
            Fact("a", "red_line", RedLine({"price": ("high",)}), assumed="it said so"),
            Fact("b", "red_line", RedLine({"price": ("low",)}), assumed="it said so"),
        ),
    )


def always_a_deal():
    free = ReservationRange(Interval(0.0, 0.0))
    return Case(
        "Always a deal",
        SMALL,
        TWO,
        named(draft("only", None, price="low", day="may")),
        tuple(Fact(p, "reservation", free, assumed="it has nowhere to go") for p in TWO),
        as_of=date(2024, 2, 29),
    )


def three_sides():
    parties = named(
        Party("a", "Ada"), Party("b", "United Kingdom"), Party("c", "the Crown"),
        Party("o", "Observers", role="observer"), Party("s", "Silent ones", role="observer"),
    )  # fmt: skip
    words = "we shall never pay a high price"
    return Case(
        "Three sides",
        SMALL | named(issue("place", "here", "there", "nowhere")),
        parties,
        named(
            draft("one", "a", price="low", day=("may", "june")),
            draft("two", "b", price="high", day="july", place="here"),
            draft("three", "c", price="high"),
            draft("four", None, place="there"),
        ),
        (
            order("a", "price", "low", "high", assumed="", evidence=(Evidence("s1", words),)),
            order("b", "day", ("may", "june"), "july"),
            order("c", "place", ("here", "there", "nowhere")),
            order("o", "price", "low", "high"),
            Fact("a", "priorities", Priorities((("price",), ("day", "place"))), assumed="so"),
            Fact("c", "priorities", Priorities((("place", "day"),)), assumed="so"),
            Fact("b", "rejects", Stance("rejects", Package("one")), assumed="so"),
            Fact("c", "accepts", Stance("accepts", Package("three")), assumed="so", confidence=0.7),
            Fact("c", "red_line", RedLine({"day": ("june",)}), assumed="so", confidence=0.5),
        ),
        (Rule({"place": ("nowhere",), "price": ("high",)}), Rule({"day": ("may",)},
                                                                {"place": ("here", "there")})),
        sources={"s1": Source("s1", "s1.txt", text=f"He said: {words}.")},
    )  # fmt: skip


def partly_reviewed():
    """As the case of three sides, with two of the facts marked as proposed, and the title."""
    return replace(three_sides(), unreviewed=frozenset([("facts", 0), ("facts", 5), ("title",)]))


def by_numbers():
    parties = named(Party("a", "Ada"), Party("b", "Bob"))
    issues = named(
        issue("share", *map(str, range(41)), numeric=True, unit="percent"),
        issue("day", "may", "june"),
    )
    this, to = Package(terms={"share": "10", "day": "may"}), Package(terms={"share": "12"})
    return Case(
        "By numbers",
        issues,
        parties,
        {},
        (
            Fact("a", "order", Order((Direction("share", "less"),)), assumed="so"),
            Fact("b", "order", Order((Direction("share", "more"), Ranking("day", (("may",),
                 ("june",))))), assumed="so"),
            Fact("a", "weight", WeightRange({"share": Interval(0.4, 0.6)}), assumed="so"),
            Fact("a", "value", ValueRange({"day": {"may": Interval(0.45, 0.45)}}), assumed="so"),
            Fact("a", "reservation", ReservationRange(Interval(0.1, 0.3)), assumed="so"),
            Fact("a", "prefers", Preference(this, to), assumed="so"),
        ),
    )  # fmt: skip


def valued(party, ranges, **more):
    """A fact with one number for each level, in hundredths."""
    told = {i: {k: Interval(v / 100, v / 100) for k, v in own.items()} for i, own in ranges.items()}
    return Fact(party, "value", ValueRange(told), **({"assumed": "as it was handed in"} | more))


def no_deal_worth(party, low, high=None):
    ends = Interval(low, low if high is None else high)
    return Fact(party, "reservation", ReservationRange(ends), assumed="as it was handed in")


def bonus(party, adds, **when):
    content = Bonus(when, Interval(adds, adds))
    return Fact(party, "bonus", content, assumed="as it was handed in")


def given(worth_of_none=0.2, *more, drafts=()):
    """Every number is given: one party has points of its own, and bonuses."""
    parties = named(Party("a", "Ada", scale=(20.0, 100.0)), Party("b", "Bolivian miners’ union"))
    return Case(
        "Given",
        SMALL,
        parties,
        named(*drafts),
        (
            valued("a", {"price": {"low": 0, "high": 50}, "day": {"may": 0, "june": 20,
                                                                  "july": 35}}),
            bonus("a", 0.10, price=("low",), day=("may", "june")),
            bonus("a", -0.05, price=("high",), day=("july",)),
            no_deal_worth("a", worth_of_none),
            valued("b", {"price": {"low": 60, "high": 0}, "day": {"may": 40, "june": 40,
                                                                  "july": 0}}),
            no_deal_worth("b", worth_of_none),
            *more,
        ),
    )  # fmt: skip


def given_no_deal():
    return given(0.9)


def given_drafts():
    """With drafts, and a red line without which a draft would be signed."""
    line = Fact("b", "red_line", RedLine({"day": ("june",)}), assumed="it said so")
    drafts = (
        draft("one", "a", price="high", day="july"),
        draft("two", "b", price="low"),
        draft("three", "b", price="low", day="june"),
    )
    return given(0.2, line, drafts=drafts)


def given_ranges():
    """Numbers that leave something open: one range each way of an order that follows or not."""
    parties = named(Party("a", "Ada"), Party("b", "Bob"))
    ranges = {
        "price": {"low": Interval(0.0, 0.0), "high": Interval(0.4, 0.6)},
        "day": {"may": Interval(0.0, 0.0), "june": Interval(0.2, 0.4), "july": Interval(0.3, 0.5)},
    }
    return Case(
        "Ranges",
        SMALL,
        parties,
        {},
        (
            Fact("a", "value", ValueRange(ranges), assumed="so"),
            Fact("a", "bonus", Bonus({"price": ("low",), "day": ("may",)}, Interval(0.05, 0.1)),
                 assumed="so"),
            Fact("b", "order", Order((Ranking("price", (("low",), ("high",))),)), assumed="so"),
        ),
    )  # fmt: skip


def given_large():
    """Many issues, one of a thousand levels, many bonuses; both want the same."""
    steps = [str(k) for k in range(1001)]
    issues = named(
        issue("share", *steps, numeric=True, unit="euros"),
        *(issue(f"i{k}", *(f"l{j}" for j in range(6))) for k in range(24)),
    )
    facts = []
    for party, turn in (("a", 1), ("b", 1)):
        own = {"share": {k: 28 * j / 1000 for j, k in enumerate(steps[::turn])}}
        for k in range(24):
            own[f"i{k}"] = {f"l{j}": 2 * n / 5 for n, j in enumerate(range(6)[::turn])}
        facts.append(valued(party, own))
        facts += [
            bonus(party, (0.04 if k == 0 else 0.02) * (-1) ** k, **{f"i{k}": ("l1", "l3", "l5")})
            for k in range(11)
        ]
        facts.append(no_deal_worth(party, 0.1))
    return Case("Given, and large", issues, TWO, {}, tuple(facts))


def large():
    issues = named(*(issue(f"i{k}", *(f"l{j}" for j in range(8))) for k in range(5)))
    return Case("Large", issues, TWO, named(draft("part", "a", i0="l0", i1="l1")), ())


def hostile():
    text = f"before {EVIL} after"
    evil = Level("x<y", EVIL), Level("y", f"b{EVIL}")
    issues = named(Issue("p", EVIL, evil), issue("q", "r", "s", title=EVIL))
    parties = {"a": Party("a", EVIL), "b": Party("b", f"b{EVIL}")}
    said = Evidence("s", EVIL)
    return Case(
        EVIL,
        issues,
        parties,
        {
            "d": Draft(
                "d",
                EVIL,
                ("a",),
                None,
                {"p": (TermReading("x<y", (said,)), TermReading("y", (said,)))},
                (said,),
                assumed=EVIL,
            )
        },
        (
            Fact("a", "tables", Stance("tables", Package("d")), (said,)),
            Fact("b", "order", Order((Ranking("p", (("x<y",), ("y",))),)), (), EVIL),
            Fact("b", "red_line", RedLine({"q": ("r",)}), (said,), confidence=0.6),
        ),
        sources={"s": Source("s", "s.txt", EVIL, EVIL, None, "B", text)},
        summary=EVIL,
    )


CASES = {
    made.__name__: made
    for made in (
        nothing_known, never_a_deal, always_a_deal, three_sides, by_numbers, large, hostile,
        given, given_no_deal, given_drafts, given_ranges, given_large, partly_reviewed,
    )
}  # fmt: skip


@cache
def brief_of(name):
    case = CASES[name]()
    made = Brief.of(run_analyses(case, draw(case, 30 if "large" in name else DRAWS)))
    return SimpleNamespace(brief=made, html=made.to_html(), case=case)


@pytest.fixture(params=CASES)
def any_brief(request):
    """A brief of each of the small cases."""
    return brief_of(request.param)


@pytest.fixture
def made_brief():
    """The brief of a small case by its name."""
    return brief_of


@pytest.fixture(scope="session")
def minerals_brief(minerals):
    case = load_case(minerals)
    made = Brief.of(run_analyses(case, draw(case, 200)))
    return SimpleNamespace(brief=made, html=made.to_html(), case=case)


@pytest.fixture
def parse():
    """HTML as a tree, and what is wrong with it."""
    return parsed
