"""The ledger with what new reports add: `added_ledger`. Every byte that was there stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from zopa.case.insertions import (
    INDENT,
    Insertion,
    entry_end,
    indented,
    section_insertion,
    with_insertions,
)
from zopa.case.ledger_text import comment, in_flow, spelt
from zopa.case.load import examine_text
from zopa.case.marks import PROPOSED
from zopa.case.model import Case, Draft, Evidence, Fact, Issue, Source
from zopa.case.write import EntryNote, Notes, section_lines
from zopa.foundation.diagnostics import Finding, Findings, Severity
from zopa.foundation.files import FileTrouble, decode
from zopa.proposing.adding.additions import Additions, Confirmed, Contradicted
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposed

Check = Callable[[Case], Iterable[Finding]]

_MENDED = frozenset(
    {"clash", "uncertain-clash", "opposed-orders", "duplicate-fact", "quote-not-found",
     "quote-not-unique", "reading-clash"}
)  # fmt: skip
"""Findings about new facts for which one of these is not written."""


class NoPlaceError(Exception):
    """The ledger is written so that nothing can be put in without touching a person's lines."""


@dataclass(frozen=True, eq=False)
class AddedLedger:
    """The new text of a ledger, and what of the additions it has."""

    data: bytes
    case: Case
    findings: Findings
    additions: Additions
    withheld: tuple[Proposed[Fact], ...]
    """New facts that cannot hold beside those of the ledger; they stand there as comments."""
    untouched: tuple[Confirmed, ...]
    """Further evidence for which a fact's own lines have no room that is not a person's."""


def added_ledger(
    case: Case,
    folder: FilePath,
    data: bytes,
    additions: Additions,
    files: Mapping[str, bytes],
    today: date,
    checks: Sequence[Check] = (),
) -> AddedLedger:
    """The ledger of a case, `data`, with additions.

    `files` are the new sources by their paths in the case folder. Facts that cannot hold beside
    the others become comments. Raises `NoPlaceError` where the new text would not be the old case
    with more in it.
    """
    text = decode(data)
    if isinstance(text, FileTrouble):
        raise NoPlaceError(f"the ledger {text.words}")
    withheld: list[Proposed[Fact]] = []
    for _ in range(len(additions.facts) + 1):
        writer = _Writer(case, text, additions, tuple(withheld), today)
        new_data = with_insertions(data, writer.insertions())
        new_text = decode(new_data)
        if isinstance(new_text, FileTrouble):
            raise NoPlaceError(f"the ledger {new_text.words}")
        new, findings = examine_text(folder, new_text, files, checks)
        if new is None:
            raise NoPlaceError("the new lines do not go with how the ledger is laid out")
        weakest = _to_withhold(case, new, findings, additions.facts)
        if weakest is None:
            if not findings.passes() or not _same_and_more(case, new):
                raise NoPlaceError(_why_not(findings))
            return AddedLedger(
                new_data, new, findings, additions, tuple(withheld), tuple(writer.untouched)
            )
        taken = additions.facts[weakest]
        withheld.append(taken)
        facts = tuple(f for f in additions.facts if f is not taken)
        additions = replace(additions, facts=facts)
    raise NoPlaceError("the new facts do not go with those of the ledger")


def _why_not(findings: Findings) -> str:
    wrong = next((f for f in findings if f.severity is Severity.ERROR), None)
    if wrong is None:
        return "the new lines would change what stands in the ledger"
    return f"with the new lines the ledger would have an error: {wrong.message}"


def _to_withhold(
    case: Case, new: Case, findings: Findings, facts: Sequence[Proposed[Fact]]
) -> int | None:
    """The weakest of the new facts about which something is found."""
    first = len(case.ledger)
    starts = [new.place("facts", first + k).line for k in range(len(facts))]
    if not starts:
        return None

    def fact_at(line: int) -> int | None:
        before = [k for k, start in enumerate(starts) if start <= line]
        return before[-1] if before and line < starts[before[-1]] + _LONGEST else None

    for finding in findings:
        if finding.severity is Severity.NOTE or finding.code.name not in _MENDED:
            continue
        places = (finding.place, *(place for place, _ in finding.related))
        ledger = [p.line for p in places if p.file == finding.place.file]
        named = {k for line in ledger if (k := fact_at(line)) is not None}
        if named:
            return min(named, key=lambda k: (facts[k].thing.confidence, -k))
    return None


