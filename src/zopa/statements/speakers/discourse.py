"""Finding whom a pronoun or a description refers to, from what the document said before.

The candidates are weighed in the manner of Lappin and Leass (1994, Computational Linguistics 20,
535–561): by how many sentences ago they were named, and whether as subject, in a quotation or after
a preposition. Gender and number must agree, and who spoke last weighs more. The weights were set by
hand. The confidence of an answer comes from the distance between the best candidate and the second
best; if no candidate fits, there is no answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from zopa.foundation.text import Span
from zopa.statements.speakers.countries import CountryClue
from zopa.statements.speakers.entities import DocumentNames, Entity, Named
from zopa.statements.speakers.vocabulary import PRONOUNS
from zopa.statements.statement import Speaker, SpeakerKind

_PREPOSED = re.compile(
    r"\b(?:of|to|with|by|for|from|on|about|against|at|in|than|told|like|between|toward|towards|over"
    r"|into|under|after|before|without|near|via|joined|met|and|asked|called)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_REACH = 12
"""How many sentences back a pronoun is followed."""
_BACK = 60
"""How many turns back a description is followed."""
_FADE = 0.62
_PRONOUN = re.compile(r"(?<![\w’'])(?:he|she|him|his|her)(?![\w’'])", re.IGNORECASE)


@dataclass(eq=False)
class Referent:
    """What a pronoun or a description can go back to: an entity or an unnamed source."""

    speaker: Speaker
    entity: Entity | None = None
    heads: frozenset[str] = frozenset()
    """For an unnamed source the nouns that call it so."""
    words: frozenset[str] = frozenset()
    plural: bool = False
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's being told to say or do something."""

    source: Span
    content: tuple[Span, ...]
    referent: Referent
    direct: bool
    silent: bool = False
    """Whether it is only told that they gave no answer: “they added” goes on from who did."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A referent, where it was named, and how sure."""

    referent: Referent
    where: Span
    confidence: float


