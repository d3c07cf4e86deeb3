"""Headlines as sentences: which of their words keep their capitals."""

import pytest

from zopa.foundation.text import Span
from zopa.statements.grammar import in_sentence_case, parsed


def lowered(headline: str, body: str) -> str:
    text = f"{headline}\n\n{body}"
    found = in_sentence_case(text, [Span(0, len(headline))])
    assert len(found) == len(text)
    assert found[len(headline) :] == text[len(headline) :]
    return found[: len(headline)]


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Vik Spurns Dockers' Latest Plan", "On Monday Tor Vik said no to the dockers.",
         "Vik spurns dockers' latest plan"),
        ("Brown Accepts Offer From Reed Mills", "It was Jo Brown who met Reed Mills.",
         "Brown accepts offer from Reed Mills"),
        ("NORVIK REBUFFS VELMARK, IMF SAYS", "So Norvik and Velmark left, and the IMF too.",
         "Norvik rebuffs Velmark, IMF says"),
        ("Crews Strike Back After Final Offer", "The crews met. Crews from Lund came.",
         "crews strike back after final offer"),
        ("Crews reject Norvik offer", "The crews met.", "Crews reject Norvik offer"),
        ("Norvik Hails Zorblat Accord", "The accord pleased Norvik.",
         "Norvik hails Zorblat accord"),
    ],
)  # fmt: skip
def test_only_names_keep_their_capitals(headline: str, body: str, expected: str) -> None:
    assert lowered(headline, body) == expected


def test_a_text_without_headlines_stays_as_it_is() -> None:
    text = "The Old Mill And The Big Barn Were Sold."
    assert in_sentence_case(text, []) == text


def test_the_parser_reads_the_headline_so() -> None:
    grammar = parsed(
        "Mayor Lind Slams Union's Plan\n\nOn Monday Oda Lind said that the union's plan is dead."
    )
    verb = grammar.sentences[0].root
    assert (verb.text, verb.lemma_) == ("slams", "slam")
    assert [word.text for word in verb.children if word.dep_ == "nsubj"] == ["Lind"]


@pytest.mark.parametrize(
    "dateline",
    ["LUND — ", "THE HAGUE, Netherlands — ", "LUND (Wire) – ", "(After The Courier) -- "],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    grammar = parsed(f"{dateline}Norvik has turned down a bid by Velmark, which makes paints.")
    verb = next(word for word in grammar.doc if word.lemma_ == "turn")
    assert [word.text for word in verb.children if word.dep_ == "nsubj"] == ["Norvik"]
    assert verb.sent.text.startswith("Norvik")
