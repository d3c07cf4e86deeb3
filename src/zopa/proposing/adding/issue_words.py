"""Which issue of a case a topic is about: by the words of titles, levels and accepted evidence.

A word weighs the less the more issues have it; words that tell of anything, and the names of the
parties, weigh nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from zopa.case.model import Case
from zopa.foundation.text import Span
from zopa.proposing.adding.known_case import evidence_by_issue
from zopa.proposing.adding.word_forms import forms_in, forms_of, heads_in
from zopa.proposing.given.counting import counted_unit
from zopa.proposing.lexicon import MATTERS
from zopa.proposing.matters import hits_in

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.topic import Topic

TITLE, LEVEL, TOLD = 3.0, 1.5, 0.7
"""What a word of a title weighs, one of a level, and one of accepted evidence."""
HEAD = 1.5
"""How much more a word weighs that names the topic, or the issue."""
WHOLE, MATTER, UNIT = 1.0, 1.5, 1.0
"""What is added for a title of which all words are told, where both tell one known matter, and for
a figure in the issue's unit."""
AROUND = 0.25
"""What the words of the sentence around a topic weigh beside its own."""
ENOUGH = 1.6
"""Below this a topic is of no issue."""
MARGIN = 0.4
"""By so much an issue has to be likelier than the next."""


class IssueWords:
    """The issues of a case by the words that tell of them."""

    def __init__(self, case: Case) -> None:
        self._issues = list(case.issues.values())
        names = _names(case)
        told = evidence_by_issue(case)
        self._weights: dict[str, dict[str, float]] = {i.id: {} for i in self._issues}
        self._titles: dict[str, set[str]] = {}
        texts = {
            i.id: " . ".join(f"{x.text} . {x.id.replace('_', ' ')}" for x in i.levels)
            for i in self._issues
            if not i.numeric
        }
        for weight, words in (
            (TITLE, {i.id: forms_in(f"{i.title}. {i.id.replace('_', ' ')}") for i in self._issues}),
            (LEVEL, {name: forms_in(text) for name, text in texts.items()}),
            (TOLD, {n: {f for e in es for f in forms_in(e.quote)} for n, es in told.items()}),
        ):
            spread = Counter(form for own in words.values() for form in own)
            for issue, own in words.items():
                known = self._weights[issue]
                for form in own - names:
                    if weight is TOLD and spread[form] > 1:
                        continue
                    # Of a long title, a word alone tells little.
                    share = sqrt(len(own - names)) if weight is TITLE else 1.0
                    known.setdefault(form, weight / spread[form] / share)
            if weight is TITLE:
                self._titles = {name: own - names for name, own in words.items()}
                for each in self._issues:
                    for form in heads_in(each.title) & self._titles[each.id]:
                        self._weights[each.id][form] *= HEAD
        self._matters = {
            i.id: matters_in(f"{i.title} {i.id.replace('_', ' ')}") for i in self._issues
        }
        self._units = {i.id: counted_unit(i.unit).unit.rstrip("s") for i in self._issues if i.unit}

    def of(self, topic: Topic, units: Sequence[str] = ()) -> str:
        """The issue that a topic is about, or an empty text; `units` are those of its figures."""
        if topic.bare:
            return self._of_figure(topic, units)
        doc = topic.head.doc
        span = doc.char_span(topic.span.start, topic.span.stop, alignment_mode="expand")
        named = [topic.head, *([topic.verb] if topic.verb is not None else [])]
        words = forms_of(span if span is not None else named) | forms_of(named)
        return self.best(words, topic.phrase, forms_of(named), forms_of(topic.head.sent), units)

    def _of_figure(self, topic: Topic, units: Sequence[str]) -> str:
        """The issue of numbers in its unit of which the words around a figure tell."""
        counted = {u.rstrip("s") for u in units}
        if not counted & set(self._units.values()):
            return ""
        name = self.best(forms_of(topic.head.sent), topic.phrase, units=units)
        return name if self._units.get(name) in counted else ""

    def best(
        self,
        words: set[str],
        phrase: str,
        heads: set[str] = frozenset(),  # type: ignore[assignment]
        around: set[str] = frozenset(),  # type: ignore[assignment]
        units: Sequence[str] = (),
    ) -> str:
        """The issue that words tell of, or an empty text.

        `heads` are those of the words that name the topic, `around` the words of its sentence.
        """
        matters = matters_in(phrase)
        scores: list[tuple[float, str]] = []
        for issue in self._issues:
            known = self._weights[issue.id]
            own = sum(known.get(f, 0.0) * (HEAD if f in heads else 1.0) for f in words)
            own += MATTER if matters & self._matters[issue.id] else 0.0
            unit = self._units.get(issue.id)
            if unit and any(unit == other.rstrip("s") for other in units):
                own += UNIT
            if own:
                title = self._titles[issue.id]
                own += WHOLE if title and title <= words else 0.0
                own += AROUND * sum(known.get(form, 0.0) for form in around - words)
            scores.append((own, issue.id))
        scores.sort(key=lambda pair: -pair[0])
        if not scores or scores[0][0] < ENOUGH:
            return ""
        if len(scores) > 1 and scores[0][0] - scores[1][0] < MARGIN:
            return ""
        return scores[0][1]


def matters_in(text: str) -> set[str]:
    """The known matters of which a text tells."""
    return {hit.matter.id for hit in hits_in(text, Span(0, len(text)), MATTERS)}


def _names(case: Case) -> set[str]:
    """The words of the names of parties and of their people."""
    found: set[str] = set()
    for party in case.parties.values():
        people: Iterable[str] = (n for p in party.people for n in (p.name, *p.also))
        for name in (party.name, *party.also, *people):
            found |= forms_in(name) if name[:1].isupper() else set()
    return found
