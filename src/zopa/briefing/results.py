"""The results of a case in the form in which the sections of a brief read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from zopa.briefing.given import worths
from zopa.briefing.numbers import Number, Numbers
from zopa.briefing.phrasing import Chance, Setting
from zopa.briefing.trace import Trace, value_at
from zopa.case.newest_drafts import drafts_by_age

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zopa.analyses.agreement_zone import ZoneResult
    from zopa.analyses.bargaining_records import BargainingResult
    from zopa.analyses.changes_since import ChangesResult
    from zopa.analyses.counter_records import CounterResult
    from zopa.analyses.draft_standing import DraftsResult, DraftStanding
    from zopa.analyses.drawing import Drawing
    from zopa.analyses.evidence_table import EvidenceResult
    from zopa.analyses.frontier_points import FrontierResult
    from zopa.analyses.offers_over_time import RoundsResult
    from zopa.analyses.open_questions import UnknownsResult
    from zopa.analyses.reported_statements import ReportsResult
    from zopa.analyses.result import Record, Result
    from zopa.analyses.sure_or_not import SurenessResult
    from zopa.analyses.two_party_space import DealSpaceResult
    from zopa.analyses.what_to_ask import QuestionsResult
    from zopa.case.model import Case


@dataclass(frozen=True, eq=False)
class BriefResults:
    """A case and its results, and where each number stands in them."""

    case: Case
    drawing: Drawing
    results: Mapping[str, Result]
    version: str

    @property
    def evidence(self) -> EvidenceResult:
        return cast("EvidenceResult", self.results["evidence"])

    @property
    def reports(self) -> ReportsResult:
        return cast("ReportsResult", self.results["reports"])

    @property
    def zone(self) -> ZoneResult:
        return cast("ZoneResult", self.results["zone"])

    @property
    def drafts(self) -> DraftsResult:
        return cast("DraftsResult", self.results["drafts"])

    @cached_property
    def drafts_newest_first(self) -> tuple[DraftStanding, ...]:
        """How each draft stands, the newest first (`zopa.case.newest_drafts`)."""
        age = {draft.id: k for k, draft in enumerate(drafts_by_age(self.case))}
        return tuple(sorted(self.drafts.drafts, key=lambda result: age[result.draft]))

    @property
    def changes(self) -> ChangesResult:
        return cast("ChangesResult", self.results["changes"])

    @property
    def rounds(self) -> RoundsResult:
        return cast("RoundsResult", self.results["rounds"])

    @property
    def counter(self) -> CounterResult:
        return cast("CounterResult", self.results["counter"])

    @property
    def sureness(self) -> SurenessResult:
        return cast("SurenessResult", self.results["sureness"])

    @property
    def questions(self) -> QuestionsResult:
        return cast("QuestionsResult", self.results["questions"])

    @property
    def unknowns(self) -> UnknownsResult:
        return cast("UnknownsResult", self.results["unknowns"])

    @property
    def frontier(self) -> FrontierResult | None:
        """None where the frontier is too large to be worked out."""
        return cast("FrontierResult | None", self.results.get("frontier"))

    @property
    def bargaining(self) -> BargainingResult | None:
        """None where the frontier is too large to be worked out."""
        return cast("BargainingResult | None", self.results.get("bargaining"))

    @property
    def deal_space(self) -> DealSpaceResult:
        return cast("DealSpaceResult", self.results["deal_space"])

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(Trace(self.results))

    @cached_property
    def signatories(self) -> tuple[str, ...]:
        return self.case.signatories

    @property
    def given(self) -> bool:
        """Whether all preferences are given as numbers, so that all draws are the same and
        nothing is left to chance."""
        return self.drawing.given

    def unordered(self, party: str) -> list[str]:
        """Find the issues on which neither an order nor numbers say what a party wants."""
        without_order = [c.issue for c in self.evidence.cells if c.party == party and not c.order]
        numbers = {issue: worths(self.case, party, issue) for issue in without_order}
        return [issue for issue, w in numbers.items() if w is None or not w.ordered]

    def belief(self, record: Record, *fields: str | int, value: float) -> Chance:
        """Tell a confidence as a likelihood."""
        return Chance(value, self.numbers.path(record, *fields))

    def drawn(self, *path: str) -> Number:
        """Show a number about the draws themselves, from the part `draws` of the brief's JSON."""
        value = float(value_at(self.drawing, *path))
        return Number(value, (".".join(("draws", *path)),), "count")

    def program(self) -> Setting:
        return Setting(self.version, "zopa")
