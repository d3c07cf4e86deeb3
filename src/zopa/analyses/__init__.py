"""The analyses: each is a pure function of a case, its draws and options that gives one record."""

from zopa.analyses.agreement_zone import zone
from zopa.analyses.bargaining_points import bargaining
from zopa.analyses.case_results import CaseResults, run_analyses
from zopa.analyses.catalogue import ANALYSES
from zopa.analyses.changes_since import changes
from zopa.analyses.counter_drafts import counter
from zopa.analyses.draft_standing import drafts
from zopa.analyses.evidence_table import evidence
from zopa.analyses.frontier_points import frontier
from zopa.analyses.offers_over_time import rounds
from zopa.analyses.open_questions import unknowns
from zopa.analyses.package_scores import scores
from zopa.analyses.reported_statements import reports
from zopa.analyses.sure_or_not import sureness
from zopa.analyses.two_party_space import deal_space
from zopa.analyses.what_to_ask import questions

__all__ = [
    "ANALYSES",
    "CaseResults",
    "bargaining",
    "changes",
    "counter",
    "deal_space",
    "drafts",
    "evidence",
    "frontier",
    "questions",
    "reports",
    "rounds",
    "run_analyses",
    "scores",
    "sureness",
    "unknowns",
    "zone",
]
