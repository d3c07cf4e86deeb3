"""Lines of a ledger: YAML that a person will read and change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

WIDTH = 98
"""Characters of a line, where its parts allow."""
PERCENT_DIGITS = 12
"""Decimals of a percentage: a ten-thousandth of a millionth of a millionth of the whole."""

_PLAIN = re.compile(r"[^\W\d_][\w ()/.+&%-]*", re.ASCII)


def scalar(text: str) -> str:
    """A text as YAML, in single quotes unless it is plain words.

    >>> scalar("work from home"), scalar("it's: no"), scalar("#1"), scalar("no")
    ('work from home', "'it''s: no'", "'#1'", 'no')
    """
    if _PLAIN.fullmatch(text) and not text.endswith(" "):
        return text
    return "'" + text.replace("'", "''") + "'"


def percent(share: float) -> str:
    """A share of 1 in percent, with the digits it has.

    >>> percent(0.125), percent(1 / 3), percent(0.0), percent(0.1 + 0.2)
    ('12.5', '33.333333333333', '0', '30')
    """
    text = f"{100 * share:.{PERCENT_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def mapping(pairs: Mapping[str, str], indent: int, before: str) -> Iterator[str]:
    """`before: {a: 1, b: 2}`, broken into lines where it is long.

    >>> list(mapping({"low": "0", "high": "40"}, 2, "price"))
    ['  price: {low: 0, high: 40}']
    """
    parts = [f"{key}: {value}" for key, value in pairs.items()]
    yield from _wrapped(parts, "{", "}", indent, before)


def sequence(items: Iterable[str], indent: int, before: str) -> Iterator[str]:
    """`before: [a, b]`, broken into lines where it is long.

    >>> list(sequence(["a", "b"], 0, "also"))
    ['also: [a, b]']
    """
    yield from _wrapped(list(items), "[", "]", indent, before)


def _wrapped(
    parts: list[str], opening: str, closing: str, indent: int, before: str
) -> Iterator[str]:
    pad = " " * indent
    whole = f"{pad}{before}: {opening}{', '.join(parts)}{closing}"
    if len(whole) <= WIDTH:
        yield whole
        return
    yield f"{pad}{before}: {opening}"
    line = ""
    for part in parts:
        if line and len(pad) + 4 + len(line) + len(part) > WIDTH:
            yield f"{pad}  {line}"
            line = ""
        line += ("" if not line else " ") + part + ","
    yield f"{pad}  {line.rstrip(',')}"
    yield f"{pad}{closing}"


def comment(words: str, indent: int = 0) -> Iterator[str]:
    """Words as lines of comment."""
    pad, line = " " * indent + "#", ""
    for word in words.split():
        if line and len(pad) + len(line) + len(word) + 1 > WIDTH:
            yield pad + line
            line = ""
        line += f" {word}"
    yield pad + line
