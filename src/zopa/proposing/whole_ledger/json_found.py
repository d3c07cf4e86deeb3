"""The JSON objects in a text that somebody pasted: between other words, in fences, broken off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_OBJECTS = 40
"""How many objects of one text are looked at."""
MOST_TRIES = 300
"""How many opening braces are tried, since most of a text that is full of them may be no JSON."""
DEEPEST = 60
"""How deep an object may be nested."""


_TOKEN = re.compile(r'"(?:[^"\\]|\\[\s\S])*"|[{}\[\],]|[^"{}\[\],\s]+|\s+|"')


class FoundObject(NamedTuple):
    """A JSON object, and whether the text held all of it."""

    value: dict[str, Any]
    whole: bool


def json_objects(text: str) -> list[FoundObject]:
    """The outermost JSON objects of a text in their order.

    A comma before a closing bracket is passed over. An object that breaks off is closed behind the
    last thing in it that is whole.

    >>> json_objects('Sure!\\n```json\\n{"a": [1, 2,]}\\n```\\nAnything else?')
    [FoundObject(value={'a': [1, 2]}, whole=True)]
    >>> json_objects('{"a": [{"b": 1}, {"b": ')
    [FoundObject(value={'a': [{'b': 1}]}, whole=False)]
    """
    found: list[FoundObject] = []
    at, tries = text.find("{"), 0
    while at >= 0 and len(found) < MOST_OBJECTS and tries < MOST_TRIES:
        tries += 1
        piece = _ObjectText(text, at)
        value = piece.value()
        if value is not None:
            found.append(FoundObject(value, piece.whole))
            at = text.find("{", piece.stop)
        else:
            # What began here is no object; the next may begin on a later line.
            line = text.find("\n", at)
            at = text.find("{", line) if line >= 0 else -1
    return found


class _ObjectText:
    """The text from an opening brace on, up to where it is closed again or ends."""

    def __init__(self, text: str, start: int) -> None:
        self.stop, self.whole = len(text), False
        self._pieces: list[str] = []
        self._good: tuple[int, str] | None = None
        """How many pieces stood when the last inner thing was closed, and what closes the rest."""
        self._scan(text, start)

    def value(self) -> dict[str, Any] | None:
        """The object; None where there is none."""
        if self.whole:
            text = "".join(self._pieces)
        elif self._good is not None:
            count, closing = self._good
            text = "".join(self._pieces[:count]) + closing
        else:
            return None
        try:
            read = json.loads(text, parse_constant=_no_number, strict=False)
        except (ValueError, RecursionError):
            return None
        return read if isinstance(read, dict) else None

    def _scan(self, text: str, start: int) -> None:
        stack: list[str] = []
        for at, sign in _signs(text, start):
            if sign in "{[":
                stack.append("}" if sign == "{" else "]")
                if len(stack) > DEEPEST:
                    self.stop = at
                    return
            elif sign in "}]":
                if not stack or stack.pop() != sign:
                    self.stop = at
                    return
                self._drop_comma()
            self._pieces.append(sign)
            if sign in "}]":
                if not stack:
                    self.stop, self.whole = at + 1, True
                    return
                self._good = len(self._pieces), "".join(reversed(stack))

    def _drop_comma(self) -> None:
        at = len(self._pieces) - 1
        while at >= 0 and self._pieces[at].isspace():
            at -= 1
        if at >= 0 and self._pieces[at] == ",":
            self._pieces[at] = " "


def _signs(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Strings, marks, and what lies between them, with the place of each."""
    for match in _TOKEN.finditer(text, start):
        if match.group() == '"':  # a string that never ends
            return
        yield match.start(), match.group()


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
