"""Who says what in the reports, and where do they differ?

The record holds what `zopa read` found in the sources: the statements of each party with their
words and their report, how many reports tell the same, where two reports differ, what unnamed
sources say, and which statements no fact uses yet. Nothing of it enters a computation, since
reading proposes and people decide. Where nothing has been read the result says so; that is not
the same as nothing found.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pydantic import Field

from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result
from zopa.analyses.unused_statements import DOUBTFUL, SURE, statements_without_fact
from zopa.analyses.used_words import UsedWords
from zopa.case.reported import Reported
from zopa.foundation.text import fold_space
from zopa.statements.statement import Act, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws
    from zopa.statements.claims import Difference, SharedClaim
    from zopa.statements.statement import Passage, Speaker, Statement


class ReportsOptions(Options):
    sure: float = Field(default=SURE, ge=0, le=1)
    """A statement counts as surely read from this confidence on."""
    doubtful: float = Field(default=DOUBTFUL, ge=0, le=1)
    """A statement counts as doubtful below this confidence."""


class SourceWords(Record):
    """Words that stand in a source, white space folded, and where."""

    source: str
    words: str
    start: int
    stop: int


class ToldSpeaker(Record):
    """Whose statement it is, as reading made it out."""

    kind: str
    """`person`, `institution`, `unnamed` or `unstated`."""
    name: str
    office: str
    party: str
    """An id of the case, another country's, or empty."""
    count: int | None
    """How many unnamed sources, where that is told."""
    knowing: str
    confidence: float


class ToldStatement(Record):
    """One thing said or done, as one source tells it."""

    statement: str
    source: str
    speaker: ToldSpeaker
    told: str
    """`said` or `done`."""
    act: str
    negated: bool
    conditional: bool
    manner: str
    """`direct`, `indirect` or `mixed`."""
    hearer: str
    first_day: str
    """ISO date of when it was said or done, or empty."""
    last_day: str
    who: tuple[SourceWords, ...]
    """The words that name the speaker."""
    cue: tuple[SourceWords, ...]
    content: tuple[SourceWords, ...]
    within: str
    """The statement in which it is told, or empty."""
    confidence: float
    issues: tuple[str, ...]
    """Issues that it names, or whose evidence shares its words."""
    facts: tuple[int, ...]
    """Facts whose evidence shares its words, by position in the ledger."""
    drafts: tuple[str, ...]
    """Drafts whose evidence does."""
    claim: str
    """The claim that it is part of, or empty where no other statement tells the same."""
    sources: int
    """How many sources tell it."""
    independent: int
    """How many of them independently of each other."""


class ToldClaim(Record):
    """What several statements tell alike."""

    claim: str
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    independent: int
    alone: str
    """The source that alone tells it, or empty where several do."""
    probability: float


class ToldDifference(Record):
    """Two statements on one matter that differ, and the words in which they do."""

    kind: str
    """`figures`, `who`, `whether` or `scope`."""
    first: str
    second: str
    first_words: tuple[str, ...]
    second_words: tuple[str, ...]
    probability: float


class PartyActs(Record):
    """What one party is told to have said and done, by act."""

    party: str
    """Empty for statements of nobody's party."""
    statements: int
    acts: dict[str, int]
    """Act to the number of statements, negated ones and what is only informed included."""


class Unnamed(Record):
    """One description under which a report hides its sources."""

    source: str
    description: str
    """The report's words for them."""
    party: str
    count: int | None
    """How many they are, where that is told."""
    statements: tuple[str, ...]


class ReadSource(Record):
    """A source that was read."""

    source: str
    statements: int


class ReportsResult(Result):
    options: ReportsOptions
    read: bool
    """Whether anything has been read; where not, all else is empty."""
    sources: tuple[ReadSource, ...]
    statements: tuple[ToldStatement, ...]
    parties: tuple[PartyActs, ...]
    """Those of the case first, in its order; then others; then nobody's."""
    claims: tuple[ToldClaim, ...]
    differences: tuple[ToldDifference, ...]
    unnamed: tuple[Unnamed, ...]
    unnamed_statements: int
    """Statements of unnamed sources."""
    unused: tuple[str, ...]
    """Statements that matter and that no fact and no draft uses; see `statements_without_fact`."""
    total: int
    sure: int
    """Statements with a confidence of at least `options.sure`."""
    doubtful: int
    """Statements with a confidence below `options.doubtful`."""


