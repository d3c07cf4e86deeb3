"""Lines of a ledger: YAML that a person will read and change.

What the lines say comes from `zopa.case.write`. This module knows how a text, a number and a
collection are spelt so that the loader reads back what was meant, and where a long line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from typing import TypeAlias

from zopa.case.scalars import DIGITS, decimal, plain_number
from zopa.foundation.chance import Interval

WIDTH = 98
"""Characters of a line, where its parts allow."""
LONG_TEXT = 10_000
"""A text with more characters is broken into lines, since the loader refuses endless lines."""

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"
"""A value to be written: a scalar as it is spelt, or a list or mapping of values."""

# --- texts --------------------------------------------------------------------------------------

_OPENING_QUOTES = "“‘„«"
_ENDS_A_TEXT = re.compile(r":\s|:$|\s#|[\t\n\x85\u2028\u2029]")
_ENDS_A_TEXT_IN_FLOW = re.compile(r"[,\[\]{}]")
_OTHER_MEANING = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def spelt(text: str, indent: int = 0, *, flow: bool = False) -> str:
    """A text as a YAML scalar, without quotation marks where it is plain words.

    Plain words begin with a letter or an opening quotation mark, hold nothing that ends a text
    in YAML, and are no word such as `yes` or `null` that some programs read as something else.
    Between brackets (`flow`) a comma or a bracket ends a text as well. A text of several lines
    becomes a block of lines, each `indent` spaces in; or it has its line ends written as `\\n`
    where a block would not give back the same text.

    >>> spelt("work from home"), spelt("it's: no"), spelt("#1"), spelt("no"), spelt("30")
    ('work from home', "'it''s: no'", "'#1'", "'no'", "'30'")
    >>> spelt("neither, nor"), spelt("neither, nor", flow=True)
    ('neither, nor', "'neither, nor'")
    >>> print(spelt("first\\nsecond", 2))
    |-
      first
      second
    """
    if len(text) > LONG_TEXT:
        return _in_pieces(text, indent)
    if _is_plain(text, flow=flow):
        return text
    if "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if not flow and _fits_block(text):
        pad = " " * indent
        return "|-\n" + "\n".join(pad + line if line else "" for line in text.split("\n"))
    return f'"{_escaped(text)}"'


def _is_plain(text: str, *, flow: bool) -> bool:
    first = text[:1]
    if not (first.isalpha() or first in _OPENING_QUOTES) or text != text.strip():
        return False
    if text.casefold() in _OTHER_MEANING or _ENDS_A_TEXT.search(text):
        return False
    return not (flow and _ENDS_A_TEXT_IN_FLOW.search(text))


def _fits_block(text: str) -> bool:
    """Whether a block of lines gives back the same text whatever reads it."""
    lines = text.split("\n")
    if any(character in text for character in "\x85\u2028\u2029"):
        return False
    return not lines[0][:1].isspace() and all(line == line.rstrip() for line in lines)


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


def _in_pieces(text: str, indent: int) -> str:
    """A long text between double quotation marks, each line ending in a backslash."""
    room = WIDTH - indent - 2
    lines = []
    start = 0
    while start < len(text):
        stop = min(start + room, len(text))
        space = text.rfind(" ", start + 1, stop)
        if stop < len(text) and space > 0:
            stop = space + 1
        piece = _escaped(text[start:stop])
        lines.append("\\" + piece if piece.startswith(" ") else piece)
        start = stop
    return '"' + ("\\\n" + " " * indent).join(lines) + '"'


def folded(lines: Sequence[str], indent: int) -> str:
    """A text of one line as a block that is broken into the given lines.

    >>> print("summary:", folded(["What is negotiated,", "and by whom."], 2))
    summary: >
      What is negotiated,
      and by whom.
    """
    return "\n".join([">", *(" " * indent + line for line in lines)])


# --- numbers ------------------------------------------------------------------------------------


def number_words(number: float) -> str:
    """The shortest decimal, without an exponent, that reads back as the same number.

    A number with more digits than a ledger can hold is rounded to as many as it can.

    >>> number_words(0.5), number_words(1e-07), number_words(1200.0), number_words(1 / 3)
    ('0.5', '0.0000001', '1200', '0.333333333333333')
    """
    return _within_limits(Decimal(repr(float(number))))


def percent_words(share: float) -> str:
    """A share of 1 in percent.

    >>> percent_words(0.125), percent_words(0.07), percent_words(-0.05), percent_words(1.0)
    ('12.5', '7', '-5', '100')
    """
    return _within_limits(Decimal(repr(float(share))) * 100)


def range_words(interval: Interval) -> str:
    """A range of shares in percent, one number where both ends are the same.

    >>> range_words(Interval(0.3, 0.5)), range_words(Interval(0.4, 0.4))
    ('30..50', '40')
    """
    low, high = percent_words(interval.low), percent_words(interval.high)
    return low if low == high else f"{low}..{high}"


def _within_limits(number: Decimal) -> str:
    text = plain_number(Context(prec=DIGITS).plus(number))
    return "0" if decimal(text) is None and abs(number) < 1 else text


# --- collections --------------------------------------------------------------------------------


def in_flow(tree: Tree) -> str:
    """A value on one line, lists and mappings in brackets.

    >>> in_flow({"form": ["treaty", ["memo", "letter"]], "price": "less"})
    '{form: [treaty, [memo, letter]], price: less}'
    """
    if isinstance(tree, str):
        return tree
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{key}: {in_flow(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(in_flow, tree)) + "]"


def field_lines(key: str, tree: Tree, indent: int, *, spread: bool = False) -> Iterator[str]:
    """`key: value` on one line where it fits, else on several.

    A mapping of lists or mappings is opened into a line for each; with `spread` it always is.
    Any other collection is broken between its items.

    >>> print(*field_lines("value", {"price": {"low": "0", "high": "40"}}, 0, spread=True), sep="\\n")
    value:
      price: {low: 0, high: 40}
    >>> print(*field_lines("also", ["a" * 60, "b" * 60], 0), sep="\\n")  # doctest: +ELLIPSIS
    also: [
      aaa...,
      bbb...
    ]
    """  # noqa: E501
    pad = " " * indent
    opened = isinstance(tree, Mapping) and any(not isinstance(v, str) for v in tree.values())
    whole = f"{pad}{key}: {in_flow(tree)}"
    if isinstance(tree, str) or (len(whole) <= WIDTH and not (spread and opened)):
        yield whole
    elif isinstance(tree, Mapping) and opened:
        yield f"{pad}{key}:"
        for name, value in tree.items():
            yield from field_lines(name, value, indent + 2, spread=spread)
    elif isinstance(tree, Mapping):
        parts = [f"{name}: {in_flow(value)}" for name, value in tree.items()]
        yield from _wrapped(f"{pad}{key}: {{", parts, "}", indent)
    else:
        yield from _wrapped(f"{pad}{key}: [", list(map(in_flow, tree)), "]", indent)


def _wrapped(start: str, parts: list[str], end: str, indent: int) -> Iterator[str]:
    pad = " " * indent
    yield start
    line = ""
    for part in parts:
        if line and len(pad) + 4 + len(line) + len(part) > WIDTH:
            yield f"{pad}  {line}"
            line = ""
        line += ("" if not line else " ") + part + ","
    yield f"{pad}  {line.rstrip(',')}"
    yield f"{pad}{end}"


def as_item(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a mapping as an item of a list: a dash in front of the first.

    >>> print(*as_item(["    party: us", "    rejects: draft"]), sep="\\n")
      - party: us
        rejects: draft
    """
    for k, line in enumerate(lines):
        pad = len(line) - len(line.lstrip(" "))
        yield line if k else f"{line[: pad - 2]}- {line[pad:]}"


def comment(words: str, indent: int = 0) -> Iterator[str]:
    """Words as lines of comment; an empty line where there are none.

    >>> list(comment("what was read", 2))
    ['  # what was read']
    """
    pad, line = " " * indent + "#", ""
    for word in words.split():
        if line and len(pad) + len(line) + len(word) + 1 > WIDTH:
            yield pad + line
            line = ""
        line += f" {word}"
    yield pad + line if line else ""
