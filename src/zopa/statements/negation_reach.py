"""How far a negation reaches: into a quote behind it, or only to what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zopa.statements import negation_words as words_of

_OPENING = frozenset('“"‘')


class PlainToken(NamedTuple):
    """A word in small letters, a number or a mark, and where it stands."""

    text: str
    start: int
    stop: int

    @property
    def negates(self) -> bool:
        return self.text in words_of.PLAIN or self.text.endswith(("n't", "n’t"))


def reaches(
    before: Sequence[PlainToken],
    at: int,
    between: Sequence[PlainToken],
    words: Sequence[PlainToken],
) -> bool:
    """Whether a negation reaches into the quote, and not only to what stands between."""
    negation, first = before[at], words[0].text
    between = [token for token in between if token.text not in _OPENING]
    if not between:
        no_more = negation.text == "no" and first in words_of.NO_MORE_THAN
        return first not in words_of.NOT_NEGATED and not no_more
    last = _last_word(between)
    if last in ("that", "whether", "if"):
        return True
    told = last in words_of.SAYING or last in words_of.DENYING
    if last == "sign" and negation.text != "no":
        told = False  # the deed, and not a sign of anything
    if _in_relative(before, at) and not (told or last == "to" or _is_small(between)):
        return False
    if any(t.text in ("that", "whether") for t in between) and first not in words_of.RELATIVE:
        return True  # “did not say that it has signed”, whichever words of that are quoted
    if _begins_anew(negation, between, first, told=told):
        return False
    led = before[at - 1].text if at else ""
    if negation.text == "no" and len(between) > 3 and led in words_of.PREPOSITIONS:
        return False  # “With no deal in sight the union called a strike”
    if first in words_of.SUBJECTS:
        return told or last == "longer" or negation.text in words_of.DENYING
    return not _is_of_a_thing(negation, between, words, told=told)


def _begins_anew(
    negation: PlainToken, between: Sequence[PlainToken], first: str, *, told: bool
) -> bool:
    """Whether a quote begins with what is told of a subject that holds the negation, as in “the
    refusal to sign was a mistake”, or with a remark on a thing."""
    if first.endswith("ed") and any(t.text == "or" for t in between):
        return True
    if told:
        return False
    if first in words_of.HAVE_DONE:
        return not _negates_a_subject(negation, between)
    return first in words_of.RELATIVE


def _is_of_a_thing(
    negation: PlainToken, between: Sequence[PlainToken], words: Sequence[PlainToken], *, told: bool
) -> bool:
    """Whether a quote is of a thing or a circumstance that is there whatever is negated."""
    first, last = words[0].text, _last_word(between)
    leads = negation.text in words_of.LEADING or first.endswith("ing")
    if first in words_of.PREPOSITIONS or (last in words_of.PREPOSITIONS and not leads):
        return True
    if last == "to" and len(between) > 1 and between[-2].text in words_of.ANSWERING:
        return True
    if first not in words_of.DEFINITE or (negation.text != "not" and _is_small(between)):
        return False
    told = told or (negation.text in words_of.DENYING and len(between) <= 2)
    return not (told and any(t.text in words_of.FINITE or t.text[-2:] == "ed" for t in words[1:]))


def _negates_a_subject(negation: PlainToken, between: Sequence[PlainToken]) -> bool:
    """Whether it stands with a subject, as in “nobody”, “no bank”, “not one of the banks”."""
    of_not = negation.text == "not" and between[0].text in ("a", "an", "one", "all", "every", "any")
    return negation.text in words_of.OF_A_SUBJECT or of_not


def _last_word(between: Sequence[PlainToken]) -> str:
    return next((t.text for t in reversed(between) if t.text[0].isalpha()), "")


def _is_small(between: Sequence[PlainToken]) -> bool:
    """Whether nothing but small words stands between a negation and the quote."""
    return all(t.text in words_of.SMALL for t in between)


def _in_relative(before: Sequence[PlainToken], at: int) -> bool:
    """Whether the negation stands in “who did not …”, “which has never …”."""
    return any(t.text in words_of.RELATIVE for t in before[max(0, at - 2) : at])
