"""Briefs of the example case and of small cases made for what sentences must get right."""

from __future__ import annotations

from datetime import date
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from zopa.brief import brief as make_brief
from zopa.case.load import load_case
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
    Preference,
    Priorities,
    Ranking,
    Reading,
    RedLine,
    ReservationRange,
    Rule,
    Source,
    Stance,
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
        i: tuple(Reading(k) for k in ((level,) if isinstance(level, str) else level))
        for i, level in terms.items()
    }
    return Draft(key, f"The {key} text", by, None, told, assumed="for the sake of argument")


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
        {"d": Draft("d", EVIL, "a", None, {"p": (Reading("x<y", (said,)), Reading("y", (said,)))},
                    (said,), assumed=EVIL)},
        (
            Fact("a", "tables", Stance("tables", Package("d")), (said,)),
            Fact("b", "order", Order((Ranking("p", (("x<y",), ("y",))),)), (), EVIL),
            Fact("b", "red_line", RedLine({"q": ("r",)}), (said,), confidence=0.6),
        ),
        sources={"s": Source("s", "s.txt", EVIL, EVIL, None, "B", text)},
        summary=EVIL,
    )  # fmt: skip


CASES = {
    made.__name__: made
    for made in (
        nothing_known, never_a_deal, always_a_deal, three_sides, by_numbers, large, hostile,
    )
}  # fmt: skip


@cache
def brief_of(name):
    case = CASES[name]()
    made = make_brief(case, draw(case, 30 if name == "large" else DRAWS))
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
    made = make_brief(case, draw(case, 200))
    return SimpleNamespace(brief=made, html=made.to_html(), case=case)


@pytest.fixture
def parse():
    """HTML as a tree, and what is wrong with it."""
    return parsed
