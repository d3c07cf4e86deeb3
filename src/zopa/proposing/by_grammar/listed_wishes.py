"""Lists of what somebody wants: “its demands include A, B and C”, “aims such as A and B”.

A parser often joins the parts of a long list to one another, so that its parts are told here by
commas: each begins a phrase of its own.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import VERBAL, children

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

LISTED = word_set(
    "demand aim goal wish request condition priority objective ask list agenda concern call"
)
"""Nouns behind which a list may tell what somebody wants."""
_ENDS = frozenset({";", ".", "—", "–", "(", ")", "?", "!"})
_BEGINS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "VERB", "PRON"})
_NO_PART = word_set(
    "which who that whose where while but although as since because when it they he"
)


def listed_behind(noun: Token) -> list[Words]:
    """The parts of a list that “such as”, “including” or a colon puts behind a noun.

    >>> from zopa.statements.grammar import parsed
    >>> doc = parsed("The aims of the League, such as a shorter week and longer breaks, stand.").doc
    >>> [part.text for part in listed_behind(doc[1])]
    ['a shorter week', 'longer breaks']
    """
    for word in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 9)]:
        such = word.lower_ == "as" and word.nbor(-1).lower_ == "such"
        if such or (word.lower_ in ("including", ":") and word.i + 1 < noun.sent.end):
            return parts_from(word.nbor(1))
        if word.pos_ in VERBAL:
            break
    return []


def parts_from(first: Token) -> list[Words]:
    """The parts of a list that begins with a word."""
    found: list[Words] = []
    doc, begin, last, stop = first.doc, first.i, _last_join(first), _stop_of(first)
    commas = 0
    for word in doc[first.i : stop]:
        following = doc[word.i + 1] if word.i + 1 < stop else None
        if word.text == "," and following is not None:
            if _is_aside(following):
                stop = word.i
                break
            commas += 1
            if not _begins(following):
                continue
        elif word.lower_ in ("and", "or") and word.dep_ == "cc":
            if begin == word.i:
                begin += 1
                continue
            if not _parts(word, following, begin, last=word.i == last, commas=commas):
                continue
        else:
            continue
        found.append(doc[begin : word.i])
        begin = word.i + 1
    while stop > begin and doc[stop - 1].text == ",":
        stop -= 1
    return [part for part in (*found, doc[begin:stop]) if head_of(part) is not None]


def _is_aside(word: Token) -> bool:
    """Whether a clause about what stands before begins (“, which”, “, in which”)."""
    while word.is_quote and word.i + 1 < len(word.doc):
        word = word.nbor(1)
    behind = word.nbor(1) if word.i + 1 < len(word.doc) else word
    return word.lower_ in _NO_PART or (word.pos_ == "ADP" and behind.tag_ in ("WDT", "WP"))


def _stop_of(first: Token) -> int:
    """Where a list ends: at a mark, at the verb of the sentence, or with the sentence."""
    for word in first.doc[first.i : first.sent.end]:
        if word.text in _ENDS or (word.pos_ in VERBAL and word.dep_ == "ROOT"):
            return word.i
    return first.sent.end


def _last_join(first: Token) -> int:
    joins = [w.i for w in first.doc[first.i : _stop_of(first)] if w.lower_ in ("and", "or")]
    return joins[-1] if joins else -1


def _parts(word: Token, following: Token | None, begin: int, *, last: bool, commas: int) -> bool:
    """Whether an “and” stands between two parts of a list, and not within one."""
    if following is None or not _begins(following):
        return False
    own = head_of(word.doc[begin : word.i])
    joins = children(own, "conj") if own is not None else []
    joined = any(other.left_edge.i <= following.i <= other.i for other in joins)
    return joined or following.pos_ == "DET" or (last and commas > 0)


def head_of(words: Words) -> Token | None:
    """The noun or verb of a phrase: the first whose governor stands outside of it; of “a no to”
    something, that."""
    words = words[3:] if is_a_no(words) else words
    for word in words:
        outside = not words.start <= word.head.i < words.end or word.dep_ == "ROOT"
        if outside and word.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM"):
            return word
    return next((word for word in words if word.pos_ == "NOUN"), None)


def _begins(word: Token) -> bool:
    return word.pos_ in _BEGINS and word.tag_ not in ("VBD", "VBZ", "MD")


def is_a_no(part: Words) -> bool:
    """Whether a part of a list is “a no to” something."""
    words = [word.lower_ for word in part[:4]]
    return ("no", "to") in itertools.pairwise(words)
