"""Options: each does something, stands in the record, and is held within its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from pydantic import ValidationError

from zopa.analyses import (
    ANALYSES,
    bargaining,
    case_results,
    drafts,
    frontier,
    reports,
    run_analyses,
    unknowns,
    zone,
)
from zopa.analyses.agreement_zone import ZoneOptions
from zopa.analyses.bargaining_records import BargainingOptions
from zopa.analyses.changes_since import ChangesOptions
from zopa.analyses.counter_records import CounterOptions
from zopa.analyses.draft_standing import DraftsOptions
from zopa.analyses.frontier_points import FrontierOptions
from zopa.analyses.open_questions import UnknownsOptions
from zopa.analyses.package_scores import PackageToScore, ScoreOptions
from zopa.analyses.registry import Analysis, analysis, entries_of
from zopa.analyses.reported_statements import ReportsOptions
from zopa.analyses.result import NoOptions, Options, Result
from zopa.analyses.sure_or_not import SurenessOptions
from zopa.analyses.two_party_space import DealSpaceOptions
from zopa.analyses.what_to_ask import QuestionsOptions
from zopa.case.model import AgreementRule, AtLeast, Case
from zopa.preferences.draws import Draws, draw

OTHERS: Mapping[str, Options] = {
    "bargaining": BargainingOptions(solved=7),
    "changes": ChangesOptions(since=date(2025, 1, 1)),
    "counter": CounterOptions(change=1),
    "deal_space": DealSpaceOptions(dots=2),
    "drafts": DraftsOptions(improvement=0.2),
    "frontier": FrontierOptions(counted=3),
    "questions": QuestionsOptions(fewest=5),
    "reports": ReportsOptions(sure=0.9),
    "scores": ScoreOptions(packages=(PackageToScore(name="nothing", no_deal=True),)),
    "sureness": SurenessOptions(compared=0),
    "unknowns": UnknownsOptions(fewest=5),
    "zone": ZoneOptions(listed=2),
}

IN_BRIEF = {name: options for name, options in OTHERS.items() if ANALYSES[name].in_brief}


def test_every_analysis_with_options_is_looked_at_here() -> None:
    assert set(OTHERS) == {n for n, entry in ANALYSES.items() if entry.options is not NoOptions}


def test_the_record_says_with_which_options_it_was_computed(two: Case) -> None:
    draws = draw(two, 40, seed=1)
    for name, entry in ANALYSES.items():
        assert entry.run(two, draws).options == entry.options()
        if name in OTHERS:
            result = entry.run(two, draws, OTHERS[name])
            assert result.options == OTHERS[name]
            assert entry.record.from_json(result.to_json()).options == OTHERS[name]


def test_an_option_beyond_its_range_is_refused() -> None:
    for make in (
        lambda: ZoneOptions(listed=0),
        lambda: ZoneOptions(worth_naming=1.1),
        lambda: ZoneOptions(groups=0),
        lambda: DraftsOptions(improvement=-0.1),
        lambda: FrontierOptions(counted=0),
        lambda: BargainingOptions(solved=0),
        lambda: UnknownsOptions(redrawn=0),
        lambda: ReportsOptions(doubtful=2),
        lambda: DealSpaceOptions(dots=0),
        lambda: ChangesOptions(steps=0),
        lambda: ZoneOptions(lsted=3),  # type: ignore[call-arg]
    ):
        with pytest.raises(ValidationError):
            make()


def test_how_many_groups_are_listed(three: Case) -> None:
    rule = AgreementRule((AtLeast(2, three.signatories),))
    case = replace(three, agreement=rule)
    draws = draw(case, 20, seed=1)
    listed = zone(case, draws).agreement
    assert (len(listed.groups), len(listed.blocking), listed.listed) == (3, 3, True)
    short = zone(case, draws, ZoneOptions(groups=2)).agreement
    assert (short.groups, short.blocking, short.listed) == ((), (), False)
    assert short.vetoes == listed.vetoes == ()


def placeless(outcomes) -> list[object]:
    """Outcomes without their places, which are those among the outcomes that are listed."""
    return [outcome.model_copy(update={"places": {}}) for outcome in outcomes]


def test_how_many_outcomes_of_the_zone_are_listed(two: Case) -> None:
    draws = draw(two, 200, seed=1)
    every = zone(two, draws, ZoneOptions(listed=100, worth_naming=0)).best
    assert len(every) > 5
    fewer = zone(two, draws, ZoneOptions(listed=2, worth_naming=0)).best
    assert placeless(fewer) == placeless(every[:2])
    top = every[0].share.share
    for worth in (0.5, 0.9):
        named = zone(two, draws, ZoneOptions(listed=100, worth_naming=worth)).best
        assert placeless(named) == placeless(o for o in every if o.share.share >= worth * top)
    assert zone(two, draws) == zone(two, draws, ZoneOptions(listed=5, few=12, worth_naming=0.5))


def test_few_deals_of_given_numbers_are_all_listed(numbers_given: Case) -> None:
    case = numbers_given
    draws = draw(case, 30, seed=1)
    every = zone(case, draws, ZoneOptions(listed=1, few=1000))
    assert every.deals is not None
    assert len(every.best) == every.deals.mean == every.deals.low == every.deals.high > 5
    assert {outcome.share.share for outcome in every.best} == {1.0}
    just = zone(case, draws, ZoneOptions(listed=1, few=len(every.best)))
    assert just.best == every.best
    assert len(zone(case, draws, ZoneOptions(listed=1, few=len(every.best) - 1)).best) == 1


def test_how_large_an_improvement_is(two: Case) -> None:
    draws = draw(two, 200, seed=1)
    shares = []
    for least in (0.0, 0.01, 0.3, 1.0):
        (draft,) = drafts(two, draws, DraftsOptions(improvement=least)).drafts
        assert draft.improvable is not None
        shares.append(draft.improvable.share)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[2]
    assert shares[3] == 0.0


def test_how_many_points_and_draws_of_the_frontier(three: Case) -> None:
    draws = draw(three, 50, seed=1)
    every = frontier(three, draws)
    few = frontier(three, draws, FrontierOptions(listed=2, counted=10, oftenest=3))
    assert few.points == every.points[:2]
    assert few.points_in_all == every.points_in_all
    assert (few.draws, few.length.draws, len(few.oftenest)) == (10, 10, 3)
    assert {entry.share.draws for entry in few.oftenest} == {10}


def test_how_many_draws_are_solved_and_winners_listed(three: Case) -> None:
    draws = draw(three, 50, seed=1)
    few = bargaining(three, draws, BargainingOptions(solved=20, listed=1))
    again = bargaining(three, draws.first(20))
    assert few.draws == 20
    for solved, other in zip(few.solutions, again.solutions, strict=True):
        assert solved.winners == other.winners[:1]
        assert solved.centre == other.centre
        assert solved.none == other.none


def test_how_many_draws_are_made_anew_and_how_few_compared(two: Case) -> None:
    draws = draw(two, 60, seed=1)
    result = unknowns(two, draws, UnknownsOptions(redrawn=12, fewest=1))
    assert result.redrawn == 12
    thirds = [u for u in result.unknowns if u.kind == "reservation"]
    assert thirds  # of 60 draws 20 lie on either side
    for fewest, shown in ((20, True), (21, False)):
        result = unknowns(two, draws, UnknownsOptions(redrawn=12, fewest=fewest))
        assert any(u.kind == "reservation" for u in result.unknowns) == shown


def test_from_which_confidence_on_a_statement_is_sure(two: Case) -> None:
    draws = draw(two, 20, seed=1)
    assert (reports(two, draws).sure, reports(two, draws).doubtful) == (2, 0)
    confidences = [s.confidence for s in reports(two, draws).statements]
    strict = ReportsOptions(sure=1.0, doubtful=1.0)
    assert reports(two, draws, strict).sure == sum(c >= 1.0 for c in confidences)
    assert reports(two, draws, strict).doubtful == sum(c < 1.0 for c in confidences)


# --- all of them together ---------------------------------------------------------------


def test_options_reach_their_analyses(two: Case) -> None:
    draws = draw(two, 40, seed=1)
    results = run_analyses(two, draws, options=IN_BRIEF).results
    for name, entry in ANALYSES.items():
        if entry.in_brief:
            assert results[name] == entry.run(two, draws, OTHERS.get(name))


@pytest.mark.parametrize(
    "options", [{"zones": ZoneOptions()}, {"zone": DraftsOptions()}, {"zone": NoOptions()}]
)
def test_options_of_no_analysis(two: Case, options: dict[str, Options]) -> None:
    with pytest.raises(ValueError, match="zone"):
        run_analyses(two, draw(two, 20), options=options)


class _CountOptions(Options):
    step: int = 2


class _Count(Result):
    options: _CountOptions
    counted: int


def _counting(*, in_brief: bool) -> dict[str, Analysis]:  # type: ignore[type-arg]
    @analysis(_Count, _CountOptions, in_brief=in_brief)
    def counting(case: Case, draws: Draws, options: _CountOptions) -> _Count:
        """Facts, by the step."""
        return _Count(
            analysis="counting", question="How many?", method="By counting.", references=(),
            draws=0, seed=draws.seed, options=options, counted=options.step * len(case.facts),
        )  # fmt: skip

    return entries_of(counting)


@pytest.mark.parametrize("in_brief", [True, False])
def test_what_belongs_to_the_brief_is_run_in_the_order_of_the_catalogue(
    two: Case, monkeypatch: pytest.MonkeyPatch, in_brief: bool
) -> None:
    catalogue = {**_counting(in_brief=in_brief), "zone": ANALYSES["zone"]}
    monkeypatch.setattr(case_results, "ANALYSES", MappingProxyType(catalogue))
    steps: list[str] = []
    results = run_analyses(two, draw(two, 20), tick=steps.append).results
    expected = ["counting", "zone"] if in_brief else ["zone"]
    assert list(results) == steps == expected
    if not in_brief:
        with pytest.raises(ValueError, match="counting"):
            run_analyses(two, draw(two, 20), options={"counting": _CountOptions()})
