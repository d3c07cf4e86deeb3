"""What a section says, as plain lines, and results in which a test sets some of the answers."""

from __future__ import annotations

from dataclasses import replace

from zopa.analyses.result import Share, Spread
from zopa.briefing.blocks import Bullets, DisputeBlock, Grid, LedgerList, Paragraph, Subhead
from zopa.briefing.phrasing import plain


def share(part, low=None, high=None, draws=100):
    """A share of draws with its interval, which is as narrow as can be unless it is given."""
    low, high = (part if end is None else end for end in (low, high))
    return Share(share=part, low=low, high=high, draws=draws)


def spread(mean, low=None, high=None, draws=100):
    """A mean with its range, which is as narrow as can be unless it is given."""
    low, high = (mean if end is None else end for end in (low, high))
    return Spread(mean=mean, low=low, high=high, draws=draws)


def changed(readable, **updates):
    """The same results, in which the named fields of some are others; None leaves a result out."""
    results = dict(readable.results)
    for name, fields in updates.items():
        if fields is None:
            del results[name]
        else:
            results[name] = results[name].model_copy(update=fields)
    return replace(readable, results=results)


def cell(table_cell):
    """The lines of a cell, with bars between them."""
    return " | ".join(plain(line.words) for line in table_cell.lines)


def table(grid):
    """The cells of each row of a table, with None for a head that stands further up."""
    return [[row.head and cell(row.head), *(cell(one) for one in row.cells)] for row in grid.rows]


def lines(section):
    """All that a section says, its title left out, a line for each block, item and row."""
    said = []
    for block in section.blocks:
        match block:
            case Paragraph():
                said.append(" ".join(filter(None, [block.head, plain(block.words)])))
            case Subhead():
                said.append(f"## {plain(block.words)}")
            case Bullets():
                said += [f"- {plain(item)}" for item in block.items]
            case Grid():
                said.append(f"[{plain(block.caption)}]")
                said.append(" / ".join(plain(head) for head in block.head))
                said += [" / ".join("" if c is None else c for c in row) for row in table(block)]
            case DisputeBlock():
                said.append(plain(block.words))
                for reading in block.readings:
                    said.append(f"- {plain(reading.words)}")
                    said += [f"  {e.title}: {e.words}" for e in reading.excerpts]
            case LedgerList():
                for entry in block.entries:
                    said.append(f"{entry.fact}. {plain(entry.words)}")
                    said += [f"  {plain(mark)}" for mark in entry.marks]
                    said += [f"  {e.title}: {e.words}" for e in entry.excerpts]
            case _:
                said.append(f"<{block.figure}> {plain(block.caption)}")
    return said


def section(readable, write):
    """The lines of one section; none where it is left out."""
    made = write(readable)
    return [] if made is None else lines(made)
