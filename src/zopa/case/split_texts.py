"""Texts that a comma has split between brackets, and how they are written in one piece.

Between braces `less: less, with a longer period` is a text and a name without a value. What was
meant is one text, which needs quotes; a number is written without commas.
"""

from __future__ import annotations

from zopa.case.nodes import MapNode, Node, TextNode
from zopa.case.syntax import quoted
from zopa.foundation.diagnostics import Place

LONGEST_SHOWN = 90
"""Characters of the longest text that is written out as advice."""
_ONLY_SAID = "a comma ends a text between brackets: put the whole text in quotes"


def advice_by_key(node: MapNode) -> dict[str, str]:
    """For each key that is the rest of a text behind a comma, what to write instead.

    >>> from zopa.case.compose import read_nodes
    >>> node, _ = read_nodes("a", "{less: less, with a longer period, more: more}")
    >>> advice_by_key(node)
    {'with a longer period': 'write `less: "less, with a longer period"`'}
    """
    advice: dict[str, str] = {}
    key, whole, rests = "", "", list[str]()
    end: Place | None = None
    """Where the text ends that the next name may be the rest of; None where there is none."""
    for entry in node.entries.values() if node.flow else ():
        if not _is_bare(entry.value):
            text = entry.value if isinstance(entry.value, TextNode) and entry.value.plain else None
            key, whole, rests = entry.key.text, text.text if text else "", []
            end = text.place if text else None
        elif end is not None:
            whole += _comma(end, entry.key.place) + entry.key.text
            end = entry.key.place
            rests.append(entry.key.text)
            advice.update(dict.fromkeys(rests, _advice(key, whole)))
    return advice


def advice_behind(items: tuple[Node, ...], index: int) -> str:
    """What to write where an item of a list is the rest of the pair before it; empty where not."""
    before = items[index - 1] if index else None
    item = items[index]
    if not isinstance(before, MapNode) or len(before.entries) != 1 or not before.flow:
        return ""
    (entry,) = before.entries.values()
    same_line = isinstance(item, TextNode) and item.place.line == entry.key.place.line
    if not same_line or not isinstance(entry.value, TextNode) or not entry.value.plain:
        return ""
    assert isinstance(item, TextNode)  # noqa: S101 (it stands on the same line)
    whole = entry.value.text + _comma(entry.value.place, item.place) + item.text
    return _advice(entry.key.text, whole)


def _is_bare(node: Node) -> bool:
    return isinstance(node, TextNode) and node.plain and not node.text


def _comma(before: Place, behind: Place) -> str:
    """The comma between two texts, with a space behind it where there is one."""
    tight = before.line == behind.line and behind.column == before.column + before.length + 1
    return "," if tight else ", "


def _advice(key: str, whole: str) -> str:
    number, *groups = whole.split(",")
    if number.lstrip("+-").isdigit() and all(group[:1].isdigit() for group in groups):
        if all(len(group) == 3 for group in groups):
            return f"write a large number without commas: `{whole.replace(',', '')}`"
        if len(groups) == 1 and groups[0].isdigit():
            return f"write the decimals behind a point: `{whole.replace(',', '.')}`"
    if len(whole) > LONGEST_SHOWN or "\n" in whole:
        return _ONLY_SAID
    return f"write `{key}: {quoted(whole)}`"
