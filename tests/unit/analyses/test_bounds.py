"""What analyses do at their bounds and with ties, counted by hand or outcome by outcome."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from zopa.analyses import bargaining, deal_space, drafts, reports, unknowns, zone
from zopa.analyses import draft_standing as standing_module
from zopa.analyses import two_party_space as space_module
from zopa.analyses.agreement_zone import ZoneOptions
from zopa.analyses.draft_standing import DraftsOptions
from zopa.analyses.open_questions import UnknownsOptions, _Comparison, _order, _weighed
from zopa.analyses.reported_statements import ReportsOptions
from zopa.analyses.result import Share, Spread
from zopa.analyses.two_party_space import DealSpaceOptions, PairOfParties
from zopa.analyses.used_words import UsedWords, shares
from zopa.case.model import (
    Case,
    Draft,
    Evidence,
    Fact,
    Issue,
    Level,
    Package,
    Party,
    RedLine,
    Source,
    Stance,
    TermReading,
)
from zopa.foundation.text import Span
from zopa.preferences.draws import Draws, draw

from .by_listing import in_zone, outcomes_of, signs, utility
from .conftest import ranked

DRAWS = 60


def test_the_thresholds_that_the_documents_name() -> None:
    assert (ZoneOptions().listed, ZoneOptions().worth_naming) == (5, 0.5)
    assert (UnknownsOptions().redrawn, UnknownsOptions().fewest) == (200, 30)
    assert DraftsOptions().improvement == 0.01
    assert (ReportsOptions().sure, ReportsOptions().doubtful) == (0.8, 0.5)
    assert (DealSpaceOptions().dots, DealSpaceOptions().ways) == (600, 24)


# --- the zone ---------------------------------------------------------------------------


def opened(case: Case, draws: Draws, stuck: list[int]) -> dict[tuple[str, object], float]:
    """For all that may be in the way, in which share of the draws without a deal it is."""
    shares_of: dict[tuple[str, object], float] = {}

    def add(kind: str, which: object, able: list[bool]) -> None:
        if np.mean(able) > 0:
            shares_of[kind, which] = float(np.mean(able))

    everything = outcomes_of(case)
    for k, fact in enumerate(case.facts):
        if isinstance(fact.content, RedLine) and case.parties[fact.party].role == "signatory":
            add("red_line", k, [any(in_zone(draws, d, o, k) for o in everything) for d in stuck])
    for k in range(len(case.rules)):
        rules = tuple(rule for j, rule in enumerate(case.rules) if j != k)
        more = outcomes_of(replace(case, rules=rules))
        add("rule", k, [any(in_zone(draws, d, o) for o in more) for d in stuck])
    if len(draws.signatories) > 2:
        for left_out in draws.signatories:
            rest = [p for p in draws.signatories if p != left_out]
            able = [any(all(signs(draws, d, p, o) for p in rest) for o in everything)
                    for d in stuck]  # fmt: skip
            add("party", draws.parties[left_out], able)
    return shares_of


def test_everything_that_is_in_the_way_is_named_most_often_first(three: Case) -> None:
    line = Fact("qqa", "red_line", RedLine({"qqi": ("qqi3",)}), assumed="so")
    watching = Fact("qqd", "red_line", RedLine({"qqi": ("qqi3",)}), assumed="so")
    case = replace(three, facts=(*three.facts, line, watching), name="lines")
    draws = draw(case, DRAWS, seed=1)
    stuck = [d for d in range(DRAWS) if not any(in_zone(draws, d, o) for o in outcomes_of(case))]
    blocks = zone(case, draws).blocks
    named = {
        (b.kind, b.fact if b.kind == "red_line" else b.rule if b.kind == "rule" else b.party): (
            b.opens.share
        )
        for b in blocks
    }
    expected = opened(case, draws, stuck)
    assert {kind for kind, _ in expected} == {"red_line", "rule", "party"}
    assert named == pytest.approx(expected)
    assert {b.opens.draws for b in blocks} == {len(stuck)}
    order = [
        (b.kind == "party", -b.opens.share, b.kind, b.party or "", b.fact or 0, b.rule or 0)
        for b in blocks
    ]
    assert order == sorted(order)


def test_of_deals_that_are_signed_as_often_the_one_that_is_kindest_to_the_worst_off(
    case: Case,
) -> None:
    draws = draw(case, DRAWS, seed=1)
    who = list(draws.signatories)

    def rank(o: dict[str, str]) -> tuple[float, float, list[tuple[str, str]]]:
        often = float(np.mean([in_zone(draws, d, o) for d in range(DRAWS)]))
        gains = [
            np.mean([utility(draws, d, p, o) - draws.reservation[d, p] for d in range(DRAWS)])
            for p in who
        ]
        return -often, -round(float(min(gains)), 9), sorted(o.items())

    every = sorted(outcomes_of(case), key=rank)
    top = -rank(every[0])[0]
    expected = [o for o in every if top and -rank(o)[0] >= 0.5 * top]
    # a few deals of given numbers are all listed
    expected = expected[: 12 if case.name == "given" and len(expected) <= 12 else 5]
    best = zone(case, draws).best
    assert [b.terms for b in best] == expected
    for outcome in best:
        for p in who:
            worth = np.mean([utility(draws, d, p, outcome.terms) for d in range(DRAWS)])
            gain = worth - draws.reservation[:, p].mean()
            assert outcome.gains[draws.parties[p]].mean == pytest.approx(gain)


def test_what_fair_deals_are_worth_at_the_centre(case: Case) -> None:
    draws = draw(case, DRAWS, seed=4)
    for solved in bargaining(case, draws).solutions:
        for deal in solved.centre:
            for p in draws.signatories:
                party = draws.parties[p]
                worth = np.mean([utility(draws, d, p, deal.terms) for d in range(DRAWS)])
                assert deal.utilities[party] == pytest.approx(worth)
                gain = worth - draws.reservation[:, p].mean()
                assert deal.gains[party] == pytest.approx(gain)


# --- drafts -----------------------------------------------------------------------------


def test_open_terms_are_settled_in_every_way_up_to_the_bound(
    three: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = drafts(three, draw(three, DRAWS, seed=2))
    fixed = {"qqi": "qqi2"}
    ways = sum(fixed.items() <= o.items() for o in outcomes_of(three))
    for bound, same in ((ways, True), (ways - 1, False)):
        monkeypatch.setattr(standing_module, "LISTED", bound)
        monkeypatch.setattr(standing_module, "SAMPLED", 1)
        assert (drafts(three, draw(three, DRAWS, seed=2)) == every) == same


# --- the deal space ---------------------------------------------------------------------


def pair(first: str, second: str, share: float | None, correlation: float) -> PairOfParties:
    no_deal = None if share is None else Share(share=share, low=0, high=1, draws=1000)
    return PairOfParties(parties=(first, second), no_deal=no_deal, correlation=correlation)


def test_pairs_are_told_apart_in_whole_percent_and_hundredths() -> None:
    pairs = [
        pair("c", "d", 0.304, 0.5), pair("a", "b", 0.296, 0.1), pair("b", "a", 0.31, 0.9),
        pair("e", "a", 0.3, 0.096), pair("a", "c", 0.3, 0.104), pair("x", "y", None, -1),
        pair("y", "z", 0.0, -0.5),
    ]  # fmt: skip
    ranked_pairs = sorted(pairs, key=space_module._ease)
    assert ["".join(p.parties) for p in ranked_pairs] == ["ba", "ab", "ac", "ea", "cd", "xy", "yz"]


def test_what_does_not_vary_correlates_with_nothing() -> None:
    rising, flat = np.array([0.0, 0.5, 1.0]), np.full(3, 0.4)
    assert space_module._correlation(rising, flat) == 0.0
    assert space_module._correlation(flat, rising) == 0.0
    assert space_module._correlation(rising, rising) == pytest.approx(1.0)
    assert space_module._correlation(rising, -rising) == pytest.approx(-1.0)
    assert space_module._correlation(rising[:1], rising[:1]) == 0.0
    two = np.array([0.1, 0.2])
    assert space_module._correlation(two, two) == pytest.approx(1.0)


def test_a_draft_that_can_be_settled_in_one_way_or_in_as_many_as_are_listed(two: Case) -> None:
    draws = draw(two, 20, seed=1)
    closed = {"qqform": (TermReading("qqf2"),), "qqlaw": (TermReading("qql1"),),
              "qqshare": (TermReading("50"),)}  # fmt: skip
    one_way = replace(
        two, drafts={"d": Draft("d", "D", ("qqb",), None, closed)}, facts=(), name="1"
    )
    (drawn,) = deal_space(one_way, draw(one_way, 20, seed=1)).drafts
    assert len(drawn.ways) == 1
    assert len(outcomes_of(two)) == 18
    del closed["qqform"], closed["qqlaw"]
    open_ = replace(two, drafts={"d": Draft("d", "D", ("qqb",), None, closed)}, facts=(), name="6")
    (drawn,) = deal_space(open_, draw(open_, 20, seed=1), DealSpaceOptions(ways=6)).drafts
    assert len(drawn.ways) == 6
    assert draws.case is two


# --- what is not known ------------------------------------------------------------------


def test_sides_are_compared_if_they_have_enough_draws() -> None:
    hits = np.array([True] * 3 + [False] * 5)
    left, right = np.arange(8) < 4, np.arange(8) >= 4
    compared = _Comparison({"zone": hits}, 4)
    (shift,) = compared.between(left, right) or ()
    assert (shift.before, shift.after, shift.change) == (0.75, 0.0, -0.75)
    # one draw of each kind is added: 4 of 6 and 1 of 6
    assert shift.error == pytest.approx(1.96 * np.sqrt((4 * 2 + 1 * 5) / 36 / 6), rel=1e-4)
    assert _Comparison({"zone": hits}, 5).between(left, right) is None
    assert compared.between(left, np.arange(8) >= 5) is None


def test_the_two_sides_that_differ_most_are_told() -> None:
    hits = np.repeat([True, False, True, False], [60, 0, 30, 30])
    sides = [(name, np.arange(120) // 40 == k) for k, name in enumerate("abc")]
    compared = _Comparison({"zone": hits}, 10)
    (first, second), shifts = compared.widest(sides) or ((), ())  # type: ignore[misc]
    assert (first, second) == ("a", "c")
    assert shifts[0].change == pytest.approx(0.25 - 1)
    # of equals, and where nothing differs by more than sampling, the first
    same = _Comparison({"zone": np.ones(120, dtype=bool)}, 10).widest(sides)
    assert same is not None
    assert same[0] == ("a", "b")
    assert _Comparison({"zone": hits}, 41).widest(sides) is None


def test_of_many_comparisons_only_what_stands_out_is_clear(two: Case) -> None:
    unknown = unknowns(two, draw(two, 100, seed=1)).unknowns[0]
    shift = unknown.shifts[0]
    # one comparison alone: what exceeds its error; of forty: what exceeds 1.65 times as much
    # (the normal quantiles of 0.975 and of 1 − 0.025 / 40 are 1.960 and 3.227)

    def clear(changes: list[float]) -> list[bool]:
        shifts = tuple(shift.model_copy(update={"change": c, "error": 0.1}) for c in changes)
        (weighed,) = _weighed([unknown.model_copy(update={"shifts": shifts})])
        expected = max((abs(s.change) for s in weighed.shifts if s.clear), default=0.0)
        assert weighed.largest == expected
        return [s.clear for s in weighed.shifts]

    assert clear([0.101]) == [True]
    assert clear([0.099]) == [False]
    many = clear([0.164, -0.166, *[0.0] * 38])
    assert many[:3] == [False, True, False]


def test_unknowns_are_sorted_by_what_they_move(two: Case) -> None:
    base = unknowns(two, draw(two, 100, seed=1)).unknowns[0]
    shift = base.shifts[0]

    def made(largest: float, change: float, **more: object) -> object:
        own = (shift.model_copy(update={"change": change}),)
        bare = {"party": None, "issue": None, "draft": None, "fact": None}
        return base.model_copy(
            update={**bare, "kind": "weight", "largest": largest, "shifts": own, **more}
        )

    expected = [
        made(0.5, -0.5), made(0.2, 0.2), made(0, -0.4), made(0, 0.3, kind="fact", fact=1),
        made(0, 0.3, kind="fact", fact=2), made(0, 0.3), made(0, 0.3, party="a"),
        made(0, 0.3, party="a", issue="x"), made(0, 0.3, party="b", issue="a"),
    ]  # fmt: skip
    backwards = expected[::-1]
    assert sorted(backwards, key=_order) == expected  # type: ignore[arg-type]


def test_where_no_fact_is_left_out_nothing_is_left_unsettled(two: Case) -> None:
    bare = replace(two, facts=(), drafts={}, name="bare")
    result = unknowns(bare, draw(bare, 40, seed=1))
    assert result.converged
    assert not [u for u in result.unknowns if u.fact is not None]


# --- words that belong to facts ---------------------------------------------------------

TEXT = "They took the first draft. They want the fish quota raised, and the port fees waived."


def words_case() -> Case:
    issues = {
        "fish": Issue("fish", "Fish quota", (Level("a", "catch it all"), Level("b", "none"))),
        "port": Issue("port", "Port", (Level("a", "all of it"), Level("b", "fees waived"))),
        "tax": Issue("tax", "Tax", (Level("a", "all of it"), Level("b", "half"))),
        "sum": Issue("sum", "Sums", (Level("5", "5 or so", 5.0),), numeric=True),
    }
    quotes = {
        "draft": Evidence("s", "They took the first draft"),
        "fish": Evidence("s", "want the fish quota raised"),
        "term": Evidence("s", "the port fees waived"),
        "lost": Evidence("s", "words that stand nowhere"),
        "other": Evidence("t", "They took"),
    }
    facts = (
        Fact("p", "order", ranked("fish", "a", "b"), (quotes["lost"], quotes["fish"])),
        Fact("p", "accepts", Stance("accepts", Package("d")), (quotes["draft"],)),
        Fact("p", "order", ranked("tax", "a", "b"), (quotes["fish"], quotes["other"])),
    )
    terms = {"port": (TermReading("b", (quotes["term"],)), TermReading("a"))}
    draft = Draft("d", "D", ("p",), None, terms, (quotes["draft"],))
    sources = {"s": Source("s", "s.txt", text=TEXT)}
    return Case("", issues, {"p": Party("p", "P")}, {"d": draft}, facts, sources=sources)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_words_belong_to_the_facts_drafts_and_issues_whose_evidence_shares_them() -> None:
    used = UsedWords(words_case())

    def of(words: str) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
        shared = used.of("s", [at(words)])
        return shared.facts, shared.drafts, shared.issues

    assert of("the fish quota") == ((0, 2), (), ("fish", "tax"))
    # a fact about a whole package is about no issue of its own
    assert of("the first draft") == ((1,), ("d",), ())
    assert of("port fees") == ((), ("d",), ("port",))
    assert of("and") == ((), (), ())
    both = used.of("s", [at("the fish quota"), at("the first draft")])
    assert (both.facts, both.drafts) == ((0, 1, 2), ("d",))
    assert used.of("t", [at("the fish quota")]).facts == ()


def test_issues_are_named_by_their_titles_and_by_levels_of_two_words_or_more() -> None:
    used = UsedWords(words_case())
    assert used.named("the FISH QUOTA is high") == ("fish",)
    assert used.named("to catch it all") == ("fish",)
    assert used.named("none") == ()  # a level of one word
    assert used.named("the port") == ("port",)  # a title of four letters
    assert used.named("no tax") == ()  # one of three
    assert used.named("all of it") == ()  # a level of two issues
    assert used.named("sums of 5 or so") == ("sum",)
    assert used.named("5 or so") == ()  # a level of a number
    assert used.named("the fish quota, with fees waived") == ("fish", "port")


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((0, 10), (5, 15), True), ((0, 10), (6, 16), False), ((0, 10), (10, 20), False),
        ((0, 100), (98, 102), True), ((0, 100), (99, 102), False), ((5, 6), (0, 100), True),
    ],
)  # fmt: skip
def test_words_are_shared_from_half_of_the_shorter_on(
    first: tuple[int, int], second: tuple[int, int], shared: bool
) -> None:
    assert shares(Span(*first), Span(*second)) is shares(Span(*second), Span(*first)) is shared


def test_acts_by_party_stand_in_the_order_of_the_case(two: Case) -> None:
    reported = two.reported
    assert reported is not None
    mine = reported.statements[0]

    def of(party: str, k: int) -> object:
        return replace(mine, id=f"s{k}", speaker=replace(mine.speaker, party=party))

    parties = ["zz", "", "qqb", "aa", "qqa", "zz"]
    statements = tuple(of(party, k) for k, party in enumerate(parties))
    case = replace(two, reported=replace(reported, statements=statements, claims=(),
                                         differences=()))  # fmt: skip
    result = reports(case, draw(case, 2))
    assert [(p.party, p.statements) for p in result.parties] == [
        ("qqa", 1), ("qqb", 1), ("aa", 1), ("zz", 2), ("", 1),
    ]  # fmt: skip


# --- records ----------------------------------------------------------------------------


def test_shares_and_spreads_of_no_draws() -> None:
    nothing = Share.of(np.array([], dtype=bool))
    assert (nothing.share, nothing.low, nothing.high, nothing.draws) == (0, 0, 1, 0)
    none = Spread.of(np.array([]))
    assert (none.mean, none.low, none.high, none.draws) == (0, 0, 0, 0)
    every = Spread.of(np.arange(101.0))
    assert (every.mean, every.low, every.high, every.draws) == (50, 5, 95, 101)
    assert Share.of(np.array([True, False, False, False])).share == 0.25


def test_a_notebook_shows_thirty_entries_and_counts_the_rest(two: Case) -> None:
    result = zone(two, draw(two, 20, seed=1))
    one = result.levels[0].model_copy(
        update={"share": Share(share=0.5, low=0.25, high=0.75, draws=20)}
    )
    for count, more in ((30, False), (33, True)):
        html = result.model_copy(update={"levels": (one,) * count})._repr_html_()
        assert html.count("50% <small>(25%–75%)</small>") == (30 if more else count)
        assert ("<p>and 3 more</p>" in html) == more
    assert html.startswith("<h4>Is there a deal to be had?</h4>")
    assert "<th>references</th>" not in html
    assert "<th>draws</th><td>20</td>" in html
