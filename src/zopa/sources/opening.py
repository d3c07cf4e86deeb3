"""Opening a file as a document, with findings that say what is wrong with it.

Whatever a file holds, opening it ends, with a document or with a finding that says why there is
none: sizes, depths and numbers of pages are limited, and errors of the libraries for HTML and PDF
become findings.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from zopa.foundation.authorship import own_work
from zopa.foundation.diagnostics import Code, Finding, Findings, Place
from zopa.foundation.files import FileTrouble, read_bytes
from zopa.foundation.text import Span, spans_of
from zopa.sources import codes
from zopa.sources.article import in_article, is_too_large
from zopa.sources.bare_runs import without_bare_runs
from zopa.sources.blocks import blocks_of, split
from zopa.sources.decoding import Decoded, decode
from zopa.sources.document import Block, Document, Form, Use
from zopa.sources.furniture import OUTSIDE, PAGE_NUMBER
from zopa.sources.kind import Other, form_of_text, is_pdf, other_kind
from zopa.sources.layout import lines_of, paragraphs
from zopa.sources.markup import DEEPEST, MOST_ATTRIBUTES, VisiblePage, page_of
from zopa.sources.origin import Origin, of_page, of_text
from zopa.sources.pages import Refused, joined, pages_of
from zopa.sources.refusals import LARGEST, refusal, too_large
from zopa.sources.sentences import sentences_of

MOST_BLOCKS = 100_000
"""A file has at most this many lines of text, or blocks of a page."""
MOST_WORDS = 100_000
"""At most this many words and punctuation marks are read of a file. Each takes about half a
millisecond to read, so that the longest file takes a minute."""
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Opened:
    """What came of opening a file: a document, or None if there was an error, and findings.

    `texts` holds the text that the findings point into, by the name of the file.
    """

    document: Document | None
    findings: tuple[Finding, ...] = ()
    texts: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def report(self) -> Findings:
        """The findings together with the text they point into, ready to be shown."""
        return Findings.of(self.findings, self.texts)


def open_document(path: Path | str, *, shown: str | None = None, id: str = "") -> Opened:  # noqa: A002
    """Opens a file. `shown` is its name in findings: the path as given, unless set.

    >>> opened = open_document("no/such/report.txt")
    >>> opened.document is None, opened.findings[0].code.name
    (True, 'document-missing')
    """
    file = shown or str(path)
    data = read_bytes(Path(path), LARGEST)
    if isinstance(data, FileTrouble):
        return Opened(None, (refusal(data, Path(path), file),))
    return read_document(data, file, id=id)


def read_document(raw: bytes, file: str, *, id: str = "") -> Opened:  # noqa: A002
    """Reads the bytes of a file. `file` is its name in findings; without `id` it also gives the id.

    >>> raw = b"date 2025-02-16\\n\\nThe minister refused. Talks go on.\\n\\nREAD MORE\\n"
    >>> document = read_document(raw, "talks.txt").document
    >>> document.id, document.form.value, document.encoding, str(document.published)
    ('talks', 'text', 'utf-8', '2025-02-16')
    >>> [document.reading[start:stop] for start, stop in document.sentences]
    ['The minister refused.', 'Talks go on.']
    """
    reader = _DocumentOpener(raw, file, id or source_id(file))
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
        if self._own(text):
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

    def _own(self, text: str) -> bool:
        """Whether zopa itself wrote the text, which is refused then."""
        own = own_work(text)
        if own is not None:
            advice = "read the reports that it was made of"
            self.refuse(codes.OWN_WORK, f"this is {own}, not a report", advice)
        return own is not None

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
        if page.too_wide is not None:
            words = f"a tag has more than {MOST_ATTRIBUTES} attributes"
            at = Span(page.too_wide, page.too_wide + 1)
            advice = "save the text of the report as a text file"
            self.refuse(codes.EXHAUSTING, words, advice, at=at)
            return None
        if not re.search(r"\w", page.shown):
            advice = "copy the text of the report into a text file"
            self.refuse(codes.EMPTY, "the page shows no words", advice)
            return None
        if self._too_many(len(page.pieces)):
            return None
        chosen = in_article(text, page)
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
        pdf = joined(text)
        if self._own(pdf.reading):
            return None
        blocks: list[Block] = []
        body: list[Span] = []
        for index, span in enumerate(pdf.paragraphs):
            if index in pdf.margins:
                blocks.append(Block(span, Use.FURNITURE, PAGE_NUMBER))
            else:
                body.append(span)
        blocks.extend(split(pdf.reading, body))
        blocks.sort(key=lambda block: block.span)
        document = Document("", "", Form.PDF, text, "", "", pdf.reading, pdf.places)
        origin = Origin()
        stands = spans_of(pages.title, text[:3000])[:1] if len(pages.title) > 5 else []
        for span in stands:
            origin.add("title", pages.title, span)
        of_text(origin, pdf.reading, blocks, document.on_disk)
        if not _UNTITLED.match(pages.title):
            origin.add("title", pages.title, None)
        self._unread(pages.unread, pages.left)
        self._ending(Form.PDF)
        return self._document(Form.PDF, text, "", pdf.reading, tuple(blocks), origin, document)

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
    ) -> Document | None:
        sentences = tuple(
            sentence
            for block in blocks
            if block.use is not Use.FURNITURE
            for sentence in sentences_of(reading, block.span)
        )
        if _have_too_many_words(reading, sentences):
            words = f"the file has more words and marks than the {MOST_WORDS:,} that are read"
            self.refuse(codes.EXHAUSTING, words, "make a file of each report")
            return None
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
            origin_spans=origin.spans,
        )


def _have_too_many_words(reading: str, sentences: Iterable[Span]) -> bool:
    """Whether there is more to read than `MOST_WORDS`; what bears no letters is not read."""
    if len(reading) <= MOST_WORDS:
        return False
    read = without_bare_runs(reading)
    words = (word for start, stop in sentences for word in _WORD.finditer(read, start, stop))
    return next(islice(words, MOST_WORDS, None), None) is not None


_ENDINGS = {
    ".txt": Form.TEXT, ".text": Form.TEXT, ".md": Form.TEXT, ".html": Form.HTML, ".htm": Form.HTML,
    ".xhtml": Form.HTML, ".pdf": Form.PDF,
}  # fmt: skip
_NAMES = {Form.TEXT: "plain text", Form.HTML: "a page (HTML)", Form.PDF: "a PDF"}
_UNTITLED = re.compile(r"$|untitled|microsoft word|.*\.(?:docx?|indd|pdf|odt|qxd)$", re.IGNORECASE)


def _is_binary(text: str) -> bool:
    """Whether more than one character in a hundred is a control character."""
    return len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text)) * 100 > len(text)


def _page_blocks(page: VisiblePage, chosen: list[bool] | None) -> Iterable[Block]:
    """The pieces of a page as blocks; what is not part of the article becomes furniture."""
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
            why = "" if use is Use.HEADING else piece.why or _reason_from_words(shown, piece.span)
            yield Block(piece.span, use, why)
        else:
            runs = paragraphs(shown, lines_of(shown, piece.span))
            spans.extend(Span(run[0].start, run[-1].stop) for run in runs)
    yield from split(shown, spans)


def _reason_from_words(shown: str, span: Span) -> str:
    """Why a block outside the article is furniture: the kind that its words show, if they do."""
    blocks = list(split(shown, [span]))
    whole = len(blocks) == 1 and blocks[0].use is Use.FURNITURE
    return blocks[0].why if whole else OUTSIDE


def source_id(file: str) -> str:
    """An id made from the name of a file, in the form that a case uses for its sources.

    >>> source_id("reports/000 Kyiv – Talks (1).html"), source_id("Запис.txt"), source_id("…")
    ('report_000_kyiv_talks_1', 'запис', 'report')
    """
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[/\\]", file)[-1])
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", stem).casefold())
    name = "_".join(words)
    if not name or not name[0].isalpha():
        name = f"report_{name}" if name else "report"
    return name[:64].rstrip("_")


def unique_ids(ids: Iterable[str]) -> list[str]:
    """The same ids, with a number added to those that come again.

    >>> unique_ids(["talks", "talks", "talks_2", "deal"])
    ['talks', 'talks_3', 'talks_2', 'deal']
    """
    wanted = list(ids)
    taken = set(wanted)
    seen: set[str] = set()
    names: list[str] = []
    for first in wanted:
        name, number = first, 2
        while name in seen or (number > 2 and name in taken):
            name, number = f"{first[:56]}_{number}", number + 1
        seen.add(name)
        taken.add(name)
        names.append(name)
    return names
