"""Title, publisher and day, where the document tells them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zopa.sources import Document, open_document, read_document

BODY = "\n\nThe minister refused the draft on Friday, an aide said. Talks go on.\n"


def document(text: str, file: str = "a.txt") -> Document:
    found = read_document(text.encode(), file).document
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("head", "day", "words"),
    [
        ("date 2025-02-16", "2025-02-16", "2025-02-16"),
        ("Published: 16 February 2025", "2025-02-16", "16 February 2025"),
        ("February 16, 2025", "2025-02-16", "February 16, 2025"),
        ("16/02/2025", "2025-02-16", "16/02/2025"),
        ("16.02.2025", "2025-02-16", "16.02.2025"),
        ("Опубликовано: 16 февраля 2025", "2025-02-16", "16 февраля 2025"),
        ("Updated: 17 February 2025\nPublished: 16 February 2025", "2025-02-16",
        "16 February 2025"),
        ("KYIV, Feb 16, 2025 (Reuters) - The draft is refused.", "2025-02-16", "Feb 16, 2025"),
        ("KYIV, Feb 16 (Reuters) - The draft is refused.", None, ""),
        ("Published: 03/04/2025", None, ""),
        ("Published: 31 February 2025", None, ""),
        ("The draft of 7 February 2025 names a court.", None, ""),
    ],
)  # fmt: skip
def test_day_of_a_text(head: str, day: str | None, words: str) -> None:
    found = document(head + BODY)
    assert (str(found.published) if found.published else None) == day
    if day:
        assert found.text[slice(*found.origin_spans["published"])] == words
    else:
        assert "published" not in found.origin_spans


def test_agency_of_a_dateline() -> None:
    found = document("KYIV, Feb 16 (Reuters) - The draft is refused." + BODY)
    assert (found.publisher, found.text[slice(*found.origin_spans["publisher"])]) == (
        "Reuters",
        "Reuters",
    )


def test_the_time_of_a_file_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "2025-02-16.txt"
    path.write_text(BODY)
    os.utime(path, (0, 0))
    opened = open_document(path).document
    assert opened is not None
    assert opened.published is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-02-16T09:30:00Z">',
        '<meta content="2025-02-16" name="date">',
        '<script type="application/ld+json">{"datePublished": "2025-02-16T09:30"}</script>',
        '<time datetime="2025-02-16">Sunday</time>',
    ],
)
def test_day_of_a_page(head: str) -> None:
    found = document(f"<html><head>{head}</head><body><p>{BODY}</p></body></html>", "a.html")
    assert str(found.published) == "2025-02-16"
    assert found.text[slice(*found.origin_spans["published"])] == "2025-02-16"


def test_title_and_publisher_of_a_page() -> None:
    found = document(
        '<html><head><title>A | B</title><meta property="og:title" content="A &amp; B">'
        '<meta property="og:site_name" content="The Example"></head><body><p>No.</p></body></html>',
        "a.html",
    )
    assert (found.title, found.publisher) == ("A & B", "The Example")
    assert found.text[slice(*found.origin_spans["title"])] == "A &amp; B"


def test_the_two_reports_of_the_minerals_case(shared_minerals: Path) -> None:
    first, second = (
        open_document(path).document for path in sorted((shared_minerals / "sources").iterdir())
    )
    assert first is not None
    assert second is not None
    assert [b.why for b in first.blocks if b.why] == []
    assert [b.why for b in second.blocks if b.why] == [
        "date", "caption", "link to another story", "caption",
        "link to another story", "link to another story",
    ]  # fmt: skip
    assert str(second.published) == "2025-02-16"
