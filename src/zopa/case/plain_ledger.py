"""A ledger as plain lists, mappings and texts, in which names can be changed wherever they stand.

The tree holds what is written, without comments and layout: what a person would say has changed.
How a changed tree is written into the text that was there is told by `zopa.case.tree_lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from zopa.case.kinds.content import NameUse
from zopa.case.nodes import ListNode, MapNode, Node, TextNode
from zopa.case.positions import Path

NamePlace: TypeAlias = tuple[Path, bool]
"""Where a name stands in a tree, and whether it is a key there."""


def plain_tree(node: Node | None) -> Any:
    """A node as plain values; what could not be read is empty."""
    if isinstance(node, MapNode):
        return {key: plain_tree(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain_tree(item) for item in node.items]
    return node.text.strip() if isinstance(node, TextNode) else ""


def at_path(tree: Any, path: Path) -> Any:
    """What stands at a path of a tree; None where nothing does.

    >>> at_path({"facts": [{"party": "us"}]}, ("facts", 0, "party"))
    'us'
    """
    for step in path:
        known = isinstance(tree, dict) and step in tree
        placed = isinstance(tree, list) and isinstance(step, int) and step < len(tree)
        if not known and not placed:
            return None
        tree = tree[step]
    return tree


def name_places(
    tree: Any, uses: Iterable[NameUse], wanted: Callable[[NameUse], bool]
) -> Iterator[NamePlace]:
    """Where the wanted ones of some names stand; a level within a range of numbers has no place."""
    for use in uses:
        place = _standing(tree, use) if wanted(use) else None
        if place is not None:
            yield place


def _standing(tree: Any, use: NameUse) -> NamePlace | None:
    if use.key:
        around = at_path(tree, use.path[:-1])
        return (use.path, True) if isinstance(around, dict) and use.path[-1] in around else None
    path = use.path
    while path:
        there = at_path(tree, path)
        if there == use.name:
            return path, False
        if isinstance(there, list) and use.name in there:
            return (*path, there.index(use.name)), False
        if not isinstance(path[-1], int):
            return None
        path = path[:-1]
    return None


def with_names(tree: Any, names: Mapping[NamePlace, str]) -> tuple[Any, set[Path]]:
    """A tree with other names in some places, and where something had no room.

    In a list each name stands once. Where a mapping would have a key twice, what stood under it
    already stays; where the other stood is told.

    >>> with_names({"priorities": ["pay", ["wages", "hours"]]},
    ...            {(("priorities", 1, 0), False): "pay"})
    ({'priorities': ['pay', 'hours']}, set())
    """
    crowded: set[Path] = set()
    return _renamed(tree, (), names, crowded), crowded


def _renamed(tree: Any, path: Path, names: Mapping[NamePlace, str], crowded: set[Path]) -> Any:
    if isinstance(tree, dict):
        new: dict[str, Any] = {}
        moved = {key: names.get(((*path, key), True), key) for key in tree}
        staying = {key for key in tree if moved[key] == key}
        for key, value in tree.items():
            name = moved[key]
            if name != key and (name in staying or name in new):
                crowded.add((*path, key))
                continue
            new[name] = _renamed(value, (*path, key), names, crowded)
        return new
    if isinstance(tree, list):
        items = [_renamed(item, (*path, k), names, crowded) for k, item in enumerate(tree)]
        return _once(items) if _all_names(items) and items != tree else items
    return names.get((path, False), tree)


def _all_names(items: list[Any]) -> bool:
    return all(isinstance(k, str) or (isinstance(k, list) and _all_names(k)) for k in items)


def _once(items: list[Any]) -> list[Any]:
    """Names in a list and its inner lists, each once, inner lists of one name without brackets."""
    seen: set[str] = set()
    kept: list[Any] = []
    for item in items:
        if isinstance(item, list):
            tier = [name for name in item if not (name in seen or seen.add(name))]  # type: ignore[func-returns-value]
            if tier:
                kept.append(tier if len(tier) > 1 else tier[0])
        elif item not in seen:
            seen.add(item)
            kept.append(item)
    return kept
