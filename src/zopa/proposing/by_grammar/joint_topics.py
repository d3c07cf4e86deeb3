"""Joint topics: what is only ever told together is one (“buy grain and timber”).

Nouns that “and” joins below one verb, or behind one noun, are told by the same words. Unless some
place tells of one without the others, nothing says that they could be settled apart, and they are
one matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.clauses import children
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topic_phrases import phrase_of, text_of, without_article
from zopa.proposing.by_grammar.topic_stems import stem_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.by_grammar.told_topics import ToldTopic

_KEPT = " kept"
"""How it is told that what is done away with stays."""


def told_jointly(every: Sequence[ToldTopic], matter_of: Callable[[Topic], str]) -> list[ToldTopic]:
    """What is told, with those of a row as one that are told nowhere without each other.

    Those with figures stay apart, those that are told different ways, and those that `matter_of`
    knows as different matters.
    """
    rows: dict[tuple[int, ...], list[ToldTopic]] = {}
    for told in every:
        if told.topic.row:
            rows.setdefault(_row_of(told), []).append(told)
    if not rows:
        return list(every)
    matters = {id(told): matter_of(told.topic) for told in every}
    joint: dict[int, ToldTopic] = {}
    gone: set[int] = set()
    for row in rows.values():
        by_places: dict[frozenset[tuple[int, ...]], list[ToldTopic]] = {}
        for told in row:
            by_places.setdefault(_places(told, every, matters), []).append(told)
        for same in by_places.values():
            nouns = {told.topic.noun for told in same}
            known = {matters[id(told)] for told in same} - {""}
            ways = {told.topic.way for told in same}
            measured = any(told.measures for told in same)
            if len(nouns) < 2 or len(known) > 1 or len(ways) > 1 or measured:
                continue
            joint[id(same[0])] = replace(same[0], topic=joint_topic([t.topic for t in same]))
            gone |= {id(told) for told in same[1:]}
    return [joint.get(id(told), told) for told in every if id(told) not in gone]


def joint_topic(topics: Sequence[Topic]) -> Topic:
    """Topics of one row as one: “grain and timber”, in the words that tell them all.

    >>> from zopa.proposing.by_grammar.topics import topics_of
    >>> from zopa.statements.grammar import parsed
    >>> doc = parsed("Movia has to buy grain and timber from Karsia.").doc
    >>> both = topics_of(doc[3])
    >>> [topic.title for topic in both]
    ['grain', 'timber']
    >>> (joint_topic(both).title, joint_topic(both).phrase, joint_topic(both).denied)
    ('grain and timber', 'buy grain and timber from Karsia', 'not buy grain and timber from Karsia')
    """
    by_place = {topic.noun.i: topic for topic in topics if topic.noun is not None}
    own = [by_place[place] for place in sorted(by_place)]
    first, titles = own[0], [topic.title for topic in own]
    made = replace(
        first,
        words=frozenset[str]().union(*(topic.words for topic in own)),
        title=" and ".join((", ".join(titles[:-1]), titles[-1])),
        graded=all(topic.graded for topic in own),
        down=all(topic.down for topic in own),
    )
    nouns = [topic.noun for topic in own if topic.noun is not None]
    made.put(_told_together(first, nouns), first.told_by)
    if first.told_by is None and first.denied.endswith(_KEPT):
        made.denied = text_of(without_article(_in_a_row(first, nouns))) + _KEPT
    return made


def _row_of(told: ToldTopic) -> tuple[int, ...]:
    """Where the row of a topic is told."""
    return (told.report, told.topic.row[0].i, id(told.held), id(told.offer))


def _places(
    told: ToldTopic, every: Sequence[ToldTopic], matters: Mapping[int, str]
) -> frozenset[tuple[int, ...]]:
    """The rows in which a topic is told, and the places that tell it alone."""
    matter = matters[id(told)]
    return frozenset(
        _row_of(other) if other.topic.row else (id(other),)
        for other in every
        if not other.topic.bare
        and (_names(told.topic, other.topic) or (matter and matters[id(other)] == matter))
    )


def _names(topic: Topic, other: Topic) -> bool:
    """Whether one topic is another: in the same words, or in fewer where it is said to be a known
    one (“the levy”, where “a levy on timber” is told)."""
    own, words = ({stem_of(word) for word in t.words} for t in (topic, other))
    known = any(word.tag_ in ("DT", "PRP$") for word in topic.head.children)
    return own == words or (known and own < words and stem_of(topic.head.lemma_) in words)


def _in_a_row(first: Topic, nouns: Sequence[Token]) -> list[Token]:
    """The words of those nouns of a row that are meant, joined by commas and “and”."""
    links = [w for noun in first.row for w in children(noun, "cc")]
    commas = [w for noun in first.row for w in children(noun, "punct") if w.text == ","]
    row = phrase_of(nouns[0])
    for noun in nouns[1:]:
        row += (links if noun is nouns[-1] else commas)[:1] + phrase_of(noun)
    return row


def _told_together(first: Topic, nouns: Sequence[Token]) -> list[Token]:
    """The words around a row with those of its nouns that are meant, in order."""
    row = _in_a_row(first, nouns)
    every = [word for noun in first.row for word in phrase_of(noun)]
    start, stop = min(word.i for word in every), max(word.i for word in every)
    before = [word for word in first.told_in if word.i < start]
    after = [word for word in first.told_in if word.i > stop]
    return [*before, *(row if before else without_article(row)), *after]
