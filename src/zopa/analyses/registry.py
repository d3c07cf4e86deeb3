"""The analyses by name, and what makes a function one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from zopa.analyses.result import Result
from zopa.case.model import Case
from zopa.preferences.draws import Draws, draw

R = TypeVar("R", bound=Result)
R_co = TypeVar("R_co", bound=Result, covariant=True)


class RegisteredAnalysis(Protocol[R_co]):
    """A registered analysis; without draws, the case's default ones are taken."""

    def __call__(self, case: Case, draws: Draws | None = None) -> R_co: ...


@dataclass(frozen=True)
class Analysis(Generic[R]):
    """One question that zopa answers."""

    name: str
    run: RegisteredAnalysis[R]
    record: type[R]


ANALYSES: dict[str, Analysis[Result]] = {}
"""Every analysis, in the order in which they were registered."""

_drawn: WeakKeyDictionary[Case, Draws] = WeakKeyDictionary()


def analysis(record: type[R]) -> Callable[[Callable[[Case, Draws], R]], RegisteredAnalysis[R]]:
    """Register a pure function from a case and its draws to a record of the given type."""

    def register(function: Callable[[Case, Draws], R]) -> RegisteredAnalysis[R]:
        @wraps(function)
        def run(case: Case, draws: Draws | None = None) -> R:
            if draws is None:
                if case not in _drawn:
                    _drawn[case] = draw(case)
                draws = _drawn[case]
            if draws.case is not case:
                raise ValueError("these draws were made for another case")
            return function(case, draws)

        ANALYSES[function.__name__] = Analysis(function.__name__, run, record)
        return run

    return register
