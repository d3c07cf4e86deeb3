"""How good the ledgers are that zopa proposes from reports, against gold readings.

    python benchmarks/ledger.py SCORER REPORTS [--named] [--cases FOLDER] [--draws 2000]

REPORTS holds a folder of reports for each negotiation, with its `gold.yaml`; SCORER is the script
that compares a proposed `case.yaml` with it. Each negotiation is proposed by itself and scored; the
measures are those of all negotiations together, each with the interval in which 95 of 100
resamples of the negotiations lie (bootstrap over negotiations; Efron and Tibshirani 1993, ch. 13).

`--named` names the gold's parties and issues first, as a person would with `--parties` and
`--issues`: each party by its names, each issue by its short name and the plain words for it.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

REPORT_FILES = (".txt", ".html", ".htm", ".pdf")
MEASURES = (
    "parties F1", "issues F1", "drafts F1", "facts P", "facts R", "facts F1", "firm P", "roles",
    "people",
)  # fmt: skip


def scorer_at(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("ledger_scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no script")
    module = importlib.util.module_from_spec(spec)
    sys.modules["ledger_scorer"] = module
    spec.loader.exec_module(module)
    return module


def named_first(gold: dict[str, Any]) -> dict[str, str]:
    """The gold's parties and issues in the words of `--parties` and `--issues`."""
    parties = []
    for party in gold.get("parties", {}).values():
        first, *others = dict.fromkeys(map(_plain, party["names"]))
        role = " (observer)" if party.get("role") == "observer" else ""
        parties.append(first + role + (f" = {', '.join(others)}" if others else ""))
    issues = []
    for name, issue in gold.get("issues", {}).items():
        title = name.replace("_", " ")
        words = [w for w in issue["words"] if re.fullmatch(r"[A-Za-z][A-Za-z .-]{2,}", w)]
        others = [w for w in dict.fromkeys(words) if w.casefold() != title.casefold()]
        issues.append(title + (f" = {', '.join(others)}" if others else ""))
    return {"parties": "; ".join(parties), "issues": "; ".join(issues)}


def _plain(name: str) -> str:
    return re.sub(r"[=,;:()]", " ", str(name)).strip()


def propose_all(reports: Path, cases: Path, scorer: ModuleType, *, named: bool) -> float:
    """Propose a case for each negotiation; the seconds of processor time that it took."""
    import zopa

    start = time.process_time()
    for gold in sorted(reports.glob("*/gold.yaml")):
        files = sorted(p for p in gold.parent.iterdir() if p.suffix in REPORT_FILES)
        first = named_first(scorer.load(gold)) if named else {}
        zopa.propose(cases / gold.parent.name, files, **first)
    return time.process_time() - start


def counted(reports: Path, cases: Path, scorer: ModuleType) -> dict[str, dict[str, int]]:
    """What the scorer counts, by negotiation."""
    return {
        gold.parent.name: scorer.score(
            scorer.load(gold), scorer.load(cases / gold.parent.name / "case.yaml")
        )
        for gold in sorted(reports.glob("*/gold.yaml"))
    }


def together(rows: list[dict[str, int]]) -> dict[str, int]:
    """The counts of some negotiations as of one."""
    keys = {key for row in rows for key in row}
    return {key: sum(row.get(key, 0) for row in rows) for key in keys}


def resampled(rows: list[dict[str, int]], scorer: ModuleType, draws: int) -> dict[str, Any]:
    """For each measure the 2.5th and the 97.5th of 100 over resamples of the negotiations."""
    random = np.random.default_rng(0)
    found: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    for _ in range(draws):
        chosen = random.integers(0, len(rows), len(rows))
        ratios = scorer.ratios(together([rows[k] for k in chosen]))
        for measure in MEASURES:
            found[measure].append(float(ratios[measure]))
    return {m: np.percentile(values, (2.5, 97.5)) for m, values in found.items()}


def main() -> int:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("scorer", type=Path)
    ask.add_argument("reports", type=Path)
    ask.add_argument("--named", action="store_true", help="name the gold's parties and issues")
    ask.add_argument("--cases", type=Path, help="keep the proposed cases here")
    ask.add_argument("--from-cases", action="store_true", help="score the cases that are there")
    ask.add_argument("--draws", type=int, default=2000)
    args = ask.parse_args()
    scorer = scorer_at(args.scorer)
    with tempfile.TemporaryDirectory() as scratch:
        cases = args.cases or Path(scratch)
        seconds = 0.0
        if not args.from_cases:
            seconds = propose_all(args.reports, cases, scorer, named=args.named)
        by_name = counted(args.reports, cases, scorer)
    if not by_name:
        print(f"no */gold.yaml under {args.reports}", file=sys.stderr)
        return 2
    rows = list(by_name.values())
    ratios = scorer.ratios(together(rows))
    ranges = resampled(rows, scorer, args.draws)
    print(f"{len(rows)} negotiations" + (f", {seconds:.1f} s of processor time" if seconds else ""))
    for measure in MEASURES:
        low, high = ranges[measure]
        print(f"{measure:11} {float(ratios[measure]):.2f}  [{low:.2f}, {high:.2f}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
