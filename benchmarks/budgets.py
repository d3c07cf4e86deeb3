"""The budgets of the design: what a command takes here, its bar, and the one over the other.

    python benchmarks/budgets.py [CASE]

Each command runs several times in a fresh process; the quickest counts, since whatever else
the machine does can only add to it. Memory is the largest resident set of any run. CASE is
`examples/minerals` unless another case folder is named.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

RUNS = 5
EXAMPLE = Path(__file__).parents[1] / "examples" / "minerals"


def measured(words: list[str], before: Callable[[], object] = lambda: None) -> tuple[float, float]:
    """Least seconds and most megabytes over the runs; `before` is called before each."""
    seconds, memory = [], []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        child = os.posix_spawn(
            words[0], words, os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
        )  # fmt: skip
        _, status, usage = os.wait4(child, 0)
        seconds.append(time.perf_counter() - start)
        memory.append(usage.ru_maxrss / 1024)
        if status:
            raise SystemExit(f"{' '.join(words)} ended with status {status}")
    return min(seconds), max(memory)


def frontier_seconds() -> float:
    """An exact frontier: 2 parties, 100 issues of 10 levels, random tables."""
    from zopa.outcomes.frontier import pareto_frontier
    from zopa.outcomes.space import OutcomeSpace

    names = tuple(f"i{k}" for k in range(100))
    space = OutcomeSpace(names, (tuple(map(str, range(10))),) * 100)
    times = []
    for run in range(RUNS):
        rng = np.random.default_rng(run)
        values = [rng.random((2, 10)) for _ in names]
        start = time.perf_counter()
        pareto_frontier(space, values)
        times.append(time.perf_counter() - start)
    return max(times)


def with_new_report(case: str, folder: Path) -> tuple[list[str], Callable[[], object]]:
    """The words that add a report to a copy of a case, and what makes the copy anew.

    The report is the last one of the case with a sentence more.
    """
    import zopa

    copy, report = folder / "case", folder / "report.txt"
    last = list(zopa.load(case).sources.values())[-1]
    report.write_text(f"{last.text}\nNobody else was asked.\n", "utf-8")

    def anew() -> None:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(case, copy)

    return ["add", str(copy), str(report)], anew


def main() -> None:
    case = sys.argv[1] if len(sys.argv) > 1 else str(EXAMPLE)
    zopa = [sys.executable, "-m", "zopa"]
    with tempfile.TemporaryDirectory() as folder:
        page = str(Path(folder) / "brief.html")
        add, anew = with_new_report(case, Path(folder))
        rows = [
            ("zopa --help", 0.3, None, measured([*zopa, "--help"])),
            (f"zopa check {Path(case).name}", 0.7, None, measured([*zopa, "check", case])),
            (
                f"zopa brief {Path(case).name}", 2.0, 250.0,
                measured([*zopa, "brief", case, "-o", page]),
            ),
            (f"zopa add {Path(case).name}", 3.0, None, measured([*zopa, *add], anew)),
            ("frontier of 10^100 outcomes", 1.0, None, (frontier_seconds(), 0.0)),
        ]  # fmt: skip
    print(f"{'what':<32}{'seconds':>9}{'bar':>6}{'ratio':>7}{'MB':>8}{'bar':>6}{'ratio':>7}")
    for what, bar, most, (seconds, memory) in rows:
        line = f"{what:<32}{seconds:>9.2f}{bar:>6.1f}{seconds / bar:>7.2f}"
        if memory:
            line += f"{memory:>8.0f}"
        if most:
            line += f"{most:>6.0f}{memory / most:>7.2f}"
        print(line)


if __name__ == "__main__":
    main()
