"""`zopa read` and `zopa add`: reports, a case folder, or archives of reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.streams import goes_on
from zopa.cli.terminal import (
    WRONG_CALL,
    at_work,
    console,
    echo_json,
    fail,
    show_all,
)


def read(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            help="Reports (text, HTML, PDF), a case folder, or folders and archives of reports.",
            metavar="REPORT",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A .jsonl or .parquet file for any number of reports."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was read as JSON.")] = False,
    jobs: Annotated[
        int, typer.Option(help="With --output: how many read at once; -1 is one for each core.")
    ] = -1,
    backend: Annotated[
        str,
        typer.Option(
            help="With --output: the workers: loky (processes), threading, dask, ray. "
            "[default: loky]"
        ),
    ] = "",
    model: Annotated[
        bool, typer.Option("--language-model", help="Ask the configured language model as well.")
    ] = False,
) -> None:
    """Read reports: who says, wants, offers or refuses what, each with its exact words.

    Of a case folder, the sources are read again: statements.jsonl is made anew, and statements
    that no fact uses yet, and facts that a statement contradicts, are listed.
    """
    cases = [path for path in inputs if path.name == "case.yaml" or (path / "case.yaml").is_file()]
    if output is not None:
        if cases:
            fail(f"{cases[0]} is a case folder; it is read without --output", WRONG_CALL)
        if as_json or model:
            fail("--json and --language-model do not go with --output", WRONG_CALL)
        _read_many(inputs, output, jobs=jobs, backend=backend)
        return
    if jobs != -1 or backend:
        fail("--jobs and --backend go with --output", WRONG_CALL)
    if not cases:
        _read_reports(inputs, as_json=as_json, model=model)
    elif len(inputs) > 1:
        fail("a case folder is read on its own", WRONG_CALL)
    elif model:
        fail("--language-model does not go with a case folder", WRONG_CALL)
    else:
        _read_case(inputs[0], as_json=as_json)


def _read_reports(reports: Sequence[Path], *, as_json: bool, model: bool) -> None:
    from zopa.desk import reading

    with at_work() as step:
        made = reading.read(reports, model=model, progress=step)
    show_all(made.findings)
    if as_json:
        echo_json(made.as_dict())
    else:
        console(sys.stdout).print(made.to_terminal())
    if made.unread:
        fail(f"{made.unread} of {made.files} reports could not be read", 1)


def _read_case(folder: Path, *, as_json: bool) -> None:
    from zopa.desk.refreshing import refresh

    with at_work() as step:
        made = refresh(folder, progress=step)
    show_all(made.findings)
    if as_json:
        echo_json(made.as_dict())
        return
    console(sys.stdout).print(made.to_terminal())


def _read_many(inputs: Sequence[Path], output: Path, *, jobs: int, backend: str) -> None:
    from zopa.desk.archiving import read_many

    goes_on.add(output)
    try:
        with at_work() as step:
            summary = read_many(inputs, output, jobs=jobs, backend=backend, progress=step)
    finally:
        goes_on.discard(output)
    typer.echo(summary.describe(), err=True)
    if summary.documents == summary.failed:
        fail("no report was read", 1)


def add(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default=False)],
    reports: Annotated[
        list[Path],
        typer.Argument(help="New reports (text, HTML, PDF).", metavar="REPORT", show_default=False),
    ],
    new_issues: Annotated[
        bool,
        typer.Option("--new-issues", help="Make issues of what fits none that the case has."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was added as JSON.")] = False,
) -> None:
    """Read new reports into a case: what they tell is placed on its own parties, issues and drafts.

    Facts that are there get further evidence, what is told otherwise is named, and what is new is
    put behind the last entry below a line with the day, marked as proposed. All that stands in
    the ledger stays as it is.
    """
    from zopa.desk.adding import add as add_reports

    with at_work() as step:
        made = add_reports(case, reports, new_issues=new_issues, progress=step)
    if as_json:
        echo_json(made.as_dict())
        return
    show_all(made.findings)
    console(sys.stdout).print(made.to_terminal())
