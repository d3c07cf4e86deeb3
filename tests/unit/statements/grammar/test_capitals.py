"""Capitals for names in texts whose own capitals say nothing."""

from __future__ import annotations

import pytest

from zopa.statements.grammar import is_small, parsed, with_capitals

TEXT = (
    "Norvik rejected an offer from the union on Monday, Anna Lind said. The crews will not sign.\n"
    "David Stone left the talks in London. Stone said that the harbour was closed."
)


@pytest.mark.parametrize("form", ["lower", "upper"])
def test_names_have_capitals_again(form: str) -> None:
    found = with_capitals(getattr(TEXT, form)())
    assert len(found) == len(TEXT)
    assert found.lower() == TEXT.lower()
    for name in ("Anna Lind", "David Stone", "London", "Stone said"):
        assert name in found
    for word in ("union", "crews", "harbour", "sign"):
        assert word in found


@pytest.mark.parametrize("text", [TEXT, "", "We met.", "IMF AND WTO met on Monday in the harbour."])
def test_a_text_whose_capitals_say_something_stays_as_it_is(text: str) -> None:
    assert with_capitals(text) == text
    assert not is_small(text)


def test_lines_in_capitals_are_mended_alone() -> None:
    text = "THE UNION SAID THAT ANNA LIND WILL NOT COME\nThe Union of Crews met."
    assert (
        with_capitals(text)
        == "the union said that Anna Lind will not come\nThe Union of Crews met."
    )


def test_a_text_in_capitals_is_parsed_as_others_are() -> None:
    grammar = parsed(
        "THE UNION HAS REJECTED THE OFFER. ANNA LIND SAID THAT IT WILL NOT SIGN THE PAPER."
    )
    verb = grammar.sentences[0].root
    assert (verb.lemma_, [w.lower_ for w in verb.children if w.dep_ == "nsubj"]) == (
        "reject", ["union"]
    )  # fmt: skip


@pytest.mark.parametrize("text", ["a " * 30_000, "b" * 50_000, "no name at all\n" * 3_000])
def test_long_texts_keep_their_length(text: str) -> None:
    assert len(with_capitals(text)) == len(text)
