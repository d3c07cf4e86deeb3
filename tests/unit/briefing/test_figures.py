"""What the charts show is what the records say."""

import pytest

from zopa.briefing.figures.acceptance import acceptance_chart
from zopa.briefing.figures.deal_space import deal_space_chart
from zopa.briefing.figures.labels import Anchor, placed
from zopa.briefing.figures.movers import movers_chart
from zopa.briefing.figures.style import safe


def rows(chart, name):
    return chart.to_dict()["datasets"][name]


def test_deal_space(minerals_brief):
    made = minerals_brief.brief
    chart = deal_space_chart(made.readable)
    frontier, bargaining = made.results["frontier"], made.results["bargaining"]
    assert [(r["x"], r["y"]) for r in rows(chart, "frontier")] == [
        (100 * p.utilities["ukraine"], 100 * p.utilities["us"]) for p in frontier.points
    ]
    assert rows(chart, "no_deal_x") == [{"x": 100 * frontier.reservation["ukraine"]}]
    assert rows(chart, "no_deal_y") == [{"y": 100 * frontier.reservation["us"]}]
    fair = {
        (100 * s.centre[0].utilities["ukraine"], 100 * s.centre[0].utilities["us"])
        for s in bargaining.solutions
    }
    assert {(r["x"], r["y"]) for r in rows(chart, "fair")} == fair


def test_acceptance(minerals_brief):
    made = minerals_brief.brief
    found = iter(rows(acceptance_chart(made.readable), "drafts"))
    for result in made.results["drafts"].drafts:
        for share in [*(p.accepts for p in result.parties), result.signed]:
            row = next(found)
            assert row["share"] == 100 * share.share
            assert (row["low"], row["high"]) == (100 * share.low, 100 * share.high)
    assert next(found, None) is None


def test_movers(minerals_brief):
    made = minerals_brief.brief
    unknowns = [u for u in made.results["unknowns"].unknowns if u.largest > 0]
    found = rows(movers_chart(made.readable), "movers")
    assert len(found) == min(8, len(unknowns))
    for row, unknown in zip(found, unknowns, strict=False):
        shift = max(
            (s for s in unknown.shifts if abs(s.change) > s.error), key=lambda s: abs(s.change)
        )
        assert (row["before"], row["after"]) == (100 * shift.before, 100 * shift.after)


def test_charts_are_valid_specifications(made_brief):
    findings = made_brief("three_sides").brief.readable
    for chart in (deal_space_chart, acceptance_chart):
        chart(findings).to_dict(validate=True)


def test_labels_do_not_cover_each_other():
    anchors = [Anchor(300, 200 + k, (f"name {k}", "in two lines")) for k in range(6)]
    boxes = placed(anchors, [], 600, 440)
    for k, box in enumerate(boxes):
        assert box.beyond(600, 440) == pytest.approx(0)
        assert all(box.overlap(other) == 0 for other in boxes[:k])


@pytest.mark.parametrize(
    "name", ["constructor", "toString", "hasOwnProperty", "a\u2028b", "a\x1b[2Jb"]
)
def test_names_that_mean_something_to_the_drawing_engine(name: str) -> None:
    assert safe(name) != name
    assert safe(name).replace("\u200b", "").isprintable()
    assert safe("Ürümqi, “a name”") == "Ürümqi, “a name”"
