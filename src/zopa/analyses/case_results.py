"""All results of a case that belong to its brief, computed side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from zopa.analyses.catalogue import ANALYSES
from zopa.analyses.drawing import Drawing
from zopa.outcomes.frontier import FrontierTooLarge
from zopa.preferences.draws import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from zopa.analyses.result import Options, Result
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws


@dataclass(frozen=True, eq=False)
class CaseResults:
    """A case, how its draws were made, and what the analyses answer."""

    case: Case
    drawing: Drawing
    results: Mapping[str, Result]
    """By name of the analysis. One whose frontier is too large to be worked out is missing."""


def run_analyses(
    case: Case,
    draws: Draws | None = None,
    *,
    options: Mapping[str, Options] | None = None,
    only: Collection[str] | None = None,
    tick: Callable[[str], None] | None = None,
) -> CaseResults:
    """Draw preferences, unless draws are given, and run every analysis of the brief on them.

    `options` holds the options of analyses, by name of the analysis; an analysis that it does not
    name takes its defaults. With `only`, the names of analyses, no other ones are run. `tick` is
    called, from one thread at a time, with the names of
    the analyses that run, whenever one starts or ends. The analyses run side by
    side in threads: they are pure, and mostly array work outside Python's lock.

    Raises CannotDrawError where the facts cannot all hold, and ValueError where `options` names
    no analysis of the brief or holds options of another one.
    """
    chosen = dict(options or {})
    for name, given in chosen.items():
        if name not in ANALYSES or not ANALYSES[name].in_brief:
            raise ValueError(f"`{name}` is not an analysis of the brief")
        if not isinstance(given, ANALYSES[name].options):
            raise ValueError(f"these are not the options of `{name}`")
    tick = tick or (lambda _: None)
    if draws is None:
        tick("draws")
        draws = draw(case)
    drawn = draws

    running: list[str] = []
    telling = Lock()

    def run(name: str) -> Result | None:
        with telling:
            running.append(name)
            tick(", ".join(running))
        try:
            result: Result = ANALYSES[name].run(case, drawn, chosen.get(name))
        except FrontierTooLarge:
            return None
        finally:
            with telling:
                running.remove(name)
                if running:
                    tick(", ".join(running))
        return result

    names = [
        name
        for name, entry in ANALYSES.items()
        if entry.in_brief and (only is None or name in only)
    ]
    with ThreadPoolExecutor() as threads:
        made = zip(names, threads.map(run, names), strict=True)
        results = {name: result for name, result in made if result is not None}
    return CaseResults(case, Drawing.of(draws), MappingProxyType(results))
