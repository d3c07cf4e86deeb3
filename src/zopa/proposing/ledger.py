"""A proposal as the text of a `case.yaml`, every entry marked as proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from zopa.case.model import (
    Direction,
    Draft,
    Evidence,
    Fact,
    Issue,
    Order,
    Package,
    Party,
    Priorities,
    Ranking,
    RedLine,
    Stance,
)  # fmt: skip
from zopa.case.scalars import plain_number
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposal, Proposed, Shelved

WIDTH = 98
_HEAD = """\
# A zopa case, proposed from reports: what stands beside `# proposed` was read, not decided.
# Correct it, delete what is wrong, and delete the mark where it is right.
# `zopa check` tells what is wrong or missing; `zopa brief` writes the brief."""


def ledger(proposal: Proposal) -> str:
    """The text of a `case.yaml`; it checks without errors beside the files of `case_files`."""
    blocks = [_HEAD.splitlines(), list(_top(proposal))]
    parts: list[tuple[str, str, list[str]]] = [
        ("sources", "", _joined(_source(p) for p in proposal.sources)),
        ("parties", "", _joined(_party(p) for p in proposal.parties)),
        ("issues", "", _joined(_issue(p) for p in proposal.issues)),
        ("drafts", "", _joined(_draft(p) for p in proposal.drafts)),
        ("facts", "", list(_facts(proposal))),
    ]
    for key, _, lines in parts:
        if lines:
            blocks.append([f"{key}:", *lines])
    extra = [*_withheld(proposal.withheld), *_notes(proposal.notes)]
    if extra:
        blocks.append(extra)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _joined(many: Iterable[Iterator[str]]) -> list[str]:
    return [line for lines in many for line in lines]


def scalar(text: str) -> str:
    """A text as YAML, in single quotes unless it is plain words.

    >>> scalar("New York"), scalar("it's: no"), scalar("#1")
    ("'New York'", "'it''s: no'", "'#1'")
    """
    return "'" + text.replace("'", "''") + "'"


def _mark(why: str, *, placeholder: bool = False) -> str:
    """The comment beside an entry, on its line; the rest follows on lines of their own."""
    return "# to be filled in" if placeholder else "# proposed" + (f": {why}" if why else "")


def _marked(line: str, proposed: Proposed[Any]) -> list[str]:
    mark = _mark(one_line(proposed.why, 300), placeholder=proposed.placeholder)
    whole = f"{line}  {mark}"
    if len(whole) <= WIDTH:
        return [whole]
    pad = " " * (len(line) - len(line.lstrip(" ")))
    short = "# to be filled in" if proposed.placeholder else "# proposed"
    return [f"{line}  {short}", *comment(one_line(proposed.why, 300), len(pad) + 2)]


def comment(words: str, indent: int = 0) -> Iterator[str]:
    """Words as lines of comment."""
    pad = " " * indent + "#"
    line = ""
    for word in words.split():
        if line and len(pad) + len(line) + len(word) + 1 > WIDTH:
            yield pad + line
            line = ""
        line += f" {word}"
    yield pad + line


def _top(proposal: Proposal) -> Iterator[str]:
    yield "zopa: 1"
    yield f"title: {scalar(one_line(proposal.title))}  # proposed"
    yield f"as_of: {proposal.as_of.isoformat()}  # proposed"
    yield f"summary: {scalar(one_line(proposal.summary, 1000))}  # proposed"


def _source(proposed: Proposed[Shelved]) -> Iterator[str]:
    source = proposed.thing.source
    yield from _marked(f"  {source.id}:", proposed)
    yield f"    file: {scalar(source.file)}"
    if source.title:
        yield f"    title: {scalar(source.title)}"
    if source.publisher:
        yield f"    publisher: {scalar(source.publisher)}"
    if source.published:
        yield f"    published: {source.published.isoformat()}"


def _party(proposed: Proposed[Party]) -> Iterator[str]:
    party = proposed.thing
    yield from _marked(f"  {party.id}:", proposed)
    yield f"    name: {scalar(party.name)}"
    if party.also:
        yield from _list("also", [scalar(name) for name in party.also], 4)
    if party.people:
        yield "    people:"
        for person in party.people:
            parts = [f"name: {scalar(person.name)}"]
            if person.also:
                parts.append("also: [" + ", ".join(map(scalar, person.also)) + "]")
            yield "      - {" + ", ".join(parts) + "}"
    if party.role != "signatory":
        yield f"    role: {party.role}"


