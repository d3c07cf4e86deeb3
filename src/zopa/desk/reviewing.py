"""What of a ledger nobody has reviewed yet, each entry beside the words that it rests on."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.errors import FindingsError
from zopa.desk.ledger_entries import LedgerSection
from zopa.desk.opening import examine

if TYPE_CHECKING:
    from zopa.case.model import Case, Evidence
    from zopa.case.positions import Path as EntryPath
    from zopa.foundation.diagnostics import Findings

SECTIONS = ("sources", "parties", "issues", "rules", "drafts", "facts")
"""The sections of a ledger, in the order in which its entries are reviewed."""


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """Words of a source, and where they stand in its text; nowhere if `start` is None."""

    source: str
    words: str
    start: int | None
    stop: int | None


@dataclass(frozen=True, slots=True)
class EntryToReview:
    """An entry of a ledger: what it says, how it is written, and the words that it rests on."""

    section: str
    which: str
    """Its short name; of a fact or a rule its number, from 1; empty for a key of the ledger."""
    words: str
    """A fact or a draft in plain words, else its name or title."""
    lines: tuple[str, ...]
    """As it stands in the ledger; none where it stands in brackets with others."""
    line: int
    why: str
    """What stands behind the mark: why it was proposed."""
    reviewed: bool
    quotes: tuple[QuotedPlace, ...]

    @property
    def editable(self) -> bool:
        """Whether it can be rewritten or retired by itself."""
        return bool(self.lines) and self.section in list(LedgerSection)

    @property
    def name(self) -> str:
        """By what an address names it, such as `facts.3`."""
        return f"{self.section}.{self.which}" if self.which else self.section


@dataclass(frozen=True, eq=False)
class LedgerReview:
    """A ledger with all its entries."""

    case: Case
    version: str
    text: str
    entries: tuple[EntryToReview, ...]
    findings: Findings

    @property
    def left(self) -> tuple[EntryToReview, ...]:
        """The entries that nobody has reviewed, in the order of the ledger."""
        return tuple(entry for entry in self.entries if not entry.reviewed)

    def progress(self) -> str:
        """How far the review is.

        >>> ledger_review("examples/minerals").progress()
        '37 of 37 entries reviewed'
        """
        done = len(self.entries) - len(self.left)
        return f"{done} of {len(self.entries)} entries reviewed"


def ledger_review(case: str | Path) -> LedgerReview:
    """The entries of a ledger, reviewed or not, each with the words that it rests on.

    Raises `WrongCallError` where there is no ledger, `FindingsError` where it is none.
    """
    version, text = ledger_as_it_stands(case)
    loaded, findings = examine(case)
    if loaded is None:
        raise FindingsError(f"{case} is no ledger", [findings])
    paths: list[EntryPath] = [(key,) for key in ("title", "as_of", "summary", "agreement")]
    paths = [path for path in paths if path in loaded.places]
    for section in SECTIONS:
        paths += [p for p in loaded.places if len(p) == 2 and p[0] == section]
    from zopa.case.checks.unknown_name import sound_part

    told = {fact.path for fact in sound_part(loaded).facts}
    entries = tuple(_entry(loaded, text, path, told) for path in paths)
    return LedgerReview(loaded, version, text, entries, findings)


def _entry(case: Case, text: str, path: EntryPath, told: Container[EntryPath]) -> EntryToReview:
    """An entry; `told` are the facts that can be put into words, as all names in them mean
    something."""
    from zopa.case.insertions import entry_span

    span = entry_span(case, text, path)
    lines = text.split("\n")
    shown = tuple(lines[span[0] : span[1]]) if span else ()
    section, which = str(path[0]), path[-1] if len(path) > 1 else ""
    return EntryToReview(
        section=section,
        which=str(which + 1) if isinstance(which, int) else which,
        words=_words(case, path, told),
        lines=shown,
        line=case.place(*path, key=isinstance(path[-1], str)).line,
        why=_why(case, lines, path),
        reviewed=path not in case.unreviewed,
        quotes=tuple(_place(case, quote) for quote in _evidence(case, path)),
    )


def _words(case: Case, path: EntryPath, told: Container[EntryPath]) -> str:
    """An entry in words."""
    from zopa.briefing.phrasing import plain, sentence
    from zopa.briefing.wording.facts import fact_words

    match path:
        case ("facts", _):
            fact = next((f for f in case.facts if f.path == path and path in told), None)
            return plain(sentence(fact_words(case, fact))) if fact else ""
        case ("parties", str(name)):
            return case.parties[name].name if name in case.parties else name
        case ("issues", str(name)):
            return case.issues[name].title if name in case.issues else name
        case ("drafts", str(name)):
            return case.drafts[name].title or name if name in case.drafts else name
        case ("sources", str(name)):
            return case.sources[name].title or name if name in case.sources else name
        case (str(key),):
            return f"{key.replace('_', ' ')}: {getattr(case, key, '')}"
    return ""


def _why(case: Case, lines: list[str], path: EntryPath) -> str:
    """The reason behind the mark of an entry."""
    position = case.places[path]
    if position.mark is None:
        return ""
    comment = lines[position.mark.line - 1][position.mark.column - 1 :]
    reason = comment.partition(":")[2].strip()
    below = lines[position.mark.line : position.mark.line + 1]
    if not reason and below and below[0].lstrip().startswith("# "):
        reason = below[0].strip().removeprefix("# ")
    return reason


def _evidence(case: Case, path: EntryPath) -> tuple[Evidence, ...]:
    return tuple(quote for quote in case.evidence() if quote.path[: len(path)] == path)


def _place(case: Case, quote: Evidence) -> QuotedPlace:
    from zopa.foundation.text import spans_of

    source = case.sources.get(quote.source)
    spans = spans_of(quote.quote, source.text) if source and source.text else []
    start, stop = spans[0] if spans else (None, None)
    return QuotedPlace(quote.source, quote.quote, start, stop)
