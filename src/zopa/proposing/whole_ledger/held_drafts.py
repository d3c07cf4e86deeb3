"""The issues and drafts of an answer as those of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zopa.case.model import Draft, Evidence, Issue, TermReading
from zopa.foundation.names import fold, nearest_name
from zopa.foundation.text import Span
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.whole_ledger.answer_form import GivenDraft, GivenTerm, LedgerAnswer
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.held_levels import HeldLevels
from zopa.proposing.whole_ledger.held_quotes import QuoteKeeper
from zopa.proposing.whole_ledger.told_parties import HeldParties


class HeldIssues:
    """The issues with their levels; `faults` tells what is wrong with them."""

    def __init__(self, answer: LedgerAnswer) -> None:
        self.issues: dict[str, Issue] = {}
        self.faults: list[Fault] = []
        self._levels: dict[str, HeldLevels] = {}
        self._ids: dict[str, str] = {}
        for given in answer.issues:
            entry = f"issue `{one_line(given.id or given.title, 60)}`"
            key = fold(given.id or given.title)
            if not key or key in self._ids:
                self.faults.append(Fault(entry, "there is another issue of this id"))
                continue
            figures = [t.level for d in answer.drafts for t in d.terms if fold(t.issue) == key]
            figures += [n for f in answer.facts if fold(f.issue) == key for n in f.levels]
            figures.append(given.otherwise)
            levels = HeldLevels(given, figures)
            if not levels.levels:
                self.faults.append(Fault(entry, "it has no options and no numbers"))
                continue
            if levels.put_in:
                words = f"it needs two ways to be settled; put in was {levels.put_in}"
                self.faults.append(Fault(entry, words, lost=False))
            issue_id = short_name(given.id or given.title, "issue", self.issues)
            silent = levels.level(given.otherwise) if given.otherwise.strip() else None
            if given.otherwise.strip() and silent is None:
                words = f"`{one_line(given.otherwise, 60)}` is none of its levels"
                lost = "what holds where a text is silent is left out"
                self.faults.append(Fault(entry, f"{words}; {lost}"))
            self.issues[issue_id] = levels.issue(issue_id, silent)
            self._levels[issue_id] = levels
            self._ids[key] = issue_id

    def find(self, name: str) -> str | None:
        """The id in the case of an issue that the answer speaks of."""
        known = self._ids.get(fold(name))
        if known is None and name and (near := nearest_name(name, self._ids)):
            known = self._ids[near]
        return known

    def level(self, issue: str, text: str) -> str | None:
        """The id of a level of an issue of the case, or None."""
        return self._levels[issue].level(text)

    def between(self, issue: str, text: str) -> list[str]:
        """The ids of the levels of a number from one end of a range to the other."""
        return self._levels[issue].between(text)

    def rising(self, issue: str) -> list[str]:
        """The levels of an issue that are figures, from the lowest to the highest."""
        return self._levels[issue].rising()

    def words(self, issue: str, level: str) -> str:
        """An issue and a level in words, to tell which of several places is about them."""
        known = self.issues[issue]
        return f"{known.title} {known.describe(level)}"


@dataclass(frozen=True)
class HeldDraft:
    """A draft, and where its quotes stand."""

    draft: Draft
    places: tuple[tuple[int, Span], ...]
    why: str = ""


class HeldDrafts:
    """The drafts with what stands of their terms and quotes."""

    def __init__(
        self,
        given: Sequence[GivenDraft],
        parties: HeldParties,
        issues: HeldIssues,
        keeper: QuoteKeeper,
        latest: date,
    ) -> None:
        self.drafts: dict[str, HeldDraft] = {}
        self.faults: list[Fault] = []
        self._ids: dict[str, str] = {}
        self._parties, self._issues, self._keeper = parties, issues, keeper
        self._latest = latest
        for each in given:
            self._take(each)

    def find(self, name: str) -> str | None:
        """The id in the case of a draft that the answer speaks of."""
        return self._ids.get(fold(name))

    def _take(self, given: GivenDraft) -> None:
        entry = f"draft `{one_line(given.id or given.title, 60)}`"
        key = fold(given.id or given.title)
        if not key or key in self._ids:
            self.faults.append(Fault(entry, "there is another draft of this id"))
            return
        by = self._authors(given, entry)
        on = day(given.on, self._latest)
        if given.on and on is None:
            words = f"`{one_line(given.on, 60)}` is no day (YYYY-MM-DD) up to {self._latest}"
            self.faults.append(Fault(entry, words, lost=False))
        told = self._terms(given, entry)
        context = [given.title, *given.by, *(self._issues.words(i, level) for i, level, _ in told)]
        quotes = [*given.quotes, *(q for _, _, term in told for q in term.quotes)]
        held = self._keeper.held(entry, quotes, context)
        self.faults += held.faults
        if not held.evidence:
            words = "none of its quotes stands in the reports, so the draft is left out"
            self.faults.append(Fault(entry, words))
            return
        draft_id = short_name(given.id or given.title, "draft", self.drafts)
        title = one_line(given.title) or draft_id
        readings = self._readings(entry, told)
        draft = Draft(draft_id, title, by, on, readings, held.evidence, status=given.status)
        why = "a quote was put into the report's own words" if held.mended else ""
        self.drafts[draft_id] = HeldDraft(draft, held.places, why)
        self._ids[key] = draft_id

    def _authors(self, given: GivenDraft, entry: str) -> tuple[str, ...]:
        found: list[str] = []
        for name in given.by:
            party = self._parties.find(name)
            if party is not None:
                found.append(party)
            elif name.strip():
                words = f"`{one_line(name, 60)}` is none of the parties; by whom was left open"
                self.faults.append(Fault(entry, words, lost=False))
        return tuple(dict.fromkeys(found))

    def _terms(self, given: GivenDraft, entry: str) -> list[tuple[str, str, GivenTerm]]:
        """Issue, level and what was given, for each term that stands."""
        found: list[tuple[str, str, GivenTerm]] = []
        for term in given.terms:
            issue = self._issues.find(term.issue)
            if issue is None:
                words = f"its term `{one_line(term.issue, 60)}` is none of the issues"
                self.faults.append(Fault(entry, words))
                continue
            level = self._issues.level(issue, term.level)
            if level is None:
                words = f"`{one_line(term.level, 60)}` is not a level of the issue `{issue}`"
                self.faults.append(Fault(entry, f"{words}, so the term is left out"))
                continue
            found.append((issue, level, term))
        return found

    def _readings(
        self, entry: str, told: Sequence[tuple[str, str, GivenTerm]]
    ) -> dict[str, tuple[TermReading, ...]]:
        by_issue: dict[str, dict[str, tuple[Evidence, ...]]] = {}
        for issue, level, term in told:
            shown = by_issue.setdefault(issue, {})
            if level not in shown:
                context = [self._issues.words(issue, level)]
                shown[level] = self._keeper.held(entry, term.quotes, context).evidence
        terms: dict[str, tuple[TermReading, ...]] = {}
        for issue, levels in by_issue.items():
            if len(levels) > 1 and not all(levels.values()):
                first = next(iter(levels))
                words = (
                    f"it has {len(levels)} levels for `{issue}`; only `{first}` is kept, since "
                    "levels on which reports differ each need a quote"
                )
                self.faults.append(Fault(entry, words))
                levels = {first: ()}
            if len(levels) == 1:
                levels = dict.fromkeys(levels, ())
            terms[issue] = tuple(TermReading(level, quotes) for level, quotes in levels.items())
        return terms


def day(text: str, latest: date) -> date | None:
    """A day of the form YYYY-MM-DD that is not after `latest`; None for anything else.

    >>> latest = date(2026, 3, 6)
    >>> day("2026-03-02", latest), day("2026-03-07", latest), day("in May", latest)
    (datetime.date(2026, 3, 2), None, None)
    """
    try:
        told = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return told if told <= latest else None
