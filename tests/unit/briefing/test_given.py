"""Preferences that are given as numbers: nothing is left to chance, and the page says so."""

import io
import re

import pytest
from rich.console import Console

import zopa
from zopa.briefing.given import worths

DOUBT = re.compile(
    r"almost certain|over 99%(?! of them)|of 100 readings|[Tt]he ground is|nine readings in ten|"
    "not known"
)


def words(made, parse):
    root, _ = parse(made.html)
    (main,) = root.all("main")
    method = next(s for s in main.all("section") if s.attributes["id"] == "method")
    text = main.text(lambda e: e is method or "data-ledger" in e.attributes)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", ["given", "given_no_deal", "given_drafts", "given_large"])
def test_nothing_is_told_as_a_chance(made_brief, parse, name):
    made = made_brief(name)
    assert made.brief.readable.given
    found = words(made, parse)
    assert not DOUBT.search(found), DOUBT.search(found)
    assert "assumed for this analysis, not reported" in found
    root, _ = parse(made.html)
    assert not [e for e in root.all("span") if e.attributes.get("class") in ("bar", "likelihood")]


@pytest.mark.parametrize(
    "name", ["by_numbers", "given_ranges", "always_a_deal", "never_a_deal", "nothing_known"]
)
def test_a_case_that_leaves_something_open_is_told_in_shares(made_brief, parse, name):
    made = made_brief(name)
    assert not made.brief.readable.given
    assert "readings" in words(made, parse)


def test_whether_there_is_a_deal(made_brief, parse):
    there_is = words(made_brief("given"), parse)
    assert (
        "Given these numbers, 4 of 6 ways to settle all issues would suit both Ada and" in there_is
    )
    none = words(made_brief("given_no_deal"), parse)
    assert "Given these numbers, none of 6 ways to settle all issues would suit both" in none
    assert "What are the best deals" not in none


def test_levels_and_values_in_own_points(made_brief, parse):
    root, _ = parse(made_brief("given").html)
    section = next(s for s in root.all("section") if s.attributes["id"] == "wants")
    cells = [re.sub(r"\s+", " ", td.text()).strip() for td in section.all("td")]
    assert cells[0] == "high it is: +40low it is: 0"
    assert cells[1] == "low it is: +60high it is: 0"
    assert cells[3] == "may it is or june it is: +40july it is: 0"
    assert [c.split()[0] for c in cells[4:8]] == ["20", "0", "100", "100"]
    text = section.text()
    assert "takes away 4 points" in text
    assert "adds 8 points" in text


def test_gains_in_percent_and_points_are_those_of_the_record(made_brief, parse):
    made = made_brief("given")
    (deal, _), *_ = [(s.centre[0], s.solution) for s in made.brief.results["bargaining"].solutions]
    gain = round(100 * deal.gains["a"])
    points = f"{80 * deal.gains['a']:.1f}".removesuffix(".0")
    assert f"Ada +{gain}% (+{points} points)" in words(made, parse)


def test_drafts_are_signed_or_not(made_brief, parse):
    found = words(made_brief("given_drafts"), parse)
    assert "would not both sign" in found
    assert "it crosses a red line of the Bolivian miners’ union: june it is" in found
    assert re.search(r"Without the assumption that .* ruled out june it is", found)


def test_long_lists_are_short(made_brief, parse):
    made = made_brief("given_large")
    root, _ = parse(made.html)
    section = next(s for s in root.all("section") if s.attributes["id"] == "wants")
    assert sum(1 for _ in section.all("tr")) == 1 + 12 + 3
    text = re.sub(r"\s+", " ", section.text())
    assert "13 more issues are left out" in text
    assert "998 more between" in text
    assert "And five more bonuses and penalties of at most 2 percent." in text
    ledger = next(ol for ol in root.all("ol") if ol.attributes.get("class") == "ledger")
    entries = list(ledger.all("li"))
    assert len(entries) == 2 * (1 + 6 + 1)
    for position, entry in enumerate(entries):
        number = entry.attributes["id"].removeprefix("fact-")
        assert entry.attributes.get("value", str(position + 1)) == number
    assert "ten more entries" in made.html.replace("<bdi data-case>", "").replace("</bdi>", "")


def test_numbers_that_leave_the_order_open_say_so(made_brief, parse):
    made = made_brief("given_ranges")
    price, day = (worths(made.case, "a", key) for key in ("price", "day"))
    assert price.ordered
    assert not day.ordered
    root, _ = parse(made.html)
    section = next(s for s in root.all("section") if s.attributes["id"] == "wants")
    first, _, third, _ = (td.text() for td in section.all("td"))
    assert "+40 to +60" in first
    assert "order not certain" not in first
    assert "order not certain" in third


def test_terminal_names_the_best_deals(made_brief):
    out = io.StringIO()
    made_brief("given").brief.print_terminal(Console(file=out, width=100))
    assert "The best deals, and each side’s gain over having no deal" in out.getvalue()
    assert not DOUBT.search(out.getvalue())


HALF = """zopa: 1
title: Half a text
issues:
  price: {title: Price, levels: {from: 0, to: 10, step: 1}}
  place: {title: Place, options: {x: here, y: there, z: elsewhere}}
parties:
  a: {name: Ada, points: {price: {0: 0, 10: 50}, place: {x: 0, y: 30, z: 10}}, no_deal: 60}
  b: {name: Bo, points: {price: {0: 60, 10: 0}, place: {x: 40, y: 0, z: 35}}, no_deal: 60}
drafts:
  half: {title: Half of it, terms: {place: y}, assumed: it was said so}
"""


def test_a_draft_that_each_side_would_sign_alone_is_not_one_that_both_would(tmp_path, parse):
    (tmp_path / "case.yaml").write_text(HALF, encoding="utf-8")
    zopa.brief(tmp_path, 100, output=tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    found = re.sub(r"\s+", " ", parse(page)[0].text(lambda _: False))
    assert "Ada and Bo would not both sign" in found
    assert "though each side by itself would, the open terms settled its way" in found
    assert "in most readings" not in found
