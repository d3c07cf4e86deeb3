"""How a ledger came about, as one screen of a terminal; nothing of a report in it is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from zopa.foundation.diagnostics import printable

if TYPE_CHECKING:
    from zopa.proposing.chains.chain_records import (
        DraftChain,
        FactChain,
        IssueChain,
        LedgerChains,
        PartyChain,
        ReadPosition,
        TextTold,
        ToldAt,
    )

_STEPS = {
    "actors": "Who is no party",
    "claims": "What somebody wants, offers, rejects or accepts, and led to nothing",
    "matters": "What is no issue",
    "drafts": "Texts that are no drafts",
    "facts": "What is no fact",
}


def chains_screen(chains: LedgerChains) -> RenderableType:
    """Each line of the ledger with the chain that led to it, then what was set aside."""
    parts: list[RenderableType] = []
    for title, lines in (
        ("Parties", [line for party in chains.parties for line in _party(party)]),
        ("Issues", [line for issue in chains.issues for line in _issue(issue)]),
        ("Drafts", [line for draft in chains.drafts for line in _draft(draft)]),
        ("Facts", [line for fact in chains.facts for line in _fact(fact)]),
        (
            "Left to you, at the end of the ledger",
            list(_left(chains)),
        ),
    ):
        if lines:
            parts += [Text(title.upper(), style="bold"), Text(""), *lines]
    aside = list(_aside(chains))
    if aside:
        parts += [Text("SET ASIDE", style="bold"), Text(""), *aside]
    return Group(*parts)


def _left(chains: LedgerChains) -> Iterator[RenderableType]:
    for fact in chains.also:
        yield from _fact(fact, left=True)


# --- the parts of the ledger --------------------------------------------------------------------


def _party(party: PartyChain) -> Iterator[RenderableType]:
    yield _head(party.party, party.name, party.role)
    if party.called:
        calls = ", ".join(
            f"“{call.words}”{'' if call.way == 'name' else f' ({call.way})'}"
            f"{f' ×{call.times}' if call.times > 1 else ''}"
            for call in party.called
        )
        yield _row("called", calls)
    if party.does:
        yield _row("does", ", ".join(f"{stand} ({times})" for stand, times in party.does))
    if party.kind and party.kind != "unknown":
        yield _row("taken for", party.kind)
    yield from _why(party.why)
    yield Text("")


def _issue(issue: IssueChain) -> Iterator[RenderableType]:
    yield _head(issue.issue, issue.title, ", ".join(issue.levels))
    if issue.grouped:
        yield _row("one matter", issue.grouped)
    for told in issue.told:
        level = f" → {told.level}" if told.level else ""
        yield _quote(told.at)
        yield _row("read", f"{told.by}: “{told.phrase}”{level}", 8)
    yield from _why(issue.why)
    yield Text("")


def _draft(draft: DraftChain) -> Iterator[RenderableType]:
    by = f"by {draft.by}" if draft.by else ""
    yield _head(draft.draft, draft.title, by)
    yield from _texts(draft.told)
    yield from _why(draft.why)
    yield Text("")


def _fact(fact: FactChain, *, left: bool = False) -> Iterator[RenderableType]:
    yield _head(fact.party, fact.fact, fact.sure)
    told = [*fact.positions, *fact.statements, *fact.texts]
    if not told:
        yield from map(_quote, fact.quotes)
    yield from _positions(fact.positions)
    yield from _texts(fact.texts)
    for statement in fact.statements:
        yield _quote(statement.at)
        yield _row("read", f"statement {statement.statement}: {statement.who}, {statement.act}", 8)
    for reason in fact.reasons:
        yield _row("follows", reason)
    if fact.against:
        yield _row("against it", "")
        yield from _positions(fact.against)
    yield _row("no fact, since" if left else fact.sure, fact.why_sure)
    yield Text("")


def _positions(positions: Iterable[ReadPosition]) -> Iterator[RenderableType]:
    for read in positions:
        yield _quote(read.at)
        who = " and ".join(
            f"{one.actor or 'nobody known'} (“{one.words}”, {one.way})" for one in read.who
        )
        on = ", ".join(f"“{phrase}”" for phrase in read.on)
        text = f" = {read.text}" if read.text else ""
        plain = "plainly" if read.plain else f"not plainly{f' ({read.how})' if read.how else ''}"
        words = f"{who or 'nobody told'} {read.stand} {on or 'it'}{text}; {plain}"
        yield _row("read", words, 8)


def _texts(texts: Iterable[TextTold]) -> Iterator[RenderableType]:
    for told in texts:
        yield _quote(told.at)
        yield _row("read", f"“{told.words}”{f': {told.which}' if told.which else ''}", 8)


def _aside(chains: LedgerChains) -> Iterator[RenderableType]:
    for step, title in _STEPS.items():
        own = [one for one in chains.aside if one.step == step]
        if own:
            yield Text(title, style="bold")
        for one in own:
            yield Padding(Text(printable(f"{one.what} – {one.why}")), (0, 0, 0, 2), expand=False)
            yield from map(_quote, one.at)
        if own:
            yield Text("")


# --- lines --------------------------------------------------------------------------------------


def _head(name: str, what: str, beside: str) -> RenderableType:
    text = Text()
    text.append(printable(name), style="bold cyan")
    text.append(f"  {printable(what)}", style="bold")
    if beside:
        text.append(f"  {printable(beside)}", style="dim")
    return text


def _quote(at: ToldAt) -> RenderableType:
    text = Text()
    text.append(f"{at.source}{f':{at.line}' if at.line else ''}  ", style="dim")
    text.append(f"“{printable(at.quote.strip('“”'))}”")
    return Padding(text, (0, 0, 0, 4), expand=False)


def _row(label: str, words: str, indent: int = 4) -> RenderableType:
    text = Text()
    text.append(f"{label}:", style="green")
    text.append(f" {printable(words)}" if words else "")
    return Padding(text, (0, 0, 0, indent), expand=False)


def _why(why: str) -> Iterator[RenderableType]:
    if why:
        yield _row("in the ledger", why)
