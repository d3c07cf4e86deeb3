"""What words of a source may tell, as far as reading knows: a fact that a person can begin with.

Nothing is decided here: what is suggested is filled into a form, and a person looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.statements.statement import Statement

LONGEST_WORDS = 400
"""Characters of a statement's words; of a longer one its content stands for it."""


@dataclass(frozen=True, slots=True)
class SuggestedFact:
    """Whom words may tell of, and what; empty where that is not known."""

    party: str = ""
    kind: str = ""
    about: str = ""
    """The issue or the draft."""
    level: str = ""
    """The level that the party may want."""


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """Words of a source that reading found to be told, and where they stand in its text."""

    statement: str
    source: str
    start: int
    stop: int
    who: str


def told_places(case: Case) -> tuple[ToldPlace, ...]:
    """The statements that do something in the negotiation, with their places in the sources."""
    from zopa.analyses.unused_statements import MOVES

    found = []
    for statement in case.reported.statements if case.reported else ():
        if statement.act in MOVES and statement.document in case.sources:
            start, stop = _span(statement)
            who = statement.speaker.party or statement.speaker.name
            found.append(ToldPlace(statement.id, statement.document, start, stop, who))
    return tuple(found)


def suggested_fact(case: Case, source: str, words: str) -> SuggestedFact:
    """What words of a source may tell: of the party whose statement they are a part of, and of the
    issue or draft that they name.

    >>> from zopa.case.load import load_case
    >>> suggested_fact(load_case("examples/minerals"), "report_a", "disputes are heard in New York")
    SuggestedFact(party='', kind='order', about='law', level='new_york')
    """
    from zopa.proposing.adding.issue_words import IssueWords
    from zopa.proposing.adding.level_words import words_of_levels
    from zopa.proposing.adding.word_forms import forms_in

    statement = _told_by(case, source, words)
    party = statement.speaker.party if statement else ""
    party = party if party in case.parties else _named(case, words)
    stance = _stance(case, statement, party)
    forms = forms_in(words)
    issue = IssueWords(case).best(forms, words)
    if stance and (not issue or stance.kind != "tables"):
        return stance
    if not issue:
        return SuggestedFact(party)
    levels = words_of_levels(case).get(issue)
    meant = levels.of_words(forms, 1) if levels else None
    level = meant.level if meant and meant.toward > 0 and meant.by_words else ""
    return SuggestedFact(party, "order", issue, level)


def _stance(case: Case, statement: Statement | None, party: str) -> SuggestedFact | None:
    """What a statement may do with a draft: put its own forward, or answer another's."""
    from zopa.case.newest_drafts import draft_answered_by, drafts_by_age
    from zopa.statements.statement import Act

    if statement is None or not party:
        return None
    if statement.act in (Act.OFFER, Act.PROMISE):
        own = next((d for d in drafts_by_age(case) if party in d.by), None)
        return SuggestedFact(party, "tables", own.id) if own else None
    answers = {Act.REJECT: "declines", Act.AGREE: "accepts"}
    draft = draft_answered_by(case, party)
    if statement.act in answers and draft is not None:
        return SuggestedFact(party, answers[statement.act], draft.id)
    return None


def _told_by(case: Case, source: str, words: str) -> Statement | None:
    """The statement that shares most with some words."""
    from zopa.foundation.text import spans_of

    text = case.sources[source].text if source in case.sources else None
    spans = spans_of(words, text) if text else []
    if not spans or case.reported is None:
        return None
    start, stop = spans[0]

    def shared(statement: Statement) -> int:
        first, last = _span(statement)
        return min(stop, last) - max(start, first)

    own = [s for s in case.reported.statements if s.document == source and shared(s) > 0]
    return max(own, key=shared, default=None)


def _span(statement: Statement) -> tuple[int, int]:
    passages = [*statement.source, *statement.cue, *statement.content]
    start = min(passage.span.start for passage in passages)
    stop = max(passage.span.stop for passage in passages)
    if stop - start > LONGEST_WORDS and statement.content:
        spans = [passage.span for passage in statement.content]
        start, stop = min(s.start for s in spans), max(s.stop for s in spans)
    return start, stop


def _named(case: Case, words: str) -> str:
    """The one party that words name, or an empty text."""
    from zopa.foundation.names import fold

    told = f" {fold(words)} "
    found = [
        party.id
        for party in case.parties.values()
        if any(
            f" {fold(name)} " in told
            for name in (party.name, *party.also, *(p.name for p in party.people))
        )
    ]
    return found[0] if len(found) == 1 else ""
