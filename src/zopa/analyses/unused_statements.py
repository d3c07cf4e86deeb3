"""Which statements that matter stand behind no fact and no draft of the ledger yet.

This is the one rule of “not used by any fact”: `zopa read`, the brief and Python tell the same
statements. docs/reference/statements.md says the rule for readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.analyses.headline_and_text import told_by_a_headline
from zopa.analyses.used_words import SHARED, UsedWords
from zopa.case.model import Case
from zopa.case.reported import Reported
from zopa.statements.claims import SharedClaim
from zopa.statements.statement import Act, Passages, SpeakerKind, Statement

SURE, DOUBTFUL = 0.8, 0.5
"""From `SURE` on it counts as sure that a statement was made, or that several tell the same. Below
`DOUBTFUL` a statement counts as doubtful."""
MOVES = frozenset(
    {Act.DEMAND, Act.OFFER, Act.PROMISE, Act.AGREE, Act.CONCEDE, Act.REJECT, Act.THREATEN}
)
"""The acts that do something in a negotiation, beyond asking, doubting and informing."""


def statements_without_fact(
    case: Case, *, sure: float = SURE, doubtful: float = DOUBTFUL
) -> tuple[Statement, ...]:
    """The statements that matter and that the ledger does not use, in the order of the file.

    A statement matters if it is that of a party of the case, or of somebody who is not named, if
    the reading of it is not doubtful, and if it does something in the negotiation (`MOVES`) or
    names an issue. The ledger uses it if evidence of a fact or of a draft shares words with it, or
    with another statement that surely tells the same, or with one of its own report that tells the
    same in a headline or below it. What several statements tell is told once: of those that surely
    tell the same the first, and of those that share words the shorter.
    """
    reported = case.reported or Reported()
    words = UsedWords(case)
    same = _surely_the_same(reported.claims, sure)
    quoted = {statement.id for statement in reported.statements if _used(words, statement)}
    quoted |= told_by_a_headline(case, reported.statements, quoted)
    used = {same.get(name, name) for name in quoted}
    first: dict[str, Statement] = {}
    for statement in reported.statements:
        key = same.get(statement.id, statement.id)
        if key not in used and statement.confidence >= doubtful and _matters(words, statement):
            first.setdefault(key, statement)
    kept = _without_repeats(list(first.values()))
    return tuple(statement for statement in reported.statements if statement.id in kept)


def _surely_the_same(claims: Iterable[SharedClaim], sure: float) -> dict[str, str]:
    """The claim that each statement is surely a part of."""
    return {
        name: claim.id for claim in claims if claim.probability >= sure for name in claim.statements
    }


def _used(words: UsedWords, statement: Statement) -> bool:
    # Those who name a statement are left out: one name may stand before several statements.
    spans = [piece.span for piece in (*statement.cue, *statement.content)]
    shared = words.of(statement.document, spans)
    return bool(shared.facts or shared.drafts)


def _matters(words: UsedWords, statement: Statement) -> bool:
    speaker = statement.speaker
    hidden = speaker.kind in (SpeakerKind.UNNAMED, SpeakerKind.UNSTATED) and not speaker.party
    if not (hidden or speaker.party in words.case.parties):
        return False
    text = " ".join(piece.words for piece in statement.content)
    return statement.act in MOVES or bool(words.named(text))


def _without_repeats(statements: Sequence[Statement]) -> set[str]:
    """The ids of the statements that tell something in words of their own.

    These are the shorter ones, and those of the longer ones of whose words less than half stand in
    shorter ones.
    """
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda statement: _length(statement.content)):
        others = [other for other in kept if other.document == statement.document]
        covered = sum(_covered(piece.start, piece.stop, others) for piece in statement.content)
        if not covered or covered < SHARED * _length(statement.content):
            kept.append(statement)
    return {statement.id for statement in kept}


def _length(passages: Passages) -> int:
    return sum(piece.stop - piece.start for piece in passages)


def _covered(start: int, stop: int, statements: Sequence[Statement]) -> int:
    """How many characters between two places stand in the words of statements."""
    inside: set[int] = set()
    for statement in statements:
        for piece in statement.passages:
            inside.update(range(max(start, piece.start), min(stop, piece.stop)))
    return len(inside)
