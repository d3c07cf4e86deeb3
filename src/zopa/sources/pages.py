"""Extracting the text of a PDF, and joining its lines to paragraphs.

The text has the pages as pypdf extracts them, separated by form feeds. In the reading that is made
from it the lines of a paragraph are joined, words that were cut at a line end are whole again, and
every character keeps its index in the text.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.diagnostics import Code
from zopa.foundation.text import Span
from zopa.sources.codes import BROKEN_PDF, EXHAUSTING, LOCKED, SCANNED
from zopa.sources.layout import Lines, lines_of, paragraphs

MOST_PAGES = 2000
MOST_CHARACTERS = 20_000_000
MOST_CONTENT = 20_000_000
"""Reading a PDF is stopped after so many bytes of content: what draws its pages and says what
characters mean, unpacked, and counted each time it is used. A page of a report takes some ten
thousand."""


@dataclass(frozen=True)
class Pages:
    """The text of a PDF, the title that it gives itself, and what was not read."""

    text: str
    title: str = ""
    unread: list[int] = field(default_factory=list)
    """The numbers, from 1, of pages that have no text or cannot be read."""
    left: int = 0
    """How many pages there are beyond `MOST_PAGES`."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a PDF was not read."""

    code: Code
    words: str
    advice: str


_SAVE_ANEW = "open it in a viewer and print it to a new PDF, or save its text"


class _TooLongError(Exception):
    """The PDF holds more than is read."""


def pages_of(data: bytes) -> Pages | Refused:
    """The text of a PDF, page by page, or why there is none.

    >>> pages_of(b"%PDF-1.7 and nothing more").code.name
    'document-broken-pdf'
    """
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)  # what it has to say is said in findings
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _pages(data)
    except (_TooLongError, MemoryError):
        return Refused(EXHAUSTING, "the PDF unfolds into more than can be read", _SAVE_ANEW)
    except RecursionError:
        return Refused(BROKEN_PDF, "the parts of the PDF lead back to themselves", _SAVE_ANEW)
    except Exception as error:
        if type(error).__name__ in ("LimitReachedError", "DependencyError"):
            return _refusal_of(error)
        return Refused(BROKEN_PDF, "the PDF is damaged or was cut off", _SAVE_ANEW)
    finally:
        logger.setLevel(before)


def _refusal_of(error: Exception) -> Refused:
    if type(error).__name__ == "DependencyError":
        return Refused(LOCKED, "the PDF is encrypted", _SAVE_ANEW)
    return Refused(EXHAUSTING, "the PDF unfolds into more than can be read", _SAVE_ANEW)


def _pages(data: bytes) -> Pages | Refused:
    reader = _bounded_reader(data)
    if reader.is_encrypted and not reader.decrypt(""):
        return Refused(LOCKED, "the PDF asks for a password", _SAVE_ANEW)
    count = len(reader.pages)
    if not count:
        return Refused(BROKEN_PDF, "the PDF has no pages", _SAVE_ANEW)
    texts: list[str] = []
    unread: list[int] = []
    size, damaged = 0, False
    for number in range(min(count, MOST_PAGES)):
        words = _page(reader, number)
        if reader.left < 0:  # pypdf goes on where a form cannot be drawn, whatever the reason
            raise _TooLongError
        if words is None:
            damaged, words = True, ""
        if not words.strip():
            unread.append(number + 1)
        size += len(words)
        if size > MOST_CHARACTERS:
            raise _TooLongError
        texts.append(words)
    if len(unread) == len(texts) and damaged:
        return Refused(BROKEN_PDF, "the pages of the PDF are damaged", _SAVE_ANEW)
    if len(unread) == len(texts):
        words = f"the PDF has {count} page{'s' if count > 1 else ''} and no text"
        return Refused(SCANNED, words, "let a program for text recognition (OCR) add the text")
    return Pages("\f".join(texts), _title(reader), unread, max(0, count - MOST_PAGES))


def _bounded_reader(data: bytes) -> Any:
    """A reader that raises `_TooLongError` once more than `MOST_CONTENT` has been used.

    A reader looks up whatever it is about to go through, each time, so that a drawing that is
    repeated a thousand times counts a thousand times.
    """
    from pypdf import PdfReader
    from pypdf.generic import StreamObject

    class BoundedReader(PdfReader):
        """Counts the bytes of the streams that are looked up to be gone through."""

        left = MOST_CONTENT

        def get_object(self, indirect_reference: Any) -> Any:
            content = super().get_object(indirect_reference)
            if isinstance(content, StreamObject):
                self.left -= _length(content)
                if self.left < 0:
                    raise _TooLongError
            return content

    return BoundedReader(io.BytesIO(data), strict=False)


def _length(content: Any) -> int:
    """The bytes of a stream that draws or describes characters, unpacked; 0 for others.

    Pictures and the outlines of characters are not gone through, and a stream of objects is
    looked up once for each object in it. What cannot be unpacked cannot be gone through either.
    """
    kind = content.get("/Subtype", "/Form")
    if kind != "/Form" or "/Length1" in content or content.get("/Type") in ("/ObjStm", "/XRef"):
        return 0
    try:
        return len(content.get_data())
    except MemoryError:
        raise
    except (RecursionError, Exception):
        return 0


