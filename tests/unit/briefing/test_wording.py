"""Sentences hold for any case: agreement, articles, lists, spaces and stops."""

import re

import pytest

from zopa.briefing.phrasing import listed, plain
from zopa.briefing.wording.facts import fact_deed
from zopa.briefing.wording.names import party_name, possessive
from zopa.case.model import (
    Bonus,
    Case,
    Direction,
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
    Stance,
    ValueRange,
    WeightRange,
)
from zopa.foundation.chance import Interval

WRONG = re.compile(
    r"  | [,.;:)]|\( |\.\.|,,|;\.|:\.|,\.|\bthe the\b|\ba an?\b|\bno no\b|“”|‘’|\bNone\b|\(\)"
    r"|\bone (?:facts|draws|drafts|others|unknowns|cases)\b|\bin in\b|\bof of\b|[a-z]\.[A-Z]"
    r"|\btrue that that\b|\b1 points\b|There is it|, ,"
)


def sentences(made, parse):
    """The text of each paragraph, item, caption and cell."""
    root, _ = parse(made.html)
    for element in root.all("p", "li", "caption", "figcaption", "th", "td", "h3"):
        if "data-case" not in element.attributes and not any(element.all("p", "li", "div")):
            text = element.text(lambda e: "data-ledger" in e.attributes)
            yield element, re.sub(r"\s+", " ", text).strip()


def test_nothing_reads_wrong(any_brief, parse):
    if any_brief.case.title.startswith("<"):
        pytest.skip("its names are not words")
    for _, text in sentences(any_brief, parse):
        assert not WRONG.search(text), text


def test_paragraphs_are_sentences(any_brief, minerals_brief, parse):
    briefs = [made for made in (any_brief, minerals_brief) if "<" not in made.case.title]
    for made in briefs:
        for element, text in sentences(made, parse):
            if element.tag == "p" and "summary" not in element.attributes.get("class", ""):
                assert text[0].isupper() or not text[0].isalpha(), text
                assert text[-1] in ".:?" or "dateline" in element.attributes["class"], text


@pytest.mark.parametrize(
    ("name", "shown", "owns"),
    [
        ("Ukraine", "Ukraine", "Ukraine’s"),
        ("United States", "the United States", "the United States’"),
        ("The Hague", "the Hague", "the Hague’s"),
        ("European Union", "the European Union", "the European Union’s"),
        ("Netherlands", "the Netherlands", "the Netherlands’"),
        ("Teachers union", "the Teachers union", "the Teachers union’s"),
        ("Usain", "Usain", "Usain’s"),
    ],
)
def test_articles(name, shown, owns):
    case = Case("", {}, {"x": Party("x", name)})
    assert plain(party_name(case, "x")) == shown
    assert plain(possessive(case, "x")) == owns


def test_lists():
    assert plain(listed([])) == ""
    assert plain(listed(["a"])) == "a"
    assert plain(listed(["a", "b"], "or")) == "a or b"
    assert plain(listed(["a", "b", "c"])) == "a, b and c"


WORLD = Case(
    "",
    {
        "p": Issue(
            "p", "Price", tuple(Level(k, k, float(k)) for k in ("5", "6", "7")), "euros", True
        ),
        "q": Issue("q", "Quay", (Level("n", "north"), Level("s", "south"))),
        "r": Issue("r", "Rent", (Level("y", "yes"), Level("z", "no"))),
    },
    {"x": Party("x", "Ada")},
)


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("order", Order((Ranking("q", (("n",), ("s",))),)),
         "ranked ‘north’ above ‘south’ on “Quay”"),
        ("order", Order((Ranking("q", (("n", "s"),)),)),
         "had no known preference between the levels of “Quay”"),
        ("order", Order((Direction("p", "more"),)), "wanted as much as possible on “Price”"),
        ("order", Order((Direction("p", "less"),)), "wanted as little as possible on “Price”"),
        ("order", Order((Direction("p", "peak", "6"),)),
         "wanted as near as possible to ‘6 euros’ on “Price”"),
        ("priorities", Priorities((("p",), ("q", "r"))), "put “Price” ahead of everything else"),
        ("priorities", Priorities((("p",), ("q",))), "put “Price” ahead of “Quay”"),
        ("priorities", Priorities((("p",), ("q",), ("r",))),
         "put “Price” ahead of “Quay” ahead of “Rent”"),
        ("tables", Stance("tables", Package(terms={"q": "n", "r": "y"})),
         "put forward a deal with “Quay”: ‘north’; and “Rent”: ‘yes’"),
        ("prefers", Preference(Package(terms={"q": "n"}), Package(terms={"r": "y"})),
         "preferred a deal with “Quay”: ‘north’ to a deal with “Rent”: ‘yes’"),
        ("red_line", RedLine({"q": ("n",), "p": ("5", "6")}),
         "ruled out ‘north’ on “Quay” and ‘5 euros’ or ‘6 euros’ on “Price”"),
        ("weight", WeightRange({"q": Interval(0.3, 0.5)}),
         "gave “Quay” a weight of 30 to 50 percent"),
        ("reservation", ReservationRange(Interval(0.25, 0.25)),
         "valued having no deal at 25 percent of the best deal"),
        ("bonus", Bonus({"p": ("5", "6"), "q": ("n",)}, Interval(0.07, 0.07)),
         "held that ‘5 euros’ or ‘6 euros’ on “Price” together with ‘north’ on “Quay” "
         "adds 7 percent"),
        ("bonus", Bonus({"q": ("n",)}, Interval(-0.2, -0.1)),
         "held that ‘north’ on “Quay” takes away 10 to 20 percent"),
        ("value", ValueRange({"q": {"n": Interval(0.444444, 0.444444)}}),
         "gave ‘north’ on “Quay” a value of 44.4 percent"),
        ("value", ValueRange({"p": {"5": Interval(0, 0), "6": Interval(0.2, 0.2),
                                    "7": Interval(0.5, 0.5)},
                              "q": {"n": Interval(0.1, 0.1), "s": Interval(0, 0)}}),
         "gave numbers: on “Price” from 0 percent for ‘5 euros’ to 50 percent for ‘7 euros’; and "
         "on “Quay” from 0 percent for ‘south’ to 10 percent for ‘north’"),
    ],
)  # fmt: skip
def test_facts_in_words(kind, content, words):
    assert plain(fact_deed(WORLD, Fact("x", kind, content))) == words
