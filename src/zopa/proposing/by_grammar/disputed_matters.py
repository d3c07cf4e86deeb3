"""Disputes: topics of several places and reports that are one matter, which becomes an issue.

Topics are one matter where they share the word that names them and none of the words beside it
contradicts, where they are one of the matters that the lexicon knows, or where they are what the
person named. What only one side offers in passing is no dispute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.foundation.text import Span, word_set
from zopa.proposing.by_grammar.clauses import children
from zopa.proposing.by_grammar.direction_words import DIRECTIONS
from zopa.proposing.by_grammar.figure_topics import figure_alone, theme_alone
from zopa.proposing.by_grammar.joint_topics import told_jointly
from zopa.proposing.by_grammar.measures import Measure
from zopa.proposing.by_grammar.placing_on_given import PlacesOnGiven, counts_in, may_count
from zopa.proposing.by_grammar.stands import TEXTS, Stand
from zopa.proposing.by_grammar.texts import TabledText
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topic_stems import NOT_ALONE, matter_of, stem_of, stems_in
from zopa.proposing.by_grammar.topics import is_unit
from zopa.proposing.lexicon import MATTERS
from zopa.proposing.matters import hits_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.by_grammar.stances import HeldPosition
    from zopa.proposing.given import GivenIssue

MOST_DISPUTES = 10
LEAST_SCORE = 1
"""A single wish of one side in one report is not yet an issue, unless it is plainly told."""
_OF = frozenset({"of", "by", "to", "from", "at", "for", "in", "over", "per", "than"})
_FAR = 8
"""Words of the parse between a figure and what it is of."""


@dataclass(eq=False)
class DisputedMatter:
    """What is told of one matter."""

    stem: str
    words: set[str]
    matter: str = ""
    """The id of the lexicon's matter, where it is one."""
    given: GivenIssue | None = None
    told: list[ToldTopic] = field(default_factory=list)
    offers: list[TabledText] = field(default_factory=list)
    """The texts that settle it."""
    worth_in: str = ""
    """For what a person named, the unit in which texts alone tell figures of it."""
    worth: str = ""
    """The title, where it is what a text is worth."""

    @property
    def title(self) -> str:
        """The words that most reports have for it, the shortest of these."""
        if self.given is not None:
            return self.given.title
        if self.worth:
            return self.worth
        titles = Counter(told.topic.title for told in self.told if not told.topic.bare)
        if not titles:
            return self.stem
        return min(titles, key=lambda title: (-titles[title], len(title)))

    def positions(self) -> Iterable[ToldTopic]:
        """What actors want, reject and accept of it."""
        return (t for t in self.told if t.held is not None and t.held.actors)

    @property
    def score(self) -> int:
        """How much speaks for its being at stake."""
        stands = {(a.id, t.held.stand) for t in self.positions() if t.held for a in t.held.actors}
        actors = {actor for actor, _ in stands}
        if self.worth:
            return LEAST_SCORE + self._refused
        return (
            2 * len(actors)
            + min(2, self.plain)
            + min(2, len(self.offers))
            + min(2, self._refused)
            + (1 if self.matter else 0)
            + 2 * min(2, self.told_disputed)
            + len({told.report for told in self.told})
            - 1
        )

    def cuts_in(self, unit: str) -> set[bool]:
        """Of its figures in a unit, whether they are by how much it is cut: all, none or both."""
        return {t.of_a_cut for t in self.told if any(m.unit == unit for m in t.measures)}

    @property
    def plain(self) -> int:
        """How often somebody plainly wants or rejects it."""
        return sum(
            t.held is not None and t.held.plain and t.held.stand in (Stand.WANTS, Stand.REJECTS)
            for t in self.positions()
        )

    @property
    def told_disputed(self) -> int:
        """How often a report says that the sides differ about it."""
        return sum(told.disputed for told in self.told)

    @property
    def well_told(self) -> bool:
        """Whether more than one place tells it, or it is a matter that the lexicon knows."""
        places = {(told.report, told.topic.head.i) for told in self.told if not told.topic.bare}
        return bool(self.matter) or self.given is not None or len(places) > 1

    @property
    def _refused(self) -> int:
        """How many of the texts that settle it somebody refuses."""
        return sum(offer.refused for offer in self.offers)

    @property
    def at_stake(self) -> bool:
        """Whether somebody plainly wants or rejects it, several speak of it, or a text that
        settles it is refused."""
        actors = {
            actor.id
            for told in self.positions()
            if told.held and told.held.stand in (Stand.WANTS, Stand.REJECTS)
            for actor in told.held.actors
        }
        if self.worth:
            return self._refused > 0 or len(self.offers) > 1
        told = self.plain > 0 or self.told_disputed > 0
        return told or len(actors) > 1 or bool(self.offers)


