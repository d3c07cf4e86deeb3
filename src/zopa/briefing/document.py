"""The brief as a document, which shows itself as a page, a screen or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from zopa.briefing.results import BriefResults
from zopa.foundation.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console, RenderableType

    from zopa.analyses.case_results import CaseResults
    from zopa.analyses.drawing import Drawing
    from zopa.analyses.result import Result
    from zopa.briefing.figures.charts import Chart
    from zopa.case.model import Case


@dataclass(frozen=True, eq=False)
class Brief:
    """A case and its results, which shows itself as a page, a screen or JSON."""

    case: Case
    drawing: Drawing
    """How the draws were made that the results were computed from."""
    results: Mapping[str, Result]
    """By name of the analysis; one whose frontier is too large to be worked out is missing."""

    @classmethod
    def of(cls, computed: CaseResults) -> Self:
        """Make the brief of what `zopa.analyses.run_analyses` computed."""
        return cls(computed.case, computed.drawing, computed.results)

    @cached_property
    def readable(self) -> BriefResults:
        """The case and its results in the form in which the sections of the page read them."""
        return BriefResults(self.case, self.drawing, self.results, __version__)

    @cached_property
    def charts(self) -> Mapping[str, Chart]:
        """The charts that the page shows, by name, as plain records that other programs can draw.

        `zopa.altair_chart` makes one an Altair chart.
        """
        from zopa.briefing.figures.svg import FIGURES
        from zopa.briefing.outline import sections

        shown = [block for section in sections(self.readable) for block in section.blocks]
        names = [block.figure for block in shown if block.kind == "picture"]
        return MappingProxyType({name: FIGURES[name](self.readable) for name in names})

    def to_html(self) -> str:
        """Render one self-contained page that has no script, makes no request and prints on A4."""
        return self._html

    @cached_property
    def _html(self) -> str:
        from zopa.briefing.render import html_page

        return html_page(self.readable)

    def to_dict(self) -> dict[str, Any]:
        """Give the version, the case's title and date, the draws, and every result record by name.

        The attribute `data-field` of a number on the page is a path into this.
        """
        return {
            "zopa": self.readable.version,
            "title": self.case.title,
            "as_of": self.case.as_of.isoformat() if self.case.as_of else None,
            "draws": self.drawing.model_dump(mode="json"),
            **{name: result.model_dump(mode="json") for name, result in self.results.items()},
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """Write `to_dict` as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_terminal(self, width: int = 100) -> RenderableType:
        """Render a screen: at most 50 lines, unless names are very long."""
        from zopa.briefing.terminal import screen

        return screen(self.readable, width)

    def print_terminal(self, console: Console | None = None) -> None:
        """Print `to_terminal` as wide as the console, at most 100 columns."""
        from rich.console import Console as NewConsole

        console = console or NewConsole()
        console.print(self.to_terminal(min(console.width, 100)))

    def _repr_html_(self) -> str:
        """Show the page in a frame, so that its style stays its own."""
        page = escape(self.to_html())
        return (
            f'<iframe srcdoc="{page}" sandbox title="{escape(self.case.title)}: brief" '
            'style="width:100%;height:720px;border:1px solid #d5dae0"></iframe>'
        )
