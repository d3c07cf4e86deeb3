"""Reading where a document comes from: its title, its publisher and the day it was published.

Each is read from the words of the document itself and keeps the span of these words. The time of
the file is not used, because it says when somebody copied the file. The day on which a PDF was made
is not used either, because old reports are printed to new PDFs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from zopa.foundation.text import Span
from zopa.sources.datelines import dateline_end
from zopa.sources.dates import WrittenDay, days_in
from zopa.sources.document import Block, Use
from zopa.sources.furniture import BYLINE, COPYRIGHT, DATE, MAIL_HEADER
from zopa.sources.markup import Attribute, Tag, VisiblePage, scripts
from zopa.sources.masthead import dateline_of, masthead_of, note_of

Back = Callable[[Span], Span]
"""A function from a span of `reading` to the same characters in `text`."""


@dataclass
class Origin:
    """What a document says about itself. `spans` says where each was read, in `text`."""

    title: str = ""
    publisher: str = ""
    published: date | None = None
    spans: dict[str, Span] = field(default_factory=dict)
    ambiguous: Span | None = None
    """Where a date of publication stands that can be read in two ways, if there is no other."""

    def add(self, what: str, value: str, span: Span | None) -> None:
        """Keep a title or a publisher unless there is one already."""
        value = " ".join(value.split())
        if value and not getattr(self, what):
            setattr(self, what, value[:300])
            if span is not None:
                self.spans[what] = span

    def date(self, day: WrittenDay, span: Span) -> None:
        """Keep the day of publication unless there is one already or it has two readings."""
        if self.published is not None:
            return
        if len(day.readings) > 1:
            self.ambiguous = self.ambiguous or span
            return
        self.published, self.ambiguous = day.readings[0], None
        self.spans["published"] = span


_HEAD_BLOCKS = 15
_AGENCY_NAMES = {
    "reuters": "Reuters", "ap": "Associated Press", "afp": "Agence France-Presse",
    "associated press": "Associated Press", "the associated press": "Associated Press",
    "dpa": "dpa", "xinhua": "Xinhua", "tass": "TASS", "bloomberg": "Bloomberg", "upi": "UPI",
    "ukrinform": "Ukrinform", "interfax": "Interfax", "ansa": "ANSA", "efe": "EFE",
    "pa": "PA Media", "interfax-ukraine": "Interfax-Ukraine", "rfe/rl": "RFE/RL",
    "ani": "ANI", "pti": "PTI",
    "agence france-presse": "Agence France-Presse", "cnn": "CNN", "cnbc": "CNBC", "kyodo": "Kyodo",
}  # fmt: skip
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÞА-ЯІЇЄҐ][\w.’' /-]{1,40}(?:,\s[A-Z][\w.’' -]{1,30})?)?"
    r"(?P<when>,?\s(?:[A-Za-z]{3,9}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s[A-Za-z]{3,9}\.?"
    r"(?:,?\s\d{4})?))?,?\s?"
    r"[(\[](?P<agency>[A-Za-z][\w /.-]{1,30})[)\]]\s?(?:[-–—:]|--)"
)
_LABELLED = re.compile(
    r"(?P<label>title|headline|source|publisher|publication|outlet|subject|betreff|titre"
    r"|quelle)\s?:\s(?P<value>[^\n]{2,200})",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©,]*(?:\(c\)\s?)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19"
    r"|20)?\d\d)?)?[,\s]*(?:by\s)?"
    r"(?P<name>[A-Z][^.|,©\n]{1,60})",
    re.IGNORECASE,
)


def of_page(page: VisiblePage, text: str) -> Origin:
    """What the JSON-LD, `meta` and `time` elements and the title of a page say about its origin.

    >>> from zopa.sources.markup import page_of
    >>> text = '<meta property="article:published_time" content="2025-02-16T09:30:00Z">'
    >>> origin = of_page(page_of(text), text)
    >>> str(origin.published), text[slice(*origin.spans["published"])]
    ('2025-02-16', '2025-02-16')
    """
    origin = Origin()
    for what, attribute in _structured(page, text):
        _take(origin, what, attribute, text)
    for names, what in _METAS:
        for name in names:
            for tag in page.tags:
                if tag.name == "meta" and _meta_name(tag) == name and "content" in tag.attributes:
                    _take(origin, what, tag.attributes["content"], text)
    times = [tag for tag in page.tags if tag.name == "time" and "datetime" in tag.attributes]
    marked = [tag for tag in times if _is_publication(tag)]
    for tag in marked or times[:1]:
        _take(origin, "published", tag.attributes["datetime"], text)
    if page.title is not None:
        origin.add("title", page.title.value, page.title.span)
    return origin


_METAS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "article:published_time", "og:article:published_time", "datepublished", "pubdate",
            "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
            "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
            "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date",
            "citation_publication_date", "article.published", "date",
        ),
        "published",
    ),
    (
        ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"),
        "publisher",
    ),
    (("og:title", "headline", "dc.title", "citation_title", "twitter:title", "title"), "title"),
)  # fmt: skip


def _meta_name(tag: Tag) -> str:
    for key in ("property", "name", "itemprop"):
        if key in tag.attributes:
            return tag.attributes[key].value.lower()
    return ""


def _is_publication(tag: Tag) -> bool:
    words = " ".join(f"{name} {value.value}" for name, value in tag.attributes.items()).lower()
    return "pubdate" in words or "datepublished" in words or "dt-published" in words


def _take(origin: Origin, what: str, attribute: Attribute, text: str) -> None:
    if what != "published":
        origin.add(what, attribute.value, attribute.span)
        return
    day = next(days_in(text, attribute.span.start, attribute.span.stop), None)
    if day is None:
        return
    written = text[day.span.start : day.span.stop]
    stop = day.span.start + 10 if re.match(r"\d{4}-\d\d-\d\dT", written) else day.span.stop
    origin.date(day, Span(day.span.start, stop))


_QUOTED = r'"((?:[^"\\]|\\.){0,400})"'
_IN_JSON = (
    ("published", re.compile(r'"datePublished"\s*:\s*' + _QUOTED)),
    ("title", re.compile(r'"headline"\s*:\s*' + _QUOTED)),
    (
        "publisher",
        re.compile(
            r'"publisher"\s*:\s*\[?\s*\{(?:[^{}]|\{[^{}]{0,800}\}){0,800}?"name"\s*:\s*' + _QUOTED
        ),
    ),
)


def _structured(page: VisiblePage, text: str) -> Iterator[tuple[str, Attribute]]:
    """What the page's JSON-LD (schema.org) says, with the places of its strings."""
    for tag in scripts(page, "application/ld+json"):
        stop = min(tag.inside.stop, tag.inside.start + 200_000)
        for what, pattern in _IN_JSON:
            match = pattern.search(text, tag.inside.start, stop)
            if match:
                yield what, Attribute(_unescaped(match[1]), Span(*match.span(1)))


