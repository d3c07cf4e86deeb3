"""Values of rows: each is of its kind, up to its bounds, or the row is wrong at that key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from zopa.foundation.text import Span
from zopa.statements.json_values import LONGEST, Fields, WrongRowError, json_object
from zopa.statements.statement import Act

Read = Callable[[Fields], object]

READERS: dict[str, Read] = {
    "text": lambda row: row.text("k"),
    "texts": lambda row: row.texts("k"),
    "words": lambda row: row.words("k"),
    "lists of words": lambda row: row.lists_of_words("k"),
    "list of words": lambda row: row.list_of_words("k"),
    "number": lambda row: row.number("k"),
    "word": lambda row: row.word("k", Act),
    "yes": lambda row: row.yes("k"),
    "probability": lambda row: row.probability("k"),
    "count": lambda row: row.count("k"),
    "day": lambda row: row.day("k"),
    "pair": lambda row: row.pair("k"),
    "fields": lambda row: row.fields("k"),
    "all fields": lambda row: row.all_fields("k"),
}


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("text", " a\n b ", "a b"),
        ("text", "a" * LONGEST, "a" * LONGEST),
        ("texts", ["a ", " b"], ("a", "b")),
        ("words", " a\n b ", " a\n b "),
        ("lists of words", [["a "], []], (("a ",), ())),
        ("list of words", ["a ", ""], ("a ", "")),
        ("number", -3, -3.0),
        ("number", 0.5, 0.5),
        ("yes", False, False),
        ("probability", 0, 0.0),
        ("probability", 1, 1.0),
        ("probability", 0.25, 0.25),
        ("count", 0, 0),
        ("count", 10**9 - 1, 10**9 - 1),
        ("pair", [3, 3], Span(3, 3)),
        ("pair", [3, 8], Span(3, 8)),
    ],
)
def test_what_is_read(kind: str, value: Any, read: object) -> None:
    found = READERS[kind](Fields({"k": value}))
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 3),
        ("text", "a" * (LONGEST + 1)),
        ("text", "a\x08"),
        ("text", "\x7f"),
        ("text", "\ud800"),
        ("texts", "a"),
        ("texts", ["a", None]),
        ("words", None),
        ("lists of words", [["a"], "b"]),
        ("list of words", {"a": 1}),
        ("number", True),
        ("number", "1"),
        ("number", None),
        ("number", float("inf")),
        ("number", float("nan")),
        ("number", 10**400),
        ("word", "shout"),
        ("word", ["inform"]),
        ("yes", 1),
        ("yes", None),
        ("probability", True),
        ("probability", "0.5"),
        ("probability", -0.001),
        ("probability", 1.001),
        ("probability", float("nan")),
        ("count", True),
        ("count", 2.0),
        ("count", -1),
        ("count", 10**9),
        ("day", "7 February"),
        ("day", 20250207),
        ("pair", [3]),
        ("pair", [3, 4, 5]),
        ("pair", {"start": 3, "stop": 4}),
        ("fields", []),
        ("all fields", {}),
        ("all fields", [{}, []]),
    ],
)
def test_what_is_of_another_kind(kind: str, value: Any) -> None:
    with pytest.raises(WrongRowError, match="`k` is not") as raised:
        READERS[kind](Fields({"k": value}))
    assert raised.value.key == "k"


@pytest.mark.parametrize("kind", READERS)
def test_what_is_missing(kind: str) -> None:
    with pytest.raises(WrongRowError, match="the row has no `k`"):
        READERS[kind](Fields({"other": 1}))


def test_a_place_may_be_empty_but_not_turned() -> None:
    assert Fields({"start": 4, "stop": 4}).span() == Span(4, 4)
    with pytest.raises(WrongRowError, match="`stop` is not a place after `start`") as raised:
        Fields({"start": 4, "stop": 3}).span()
    assert raised.value.key == "stop"


def test_null_is_nothing_where_nothing_may_be() -> None:
    row = Fields({"none": None, "some": 3})
    assert row.maybe("none", row.count) is None
    assert row.maybe("some", row.count) == 3
    with pytest.raises(WrongRowError, match="no `gone`"):
        row.maybe("gone", row.count)


@pytest.mark.parametrize(
    ("line", "column"),
    [('{"a": }', 7), ("[1]", 0), ("3", 0), ('{"a": NaN}', 0), ("[" * 100_000, 0), ("1" * 5000, 0)],
)
def test_lines_that_are_no_object(line: str, column: int) -> None:
    with pytest.raises(WrongRowError, match="no JSON object") as raised:
        json_object(line)
    assert (raised.value.key, raised.value.column) == ("", column)
