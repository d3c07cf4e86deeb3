"""A whole ledger that a language model proposes, held against the reports entry by entry.

With an endpoint the model is asked for it; without one a person pastes what `prompt_texts` gives
into an assistant and brings the answer back.
"""

from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.ledger_schema import answer_schema
from zopa.proposing.whole_ledger.propose_ledger import (
    WholeLedger,
    follow_up_text,
    ledger_from_answers,
    ledger_from_model,
    prompt_texts,
)

__all__ = [
    "Fault",
    "WholeLedger",
    "answer_schema",
    "follow_up_text",
    "ledger_from_answers",
    "ledger_from_model",
    "prompt_texts",
]
