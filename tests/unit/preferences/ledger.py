"""Small cases, written down in a line or two and read as any case is."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from zopa.case.load import load_case
from zopa.case.model import Case

Entry = dict[str, Any]


def ledger(
    issues: Mapping[str, Sequence[str] | range],
    facts: Sequence[Entry] = (),
    drafts: Mapping[str, Entry] | None = None,
    parties: Sequence[str] = ("us", "them"),
    *,
    authors: Mapping[str, Sequence[str]] | None = None,
    otherwise: Mapping[str, str] | None = None,
) -> Case:
    """A case whose facts are all assumed; options by name, numbers as a range.

    A draft is its terms; where reports differ on a term, its levels are a list. Its authors, and
    what holds where a text is silent, are told apart.
    """
    written: Entry = {
        "zopa": 1,
        "title": "a small case",
        "parties": {p: {"name": f"the party {p}"} for p in parties},
        "issues": {
            i: _issue(i, levels) | ({"otherwise": otherwise[i]} if i in (otherwise or {}) else {})
            for i, levels in issues.items()
        },
        "sources": {"letter": {"file": "letter.txt"}},
        "drafts": {
            d: _draft(d, terms) | ({"by": list(authors[d])} if d in (authors or {}) else {})
            for d, terms in (drafts or {}).items()
        },
        "facts": [{"assumed": "for the test", **fact} for fact in facts],
    }
    written = {key: entry for key, entry in written.items() if entry}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "letter.txt").write_text("a clause", encoding="utf-8")
        Path(folder, "case.yaml").write_text(json.dumps(written, indent=1), encoding="utf-8")
        return load_case(folder)


def _issue(name: str, levels: Sequence[str] | range) -> Entry:
    if isinstance(levels, range):
        return {
            "title": name,
            "levels": {"from": levels[0], "to": levels[-1], "step": levels.step},
        }
    return {"title": name, "options": {level: f"it is {level}" for level in levels}}


def _draft(name: str, terms: Entry) -> Entry:
    told = {
        issue: {level: [{"letter": "a clause"}] for level in levels}
        if isinstance(levels, list)
        else levels
        for issue, levels in terms.items()
    }
    return {"title": name, "terms": told, "assumed": "for the test"}


def orders(party: str, **rankings: Any) -> Entry:
    """An order on each of some issues."""
    return {"party": party, "order": rankings}
