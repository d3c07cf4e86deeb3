"""The brief: every analysis of a case, as one document."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from zopa.analyses import ANALYSES
from zopa.briefing.results import BriefResults, drawing
from zopa.outcomes.frontier import FrontierTooLarge
from zopa.preferences.draws import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console, RenderableType

    from zopa.analyses.result import Result
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws


@dataclass(frozen=True, eq=False)
class Brief:
    """A case with the results of every analysis; shows itself as a page, a screen or JSON."""

    case: Case
    draws: Draws
    results: Mapping[str, Result]
    """By name of the analysis; one whose frontier is too large to be worked out is missing."""

    @cached_property
    def findings(self) -> BriefResults:
        from zopa import __version__

        return BriefResults(self.case, self.draws, self.results, __version__)

    def to_html(self) -> str:
        """One self-contained page: no script, no request, prints on A4."""
        return self._html

    @cached_property
    def _html(self) -> str:
        from zopa.briefing.render import html_page

        return html_page(self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The version, the case's title and date, the draws, and every result record by name.

        The attribute `data-field` of a number on the page is a path into this.
        """
        return {
            "zopa": self.findings.version,
            "title": self.case.title,
            "as_of": self.case.as_of.isoformat() if self.case.as_of else None,
            "draws": drawing(self.draws),
            **{name: result.model_dump(mode="json") for name, result in self.results.items()},
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """`to_dict` as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_terminal(self, width: int = 100) -> RenderableType:
        """One screen: at most 50 lines."""
        from zopa.briefing.terminal import screen

        return screen(self.findings, width)

    def print_terminal(self, console: Console | None = None) -> None:
        """Print `to_terminal` as wide as the console, at most 100 columns."""
        from rich.console import Console as NewConsole

        console = console or NewConsole()
        console.print(self.to_terminal(min(console.width, 100)))

    def _repr_html_(self) -> str:
        """The page in a frame, so that its style stays its own."""
        page = escape(self.to_html())
        return (
            f'<iframe srcdoc="{page}" sandbox title="{escape(self.case.title)}: brief" '
            'style="width:100%;height:720px;border:1px solid #d5dae0"></iframe>'
        )


def brief(
    case: Case,
    draws: Draws | None = None,
    *,
    tick: Callable[[str], None] | None = None,
) -> Brief:
    """Draw preferences, unless draws are given, and run every analysis on them.

    The analyses run side by side in threads: they are pure, and mostly array work outside
    Python's lock. `tick` is called with the name of each step. Raises CannotDrawError where the
    facts cannot all hold.
    """
    tick = tick or (lambda _: None)
    if draws is None:
        tick("draws")
        draws = draw(case)
    drawn = draws

    def run(name: str) -> Result | None:
        try:
            return ANALYSES[name].run(case, drawn)
        except FrontierTooLarge:
            return None

    results: dict[str, Result] = {}
    with ThreadPoolExecutor() as threads:
        names = sorted(ANALYSES)
        for name, result in zip(names, threads.map(run, names), strict=True):
            tick(name)
            if result is not None:
                results[name] = result
    return Brief(case, draws, MappingProxyType(results))
