"""What one statement refuses and wants, and who speaks for a body that is only named."""

from __future__ import annotations

from pathlib import Path

import pytest

from .folders import proposed, said, written
from .simple_reading import document, read

WHO = (
    "The dockers’ union Havn met the employers’ association Norsk Industri on Monday. "
    "“We have offered a pay rise of 3 percent,” Norsk Industri said. "
)


def facts(text: str, folder: Path) -> set[str]:
    one = read(document("a", WHO + text))
    return said(written(proposed(one), folder)[0])


@pytest.mark.parametrize(
    "text",
    [
        "“We refuse a pay rise of 3 percent and insist on a pay rise of 7 percent,” "
        "said union leader Kari Holm.",
        "“We demand a pay rise of 7 percent and reject a pay rise of 3 percent,” "
        "said union leader Kari Holm.",
    ],
)
def test_a_refusal_and_a_demand_in_one_statement_are_two_stances(text: str, tmp_path: Path) -> None:
    found = facts(text, tmp_path)
    assert "havn order pay more" in found
    assert not {f for f in found if f.startswith(("havn rejects pay=7", "havn order pay less"))}


def test_who_refuses_any_deal_of_a_kind_refuses_no_draft(tmp_path: Path) -> None:
    found = facts(
        "“We will never accept a deal under Swedish law but want Norwegian law,” "
        "said union leader Kari Holm.",
        tmp_path,
    )
    assert "havn order law norway > sweden" in found
    assert not {f for f in found if f.startswith("havn rejects")}


def test_a_leader_of_the_one_union_that_is_named_speaks_for_it() -> None:
    one = read(
        document("a", WHO + "“We want a pay rise of 7 percent,” said union leader Kari Holm.")
    )
    havn = next(p.thing for p in proposed(one).proposal.parties if p.thing.name == "Havn")
    assert [person.name for person in havn.people] == ["Kari Holm"]


def test_a_leader_of_one_of_two_unions_speaks_for_neither() -> None:
    text = (
        "The union Losse came too. “We want a pay rise of 5 percent,” Havn said. "
        "“We want a pay rise of 7 percent,” said union leader Kari Holm."
    )
    one = read(document("a", WHO + text))
    found = proposed(one).proposal
    assert {p.thing.name for p in found.parties} == {"Havn", "Norsk Industri"}
    assert not [person for p in found.parties for person in p.thing.people]
    assert "no report tells for whom Kari Holm speaks (union leader)" in found.notes
