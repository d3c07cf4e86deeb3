"""Signals and pipes: leaving at once, and readers that leave."""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn, TextIO

import typer

from zopa.foundation.writing import discard, unfinished

goes_on: set[Path] = set()
"""Outputs of which the finished part stays for the next run."""

SIGNALLED = 128  # plus the signal's number, as shells have it


class ClosedOutput(io.TextIOBase):
    """Standard output that was closed before the program began: what is to be told there is not
    told, and whoever called must know."""

    encoding = "utf-8"

    def write(self, _: str) -> NoReturn:
        raise OSError(errno.EBADF, "standard output is closed")


class UnheardOutput(io.TextIOBase):
    """Standard error that was closed: what is told there nobody wants to hear."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        return len(text)


def open_standard_streams() -> None:
    """See that there are three standard streams, whatever the caller has closed.

    Python gives nothing for one that is closed, and the next file that is opened gets its number,
    so that a library which prints would print into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # gets the lowest number that is free: this one
    streams: dict[str, Any] = vars(sys)
    for name, instead in (
        ("stdin", io.StringIO),
        ("stdout", ClosedOutput),
        ("stderr", UnheardOutput),
    ):
        if streams[name] is None:
            setattr(sys, name, instead())


class Pipe(io.FileIO):
    """Output whose reader may leave, as in `zopa check | head`: the work and its status stay."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


class FullOutput(io.FileIO):
    """Standard error that may be full or broken: the status tells what the words cannot."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def with_or_without_reader(stream: TextIO) -> TextIO:
    """For a pipe or a socket, a stream to the same place that lets its reader leave; for standard
    error that goes to a file or a device, one that lets it be full.

    Rich and Click each end with status 1 there, and do so before the page is written.
    """
    standard = stream is sys.__stdout__ or stream is sys.__stderr__
    if not standard or not isinstance(stream, io.TextIOWrapper):
        return stream
    kind = os.fstat(stream.fileno()).st_mode
    raw: type[io.FileIO] = Pipe
    if stream is sys.__stderr__ and not stream.isatty():
        raw = FullOutput
    elif not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)):
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(raw(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def line_of(prompt: str) -> str:
    """A line from the person at the terminal; Ctrl-C, Ctrl-D and Ctrl-Z end the program there."""
    with suppress(ImportError):  # where there is one, it lets the line be edited
        import readline  # noqa: F401
    with leaving_at_once():
        try:
            return input(prompt)
        except EOFError:
            typer.echo()
            stop(signal.SIGINT, None)


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Ctrl-C ends the program while an editor of lines has the terminal.

    An editor looks for signals once it waits for a key: one that comes between its prompt and
    that wait would be lost. So a thread waits for them, and sets the terminal back.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    set_back = terminal_as_it_is()

    def wait() -> None:
        for number in os.read(reading, 1):  # nothing, once nobody can write any more
            set_back()
            typer.echo()
            stop(number, None)
        os.close(reading)

    before = signal.signal(signal.SIGINT, lambda *_: None)
    woken = signal.set_wakeup_fd(writing)
    Thread(target=wait, daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        signal.signal(signal.SIGINT, before)
        os.close(writing)


def terminal_as_it_is() -> Callable[[], None]:
    """What sets the terminal of standard input back to how it is now, where that can be."""
    try:
        import termios
    except ImportError:
        return lambda: None
    if not sys.stdin.isatty():
        return lambda: None
    here = sys.stdin.fileno()
    return partial(termios.tcsetattr, here, termios.TCSADRAIN, termios.tcgetattr(here))


@contextmanager
def first_interrupt_kept() -> Iterator[Callable[[], bool]]:
    """What says whether Ctrl-C was pressed, for work that then ends with what it has. Before that
    work first asks, and the second time, Ctrl-C ends the program as ever."""
    asked = pressed = False

    def interrupted() -> bool:
        nonlocal asked
        asked = True
        return pressed

    def press(number: int, frame: object) -> None:
        nonlocal pressed
        if pressed or not asked:
            stop(number, frame)
        pressed = True

    before = signal.signal(signal.SIGINT, press)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def leave() -> NoReturn:
    """End well and at once: what is still worked out in threads, for nobody, is not waited for."""
    for path in unfinished:
        discard(path)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def stop(number: int, _: object) -> NoReturn:
    """Leave at once, with nothing half done left behind: walks in threads are not waited for."""
    for path in unfinished:
        discard(path)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K\x1b[?25h")  # the progress line, and the cursor it hides
    more = "; what is finished is kept, and the same call goes on from there" if goes_on else ""
    typer.echo(f"zopa: stopped{more}", err=True)
    sys.stderr.flush()
    os._exit(SIGNALLED + number)
