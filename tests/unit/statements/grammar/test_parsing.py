"""The parse of a text: places, sentences, headlines, long texts, and who loads it."""

import gc
import pickle
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from zopa.foundation.text import Span
from zopa.sources import read_document
from zopa.sources.document import Document
from zopa.statements.grammar import (
    capitals,
    grammar_of,
    parsed,
    parsing,
    passing,
    pipeline,
    with_capitals,
)
from zopa.statements.grammar.plain_text import plain

REPORT = """Ferry crews reject the offer

The ferry crews’ union has not
accepted Norvik Lines’ offer of 4 per cent.  “It is too low,” said Ada Brink, its leader.

Norvik Lines wants the crews to sign by Friday. No vote was held.
"""


def opened(text: str) -> Document:
    document = read_document(text.encode(), "report.txt", id="report").document
    assert document is not None
    return document


def test_places_are_those_of_the_text() -> None:
    document = opened(REPORT)
    grammar = grammar_of(document)
    assert len(grammar.doc.text) == len(document.reading)
    for word in grammar.doc:
        written = document.reading[word.idx : word.idx + len(word)]
        assert written.split() == word.text.split()


def test_sentences_are_those_of_the_document_and_no_others() -> None:
    document = opened(REPORT)
    grammar = grammar_of(document)
    assert grammar.spans == document.sentences
    assert [sentence.text for sentence in grammar.sentences] == [
        " ".join(document.reading[slice(*span)].split("\n")) for span in document.sentences
    ]
    for sentence in grammar.sentences:
        assert {word.sent.root for word in sentence} == {sentence.root}
    assert grammar.headings == (True, False, False, False, False)


def test_a_headline_does_not_run_on_into_the_text() -> None:
    grammar = parsed("Talks between Havn and Norvik\n\nNorvik Lines will meet the union on Monday.")
    assert grammar.headings == (True, False)
    assert [sentence.text for sentence in grammar.sentences] == [
        "talks between Havn and Norvik", "Norvik Lines will meet the union on Monday."
    ]  # fmt: skip
    assert not any("Norvik  Norvik" in entity.text for entity in grammar.doc.ents)
    assert grammar.in_heading(grammar.doc[0])
    assert not grammar.in_heading(grammar.sentences[1][0])


def test_a_line_break_in_a_sentence_changes_nothing() -> None:
    flat, broken = (parsed(REPORT.replace("not\naccepted", written))
                    for written in ("not accepted", "not\naccepted"))  # fmt: skip
    assert [(w.text, w.dep_, w.lemma_) for w in flat.doc] == [
        (w.text, w.dep_, w.lemma_) for w in broken.doc
    ]


def test_the_base_form_of_verbs_in_es() -> None:
    grammar = parsed("She hopes and presses on. He goes. It watches. He makes it.")
    verbs = [word.lemma_ for word in grammar.doc if word.tag_ == "VBZ"]
    assert verbs == ["hope", "press", "go", "watch", "make"]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(0, 3), ["The"]),
        (Span(1, 5), ["The", "union"]),
        (Span(3, 4), []),
        (Span(4, 4), []),
        (Span(10, 12), ["did"]),
        (Span(18, 30), ["sign", "."]),
    ],
)
def test_words_of_a_span(span: Span, words: list[str]) -> None:
    assert [word.text for word in parsed("The union did not sign.").words(span)] == words


def test_sentence_at_a_place() -> None:
    grammar = parsed("It left. It came.")
    assert [grammar.sentence_at(place) for place in (0, 7, 8, 9, 16, 17)] == [0, 0, -1, 1, 1, -1]


@pytest.mark.parametrize("text", ["", " \n", "\n\n\t", "?", "\ud800 left.", "a" * 3000])
def test_odd_texts(text: str) -> None:
    assert len(parsed(text).doc.text) == len(text)


