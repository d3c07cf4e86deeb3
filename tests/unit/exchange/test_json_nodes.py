"""The JSON scanner against the standard library, and where it says a text breaks."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from zopa.case.nodes import ListNode, MapNode, Node, TextNode
from zopa.exchange.json_nodes import read_json

TEXTS = [
    "[]", "{}", "1", '""', "null", "[1,]", "[,1]", "[1 2]", '{"a":1,}', '{"a":}', '{"a" 1}', "[1]]",
    '{"a": {"b": [{}, [], -1.5e+3, true, "\\u00e9\\n"]}}', "[[1],[2]]", "{1:2}", '["a\nb"]',
    "[01]", "[1.]", "[.5]", "[+1]", "[1e]", "nan", "[truex]", "[1true]", '"\\x"', '"a', "", " ",
    "[-0]", "[1E5]", '"\\ud83d\\ude00"', "[\"\t\"]", "[1,,2]", "[}", "{]",
]  # fmt: skip


def plain(node: Node) -> Any:
    """What the standard library makes of the same text, numbers left as they are written."""
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    assert isinstance(node, TextNode)
    return ("word", node.text) if node.plain else node.text


def words(value: Any) -> Any:
    if isinstance(value, list):
        return [words(item) for item in value]
    if isinstance(value, dict):
        return {key: words(item) for key, item in value.items()}
    constants = {True: "true", False: "false", None: "null"}
    return ("word", constants[value]) if value is None or isinstance(value, bool) else value


def standard(text: str) -> Any:
    def refuse(word: str) -> None:
        raise ValueError(word)

    loaded = json.loads(
        text,
        parse_int=lambda w: ("word", w),
        parse_float=lambda w: ("word", w),
        parse_constant=refuse,
    )
    return words(loaded)


def compare(text: str) -> bool:
    """Whether the text is JSON; both readers have to agree on that and on what it says."""
    root, findings = read_json("f", text)
    try:
        expected = standard(text)
    except ValueError:
        assert root is None
        assert [finding.code.name for finding in findings] == ["broken-file"]
        return False
    assert root is not None
    assert plain(root) == expected
    return True


@pytest.mark.parametrize("text", TEXTS)
def test_as_the_standard_library(text: str) -> None:
    compare(text)


def test_changed_texts_as_the_standard_library() -> None:
    rng = random.Random(1)  # noqa: S311
    whole = '{"a": [1, -2.5, {"b": null, "c": "x\\"y"}], "d": {}, "e": [true, false]}'
    good = 0
    for _ in range(600):
        at = rng.randrange(len(whole))
        text = whole[:at] + rng.choice('{}[]:,"1 0.e-\\xt') + whole[at + rng.randrange(2) :]
        if len(set(json_keys(text))) == len(json_keys(text)):
            good += compare(text)
    assert 100 < good < 500


def json_keys(text: str) -> list[str]:
    """The names at the ends of pairs; twice the same name is a finding of its own."""
    keys: list[str] = []
    try:
        json.loads(text, object_pairs_hook=lambda pairs: keys.extend(k for k, _ in pairs))
    except ValueError:
        return []
    return keys


def test_places() -> None:
    root, _ = read_json("f", '{\n "a": [1,\n  "two"]}')
    assert isinstance(root, MapNode)
    entry = root.entries["a"]
    assert str(entry.key.place) == "f:2:2"
    assert isinstance(entry.value, ListNode)
    assert [str(item.place) for item in entry.value.items] == ["f:2:8", "f:3:3"]
    assert [item.place.length for item in entry.value.items] == [1, 5]


def test_the_same_name_twice() -> None:
    root, findings = read_json("f", '{"a": 1, "b": 2, "a": 3, "a": 4}')
    assert isinstance(root, MapNode)
    assert [str(finding) for finding in findings] == [
        "f:1:18: error[repeated-part]: `a` stands twice in the same part"
    ]
