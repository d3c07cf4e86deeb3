"""Which of many statements a reader should see first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.analyses.used_words import shares
from zopa.foundation.text import Span

if TYPE_CHECKING:
    from zopa.analyses.reported_statements import ReportsResult, ToldDifference, ToldStatement
    from zopa.case.model import Case

TIERS = {
    "demand": 0, "offer": 0, "reject": 0, "threaten": 0, "concede": 0,
    "agree": 1, "promise": 1,
    "ask": 2, "doubt": 2,
    "inform": 3,
}  # fmt: skip
"""What moves a negotiation comes first, mere information last."""
FEWEST = 4
"""Words that a statement must have to tell something by itself."""
DIRECT = 0.1
"""How much more telling the speaker's own words are, on the scale of confidence."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose statements stand together: a party of the case, others, or unnamed sources."""

    party: str
    """Empty for all but parties of the case."""
    unnamed: bool
    shown: tuple[ToldStatement, ...]
    more: int
    """Further statements that were read of the same."""


def voices(case: Case, reports: ReportsResult, each: int, others: int, unnamed: int) -> list[Voice]:
    """Parties in the order of the case, with up to `each` statements; then others with a name;
    then unnamed sources. A voice of which nothing can be shown is left out."""
    named = [s for s in reports.statements if s.speaker.kind in ("person", "institution")]
    groups: list[tuple[str, bool, int, list[ToldStatement]]] = [
        (party, False, each, [s for s in named if s.speaker.party == party])
        for party in sorted(case.parties, key=lambda party: party not in case.signatories)
    ]
    groups += [
        ("", False, others, [s for s in named if _elsewhere(case, s)]),
        ("", True, unnamed, [s for s in reports.statements if s.speaker.kind == "unnamed"]),
    ]
    listed: list[Voice] = []
    for party, hidden, most, statements in groups:
        shown_before = [statement for voice in listed for statement in voice.shown]
        shown = most_telling(statements, reports, most, shown_before, inform=hidden)
        if shown:
            listed.append(Voice(party, hidden, tuple(shown), len(statements) - len(shown)))
    return listed


def _elsewhere(case: Case, statement: ToldStatement) -> bool:
    """Whether a person, or a party that is none of the case, makes the statement."""
    speaker = statement.speaker
    outside = speaker.party not in case.parties
    return outside and (speaker.kind == "person" or bool(speaker.party))


def most_telling(
    statements: Iterable[ToldStatement],
    reports: ReportsResult,
    most: int,
    elsewhere: Sequence[ToldStatement] = (),
    *,
    inform: bool = False,
) -> list[ToldStatement]:
    """Up to `most` statements: acts of all kinds in turn, the surest first. No statement is
    repeated, and none is in the words of one that is shown `elsewhere`.

    Doubtful ones are left out, and so is mere information unless `inform`.
    """
    doubtful = reports.options.doubtful
    fit = [s for s in statements if _fit(s, doubtful) and (inform or s.act != "inform")]
    fit.sort(key=lambda s: (-(surely(s) + DIRECT * (s.manner == "direct")), s.statement))
    seen: Counter[str] = Counter()
    ranked = []
    for statement in fit:
        ranked.append((TIERS[statement.act] + statement.negated, seen[statement.act], statement))
        seen[statement.act] += 1
    ranked.sort(key=lambda entry: entry[:2])
    alike = {claim.claim for claim in reports.claims if claim.probability >= reports.options.sure}
    shown: list[ToldStatement] = []
    for *_, statement in ranked:
        if len(shown) < most and not any(
            _same(statement, other, alike) for other in (*elsewhere, *shown)
        ):
            shown.append(statement)
    return shown


def _fit(statement: ToldStatement, doubtful: float) -> bool:
    """Whether it was read surely enough, and says something by itself."""
    words = sum(len(piece.words.split()) for piece in statement.content)
    return surely(statement) >= doubtful and words >= FEWEST


def surely(statement: ToldStatement) -> float:
    """How sure a statement and its speaker are, the less sure of the two."""
    return min(statement.confidence, statement.speaker.confidence)


def _same(first: ToldStatement, second: ToldStatement, alike: set[str]) -> bool:
    """Whether two statements tell the same, or one is told in the words of the other."""
    if first.claim and first.claim == second.claim and first.claim in alike:
        return True
    return first.source == second.source and any(
        shares(Span(a.start, a.stop), Span(b.start, b.stop))
        for a in first.content
        for b in second.content
    )


def clearest(
    reports: ReportsResult, most: int
) -> list[tuple[ToldDifference, ToldStatement, ToldStatement]]:
    """Up to `most` differences between statements that are surely read, the most probable first,
    each statement in one of them only. Names come last: two sentences on one matter seldom have
    all in common.
    """
    by_name = {s.statement: s for s in reports.statements}
    doubtful = reports.options.doubtful
    shown: list[tuple[ToldDifference, ToldStatement, ToldStatement]] = []
    for each in sorted(reports.differences, key=lambda d: (d.kind == "who", -d.probability)):
        first, second = by_name[each.first], by_name[each.second]
        has_words = bool(each.first_words or each.second_words)
        if not has_words or not (_fit(first, doubtful) and _fit(second, doubtful)):
            continue
        if any(_shown(s, shown) for s in (first, second)):
            continue
        shown.append((each, first, second))
        if len(shown) == most:
            break
    return shown


def _shown(
    statement: ToldStatement, shown: Sequence[tuple[ToldDifference, ToldStatement, ToldStatement]]
) -> bool:
    return any(_same(statement, other, set()) for _, *pair in shown for other in pair)
