"""A part of the ledger that is being read: its node, its path, and the findings about it.

Reading never stops at the first mistake. A part that cannot be read gives a finding and None,
and its path is kept among the broken ones, so that nothing is said twice about it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zopa.case.codes.shape import EMPTY, MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE
from zopa.case.codes.words import BAD_ID, TOO_MANY, UNKNOWN_WORD
from zopa.case.nodes import BrokenNode, ListNode, MapEntry, MapNode, Node, TextNode
from zopa.case.positions import Path, Position
from zopa.case.split_texts import advice_by_key
from zopa.foundation.diagnostics import Code, Finding, Place
from zopa.foundation.look_alikes import is_blank
from zopa.foundation.names import listing, nearest_name

MOST_KEYS = 100
"""Keys in a part with a fixed set of them: far more than there are."""
PAIRS = "`name: value` pairs"


@dataclass
class LoadNotes:
    """What is collected while a ledger is read: findings, places, and what could not be read."""

    findings: list[Finding] = field(default_factory=list)
    places: dict[Path, Position] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)

    _around: set[Path] = field(default_factory=set)
    """The broken parts and all parts around them."""

    def mark_broken(self, path: Path) -> None:
        """Note that what stands at `path` could not be read."""
        self.broken.add(path)
        self._around.update(path[:end] for end in range(len(path) + 1))

    def is_broken(self, path: Path) -> bool:
        """Whether something at or inside `path` could not be read."""
        return path in self._around


@dataclass(frozen=True)
class Part:
    """A node of the ledger and its path. `words` is what messages call it."""

    notes: LoadNotes
    node: Node
    path: Path = ()
    key: TextNode | None = None
    words: str = "the file"
    in_one_piece: str = ""
    """Where the key is the rest of a text that a comma has split, what to write instead."""

    @classmethod
    def root(cls, notes: LoadNotes, node: Node) -> Part:
        """The whole ledger as a part. The place of everything in it is recorded."""
        _record(notes, (), node, None)
        return cls(notes, node)

    @property
    def place(self) -> Place:
        """Where the value stands; if it is empty, where its key stands."""
        if isinstance(self.node, TextNode) and not self.node.text.strip() and self.key:
            return self.key.place
        return self.node.place

    @property
    def key_place(self) -> Place:
        return self.key.place if self.key else self.node.place

    @property
    def broken(self) -> bool:
        return self.notes.is_broken(self.path)

    def called(self, words: str) -> Part:
        """The same part, which messages call by other words."""
        return replace(self, words=words)

    def breaks(self, *below: str | int) -> None:
        """Mark this part, or the one `below` it, as not read."""
        self.notes.mark_broken((*self.path, *below))

    def fail(
        self,
        code: Code,
        message: str,
        *,
        label: str = "",
        help: str | Sequence[str] = (),  # noqa: A002 (the word under which it is shown)
        related: Sequence[tuple[Place, str]] = (),
        at: Place | None = None,
    ) -> None:
        """Make a finding about this part, which then counts as broken."""
        helps = _helps(help)
        self.notes.findings.append(
            Finding(code, at or self.place, message, label, helps, tuple(related))
        )
        self.breaks()

    # --- shapes -----------------------------------------------------------------------------

    def text(self, *, help: str = "") -> str | None:  # noqa: A002
        """The text of a scalar, white space around it removed; None, and a finding, if empty or if
        nothing of it can be seen."""
        if not isinstance(self.node, TextNode):
            self._wrong_shape("a text", help=help)
            return None
        text = self.node.text.strip()
        if not text:
            self.fail(EMPTY, f"{self.words} is empty", help=self.in_one_piece or help)
            return None
        if is_blank(text):
            self.fail(EMPTY, f"{self.words} holds nothing that can be seen", help=help)
            return None
        return text

    def name(self, *, help: str = "") -> str | None:  # noqa: A002
        """As `text`, of a scalar that names something: accents are brought into one spelling."""
        text = self.text(help=help)
        return None if text is None else unicodedata.normalize("NFC", text)

    def word(self, known: Sequence[str], what: str) -> str | None:
        """The text of a scalar that must be one of the `known` words; `what` says what they are."""
        text = self.name()
        if text is None or text in known:
            return text
        near = nearest_name(text, known)
        self.fail(
            UNKNOWN_WORD,
            f"`{clip(text)}` is not {what}",
            label=f"expected {listing(known)}",
            help=f"write `{near}`" if near else (),
        )
        return None

    def items(self, *, help: str = "", most: int = 0) -> list[Part] | None:  # noqa: A002
        """The parts of a list. With `most`, those beyond that number give a finding."""
        if not isinstance(self.node, ListNode):
            self._wrong_shape("a list", help=help)
            return None
        if not self.node.items:
            self.fail(EMPTY, f"{self.words} is an empty list", help=help)
            return None
        nodes = self.node.items
        if most and len(nodes) > most:
            self._too_many(len(nodes), most, nodes[most].place)
            nodes = nodes[:most]
        return [
            Part(self.notes, node, (*self.path, i), None, self.words)
            for i, node in enumerate(nodes)
        ]

    def texts(self) -> tuple[str, ...]:
        """The texts of a list, or one text that stands alone; what cannot be read is left out."""
        if isinstance(self.node, TextNode):
            parts = [self]
        else:
            parts = [p.called(f"an entry of {self.words}") for p in self.items() or ()]
        return tuple(t for part in parts if (t := part.name()) is not None)

    def pairs(self, *, help: str = "", most: int = 0) -> list[tuple[str, Part]] | None:  # noqa: A002
        """The keys of a mapping and the parts under them. With `most`, as `items`."""
        if not isinstance(self.node, MapNode):
            self._wrong_shape(PAIRS, help=help)
            return None
        if not self.node.entries:
            self.fail(EMPTY, f"{self.words} is empty", help=help)
            return None
        if self.node.partial:
            self.breaks()
        for key in self.node.repeated:
            self.breaks(key)
        entries = list(self.node.entries.items())
        if most and len(entries) > most:
            self._too_many(len(entries), most, entries[most][1].key.place)
            entries = entries[:most]
        split = advice_by_key(self.node)
        return [(key, self._below(key, entry, split.get(key, ""))) for key, entry in entries]

    def named(
        self, what: str, *, digits: bool = False, most: int = 0
    ) -> Iterator[tuple[str, Part]]:
        """As `pairs`, where each key is the id of a `what`; what can be no id is passed over."""
        for key, part in self.pairs(most=most) or ():
            if valid_id(key, digits=digits):
                yield key, part.called(f"{what} `{key}`")
                continue
            part.fail(
                BAD_ID,
                f"`{clip(key)}` cannot be the short name of {article(what)}"
                if key
                else f"{article(what)} has an empty short name",
                help=part.in_one_piece or _id_help(key, digits=digits),
                at=part.key_place,
            )

    def fields(
        self,
        required: Sequence[str],
        optional: Sequence[str],
        *,
        help: str = "",  # noqa: A002
    ) -> dict[str, Part] | None:
        """The parts under a fixed set of keys; unknown and missing keys give findings."""
        pairs = self.pairs(help=help, most=MOST_KEYS)
        if pairs is None:
            return None
        known = [*required, *optional]
        missing = [k for k in required if k not in dict(pairs)]
        known_parts = {key: part for key, part in pairs if key in known}
        unknown = [(key, part) for key, part in pairs if key not in known]
        absent = [k for k in known if k not in known_parts]
        for key, part in unknown:
            near = nearest_name(key, absent)
            helps = (f"write `{near}`",) if near else _key_help(part, known)
            if near is None and len(unknown) == len(missing) == 1:
                near = missing[0]  # one key is missing and another is strange: one finding for both
                helps = (f"`{near}` is missing: is it what is meant?",)
            if near in missing:
                missing.remove(near)
            self.breaks(near or key)
            part.fail(
                UNKNOWN_KEY,
                f"{f'`{clip(key)}`' if key else 'an empty name'} means nothing in {self.words}",
                label=f"expected {listing(known)}" if len(known) <= FEW else "",
                help=helps,
                at=part.key_place,
            )
        for key in missing:
            self.lacks(key)
        return known_parts

    def lacks(self, key: str, *, help: str | Sequence[str] = ()) -> None:  # noqa: A002
        """Make a finding that `key` is missing here."""
        self.notes.findings.append(
            Finding(
                MISSING_KEY,
                self.key_place,
                f"{self.words} has no `{key}`",
                help=_helps(help) or (f"add `{key}: …`",),
            )
        )
        self.breaks(key)

    def has_both(
        self,
        fields: Mapping[str, Part],
        first: str,
        other: str,
        *,
        help: str,  # noqa: A002
    ) -> bool:
        """Whether of two keys that rule each other out both are there, with a finding if so."""
        if first not in fields or other not in fields:
            return False
        fields[other].fail(
            WRONG_SHAPE,
            f"{self.words} has both `{first}` and `{other}`",
            at=fields[other].key_place,
            help=help,
        )
        return True

    def _below(self, key: str, entry: MapEntry, in_one_piece: str) -> Part:
        return Part(
            self.notes,
            entry.value,
            (*self.path, key),
            entry.key,
            f"`{clip(key)}`",
            in_one_piece,
        )

    def _wrong_shape(self, wanted: str, *, help: str = "") -> None:  # noqa: A002
        if isinstance(self.node, BrokenNode):  # there is a finding already
            self.breaks()
        elif isinstance(self.node, TextNode) and not self.node.text.strip():
            self.fail(EMPTY, f"{self.words} is empty", label=f"expected {wanted}", help=help)
        else:
            self.fail(
                WRONG_SHAPE,
                f"{self.words} is {shape(self.node)}, not {wanted}",
                help=help,
            )

    def _too_many(self, count: int, most: int, at: Place) -> None:
        self.notes.findings.append(
            Finding(
                TOO_MANY,
                at,
                f"{self.words} has {count:,} entries; at most {most:,} can be worked with",
                label="from here on they are not read",
            )
        )
        self.breaks()


def _helps(help: str | Sequence[str]) -> tuple[str, ...]:  # noqa: A002
    if isinstance(help, str):
        return (help,) if help else ()
    return tuple(help)


def shape(node: Node) -> str:
    """What a node is, in words."""
    if isinstance(node, ListNode):
        return "a list"
    return "a text" if isinstance(node, TextNode) else PAIRS


def clip(text: str, width: int = 40) -> str:
    """A text short enough for a message, on one line.

    >>> clip("a" * 50, 5)
    'aaaa…'
    """
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def article(what: str) -> str:
    """`a draft`, `an issue`.

    >>> article("issue")
    'an issue'
    """
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


LONGEST_ID = 64


def valid_id(text: str, *, digits: bool = False) -> bool:
    """Whether a text can be an id: letters of any script, digits, `_` and `-`.

    It starts with a letter, or with `digits` also with a digit.

    >>> valid_id("feb7"), valid_id("7feb"), valid_id("7feb", digits=True), valid_id("a b")
    (True, False, True, False)
    """
    if not 0 < len(text) <= LONGEST_ID:
        return False
    first = text[0]
    if not (first.isalpha() or (digits and first.isdigit())):
        return False
    # Many scripts write vowels as combining marks (category M).
    return all(c.isalnum() or c in "_-" or unicodedata.category(c)[0] == "M" for c in text)


def _id_help(key: str, *, digits: bool) -> tuple[str, ...]:
    rule = "use letters, digits, `_` and `-`, and start with a letter"
    if digits:
        rule += " or digit"
    if len(key) > LONGEST_ID:
        return (f"use at most {LONGEST_ID} characters",)
    better = re.sub(r"\W+", "_", key).strip("_")
    return (f"write `{better}`",) if valid_id(better, digits=digits) else (rule,)


FEW = 6
"""As many names are listed beside the carets; more under help."""


def _key_help(part: Part, known: Sequence[str]) -> tuple[str, ...]:
    if part.in_one_piece:
        return (part.in_one_piece,)
    if len(known) <= FEW:
        return ()
    return (f"what can stand here is `{'`, `'.join(known)}`",)


def _record(notes: LoadNotes, path: Path, node: Node, key: Place | None) -> None:
    notes.places[path] = Position(node.place, key)
    if isinstance(node, BrokenNode):
        notes.mark_broken(path)
    elif isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            _record(notes, (*path, index), item, None)
    elif isinstance(node, MapNode):
        for name, entry in node.entries.items():
            _record(notes, (*path, name), entry.value, entry.key.place)
