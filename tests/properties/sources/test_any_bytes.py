"""Whatever the bytes, opening them gives a document or findings, and every character its place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.sources import read_document, sentences_of, unique_ids
from zopa.sources.markup import page_of

MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<br>", "<pre>", "</pre>", "<!--", "-->", "<td>", "<li>",
        "&amp;",
         "&notit;", "&#8217;", "&#x1F600;", "&", "<", ">", "<a href='", "'>", "\n", "  ", "The ",
         "draft.",
         "<script>", "</script>", "<title>", "é", "<div hidden>", "</div>", "😀", "\r\n", "\x0c"]
    ),
    max_size=40,
)  # fmt: skip


@given(st.binary(max_size=200))
@settings(max_examples=40)
def test_any_bytes(data: bytes) -> None:
    opened = read_document(data, "any.txt")
    assert (opened.document is None) == bool(opened.report.errors)


@given(MARKUP)
@settings(max_examples=60)
def test_each_character_of_a_page_has_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    page = page_of(text)
    assert len(page.places) == len(page.shown)
    assert (page.places[1:] >= page.places[:-1]).all()
    for index, character in enumerate(page.shown):
        at = int(page.places[index])
        written = text[at : at + page.widths.get(index, 1)]
        if not character.isspace():
            assert written == character or written.startswith("&")
    for piece in page.pieces:
        assert page.shown[slice(*piece.span)].strip() == page.shown[slice(*piece.span)] != ""


@given(st.text(alphabet="AbU.S?!…” (“。Mr no1\n", max_size=80))
@settings(max_examples=60)
def test_sentences_hold_every_letter_once(text: str) -> None:
    spans = sentences_of(text, Span(0, len(text)))
    assert "".join("".join(text[slice(*s)].split()) for s in spans) == "".join(text.split())


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["a", "b", "a_2", "a_3"]), max_size=8))
def test_ids_are_unique(ids: list[str]) -> None:
    found = unique_ids(ids)
    assert len(set(found)) == len(found) == len(ids)
