"""Whether there is a deal, and the best deals: what is said at every bound and of how many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.analyses import run_analyses
from zopa.analyses.in_the_way import Obstacle
from zopa.briefing import Brief
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.best import best_section
from zopa.briefing.sections.deal import bar, deal_section, level_grid, shown_levels
from zopa.briefing.sections.drafts import drafts_section
from zopa.briefing.sections.fair import fair_name, rescaled
from zopa.briefing.wording.shares import interval
from zopa.case.model import Case, Issue, Level, Party
from zopa.preferences.draws import draw

from .conftest import SMALL, draft, named
from .words_of import cell, changed, section, share, spread, table


@pytest.fixture
def three(made_brief):
    return made_brief("three_sides").brief.readable


@pytest.fixture
def given(made_brief):
    return made_brief("given").brief.readable


def zone_with(f, **fields):
    return changed(f, zone=fields)


def test_how_many_deals_there_are(three):
    def said(**fields):
        words = section(zone_with(three, **fields), deal_section)[0]
        return words[words.index("There ") :]

    assert said(deals=spread(2.4, 0.0, 7.0)) == (
        "There are 14 ways to settle all issues; on average 2 of them would be signed by all (in "
        "nine readings of ten, between none and 7)."
    )
    assert said(deals=spread(3.0)).endswith("; on average 3 of them would be signed by all.")
    sampled = {"deals": None, "listed": False}
    assert said(portion=spread(0.04, 0.0, 0.15), **sampled).endswith(
        "; on average 4% of them would be signed by all (in nine readings of ten, between under 1% "
        "and 15%)."
    )
    assert said(portion=spread(0.04), **sampled).endswith("; on average 4% of them would be signed "
                                                          "by all.")  # fmt: skip
    assert said(exists=share(0.0, 0.0, 0.05)) == "There are 14 ways to settle all issues."
    assert said(outcomes=1, exists=share(0.0)) == "There is 1 way to settle all issues."
    assert "all issues, of which a sample was looked at; on average" in said(listed=False)


def test_how_many_deals_there_are_where_every_number_is_given(given):
    def said(**fields):
        return section(zone_with(given, **fields), deal_section)[0].split("no deal. ")[1]

    ways = "There are 6 ways to settle all issues"
    assert said() == f"{ways}; 4 of them would be signed by all."
    assert said(portion=spread(1.0)) == f"{ways}; all of them would be signed by all."
    sampled = {"listed": False, "deals": None}
    assert said(portion=spread(1.0), **sampled) == (
        f"{ways}; as good as all of them would be signed by all."
    )
    assert said(portion=spread(0.5), **sampled) == f"{ways}; about 50% of them would be signed " \
        "by all."  # fmt: skip
    assert "; about 1% of" in said(portion=spread(0.01), **sampled)
    assert "; about 99% of" in said(portion=spread(0.99), **sampled)
    assert "; under 1% of" in said(portion=spread(0.004), **sampled)
    assert "; over 99% of" in said(portion=spread(0.996), **sampled)
    assert said(exists=share(0.0)) == f"{ways}."


def test_whether_there_is_a_deal_where_every_number_is_given(given):
    there_is = "there is a deal that both sides would rather sign than have no deal."
    assert there_is in section(given, deal_section)[0]
    none = section(zone_with(given, exists=share(0.0), blocks=()), deal_section)
    assert "there is no deal that both sides would rather sign than" in none[0]
    assert none[1] == "That is because of what the sides want, not of a red line or a rule."
    assert none[2].startswith("<deal_space>")


def test_terms_that_no_deal_has(given):
    levels = [
        v.model_copy(update={"share": share(0.0 if v.level in ("may", "june", "high") else 1.0)})
        for v in given.zone.levels
    ]
    assert section(zone_with(given, levels=tuple(levels)), deal_section)[1] == (
        "No deal can be had with ‘high it is’ on “The price”; or ‘may it is’ or ‘june it is’ on "
        "“The day”."
    )
    assert section(given, deal_section)[1] == (
        "No term of any issue stands in the way of a deal by itself."
    )


def test_of_many_issues_with_terms_that_no_deal_has_the_last_are_counted(given):
    """Twelve are told; of more, eleven, and how many more there are."""
    entry = given.zone.levels[0].model_copy(update={"level": "n", "share": share(0.0)})
    for count in (12, 13):
        issues = {f"i{k}": Issue(f"i{k}", f"I{k}", (Level("n", "no"),)) for k in range(count)}
        levels = tuple(entry.model_copy(update={"issue": issue}) for issue in issues)
        f = zone_with(replace(given, case=replace(given.case, issues=issues)), levels=levels)
        words = section(f, deal_section)[1]
        assert words.count("‘no’") == (12 if count == 12 else 11)
        assert words.endswith("or ‘no’ on “I11”." if count == 12 else "; or terms of two more "
                                                                     "issues.")  # fmt: skip


def test_what_is_in_the_way(three):
    def said(*blocks, **fields):
        return section(zone_with(three, blocks=blocks, **fields), deal_section)[1:3]

    opens = {"opens": share(0.4, 0.3, 0.55)}
    draws = "there would be a deal in 40 of 100 readings (30–55) that now have none"
    assert said(Obstacle(kind="party", party="c", **opens)) == [
        "What is in the way, where there is no deal:",
        f"- Without the Crown at the table, {draws}, between Ada and the United Kingdom.",
    ]
    other = Obstacle(kind="party", party="a", opens=share(0.2, 0.1, 0.3))
    both = said(Obstacle(kind="party", party="c", **opens), other)[1]
    assert both == (
        f"- Without the Crown at the table, {draws}, between Ada and the United Kingdom; without "
        "Ada, in 20 of 100 readings (10–30)."
    )
    line = Obstacle(kind="red_line", party="c", fact=8, **opens)
    assert said(line)[1] == (
        f"- If the Crown gave up the red line against ‘june it is’ on “The day”, {draws}."
    )
    never = Obstacle(kind="rule", rule=0, **opens)
    assert said(never)[1] == (
        "- Without the rule that there can be no deal with “The place”: ‘nowhere it is’; and “The "
        f"price”: ‘high it is’, {draws}."
    )
    then = Obstacle(kind="rule", rule=1, **opens)
    assert said(then)[1] == (
        "- Without the rule that a deal with “The day”: ‘may it is’ has “The place”: ‘here it is’ "
        f"or ‘there it is’, {draws}."
    )
    alone = (
        "Where there is no deal, no single red line or rule is what prevents it: it is what the "
        "sides want, and how well each could do without a deal."
    )
    assert said()[0] == alone
    assert said(exists=share(1.0, 0.9))[0].startswith("[With which terms")
    free = replace(three, case=replace(three.case, rules=(), facts=three.case.facts[:8]))
    wants = "Where there is no deal, that is because of what the sides want, not of a red line or"
    assert section(zone_with(free, blocks=()), deal_section)[1].startswith(wants)
    # a red line alone, or a rule alone, is something that bars
    for left in ({"rules": ()}, {"facts": three.case.facts[:8]}):
        barred = replace(three, case=replace(three.case, **left))
        assert section(zone_with(barred, blocks=()), deal_section)[1] == alone


def test_a_share_has_its_interval_unless_it_is_none_or_all(three):
    def said(*ends):
        exists = share(*ends)
        return plain(interval(zone_with(three, exists=exists), exists))

    assert said(0.5, 0.401, 0.597) == " (40–60)"
    assert said(0.0, 0.0, 0.06) == said(1.0, 0.94, 1.0) == ""


def test_a_cell_of_no_draws_has_a_dash_and_no_bar(three):
    nothing, half = share(0.0, 0.0, 1.0, draws=0), share(0.5, 0.4, 0.6)
    assert cell(bar(three, nothing)) == "–"
    assert bar(three, nothing).bar is None
    f = zone_with(three, exists=half)
    assert (cell(bar(f, half)), bar(f, half).bar) == ("50% (40–60)", 0.5)


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        (12, list(range(12))),
        (13, [0, 2, 4, 6, 8, 10, 12]),
        (14, [0, 2, 4, 6, 8, 10, 12, 13]),
        (23, list(range(0, 23, 2))),
        (24, [*range(0, 24, 3), 23]),
        (41, list(range(0, 41, 4))),
    ],
)
def test_of_many_levels_every_few_and_the_last_are_shown(three, levels, shown):
    issue = Issue("i", "I", tuple(Level(str(k), str(k)) for k in range(levels)))
    f = replace(three, case=replace(three.case, issues={"i": issue}))
    assert shown_levels(f, "i") == tuple(map(str, shown))


def test_the_table_of_levels_names_each_issue_once(three):
    rows = level_grid(three).rows
    assert [row.head and cell(row.head) for row in rows] == [
        "The price", None, "The day", None, None, "The place", None, None,
    ]  # fmt: skip
    assert [row.first for row in rows] == [row.head is not None for row in rows]
    assert [row.cells[1].bar for row in rows] == [v.share.share for v in three.zone.levels]


def caption(f):
    """What stands under the picture, without the sentence on what deals are worth."""
    line = next(line for line in section(f, deal_section) if line.startswith("<deal_space>"))
    return line.partition(" Having no deal is worth ")[0]


def test_the_main_points_of_the_picture_are_told_in_words(given):
    line = next(line for line in section(given, deal_section) if line.startswith("<deal_space>"))
    assert line.endswith(
        "Having no deal is worth 20 to Ada and 20 to the Bolivian miners’ union, the balanced deal "
        "35 and 100."
    )
    bare = changed(given, deal_space={"fair": ()})
    line = next(line for line in section(bare, deal_section) if line.startswith("<deal_space>"))
    assert line.endswith("Having no deal is worth 20 to Ada and 20 to the Bolivian miners’ union.")


def test_the_words_under_the_picture(three, given):
    two = caption(given)
    assert "at the average" not in two
    assert two.endswith(
        "on the dark line nothing can be gained by one without a loss to the other."
    )
    words = caption(three)
    assert "is one way to settle all issues, at the average of all readings, on a scale" in words
    left_out = {"a", "b", "c"} - {*three.deal_space.parties}
    (one,) = left_out
    name = {"a": "Ada", "b": "the United Kingdom", "c": "the Crown"}[one]
    assert words.endswith(
        "on the dark dots nothing can be gained by one without a loss to another. The picture "
        f"leaves out {name}."
    )
    assert not any(
        line.startswith("<deal_space>")
        for line in section(changed(three, deal_space={"parties": ()}), deal_section)
    )


def test_a_frontier_that_is_not_all_shown_is_said_to_be_so(three, given):
    many = {"points_in_all": 1234}
    assert caption(changed(given, frontier=many)).endswith(
        "Of 1,234 such deals 4 are shown, the best for Ada."
    )
    close = {"factor": 1.0101}
    assert caption(changed(given, frontier=close)).endswith(
        "The line leaves out deals that are as good to the eye: for each of them there is one "
        "shown, and no side gets from it more than 1.02 times what it gets from the one shown."
    )
    assert "The dots leave out deals" in caption(changed(three, frontier=close))
    cut = {"complete": False}
    assert caption(changed(given, frontier=cut)).endswith(
        "Not all of the line may have been found: that no other deal belongs on it is not proved."
    )
    assert caption(changed(three, frontier=cut)).endswith(
        "that no other deal belongs on them is not proved."
    )
    assert caption(changed(given, frontier=None)).endswith(
        "There are too many deals that leave nothing unused for them to be shown."
    )


def test_the_most_widely_acceptable_deals(three):
    deals = three.zone.best[:2]
    terms = {"price": "low", "day": "may", "place": "there"}
    one = deals[0].model_copy(update={"terms": terms, "share": share(0.3, 0.2, 0.4), "places": {}})
    other = deals[1].model_copy(update={"terms": {**terms, "day": "june"}, "places": {}})
    both = section(zone_with(three, best=(one, other)), best_section)
    assert both[:5] == [
        "## The most widely acceptable",
        "All have in common “The price”: ‘low it is’; and “The place”: ‘there it is’.",
        "[The most widely acceptable deals where they differ, and how they are taken]",
        "Issue / Deal A / Deal B",
        "The day / may it is / june it is",
    ]
    assert both[5].startswith("signed by all / 30% (20–40) / ")
    alone = section(zone_with(three, best=(one,)), best_section)
    assert alone[1] == (
        "One deal stands out, with “The price”: ‘low it is’; “The day”: ‘may it is’; and “The "
        "place”: ‘there it is’."
    )
    assert alone[4].startswith("signed by all / 30% (20–40)")
    sampled = section(zone_with(three, best=(one, other), listed=False), best_section)
    assert sampled[12] == (
        "Found by a search that changes one term at a time; others may do better."
    )
    assert sampled[12] not in both
    liked = {party: (share(0.25), share(0.5), share(0.25)) for party in three.signatories}
    placed = tuple(deal.model_copy(update={"places": liked}) for deal in (one, other))
    assert "liked best of these by the Crown / 25% / 25%" in section(
        zone_with(three, best=placed), best_section
    )


def test_deals_that_there_are_none_of(three):
    none = section(zone_with(three, best=()), best_section)
    assert none[0] == "No deal was found that all sides could sign."
    large = section(changed(three, bargaining=None), best_section)
    assert large[-1] == (
        "There are too many deals that leave nothing unused for the fair ones to be found."
    )
    first, *others = three.bargaining.solutions
    never = first.model_copy(update={"none": share(1.0, 0.9)})
    unsolved = changed(three, bargaining={"solutions": (never, *others)})
    assert "## The fair ones" not in section(unsolved, best_section)
    assert "## The fair ones" in section(three, best_section)


def test_where_every_number_is_given_and_no_deal_is_fair(made_brief):
    none = made_brief("given_no_deal").brief.readable
    assert best_section(none) is None
    odd = section(zone_with(none, exists=share(1.0)), best_section)
    assert odd[0] == "No deal was found that both sides could sign."


def fair_with(f, *terms):
    """The four solutions at these terms, one after another; nothing else about them changes."""
    solutions = [
        s.model_copy(update={"centre": (s.centre[0].model_copy(update={"terms": own}),)})
        for s, own in zip(f.bargaining.solutions, terms, strict=True)
    ]
    return changed(f, bargaining={"solutions": tuple(solutions)})


def test_fair_deals_that_agree_share_a_column(given):
    a, b = {"price": "low", "day": "may"}, {"price": "low", "day": "july"}
    said = section(fair_with(given, a, b, a, b), best_section)
    assert said[5] == (
        "Gains are compared and added in percent, not in points: the points of Ada are rescaled, "
        "so that the worst package counts nothing and all that the side could want at once a "
        "hundred."
    )
    assert said[6] == "They have in common “The price”: ‘low it is’."
    assert said[8:10] == [
        "Issue / The balanced and equal-gain deal / "
        "The proportionate and largest-total-in-percent deal",
        "The day / may it is / july it is",
    ]
    same = section(fair_with(given, a, a, a, a), best_section)
    assert same[6] == (
        "They are all one and the same deal, with “The price”: ‘low it is’; and “The day”: ‘may "
        "it is’."
    )
    assert same[8] == "Issue / The deal"
    none = section(given, best_section)
    assert none[6] == "They have no term in common."
    few = none.index("## All deals")
    assert none[few - 2 : few] == [
        "worth to Ada / 35 (gain +15) | 48 points (gain +12) / 40 (gain +20) | 52 points (gain "
        "+16) / 75 (gain +55) | 80 points (gain +44)",
        "worth to the Bolivian miners’ union / 100 (gain +80) / 60 (gain +40) / 40 (gain +20)",
    ]


def test_a_few_deals_of_given_numbers_are_all_listed(given):
    said = section(given, best_section)
    assert said[said.index("## All deals") :] == [
        "## All deals",
        "[All 4 deals that both sides could sign, where they differ, and what each side gains over "
        "having no deal, in hundredths; that deal first whose smallest gain is largest]",
        "Deal / The price / The day / Ada / Bolivian miners’ union",
        "deal / low it is / july it is / +20 / +40",
        "deal / high it is / june it is / +55 / +20",
        "deal / high it is / may it is / +35 / +20",
        "deal / low it is / june it is / +15 / +80",
    ]
    many = zone_with(given, deals=spread(13.0))
    assert "## All deals" not in section(many, best_section)
    one = zone_with(given, deals=spread(1.0), best=given.zone.best[:1])
    assert "## All deals" not in section(one, best_section)


def test_ties_of_fair_deals_are_said(given):
    first, *others = given.bargaining.solutions
    tied = first.model_copy(update={"centre": (first.centre[0], first.centre[0])})
    said = section(changed(given, bargaining={"solutions": (tied, *others)}), best_section)
    assert said[6] == "They have no term in common. Where several deals tie, the first is shown."


def test_many_terms_in_common_stand_in_a_table(given):
    """More than eight, two issues in a row."""
    for count in (8, 9):
        issues = {
            f"i{k}": Issue(f"i{k}", f"I{k}", (Level("y", f"yes {k}"), Level("n", "no")))
            for k in range(count)
        }
        own = dict.fromkeys(issues, "y")
        f = replace(given, case=replace(given.case, issues=issues))
        f = zone_with(f, best=())
        said = section(fair_with(f, own, own, own, own), best_section)
        tables = [line for line in said if line.startswith("[")]
        if count == 8:
            assert len(tables) == 1
            assert said[6].count("‘yes") == 8
        else:
            assert said[6].endswith("with the terms of the second table below.")
            assert said[-7:] == [
                "[The terms that these deals have in common]",
                "Issue / Term / Issue / Term",
                "I0 / yes 0 / I5 / yes 5",
                "I1 / yes 1 / I6 / yes 6",
                "I2 / yes 2 / I7 / yes 7",
                "I3 / yes 3 / I8 / yes 8",
                "I4 / yes 4 /  / ",
            ]


def test_how_often_fair_deals_have_each_term(made_brief):
    f = made_brief("always_a_deal").brief.readable
    grid = best_section(f).blocks[-2]
    rows = table(grid)
    assert [row[:2] for row in rows] == [
        ["The price", "low it is"], [None, "high it is"],
        ["The day", "may it is"], [None, "june it is"], [None, "july it is"],
    ]  # fmt: skip
    shares = [{(v.issue, v.level): v.share.share for v in s.levels} for s in
              f.bargaining.solutions]  # fmt: skip
    keys = [("price", "low"), ("price", "high"), ("day", "may"), ("day", "june"), ("day", "july")]
    for row, key in zip(grid.rows, keys, strict=True):
        assert [one.bar for one in row.cells[1:]] == [by_level[key] for by_level in shares]
        assert all(one.numeric for one in row.cells[1:])
    assert [row.first for row in grid.rows] == [True, False, True, False, False]


def test_what_a_picture_and_a_table_leave_out_is_said(made_brief):
    def caption(name):
        lines = section(made_brief(name).brief.readable, deal_section)
        return next(line for line in lines if line.startswith("<deal_space>"))

    # 8 to the power of 5 ways; and 6 ways, each a dot
    assert "one way to settle all issues, of which some are shown, at the average" in caption(
        "large"
    )
    assert "some are shown" not in caption("given_drafts")
    (levels,) = [
        line
        for line in section(made_brief("by_numbers").brief.readable, deal_section)
        if line.startswith("[With which terms")
    ]
    assert levels.endswith("signed by all; where an issue has many terms, every few of them]")
    whole = section(made_brief("three_sides").brief.readable, deal_section)
    assert not any("every few" in line for line in whole)


def test_with_four_sides_the_table_of_drafts_says_where_wishes_are_told():
    names = {k: Party(k, k.upper()) for k in "abcd"}
    case = Case("Four", SMALL, names, named(draft("one", "a", price="low")))
    f = Brief.of(run_analyses(case, draw(case, 20))).readable
    said = section(f, drafts_section)
    assert (
        "[The drafts term by term; what each side likes best and least is told under “Who wants "
        "what”]"
    ) in said
    assert "Issue / The one text" in said


def test_of_sides_with_points_it_is_said_on_which_scale_they_are_added(given):
    words = plain(rescaled(given))
    assert "the points of Ada are rescaled" in words
    assert "as they were given" not in words  # the points of Ada and percent of the other
    parties = {k: replace(p, scale=(0.0, 60.0)) for k, p in given.case.parties.items()}
    both = replace(given, case=replace(given.case, parties=parties))
    both = changed(both, bargaining={"scale": "own points"})
    assert plain(rescaled(both)).startswith(
        "The equal-gain and the largest-total deal compare and add the points of the sides as they "
        "were given"
    )
    none = {k: replace(p, scale=None) for k, p in parties.items()}
    bare = replace(given, case=replace(given.case, parties=none))
    assert rescaled(bare) == ()
    names = ["balanced", "proportionate", "equal-gain"]
    solutions = [s.solution for s in given.bargaining.solutions]
    assert [fair_name(bare, s) for s in solutions] == [*names, "largest-total"]
    assert [fair_name(both, s) for s in solutions] == [*names, "largest-total"]
    assert [fair_name(given, s) for s in solutions] == [*names, "largest-total-in-percent"]
