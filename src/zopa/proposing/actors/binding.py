"""What grammar tells of whom a pronoun can mean: its clause, who speaks, what it stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.actors.deeds import DEAL_NOUNS, SPEAKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ANSWERS = word_set(
    "reject refuse accept dismiss spurn rebuff decline turn snub brush throw knock call consider"
    " study welcome answer await weigh criticise criticize describe"
)
"""What one does to the offer of somebody else."""
_SPEAKER, _SUBJECT, _FOREIGN, _PARALLEL = 1.5, 1.0, -3.0, 3.0


def clause_of(word: Token) -> Token:
    """The verb of the clause in which a word stands; the last word above it where there is none.

    >>> from zopa.statements.grammar import parsed
    >>> clause_of(parsed("The union said that its members want more.").doc[4]).text
    'want'
    """
    verb = word.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return verb


def reporting_verb(word: Token) -> Token | None:
    """The verb by which what a word stands in is told (“said”), if there is one."""
    verb = clause_of(word)
    for _ in range(6):
        if verb.head == verb:
            return None
        above = verb.head
        if verb.dep_ in {"ccomp", "parataxis"} and above.lemma_.lower() in SPEAKING:
            return above
        verb = above
    return None


def likelihood(before: Token, pronoun: Token) -> float:
    """How much likelier, or less likely, grammar makes it that a pronoun means a word before it."""
    sure = 0.0
    verb = reporting_verb(pronoun)
    if before.dep_ in SUBJECTS and verb is not None and before.head == verb:
        sure += _SPEAKER
    if pronoun.tag_ != "PRP$":
        return sure
    owned = pronoun.head
    clause = clause_of(pronoun)
    if before.dep_ in SUBJECTS and before.head == clause:
        offered = owned.lemma_.lower() in DEAL_NOUNS
        foreign = offered and clause.lemma_.lower() in _ANSWERS and owned.dep_ == "dobj"
        sure += _FOREIGN if foreign else _SUBJECT
    if before.dep_ == "poss" and owned.dep_ == "conj" and owned.head == before.head:
        sure += _PARALLEL
    return sure
