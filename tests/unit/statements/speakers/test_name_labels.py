"""Names that only their shape would make people's, and what the parser takes them for."""

from __future__ import annotations

from dataclasses import replace

from zopa.foundation.text import Span
from zopa.sources import read_document
from zopa.sources.document import Document, Form
from zopa.sources.sentences import sentences_of
from zopa.statements.grammar import parsed
from zopa.statements.speakers import Cast
from zopa.statements.speakers.name_labels import NameLabels, first_words_of_people

TEXT = """Brightwell Foods and Kestrel Air met on Monday in Lund.

Brightwell Foods rejected a takeover offer from Kestrel Air. Kestrel Air said nothing else.

Mette Krog, who works for Brightwell Foods, left the room.
"""


def cast_of(text: str) -> Cast:
    document = read_document(text.encode(), "a.txt", id="a").document
    assert document is not None
    return Cast([document])


def test_companies_are_no_people() -> None:
    cast = cast_of(TEXT)
    assert {person.name for person in cast.people} == {"Mette Krog"}
    assert {"Brightwell Foods", "Kestrel Air"} <= {body.name for body in cast.institutions}


def test_a_title_or_a_first_name_weighs_more_than_the_parser() -> None:
    cast = cast_of("Mr Foods Acre rejected the offer. Anna Bay Holdings was told. Anna Bay left.")
    assert "Foods Acre" in {person.name for person in cast.people}


def test_most_mentions_decide() -> None:
    labels = NameLabels()
    labels.learn(parsed("Brightwell Foods rejected the offer."))
    assert labels.is_body("Brightwell Foods")
    assert labels.is_body("the Brightwell Foods'")
    assert not labels.is_body("Kestrel Air")
    labels.counts["brightwell foods"]["PERSON"] = 1
    assert not labels.is_body("Brightwell Foods")


def test_names_in_headlines_do_not_count() -> None:
    labels = NameLabels()
    labels.learn(parsed("Brightwell Foods rebuffs Kestrel\n\nThe firm said no to another offer."))
    assert not labels.is_body("Brightwell Foods")


def test_a_name_may_begin_with_a_word_that_begins_sentences() -> None:
    grammar = parsed("The bid failed. Civic Union leader Per Holm wanted more.")
    assert first_words_of_people(grammar) == {35}
    assert [person.name for person in cast_of(grammar.doc.text).people] == ["Per Holm"]


def test_a_line_break_in_a_sentence_does_not_part_a_name() -> None:
    text = "Nobody knew what would be next. But Mette\nKrog met the crews in Lund on Monday."
    document = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    whole = replace(document, sentences=tuple(sentences_of(text, Span(0, len(text)))))
    assert [person.name for person in Cast([whole]).people] == ["Mette Krog"]
