"""A brief on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.brief.prose import Prose, capital, plain, sentence
from zopa.brief.sections.best import split_terms
from zopa.brief.sections.headline import deal_sentence, input_words
from zopa.brief.wording.names import terms_list
from zopa.brief.wording.unknowns import clear_shifts, unknown_sentence

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from zopa.brief.findings import Findings

DRAFTS, DEALS, UNKNOWNS, ISSUES = 4, 3, 5, 8
"""What fits on a screen."""


def screen(f: Findings, width: int = 100) -> RenderableType:
    """The headline, drafts by party, best deals and what would move the answer."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    title = f.case.title + (f", as known on {f.case.as_of}" if f.case.as_of else "")
    parts: list[RenderableType] = [
        Text(title, style="bold"),
        _text(deal_sentence(f)),
        _text(input_words(f), "dim"),
    ]
    if f.drafts.drafts:
        parts += [Text(""), _drafts(f)]
    if f.zone.best:
        parts += [Text(""), _deals(f)]
    moving = [u for u in f.unknowns.unknowns if u.largest > 0][:UNKNOWNS]
    if moving:
        parts += [Text(""), Text("What would move the answer most", style="bold")]
        for u in moving:
            words = plain(capital(unknown_sentence(f, u, clear_shifts(u)[0])))
            parts.append(_hanging(words))
    return Constrain(Group(*parts), width)


def _text(words: Prose, style: str = "") -> RenderableType:
    from rich.text import Text

    return Text(plain(words), style=style)


def _hanging(words: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, 1))
    line.add_column(width=1)
    line.add_column(ratio=1)
    line.add_row("-", Text(words))
    return line


def _table(title: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, expand=False,
        pad_edge=False, show_edge=False,
    )  # fmt: skip


def _drafts(f: Findings) -> RenderableType:
    from rich.text import Text

    table = _table("Would sign, share of draws")
    table.add_column("draft", ratio=2)
    for party in f.signatories:
        table.add_column(Text(f.case.parties[party].name), justify="right")
    table.add_column("all", justify="right")
    for result in f.drafts.drafts[:DRAFTS]:
        own = {p.party: p for p in result.parties}
        cells = [plain((f.numbers.share(own[p].accepts),)) for p in f.signatories]
        table.add_row(
            Text(f.case.drafts[result.draft].title or result.draft),
            *cells,
            plain((f.numbers.share(result.signed),)),
        )
    more = len(f.drafts.drafts) - DRAFTS
    if more > 0:
        table.add_row(Text(f"and {more} more, on the page"))
    return table


def _deals(f: Findings) -> RenderableType:
    """Where the most widely acceptable deals differ, and below it what they have in common."""
    from rich.console import Group
    from rich.text import Text

    deals = f.zone.best[:DEALS]
    table = _table("Deals that would most often be signed by all")
    table.add_column("")
    for letter, _ in zip("ABC", deals, strict=False):
        table.add_column(f"deal {letter}")
    same, differing = split_terms(f, [d.terms for d in deals])
    for issue in (f.case.issues[i] for i in differing[:ISSUES]):
        levels = [Text(issue.describe(d.terms[issue.id])) for d in deals]
        table.add_row(Text(issue.title), *levels)
    table.add_row(
        Text("signed by all, share of draws", style="bold"),
        *(plain((f.numbers.share(d.share),)) for d in deals),
    )
    shown = {issue: (level,) for issue, level in list(same.items())[:ISSUES]}
    if not shown:
        return table
    common = sentence("in common: ", terms_list(f.case, shown))
    return Group(table, _text(common))
