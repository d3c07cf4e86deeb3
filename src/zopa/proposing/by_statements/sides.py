"""Sides: who speaks and acts in statements, with all names and people found of each.

Which of them are parties of the case, and in what role, the actors tell (`build`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from zopa.foundation.names import fold, slug
from zopa.proposing.naming import one_line
from zopa.proposing.shelf import NewsReport
from zopa.statements.speakers.cast import Cast
from zopa.statements.speakers.countries import countries_by_id
from zopa.statements.speakers.countries import words as country_words
from zopa.statements.statement import Speaker, SpeakerKind, Statement

_NOBODY = re.compile(
    r"(?:the )?(?:both|two|all|either|neither|three)?(?: the)? ?(?:sides?|parties|party|countries"
    r"|negotiators|officials|talks|delegations?|they|report|reports|media)",
    re.IGNORECASE,
)
"""Words for several sides at once, or for none."""
_APPOSITION = re.compile(r", (?:the|a|an|its|their) [^,.“”]{3,120}")
PERSON = "person:"
"""Begins the key of somebody who stands for nobody else, as far as the reports tell."""
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)


@dataclass
class Side:
    """Somebody who speaks or acts, with all names and people found."""

    key: str
    name: str
    also: dict[str, None] = field(default_factory=dict)
    people: dict[str, dict[str, None]] = field(default_factory=dict)

    def names(self) -> Iterator[str]:
        """Every form by which the side is known, people included."""
        yield self.name
        yield from self.also
        for person, forms in self.people.items():
            yield person
            yield person.split()[-1]
            yield from forms


class Sides:
    """The sides of a set of statements, and which side each statement is of."""

    def __init__(
        self,
        statements: Sequence[Statement],
        cast: Cast | None = None,
        reports: Mapping[str, NewsReport] = MappingProxyType({}),
    ) -> None:
        self.sides: dict[str, Side] = {}
        self.of: dict[str, str] = {}
        for statement in statements:
            key = self._key(statement.speaker)
            self.of[statement.id] = key
            if key and not key.startswith(PERSON):
                self._note(key, statement.speaker)
            if statement.hearer:
                self._side(statement.hearer)
        self._from_cast(cast)
        self._people(statements, reports)

    def _people(self, statements: Sequence[Statement], reports: Mapping[str, NewsReport]) -> None:
        """Lead people of no party back to the side that stands with their names or offices."""
        alone = [s for s in statements if self.of[s.id].startswith(PERSON)]
        mentions = self.mentions()
        for statement in statements:
            if not self.of[statement.id] and statement.speaker.kind is SpeakerKind.UNNAMED:
                self.of[statement.id] = _office_of(statement, reports, mentions)
        homes: dict[str, str] = {}
        for statement in alone:
            report = reports.get(statement.document)
            text = f"{statement.speaker.office} | "
            for span in statement.source if report else ():
                after = _APPOSITION.match(report.text, span.stop) if report else None
                text += report.text[span.start : span.stop] + (after[0] if after else "") + " | "  # type: ignore[union-attr]
            named = {side for _, _, side in mentions.find(text)}
            if len(named) == 1:
                homes.setdefault(self.of[statement.id], named.pop())
        for statement in alone:
            key = homes.get(self.of[statement.id], self.of[statement.id])
            self.of[statement.id] = key
            self._note(key, statement.speaker)

    @staticmethod
    def _key(speaker: Speaker) -> str:
        if speaker.party:
            return speaker.party
        if speaker.kind is SpeakerKind.INSTITUTION and speaker.name:
            if _NOBODY.fullmatch(speaker.name.strip()):
                return ""
            return slug(_ARTICLE.sub("", speaker.name)) or speaker.name
        if speaker.kind is SpeakerKind.PERSON and speaker.name:
            return PERSON + fold(speaker.name)
        return ""

    def _side(self, key: str) -> Side:
        if key not in self.sides:
            known = countries_by_id().get(key)
            bare = key.removeprefix(PERSON).replace("_", " ").strip()
            side = Side(key, known.name if known else one_line(bare[:1].upper() + bare[1:]))
            self.sides[key] = side
        return self.sides[key]

    def _note(self, key: str, speaker: Speaker) -> None:
        side = self._side(key)
        forms = [one_line(form) for form in (speaker.name, *speaker.also) if form.strip()]
        if speaker.kind is SpeakerKind.INSTITUTION and forms:
            if not speaker.party or fold(forms[0]) == fold(side.name):
                side.name = forms[0]
            side.also.update(dict.fromkeys(forms))
        elif speaker.kind is SpeakerKind.PERSON and forms:
            if key.startswith(PERSON):
                side.name = forms[0]
                side.also.update(dict.fromkeys(forms[1:]))
            else:
                side.people.setdefault(forms[0], {}).update(dict.fromkeys(forms[1:]))

    def _from_cast(self, cast: Cast | None) -> None:
        """Names, people and bodies that the documents have beyond those who speak."""
        for party in cast.parties if cast is not None else ():
            side = self._side(party.id)
            side.name = one_line(party.name) or side.name
            forms = [*party.also]
            for body in party.institutions:
                forms += [body.name, *body.also]
            side.also.update({one_line(form): None for form in forms if form.strip()})
            for person in party.people:
                own = side.people.setdefault(one_line(person.name), {})
                own.update({one_line(form): None for form in person.also if form.strip()})

    def mentions(self) -> Mentions:
        """Where sides are named in a text."""
        return Mentions(self.sides.values())


_SERVES = re.compile(
    r"\b(?:officials?|diplomats?|ministers?|negotiators?|spokes\w+|aides?|advisers?|representatives?"
    r"|executives?|managers?|leaders?)\b",
    re.IGNORECASE,
)


def _office_of(statement: Statement, reports: Mapping[str, NewsReport], mentions: Mentions) -> str:
    """The side of somebody unnamed whose office tells it (“a senior Ukrainian official”)."""
    report = reports.get(statement.document)
    if report is None:
        return ""
    text = " ".join(piece.words for piece in statement.source)
    named = {side for _, _, side in mentions.find(text)}
    return named.pop() if len(named) == 1 and _SERVES.search(text) else ""


class Mentions:
    """Finds sides by their names, people, and the demonyms and seats of countries."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self._keys: dict[str, str] = {}
        unclear: set[str] = set()
        by_country: dict[str, list[str]] = {}
        for form, (country, _) in country_words().items():
            by_country.setdefault(country, []).append(form)
        for side in sides:
            for form in (*side.names(), *by_country.get(side.key, ())):
                bare = _ARTICLE.sub("", form).strip()
                if len(bare) < 2:
                    continue
                if self._keys.setdefault(bare, side.key) != side.key:
                    unclear.add(bare)
        for form in unclear:
            del self._keys[form]
        forms = sorted(self._keys, key=len, reverse=True)
        self._pattern = (
            re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")
            if forms
            else None
        )

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, stop and side of each mention, in order."""
        if self._pattern is None:
            return []
        return [(m.start(), m.end(), self._keys[m[0]]) for m in self._pattern.finditer(text)]
