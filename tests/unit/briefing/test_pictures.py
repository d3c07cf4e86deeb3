"""What stands in the drawn pictures, read back through the scales of their axes."""

from __future__ import annotations

import re
from functools import partial

import pytest

from zopa.briefing.figures import deal_space as module
from zopa.briefing.figures.labels import CHARACTER, LINE, Anchor, LabelBox, _places, placed
from zopa.briefing.figures.movers import movers_rows
from zopa.briefing.figures.style import ACCENT, FAINT
from zopa.briefing.figures.svg import drawn

from .words_of import changed

AT = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def place(element):
    """Where an element stands in the picture, all groups around it counted."""
    x = y = 0.0
    while element is not None:
        for across, down in AT.findall(element.attributes.get("transform", "")):
            x, y = x + float(across), y + float(down)
        element = element.parent
    return x, y


def text_of(element):
    """The text of a label, a space between its lines."""
    spans = [span.text() for span in element.all("tspan")]
    return " ".join(spans or [element.text()])


class Drawing:
    """A picture as it is drawn, with pixels turned back into what the axes say."""

    def __init__(self, svg, parse):
        self.root, bad = parse(svg)
        assert not bad
        self.axes = {}
        for axis in self.groups("role-axis"):
            words = [e.text() for e in axis.all("text")]
            numbers = [float(text) for text in words if text.strip().isdigit()]
            if numbers:
                ticks = [place(e) for g in axis.all("g") if "tick" in g.attributes.get("class", "")
                         for e in g.all("line")]  # fmt: skip
                across = ticks[0][1] == ticks[-1][1]
                start, stop = (tick[0 if across else 1] for tick in (ticks[0], ticks[-1]))
                scale = (numbers[-1] - numbers[0]) / (stop - start)
                self.axes[across] = (start, numbers[0], scale, words[-1])

    def groups(self, name):
        return [g for g in self.root.all("g") if name in g.attributes.get("class", "").split()]

    def value(self, spot, across):
        start, first, scale, _ = self.axes[across]
        # axes stand half a pixel off, so that their lines are sharp
        return first + (spot + 0.5 - start) * scale

    def point(self, x, y):
        return round(self.value(x, True), 1), round(self.value(y, False), 1)

    def layer(self, number):
        (group,) = self.groups(f"layer_{number}_marks")
        return group

    def symbols(self, number):
        return [self.point(*place(e)) for e in self.layer(number).all("path")]

    def path(self, number):
        """The corners of a line."""
        group = self.layer(number)
        x, y = place(group)
        (line,) = group.all("path")
        numbers = [float(n) for n in NUMBER.findall(line.attributes["d"])]
        return [self.point(x + a, y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]

    def texts(self, number):
        return {text_of(e): place(e) for e in self.layer(number).all("text")}


@pytest.fixture
def deals(made_brief, parse):
    """The deal space of a case whose every number is given.

    The penalty takes 5 from the worst of everything for Ada, so that on her scale each package is
    worth 5 more than the sum of its terms.
    """
    return Drawing(drawn(made_brief("given_drafts").brief.readable, "deal_space", "", ""), parse)


HIGH_JULY, HIGH_JUNE, HIGH_MAY = (85, 0), (75, 40), (55, 40)
LOW_JULY, LOW_JUNE, LOW_MAY = (40, 60), (35, 100), (15, 100)


def test_deals_are_drawn_at_what_they_are_worth(deals):
    every = [HIGH_JULY, HIGH_JUNE, HIGH_MAY, LOW_JULY, LOW_JUNE, LOW_MAY]
    assert sorted(deals.symbols(1)) == sorted(every)
    assert deals.path(4) == [HIGH_JULY, HIGH_JUNE, LOW_JULY, LOW_JUNE]
    assert [axis[-1] for _, axis in sorted(deals.axes.items(), reverse=True)] == [
        "worth to Ada", "worth to the Bolivian miners’ union",
    ]  # fmt: skip


def test_drafts_and_fair_deals_are_drawn_at_what_they_are_worth(deals):
    one, two, three = [HIGH_JULY], [LOW_MAY, LOW_JUNE, LOW_JULY], [LOW_JUNE]
    assert deals.symbols(5) == [*one, *two, *three]
    assert deals.symbols(6) == [LOW_JULY]


def test_what_no_deal_is_worth_is_drawn_as_lines_and_the_area_beyond_them(deals):
    (upright,), (level,) = (list(deals.layer(k).all("line")) for k in (2, 3))
    assert round(deals.value(place(upright)[0], True), 1) == 20
    assert round(deals.value(place(level)[1], False), 1) == 20
    group = deals.layer(0)
    (area,) = group.all("path")
    left, top, width, height = [float(n) for n in NUMBER.findall(area.attributes["d"])][:4]
    x, y = place(group)
    assert deals.point(x + left, y + top) == (20, 100)
    assert deals.point(x + left + width, y + top + height) == (100, 20)


def test_names_stand_beside_what_they_name(deals):
    starting, ending = deals.texts(10), deals.texts(11)
    assert (starting, ending) == (deals.texts(8), deals.texts(9))  # the light edge behind them
    beside = {
        "balanced, proportionate, equal-gain and largest-total deal": LOW_JULY,
        "The one text": HIGH_JULY,
        "The two text (its open terms settled in every way)": LOW_JUNE,
        "The three text": LOW_JUNE,
        "no deal for Ada": (20, 1.5),
        "no deal for the Bolivian miners’ union": (1.5, 20),
    }
    assert {*starting, *ending} == {*beside}
    for name, (x, y) in {**starting, **ending}.items():
        at = (deals.value(x, True) * 6, deals.value(y, False) * 4.4)
        point = (beside[name][0] * 6, beside[name][1] * 4.4)
        away = point[0] - at[0] if name in ending else at[0] - point[0]
        assert 9 <= away <= 40, name
        assert abs(at[1] - point[1]) <= 60, name


def test_thin_lines_lead_from_points_to_names_that_stand_off(deals):
    ends = []
    for line in deals.layer(7).all("line"):
        x, y = place(line)
        ends.append(deals.point(x, y))
        across, down = (float(line.attributes[end]) for end in ("x2", "y2"))
        assert (abs(round(across, 1)), abs(round(down, 1))) == (10, 10)
    assert ends == [HIGH_JULY, LOW_JUNE, LOW_JUNE, (20, 1.5)]


def test_of_three_sides_the_frontier_is_dots_not_a_line(made_brief, parse):
    three = Drawing(drawn(made_brief("three_sides").brief.readable, "deal_space", "", ""), parse)
    space = made_brief("three_sides").brief.results["deal_space"]
    assert "mark-symbol" in three.layer(4).attributes["class"]
    for x, y in space.frontier:
        assert any(
            abs(a - 100 * x) <= 0.06 and abs(b - 100 * y) <= 0.06 for a, b in three.symbols(4)
        )


def test_arrows_run_from_before_to_after(made_brief, parse):
    readable = made_brief("always_a_deal").brief.readable
    picture = Drawing(drawn(readable, "movers", "", ""), parse)
    rows = movers_rows(readable)
    assert [row["rises"] for row in rows] == [False, False]
    # axes have their ticks on whole pixels, each of which is 0.44 wide
    near = partial(pytest.approx, abs=0.45)

    def across(element):
        return picture.value(place(element)[0], True)

    for row, line in zip(rows, picture.layer(2).all("line"), strict=True):
        length = float(line.attributes["x2"]) * 132 / 300
        assert sorted([across(line), across(line) + length]) == near(
            sorted([row["before"], row["after"]])
        )
    befores, afters = ([row[key] for row in rows] for key in ("before", "after"))
    assert [across(e) for e in picture.layer(3).all("path")] == near(befores)
    assert [across(e) for e in picture.layer(7).all("path")] == near(afters)
    # the numbers stand outside the arrow: where it starts to the right, where it ends to the left
    for row, start, end in zip(rows, picture.layer(8).all("text"), picture.layer(9).all("text"),
                               strict=True):  # fmt: skip
        assert (start.text(), end.text()) == ("over 99%", row["to"])
        assert across(start) > row["before"]
        assert across(end) < row["after"]


def test_bars_are_as_long_as_the_shares(made_brief, parse):
    readable = made_brief("three_sides").brief.readable
    picture = Drawing(drawn(readable, "acceptance", "", ""), parse)
    drafts = readable.drafts.drafts
    bars = [g for g in picture.root.all("g") if "mark-rect" in g.attributes.get("class", "")
            and "role-mark" in g.attributes["class"]]  # fmt: skip
    assert len(bars) == len(drafts)
    for group, result in zip(bars, drafts, strict=True):
        shares = [*(p.accepts.share for p in result.parties), result.signed.share]
        widths = [float(NUMBER.findall(e.attributes["d"])[2]) for e in group.all("path")]
        # an axis of 400 pixels from nothing to all
        assert [w / 400 for w in widths] == pytest.approx(shares, abs=0.001)
        fills = [e.attributes["fill"] for e in group.all("path")]
        # that all sign together stands out
        assert fills == [FAINT] * len(result.parties) + [ACCENT]


def test_boxes_overlap_and_lie_outside_by_as_much_as_one_counts():
    box = LabelBox(10, 20, 40, 50)
    assert box.overlap(LabelBox(30, 40, 60, 90)) == 10 * 10
    assert box.overlap(LabelBox(40, 20, 60, 50)) == 0
    assert box.overlap(LabelBox(45, 55, 60, 90)) == 0
    assert box.overlap(LabelBox(10, 55, 40, 90)) == 0
    assert box.beyond(100, 100) == 0
    assert box.beyond(35, 100) == 5
    assert box.beyond(100, 42) == 8
    assert LabelBox(-3, -4, 10, 10).beyond(100, 100) == 7


def test_a_name_may_stand_on_every_side_of_its_point():
    around = set()
    for far, box in _places(Anchor(0, 0, ("four", "in all"))):
        gaps = []
        for low, high in ((box.left, box.right), (box.top, box.bottom)):
            # with its middle at the point, or beside the point by so much
            gaps.append(0 if low == pytest.approx(-high) else 1 if low > 0 else -1)
            assert gaps[-1] == 0 or far == pytest.approx(low if low > 0 else -high)
        around.add((far, *gaps))
        assert (box.right - box.left, box.bottom - box.top) == pytest.approx((6 * 5.7, 28))
    sides = {(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)} - {(0, 0)}
    assert around == {(far, *side) for far in (10, 22, 38, 58, 84, 116) for side in sides}


def test_names_keep_off_the_points_that_are_drawn(made_brief, monkeypatch):
    kept = {}

    def seen(anchors, crowd, width, height):
        kept.update(anchors=[(a.x, a.y) for a in anchors], crowd=crowd, size=(width, height))
        return placed(anchors, crowd, width, height)

    monkeypatch.setattr(module, "placed", seen)
    module.deal_space_chart(made_brief("given_drafts").brief.readable)
    points = [HIGH_JULY, HIGH_JUNE, LOW_JULY, LOW_JUNE,  # the frontier
              HIGH_JULY, LOW_MAY, LOW_JUNE, LOW_JULY, LOW_JUNE, LOW_JULY]  # fmt: skip
    assert kept["size"] == (600, 440)
    assert [(x / 6, 100 - y / 4.4) for x, y in kept["crowd"]] == [
        pytest.approx(point) for point in points
    ]


def test_a_name_with_room_stands_to_the_right_of_its_point():
    (box,) = placed([Anchor(100, 100, ("four", "two lines"))], [], 600, 440)
    wide, high = 9 * CHARACTER, 2 * LINE
    assert box == LabelBox(110, 100 - high / 2, 110 + wide, 100 + high / 2)


def test_a_name_at_the_edge_stands_to_the_left_of_its_point():
    (box,) = placed([Anchor(598, 100, ("name",))], [], 600, 440)
    assert box == LabelBox(588 - 4 * CHARACTER, 93, 588, 107)


def test_names_keep_off_points_and_each_other():
    """To the right there is another point, above and below right of it a third and a fourth."""
    first = Anchor(100, 100, ("name",))
    (box,) = placed([first], [(120, 100)], 600, 440)
    assert box == LabelBox(110, 76, 110 + 4 * CHARACTER, 90)  # above right
    (box,) = placed([first], [(120, 100), (120, 83)], 600, 440)
    assert box == LabelBox(110, 110, 110 + 4 * CHARACTER, 124)  # below right
    (box,) = placed([first], [(120, 100), (120, 83), (120, 117)], 600, 440)
    assert box == LabelBox(90 - 4 * CHARACTER, 93, 90, 107)  # left
    left, right = placed([first, Anchor(92, 100, ("name",))], [], 600, 440)
    assert right.overlap(left) == 0
    # neither covers the other's point
    assert not right.left <= 100 <= right.right or not right.top <= 100 <= right.bottom


def test_a_picture_of_shifts_that_rise_points_the_other_way(made_brief):
    readable = made_brief("always_a_deal").brief.readable
    first, *others = readable.unknowns.unknowns
    (zone, signed) = first.shifts
    up = signed.model_copy(update={"before": 0.2, "after": 0.55, "change": 0.35})
    risen = first.model_copy(update={"shifts": (zone, up), "largest": 0.35})
    row = movers_rows(changed(readable, unknowns={"unknowns": (risen, *others)}))[0]
    assert (row["before"], row["after"], row["from"], row["to"], row["rises"]) == (
        pytest.approx(20), pytest.approx(55), "20%", "55%", True,
    )  # fmt: skip
    assert row["label"].endswith("chance that “The only text” is signed")
