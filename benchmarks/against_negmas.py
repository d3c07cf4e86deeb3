"""zopa's engine beside NegMAS 0.16: answers, seconds, memory.

    python benchmarks/against_negmas.py [--scenarios DIR] [--quick] [--only NAME] [--markdown]

Needs `pip install negmas==0.16.* numba` beside zopa (numba makes one of NegMAS's ways quicker).
DIR holds scenarios as GENIUS XML, a folder each. Where NegMAS has several exact ways to do
something, zopa is compared with the quickest of them that is right for the case.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from negmas_comparison import cases as made
from negmas_comparison import tables
from negmas_comparison.cases import Case
from negmas_comparison.measuring import in_child

PROVED = 1_000_000
"""Outcomes up to which all of them are looked at to see who is right."""
GRACE = 600.0
"""Seconds that a case may take beside what NegMAS is given."""
BEYOND = ((2, 100, 10), (3, 30, 5), (4, 15, 5))


def every(options: argparse.Namespace) -> list[Case]:
    found = list(made.scenarios(options.scenarios)) if options.scenarios else []
    largest = 4 if options.quick else 7
    for parties in (2, 3, 4):
        for kind in made.KINDS:
            found += [made.synthetic(kind, parties, power) for power in range(2, largest + 1)]
    if not options.quick:
        found += [made.synthetic(kind, 2, 10) for kind in ("random", "opposed")]
    found += [made.beyond(*shape) for shape in BEYOND]
    found += [made.chain(2, 30, 5)]
    return made.named(options.only, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="folder of GENIUS XML")
    parser.add_argument("--quick", action="store_true", help="up to 10^4 outcomes, short turns")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="part of a name"
    )
    parser.add_argument("--seconds", type=float, default=120.0, help="what NegMAS is given")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the numbers, and go on")
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "CASE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        what, name = options.child
        case = next(case for case in every(options) if case.name == name)
        print(json.dumps(child(what, case, options)))
        return
    report(measured(options), options.markdown)


def measured(options: argparse.Namespace) -> list[dict[str, Any]]:
    """A row a case; with a file to keep them in, those that stand there are not done again."""
    kept = options.json
    done = json.loads(kept.read_text()) if kept and kept.exists() else {}
    rows = []
    for case in every(options):
        if case.name not in done:
            done[case.name] = row_of(case, options)
            if kept:
                kept.write_text(json.dumps(done, indent=1))
        rows.append(done[case.name])
    return rows


def child(what: str, case: Case, options: argparse.Namespace) -> dict[str, Any]:
    from negmas_comparison import child as work

    if what == "time":
        return work.timed(case, options.seconds, 0.2 if options.quick else 1.0, PROVED)
    tool, way, known = what.split(":")
    return work.remembered(case, tool, way, options.seconds, known == "stopped")


def row_of(case: Case, options: argparse.Namespace) -> dict[str, Any]:
    """Everything about one case, from processes of its own."""
    row: dict[str, Any] = {
        "name": case.name, "group": case.group, "parties": case.parties, "size": case.size,
    }  # fmt: skip
    words = [__file__, "--seconds", str(options.seconds), "--only", case.name]
    words += ["--quick"] if options.quick else []
    words += ["--scenarios", str(options.scenarios)] if options.scenarios else []
    row |= in_child([*words, "--child", "time", case.name], 8 * options.seconds + GRACE)
    if "failed" not in row and case.group != "beyond":
        row["memory"] = {}
        for tool in ("zopa", "negmas"):
            way = row["frontier"]["way"] if tool == "negmas" else "zopa"
            known = tool == "negmas" and isinstance(row["statistics"]["negmas"], str)
            fate = "stopped" if known else "answered"
            row["memory"] |= in_child(
                [*words, "--child", f"{tool}:{way}:{fate}", case.name],
                4 * options.seconds + GRACE,
            )
    print(".", end="", file=sys.stderr, flush=True)
    return row


def report(rows: list[dict[str, Any]], markdown: bool) -> None:
    from negmas_comparison.faults import faults

    tables.answers(rows, markdown)
    tables.print_table(
        "Known faults of NegMAS 0.16",
        ["fault", "proof", "still so"],
        [[fault.what, fault.proof, "yes" if fault.holds else "no"] for fault in faults()],
        markdown,
    )
    for what, title in (
        ("frontier", "Frontier: utilities and outcomes"),
        ("points", "Frontier and the Nash, Kalai, Kalai–Smorodinsky and welfare points"),
        ("statistics", "Scenario statistics"),
    ):
        compared = [row for row in rows if row["group"] != "beyond"]
        tables.speeds(compared, what, title, markdown)
    tables.print_table(
        "zopa alone",
        ["case", "outcomes", "vectors", "seconds"],
        [
            [
                row["name"], tables.count(row["size"]), f"{row.get('vectors', 0):,}",
                tables.seconds(row.get("alone") or row.get("failed")),
            ]
            for row in rows
            if row["group"] == "beyond"
        ],
        markdown,
    )  # fmt: skip
    print("\n### Bars\n" if markdown else "\nBars")
    for passed, line in tables.verdicts([row for row in rows if row["group"] != "beyond"]):
        word = "no case" if passed is None else "pass" if passed else "FAIL"
        print(f"{'- ' if markdown else ''}{word}: {line}")


if __name__ == "__main__":
    main()
