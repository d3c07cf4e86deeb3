"""Seconds and bytes, each case in a process of its own.

Small questions are repeated until a thousandth of a second has passed, the two tools take turns,
and the quickest turn of each counts: whatever else the machine does can only add to it. Memory is
how far the resident set rises above what it was when everything was imported, warmed up and
built. Below a megabyte that is mostly chance, and what Python and NumPy ask for is counted.
"""

from __future__ import annotations

import gc
import json
import resource
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TURN = 1e-3
"""Seconds that one turn of a tool takes at least."""
SLOW = 2.0
"""Seconds from which on a question is put only a few times."""
FEW = 3
PLAIN = 16e6
"""Bytes of resident memory from which on that alone is measured."""
MOST_MEMORY = 0.75
"""The share of the memory now free that a case may take."""


class TooSlow(BaseException):
    """A question took longer than it was given.

    No Exception: NegMAS catches those where it evaluates outcomes, and goes on.
    """


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """TooSlow after so many seconds."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


Question = tuple[Callable[[], Any], Callable[[Any], Any]]
"""What makes the thing to ask about, not timed; and what asks."""


def once(question: Question, seconds: float) -> tuple[float | None, Any]:
    """The seconds of one answer, and the answer; None and the reason where there is none."""
    made, ask = question[0](), question[1]
    start = time.perf_counter()
    try:
        with limited(seconds):
            answer = ask(made)
        return time.perf_counter() - start, answer
    except TooSlow:
        return None, f">{seconds:.0f} s"
    except MemoryError:
        return None, "memory"


def in_turns(questions: list[Question], seconds: float) -> list[float]:
    """The least seconds of each, turn by turn for about so many seconds."""
    first = [once(question, 1e6)[0] or 0.0 for question in questions]
    many = [max(1, round(TURN / taken)) if taken < TURN else 1 for taken in first]
    best = list(first)
    slow = max(first) > SLOW
    gc.collect()
    end = time.perf_counter() + seconds
    turns = 0
    while time.perf_counter() < end or turns < FEW:
        turns += 1
        for which, ((make, ask), repeats) in enumerate(zip(questions, many, strict=True)):
            if slow and first[which] > SLOW and turns >= FEW:
                continue
            made = [make() for _ in range(repeats)]
            start = time.perf_counter()
            for thing in made:
                ask(thing)
            best[which] = min(best[which], (time.perf_counter() - start) / repeats)
    return best


def risen(question: Question, seconds: float) -> tuple[float | None, float | None]:
    """Bytes that one answer takes at its peak: resident, and asked for."""
    made, ask = question[0](), question[1]
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak from now on
    before = _resident("VmHWM")
    start = time.perf_counter()
    try:
        with limited(seconds):
            kept = ask(made)
    except (TooSlow, MemoryError):
        # What it had taken by then is a lower bound.
        return float(_resident("VmHWM") - before), None
    peak = float(_resident("VmHWM") - before)
    del kept
    if peak > PLAIN or time.perf_counter() - start > SLOW:
        return peak, None  # tracing would take minutes and add nothing
    made = question[0]()
    gc.collect()
    tracemalloc.start()
    kept = ask(made)
    asked = float(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    del kept
    return peak, asked


def _resident(what: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what + ":"):
            return int(line.split()[1]) * 1024
    raise OSError(f"/proc/self/status says nothing of {what}")


def free_memory() -> int:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    raise OSError("/proc/meminfo says nothing of MemAvailable")


def in_child(words: list[str], seconds: float) -> dict[str, Any]:
    """What this program prints as JSON when started once more with these words."""
    most = int(MOST_MEMORY * free_memory())
    try:
        done = subprocess.run(
            [sys.executable, *words],
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        )
    except subprocess.TimeoutExpired:
        return {"failed": f">{seconds:.0f} s"}
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        return {"failed": lines[-1] if lines else f"ended with status {done.returncode}"}
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))
