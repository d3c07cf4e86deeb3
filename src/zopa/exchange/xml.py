"""Reading an XML text into elements that know where they stand, within limits.

The parser is expat, which is part of the standard library. Nothing is fetched, and no entities are
expanded except numbered characters and the five that XML itself defines, because a DOCTYPE that
declares or fetches something is refused where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from zopa.exchange.codes import BEYOND_LIMITS, BROKEN_FILE, XML_DOCTYPE
from zopa.exchange.lines import LongLines
from zopa.foundation.diagnostics import Finding, Place

DEEPEST = 30
"""How deep elements may nest; GENIUS files need about 8."""
MOST_ELEMENTS = 50_000
"""A file has at most this many elements; the largest of the competitions has 1,004."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes and children; `line` and `column` of its start begin at 1."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)

    def get(self, *names: str) -> str | None:
        """The value of the first of the named attributes that it has, or None."""
        return next((self.attributes[n] for n in names if n in self.attributes), None)

    def all(self, tag: str) -> list[Element]:
        """The children with that tag."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Element | None:
        """The first child with that tag, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def walk(self) -> Iterator[Element]:
        """This element and all inside it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))


class XmlText:
    """The elements of a file, and the places of their parts."""

    def __init__(self, root: Element, lines: LongLines) -> None:
        self.root = root
        self.lines = lines

    def place(self, element: Element, attribute: str | None = None) -> Place:
        """The place of an element's start, or of the value of one of its attributes."""
        start = self.lines.offset(element.line, element.column)
        text = self.lines.text
        if attribute is not None:
            end = text.find("<", start + 1)  # which cannot stand inside a tag
            value = re.compile(rf"\s{re.escape(attribute)}\s*=\s*(\"[^\"]*\"|'[^']*')")
            match = value.search(text, start, len(text) if end < 0 else end)
            if match:
                return self.lines.place(match.start(1) + 1, match.end(1) - 1)
        return self.lines.place(start, start + 1 + len(element.tag))


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def read_xml(file: str, text: str) -> XmlText | Finding:
    """The elements of an XML text, or a finding that says what is wrong with it; never raises.

    White space before the XML declaration is skipped, because GENIUS skips it too.

    >>> str(read_xml("a.xml", "<a>\\n <b></a>"))
    'a.xml:2:7: error[broken-file]: from here on the file cannot be read as XML'
    """
    lines = LongLines(file, text)
    data = _without_declaration(text).encode()
    reader = _XmlHandlers(lines, data)
    try:
        reader.parser.Parse(data, True)
    except _RefusedError as refused:
        return refused.finding
    except expat.ExpatError as error:
        return Finding(
            BROKEN_FILE,
            Place(file, error.lineno, error.offset + 1),
            "from here on the file cannot be read as XML",
            label=expat.ErrorString(error.code) or "",
        )
    return XmlText(reader.root, lines)


def _without_declaration(text: str) -> str:
    """The text with spaces in place of its declaration, so that every place stays the same.

    The encoding that a declaration names no longer matters, because the text is decoded already.
    """
    match = _DECLARATION.match(text)
    if match is None:
        return text
    return re.sub(r"[^\n]", " ", match[0]) + text[match.end() :]


class _XmlHandlers:
    """The handlers that expat calls; they refuse a file at the tag that is being read."""

    def __init__(self, lines: LongLines, data: bytes) -> None:
        self.root = Element("", {}, 1, 1)
        self._lines = lines
        self._data = data
        self._count = 0
        self._open: list[Element] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element = Element(tag, attributes, line, column)
        self._count += 1
        if self._count > MOST_ELEMENTS:
            self._refuse(f"the file has more than {MOST_ELEMENTS:,} elements")
        if len(self._open) >= DEEPEST:
            self._refuse(f"elements stand more than {DEEPEST} deep in one another")
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _doctype(self, _name: str, system: str | None, public: str | None, inside: int) -> None:
        if system or public or inside:
            message = "a DOCTYPE that declares or fetches something is not read"
            help_ = "delete it, from `<!DOCTYPE` to the `>` that ends it"
            before = self._data[: self.parser.CurrentByteIndex + 1]
            start = len(self._data[: before.rfind(b"<!DOCTYPE")].decode())
            place = self._lines.place(start, start + len("<!DOCTYPE"))
            raise _RefusedError(Finding(XML_DOCTYPE, place, message, help=(help_,)))

    def _refuse(self, message: str) -> NoReturn:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        place = Place(self._lines.file, line, column)
        raise _RefusedError(Finding(BEYOND_LIMITS, place, message, "reading stops here"))
