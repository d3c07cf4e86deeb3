"""The grammar of a text: its parse, with parts of speech, base forms, heads and names.

spaCy's small English pipeline does it. It ships with zopa in `english/`, where MODEL_CARD.md says
what it is and what it was trained on.
"""

from zopa.statements.grammar.capitals import is_small, with_capitals
from zopa.statements.grammar.headlines import in_sentence_case
from zopa.statements.grammar.parsing import Grammar, grammar_of, parsed
from zopa.statements.grammar.pipeline import passing
from zopa.statements.grammar.plain_text import unbroken

__all__ = [
    "Grammar",
    "grammar_of",
    "in_sentence_case",
    "is_small",
    "parsed",
    "passing",
    "unbroken",
    "with_capitals",
]