def _page(reader: Any, number: int) -> str | None:
    from pypdf.errors import DependencyError, LimitReachedError

    try:
        words = reader.pages[number].extract_text()
    except (_TooLongError, MemoryError, LimitReachedError, DependencyError):
        raise
    except (RecursionError, Exception):
        return None
    # Half of a pair of surrogates is no character; a form feed would look like the next page.
    words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", words)


def _title(reader: Any) -> str:
    """The title that the PDF gives itself, or an empty text."""
    try:
        title = reader.metadata.title if reader.metadata else ""
    except (RecursionError, Exception):
        return ""
    return title.strip() if isinstance(title, str) else ""


@dataclass(frozen=True)
class Joined:
    """The reading made from the text of a PDF.

    `places` has the index in the text of each character of `reading`.
    """

    reading: str
    places: NDArray[np.int64]
    paragraphs: list[Span]
    margins: set[int]
    """The positions, in `paragraphs`, of running heads and feet."""


_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joined(text: str) -> Joined:
    """The reading of the text of a PDF, with the lines of each paragraph joined.

    >>> text = "The parties agreed on a longer nego-\\ntiation about the river, and\\nleft."
    >>> found = joined(text)
    >>> found.reading
    'The parties agreed on a longer negotiation about the river, and left.'
    """
    margin_lines = _margins(text)
    lines = lines_of(text)
    body = [line for line in lines if line not in margin_lines]
    runs = [(run, False) for run in _across(text, paragraphs(text, body, broken=True))]
    runs += [([line], True) for line in lines if line in margin_lines]
    runs.sort(key=lambda run: run[0][0].start)
    hyphenated = set(_WORD.findall(text))
    pieces: list[tuple[str, int]] = []
    spans: list[Span] = []
    margins: set[int] = set()
    length = 0

    def add(words: str, at: int) -> None:
        nonlocal length
        pieces.append((words, at))
        length += len(words)

    for run, is_margin in runs:
        if spans:
            add("\n", run[0].start)
            add("\n", run[0].start)
        begun = length
        for index, line in enumerate(run):
            words = text[line.start : line.stop]
            following = run[index + 1] if index + 1 < len(run) else None
            if following is None:
                add(words, line.start)
            elif _HYPHEN.search(words) and text[following.start].islower():
                keep = _keeps_hyphen(words, text[following.start : following.stop], hyphenated)
                add(words if keep else words[:-1], line.start)
            else:
                add(words, line.start)
                add(" ", line.stop)
        if is_margin:
            margins.add(len(spans))
        spans.append(Span(begun, length))
    return _with_places(pieces, spans, margins)


def _with_places(pieces: list[tuple[str, int]], spans: list[Span], margins: set[int]) -> Joined:
    reading = "".join(words for words, _ in pieces)
    lengths = np.array([len(words) for words, _ in pieces], dtype=np.int64)
    starts = np.array([at for _, at in pieces], dtype=np.int64)
    places = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(len(reading))
    return Joined(reading, places, spans, margins)


def _keeps_hyphen(before: str, after: str, known: set[str]) -> bool:
    """Whether a word that is cut at a hyphen keeps it.

    `long-` and `term` keep it if `long-term` stands elsewhere in the text and `longterm` does not.
    """
    if before.endswith("\u00ad"):
        return False
    first = re.search(r"([^\W\d_]+)[-\u2010]$", before)
    second = re.match(r"[^\W\d_]+", after)
    if not first or not second:
        return True
    return f"{first[1]}-{second[0]}" in known and first[1] + second[0] not in known


def _across(text: str, runs: list[Lines]) -> list[Lines]:
    """The paragraphs, with those joined that go on after a page break."""
    joined_runs: list[Lines] = []
    for run in runs:
        before = joined_runs[-1][-1] if joined_runs else None
        if (
            before is not None
            and "\f" in text[before.stop : run[0].start]
            and text[run[0].start].islower()
            and text[before.stop - 1] not in '.!?:”"’»'
        ):
            joined_runs[-1] = [*joined_runs[-1], *run]
        else:
            joined_runs.append(run)
    return joined_runs


def _margins(text: str) -> set[Span]:
    """Running heads and feet: lines at the edges of pages that recur on at least three pages.

    Numbers in them may differ.
    """
    edges: list[tuple[str, Span]] = []
    start = 0
    for page in text.split("\f"):
        lines = lines_of(text, Span(start, start + len(page)))
        start += len(page) + 1
        outer = {*lines[:2], *lines[-2:]} if len(lines) > 4 else set()
        edges += [(re.sub(r"\d+", "0", text[line.start : line.stop]), line) for line in outer]
    counts = Counter(words for words, _ in edges)
    return {line for words, line in edges if counts[words] >= 3}
