"""Which way each actor wants an issue to go, the levels of issues, and drafts with their words."""

from __future__ import annotations

import pytest

from zopa.case.model import RedLine

from .told_by_grammar import facts, found

OFFER = "Movia offered a herring quota of 300 tonnes. "


def test_who_demands_more_than_is_offered_wants_more_and_the_other_less() -> None:
    made = facts(OFFER + "Karsia demands a herring quota of 450 tonnes.")
    orders = {fact.rpartition(" ")[2]: fact.split()[0] for fact in made if " order " in fact}
    assert orders == {"more": "karsia", "less": "movia"}


def test_a_figure_that_is_offered_to_nobody_s_demand_has_no_direction() -> None:
    made = facts(OFFER + "Karsia rejected the offer.")
    assert not [fact for fact in made if " order " in fact]
    assert [fact for fact in made if fact.startswith("karsia rejects")]


def test_the_figures_that_are_told_are_levels() -> None:
    (issue,) = found(OFFER + "Karsia demands a herring quota of 450 tonnes.").issues
    assert issue.issue.numeric
    assert (issue.of_value(300), issue.of_value(450), issue.of_value(7)) == ("300", "450", "")
    assert issue.ranked(1)[0] == ("475",)
    assert issue.ranked(-1)[0] == ("275",)


def test_of_what_is_wanted_and_rejected_the_two_levels_are_it_and_none_of_it() -> None:
    (issue,) = found("Karsia demands a river toll. Movia rejects a river toll.").issues
    there, away = (issue.issue.describe(level) for level in (issue.there, issue.not_there))
    assert (there, away) == ("river toll", "no river toll")
    assert issue.ranked(1) == ((issue.there,), (issue.not_there,))
    assert (issue.of_way(1), issue.of_way(-1)) == (issue.there, issue.not_there)


def test_a_draft_has_its_author_its_figure_and_words_of_the_report() -> None:
    (drafted,) = found(OFFER + "Karsia demands a herring quota of 450 tonnes.").drafts
    draft = drafted.draft
    assert draft.by == ("movia",)
    assert [readings[0].level for readings in draft.terms.values()] == ["300"]
    assert "300" in draft.title
    assert any("quota of 300 tonnes" in evidence.quote for evidence in draft.evidence)


def test_an_offer_that_is_only_talked_of_and_has_no_terms_is_no_draft() -> None:
    assert not found("Movia spoke about its offer. Karsia demands a quota.").drafts


def test_a_position_is_quoted_with_who_takes_it() -> None:
    (fact,) = [
        p.thing
        for p in found("Karsia, after long talks, rejected the plan by Movia.").facts
        if p.thing.kind == "rejects"
    ]
    (quote,) = fact.evidence
    assert quote.source == "r0"
    assert quote.quote.startswith("Karsia")
    assert quote.quote.endswith("the plan by Movia") or quote.quote.endswith("the plan")


def test_what_a_source_without_a_name_tells_is_not_established() -> None:
    named = facts(OFFER + "Karsia rejected the offer.")
    unnamed = facts(OFFER + "Karsia rejected the offer, a person familiar with the talks said.")
    (sure,) = [v for fact, v in named.items() if fact.startswith("karsia rejects")]
    (unsure,) = [v for fact, v in unnamed.items() if fact.startswith("karsia rejects")]
    assert sure == 1
    assert unsure < 1


def test_what_was_told_both_ways_is_not_established() -> None:
    made = facts(OFFER + "Karsia rejected the offer. Karsia later accepted the offer.")
    assert {v for fact, v in made.items() if fact.startswith("karsia ")} == {0.675}


@pytest.mark.parametrize(
    "text",
    [
        "Movia demands a port. Karsia ruled out a port.",
        "Movia demands a port. Karsia will never accept a port.",
        "Movia demands a port. Karsia said it would not under any circumstances accept a port.",
    ],
)
def test_what_is_refused_whatever_happens_is_a_red_line(text: str) -> None:
    assert "karsia red_line {'port': ('port',)}" in {
        f"{p.thing.party} {p.thing.kind} {p.thing.content.levels}"
        for p in found(text).facts
        if isinstance(p.thing.content, RedLine)
    }


def test_what_is_only_rejected_is_no_red_line() -> None:
    told = found("Movia demands a port. Karsia rejected a port.").facts
    assert not [p for p in told if p.thing.kind == "red_line"]
