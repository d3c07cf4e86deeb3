"""Positions with those who hold them: what each actor wants, offers, rejects or accepts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zopa.foundation.text import Span, word_set
from zopa.proposing.by_grammar.clauses import children, helpers, objects_of, speakers_around, under
from zopa.proposing.by_grammar.figure_topics import topic_before
from zopa.proposing.by_grammar.measures import Measure, measures_of
from zopa.proposing.by_grammar.positions_told import positions_in
from zopa.proposing.by_grammar.stands import (
    DEALS,
    EARLIER,
    NEWER,
    ORDINALS,
    SOFT_OFFERS,
    Stand,
)
from zopa.proposing.by_grammar.sticking_points import what_divides
from zopa.proposing.by_grammar.texts import (
    TextMention,
    is_text,
    measures_at,
    mentions_in,
    terms_beside,
)
from zopa.proposing.by_grammar.told_position import ToldPosition
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topics import topics_of, topics_of_part
from zopa.proposing.by_grammar.unnamed_sources import is_told_by_somebody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from zopa.proposing.actors import Actor, Actors
    from zopa.proposing.parsed_report import ParsedReport


@dataclass(frozen=True, eq=False)
class HeldPosition:
    """A position on one theme, with the actors that hold it."""

    report: int
    """The index of the report."""
    position: ToldPosition
    actors: tuple[Actor, ...]
    theme: Token
    mention: TextMention | None
    """The text that it is about, if it is about one."""
    topics: tuple[Topic, ...]
    measures: tuple[Measure, ...]
    """The figures that stand with the theme."""
    named: bool = True
    """Whether the report itself or somebody with a name tells it."""

    @property
    def stand(self) -> Stand:
        """What the actors do about it."""
        return self.position.stand

    @property
    def plain(self) -> bool:
        """Whether it is plainly told."""
        return self.position.plain

    @property
    def established(self) -> bool:
        """Whether it is plainly told, and not by a source without a name."""
        return self.position.plain and self.named

    @property
    def place(self) -> int:
        """Where the word stands that tells it."""
        return self.position.cue.idx

    @property
    def words(self) -> Span:
        """From the first to the last of the words that tell it: cue and theme, without holders."""
        words = [self.position.cue, *self.theme.subtree]
        if self.mention is not None:
            words += [word for beside in terms_beside(self.theme) for word in beside.subtree]
        return Span(_start_of(words), _stop_of(words))


def _start_of(words: Sequence[Token]) -> int:
    """Where the first of some words begins."""
    return min(word.idx for word in words)


def _stop_of(words: Sequence[Token]) -> int:
    """Where the last of some words ends."""
    return max(word.idx + len(word) for word in words)


@dataclass(frozen=True, eq=False)
class ToldPositions:
    """What reports tell of positions, and the texts that they mention."""

    held: tuple[HeldPosition, ...]
    mentions: tuple[TextMention, ...]
    measured: tuple[tuple[Measure, ...], ...]
    """The figures of each report, with what they measure."""
    disputed: tuple[tuple[int, Topic], ...] = ()
    """What the reports say is disputed, each with the index of its report."""


def told_positions(
    reports: Sequence[ParsedReport], actors: Actors, *, bare: bool = False
) -> ToldPositions:
    """The positions of all reports, with their holders, topics and the texts they are about.

    With `bare`, numbers without a unit are figures too: what they are of tells what they count.
    """
    held: list[HeldPosition] = []
    mentions: list[TextMention] = []
    measured = tuple(tuple(measures_of(r.text, r.report.figures, bare=bare)) for r in reports)
    for index, report in enumerate(reports):
        own, named = _of_report(index, report, actors, measured[index])
        held += own
        mentions += named
    disputed = [
        (index, topic)
        for index, report in enumerate(reports)
        for word in what_divides(report.doc)
        if report.in_body(word)
        for topic in topics_of(word)
        if not (topic.is_text or topic.bare or actors.all_of(topic.head))
    ]
    return ToldPositions(tuple(held), tuple(mentions), measured, tuple(disputed))


def _of_report(
    index: int, report: ParsedReport, actors: Actors, measured: Sequence[Measure]
) -> tuple[list[HeldPosition], list[TextMention]]:
    mentions = mentions_in(index, report, actors, measured)
    held: list[HeldPosition] = []
    # What is offered first, since it makes the texts that others then accept or reject.
    told = [p for p in positions_in(report.doc) if report.in_body(p.cue)]
    positions = sorted(told, key=lambda p: p.stand is not Stand.OFFERS)
    institutions = {t.i for p in told if p.stand is Stand.WANTS for t in p.themes if _of_a_kind(t)}
    mentions = [mention for mention in mentions if mention.token.i not in institutions]
    by_token = {mention.token.i: mention for mention in mentions}
    for position in positions:
        if _any_text(position):
            continue
        who = _who(position, actors)
        named = not is_told_by_somebody(position.cue)
        for number, theme in enumerate(position.themes):
            # “Ford and GM offered 9% and 10%”: one each.
            each = len(position.themes) == len(who) > 1
            holders = (who[number],) if each else who
            denial = position.how not in ("will not", "must")
            before = _told_before(theme, holders, held)
            topics = before or tuple(
                t for t in topics_of(theme, denial=denial) if not actors.all_of(t.head)
            )
            if position.part is not None:
                topics = topics_of_part(theme, position.part, topics)
            if theme.i in institutions:
                topics = tuple(replace(t, is_text=False) for t in topics)
            measures = measures_at(under(theme), measured)
            if topics and all(topic.bare for topic in topics) and measures:
                anchor = topic_before(theme)
                if anchor is not None and not actors.all_of(anchor.head):
                    topics = (anchor,)
            mention = by_token.get(theme.i)
            if mention is None and not before:
                mention = _it(index, theme, position)
            if mention is not None and theme.i not in by_token:
                mentions.append(mention)
                by_token[theme.i] = mention
            if mention is not None:
                _authored(mention, position, holders)
            elif position.stand is Stand.OFFERS and holders:
                mention = _offered(index, position, theme, holders, topics, measures)
                if mention is not None:
                    mentions.append(mention)
                    by_token[theme.i] = mention
            if position.stand is not Stand.OFFERS or mention is not None:
                held.append(
                    HeldPosition(index, position, holders, theme, mention, topics, measures, named)
                )
    return held, mentions


def _of_a_kind(noun: Token) -> bool:
    """Whether what is wanted is no text on the table but a thing of a kind: “an international
    draft”, “a coal plan”."""
    if not is_text(noun) or noun.lemma_.lower() in DEALS | {"offer", "bid", "proposal"}:
        return False
    beside = children(noun, "amod", "compound", "nmod")
    ordinary = NEWER | EARLIER | ORDINALS.keys()
    return any(c.lower_ not in ordinary and c.pos_ != "PROPN" and c.tag_ != "JJR" for c in beside)


def _who(position: ToldPosition, actors: Actors) -> tuple[Actor, ...]:
    """The actors that hold a position; of “we” in what somebody says, the speaker."""
    holders: list[Token] = []
    for holder in position.holders:
        own = holder.lower_ in ("we", "i", "us", "our", "my", "me")
        # “33 is what Movia has said it could live with”
        if holder.lower_ == "it" and not own:
            own = not actors.all_of(holder) or _of_another(position.cue, actors)
        holders += speakers_around(position.cue) if own else [holder]
    found = [actor for holder in holders for actor in _actors_of(holder, actors)]
    return tuple(dict.fromkeys(found))


def _of_another(cue: Token, actors: Actors) -> bool:
    """Whether “it” is somebody with a name who says what it does, and is no party."""
    return any(
        word.pos_ == "PROPN" and word.ent_type_ != "PERSON" and not actors.all_of(word)
        for word in speakers_around(cue)
    )


_SHARE_OF = word_set(
    "% percent majority most rank file membership number part third quarter half dozen hundred "
    "thousand handful rest leadership member delegate negotiator one all none"
)
"""Nouns for some of those who are told behind “of” or “among” (“95% of the members”)."""


def _actors_of(holder: Token, actors: Actors, depth: int = 0) -> tuple[Actor, ...]:
    """Whom a holder means; of a share of some people, whom these people mean."""
    found = actors.all_of(holder)
    if found or depth > 2 or not (holder.lemma_.lower() in _SHARE_OF or holder.like_num):
        return found
    inner = [n for p in children(holder, "prep") if p.lower_ == "of" for n in objects_of(p)]
    inner += children(holder, "poss")
    if not inner:
        inner = [
            noun
            for p in children(holder.head, "prep")
            if p.lower_ in ("among", "of") and p.i < holder.i
            for noun in objects_of(p)
        ]
    return tuple(actor for noun in inner for actor in _actors_of(noun, actors, depth + 1))


def _any_text(position: ToldPosition) -> bool:
    """“Will not sign an agreement without …”: no text that is there is rejected."""
    if position.stand is not Stand.REJECTS or position.how in ("noun", "called"):
        return False
    if not helpers(position.cue) & {"will", "wo", "would", "ca", "can", "cannot"}:
        return False
    return all(
        is_text(theme)
        and any(
            child.dep_ == "det" and child.lower_ in ("a", "an", "any") for child in theme.children
        )
        for theme in position.themes
    )


def _told_before(
    theme: Token, holders: tuple[Actor, ...], held: Sequence[HeldPosition]
) -> tuple[Topic, ...]:
    """What “it” means where somebody else was told just before, in the sentence, to want it."""
    if theme.lower_ not in ("it", "this", "that", "them") or theme.pos_ != "PRON":
        return ()
    near = [
        other
        for other in held
        if other.place < theme.idx
        and other.theme.sent == theme.sent
        and other.mention is None
        and other.topics
        and other.actors != holders
    ]
    return max(near, key=lambda other: other.place).topics if near else ()


def _it(index: int, theme: Token, position: ToldPosition) -> TextMention | None:
    """“The union turned it down”: a text that was told of just before."""
    if position.stand not in (Stand.REJECTS, Stand.ACCEPTS):
        return None
    if theme.i == position.cue.i and theme.lemma_ == "vote":
        return TextMention(index, theme, pronoun=True)
    if theme.pos_ != "PRON" or theme.lower_ not in ("it", "them", "this", "that", "both", "these"):
        return None
    return TextMention(index, theme, plural=theme.lower_ in ("them", "both", "these"), pronoun=True)


def _authored(mention: TextMention, position: ToldPosition, holders: tuple[Actor, ...]) -> None:
    """What a position tells of whose a text is."""
    if position.how == "struck" and len(holders) > 1 and not mention.authors:
        mention.authors, mention.joint = holders, True
    elif position.stand is Stand.OFFERS:
        if not mention.authors:
            mention.authors = holders
        mention.tabled = mention.tabled or (
            position.plain and position.cue.lemma_ not in SOFT_OFFERS and bool(holders)
        )
    elif mention.authors and not mention.joint and set(mention.authors) <= set(holders):
        mention.authors = ()  # nobody rejects what is his own


def _offered(
    index: int,
    position: ToldPosition,
    theme: Token,
    holders: tuple[Actor, ...],
    topics: tuple[Topic, ...],
    measures: tuple[Measure, ...],
) -> TextMention | None:
    """What is offered without a noun for a text: “Alpha offered a 20% rise”."""
    terms = [topic for topic in topics if not topic.is_text]
    if not terms and not measures:
        return None
    if position.how == "ready" or not (position.plain or measures):
        return None
    if position.how == "noun" and not measures:
        return None
    return TextMention(index, theme, holders, measures, terms, tabled=position.plain, plural=False)
