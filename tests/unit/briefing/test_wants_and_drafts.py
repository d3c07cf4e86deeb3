"""Who wants what, and how the drafts do: cells, marks and counts, read on small cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.analyses import run_analyses
from zopa.briefing import Brief
from zopa.briefing.given import Worths, bonuses, reservation, worths
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.drafts import drafts_section
from zopa.briefing.sections.sources import sources_section
from zopa.briefing.sections.unknown import unknown_section
from zopa.briefing.sections.wants import wants_section
from zopa.briefing.sections.worths import bonuses_told, worth_lines
from zopa.case.model import (
    Bonus,
    Case,
    Direction,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Party,
    Ranking,
    RedLine,
    ReservationRange,
    Source,
    ValueRange,
)
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

from .words_of import changed, section, share, spread


@pytest.fixture
def three(made_brief):
    return made_brief("three_sides").brief.readable


@pytest.fixture
def given(made_brief):
    return made_brief("given").brief.readable


@pytest.fixture
def given_drafts(made_brief):
    return made_brief("given_drafts").brief.readable


def readable(case):
    return Brief.of(run_analyses(case, draw(case, 10))).readable


def row(f, write, head):
    return next(line for line in section(f, write) if line.startswith(f"{head} / "))


WORDS = "never the north, nor the west, and not for long"


def at_the_gate():
    """One issue of three levels, and what sides say of it in as many ways as there are."""
    levels = tuple(Level(k, k) for k in ("north", "south", "west"))
    issues = {"gate": Issue("gate", "Gate", levels), "day": Issue("day", "Day", levels[:2])}
    parties = {k: Party(k, k.upper()) for k in ("a", "b", "c", "d", "e")}
    parties["f"] = Party("f", "F", role="observer")
    said = (Evidence("s1", "never the north"),)
    also = (Evidence("s2", "nor the west"),)
    facts = (
        Fact("a", "red_line", RedLine({"gate": ("north", "south", "west")}), said),
        Fact("b", "red_line", RedLine({"gate": ("north", "west")}), said, confidence=0.7),
        Fact("b", "order", Order((Ranking("gate", (("south",), ("north", "west"))),)), also),
        Fact("c", "red_line", RedLine({"day": ("north",), "gate": ("west",)}), assumed="so"),
        Fact("d", "order", Order((Ranking("day", (("north",), ("south",))),)), said + also),
        Fact("d", "red_line", RedLine({"day": ("south",)}), said),
    )
    sources = {k: Source(k, f"{k}.txt", text=WORDS) for k in ("s1", "s2")}
    return Case("At the gate", issues, parties, {}, facts, sources=sources)


def test_red_lines_in_the_table_of_wants():
    f = readable(at_the_gate())
    lines = section(f, wants_section)
    heads = [line for line in lines if line.startswith("Issue / ")]
    assert heads == ["Issue / A / B / C / D", "Issue / E"]  # four side by side
    assert row(f, wants_section, "Gate") == (
        "Gate / not known | red line: every term | one source"
        " / south | north or west | red line: north, west, held to be likely (55–80%) | uncertain"
        " / not known | red line: west | assumed / not known"
    )
    assert row(f, wants_section, "Day") == (
        "Day / not known / not known / not known | red line: north | assumed"
        " / north | south | red line: south"
    )
    assert "No wish has been reported of F; a signature from that side is not needed." in lines


def test_a_number_is_told_by_where_it_should_go():
    def told(*facts):
        levels = tuple(Level(str(k), str(k), float(k)) for k in (1, 2, 3))
        case = Case("", {"n": Issue("n", "Number", levels, "euros", True)},
                    {"a": Party("a", "A"), "b": Party("b", "B")}, {}, facts)  # fmt: skip
        return row(readable(case), wants_section, "Number").split(" / ")[1]

    def order(ranking):
        return Fact("a", "order", Order((ranking,)), assumed="so")

    up, ranking = Direction("n", "more"), Ranking("n", (("1",), ("2",), ("3",)))
    assert told(order(up)) == "as much as possible | assumed"
    assert told(order(Direction("n", "peak", "2"))) == "as near as possible to ‘2 euros’ | assumed"
    # beside an order that says the same
    assert told(order(ranking)) == "1 euro | 2 euros | 3 euros | assumed"
    assert told(order(ranking), order(Direction("n", "less"))) == "as little as possible | assumed"


def test_what_is_told_in_the_table_is_not_told_again(three):
    lines = section(three, wants_section)
    told = [line for line in lines if line.startswith("- ")]
    assert told == [
        "- Put “The price” ahead of everything else (assumed).",
        "- Refused “The one text” (assumed).",
        "- Named no order of importance among “The place” and “The day” (assumed).",
        "- Agreed to “The three text” (assumed, held to be likely (55–80%)).",
    ]


def test_numbers_of_some_levels_are_told_below_and_of_all_in_the_table(made_brief):
    by_numbers = section(made_brief("by_numbers").brief.readable, wants_section)
    assert "- Gave ‘may it is’ on “The day” a value of 45 percent (assumed)." in by_numbers
    assert "- Valued having no deal at 10 to 30 percent of the best deal (assumed)." in by_numbers
    given = section(made_brief("given").brief.readable, wants_section)
    assert not any("having no deal at" in line or "gave numbers" in line for line in given)


def test_the_rows_below_numbers_that_are_given(given):
    lines = section(given, wants_section)
    assert lines[3:6] == [
        "The price / high it is: +40 | low it is: 0 / low it is: +60 | high it is: 0",
        "The day / july it is: +28 | june it is: +16 | may it is: 0 / may it is or june it is: +40 "
        "| july it is: 0",
        "The worst of everything / 20 / 0",
    ]
    assert lines[6:8] == ["All it could want at once / 100 / 100", "Having no deal / 36 / 20"]
    assert lines[2] == "Issue / Ada (points) / Bolivian miners’ union (percent)"
    without = replace(given.case, facts=given.case.facts[:5])
    assert row(replace(given, case=without), wants_section, "Having no deal") == (
        "Having no deal / 36 / not given"
    )


def test_how_numbers_are_to_be_read(given):
    def said(**fields):
        f = replace(given, case=replace(given.case, **fields))
        return section(f, wants_section)[0]

    points, percent = "Points are a side’s own", "Percent are of all that"
    assert points in said()
    assert percent in said()
    scaled = {k: replace(p, scale=(0.0, 50.0)) for k, p in given.case.parties.items()}
    plain_ = {k: replace(p, scale=None) for k, p in given.case.parties.items()}
    assert percent not in said(parties=scaled)
    assert points not in said(parties=plain_)
    assert ", bonuses and penalties included." in said()
    no_bonus = tuple(x for x in given.case.facts if x.kind != "bonus")
    assert "what its terms add." in said(facts=no_bonus)


def valued(party, **by_issue):
    ranges = {
        issue: {k: Interval(low / 100, high / 100) for k, (low, high) in levels.items()}
        for issue, levels in by_issue.items()
    }
    return Fact(party, "value", ValueRange(ranges), assumed="so")


def case_of(*facts, levels=3, scale=None):
    issue = Issue("i", "I", tuple(Level(f"l{k}", f"L{k}") for k in range(levels)))
    other = Issue("j", "J", (Level("y", "yes"), Level("z", "no")))
    parties = {"a": Party("a", "A", scale=scale), "b": Party("b", "B")}
    return Case("", {"i": issue, "j": other}, parties, {}, facts)


def test_what_numbers_say_of_the_order_of_levels():
    def told(low, high, *more):
        ranges = {"l0": (0, 0), "l1": low, "l2": high}
        return worths(case_of(valued("a", i=ranges), *more), "a", "i")

    apart = told((10, 20), (20, 30))
    assert [level for level, _ in apart.levels] == ["l2", "l1", "l0"]
    assert apart.ordered
    assert not apart.exact
    assert not told((10, 21), (20, 30)).ordered
    assert apart.swing == pytest.approx(0.3)
    assert told((10, 10), (20, 20)).exact
    assert told((0, 0), (0, 0)).flat
    assert not told((0, 0), (5, 5)).flat
    # of two ranges for a level what both allow, the later one if there is nothing
    both = told((10, 20), (20, 30), valued("a", i={"l1": (15, 40)}))
    assert dict(both.levels)["l1"] == pytest.approx((0.15, 0.2))
    neither = told((10, 20), (20, 30), valued("a", i={"l1": (50, 60)}))
    assert dict(neither.levels)["l1"] == pytest.approx((0.5, 0.6))
    touching = told((10, 20), (20, 30), valued("a", i={"l1": (20, 60)}))
    assert dict(touching.levels)["l1"] == pytest.approx((0.2, 0.2))
    assert both.facts == (0, 1)
    partly = worths(case_of(valued("a", i={"l1": (10, 10)}), valued("b", i={"l0": (0, 0)})),
                    "a", "i")  # fmt: skip
    assert partly == Worths((("l1", Interval(0.1, 0.1)),), False, (0,))
    assert not partly.ordered
    assert worths(case_of(valued("a", i={"l1": (10, 10)})), "a", "j") is None


def test_levels_of_the_same_worth_stand_together():
    ranges = {"l0": (10, 10), "l1": (30, 30), "l2": (10, 10), "l3": (10, 20)}
    found = worths(case_of(valued("a", i=ranges), levels=4), "a", "i")
    assert found.by_tier() == [
        (["l1"], Interval(0.3, 0.3)),
        (["l3"], Interval(0.1, 0.2)),
        (["l0", "l2"], Interval(0.1, 0.1)),
    ]


def test_of_reservation_values_the_first_that_is_one_number():
    def worth(party, low, high):
        return Fact(party, "reservation", ReservationRange(Interval(low, high)), assumed="so")

    facts = worth("b", 0.1, 0.1), worth("a", 0.2, 0.4), worth("a", 0.3, 0.3), worth("a", 0.5, 0.5)
    assert reservation(case_of(*facts), "a") == (2, Interval(0.3, 0.3))
    assert reservation(case_of(*facts[:2]), "a") is None


def bonus(low, high, party="a", **when):
    return Fact(party, "bonus", Bonus(when or {"i": ("l0",)}, Interval(low, high)), assumed="so")


def test_the_largest_bonuses_and_penalties_come_first():
    facts = (
        bonus(0.1, 0.2), bonus(-0.3, -0.1), bonus(0.05, 0.05, "b"), bonus(-0.2, -0.2),
        bonus(0.4, 0.4),
    )  # fmt: skip
    assert bonuses(case_of(*facts), "a") == [4, 1, 0, 3]


@pytest.mark.parametrize(
    ("adds", "rest"),
    [
        ([], ""),
        ([0.01], "And one more bonus of 1 percent."),
        ([-0.01], "And one more penalty of 1 percent."),
        ([0.02, 0.01], "And two more bonuses of at most 2 percent."),
        ([-0.02, -0.01], "And two more penalties of at most 2 percent."),
        ([0.02, -0.01], "And two more bonuses and penalties of at most 2 percent."),
    ],
)
def test_six_bonuses_are_told_and_the_rest_is_counted(given, adds, rest):
    facts = [bonus(x, x) for x in [*[0.05] * 6, *adds]]
    f = replace(given, case=case_of(*facts))
    told, more = bonuses_told(f, "a")
    assert [k for k, _ in told] == [0, 1, 2, 3, 4, 5]
    assert plain(told[0][1]) == "‘L0’ on “I” adds 5 percent"
    assert plain(more) == rest


def test_one_point_and_many(given):
    f = replace(given, case=case_of(bonus(0.02, 0.02), bonus(0.01, 0.02), scale=(0.0, 50.0)))
    assert [plain(words) for _, words in bonuses_told(f, "a")[0]] == [
        "‘L0’ on “I” adds 1 point", "‘L0’ on “I” adds 0.5 to 1 points",
    ]  # fmt: skip


def test_levels_that_all_count_the_same(given):
    flat = valued("a", i=dict.fromkeys(("l0", "l1", "l2"), (0, 0)))

    def told(*more):
        f = replace(given, case=case_of(flat, *more))
        return [plain(line.words) for line in worth_lines(f, "a", "i", worths(f.case, "a", "i"))]

    assert told() == ["all the same to it"]
    assert told(bonus(0.1, 0.1, j=("y",))) == ["all the same to it"]
    assert told(bonus(0.1, 0.1)) == ["counts only in bonuses"]


@pytest.mark.parametrize("levels", [7, 8, 9])
def test_up_to_seven_levels_are_told_one_by_one(given, levels):
    case = case_of(valued("a", i={f"l{k}": (k, k) for k in range(levels)}), levels=levels)
    f = replace(given, case=case)
    lines = [plain(line.words) for line in worth_lines(f, "a", "i", worths(case, "a", "i"))]
    top = levels - 1
    if levels == 7:
        assert lines == [f"L{k}: +{k}" if k else "L0: 0" for k in range(6, -1, -1)]
    else:
        between = {8: "five", 9: "six"}[levels]
        assert lines == [
            f"L{top}: +{top}", f"L{top - 1}: +{top - 1}", f"{between} more between", "L0: 0",
        ]  # fmt: skip


def test_of_more_than_twenty_issues_the_twelve_widest_are_shown(given):
    for count in (20, 21):
        issues = {
            f"i{k}": Issue(f"i{k}", f"I{k}", (Level("y", "yes"), Level("n", "no")))
            for k in range(count)
        }
        own = {i: {"y": (0, 0), "n": (k + 1, k + 1)} for k, i in enumerate(issues)}
        # the second side cares most about the first issue
        other = {i: {"y": (0, 0), "n": ((90, 90) if i == "i0" else (1, 1))} for i in issues}
        case = replace(given.case, issues=issues, facts=(valued("a", **own), valued("b", **other)))
        cells = tuple(
            given.evidence.cells[0].model_copy(update={"issue": i, "party": p, "facts": (),
                                                       "order": ()})
            for i in issues for p in ("a", "b")
        )  # fmt: skip
        entry = given.evidence.facts[0]
        f = changed(replace(given, case=case), evidence={"cells": cells, "facts": (entry, entry)})
        lines = section(f, wants_section)
        shown = [line.split(" / ")[0] for line in lines if line.startswith("I") and "no: +" in line]
        if count == 20:
            assert shown == [f"I{k}" for k in range(20)]
        else:
            assert shown == ["I0", *(f"I{k}" for k in range(20, 9, -1))]
            # Ada has 80 points for everything: 10 percent of it are 8 points
            assert (
                "Shown are the issues on which a side has most to win or to lose; nine more issues "
                "are left out, on which the terms differ by at most 8 points to Ada and 1 percent "
                "to the Bolivian miners’ union." in lines
            )


def test_drafts_side_by_side_and_term_by_term(three, given_drafts):
    lines = section(three, drafts_section)
    assert [line for line in lines if line.startswith("Issue / ")] == [
        "Issue / The four text / The three text / The two text / Ada / United Kingdom / the Crown",
        "Issue / The one text / Ada / United Kingdom / the Crown",
    ]
    assert lines[:4] == [
        "- “The four text”. It leaves open “The price” and “The day”. Nobody is known to have "
        "tabled it: what it leaves open is taken at the worst for a side that refused it, at the "
        "best for any other. Assumed, not reported: for the sake of argument.",
        "- “The three text”, by the Crown. It leaves open “The day” and “The place”. What it "
        "leaves open is taken as the Crown would settle it. Assumed, not reported: for the sake of "
        "argument.",
        "- “The two text”, by the United Kingdom. Assumed, not reported: for the sake of argument.",
        "- “The one text”, by Ada. It leaves open “The place”. What it leaves open is taken as Ada "
        "would settle it. The United Kingdom could sign it in 20 of 100 readings with “The place” "
        "at ‘nowhere it is’; and in 37 of 100 readings with every open term settled its way. The "
        "reports differ on “The day”. Assumed, not reported: for the sake of argument.",
    ]
    assert row(three, drafts_section, "The day") == (
        "The day / open / open / july it is / not known / best:"
        " may it is or june it is | least: july it is / not known"
    )
    assert row(three, drafts_section, "The place").endswith(
        " / not known / not known / no preference known"
    )
    assert row(given_drafts, drafts_section, "The day") == (
        "The day / june it is / open / july it is / best: july it is | least: may it is / best: may"
        " it is or june it is | least: july it is"
    )


def test_what_a_side_likes_best_where_all_is_the_same_to_it(given_drafts):
    flat = valued("a", price={"low": (0, 0), "high": (0, 0)})
    case = replace(given_drafts.case, facts=(flat, *given_drafts.case.facts[1:]))
    assert row(replace(given_drafts, case=case), drafts_section, "The price") == (
        "The price / low it is / low it is / high it is / all the same to it / best: low it is |"
        " least: high it is"
    )


def test_how_sides_take_a_draft_that_leaves_nothing_open(three):
    result = three.drafts.drafts[1]
    (ada, kingdom, crown, observer) = (
        p.model_copy(update={"accepts": share(0.4, 0.3, 0.5), "accepts_at_best": share(0.6),
                             "now": share(0.2),
                             "barred": barred, "gain": gain})
        for p, barred, gain in zip(
            result.parties,
            (share(0.0, 0.0, 0.06), share(0.3, 0.2, 0.4), share(1.0, 0.94, 1.0), share(0.0)),
            (spread(0.1, -0.2, 0.3), spread(0.0, draws=0), spread(0.0, 0.0, 0.0), spread(0.5)),
            strict=True,
        )
    )  # fmt: skip
    closed = result.model_copy(
        update={
            "parties": (ada, kingdom, crown, observer),
            "signed": share(0.1, 0.05, 0.2),
            "signed_now": share(0.0),
            "signed_at_best": share(0.3),
        }
    )
    opened = closed.model_copy(update={"open": ("day",), "improvable": None})
    lines = section(changed(three, drafts={"drafts": (closed, opened)}), drafts_section)
    at = lines.index(next(line for line in lines if line.startswith("Draft / Side")))
    assert lines[at + 1 : at + 6] == [
        "The two text / Ada / 40% (30–50) / 20% (20–20) / – / never / +10 (−20 to +30)",
        " / United Kingdom / 40% (30–50) / 20% (20–20) / – / 30% (20–40) / –",
        " / the Crown / 40% (30–50) / 20% (20–20) / – / all / 0 (0 to 0)",
        " / Observers (observer) / 40% (30–50) / 20% (20–20) / – / never / +50 (+50 to +50)",
        " / all who must sign / 10% (5–20) / none / – /  / ",
    ]
    assert lines[at + 6] == (
        "The two text / Ada / 40% (30–50) / 20% (20–20) / 60% (60–60) / never / +10 (−20 to +30)"
    )
    assert sum("clearly better" in line for line in lines) == 1


def test_whether_all_could_do_better(three, given_drafts):
    def said(f, often):
        result = f.drafts.drafts[0].model_copy(update={"improvable": often})
        return section(changed(f, drafts={"drafts": (result,)}), drafts_section)[-1]

    assert said(three, share(0.0, 0.0, 0.06)) == (
        "In no reading is there a deal that all sides would like clearly better than “The one "
        "text”."
    )
    assert said(three, share(0.67, 0.54, 0.78)) == (
        "In 67 of 100 readings (54–78) another deal would be clearly better for all sides than "
        "“The one text”."
    )
    assert said(given_drafts, share(1.0)).startswith("There is a deal that both sides would like")
    assert said(given_drafts, share(0.0)).startswith("There is no deal that both sides would like")


def test_no_drafts(three, given):
    assert drafts_section(given) is None
    assert section(changed(three, drafts={"drafts": ()}), drafts_section) == [
        "No draft is on the table, or none has been reported."
    ]


def unknowns_with(f, moving, others):
    entries = [u for u in f.unknowns.unknowns if u.kind in ("fact", "assumption")]
    first = next(u for u in entries if u.largest > 0)
    still = tuple(s.model_copy(update={"clear": False}) for s in first.shifts)
    rest = first.model_copy(update={"largest": 0.0, "shifts": still})
    return changed(f, unknowns={"unknowns": (first,) * moving + (rest,) * others})


@pytest.mark.parametrize(
    ("moving", "others", "told", "words"),
    [
        (0, 0, 0, None),
        (0, 1, 0, "Without one entry of the ledger, tried one at a time, no answer would differ by "
                  "more than the sampling error."),
        (8, 0, 8, None),
        (9, 0, 8, "There is one further entry that moves an answer by less."),
        (10, 2, 8, "There are two further entries that move an answer by less. Without two other "
                   "entries of the ledger, tried one at a time, no answer would differ by more "
                   "than the sampling error."),
    ],
)  # fmt: skip
def test_entries_are_told_up_to_eight_and_counted(made_brief, moving, others, told, words):
    f = unknowns_with(made_brief("always_a_deal").brief.readable, moving, others)
    f = changed(f, questions={"questions": ()})
    lines = section(f, unknown_section)
    assert sum(line.startswith("- ") for line in lines) == told
    assert any(line.startswith("<movers>") for line in lines) == (moving > 0)
    counted = [line for line in lines if "tried one at a time" in line or "further" in line]
    assert counted == ([words] if words else [])


@pytest.mark.parametrize(
    ("implied", "untried", "words"),
    [
        (1, (), "There is one fact that follows from others: without it nothing would change."),
        (2, (), "There are two facts that follow from others: without any one of them nothing "
                "would change."),
        (0, (3,), "For one fact it was not worked out what would be otherwise without it, since "
                  "that takes too much work; it seemed to matter least."),
        (0, (0, 3), "For two facts it was not worked out what would be otherwise without them, "
                    "since that takes too much work; they seemed to matter least."),
    ],
)  # fmt: skip
def test_facts_that_change_nothing_and_facts_that_were_not_tried(
    made_brief, implied, untried, words
):
    f = unknowns_with(made_brief("always_a_deal").brief.readable, 0, implied)
    following = tuple(
        u.model_copy(update={"implied": True, "effective": None}) for u in f.unknowns.unknowns
    )
    f = changed(f, unknowns={"unknowns": following, "untried": untried})
    assert words in section(f, unknown_section)


def test_unknowns_where_every_number_is_given(given_drafts):
    (first,) = (u for u in given_drafts.unknowns.unknowns if u.largest > 0)
    zone = first.shifts[0].model_copy(update={"answer": "zone", "clear": True, "change": 1.0})

    def said(shift, times=1):
        moved = first.model_copy(update={"shifts": (shift,)})
        lines = section(
            changed(given_drafts, unknowns={"unknowns": (moved,) * times}), unknown_section
        )
        return lines[1:]

    start = "- Without the assumption that the Bolivian miners’ union ruled out ‘june it is’ on " \
        "“The day”, "  # fmt: skip
    assert said(zone.model_copy(update={"after": 1.0})) == [f"{start}there would be a deal."]
    assert said(zone.model_copy(update={"after": 0.0})) == [f"{start}there would be no deal."]
    draft = zone.model_copy(update={"answer": "one"})
    assert said(draft.model_copy(update={"after": 1.0})) == [
        f"{start}both sides would sign “The one text”."
    ]
    assert said(draft.model_copy(update={"after": 0.0})) == [
        f"{start}both sides would not sign “The one text”."
    ]
    assert said(zone, 8)[-1].startswith("- ")
    assert [line for line in said(zone, 9) if not line.startswith("- ")] == [
        "Of one more entry of the ledger the same can be said: each by itself changes whether "
        "there is a deal, or whether a draft is signed."
    ]
    assert said(zone, 11)[-1].startswith("Of three more entries of the ledger")


def test_what_has_not_been_reported(three, made_brief):
    assert section(three, unknown_section)[-4:] == [
        "The wishes of Ada are not known on “The day” or “The place”.",
        "The wishes of the United Kingdom are not known on “The price” or “The place”.",
        "The wishes of the Crown are not known on “The price” or “The day”.",
        "Nothing has been reported of how well Ada, the United Kingdom or the Crown could do "
        "without a deal, other than what follows from drafts tabled, accepted or refused.",
    ]
    assert section(made_brief("always_a_deal").brief.readable, unknown_section)[-2:] == [
        "The wishes of Ada are not known on any issue.",
        "The wishes of the Bolivian miners’ union are not known on any issue.",
    ]


def test_sources_and_their_grades(three):
    (use,) = three.evidence.sources

    def told(**more):
        source = replace(three.case.sources["s1"], **more)
        graded = use.model_copy(update={"reliability": source.reliability, "facts": 3, "alone": 2})
        case = replace(three.case, sources={"s1": source})
        return section(
            changed(replace(three, case=case), evidence={"sources": (graded,)}), sources_section
        )

    assert told()[2] == "s1 / not dated / not graded / 3 / 2"
    assert told(title="News", publisher="A house", reliability="B")[2] == (
        "News | A house / not dated / usually reliable (B) / 3 / 2"
    )
    assert told(reliability="F")[2] == "s1 / not dated / reliability cannot be judged (F) / 3 / 2"
    nothing = section(changed(three, evidence={"sources": ()}), sources_section)
    assert nothing[:2] == ["No source has been entered.", "## The ledger of facts"]
    assert nothing[2:5] == [
        "0. Ada ranked ‘low it is’ above ‘high it is’ on “The price”.",
        "  One source",
        "  s1: we shall never pay a high price",
    ]
    assert nothing[-3:] == [
        "8. The Crown ruled out ‘june it is’ on “The day”.",
        "  Given a roughly even chance (45–55%)",
        "  Assumed: so",
    ]
