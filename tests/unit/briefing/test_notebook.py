"""Charts with Altair show the records that the page draws, and only they need Altair."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

import zopa
from zopa.briefing.figures.charts import DraftBars
from zopa.briefing.figures.notebook import altair_chart
from zopa.case.model import Party


def data(spec):
    """All rows of a chart, wherever in it they stand."""
    if isinstance(spec, dict):
        own = spec.get("data", {}).get("values", []) if isinstance(spec.get("data"), dict) else []
        own = own + [row for rows in spec.get("datasets", {}).values() for row in rows]
        return own + [row for value in spec.values() for row in data(value)]
    return [row for value in spec for row in data(value)] if isinstance(spec, list) else []


def test_the_page_has_the_charts_that_the_brief_gives(any_brief):
    names = list(any_brief.brief.charts)
    assert [f'id="figure-{name}"' in any_brief.html for name in names] == [True] * len(names)
    assert any_brief.html.count("<figure") == len(names)


def test_each_chart_is_a_valid_specification_of_its_record(made_brief):
    charts = made_brief("three_sides").brief.charts
    assert {*charts} >= {"deal_space", "acceptance"}
    for chart in (*charts.values(), made_brief("always_a_deal").brief.charts["movers"]):
        spec = altair_chart(chart).to_dict(validate=True)
        assert (spec["title"], spec["description"]) == (chart.title, chart.words)
        json.dumps(spec)
    space = charts["deal_space"]
    points = {(row.get("x"), row.get("y")) for row in data(altair_chart(space).to_dict())}
    named = [p for thing in (*space.drafts, *space.fair) for p in thing.points]
    assert {*space.dots, *space.frontier, *named} <= points
    bars = [bar for draft in charts["acceptance"].drafts for bar in draft.bars]
    rows = data(altair_chart(charts["acceptance"]).to_dict())
    assert [row["share"] for row in rows] == [bar.share for bar in bars]


def marks(spec):
    """The encodings of all marks of a chart, wherever in it they stand."""
    if isinstance(spec, dict):
        own = [spec] if "mark" in spec else []
        return own + [mark for value in spec.values() for mark in marks(value)]
    return [mark for value in spec for mark in marks(value)] if isinstance(spec, list) else []


def test_whoever_points_at_a_mark_is_told_what_it_is(made_brief):
    charts = made_brief("three_sides").brief.charts
    pointed_at = {"bar", "point", "circle"}
    for chart in (*charts.values(), made_brief("always_a_deal").brief.charts["movers"]):
        found = marks(altair_chart(chart).to_dict())
        told = [m for m in found if m["mark"]["type"] in pointed_at]
        assert told
        assert all("tooltip" in m["encoding"] for m in told)


def test_weights_are_drawn_from_the_frame_of_draws():
    case = zopa.load("examples/minerals")
    draws = zopa.draw(case, 100)
    rows = data(zopa.weights_chart(draws.frame()).to_dict(validate=True))
    assert len(rows) == len(case.issues) * len(draws.parties)
    weights = 100 * np.ptp(draws.values[1][:, 0], axis=1)
    row = next(r for r in rows if "security" in r["issue"] and "ukraine" in r["party"])
    assert row["mean"] == pytest.approx(weights.mean())
    assert [row["low"], row["high"]] == pytest.approx(np.quantile(weights, [0.05, 0.95]).tolist())


def test_a_case_and_draws_show_themselves_with_every_text_escaped():
    case = zopa.load("examples/minerals")
    assert "<h4>Ukraine–United States minerals agreement</h4>" in case._repr_html_()
    assert all(issue.title in case._repr_html_() for issue in case.issues.values())
    evil = replace(case, title="<script>", parties={**case.parties, "us": Party("us", "<b>")})
    assert "<script>" not in evil._repr_html_()
    assert "<b>" not in evil._repr_html_()
    shown = zopa.draw(evil, 100)._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("name", ["constructor", "__proto__", "a\u2028b"])
def test_names_that_mean_something_to_vega(name, made_brief):
    chart = made_brief("three_sides").brief.charts["acceptance"]
    (bars, *_) = chart.drafts
    odd = type(chart)(chart.title, chart.axis, (DraftBars(name, bars.bars),), chart.words)
    names = {row["draft"] for row in data(altair_chart(odd).to_dict())}
    assert name not in names
    assert {n.rstrip("\u200b") for n in names} == {name.replace("\u2028", " ")}


def test_without_altair_the_page_is_drawn_and_the_remedy_told():
    """Also no engine is started, and nothing that draws is imported from elsewhere."""
    code = """
import sys
for name in ("altair", "vl_convert", "matplotlib", "subprocess"):
    sys.modules[name] = None
from zopa.briefing.figures.charts import Mover, MoversChart
from zopa.briefing.figures.notebook import altair_chart
from zopa.briefing.figures.svg import both
chart = MoversChart("t", "x", (Mover("a", "b", 80.0, 30.0, "80%", "30%"),), "")
assert both(chart, "key", "what it shows").count("<svg") == 2
try:
    altair_chart(chart)
except ImportError as told:
    print(told)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "charts of Altair need it: pip install 'zopa[notebook]'\n"
