"""Lining up the statements of different reports: which tell the same, and where they differ.

- `lineup` holds `corroborate`, which puts the other modules together.
- `zopa.statements.claims` holds what it returns: claims, differences and copies.
- For a pair of statements, `wording` sorts the words of each, `comparison` turns the pair into
  numbers, and `score` turns those into probabilities. The scores were fitted on pairs that a person
  labelled; `labelled` reads them.
- For many statements, `candidates` finds the pairs that are worth comparing, and `grouping` makes
  claims out of the pairs that tell the same.
- `copies` finds the words that documents share, and `origins` counts the independent sources.
"""

from zopa.statements.claims import (
    Copied,
    Copy,
    Corroboration,
    Detail,
    Difference,
    SharedClaim,
)
from zopa.statements.corroboration.lineup import corroborate

__all__ = ["Copied", "Copy", "Corroboration", "Detail", "Difference", "SharedClaim", "corroborate"]
