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


def relative_object(verb: Word) -> Word | None:
    """What a verb has for its object where a pronoun before it stands for it: “the truce that Peru
    proposed”."""
    if verb.dep_ != "relcl":
        return None
    named = any(child.dep_ == "dobj" and child.lower_ in _RELATIVE for child in verb.children)
    return verb.head if named else None


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
    aside = (k for k in range(at + 1, stop) if row.form(k) in ("(", "[", "—", "–"))
    stop = min(stop, next(aside, stop))
    while stop > at + 1 and row.form(stop - 1) in (",", "and", "or"):
        stop -= 1
    if stop - start > limit:
        return None
    return TokenRun(start, stop)


def listed(row: Row, run: TokenRun) -> list[TokenRun]:
    """The parts of a run that “and” joins, each as a run; none where it is no list.

    >>> from zopa.statements.acts.tokens import tokens_in
    >>> from zopa.statements.grammar import parsed
    >>> row = Row(tokens_in(parsed("Peru, Chile and their allies left.").doc))
    >>> [row.forms(*part) for part in listed(row, TokenRun(0, 6))]
    [['peru'], ['chile'], ['their', 'allies']]
    """
    words = {row[at].word.i: row[at].word for at in range(*run)}
    first = next((w for w in words.values() if w.head.i not in words or w.head == w), None)
    heads = [] if first is None else [first]
    while heads:
        following = [c for c in heads[-1].children if c.dep_ == "conj" and c.i in words]
        if not following:
            break
        heads.append(following[0])
    if len(heads) < 2 or not any(c.lower_ == "and" for head in heads for c in head.children):
        return []
    places = [row.place(head) for head in heads]
    parts: list[TokenRun] = []
    start = run.start
    for place, following_place in zip(places, [*places[1:], None], strict=True):
        stop = run.stop if following_place is None else following_place
        if place is None:
            return []
        if following_place is not None:
            left = row.place(row[following_place].word.left_edge)
            stop = following_place if left is None else left
        end = stop
        while end > place + 1 and row.form(end - 1) in (",", "and", "both"):
            end -= 1
        parts.append(TokenRun(start, end))
        start = stop
    return parts


def shares(row: Row, actor: TokenRun, content: TokenRun) -> list[tuple[TokenRun, TokenRun]]:
    """Each of several actors that have names, with what is its own: so many figures are shared out,
    anything else is what all of them do. Nothing where there is one actor."""
    actors = listed(row, actor)
    if not all(any(row[k].word.pos_ == "PROPN" for k in range(*one)) for one in actors):
        return []
    things = listed(row, content) if actors and content.start < content.stop else []
    figures = all(any(row[k].word.like_num for k in range(*one)) for one in things)
    if len(things) != len(actors) or not figures:
        things = [content for _ in actors]
    return list(zip(actors, things, strict=True))


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


_ENDS = frozenset(";:—–()[]!?")
_SOFT_END = word_set(
    "according because although though while whereas unless if after before when since until "
    "despite during but as so without nor"
)
_DANGLING = word_set(', and or but shortly just only even “ " „ «')


def object_begin(row: Row, verb: Word, start: int) -> int:
    """Where the object begins, after a time or what stands between commas: “proposed on Tuesday to
    extend the loan”."""
    for child in verb.children:
        if row.place(child) == start and child.dep_ in ("prep", "npadvmod") and is_time(child):
            after = row.place(child.right_edge)
            if after is not None and _is_object(row, verb, after + 1):
                return after + 1
    if row.form(start) == ",":
        later = (c for c in verb.children if c.dep_ in ("dobj", "ccomp", "npadvmod", "attr"))
        begins = (row.place(child.left_edge) for child in later if not is_time(child))
        return next((at for at in begins if at is not None and at > start), start)
    return start


def _is_object(row: Row, verb: Word, at: int) -> bool:
    """Whether an object or an infinitive of a verb begins at a token."""
    if at >= len(row):
        return False
    word = row[at].word
    while word.head != verb and word.head.left_edge == word.left_edge and word.head != word:
        word = word.head
    return word.head == verb and word.dep_ in ("dobj", "xcomp", "ccomp", "dative", "pobj")


def object_end(row: Row, verb: Word, start: int) -> int:
    """Where the object of a verb that begins at token `start` ends: with its clause, before
    “according to”, “during …”, a day or a further verb."""
    inside = range(verb.left_edge.i, verb.right_edge.i + 1)
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
    while at > start + 1 and (row.form(at - 1) in _DANGLING or _closes_alone(row, start, at)):
        at -= 1
    return at


def _closes_alone(row: Row, start: int, stop: int) -> bool:
    """Whether a run ends with a mark that closes what was opened before it."""
    forms = row.forms(start, stop)
    return (forms[-1] == "”" and "“" not in forms) or (forms[-1] == '"' and forms.count('"') == 1)


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
