"""A text that a comma has split between brackets: the advice is to put quotes around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.compose import read_nodes
from zopa.case.load import check
from zopa.case.nodes import MapNode
from zopa.case.split_texts import advice_by_key

LEDGER = """\
zopa: 1
title: The quay
sources:
  wire: {file: wire.txt}
parties:
  town: {name: Town}
  line: {name: Line}
issues:
  dues: {title: Dues, options: {low: low, high: high}}
facts:
  - {party: town, order: {dues: [high, low]}, evidence: [wire: the town wants more]}
"""
LONG = "a comma ends a text between brackets: put the whole text in quotes"


@pytest.mark.parametrize(
    ("braces", "advice"),
    [
        ("{low: some, but not much}", {"but not much": 'write `low: "some, but not much"`'}),
        ("{a: x, b: one,two, c: y}", {"two": 'write `b: "one,two"`'}),
        ("{a: x, y, z}", dict.fromkeys(("y", "z"), 'write `a: "x, y, z"`')),
        ("{a: x, y, b: u, v}", {"y": 'write `a: "x, y"`', "v": 'write `b: "u, v"`'}),
        ("{a: 1,200 crowns}", {"200 crowns": 'write `a: "1,200 crowns"`'}),
        ("{a: 1,200}", {"200": "write a large number without commas: `1200`"}),
        ("{a: 2,5}", {"5": "write the decimals behind a point: `2.5`"}),
        ("{a: it's so, he said}", {"he said": 'write `a: "it\'s so, he said"`'}),
        ("{a: x,\n y}", {"y": 'write `a: "x, y"`'}),
        ("{a: " + "x" * 90 + ", y}", {"y": LONG}),
        ("{a, b}", {}),
        ("{a: 'x', y}", {}),
        ("{a: [x], y}", {}),
        ("{a: x, y: z}", {}),
        ("a: x\ny:\n", {}),
    ],
)  # fmt: skip
def test_the_text_is_put_together_again(braces: str, advice: dict[str, str]) -> None:
    node, _ = read_nodes("case.yaml", braces)
    assert isinstance(node, MapNode)
    assert advice_by_key(node) == advice


@pytest.mark.parametrize(
    ("old", "new", "code", "advice"),
    [
        ("low: low", "low: low, or none", "bad-id", 'write `low: "low, or none"`'),
        ("low: low", "low: low, none", "empty", 'write `low: "low, none"`'),
        ("title: Dues", "title: Dues, fees", "unknown-key", 'write `title: "Dues, fees"`'),
        ("name: Town", "name: Town, the", "unknown-key", 'write `name: "Town, the"`'),
        ("wants more]", "wants, it]", "wrong-shape", 'write `wire: "the town wants, it"`'),
        ("[wire: the town wants more]", "{wire: town wants more, now}", "empty",
         'write `wire: "town wants more, now"`'),
    ],
)  # fmt: skip
def test_advice_is_given_wherever_a_comma_splits(
    tmp_path: Path, old: str, new: str, code: str, advice: str
) -> None:
    (tmp_path / "wire.txt").write_text("It is told that the town wants more, now")
    (tmp_path / "case.yaml").write_text(LEDGER.replace(old, new))
    (finding,) = check(tmp_path).errors
    assert (finding.code.name, finding.help) == (code, (advice,))


def test_what_is_advised_is_well(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("It is told that the town wants more")
    (tmp_path / "case.yaml").write_text(LEDGER.replace("low: low", 'low: "low, or none"'))
    assert check(tmp_path).passes()