@dataclass(frozen=True, eq=False)
class FoundDisputes:
    """What is at stake, and what is told of without being at stake."""

    at_stake: tuple[DisputedMatter, ...]
    """The matters with most support first."""
    aside: tuple[DisputedMatter, ...] = ()


def disputes_of(
    held: Sequence[HeldPosition],
    offers: Sequence[TabledText],
    measured: Sequence[Sequence[Measure]],
    given: Sequence[GivenIssue] = (),
    disputed: Sequence[tuple[int, Topic]] = (),
    place: Callable[[ToldTopic], str] | None = None,
) -> FoundDisputes:
    """What is at stake, the matters with most support first, and what is not.

    `measured` are the measures of each report, `disputed` what they say the sides differ about.
    With `given` issues there are these and no others; `place` may tell the title of the one of
    which a topic is.
    """
    every = [*_of_positions(held, measured, given=bool(given)), *_of_offers(offers, measured)]
    every += [
        ToldTopic(report, topic, _within(topic, measured[report]), disputed=True)
        for report, topic in disputed
    ]
    found = [DisputedMatter("", set(), given=issue) for issue in given]
    every.sort(key=lambda t: t.topic.weak)
    if given:
        by_title = {issue.title: dispute for issue, dispute in zip(given, found, strict=True)}
        places = PlacesOnGiven(given)
        left: list[ToldTopic] = []
        for told in every:
            title = (
                place(told) if place is not None else places.title_of(told.topic, _holders(told))
            )
            if title in by_title:
                by_title[title].told.append(told)
            elif told.measures and place is None:
                left.append(told)
        for told in left:
            known = _just_before(told, found)
            title = places.before(told.topic, told.measures)
            if known is not None or title:
                (known or by_title[title]).told.append(told)
    else:
        every = told_jointly(every, _matter_of)
        for told in every:
            if not told.topic.bare:
                _join(told, found)
        _place_bare(every, found)
    for dispute in found:
        dispute.offers = list(
            dict.fromkeys(told.offer for told in dispute.told if told.offer is not None)
        )
    _settled_by_figures(offers, found)
    if given:
        return FoundDisputes(tuple(found))
    worths = _of_bare_figures(offers, found)
    _place_on_worth(every, worths, found)
    found += worths
    ranked = sorted((d for d in found if d.at_stake), key=lambda d: -d.score)
    chosen = [d for d in ranked if d.score >= LEAST_SCORE][:MOST_DISPUTES]
    return FoundDisputes(tuple(chosen), tuple(d for d in found if d not in chosen))


def _of_positions(
    held: Iterable[HeldPosition], measured: Sequence[Sequence[Measure]], *, given: bool
) -> Iterable[ToldTopic]:
    for position in held:
        if position.mention is not None or not position.actors:
            continue
        topics = position.topics
        if given and not topics and position.measures:
            topics = (figure_alone(position.theme, position.measures[0].span),)
        elif given and not topics and (alone := theme_alone(position.theme)) is not None:
            topics = (alone,)
        for topic in topics:
            if not topic.is_text:
                own = _within(topic, measured[position.report])
                if given and topic.head.i < position.theme.left_edge.i:
                    own = own or position.measures  # “on pay: 5%, where it had asked for 9%”
                yield ToldTopic(position.report, topic, own, held=position)


def _of_offers(
    offers: Iterable[TabledText], measured: Sequence[Sequence[Measure]]
) -> Iterable[ToldTopic]:
    for offer in offers:
        for report, topic in offer.terms:
            if not topic.is_text:
                yield ToldTopic(report, topic, _within(topic, measured[report]), offer=offer)


