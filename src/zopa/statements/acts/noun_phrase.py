"""Finding noun phrases in a row of tokens without a parser: the names and descriptions of actors.

A noun phrase is taken to be a run of words that begins with a capital, a determiner, a pronoun, a
number or a plural, and contains no verb. If that is not clear, no noun phrase is returned, because
a wrong actor is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from zopa.foundation.text import word_set
from zopa.statements.acts.predicates import DETERMINERS, PREPOSITIONS
from zopa.statements.acts.tokens import Token
from zopa.statements.acts.verb_group import AUXILIARIES, NOT

SUBJECTS = word_set("i we he she they you")
OBJECTS = word_set("me us him her them you it")
LONGEST = 16
"""No longer run of words is taken for one noun phrase."""
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december "
    "yesterday today tomorrow tonight late early "
    "earlier later last week month year night morning weekend summer winter spring autumn"
)
_SELDOM = word_set(
    "neither nobody none nothing no few there it this that these those which what who such perhaps"
)
_LEADING = word_set("but and or yet so however meanwhile then still also instead")

Verb = Callable[[int], bool]


class TokenRun(NamedTuple):
    """Tokens `start` to `stop`."""

    start: int
    stop: int


def _begins(token: Token) -> bool:
    form = token.form
    if form in PREPOSITIONS or form in AUXILIARIES or form in NOT:
        return False
    return (
        token.capital
        or form in DETERMINERS
        or form in SUBJECTS
        or form[0].isdigit()
        or (form.isalpha() and len(form) > 3 and form.endswith("s") and not form.endswith("ss"))
        or form in ("people", "both", "several", "many", "some", "senior", "hundreds")
    )


def noun_phrase_of(row: Sequence[Token], start: int, stop: int, verb: Verb) -> TokenRun | None:
    """The noun phrase that tokens `start` to `stop` form, without adjuncts of time and place.

    `verb` says of the token at an index whether it is a verb.
    """
    while stop > start and (
        row[stop - 1].form in DAYS or row[stop - 1].form in ("on", "in") or _adverb(row[stop - 1])
    ):
        stop -= 1
    while start < stop and row[start].form in _LEADING:
        start += 1
        if start < stop and row[start].form == ",":
            start += 1
    if start < stop and row[start].form in PREPOSITIONS | {"to"} and not row[start].possessive:
        inside = _after_adjunct(row, start, stop)
        if inside is None:
            return None
        start = inside
    if not 0 < stop - start <= LONGEST:
        return None
    head = row[start]
    titled = any(token.capital for token in row[start + 1 : min(start + 4, stop)])
    titled = titled and head.form.isalpha() and len(head.form) > 3 and not verb(start)
    if head.form in _SELDOM or not (_begins(head) or titled):
        return None
    if head.form in SUBJECTS and stop - start > 1 and row[start + 1].form not in ("and", "or"):
        return None
    if row[stop - 1].form in DETERMINERS | PREPOSITIONS | {"and", "to"} or row[stop - 1].possessive:
        return None
    for at in range(start, stop):
        token = row[at]
        if not token.form[0].isalnum() and token.form not in (".", ",", "&"):
            return None
        if token.form in AUXILIARIES and not token.capital:
            return None
        if at > start and (token.form in SUBJECTS or verb(at)):
            return None
        if (
            at > start
            and token.form in ("the", "a", "an", "his", "their", "its")
            and row[at - 1].form not in PREPOSITIONS | {"and", ",", "to", "of", "all", "both"}
            and not (at > start + 1 and row[at - 2].form == "to")
        ):
            return None
    return TokenRun(start, stop)


def _adverb(token: Token) -> bool:
    return token.form.endswith("ly") and len(token.form) > 4 and not token.capital


def _after_adjunct(row: Sequence[Token], start: int, stop: int) -> int | None:
    """Where the subject begins after an adjunct without a comma: “On Wednesday the ministry”."""
    for at in range(start + 2, stop):
        before = row[at - 1].form
        if row[at].form in DETERMINERS and at + 1 < stop and row[at + 1].form in DAYS:
            continue
        if before in PREPOSITIONS or before in DETERMINERS or before in ("and", "of", "to"):
            continue
        if row[at].form in SUBJECTS or (row[at].form in DETERMINERS and row[at].form != "that"):
            return at
        if row[at].capital and (before in DAYS or before.isdigit()) and row[at].form not in DAYS:
            return at
    return None


def following(row: Sequence[Token], start: int, stop: int, verb: Verb) -> TokenRun | None:
    """The noun phrase that begins at `start`: “US treasury secretary Scott Bessent” of “by US
    treasury secretary Scott Bessent on a visit”."""
    at = start
    while at < stop and at - start < LONGEST:
        token = row[at]
        form = token.form
        if form == "and" and at > start and at + 1 < stop and row[at + 1].capital:
            at += 1
            continue
        if at > start and form in ("of", "for") and at + 1 < stop:
            at += 1
            continue
        if (
            not form[0].isalnum()
            or form in PREPOSITIONS
            or form in AUXILIARIES
            or form in NOT
            or form in ("and", "or", "but", "to", "who", "which", "that", "whether", "how")
            or form in DAYS
            or (
                (at > start and (form in DETERMINERS or form in OBJECTS))
                and row[at - 1].form not in ("of", "for", "and")
            )
        ):
            break
        if at > start and not token.capital and not form.endswith("s") and verb(at):
            break
        at += 1
    while at > start and row[at - 1].form in ("of", "for", "and"):
        at -= 1
    if at == start or (at == start + 1 and row[start].form in DETERMINERS - {"both", "all"}):
        return None
    return TokenRun(start, at)
