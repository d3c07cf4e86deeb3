"""The command line: `zopa new`, `read`, `check`, `brief`, `import` and `export`.

Exit status: 0 all well, 1 findings that stop the work, 2 a wrong call or a file that cannot
be written, 130 stopped by the user, 143 by the system. Results go to standard output,
everything else to standard error. Heavy imports happen where they are used, so that
`--help` is quick.
"""

from __future__ import annotations

import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zopa.cli.files import refuse_foreign, refuse_full, write, write_folder
from zopa.cli.streams import stop, with_or_without_reader
from zopa.cli.terminal import WRONG_CALL, console, echo_json, fail, progress, show, told

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Code

app = typer.Typer(
    name="zopa",
    help="From what is reported about a negotiation to the deals that remain possible.",
    epilog="Start with: zopa brief examples/minerals",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts a third sooner
    context_settings={"help_option_names": ["-h", "--help"]},
)

DEFECT = 70
FEWEST_DRAWS = 100  # fewer say next to nothing
MOST_DRAWS = 50_000  # some gigabytes


def main() -> None:
    """Run the command line; a person's mistake gets a message, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may know fewer characters
    for name in ("stdout", "stderr"):
        setattr(sys, name, with_or_without_reader(getattr(sys, name)))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        app()
    except OSError as error:
        fail(told(error), WRONG_CALL)
    except Exception as error:
        if os.environ.get("ZOPA_TRACEBACK"):
            raise
        fail(
            f"a defect in zopa, not in your case: {type(error).__name__}: {error}\n"
            "please report it, with what ZOPA_TRACEBACK=1 makes it print",
            DEFECT,
        )


def _version(wanted: bool) -> None:
    if wanted:
        from zopa import __version__

        typer.echo(f"zopa {__version__}")
        raise typer.Exit


@app.callback()
def _zopa(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version


@app.command(
    epilog="Example: zopa new talks --from report_a.txt report_b.html",
    short_help="Make a case folder, empty or out of reports.",
)
def new(
    folder: Annotated[Path, typer.Argument(help="The case folder to make.", show_default=False)],
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[REPORT]...", help="More reports, after --from.")
    ] = None,
    *,
    title: Annotated[str, typer.Option(help="What the negotiation is about.")] = "",
    reports: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="REPORT", help="Reports to propose a first case from."),
    ] = None,
    model: Annotated[
        bool, typer.Option("--language-model", help="Ask the configured language model as well.")
    ] = False,
) -> None:
    """Make a case folder: a ledger with comments to fill in, and a folder for the sources.

    With --from, reports (text, HTML or PDF) are read and a ledger is proposed, each entry with
    the words it rests on, for a person to correct.
    """
    from zopa.case.template import new_case

    if reports:
        from zopa.cli.reports import case_from

        case_from(folder, [*reports, *(more or ())], title, model=model)
        return
    if more:
        fail(f"what is {more[0]}? reports are given after --from", WRONG_CALL)
    if model:
        fail("--language-model needs reports, after --from", WRONG_CALL)
    refuse_full(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "case.yaml", new_case(title))
    (folder / "sources").mkdir()
    typer.echo(f"{folder / 'case.yaml'} and {folder / 'sources'} are made.")
    typer.echo(f"Put the reports into sources, fill in case.yaml, then: zopa check {folder}")


@app.command(
    epilog="Example: zopa read report_a.txt report_b.html",
    short_help="Find who says, wants, offers or refuses what.",
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
    from zopa.cli import reports

    cases = [path for path in inputs if path.name == "case.yaml" or (path / "case.yaml").is_file()]
    if output is not None:
        if cases:
            fail(f"{cases[0]} is a case folder; it is read without --output", WRONG_CALL)
        if as_json or model:
            fail("--json and --language-model do not go with --output", WRONG_CALL)
        reports.read_many(inputs, output, jobs=jobs, backend=backend)
        return
    if jobs != -1 or backend:
        fail("--jobs and --backend go with --output", WRONG_CALL)
    if not cases:
        reports.read_reports(inputs, as_json=as_json, model=model)
    elif len(inputs) > 1:
        fail("a case folder is read on its own", WRONG_CALL)
    elif model:
        fail("--language-model does not go with a case folder", WRONG_CALL)
    else:
        reports.read_case(inputs[0], as_json=as_json)


def _codes(incomplete: str) -> list[str]:
    return [name for name in _every_code() if name.startswith(incomplete)]


def _every_code() -> dict[str, Code]:
    """The kinds of findings: about cases, reports, archives, language models and exchange."""
    from zopa.exchange.codes import CODES as READ
    from zopa.exchange.write_codes import CODES as WRITTEN
    from zopa.preferences.check import CODES
    from zopa.sources.codes import CODES as SOURCES
    from zopa.statements.archive.codes import CODES as ARCHIVE
    from zopa.statements.language_model.codes import CODES as MODEL

    return {**CODES, **SOURCES, **ARCHIVE, **MODEL, **READ, **WRITTEN}


@app.command(
    epilog="Example: zopa check examples/minerals --strict",
    short_help="Find all that is wrong with a case.",
)
def check(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON.")] = False,
    explain: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Say what a code means, and stop.", autocompletion=_codes
        ),
    ] = "",
) -> None:
    """Find everything that is wrong with a case, all at once, each thing at its words."""
    from zopa.preferences.check import check as check_case

    if explain:
        _explain(explain)
        return
    report = check_case(case)
    if as_json:
        echo_json(report.as_dict())
    else:
        show(report, console(sys.stdout))
        typer.echo(f"{case}: {report.summary()}", err=True)
    if not report.passes(strict=strict):
        raise typer.Exit(1)


@app.command(
    epilog="Example: zopa brief examples/minerals --open",
    short_help="Work out what is possible; write the brief.",
)
def brief(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the page goes.", show_default="brief.html"),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Show the page in a browser.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the results as JSON; no page unless --output.")
    ] = False,
    draws: Annotated[
        int,
        typer.Option(min=FEWEST_DRAWS, max=MOST_DRAWS, help="Preferences to draw for each party."),
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same brief.")] = 0,
) -> None:
    """Work out what is possible and write the brief: a summary here and a page to pass on."""
    from zopa.foundation.diagnostics import Findings, Severity
    from zopa.preferences.check import examine

    loaded, report = examine(case)
    target = output or (None if as_json else Path("brief.html"))
    if loaded is None or not report.passes():
        show(report, console(sys.stderr))
        fail(f"{case}: {report.summary()}; mend the errors first", 1)
    if target is not None:
        refuse_foreign(target)
    warnings = (f for f in report if f.severity is not Severity.NOTE)
    show(Findings.of(warnings, report.texts), console(sys.stderr))
    with progress() as step:
        from zopa.briefing import brief as make_brief
        from zopa.preferences.check import unsettled_draws
        from zopa.preferences.draws import draw

        step("drawing preferences that agree with the facts")
        drawn = draw(loaded, draws, seed, tick=lambda: step(""))
        made = make_brief(loaded, drawn, tick=step)
        page = ""
        if target is not None:
            step("drawing the charts")
            page = made.to_html()
    show(Findings.of(unsettled_draws(drawn), loaded.texts), console(sys.stderr))
    if as_json:
        typer.echo(made.to_json())
    else:
        made.print_terminal(console(sys.stdout))
    if target is not None:
        write(target, page)
        typer.echo(f"The brief is in {target}", err=as_json)
        if open_page:
            typer.launch(target.resolve().as_uri())


@app.command(
    name="import",
    epilog="Example: zopa import scenario/ --output talks",
    short_help="Make a case from a GENIUS, GeniusWeb or NegMAS scenario.",
)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A folder with a scenario, or its files: a domain and two or more profiles.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The case folder to make.", show_default=False)
    ],
) -> None:
    """Make a case folder from the files of other software, with every number as a fact."""
    from zopa.exchange.case_folder import case_folder
    from zopa.exchange.originals import originals_of
    from zopa.exchange.reading import read_scenario

    refuse_full(output)
    scenario, report = read_scenario(files)
    show(report, console(sys.stderr))
    if scenario is None:
        fail(f"{report.summary()}; nothing was written", 1)
    made = case_folder(scenario, originals_of(files, scenario, report))
    show(made.report, console(sys.stderr))
    if not made.files:
        fail(f"{made.report.summary()}; nothing was written", 1)
    write_folder(output, made.files)
    count = len(scenario.profiles)
    typer.echo(f"{output / 'case.yaml'} is made: {count} parties, {len(scenario.issues)} issues.")
    typer.echo(f"Next: zopa brief {output}")


class Format(StrEnum):
    """Formats that cases are written in."""

    genius = "genius"
    geniusweb = "geniusweb"
    negmas = "negmas"


@app.command(
    epilog="Example: zopa export talks --to genius --output files",
    short_help="Write a case as a GENIUS, GeniusWeb or NegMAS scenario.",
)
def export(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    *,
    to: Annotated[Format, typer.Option("--to", help="The software.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to make.", show_default=False)
    ],
    centre: Annotated[
        bool, typer.Option("--centre", help="Write the mean of the draws, whatever is known.")
    ] = False,
) -> None:
    """Write a case for other software: a domain and a profile for each party that signs.

    Other software needs a number for every level. A case that gives them is written as it is;
    any other only with --centre.
    """
    from zopa.exchange.from_case import scenario_of
    from zopa.preferences.check import examine

    refuse_full(output)
    loaded, report = examine(case)
    if loaded is None or not report.passes():
        show(report, console(sys.stderr))
        fail(f"{case}: {report.summary()}; mend the errors first", 1)
    with progress() as step:
        step("drawing preferences that agree with the facts" if centre else "")
        scenario, unsaid = scenario_of(loaded, centre=centre)
    show(unsaid, console(sys.stderr))
    if scenario is None:
        fail(f"{case}: {unsaid.summary()}; nothing was written", 1)
    if to is Format.genius:
        from zopa.exchange.write_genius import genius_files as write
    elif to is Format.geniusweb:
        from zopa.exchange.write_geniusweb import geniusweb_files as write
    else:
        from zopa.exchange.write_negmas import negmas_files as write
    made = write(scenario)
    show(made.report, console(sys.stderr))
    if not made.files:
        fail(f"{case}: {made.report.summary()}; nothing was written", 1)
    write_folder(output, {name: text.encode() for name, text in made.files.items()})
    names = ", ".join(made.files)
    typer.echo(f"{output} is made: {names}.")
    if centre:
        typer.echo("The numbers are the mean of the draws: they hide how little is known.")


def _explain(code: str) -> None:
    from zopa.foundation.names import nearest_name

    codes = _every_code()
    if code not in codes:
        near = nearest_name(code, codes)
        hint = f"; did you mean `{near}`?" if near else "; `zopa check --help` shows how to ask"
        fail(f"there is no code `{code}`{hint}", WRONG_CALL)
    found = codes[code]
    typer.echo(f"{found.name} ({found.severity}): {found.title}\n\n{found.explanation}")
