"""The documents as a case folder holds them, ready to be quoted from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from zopa.case.declarations import ALL_SOURCES_BYTES, MOST_SOURCES, SOURCE_BYTES
from zopa.case.model import Evidence, Source
from zopa.foundation.text import Span
from zopa.proposing.matters import clause_around
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.proposal import Shelved
from zopa.proposing.quoting import Quoter
from zopa.sources.document import Document, Form
from zopa.statements.statement import Dated, Figure

if TYPE_CHECKING:
    from zopa.statements.reading import Reading

FOLDER = "sources"
ORIGINALS = "sources/original"
_UTF8 = frozenset({"utf8", "utf8sig", "ascii", "usascii"})
_FILE = re.compile(r"[^\W_][\w.()-]{0,80}")
_SENTENCE = re.compile(r"[^\s](?:[^\n.!?]|[.!?](?!\s))*[.!?]*")
_BEFORE, _AFTER = 12, 8
"""Words of a long clause that are quoted before and after the words that matter."""


@dataclass(frozen=True)
class NewsReport:
    """A document on its shelf."""

    document: Document
    shelved: Shelved
    quoter: Quoter = field(repr=False)
    figures: tuple[Figure, ...] = field(default=(), repr=False)
    """All figures that the document tells, in their order."""
    dates: tuple[Dated, ...] = field(default=(), repr=False)
    """All times that it tells."""

    @property
    def text(self) -> str:
        return self.document.reading

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The document's, or where it has none, runs between full stops."""
        if self.document.sentences:
            return tuple(self.document.sentences)
        return tuple(Span(*match.span()) for match in _SENTENCE.finditer(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, at: int) -> Span:
        """The sentence around a character; the whole text where there is none."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at <= self.sentences[index].stop:
            return self.sentences[index]
        return Span(at, min(len(self.text), at + 200))

    def quote(self, core: Span) -> Evidence | None:
        """Evidence that begins with the words of a span.

        Where these would bear nothing out by themselves, being too few or negated by words beside
        them, it holds the clause or the sentence around them, if that does.
        """
        sentence = self.sentence_at(core.start)
        found = self.quoter.quote(core, sentence)
        if found is None or self.quoter.bears(found):
            return found
        for wider in (self.quote_around(core), self.quoter.quote(sentence, sentence)):
            if wider is not None and found.quote in wider.quote and self.quoter.bears(wider):
                return wider
        return found

    def quote_around(self, core: Span) -> Evidence | None:
        """Evidence that holds the words of a span and the rest of their clause."""
        sentence = self.sentence_at(core.start)
        piece = self.text[sentence.start : sentence.stop]
        inner = Span(core.start - sentence.start, min(core.stop, sentence.stop) - sentence.start)
        clause = clause_around(piece, inner)
        before = [m.start() for m in re.finditer(r"\S+", piece[clause.start : inner.start])]
        after = [m.end() for m in re.finditer(r"\S+", piece[inner.stop : clause.stop])]
        start = clause.start + (before[-_BEFORE] if len(before) > _BEFORE else 0)
        stop = inner.stop + (after[min(_AFTER, len(after)) - 1] if after else 0)
        wide = self.quoter.quote(Span(sentence.start + start, sentence.start + stop), sentence)
        told = self.text[core.start : core.stop].split()
        if wide is not None and all(word.strip(".,;:") in wide.quote for word in told):
            return wide
        return self.quoter.quote(core, sentence) or wide


def shelve(
    reading: Reading,
    chosen: Container[str] | None = None,
    *,
    beside: Iterable[Source] = (),
    lying: Callable[[str], str | None] = lambda _: None,
) -> tuple[list[NewsReport], list[str]]:
    """The documents that were read on their shelf, and a note on each for which there is no room.

    With `chosen`, only the documents of these ids are taken. The sources `beside` them are there
    already: their short names and files are taken. `lying` tells the SHA-256 of what lies at a
    path of the case folder, or None where nothing does: a file that no source names keeps its
    name, unless it is the very file that is shelved.

    Plain text in UTF-8 is kept as it is, under its name. Of anything else the source is the text
    that was read, and the document lies beside it.
    """
    reports: list[NewsReport] = []
    notes: list[str] = []
    there = list(beside)
    ids = [source.id for source in there]
    files = [source.file.removeprefix(f"{FOLDER}/") for source in there]
    left = ALL_SOURCES_BYTES - sum(len((source.text or "").encode()) for source in there)
    for document, figures, dates in zip(
        reading.documents, reading.figures, reading.dates, strict=True
    ):
        if chosen is not None and document.id not in chosen:
            continue
        unchanged = _plain(document)
        text = _plain_ends(document.text if unchanged else document.reading)
        text = text.removeprefix("\ufeff").replace("\0", "\ufffd")
        stored = text.encode("utf-8", "replace")
        size = len(stored)
        name = one_line(document.title or document.file or document.id, 80)
        if size > min(SOURCE_BYTES, left) or len(ids) >= MOST_SOURCES:
            notes.append(f"left out, since a case has no room for it: {name}")
            continue
        left -= size
        source = short_name(PurePosixPath(document.id).stem or "source", "source", ids)
        ids.append(source)
        digest = document.sha256 if unchanged else sha256(stored).hexdigest()

        def free(name: str, own: str = digest) -> bool:
            return lying(f"{FOLDER}/{name}") in (None, own)

        file = _file_name(document, source, unchanged, files, free)
        files.append(file)
        original = ""
        if not unchanged:
            suffix = PurePosixPath(document.file.replace("\\", "/")).suffix
            suffix = suffix if _FILE.fullmatch(suffix[1:]) else ""
            names = (f"{ORIGINALS}/{source}{f'_{n}' if n > 1 else ''}{suffix}" for n in count(1))
            original = next(n for n in names if lying(n) in (None, document.sha256))
        record = Source(
            source,
            f"{FOLDER}/{file}",
            title=one_line(document.title),
            publisher=one_line(document.publisher),
            published=document.published,
            text=stored.decode("utf-8"),
        )
        shelved = Shelved(document.id, record, unchanged, original)
        quoter = Quoter(source, document.reading, record.text or "")
        reports.append(NewsReport(document, shelved, quoter, figures, dates))
    return reports, notes


def _plain(document: Document) -> bool:
    """Whether the document can be a source as it is."""
    encoding = document.encoding.replace("-", "").replace("_", "").casefold()
    sound = "\0" not in document.text and not re.search("[\ud800-\udfff]", document.text)
    return document.form is Form.TEXT and encoding in _UTF8 and sound


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _file_name(
    document: Document,
    source: str,
    unchanged: bool,
    taken: Sequence[str],
    free: Callable[[str], bool],
) -> str:
    """The document's own name where it is an ordinary one and free, else one of its id."""
    own = PurePosixPath(document.file.replace("\\", "/")).name
    used = {name.casefold() for name in taken}
    fine = _FILE.fullmatch(own) and own.casefold() not in used and own.casefold() != "original"
    if unchanged and fine and free(own):
        return own
    chosen, number = f"{source}.txt", 1
    while chosen.casefold() in used or not free(chosen):
        number += 1
        chosen = f"{source}_{number}.txt"
    return chosen
