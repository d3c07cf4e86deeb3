"""The counting of work is right, and nothing else decides: no clock in the package or its tests."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from counted_work import Matcher, calls_of, steps_of

import zopa

ROOT = Path(__file__).resolve().parents[2]
WAITS = {
    "src/zopa/statements/archive/starter.py",  # looks now and then whether who started it is there
    "src/zopa/statements/archive/progress.py",  # a rate and the time that is left, shown
    "src/zopa/statements/language_model/endpoint.py",  # pauses before asking another machine again
    "src/zopa/foundation/lock.py",  # waits for another process that writes the same file
}
"""Where a clock is looked at or waited for, and decides no result."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that stands in a module of the package."""
    for module in pkgutil.walk_packages(zopa.__path__, "zopa."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{module.name}.{name}", value


TEXTS = [
    "The minister said on 3 March 2025 that “we won't” pay $3.5 million, i.e. a third — by 30 "
    "April, 1,234 or 50-60% (the EU's offer)\n\n12:30 of May-June 2024",
    "“" * 30,
    "1-" * 20,
    "a third " * 8,
    "<p>x</p> {a: [1, 2]} `b` ** c\u0301 \t\r\n- d: 'e'\n",
]


def test_steps_are_counted_along_the_way_that_patterns_take() -> None:
    seen = dict(patterns())
    assert len(seen) > 150
    for name, pattern in seen.items():
        matcher = Matcher(pattern)
        for text in TEXTS:
            for start in range(len(text) + 1):
                match = pattern.match(text, start)
                end = match.end() if match else None
                assert matcher.end_of_match(text, start) == end, (name, text[start:])


@pytest.mark.parametrize(
    ("pattern", "size", "least", "most"),
    [("a+", 20, 7, 9), ("a*b", 20, 30, 70), ("a*a*b", 20, 200, 600), ("(a+)+b", 2, 10_000, 10**6)],
)
def test_steps_grow_as_patterns_do(pattern: str, size: int, least: int, most: int) -> None:
    """Linear, square, cubic and exponential, of eight times as much text."""
    taken = []
    for length in (size, 8 * size):
        matcher = Matcher(re.compile(pattern))
        for start in range(1 if pattern == "a+" else length):
            matcher.end_of_match("a" * length, start)
        taken.append(matcher.steps)
    assert least < taken[1] / taken[0] < most


def test_calls_are_counted() -> None:
    few, many = (calls_of(lambda n=n: [abs(k) for k in range(n)]) for n in (10, 1000))  # type: ignore[misc]
    assert many - few == 990


def test_patterns_are_put_back() -> None:
    import zopa.foundation.text as module

    before = module._WHITE
    counted = steps_of(lambda: module.fold_space("They will  not sign."), [module])
    assert module._WHITE is before
    assert counted > calls_of(lambda: module.fold_space("They will  not sign."))


def test_no_clock_decides_a_result() -> None:
    looks_at_one = re.compile(
        r"^ *(import|from) (time|timeit|sched)\b|[\"']time_limit[\"']", re.MULTILINE
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__) and looks_at_one.search(path.read_text(encoding="utf-8"))
    }
    assert found == WAITS