def test_a_long_text_is_parsed_in_parts_as_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT * 4
    whole = parsed(text)
    calls = []
    run = parsing.run
    monkeypatch.setattr(parsing, "PART", 200)
    monkeypatch.setattr(parsing, "run", lambda doc: calls.append(len(doc.text)) or run(doc))
    parts = parsed(text)
    assert len(calls) > 4
    assert max(calls) < 300
    assert sum(calls) == len(text)
    assert parts.doc.text == whole.doc.text
    assert [(w.idx, w.sent.start) for w in parts.doc] == [(w.idx, w.sent.start) for w in whole.doc]
    pairs = list(zip(parts.doc, whole.doc, strict=True))
    same = [a.dep_ == b.dep_ and a.head.i == b.head.i for a, b in pairs]
    assert sum(same) > 0.95 * len(same)


@pytest.mark.parametrize(
    "text", ["the rota and " * 60, "a" * 700, "a " * 350, "word " * 3 + "b" * 700]
)
def test_a_sentence_of_any_length_is_parsed_in_parts(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    run = parsing.run
    monkeypatch.setattr(parsing, "PART", 100)
    monkeypatch.setattr(parsing, "run", lambda doc: calls.append(len(doc.text)) or run(doc))
    grammar = parsed(text)
    assert max(calls[-len(calls) // 2 :]) <= 300
    assert grammar.doc.text.lower() == plain(text)
    assert len(grammar.sentences) == len(grammar.spans)


@pytest.mark.parametrize("text", ["((" * 3000, "'" * 6000, "a" * 6000, "x’" * 3000, "on 1/" * 1200])
def test_no_word_that_is_parsed_is_longer_than_an_address(text: str) -> None:
    written = plain(text)
    assert len(written) == len(text)
    assert max(map(len, written.split()), default=0) <= 200


def test_a_long_address_stays_one_word() -> None:
    text = "see https://example.org/" + "a" * 170 + " for more"
    assert plain(text) == text


def test_lines_without_capitals_are_parsed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"in week {n} we met ada lind and a man from oslo\n" for n in range(90))
    calls: list[int] = []
    run_each = pipeline.run_each
    monkeypatch.setattr(capitals, "run_each", lambda docs: calls.append(1) or run_each(docs))
    together = with_capitals(text)
    assert len(calls) == 1
    monkeypatch.setattr(capitals, "run_each", lambda docs: map(pipeline.run, docs))
    assert together == with_capitals(text) != text


def test_a_document_is_parsed_once_and_its_parse_ends_with_it() -> None:
    document = opened(REPORT)
    found = weakref.ref(grammar_of(document))
    assert grammar_of(document) is found()
    del document
    gc.collect()
    assert found() is None


def test_what_is_parsed_in_passing_leaves_no_words_behind() -> None:
    strings = parsed("A first text.").doc.vocab.strings
    before = len(strings)
    with passing():
        assert parsed("Qworbin snarfled the wumpletoes.").sentences[0].root.text
    assert len(strings) == before
    parsed("Qworbin snarfled the wumpletoes.")
    assert len(strings) > before


def test_a_document_travels_without_its_parse() -> None:
    document = opened(REPORT)
    before = len(pickle.dumps(document))
    grammar_of(document)
    assert len(pickle.dumps(document)) == before


EXAMPLE = Path(__file__).parents[4] / "examples" / "minerals"


@pytest.mark.parametrize(
    "work",
    [
        "['--help']",
        f"['check', {str(EXAMPLE)!r}]",
        f"['brief', {str(EXAMPLE)!r}, '--draws', '100', '--json']",
    ],
)
def test_spacy_is_not_loaded_for_work_that_reads_nothing(work: str) -> None:
    code = (
        "import sys; from zopa.cli import main\n"
        f"sys.argv = ['zopa', *{work}]\n"
        "try: main()\n"
        "except SystemExit as end: print('ended', end.code, file=sys.stderr)\n"
        "print([m for m in ('spacy', 'thinc') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-2:] == ["ended 0", "[]"], done.stderr


def test_the_module_alone_loads_nothing() -> None:
    code = (
        "import sys, zopa.statements.grammar, zopa.statements.reading; "
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
