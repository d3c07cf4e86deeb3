"""All analyses, in the order in which they run and in which their results stand."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from zopa.analyses.agreement_zone import zone
from zopa.analyses.bargaining_points import bargaining
from zopa.analyses.changes_since import changes
from zopa.analyses.counter_drafts import counter
from zopa.analyses.draft_standing import drafts
from zopa.analyses.evidence_table import evidence
from zopa.analyses.frontier_points import frontier
from zopa.analyses.offers_over_time import rounds
from zopa.analyses.open_questions import unknowns
from zopa.analyses.package_scores import scores
from zopa.analyses.registry import entries_of
from zopa.analyses.reported_statements import reports
from zopa.analyses.sure_or_not import sureness
from zopa.analyses.two_party_space import deal_space
from zopa.analyses.what_to_ask import questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zopa.analyses.registry import Analysis

ANALYSES: Mapping[str, Analysis[Any, Any]] = MappingProxyType(
    entries_of(
        bargaining,
        changes,
        counter,
        deal_space,
        drafts,
        evidence,
        frontier,
        questions,
        reports,
        rounds,
        scores,
        sureness,
        unknowns,
        zone,
    )
)
"""Every analysis by name. The order is that of the results in JSON and of the questions that the
brief lists under “Method and limits”."""
