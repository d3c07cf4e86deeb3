"""What the charts hold is what the results say, and it is told in words too."""

from dataclasses import asdict

import pytest

from zopa.briefing.figures.acceptance import TOGETHER, acceptance_chart
from zopa.briefing.figures.deal_space import deal_space_chart
from zopa.briefing.figures.movers import movers_chart
from zopa.briefing.outline import sections
from zopa.briefing.phrasing import plain
from zopa.briefing.wording.unknowns import CARRYING, carrying_groups

from .words_of import changed


def test_deal_space(minerals_brief):
    made = minerals_brief.brief
    chart = deal_space_chart(made.readable)
    frontier, bargaining = made.results["frontier"], made.results["bargaining"]
    assert chart.frontier == tuple(
        (100 * p.utilities["ukraine"], 100 * p.utilities["us"]) for p in frontier.points
    )
    assert chart.no_deal == tuple(100 * frontier.reservation[p] for p in ("ukraine", "us"))
    fair = {
        (100 * s.centre[0].utilities["ukraine"], 100 * s.centre[0].utilities["us"])
        for s in bargaining.solutions
    }
    assert {deal.points[0] for deal in chart.fair} == fair
    assert [draft.name.split(" (")[0] for draft in chart.drafts] == [
        d.title for d in reversed(minerals_brief.case.drafts.values())
    ]


def test_acceptance(minerals_brief):
    made = minerals_brief.brief
    chart = acceptance_chart(made.readable)
    found = iter([bar for draft in chart.drafts for bar in draft.bars])
    for result in made.readable.drafts_newest_first:
        for share in [*(p.accepts for p in result.parties), result.signed]:
            bar = next(found)
            assert (bar.share, bar.low, bar.high) == (
                100 * share.share, 100 * share.low, 100 * share.high,
            )  # fmt: skip
            assert bar.together == (share is result.signed) == (bar.side == TOGETHER)
    assert next(found, None) is None


def test_movers(minerals_brief):
    made = minerals_brief.brief
    entries = [u for u in made.results["unknowns"].unknowns if u.kind in CARRYING]
    unknowns = [u for u in entries if u.largest > 0][:8]
    found = movers_chart(made.readable).movers
    shifts = [
        max((s for s in u.shifts if abs(s.change) > s.error), key=lambda s: abs(s.change))
        for u in unknowns
    ]
    ends = [(100 * shift.before, 100 * shift.after) for shift in shifts]
    # those that stand together in the list stand together here, with its number
    assert sorted((m.before, m.after) for m in found) == sorted(ends)
    assert (found[0].before, found[0].after) == ends[0]
    assert [m.number for m in found] == sorted(m.number for m in found)
    assert found[-1].number == len(carrying_groups(made.readable, 8))


def test_shifts_that_rise(made_brief):
    readable = made_brief("always_a_deal").brief.readable
    first, *others = readable.unknowns.unknowns
    (zone, signed) = first.shifts
    up = signed.model_copy(update={"before": 0.2, "after": 0.55, "change": 0.35})
    risen = first.model_copy(update={"shifts": (zone, up), "largest": 0.35})
    mover = movers_chart(changed(readable, unknowns={"unknowns": (risen, *others)})).movers[0]
    assert (mover.before, mover.after) == (pytest.approx(20), pytest.approx(55))
    assert (mover.before_text, mover.after_text) == ("20%", "55%")
    assert mover.answer == "readings in which “The only text” is signed"


def test_every_name_and_number_of_a_chart_stands_in_its_words(minerals_brief):
    readable = minerals_brief.brief.readable
    acceptance, movers = acceptance_chart(readable), movers_chart(readable)
    for draft in acceptance.drafts:
        assert f"{draft.draft}: " in acceptance.words
        for bar in draft.bars:
            assert f"{bar.side} {bar.text}" in acceptance.words
    for mover in movers.movers:
        told = f"{mover.about}: {mover.answer}, {mover.after_text} rather than {mover.before_text}."
        assert told in movers.words
    space = deal_space_chart(readable)
    for thing in (*space.drafts, *space.fair):
        assert f" {thing.name}: " in space.words
        low, high = (min(x for x, _ in thing.points), max(x for x, _ in thing.points))
        assert f"{low:.0f}" in space.words
        assert f"{high:.0f}" in space.words


def test_without_two_parties_there_is_no_deal_space(made_brief):
    readable = made_brief("three_sides").brief.readable
    bare = changed(readable, deal_space={"no_deal": None, "parties": ()})
    with pytest.raises(ValueError, match="no two parties"):
        deal_space_chart(bare)


def test_a_draft_that_has_more_ways_than_are_listed_says_so(made_brief):
    readable = made_brief("large").brief.readable
    (draft,) = deal_space_chart(readable).drafts
    assert len(draft.points) == readable.deal_space.options.ways
    assert draft.name == "The part text (some of the ways to settle its open terms)"


def test_charts_are_plain_values(any_brief):
    """So that a notebook, or another program, can draw them in its own way."""
    chart = acceptance_chart(any_brief.brief.readable)
    assert isinstance(asdict(chart)["words"], str)


def test_a_chart_and_the_words_below_it_have_one_name(any_brief):
    readable = any_brief.brief.readable
    for part in sections(readable):
        for block in part.blocks:
            if block.kind == "picture":
                assert any_brief.brief.charts[block.figure].title == plain(block.title)
