"""The values of a JSON row: each is of the kind that is expected, or `WrongRowError` is raised."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from zopa.foundation.text import Span, fold_space

LONGEST = 100_000
"""Characters of a text in a row; longer ones were not written by zopa."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class WrongRowError(ValueError):
    """A row that cannot be read; `key` is the name beside which it goes wrong, if any."""

    def __init__(self, message: str, key: str = "", column: int = 0) -> None:
        super().__init__(message)
        self.key = key
        self.column = column


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def json_object(line: str) -> Fields:
    """A line as an object.

    >>> json_object('{"id": "a-1"}').text("id")
    'a-1'
    >>> json_object('{"id": ')
    Traceback (most recent call last):
    zopa.statements.json_values.WrongRowError: this line is no JSON object
    """
    try:
        row = json.loads(line, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise WrongRowError("this line is no JSON object", column=error.colno) from None
    except (ValueError, RecursionError):
        raise WrongRowError("this line is no JSON object") from None
    if not isinstance(row, dict):
        raise WrongRowError("this line is no JSON object")
    return Fields(row)


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of a JSON object by name; one that is missing is wrong unless it may be."""

    row: dict[str, Any]

    def _value(self, key: str) -> Any:
        if key not in self.row:
            raise WrongRowError(f"the row has no `{key}`")
        return self.row[key]

    def text(self, key: str) -> str:
        """A text, white space folded, without control characters."""
        return _text(self._value(key), key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(_text(value, key) for value in self._list(key))

    def words(self, key: str) -> str:
        """Words as they stand in a document, their white space kept."""
        return _words(self._value(key), key)

    def lists_of_words(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Lists of words as they stand in documents."""
        lists = self._list(key)
        if not all(isinstance(value, list) for value in lists):
            raise _wrong(key, "a list of lists")
        return tuple(tuple(_words(text, key) for text in value) for value in lists)

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """Words as they stand in a document, at several places."""
        return tuple(_words(value, key) for value in self._list(key))

    def number(self, key: str) -> float:
        """A finite number."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong(key, "a number")
        try:
            number = float(value)
        except OverflowError:
            raise _wrong(key, "a number") from None
        if not isfinite(number):
            raise _wrong(key, "a number")
        return number

    def word(self, key: str, words: type[E]) -> E:
        """One of the words of an enumeration."""
        value = self._value(key)
        if not isinstance(value, str) or value not in set(words):
            raise _wrong(key, f"one of {', '.join(words)}")
        return words(value)

    def yes(self, key: str) -> bool:
        """True or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise _wrong(key, "true or false")
        return value

    def probability(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise _wrong(key, "a number from 0 to 1")
        return float(value)

    def count(self, key: str) -> int:
        """A whole number that is not below 0 nor beyond all reason."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
            raise _wrong(key, "a whole number")
        return value

    def day(self, key: str) -> date:
        """A date in ISO form."""
        value = self._value(key)
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise _wrong(key, "a date") from None

    def span(self) -> Span:
        """The place between `start` and `stop`."""
        start, stop = self.count("start"), self.count("stop")
        if stop < start:
            raise _wrong("stop", "a place after `start`")
        return Span(start, stop)

    def pair(self, key: str) -> Span:
        """A place as a list of two whole numbers."""
        numbers = self._list(key)
        if len(numbers) != 2:
            raise _wrong(key, "a place")
        return Fields(dict(zip(("start", "stop"), numbers, strict=True))).span()

    def fields(self, key: str) -> Fields:
        """An object."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise _wrong(key, "an object")
        return Fields(value)

    def all_fields(self, key: str) -> tuple[Fields, ...]:
        """A list of objects."""
        values = self._list(key)
        if not all(isinstance(value, dict) for value in values):
            raise _wrong(key, "a list of objects")
        return tuple(Fields(value) for value in values)

    def maybe(self, key: str, read: Callable[[str], T]) -> T | None:
        """What `read` gives, or None where the value is null."""
        return None if self._value(key) is None else read(key)

    def _list(self, key: str) -> list[Any]:
        value = self._value(key)
        if not isinstance(value, list):
            raise _wrong(key, "a list")
        return value


def _text(value: object, key: str) -> str:
    return fold_space(_words(value, key))


def _words(value: object, key: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or _CONTROL.search(value):
        raise _wrong(key, "a text")
    return value


def _wrong(key: str, wanted: str) -> WrongRowError:
    return WrongRowError(f"`{key}` is not {wanted}", key)
