"""What the command line prints, and how it ends in trouble."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from zopa.foundation.diagnostics import Findings

WRONG_CALL = 2


def show(report: Findings, console: Console) -> None:
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


def show_all(reports: Iterable[Findings]) -> None:
    """Findings one after another, on standard error."""
    for report in reports:
        show(report, console(sys.stderr))


def echo_json(thing: dict[str, Any]) -> None:
    """A result on standard output, as JSON."""
    import json

    typer.echo(json.dumps(thing, ensure_ascii=False, indent=2))


def console(stream: TextIO) -> Console:
    """Where words go that came from a person's file: nothing in them is markup."""
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


@contextmanager
def trouble_told() -> Iterator[None]:
    """Say what keeps the desk from its work, with what it found, and end with that status."""
    from zopa.desk.errors import DeskError

    try:
        yield
    except DeskError as error:
        show_all(error.findings)
        fail(str(error), error.status)


@contextmanager
def at_work() -> Iterator[WorkLine]:
    """A line that tells what is being done, and `trouble_told` when it has gone away."""
    with trouble_told(), progress() as step:
        yield step


class WorkLine:
    """The line that tells what is being done; called with no words it only moves."""

    def __init__(self, line: Progress) -> None:
        self._line = line
        self._task = line.add_task("starting", total=None)

    def __call__(self, what: str) -> None:
        self._line.update(self._task, description=what or None, advance=1)

    def say(self, sentence: str) -> None:
        """Print a sentence above the line, on standard error; it stays when the line goes away."""
        self._line.console.print(sentence, soft_wrap=True)

    def ask(self, shown: str) -> str:
        """Show a person some lines, and give the line that they write; the work line goes away
        meanwhile. Stops the program where they want no more."""
        from zopa.cli.streams import line_of
        from zopa.foundation.diagnostics import printable

        safe = "\n".join(map(printable, shown.split("\n")))
        self._line.stop()
        try:
            console(sys.stdout).print(f"\n{safe}\n", soft_wrap=True)
            return line_of("> ")
        finally:
            self._line.start()


@contextmanager
def progress() -> Iterator[WorkLine]:
    """A line that tells what is being done, on a terminal only. It goes away when the work is
    done."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = console(sys.stderr)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    ) as line:
        yield WorkLine(line)


def at_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(line: str, *, err: bool = False) -> None:
    """A line, which may hold a path: nothing in it steers the terminal or begins a line."""
    from zopa.foundation.diagnostics import printable

    typer.echo(printable(line), err=err)


def say_lines(text: str, stream: TextIO) -> None:
    """Lines with an empty one above, none of which steers the terminal."""
    from zopa.foundation.diagnostics import printable

    safe = "\n".join(map(printable, text.split("\n")))
    console(stream).print(f"\n{safe}", soft_wrap=True)


def fail(message: str, status: int, *, more: str = "") -> NoReturn:
    """Say what went wrong, with `more` on a line of its own, and end with this exit status."""
    say(f"zopa: {message}", err=True)
    if more:
        say(more, err=True)
    raise SystemExit(status)
