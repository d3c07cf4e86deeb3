"""Proposing cases from what was read, and additions to them: reading proposes, people decide."""

from zopa.proposing.build import propose
from zopa.proposing.ledger import ledger_of
from zopa.proposing.proposal import Proposal, Proposed, ProposedCase, Shelved
from zopa.proposing.review import Conflict, Unused, conflicts, unused

__all__ = [
    "Conflict",
    "Proposal",
    "Proposed",
    "ProposedCase",
    "Shelved",
    "Unused",
    "conflicts",
    "ledger_of",
    "propose",
    "unused",
]
