"""A changed tree written into the text of a ledger: by as few words as say it, and lines where need
be.

A name or a text that has changed is replaced in its place. An entry of a mapping that is written
on lines of its own is put in, moved or made a comment as a whole. Only what is written in brackets
and has other parts now is written anew, from its key on; the comments within it stay below it.
Whoever writes so reads the new text and compares it with the tree that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zopa.case.insertions import INDENT, indented, with_lines_replaced
from zopa.case.ledger_text import Tree, as_item, comment, field_lines, spelt
from zopa.case.nodes import ListNode, MapNode, Node, TextNode
from zopa.case.parts import valid_id
from zopa.case.positions import Path
from zopa.foundation.diagnostics import Place

_NUMBER = re.compile(r"-?\d[\w.%-]*")


class NoRoomError(Exception):
    """A changed tree cannot be written into the text as that is laid out."""


@dataclass
class TreeLines:
    """The text of a ledger and how it is to change.

    `gone` tells of entries that become comments under which words, `laid` of entries that are new
    on which lines.
    """

    text: str
    gone: Mapping[Path, str] = field(default_factory=dict)
    laid: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    below: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    """Lines of comment to stand below an entry, which has room for them there."""
    _tokens: list[tuple[Place, str]] = field(default_factory=list)
    _blocks: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def written(self, data: bytes, root: Node | None, tree: Any) -> bytes:
        """The bytes of the ledger with a tree in the place of the one that `root` is.

        Raises `NoRoomError` where the layout leaves no room for the change.
        """
        if root is None or not self._change(root, tree, (), flow=False):
            raise NoRoomError
        lines = list(self.lines)
        for place, words in sorted(self._tokens, key=lambda t: (t[0].line, -t[0].column)):
            at, start = place.line - 1, place.column - 1
            lines[at] = lines[at][:start] + words + lines[at][start + place.length :]
        blocks = [(first, last, self._with_tokens(new, lines)) for first, last, new in self._blocks]
        covered = {k for first, last, _ in blocks for k in range(first, last)}
        changed = [k for k, line in enumerate(lines) if line != self.lines[k] and k not in covered]
        blocks += [(k, k + 1, [lines[k]]) for k in changed]
        # What is put in at one place is put in the last first.
        order = sorted(range(len(blocks)), key=lambda k: (*blocks[k][:2], k), reverse=True)
        for first, last, new in (blocks[k] for k in order):
            data = with_lines_replaced(data, first, last, new)
        return data

    def _with_tokens(self, new: list[Any], lines: list[str]) -> list[str]:
        """Lines, of which numbers stand for those of the text as it is now."""
        return [lines[line] if isinstance(line, int) else line for line in new]

    # --- what can change ------------------------------------------------------------------------

    def _change(self, node: Node, tree: Any, path: Path, *, flow: bool) -> bool:
        """Note how a node becomes a tree; False where it must be written anew from its key on."""
        if isinstance(node, TextNode):
            return isinstance(tree, str) and self._text(node, tree, flow=flow)
        if isinstance(node, MapNode) and isinstance(tree, dict):
            return self._mapping(node, tree, path)
        if isinstance(node, ListNode) and isinstance(tree, list):
            return self._list(node, tree, path)
        return False

    def _text(self, node: TextNode, words: str, *, flow: bool) -> bool:
        if node.text.strip() == words:
            return True
        place = node.place
        written = self.lines[place.line - 1][place.column - 1 :][: place.length]
        bare = written if node.plain else written[1:-1].replace("''", "'")
        if bare != node.text or (not node.plain and written[0] != written[-1]):
            return False  # it goes on over several lines, or holds signs that stand for others
        new = _spelt(words, flow=flow)
        if "\n" in new:
            return False
        self._tokens.append((place, new))
        return True

    def _list(self, node: ListNode, tree: list[Any], path: Path) -> bool:
        spans = [self._item_span(item) for item in node.items]
        block = bool(spans) and all(span is not None for span in spans)
        if len(tree) < len(node.items) or (len(tree) > len(node.items) and not block):
            return False
        before = len(self._tokens), len(self._blocks)
        for k, (item, new) in enumerate(zip(node.items, tree, strict=False)):
            if self._change(item, new, (*path, k), flow=not block):
                continue
            if not block:
                del self._tokens[before[0] :], self._blocks[before[1] :]
                return False
            self._anew(item, spans[k], _item_lines(new, spans[k][2]))  # type: ignore[index, arg-type]
        for k, span in enumerate(spans):
            if span and (lines := self.below.get((*path, k))):
                self._blocks.append((span[1], span[1], [" " * span[2] + line for line in lines]))
        more = [
            line
            for new in tree[len(node.items) :]
            for line in _item_lines(new, spans[-1][2])  # type: ignore[index]
        ]
        if more and spans[-1]:
            self._blocks.append((spans[-1][1], spans[-1][1], more))
        return True

    def _mapping(self, node: MapNode, tree: dict[str, Any], path: Path) -> bool:
        old, new = list(node.entries), list(tree)
        going = any((*path, key) in self.gone for key in old)
        renames = None if going else _renames(old, new)
        before = len(self._tokens), len(self._blocks)
        if node.flow:
            if renames is None or [renames.get(key, key) for key in old] != new:
                return False
            for key, entry in node.entries.items():
                name = renames.get(key, key)
                if name != key:
                    self._tokens.append((entry.key.place, _spelt(name, flow=True)))
                if not self._change(entry.value, tree[name], (*path, name), flow=True):
                    del self._tokens[before[0] :], self._blocks[before[1] :]
                    return False
            return True
        start, _, indent = self._key_span(old[0], node)
        first = (renames or {}).get(old[0], old[0])
        if self.lines[start][:indent].strip() and new[:1] != [first]:
            return False  # another part is to stand behind the dash
        return self._block_mapping(node, tree, path, renames or {})

    def _block_mapping(
        self, node: MapNode, tree: dict[str, Any], path: Path, renames: Mapping[str, str]
    ) -> bool:
        spans = {key: self._key_span(key, node) for key in node.entries}
        staying: list[str] = []
        for key, entry in node.entries.items():
            name = renames.get(key, key)
            start, end, indent = spans[key]
            if name not in tree:
                self._blocks.append((start, end, self._as_comment(spans[key], (*path, key))))
                continue
            staying.append(name)
            if name != key:
                self._tokens.append((entry.key.place, _spelt(name, flow=False)))
            before = len(self._tokens), len(self._blocks)
            if not self._change(entry.value, tree[name], (*path, name), flow=False):
                del self._tokens[before[0] :], self._blocks[before[1] :]
                lines = list(_field(name, tree[name], indent))
                self._anew(entry.value, spans[key], lines)
            if lines := self.below.get((*path, key)):  # type: ignore[assignment]
                self._blocks.append((end, end, [" " * indent + line for line in lines]))
        wanted = [name for name in tree if name in staying]
        if wanted != staying:
            self._moved(spans, [_key_of(name, renames) for name in wanted])
        self._put_in(node, tree, path, renames, spans)
        return True

    def _put_in(
        self,
        node: MapNode,
        tree: dict[str, Any],
        path: Path,
        renames: Mapping[str, str],
        spans: Mapping[str, tuple[int, int, int]],
    ) -> None:
        """Note the entries that are new, each behind the one that stands before it."""
        first = next(iter(spans.values()))
        known = {renames.get(key, key): key for key in node.entries}
        behind = first[0]
        for name, value in tree.items():
            if name in known:
                behind = spans[known[name]][1]
                continue
            told = list(_field(name, value, first[2]))
            if lines := self.laid.get((*path, name)):
                told = list(indented(lines, first[2] - INDENT))
            self._blocks.append((behind, behind, told))

    def _moved(self, spans: Mapping[str, tuple[int, int, int]], wanted: list[str]) -> None:
        """Note that the lines of entries stand in another order, each with what stands above it."""
        keys = list(spans)
        starts = [spans[keys[0]][0], *(spans[key][1] for key in keys[:-1])]
        groups = {
            key: list(range(start, spans[key][1])) for key, start in zip(keys, starts, strict=True)
        }
        if self._blocks and any(first < spans[keys[-1]][1] and last > starts[0]
                                for first, last, _ in self._blocks):  # fmt: skip
            raise NoRoomError
        numbers: list[Any] = [line for key in wanted for line in groups[key]]
        if any(self.lines[spans[key][0]][: spans[key][2]].strip() for key in keys):
            raise NoRoomError
        self._blocks.append((starts[0], spans[keys[-1]][1], numbers))

    # --- lines ----------------------------------------------------------------------------------

    def _anew(self, node: Node, span: tuple[int, int, int], lines: list[str]) -> None:
        """Note that lines are written anew; what was said in comments there stays."""
        start, end, indent = span
        head = self.lines[start][:indent]
        told = [line for each in lines for line in each.split("\n")]
        if head.strip() and not told[0].lstrip().startswith("- "):
            told[0] = head + told[0][indent:]
        for k, remark in self._remarks(node, start, end):
            if k == start and len(told[0]) + len(remark) < 120:
                told[0] = f"{told[0]}  {remark}"
            else:
                told.append(" " * indent + remark)
        self._blocks.append((start, end, told))

    def _remarks(self, node: Node, start: int, end: int) -> Iterator[tuple[int, str]]:
        texts = [place for place in _text_places(node) if start <= place.line - 1 < end]
        for k in range(start, end):
            for sign in re.finditer(r"(?<![^\s])#", self.lines[k]):
                at = sign.start() + 1
                within = any(
                    p.line - 1 == k and p.column <= at < p.column + p.length for p in texts
                )
                if not within:
                    yield k, self.lines[k][sign.start() :].rstrip()
                    break

    def _as_comment(self, span: tuple[int, int, int], path: Path) -> list[str]:
        start, end, indent = span
        if self.lines[start][:indent].strip():
            raise NoRoomError
        words = self.gone.get(path)
        if words is None:
            return []
        pad = " " * indent
        old = (f"{pad}# {line[indent:]}".rstrip() for line in self.lines[start:end])
        return [*comment(words, indent), *old]

    def _key_span(self, key: str, node: MapNode) -> tuple[int, int, int]:
        """Lines before an entry of a mapping on lines, lines up to its end, and its indent."""
        entry = node.entries[key]
        start, indent = entry.key.place.line - 1, entry.key.place.column - 1
        if self.lines[start][:indent].strip(" -"):
            raise NoRoomError
        return start, self._end(start, indent, dashes=isinstance(entry.value, ListNode)), indent

    def _item_span(self, node: Node) -> tuple[int, int, int] | None:
        """As `_key_span` of an item of a list; None where the list stands in brackets."""
        start = node.place.line - 1
        match = re.match(r"( *)- ", self.lines[start])
        if match is None or self.lines[start][: node.place.column - 1].strip() != "-":
            return None
        indent = len(match[1])
        return start, self._end(start, indent, dashes=False), indent

    def _end(self, start: int, indent: int, *, dashes: bool) -> int:
        last = start
        for number in range(start + 1, len(self.lines)):
            line = self.lines[number]
            if not line.strip():
                continue
            deep = len(line) - len(line.lstrip(" "))
            closing = deep == indent and line.strip()[0] in "]}"
            inside = deep > indent or (dashes and deep == indent and line[deep] == "-")
            if not inside and not closing:
                break
            last = number
        return last + 1


def _renames(old: list[str], new: list[str]) -> dict[str, str] | None:
    """Which keys have another name now; None where keys have come or gone."""
    gone, come = [k for k in old if k not in new], [k for k in new if k not in old]
    if [old.index(key) for key in gone] != [new.index(key) for key in come]:
        return None if len(old) != len(new) or gone else {}
    return dict(zip(gone, come, strict=True))


def _key_of(name: str, renames: Mapping[str, str]) -> str:
    return next((key for key, new in renames.items() if new == name), name)


def _text_places(node: Node) -> Iterator[Place]:
    if isinstance(node, TextNode):
        yield node.place
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _text_places(item)
    elif isinstance(node, MapNode):
        for entry in node.entries.values():
            yield entry.key.place
            yield from _text_places(entry.value)


def _spelt(words: str, *, flow: bool = True) -> str:
    return words if _is_bare(words) else spelt(words, flow=flow)


def _is_bare(words: str) -> bool:
    return bool(_NUMBER.fullmatch(words)) or valid_id(words, digits=True)


def _spelt_tree(tree: Any) -> Tree:
    if isinstance(tree, dict):
        return {_spelt(key): _spelt_tree(value) for key, value in tree.items()}
    return list(map(_spelt_tree, tree)) if isinstance(tree, list) else _spelt(str(tree))


def _item_lines(tree: Any, indent: int) -> list[str]:
    """An item of a list on lines: an entry of a section, or a quote."""
    if not isinstance(tree, dict):
        return [f"{' ' * indent}- {_spelt(str(tree), flow=False)}"]
    fields = (line for key, value in tree.items() for line in _field(key, value, indent + 2))
    return list(as_item(fields))


def _field(key: str, tree: Any, indent: int) -> Iterator[str]:
    """A key and what stands under it, on lines."""
    if isinstance(tree, str) and not _is_bare(tree):
        told: Tree = spelt(tree, indent + 2)
    else:
        told = _spelt_tree(tree)
    for line in field_lines(_spelt(key), told, indent):
        yield from line.split("\n")
