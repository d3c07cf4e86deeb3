"""Ledgers that a language model proposes: one that is configured, or an assistant to paste into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.asking import configured
from zopa.desk.documents import OpenedReports, open_reports
from zopa.desk.errors import FindingsError, WrongCallError, after
from zopa.desk.places import in_reach, listed_paths
from zopa.desk.progress import Progress, silent
from zopa.foundation.writing import write_file

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing import ProposedCase
    from zopa.sources import Document

ANSWER_BYTES = 4 * 1024 * 1024
"""The largest file with an answer that is read."""


@dataclass(frozen=True, eq=False)
class PromptWritten:
    """What was written for a person to paste into an assistant."""

    files: tuple[Path, ...]
    """To be pasted one after the other into one conversation; none where nothing is to be asked."""
    faults: int
    """How many things of an earlier answer do not stand; 0 where there was none."""
    findings: tuple[Findings, ...]
    """Of opening the reports."""


def write_prompt(
    file: str | Path,
    reports: str | Path | Sequence[str | Path],
    *,
    answer: str | Path | Sequence[str | Path] | None = None,
    progress: Progress | None = None,
) -> PromptWritten:
    """Write what to paste into an assistant so that it proposes a ledger for some reports.

    Long reports go into several files, numbered behind the name of `file`. With `answer`, files
    that hold what the assistant answered so far, the message is written that tells it what of that
    does not stand; nothing is written where everything stands. Raises `WrongCallError` where a file
    is there already, and `FindingsError` where a report or an answer cannot be read.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     made = write_prompt(f"{place}/prompt.txt", "examples/minerals/sources/report_a.txt")
    ...     print(made.files[0].read_text().split(". ")[0])
    You are a careful analyst of negotiations
    """
    from zopa.proposing.whole_ledger import follow_up_text, prompt_texts

    opened = opened_whole(reports)
    target, step = Path(file), progress or silent
    faults = 0
    with after(opened.findings):
        if answer is None:
            texts = prompt_texts(opened.documents)
        else:
            text, faults = follow_up_text(opened.documents, answers_in(answer), step=step)
            texts = [text] if text else []
        targets = _targets(target, len(texts))
        for place in targets:
            _refuse_foreign(place)
    with in_reach((opened.findings,)):
        for place, text in zip(targets, texts, strict=True):
            write_file(place, f"{text}\n".encode())
    return PromptWritten(tuple(targets), faults, (opened.findings,))


def from_answers(
    documents: Sequence[Document],
    answer: str | Path | Sequence[str | Path],
    title: str,
    step: Progress,
) -> tuple[ProposedCase, Findings]:
    """The case that the answers in some files come to."""
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing.whole_ledger import ledger_from_answers

    whole = ledger_from_answers(documents, answers_in(answer), title=title, step=step)
    if not whole.usable:
        raise FindingsError(f"no answer can be used: {whole.faults[0]}; nothing was written")
    return whole.made, Findings((), {})


def from_model(
    documents: Sequence[Document], title: str, step: Progress
) -> tuple[ProposedCase, Findings]:
    """The case that the configured language model proposes."""
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing.whole_ledger import WholeLedger, ledger_from_model

    made = ledger_from_model(documents, configured(), title=title, step=step)
    texts = {document.file: document.text for document in documents}
    if not isinstance(made, WholeLedger):
        message = "the language model gave no answer that can be used; nothing was written"
        raise FindingsError(message, [Findings.of(made, texts)])
    return made.made, Findings.of(made.findings, texts)


def opened_whole(reports: str | Path | Sequence[str | Path]) -> OpenedReports:
    """Reports that could all be opened; raises `FindingsError` where one could not."""
    opened = open_reports(reports)
    if not opened.documents or not opened.findings.passes():
        message = f"{opened.findings.summary()}; nothing was written"
        raise FindingsError(message, [opened.findings])
    return opened


def answers_in(files: str | Path | Sequence[str | Path]) -> list[str]:
    """The texts of files that hold answers, in their order."""
    from zopa.foundation.files import FileTrouble, read_text

    texts: list[str] = []
    for path in listed_paths(files):
        text = read_text(path, ANSWER_BYTES)
        if isinstance(text, FileTrouble):
            raise FindingsError(f"{path} {text.words}; nothing was written")
        texts.append(text)
    if not texts:
        raise WrongCallError("there is no answer: name the file that holds it")
    return texts


def _targets(file: Path, count: int) -> list[Path]:
    """The file itself, or for several texts files numbered behind its name."""
    if count <= 1:
        return [file] * count
    return [file.with_name(f"{file.stem}_{k}{file.suffix}") for k in range(1, count + 1)]


@in_reach()
def _refuse_foreign(target: Path) -> None:
    """Stop where a message would go over a file that is there: it may be somebody's answer."""
    if target.is_dir():
        raise WrongCallError(f"{target} is a folder; name a file")
    if not target.parent.is_dir():
        raise WrongCallError(f"there is no folder {target.parent}")
    if target.exists():
        raise WrongCallError(f"{target} is there already; name another file, or delete it first")
