"""How well new reports are placed on a case that is there, against gold readings.

    python benchmarks/adding.py SCORER REPORTS CASES [--kept FOLDER] [--each]

REPORTS holds a folder of reports for each negotiation, with its `gold.yaml`; CASES a case folder of
the same name for each, made of these reports with care (by a person or by a language model). Of
each case only what its first report tells is kept: facts and drafts with evidence from it. The
other reports are then added with `zopa add`, and the facts that it puts in are judged by SCORER,
the script that compares a proposed `case.yaml` with the gold one: whether the party, the issue or
the draft, and the level are the gold's. What neither counts for nor against is left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from ledger import REPORT_FILES, scorer_at  # type: ignore[import-not-found]

import zopa
from zopa.case.model import Case, Draft, Evidence, Fact
from zopa.case.write import write_case

KINDS = {
    "order": "orders", "red_line": "orders", "priorities": "orders", "tables": "tabled",
    "accepts": "accepted or rejected", "rejects": "accepted or rejected",
}  # fmt: skip


def first_report_only(case: Case) -> tuple[Case, str]:
    """The part of a case that its first source tells, and the name of that source."""
    first = next(iter(case.sources))

    def own(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(quote for quote in evidence if quote.source == first)

    drafts: dict[str, Draft] = {}
    for draft in case.drafts.values():
        terms = {
            issue: tuple(replace(r, evidence=()) for r in readings[:1])
            for issue, readings in draft.terms.items()
        }
        if own(draft.evidence):
            drafts[draft.id] = replace(draft, evidence=own(draft.evidence), terms=terms)
    facts: list[Fact] = []
    for fact in case.facts:
        named = {use.name for use in fact.content.names(()) if use.kind == "draft"}
        if own(fact.evidence) and named <= drafts.keys():
            facts.append(replace(fact, evidence=own(fact.evidence)))
    sources = {first: case.sources[first]}
    days = [d for d in (case.sources[first].published,) if d is not None]
    kept = replace(
        case, sources=sources, drafts=drafts, facts=tuple(facts), as_of=max(days, default=None),
        unreviewed=frozenset(), reported=None,
    )  # fmt: skip
    return kept, first


def made_of_first(made: Path, folder: Path) -> str:
    """Make the case folder that the first report of a case gives; the name of its source file."""
    case, first = first_report_only(zopa.load(made))
    source = case.sources[first]
    (folder / source.file).parent.mkdir(parents=True)
    shutil.copy(made / source.file, folder / source.file)
    (folder / "case.yaml").write_text(write_case(case), "utf-8")
    return Path(source.file).stem


def judged(
    scorer: ModuleType, gold: dict[str, Any], ledger: dict[str, Any], before: int
) -> Counter[str]:
    """What the facts of a ledger from the given place on count: right or wrong, by kind."""
    case = scorer.Case(gold, ledger)
    found: set[int] = set()
    gold_facts = gold.get("facts") or []
    for fact in ledger["facts"][:before]:
        for one in scorer.apart(fact):
            scorer.judge(case, one, gold_facts, found)
    known = len(found)
    counts: Counter[str] = Counter()
    pairs = {(g.get("party"), g.get("issue")) for g in gold_facts if "issue" in g}
    for fact in ledger["facts"][before:]:
        for one in scorer.apart(fact):
            verdict = scorer.judge(case, one, gold_facts, found)
            kind = next(KINDS[key] for key in KINDS if key in one)
            counts[f"{kind} {verdict}"] += 1
            counts[verdict] += 1
            if verdict != "either" and "confidence" not in one:
                counts[f"firm {verdict}"] += 1
            if verdict != "either" and isinstance(one.get("order"), dict):
                (issue,) = one["order"]
                party = case.party_of.get(str(one["party"]), "")
                on_issue = (party, case.issue_of.get(str(issue), "")) in pairs
                counts["issue right" if on_issue else "issue wrong"] += 1
    counts["gold"], counts["gold known"], counts["gold found"] = (
        len(gold_facts), known, len(found) - known,
    )  # fmt: skip
    return counts


def found_by(scorer: ModuleType, gold: dict[str, Any], ledger: dict[str, Any]) -> int:
    """How many of the gold's facts a ledger has."""
    case, found = scorer.Case(gold, ledger), set[int]()
    for fact in ledger.get("facts") or []:
        for one in scorer.apart(fact):
            scorer.judge(case, one, gold.get("facts") or [], found)
    return len(found)


def confirmed(
    scorer: ModuleType, gold: dict[str, Any], ledger: dict[str, Any], first: str, before: int
) -> Counter[str]:
    """What further evidence for facts that were there counts: is the fact one of the gold's?"""
    case = scorer.Case(gold, ledger)
    counts: Counter[str] = Counter()
    for fact in ledger["facts"][:before]:
        sources = {name for quote in fact.get("evidence") or () for name in quote}
        if sources - {first}:
            for one in scorer.apart(fact):
                counts["confirmed " + scorer.judge(case, one, gold.get("facts") or [], set())] += 1
    return counts


def added_to(
    scorer: ModuleType, gold: Path, made: Path, folder: Path
) -> tuple[Counter[str], zopa.desk.adding.AddedReports]:  # type: ignore[name-defined]
    """What adding the other reports to the case of the first one counts."""
    first = made_of_first(made, folder)
    before = len(zopa.load(folder).facts)
    reports = sorted(p for p in gold.parent.iterdir() if p.suffix in REPORT_FILES)
    added = zopa.add(folder, [p for p in reports if p.stem != first])
    ledger = scorer.load(folder / "case.yaml")
    ledger["facts"] = ledger.get("facts") or []
    counts = judged(scorer, scorer.load(gold), ledger, before)
    counts += confirmed(scorer, scorer.load(gold), ledger, first, before)
    counts["gold in case"] = found_by(scorer, scorer.load(gold), scorer.load(made / "case.yaml"))
    counts["contradicted"] = len(added.contradicted)
    return counts, added


def shown(name: str, counts: Counter[str]) -> str:
    """The counts of one negotiation, or of all, in a line."""

    def share(right: str, wrong: str) -> str:
        return f"{counts[right]}/{counts[right] + counts[wrong]}"

    kinds = ", ".join(
        f"{kind} {share(f'{kind} right', f'{kind} wrong')}"
        for kind in dict.fromkeys(KINDS.values())
    )
    left = counts["gold in case"] - counts["gold known"]
    return (
        f"{name:17} new facts right {share('right', 'wrong')} ({kinds}; firm "
        f"{share('firm right', 'firm wrong')}), orders on a gold issue "
        f"{share('issue right', 'issue wrong')}, gold facts found {counts['gold found']} of the "
        f"{left} that the whole case has more, further evidence right "
        f"{share('confirmed right', 'confirmed wrong')}, told otherwise {counts['contradicted']}"
    )


def main() -> int:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("scorer", type=Path)
    ask.add_argument("reports", type=Path)
    ask.add_argument("cases", type=Path)
    ask.add_argument("--kept", type=Path, help="keep the case folders there")
    ask.add_argument("--each", action="store_true", help="a line for each negotiation too")
    args = ask.parse_args()
    scorer = scorer_at(args.scorer)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        home = args.kept or Path(scratch)
        for gold in sorted(args.reports.glob("*/gold.yaml")):
            name = gold.parent.name
            counts, _ = added_to(scorer, gold, args.cases / name, home / name)
            total += counts
            if args.each:
                print(shown(name, counts), flush=True)
    print(shown("all", total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
