"""Finding parties in words: those of the case, or countries and organisations without a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zopa.foundation.names import fold
from zopa.statements.speakers import countries
from zopa.statements.speakers.names import PersonName, agree, near, parsed


@dataclass(frozen=True, slots=True)
class PersonNames:
    """A person who speaks for a party."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyNames:
    """What a party of a case is called, and by whom it is spoken for."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    people: tuple[PersonNames, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A party and how sure it is; an empty id where there is none."""

    party: str = ""
    confidence: float = 0.0


NOBODY = PartyMatch()

OFFICE_COUNTRIES = {
    "treasury secretary": "united_states",
    "secretary of state": "united_states",
    "attorney general": "united_states",
    "defense secretary": "united_states",
    "secretary of defense": "united_states",
    "homeland security secretary": "united_states",
    "commerce secretary": "united_states",
    "senator": "united_states",
    "sen": "united_states",
    "rep": "united_states",
    "congressman": "united_states",
    "house speaker": "united_states",
    "speaker of the house": "united_states",
    "congresswoman": "united_states",
    "foreign secretary": "united_kingdom",
    "home secretary": "united_kingdom",
    "chancellor of the exchequer": "united_kingdom",
    "shadow chancellor": "united_kingdom",
    "taoiseach": "ireland",
    "tánaiste": "ireland",
}
"""Offices whose name is used, without a country, mostly for that of one country."""


class PartyIndex:
    """Finds parties of a case by words; with no case every country is its own party."""

    def __init__(self, parties: Sequence[PartyNames]) -> None:
        self.parties = tuple(parties)
        self._aliases: list[tuple[re.Pattern[str], str]] = []
        self._country: dict[str, set[str]] = {}
        self._words: dict[str, set[str]] = {}
        for party in parties:
            forms = {form.strip() for form in (party.name, *party.also) if form.strip()}
            for form in sorted(forms, key=len, reverse=True):
                flags = 0 if len(form) <= 3 else re.IGNORECASE
                pattern = r"\s+".join(re.escape(word) for word in form.split())
                self._aliases.append(
                    (re.compile(rf"(?<!\w){pattern}(?:['’]s)?(?!\w)", flags), party.id)
                )
                leads = countries.words().get(form) or countries.words().get(
                    form.removeprefix("the ").removeprefix("The ")
                )
                if leads:
                    self._country.setdefault(leads[0], set()).add(party.id)
                for word in fold(form).split():
                    self._words.setdefault(word, set()).add(party.id)
            self._country.setdefault(party.id, set()).add(party.id)

    def of_country(self, country: str) -> str:
        """The party of the case that is this country, else the country itself."""
        own = self._country.get(country, set()) if self.parties else set()
        return next(iter(own)) if len(own) == 1 else "" if own else country

    def in_words(self, text: str) -> str:
        """The one party that words name, the longest match first; nothing if they name two.

        >>> index = PartyIndex([PartyNames("union", "Local 12", ("the union",)),
        ...                     PartyNames("owners", "Acme", ("Acme Holdings",))])
        >>> index.in_words("a lawyer for Acme Holdings"), index.in_words("Acme and Local 12")
        ('owners', '')
        """
        spans: list[tuple[int, int, str]] = []
        for pattern, party in self._aliases:
            spans += [(*match.span(), party) for match in pattern.finditer(text)]
        spans.sort(key=lambda span: span[0] - span[1])
        kept: list[tuple[int, int, str]] = []
        for start, stop, party in spans:
            inside = [k for k in kept if k[0] < stop and start < k[1]]
            if not any(k[1] - k[0] > stop - start or k[2] == party for k in inside):
                kept.append((start, stop, party))
        found = {party for _, _, party in kept}
        return found.pop() if len(found) == 1 else ""

    def by_noun(self, noun: str) -> str:
        """The one party with this word in a name (“the union” where one party is a union)."""
        found = self._words.get(fold(noun), set())
        return next(iter(found)) if len(found) == 1 else ""

    def of_person(self, names: Sequence[str]) -> str:
        """The one party for which a person of one of these names speaks."""
        found: set[str] = set()
        for party in self.parties:
            for person in party.people:
                full = parsed(person.name)
                for listed in map(parsed, (person.name, *person.also)):
                    if any(_same(listed, full.given, name) for name in names):
                        found.add(party.id)
        return found.pop() if len(found) == 1 else ""


def _same(listed: PersonName, given: tuple[str, ...], name: str) -> bool:
    other = parsed(name)
    if not near(listed.surname_key, other.surname_key):
        return False
    exact = listed.surname_key == other.surname_key
    best = agree(PersonName(listed.given or given, listed.surname, listed.suffix), other)
    return best > 0 and (exact or bool(other.given))


@dataclass
class Tally:
    """Votes for parties."""

    votes: dict[str, float] = field(default_factory=dict)

    def add(self, party: str, weight: float) -> None:
        if party:
            self.votes[party] = self.votes.get(party, 0.0) + weight

    def best(self, sure: float) -> PartyMatch:
        """The party with most votes, less sure where others have some; a tie is nobody's."""
        if not self.votes:
            return NOBODY
        ranked = sorted(self.votes.items(), key=lambda vote: (-vote[1], vote[0]))
        if len(ranked) > 1 and ranked[1][1] >= ranked[0][1]:
            return NOBODY
        return PartyMatch(ranked[0][0], sure * ranked[0][1] / sum(self.votes.values()))
