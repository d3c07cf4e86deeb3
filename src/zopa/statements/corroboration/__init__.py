"""Statements of different reports lined up: who else tells it, and who tells it otherwise.

One module a concept:

- `corroborate` (`lineup`): the whole;
- what it gives (`records`): claims, differences, copies;
- a pair of statements: `wording` reads each, `comparison` holds them against each other, `score`
  makes probabilities of it, fitted on pairs labelled by a person (`labelled`);
- many statements: `candidates` finds the pairs worth a look, `grouping` makes claims of them;
- `copies` finds words that documents share, `origins` counts who is independent.
"""

from zopa.statements.corroboration.lineup import corroborate
from zopa.statements.corroboration.records import (
    Copied,
    Copy,
    Corroboration,
    Detail,
    Difference,
    SharedClaim,
)

__all__ = ["Copied", "Copy", "Corroboration", "Detail", "Difference", "SharedClaim", "corroborate"]
