"""Topics: what a theme is about, which way it points, and how it is put in the report's words.

“An end to agency work” is about agency work and wants none of it; “a 40% pay rise” is about pay
and wants more, with a figure; “to cut tariffs on cars” is about tariffs on cars and wants less. A
topic has the words of what it is about (`title`), and the whole phrase, which becomes a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.clause_objects import does_away, objects_in, row_of
from zopa.proposing.by_grammar.clauses import all_joined, children, says_no
from zopa.proposing.by_grammar.direction_words import (
    DIRECTIONS,
    DISCUSSING,
    DOWN,
    EMPTY_VERBS,
    ENDS,
    FREE_FROM,
    GONE,
    HAVING_DONE,
    INSIDE,
    LESS,
    MEASURES,
    MORE,
    NAMES,
    NO_TOPIC,
    OFF,
    ON,
    SPEAKING,
    UNITS,
    UP,
    VERBS_DOWN,
    VERBS_OFF,
    VERBS_UP,
)
from zopa.proposing.by_grammar.stands import TEXTS
from zopa.proposing.by_grammar.topic import Topic, made_topic
from zopa.proposing.by_grammar.topic_phrases import (
    LONGEST,
    clause_words,
    in_order,
    phrase_of,
    span_of,
    without_article,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_DEEP = 4


def topics_of(theme: Token, depth: int = 0, *, denial: bool = True) -> list[Topic]:
    """What a noun or a clause is about, each thing once.

    Without `denial`, a “not” of the clause itself is left out: it is told otherwise already.

    >>> from zopa.statements.grammar import parsed
    >>> theme = parsed("It wants an end to agency work.").doc[3]
    >>> [(topic.title, topic.way, topic.phrase) for topic in topics_of(theme)]
    [('agency work', -1, 'end to agency work')]
    """
    if depth > _DEEP or theme.lower_ in ("what", "which", "that", "who", "as"):
        return []
    if theme.pos_ in ("VERB", "AUX") and any(c.lower_ == "what" for c in theme.children):
        return []
    if theme.pos_ in ("VERB", "AUX", "ADJ") and theme.dep_ not in ("dobj", "pobj"):
        return _of_clause(theme, depth, denial)
    if theme.pos_ == "VERB":
        return _of_clause(theme, depth, denial)
    found = topics_of_noun(theme, depth)
    for clause in children(theme, "acl"):
        if clause.tag_ == "VBN" and theme.dep_ == "dobj" and theme.head.lemma_ in HAVING_DONE:
            for topic in found:  # “wants the levy scrapped”
                away = clause.lemma_ in VERBS_DOWN or does_away(clause)
                topic.way = -topic.way if away else topic.way
                topic.put(in_order([*without_article(phrase_of(theme)), clause]), clause)
    return found


def topics_of_part(head: Token, part: Words, found: Sequence[Topic]) -> tuple[Topic, ...]:
    """What a part of a list is about: what its head tells, in the words of the part alone."""
    words = without_article(list(part))
    if [word.lower_ for word in words[:2]] == ["no", "to"]:
        words = without_article(words[2:])
    told = tuple(found) or (made_topic(head, 1, words),)
    for topic in told:
        outside = topic.span.start < part.start_char or topic.span.stop > part.end_char
        if outside or " " not in topic.phrase:
            topic.put(words)
    return told


# --- nouns --------------------------------------------------------------------------------------


def _direction_in(noun: Token) -> str:
    """The lemma of a noun, with the word before it where a hyphen makes them one noun that says a
    direction (“phase-out”)."""
    lemma = noun.lemma_.lower()
    before = _hyphened(noun)
    whole = f"{before.lower_}-{lemma}" if before is not None else lemma
    return whole if whole in DIRECTIONS else lemma


def _hyphened(noun: Token) -> Token | None:
    """The word that a hyphen joins to the front of a noun."""
    if noun.i < 2:
        return None
    first, hyphen = noun.doc[noun.i - 2], noun.doc[noun.i - 1]
    joins = hyphen.text == "-" and not hyphen.whitespace_ and not first.whitespace_
    return first if joins else None


def topics_of_noun(noun: Token, depth: int = 0) -> list[Topic]:
    """What a noun is about: itself, or of a noun of more and less what it is of."""
    lemma = _direction_in(noun)
    if noun.pos_ == "PRON" or noun.lower_ == "one" or noun.ent_type_ == "PERSON":
        return []
    if noun.pos_ == "PROPN" and noun.ent_type_ in NAMES | {"DATE"}:
        return []
    if _is_verb(noun):
        return _of_misread_verb(noun, depth)
    if noun.text == "-" or (not noun.whitespace_ and noun.doc[noun.i + 1 :][:1].text == "-"):
        return []  # “counter-” of “counter-proposal”
    whole = without_article(phrase_of(noun))
    if noun.lower_ in MORE | LESS and any(c.lower_ == "of" for c in children(noun, "prep")):
        found = [
            topic for inner in _inner(noun, ("of",)) for topic in topics_of_noun(inner, depth + 1)
        ]
        for topic in found:  # “fewer of the taxes”
            topic.way, topic.graded = topic.way if noun.lower_ in MORE else -topic.way, True
            topic.put(whole)
        return found
    if lemma in UNITS or noun.pos_ in ("NUM", "SYM") or noun.text[:1].isdigit():
        return _of_measure(noun, whole, depth)
    free = lemma in FREE_FROM and any(c.lower_ == "from" for c in children(noun, "prep"))
    if lemma in UP | DOWN | OFF | ON or free:
        found = _of_direction(noun, whole, depth)
        if found or lemma in ENDS:
            return found
        if lemma in UP | DOWN:
            topic = made_topic(noun, 1, whole, graded=True)
            topic.title = lemma
            return [topic]
    if lemma in NO_TOPIC and not modifiers(noun):
        return [made_topic(noun, 1, whole, is_text=True)] if lemma in TEXTS else []
    compared = _compared(noun)
    way = -1 if says_no(noun) else compared or 1
    return [made_topic(noun, way, whole, graded=bool(compared), is_text=lemma in TEXTS)]


def _verb_forms(noun: Token) -> set[str]:
    """The verbs of which a plural noun could be the form with “s” (“halves” of “halve”)."""
    return {noun.lemma_.lower(), noun.lower_[:-1], noun.lower_[:-2]}


def _is_verb(noun: Token) -> bool:
    """Whether what is parsed as a plural noun is a verb of more and less: that of a clause with
    “that”, or right behind a clause with “what” (“what Movia proposes shrinks the fleet”)."""
    if noun.tag_ != "NNS" or not _verb_forms(noun) & (VERBS_UP | VERBS_DOWN | VERBS_OFF):
        return False
    above = noun.head
    asked = any(word.lower_ == "what" for word in children(above, "dobj"))
    behind = asked and above.pos_ == "VERB" and noun.i == above.i + 1
    return behind or (noun.dep_ == "ccomp" and bool(children(noun, "mark")))


def _of_misread_verb(verb: Token, depth: int) -> list[Topic]:
    """“That the catch shrinks” is about the catch and wants less of it."""
    later = [w for w in verb.head.children if w.i > verb.i and w.pos_ in ("NOUN", "PROPN")]
    about = modifiers(verb)[-1:] if children(verb, "mark") else later[:1]
    forms = _verb_forms(verb)
    found = [topic for noun in about for topic in topics_of_noun(noun, depth + 1)]
    for topic in found:
        topic.way *= -1 if forms & (VERBS_DOWN | VERBS_OFF) else 1
        topic.graded = topic.graded or bool(forms & (VERBS_UP | VERBS_DOWN))
        topic.down = topic.down or bool(forms & VERBS_DOWN)
        topic.put(without_article(in_order([*phrase_of(about[0]), verb])), verb)
    return found


def _of_measure(noun: Token, whole: list[Token], depth: int) -> list[Topic]:
    """“30 percent of the catch” is about the catch; “33 percent” about nothing that is named."""
    found: list[Topic] = []
    for inner in _inner(noun, ("of", "in", "for", "on")):
        for topic in topics_of_noun(inner, depth + 1):
            topic.put(whole)
            found.append(topic)
    return found or [made_topic(noun, 1, whole, bare=True)]


def _of_direction(noun: Token, whole: list[Token], depth: int) -> list[Topic]:
    """“A rise in pay”, “a pay rise”, “an end to agency work”."""
    lemma = _direction_in(noun)
    before = modifiers(noun)
    own = _hyphened(noun)
    if own is not None and lemma != noun.lemma_.lower():  # “toll roll-back”
        before = [*(word for word in before if word != own), *modifiers(own)]
    inside = [
        inner
        for inner in before[-1:] or _inner(noun) or _beside(noun)
        if inner.lemma_.lower() not in UNITS
        and inner.pos_ in ("NOUN", "PROPN", "VERB")
        and inner.ent_type_ not in NAMES | MEASURES
    ]
    found: list[Topic] = []
    row = row_of(inside)
    for inner in inside:
        clause = inner.pos_ == "VERB" and bool(objects_in(inner))
        for topic in topics_of(inner, depth + 1) if clause else topics_of_noun(inner, depth + 1):
            if lemma not in ON:
                topic.way = topic.way if lemma in UP else -topic.way
            topic.graded = topic.graded or lemma in UP | DOWN
            topic.down = topic.down or lemma in DOWN
            if inner is inside[0] or row:
                kept = f"{topic.phrase} kept"
                topic.put(whole if inner is inside[0] else _led_by(whole, row[0], inner))
                topic.denied = kept[:LONGEST] if lemma in GONE else topic.denied
            if row:
                topic.row, topic.noun, topic.told_in = row, inner, tuple(whole)
            found.append(topic)
    return found


def _led_by(whole: Sequence[Token], first: Token, noun: Token) -> list[Token]:
    """The words before the first noun of a row with another of its nouns: “an end to … mining”."""
    start = min(word.i for word in phrase_of(first))
    return [*(word for word in whole if word.i < start), *phrase_of(noun)]


def is_unit(word: Token) -> bool:
    """Whether a word is a unit of a figure (“percent”, “years”)."""
    return word.lemma_.lower() in UNITS


def _compared(noun: Token) -> int:
    for child in children(noun, "amod", "advmod", "det", "quantmod", "nummod"):
        if child.lower_ in MORE:
            return 1
        if child.lower_ in LESS:
            return -1
    return 0


def modifiers(noun: Token) -> list[Token]:
    """The nouns before a noun that say of what it is (“pay” of “pay rise”)."""
    return [
        child
        for child in noun.children
        if (child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN"))
        or (child.dep_ == "amod" and child.pos_ == "NOUN")
        if child.lemma_.lower() not in UNITS and child.ent_type_ not in NAMES | MEASURES
    ]


def _inner(noun: Token, prepositions: Iterable[str] = INSIDE) -> list[Token]:
    return [
        inner
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in prepositions
        for inner in all_joined(children(child, "pobj", "pcomp"))
        if inner.ent_type_ not in ("DATE", "TIME") and inner.lower_ != "one"
    ]


def _beside(noun: Token) -> list[Token]:
    """“Demands a halt to logging”, where the parse joins “to logging” to the verb."""
    if noun.dep_ != "dobj":
        return []
    return [
        inner
        for child in children(noun.head, "prep")
        if child.i == noun.i + 1 and child.lower_ in ("to", "of", "on")
        for inner in children(child, "pobj", "pcomp")
    ]


# --- clauses ------------------------------------------------------------------------------------


def _of_clause(verb: Token, depth: int, denial: bool) -> list[Topic]:
    if children(verb, "expl") or verb.lemma_ in DISCUSSING:
        return []  # “there is little choice”, “refuses to discuss quotas”: no wish about quotas
    lemma = verb.lemma_.lower()
    objects = objects_in(verb)
    below = [c for c in children(verb, "xcomp", "ccomp") if c.pos_ in ("VERB", "AUX")]
    if below and (lemma in EMPTY_VERBS or not objects):
        inner = [topic for clause in below for topic in topics_of(clause, depth + 1)]
        if inner:
            for topic in inner:
                topic.way = -topic.way if does_away(verb) else topic.way
            return inner
    words = [word for word in clause_words(verb) if denial or word.dep_ != "neg"]
    denied = denial and any(child.dep_ == "neg" for child in verb.children)
    away = lemma in VERBS_DOWN or does_away(verb)
    way = (-1 if away else 1) * (-1 if denied else 1)
    found: list[Topic] = []
    for noun in objects:
        for topic in topics_of_noun(noun, depth + 1):
            topic.way *= way
            topic.graded = topic.graded or lemma in VERBS_UP | VERBS_DOWN
            topic.down = topic.down or lemma in VERBS_DOWN
            topic.goes_to = any(child.lower_ == "to" for child in children(verb, "prep"))
            topic.verb = verb
            if len(objects) == 1:
                whole = words
                if noun.dep_ == "nsubj":
                    whole = in_order([*without_article(phrase_of(noun)), *words])
                topic.put(whole, verb)
            elif verb.tag_ in ("VB", "VBG", "VBP"):
                topic.phrase = f"{verb.text.lower()} {topic.phrase}"[:LONGEST]
                topic.denied = f"not {topic.phrase}"
            if len(objects) > 1:
                topic.row, topic.noun = row_of(objects), noun
                topic.told_in, topic.told_by = tuple(words), verb
            found.append(topic)
    if found or lemma in EMPTY_VERBS | SPEAKING or verb.pos_ != "VERB":
        return found
    if len(words) < 2 or any(c.pos_ == "PRON" for c in children(verb, "dobj")):
        return []  # “to suspend them” names nothing
    own = [w for w in children(verb, "nsubj", "nsubjpass") if w.pos_ in ("NOUN", "PROPN")]
    words = in_order([*(x for w in own for x in without_article(phrase_of(w))), *words])
    way = -1 if denied else 1
    made = Topic(verb, way, frozenset({lemma}), "", "", "", False, span_of(words, verb))
    made.put(words, verb)
    made.title = made.denied if denied else made.phrase
    return [made]
