"""Parties and issues that a person names are read as they are written, whatever they hold."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.foundation.names import fold
from zopa.foundation.text import fold_space
from zopa.proposing.given import (
    GivenFigures,
    GivenIssue,
    GivenParty,
    given_first,
    given_issues,
    given_parties,
    issues_text,
    parties_text,
)
from zopa.proposing.naming import UNFIT

ALPHABET = st.one_of(
    st.sampled_from("ab;,=:\"“”„«»()'. -–…$€%0123"), st.characters(exclude_categories=["Cs", "Cc"])
)
NAMES = (
    st.text(ALPHABET, min_size=1, max_size=30)
    .map(fold_space)
    .filter(lambda name: bool(name and fold(name)) and not UNFIT.search(name))
)
LISTS = st.lists(NAMES, max_size=12, unique_by=fold)
NUMBERS = st.decimals(-(10**6), 10**6, places=3)
UNITS = st.sampled_from(["percent", "tonnes a week", "billion USD", "EUR a share", "seats"])


@st.composite
def parties(draw: st.DrawFn) -> tuple[GivenParty, ...]:
    names = draw(LISTS.filter(lambda names: len(names) >= 2))
    count = draw(st.integers(2, len(names)))
    heads, others = names[:count], names[count:]
    roles = ["signatory", "signatory", *(["observer"] * (count - 2))]
    return tuple(
        GivenParty(name, tuple(others[index::count]), role)  # type: ignore[arg-type]
        for index, (name, role) in enumerate(zip(heads, roles, strict=True))
    )


@st.composite
def figures(draw: st.DrawFn) -> GivenFigures:
    unit = draw(UNITS)
    if draw(st.booleans()):
        return GivenFigures(unit)
    low, step = draw(NUMBERS), draw(st.sampled_from(["0.001", "0.5", "1", "25", "1000"]))
    high = low + Decimal(step) * draw(st.integers(1, 1000))
    return GivenFigures(unit, low, high, draw(st.sampled_from([None, Decimal(step)])))


@st.composite
def issues(draw: st.DrawFn) -> tuple[GivenIssue, ...]:
    made = []
    for name in draw(LISTS):
        kind = draw(st.sampled_from(["levels", "figures", "neither"]))
        levels = tuple(draw(LISTS.filter(lambda names: len(names) > 1))) if kind == "levels" else ()
        made.append(GivenIssue(name, (), levels, draw(figures()) if kind == "figures" else None))
    also = draw(LISTS)
    taken = {fold(issue.title) for issue in made}
    free = tuple(word for word in also if fold(word) not in taken)
    if made:
        made[0] = GivenIssue(made[0].title, free, made[0].levels, made[0].figures)
    return tuple(made)


@given(parties())
def test_parties_are_read_as_they_are_written(named: tuple[GivenParty, ...]) -> None:
    assert given_parties(parties_text(named)) == (named, [])
    assert given_parties(named) == (named, [])


@given(issues())
def test_issues_are_read_as_they_are_written(named: tuple[GivenIssue, ...]) -> None:
    assert given_issues(issues_text(named)) == (named, [])


@given(st.text(ALPHABET, max_size=60), st.text(ALPHABET, max_size=60))
@settings(max_examples=300)
def test_no_text_is_too_odd(first: str, second: str) -> None:
    named, findings = given_first(first, second)
    for finding in findings:
        lines = findings.texts[finding.place.file].split("\n")
        assert finding.place.column - 1 <= len(lines[finding.place.line - 1])
    if not findings:
        assert given_parties(named.parties)[0] == named.parties
        assert given_issues(named.issues) == (named.issues, [])
    assert findings.render().count("error[") == len(findings)
