"""What a language model says of a party, held against what zopa reads in the same words.

A disagreement is no proof that the model is wrong: it lowers the confidence of a fact and is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zopa.case.model import Direction, Fact, Issue, Order, Party, Ranking, Stance
from zopa.foundation.names import fold
from zopa.foundation.text import Span, word_set
from zopa.proposing.shelf import NewsReport
from zopa.proposing.soft_refusals import is_soft
from zopa.statements.reading import Reading
from zopa.statements.statement import Act, Speaker, Statement

SURE = 0.8
"""How sure a speaker has to be for it to count that words are another party's."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = word_set(
    "the and for that with its from are was were has have had not but this would will than more "
    "less their they them into over under all any each per his her who which"
)
_YES = frozenset({Act.AGREE, Act.CONCEDE})


class OwnReading:
    """What zopa read in the reports, by place."""

    def __init__(
        self, reading: Reading, reports: Sequence[NewsReport], parties: Mapping[str, Party]
    ) -> None:
        by_document = dict(zip((d.id for d in reading.documents), reading.statements, strict=True))
        self._statements = [by_document.get(report.document.id, ()) for report in reports]
        self._reports = list(reports)
        self._by_source = {report.shelved.source.id: report for report in reports}
        self._parties = parties

    def doubts(
        self, fact: Fact, places: Sequence[tuple[int, Span]], issues: Mapping[str, Issue]
    ) -> list[str]:
        """In what zopa reads the words of a fact otherwise, a few words each."""
        statements = list({s.id: s for s in self._at(places)}.values())
        found = [
            *self._of_stance(fact, statements),
            *self._of_direction(fact, statements, issues),
            *self._of_speaker(fact, statements, places),
        ]
        return list(dict.fromkeys(found))

    def hears_refusal(self, fact: Fact, places: Sequence[tuple[int, Span]]) -> bool:
        """Whether zopa reads in these words that the party of the fact refuses something."""
        return any(
            s.act is Act.REJECT and not s.negated and self._party(s.speaker) == fact.party
            for s in self._at(places)
        )

    def _at(self, places: Sequence[tuple[int, Span]]) -> Iterator[Statement]:
        """The statements of which at least half stands in the words, or the words in half."""
        for report, span in places:
            for statement in self._statements[report]:
                told = (*statement.cue, *statement.content)
                shared = sum(
                    max(0, min(span.stop, piece.stop) - max(span.start, piece.start))
                    for piece in told
                )
                length = sum(piece.stop - piece.start for piece in told)
                if 2 * shared >= min(length, span.stop - span.start) > 0:
                    yield statement

    def _of_stance(self, fact: Fact, statements: Sequence[Statement]) -> Iterator[str]:
        if not isinstance(fact.content, Stance):
            return
        own = [s for s in statements if self._party(s.speaker) == fact.party]
        refuses = [s for s in own if s.act is Act.REJECT]
        agrees = [s for s in own if s.act in _YES and not s.negated]
        if not fact.content.would_sign:
            if any(s.negated for s in refuses):
                yield "zopa reads that it did not refuse"
            elif agrees and not refuses:
                yield "zopa reads consent in these words"
            if is_soft(fact, self._by_source):
                yield "zopa reads a refusal for now, which is `declines`"
            return
        if any(not s.negated for s in refuses) and not agrees:
            yield "zopa reads a refusal in these words"
        if fact.kind == "tables" and any(s.act is Act.OFFER and s.negated for s in own):
            yield "zopa reads that it did not offer this"

    def _of_direction(
        self, fact: Fact, statements: Sequence[Statement], issues: Mapping[str, Issue]
    ) -> Iterator[str]:
        if not isinstance(fact.content, Order):
            return
        for statement in statements:
            if self._party(statement.speaker) != fact.party or statement.conditional:
                continue
            for ranking in fact.content.rankings:
                issue = issues[ranking.issue]
                if isinstance(ranking, Direction):
                    if _other_end(statement, ranking, issue):
                        yield "zopa reads the figure the other way round"
                elif _other_level(statement, ranking, issue):
                    yield "zopa reads the direction the other way round"

    def _of_speaker(
        self, fact: Fact, statements: Sequence[Statement], places: Sequence[tuple[int, Span]]
    ) -> Iterator[str]:
        if not isinstance(fact.content, Stance):
            return
        speakers = {self._party(s.speaker) for s in statements if s.speaker.confidence >= SURE} - {
            ""
        }
        if not speakers or fact.party in speakers:
            return
        words = fold(" ".join(self._reports[i].text[slice(*span)] for i, span in places))
        party = self._parties[fact.party]
        if not any(f" {fold(name)} " in f" {words} " for name in (party.name, *party.also)):
            others = ", ".join(sorted(self._parties[other].name for other in speakers))
            yield f"zopa reads these words as those of {others}"

    def _party(self, speaker: Speaker) -> str:
        return speaker.party if speaker.party in self._parties else ""


def _other_end(statement: Statement, direction: Direction, issue: Issue) -> bool:
    """Whether a party asks for the very end of a number that it is said to like least."""
    if statement.act is not Act.DEMAND or statement.negated:
        return False
    numbers = [level.number for level in issue.levels if level.number is not None]
    if not numbers or direction.toward == "peak":
        return False
    worst = min(numbers) if direction.toward == "more" else max(numbers)
    return any(figure.low == figure.high == worst for figure in statement.figures)


def _other_level(statement: Statement, ranking: Ranking, issue: Issue) -> bool:
    """Whether a party asks for what it is said to like least, or refuses what it likes best."""
    best, worst = (
        _stems(" ".join(issue.level(level).text for level in tier))
        for tier in (ranking.tiers[0], ranking.tiers[-1])
    )
    said = _stems(" ".join(piece.words for piece in statement.content))
    likes, dislikes = len(said & (best - worst)), len(said & (worst - best))
    if statement.negated or likes == dislikes:
        return False
    if statement.act is Act.REJECT:
        return likes > dislikes + 1
    return statement.act is Act.DEMAND and dislikes > likes + 1


def _stems(text: str) -> set[str]:
    """The beginnings of the words of a text that mean something."""
    return {word[:6] for word in _WORD.findall(text.casefold()) if word not in _COMMON}
