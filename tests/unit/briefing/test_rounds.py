"""Rounds on the page: the chart, and the table with its numbers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

import zopa
from zopa.briefing.figures.notebook import altair_chart
from zopa.briefing.figures.rounds import rounds_chart
from zopa.desk.briefs import BriefMade

from .test_traceable import check

ROUNDS = Path(__file__).parents[2] / "rounds"


@pytest.fixture(scope="module")
def made() -> BriefMade:
    return zopa.brief(ROUNDS, 200)


def test_the_section_and_its_numbers(made: BriefMade, parse) -> None:
    root, _ = parse(made.brief.to_html())
    (section,) = (s for s in root.all("section") if s.attributes["id"] == "rounds")
    words = section.text()
    for title in ("The union's first demand", "The harbour's third offer", "by Halden Harbour"):
        assert title in words
    check(SimpleNamespace(brief=made.brief, html=made.brief.to_html()), parse)


def test_without_two_dated_drafts_there_is_none() -> None:
    page = zopa.brief(zopa.load("examples/minerals"), 100).brief.to_html()
    assert 'id="rounds"' not in page


def test_the_chart_is_that_of_the_results(made: BriefMade) -> None:
    chart = rounds_chart(made.brief.readable)
    offers = made.brief.readable.rounds.offers
    assert chart.days == ("3 Mar", "3 Mar", "9 Mar", "17 Mar", "24 Mar")
    for side, party in zip(chart.sides, ("harbour", "union"), strict=True):
        for point, offer in zip(side.points, offers, strict=True):
            (told,) = (p for p in offer.parties if p.party == party)
            assert point.mean == 100 * told.value.mean
            assert (point.own, point.day) == (party in offer.by, (offer.on - offers[0].on).days)
    assert chart.words.startswith("To Halden Harbour: offer 1 ")


@pytest.mark.parametrize("look", ["broad", "slim"])
def test_each_offer_is_drawn_for_each_side(made: BriefMade, parse, look: str) -> None:
    root, _ = parse(made.brief.to_html())
    (figure,) = (e for e in root.all("figure") if e.attributes["id"] == "figure-rounds")
    (picture,) = (e for e in figure.all("svg") if look in e.attributes["class"])
    circles = [float(c.attributes["cx"]) for c in picture.all("circle")]
    assert len(circles) == 10
    assert all(b - a >= 20 for a, b in pairwise(circles[:5]))


def test_altair_has_it_too(made: BriefMade) -> None:
    pytest.importorskip("altair")
    assert altair_chart(rounds_chart(made.brief.readable)).to_dict()["title"]


def test_the_terminal_has_the_last_offers(made: BriefMade) -> None:
    from rich.console import Console

    console = Console(width=100, file=None)
    with console.capture() as capture:
        made.brief.print_terminal(console)
    lines = capture.get().splitlines()
    start = next(k for k, line in enumerate(lines) if line.startswith("What the last offers are"))
    assert lines[start + 3].startswith("2025-03-03  The harbour's first offer")
    assert lines[start + 6].startswith("2025-03-24  The harbour's third offer")
