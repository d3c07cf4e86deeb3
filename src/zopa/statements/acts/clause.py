"""Who does what in a clause: the subject of a verb, its object and its hearer, as runs of tokens.

The parse tells what depends on what. Here it is decided how much of it belongs to a subject or an
object: no appositions and relative clauses to a subject, no days and no further clauses to an
object.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from zopa.foundation.text import word_set
from zopa.statements.acts.tokens import Row
from zopa.statements.acts.verb_use import is_hidden_verb

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

LONGEST = 16
"""No longer run of words is taken for one subject."""
_NOBODY = word_set(
    "neither nobody none nothing no few there it this that these those which what who such some"
)
_BESIDE = word_set("relcl acl appos advcl parataxis meta intj punct cc ccomp dep")
"""What depends on a noun and is not part of its name or description."""
_WHEN = word_set("on in at late early")
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = word_set("who which that whom")


class TokenRun(NamedTuple):
    """Tokens `start` to `stop`."""

    start: int
    stop: int


def subject_of(verb: Word, depth: int = 0) -> Word | None:
    """The head of the subject of a verb: its own, that of the verb before “and”, or what a relative
    pronoun stands for. None where the sentence does not tell it."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        subject = own[0]
        if subject.lower_ in _RELATIVE and verb.dep_ in ("relcl", "acl", "ccomp", "advcl"):
            return verb.head if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        return subject
    if is_hidden_verb(verb):
        return verb.head
    if depth > 4:
        return None
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        if _is_passive(head) and verb.tag_ != "VBN":
            return None
        return subject_of(head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "acl") and any(w.lower_ == "to" for w in verb.lefts):
        above = head.head if head.dep_ in ("acomp", "oprd", "attr") else head
        return subject_of(above, depth + 1)
    return None


def _is_passive(verb: Word) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def noun_phrase(row: Row, head: Word, limit: int = LONGEST) -> TokenRun | None:
    """The run of tokens around the head of a noun phrase, without what is said beside it; None
    where it is nobody in particular, or too long."""
    at = row.place(head)
    if at is None:
        return None
    kept = {word.i for word in _parts(head)}
    start = stop = at
    while start > 0 and row[start - 1].word.i in kept:
        start -= 1
    while stop < len(row) and (stop == at or row[stop].word.i in kept):
        stop += 1
    while stop > at + 1 and row.form(stop - 1) in (",", "and", "or"):
        stop -= 1
    if stop - start > limit:
        return None
    return TokenRun(start, stop)


def is_somebody(row: Row, run: TokenRun) -> bool:
    """Whether a noun phrase means somebody or something in particular."""
    forms = row.forms(*run)
    return forms[0] not in _NOBODY and not (forms[0] in ("i", "we") and len(forms) > 1)


def _parts(head: Word) -> Iterable[Word]:
    """The words of a noun phrase: the head, what describes it, and what is listed with it."""
    yield head
    listed = [child.i for child in head.children if child.dep_ == "conj"]
    for child in head.children:
        between = head.i < child.i < max(listed, default=0)
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            yield from _parts(child)
        elif child.dep_ in ("cc", "punct"):
            if between or child.text in ".-&’'":
                yield child
        elif child.dep_ == "acl" and any(word.lower_ == "to" for word in child.lefts):
            yield from child.subtree  # “proposal to close the bank”
        elif child.dep_ not in _BESIDE | {"conj"} and not _is_adjunct(child, head):
            yield from child.subtree


def _is_adjunct(child: Word, head: Word) -> bool:
    """A day, an adverb, or what begins a sentence."""
    if child.dep_ == "advmod":
        return child.i < head.i and child.i == head.left_edge.i
    return child.dep_ == "npadvmod" or (child.dep_ == "prep" and is_time(child))


def is_time(word: Word) -> bool:
    """Whether a phrase tells when something was: “on Monday”, “last week”; not how long, nor until
    when."""
    if word.dep_ == "prep" and word.lower_ not in _WHEN:
        return False
    objects = [child for child in word.children if child.dep_ == "pobj"] or [word]
    return any(one.ent_type_ in ("DATE", "TIME") for one in objects)


_ENDS = frozenset(';:—–()[]"“”«»!?')
_SOFT_END = word_set(
    "according because although though while whereas unless if after before when since until "
    "despite during but as so without nor"
)
_DANGLING = word_set(", and or but shortly just only even")


def object_begin(row: Row, verb: Word, start: int) -> int:
    """Where the object begins, after a time: “proposed on Tuesday to extend the loan”."""
    for child in verb.children:
        if row.place(child) == start and child.dep_ in ("prep", "npadvmod") and is_time(child):
            after = row.place(child.right_edge)
            further = after is not None and after + 1 < len(row) and row[after + 1].word.head
            if (after is not None and further == verb) or row.form((after or 0) + 1) == "to":
                return (after or 0) + 1
    return start


def object_end(row: Row, verb: Word, start: int) -> int:
    """Where the object of a verb that begins at token `start` ends: with its clause, before
    “according to”, “during …”, a day or a further verb."""
    inside = {word.i for word in verb.subtree}
    at = start
    while at < len(row):
        word = row[at].word
        form = row.form(at)
        if form in _ENDS or form == "." or word.i not in inside:
            break
        if word.dep_ == "prt" and word.head == verb:
            break  # “turned it down”
        if at > start and (form in _SOFT_END or _sets_apart(word, verb)):
            break
        if form == "," and not _lists(word):
            break
        at += 1
    while at > start + 1 and row.form(at - 1) in _DANGLING:
        at -= 1
    return at


def _sets_apart(word: Word, verb: Word) -> bool:
    """Whether a time, or a verb beside the first one, begins at a word."""
    if word.dep_ == "cc":
        return any(
            other.dep_ == "conj" and other.i > word.i and _is_clause(other, verb)
            for other in word.head.children
        )
    begins = word
    while begins.head.left_edge == word and begins.head not in (begins, verb):
        begins = begins.head
    to_verb = begins.head == verb or (begins.head.dep_ == "xcomp" and begins.head.head == verb)
    when = begins.dep_ in ("prep", "npadvmod", "advmod") and is_time(begins)
    return when and (to_verb or (begins.dep_ == "prep" and begins.head.pos_ == "NOUN"))


def _is_clause(conjunct: Word, verb: Word) -> bool:
    return conjunct.pos_ in ("VERB", "AUX") and (
        conjunct.head == verb
        or conjunct.tag_ in ("VBD", "VBZ", "VBP", "MD")
        or any(child.dep_ in (*_SUBJECTS, "aux", "auxpass") for child in conjunct.children)
    )


def _lists(comma: Word) -> bool:
    """Whether a comma stands in a list: “Brazil, India and South Africa”, “a new, fair draft”."""
    head = comma.head
    if head.i > comma.i:
        return head.pos_ in ("NOUN", "PROPN")
    return any(
        other.dep_ == "conj" and other.i > comma.i and other.pos_ not in ("VERB", "AUX")
        for other in head.children
    )
