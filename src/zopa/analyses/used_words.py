"""Which facts, drafts and issues of a case the words of a source belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from zopa.case.mentions import issues_of_fact, packages_of
from zopa.case.model import Case, Evidence
from zopa.foundation.text import Span, plain_typography, spans_of

SHARED = 0.5
"""Two runs of words share theirs if they have at least so much of the shorter one in common."""
SHORTEST = 4
"""Letters of a title of one word that is looked for; levels are looked for by two words or more."""


@dataclass(frozen=True)
class Shared:
    """What shares words with some spans, each in the order of the case."""

    facts: tuple[int, ...] = ()
    drafts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    """Issues of facts that are about them and not about a whole package, and of disputed terms."""


@dataclass(frozen=True)
class _Use:
    span: Span
    fact: int | None = None
    draft: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True)
class UsedWords:
    """The evidence of a case by the place of its words."""

    case: Case
    _found: dict[tuple[str, str], Span | None] = field(default_factory=dict)

    def of(self, source: str, spans: Iterable[Span]) -> Shared:
        """What shares words with the spans of a source."""
        places = list(spans)
        hits = [
            use
            for use in self._uses.get(source, ())
            if any(shares(use.span, span) for span in places)
        ]
        issues = {issue for use in hits for issue in use.issues}
        return Shared(
            tuple(sorted({use.fact for use in hits if use.fact is not None})),
            tuple(draft for draft in self.case.drafts if draft in {use.draft for use in hits}),
            tuple(issue for issue in self.case.issues if issue in issues),
        )

    def named(self, words: str) -> tuple[str, ...]:
        """Issues whose title, or the text of one of whose levels, stands in the words."""
        plain = plain_typography(words).casefold()
        return tuple(
            issue
            for issue, names in self._names.items()
            if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in names)
        )

    @cached_property
    def _uses(self) -> dict[str, list[_Use]]:
        uses: dict[str, list[_Use]] = {}

        def add(evidence: Evidence, **of: object) -> None:
            span = self._span(evidence)
            if span is not None:
                uses.setdefault(evidence.source, []).append(_Use(span, **of))  # type: ignore[arg-type]

        for draft in self.case.drafts.values():
            for quote in draft.evidence:
                add(quote, draft=draft.id)
            for issue, readings in draft.terms.items():
                for reading in readings:
                    for quote in reading.evidence:
                        add(quote, draft=draft.id, issues=(issue,))
        for position, fact in enumerate(self.case.facts):
            issues = () if packages_of(fact) else issues_of_fact(self.case, fact)
            for quote in (*fact.evidence, *fact.against):
                add(quote, fact=position, issues=issues)
        return uses

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """For each issue what it goes by; a level's text that two issues have leads to neither."""
        owners: dict[str, set[str]] = {}
        for issue in self.case.issues.values():
            texts = [] if issue.numeric else [level.text for level in issue.levels]
            names = [text for text in texts if len(text.split()) > 1]
            for name in [*names, *([issue.title] if len(issue.title) >= SHORTEST else [])]:
                owners.setdefault(plain_typography(name).casefold(), set()).add(issue.id)
        return {
            issue: [name for name, issues_named in owners.items() if issues_named == {issue}]
            for issue in self.case.issues
        }

    def _span(self, evidence: Evidence) -> Span | None:
        """Where a quote stands; the first place, if it could not be verified."""
        key = (evidence.source, evidence.quote)
        if key not in self._found:
            source = self.case.sources.get(evidence.source)
            spans = spans_of(evidence.quote, source.text or "") if source else []
            self._found[key] = spans[0] if spans else None
        return self._found[key]


def shares(first: Span, second: Span) -> bool:
    """Whether two spans have at least half of the shorter one in common.

    >>> shares(Span(0, 10), Span(5, 40)), shares(Span(0, 10), Span(6, 40))
    (True, False)
    """
    common = min(first.stop, second.stop) - max(first.start, second.start)
    shorter = min(first.stop - first.start, second.stop - second.start)
    return common > 0 and common >= SHARED * shorter
