"""What one statement refuses and wants, of a refusal and an agreement the one that is kept, and the
words that are quoted."""

from __future__ import annotations

import pytest

from .told_by_statements import facts, told, words

ICELAND = "Iceland presented a draft with a herring quota of 300 tonnes."
NO, YES = "Norway rejected the draft.", "Norway agreed to the draft."
WHO = (
    "The dockers’ union Havn met the employers’ association Norsk Industri on Monday. "
    "“We have offered a pay rise of 3 percent,” Norsk Industri said. "
)


def norway(*texts: str) -> list[str]:
    return [p.thing.kind for p in facts(told(*texts), "norway", "accepts", "rejects")]


def test_of_a_refusal_and_an_agreement_the_one_told_more_often_is_kept() -> None:
    text = f"{ICELAND} {NO} {YES} On Monday {NO}"
    assert norway(text) == ["rejects"]
    (note,) = told(text).notes
    assert note.startswith("told as well, and left out: norway accepts iceland_draft")
    assert norway(f"{ICELAND} {YES} {NO} On Monday Norway agreed to the text.") == ["accepts"]


def test_a_refusal_and_an_agreement_told_as_often_leave_the_refusal() -> None:
    assert norway(f"{ICELAND} {NO} {YES}") == ["rejects"]


@pytest.mark.parametrize(("between", "first"), [(11, "Norway demands x0"), (12, "x3 x4")])
def test_up_to_eighteen_words_are_quoted_from_who_wants_them(between: int, first: str) -> None:
    filler = " ".join(f"x{number}" for number in range(between))
    made = told(
        f"Norway demands {filler} a quota of 450 tonnes. Iceland offered a quota of 300 tonnes."
    )
    (order,) = facts(made, "norway", "order")
    (quote,) = order.thing.evidence
    assert quote.quote.startswith(first)
    assert quote.quote.endswith("a quota of 450 tonnes")


@pytest.mark.parametrize(
    "text",
    [
        "“We refuse a pay rise of 3 percent and insist on a pay rise of 7 percent,” "
        "said union leader Kari Holm.",
        "“We demand a pay rise of 7 percent and reject a pay rise of 3 percent,” "
        "said union leader Kari Holm.",
    ],
)
def test_a_refusal_and_a_demand_in_one_statement_are_two_stances(text: str) -> None:
    found = words(told(WHO + text))
    assert "havn order pay more" in found
    assert not {f for f in found if f.startswith(("havn rejects pay=7", "havn order pay less"))}


def test_who_refuses_any_deal_of_a_kind_refuses_no_draft() -> None:
    found = words(
        told(
            WHO + "“We will never accept a deal under Swedish law but want Norwegian law,” "
            "said union leader Kari Holm."
        )
    )
    assert "havn order law norway > sweden" in found
    assert not {f for f in found if f.startswith("havn rejects")}
