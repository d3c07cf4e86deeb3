"""The page: well-formed, self-contained, the same for the same seed, every figure named."""

import re
from itertools import pairwise

from zopa.analyses import ANALYSES, run_analyses
from zopa.briefing import Brief
from zopa.preferences.draws import draw


def check(page, parse):
    root, bad = parse(page)
    assert not bad
    (html,) = root.all("html")
    assert html.attributes["lang"] == "en"
    assert sum(1 for _ in root.all("h1")) == 1
    levels = [int(h.tag[1]) for h in root.all("h1", "h2", "h3")]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    ids = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for link in root.all("a"):
        assert link.attributes["href"].startswith("#")
        assert link.attributes["href"][1:] in ids
    assert not [e.tag for e in root.all("script", "img", "link", "iframe", "object", "style")][1:]
    assert not re.search(r"(?:href|src)=\"(?!#)|url\((?!#)|@import", page)
    for table in root.all("table"):
        assert next(table.all("caption")).text().strip()
        assert all(th.attributes["scope"] in ("col", "row", "rowgroup") for th in table.all("th"))
    for region in root.all("div"):
        if "wide" in region.attributes.get("class", ""):
            assert (region.attributes["tabindex"], region.attributes["role"]) == ("0", "group")
            assert region.attributes["aria-labelledby"] in ids
    for table in root.all("table"):
        cards(table)
    for svg in root.all("svg"):
        if svg.attributes["class"] == "bar":  # beside a number that says the same
            assert svg.attributes["aria-hidden"] == "true"
            continue
        assert svg.attributes["role"] == "img"
        title, desc = svg.attributes["aria-labelledby"].split()
        assert next(svg.all("title")).attributes["id"] == title
        assert next(svg.all("desc")).attributes["id"] == desc
        assert len(next(svg.all("desc")).text()) > 20


def cards(table):
    """On a telephone each row is a card: its cells name their columns, and roles stay."""
    roles = {"table": "table", "tr": "row", "td": "cell", "thead": "rowgroup", "tbody": "rowgroup"}
    for part in (table, *table.all(*roles)):
        assert part.attributes["role"] == roles[part.tag]
    heads = [re.sub(r"\s+", " ", th.text()).strip() for th in next(table.all("tr")).all("th")]
    for row in list(table.all("tr"))[1:]:
        for head, cell in zip(heads[1:], row.all("td"), strict=True):
            if cell.text().strip():
                named = cell.attributes.get("data-head", "")
                assert re.sub(r"\d+(,\d+)*$", "", head) == named or head == named


def test_a_printed_page_has_a_number_and_what_is_in_short_a_page_of_its_own(minerals_brief):
    page = minerals_brief.html
    assert 'content: counter(page) " / " counter(pages)' in page
    assert "#headline { break-after: page; }" in page
    assert page.index('id="headline"') < page.index('id="wants"')


def test_nothing_scrolls_sideways_without_taking_the_focus(minerals_brief):
    """Only the regions of tables scroll, and they take it."""
    style = minerals_brief.html.partition("</style>")[0]
    assert re.findall(r"([^{}]+){[^{}]*overflow-x: auto", style) == ["\n.wide "]


def test_page_of_the_example(minerals_brief, parse):
    check(minerals_brief.html, parse)
    assert len(minerals_brief.html) < 1_500_000
    assert minerals_brief.html.count(' class="figure ') == 6  # each broad and slim


def test_each_chart_is_told_in_its_words_and_shown_in_one_of_two_widths(minerals_brief, parse):
    root, _ = parse(minerals_brief.html)
    for name, chart in minerals_brief.brief.charts.items():
        (figure,) = [e for e in root.all("figure") if e.attributes["id"] == f"figure-{name}"]
        looks = [svg.attributes["class"] for svg in figure.all("svg")]
        assert looks == ["figure broad", "figure slim"]
        for desc in figure.all("desc"):
            assert desc.text().endswith(chart.words)
            assert len(desc.text()) > len(chart.words)
    style = next(root.all("style")).text()
    screen, narrow = style.split("@media (max-width: 40rem) {", 1)
    narrow, paper = narrow.split("@media print {")
    for part, shown, hidden in (
        (screen, "", "slim"), (narrow, "slim", "broad"), (paper, "broad", "slim"),
    ):  # fmt: skip
        assert re.search(rf"svg\.{hidden} {{ display: none;", part)
        assert not shown or re.search(rf"svg\.{shown} {{ display: block;", part)


def test_pages_of_small_cases(any_brief, parse):
    check(any_brief.html, parse)


def test_same_seed_same_bytes(made_brief):
    one = made_brief("three_sides")
    draws = draw(one.case, one.brief.drawing.count)
    two = Brief.of(run_analyses(one.case, draws))
    assert two.to_html() == one.html
    assert two.to_json() == one.brief.to_json()


def test_steps_are_told(made_brief):
    case = made_brief("nothing_known").case
    steps = []
    run_analyses(case, draw(case, 40), tick=steps.append)
    in_brief = {name for name, entry in ANALYSES.items() if entry.in_brief}
    for step in steps:  # those that run, side by side: none twice, and nothing else
        running = step.split(", ")
        assert set(running) <= in_brief
        assert len(running) == len(set(running))
    assert {name for step in steps for name in step.split(", ")} == in_brief


def test_in_a_notebook_the_page_is_in_a_frame(made_brief):
    shown = made_brief("hostile").brief._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert shown.count("<") == 2


def test_a_frontier_too_large_is_said(made_brief, parse):
    whole = made_brief("three_sides").brief
    kept = {k: r for k, r in whole.results.items() if k not in ("frontier", "bargaining")}
    part = Brief(whole.case, whole.drawing, kept)
    check(part.to_html(), parse)
    assert "too many deals that leave nothing unused" in part.to_html()
    assert "frontier" not in part.to_dict()