def _within(topic: Topic, measured: Sequence[Measure]) -> tuple[Measure, ...]:
    """The figures in the words of a topic that are of it and of nothing beside it."""
    span = topic.span
    inside = [m for m in measured if span.start <= m.span.start and m.span.stop <= span.stop + 2]
    return tuple(m for m in inside if topic.bare or _governs(topic, m))


def _governs(topic: Topic, measure: Measure) -> bool:
    """Whether a figure is of the topic: no other noun stands between the two in the parse."""
    goals = {topic.head.i} | ({topic.verb.i} if topic.verb is not None else set())
    above = topic.head.head
    while above.lemma_.lower() in DIRECTIONS or is_unit(above) or above.pos_ == "ADP":
        goals.add(above.i)  # “a 40% rise in pay” is of the rise, and so of pay
        if above.head.i == above.i:
            break
        above = above.head
    doc = topic.head.doc
    found = doc.char_span(measure.span.start, measure.span.stop, alignment_mode="expand")
    if found is None:
        return True
    word = found.root
    for _ in range(_FAR):
        if word.i in goals:
            return True
        if word.head.i == word.i:
            return False
        above = word.head
        other = above.pos_ in ("NOUN", "PROPN") and above.i not in goals
        if above.pos_ == "ADP" and (above.lower_ not in _OF or _in_exchange(above)):
            return False
        if other and above.lemma_.lower() not in DIRECTIONS and not is_unit(above):
            return False
        word = above
    return False


def _in_exchange(preposition: Token) -> bool:
    """Whether a “for” is of “in exchange for” or “in return for”, told of the noun above it."""
    return preposition.lower_ == "for" and any(
        noun.lemma_ in ("exchange", "return")
        for other in children(preposition.head, "prep")
        if other.lower_ == "in" and other.i < preposition.i
        for noun in children(other, "pobj")
    )


# --- one matter or another ----------------------------------------------------------------------


def _matter_of(topic: Topic) -> str:
    """The lexicon's matter that the title of a topic tells, or its phrase with the word that names
    the topic."""
    return matter_of(topic.title) or _matter_told(topic, stem_of(topic.head.lemma_))


def _matter_told(topic: Topic, stem: str) -> str:
    hits = hits_in(topic.phrase, Span(0, len(topic.phrase)), MATTERS)
    for hit in hits:
        told = topic.phrase[hit.span.start : hit.span.stop]
        if hit.matter.id not in NOT_ALONE and stem in stems_in(told):
            return hit.matter.id
    return ""


def _join(told: ToldTopic, found: list[DisputedMatter]) -> None:
    topic = told.topic
    if not topic.words:
        return
    words = {stem_of(word) for word in topic.words}
    stem = stem_of(topic.head.lemma_)
    matter = _matter_of(topic)
    dispute = next((d for d in found if _same(d, stem, words, matter)), None)
    if dispute is None and (topic.weak or topic.head.pos_ == "VERB"):
        return  # a clause that names nothing (“struck out”) is no matter by itself
    if dispute is None:
        dispute = DisputedMatter(stem, words, matter)
        found.append(dispute)
    dispute.told.append(told)
    dispute.matter = dispute.matter or matter


def _same(dispute: DisputedMatter, stem: str, words: set[str], matter: str) -> bool:
    if matter and dispute.matter == matter:
        return True
    if matter and dispute.matter:
        return False
    if stem == dispute.stem:
        return words <= dispute.words or dispute.words <= words
    if len(words & dispute.words) > 1:
        return True
    alone = len(words) == 1 and stem in dispute.words
    return alone or (len(dispute.words) == 1 and dispute.stem in words)


def _counting(found: Sequence[DisputedMatter], unit: str) -> list[DisputedMatter]:
    """What the person named of which figures in a unit can be, by the titles where these tell."""
    by_title = [d for d in found if d.given and counts_in(d.given, d.given.title, unit)]
    by_words = [d for d in found if d.given and counts_in(d.given, " ".join(d.given.words), unit)]
    return by_title or by_words or [d for d in found if d.given and _is_worth(d.given, unit)]


_WORTH = word_set("value price worth amount sum money premium")


def _is_worth(issue: GivenIssue, unit: str) -> bool:
    """Whether a person named what texts are worth, or the unit itself (“cents on the dollar”)."""
    names = {word.casefold().rstrip("s") for name in issue.words for word in name.split()}
    return may_count(issue, unit) and bool(names & (_WORTH | {unit.partition(" per ")[0]}))


