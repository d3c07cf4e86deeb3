"""From a file to a document, or to findings that say why there is none.

Whatever a file holds, opening it ends with one or the other, and soon: sizes, depths, pages and
times are limited, and what the libraries for HTML and PDF stumble over becomes a finding.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from zopa.foundation.diagnostics import Code, Finding, Findings, Place
from zopa.foundation.text import Span, spans_of
from zopa.sources import codes
from zopa.sources.article import article, is_too_large
from zopa.sources.blocks import blocks_of, split
from zopa.sources.decoding import Decoded, decode
from zopa.sources.document import Block, Document, Form, Use
from zopa.sources.files import LARGEST, read_bytes, too_large
from zopa.sources.furniture import OUTSIDE, PAGE_NUMBER
from zopa.sources.kind import Other, form_of_text, is_pdf, other_kind
from zopa.sources.layout import lines_of, paragraphs
from zopa.sources.markup import DEEPEST, VisiblePage, page_of
from zopa.sources.origin import Origin, of_page, of_text
from zopa.sources.pages import Refused, joined, pages_of
from zopa.sources.sentences import sentences_of

MOST_BLOCKS = 100_000
"""Lines of text or blocks of a page that are read."""


@dataclass(frozen=True)
class Opened:
    """A document, unless an error stands in its way, and what was found on the way."""

    document: Document | None
    findings: tuple[Finding, ...] = ()
    texts: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def report(self) -> Findings:
        """The findings with the text they point into, ready to be shown."""
        return Findings.of(self.findings, self.texts)


def open_document(path: Path | str, *, shown: str | None = None, id: str = "") -> Opened:  # noqa: A002
    """Reads a file; `shown` is its name in findings (by default the path as given).

    >>> opened = open_document("no/such/report.txt")
    >>> opened.document is None, opened.findings[0].code.name
    (True, 'document-missing')
    """
    file = shown or str(path)
    data = read_bytes(Path(path), file)
    if isinstance(data, Finding):
        return Opened(None, (data,))
    return read_document(data, file, id=id)


def read_document(raw: bytes, file: str, *, id: str = "") -> Opened:  # noqa: A002
    """Reads the bytes of a file; `file` gives the name for findings and, without `id`, the id.

    >>> raw = b"date 2025-02-16\\n\\nThe minister refused. Talks go on.\\n\\nREAD MORE\\n"
    >>> document = read_document(raw, "talks.txt").document
    >>> document.id, document.form.value, document.encoding, str(document.published)
    ('talks', 'text', 'utf-8', '2025-02-16')
    >>> [document.reading[start:stop] for start, stop in document.sentences]
    ['The minister refused.', 'Talks go on.']
    """
    reader = _DocumentOpener(raw, file, id or slug(file))
    try:
        document = reader.read()
    except (MemoryError, RecursionError):
        reader.refuse(codes.EXHAUSTING, "the file takes more memory than there is", "split it")
        document = None
    return Opened(document, tuple(reader.findings), reader.texts)


class _DocumentOpener:
    def __init__(self, raw: bytes, file: str, id: str) -> None:  # noqa: A002
        self.raw, self.file, self.id = raw, file, id
        self.findings: list[Finding] = []
        self.texts: dict[str, str] = {}

    def refuse(self, code: Code, words: str, *advice: str, at: Span | None = None) -> None:
        place = Place(self.file, 1, 1) if at is None else self._place(at)
        self.findings.append(Finding(code, place, words, help=advice))

    def _place(self, span: Span) -> Place:
        before = self.texts[self.file][: span.start]
        breaks = list(re.finditer(r"\r\n?|\n", before))
        column = span.start - (breaks[-1].end() if breaks else 0) + 1
        return Place(self.file, len(breaks) + 1, column, max(1, span.stop - span.start))

    def read(self) -> Document | None:
        raw = self.raw
        if len(raw) > LARGEST:
            self.findings.append(too_large(Place(self.file, 1, 1), f"{len(raw):,}"))
            return None
        if is_pdf(raw):
            return self._pdf()
        other = other_kind(raw)
        if other:
            self._other(other)
            return None
        decoded = decode(raw)
        if decoded is None or _is_binary(decoded.text):
            self.refuse(
                codes.BINARY, "the file holds bytes that are no text", "save it as text or PDF"
            )
            return None
        text = decoded.text
        self.texts[self.file] = text
        if not re.search(r"\w", text):
            self.refuse(codes.EMPTY, "the file has no words in it", "check whether it was saved")
            return None
        form = form_of_text(text)
        if isinstance(form, Other):
            self._other(form)
            return None
        document = self._html(decoded) if form is Form.HTML else self._text(decoded)
        if document is not None:
            self._encoding(decoded)
            self._ending(document.form)
        return document

    def _other(self, other: Other) -> None:
        self.refuse(codes.KIND, f"this is {other.name}, which is not read", other.advice)

    def _encoding(self, decoded: Decoded) -> None:
        if decoded.doubt is not None:
            others = f"; {', '.join(decoded.doubt)} would be possible too" if decoded.doubt else ""
            words = f"the encoding was guessed to be {decoded.encoding}{others}"
            self.refuse(codes.ENCODING, words, "save the file again as UTF-8")
        if decoded.wrong is not None:
            words = f"a byte here does not belong to the encoding {decoded.encoding}"
            at = Span(decoded.wrong, decoded.wrong + 1)
            self.refuse(codes.BYTES, words, "save the file again as UTF-8", at=at)

    def _ending(self, form: Form) -> None:
        said = _ENDINGS.get(Path(self.file).suffix.lower())
        if said is not None and said is not form:
            words = f"the name says {_NAMES[said]}, and the file holds {_NAMES[form]}"
            self.refuse(codes.ENDING, words, "rename the file, or check that it is the right one")

    def _too_many(self, count: int) -> bool:
        if count > MOST_BLOCKS:
            words = f"the file has {count:,} lines; at most {MOST_BLOCKS:,} are read"
            self.refuse(codes.EXHAUSTING, words, "make a file of each report")
        return count > MOST_BLOCKS

    # The three forms

    def _text(self, decoded: Decoded) -> Document | None:
        text = decoded.text
        if self._too_many(len(lines_of(text))):
            return None
        blocks = blocks_of(text)
        origin = of_text(Origin(), text, blocks, lambda span: span)
        return self._document(Form.TEXT, text, decoded.encoding, text, blocks, origin)

    def _html(self, decoded: Decoded) -> Document | None:
        text = decoded.text
        page = page_of(text)
        if page.too_deep is not None:
            words = f"more than {DEEPEST:,} elements stand in one another"
            at = Span(page.too_deep, page.too_deep + 1)
            self.refuse(codes.TOO_DEEP, words, "save the text of the report as a text file", at=at)
            return None
        if not re.search(r"\w", page.shown):
            advice = "copy the text of the report into a text file"
            self.refuse(codes.EMPTY, "the page shows no words", advice)
            return None
        if self._too_many(len(page.pieces)):
            return None
        chosen = article(text, page)
        if chosen is None:
            advice = "check the paragraphs, or copy the report into a text file"
            words = "no article stands out on this page"
            if is_too_large(text, page):
                words = "the page is too large to look for an article in it"
            self.refuse(codes.NO_ARTICLE, words, advice)
        blocks = tuple(_page_blocks(page, chosen))
        document = Document("", "", Form.HTML, text, "", "", page.shown, page.places, page.widths)
        origin = of_text(of_page(page, text), page.shown, blocks, document.on_disk)
        return self._document(
            Form.HTML, text, decoded.encoding, page.shown, blocks, origin, document
        )

    def _pdf(self) -> Document | None:
        pages = pages_of(self.raw)
        if isinstance(pages, Refused):
            self.refuse(pages.code, pages.words, pages.advice)
            return None
        text = pages.text
        self.texts[self.file] = text
        if self._too_many(len(lines_of(text))):
            return None
        found = joined(text)
        blocks: list[Block] = []
        body: list[Span] = []
        for index, span in enumerate(found.paragraphs):
            if index in found.margins:
                blocks.append(Block(span, Use.FURNITURE, PAGE_NUMBER))
            else:
                body.append(span)
        blocks.extend(split(found.reading, body))
        blocks.sort(key=lambda block: block.span)
        document = Document("", "", Form.PDF, text, "", "", found.reading, found.places)
        origin = Origin()
        stands = spans_of(pages.title, text[:3000])[:1] if len(pages.title) > 5 else []
        for span in stands:
            origin.add("title", pages.title, span)
        of_text(origin, found.reading, blocks, document.on_disk)
        if not _UNTITLED.match(pages.title):
            origin.add("title", pages.title, None)
        self._unread(pages.unread, pages.left)
        self._ending(Form.PDF)
        return self._document(Form.PDF, text, "", found.reading, tuple(blocks), origin, document)

    def _unread(self, unread: list[int], left: int) -> None:
        if unread:
            some = ", ".join(map(str, unread[:8])) + (" and others" if len(unread) > 8 else "")
            words = f"no text was found on page{'s' if len(unread) > 1 else ''} {some}"
            self.refuse(codes.CUT, words, "look whether a part of the report stands there")
        if left:
            self.refuse(codes.CUT, f"the last {left:,} pages were not read", "split the file")

    def _document(
        self,
        form: Form,
        text: str,
        encoding: str,
        reading: str,
        blocks: tuple[Block, ...],
        origin: Origin,
        back: Document | None = None,
    ) -> Document:
        sentences = tuple(
            sentence
            for block in blocks
            if block.use is not Use.FURNITURE
            for sentence in sentences_of(reading, block.span)
        )
        if origin.ambiguous is not None and origin.published is None:
            words = "the date of publication can be read in two ways"
            advice = "write it as year-month-day"
            self.refuse(codes.DATE, words, advice, at=origin.ambiguous)
        return Document(
            id=self.id,
            file=self.file,
            form=form,
            text=text,
            encoding=encoding,
            sha256=hashlib.sha256(self.raw).hexdigest(),
            reading=reading,
            places=None if back is None else back.places,
            widths={} if back is None else back.widths,
            blocks=blocks,
            sentences=sentences,
            title=origin.title,
            publisher=origin.publisher,
            published=origin.published,
            told=origin.told,
        )


_ENDINGS = {
    ".txt": Form.TEXT, ".text": Form.TEXT, ".md": Form.TEXT, ".html": Form.HTML, ".htm": Form.HTML,
    ".xhtml": Form.HTML, ".pdf": Form.PDF,
}  # fmt: skip
_NAMES = {Form.TEXT: "plain text", Form.HTML: "a page (HTML)", Form.PDF: "a PDF"}
_UNTITLED = re.compile(r"$|untitled|microsoft word|.*\.(?:docx?|indd|pdf|odt|qxd)$", re.IGNORECASE)


def _is_binary(text: str) -> bool:
    """Whether more than one character in a hundred controls something."""
    return len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text)) * 100 > len(text)


def _page_blocks(page: VisiblePage, chosen: list[bool] | None) -> Iterable[Block]:
    """The pieces of a page, what is not of the article as furniture."""
    shown = page.shown
    spans: list[Span] = []
    for index, piece in enumerate(page.pieces):
        heading = re.fullmatch(r"h[1-6]", piece.tag) is not None
        outside = chosen is not None and not chosen[index]
        if outside and piece.tag == "h1" and not piece.why:
            outside = False  # the title often stands above what is found as the article
        if piece.why or outside or heading:
            yield from split(shown, spans)
            spans = []
            use = Use.FURNITURE if piece.why or outside else Use.HEADING
            why = "" if use is Use.HEADING else piece.why or _told_why(shown, piece.span)
            yield Block(piece.span, use, why)
        else:
            runs = paragraphs(shown, lines_of(shown, piece.span))
            spans.extend(Span(run[0].start, run[-1].stop) for run in runs)
    yield from split(shown, spans)


def _told_why(shown: str, span: Span) -> str:
    """A reason that says more than that a block is outside the article, if its words tell one."""
    found = list(split(shown, [span]))
    whole = len(found) == 1 and found[0].use is Use.FURNITURE
    return found[0].why if whole else OUTSIDE


def slug(file: str) -> str:
    """A short name made of a file's name, as a case can use it for a source.

    >>> slug("reports/000 Kyiv – Talks (1).html"), slug("Запис.txt"), slug("…")
    ('report_000_kyiv_talks_1', 'запис', 'report')
    """
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[/\\]", file)[-1])
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", stem).casefold())
    name = "_".join(words)
    if not name or not name[0].isalpha():
        name = f"report_{name}" if name else "report"
    return name[:64].rstrip("_")


def unique_ids(ids: Iterable[str]) -> list[str]:
    """The same ids, those that come again with a number.

    >>> unique_ids(["talks", "talks", "talks_2", "deal"])
    ['talks', 'talks_3', 'talks_2', 'deal']
    """
    wanted = list(ids)
    taken = set(wanted)
    seen: set[str] = set()
    found: list[str] = []
    for id in wanted:  # noqa: A001 (the word that documents use)
        name, number = id, 2
        while name in seen or (number > 2 and name in taken):
            name, number = f"{id[:56]}_{number}", number + 1
        seen.add(name)
        taken.add(name)
        found.append(name)
    return found
