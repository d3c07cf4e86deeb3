"""A proposal as the text of a `case.yaml`, every entry marked as proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from zopa.case.marks import NAMED, PROPOSED, TO_FILL_IN
from zopa.case.model import Fact, Path
from zopa.case.write import EntryNote, write_case
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposal, Proposed

_HEAD = (
    "A zopa case, proposed from reports: what stands beside `# proposed` was read, not decided.",
    "Correct it, delete what is wrong, and delete the mark where it is right.",
    "`zopa check` tells what is wrong or missing; `zopa brief` writes the brief.",
    "",
)
_ALSO = "Also found, and left to you:"
_READY = "Each entry below is a fact once `# ` is deleted from its lines."
_WITHHELD = "Not proposed, since the facts above are surer and these cannot hold beside them:"


def ledger_of(proposal: Proposal) -> str:
    """The text of a `case.yaml`; it checks without errors beside the files of `case_files`."""
    case = replace(
        proposal.case(),
        title=one_line(proposal.title),
        summary=one_line(proposal.summary, 1000),
    )
    return write_case(case, dict(_notes(proposal)))


def _notes(proposal: Proposal) -> Iterator[tuple[Path, EntryNote]]:
    left_over = (*_withheld(proposal.withheld), *_also_found(proposal))
    yield (), EntryNote(above=_HEAD, below=left_over)
    for key in ("title", "as_of", "summary"):
        yield (key,), EntryNote(mark=PROPOSED)
    for source in proposal.sources:
        yield ("sources", source.thing.source.id), _mark(source)
    for party in proposal.parties:
        yield ("parties", party.thing.id), _mark(party)
        if party.given:
            yield ("parties", party.thing.id, "people"), EntryNote(mark=PROPOSED)
    for issue in proposal.issues:
        yield ("issues", issue.thing.id), _mark(issue)
    for draft in proposal.drafts:
        path = ("drafts", draft.thing.id)
        yield path, _mark(draft)
        for disputed in draft.thing.disputed:
            yield (*path, "terms", disputed), EntryNote(mark="the reports differ")
    for index, fact in enumerate(proposal.facts):
        yield ("facts", index), _mark(fact)
    if proposal.agreement is not None:
        yield ("agreement",), _mark(proposal.agreement)


def _mark(proposed: Proposed[Any]) -> EntryNote:
    if proposed.placeholder:
        return EntryNote(mark=TO_FILL_IN)
    if proposed.given:
        return EntryNote(mark=NAMED)
    return EntryNote(mark=PROPOSED, why=one_line(proposed.why, 300))


def _withheld(withheld: Iterable[Proposed[Fact]]) -> Iterator[str | Fact]:
    for index, proposed in enumerate(withheld):
        if index == 0:
            yield _WITHHELD
        yield one_line(proposed.why, 300)
        yield proposed.thing


def _also_found(proposal: Proposal) -> Iterator[str | Fact]:
    """What a person may add, under the name of its party with why it is no fact; then notes."""
    if not proposal.also and not proposal.notes:
        return
    if proposal.withheld:
        yield ""
    yield _ALSO
    if proposal.also:
        yield _READY
        if not proposal.facts:
            yield "facts:"
    for index, proposed in enumerate(proposal.also):
        fact = proposed.thing
        if index == 0 or proposal.also[index - 1].thing.party != fact.party:
            name = next(p.thing.name for p in proposal.parties if p.thing.id == fact.party)
            yield from ("", f"{one_line(name)}:")
        yield "- " + one_line(proposed.why, 300)
        yield fact
    if proposal.also and proposal.notes:
        yield ""
    for note in proposal.notes:
        yield "- " + one_line(note, 400)
