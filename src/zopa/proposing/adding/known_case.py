"""What a case has already, as what new reports are read against: parties, issues, levels, words.

To a new report the parties and issues of a case are what a person has named: there are no others.
Words with which the evidence of an issue's facts tells of it, and of no other issue, tell of it in
new reports too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from zopa.case.model import (
    Case,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Party,
    Priorities,
    RedLine,
)
from zopa.case.model import Stance as TakenStance
from zopa.case.scalars import plain_number
from zopa.proposing.by_grammar.leveling import exact
from zopa.proposing.by_grammar.topic_stems import stems_in
from zopa.proposing.given.counting import counted_unit
from zopa.proposing.given.named import Given, GivenFigures, GivenIssue, GivenParty
from zopa.proposing.naming import one_line
from zopa.statements.statement import Figure

MOST_TOLD = 40
"""Figures of new reports that may become levels of a number."""


def given_of(case: Case, figures: Iterable[Figure] = ()) -> Given:
    """The parties and issues of a case, as if a person had named them.

    Of an issue of numbers, the `figures` of new reports in its unit are levels as well.
    """
    told = list(figures)
    words = _told_words(case)
    return Given(
        tuple(_party(party) for party in case.parties.values()),
        tuple(_issue(with_told(issue, told), words[issue.id]) for issue in case.issues.values()),
    )


def _party(party: Party) -> GivenParty:
    people = [name for person in party.people for name in (person.name, *person.also)]
    also = tuple(map(one_line, party.also))
    return GivenParty(one_line(party.name), also, party.role, tuple(people))


def _issue(issue: Issue, told: tuple[str, ...]) -> GivenIssue:
    spoken = issue.id.replace("_", " ")
    also = () if stems_in(spoken) <= stems_in(issue.title) else (spoken,)
    title = one_line(issue.title)
    if not issue.numeric:
        texts = tuple(f"{level.id.replace('_', ' ')} {level.text}" for level in issue.levels)
        return GivenIssue(title, also, texts, told=told, standing=issue)
    ends = Decimal(issue.levels[0].id), Decimal(issue.levels[-1].id)
    figures = GivenFigures(issue.unit, *ends)
    return GivenIssue(title, also, figures=figures, told=told, standing=issue)


def with_told(issue: Issue, figures: Iterable[Figure]) -> Issue:
    """An issue of numbers, with the figures in its unit among its levels; any other as it is.

    >>> from zopa.foundation.text import Span
    >>> pay = Issue("pay", "Pay", (Level("2", "2", 2.0), Level("4", "4", 4.0)), "percent", True)
    >>> told = Figure(Span(0, 9), "3 percent", 3.0, 3.0, "percent")
    >>> with_told(pay, [told]).level_ids
    ('2', '3', '4')
    """
    if not issue.numeric:
        return issue
    unit, factor = counted_unit(issue.unit)
    values = {level.number for level in issue.levels}
    more: dict[float, Level] = {}
    for figure in figures:
        own = figure.unit.rstrip("s") == unit.rstrip("s")
        if not own or figure.low != figure.high or len(more) >= MOST_TOLD:
            continue
        value = exact(figure.low) / factor
        name = plain_number(value)
        if name and float(value) not in values:
            more[float(value)] = Level(name, name, float(value))
    levels = sorted([*issue.levels, *more.values()], key=lambda level: level.number or 0.0)
    return replace(issue, levels=tuple(levels))


# --- the words of evidence ----------------------------------------------------------------------


def evidence_by_issue(case: Case) -> dict[str, list[Evidence]]:
    """The evidence of the facts about each issue, and of its disputed terms."""
    found: dict[str, list[Evidence]] = {issue: [] for issue in case.issues}
    for fact in case.facts:
        for issue in issues_of_fact(fact):
            if issue in found:
                found[issue] += fact.evidence
    for draft in case.drafts.values():
        for issue, readings in draft.terms.items():
            for reading in readings:
                if issue in found:
                    found[issue] += reading.evidence
    return found


def issues_of_fact(fact: Fact) -> tuple[str, ...]:
    """The issues that a fact is about; none for one about a draft as a whole."""
    content = fact.content
    if isinstance(content, Order):
        return tuple(ranking.issue for ranking in content.rankings)
    if isinstance(content, Priorities):
        return content.tiers[0]
    if isinstance(content, RedLine):
        return tuple(content.levels)
    if isinstance(content, TakenStance):
        return tuple(content.package.terms)
    return ()


def _told_words(case: Case) -> Mapping[str, tuple[str, ...]]:
    """The words of the evidence of each issue that stand in that of no other."""
    names = {
        stem
        for party in case.parties.values()
        for name in (party.name, *party.also, *(p.name for p in party.people))
        for stem in stems_in(name)
    }
    words = {
        issue: {stem for quote in quotes for stem in stems_in(quote.quote)} - names
        for issue, quotes in evidence_by_issue(case).items()
    }
    spread = Counter(stem for own in words.values() for stem in own)
    return {
        issue: tuple(sorted(s for s in own if spread[s] == 1 and len(s) > 3))
        for issue, own in words.items()
    }
