"""What the person named first: the parties and the issues that a proposal is made with."""

from zopa.proposing.given.codes import CODES
from zopa.proposing.given.first_named import given_first
from zopa.proposing.given.issue_list import given_issues, issues_text
from zopa.proposing.given.named import Given, GivenFigures, GivenIssue, GivenParty
from zopa.proposing.given.party_list import given_parties, parties_text

__all__ = [
    "CODES",
    "Given",
    "GivenFigures",
    "GivenIssue",
    "GivenParty",
    "given_first",
    "given_issues",
    "given_parties",
    "issues_text",
    "parties_text",
]
