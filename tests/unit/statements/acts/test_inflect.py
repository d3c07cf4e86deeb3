"""Forms of verbs."""

from __future__ import annotations

import pytest

from zopa.statements.acts.inflect import VerbForm, forms


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("offer", {"offer", "offers", "offered", "offering"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("dismiss", {"dismiss", "dismisses", "dismissed", "dismissing"}),
        ("have", {"have", "has", "had", "having"}),
        ("bid", {"bid", "bids", "bidding"}),
    ],
)
def test_all_forms(lemma: str, expected: set[str]) -> None:
    assert set(forms(lemma)) == expected


def test_one_word_may_be_many_forms() -> None:
    assert forms("cut")["cut"] == VerbForm.BASE | VerbForm.PAST | VerbForm.PARTICIPLE
    assert forms("give")["gave"] == VerbForm.PAST