_LONGEST = 30
"""Lines of one fact at most."""


def _same_and_more(old: Case, new: Case) -> bool:
    """Whether a case is the old one with more in it."""
    same = (
        (old.title, old.as_of, old.summary, old.rules, dict(old.parties))
        == (new.title, new.as_of, new.summary, new.rules, dict(new.parties))
    )  # fmt: skip
    drafts = all(new.drafts.get(name) == draft for name, draft in old.drafts.items())
    sources = all(
        name in new.sources and replace(new.sources[name], text=None) == replace(s, text=None)
        for name, s in old.sources.items()
    )
    issues = all(
        name in new.issues
        and replace(new.issues[name], levels=()) == replace(issue, levels=())
        and set(issue.level_ids) <= set(new.issues[name].level_ids)
        for name, issue in old.issues.items()
    )
    facts = len(new.facts) >= len(old.facts) and all(
        replace(now, evidence=()) == replace(was, evidence=())
        and now.evidence[: len(was.evidence)] == was.evidence
        for was, now in zip(old.facts, new.facts, strict=False)
    )
    return same and drafts and sources and issues and facts


# --- the lines ----------------------------------------------------------------------------------


class _Writer:
    """The lines that additions make, and where they go."""

    def __init__(
        self,
        case: Case,
        text: str,
        additions: Additions,
        withheld: tuple[Proposed[Fact], ...],
        today: date,
    ) -> None:
        self.case, self.text, self.additions = case, text, additions
        self.withheld = withheld
        self.untouched: list[Confirmed] = []
        self._begun: list[tuple[str, ...]] = []
        """The first lines of sections that are new."""
        self.day = f"{today.day} {today:%B %Y}"
        self.marker = f"added {self.day} from " + ", ".join(
            shelved.source.id for shelved in additions.shelved
        )

    def insertions(self) -> list[Insertion]:
        """All that is put in; sections that are not there yet come last."""
        found: list[Insertion] = []
        for confirmed in self.additions.confirmed:
            lines = self._evidence(confirmed)
            if lines is None:
                self.untouched.append(confirmed)
            else:
                found.append(lines)
        found += self._section("sources", self._sources())
        found += self._section("issues", self._issues())
        found += self._section("drafts", self._drafts())
        found += self._section("facts", self._facts())
        # What goes behind an entry stands before a section that begins at the same place.
        return sorted(found, key=lambda each: (each.behind, each.lines[1:2] in self._begun))

    def _section(self, section: str, lines: list[str]) -> list[Insertion]:
        if not lines:
            return []
        made = section_insertion(self.case, self.text, section, lines)
        if made is None:
            raise NoPlaceError(
                f"`{section}` is written in brackets; write its entries on lines of their own"
            )
        begun = (section,) not in self.case.places
        if begun and all(not line.strip() or line.lstrip().startswith("#") for line in lines):
            bare = indented(lines, -INDENT)  # comments only: a section must not be empty
            self._begun.append(bare[1:2])
            return [replace(made, lines=bare)]
        if begun:
            self._begun.append((f"{section}:",))
        return [made]

    def _evidence(self, confirmed: Confirmed) -> Insertion | None:
        """Further evidence below that of a fact; None where that stands in brackets."""
        fact = self.case.facts[confirmed.index]
        path = (*(fact.path or ("facts", confirmed.index)), "evidence")
        items = [p for p in self.case.places if p[: len(path)] == path and len(p) == len(path) + 1]
        items = [p for p in items if isinstance(p[-1], int)]
        end = entry_end(self.case, self.text, items[-1]) if items else None
        if end is None:
            return None
        behind, indent = end
        lines: list[str] = []
        for quote in confirmed.evidence:
            words = spelt(quote.quote, indent + 4)
            line = f"{' ' * indent}- {quote.source}: {words}"
            lines += line.split("\n") if "\n" in line else [f"{line}  # added {self.day}"]
        return Insertion(behind, tuple(lines))

    def _new(
        self,
        *,
        sources: Mapping[str, Source] | None = None,
        issues: Mapping[str, Issue] | None = None,
        drafts: Mapping[str, Draft] | None = None,
        facts: tuple[Fact, ...] = (),
    ) -> Case:
        """A case of new entries only, to be written."""
        known = self.case.issues if issues is None else issues
        return Case("", known, {}, drafts or {}, facts, sources=sources or {})

    def _sources(self) -> list[str]:
        sources = {s.source.id: s.source for s in self.additions.shelved}
        notes: Notes = {("sources", name): EntryNote(mark=PROPOSED) for name in sources}
        lines = section_lines(self._new(sources=sources), "sources", notes)
        return [*comment(f"added {self.day}", INDENT), *lines] if lines else []

    def _issues(self) -> list[str]:
        issues = {p.thing.id: p.thing for p in self.additions.issues}
        notes: Notes = {("issues", p.thing.id): _mark(p) for p in self.additions.issues}
        lines = section_lines(self._new(issues=issues), "issues", notes)
        return [*comment(self.marker, INDENT), *lines] if lines else []

    def _drafts(self) -> list[str]:
        drafts: dict[str, Draft] = {p.thing.id: p.thing for p in self.additions.drafts}
        notes: Notes = {("drafts", p.thing.id): _mark(p) for p in self.additions.drafts}
        lines = section_lines(self._new(drafts=drafts), "drafts", notes)
        return [*comment(self.marker, INDENT), *lines] if lines else []

    def _facts(self) -> list[str]:
        facts = self.additions.facts
        notes: Notes = {("facts", k): _mark(proposed) for k, proposed in enumerate(facts)}
        lines = section_lines(self._new(facts=tuple(f.thing for f in facts)), "facts", notes)
        lines += self._comments()
        return ["", *comment(self.marker, INDENT), *lines] if lines else []

    def _comments(self) -> Iterator[str]:
        for against in self.additions.contradicted:
            yield from comment("against the ledger: " + against_words(self.case, against), INDENT)
            if against.fact is not None:
                yield from self._as_comment(against.fact)
        for proposed in self.withheld:
            yield from comment("cannot hold beside the facts above:", INDENT)
            yield from self._as_comment(proposed.thing)
        for confirmed in self.untouched:
            quotes = "; ".join(f"{e.source}: “{e.quote}”" for e in confirmed.evidence)
            said = fact_words(self.case, self.case.facts[confirmed.index])
            yield from comment(f"further evidence that {said}: {quotes}", INDENT)
        for index, note in enumerate(self.additions.notes):
            if index == 0:
                yield from comment("Also found, and left to you:", INDENT)
            yield from comment("- " + one_line(note, 400), INDENT)

    def _as_comment(self, fact: Fact) -> Iterator[str]:
        spread: Notes = {("facts", 0): EntryNote(mark=PROPOSED)}
        lines = section_lines(self._new(facts=(fact,)), "facts", spread)
        for line in lines:
            bare = line.removesuffix(f"  # {PROPOSED}")
            yield f"{' ' * INDENT}# {bare[INDENT:]}"


