"""The command line: `zopa new`, `zopa check`, `zopa brief`, `zopa import`, `zopa export`.

Exit status: 0 all well, 1 findings that stop the work, 2 a wrong call or a file that cannot
be written, 130 stopped by the user, 143 by the system. Results go to standard output,
everything else to standard error. Heavy imports happen where they are used, so that
`--help` is quick.
"""

from __future__ import annotations

import io
import os
import signal
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from zopa.foundation.diagnostics import Code, Report

app = typer.Typer(
    name="zopa",
    help="From what is reported about a negotiation to the deals that remain possible.",
    epilog="Start with: zopa brief examples/minerals",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts a third sooner
    context_settings={"help_option_names": ["-h", "--help"]},
)

WRONG_CALL = 2
DEFECT = 70
SIGNALLED = 128  # plus the signal's number, as shells have it
FEWEST_DRAWS = 100  # fewer say next to nothing
MOST_DRAWS = 50_000  # some gigabytes


def main() -> None:
    """Run the command line; a person's mistake gets a message, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may know fewer characters
    for name in ("stdout", "stderr"):
        setattr(sys, name, _with_or_without_reader(getattr(sys, name)))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        app()
    except OSError as error:
        _fail(_told(error), WRONG_CALL)
    except Exception as error:
        if os.environ.get("ZOPA_TRACEBACK"):
            raise
        _fail(
            f"a defect in zopa, not in your case: {type(error).__name__}: {error}\n"
            "please report it, with what ZOPA_TRACEBACK=1 makes it print",
            DEFECT,
        )


class _Pipe(io.FileIO):
    """Output whose reader may leave, as in `zopa check | head`: the work and its status stay."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def _with_or_without_reader(stream: TextIO) -> TextIO:
    """For a pipe or a socket, a stream to the same place that lets its reader leave.

    Rich and Click each end with status 1 there, and do so before the page is written.
    """
    own = stream is sys.__stdout__ or stream is sys.__stderr__
    if not own or not isinstance(stream, io.TextIOWrapper):
        return stream
    kind = os.fstat(stream.fileno()).st_mode
    if not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)):
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Pipe(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


_unfinished: set[Path] = set()
"""Files and folders that are being written."""


def _discard(path: Path) -> None:
    """Delete what is half done."""
    import shutil

    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _stop(number: int, _: object) -> NoReturn:
    """Leave at once, with nothing half done left behind: walks in threads are not waited for."""
    for path in _unfinished:
        _discard(path)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K\x1b[?25h")  # the progress line, and the cursor it hides
    typer.echo("zopa: stopped", err=True)
    sys.stderr.flush()
    os._exit(SIGNALLED + number)


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
    epilog="Example: zopa new talks --title 'Fishing rights'",
    short_help="Make a case folder to fill in.",
)
def new(
    folder: Annotated[Path, typer.Argument(help="The case folder to make.", show_default=False)],
    title: Annotated[str, typer.Option(help="What the negotiation is about.")] = "",
) -> None:
    """Make a case folder: a ledger with comments to fill in, and a folder for the sources."""
    from zopa.case.template import new_case

    _refuse_full(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "case.yaml", new_case(title))
    (folder / "sources").mkdir()
    typer.echo(f"{folder / 'case.yaml'} and {folder / 'sources'} are made.")
    typer.echo(f"Put the reports into sources, fill in case.yaml, then: zopa check {folder}")


def _codes(incomplete: str) -> list[str]:
    return [name for name in _every_code() if name.startswith(incomplete)]


def _every_code() -> dict[str, Code]:
    """The kinds of findings about cases, and about what is imported and exported."""
    from zopa.exchange.codes import CODES as READ
    from zopa.exchange.write_codes import CODES as WRITTEN
    from zopa.preferences.check import CODES

    return {**CODES, **READ, **WRITTEN}


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
        _echo_json(report.as_dict())
    else:
        _show(report, _console(sys.stdout))
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
    from zopa.foundation.diagnostics import Report, Severity
    from zopa.preferences.check import examine

    loaded, report = examine(case)
    target = output or (None if as_json else Path("brief.html"))
    if loaded is None or not report.passes():
        _show(report, _console(sys.stderr))
        _fail(f"{case}: {report.summary()}; mend the errors first", 1)
    if target is not None:
        _refuse_foreign(target)
    warnings = (f for f in report if f.severity is not Severity.NOTE)
    _show(Report.of(warnings, report.texts), _console(sys.stderr))
    with _progress() as step:
        from zopa.brief import brief as make_brief
        from zopa.preferences.check import unsettled_draws
        from zopa.preferences.draws import draw

        step("drawing preferences that agree with the facts")
        drawn = draw(loaded, draws, seed, tick=lambda: step(""))
        made = make_brief(loaded, drawn, tick=step)
        page = ""
        if target is not None:
            step("drawing the charts")
            page = made.to_html()
    _show(Report.of(unsettled_draws(drawn), loaded.texts), _console(sys.stderr))
    if as_json:
        typer.echo(made.to_json())
    else:
        made.print_terminal(_console(sys.stdout))
    if target is not None:
        _write(target, page)
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

    _refuse_full(output)
    scenario, report = read_scenario(files)
    _show(report, _console(sys.stderr))
    if scenario is None:
        _fail(f"{report.summary()}; nothing was written", 1)
    made = case_folder(scenario, originals_of(files, scenario, report))
    _show(made.report, _console(sys.stderr))
    if not made.files:
        _fail(f"{made.report.summary()}; nothing was written", 1)
    _write_folder(output, made.files)
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

    _refuse_full(output)
    loaded, report = examine(case)
    if loaded is None or not report.passes():
        _show(report, _console(sys.stderr))
        _fail(f"{case}: {report.summary()}; mend the errors first", 1)
    with _progress() as step:
        step("drawing preferences that agree with the facts" if centre else "")
        scenario, unsaid = scenario_of(loaded, centre=centre)
    _show(unsaid, _console(sys.stderr))
    if scenario is None:
        _fail(f"{case}: {unsaid.summary()}; nothing was written", 1)
    if to is Format.genius:
        from zopa.exchange.write_genius import genius_files as write
    elif to is Format.geniusweb:
        from zopa.exchange.write_geniusweb import geniusweb_files as write
    else:
        from zopa.exchange.write_negmas import negmas_files as write
    made = write(scenario)
    _show(made.report, _console(sys.stderr))
    if not made.files:
        _fail(f"{case}: {made.report.summary()}; nothing was written", 1)
    _write_folder(output, {name: text.encode() for name, text in made.files.items()})
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
        _fail(f"there is no code `{code}`{hint}", WRONG_CALL)
    found = codes[code]
    typer.echo(f"{found.name} ({found.severity}): {found.title}\n\n{found.explanation}")


def _show(report: Report, console: Console) -> None:
    """The findings, coloured where that is wanted."""
    from rich.text import Text

    styles = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
    for line in report.render().splitlines():
        text = Text(line)
        for severity, style in styles.items():
            text.highlight_regex(rf"(?<=: ){severity}\[[a-z0-9-]+\](?=: )", style)
        text.highlight_regex(r"^ *\| +\^+.*$", "red")
        text.highlight_regex(r"^ +\d* ?\|", "dim")
        text.highlight_regex(r"^   = (help|see)", "bold")
        console.print(text, soft_wrap=True)


def _echo_json(thing: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(thing, ensure_ascii=False, indent=2))


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A line that tells what is being done, on a terminal only; called with no words it only
    moves. It goes away when the work is done."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = _console(sys.stderr)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task("starting", total=None)

        def step(what: str) -> None:
            progress.update(task, description=what or None, advance=1)

        yield step


MARK = '<meta name="generator" content="zopa'
"""Stands in every brief, so that nothing else is ever overwritten."""


def _refuse_foreign(target: Path) -> None:
    """Stop before the work where the page could not, or should not, go in the end."""
    if target.is_dir():
        _fail(f"{target} is a folder; name a file with --output", WRONG_CALL)
    if not target.parent.is_dir():
        _fail(f"there is no folder {target.parent}", WRONG_CALL)
    if target.exists():
        if not target.is_file():
            _fail(f"{target} is not a file that can be replaced", WRONG_CALL)
        with target.open("rb") as file:
            start = file.read(4096)
        if start and MARK.encode() not in start:
            _fail(f"{target} is not a brief; choose another place with --output", WRONG_CALL)
    folder = target.resolve().parent
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        _fail(f"{target} cannot be written; choose another place with --output", WRONG_CALL)


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all; an existing one stays until the new one is ready."""
    import tempfile

    place = target.resolve()  # a link stays a link
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    draft = Path(name)
    _unfinished.add(draft)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(target)) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        _unfinished.discard(draft)


def _refuse_full(folder: Path) -> None:
    """Stop where a folder to make is there already and holds something."""
    if folder.exists() and not folder.is_dir():
        _fail(f"{folder} is a file, not a folder; nothing was written", WRONG_CALL)
    if folder.is_dir() and any(folder.iterdir()):
        _fail(f"{folder} is there already and not empty; nothing was written", WRONG_CALL)


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder whole or not at all: it gets its name when everything is in it."""
    import tempfile

    place = folder.resolve()
    made = [parent for parent in place.parents if not parent.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp"))
    except OSError as error:
        _discard_empty(made)
        raise OSError(error.errno, error.strerror, str(folder)) from error
    _unfinished.add(draft)
    try:
        for name, data in files.items():
            path = draft / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o777 & ~mask)
        if place.exists():
            place.rmdir()  # it is empty, or this stops here
        draft.rename(place)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
    finally:
        _discard(draft)
        _unfinished.discard(draft)
        _discard_empty(made)


def _discard_empty(folders: Iterable[Path]) -> None:
    """Delete those of the folders that hold nothing, the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _told(error: OSError) -> str:
    """An error of the system in a line of its own words."""
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{(error.strerror or str(error)).lower()}"


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"zopa: {message}", err=True)
    raise SystemExit(status)


if __name__ == "__main__":
    main()
