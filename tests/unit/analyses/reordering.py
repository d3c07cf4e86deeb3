"""A case with its entries in another order."""

from __future__ import annotations

from dataclasses import replace

from zopa.case.model import Case


def reordered(case: Case) -> Case:
    def backwards(named: object) -> dict[str, object]:
        return dict(reversed(list(named.items())))  # type: ignore[attr-defined]

    issues = {
        key: issue if issue.numeric else replace(issue, levels=issue.levels[::-1])
        for key, issue in backwards(case.issues).items()  # type: ignore[attr-defined]
    }
    return replace(
        case,
        issues=issues,
        parties=backwards(case.parties),
        drafts={
            k: replace(d, terms=backwards(d.terms))  # type: ignore[type-var]
            for k, d in case.drafts.items()
        },
        facts=case.facts[::-1],
        rules=case.rules[::-1],
        sources=backwards(case.sources),
    )
