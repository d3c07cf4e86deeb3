"""zopa: from what is reported about a negotiation to the deals that remain possible.

    import zopa

    case = zopa.load("examples/minerals")
    zopa.zone(case).exists.share

What the command line does: `new` starts an empty case, `read`, `read_many` and `refresh` read
reports, `propose` makes a first case of them, `explained` shows it and how each line of it came
about, `write_prompt` writes what to paste into an assistant that is to propose it, `add` reads new
reports into a case, `add_entry`, `change_entry`, `retire_entry` and `set_key` edit one entry of a
ledger, `rename_entry`, `change_party`, `join_parties`, `change_levels`, `join_issues` and
`split_issue` change names wherever they stand, `check`, `examine` and `load` open a case, `explain`
tells what a finding means, `case_as_of` gives a case as it was known on a day, `brief` writes the
brief, `score` scores offers, `next_drafts` works out what a party could table, `what_if` says what
the answers would be with some changes, and `import_` and `export` exchange cases with other
software. What keeps one of them from its work is raised as a `DeskError`. `ask` interviews a person
about what they want themselves.

`draw` gives preferences that agree with the facts of a case. `reports`, `evidence`, `zone`,
`drafts`, `counter`, `sureness`, `frontier`, `bargaining`, `unknowns`, `questions`, `changes`,
`rounds` and `deal_space` are the analyses, each a function of a case (and, if wanted, of its draws
and of options) that gives one frozen result record. `altair_chart` and `weights_chart` make charts
for a notebook.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zopa.foundation.version import __version__ as __version__

if TYPE_CHECKING:
    from zopa.analyses import (
        ANALYSES,
        bargaining,
        changes,
        counter,
        deal_space,
        drafts,
        evidence,
        frontier,
        questions,
        reports,
        rounds,
        sureness,
        unknowns,
        zone,
    )
    from zopa.briefing.figures.notebook import altair_chart, weights_chart
    from zopa.case.knowledge import case_as_of
    from zopa.case.load import CaseError
    from zopa.case.model import Case
    from zopa.desk.adding import add
    from zopa.desk.archiving import read_many
    from zopa.desk.briefs import brief
    from zopa.desk.countering import next_drafts
    from zopa.desk.editing import add_entry, change_entry, retire_entry, set_key
    from zopa.desk.errors import DeskError
    from zopa.desk.explained_ledger import explained
    from zopa.desk.explaining import explain
    from zopa.desk.exporting import export
    from zopa.desk.first_case import propose
    from zopa.desk.importing import import_
    from zopa.desk.issue_edits import join_issues, split_issue
    from zopa.desk.level_edits import WantedLevel, change_levels
    from zopa.desk.opening import check, examine, load
    from zopa.desk.own_preferences import ask
    from zopa.desk.reading import read
    from zopa.desk.refreshing import refresh
    from zopa.desk.renaming import change_party, join_parties, rename_entry
    from zopa.desk.scoring import score
    from zopa.desk.starting import new
    from zopa.desk.what_would_be import what_if
    from zopa.desk.whole_ledgers import write_prompt
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws, draw

_HOMES = {
    "add": "zopa.desk.adding",
    "add_entry": "zopa.desk.editing",
    "altair_chart": "zopa.briefing.figures.notebook",
    "ANALYSES": "zopa.analyses",
    "ask": "zopa.desk.own_preferences",
    "bargaining": "zopa.analyses",
    "brief": "zopa.desk.briefs",
    "Case": "zopa.case.model",
    "case_as_of": "zopa.case.knowledge",
    "CaseError": "zopa.case.load",
    "change_entry": "zopa.desk.editing",
    "change_levels": "zopa.desk.level_edits",
    "change_party": "zopa.desk.renaming",
    "changes": "zopa.analyses",
    "check": "zopa.desk.opening",
    "counter": "zopa.analyses",
    "deal_space": "zopa.analyses",
    "DeskError": "zopa.desk.errors",
    "drafts": "zopa.analyses",
    "draw": "zopa.preferences.draws",
    "Draws": "zopa.preferences.draws",
    "evidence": "zopa.analyses",
    "examine": "zopa.desk.opening",
    "explain": "zopa.desk.explaining",
    "explained": "zopa.desk.explained_ledger",
    "export": "zopa.desk.exporting",
    "Findings": "zopa.foundation.diagnostics",
    "frontier": "zopa.analyses",
    "import_": "zopa.desk.importing",
    "join_issues": "zopa.desk.issue_edits",
    "join_parties": "zopa.desk.renaming",
    "load": "zopa.desk.opening",
    "new": "zopa.desk.starting",
    "next_drafts": "zopa.desk.countering",
    "propose": "zopa.desk.first_case",
    "questions": "zopa.analyses",
    "read": "zopa.desk.reading",
    "read_many": "zopa.desk.archiving",
    "refresh": "zopa.desk.refreshing",
    "rename_entry": "zopa.desk.renaming",
    "reports": "zopa.analyses",
    "retire_entry": "zopa.desk.editing",
    "rounds": "zopa.analyses",
    "score": "zopa.desk.scoring",
    "set_key": "zopa.desk.editing",
    "split_issue": "zopa.desk.issue_edits",
    "sureness": "zopa.analyses",
    "unknowns": "zopa.analyses",
    "WantedLevel": "zopa.desk.level_edits",
    "weights_chart": "zopa.briefing.figures.notebook",
    "what_if": "zopa.desk.what_would_be",
    "write_prompt": "zopa.desk.whole_ledgers",
    "zone": "zopa.analyses",
}
"""Public name to the module that has it, imported when first used: start-up stays quick."""

__all__ = [
    "ANALYSES",
    "Case",
    "CaseError",
    "DeskError",
    "Draws",
    "Findings",
    "WantedLevel",
    "add",
    "add_entry",
    "altair_chart",
    "ask",
    "bargaining",
    "brief",
    "case_as_of",
    "change_entry",
    "change_levels",
    "change_party",
    "changes",
    "check",
    "counter",
    "deal_space",
    "drafts",
    "draw",
    "evidence",
    "examine",
    "explain",
    "explained",
    "export",
    "frontier",
    "import_",
    "join_issues",
    "join_parties",
    "load",
    "new",
    "next_drafts",
    "propose",
    "questions",
    "read",
    "read_many",
    "refresh",
    "rename_entry",
    "reports",
    "retire_entry",
    "rounds",
    "score",
    "set_key",
    "split_issue",
    "sureness",
    "unknowns",
    "weights_chart",
    "what_if",
    "write_prompt",
    "zone",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'zopa' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
