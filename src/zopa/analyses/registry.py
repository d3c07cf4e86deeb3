"""What makes a function an analysis, and how its entry in the catalogue is made.

An analysis is a pure function of a case, draws and options. `analysis` registers it together
with the type of its result, the type of its options, and whether its result belongs to the
brief. The order of the analyses is that of `zopa.analyses.catalogue`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from zopa.analyses.result import Options, Result, without_sampling
from zopa.case.model import Case
from zopa.preferences.draws import Draws, draw

R = TypeVar("R", bound=Result)
R_co = TypeVar("R_co", bound=Result, covariant=True)
O = TypeVar("O", bound=Options)  # noqa: E741 - read beside R
O_contra = TypeVar("O_contra", bound=Options, contravariant=True)


class RegisteredAnalysis(Protocol[R_co, O_contra]):
    """A registered analysis. Without draws it takes the default draws of the case, which are
    made once for each case; without options it takes the default of each option."""

    __name__: str

    def __call__(
        self, case: Case, draws: Draws | None = None, options: O_contra | None = None
    ) -> R_co: ...


@dataclass(frozen=True)
class Analysis(Generic[R, O]):
    """One question that zopa answers."""

    name: str
    run: RegisteredAnalysis[R, O]
    record: type[R]
    options: type[O]
    in_brief: bool
    """Whether the brief shows the result."""


_entries: dict[str, Analysis[Any, Any]] = {}
_default_draws: WeakKeyDictionary[Case, Draws] = WeakKeyDictionary()


def analysis(
    record: type[R], options_type: type[O], *, in_brief: bool = True
) -> Callable[[Callable[[Case, Draws, O], R]], RegisteredAnalysis[R, O]]:
    """Register a pure function of a case, draws and options that returns such a record."""

    def register(function: Callable[[Case, Draws, O], R]) -> RegisteredAnalysis[R, O]:
        @wraps(function)
        def run(case: Case, draws: Draws | None = None, options: O | None = None) -> R:
            if draws is None:
                if case not in _default_draws:
                    _default_draws[case] = draw(case)
                draws = _default_draws[case]
            if draws.case is not case:
                raise ValueError("these draws were made for another case")
            result = function(case, draws, options_type() if options is None else options)
            return without_sampling(result) if draws.given else result

        name = function.__name__
        _entries[name] = Analysis(name, run, record, options_type, in_brief)
        return run

    return register


def entries_of(*functions: RegisteredAnalysis[Any, Any]) -> dict[str, Analysis[Any, Any]]:
    """The entries of registered analyses by name, in the order in which they are given."""
    return {function.__name__: _entries[function.__name__] for function in functions}