def _mark(proposed: Proposed[Any]) -> EntryNote:
    return EntryNote(mark=PROPOSED, why=one_line(proposed.why, 300))


def fact_words(case: Case, fact: Fact) -> str:
    """A fact in a few words, for a comment or a message."""
    return f"{fact.party} {fact.kind} {in_flow(fact.content.tree(case.issues))}"


def fact_lines(case: Case, fact: Fact) -> list[str]:
    """A fact as it would stand in the ledger of a case."""
    return section_lines(Case("", case.issues, {}, {}, (fact,)), "facts")


def against_words(case: Case, against: Contradicted) -> str:
    """What the ledger has, what new reports have instead, and the words for both."""
    new = _quoted(against.evidence)
    if against.index < 0:
        draft = case.drafts[against.draft]
        had = ", ".join(draft.levels[against.issue])
        return (
            f"{against.draft} has {against.issue}: {had}{_quoted(draft.evidence)}, and a report "
            f"tells {against.level}{new}"
        )
    fact = case.facts[against.index]
    told = f", and a report tells that {fact_words(case, against.fact)}" if against.fact else ""
    return f"{fact_words(case, fact)}{_quoted(fact.evidence)}{told}{new}"


def _quoted(evidence: Sequence[Evidence]) -> str:
    return f" ({evidence[0].source}: “{one_line(evidence[0].quote, 120)}”)" if evidence else ""
