"""From what was read to a first case folder: reading proposes, people decide."""

from zopa.proposing.build import propose
from zopa.proposing.folder import case_files
from zopa.proposing.ledger import ledger
from zopa.proposing.proposal import Proposal, Proposed, Shelved
from zopa.proposing.review import Conflict, Unused, conflicts, unused

__all__ = [
    "Conflict", "Proposal", "Proposed", "Shelved", "Unused", "case_files", "conflicts", "ledger",
    "propose", "unused",
]  # fmt: skip
