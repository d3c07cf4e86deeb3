"""What the parser takes names for: people, organisations, places.

One mention may deceive it; so a name counts as what most of its mentions are taken for. Headlines
do not count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from zopa.foundation.names import fold
from zopa.statements.grammar import Grammar

_PERSON = frozenset({"PERSON"})
_BODY = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})
_ENDS = re.compile(r"^(?:[Tt]he\s+)|['’]s?$")


@dataclass
class NameLabels:
    """How often each name of some documents is taken for what.

    >>> from zopa.statements.grammar import parsed
    >>> labels = NameLabels()
    >>> labels.learn(parsed("Brightwell Foods rejected an offer. Rosa Ortiz left the firm."))
    >>> labels.is_body("Brightwell Foods"), labels.is_body("Rosa Ortiz")
    (True, False)
    """

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, grammar: Grammar) -> None:
        """Count the names of a document."""
        for entity in grammar.doc.ents:
            if not grammar.in_heading(entity[0]):
                self.counts[_plain(entity.text)][entity.label_] += 1

    def is_body(self, name: str) -> bool:
        """Whether a name is mostly taken for an organisation, a place or the like."""
        return self._most(name, _BODY) > self._most(name, _PERSON)

    def _most(self, name: str, labels: Iterable[str]) -> int:
        counts = self.counts.get(_plain(name), Counter())
        return sum(counts[label] for label in labels)


def _plain(name: str) -> str:
    return fold(_ENDS.sub("", name))


def first_words_of_people(grammar: Grammar) -> frozenset[int]:
    """Where the names of people of two words and more begin."""
    return frozenset(
        entity.start_char
        for entity in grammar.doc.ents
        if entity.label_ == "PERSON" and len(entity) > 1 and entity[1].text[0].isupper()
    )
