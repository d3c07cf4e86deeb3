"""Reading a JSON text (RFC 8259) into nodes that know where they stand, within limits.

The nodes are those of the YAML reader, so the same code can interpret both notations. The scanner
goes over the text once and without recursion. Numbers stay text and no name is looked up.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import NoReturn

from zopa.case.nodes import ListNode, MapEntry, MapNode, Node, TextNode
from zopa.exchange.codes import BEYOND_LIMITS, BROKEN_FILE, REPEATED_PART
from zopa.exchange.lines import LongLines
from zopa.foundation.diagnostics import Code, Finding

DEEPEST = 30
"""How deep lists and objects may nest; GeniusWeb profiles need 6."""
MOST_NODES = 50_000
"""A file has at most this many names, values, lists and objects together."""

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(
    r'(?P<mark>[\[\]{}:,])|(?P<text>"(?:[^"\\\x00-\x1f]|\\.)*")'
    r"|(?P<plain>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b)"
)


class _BrokenError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


@dataclass(slots=True)
class _JsonFrame:
    """A list or an object that is still open."""

    start: int
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, MapEntry] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    key: TextNode | None = None


def read_json(file: str, text: str) -> tuple[Node | None, list[Finding]]:
    """The top node of a JSON text and findings about it; never raises.

    The node is None if the text is not JSON or is beyond a limit.

    >>> root, findings = read_json("a.json", '{"a": [1, "two"]}')
    >>> findings, list(root.entries), root.entries["a"].value.items[1].text
    ([], ['a'], 'two')
    >>> str(read_json("a.json", '{"a": [1, }')[1][0])
    'a.json:1:11: error[broken-file]: from here on the file cannot be read as JSON'
    """
    scanner = _Scanner(LongLines(file, text))
    try:
        return scanner.read(), scanner.findings
    except _BrokenError as broken:
        return None, [*scanner.findings, broken.finding]


class _Scanner:
    def __init__(self, lines: LongLines) -> None:
        self.lines = lines
        self.findings: list[Finding] = []
        self._at = 0
        self._frames: list[_JsonFrame] = []
        self._count = 0

    def read(self) -> Node:
        """The single value that the text holds."""
        root = self._value(*self._token())
        while self._frames:
            frame = self._frames[-1]
            start, kind, word = self._token()
            if word == ("}" if frame.mapping else "]") and kind == "mark" and frame.key is None:
                root = self._close(frame)
                continue
            if frame.items or frame.entries or frame.repeated:
                if kind != "mark" or word != ",":
                    self._broken(start, f"expected `,` or `{'}' if frame.mapping else ']'}`")
                start, kind, word = self._token()
            if frame.mapping:
                frame.key = self._key(start, kind, word)
                start, kind, word = self._token()
                if word != ":" or kind != "mark":
                    self._broken(start, "expected `:`")
                start, kind, word = self._token()
            node = self._value(start, kind, word)
            if node is not None:
                self._add(frame, node)
        if _SPACE.fullmatch(self.lines.text, self._at) is None:
            self._broken(self._skip(), "expected the end of the file")
        assert root is not None  # noqa: S101 (a first value was read, or `_token` refused)
        return root

    def _token(self) -> tuple[int, str, str]:
        start = self._skip()
        match = _TOKEN.match(self.lines.text, start)
        if match is None:
            end = start >= len(self.lines.text)
            self._broken(start, "the file ends too early" if end else "")
        self._at = match.end()
        return start, match.lastgroup or "", match[0]

    def _skip(self) -> int:
        match = _SPACE.match(self.lines.text, self._at)
        return match.end() if match else self._at

    def _value(self, start: int, kind: str, word: str) -> Node | None:
        """The scalar that a token is, or None if the token opened a list or an object."""
        self._count += 1
        if self._count > MOST_NODES:
            self._beyond(start, f"the file holds more than {MOST_NODES:,} names and values")
        if kind == "mark":
            if word not in "[{":
                self._broken(start, "expected a value")
            if len(self._frames) >= DEEPEST:
                self._beyond(start, f"brackets stand more than {DEEPEST} deep in one another")
            self._frames.append(_JsonFrame(start, word == "{"))
            return None
        place = self.lines.place(start, self._at)
        if kind == "plain":
            return TextNode(word, place)
        return TextNode(self._text(start, word), place, plain=False)

    def _key(self, start: int, kind: str, word: str) -> TextNode:
        if kind != "text":
            self._broken(start, "expected a name in double quotes")
        self._count += 1
        return TextNode(self._text(start, word), self.lines.place(start, self._at), plain=False)

    def _text(self, start: int, word: str) -> str:
        if "\\" not in word:
            return word[1:-1]
        try:
            text = str(json.loads(word))
            text.encode()  # half a surrogate pair is no character
        except ValueError:
            self._broken(start, "an escape in this text means no character")
        return text

    def _add(self, frame: _JsonFrame, node: Node) -> None:
        if not frame.mapping:
            frame.items.append(node)
            return
        key, frame.key = frame.key, None
        if key is None:
            return
        first = frame.entries.get(key.text)
        if first is None:
            frame.entries[key.text] = MapEntry(key, node)
        elif key.text not in frame.repeated:
            frame.repeated.add(key.text)
            self.findings.append(
                Finding(
                    REPEATED_PART,
                    key.place,
                    f"`{key.text[:40]}` stands twice in the same part",
                    related=((first.key.place, "the first one"),),
                )
            )

    def _close(self, frame: _JsonFrame) -> Node:
        self._frames.pop()
        place = self.lines.place(frame.start, self._at)
        node: Node = (
            MapNode(frame.entries, place, frozenset(frame.repeated), flow=True)
            if frame.mapping
            else ListNode(tuple(frame.items), place)
        )
        if self._frames:
            self._add(self._frames[-1], node)
        return node

    def _broken(self, at: int, label: str) -> NoReturn:
        self._stop(BROKEN_FILE, at, "from here on the file cannot be read as JSON", label)

    def _beyond(self, at: int, message: str) -> NoReturn:
        self._stop(BEYOND_LIMITS, at, message, "reading stops here")

    def _stop(self, code: Code, at: int, message: str, label: str) -> NoReturn:
        raise _BrokenError(Finding(code, self.lines.place(at, at + 1), message, label))
