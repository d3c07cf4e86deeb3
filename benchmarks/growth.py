"""How the cost of a brief grows, one thing at a time, from a base of 2 parties, 7 issues of up to 4
levels and 20 facts.

    python benchmarks/growth.py

Each row has `--seeds` cases of that size (those of `tests/random_cases.py`); what is printed is the
median of the CPU seconds of `zopa brief`, its children included, the most of them, and the largest
resident set. A case that `zopa check` does not pass stops the run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from any_case import run
from random_cases import RandomCase, Size

BASE = Size(parties=2, issues=7, levels=4, facts=20)
ROWS = (
    ("base", {}),
    ("facts", {"facts": 50}),
    ("facts", {"facts": 100}),
    ("facts", {"facts": 200}),
    ("facts", {"facts": 300}),
    ("issues", {"issues": 14}),
    ("issues", {"issues": 28}),
    ("issues", {"issues": 40}),
    ("levels", {"levels": 8}),
    ("levels", {"levels": 12}),
    ("parties", {"parties": 4}),
    ("parties", {"parties": 6}),
    ("parties", {"parties": 9}),
    ("facts", {"facts": 0}),
    ("facts and issues", {"facts": 100, "issues": 40}),
    ("all", {"parties": 5, "facts": 100, "issues": 20, "levels": 8}),
)


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--seconds", type=int, default=600, help="CPU seconds for one brief")
    wanted = asked.parse_args()
    print("| grows | parties | issues | levels | facts | CPU seconds | most | MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as work:
        for number, (grows, changed) in enumerate(ROWS):
            size = replace(BASE, **changed)
            told = []
            for seed in range(wanted.seeds):
                folder = Path(work, f"{number}-{seed}")
                RandomCase(1000 + seed, size).write(folder)
                if checked := run(["check", str(folder)], wanted.seconds).status:
                    sys.exit(f"check ends with {checked} on seed {1000 + seed} of {size}")
                page = str(folder / "page.html")
                told.append(run(["brief", str(folder), "--output", page], wanted.seconds))
            ended = [each.seconds for each in told if each.status == 0]
            seconds = f"{statistics.median(ended):.1f}" if ended else "no end"
            most = f"{max(ended):.1f}" if len(ended) == len(told) else f">{wanted.seconds}"
            memory = round(max(each.memory for each in told) / 2**20)
            row = (grows, size.parties, size.issues, size.levels, size.facts, seconds, most, memory)
            print(f"| {' | '.join(map(str, row))} |", flush=True)


if __name__ == "__main__":
    main()
