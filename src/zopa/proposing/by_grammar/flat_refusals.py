"""Refusals whatever happens: “will never”, “under no circumstances”, “ruled out”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_FLATLY = word_set("never absolutely categorically flatly outright unconditionally")
_RULING_OUT = frozenset({("rule", "out")})


def is_flat_refusal(cue: Token) -> bool:
    """Whether the words at the cue of a refusal leave nothing open.

    >>> from zopa.statements.grammar import parsed
    >>> is_flat_refusal(parsed("Karsia ruled out a toll.").doc[1])
    True
    >>> is_flat_refusal(parsed("Karsia rejected a toll.").doc[1])
    False
    """
    verb = cue if cue.pos_ in ("VERB", "AUX") else cue.head
    if any((verb.lemma_, child.lower_) in _RULING_OUT for child in children(verb, "prt")):
        return True
    if any(child.lower_ in _FLATLY for child in children(verb, "neg", "advmod")):
        return True
    beside = [word for p in children(verb, "prep") for word in p.subtree]
    forms = {word.lower_ for word in beside}
    return "circumstances" in forms or {"out", "question"} <= forms