def _list(key: str, items: list[str], indent: int) -> Iterator[str]:
    pad = " " * indent
    whole = f"{pad}{key}: [{', '.join(items)}]"
    if len(whole) <= WIDTH:
        yield whole
        return
    yield f"{pad}{key}:"
    for item in items:
        yield f"{pad}  - {item}"


def _issue(proposed: Proposed[Issue]) -> Iterator[str]:
    issue = proposed.thing
    yield from _marked(f"  {issue.id}:", proposed)
    yield f"    title: {scalar(issue.title)}"
    if issue.unit:
        yield f"    unit: {scalar(issue.unit)}"
    if issue.numeric:
        first, second, last = (issue.level_ids[i] for i in (0, 1, -1))
        step = plain_number(Decimal(second) - Decimal(first))
        yield f"    levels: {{from: {first}, to: {last}, step: {step}}}"
        return
    yield "    options:"
    for level in issue.levels:
        yield f"      {level.id}: {scalar(level.text)}"


def _draft(proposed: Proposed[Draft]) -> Iterator[str]:
    draft = proposed.thing
    yield from _marked(f"  {draft.id}:", proposed)
    yield f"    title: {scalar(draft.title)}"
    if draft.by:
        yield f"    by: {draft.by}"
    if draft.on:
        yield f"    on: {draft.on.isoformat()}"
    yield "    terms:"
    for issue, readings in draft.terms.items():
        if len(readings) == 1:
            yield f"      {issue}: {readings[0].level}"
            continue
        yield f"      {issue}:  # the reports differ"
        for reading in readings:
            yield f"        {reading.level}:"
            yield from _quotes(reading.evidence, 10)
    if draft.evidence:
        yield "    evidence:"
        yield from _quotes(draft.evidence, 6)
    elif draft.assumed:
        yield f"    assumed: {scalar(draft.assumed)}"


def _quotes(evidence: Iterable[Evidence], indent: int) -> Iterator[str]:
    for one in evidence:
        yield f"{' ' * indent}- {one.source}: {scalar(one.quote)}"


def _facts(proposal: Proposal) -> Iterator[str]:
    for proposed in proposal.facts:
        yield from _fact(proposed)


def _fact(proposed: Proposed[Fact]) -> Iterator[str]:
    fact = proposed.thing
    yield from _marked(f"  - party: {fact.party}", proposed)
    yield from (f"    {line}" for line in _content(fact))
    if fact.on:
        yield f"    on: {fact.on.isoformat()}"
    if fact.confidence_word:
        yield f"    confidence: {fact.confidence_word}"
    if fact.evidence:
        yield "    evidence:"
        yield from _quotes(fact.evidence, 6)
    elif fact.assumed:
        yield f"    assumed: {scalar(fact.assumed)}"


def _content(fact: Fact) -> Iterator[str]:
    content = fact.content
    if isinstance(content, Order):
        parts = [f"{r.issue}: {_ranking(r)}" for r in content.rankings]
        yield "order: {" + ", ".join(parts) + "}"
    elif isinstance(content, Priorities):
        yield f"priorities: {_tiers(content.tiers)}"
    elif isinstance(content, Stance):
        yield f"{content.stance}: {_package(content.package)}"
    elif isinstance(content, RedLine):
        yield "red_line: " + _map(content.levels, lambda levels: f"[{', '.join(levels)}]")


def _ranking(ranking: Ranking | Direction) -> str:
    if isinstance(ranking, Direction):
        return f"{{peak: {ranking.level}}}" if ranking.toward == "peak" else ranking.toward
    return _tiers(ranking.tiers)


def _tiers(tiers: Iterable[tuple[str, ...]]) -> str:
    shown = [tier[0] if len(tier) == 1 else f"[{', '.join(tier)}]" for tier in tiers]
    return f"[{', '.join(shown)}]"


def _package(package: Package) -> str:
    return package.draft or _map(package.terms, str)


def _map(pairs: Mapping[str, object], show: Callable[..., str]) -> str:
    return "{" + ", ".join(f"{key}: {show(value)}" for key, value in pairs.items()) + "}"


def _withheld(withheld: Iterable[Proposed[Fact]]) -> Iterator[str]:
    facts = list(withheld)
    if facts:
        yield "# Not proposed, since the facts above are surer and these cannot hold beside them:"
    for proposed in facts:
        yield from comment(one_line(proposed.why, 300))
        bare = Proposed(proposed.thing)
        yield from ("#" + line.replace("  # proposed", "") for line in _fact(bare))


def _notes(notes: Iterable[str]) -> Iterator[str]:
    listed = list(notes)
    if listed:
        yield "# Also found, and left to you:"
    for note in listed:
        lines = list(comment("- " + one_line(note, 400)))
        yield from lines
