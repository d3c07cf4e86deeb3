"""Exchanges: what a side would do if it got something for it.

“Norland may move its guns back, provided the Front gives up its mortars” offers the one and wants
the other. What is only threatened (“will strike if wages are cut”) is no exchange: a bare “if”
tells none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    VERBAL,
    children,
    helpers,
    is_negated,
    objects_of,
    says_no,
    subjects,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_COULD = frozenset({"will", "would", "'d", "'ll", "could", "may", "might", "can"})
_PROVIDED = frozenset({"provided", "providing"})
_HARM = word_set(
    "strike walk quit leave retaliate sue impose attack block stop halt suspend veto reject refuse "
    "fight resume boycott sanction raise collapse fail die lose suffer"
)
"""Verbs that threaten rather than offer."""

Exchange = tuple["list[Token]", "list[Token]"]
"""The head of what is offered, and the heads of what is wanted for it."""


def exchange_of(verb: Token) -> Exchange | None:
    """What the subject of a verb would do, and what it wants for that; None for most verbs.

    >>> from zopa.statements.grammar import parsed
    >>> text = "Norland may move its guns back, provided the Front gives up its mortars."
    >>> offered, wanted = exchange_of(parsed(text).doc[2])
    >>> [word.text for word in offered], [word.text for word in wanted]
    (['move'], ['gives'])
    """
    if not helpers(verb) & _COULD or is_negated(verb) or verb.lemma_ in _HARM:
        return None
    if not subjects(verb) or any(map(says_no, subjects(verb))):
        return None
    wanted = [clause for clause in _conditions(verb) if not is_negated(clause)]
    wanted += _in_return(verb)
    return ([verb], wanted) if wanted else None


def _conditions(verb: Token) -> Iterator[Token]:
    """The clauses that have to come true before: “provided”, “as long as”, “only if”."""
    for word in verb.subtree:
        if word.i <= verb.i:
            continue
        if word.lower_ in _PROVIDED and word.head in (verb, *children(verb, "dobj")):
            yield from _verbs(children(word, "pcomp", "ccomp"))
        if word.lower_ == "long" and word.head.i == verb.i:
            yield from _verbs(children(word, "advcl"))
        if word.lower_ == "condition" and word.head.lower_ == "on":
            yield from _verbs(children(word, "acl", "ccomp"))
    for clause in children(verb, "advcl"):
        ahead = {child.lower_ for child in children(clause, "mark", "advmod")}
        if "if" in ahead and "only" in ahead:
            yield clause


def _verbs(words: list[Token]) -> Iterator[Token]:
    return (word for word in words if word.pos_ in VERBAL)


def _in_return(verb: Token) -> list[Token]:
    """What is named behind “in return for” and “in exchange for”."""
    found: list[Token] = []
    for word in (verb, *children(verb, "dobj")):
        for preposition in children(word, "prep"):
            for swap in children(preposition, "pobj"):
                if preposition.lower_ == "in" and swap.lower_ in ("return", "exchange"):
                    for behind in children(swap, "prep"):
                        if behind.lower_ == "for":
                            found += objects_of(behind) + children(behind, "pcomp")
    return found
