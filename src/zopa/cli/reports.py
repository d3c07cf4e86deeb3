"""`zopa read` and `zopa new --from`: reports in, statements or a first case out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from zopa.cli.files import refuse_full, write, write_folder
from zopa.cli.streams import goes_on
from zopa.cli.terminal import WRONG_CALL, console, echo_json, fail, progress, show

if TYPE_CHECKING:
    from rich.console import Console

    from zopa.foundation.diagnostics import Finding, Findings
    from zopa.sources import Document
    from zopa.statements.corroboration import Corroboration
    from zopa.statements.reading import Reading
    from zopa.statements.statement import Statement

ONE = {"parties": "party", "issues": "issue", "drafts": "draft", "facts": "fact"}
AT_ONCE = 50
"""Reports that are read into memory and lined up together; more go to a file, one by one."""
UNSURE = 0.5
"""Statements below this confidence are shown as doubtful."""
_WIDEST = 220
_SHOWN = 12
"""Claims, differences and loose ends that the terminal lists; the rest is counted."""


def read_reports(reports: Sequence[Path], *, as_json: bool, model: bool) -> None:
    """Read a few reports, line them up and show what they say."""
    documents, report = _opened(reports)
    show(report, console(sys.stderr))
    if not documents:
        fail("none of the reports could be read", 1)
    reading, lined_up, notes = _read(documents, model=model)
    show(notes, console(sys.stderr))
    if as_json:
        findings = [*report.as_dict()["findings"], *notes.as_dict()["findings"]]  # type: ignore[misc]
        echo_json({"records": _rows(reading, lined_up), "findings": findings})
    else:
        _show_reading(reading, lined_up, console(sys.stdout))
    count = len(_files(reports))
    if len(documents) < count:
        fail(f"{count - len(documents)} of {count} reports could not be read", 1)


def read_case(folder: Path, *, as_json: bool) -> None:
    """Read the sources of a case again; write what they say, and what the ledger makes of it."""
    from zopa.case.read_statements import STATEMENTS_FILE
    from zopa.case.reread import party_names, source_documents
    from zopa.preferences.check import examine
    from zopa.proposing import conflicts, unused
    from zopa.statements.records import json_lines

    case, report = examine(folder)
    if case is None or not report.passes():
        show(report, console(sys.stderr))
        fail(f"{folder}: {report.summary()}; mend the errors first", 1)
    home = folder if folder.is_dir() else folder.parent
    documents, found = source_documents(case, lambda file: (home / file).read_bytes())
    show(found, console(sys.stderr))
    if not documents:
        fail(f"{folder}: the case has no source that can be read", 1)
    reading, lined_up, notes = _read(documents, party_names(case))
    show(notes, console(sys.stderr))
    rows = _rows(reading, lined_up)
    write(home / STATEMENTS_FILE, json_lines(rows))
    said = list(reading.all())
    loose = unused(case, said, documents)
    against = conflicts(case, said, documents)
    if as_json:
        echo_json(
            {
                "records": rows,
                "unused": [{"statement": one.statement, "words": one.words} for one in loose],
                "conflicts": [{"statement": one.statement, "words": one.words} for one in against],
            }
        )
        return
    screen = console(sys.stdout)
    told = f"{_count(len(said), 'statement')} of {_count(len(documents), 'source')}"
    screen.print(f"{home / STATEMENTS_FILE}: {told}")
    _show_list(
        screen,
        "Facts or terms that a statement contradicts",
        [f"{one.words} ({one.statement})" for one in against],
    )
    _show_list(
        screen,
        "Statements that no fact or draft uses yet",
        [f"{one.statement}: {one.words}" for one in loose],
    )


def read_many(inputs: Sequence[Path], output: Path, *, jobs: int, backend: str) -> None:
    """Read folders and archives of any size into one file, going on where it was stopped."""
    from zopa.statements.archive import ArchiveError, read_archive
    from zopa.statements.archive.cluster import connected
    from zopa.statements.worker import read_report, settings

    if jobs == 0:
        fail("--jobs is how many are read at once: 1 or more, or -1 for one each core", WRONG_CALL)
    goes_on.add(output)
    try:
        with connected(backend):
            summary = read_archive(
                inputs, output, read_report, jobs=jobs, backend=backend or None, settings=settings()
            )
    except ArchiveError as error:
        fail(str(error), WRONG_CALL)
    finally:
        goes_on.discard(output)
    typer.echo(summary.describe(), err=True)
    if summary.documents == summary.failed:
        fail("no report was read", 1)


def case_from(folder: Path, reports: Sequence[Path], title: str, *, model: bool) -> None:
    """Make a first case folder out of reports, for a person to correct."""
    from zopa.case.read_statements import STATEMENTS_FILE
    from zopa.case.reread import party_names, source_documents
    from zopa.preferences.check import clashing_facts
    from zopa.proposing import case_files, propose
    from zopa.statements.records import json_lines

    refuse_full(folder)
    documents, report = _opened(reports)
    show(report, console(sys.stderr))
    if not documents or not report.passes():
        fail(f"{report.summary()}; nothing was written", 1)
    reading, lined_up, notes = _read(documents, model=model)
    show(notes, console(sys.stderr))
    proposal = propose(
        reading.documents,
        list(reading.all()),
        reading.cast,
        lined_up,
        title=title,
        checks=[clashing_facts],
    )
    files = case_files(proposal, reading.documents)
    # What was read is told by the ids and the texts of the new case.
    case = proposal.case()
    shelved, _ = source_documents(case, files.__getitem__)
    again, lined_up, _ = _read(shelved, party_names(case))
    files[STATEMENTS_FILE] = json_lines(_rows(again, lined_up)).encode()
    write_folder(folder, files)
    counts = [
        (len([one for one in listed if not one.placeholder]), name)
        for listed, name in (
            (proposal.parties, "parties"),
            (proposal.issues, "issues"),
            (proposal.drafts, "drafts"),
            (proposal.facts, "facts"),
        )
    ]
    told = ", ".join(f"{count} {name if count != 1 else ONE[name]}" for count, name in counts)
    typer.echo(f"{folder / 'case.yaml'} is proposed: {told}.")
    for note in proposal.notes[:_SHOWN]:
        typer.echo(f"- {note}")
    if len(proposal.notes) > _SHOWN:
        typer.echo(f"- and {len(proposal.notes) - _SHOWN} more")
    placeholders = [one.placeholder for one in proposal.parties]
    if any([*placeholders, *(one.placeholder for one in proposal.issues)]):
        typer.echo("Too little was found: what is marked `to be filled in` stands for the rest.")
    typer.echo("Each proposed line says so: correct them by hand, above all who wants what.")
    typer.echo(f"Next: zopa check {folder}")


def _files(reports: Iterable[Path]) -> list[Path]:
    """The reports themselves, each once; of a folder, the files in it."""
    found: list[Path] = []
    for path in reports:
        if path.is_dir():
            found += sorted(p for p in path.iterdir() if p.is_file() and p.name[0] != ".")
        else:
            found.append(path)
    once: dict[str, Path] = {}
    for path in found:
        once.setdefault(os.path.realpath(path), path)
    return list(once.values())


def _opened(reports: Sequence[Path]) -> tuple[list[Document], Findings]:
    from zopa.case.reread import merged
    from zopa.sources import open_document, unique_ids

    files = _files(reports)
    if not files:
        fail("there is no report in the folder", WRONG_CALL)
    if len(files) > AT_ONCE:
        fail(
            f"{len(files)} reports are more than are lined up at once ({AT_ONCE}); "
            "name a file for them with --output",
            WRONG_CALL,
        )
    opened = [open_document(path) for path in files]
    documents = [one.document for one in opened if one.document is not None]
    names = unique_ids([document.id for document in documents])
    documents = [replace(d, id=name) for d, name in zip(documents, names, strict=True)]
    return documents, merged(one.report for one in opened)


def _read(
    documents: Sequence[Document],
    parties: Sequence[Any] = (),
    *,
    model: bool = False,
) -> tuple[Reading, Corroboration, Findings]:
    import numpy as np

    from zopa.foundation.diagnostics import Findings
    from zopa.statements.corroboration import corroborate
    from zopa.statements.reading import read_documents

    findings: list[Finding] = []
    with progress() as step:
        extra = _asked(documents, parties, findings, step) if model else {}
        step("reading")
        reading = read_documents(documents, parties, extra=extra)
        step("lining the reports up")
        lined_up = corroborate(
            reading.documents, list(reading.all()), np.concatenate(reading.meanings)
        )
    return reading, lined_up, Findings.of(findings, {d.file: d.text for d in documents})


def _rows(reading: Reading, lined_up: Corroboration) -> list[dict[str, Any]]:
    from zopa.statements.records import rows_of

    return rows_of(reading.documents, reading.statements, lined_up)


def _asked(
    documents: Sequence[Document],
    parties: Sequence[Any],
    findings: list[Finding],
    step: Callable[[str], None],
) -> dict[str, tuple[Statement, ...]]:
    """What a language model finds in each document, by its id."""
    from zopa.statements.language_model import ask_for_statements
    from zopa.statements.language_model.endpoint import URL, Endpoint, EndpointError

    try:
        endpoint = Endpoint.from_environment()
    except EndpointError as error:
        fail(str(error), WRONG_CALL)
    if endpoint is None:
        fail(
            f"no language model is configured: set {URL} (docs/how-to/language-model.md)",
            WRONG_CALL,
        )
    found: dict[str, tuple[Statement, ...]] = {}
    for document in documents:
        step(f"asking the language model about {document.file}")
        statements, trouble = ask_for_statements(document, endpoint, [p.id for p in parties])
        found[document.id] = statements
        findings += trouble
    return found


def _show_reading(reading: Reading, lined_up: Corroboration, screen: Console) -> None:
    homes = {one.id: (d, one) for d, own in _pairs(reading) for one in own}
    for document, own in _pairs(reading):
        _show_document(document, own, screen)
    if len(reading.documents) < 2:
        return
    _show_list(
        screen,
        "Where the reports may differ",
        [
            f"{each.kind} ({_percent(each.probability)}): {_quoted(*homes[each.first])} · "
            f"{_quoted(*homes[each.second])}"
            for each in lined_up.differences
        ],
    )
    shared = [claim for claim in lined_up.claims if len(claim.documents) > 1]
    _show_list(
        screen,
        "Told by more than one report",
        [
            f"{_quoted(*homes[claim.statements[0]])} — in {', '.join(claim.documents)}"
            + ("" if claim.independent > 1 else ", of one origin")
            for claim in shared
        ],
    )
    _show_list(
        screen,
        "Words that reports share",
        [f"{copy.first} and {copy.second}: {copy.kind}" for copy in lined_up.copies],
    )


def _pairs(reading: Reading) -> list[tuple[Document, tuple[Statement, ...]]]:
    return list(zip(reading.documents, reading.statements, strict=True))


def _show_document(document: Document, own: Sequence[Statement], screen: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from zopa.foundation.diagnostics import printable
    from zopa.sources import Use

    aside = sum(block.use is Use.FURNITURE for block in document.blocks)
    head = [document.file, document.title, document.publisher]
    head.append(document.published.isoformat() if document.published else "not dated")
    screen.print(Text(printable(" · ".join(part for part in head if part)), style="bold"))
    told = _count(len(own), "statement")
    left_out = f"; {_count(aside, 'paragraph')} beside the report left out" if aside else ""
    screen.print(told + left_out)
    if not own:
        screen.print("The reader knows English news: of other texts it finds little.\n")
        return
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for name, most in (("", 4), ("who", 34), ("does", 12), ("words", None), ("sure", 5)):
        table.add_column(name, max_width=most, overflow="fold")
    for number, one in enumerate(own, 1):
        table.add_row(
            str(number),
            Text(printable(_who(one))),
            _act(one),
            Text(printable(_words(one))),
            _percent(one.confidence),
            style="dim" if one.confidence < UNSURE else "",
        )
    screen.print(table)
    screen.print()


def _who(one: Statement) -> str:
    from zopa.statements.statement import SpeakerKind

    speaker = one.speaker
    if speaker.kind is SpeakerKind.UNSTATED:
        return "nobody named"
    written = " ".join(piece.words for piece in one.source)
    name = speaker.name or " ".join(written.split()).rstrip(" ,;:")
    return f"{name} [{speaker.party}]" if speaker.party else name


def _act(one: Statement) -> str:
    return f"{'not ' if one.negated else ''}{one.act}{' if' if one.conditional else ''}"


def _words(one: Statement) -> str:
    words = " … ".join(piece.words for piece in one.content or one.cue)
    words = " ".join(words.split())
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1].rstrip() + "…"


def _quoted(document: Document, one: Statement) -> str:
    return f"{document.id}: {_who(one)}: {_words(one)}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _show_list(screen: Console, title: str, lines: Sequence[str]) -> None:
    from rich.text import Text

    from zopa.foundation.diagnostics import printable

    if not lines:
        return
    screen.print(Text(title, style="bold"))
    for line in lines[:_SHOWN]:
        screen.print(Text("- " + printable(line)))
    if len(lines) > _SHOWN:
        screen.print(f"- and {len(lines) - _SHOWN} more")
    screen.print()
