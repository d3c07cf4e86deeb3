"""How far it is, on a terminal: a bar, the rate, the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int, bool], None]
"""Told of each finished chunk: bytes of input, reports, and whether they were finished before."""


@contextmanager
def bar(total: int, shown: bool | None) -> Iterator[Advance]:
    """A progress bar over `total` bytes of input on standard error.

    `shown` None shows it only on a terminal. Time left is by bytes, since an archive does not
    tell how many reports it holds; what an earlier run finished counts for neither.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not (console.is_terminal if shown is None else shown):
        yield lambda _weight, _reports, _before: None
        return
    columns = (
        TextColumn("{task.percentage:>3.0f} %"),
        BarColumn(),
        TextColumn("{task.fields[reports]:,} reports, {task.fields[rate]:.1f} a second, left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=total, reports=0, rate=0.0)
        begun = time.monotonic()
        reports = fresh = 0

        def advance(weight: int, count: int, before: bool) -> None:
            nonlocal reports, fresh
            reports += count
            if before:
                left = progress.tasks[0].total or 0
                progress.update(task, total=max(left - weight, 1), reports=reports)
                return
            fresh += count
            rate = fresh / max(time.monotonic() - begun, 1e-9)
            progress.update(task, advance=weight, reports=reports, rate=rate)

        yield advance
