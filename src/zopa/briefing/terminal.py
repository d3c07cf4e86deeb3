"""A brief is shown on one screen of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, plain, prose, sentence
from zopa.briefing.sections.against import spoken_against
from zopa.briefing.sections.changes import changes_shortly
from zopa.briefing.sections.fair import (
    all_in_points,
    by_deal,
    fair_name,
    gain_words,
    rescaled,
    split_terms,
    tie_sentence,
)
from zopa.briefing.sections.ground import input_words, review_words
from zopa.briefing.sections.lead import exists_words, lead_words
from zopa.briefing.sections.obstacles import blocks_words
from zopa.briefing.sections.reports import read_shortly, told_shortly
from zopa.briefing.wording.enough_sides import by_enough
from zopa.briefing.wording.names import short_terms
from zopa.briefing.wording.questions import question_words, questions_told
from zopa.briefing.wording.unknowns import given_sentence
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from zopa.analyses.result import Share, Terms
    from zopa.briefing.numbers import Number
    from zopa.briefing.results import BriefResults

DRAFTS, DEALS, UNKNOWNS, AGAINST, ISSUES, PARTIES = 4, 3, 3, 5, 8, 9
"""What fits on a screen. Of more, a line says how many there are on the page."""
BESIDE, TITLE = 4, 12
"""So many parties stand side by side in the table of drafts; more of them one below the other, and
then each draft has so many columns of the terminal."""


def screen(f: BriefResults, width: int = 100) -> RenderableType:
    """Show the headline, drafts by party, best deals and what to ask next."""
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    title = f.case.title + (f", as known on {f.case.as_of}" if f.case.as_of else "")
    parts: list[RenderableType] = [Text(title, style="bold")]
    if f.changes.options.since:
        parts.append(Text("What has changed", style="bold"))
        parts += [*(_hanging(plain(words)) for words in changes_shortly(f)), Text("")]
    parts.append(_text(lead_words(f)))
    parts += [_text(words) for words in (exists_words(f), blocks_words(f)) if words]
    if to_review := review_words(f):
        parts.append(_text(to_review))
    parts.append(_text(input_words(f), "dim"))
    if f.reports.read:
        parts += [Text(""), Text("What the reports say", style="bold")]
        parts += [_hanging(plain(words)) for words in told_shortly(f)]
        parts.append(_text(read_shortly(f), "dim"))
    if spoken := spoken_against(f):
        parts += [Text(""), Text("What speaks against facts of the ledger", style="bold")]
        parts += [_hanging(plain(words)) for words in spoken[:AGAINST]]
        parts += _rest(len(spoken) - AGAINST, "fact")
    if f.drafts.drafts:
        parts += [Text(""), _drafts(f)]
    if f.rounds.offers and len(f.signatories) <= BESIDE:
        parts += [Text(""), _rounds(f)]
    if f.given and by_deal(f):
        parts += [Text(""), _fair(f)]
    elif f.zone.best:
        parts += [Text(""), _deals(f)]
    parts += _unknowns(f)
    return Constrain(Group(*parts), width)


def _unknowns(f: BriefResults) -> list[RenderableType]:
    """What to ask next; where every number is given, what would turn the answer."""
    from rich.text import Text

    if f.given:
        moving = [u for u in f.unknowns.unknowns if u.largest > 0]
        told = [given_sentence(f, u) for u in moving[:UNKNOWNS]]
        rest = len(moving) - len(told)
    else:
        told = [question_words(f.case, one) for one in questions_told(f, UNKNOWNS)]
        rest = 0
    if not told:
        return []
    parts = [Text("")] if f.given else [Text(""), Text("What to ask next", style="bold")]
    return [*parts, *(_hanging(plain(words)) for words in told), *_rest(rest)]


def _rest(count: int, thing: str = "") -> list[RenderableType]:
    """How many more there are and where, as one line; nothing where there are none."""
    return [_text(prose("and ", more(count, thing), ", on the page"))] if count > 0 else []


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
    """Whether each side would sign the newest drafts: a row for each draft, or of many sides a row
    for each side."""
    from rich.console import Group

    every, parties = f.drafts_newest_first, f.signatories[:PARTIES]
    turned = len(parties) > BESIDE
    # a line that says of one more takes no less room than the draft itself
    shown = every if len(every) == DRAFTS + 1 and not turned else every[:DRAFTS]
    standing = [{p.party: p.accepts for p in result.parties} for result in shown]
    drafts = [f.case.drafts[result.draft].title or result.draft for result in shown]
    enough = "all" if f.case.takes_all else "enough"
    names = [*(f.case.parties[p].name for p in parties), enough]
    names += [] if f.given else [f"{enough}, as things stand"]
    cells = [
        [
            _share(f, share)
            for share in (*(accepts[p] for p in parties), result.signed, result.signed_now)
        ][: len(names)]
        for accepts, result in zip(standing, shown, strict=True)
    ]
    head = ("draft", names, drafts)
    if turned:
        head, cells = ("side", drafts, names), [list(row) for row in zip(*cells, strict=True)]
    dated = any(draft.on for draft in f.case.drafts.values())
    newest = (", newest first" if dated else ", last entered first") if len(every) > 1 else ""
    title = "Could sign" if f.given else "Could sign, share of readings"
    below = [
        *_rest(len(f.signatories) - len(parties), "side"), *_rest(len(every) - len(shown), "draft"),
    ]  # fmt: skip
    if any(result.open for result in shown):
        words = "what a draft leaves open is taken as its author would settle it"
        below.append(_text(sentence(words), "dim"))
    return Group(_named_table(title + newest, *head, cells), *below)


def _rounds(f: BriefResults) -> RenderableType:
    """What the last offers are worth to each side, the oldest on top."""
    offers = f.rounds.offers[-DRAFTS:]
    names = [f.case.parties[p].name for p in f.signatories]
    rows = [f"{offer.on}  {f.case.drafts[offer.draft].title or offer.draft}" for offer in offers]
    cells = [[f.numbers.show("score", p.value, "mean") for p in offer.parties] for offer in offers]
    title = "What the last offers are worth, from 0 (worst) to 100 (best)"
    return _named_table(title, "offer", names, rows, cells)


def _named_table(
    title: str, corner: str, columns: list[str], rows: list[str], cells: list[list[Number]]
) -> Table:
    """A table of numbers with a name for each row and column."""
    from rich.text import Text

    table = _table(title)
    # names in letters that stand for words, and very long words, go on in the next line
    table.add_column(corner, ratio=2, overflow="fold")
    most = TITLE if corner == "side" else None
    for name in columns:
        table.add_column(Text(name, overflow="fold"), justify="right", max_width=most)
    for name, row in zip(rows, cells, strict=True):
        table.add_row(Text(name), *(plain((number,)) for number in row))
    return table


def _deals(f: BriefResults) -> RenderableType:
    """Where the most widely acceptable deals differ, and below it what they have in common."""
    from rich.console import Group
    from rich.text import Text

    every = f.zone.best
    deals = every[:DEALS]
    table = _table(f"Deals that would most often be signed {by_enough(f.case)}")
    table.add_column("", overflow="fold")
    for letter, _ in zip("ABC", deals, strict=False):
        table.add_column(f"deal {letter}", overflow="fold")
    same, differing = split_terms(f, [d.terms for d in deals])
    for issue in (f.case.issues[i] for i in differing[:ISSUES]):
        levels = [Text(issue.describe(d.terms[issue.id])) for d in deals]
        table.add_row(Text(issue.title), *levels)
    table.add_row(
        Text(f"signed {by_enough(f.case)}, share of readings", style="bold"),
        *(plain((f.numbers.share(d.share),)) for d in deals),
    )
    below: list[RenderableType] = [*_rest(len(differing) - ISSUES, "issue")]
    below += [_text(_terms(f, "in common: ", same))] if same else []
    return Group(table, *below, *_rest(len(every) - len(deals), "deal"))


def _terms(f: BriefResults, start: str, terms: Terms) -> Prose:
    """Some terms, of many the first few and where the others are."""
    where = ", on the page" if len(terms) > ISSUES + 1 else ""
    return sentence(start, short_terms(f.case, terms, ISSUES), where)


def _share(f: BriefResults, share: Share) -> Number:
    return f.numbers.show("yes_no", share, "share") if f.given else f.numbers.share(share)


def _fair(f: BriefResults) -> RenderableType:
    """Where every number is given: the fair deals, what they give, and where they differ."""
    from rich.console import Group
    from rich.text import Text

    deals, scale = by_deal(f), rescaled(f)
    title = Text("The best deals, and each side’s gain over having no deal", style="bold")
    table = _table("")
    table.add_column("", overflow="fold")
    for _, names in deals:
        heading = ", ".join(fair_name(f, name).replace("-in-", " in ") for name in names)
        if len(deals) == 1 and len(names) > 1:
            unit = "points" if all_in_points(f) else "percent"
            heading = "best in each way" + (f", gains in {unit}" if scale else "")
        table.add_column(Text(heading), overflow="fold")
    for party in f.signatories[:PARTIES]:
        name = f.case.parties[party].name
        table.add_row(Text(name), *(plain(gain_words(f, deal, party)) for deal, _ in deals))
    same, differing = split_terms(f, [deal.terms for deal, _ in deals])
    for issue in (f.case.issues[i] for i in differing[:ISSUES]):
        levels = [Text(issue.describe(deal.terms[issue.id])) for deal, _ in deals]
        table.add_row(Text(issue.title), *levels)
    below: list[RenderableType] = [
        *_rest(len(f.signatories) - PARTIES, "side"), *_rest(len(differing) - ISSUES, "issue"),
    ]  # fmt: skip
    if same:
        start = "terms: " if len(deals) == 1 else "in common: "
        below.append(_text(_terms(f, start, same)))
    below += [_text(scale, "dim")] if scale else []
    if tied := tie_sentence(f):
        below.append(_text(tied, "dim"))
    return Group(title, table, *below)
