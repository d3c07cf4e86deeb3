"""Whether a quote leaves out the negation of its own clause, told by the words beside it.

“Sign the draft” cut out of “did not sign the draft” stands in the source and says the opposite of
it. A check looks at every quote of a ledger, and the trained parser takes longer to load than a
check may last; so the words around the quote decide, in English. Going back from the quote, a
clause ends at a mark of punctuation, at a word that opens another clause (“because”, “which”) and
at “and” or “but”; what opens the clause that is said, meant or denied (“that”, “to”, “whether”)
does not end it. Where a negation comes before any end, the quote is under it. A quote of a thing
that is there all the same (“the draft that …”, out of “did not sign the draft that …”) is under
none. Where it is in doubt nothing is said; a test holds it to sentences of every such kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zopa.foundation.text import Span
from zopa.statements import negation_words as words_of
from zopa.statements.negation_reach import PlainToken, reaches

FARTHEST = 300
"""Characters before a quote in which its negation is looked for."""
_BEHIND = 30
"""Characters behind it."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*|\d[\d.,]*\d|\d|\n\s*\n|[^\w\s]")
_ANY = re.compile(
    r"n['’]t|not|never|\bno|none|nobody|nothing|nowhere|neither|nor|without|instead|rather|"
    r"hardly|scarcely|refus|declin|fail|den[iy]|doubt|rul(?:ed?|es|ing) out|short of|far from|"
    r"un(?:able|likely|willing)|reluctan|prevent|inability|impossible|\wnt\b|yet to|avoid|against|"
    r"(?:absence|lack) of|reject|dismiss|refut|disput|rebut|\bfrom\b|false|untrue|incorrect",
    re.IGNORECASE,
)
"""Found in every text that holds a negation: without it there is nothing to look for."""
_MARKS_THAT_END = frozenset(".!?;:()[]—–…•|/")


def negation_left_out(text: str, quote: Span) -> Span | None:
    """The words of a text from the negation of a quote's clause up to the quote, or behind it.

    None where the quote holds the negation itself, where there is none, or where it belongs to
    another clause.

    >>> def told(text, words):
    ...     start = text.index(words)
    ...     found = negation_left_out(text, Span(start, start + len(words)))
    ...     return found and text[found.start : found.stop]
    >>> told("Peru did not sign the treaty.", "sign the treaty")
    'did not'
    >>> told("Peru denied that it had signed.", "it had signed")
    'denied that'
    >>> told("Peru did not come, but it signed.", "it signed")
    >>> told("Peru has signed nothing.", "Peru has signed")
    'nothing'
    """
    low = max(0, quote.start - FARTHEST)
    around = text[low : quote.start], text[quote.stop : quote.stop + _BEHIND]
    if not any(_ANY.search(part) for part in around):
        return None
    before = _sentence_so_far(_tokens(text, low, quote.start))
    words = _tokens(text, quote.start, quote.stop)
    if not words:
        return None
    at = _negation_before(before, words)
    if at is not None:
        first = at - 1 if at and before[at - 1].text in words_of.FINITE else at
        return Span(before[first].start, before[-1].stop)
    return _negation_behind(words, _tokens(text, quote.stop, quote.stop + _BEHIND))


def _tokens(text: str, start: int, stop: int) -> list[PlainToken]:
    return [
        PlainToken(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text, start, stop)
    ]


