"""A case as tables for a notebook: its parties, its issues and its drafts.

The protocols say what is asked of a case. So the model can build on this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Protocol

from zopa.case.issues import Issue


class ShownParty(Protocol):
    """Who negotiates, as `Party`."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def role(self) -> str: ...


class ShownDraft(Protocol):
    """A text on the table, as `Draft`."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def by(self) -> Sequence[str]: ...

    @property
    def on(self) -> date | None: ...

    @property
    def status(self) -> str: ...


class ShownCase(Protocol):
    """What is negotiated, as `Case`."""

    @property
    def title(self) -> str: ...

    @property
    def summary(self) -> str: ...

    @property
    def as_of(self) -> date | None: ...

    @property
    def parties(self) -> Mapping[str, ShownParty]: ...

    @property
    def issues(self) -> Mapping[str, Issue]: ...

    @property
    def drafts(self) -> Mapping[str, ShownDraft]: ...

    @property
    def sources(self) -> Mapping[str, object]: ...

    @property
    def facts(self) -> Sequence[object]: ...

    def facts_of(self, party: str, /) -> Sequence[object]: ...


MOST_LEVELS = 8
"""Levels of an issue that are listed; of more, only the first and the last."""


def case_table(case: ShownCase) -> str:
    """HTML that tells what is negotiated; every text of the case is escaped.

    >>> from zopa.case.model import Case, Issue, Level, Party
    >>> issues = {"form": Issue("form", "Form", (Level("pact", "a <pact>"),))}
    >>> html = case_table(Case("The pact", issues, {"us": Party("us", "Our side")}))
    >>> "<h4>The pact</h4>" in html, "a &lt;pact&gt;" in html
    (True, True)
    """
    known = f"as known on {case.as_of}" if case.as_of else "not dated"
    counts = f"{len(case.facts)} facts that hold, {len(case.sources)} sources, {known}"
    parties = (
        (party.id, party.name, party.role, str(len(case.facts_of(party.id))))
        for party in case.parties.values()
    )
    issues = ((i.id, i.title, _levels([i.describe(k) for k in i.level_ids]))
              for i in case.issues.values())  # fmt: skip
    drafts = (
        (draft.id, draft.title, ", ".join(draft.by), str(draft.on or ""), draft.status)
        for draft in case.drafts.values()
    )
    return (
        f"<h4>{escape(case.title)}</h4><p>{escape(case.summary)}</p><p><small>{counts}</small></p>"
        + _table(("party", "name", "role", "facts"), parties)
        + _table(("issue", "title", "levels"), issues)
        + _table(("draft", "title", "by", "on", "status"), drafts)
    )


def _levels(texts: Sequence[str]) -> str:
    if len(texts) > MOST_LEVELS:
        return f"{texts[0]} … {texts[-1]} ({len(texts)} levels)"
    return "; ".join(texts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(_row(row, "td") for row in rows)
    return f"<table>{_row(head, 'th')}{body}</table>" if body else ""


def _row(cells: Sequence[str], kind: str) -> str:
    return "<tr>" + "".join(f"<{kind}>{escape(cell)}</{kind}>" for cell in cells) + "</tr>"
