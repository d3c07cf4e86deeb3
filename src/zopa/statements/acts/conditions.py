"""Finding the conditions of a statement: “if”, “unless”, “on condition that”, “until” after “not”.

The “if” of a question (“asked if”) and of “as if” or “even if” does not make a condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zopa.foundation.text import word_set
from zopa.statements.acts.tokens import Row
from zopa.statements.acts.verb_use import NOT

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

_PHRASES = tuple(
    tuple(line.split())
    for line in (
        "unless",
        "provided",
        "providing",
        "as long as",
        "so long as",
        "on condition",
        "on the condition",
        "in exchange for",
        "in return for",
        "subject to",
        "depend on",
        "depends on",
        "depending on",
        "contingent on",
        "conditional on",
        "would need to",
        "would have to",
        "only when",
        "only once",
        "or else",
        "no deal without",
        "no agreement without",
        "in the event",
        "assuming",
    )
)
_ASKING = word_set(
    "ask asks asked asking wonder wonders wondered know knows see say tell decide clear unclear "
    "question even as doubt"
)
_SUBORDINATE = word_set(
    "because since although though despite after before when while if unless provided"
)


class Condition(NamedTuple):
    """Tokens `start` to `stop` that say it."""

    start: int
    stop: int


def conditions_in(row: Row) -> list[Condition]:
    """The places in a row of tokens that name a condition.

    >>> from zopa.statements.acts.tokens import tokens_in
    >>> from zopa.statements.grammar import parsed
    >>> conditions_in(Row(tokens_in(parsed("He asked if they would sign unless paid").doc)))
    [Condition(start=6, stop=7)]
    """
    found: list[Condition] = []
    denied = False
    for at in range(len(row)):
        form = row.form(at)
        if form in (".", "!", "?", ";"):
            denied = False
        if form in NOT or form == "no":
            denied = True
        before = row.form(at - 1)
        if form == "if":
            if before not in _ASKING:
                found.append(Condition(at, at + 1))
        elif form == "until" and denied:
            found.append(Condition(at, at + 1))
        else:
            for words in _PHRASES:
                if form == words[0] and tuple(row.forms(at, at + len(words))) == words:
                    found.append(Condition(at, at + len(words)))
                    break
    return found


def main_clause(row: Row) -> list[bool]:
    """For each token, whether it stands in a main clause, not after “if”, “because”, “which”.

    >>> from zopa.statements.acts.tokens import tokens_in
    >>> from zopa.statements.grammar import parsed
    >>> main_clause(Row(tokens_in(parsed("They left because he refused.").doc)))
    [True, True, False, False, False, True]
    """
    known: dict[int, bool] = {}
    for token in row.tokens:
        path: list[int] = []
        word, main = token.word, True
        while row.place(word) is not None and word.i not in known:
            path.append(word.i)
            if word.dep_ in ("relcl", "csubj") or (word.dep_ == "advcl" and _is_subordinate(word)):
                main = False
                break
            if word.head == word:
                break
            word = word.head
        main = main and known.get(word.i, True)
        known.update(dict.fromkeys(path, main))
    return [known.get(token.word.i, True) for token in row.tokens]


def _is_subordinate(verb: Word) -> bool:
    return any(
        child.lower_ in _SUBORDINATE and child.dep_ in ("mark", "advmod", "prep")
        for child in verb.children
    )
