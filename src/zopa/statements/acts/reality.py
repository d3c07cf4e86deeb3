"""Whether what a verb tells is told as done, by where it stands in its sentence.

What stands after “if”, in a question, in what somebody denies or wishes for, or would have been, is
not done; nor is what “nobody” or “neither side” does.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

_DEEPEST = 12
"""How far up in a sentence it is looked for what a deed stands in."""
_SUPPOSING = word_set("if unless whether")
_WISHING = word_set("ensure hope wish demand insist require propose suggest ask so")
"""Before “that”: what follows is wished for, not done."""
_DENYING = word_set("deny dispute refute rebut dismiss reject disbelieve doubt disprove")
_CLAIMS = word_set("claim suggestion report allegation idea notion rumour rumor charge accusation")
_NOBODY = word_set("no neither nobody none few little hardly nor")
_MODAL = word_set("would could might should 'd ’d")
_QUOTES = frozenset("”\"'’»)")


class Reality(Enum):
    """How something is told."""

    DONE = auto()
    DENIED = auto()
    """It is told that it is not so: “nobody accepted”, “denied that it had accepted”."""
    OPEN = auto()
    """It is asked, supposed, wished for, or would have been."""


def reality_of(verb: Word) -> Reality:
    """How the deed of a verb is told. A “not” beside the verb itself does not count here.

    >>> from zopa.statements.grammar import parsed
    >>> def told(text):
    ...     return reality_of(next(w for w in parsed(text).doc if w.lemma_ == "accept")).name
    >>> told("Peru accepted it."), told("Neither side accepted it."), told("Did Peru accept it?")
    ('DONE', 'DENIED', 'OPEN')
    >>> told("Chile denied that Peru had accepted it.")
    'DENIED'
    """
    if is_supposed(verb) or is_wished(verb) or _is_asked(verb) or _is_unreal(verb):
        return Reality.OPEN
    if _in_neither_nor(verb) or _is_left_open(verb):
        return Reality.OPEN
    denied = _by_nobody(verb) != _is_denied_above(verb)
    return Reality.DENIED if denied else Reality.DONE


def _marks(verb: Word) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "mark"}


def upward(verb: Word) -> Iterator[Word]:
    """A verb and the words that it stands under, the nearest first."""
    yield verb
    yield from islice(verb.ancestors, _DEEPEST)


def _subject(verb: Word) -> Word | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def is_supposed(verb: Word) -> bool:
    """Whether it stands within an “if …”, “unless …”, “whether …”, “had it …”."""
    for word in upward(verb):
        if word.dep_ in ("advcl", "ccomp", "acl", "pcomp") and _marks(word) & _SUPPOSING:
            return True
        if word.dep_ == "advcl" and _is_inverted(word):
            return True
    return False


def is_wished(verb: Word) -> bool:
    """Whether it stands in what is wished for, not done: “demanded that …”."""
    word = verb
    while word.dep_ in ("conj", "xcomp"):
        word = word.head
    return "that" in _marks(word) and (word.head.lemma_ in _WISHING or word.dep_ == "advcl")


def _is_inverted(verb: Word) -> bool:
    """Whether an auxiliary stands before the subject."""
    subject = _subject(verb)
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ != "to"]
    return subject is not None and any(one.i < subject.i for one in auxiliaries)


def _is_asked(verb: Word) -> bool:
    marks = [word for word in verb.sent if not word.is_space and word.text not in _QUOTES]
    if not marks or marks[-1].text != "?":
        return False
    return any(_is_inverted(word) for word in upward(verb) if word.dep_ in ("ROOT", "conj"))


def _is_unreal(verb: Word) -> bool:
    """“would have accepted”, “could have been accepted”."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBN" and "have" in auxiliaries and bool(auxiliaries & _MODAL)


def _in_neither_nor(verb: Word) -> bool:
    """“has neither accepted nor rejected”: of two deeds that would go against each other."""
    around = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
    found = {child.lower_ for one in around for child in one.children}
    return "neither" in found or (verb.dep_ == "conj" and "nor" in found)


def _by_nobody(verb: Word) -> bool:
    around = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
    subject = next((found for one in around if (found := _subject(one)) is not None), None)
    if subject is None:
        return False
    beside = [c for c in subject.children if c.dep_ in ("det", "preconj", "amod", "cc")]
    return any(word.lower_ in _NOBODY for word in (subject, *beside))


def _deniers(verb: Word) -> Iterator[Word]:
    """The verbs above that deny what stands under them: “denied that”, “rejected the claim”."""
    for word in upward(verb):
        head = word.head
        if word.dep_ == "acl" and head.lemma_ in _CLAIMS and head.dep_ == "dobj":
            head = head.head
        elif word.dep_ != "ccomp":
            continue
        if head.lemma_ in _DENYING:
            yield head


def _is_left_open(verb: Word) -> bool:
    """“did not deny that”: that says neither yes nor no."""
    return any(child.dep_ == "neg" for denier in _deniers(verb) for child in denier.children)


def _is_denied_above(verb: Word) -> bool:
    """Whether it stands in what somebody denies, or after “it is not true that”."""
    denied = len(list(_deniers(verb))) % 2 == 1
    for word in upward(verb):
        if word.dep_ == "ccomp" and word.head.lemma_ == "be":
            denied ^= any(child.dep_ == "neg" for child in word.head.children)
    return denied
