"""A case as it was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zopa.case.checks import check_case
from zopa.case.knowledge import case_as_of, draft_day, facts_since
from zopa.case.model import (
    EARLIER,
    Case,
    Draft,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Package,
    Party,
    Source,
    Stance,
    TermReading,
)

DAY = date(2025, 2, 1)
ISSUES = {"law": Issue("law", "Law", (Level("ours", "ours"), Level("theirs", "theirs")))}
PARTIES = {"us": Party("us", "Us"), "them": Party("them", "Them")}


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def source(name: str, day: int | None) -> Source:
    return Source(name, f"{name}.txt", published=None if day is None else on(day), text="A. B. C.")


SOURCES = {s.id: s for s in (source("early", 5), source("late", 15), source("undated", None))}


def stance(kind: str, day: int | None, *sources: str, draft: str = "", **more: object) -> Fact:
    package = Package(draft) if draft else Package(terms={"law": "ours"})
    return Fact(
        "us", kind, Stance(kind, package),  # type: ignore[arg-type]
        tuple(Evidence(s, "A.") for s in sources), "" if sources else "so",
        None if day is None else on(day), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def case_of(*facts: Fact, drafts: dict[str, Draft] | None = None) -> Case:
    return Case("", ISSUES, PARTIES, drafts or {}, facts, sources=SOURCES, as_of=on(20))


def test_a_fact_counts_from_its_day_on() -> None:
    dated = stance("rejects", 7, "early")
    by_source = stance("rejects", None, "late")
    by_first = stance("rejects", None, "late", "early")
    undated = stance("rejects", None, "undated")
    assumed = stance("rejects", None)
    case = case_of(dated, by_source, by_first, undated, assumed)

    def kept(day: int) -> list[int]:
        then = case_as_of(case, on(day)).facts
        return [k for k, f in enumerate(case.facts) if any(f.content is t.content for t in then)]

    assert [kept(day) for day in (4, 5, 7, 14, 15)] == [
        [3, 4], [2, 3, 4], [0, 2, 3, 4], [0, 2, 3, 4], [0, 1, 2, 3, 4],
    ]  # fmt: skip
    assert facts_since(case, on(7)) == (by_source,)


def test_the_day_of_a_fact_comes_before_that_of_its_report() -> None:
    told_later = stance("rejects", 2, "late")
    then = case_as_of(case_of(told_later), on(3))
    assert then.facts == (told_later,)
    assert set(then.sources) == {"late", "undated"}
    denied = replace(stance("rejects", 2, "early"), against=(Evidence("late", "B."),))
    assert case_as_of(case_of(denied), on(6)).facts[0].against == ()
    assert case_as_of(case_of(denied), on(16)).facts[0].against == denied.against
    both = stance("rejects", 2, "early", "late")
    (fact,) = case_as_of(case_of(both), on(6)).facts
    assert [quote.source for quote in fact.evidence] == ["early"]


def test_a_fact_that_is_replaced_later_holds_until_then() -> None:
    no = stance("rejects", 7, "early")
    yes = stance("accepts", 12, "late", replaces=EARLIER)
    case = case_of(no, yes)
    assert (case.facts, case.replaced) == ((yes,), (no,))
    then = case_as_of(case, on(11))
    assert (then.facts, then.replaced) == ((no,), ())
    assert case_as_of(case, on(12)).replaced == (no,)


def test_drafts_have_days_and_their_facts_go_with_them() -> None:
    terms = {
        "law": (
            TermReading("ours", (Evidence("early", "A."),)),
            TermReading("theirs", (Evidence("late", "B."),)),
        )
    }
    old = Draft("old", "Old", (), None, terms)
    new = Draft("new", "New", (), on(12), {"law": (TermReading("ours"),)}, assumed="so")
    case = case_of(stance("rejects", 1, draft="old"), stance("rejects", 9, draft="new"),
                   drafts={"old": old, "new": new})  # fmt: skip
    assert draft_day(case, old) == on(5)
    then = case_as_of(case, on(10))
    assert list(then.drafts) == ["old"]
    assert then.drafts["old"].levels == {"law": ("ours",)}
    assert len(then.facts) == 1
    assert case_as_of(case, on(3)).facts == ()
    # whatever was not known then came since, be it by the day of its draft alone
    for day in range(18):
        then = [fact.content for fact in case_as_of(case, on(day)).facts]
        since = [fact.content for fact in facts_since(case, on(day))]
        assert [f.content in then for f in case.ledger] == [
            f.content not in since for f in case.ledger
        ]
    assert case_as_of(case, on(16)).drafts["old"].levels == {"law": ("ours", "theirs")}


def test_the_case_takes_the_day() -> None:
    assert case_as_of(case_of(), on(3)).as_of == on(3)
    assert case_as_of(case_of(), on(30)).as_of == on(20)
    assert case_as_of(replace(case_of(), as_of=None), on(30)).as_of == on(30)


DAYS = st.one_of(st.none(), st.integers(0, 20))


@given(
    facts=st.lists(
        st.tuples(
            st.sampled_from(["tables", "accepts", "rejects"]),
            DAYS,
            st.lists(st.sampled_from(sorted(SOURCES)), unique=True, max_size=2),
            st.one_of(st.none(), st.just(EARLIER), st.integers(0, 20).map(on)),
        ),
        max_size=6,
    ),
    day=st.integers(0, 20),
    more=st.integers(0, 20),
)
def test_looking_back_twice_is_looking_back_once(
    facts: list[tuple[str, int | None, list[str], object]], day: int, more: int
) -> None:
    case = case_of(*(stance(kind, d, *s, replaces=r) for kind, d, s, r in facts))
    then = case_as_of(case, on(day))
    twice = case_as_of(case_as_of(case, on(max(day, more))), on(day))
    assert (twice.facts, twice.replaced, twice.sources) == (then.facts, then.replaced, then.sources)
    assert not {f.code.name for f in check_case(then)} & {"unknown-source", "unknown-draft"}
    assert len(then.facts) + len(then.replaced) == len(then.ledger) <= len(case.ledger)
    assert {*map(id, then.facts)}.isdisjoint(map(id, then.replaced))


def test_a_fact_without_contents_of_a_draft_needs_none() -> None:
    assert len(case_as_of(case_of(Fact("us", "order", Order(()), assumed="so")), on(0)).facts) == 1
