"""This check notes sources that nothing quotes."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding, Severity

UNUSED_SOURCE = Code(
    "unused-source",
    Severity.NOTE,
    "a source that nothing quotes",
    "No draft and no fact has evidence from this source. Either something in it is still to be "
    "written down, or it can go.",
)

CODES = (UNUSED_SOURCE,)


def unused_sources(case: Case) -> Iterator[Finding]:
    """A note at each source without a quote, unless something in the ledger is broken."""
    if case.broken:
        return
    used = {evidence.source for evidence in case.evidence()}
    for source in case.sources.values():
        if source.id not in used:
            yield Finding(
                UNUSED_SOURCE,
                case.place("sources", source.id, key=True),
                f"nothing quotes the source `{source.id}`",
            )
