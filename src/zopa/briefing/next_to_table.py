"""What a party could table, on a terminal: packages, their reasons, and what goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Bullets, Grid, Paragraph
from zopa.briefing.phrasing import plain
from zopa.briefing.results import BriefResults
from zopa.briefing.sections.table_next import next_blocks
from zopa.foundation.version import __version__

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.analyses.counter_records import CounterResult
    from zopa.analyses.drawing import Drawing
    from zopa.briefing.blocks import Block, TableRow
    from zopa.case.model import Case


def next_screen(case: Case, drawing: Drawing, result: CounterResult) -> RenderableType:
    """The packages, their reasons, equal offers, swaps and concessions, as plain lines."""
    from rich.console import Group
    from rich.text import Text

    f = BriefResults(case, drawing, {"counter": result}, __version__)
    parts: list[RenderableType] = []
    for side in result.sides:
        for block in next_blocks(f, side):
            if parts:
                parts.append(Text(""))
            parts += _shown(block)
    if not parts:
        parts.append(Text("There is no deal that the party’s own red lines allow."))
    return Group(*parts)


def _shown(block: Block) -> list[RenderableType]:
    from rich.text import Text

    match block:
        case Paragraph(words=words, head=head):
            start = Text(f"{head.removesuffix('.')}. ", style="bold") if head else Text("")
            return [start.append(plain(words), style="")]
        case Bullets(items=items, numbered=numbered):
            return [
                _hanging(f"{k}." if numbered else "-", plain(item))
                for k, item in enumerate(items, start=1)
            ]
        case Grid():
            return [_table(block), Text(""), *map(_terms, block.rows)]
        case _:
            return []


def _hanging(mark: str, words: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, 1))
    line.add_column(width=len(mark))
    line.add_column(ratio=1)
    line.add_row(mark, Text(words))
    return line


def _table(grid: Grid) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=plain(grid.caption), title_justify="left", title_style="bold", box=SIMPLE_HEAD,
        pad_edge=False, show_edge=False,
    )  # fmt: skip
    for k, words in enumerate(grid.head):
        table.add_column(Text(plain(words)), justify="right" if k else "left")
    for row in grid.rows:
        letter = row.head.lines[0].words if row.head else ()
        cells = ["\n".join(plain(line.words) for line in cell.lines) for cell in row.cells]
        table.add_row(Text(plain(letter)), *map(Text, cells))
    return table


def _terms(row: TableRow) -> RenderableType:
    """The terms of a package, which have no room in the table."""
    letter, *terms = (plain(line.words) for line in (row.head.lines if row.head else ()))
    return _hanging(letter, "; ".join(terms))
