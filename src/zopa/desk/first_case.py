"""A first case folder out of reports, for a person to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.asking_first import Ask, as_options, asked_issues, asked_parties
from zopa.desk.errors import WrongCallError, after
from zopa.desk.places import in_reach, refuse_full
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading
from zopa.desk.whole_ledgers import from_answers, from_model, opened_whole
from zopa.foundation.writing import write_folder

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing import Proposal, Proposed, ProposedCase
    from zopa.proposing.given import Given, GivenIssue, GivenParty
    from zopa.sources import Document
    from zopa.statements.reading import Reading


@dataclass(frozen=True, eq=False)
class FirstCase:
    """A case folder that was made out of reports."""

    ledger: Path
    proposal: Proposal
    findings: tuple[Findings, ...]
    """Of opening the reports, then of asking a language model."""
    options: str = ""
    """What a person answered when asked, as options that say the same."""

    def summary(self) -> str:
        """How much is proposed, placeholders apart, as `2 parties, 3 issues, 1 draft, 6 facts`."""
        proposal = self.proposal
        parts: tuple[tuple[tuple[Proposed[Any], ...], str, str], ...] = (
            (proposal.parties, "party", "parties"),
            (proposal.issues, "issue", "issues"),
            (proposal.drafts, "draft", "drafts"),
            (proposal.facts, "fact", "facts"),
        )
        counts = [
            (sum(not entry.placeholder for entry in entries), singular, plural)
            for entries, singular, plural in parts
        ]
        return ", ".join(f"{n} {singular if n == 1 else plural}" for n, singular, plural in counts)

    @property
    def too_little(self) -> bool:
        """Whether parties or issues are left for a person to fill in."""
        parties, issues = self.proposal.parties, self.proposal.issues
        return any(p.placeholder for p in parties) or any(i.placeholder for i in issues)


def propose(
    folder: str | Path,
    reports: str | Path | Sequence[str | Path],
    *,
    title: str = "",
    parties: str | Sequence[GivenParty] = "",
    issues: str | Sequence[GivenIssue] = "",
    model: bool = False,
    answer: str | Path | Sequence[str | Path] | None = None,
    ask: Ask | None = None,
    progress: Progress | None = None,
) -> FirstCase:
    """Read reports and make a case folder of what they tell, each entry with its words.

    `parties` and `issues` are those that a person names first, as texts
    (docs/reference/named-first.md) or as records; where they are named, no others are proposed.
    With `ask`, a function that shows a person some lines and gives back the line that they write,
    they choose what is not named among what the reports have.
    With `model`, the configured language model proposes the whole ledger. With `answer`, files that
    hold the answers of an assistant to what `write_prompt` wrote, the ledger is the assistant's. In
    both cases what does not stand in the reports is left out, and the proposal's notes tell it.

    Raises `WrongCallError` where the folder holds something, and `FindingsError` where a report
    cannot be read or no answer can be used.
    """
    place, step = Path(folder), progress or silent
    refuse_full(place)
    if model and answer is not None:
        raise WrongCallError("a language model is asked, or an answer is given: not both")
    given = named_first(parties, issues)
    if (model or answer is not None) and (given.parties or given.issues or ask is not None):
        raise WrongCallError("a language model proposes parties and issues, or you name them first")
    opened = opened_whole(reports)
    options = ""
    with after(opened.findings):
        if answer is not None:
            proposed, notes = from_answers(opened.documents, answer, title, step)
        elif model:
            proposed, notes = from_model(opened.documents, title, step)
        else:
            reading = _Read(opened.documents, step)
            if ask is not None:
                given, options = _asked(reading, given, ask)
            proposed, notes = reading.proposed(title, given), reading.notes
    with in_reach((opened.findings, notes)):
        write_folder(place, proposed.files)
    return FirstCase(place / "case.yaml", proposed.proposal, (opened.findings, notes), options)


class _Read:
    """Some reports, read with the names of parties, and again only where these are others."""

    def __init__(self, documents: Sequence[Document], step: Progress) -> None:
        self._documents, self._step = documents, step
        self._parties: tuple[GivenParty, ...] | None = None

    def with_parties(self, parties: tuple[GivenParty, ...]) -> Reading:
        """What the reports say, speakers led to the parties."""
        from zopa.case.reread import names_of_party
        from zopa.proposing.given.as_case import parties_of

        if self._parties != parties:
            names = [names_of_party(party) for party in parties_of(parties)]
            self._reading, self._lined_up, self.notes = lined_up_reading(
                self._documents, names, progress=self._step
            )
            self._parties = parties
        return self._reading

    def proposed(self, title: str, given: Given) -> ProposedCase:
        """The case that is proposed with what a person named."""
        from zopa.proposing import propose as propose_case

        reading = self.with_parties(given.parties)
        self._step("proposing")
        return propose_case(reading, self._lined_up, title=title, given=given)


def _asked(read: _Read, given: Given, ask: Ask) -> tuple[Given, str]:
    """What a person named, with their answers to what they did not name, and all as options."""
    if not given.parties:
        given = replace(given, parties=asked_parties(read.with_parties(()), ask))
    if not given.issues:
        given = replace(given, issues=asked_issues(read.proposed("", given).proposal, ask))
    return given, as_options(given.parties, given.issues)


def named_first(
    parties: str | Sequence[GivenParty] = "", issues: str | Sequence[GivenIssue] = ""
) -> Given:
    """What a person names before reports are read.

    Raises `WrongCallError`, with all that is wrong, where it makes no sense.

    >>> [party.name for party in named_first("Halden; Union = dockers").parties]
    ['Halden', 'Union']
    """
    from zopa.proposing.given import given_first

    given, findings = given_first(parties, issues)
    if not findings.passes():
        message = f"{findings.summary()} in what is named first; nothing was written"
        raise WrongCallError(message, [findings])
    return given
