"""Lists of parties and of issues from which a person chooses, line by line.

A list is a value: each line that a person writes makes a new one. What a line can be stands in
`PARTY_HELP` and `ISSUE_HELP`; anything that is not a choice among the entries is read as in
docs/reference/named-first.md and added.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING, Generic, TypeVar

from zopa.foundation.names import fold
from zopa.proposing.given import GivenIssue, GivenParty

if TYPE_CHECKING:
    from typing import Self

    from zopa.foundation.diagnostics import Finding

Named = TypeVar("Named", GivenParty, GivenIssue)

PARTY_HELP = """\
  1 3               tick or untick 1 and 3
  1 + 3             3 is another name of 1
  2 = Union, staff  2 is called Union, and staff as well
  2 (observer)      2 need not agree; (signatory) turns it back
  Port = harbour    add a party that is not listed
  Enter             go on; Ctrl-C stops, and nothing is written"""
ISSUE_HELP = """\
  1 3               tick or untick 1 and 3
  1 + 3             3 is another word for 1
  2 = pay, wages    2 is called pay, and wages in the reports
  2: 2..5 percent   how 2 can be settled: a range, or levels parted by commas
  2:                the reports tell how 2 can be settled
  shifts: day, all  add an issue that is not listed
  Enter             go on; Ctrl-C stops, and nothing is written"""
_WIDE = 78
"""The longest line of a list, which fits on any terminal."""
_COLUMN = 40
"""The longest entry beside which its remark stands."""
_NUMBERS = re.compile(r"\d+(?:[\s,]+\d+)*")
_JOINED = re.compile(r"\d+(?:\s*\+\s*\d+)+")
_SOMEBODY = "…"
"""Stands for an entry where what is said of it is read."""
_CHANGED = re.compile(r"(?P<number>\d+)\s*(?P<rest>[=:(].*)", re.DOTALL)


class ChoiceError(ValueError):
    """A line that makes no choice; the message says why."""


@dataclass(frozen=True, slots=True)
class ListEntry(Generic[Named]):
    """An entry of a list: a party or an issue, whether it is ticked, and a remark."""

    named: Named
    ticked: bool = True
    remark: str = ""


@dataclass(frozen=True)
class ChoiceList(ABC, Generic[Named]):
    """Entries of which a person ticks some."""

    entries: tuple[ListEntry[Named], ...] = ()

    @property
    def chosen(self) -> tuple[Named, ...]:
        """What is ticked, in order."""
        return tuple(entry.named for entry in self.entries if entry.ticked)

    def shown(self) -> str:
        """The list as lines: a number, a tick, the entry, its remark."""
        texts = [self._text(entry.named) for entry in self.entries]
        column = max((len(text) for text in texts if len(text) <= _COLUMN), default=0)
        lines: list[str] = []
        for number, (entry, text) in enumerate(zip(self.entries, texts, strict=True), 1):
            head = f"{number:4} [{'x' if entry.ticked else ' '}] "
            indent = " " * (len(head) + 2)
            whole = f"{head}{text:{column}}  {entry.remark}".rstrip()
            if len(text) <= column and len(whole) <= _WIDE:
                lines.append(whole)
                continue
            lines += wrap(head + text, _WIDE, subsequent_indent=indent)
            lines += wrap(entry.remark, _WIDE, initial_indent=indent, subsequent_indent=indent)
        return "\n".join(lines)

    def after(self, line: str) -> Self:
        """The list after a line that a person wrote; `ChoiceError` where it makes no sense."""
        line = line.strip()
        if _NUMBERS.fullmatch(line):
            return self._ticked(self._numbers(line))
        if _JOINED.fullmatch(line):
            first, *others = self._numbers(line)
            return self._joined(first, others)
        match = _CHANGED.fullmatch(line)
        if match:
            at: int = self._numbers(match["number"])[0]
            named = self._changed(self.entries[at].named, match["rest"])
            self._refuse_taken(named, at)
            entry = replace(self.entries[at], named=named, ticked=True)
            return self._with([*self.entries[:at], entry, *self.entries[at + 1 :]])
        added: tuple[Named, ...] = _sound(*self._read(line))
        for named in added:
            self._refuse_taken(named)
        return self._with([*self.entries, *(ListEntry(named, True, "added") for named in added)])

    def trouble(self) -> str:
        """What is wrong with all that is ticked together, or nothing."""
        return _told(self._checked(self.chosen)) if self.chosen else ""

    def _refuse_taken(self, named: Named, at: int | None = None) -> None:
        """Stop where another entry has one of the names."""
        own = {fold(name): name for name in self._names(named)}
        for number, entry in enumerate(self.entries):
            names = self._names(entry.named)
            for name in names if entry.ticked else names[:1]:
                if number != at and fold(name) in own:
                    joined = f"`{at + 1} + {number + 1}` joins them" if at is not None else ""
                    ticked = "" if entry.ticked else f"`{number + 1}` ticks it"
                    told = joined or ticked or "give it another name"
                    raise ChoiceError(f"`{own[fold(name)]}` is a name of {number + 1}: {told}")

    def _numbers(self, line: str) -> list[int]:
        numbers = list(dict.fromkeys(int(word) - 1 for word in re.findall(r"\d+", line)))
        for number in numbers:
            if not 0 <= number < len(self.entries):
                raise ChoiceError(
                    f"there is no {number + 1}: the list goes from 1 to {len(self.entries)}"
                    if self.entries
                    else "the list is empty: write a name to add it"
                )
        return numbers

    def _ticked(self, numbers: Sequence[int]) -> Self:
        return self._with(
            replace(entry, ticked=not entry.ticked) if at in numbers else entry
            for at, entry in enumerate(self.entries)
        )

    def _joined(self, first: int, others: Sequence[int]) -> Self:
        named = self.entries[first].named
        for other in others:
            named = self._with_names(named, self._names(self.entries[other].named))
        joined = replace(self.entries[first], named=named, ticked=True)
        return self._with(
            joined if at == first else entry
            for at, entry in enumerate(self.entries)
            if at not in others
        )

    def _with(self, entries: object) -> Self:
        return replace(self, entries=tuple(entries))  # type: ignore[arg-type]

    @abstractmethod
    def _text(self, named: Named) -> str:
        """An entry as a person would write it."""

    @abstractmethod
    def _names(self, named: Named) -> tuple[str, ...]:
        """All names of an entry."""

    @abstractmethod
    def _with_names(self, named: Named, names: Sequence[str]) -> Named:
        """An entry with more names."""

    @abstractmethod
    def _changed(self, named: Named, rest: str) -> Named:
        """An entry after what stands behind its number."""

    @abstractmethod
    def _read(self, line: str) -> tuple[tuple[Named, ...], list[Finding]]:
        """The entries that a line adds."""

    @abstractmethod
    def _checked(self, named: tuple[Named, ...]) -> list[Finding]:
        """What is wrong with entries together."""


class PartyChoices(ChoiceList[GivenParty]):
    """The parties of which a person ticks some.

    >>> found = (ListEntry(GivenParty("Harbour Union")), ListEntry(GivenParty("dockers"), False))
    >>> joined = PartyChoices(found).after("1 + 2").after("1 = Union").after("Port Council = port")
    >>> [party.names for party in joined.chosen]
    [('Union', 'Harbour Union', 'dockers'), ('Port Council', 'port')]
    """

    def _text(self, named: GivenParty) -> str:
        from zopa.proposing.given import parties_text

        return parties_text([named])

    def _names(self, named: GivenParty) -> tuple[str, ...]:
        return named.names

    def _with_names(self, named: GivenParty, names: Sequence[str]) -> GivenParty:
        return replace(named, also=_once((*named.also, *names), named.name))

    def _changed(self, named: GivenParty, rest: str) -> GivenParty:
        if rest.startswith(":"):
            raise ChoiceError("a party has no levels: write `=` before its names")
        (read,) = _sound(*self._read(f"{_SOMEBODY} {rest}"))
        if rest.startswith("("):
            if read.name != _SOMEBODY:
                raise ChoiceError("in brackets stands `observer` or `signatory`")
            return replace(named, role=read.role)
        name, *also = read.also
        return GivenParty(name, _once((*also, *named.names), name), named.role)

    def _read(self, line: str) -> tuple[tuple[GivenParty, ...], list[Finding]]:
        from zopa.proposing.given import given_parties
        from zopa.proposing.given.codes import GIVEN_FEW

        parties, findings = given_parties(line)
        return parties, [finding for finding in findings if finding.code is not GIVEN_FEW]

    def _checked(self, named: tuple[GivenParty, ...]) -> list[Finding]:
        from zopa.proposing.given import given_parties

        return given_parties(named)[1]


class IssueChoices(ChoiceList[GivenIssue]):
    """The issues of which a person ticks some.

    >>> found = (ListEntry(GivenIssue("Pay", levels=("more", "less"))), ListEntry(GivenIssue("x")))
    >>> changed = IssueChoices(found).after("1: 2..5 percent").after("1 = wages").after("2")
    >>> [(issue.words, issue.figures.unit) for issue in changed.chosen]
    [(('wages', 'Pay'), 'percent')]
    """

    def _text(self, named: GivenIssue) -> str:
        from zopa.proposing.given import issues_text

        return issues_text([named])

    def _names(self, named: GivenIssue) -> tuple[str, ...]:
        return named.words

    def _with_names(self, named: GivenIssue, names: Sequence[str]) -> GivenIssue:
        return replace(named, also=_once((*named.also, *names), named.title))

    def _changed(self, named: GivenIssue, rest: str) -> GivenIssue:
        if rest.startswith("("):
            raise ChoiceError("an issue has no role: write `=` before its words, `:` before levels")
        if not rest.strip(": "):
            return replace(named, levels=(), figures=None)
        (read,) = _sound(*self._read(f"{_SOMEBODY} {rest}"))
        if read.also:
            title, *also = read.also
            named = replace(named, title=title, also=_once((*also, *named.words), title))
        if read.levels or read.figures:
            named = replace(named, levels=read.levels, figures=read.figures)
        return named

    def _read(self, line: str) -> tuple[tuple[GivenIssue, ...], list[Finding]]:
        from zopa.proposing.given import given_issues

        return given_issues(line)

    def _checked(self, named: tuple[GivenIssue, ...]) -> list[Finding]:
        from zopa.proposing.given import given_issues

        return given_issues(named)[1]


def _once(names: Sequence[str], name: str) -> tuple[str, ...]:
    """Names without repeats, and without the one that stands in front."""
    once = {fold(other): other for other in reversed(names) if fold(other) != fold(name)}
    return tuple(reversed(once.values()))


def _sound(found: tuple[Named, ...], findings: Sequence[Finding]) -> tuple[Named, ...]:
    """What was read, if nothing is wrong with it."""
    if findings:
        raise ChoiceError(_told(findings))
    return found


def _told(findings: Sequence[Finding]) -> str:
    """Findings in lines of their own, each with its remedies."""
    from zopa.foundation.diagnostics import printable

    lines = []
    for finding in findings:
        lines += [finding.message, *(f"  {words}" for words in finding.help)]
    return "\n".join(map(printable, lines))
