"""The limits that docs/reference/sources.md states, on both sides.

The numbers are those of the page, written out, so that a limit cannot change unseen.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from zopa.sources import Opened, open_document, read_document, sentences_of
from zopa.sources.article import is_too_large
from zopa.sources.markup import TextPiece, VisiblePage, page_of

PICTURE = b"\x89PNG\r\n\x1a\n"
SENTENCE = b"The minister refused the draft on Friday.\n"


def codes(opened: Opened) -> list[str]:
    return [finding.code.name for finding in opened.findings]


@pytest.mark.parametrize(
    ("size", "expected"), [(20_000_000, "document-kind"), (20_000_001, "document-too-large")]
)
def test_bytes_of_a_document(size: int, expected: str, tmp_path: Path) -> None:
    assert codes(read_document(PICTURE.ljust(size, b"\0"), "a.png")) == [expected]
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.write(PICTURE)
        file.truncate(size)
    assert codes(open_document(path)) == [expected]


@pytest.mark.parametrize(("depth", "is_read"), [(1_000, True), (1_001, False)])
def test_depth_of_a_page(depth: int, is_read: bool) -> None:
    page = page_of("<div>" * depth + "The draft.")
    assert (page.too_deep is None) == is_read
    assert is_read or page.too_deep == len("<div>") * (depth - 1)


def test_a_page_that_is_too_large_for_an_article() -> None:
    piece = TextPiece((0, 1), "p", 0, "")  # type: ignore[arg-type]
    assert not is_too_large("a" * 1_000_000, VisiblePage())
    assert is_too_large("a" * 1_000_001, VisiblePage())
    assert not is_too_large("a", VisiblePage(pieces=[piece] * 10_000))
    assert is_too_large("a", VisiblePage(pieces=[piece] * 10_001))


WORDS = b"The minister refused the draft on Friday.\n\n"  # eight words and marks


@pytest.mark.parametrize(("sentences", "is_read"), [(12_500, True), (12_501, False)])
def test_words_of_a_text(sentences: int, is_read: bool) -> None:
    opened = read_document(WORDS * sentences, "a.txt")
    assert (opened.document is not None) == is_read
    assert codes(opened) == ([] if is_read else ["document-exhausting"])


@pytest.mark.parametrize("mark", ["1/", "&#9999999999999999;", "e\u0301"[1:], "- "])
def test_what_bears_no_letters_is_not_counted(mark: str) -> None:
    opened = read_document((WORDS.decode() + mark * 60_000).encode(), "a.txt")
    assert opened.document is not None


@pytest.mark.parametrize(("attributes", "is_read"), [(200, True), (201, False)])
def test_attributes_of_a_tag(attributes: int, is_read: bool) -> None:
    names = " ".join(f"a{n}='x'" for n in range(attributes))
    opened = read_document(f"<html>\n<p {names}>The draft was refused.</p>".encode(), "a.html")
    assert (opened.document is not None) == is_read
    assert ("document-exhausting" in codes(opened)) != is_read
    if not is_read:
        place = opened.findings[0].place
        assert (place.line, place.column) == (2, 1)


def test_a_long_picture_in_a_tag_is_one_attribute() -> None:
    page = f"<html><img src='data:{'a b' * 50_000}'><p>The draft was refused.</p>"
    assert read_document(page.encode(), "a.html").document is not None


def test_characters_of_a_sentence() -> None:
    text = "the draft and " * 1_000
    spans = sentences_of(text)
    assert max(span.stop - span.start for span in spans) <= 3_000
    assert " ".join(text[slice(*span)] for span in spans) == text.strip()
    assert [span.stop - span.start for span in sentences_of("a" * 7_000)] == [3_000, 3_000, 1_000]


def test_lines_of_a_text() -> None:
    assert codes(read_document(SENTENCE * 100_001, "a.txt")) == ["document-exhausting"]


def pdf_of(pages: int) -> bytes:
    """A PDF whose pages all have the same line of text."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 72 700 Td (The minister refused the draft.) Tj ET")
    content = writer._add_object(stream)
    for _ in range(pages):
        page = writer.add_blank_page(612, 792)
        page[NameObject("/Contents")] = content
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_pages_of_a_pdf() -> None:
    opened = read_document(pdf_of(2_001), "a.pdf")
    assert codes(opened) == ["document-cut"]
    assert opened.document is not None
    assert opened.document.text.count("refused") == 2_000
    assert "the last 1 pages were not read" in opened.report.render()
