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


def read_as(head: str) -> tuple[str, str, str, list[str]]:
    """The title, publisher and day that a text with this head has, and its furniture."""
    opened = document(head + BODY)
    for what, span in opened.origin_spans.items():
        if what != "published":
            assert opened.text[slice(*span)] == getattr(opened, what)
    day = str(opened.published) if opened.published else ""
    aside = [opened.reading[slice(*block.span)] for block in opened.blocks if block.why]
    return opened.title, opened.publisher, day, aside


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("Harbour Gazette, 4 July 2024", "Harbour Gazette", "2024-07-04"),
        ("The Northern Times, July 4th 2024", "The Northern Times", "2024-07-04"),
        ("Morning Herald | Thursday, 4 Jul. 2024", "Morning Herald", "2024-07-04"),
        ("The Post of Bergen – Sept. 3rd, 2024", "The Post of Bergen", "2024-09-03"),
        ("Coast Radio (Leeds), 22nd of Nov., 2024, 10:15 GMT", "Coast Radio", "2024-11-22"),
        ("Valley Tribune, Leeds, 2024-07-04", "Valley Tribune", "2024-07-04"),
        ("4 July 2024, Harbour Gazette", "Harbour Gazette", "2024-07-04"),
        ("NPR, 4 July 2024", "NPR", "2024-07-04"),
        ("Reuters, 4 July 2024", "Reuters", "2024-07-04"),
        ("Harbour Gazette, 03/04/2024", "Harbour Gazette", ""),
    ],
)
def test_a_line_with_the_paper_and_the_day(line: str, publisher: str, day: str) -> None:
    assert read_as(line) == ("", publisher, day, [line])
    title = "Ferry crews refuse"
    assert read_as(f"{title}\n\n{line}") == (title, publisher, day, [line])
    assert read_as(f"{line}\n\n{title}") == (title, publisher, day, [line])


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("Based on Coastline reports | 4 July 2024", "Coastline", "2024-07-04"),
        ("Adapted from Coastline, July 4, 2024", "Coastline", "2024-07-04"),
        ("New Haven, 4 July 2024", "", "2024-07-04"),
        ("Leeds, England, 4 July 2024", "", "2024-07-04"),
    ],
)
def test_a_line_below_the_title(line: str, publisher: str, day: str) -> None:
    title = "Ferry crews refuse"
    assert read_as(f"{title}\n\n{line}") == (title, publisher, day, [line])
    assert read_as(line) == (line, "", "", [])


@pytest.mark.parametrize(
    "line",
    [
        "Ferry crews meet on 4 July 2024",
        "The Ferry Treaty, 4 July 2024",
        "Draft of 4 July 2024",
        "Text of the Gazette, 4 July 2024",
        "Ferry crews, 4 July 2024, and what came of it",
        "Record Fine For Ferries, 4 July 2024",
        "IMF Approves Loan, 4 July 2024",
        "The Harbour Gazette, in July 2024",
    ],
)
def test_a_title_that_names_a_day_stays_a_title(line: str) -> None:
    assert read_as(line) == (line, "", "", [])


@pytest.mark.parametrize(
    "title", ["Ferries: Oslo Says No to 'Old Rules'", "Ferries", "Q: who pays"]
)
def test_what_stands_above_paper_and_day_is_the_title(title: str) -> None:
    line = "Harbour Gazette, 4 July 2024"
    assert read_as(f"{title}\n\n{line}")[0] == title


def test_a_note_below_the_title_that_tells_how_the_text_came_about() -> None:
    title = "Ferry crews refuse"
    note = "coast notes, 4 July 2024. Retold from what the papers wrote; no words are theirs."
    assert read_as(f"{title}\n\n{note}") == (title, "coast notes", "2024-07-04", [note])


def test_a_line_further_down_is_no_masthead() -> None:
    head = "Ferry crews refuse\n\nThe crews refused, an aide said on Friday.\n\n"
    assert read_as(head + "Harbour Gazette, 4 July 2024")[1:] == ("", "", [])


@pytest.mark.parametrize(
    ("words", "publisher", "day"),
    [
        ("OSLO, 4 July 2024. The crews refused.", "", "2024-07-04"),
        ("NEW HAVEN, Conn., July 4th, 2024 — The crews refused.", "", "2024-07-04"),
        ("OSLO/BERGEN, Jul 4 2024 – The crews refused.", "", "2024-07-04"),
        ("The Hague, 4 July 2024: The crews refused.", "", "2024-07-04"),
        ("Harbour Gazette, 4 July 2024. The crews refused.", "Harbour Gazette", "2024-07-04"),
        ("OSLO got it on 4 July 2024. The crews refused.", "", ""),
        ("A NOTE OF 4 July 2024. The crews refused.", "", ""),
        ("Oslo Agreement, 4 July 2024. The crews refused.", "", ""),
        ("They met in Oslo, 4 July 2024. The crews refused.", "", ""),
        ("Oslo, 4 July 2024 was the day.", "", ""),
    ],
)
def test_a_dateline_before_the_text(words: str, publisher: str, day: str) -> None:
    assert read_as(words) == ("", publisher, day, [])
    assert read_as(f"Ferry crews refuse\n\n{words}")[1:] == (publisher, day, [])


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
