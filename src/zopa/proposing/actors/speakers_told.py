"""For whom persons speak by what was read of them as speakers, beyond the parse of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zopa.foundation.names import fold, slug
from zopa.proposing.actors.actor import ActorKind

if TYPE_CHECKING:
    from zopa.proposing.actors.candidate import Candidate
    from zopa.proposing.actors.named_entity import NamedEntity
    from zopa.statements.speakers.cast import Cast
    from zopa.statements.statement import Speaker

_SURE = 0.7
"""How sure the cast has to be of a person's party."""
_LEAST = 0.5
"""A statement whose speaker was led to a party with less than this tells nothing."""
_EXPLICIT = 3
"""From which votes on the words beside a name tell its party."""


class ToldParties:
    """The countries and bodies told of persons, by the names of the persons."""

    def __init__(self, cast: Cast | None = None, speakers: Iterable[Speaker] = ()) -> None:
        self._by_name: dict[str, Counter[str]] = {}
        members = cast.people if cast is not None else ()
        doubted = {fold(m.name) for m in members if m.confidence < _LEAST}
        for member in members:
            if member.confidence >= _SURE and member.party:
                self._tell((member.name, *member.also), member.party)
        for speaker in speakers:
            if (
                speaker.party
                and speaker.name
                and speaker.confidence >= _LEAST
                and fold(speaker.name) not in doubted
            ):
                self._tell((speaker.name, *speaker.also), speaker.party)

    def _tell(self, names: Iterable[str], party: str) -> None:
        for name in dict.fromkeys(map(fold, names)):
            self._by_name.setdefault(name, Counter())[party] += 1

    def of(self, person: NamedEntity, named: Mapping[NamedEntity, Candidate]) -> Counter[Candidate]:
        """The one candidate that most of what was read of a person tells; none where two tie."""
        parties: Counter[str] = Counter()
        for name in person.names:
            parties.update(self._by_name.get(fold(name), Counter()))
        ranked = parties.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return Counter()
        party = ranked[0][0]
        fits = [who for one, who in named.items() if party in {one.country, slug(one.name)}]
        return Counter({fits[0]: ranked[0][1]}) if fits else Counter()

    def before(
        self,
        votes: Counter[Candidate],
        person: NamedEntity,
        named: Mapping[NamedEntity, Candidate],
    ) -> Counter[Candidate]:
        """The votes of the words beside a name, or what was read where these tell less.

        What was read counts before a state or a body for which a parse takes somebody to speak
        (“carried the draft to Karsia”), but not before a company or a union of which a person is
        plainly told to be.
        """
        told = self.of(person, named)
        if not told or not votes:
            return told or votes
        (best, times), *_ = votes.most_common(1)
        public = best.kind in {ActorKind.STATE, ActorKind.BODY}
        return told if public or times < _EXPLICIT else votes
