"""Who speaks for a body that is only named."""

from __future__ import annotations

from .folders import proposed
from .simple_reading import document, read

WHO = (
    "The dockers’ union Havn met the employers’ association Norsk Industri on Monday. "
    "“We have offered a pay rise of 3 percent,” Norsk Industri said. "
)


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
