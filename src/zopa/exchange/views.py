"""Reading parts of a JSON or YAML node: each request returns the part or adds a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zopa.case.nodes import BrokenNode, ListNode, MapNode, Node, TextNode
from zopa.case.parts import clip, shape
from zopa.exchange.codes import BAD_VALUE, MISSING_PART
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import number_of
from zopa.foundation.diagnostics import Place

MINUS_INFINITY = ("-.inf", "-.Inf", "-.INF", "-inf", "-Infinity")
"""How files write that there is no number as low."""
_NOTHING = ("", "null", "~", "Null", "NULL")


@dataclass(frozen=True)
class View:
    """A node, what messages call it (`words`), and the notes that collect findings about it."""

    node: Node
    notes: ExchangeNotes
    words: str

    @property
    def place(self) -> Place:
        return self.node.place

    @property
    def absent(self) -> bool:
        """Whether it is `null`, or nothing is written."""
        return isinstance(self.node, TextNode) and self.node.plain and self.node.text in _NOTHING

    def get(self, key: str) -> View | None:
        """The part under a key, or None if it is missing or null."""
        if not isinstance(self.node, MapNode) or key not in self.node.entries:
            return None
        view = View(self.node.entries[key].value, self.notes, f"`{clip(key)}`")
        return None if view.absent else view

    def need(self, key: str) -> View | None:
        """The part under a key; None and a finding if it is missing or null."""
        view = self.get(key)
        if view is None and isinstance(self.node, MapNode):
            self.notes.add(MISSING_PART, self.place, f"{self.words} has no `{key}`")
        elif view is None:
            self._wrong("names with values")
        return view

    def pairs(self) -> list[tuple[str, View]] | None:
        """The keys and the parts under them; None and a finding if it is not a mapping."""
        if not isinstance(self.node, MapNode):
            self._wrong("names with values")
            return None
        return [
            (key, View(entry.value, self.notes, f"`{clip(key)}`"))
            for key, entry in self.node.entries.items()
        ]

    def key_place(self, key: str) -> Place:
        """The place of a key."""
        assert isinstance(self.node, MapNode)  # noqa: S101 (keys come from `pairs`)
        return self.node.entries[key].key.place

    def items(self) -> Iterator[View] | None:
        """The parts of a list; None and a finding if it is not a list."""
        if not isinstance(self.node, ListNode):
            self._wrong("a list")
            return None
        return (View(item, self.notes, f"an entry of {self.words}") for item in self.node.items)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, ListNode)

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.node, TextNode)

    def text(self) -> str | None:
        """The text of a scalar; None and a finding if it is not a scalar or is empty."""
        if isinstance(self.node, TextNode) and (self.node.text or not self.node.plain):
            return self.node.text
        self._wrong("a text")
        return None

    @property
    def raw(self) -> str:
        """The text of a scalar; empty for anything else."""
        return self.node.text if isinstance(self.node, TextNode) else ""

    def number(self) -> float | None:
        """The number that is written; None and a finding if it is not a number."""
        if not isinstance(self.node, TextNode):
            self._wrong("a number")
            return None
        number = number_of(self.node.text)
        if number is None:
            self.notes.add(
                BAD_VALUE,
                self.place,
                f"`{clip(self.node.text)}` is not a number that can be read",
                label=f"expected the number for {self.words}",
            )
        return number

    def _wrong(self, wanted: str) -> None:
        if isinstance(self.node, BrokenNode):
            return  # there is a finding about it already
        if self.absent:
            self.notes.add(MISSING_PART, self.place, f"{self.words} is empty", label=wanted)
        else:
            self.notes.add(
                BAD_VALUE, self.place, f"{self.words} is {shape(self.node)}, not {wanted}"
            )
