"""An XML text read into elements that know where they stand, within limits.

The parser is expat, which the standard library carries. Nothing is fetched and no entity is
expanded but the five that XML itself defines and numbered characters: a DOCTYPE with anything
in it is refused where it starts.
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
"""How deep elements may stand inside one another; GENIUS files need some 8."""
MOST_ELEMENTS = 50_000
"""Elements of a file; the largest of the competitions has 1,004."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")


@dataclass(slots=True, eq=False)
class Element:
    """A tag with its attributes and children; line and column of its start count from 1."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)

    def get(self, *names: str) -> str | None:
        """The first of some attributes that is there."""
        return next((self.attributes[n] for n in names if n in self.attributes), None)

    def all(self, tag: str) -> list[Element]:
        """The children with that tag."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Element | None:
        """The first child with that tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def walk(self) -> Iterator[Element]:
        """This element and all inside it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))


class XmlText:
    """A file's elements, and the places of their parts."""

    def __init__(self, root: Element, lines: LongLines) -> None:
        self.root = root
        self.lines = lines

    def place(self, element: Element, attribute: str | None = None) -> Place:
        """Where an element starts, or the value of one of its attributes."""
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
    """The elements of an XML text, or what is wrong with it; never raises.

    White space before the XML declaration is passed over, as GENIUS does.

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
    """The declaration as spaces, so that every place stays right.

    What it says of the encoding means nothing any more: the text is decoded already.
    """
    match = _DECLARATION.match(text)
    if match is None:
        return text
    return re.sub(r"[^\n]", " ", match[0]) + text[match.end() :]


class _XmlHandlers:
    """The handlers that expat calls. Places are those of the tag that is being read."""

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
