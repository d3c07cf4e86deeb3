"""What stands in the drawn pictures, read back through the scales of their axes."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.briefing.figures import deal_space_drawing as module
from zopa.briefing.figures.acceptance_drawing import ROWS
from zopa.briefing.figures.charts import (
    AcceptanceChart,
    DealSpaceChart,
    DraftBars,
    Mover,
    MoversChart,
    NamedPoints,
    ShareBar,
)
from zopa.briefing.figures.elements import ACCENT, FAINT, element, number, printable
from zopa.briefing.figures.labels import Anchor, LabelBox, _places, along, placed
from zopa.briefing.figures.lettering import LINE, evened, text_width, wrapped
from zopa.briefing.figures.svg import FIGURES, both, drawn

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def has_class(element_, name):
    return name in element_.attributes.get("class", "").split()


def text_of(element_):
    """The text of a label, a space between its lines."""
    spans = [span.text() for span in element_.all("tspan")]
    return " ".join(spans or [element_.text()])


def floats(element_, *names):
    return tuple(float(element_.attributes[name]) for name in names)


class Drawing:
    """A picture as it is drawn, with pixels turned back into what the axes say."""

    def __init__(self, svg, parse):
        self.root, bad = parse(svg)
        assert not bad
        self.axes = {}
        for axis, end in (("across", "x"), ("upwards", "y")):
            for found in self.groups(axis)[:1]:
                ticks = [(float(e.text()), floats(e, end)[0]) for e in found.all("text")]
                self.axes[axis] = ticks[0], ticks[-1]

    def groups(self, name, tag="g"):
        return [g for g in self.root.all(tag) if has_class(g, name)]

    def value(self, spot, axis):
        (first, start), (last, stop) = self.axes[axis]
        return first + (spot - start) * (last - first) / (stop - start)

    def point(self, x, y):
        # numbers on the upright axis stand four pixels below their ticks, to be level with them
        return round(self.value(x, "across"), 1), round(self.value(y + 4, "upwards"), 1)

    def corners(self, element_, attribute="points"):
        numbers = [float(n) for n in NUMBER.findall(element_.attributes[attribute])]
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    def specks(self, name):
        """The dots of a path, each of which is a line of no length."""
        (path,) = self.groups(name, "path")
        assert set(re.sub(r"[-\d. ]", "", path.attributes["d"])) <= {"M", "h"}
        numbers = [float(n) for n in NUMBER.findall(path.attributes["d"])]
        assert not any(numbers[2::3])
        return [self.point(x, y) for x, y in zip(numbers[::3], numbers[1::3], strict=True)]

    def squares(self, group):
        for e in group.all("rect"):
            x, y, wide, high = floats(e, "x", "y", "width", "height")
            assert wide == high
            yield self.point(x + wide / 2, y + high / 2)

    def names(self):
        return {text_of(e): e for g in self.groups("names") for e in g.all("text")}


def picture(made, key, parse, look="broad"):
    return Drawing(drawn(FIGURES[key](made.brief.readable), key, "", look), parse)


@pytest.fixture
def deals(made_brief, parse):
    """The deal space of a case whose every number is given.

    The penalty takes 5 from the worst of everything for Ada, so that on her scale each package is
    worth 5 more than the sum of its terms.
    """
    return picture(made_brief("given_drafts"), "deal_space", parse)


HIGH_JULY, HIGH_JUNE, HIGH_MAY = (85, 0), (75, 40), (55, 40)
LOW_JULY, LOW_JUNE, LOW_MAY = (40, 60), (35, 100), (15, 100)


def test_deals_are_drawn_at_what_they_are_worth(deals):
    every = [HIGH_JULY, HIGH_JUNE, HIGH_MAY, LOW_JULY, LOW_JUNE, LOW_MAY]
    assert sorted(deals.specks("dots")) == sorted(every)
    (front,) = deals.groups("frontier", "polyline")
    corners = [deals.point(*corner) for corner in deals.corners(front)]
    assert corners == [HIGH_JULY, HIGH_JUNE, LOW_JULY, LOW_JUNE]
    texts = [text_of(e) for e in deals.root.all("text")]
    assert "worth to Ada →" in texts
    assert "↑ worth to the Bolivian miners’ union" in texts


def test_drafts_and_fair_deals_are_drawn_at_what_they_are_worth(deals):
    found = [list(deals.squares(group)) for group in deals.groups("draft")]
    assert sorted(found) == sorted([[HIGH_JULY], [LOW_MAY, LOW_JUNE, LOW_JULY], [LOW_JUNE]])
    (fair,) = deals.groups("fair")
    (shape,) = fair.all("polygon")
    top, right, bottom, left = deals.corners(shape)
    assert deals.point(top[0], right[1]) == deals.point(bottom[0], left[1]) == LOW_JULY


def test_only_the_way_that_carries_the_name_is_filled(deals):
    fills = [
        [e.attributes["fill"] == "white" for e in g.all("rect")] for g in deals.groups("draft")
    ]
    assert sorted(fills) == [[False], [False], [True, False, True]]


def test_what_no_deal_is_worth_is_drawn_as_lines_and_the_area_beyond_them(deals):
    upright, level = deals.groups("no-deal", "line")
    assert upright.attributes["x1"] == upright.attributes["x2"]
    assert deals.point(*floats(upright, "x1", "y1"))[0] == 20
    assert deals.point(*floats(level, "x2", "y2"))[1] == 20
    (area,) = deals.groups("zone", "rect")
    x, y, wide, high = floats(area, "x", "y", "width", "height")
    assert deals.point(x, y) == (20, 100)
    assert deals.point(x + wide, y + high) == (100, 20)


def test_names_stand_beside_what_they_name(deals):
    beside = {
        "balanced, proportionate, equal-gain and largest-total-in-percent deal": LOW_JULY,
        "The one text": HIGH_JULY,
        "The two text (its open terms settled in every way)": LOW_JUNE,
        "The three text": LOW_JUNE,
        "no deal for Ada": (20, 0),
        "no deal for the Bolivian miners’ union": (0, 20),
    }
    names = deals.names()
    assert {*names} == {*beside}
    for name, (x, y) in beside.items():
        at = floats(names[name], "x", "y") if "x" in names[name].attributes else floats(
            next(names[name].all("tspan")), "x", "y")  # fmt: skip
        assert abs(deals.value(at[0], "across") - x) <= 8, name
        assert abs(deals.value(at[1], "upwards") - y) <= 15, name


def test_thin_lines_lead_from_points_to_names_that_stand_off(deals):
    starts = [deals.point(*floats(e, "x1", "y1")) for e in deals.groups("leader", "line")]
    assert {*starts} <= {HIGH_JULY, LOW_JUNE, LOW_JULY}
    for e in deals.groups("leader", "line"):
        x1, y1, x2, y2 = floats(e, "x1", "y1", "x2", "y2")
        assert abs(x2 - x1) + abs(y2 - y1) > module.FAR


def test_of_three_sides_the_frontier_is_dots_not_a_line(made_brief, parse):
    three = picture(made_brief("three_sides"), "deal_space", parse)
    space = made_brief("three_sides").brief.results["deal_space"]
    assert not three.groups("frontier", "polyline")
    found = three.specks("frontier")
    for x, y in space.frontier:
        assert any(abs(a - 100 * x) <= 0.06 and abs(b - 100 * y) <= 0.06 for a, b in found)


def spaced(**changes):
    plain = {
        "title": "", "axes": ("worth to Ada", "worth to Bob"), "no_deal": (50.0, 50.0),
        "no_deal_names": ("no deal for Ada", "no deal for Bob"), "dots": (), "frontier": (),
        "joined": True, "drafts": (), "fair": (), "words": "",
    }  # fmt: skip
    return DealSpaceChart(**(plain | changes))


def test_one_point_is_a_dot_and_no_point_an_empty_field(parse):
    one = Drawing(drawn(spaced(frontier=((30.0, 70.0),)), "k", ""), parse)
    assert one.specks("frontier") == [(30, 70)]
    none = Drawing(drawn(spaced(), "k", ""), parse)
    assert not none.groups("frontier", "path")
    assert {text_of(e) for e in none.root.all("text") if "both" in e.text()} == {"both gain"}
    assert "a draft" not in none.root.text()


def test_where_there_are_many_names_numbers_stand_for_them(parse):
    drafts = tuple(NamedPoints(f"text {k}", ((10.0 * k, 90.0 - 10 * k),)) for k in range(9))
    many = Drawing(drawn(spaced(drafts=drafts), "k", ""), parse)
    assert {*many.names()} == {*map(str, range(1, 10)), "no deal for Ada", "no deal for Bob"}
    keys = [[text_of(e) for e in g.all("text")] for g in many.groups("key")]
    assert keys == [[str(k + 1), f"text {k}"] for k in range(9)]
    few = Drawing(drawn(spaced(drafts=drafts[:2]), "k", ""), parse)
    assert {"text 0", "text 1"} <= {*few.names()}
    assert not few.groups("key")
    # on a telephone there is no room for names in the picture
    slim = Drawing(drawn(spaced(drafts=drafts[:2]), "k", "", "slim"), parse)
    assert [text_of(e) for g in slim.groups("key") for e in g.all("text")] == [
        "1", "text 0", "2", "text 1",
    ]  # fmt: skip


def test_arrows_run_from_before_to_after(parse):
    movers = (
        Mover("a", "b", 80.0, 30.0, "80%", "30%"),
        Mover("c", "d", 0.0, 100.0, "under 1%", "over 99%"),
    )
    chart = MoversChart("", "", movers, "")
    for look in ("broad", "slim"):
        shown = Drawing(drawn(chart, "k", "", look), parse)
        ways = [floats(e, "x1", "x2") for e in shown.groups("way", "line")]
        near = partial(pytest.approx, abs=0.01)
        assert [shown.value(x, "across") for way in ways for x in way] == near([80, 30, 0, 100])
        rings = [floats(e, "cx")[0] for e in shown.root.all("circle")]
        assert [shown.value(x, "across") for x in rings] == near([80, 0])
        # the tip ends beyond where it is, and points away from the ring
        tips = [shown.corners(e) for e in shown.root.all("polygon")]
        assert tips[0][0][0] < tips[0][1][0]
        assert tips[1][0][0] > tips[1][1][0]
        # numbers stand on the outer sides, within the picture
        wide = float(next(shown.root.all("svg")).attributes["viewbox"].split()[2])
        for text, outer in (("80%", 1), ("30%", -1), ("under 1%", -1), ("over 99%", 1)):
            (e,) = [e for e in shown.root.all("text") if e.text() == text]
            anchor = e.attributes.get("text-anchor", "start")
            assert anchor == ("start" if outer > 0 else "end")
            x = floats(e, "x")[0]
            assert x - (anchor == "end") * text_width(text) >= 0
            assert x + (anchor == "start") * text_width(text) <= wide


def bars(*shares):
    sides = [ShareBar(f"side {k}", s, s - 2, s + 2, f"{s:.0f}%") for k, s in enumerate(shares)]
    return (*sides, ShareBar("all, together", 10.0, 8.0, 12.0, "10%", together=True))


def test_bars_are_as_long_as_the_shares(parse):
    chart = AcceptanceChart("", "", (DraftBars("one", bars(20.0, 90.0)),), "")
    shown = Drawing(drawn(chart, "k", ""), parse)
    found = shown.groups("share", "rect")
    start = shown.axes["across"][0][1]
    ends = [shown.value(start + floats(e, "width")[0], "across") for e in found]
    assert ends == pytest.approx([20, 90, 10], abs=0.01)
    # that all sign together stands out, and not by its colour alone
    assert [e.attributes["fill"] for e in found] == [FAINT, FAINT, ACCENT]
    bold = {e.text() for e in shown.root.all("text") if "font-weight" in e.attributes}
    assert bold == {"one", "all, together", "10%"}
    spans = [[shown.value(x, "across") for x in floats(e, "x1", "x2")]
             for e in shown.groups("interval", "line")]  # fmt: skip
    assert spans == [pytest.approx([s - 2, s + 2], abs=0.01) for s in (20, 90, 10)]


def test_many_bars_make_several_pictures_that_fit_on_paper(parse):
    drafts = tuple(DraftBars(f"draft {k}", bars(*[50.0] * 9)) for k in range(12))
    shown = Drawing(both(AcceptanceChart("How often", "", drafts, ""), "k", ""), parse)
    pictures = [svg for svg in shown.root.all("svg") if has_class(svg, "broad")]
    assert [next(svg.all("title")).text() for svg in pictures] == [
        f"How often ({k} of 4)" for k in (1, 2, 3, 4)
    ]
    for svg in pictures:
        rows = sum(has_class(g, "bar") for g in svg.all("g"))
        assert rows <= ROWS
        wide, high = map(float, svg.attributes["viewbox"].split()[2:])
        assert 135 * high / wide < 240  # millimetres of a page
    assert sum(has_class(g, "bar") for svg in pictures for g in svg.all("g")) == 120
    ids = [e.attributes["id"] for e in shown.root.all() if "id" in e.attributes]
    assert len(ids) == len({*ids})


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NAMES = [
    LONG,
    "中华人民共和国外交部和商务部联合代表团",
    "دولة فلسطين ومنظمة التحرير الفلسطينية",
    "",
    "a" * 400,
]


@pytest.mark.parametrize("look", ["broad", "slim"])
@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_wider_than_its_place(name, look, parse):
    """Left of the axis where it names a bar, inside the picture where it names anything else."""
    chart = AcceptanceChart(
        "", "", (DraftBars(name, (ShareBar(name, 50.0, 40.0, 60.0, "50%"),)),), ""
    )
    movers = MoversChart("", "", (Mover(name, name, 0.0, 100.0, "under 1%", "over 99%"),), "")
    space = spaced(axes=(name, name), no_deal_names=(name, name),
                   drafts=(NamedPoints(name, ((100.0, 100.0),)),))  # fmt: skip
    for each in (chart, movers, space):
        shown = Drawing(drawn(each, "k", "", look), parse)
        (svg,) = shown.root.all("svg")
        wide = float(svg.attributes["viewbox"].split()[2])
        for text in svg.all("text"):
            if text.parent.attributes.get("transform"):
                continue
            bold = "font-weight" in text.attributes
            for line in list(text.all("tspan")) or [text]:
                x, room = floats(line, "x")[0], text_width(line.text(), bold=bold)
                left = x - {"end": room, "middle": room / 2}.get(
                    text.attributes.get("text-anchor"), 0
                )
                assert left >= -0.5, line.text()
                assert left + room <= wide + 0.5, line.text()


@given(st.text(max_size=60), st.floats(40, 300), st.integers(1, 4))
def test_lines_keep_to_their_width_and_lose_nothing_in_silence(text, width, most):
    lines = wrapped(text, width, most)
    assert 1 <= len(lines) <= most
    assert "".join(evened(text, width, most)).replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(text_width(line) <= width + 1e-9 for line in lines)
    kept, whole = "".join("".join(lines).split()), "".join(text.split())
    assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=3), st.text(max_size=20))
def test_whatever_is_drawn_stays_text(parts, value):
    from tests.unit.briefing.conftest import parsed

    root, bad = parsed(element("text", *parts, fill=value))
    assert not bad
    (found,) = root.children
    assert found.tag == "text"
    assert all(isinstance(child, str) for child in found.children)
    assert [*found.attributes] == ["fill"]


def test_what_a_page_may_not_hold_stands_in_no_element():
    assert element("text", "a\x00b", title="c\x1bd") == '<text title="c d">a b</text>'


@pytest.mark.parametrize("name", ["a\u2028b", "a\x1b[2Jb", "a\x00b", "a\ud800b"])
def test_characters_that_no_page_may_hold_become_spaces(name):
    assert printable(name).isprintable()
    assert printable("Ürümqi, “a name”") == "Ürümqi, “a name”"


def test_numbers_of_pixels_are_short():
    assert [number(x) for x in (0.0, -0.001, 2.5, 1 / 3, 100.0)] == [
        "0", "0", "2.5", "0.33", "100",
    ]  # fmt: skip


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


def test_labels_do_not_cover_each_other():
    anchors = [Anchor(300, 200 + k, (f"name {k}", "in two lines")) for k in range(6)]
    boxes = placed(anchors, [], 600, 440)
    for k, box in enumerate(boxes):
        assert box.beyond(600, 440) == pytest.approx(0)
        assert all(box.overlap(other) == 0 for other in boxes[:k])


def test_a_name_may_stand_on_every_side_of_its_point():
    around = set()
    for far, box in _places(Anchor(0, 0, ("four", "in all"))):
        gaps = []
        for low, high in ((box.left, box.right), (box.top, box.bottom)):
            # with its middle at the point, or beside the point by so much
            gaps.append(0 if low == pytest.approx(-high) else 1 if low > 0 else -1)
            assert gaps[-1] == 0 or far == pytest.approx(low if low > 0 else -high)
        around.add((far, *gaps))
        assert (box.right - box.left, box.bottom - box.top) == pytest.approx(
            (text_width("in all"), 2 * LINE)
        )
    sides = {(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)} - {(0, 0)}
    assert around == {(far, *side) for far in (10, 22, 38, 58, 84, 116) for side in sides}


def test_the_name_of_a_line_stands_at_one_of_its_ends_and_not_on_it():
    for anchor, stop in ((Anchor(200, 440, ("no deal",)), (200, 0)),
                         (Anchor(600, 150, ("no deal",)), (0, 150))):  # fmt: skip
        labelled = along(anchor, stop)
        assert len(labelled.places) == 4
        for box in labelled.places:
            assert box.beyond(600, 440) == 0
            upright = anchor.x == stop[0]
            low, high = (box.left, box.right) if upright else (box.top, box.bottom)
            on = anchor.x if upright else anchor.y
            assert not low <= on <= high
        (box,) = placed([labelled], [], 600, 440)
        assert box == labelled.places[0]
    # at the right end the lines end at the right, at the left end they begin at the left
    assert [labelled.flush_right(box) for box in labelled.places] == [True, True, False, False]


def test_names_keep_off_the_points_that_are_drawn(made_brief, monkeypatch):
    kept = {}

    def seen(anchors, crowd, width, height, faint):
        kept.update(crowd=crowd, faint=faint, size=(width, height))
        return placed(anchors, crowd, width, height, faint)

    monkeypatch.setattr(module, "placed", seen)
    drawn(FIGURES["deal_space"](made_brief("given_drafts").brief.readable), "k", "")
    points = [HIGH_JULY, HIGH_JUNE, LOW_JULY, LOW_JUNE,  # the frontier
              LOW_JULY, LOW_JUNE, LOW_MAY, LOW_JUNE, LOW_JULY, HIGH_JULY]  # fmt: skip
    wide, high = kept["size"]
    found = [(100 * x / wide, 100 - 100 * y / high) for x, y in kept["crowd"]]
    for point in points:
        assert any(one == pytest.approx(point, abs=1e-6) for one in found)
    # off the line between its corners too
    front = sorted(kept["crowd"][: -len(points) + 4])
    gaps = [max(abs(a - b) for a, b in zip(p, q, strict=True)) for p, q in pairwise(front)]
    assert max(gaps) < 2 * module.NEAR
    assert len(kept["faint"]) == 6


def test_a_name_with_room_stands_to_the_right_of_its_point():
    (box,) = placed([Anchor(100, 100, ("four", "two lines"))], [], 600, 440)
    wide, high = text_width("two lines"), 2 * LINE
    assert box == pytest.approx((110, 100 - high / 2, 110 + wide, 100 + high / 2))


def test_a_name_at_the_edge_stands_to_the_left_of_its_point():
    (box,) = placed([Anchor(598, 100, ("name",))], [], 600, 440)
    assert box == pytest.approx((588 - text_width("name"), 93, 588, 107))


def test_names_keep_off_points_and_each_other():
    """To the right there is another point, above and below right of it a third and a fourth."""
    first, wide = Anchor(100, 100, ("name",)), text_width("name")
    (box,) = placed([first], [(120, 100)], 600, 440)
    assert box == pytest.approx((110, 76, 110 + wide, 90))  # above right
    (box,) = placed([first], [(120, 100), (120, 83)], 600, 440)
    assert box == pytest.approx((110, 110, 110 + wide, 124))  # below right
    (box,) = placed([first], [(120, 100), (120, 83), (120, 117)], 600, 440)
    assert box == pytest.approx((90 - wide, 93, 90, 107))  # left
    left, right = placed([first, Anchor(92, 100, ("name",))], [], 600, 440)
    assert right.overlap(left) == 0
    # neither covers the other's point
    assert not right.left <= 100 <= right.right or not right.top <= 100 <= right.bottom
