"""Analyses: pure functions from a case and its draws to one frozen result record each."""

from zopa.analyses.bargaining import bargaining
from zopa.analyses.drafts import drafts
from zopa.analyses.evidence import evidence
from zopa.analyses.frontier import frontier
from zopa.analyses.registry import ANALYSES
from zopa.analyses.reports import reports
from zopa.analyses.unknowns import unknowns
from zopa.analyses.zone import zone

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
