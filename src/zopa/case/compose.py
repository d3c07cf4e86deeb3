"""This module reads a YAML text into nodes.

The events come from ruamel.yaml (YAML 1.2); they are put together here, without recursion
and within limits, so that no file can exhaust the machine. Every scalar stays the text that
was written, so that nothing turns `NO` into false or `1e3` into a thousand.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from zopa.case.codes.shape import DUPLICATE_KEY, WRONG_SHAPE
from zopa.case.codes.text import (
    CONTROL_CHARACTER,
    EMPTY_CASE,
    TOO_DEEP,
    YAML_ALIAS,
    YAML_DOCUMENTS,
    YAML_TAG,
)
from zopa.case.codes.words import TOO_MANY
from zopa.case.marks import ReviewMark, review_marks
from zopa.case.nodes import BrokenNode, LineIndex, ListNode, MapEntry, MapNode, Node, TextNode
from zopa.foundation.diagnostics import Finding, Place
from zopa.foundation.text import UNFIT

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

DEEPEST = 12
"""How deep lists and mappings may stand inside one another; a case needs 8."""
MOST_NODES = 40_000
"""How many keys, values and lists a ledger may hold; 2,000 facts have some 30,000."""
MOST_LINES = 50_000
"""Lines of a ledger; the largest that can be worked with needs some 20,000."""
LONGEST_LINE = 20_000
"""Characters in a line; far longer ones are no text that a person wrote."""


@dataclass(frozen=True, slots=True)
class YamlText:
    """What a YAML text holds. The root is None where the text cannot be read at all."""

    root: Node | None
    findings: list[Finding]
    marks: tuple[ReviewMark, ...] = ()
    """Comments that say of an entry that it is not reviewed."""


def read_nodes(
    file: str, text: str, *, list_keys: bool = False
) -> tuple[Node | None, list[Finding]]:
    """The nodes of a YAML text and what is wrong with it; never raises.

    The root is None where the text cannot be read at all. With `list_keys` a list of texts may
    stand as a key, and its text is the list as JSON writes it; no ledger has such keys.
    """
    read = read_yaml(file, text, list_keys=list_keys)
    return read.root, read.findings


def read_yaml(file: str, text: str, *, list_keys: bool = False) -> YamlText:
    """As `read_nodes`, with the comments that mark entries as not reviewed."""
    read = _read_yaml(file, text, list_keys)
    return replace(read, findings=list(read.findings))


@lru_cache(maxsize=4)  # an edit reads the text before and the one after more than once
def _read_yaml(file: str, text: str, list_keys: bool) -> YamlText:
    lines = LineIndex(file, text)
    wrong = _unfit(lines) or _too_long(lines)
    if wrong:
        return YamlText(None, [wrong])
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    from zopa.case.syntax import plain_words

    builder = _Builder(lines, list_keys=list_keys)
    events = YAML(typ="safe", pure=True).parse(text)
    try:
        root = builder.build(events)
    except YAMLError as error:
        return YamlText(None, _with_syntax(builder.findings, plain_words(error, lines)))
    except _TooMuchError as limit:
        return YamlText(None, [*builder.findings, limit.finding])
    except Exception as error:
        # The scanner itself fails on some input, such as an escape beyond Unicode.
        return YamlText(None, [*builder.findings, plain_words(error, lines)])
    return YamlText(root, builder.findings, tuple(review_marks(lines, builder.scalars)))


def _with_syntax(findings: list[Finding], wrong: Finding) -> list[Finding]:
    """The findings with one for a syntax error, unless its line has a finding already: an unquoted
    `*word` is read as an alias and then breaks its line."""
    return (
        findings if any(f.place.line == wrong.place.line for f in findings) else [*findings, wrong]
    )


def _unfit(lines: LineIndex) -> Finding | None:
    match = UNFIT.search(lines.text)
    if match is None:
        return None
    count = len(UNFIT.findall(lines.text))
    return Finding(
        CONTROL_CHARACTER,
        lines.place(match.start(), match.end()),
        f"an invisible control character stands here (U+{ord(match[0]):04X})",
        label="" if count == 1 else f"the first of {count:,}",
        help=("delete it; it often comes in by copying from another program",),
    )


def _too_long(lines: LineIndex) -> Finding | None:
    """A finding for too many lines, or too long a line: the scanner is slow with both."""
    count = lines.text.count("\n")
    if count > MOST_LINES:
        message = f"the file has {count:,} lines; at most {MOST_LINES:,} are read"
        return Finding(TOO_MANY, Place(lines.file, MOST_LINES + 1, 1), message)
    start = 0
    while len(lines.text) - start > LONGEST_LINE:
        end = lines.text.find("\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            return Finding(
                TOO_MANY,
                lines.place(start, start + 1),
                f"this line has more than {LONGEST_LINE:,} characters",
                help=("break the line",),
            )
        start = end + 1
    return None


class _TooMuchError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


@dataclass(slots=True)
class _YamlFrame:
    """A list or mapping that is still open."""

    start: int
    flow: bool
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, MapEntry] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    key: TextNode | None = None
    keyless: bool = False
    """Whether the key is no text, so that its value is dropped."""
    partial: bool = False


class _Builder:
    def __init__(self, lines: LineIndex, *, list_keys: bool) -> None:
        self.lines = lines
        self.list_keys = list_keys
        self.findings: list[Finding] = []
        self.scalars: list[tuple[int, int]] = []
        """Where each text starts and ends; in between, a `#` starts no comment."""
        self._frames: list[_YamlFrame] = []
        self._root: Node | None = None
        self._nodes = 0
        self._seen: set[str] = set()

    def build(self, events: Iterator[Event]) -> Node | None:
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._second_document(event)
                    return None
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._open(event, kind == "MappingStartEvent")
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event)
            elif kind == "ScalarEvent":
                self._scalar(event)
            elif kind == "AliasEvent":
                self._alias(event)
        if documents == 0 or (isinstance(self._root, TextNode) and not self._root.text):
            self.findings.append(
                Finding(
                    EMPTY_CASE,
                    Place(self.lines.file, 1, 1),
                    "the file is empty",
                    help=("start with `zopa: 1`, `title`, `parties` and `issues`",),
                )
            )
            return None
        return self._root

    def _open(self, event: Any, mapping: bool) -> None:
        start = event.start_mark.index
        self._count(start)
        self._properties(event)
        if len(self._frames) >= DEEPEST:
            raise _TooMuchError(
                Finding(
                    TOO_DEEP,
                    self.lines.place(start, start + 1),
                    f"brackets or indented parts stand more than {DEEPEST} deep in one another",
                    help=("a case needs no more than 8; look for a bracket too many",),
                )
            )
        self._frames.append(_YamlFrame(start, bool(event.flow_style), mapping))

    def _close(self, event: Any) -> None:
        frame = self._frames.pop()
        place = self.lines.place(frame.start, max(event.end_mark.index, frame.start + 1))
        node: Node
        if frame.mapping:
            repeated = frozenset(frame.repeated)
            node = MapNode(frame.entries, place, repeated, frame.flow, frame.partial)
        else:
            node = ListNode(tuple(frame.items), place)
        self._add(node)

    def _scalar(self, event: Any) -> None:
        start, stop = event.start_mark.index, event.end_mark.index
        self._count(start)
        refused = self._properties(event)
        block = event.style in ("|", ">")
        # Behind the sign with which a block starts there may be a comment.
        self.scalars.append((self.lines.text.find("\n", start, stop) if block else start, stop))
        place = self.lines.block_place(start, stop) if block else self.lines.place(start, stop)
        hidden = UNFIT.search(event.value)
        if hidden:  # only as an escape: what stands in the file as it is, `_unfit` has told
            self.findings.append(
                Finding(
                    CONTROL_CHARACTER,
                    place,
                    f"this text holds an invisible control character (U+{ord(hidden[0]):04X})",
                    label="written as an escape, beginning with a backslash",
                    help=("delete the escape",),
                )
            )
            refused = True
        text = TextNode(event.value, place, plain=not event.style)
        self._add(BrokenNode(place) if refused else text)

    def _alias(self, event: Any) -> None:
        start, stop = event.start_mark.index, event.end_mark.index
        self._count(start)
        place = self.lines.place(start, stop)
        self._once(YAML_ALIAS, place, f"`*{event.anchor}` stands for something written elsewhere")
        self._add(BrokenNode(place))

    def _properties(self, event: Any) -> bool:
        """Make a finding for an anchor or a tag; True if there was one."""
        start = event.start_mark.index
        if event.anchor is not None:
            # The mark may stand at the anchor or behind it.
            at = self.lines.text.rfind("&", 0, start + 1)
            place = self.lines.place(max(at, 0), max(at, 0) + len(event.anchor) + 1)
            self._once(YAML_ALIAS, place, f"`&{event.anchor}` gives a part of the file a name")
        tag = getattr(event, "tag", None)
        if tag is not None:
            at = self.lines.text.rfind("!", 0, start + 1)
            word = re.compile(r"!\S*").match(self.lines.text, max(at, 0))
            place = self.lines.place(max(at, 0), word.end() if word else at + 1)
            self._once(YAML_TAG, place, "a word that starts with `!` is an instruction to YAML")
        return event.anchor is not None or tag is not None

    def _once(self, code: Any, place: Place, message: str) -> None:
        """Make the first finding of its code: a malicious file has thousands of them."""
        if code.name in self._seen:
            return
        self._seen.add(code.name)
        self.findings.append(
            Finding(
                code,
                place,
                message,
                help=("write it out in full; if it is text, put it in quotes",),
            )
        )

    def _add(self, node: Node) -> None:
        if not self._frames:
            self._root = node
            return
        frame = self._frames[-1]
        if not frame.mapping:
            frame.items.append(node)
        elif frame.keyless:
            frame.keyless = False
        elif frame.key is None:
            self._key(frame, node)
        else:
            key, frame.key = frame.key, None
            self._entry(frame, key, node)

    def _key(self, frame: _YamlFrame, node: Node) -> None:
        if isinstance(node, TextNode):
            # `é` may be typed as one character or as two: the key is kept in one spelling.
            frame.key = TextNode(unicodedata.normalize("NFC", node.text), node.place, node.plain)
            return
        if self.list_keys and isinstance(node, ListNode):
            texts = [item.text for item in node.items if isinstance(item, TextNode)]
            if len(texts) == len(node.items):
                words = unicodedata.normalize("NFC", json.dumps(texts, ensure_ascii=False))
                frame.key = TextNode(words, node.place, plain=False)
                return
        frame.keyless = frame.partial = True
        if not isinstance(node, BrokenNode):
            self.findings.append(
                Finding(
                    WRONG_SHAPE,
                    node.place,
                    "a bracket stands where a name is expected",
                    help=("if it is text, put it in quotes",),
                )
            )

    def _entry(self, frame: _YamlFrame, key: TextNode, node: Node) -> None:
        if key.text == "<<" and key.plain:
            self._once(YAML_ALIAS, key.place, "`<<` takes over parts written elsewhere")
            frame.partial = True
            return
        first = frame.entries.get(key.text)
        if first is None:
            frame.entries[key.text] = MapEntry(key, node)
            return
        if key.text not in frame.repeated:
            frame.repeated.add(key.text)
            self.findings.append(
                Finding(
                    DUPLICATE_KEY,
                    key.place,
                    f"`{key.text}` stands twice in the same part",
                    related=((first.key.place, "the first one"),),
                    help=("put both under one key, or give one another name",),
                )
            )

    def _count(self, at: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _TooMuchError(
                Finding(
                    TOO_MANY,
                    self.lines.place(at, at + 1),
                    f"the file holds more than {MOST_NODES:,} keys and values; reading stops here",
                )
            )

    def _second_document(self, event: Any) -> None:
        start = event.start_mark.index
        self.findings.append(
            Finding(
                YAML_DOCUMENTS,
                self.lines.place(start, start + 3),
                "a second document starts here",
                help=("delete the line `---`, or put the rest into a file of its own",),
            )
        )
