"""Words in sentences, formats at their bounds, and what the screen and the appendix say."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from zopa.analyses import run_analyses
from zopa.analyses.what_to_ask import Expected, OpenQuestion
from zopa.briefing.document import Brief
from zopa.briefing.numbers import FORMATS
from zopa.briefing.phrasing import Chance, Note, Quoted, capital, listed, plain, sentence
from zopa.briefing.render import markup
from zopa.briefing.sections.method import GIVEN_LIMITS, LIMITS, method_section
from zopa.briefing.wording.chances import held
from zopa.briefing.wording.facts import fact_deed
from zopa.briefing.wording.names import every_side, party_name, short_terms
from zopa.briefing.wording.unknowns import clear_shifts, subject, supposition, unknown_sentence
from zopa.briefing.wording.worth import added, amount, level_span, percent_range, together
from zopa.case.model import (
    Case,
    Fact,
    Issue,
    Level,
    Party,
    Priorities,
    RedLine,
    ValueRange,
)
from zopa.foundation.chance import Interval
from zopa.preferences.draws import draw

from .conftest import draft, issue, named
from .words_of import changed, section, share


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("points", 100.04, "100"), ("points", 99.94, "99.9"), ("points", 10.04, "10"),
        ("points", 10.06, "10.1"), ("points", 9.994, "9.99"), ("points", 1.004, "1"),
        ("points", 1.0, "1"), ("points", 0.9994, "0.999"), ("points", 0.1004, "0.1"),
        ("points", 0.0994, "0.099"), ("points", 0.00996, "0.01"), ("points", 100.0, "100"),
        ("points", 120.0, "120"), ("points", -0.5, "−0.5"), ("points", 1e-8, "0.00000001"),
        ("gained", 1.0, "+1"), ("gained", -1e-12, "0"), ("gained", 1e-12, "0"),
        ("gain", 0.004, "0"), ("gain", 0.006, "+1"), ("gain", 1.0, "+100"),
        ("count", 999_999_999_999_999.0, "999,999,999,999,999"), ("count", 1e15, "1 × 10¹⁵"),
        ("count", 3.6e16, "4 × 10¹⁶"), ("count", 0.0, "0"),
        ("percent", 0.005001, "1%"), ("percent", 0.99, "99%"),
        ("of_100", 0.72, "72 of 100"), ("of_100", 0.004, "under 1 of 100"),
        ("in_100", 0.72, "72"), ("in_100", 0.996, "over 99"), ("none", 0.0, "none"),
        ("all", 1.0, "all"), ("rounded", 0.4, "under 1"), ("rounded", 2.6, "3"),
        ("low", 0.58, "58"), ("low", 0.29, "29"), ("high", 0.57, "57"), ("high", 0.5701, "58"),
        ("margin", 0.07, "7"), ("margin", 0.0701, "8"), ("score", 0.585, "58"),
        ("factor", 1.0, "1.00"), ("factor", 1.1, "1.10"), ("factor", 2.001, "2.01"),
        ("yes_no", 0.51, "yes"), ("yes_no", 0.5, "no"),
        ("word", 1.0, "one"), ("word", 5.0, "five"), ("word", 1234.0, "1,234"),
    ],
)  # fmt: skip
def test_formats_at_their_bounds(name, value, text):
    assert FORMATS[name](value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "almost no chance (under 1%)"),
        (0.0099, "almost no chance (under 1%)"),
        (0.01, "almost no chance (1–5%)"),
        (0.0499, "almost no chance (1–5%)"),
        (0.05, "very unlikely (5–20%)"),
        (0.2, "unlikely (20–45%)"),
        (0.45, "roughly even chance (45–55%)"),
        (0.55, "likely (55–80%)"),
        (0.8, "very likely (80–95%)"),
        (0.95, "almost certain (95–99%)"),
        (0.99, "almost certain (95–99%)"),
        (0.9901, "almost certain (over 99%)"),
    ],
)
def test_likelihood_words_at_their_bounds(value, text):
    assert Chance(value, "").text == text


def test_how_an_uncertain_fact_is_held():
    assert plain(held(Chance(0.5, ""))) == "given a roughly even chance (45–55%)"
    assert plain(held(Chance(0.03, ""))) == "given almost no chance (1–5%)"
    assert plain(held(Chance(0.6, ""))) == "held to be likely (55–80%)"


def test_sentences_lists_and_quotes():
    assert plain(listed(["a", "b", "c", "d"], "or", ";")) == "a; b; c; or d"
    assert plain(listed(["a", "b"], "or", ";")) == "a; or b"
    assert sentence("it is so", Note(3), Note(4)) == ("It is so", ".", Note(3), Note(4))
    assert sentence(Note(3)) == (".", Note(3))
    assert capital(()) == ()
    assert plain((Quoted("s", "“said”"), " ", Quoted("s", "told"))) == "“said” “told”"


def test_words_that_differ_are_set_apart_as_words():
    shown = markup((Quoted("s", "10 of 100 pay 10 euros", ("10", "10 euros")),))
    assert re.findall("<b>(.*?)</b>", shown) == ["10", "10 euros"]
    assert "of 100 pay" in shown
    three = markup((Quoted("s", "a b a b a", ("a",)),))
    assert three.endswith("<b>a</b> b <b>a</b> b <b>a</b></bdi></q>")
    assert "<b>" not in markup((Quoted("s", "a & b"),))


CASE = Case(
    "",
    {
        "n": Issue("n", "N", tuple(Level(f"l{k}", f"L{k}") for k in range(20))),
        "q": Issue("q", "Quay", (Level("x", "north"), Level("y", "south"))),
        "r": Issue("r", "Rent", (Level("x", "yes"), Level("y", "no"))),
    },
    {"a": Party("a", "Ada", scale=(20.0, 100.0)), "b": Party("b", "Bob")},
)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((0, 1, 2), "‘L0’, ‘L1’ or ‘L2’"),
        ((3, 0, 2, 1), "‘L0’ to ‘L3’"),
        ((0, 1, 2, 3, 5), "‘L0’ to ‘L3’ or ‘L5’"),
        ((0, 2, 4, 6, 8, 10), "‘L0’, ‘L2’, ‘L4’, ‘L6’, ‘L8’ or ‘L10’"),
        ((0, 2, 4, 6, 8, 10, 12), "‘L0’, ‘L2’, ‘L4’, ‘L6’, ‘L8’ or two more"),
        ((0, 2, 4, 6, 8, 10, 12, 14), "‘L0’, ‘L2’, ‘L4’, ‘L6’, ‘L8’ or three more"),
    ],
)
def test_levels_in_a_row_are_told_by_their_ends(levels, words):
    assert plain(level_span(CASE, "n", [f"l{k}" for k in levels])) == words


def test_what_things_are_worth_in_points_and_percent():
    assert plain(added(CASE, "a", Interval(0.1, 0.1))) == "+8"
    assert plain(added(CASE, "a", Interval(-0.1, 0.1))) == "−8 to +8"
    assert plain(added(CASE, "b", Interval(0.1, 0.2))) == "+10 to +20"
    assert plain(amount(CASE, "a", Interval(-0.1, -0.05))) == "4 to 8 points"
    assert plain(amount(CASE, "a", Interval(-0.1, -0.1))) == "8 points"
    assert plain(amount(CASE, "a", Interval(0.0125, 0.0125))) == "1 point"
    assert plain(amount(CASE, "b", Interval(0.01, 0.01))) == "1 percent"
    assert plain(percent_range(Interval(0.3, 0.3))) == "30 percent"
    assert plain(percent_range(Interval(0.3, 0.4))) == "30 to 40 percent"
    assert plain(together(CASE, {"q": ("x",), "r": ("x", "y"), "n": ("l0",)})) == (
        "‘north’ on “Quay” together with ‘yes’ or ‘no’ on “Rent” and ‘L0’ on “N”"
    )


def test_the_first_few_terms_are_named_and_the_rest_is_counted():
    two, three = {"q": "x", "r": "y"}, {"q": "x", "r": "y", "n": "l0"}
    both = "“Quay”: ‘north’; and “Rent”: ‘no’"
    assert plain(short_terms(CASE, two, 2)) == plain(short_terms(CASE, two, 1)) == both
    assert plain(short_terms(CASE, three, 1)) == "“Quay”: ‘north’; and two more terms"


@pytest.mark.parametrize(
    ("signatories", "words"),
    [(1, "the one side that must agree"), (2, "both sides"), (3, "all sides")],
)
def test_all_who_must_agree(signatories, words):
    parties = {str(k): Party(str(k), "P") for k in range(signatories)}
    assert every_side(Case("", {}, parties)) == words


def test_a_name_that_begins_with_the_keeps_one_article():
    case = Case("", {}, {"x": Party("x", "the Crown"), "y": Party("y", "THE HAGUE")})
    assert [plain(party_name(case, k)) for k in "xy"] == ["the Crown", "the HAGUE"]


def values(**by_issue):
    ranges = {
        issue: {k: Interval(v / 100, (v + w) / 100) for k, (v, w) in levels.items()}
        for issue, levels in by_issue.items()
    }
    return Fact("a", "value", ValueRange(ranges))


def test_of_many_values_the_ends_are_told_of_the_widest_issues():
    def told(**by_issue):
        return plain(fact_deed(CASE, values(**by_issue)))

    both = {"x": (10, 0), "y": (0, 0)}
    assert told(q=both, r=both).startswith("gave ‘north’ on “Quay” a value of 10 percent, ‘south’")
    third = {"l0": (0, 0), "l1": (30, 10), "l2": (20, 0)}
    assert told(q=both, n=third) == (
        "gave numbers: on “N” from 0 percent for ‘L0’ to 30 to 40 percent for ‘L1’; and on “Quay” "
        "from 0 percent for ‘south’ to 10 percent for ‘north’"
    )
    flat = {"l0": (5, 0), "l1": (5, 0), "l2": (5, 0)}
    assert told(q=both, n=flat).endswith("and on “N” 5 percent to each level")
    assert told(q=both, r=both, n={"l0": (5, 0)}).endswith("; and on “N” 5 percent")


def test_of_more_than_four_issues_with_values_the_rest_is_counted():
    issues = {k: Issue(k, k.upper(), (Level("x", "yes"), Level("y", "no"))) for k in "abcdef"}
    case = replace(CASE, issues=issues)
    for count, ending in ((5, "and on one more issue"), (6, "and on two more issues")):
        own = {k: {"x": (10 + n, 0), "y": (0, 0)} for n, k in enumerate("abcdef"[:count])}
        told = plain(fact_deed(case, values(**own)))
        assert told.endswith(ending)
        assert told.count(" for ‘no’ to ") == 4


def test_what_comes_first_and_what_is_ruled_out():
    def told(*tiers):
        return plain(fact_deed(CASE, Fact("a", "priorities", Priorities(tiers))))

    assert told(("q",), ("n", "r")) == "put “Quay” ahead of everything else"
    assert told(("q",), ("n",), ("r",)) == "put “Quay” ahead of “N” ahead of “Rent”"
    assert told(("q", "n")) == "named no order of importance among “Quay” and “N”"
    assert told(("q",), ("n",)) == "put “Quay” ahead of “N”"
    assert plain(fact_deed(CASE, Fact("a", "red_line", RedLine({"q": ("x", "y")})))) == (
        "ruled out ‘north’ or ‘south’ on “Quay”"
    )


@pytest.fixture
def moving(made_brief):
    f = made_brief("three_sides").brief.readable
    return f, next(u for u in f.unknowns.unknowns if u.shifts)


@pytest.mark.parametrize(
    ("fields", "supposed", "about"),
    [
        ({"kind": "fact", "fact": 0},
         "Had it not been reported that Ada ranked ‘low it is’ above ‘high it is’ on “The price”",
         "whether Ada ranked ‘low it is’ above ‘high it is’ on “The price”"),
        ({"kind": "assumption", "fact": 6},
         "Without the assumption that the United Kingdom refused “The one text”",
         "whether the United Kingdom refused “The one text”"),
        ({"kind": "confidence", "fact": 8},
         "If it is true that the Crown ruled out ‘june it is’ on “The day”, rather than not",
         "whether the Crown ruled out ‘june it is’ on “The day”"),
        ({"kind": "reading", "draft": "one", "issue": "day", "levels": ("may", "june")},
         "If “The one text” says ‘june it is’ rather than ‘may it is’ on “The day”",
         "what “The one text” says on “The day”"),
        ({"kind": "order", "party": "b", "issue": "day", "levels": ("may", "june")},
         "If the United Kingdom most wanted ‘june it is’ rather than ‘may it is’ on “The day”",
         "what the United Kingdom wants on “The day”"),
        ({"kind": "reservation", "party": "a"},
         "If Ada could do well without a deal, rather than badly",
         "how well Ada could do without a deal"),
        ({"kind": "weight", "party": "a", "issue": "day"},
         "If “The day” mattered much to Ada, rather than little",
         "how much “The day” matters to Ada"),
    ],
)  # fmt: skip
def test_what_is_supposed(moving, fields, supposed, about):
    f, one = moving
    bare = dict.fromkeys(("party", "issue", "draft", "fact"))
    unknown = one.model_copy(update={**bare, "levels": (), **fields})
    assert plain(supposition(f.case, unknown)) == supposed
    assert plain(subject(f.case, unknown)) == about


@pytest.mark.parametrize(
    ("kind", "before", "after", "error", "change"),
    [
        ("reservation", 0.3, 0.5, 0.034, "50 rather than 30 of 100 readings (± 4)."),
        ("reservation", 0.5, 0.3, 0.01, "30 rather than 50 of 100 readings (± 1)."),
        ("assumption", 0.5, 0.3, 0.02, "30 rather than 50 of 100 readings (± 2)."),
        ("fact", 0.5, 0.001, 0.02, "under 1 rather than 50 of 100 readings (± 2)."),
    ],
)
def test_what_would_change(moving, kind, before, after, error, change):
    f, one = moving
    shift = one.shifts[0].model_copy(
        update={"answer": "zone", "before": before, "after": after, "change": after - before,
                "error": error, "clear": True}
    )  # fmt: skip
    unknown = one.model_copy(update={"kind": kind, "party": "a", "fact": 0, "shifts": (shift,)})
    text = plain(unknown_sentence(changed(f, unknowns={"unknowns": (unknown,)}), unknown, shift))
    assert text.endswith(f", some deal would suit all sides in {change}")


def test_of_clear_shifts_the_largest_comes_first(moving):
    _, one = moving
    shifts = tuple(
        one.shifts[0].model_copy(update={"change": change, "clear": clear})
        for change, clear in ((0.1, True), (-0.3, True), (0.9, False), (0.2, True))
    )
    found = clear_shifts(one.model_copy(update={"shifts": shifts}))
    assert [shift.change for shift in found] == [-0.3, 0.2, 0.1]


def test_the_appendix_says_whether_the_walks_settled(made_brief):
    f = made_brief("three_sides").brief.readable
    settled, not_all = "they had settled by the tests", "not all of them had settled: read the"
    anew = "Some walks without one of the facts had not settled."

    def said(reached=True, converged=True, redrawn=True):
        walks = {
            p: w.model_copy(update={"reached": reached or p != "a", "steps": 120})
            for p, w in f.drawing.parties.items()
        }
        drawing = f.drawing.model_copy(update={"parties": walks, "converged": converged})
        of = changed(replace(f, drawing=drawing), unknowns={"converged": redrawn})
        return section(of, method_section)[1]

    assert "took 120 steps for Ada, 120 steps for the United Kingdom, 120 steps for" in said()
    assert settled in said()
    assert anew not in said()
    assert "120 steps for Ada, which was not enough to settle, 120 steps for the United Kingdom," \
        in said(reached=False)  # fmt: skip
    assert not_all in said(converged=False)
    assert said(redrawn=False).endswith(anew)
    zone = changed(f, zone={"exists": share(0.3, 0.2201, 0.4601)})
    assert (
        "leaves the share of readings with a deal between 22 and 47 percent"
        in section(zone, method_section)[1]
    )


def test_the_appendix_has_limits_answers_and_references(made_brief):
    for name, limits in (("three_sides", LIMITS), ("given", GIVEN_LIMITS)):
        f = made_brief(name).brief.readable
        lines = section(f, method_section)
        start = lines.index("## Limits")
        assert lines[start + 1 : start + 1 + len(limits)] == [f"- {limit}" for limit in limits]
        answers = [line for line in lines if line.startswith(f"- {f.zone.question}")]
        assert answers == [f"- {f.zone.question} {f.zone.method}"]
        assert not any(f.deal_space.question in line for line in lines)
        assert not any(f.reports.question in line for line in lines)
        assert lines[-2] == "## References"
        assert lines[-1].count("Raiffa 1982, ch. 4") == 1
        bare = {name: {"references": ()} for name in f.results}
        assert "## References" not in section(changed(f, **bare), method_section)
    read = changed(f, reports={"read": True})
    assert any(f.reports.question in line for line in section(read, method_section))


def screen_of(f, width=100):
    brief = Brief(f.case, f.drawing, f.results)
    out = io.StringIO()
    brief.print_terminal(Console(file=out, width=width))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_screen_is_as_wide_as_the_console_and_not_wider_than_a_hundred(made_brief):
    brief = made_brief("three_sides").brief
    for asked, width in ((80, 80), (100, 100), (140, 100)):
        assert max(map(len, screen_of(brief.readable, asked))) in range(width - 12, width + 1)
    long = Brief(replace(brief.case, title="x" * 150), brief.drawing, brief.results)
    out = io.StringIO()
    Console(file=out, width=200).print(long.to_terminal())
    assert [line.strip() for line in out.getvalue().splitlines()[:2]] == ["x" * 100, "x" * 50]


def test_the_screen_shows_the_four_newest_drafts_and_counts_the_rest(made_brief):
    f = made_brief("three_sides").brief.readable
    four = screen_of(f)
    assert [line.split()[1] for line in four if re.match(r"The \w+ text", line)] == [
        "four", "three", "two", "one",
    ]  # fmt: skip
    assert not any("draft, on the page" in line for line in four)
    five = screen_of(changed(f, drafts={"drafts": f.drafts.drafts + f.drafts.drafts[:1]}))
    assert sum(bool(re.match(r"The \w+ text", line)) for line in five) == 5
    assert not any("draft, on the page" in line for line in five)
    six = screen_of(changed(f, drafts={"drafts": f.drafts.drafts + f.drafts.drafts[:2]}))
    assert sum(bool(re.match(r"The \w+ text", line)) for line in six) == 4
    assert "and two more drafts, on the page" in six
    assert not any("Deal" in line for line in screen_of(changed(f, zone={"best": ()})))


def test_the_screen_of_deals(made_brief):
    f = made_brief("three_sides").brief.readable
    terms = {"price": "low", "day": "may", "place": "there"}
    first, second = f.zone.best[:2]
    alike = first.model_copy(update={"terms": terms})
    other = second.model_copy(update={"terms": {**terms, "day": "june"}})
    text = screen_of(changed(f, zone={"best": (alike, other)}))
    assert "In common: “The price”: ‘low it is’; and “The place”: ‘there it is’." in text
    assert any(re.match(r"The day +may it is +june it is$", line) for line in text)
    heads = next(line for line in screen_of(f) if "deal A" in line)
    assert heads.split() == ["deal", "A", "deal", "B", "deal", "C"]
    unlike = second.model_copy(update={"terms": {"price": "high", "day": "june", "place": "here"}})
    apart = screen_of(changed(f, zone={"best": (alike, unlike)}))
    assert not any(line.startswith("In common") for line in apart)


def test_the_screen_says_what_its_numbers_take_for_granted(made_brief):
    f = made_brief("given_drafts").brief.readable
    first = f.bargaining.solutions[0]
    tie = "Where several deals tie, the first is shown."
    alone = first.model_copy(update={"centre": first.centre[:1]})
    several = first.model_copy(update={"centre": (first.centre[0], first.centre[0])})
    assert tie not in screen_of(changed(f, bargaining={"solutions": (alone,)}))
    assert tie in screen_of(changed(f, bargaining={"solutions": (several,)}))
    best = "What a draft leaves open is taken as its author would settle it."
    settled = tuple(r.model_copy(update={"open": ()}) for r in f.drafts.drafts)
    some = (settled[0].model_copy(update={"open": ("price",)}), *settled[1:])
    assert best not in screen_of(changed(f, drafts={"drafts": settled}))
    assert best in screen_of(changed(f, drafts={"drafts": some}))


def test_drafts_without_a_day_are_not_called_newest(made_brief):
    f = made_brief("given_drafts").brief.readable
    two = {"drafts": f.drafts.drafts * 2}
    drafts = {k: replace(d, on=None) for k, d in f.case.drafts.items()}
    undated = replace(f, case=replace(f.case, drafts=drafts))
    assert "Could sign, last entered first" in screen_of(changed(undated, drafts=two))
    drafts = {k: replace(d, on=date(2024, 2, 1)) for k, d in drafts.items()}
    dated = replace(f, case=replace(f.case, drafts=drafts))
    assert "Could sign, newest first" in screen_of(changed(dated, drafts=two))


def test_the_screen_where_every_number_is_given(made_brief):
    best = screen_of(made_brief("given_drafts").brief.readable)
    assert any("best in each way, gains in percent" in line for line in best)
    assert (
        "Gains are compared and added in percent, not in points: the points of Ada are"
        in " ".join(best)
    )
    assert "Terms: “The price”: ‘low it is’; and “The day”: ‘july it is’." in best
    assert any(re.match(r"The one text +yes +no +no$", line) for line in best)
    f = made_brief("given").brief.readable
    ways = screen_of(f)
    assert any(
        re.search(r"balanced, largest-total in percent +proportionate +equal-gain", line)
        for line in ways
    )
    assert not any("best in each way" in line for line in ways)
    assert any(re.match(r"The day +june it is +july it is +june it is$", line) for line in ways)
    first = f.bargaining.solutions[0]
    alone = changed(f, bargaining={"solutions": (first,)})
    assert any(line.strip() == "balanced" for line in screen_of(alone))
    low = {"price": "low"}
    shared = changed(
        f,
        bargaining={
            "solutions": tuple(
                s.model_copy(update={"centre": (s.centre[0].model_copy(
                    update={"terms": {**s.centre[0].terms, **low}}),)})
                for s in f.bargaining.solutions
            )
        },
    )  # fmt: skip
    assert "In common: “The price”: ‘low it is’." in screen_of(shared)


def test_the_screen_shows_three_questions(made_brief):
    f = made_brief("three_sides").brief.readable
    none = Expected(amount=0.5, error=0.0)
    asked = [
        OpenQuestion(kind="weight", party=p, issue=i, answers=(), deal=none, text=None, largest=0.5)
        for p, i in (("a", "day"), ("b", "day"), ("a", "price"), ("b", "price"))
    ]
    for count, shown in ((3, 3), (4, 3), (0, 0)):
        lines = screen_of(changed(f, questions={"questions": tuple(asked[:count])}))
        assert sum(line.startswith("- Ask how much") for line in lines) == shown
        assert ("What to ask next" in lines) == (count > 0)
    given = screen_of(made_brief("given_drafts").brief.readable)
    assert "What to ask next" not in given
    assert sum(line.startswith("- Without the assumption") for line in given) == 1


def test_the_title_of_the_screen_tells_the_day(made_brief):
    assert screen_of(made_brief("always_a_deal").brief.readable)[0] == (
        "Always a deal, as known on 2024-02-29"
    )
    assert screen_of(made_brief("given").brief.readable)[0] == "Given"


def many_sides(count, drafts):
    """So many signatories who know nothing of each other, and drafts of the days of May."""
    names = {f"p{k}": Party(f"p{k}", f"Side {k}") for k in range(count)}
    issues = named(issue("price", "low", "high"), issue("day", "may", "june", "july"))
    tabled = [
        replace(draft(f"d{k}", None, price="low"), on=date(2024, 5, 1 + k)) for k in range(drafts)
    ]
    case = Case("Many sides", issues, names, named(*tabled))
    return Brief.of(run_analyses(case, draw(case, 20))).readable


def test_the_screen_shows_nine_signatories_and_the_newest_drafts():
    f = many_sides(9, 6)
    for width in (80, 100):
        text = screen_of(f, width)
        table = text[text.index(next(line for line in text if line.startswith("Could sign"))) :]
        heads = next(line for line in table if line.startswith("side"))
        assert re.findall(r"The d\d", heads) == ["The d5", "The d4", "The d3", "The d2"]
        rows = [line for line in table if re.match(r"(Side \d|all,?) ", line)]
        named = [row.split("  ")[0] for row in rows]
        assert named == [*(f"Side {k}" for k in range(9)), "all", "all, as things stand"]
        assert "and two more drafts, on the page" in table
        assert max(map(len, text)) <= width
        assert len(text) <= 50


def test_a_draft_without_a_day_is_as_new_as_the_one_above_it():
    f = many_sides(2, 5)
    drafts = dict(f.case.drafts)
    drafts["d0"] = replace(drafts["d0"], on=date(2024, 5, 20))
    drafts["d1"] = replace(drafts["d1"], on=None)
    drafts["d4"] = replace(drafts["d4"], on=None)
    dated = replace(f, case=replace(f.case, drafts=drafts))
    assert [r.draft for r in dated.drafts_newest_first] == ["d1", "d0", "d4", "d3", "d2"]


def test_the_screen_tells_of_ten_sides_that_one_is_on_the_page():
    text = screen_of(many_sides(10, 1))
    assert "and one more side, on the page" in text
    assert not any(line.startswith("Side 9 ") for line in text)


@pytest.mark.parametrize("count", [2, 9])
def test_long_names_go_on_in_the_next_line_and_are_not_cut(count):
    f = many_sides(count, 2)
    names = [
        "国际货币基金组织执行董事会和世界银行集团及其附属机构",
        "Donaudampfschifffahrtsgesellschaft" * 2,
    ]
    parties = dict(f.case.parties)
    for key, name in zip(parties, names, strict=False):
        parties[key] = replace(parties[key], name=name)
    text = screen_of(replace(f, case=replace(f.case, parties=parties)), 80)
    assert not any("…" in line for line in text)
    table = text[text.index(next(line for line in text if line.startswith("Could sign"))) :]
    table = table[: [*table, ""].index("")]
    letters = [c for line in table for c in line if not c.isascii() and c.isalpha()]
    assert sorted(letters) == sorted(names[0])
