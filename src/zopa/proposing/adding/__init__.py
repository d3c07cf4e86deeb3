"""Reading new reports into a case that is there: what is known, what is against it, what is new."""

from zopa.proposing.adding.additions import Additions, Confirmed, Contradicted, additions_to
from zopa.proposing.adding.longer_ledger import (
    AddedLedger,
    NoPlaceError,
    added_ledger,
    against_words,
    fact_lines,
    fact_words,
)

__all__ = [
    "AddedLedger",
    "Additions",
    "Confirmed",
    "Contradicted",
    "NoPlaceError",
    "added_ledger",
    "additions_to",
    "against_words",
    "fact_lines",
    "fact_words",
]