def _unescaped(written: str) -> str:
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written


def of_text(origin: Origin, reading: str, blocks: Sequence[Block], back: Back) -> Origin:
    """Adds to `origin` what the first and last blocks say, and returns it.

    These are date lines, datelines, bylines and copyright notices; what `origin` has already stays.
    """
    for _, day in sorted(_days(reading, blocks), key=lambda ranked: ranked[0]):
        origin.date(day, back(day.span))
    seen = 0
    for block in blocks[: 2 * _HEAD_BLOCKS]:
        words = reading[block.span.start : min(block.span.stop, block.span.start + 400)]
        labelled = _LABELLED.match(words)
        if labelled and (block.use is not Use.PARAGRAPH or len(words) < 200):
            what = "publisher"
            if labelled["label"].lower() in ("title", "headline", "subject", "betreff", "titre"):
                what = "title"
            at = block.span.start + labelled.start("value")
            value = labelled["value"].strip()
            origin.add(what, value, back(Span(at, at + len(value))))
        if block.why == DATE:
            masthead = masthead_of(reading, block.span, titled=True) or note_of(reading, block.span)
            if masthead is not None and masthead.publisher is not None:
                name = reading[slice(*masthead.publisher)]
                origin.add("publisher", name, back(masthead.publisher))
        if block.use is Use.PARAGRAPH and seen < 3:
            seen += 1
            _dateline(origin, words, block.span.start, back)
            _plain_dateline(origin, reading, block.span, back)
    heading = next((b for b in blocks[:_HEAD_BLOCKS] if b.use is Use.HEADING), None)
    if heading:
        words = reading[heading.span.start : heading.span.stop]
        origin.add("title", words.lstrip("# "), back(heading.span))
    for block in [*blocks[:_HEAD_BLOCKS], *blocks[-_HEAD_BLOCKS:]]:
        if block.why == COPYRIGHT:
            notice = _COPYRIGHT.search(reading, block.span.start, block.span.stop)
            if notice:
                name = re.sub(r"(?i)\s+all rights reserved.*$", "", notice["name"]).strip()
                at = notice.start("name")
                origin.add("publisher", name, back(Span(at, at + len(name))))
    return origin


def _days(reading: str, blocks: Sequence[Block]) -> Iterator[tuple[int, WrittenDay]]:
    """Days of publication in date lines, bylines and heads of e-mails, each with a rank.

    The lowest rank counts first; days of an update have the highest ranks.
    """
    for index, block in enumerate(blocks):
        if index >= 2 * _HEAD_BLOCKS and block.why != DATE:
            continue
        if block.span.stop - block.span.start > 500 or block.why not in (DATE, BYLINE, MAIL_HEADER):
            continue
        words = reading[block.span.start : block.span.stop].lower()
        if block.why == MAIL_HEADER and not words.startswith(("date", "sent")):
            continue
        day = next(days_in(reading, block.span.start, block.span.stop), None)
        if day is not None:
            late = re.match(r"\s*(?:updated|last|modified|stand)", words) is not None
            yield (1000 if late else 0) + (index if index < _HEAD_BLOCKS else 100 + index), day


def _dateline(origin: Origin, words: str, start: int, back: Back) -> None:
    """Add the agency, and the day if its year is given, of `KYIV, Feb 16, 2025 (Reuters) -`."""
    dateline = _DATELINE.match(words)
    if dateline:
        name = _AGENCY_NAMES.get(dateline["agency"].lower())
        if name:
            span = Span(start + dateline.start("agency"), start + dateline.end("agency"))
            origin.add("publisher", name, back(span))
    if dateline and dateline["when"]:
        day = next(days_in(words, *dateline.span("when")), None)
        if day is not None:
            moved = Span(day.span.start + start, day.span.stop + start)
            origin.date(WrittenDay(moved, day.readings), back(moved))


def _plain_dateline(origin: Origin, reading: str, paragraph: Span, back: Back) -> None:
    """Add the day of `KIEL, 16 February 2025.` at the beginning of a paragraph."""
    dateline = dateline_of(reading, paragraph)
    if dateline is None:
        end = dateline_end(reading, paragraph)
        day = next(days_in(reading, paragraph.start, end), None) if end else None
        if day is not None:
            origin.date(day, back(day.span))
        return
    origin.date(dateline.day, back(dateline.day.span))
    if dateline.publisher is not None:
        name = reading[slice(*dateline.publisher)]
        origin.add("publisher", name, back(dateline.publisher))
