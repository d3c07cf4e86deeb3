"""Who is a party, why, and what is noted of where reports differ."""

from __future__ import annotations

from dataclasses import replace

from zopa.proposing import Proposal, propose
from zopa.proposing.given import Given, GivenParty
from zopa.statements.claims import Corroboration, Detail, Difference

from .folders import proposed
from .simple_reading import Read, document, read


def made_of(text: str) -> Read:
    return read(document("r", text))


def parties(proposal: Proposal) -> dict[str, tuple[str, str]]:
    return {p.thing.id: (p.thing.role, p.why) for p in proposal.parties}


OFFER = "Iceland offered Norway a quota of 300 tonnes."


def test_a_side_to_which_something_is_offered_negotiates() -> None:
    made = proposed(made_of(OFFER))
    assert parties(made.proposal) == {
        "iceland": ("signatory", "offers (1)"),
        "norway": ("signatory", "speaks, or is to take part"),
    }


def test_what_nobody_in_particular_says_does_not_keep_others_out() -> None:
    text = f"“We demand sanctions,” a person familiar said. {OFFER} Peru demands sanctions."
    assert parties(proposed(made_of(text)).proposal) == {
        "iceland": ("signatory", "offers (1)"),
        "norway": ("signatory", "speaks, or is to take part"),
        "peru": ("observer", "wants (1)"),
    }


def test_what_a_party_does_is_counted_for_it_alone() -> None:
    text = f"{OFFER} Norway rejected the offer. Norway demands a quota of 450 tonnes."
    assert parties(proposed(made_of(text)).proposal) == {
        "norway": ("signatory", "rejects (1), wants (1)"),
        "iceland": ("signatory", "offers (1)"),
    }


def test_only_to_whom_something_is_tabled_negotiates() -> None:
    made = made_of("Norway rejected the draft. Chile rejected the draft.")
    statements = [replace(one, hearer="peru") for one in made.statements]
    found = parties(proposed(made._replace(statements=statements)).proposal)
    assert set(found) == {"norway", "chile"}


def test_where_fewer_than_two_negotiate_the_rest_is_to_be_filled_in() -> None:
    found = proposed(made_of("Rain fell.")).proposal
    assert [(p.thing.id, p.thing.name, p.placeholder) for p in found.parties] == [
        ("first", "First party (to be filled in)", True),
        ("second", "Second party (to be filled in)", True),
    ]
    assert [(p.thing.id, p.placeholder) for p in found.issues] == [("form", True)]
    found = proposed(made_of("Norway rejected the draft.")).proposal
    assert [p.thing.id for p in found.parties] == ["norway", "first"]


def test_who_is_to_be_filled_in_has_a_name_of_its_own() -> None:
    name = "First party (to be filled in)"
    made = propose(made_of("Rain fell.").reading, given=Given((GivenParty(name),))).proposal
    assert [p.thing.name for p in made.parties] == [name, f"{name} (2)"]


def test_differences_are_noted_with_the_words_of_both() -> None:
    long = "r" * 45
    made = read(
        document(long, "Norway demands a quota of 450 tonnes."),
        document("q", f"Norway demands {'very ' * 30}much."),
    )
    first, second = (one.id for one in made.statements)
    lined_up = Corroboration(
        (), (Difference(Detail.WHO, first, second, (), (), 0.9),
             Difference(Detail.WHO, first, "gone", (), (), 0.9)), (),
    )  # fmt: skip
    (note,) = (n for n in propose(made.reading, lined_up).proposal.notes if "may differ" in n)
    one, other = note.removeprefix("the reports may differ (who; ").split(" · ")
    assert one.endswith(f"): {'r' * 39}…: “a quota of 450 tonnes”")
    told = other.removeprefix("q: “").removesuffix("”")
    assert len(told) <= 90
    assert told.endswith("…")
