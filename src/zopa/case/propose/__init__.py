"""From what was read to a first case folder: reading proposes, people decide."""

from zopa.case.propose.build import propose
from zopa.case.propose.folder import case_files
from zopa.case.propose.ledger import ledger
from zopa.case.propose.proposal import Proposal, Proposed, Shelved
from zopa.case.propose.review import Conflict, Unused, conflicts, unused

__all__ = [
    "Conflict", "Proposal", "Proposed", "Shelved", "Unused", "case_files", "conflicts", "ledger",
    "propose", "unused",
]  # fmt: skip
