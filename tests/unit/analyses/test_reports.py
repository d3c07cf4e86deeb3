"""What the reports say: counts by hand on a small case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import zopa
from zopa.analyses.reported_statements import ReportsResult
from zopa.analyses.used_words import UsedWords
from zopa.case.model import Case
from zopa.case.reported import Reported
from zopa.foundation.text import Span

REPORTED = Path(__file__).parents[2] / "reported"


@pytest.fixture(scope="module")
def read() -> Case:
    return zopa.load(REPORTED)


@pytest.fixture(scope="module")
def result(read: Case) -> ReportsResult:
    return zopa.reports(read)


def test_acts_by_party(result: ReportsResult) -> None:
    assert [(p.party, p.statements, p.acts) for p in result.parties] == [
        ("owner", 3, {"demand": 1, "reject": 2}),
        ("tenant", 4, {"demand": 1, "offer": 2, "concede": 1}),
        ("", 3, {"offer": 1, "inform": 2}),
    ]
    assert (result.total, result.sure, result.doubtful) == (10, 8, 1)


def test_statements_belong_to_facts_drafts_and_issues(result: ReportsResult) -> None:
    own = {s.statement: (s.facts, s.drafts, s.issues) for s in result.statements}
    assert own["herald-1"] == ((0,), (), ())  # a refused draft is not about one issue
    assert own["herald-2"] == ((1,), (), ("rent", "term"))
    assert own["herald-3"] == ((), ("offer",), ("rent",))  # names a level: 900 euros
    assert own["post-2"][:2] == ((), ())
    # post-1 tells what herald-1 tells, which is a fact; a neighbour and a friend tell nothing that
    # moves the talks or names an issue
    assert result.unused == ("post-2", "post-4")


def test_who_tells_it(result: ReportsResult) -> None:
    told = {s.statement: (s.sources, s.independent, s.claim) for s in result.statements}
    assert told["herald-1"] == told["post-1"] == (2, 2, "claim-herald-1")
    assert told["herald-3"] == (1, 1, "claim-herald-3")
    assert told["herald-2"] == (1, 1, "")
    assert [c.alone for c in result.claims] == ["", "herald"]


def test_differences_and_unnamed_sources(result: ReportsResult) -> None:
    (difference,) = result.differences
    assert (difference.first_words, difference.second_words) == (("900",), ("1,000",))
    assert [(u.description, u.count) for u in result.unnamed] == [
        ("three neighbours who know the talks", 3),
        ("a lawyer", 1),
        ("A friend of the owner", 1),
    ]
    assert result.unnamed_statements == 3


def test_nothing_read_is_not_nothing_found(read: Case) -> None:
    unread = zopa.reports(replace(read, reported=None))
    empty = zopa.reports(replace(read, reported=Reported(sources=("herald",))))
    assert not unread.read
    assert unread.method == "No report has been read by the program."
    assert empty.read
    assert (unread.total, empty.total) == (0, 0)
    assert [s.statements for s in empty.sources] == [0]


def test_the_other_answers_do_not_change(read: Case) -> None:
    assert zopa.zone(read) == zopa.zone(replace(read, reported=None))


def test_a_name_must_stand_as_words(read: Case) -> None:
    used = UsedWords(read)
    assert used.named("a MONTHLY RENT of 900\xa0euros") == ("rent",)
    assert used.named("monthly rental of 1900 euros") == ()
    assert used.of("post", [Span(0, 10)]).facts == ()
