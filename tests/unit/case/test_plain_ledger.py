"""Names are changed wherever they stand in a ledger, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from zopa.case.checks.unknown_name import names_used
from zopa.case.compose import read_yaml
from zopa.case.load import load_case
from zopa.case.plain_ledger import at_path, name_places, plain_tree, with_names

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"


def test_every_name_that_the_example_uses_has_a_place():
    case = load_case(EXAMPLE)
    tree = plain_tree(read_yaml("case.yaml", (EXAMPLE / "case.yaml").read_text()).root)
    uses = list(names_used(case))
    places = list(name_places(tree, uses, lambda use: True))
    assert len(places) == len(uses) > 140
    for (path, key), use in zip(places, uses, strict=True):
        assert (path[-1] if key else at_path(tree, path)) == use.name


def test_a_list_names_each_once():
    tree = {"p": ["a", ["b", "c"], "d"], "o": [["a", "b"]]}
    names = {(("p", 1, 0), False): "a", (("o", 0, 1), False): "a"}
    assert with_names(tree, names) == ({"p": ["a", "c", "d"], "o": ["a"]}, set())


def test_a_key_that_would_stand_twice_is_told():
    tree = {"terms": {"pay": "1", "wages": "2"}}
    names = {(("terms", "wages"), True): "pay"}
    assert with_names(tree, names) == ({"terms": {"pay": "1"}}, {("terms", "wages")})


def test_two_names_can_change_places():
    tree = {"o": ["a", "b"], "t": {"a": "1", "b": "2"}}
    names = {
        (("o", 0), False): "b", (("o", 1), False): "a",
        (("t", "a"), True): "b", (("t", "b"), True): "a",
    }  # fmt: skip
    assert with_names(tree, names) == ({"o": ["b", "a"], "t": {"b": "1", "a": "2"}}, set())