# --- figures ------------------------------------------------------------------------------------


def _place_bare(every: Iterable[ToldTopic], found: Sequence[DisputedMatter]) -> None:
    """“33 percent” is about what is told nearest of what has figures in percent."""
    placed = [(told, dispute) for dispute in found for told in dispute.told]
    for told in every:
        if not told.topic.bare or not told.measures:
            continue
        unit = told.measures[0].unit
        near = [
            (other, dispute)
            for other, dispute in placed
            if any(m.unit == unit for m in other.measures)
        ]
        if not near:
            named = [
                d for d in found if d.given and d.given.figures and d.given.figures.unit == unit
            ]
            if len(named) == 1:
                named[0].told.append(told)
            continue
        _, dispute = min(
            near,
            key=lambda pair: (
                pair[0].report != told.report,
                abs(pair[0].topic.span.start - told.topic.span.start),
            ),
        )
        dispute.told.append(told)


def _holders(told: ToldTopic) -> str:
    """The words for those who hold a position (“the Karsian leaders”)."""
    held = told.held.position.holders if told.held is not None else ()
    return " ".join(w.text for holder in held for w in holder.subtree if w.i <= holder.i)


def _just_before(told: ToldTopic, found: Sequence[DisputedMatter]) -> DisputedMatter | None:
    """What the last figure in the same unit was of, where that stands a sentence or two before."""
    sentence = told.topic.head.sent
    doc = sentence.doc
    first = doc[max(0, sentence.start - 1)].sent
    units = {m.unit for m in told.measures}
    near = [
        (other.topic.span.start, dispute)
        for dispute in found
        for other in dispute.told
        if other.report == told.report
        and first.start <= other.topic.head.i < told.topic.head.i
        and any(m.unit in units for m in other.measures)
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _place_on_worth(
    every: Iterable[ToldTopic], worths: Iterable[DisputedMatter], found: Sequence[DisputedMatter]
) -> None:
    """“Movia wants 15 euros a share” is about what the texts are worth, if about nothing else."""
    placed = {id(told) for dispute in found for told in dispute.told}
    for worth in worths:
        for told in every:
            same = told.topic.bare and any(m.unit == worth.stem for m in told.measures)
            if same and id(told) not in placed and told.held is not None:
                worth.told.append(told)


def _settled_by_figures(offers: Iterable[TabledText], found: Sequence[DisputedMatter]) -> None:
    """A text with a figure settles the matter that has most figures in its unit."""
    for offer in offers:
        known = [d for d in found if offer in d.offers]
        for unit in sorted({unit for unit, _ in offer.measures}):
            if any(_figures(d, unit) for d in known):
                continue
            best = max(found, key=lambda d: _figures(d, unit), default=None)
            named = _counting(found, unit)
            if best is not None and _figures(best, unit):
                best.offers.append(offer)
            elif len(named) == 1:
                named[0].offers.append(offer)
                named[0].worth_in = named[0].worth_in or unit


def _of_bare_figures(
    offers: Sequence[TabledText], found: Sequence[DisputedMatter]
) -> list[DisputedMatter]:
    """What texts are worth, where nothing else is told of their figures: one matter a unit."""
    made: dict[str, DisputedMatter] = {}
    for offer in offers:
        for unit in sorted({unit for unit, _ in offer.measures}):
            if any(_figures(d, unit) and offer in d.offers for d in found):
                continue
            dispute = made.setdefault(unit, DisputedMatter(unit, set(), worth=_worth(unit, offer)))
            dispute.offers.append(offer)
    best = max(made.values(), key=lambda d: len(d.offers), default=None)
    return [best] if best is not None else []


def _worth(unit: str, offer: TabledText) -> str:
    nouns = (m.token.lemma_ for m in offer.mentions if m.measures)
    noun = next((noun for noun in nouns if noun in TEXTS), "offer")
    if " per " in unit:
        return f"Price {unit[unit.index('per ') :]}"
    return f"Value of the {noun}" if unit.isupper() else f"Size of the {noun}"


def _figures(dispute: DisputedMatter, unit: str) -> int:
    return sum(m.unit == unit for told in dispute.told for m in told.measures)
