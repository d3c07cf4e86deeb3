"""From answers of a language model, or from the model itself, to a case folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from zopa.case.reread import names_of_party
from zopa.case.statements_file import STATEMENTS_FILE
from zopa.foundation.diagnostics import Finding, Place
from zopa.proposing.carry_over import statements_file
from zopa.proposing.folder import case_files
from zopa.proposing.proposal import Proposal, ProposedCase
from zopa.proposing.shelf import shelve
from zopa.proposing.whole_ledger.answer_form import LedgerAnswer
from zopa.proposing.whole_ledger.answer_reading import AnswerRead, Fault, read_ledger_answer
from zopa.proposing.whole_ledger.held_ledger import HeldLedger, LedgerKeeper, closed
from zopa.proposing.whole_ledger.ledger_schema import answer_schema
from zopa.proposing.whole_ledger.merging import numbered, patched, put_together
from zopa.proposing.whole_ledger.question_text import (
    PART,
    Message,
    first_messages,
    follow_up,
    follow_up_messages,
    pasted,
    report_parts,
)
from zopa.proposing.whole_ledger.told_names import ToldNames
from zopa.proposing.whole_ledger.told_parties import held_parties
from zopa.sources.document import Document
from zopa.statements.corroboration import corroborate
from zopa.statements.language_model.codes import MODEL_ANSWER, MODEL_UNAVAILABLE
from zopa.statements.language_model.endpoint import Endpoint, EndpointError
from zopa.statements.reading import read_documents

FURTHER_TRIES = 2
"""How often a model is told what does not stand."""

Step = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class WholeLedger:
    """A case that a language model proposed, and what went wrong on the way."""

    made: ProposedCase
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    """What did not stand in the end; the notes of the proposal tell it too."""
    usable: bool = True
    """Whether any answer held a ledger."""


def prompt_texts(documents: Sequence[Document], part: int = PART) -> list[str]:
    """What to paste into an assistant, one text for each part of the reports."""
    return pasted(report_parts(documents, part))


def ledger_from_answers(
    documents: Sequence[Document],
    answers: Sequence[str],
    *,
    title: str = "",
    part: int = PART,
    step: Step = lambda _: None,
) -> WholeLedger:
    """The case that answers to `prompt_texts` come to.

    The first answers are about the parts of the reports, in their order; any more are corrections,
    which were asked for by `follow_up_text`, the last one counting most.
    """
    answer, faults = _joined(answers, len(report_parts(documents, part)))
    work = _Work(documents, answer, title, step)
    made = work.finished(work.held(answer), faults)
    return replace(made, usable=any(read_ledger_answer(text).usable for text in answers))


def follow_up_text(
    documents: Sequence[Document],
    answers: Sequence[str],
    *,
    part: int = PART,
    step: Step = lambda _: None,
) -> tuple[str, int]:
    """What to paste next so that the assistant mends its answers, and how much does not stand.

    The text is empty where everything stands.
    """
    answer, faults = _joined(answers, len(report_parts(documents, part)))
    work = _Work(documents, answer, "", step)
    every = (*faults, *work.held(answer).faults)
    return (follow_up(answer, every) if every else ""), len(every)


def ledger_from_model(
    documents: Sequence[Document],
    endpoint: Endpoint,
    *,
    title: str = "",
    part: int = PART,
    step: Step = lambda _: None,
) -> WholeLedger | tuple[Finding, ...]:
    """The case that the model at `endpoint` proposes.

    The reports go out in parts. What does not stand goes back for at most `FURTHER_TRIES` further
    tries. Only the findings come back where no answer could be used.
    """
    talk = _LedgerTalk(documents, endpoint, part, step)
    answer = talk.first()
    if answer is None:
        return talk.findings
    work = _Work(documents, answer, title, step)
    held, faults = work.held(answer), tuple(talk.faults)
    for number in range(1, FURTHER_TRIES + 1):
        every = (*faults, *held.faults)
        if not every:
            break
        step(f"asking the language model to mend {len(every)} things, try {number}")
        better = talk.mended(answer, every)
        if better is None:
            break
        merged = numbered(patched(answer, better.answer))
        newly = work.held(merged)
        if _stands(newly.proposal) < _stands(held.proposal) // 2:
            break  # a correction that loses most of the ledger is none
        answer, held, faults = merged, newly, better.faults
    made = work.finished(held, faults)
    return replace(made, findings=talk.findings)


def _stands(proposal: Proposal) -> int:
    return len(proposal.parties) + len(proposal.issues) + len(proposal.drafts) + len(proposal.facts)


def _joined(answers: Sequence[str], parts: int) -> tuple[LedgerAnswer, tuple[Fault, ...]]:
    read = [read_ledger_answer(text) for text in answers]
    answer = put_together([each.answer for each in read[:parts]] or [LedgerAnswer()])
    faults = [fault for each in read[:parts] for fault in each.faults]
    if len(read) < parts:
        missing = f"the reports are in {parts} parts, and there are answers to {len(read)} of them"
        faults.append(Fault("", missing))
    for later in read[parts:]:
        answer = numbered(patched(answer, later.answer))
        faults = list(later.faults)
    return answer, tuple(faults)


class _Work:
    """The reports read with the parties of an answer, and answers held against them."""

    def __init__(
        self, documents: Sequence[Document], answer: LedgerAnswer, title: str, step: Step
    ) -> None:
        told = ToldNames([document.reading for document in documents])
        names = [names_of_party(p) for p in held_parties(answer.parties, told).parties]
        step("reading")
        self._reading = read_documents(documents, names)
        step("lining the reports up")
        self._lined_up = corroborate(
            self._reading.documents,
            list(self._reading.all()),
            np.concatenate(self._reading.meanings),
        )
        self._reports, notes = shelve(self._reading)
        self._title, self._step = title, step
        days = [d.published for d in documents if d.published is not None]
        latest = max(days, default=date.today())
        self._keeper = LedgerKeeper(self._reading, self._reports, latest, notes)

    def held(self, answer: LedgerAnswer) -> HeldLedger:
        self._step("holding the answer against the reports")
        return self._keeper.held(answer, self._title)

    def finished(self, held: HeldLedger, faults: Sequence[Fault]) -> WholeLedger:
        every = (*faults, *held.faults)
        proposal = closed(held, every)
        files = case_files(proposal, self._reading.documents)
        parties = {p.thing.id: p.thing for p in proposal.parties}
        shelved = [report.shelved for report in self._reports]
        text = statements_file(self._reading, self._lined_up, shelved, files, parties)
        made = ProposedCase(proposal, {**files, STATEMENTS_FILE: text.encode()})
        return WholeLedger(made, (), every)


class _LedgerTalk:
    """What is asked of the model at an endpoint, and what went wrong with it."""

    def __init__(
        self, documents: Sequence[Document], endpoint: Endpoint, part: int, step: Step
    ) -> None:
        self._parts = report_parts(documents, part)
        self._file = documents[0].file
        self._endpoint, self._step = endpoint, step
        self._earlier: list[Message] = []
        self._findings: list[Finding] = []
        self.faults: list[Fault] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)

    def first(self) -> LedgerAnswer | None:
        """What the model makes of the reports, or None where no answer can be used."""
        read: list[LedgerAnswer] = []
        count = len(self._parts)
        for number, text in enumerate(self._parts, 1):
            which = f", part {number} of {count}" if count > 1 else ""
            self._step(f"asking the language model for a ledger{which}")
            known = put_together(read) if read else LedgerAnswer()
            messages = first_messages(text, number, count, known)
            answer = self._ask(messages)
            if answer is None:
                self.faults.append(Fault("", f"no answer could be used{which}"))
            else:
                read.append(answer.answer)
                self.faults += answer.faults
        return put_together(read) if read else None

    def mended(self, answer: LedgerAnswer, faults: Sequence[Fault]) -> AnswerRead | None:
        """The answer to what does not stand, or None where it cannot be used."""
        return self._ask(follow_up_messages(answer, faults, self._earlier))

    def _ask(self, messages: list[Message]) -> AnswerRead | None:
        try:
            answer = self._endpoint.complete(messages, answer_schema())
        except EndpointError as problem:
            self._report(str(problem), available=False)
            return None
        read = read_ledger_answer(answer.text)
        if not answer.whole:
            self._report("the answer breaks off before its end")
        if not read.usable:
            self._report(read.faults[-1].words)
            return None
        if len(self._parts) == 1:
            self._earlier = [*messages, {"role": "assistant", "content": answer.text}]
        return read

    def _report(self, words: str, *, available: bool = True) -> None:
        code = MODEL_ANSWER if available else MODEL_UNAVAILABLE
        self._findings.append(Finding(code, Place(self._file, 1, 1), words))
