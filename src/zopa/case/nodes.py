"""The nodes of a YAML text: texts, lists and mappings that know where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from zopa.foundation.diagnostics import Place


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar as it is written. It is `plain` if it has no quotation marks and is no block."""

    text: str
    place: Place
    plain: bool = True


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A key and its value."""

    key: TextNode
    value: Node


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values in file order; `repeated` holds the keys that stand there twice.

    It is `flow` if it is written in braces, and `partial` if a key of it was no name and is left
    out.
    """

    entries: Mapping[str, MapEntry]
    place: Place
    repeated: frozenset[str] = frozenset()
    flow: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class BrokenNode:
    """Something that could not be read, about which there is a finding already."""

    place: Place


Node: TypeAlias = TextNode | ListNode | MapNode | BrokenNode


class LineIndex:
    """The lines of a text, with which an offset is turned into a place."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, start: int, stop: int) -> Place:
        """The characters from `start` to `stop`, or to the end of the first line of them."""
        start = min(start, len(self.text))
        line = bisect_right(self._starts, start) - 1
        end = self.text.find("\n", start)
        stop = min(stop, len(self.text) if end < 0 else end)
        length = len(self.text[start:stop].rstrip())
        return Place(self.file, line + 1, start - self._starts[line] + 1, max(1, length))

    def block_place(self, start: int, stop: int) -> Place:
        """The first written line of a block scalar, whose mark is its `|` or `>`."""
        line_end = self.text.find("\n", start)
        body = re.compile(r"[ \t\n]*").match(self.text, line_end) if line_end >= 0 else None
        if body is None or body.end() >= stop:
            return self.place(start, start + 1)
        return self.place(body.end(), stop)
