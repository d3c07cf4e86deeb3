"""How each line of a proposed ledger came about, step by step, and what was set aside and why."""

from zopa.proposing.chains.chain_records import LedgerChains
from zopa.proposing.chains.of_steps import chains_of

__all__ = ["LedgerChains", "chains_of"]
