"""Reading the visible text of an HTML page, with the place of every character in the file.

HTML parsers build a tree and forget where things stood. This reader keeps it: tags are recognised
the way browsers do (WHATWG HTML, section 13.2.5, as far as it concerns text), entities become the
characters they stand for, white space is folded the way it is shown, and each character keeps its
index in the file. The reader goes over the file once and without recursion, however deep elements
nest.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.text import Span, trimmed_span, word_set
from zopa.sources.furniture import HIDDEN

DEEPEST = 1000
"""How deep elements may nest; browsers stop at 512."""
MOST_ATTRIBUTES = 200
"""How many attributes a tag may have; parsers compare each of them with all before it."""


_MARKUP = re.compile(r"<[A-Za-z/!?]")
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>\x00]*)")
_TO_END = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?"""
)  # fmt: skip
_ENTITY = re.compile(r"&(?:#[0-9]{1,9};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in sorted(
        word_set(
            "script style title textarea noscript iframe noembed noframes xmp template svg math "
            "select object"
        )
    )
}
"""The ends of elements whose text is not part of the page; the text of `title` is kept apart."""

_VOID = word_set("area base br col embed frame hr img input link meta param source track wbr")
_BLOCKS = word_set(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html label "
    "legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul "
    "video audio canvas"
)
_CLOSED_BY = {
    "p": _BLOCKS - {"button", "label", "video", "audio", "canvas"},
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "tbody"},
    "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "option": {"option"},
}  # fmt: skip
_ASIDE = {
    "nav": "navigation", "footer": "foot of the page", "figcaption": "caption", "form": "form",
    "button": "button", "dialog": "notice", "label": "form", "menu": "navigation",
}  # fmt: skip
_ASIDE_ROLE = re.compile(
    r"""\brole\s*=\s*["']?(navigation|contentinfo|dialog|alertdialog|search|menu)\b""",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"""(?:^|\s)hidden(?=$|[\s/=])(?!\s*=\s*["']?until)|display\s*:\s*none|visibility\s*:\s*hidden""",
    re.IGNORECASE,
)
_WHITE = str.maketrans("\n\r\t\f", "    ")
_LINES_ONLY = str.maketrans("\r\t\f", "   ")


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of an attribute with its entities decoded, and where it stands in the file."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that says something about the page: `meta`, `time` or `script`."""

    name: str
    attributes: dict[str, Attribute]
    inside: Span
    """The text between the tag and its end tag for a `script`; empty for the others."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A block of visible text, as a span of the page's `shown`."""

    span: Span
    tag: str
    parent: int
    """A number for the element that holds the block: equal for neighbours in one container."""
    why: str
    """The reason why its element makes it furniture; empty if the element does not."""


@dataclass
class VisiblePage:
    """The visible text of a page.

    `places` and `widths` lead from the characters of `shown` back to the file, as in a `Document`.
    """

    shown: str = ""
    places: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    widths: dict[int, int] = field(default_factory=dict)
    pieces: list[TextPiece] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    title: Attribute | None = None
    too_deep: int | None = None
    """Where elements begin to nest deeper than `DEEPEST`; None if they do not."""
    too_wide: int | None = None
    """Where a tag has more than `MOST_ATTRIBUTES`; None if none has."""


@dataclass
class _Element:
    name: str
    number: int
    why: str
    pre: bool


