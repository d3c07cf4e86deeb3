"""Finding the conditions of a statement: “if”, “unless”, “on condition that”, “until” after “not”.

The “if” of a question (“asked if”) and of “as if” or “even if” does not make a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zopa.foundation.text import word_set
from zopa.statements.acts.tokens import Token
from zopa.statements.acts.verb_group import NOT

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
_SUBORDINATE = word_set("because since although though despite after before when while")


class Condition(NamedTuple):
    """Tokens `start` to `stop` that say it."""

    start: int
    stop: int


def conditions_in(row: Sequence[Token]) -> list[Condition]:
    """The places in a row of tokens that name a condition.

    >>> from zopa.statements.acts.tokens import tokens_in
    >>> conditions_in(tokens_in("He asked if they would sign unless paid"))
    [Condition(start=6, stop=7)]
    """
    found: list[Condition] = []
    denied = False
    for at, token in enumerate(row):
        form = token.form
        if form in (".", "!", "?", ";"):
            denied = False
        if form in NOT or form == "no":
            denied = True
        before = row[at - 1].form if at else ""
        if form == "if":
            if before not in _ASKING:
                found.append(Condition(at, at + 1))
        elif form == "until" and denied:
            found.append(Condition(at, at + 1))
        else:
            for words in _PHRASES:
                if form == words[0] and tuple(t.form for t in row[at : at + len(words)]) == words:
                    found.append(Condition(at, at + len(words)))
                    break
    return found


def main_clause(row: Sequence[Token], boundary: int = 0) -> list[bool]:
    """For each token, whether it stands in a main clause.

    A token between “if”, “because”, “which” and the like and the next comma does not. All tokens
    before `boundary` count as standing in a main clause."""
    main = [True] * len(row)
    inside = False
    for at in range(boundary, len(row)):
        form = row[at].form
        if form in (",", ".", ";", "!", "?", ":"):
            inside = False
        elif form in _SUBORDINATE or form in (
            "which",
            "who",
            "whose",
            "whom",
            "unless",
            "provided",
        ):
            inside = form not in ("who", "when") or at > boundary
        elif form == "if":
            inside = True
        main[at] = not inside
    return main
