"""The progress of a run, shown on a terminal as a bar, a rate and the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int, bool], None]
"""A function that is called for each finished chunk.

It takes the chunk's bytes of input, its number of reports, and whether an earlier run finished it.
"""


@contextmanager
def bar(total: int, shown: bool | None) -> Iterator[Advance]:
    """A progress bar over `total` bytes of input, on standard error.

    If `shown` is None, the bar is shown only on a terminal. The time that is left is estimated
    from bytes, because the number of reports in an archive is not known beforehand. What an
    earlier run finished counts neither for the time nor for the rate.
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
