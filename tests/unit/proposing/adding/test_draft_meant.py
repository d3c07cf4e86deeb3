"""Which draft of the case a new report means: by author, figures, number and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from zopa.case.model import Case, Draft, Evidence, Issue, Level, Party, TermReading
from zopa.proposing.adding.draft_meant import CaseDrafts, TermAgainst
from zopa.proposing.by_grammar.drafting import DraftedOffer
from zopa.proposing.by_grammar.texts import TabledText

PAY = Issue("pay", "Pay", tuple(Level(str(n), str(n), float(n)) for n in range(9)), "percent", True)
FORM = Issue("form", "Form", (Level("pact", "a pact"), Level("note", "a note")))
PARTIES = {name: Party(name, name) for name in ("harbour", "union")}


def draft(
    name: str, title: str, on: date | None = None, by: str | None = "harbour", **terms: str
) -> Draft:
    return Draft(
        name,
        title,
        (by,) if by else (),
        on,
        {issue: (TermReading(level),) for issue, level in terms.items()},
    )


FIRST = draft("a", "The first offer", date(2025, 3, 1), pay="2", form="note")
SECOND = draft("b", "Its second offer (4 percent)", date(2025, 3, 8), pay="4")
THEIRS = draft("c", "The union's text", date(2025, 3, 9), by="union", pay="8")


def offered(new: Draft, figures: Iterable[float] = (), number: int = 0) -> DraftedOffer:
    measures = {("percent", value) for value in figures}
    return DraftedOffer(TabledText(None, measures=measures, number=number), new, ())


def drafts(*listed: Draft) -> CaseDrafts:
    return CaseDrafts(
        Case("", {"pay": PAY, "form": FORM}, PARTIES, {one.id: one for one in listed})
    )


DAY = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("new", "figures", "number", "meant"),
    [
        (draft("x", "offer", pay="4"), [4.0], 0, "b"),
        (draft("x", "offer", pay="2"), [2.0], 0, "a"),
        (draft("x", "offer"), [], 0, "b"),  # the latest
        (draft("x", "offer"), [], 1, "a"),
        (draft("x", "offer", on=date(2025, 3, 1)), [], 0, "a"),
        (draft("x", "offer", pay="6"), [6.0], 0, None),
        (draft("x", "offer"), [], 3, None),
        (draft("x", "offer", by="union"), [], 0, "c"),
    ],
)
def test_the_draft_is_told_by(
    new: Draft, figures: list[float], number: int, meant: str | None
) -> None:
    found, against = drafts(FIRST, SECOND, THEIRS).meant(new, offered(new, figures, number), DAY)
    assert (found.id if found else None) == meant
    assert against == ()


def test_figures_in_a_title_or_in_evidence_are_the_draft_s() -> None:
    new = draft("x", "offer")
    found, _ = drafts(FIRST, SECOND).meant(new, offered(new, [4.0]), DAY)
    assert found is SECOND
    quoted = replace(FIRST, evidence=(Evidence("s", "a bonus of 12 percent"),))
    found, _ = drafts(quoted, SECOND).meant(new, offered(new, [12.0]), DAY)
    assert found is quoted


def test_a_draft_of_that_day_with_another_figure_is_told_otherwise() -> None:
    new = draft("x", "offer", on=date(2025, 3, 8), pay="5")
    found, against = drafts(FIRST, SECOND).meant(new, offered(new, [5.0]), DAY)
    assert found is SECOND
    assert against == (TermAgainst("b", "pay", "5"),)


def test_a_draft_of_these_figures_with_another_term_is_told_otherwise() -> None:
    new = draft("x", "offer", pay="2", form="pact")
    found, against = drafts(FIRST, SECOND).meant(new, offered(new, [2.0]), DAY)
    assert found is FIRST
    assert against == (TermAgainst("a", "form", "pact"),)


def test_what_was_tabled_after_a_report_is_not_meant_in_it() -> None:
    new = draft("x", "offer")
    found, _ = drafts(FIRST, SECOND).meant(new, offered(new), date(2025, 3, 2))
    assert found is FIRST
    assert drafts(SECOND).meant(new, offered(new), date(2025, 3, 2)) == (None, ())


def test_where_no_day_is_told_drafts_follow_each_other_as_written() -> None:
    new = draft("x", "offer")
    undated = replace(FIRST, on=None)
    found, _ = drafts(SECOND, undated).meant(new, offered(new), DAY)
    assert found is undated
