"""zopa: from what is reported about a negotiation to the deals that remain possible.

    import zopa

    case = zopa.load("examples/minerals")
    zopa.zone(case).exists.share

`check` gives findings, `load` a case without errors, `draw` preferences that agree with its
facts; `reports`, `evidence`, `zone`, `drafts`, `frontier`, `bargaining`, `unknowns` and
`deal_space` are the analyses, each a function of a case (and, if wanted, of its draws and of
options) that gives one frozen result record. `zopa.desk.briefs.brief` makes the brief.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zopa.foundation.version import __version__ as __version__

if TYPE_CHECKING:
    from zopa.analyses import (
        ANALYSES,
        bargaining,
        deal_space,
        drafts,
        evidence,
        frontier,
        reports,
        unknowns,
        zone,
    )
    from zopa.case.load import CaseError
    from zopa.case.model import Case
    from zopa.desk.opening import check, load
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws, draw

_HOMES = {
    "ANALYSES": "zopa.analyses",
    "Case": "zopa.case.model",
    "CaseError": "zopa.case.load",
    "Draws": "zopa.preferences.draws",
    "Findings": "zopa.foundation.diagnostics",
    "bargaining": "zopa.analyses",
    "check": "zopa.desk.opening",
    "deal_space": "zopa.analyses",
    "draw": "zopa.preferences.draws",
    "drafts": "zopa.analyses",
    "evidence": "zopa.analyses",
    "frontier": "zopa.analyses",
    "load": "zopa.desk.opening",
    "reports": "zopa.analyses",
    "unknowns": "zopa.analyses",
    "zone": "zopa.analyses",
}
"""Public name to the module that has it, imported when first used: start-up stays quick."""

__all__ = [
    "ANALYSES",
    "Case",
    "CaseError",
    "Draws",
    "Findings",
    "bargaining",
    "check",
    "deal_space",
    "drafts",
    "draw",
    "evidence",
    "frontier",
    "load",
    "reports",
    "unknowns",
    "zone",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'zopa' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    found = getattr(import_module(module), attribute or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