@analysis(ReportsResult, ReportsOptions)
def reports(case: Case, draws: Draws, options: ReportsOptions) -> ReportsResult:
    """What was read in the sources, by party, with what several tell. Needs no draws."""
    reported = case.reported or Reported()
    statements = _statements(case, reported)
    return ReportsResult(
        analysis="reports",
        question="Who says what in the reports, and where do they differ?",
        method=(
            "A program read the sources for who says or does what, and lined up what several of "
            "them tell; nothing of it enters an answer unless it stands in the ledger."
            if case.reported is not None
            else "No report has been read by the program."
        ),
        references=(),
        draws=0,
        seed=draws.seed,
        options=options,
        read=case.reported is not None,
        sources=tuple(
            ReadSource(source=source, statements=sum(s.source == source for s in statements))
            for source in reported.sources
        ),
        statements=statements,
        parties=_parties(case, statements),
        claims=tuple(map(_claim, reported.claims)),
        differences=tuple(map(_difference, reported.differences)),
        unnamed=_unnamed(statements),
        unnamed_statements=sum(s.speaker.kind == SpeakerKind.UNNAMED for s in statements),
        unused=tuple(
            statement.id
            for statement in statements_without_fact(
                case, sure=options.sure, doubtful=options.doubtful
            )
        ),
        total=len(statements),
        sure=sum(s.confidence >= options.sure for s in statements),
        doubtful=sum(s.confidence < options.doubtful for s in statements),
    )


def _statements(case: Case, reported: Reported) -> tuple[ToldStatement, ...]:
    used = UsedWords(case)
    claims = {name: claim for claim in reported.claims for name in claim.statements}
    return tuple(
        _statement(used, statement, claims.get(statement.id)) for statement in reported.statements
    )


def _statement(used: UsedWords, statement: Statement, claim: SharedClaim | None) -> ToldStatement:
    """What the result holds of a statement: its JSON is made of this and of nothing else."""
    shared = used.of(
        statement.document, [piece.span for piece in statement.content or statement.cue]
    )
    named = used.named(" ".join(fold_space(piece.words) for piece in statement.content))
    issues = {*shared.issues, *named}
    when = statement.said_on
    return ToldStatement(
        statement=statement.id,
        source=statement.document,
        speaker=_speaker(statement.speaker),
        told=str(statement.told),
        act=str(statement.act),
        negated=statement.negated,
        conditional=statement.conditional,
        manner=str(statement.manner),
        hearer=statement.hearer,
        first_day=when.first.isoformat() if when else "",
        last_day=when.last.isoformat() if when else "",
        who=_words(statement.document, statement.source),
        cue=_words(statement.document, statement.cue),
        content=_words(statement.document, statement.content),
        within=statement.within,
        confidence=statement.confidence,
        issues=tuple(issue for issue in used.case.issues if issue in issues),
        facts=shared.facts,
        drafts=shared.drafts,
        claim=claim.id if claim else "",
        sources=len(claim.documents) if claim else 1,
        independent=claim.independent if claim else 1,
    )


def _speaker(speaker: Speaker) -> ToldSpeaker:
    return ToldSpeaker(
        kind=str(speaker.kind),
        name=speaker.name,
        office=speaker.office,
        party=speaker.party,
        count=speaker.count,
        knowing=speaker.knowing,
        confidence=speaker.confidence,
    )


def _words(source: str, passages: Iterable[Passage]) -> tuple[SourceWords, ...]:
    return tuple(
        SourceWords(
            source=source, words=fold_space(piece.words), start=piece.start, stop=piece.stop
        )
        for piece in passages
    )


def _claim(claim: SharedClaim) -> ToldClaim:
    return ToldClaim(
        claim=claim.id,
        statements=claim.statements,
        sources=claim.documents,
        independent=claim.independent,
        alone=claim.alone,
        probability=claim.probability,
    )


def _difference(difference: Difference) -> ToldDifference:
    return ToldDifference(
        kind=str(difference.kind),
        first=difference.first,
        second=difference.second,
        first_words=tuple(map(fold_space, difference.first_words)),
        second_words=tuple(map(fold_space, difference.second_words)),
        probability=difference.probability,
    )


def _parties(case: Case, statements: Sequence[ToldStatement]) -> tuple[PartyActs, ...]:
    acts_by_party: dict[str, Counter[str]] = {}
    for statement in statements:
        acts_by_party.setdefault(statement.speaker.party, Counter())[statement.act] += 1
    known = [party for party in case.parties if party in acts_by_party]
    others = sorted(party for party in acts_by_party if party and party not in case.parties)
    return tuple(
        PartyActs(
            party=party,
            statements=acts_by_party[party].total(),
            acts={str(act): acts_by_party[party][act] for act in Act if acts_by_party[party][act]},
        )
        for party in [*known, *others, *([""] if "" in acts_by_party else [])]
    )


def _unnamed(statements: Sequence[ToldStatement]) -> tuple[Unnamed, ...]:
    """Those who are described alike in one report; the same people may stand under two
    descriptions, so that the counts do not add up to a number of people."""
    groups: dict[tuple[str, str], list[ToldStatement]] = {}
    for statement in statements:
        if statement.speaker.kind == SpeakerKind.UNNAMED:
            words = " ".join(piece.words for piece in statement.who)
            groups.setdefault((statement.source, words), []).append(statement)
    return tuple(
        Unnamed(
            source=source,
            description=words,
            party=alike[0].speaker.party,
            count=alike[0].speaker.count,
            statements=tuple(statement.statement for statement in alike),
        )
        for (source, words), alike in groups.items()
    )
