"""Work that is counted, so that tests of speed need no clock: calls, and steps of patterns."""

from __future__ import annotations

import cProfile
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest


def calls_of(function: Callable[[], object]) -> int:
    """How many calls of Python and C functions a call makes."""
    calls = cProfile.Profile()
    _counting.append(calls)
    calls.enable()
    try:
        function()
    finally:
        calls.disable()
        _counting.pop()
    return sum(entry.callcount for entry in calls.getstats())


_counting: list[cProfile.Profile] = []


def steps_of(function: Callable[[], object], modules: Iterable[Any] = ()) -> int:
    """How many calls it makes, and steps of those patterns that stand in `modules`.

    A step is one part of a pattern tried at one place: `Matcher` goes again through what each call
    of a pattern goes through, by the same rules of backtracking.
    """
    with pytest.MonkeyPatch.context() as patch:
        counters: dict[int, CountingPattern] = {}
        for module in modules:
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    counter = counters.setdefault(id(value), CountingPattern(value))
                    patch.setattr(module, name, counter)
        calls = calls_of(function)
        return calls + sum(counter.matcher.steps for counter in counters.values())


class CountingPattern:
    """Stands for a compiled pattern: does what it does, and counts the steps."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.matcher = Matcher(pattern)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._count(text, pos, endpos, [pos])
        return self._pattern.match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._count(text, pos, endpos, [pos])
        return self._pattern.fullmatch(text, pos, endpos)

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        match = self._pattern.search(text, pos, endpos)
        last = min(len(text), endpos) if match is None else match.start()
        self._count(text, pos, endpos, range(pos, last + 1))
        return match

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Any]:
        at = pos
        for match in self._pattern.finditer(text, pos, endpos):
            self._count(text, pos, endpos, range(at, match.start() + 1))
            at = max(match.end(), match.start() + 1)
            yield match
        self._count(text, pos, endpos, range(at, min(len(text), endpos) + 1))

    def findall(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> list[Any]:
        list(self.finditer(text, pos, endpos))
        return self._pattern.findall(text, pos, endpos)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        list(self.finditer(text))
        return self._pattern.split(text, maxsplit)

    def sub(self, new: Any, text: str, count: int = 0) -> str:
        list(self.finditer(text))
        return self._pattern.sub(new, text, count)

    def _count(self, text: str, pos: int, endpos: int, starts: Iterable[int]) -> None:
        _counting[-1].disable()  # the counting is not counted
        for start in starts:
            self.matcher.end_of_match(text, start, min(len(text), endpos))
        _counting[-1].enable()


Then = Callable[[int], int | None]
Node = Callable[[int, Then], int | None]


class Matcher:
    """A backtracking matcher like that of `re`, step by step, that counts the steps.

    Its spans are those of `re`, which a test holds. Where `re` knows a shortcut there may be more
    steps than `re` takes, in the same proportion to the length of the text.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.steps = 0
        self._text = ""
        self._stop = 0
        self._groups: dict[int, tuple[int, int]] = {}
        tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
        self._node = self._sequence(list(tree), tree.state.flags | pattern.flags)

    def end_of_match(self, text: str, start: int, stop: int | None = None) -> int | None:
        """Where a match that begins at `start` ends; None where there is none."""
        self._text, self._stop = text, len(text) if stop is None else stop
        self._groups = {}
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, 1_000_000))
        try:
            return self._node(start, lambda at: at)
        finally:
            sys.setrecursionlimit(before)

    def _sequence(self, items: list[Any], flags: int) -> Node:
        nodes = [self._part(op, of, flags) for op, of in items]

        def match(at: int, then: Then, first: int = 0) -> int | None:
            if first == len(nodes):
                return then(at)
            return nodes[first](at, lambda further: match(further, then, first + 1))

        return match

    def _part(self, op: Any, of: Any, flags: int) -> Node:
        name = str(op).lower()
        if name in ("literal", "not_literal", "any", "in"):
            return self._one(self._holds(name, of, flags))
        return getattr(self, f"_{name}")(of, flags)  # type: ignore[no-any-return]

    def _holds(self, name: str, of: Any, flags: int) -> Callable[[str], bool]:
        """Whether one character is what a part of a pattern asks for."""
        if name == "any":
            return lambda c: bool(flags & re.DOTALL) or c != "\n"
        if name == "in":
            inner = "".join(map(_written, of))
            known = re.compile(f"[{inner}]", flags & (re.IGNORECASE | re.ASCII))
        else:
            wanted = re.escape(chr(of))
            text = f"[^{wanted}]" if name == "not_literal" else wanted
            known = re.compile(text, flags & (re.IGNORECASE | re.ASCII))
        answers: dict[str, bool] = {}

        def holds(character: str) -> bool:
            if character not in answers:
                answers[character] = known.fullmatch(character) is not None
            return answers[character]

        return holds

    def _one(self, holds: Callable[[str], bool]) -> Node:
        def match(at: int, then: Then) -> int | None:
            self.steps += 1
            if at < self._stop and holds(self._text[at]):
                return then(at + 1)
            return None

        match.holds = holds  # type: ignore[attr-defined]
        return match

    def _branch(self, of: Any, flags: int) -> Node:
        ways = [self._sequence(list(way), flags) for way in of[1]]

        def match(at: int, then: Then) -> int | None:
            for way in ways:
                self.steps += 1
                end = way(at, then)
                if end is not None:
                    return end
            return None

        return match

    def _subpattern(self, of: Any, flags: int) -> Node:
        group, more, less, items = of
        inner = self._sequence(list(items), (flags | more) & ~less)
        if group is None:
            return inner

        def match(at: int, then: Then) -> int | None:
            before = self._groups.get(group)

            def closed(end: int) -> int | None:
                self._groups[group] = (at, end)
                return then(end)

            end = inner(at, closed)
            if end is None:
                self._groups.pop(group, None)
                if before is not None:
                    self._groups[group] = before
            return end

        return match

    def _max_repeat(self, of: Any, flags: int) -> Node:
        low, high, items = of
        if len(items) == 1 and str(items[0][0]).lower() in ("literal", "not_literal", "any", "in"):
            holds = self._holds(str(items[0][0]).lower(), items[0][1], flags)
            return self._many(holds, low, int(high))
        inner = self._sequence(list(items), flags)

        def match(at: int, then: Then, count: int = 0) -> int | None:
            self.steps += 1

            def again(end: int) -> int | None:
                return match(end, then, count + 1) if end > at or count < low else None

            end = inner(at, again) if count < int(high) else None
            return then(at) if end is None and count >= low else end

        return match

    def _many(self, holds: Callable[[str], bool], low: int, high: int) -> Node:
        """So many characters of one kind, as many as can be first."""

        def match(at: int, then: Then) -> int | None:
            end, last = at, min(self._stop, at + high)
            while end < last and holds(self._text[end]):
                self.steps += 1
                end += 1
            for stop in range(end, at + low - 1, -1):
                self.steps += 1
                further = then(stop)
                if further is not None:
                    return further
            return None

        return match

    def _min_repeat(self, of: Any, flags: int) -> Node:
        low, high, items = of
        inner = self._sequence(list(items), flags)

        def match(at: int, then: Then, count: int = 0) -> int | None:
            self.steps += 1
            end = then(at) if count >= low else None
            if end is None and count < int(high):
                return inner(at, lambda further: match(further, then, count + 1))
            return end

        return match

    def _possessive_repeat(self, of: Any, flags: int) -> Node:
        return self._atomic(self._max_repeat(of, flags))

    def _atomic_group(self, of: Any, flags: int) -> Node:
        return self._atomic(self._sequence(list(of), flags))

    def _atomic(self, inner: Node) -> Node:
        def match(at: int, then: Then) -> int | None:
            self.steps += 1
            end = inner(at, lambda end: end)
            return None if end is None else then(end)

        return match

    def _at(self, of: Any, flags: int) -> Node:
        sign = {
            codes.AT_BEGINNING: "^",
            codes.AT_BEGINNING_STRING: r"\A",
            codes.AT_BOUNDARY: r"\b",
            codes.AT_NON_BOUNDARY: r"\B",
            codes.AT_END: "$",
            codes.AT_END_STRING: r"\Z",
        }[of]
        known = re.compile(sign, flags & (re.MULTILINE | re.ASCII))

        def match(at: int, then: Then) -> int | None:
            self.steps += 1
            return then(at) if known.match(self._text, at, self._stop) else None

        return match

    def _assert(self, of: Any, flags: int) -> Node:
        return self._look(of, flags, wanted=True)

    def _assert_not(self, of: Any, flags: int) -> Node:
        return self._look(of, flags, wanted=False)

    def _look(self, of: Any, flags: int, *, wanted: bool) -> Node:
        direction, items = of
        inner = self._sequence(list(items), flags)
        width = items.getwidth()[0]

        def match(at: int, then: Then) -> int | None:
            self.steps += 1
            start = at if direction > 0 else at - width
            end = inner(start, lambda end: end) if start >= 0 else None
            return then(at) if (end is not None) == wanted else None

        return match

    def _groupref(self, of: int, _flags: int) -> Node:
        def match(at: int, then: Then) -> int | None:
            self.steps += 1
            if of not in self._groups:
                return None
            held = self._text[slice(*self._groups[of])]
            return then(at + len(held)) if self._text.startswith(held, at) else None

        return match

    def _failure(self, _of: Any, _flags: int) -> Node:
        return lambda _at, _then: None


def _written(item: tuple[Any, Any]) -> str:
    """An entry of a set of characters, as it is written in a pattern."""
    op, of = item
    if op is codes.NEGATE:
        return "^"
    if op is codes.LITERAL:
        return re.escape(chr(of))
    if op is codes.RANGE:
        return f"{re.escape(chr(of[0]))}-{re.escape(chr(of[1]))}"
    return {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_WORD: r"\W",
    }[of]