def _sentence_so_far(tokens: Sequence[PlainToken]) -> list[PlainToken]:
    """What stands before the quote in its own sentence."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.text.isspace() or token.text in ("!", "?"):
            return list(tokens[at + 1 :])
        if token.text == ".":
            word = tokens[at - 1].text if at else ""
            spaced = at + 1 == len(tokens) or tokens[at + 1].start > token.stop
            if spaced and len(word) > 1 and word not in words_of.ABBREVIATED:
                return list(tokens[at + 1 :])
    return list(tokens)


# --- before the quote ---------------------------------------------------------------------------


def _negation_before(before: Sequence[PlainToken], words: Sequence[PlainToken]) -> int | None:
    """Where in the words before the quote the negation that it is under stands."""
    at = len(before) - 1
    while at >= 0:
        between = before[at + 1 :]
        if _is_negation(before, at, (*between, *words[:1])):
            return at if reaches(before, at, between, words) else None
        if before[at].text == ",":
            inserted = _before_insertion(before, at)
            if inserted is None:
                return None
            at = inserted
            continue
        if _ends_clause(before, at):
            return None
        at -= 1
    return None


def _ends_clause(before: Sequence[PlainToken], at: int) -> bool:
    text = before[at].text
    led = before[at - 1].text if at else ""
    if text in words_of.SMALL_BEHIND_NOT and (at and before[at - 1].negates):
        return False
    if text in _MARKS_THAT_END or text in words_of.CLAUSE_ENDS:
        return text != "so" or before[at + 1 : at + 2] == [] or before[at + 1].text != "far"
    following = before[at + 1].text if at + 1 < len(before) else ""
    match text:
        case "that":
            told = led in words_of.BEFORE_THAT or (at and _negates(before, at - 1))
            return led.isalpha() and not told
        case "if":
            return led not in words_of.SAYING
        case "or":
            return following in words_of.SUBJECTS
    return False


def _negates(before: Sequence[PlainToken], at: int) -> bool:
    return _is_negation(before, at, before[at + 1 :])


def _before_insertion(before: Sequence[PlainToken], comma: int) -> int | None:
    """Behind “did not, he said,” the place of “not”; None where the comma closes no insertion."""
    for at in range(comma - 1, max(comma - 9, 0), -1):
        if before[at].text == ",":
            word = before[at - 1]
            return at - 1 if word.negates or word.text in words_of.REFUSING else None
    return None


def _is_negation(before: Sequence[PlainToken], at: int, between: Sequence[PlainToken]) -> bool:
    """Whether a word negates what comes `between` it and the quote, and further."""
    token = before[at]
    text, following = token.text, between[0].text if between else ""
    if token.negates:
        only = text == "not" and following in words_of.NOT_NEGATED
        return not only and not _is_alternative(before, at)
    led = before[at - 1].text if at else ""
    match text:
        case "no" if following == "to" and led in words_of.SAYING_NO:
            return len(between) > 1 and between[1].text.endswith("ing")
        case "no":
            return following not in words_of.NO_MORE_THAN and following != "."
        case "without":
            return len(between) <= 2
        case "of":
            lacking = led in ("absence", "lack") and len(between) <= 1
            return lacking or (led in ("instead", "short") and len(between) <= 3)
        case "than":
            return led == "rather" and len(between) <= 3
        case "from":
            prevented = any(t.text in words_of.PREVENTING for t in before[max(0, at - 8) : at])
            return (led == "far" or prevented) and len(between) <= 2
        case "out":
            return led in words_of.RULING and len(between) <= 2
        case "yet":
            return following == "to" and led in words_of.FINITE
    if text in words_of.REFUSING:
        return _leads_by_to(between)
    if text in words_of.UNTRUE:
        return following == "that"
    if text in words_of.AVOIDING:
        return following.endswith("ing")
    if text in words_of.REJECTING:
        return _is_claimed(between)
    return text in words_of.DENYING and led != "no"


def _leads_by_to(between: Sequence[PlainToken]) -> bool:
    """Whether a “to” follows, with no more than adverbs or an insertion before it."""
    words = [t.text for t in between[:12]]
    if words[:1] == [","] and "," in words[1:]:
        words = words[words.index(",", 1) + 1 :]
    for word in words[:4]:
        if word == "to":
            return True
        if word not in words_of.ADVERBS and not word.endswith("ly"):
            return False
    return False


def _is_claimed(between: Sequence[PlainToken]) -> bool:
    """Whether what follows is claimed: “reports that …”, “the idea of …”."""
    return any(
        (word.text == "that" and led.text in words_of.SAYING)
        or (word.text == "of" and led.text in words_of.CLAIMED_OF)
        for led, word in pairwise(between)
    )


def _is_alternative(before: Sequence[PlainToken], at: int) -> bool:
    """“or not”, “if not”: what is negated has been told before."""
    return at > 0 and before[at].text == "not" and before[at - 1].text in ("or", "if")


# --- behind it ----------------------------------------------------------------------------------


def _negation_behind(words: Sequence[PlainToken], behind: Sequence[PlainToken]) -> Span | None:
    """Where a negation follows at once on a quote that breaks off in its clause."""
    if len(behind) < 2 or words[-1].text.isspace():
        return None
    first, second = behind[0].text, behind[1].text
    if first == "not":
        last = words[-1].text
        decided = second == "to" and (last in words_of.SAYING or last.endswith("ed"))
        broken_off = last in words_of.FINITE or decided
        return Span(*behind[0][1:]) if broken_off and second not in words_of.NOT_NEGATED else None
    if first in ("never", "nothing", "none", "nobody", "neither"):
        return Span(*behind[0][1:]) if words[-1].text[0].isalpha() else None
    if first == "no" and second not in words_of.NO_MORE_THAN and words[-1].text[0].isalpha():
        return Span(*behind[0][1:])
    return None
