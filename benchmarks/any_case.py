"""What a brief costs on random cases that pass `zopa check`, as large as the format allows or less.

    python benchmarks/any_case.py --cases 300

Each case is that of `tests/random_cases.py` with its number for a seed. `zopa check` has to pass
it; `zopa brief` then has to end with a page, within 2 GB. What it says that it left out counts as
told. CPU seconds and the largest resident set are those of the process and its children.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from random_cases import RandomCase, Size

MOST_MEMORY = 2 * 2**30


@dataclass(frozen=True)
class Run:
    """One command on one case."""

    status: int
    seconds: float
    memory: int
    told: str


def run(words: list[str], longest: int) -> Run:
    """Run a command to its end, or for `longest` CPU seconds."""
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "zopa", *words],
            stdout=subprocess.DEVNULL,
            stderr=told,
            preexec_fn=lambda: _bound(longest),
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        return Run(
            process.returncode,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss * 1024,
            told.read().strip(),
        )


def _bound(seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (2 * MOST_MEMORY, 2 * MOST_MEMORY))


def describe(size: Size) -> str:
    return f"{size.parties} × {size.issues} × {size.levels}, {size.facts} facts"


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--cases", type=int, default=300)
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("--seconds", type=int, default=300, help="CPU seconds for one brief")
    asked.add_argument("--each", action="store_true", help="a line for each case")
    wanted = asked.parse_args()
    runs: list[tuple[int, Size, Run]] = []
    faults = 0
    with tempfile.TemporaryDirectory() as work:
        for seed in range(wanted.first, wanted.first + wanted.cases):
            case, folder = RandomCase(seed), Path(work, str(seed))
            case.write(folder)
            checked = run(["check", str(folder)], wanted.seconds)
            page = folder / "page.html"
            brief = run(["brief", str(folder), "--output", str(page)], wanted.seconds)
            runs.append((seed, case.size, brief))
            fault = _fault(checked, brief, page)
            faults += fault is not None
            if fault or wanted.each:
                line = f"{seed}: {describe(case.size)}: {brief.seconds:.1f} s, {_mb(brief)} MB"
                print(f"{line}: {fault or 'a page'}", flush=True)
    by_seconds = sorted(run.seconds for _, _, run in runs)
    by_memory = sorted(_mb(run) for _, _, run in runs)
    for name, numbers in (("CPU seconds", by_seconds), ("MB", by_memory)):
        high = numbers[min(len(numbers) - 1, int(0.95 * len(numbers)))]
        middle = statistics.median(numbers)
        print(f"{name}: median {middle:.1f}, 95% {high:.1f}, most {numbers[-1]:.1f}")
    print(f"{faults} of {len(runs)} failed")
    sys.exit(faults > 0)


def _mb(run: Run) -> float:
    return round(run.memory / 2**20)


def _fault(checked: Run, brief: Run, page: Path) -> str | None:
    if checked.status:
        return f"check ends with {checked.status}: {checked.told[-200:]}"
    if brief.status in (-signal.SIGXCPU, -signal.SIGKILL):
        return "no end within the seconds"
    if brief.status or not page.exists():
        return f"brief ends with {brief.status}: {brief.told[-200:]}"
    if brief.memory > MOST_MEMORY:
        return "more than 2 GB"
    return None


if __name__ == "__main__":
    main()
