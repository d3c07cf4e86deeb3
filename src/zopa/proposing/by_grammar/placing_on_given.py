"""Of which issue that a person named a topic is, by the words of the reports.

The words of the topic itself count first, then those of its sentence if they tell one issue only.
A figure may be of what the sentences before it are about (“Three years, Movia said. Karsia would
like seven”).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

from zopa.foundation.text import Span
from zopa.proposing.by_grammar.measures import Measure
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topic_stems import matter_of, stem_of, stems_in, stems_of
from zopa.proposing.by_statements.amounts import unit_class
from zopa.proposing.given.counting import counted_unit
from zopa.proposing.lexicon import BY_ID, MATTERS
from zopa.proposing.matters import hits_in

if TYPE_CHECKING:
    from zopa.proposing.given import GivenIssue

_BACK = 2
"""So many sentences back a figure may lead."""


class PlacesOnGiven:
    """Leads topics to the issues that a person named."""

    def __init__(self, given: Sequence[GivenIssue]) -> None:
        self._given = given
        self._named = {
            issue.title: stems_of(w for w in issue.words if w == issue.title or " " not in w)
            for issue in given
        }
        self._phrases = {
            issue.title: [stems_in(w) for w in issue.also if " " in w] for issue in given
        }
        self._levels = {issue.title: stems_of(issue.levels) for issue in given}
        self._told = {issue.title: stems_of(issue.told) for issue in given}
        self._matter = {issue.title: matter_of(" ".join(issue.words)) for issue in given}

    def title_of(self, topic: Topic, holders: str = "") -> str:
        """The title of the issue of which a topic is; nothing where the words tell none.

        The words for its `holders` may tell it where its own do not (“the leaders will not go”).

        >>> from zopa.proposing.by_grammar.topics import topics_of
        >>> from zopa.proposing.given import GivenIssue
        >>> from zopa.statements.grammar import parsed
        >>> (topic,) = topics_of(parsed("It wants an end to agency work.").doc[3])
        >>> places = PlacesOnGiven([GivenIssue("pay"), GivenIssue("agency", ("temporary work",))])
        >>> places.title_of(topic)
        'agency'
        """
        if topic.bare or not topic.words:
            return ""
        own = stems_in(f"{topic.title} {topic.phrase}") | _closed(topic.phrase)
        if topic.far:
            own = {stem_of(word) for word in topic.words}
        told = {t: s for t in self._named if (s := self._likeness(t, topic, own)) > 0}
        told = told or {t: s for t in self._named if (s := self._same_matter(t, topic)) > 0}
        if told:
            return max(told, key=lambda title: told[title])
        if topic.far:
            return ""
        topic.far = True
        for text in (holders, topic.head.sent.text):
            around = stems_in(text)
            likely = [title for title in self._named if self._likeness(title, topic, around) > 0]
            if len(likely) == 1:
                return likely[0]
        return self._said_again(topic)

    def _said_again(self, topic: Topic) -> str:
        """The issue of the sentence before, where that has the word that names the topic (“an act
        on language is the key. Movia wants an act that stands alone”)."""
        sentence = topic.head.sent
        if sentence.start == 0:
            return ""
        words = stems_in(sentence.doc[sentence.start - 1].sent.text)
        told = [issue.title for issue in self._given if self._all_words(issue, words)]
        return told[0] if len(told) == 1 and stem_of(topic.head.lemma_) in words else ""

    def before(self, topic: Topic, measures: Sequence[Measure]) -> str:
        """The one issue that can have some figures and of which the sentence of a topic tells, or
        the last one before it; nothing where it tells several."""
        can = [i for i in self._given if any(may_count(i, m.unit) for m in measures)]
        sentence = topic.head.sent
        doc = sentence.doc
        for _ in range(_BACK + 1):
            words = stems_in(sentence.text)
            told = [issue.title for issue in can if self._all_words(issue, words)]
            if told:
                return told[0] if len(told) == 1 else ""
            if sentence.start == 0:
                return ""
            sentence = doc[sentence.start - 1].sent
        return ""

    def _likeness(self, title: str, topic: Topic, own: set[str]) -> float:
        """How well the words told of a topic fit what the person named: the words of its title,
        and those of its levels."""
        named, levels = self._named[title], self._levels[title]
        shared = _shared(own, named)
        score = 1.5 if _shared({stem_of(topic.head.lemma_)}, named) else 0.0
        score += 2.0 * len(shared) / max(1.0, sqrt(len(named)))
        # A name of several words counts where all of it is told.
        score += max((2.0 for phrase in self._phrases[title] if phrase <= own), default=0.0)
        score += 0.6 * len(own & (levels - named))
        score += 0.4 * len(own & (self._told[title] - named - levels))
        return score

    def _same_matter(self, title: str, topic: Topic) -> float:
        """How well the matter fits that a topic tells in other words (“a raise” is of pay)."""
        matter = self._matter[title]
        same = matter and matter in (matter_of(topic.title), matter_of(topic.phrase))
        return self._all_of(title, matter) if same else 0.0

    def _all_of(self, title: str, matter: str) -> float:
        """Which share of the words of a title tell its matter: “pay” is pay altogether, and
        “performance pay” only in part."""
        words = stems_in(title)
        told = {
            s for word in title.split() if BY_ID[matter].cue.search(word) for s in stems_in(word)
        }
        return len(words & told) / len(words) if words & told else 0.5

    def _all_words(self, issue: GivenIssue, words: set[str]) -> bool:
        """Whether one of the names of an issue stands among words, all of it."""
        return any(
            len(_shared(words, stems)) == len(stems)
            for name in issue.words
            if (stems := stems_in(name))
        )


def may_count(issue: GivenIssue, unit: str) -> bool:
    """Whether an issue that a person named can have figures in a unit."""
    if issue.figures is not None:
        return counted_unit(issue.figures.unit).unit.rstrip("s") == unit.rstrip("s")
    return not issue.levels


def counts_in(issue: GivenIssue | None, words: str, unit: str) -> bool:
    """Whether figures in a unit are plainly of what the person named: by its own unit, or by
    those in which such matters are told."""
    if issue is None or not may_count(issue, unit):
        return False
    if issue.figures is not None:
        return True
    kind = unit_class(unit.partition(" per ")[0])
    matters = {hit.matter for hit in hits_in(words, Span(0, len(words)), MATTERS)}
    return any(kind in matter.units for matter in matters)


_ALIKE = 5


def _shared(own: set[str], named: set[str]) -> set[str]:
    """The stems of a name that words have, in another form perhaps (“reconstr”)."""
    return {
        name
        for name in named
        if any(
            stem == name
            or (
                min(len(stem), len(name)) >= _ALIKE
                and (stem.startswith(name) or name.startswith(stem))
            )
            for stem in own
        )
    }


def _closed(phrase: str) -> set[str]:
    """The stems of two words in a row as one word: “euro zone” is the eurozone."""
    words = phrase.split()
    return {stem for pair in itertools.pairwise(words) for stem in stems_in("".join(pair))}
