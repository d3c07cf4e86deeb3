"""A brief is shown on one screen of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, capital, plain, prose, sentence
from zopa.briefing.sections.fair import FAIR, by_deal, gain_words, split_terms
from zopa.briefing.sections.headline import deal_sentence, input_words, review_words
from zopa.briefing.sections.reports import read_shortly, told_shortly
from zopa.briefing.wording.names import short_terms
from zopa.briefing.wording.unknowns import clear_shifts, given_sentence, unknown_sentence
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from zopa.analyses.result import Share, Terms
    from zopa.briefing.numbers import Number
    from zopa.briefing.results import BriefResults

DRAFTS, DEALS, UNKNOWNS, ISSUES = 4, 3, 5, 8
"""What fits on a screen."""


def screen(f: BriefResults, width: int = 100) -> RenderableType:
    """Show the headline, drafts by party, best deals and what would move the answer."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    title = f.case.title + (f", as known on {f.case.as_of}" if f.case.as_of else "")
    parts: list[RenderableType] = [
        Text(title, style="bold"),
        _text(deal_sentence(f)),
    ]
    if to_review := review_words(f):
        parts.append(_text(to_review))
    parts.append(_text(input_words(f), "dim"))
    if f.reports.read:
        parts += [Text(""), Text("What the reports say", style="bold")]
        parts += [_hanging(plain(words)) for words in told_shortly(f)]
        parts.append(_text(read_shortly(f), "dim"))
    if f.drafts.drafts:
        parts += [Text(""), _drafts(f)]
    if f.given and by_deal(f):
        parts += [Text(""), _fair(f)]
    elif f.zone.best:
        parts += [Text(""), _deals(f)]
    moving = [u for u in f.unknowns.unknowns if u.largest > 0][:UNKNOWNS]
    if f.given and moving:
        parts += [Text(""), *(_hanging(plain(given_sentence(f, u))) for u in moving)]
        moving = []
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
        title=title or None, title_justify="left", title_style="bold", box=SIMPLE_HEAD,
        expand=False, pad_edge=False, show_edge=False,
    )  # fmt: skip


def _drafts(f: BriefResults) -> RenderableType:
    from rich.text import Text

    table = _table("Would sign" if f.given else "Would sign, share of draws")
    table.add_column("draft", ratio=2)
    for party in f.signatories:
        table.add_column(Text(f.case.parties[party].name), justify="right")
    table.add_column("all", justify="right")
    for result in f.drafts.drafts[:DRAFTS]:
        by_party = {p.party: p for p in result.parties}
        cells = [plain((_share(f, by_party[p].accepts),)) for p in f.signatories]
        table.add_row(
            Text(f.case.drafts[result.draft].title or result.draft),
            *cells,
            plain((_share(f, result.signed),)),
        )
    more = len(f.drafts.drafts) - DRAFTS
    if more > 0:
        table.add_row(Text(f"and {more} more, on the page"))
    return table


def _deals(f: BriefResults) -> RenderableType:
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
    if not same:
        return table
    return Group(table, _text(_in_common(f, same)))


def _in_common(f: BriefResults, same: Terms) -> Prose:
    """The terms that all deals share, of many the first few."""
    return sentence("in common: ", short_terms(f.case, same, ISSUES))


def _share(f: BriefResults, share: Share) -> Number:
    return f.numbers.show("yes_no", share, "share") if f.given else f.numbers.share(share)


def _fair(f: BriefResults) -> RenderableType:
    """Where every number is given: the fair deals, what they give, and where they differ."""
    from rich.console import Group
    from rich.text import Text

    deals = by_deal(f)
    title = Text("The best deals, and each side’s gain over having no deal", style="bold")
    table = _table("")
    table.add_column("")
    for _, names in deals:
        every = len(deals) == 1 and len(names) > 1
        heading = "best in every sense" if every else ", ".join(FAIR[name][0] for name in names)
        table.add_column(Text(heading))
    for party in f.signatories[:ISSUES]:
        name = f.case.parties[party].name
        table.add_row(Text(name), *(plain(gain_words(f, deal, party)) for deal, _ in deals))
    same, differing = split_terms(f, [deal.terms for deal, _ in deals])
    for issue in (f.case.issues[i] for i in differing[:ISSUES]):
        levels = [Text(issue.describe(deal.terms[issue.id])) for deal, _ in deals]
        table.add_row(Text(issue.title), *levels)
    more_issues = len(differing) - ISSUES
    if more_issues > 0:
        table.add_row(Text(plain(prose(more(more_issues, "issue"), ", on the page"))))
    if not same:
        return Group(title, table)
    if len(deals) == 1:
        return Group(title, table, _text(sentence("terms: ", short_terms(f.case, same, ISSUES))))
    return Group(title, table, _text(_in_common(f, same)))
