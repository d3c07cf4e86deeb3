"""What every analysis keeps to, new ones included: the registry is what is tested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType

import numpy as np
import pytest

from zopa.analyses import ANALYSES
from zopa.analyses.result import Record, Share, Spread
from zopa.case.model import Case
from zopa.preferences.draws import Draws, draw

from .reordering import reordered

DRAWS = 300

_drawn: dict[str, Draws] = {}


def drawn(case: Case) -> Draws:
    """Draws are the costly part; the same case has the same ones."""
    if case.name not in _drawn:
        _drawn[case.name] = draw(case, DRAWS, seed=3)
    return replace(_drawn[case.name], case=case)


@pytest.fixture(params=ANALYSES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def records(thing: object) -> Iterator[Record]:
    if isinstance(thing, Record):
        yield thing
        for field in type(thing).model_fields:
            yield from records(getattr(thing, field))
    elif isinstance(thing, dict):
        for entry in thing.values():
            yield from records(entry)
    elif isinstance(thing, tuple):
        for entry in thing:
            yield from records(entry)


def test_it_is_pure_and_repeatable(name: str, case: Case) -> None:
    draws = drawn(case)
    arrays = [*draws.values, *draws.barred, draws.reservation]
    before = [a.copy() for a in arrays]
    first = ANALYSES[name].run(case, draws)
    for array in arrays:
        array.flags.writeable = False  # whoever writes into draws fails here
    try:
        second = ANALYSES[name].run(case, draws)
    finally:
        for array in arrays:
            array.flags.writeable = True
    assert first == second
    assert all(np.array_equal(a, b) for a, b in zip(arrays, before, strict=True))


def test_what_given_numbers_settle_has_no_sampling_interval(name: str, numbers_given: Case) -> None:
    found = records(ANALYSES[name].run(numbers_given, drawn(numbers_given)))
    shares = [r for r in found if isinstance(r, Share) and r.draws]
    assert all(s.low == s.share == s.high for s in shares)
    assert shares or name not in ("zone", "bargaining")


def test_the_same_seed_gives_the_same_record(name: str, two: Case) -> None:
    one, other = draw(two, 100, seed=5), draw(two, 100, seed=5)
    assert ANALYSES[name].run(two, one) == ANALYSES[name].run(two, other)


def test_json_gives_back_the_record(name: str, case: Case) -> None:
    result = ANALYSES[name].run(case, drawn(case))
    assert type(result) is ANALYSES[name].record
    assert ANALYSES[name].record.from_json(result.to_json()) == result
    json.loads(result.to_json())


def test_it_says_what_it_answers(name: str, case: Case) -> None:
    result = ANALYSES[name].run(case, drawn(case))
    assert result.analysis == name
    assert result.question.endswith("?")
    assert result.method.endswith(".")
    assert result.draws <= DRAWS
    assert ANALYSES[name].run.__doc__


def test_numbers_stay_within_their_ranges(name: str, case: Case) -> None:
    for record in records(ANALYSES[name].run(case, drawn(case))):
        if isinstance(record, Share):
            assert 0 <= record.low <= record.share <= record.high <= 1
            assert record.draws <= DRAWS
        if isinstance(record, Spread):
            assert record.low <= record.high
            assert record.low >= -1
            assert record.draws <= DRAWS


def test_it_shows_itself_in_a_notebook(name: str, case: Case) -> None:
    html = ANALYSES[name].run(case, drawn(case))._repr_html_()
    assert html.count("<table") == html.count("</table>")
    assert "<script" not in html


# --- relabelling and reordering ---------------------------------------------------------


def renamed(thing: object) -> object:
    """Every id `qq…` as `qqq…`, which keeps their order."""
    if isinstance(thing, str):
        return "q" + thing if thing.startswith("qq") else thing
    if isinstance(thing, dict | MappingProxyType):
        return {renamed(k): renamed(v) for k, v in thing.items()}
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(map(renamed, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{f.name: renamed(getattr(thing, f.name)) for f in fields(thing)})
    return thing


def test_names_do_not_matter(name: str, case: Case) -> None:
    other = renamed(case)
    assert isinstance(other, Case)
    result = ANALYSES[name].run(other, draw(other, DRAWS, seed=3))
    text = result.to_json().replace('"qqq', '"qq')
    assert json.loads(text) == json.loads(ANALYSES[name].run(case, drawn(case)).to_json())


def canonical(thing: object, facts: int, rules: int) -> object:
    """A record as JSON in which the order of the case's entries does not show."""
    if isinstance(thing, dict):
        found = {}
        for key, value in sorted(thing.items()):
            if key == "fact" and isinstance(value, int):
                found[key] = facts - 1 - value if facts >= 0 else value
            elif key == "rule" and isinstance(value, int):
                found[key] = rules - 1 - value if facts >= 0 else value
            elif key == "facts" and value and isinstance(value, list) and isinstance(value[0], int):
                found[key] = sorted(facts - 1 - v if facts >= 0 else v for v in value)
            else:
                found[key] = canonical(value, facts, rules)
        return found
    if isinstance(thing, list):
        return sorted((canonical(x, facts, rules) for x in thing), key=lambda x: json.dumps(x))
    return round(thing, 9) + 0.0 if isinstance(thing, float) else thing


def test_the_order_in_the_file_does_not_matter(name: str, case: Case) -> None:
    other = reordered(case)
    one = json.loads(ANALYSES[name].run(case, drawn(case)).to_json())
    two = json.loads(ANALYSES[name].run(other, draw(other, DRAWS, seed=3)).to_json())
    count = len(case.facts), len(case.rules)
    assert canonical(two, *count) == canonical(one, -1, -1)