class Discourse:
    """What one document has said so far."""

    def __init__(self, page: DocumentNames) -> None:
        self.page = page
        self.turns: list[Turn] = []
        self._of: dict[Entity, Referent] = {}
        self._starts: list[int] = []
        self._sources: set[Span] = set()

    def referent(self, entity: Entity, speaker: Speaker) -> Referent:
        """The referent of an entity, the same for all its mentions."""
        known = self._of.get(entity)
        if known is None:
            known = Referent(speaker, entity, gender=entity.gender)
            self._of[entity] = known
        return known

    def add(self, turn: Turn) -> None:
        """Another turn; they come in the order of the text."""
        self.turns.append(turn)
        self._starts.append(turn.source.start)
        self._sources.add(turn.source)

    def enclosing(self, place: int, own: Span) -> Turn | None:
        """The turn in whose content a place stands, the narrowest."""
        last = bisect_left(self._starts, place)
        around = [
            (piece.stop - piece.start, number, turn)
            for number, turn in enumerate(self.turns[max(0, last - _BACK) : last + _BACK])
            for piece in turn.content
            if piece.start <= place < piece.stop and turn.source != own
        ]
        return min(around, key=lambda item: item[:2])[2] if around else None

    def pronoun(
        self, sign: str, span: Span, content: tuple[Span, ...], barred: Referent | None
    ) -> Antecedent | None:
        """Whom a pronoun of the third person means; `barred` is whose words it stands in."""
        layout = self.page.layout
        sentence = layout.sentence(span.start)
        weights: dict[int, float] = {}
        found: dict[int, tuple[Referent, Span]] = {}

        def weigh(referent: Referent, where: Span, weight: float) -> None:
            if referent is barred or weight <= 0:
                return
            weights[id(referent)] = weights.get(id(referent), 0.0) + weight
            known = found.get(id(referent))
            if known is None or known[1].start < where.start:
                found[id(referent)] = (referent, where)

        seen_subject: set[int] = set()
        last = self.page.before(span.start)
        own_quote = layout.quote(span.start)
        first = last
        while first > 0 and last - first < 80:
            if sentence - layout.sentence(self.page.named[first - 1].mention.span.start) > _REACH:
                break
            first -= 1
        for named in self.page.named[first:last]:
            back = sentence - layout.sentence(named.mention.span.start)
            fit = _entity_fits(sign, named)
            if not fit or (sign == "p" and self._silent(named.mention.span.start)):
                continue
            weight = fit * _FADE**back * named.confidence
            weight *= self._role(named, seen_subject)
            if layout.quote(named.mention.span.start) not in {None, own_quote}:
                weight *= 0.35
            if any(c.start <= named.mention.span.start < c.stop for c in content):
                weight *= 0.3
            weigh(
                self._of.setdefault(
                    named.entity, Referent(Speaker(SpeakerKind.UNSTATED), named.entity)
                ),
                named.mention.span,
                weight,
            )
        self._weigh_turns(sign, span, sentence, weigh)
        if not weights:
            return None
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        top, most = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.1
        referent, where = found[top]
        # Fitted by eye: an even race is a coin's toss, and a distant referent is less sure.
        share = most / (most + second)
        distance = sentence - layout.sentence(where.start)
        sure = min(0.95, share) * 0.96 ** max(0, distance - 1)
        # “They” and “it” go back to things as well, which are not looked for.
        if sign in {"p", "i"} and where not in self._sources:
            sure = min(sure, 0.45)
        return Antecedent(referent, where, round(sure, 3))

    def _silent(self, place: int) -> bool:
        """Whether a place names somebody who is told to have given no answer."""
        last = bisect_left(self._starts, place + 1)
        return any(
            turn.silent and turn.source.start <= place < turn.source.stop
            for turn in self.turns[max(0, last - 4) : last]
        )

    def _weigh_turns(
        self, sign: str, span: Span, sentence: int, weigh: Callable[[Referent, Span, float], None]
    ) -> None:
        layout = self.page.layout
        last = bisect_left(self._starts, span.start)
        recent = self.turns[max(0, last - 24) : last]
        if sign == "p":
            recent = [turn for turn in recent if not turn.silent]
        paragraph = layout.paragraph(span.start)
        for order, turn in enumerate(reversed(recent)):
            back = sentence - layout.sentence(turn.source.start)
            if back > _REACH:
                break
            fit = _turn_fits(sign, turn.referent)
            if not fit:
                continue
            weight = 1.4 * fit * _FADE**back * (1.5 if order == 0 else 1.0)
            near = paragraph - layout.paragraph(turn.source.start) <= 1
            if order == 0 and near and self._follows_quote(span):
                weight *= 1.8
            weigh(turn.referent, turn.source, weight)

    def _follows_quote(self, span: Span) -> bool:
        before = self.page.text[max(0, span.start - 3) : span.start].rstrip(" ,")
        return before.endswith(("”", '"', "’", "»"))

    def _role(self, named: Named, seen: set[int]) -> float:
        text, span = self.page.text, named.mention.whole
        if named.mention.possessive:
            return 0.55
        if _PREPOSED.search(text, max(0, span.start - 14), span.start):
            return 0.55
        number = self.page.layout.sentence(span.start)
        if number not in seen:
            seen.add(number)
            return 1.5
        return 0.9

    def gender_by_pronoun(self, entity: Entity) -> str:
        """What pronouns in the sentence after a name, with no other person named, tell."""
        votes = {"m": 0, "f": 0}
        for number, span in entity.mentions[:6]:
            if number != self.page.number:
                continue
            place = self.page.before(span.start) + 1
            following = [
                n
                for n in self.page.named[place : place + 30]
                if n.entity.kind is SpeakerKind.PERSON
            ]
            other = next((n for n in following if n.entity is not entity), None)
            stop = other.mention.span.start if other else span.stop + 400
            for match in _PRONOUN.finditer(self.page.text, span.stop, min(stop, span.stop + 400)):
                votes[PRONOUNS[match.group().lower()]] += 1
        if votes["m"] + votes["f"] < 2 or min(votes.values()) * 3 > max(votes.values()):
            return ""
        return max(votes, key=lambda sign: votes[sign])

    def described(
        self,
        heads: frozenset[str],
        words: frozenset[str],
        party: str,
        plural: bool,
        place: int,
    ) -> tuple[Antecedent | None, float]:
        """The last unnamed source that a definite description fits, and how well it fits."""
        best: tuple[float, int, Turn] | None = None
        last = bisect_left(self._starts, place)
        for order, turn in enumerate(reversed(self.turns[max(0, last - _BACK) : last])):
            referent = turn.referent
            if referent.entity is not None or not heads & referent.heads:
                continue
            other = referent.speaker.party
            if party and other and party != other:
                continue
            shared = len(words & referent.words)
            missing = len(words - referent.words)
            score = 1.0 + 0.5 * shared - 0.45 * missing - 0.06 * order
            score -= 0.6 if referent.plural and not plural else 0.0
            score -= 0.5 if plural and not referent.plural else 0.0
            if best is None or score > best[0]:
                best = (score, -order, turn)
        if best is None or best[0] < 0.1:
            return None, 0.0
        turn = best[2]
        sure = 0.85 if turn.referent.plural == plural else 0.5
        sure *= 1.0 if words <= turn.referent.words else 0.75
        return Antecedent(turn.referent, turn.source, sure), best[0]


def _entity_fits(sign: str, named: Named) -> float:
    """How well a named one goes with a pronoun; 0: not at all."""
    entity, mention = named.entity, named.mention
    person = entity.kind is SpeakerKind.PERSON
    if sign in {"m", "f"}:
        if not person or entity.located > len(entity.mentions) / 2:
            return 0.0
        if entity.gender:
            return 1.2 if entity.gender == sign else 0.0
        return 0.9 if entity.known else 0.4
    if sign == "i":
        if person or mention.possessive or mention.way is CountryClue.DEMONYM:
            return 0.0
        return 0.4 if entity.located else 0.9
    if sign == "p":
        return 0.0 if person else 0.5 if mention.name.endswith("s") else 0.35
    return 0.0


def _turn_fits(sign: str, referent: Referent) -> float:
    entity = referent.entity
    if sign in {"m", "f"}:
        if entity is not None:
            if entity.kind is not SpeakerKind.PERSON:
                return 0.0
            gender = entity.gender or referent.gender
            return 0.0 if gender and gender != sign else 1.2 if gender else 0.9
        if referent.plural or referent.speaker.kind is not SpeakerKind.UNNAMED:
            return 0.0
        return 0.0 if referent.gender and referent.gender != sign else 0.8
    if sign == "i":
        return 0.9 if referent.speaker.kind is SpeakerKind.INSTITUTION else 0.0
    if sign == "p":
        if referent.speaker.kind is SpeakerKind.UNNAMED:
            return 1.3 if referent.plural else 0.9
        return 0.7 if referent.speaker.kind is SpeakerKind.INSTITUTION else 0.0
    return 0.0