class _MarkupReader:
    """The state of the one pass over a file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.page = VisiblePage()
        self.stack: list[_Element] = [_Element("", 0, "", False)]
        self.open: Counter[str] = Counter()
        self.count = 0
        self.runs: list[tuple[str, int]] = []  # stretches of text, and where each starts
        self.wide: list[tuple[int, int]] = []  # index in the runs, and width, of wide characters
        self.length = 0
        self.begun = 0
        self.marks: list[tuple[int, int, str, int, str]] = []
        self.quotes = True
        self.comments = True

    def read(self) -> VisiblePage:
        text, at, size = self.text, 0, len(self.text)
        while at < size:
            opening = _MARKUP.search(text, at)
            tag = opening.start() if opening else size
            if tag > at:
                self._text(at, tag)
            if tag >= size:
                break
            at = self._markup(tag)
            if self.page.too_deep is not None or self.page.too_wide is not None:
                return self.page
        self._break(size)
        self._fold()
        return self.page

    # Tags

    def _markup(self, at: int) -> int:
        text = self.text
        if text.startswith("<!--", at):
            return self._comment(at)
        name = _NAME.match(text, at)
        if name is None:
            return self._declaration(at)
        stop = self._tag_end(name.end())
        word = name[2].lower()
        if self._is_wide(name.end(), stop):
            self.page.too_wide = at
        elif name[1]:
            self._close(word, at)
        else:
            stop = self._open(word, at, Span(name.end(), stop - 1), stop)
        return stop

    def _is_wide(self, start: int, stop: int) -> bool:
        """Whether a tag has too many attributes; the shortest takes two characters."""
        if stop - start <= 2 * MOST_ATTRIBUTES:
            return False
        found = islice(_ATTRIBUTE.finditer(self.text, start, stop), MOST_ATTRIBUTES, None)
        return next(found, None) is not None

    def _comment(self, at: int) -> int:
        if self.text.startswith((">", "->"), at + 4):
            return self.text.index(">", at) + 1
        stop = self.text.find("-->", at + 4) if self.comments else -1
        if stop >= 0:
            return stop + 3
        self.comments = False  # no comment is closed from here on, so do not search again
        stop = self.text.find(">", at)
        return stop + 1 if stop >= 0 else len(self.text)

    def _declaration(self, at: int) -> int:
        stop = self.text.find(">", at)
        inner = self.text.find("[", at, stop if stop >= 0 else None)
        if inner >= 0 and self.text[at : at + 9].lower() == "<!doctype":
            closed = re.compile(r"\]\s*>").search(self.text, inner)
            stop = closed.end() - 1 if closed else stop
        return stop + 1 if stop >= 0 else len(self.text)

    def _tag_end(self, at: int) -> int:
        closing = _TO_END.match(self.text, at) if self.quotes else None
        if closing:
            return closing.end()
        self.quotes = False  # a quotation mark is never closed, so tags end at the next `>`
        stop = self.text.find(">", at)
        return stop + 1 if stop >= 0 else len(self.text)

    def _open(self, name: str, at: int, inner: Span, stop: int) -> int:
        if name in _RAW:
            return self._raw(name, inner, stop)
        if name == "br":
            self._add("\n", at, stop - at)
            return stop
        if name in _BLOCKS:
            self._break(at)
        top = self.stack[-1]
        while len(self.stack) > 1 and name in _CLOSED_BY.get(top.name, ()):
            self._pop()
            top = self.stack[-1]
        if name in ("meta", "time"):
            self.page.tags.append(Tag(name, self._attributes(inner), Span(stop, stop)))
        if name in _VOID or (self.text.startswith("/", inner.stop - 1) and name not in _BLOCKS):
            return stop
        self.count += 1
        self.open[name] += 1
        why = top.why or self._why(name, inner)
        self.stack.append(_Element(name, self.count, why, top.pre or name in ("pre", "listing")))
        if len(self.stack) - 1 > DEEPEST:  # the lowest entry of the stack is no element
            self.page.too_deep = at
        return stop

    def _why(self, name: str, inner: Span) -> str:
        why = _ASIDE.get(name, "")
        if inner.stop - inner.start < 5 or name in ("html", "body"):
            return why
        written = self.text[inner.start : inner.stop]
        if _HIDDEN.search(written):
            return HIDDEN
        role = _ASIDE_ROLE.search(written)
        return why or ("navigation" if role else "")

    def _raw(self, name: str, inner: Span, stop: int) -> int:
        closing = _RAW[name].search(self.text, stop)
        end = closing.start() if closing else len(self.text)
        if name == "title" and self.page.title is None:
            span = trimmed_span(self.text, stop, end) or Span(end, end)
            self.page.title = Attribute(_plain(self.text[stop:end]), span)
        if name == "script":
            self.page.tags.append(Tag(name, self._attributes(inner), Span(stop, end)))
        if not closing:
            return end
        close = self.text.find(">", end)
        return close + 1 if close >= 0 else len(self.text)

    def _close(self, name: str, at: int) -> None:
        if name in _BLOCKS:
            self._break(at)
        if not self.open[name]:
            return
        while self.stack[-1].name != name:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        self.open[self.stack.pop().name] -= 1

    def _attributes(self, inner: Span) -> dict[str, Attribute]:
        attributes: dict[str, Attribute] = {}
        for match in _ATTRIBUTE.finditer(
            self.text, inner.start, min(inner.stop, inner.start + 8000)
        ):
            group = next((g for g in (2, 3, 4) if match[g] is not None), 0)
            if group:
                value = Attribute(_plain(match[group]), Span(*match.span(group)))
                attributes.setdefault(match[1].lower(), value)
        return attributes

    # Text

    def _text(self, start: int, stop: int) -> None:
        text = self.text
        white = _LINES_ONLY if self.stack[-1].pre else _WHITE
        at = start
        if text.find("&", start, stop) >= 0:
            for match in _ENTITY.finditer(text, start, stop):
                written = match.group()
                read = html.unescape(written)
                if read == written:
                    continue
                if match.start() > at:
                    self._add(text[at : match.start()].translate(white), at, 1)
                at = match.end()
                if len(read) > 1 and written.endswith(read[1:]):
                    # `&notit` is read as `¬it`: the letters after the name stand for themselves.
                    tail = len(read) - 1
                    self._add(read[0], match.start(), len(written) - tail)
                    self._add(read[1:], at - tail, 1)
                    continue
                for character in read.translate(white):
                    self._add(character, match.start(), len(written))
        if stop > at:
            self._add(text[at:stop].translate(white), at, 1)

    def _add(self, words: str, start: int, width: int) -> None:
        """Add text that is written as it is, or one character that takes `width` characters."""
        if width > 1:
            self.wide.append((self.length, width))
        self.runs.append((words, start))
        self.length += len(words)

    def _break(self, at: int) -> None:
        """End the current block here."""
        if self.length > self.begun:
            top = self.stack[-1]
            holder = next((e for e in reversed(self.stack) if e.name in _BLOCKS), top)
            below = (
                self.stack[self.stack.index(holder) - 1] if holder is not self.stack[0] else holder
            )
            self.marks.append((self.begun, self.length, holder.name, below.number, top.why))
            self._add("\n", at, 1)
            self._add("\n", at, 1)
        self.begun = self.length

    def _fold(self) -> None:
        """Fold white space the way it is shown: to single spaces, and none at the ends of lines."""
        raw = "".join(words for words, _ in self.runs)
        if not raw:
            return
        starts = np.array([start for _, start in self.runs], dtype=np.int64)
        lengths = np.array([len(words) for words, _ in self.runs], dtype=np.int64)
        offsets = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        places = offsets + np.arange(len(raw), dtype=np.int64)
        codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        before = np.roll(codes, 1)
        before[0] = 10
        keep = ~((codes == 32) & ((before == 32) | (before == 10)))
        # Now that runs are single spaces, remove those before a line end.
        kept = np.flatnonzero(keep)
        last = np.roll(codes[kept], -1)
        last[-1] = 10
        keep[kept[(codes[kept] == 32) & (last == 10)]] = False
        where = np.cumsum(keep) - keep  # for each raw index, its index after folding
        self.page.shown = codes[keep].tobytes().decode("utf-32-le", "surrogatepass")
        self.page.places = places[keep]
        self.page.widths = {int(where[i]): width for i, width in self.wide if keep[i]}
        shown = self.page.shown
        for start, stop, tag, parent, why in self.marks:
            head, tail = int(where[start]), int(where[stop]) if stop < len(where) else len(shown)
            span = trimmed_span(shown, head, tail)
            if span:
                self.page.pieces.append(TextPiece(span, tag, parent, why))


def _plain(written: str) -> str:
    return " ".join(html.unescape(written).split())


def page_of(text: str) -> VisiblePage:
    """The visible text of a page, given the text of its file.

    >>> page = page_of("<p>Fish &amp;\\n  chips<br>and peas</p><p hidden>no</p>")
    >>> page.shown.rstrip()
    'Fish & chips\\nand peas\\n\\nno'
    >>> [(piece.tag, piece.why) for piece in page.pieces]
    [('p', ''), ('p', 'hidden')]
    >>> int(page.places[5]), page.widths[5]
    (8, 5)
    """
    return _MarkupReader(text).read()


def scripts(page: VisiblePage, kind: str) -> Iterator[Tag]:
    """The scripts of a page that hold data of one type, such as `application/ld+json`."""
    for tag in page.tags:
        declared = tag.attributes.get("type")
        if tag.name == "script" and declared and declared.value.lower().startswith(kind):
            yield tag
