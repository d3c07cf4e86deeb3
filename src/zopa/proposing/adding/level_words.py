"""Which level of an issue in words a report tells: by figures, by words, by yes and no."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zopa.case.model import Case, Issue, Order, Ranking
from zopa.foundation.text import word_set
from zopa.proposing.adding.word_forms import forms_in, forms_of
from zopa.proposing.by_grammar.direction_words import DOWN, OFF
from zopa.proposing.by_grammar.measures import Measure, measures_of
from zopa.proposing.by_grammar.topic_stems import stem_of

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.topic import Topic

_NOT = word_set(
    "no not none without nothing never neither nor excluded frozen unchanged unaltered abolished "
    "scrapped rejected refused"
)
"""Words of a level that has nothing of what its issue is about."""
_TAKES_AWAY = word_set(
    "close leave withdraw delay ban end halt stop remove abolish eliminate scrap lift cancel "
    "repeal dismantle freeze suspend exclude waive drop postpone bar block phase forgo cease quit "
    "cut reduce lower"
)
"""Verbs that take away what an issue is about."""
_WORD = re.compile(r"[^\W\d_]+")
_OWN, _TOLD = 1.0, 0.4
"""What a word of a level itself weighs, and one of the evidence for it."""


@dataclass(frozen=True, slots=True)
class LevelMeant:
    """A level that words mean, or the one that they rule out."""

    level: str
    toward: int
    """1 where who wants what is told wants this level, -1 where they want any other."""
    by_words: bool
    """Whether words or figures of the level's own are told, not only yes or no."""


class LevelWords:
    """The levels of one issue, and the words that tell them apart."""

    def __init__(self, issue: Issue, told: Mapping[str, Sequence[str]]) -> None:
        """`told` are words of accepted evidence by level."""
        own = {x.id: forms_in(f"{x.text}. {x.id.replace('_', ' ')}") for x in issue.levels}
        spread = Counter(stem for words in own.values() for stem in words)
        self._all = set(spread)
        self._weights: dict[str, dict[str, float]] = {}
        for level, words in own.items():
            weights = {stem: _OWN for stem in words if spread[stem] == 1}
            for stem in {s for quote in told.get(level, ()) for s in forms_in(quote)}:
                beside = [w for other, w in told.items() if other != level]
                elsewhere = any(stem in forms_in(q) for quotes in beside for q in quotes)
                if not spread[stem] and not elsewhere:
                    weights[stem] = _TOLD
            self._weights[level] = weights
        negative = [x.id for x in issue.levels if _NOT & set(_words(f"{x.id} {x.text}"))]
        self._none = negative[0] if len(negative) == 1 else ""
        rest = [x.id for x in issue.levels if x.id not in negative]
        self._whole = rest[0] if len(rest) == 1 else ""
        self._measures = {x.id: _measures(x.text) for x in issue.levels}

    def meant(self, topic: Topic, measures: Sequence[Measure] = ()) -> LevelMeant | None:
        """The level that is meant by what a topic tells; None where it fits none, or several."""
        if measures:
            by_figure = [
                level
                for level, own in self._measures.items()
                if any((m.unit, m.value) in own for m in measures)
            ]
            if len(by_figure) == 1:
                return LevelMeant(by_figure[0], 1, by_words=True)
        doc = topic.head.doc
        span = doc.char_span(topic.span.start, topic.span.stop, alignment_mode="expand")
        words = forms_of(span if span is not None else [topic.head])
        return self.of_words(words, -1 if topic.way < 0 and not topic.graded else 1)

    def of_words(self, words: set[str], way: int) -> LevelMeant | None:
        """The level that words mean, where `way` is -1 if they tell that there is none of it."""
        if self._all & words & _away():
            way = 1  # to want the gate closed is to want the level that has it closed
        scores = {
            level: sum(weight for stem, weight in weights.items() if stem in words)
            for level, weights in self._weights.items()
        }
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        (best, high), *others = ranked
        if high >= _OWN and (not others or others[0][1] < high):
            if best == self._none:
                # The words of a level that denies are those of what it denies.
                return LevelMeant(best, -way, by_words=True)
            return LevelMeant(best, way, by_words=True)
        if others and others[0][1] == high and high:
            return None
        return self._by_sign(way)

    def _by_sign(self, way: int) -> LevelMeant | None:
        if not self._none:
            return None
        if way < 0:
            return LevelMeant(self._none, 1, by_words=False)
        return LevelMeant(self._whole, 1, by_words=False) if self._whole else None


@cache
def _away() -> frozenset[str]:
    """Words that take away, in the forms that are compared."""
    return frozenset(stem_of(word) for word in OFF | DOWN | _TAKES_AWAY)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("_", " "))


def _measures(text: str) -> set[tuple[str, float]]:
    from zopa.statements.figures import figures_in

    found = measures_of(text, figures_in(text))
    return {(measure.unit, measure.value) for measure in found}


def words_of_levels(case: Case) -> dict[str, LevelWords]:
    """The words of the levels of each issue in words, with those of the evidence for them.

    Evidence for a level is that of facts which put it first, and that of terms which have it.
    """
    told: dict[str, dict[str, list[str]]] = {issue: {} for issue in case.issues}

    def tell(issue: str, level: str, quotes: Sequence[str]) -> None:
        if issue in told:
            told[issue].setdefault(level, []).extend(quotes)

    for fact in case.facts:
        if isinstance(fact.content, Order) and len(fact.content.rankings) == 1:
            (ranking,) = fact.content.rankings
            if isinstance(ranking, Ranking) and ranking.tiers and len(ranking.tiers[0]) == 1:
                tell(ranking.issue, ranking.tiers[0][0], [e.quote for e in fact.evidence])
    for draft in case.drafts.values():
        for issue, readings in draft.terms.items():
            for reading in readings:
                tell(issue, reading.level, [e.quote for e in reading.evidence])
    return {
        issue.id: LevelWords(issue, told[issue.id])
        for issue in case.issues.values()
        if not issue.numeric and len(issue.levels) > 1
    }
