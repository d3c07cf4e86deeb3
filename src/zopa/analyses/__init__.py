"""Analyses: pure functions from a case and its draws to one frozen result record each."""

from zopa.analyses.agreement_zone import zone
from zopa.analyses.bargaining_points import bargaining
from zopa.analyses.draft_standing import drafts
from zopa.analyses.evidence_table import evidence
from zopa.analyses.frontier_points import frontier
from zopa.analyses.open_questions import unknowns
from zopa.analyses.registry import ANALYSES
from zopa.analyses.reported_statements import reports

__all__ = [
    "ANALYSES",
    "bargaining",
    "drafts",
    "evidence",
    "frontier",
    "reports",
    "unknowns",
    "zone",
]
