"""The questions of an interview about one's own preferences: their words, and what answers mean.

Each question shows itself in lines of at most 78 characters, and turns a line that a person writes
into the facts that it states.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from zopa.case.issues import Direction, Issue, NoDeal, Package, Ranking
from zopa.case.kinds.order import Order
from zopa.case.kinds.preference import Preference
from zopa.case.kinds.priorities import Priorities
from zopa.desk.answer_lines import AnswerError, choice_in, one_in, ranks_in

if TYPE_CHECKING:
    from zopa.case.model import Content, FactKind

WIDE = 78

Stated = tuple["FactKind", "Content"]
"""What an answer states: a kind of fact and its content."""

COMMANDS = (
    "Nothing, and Return, if you can't say. `back` takes the last answer back, `stop` ends here: "
    "what you have answered is kept."
)


@dataclass(frozen=True)
class Question(ABC):
    """One question; `number` and `most` say where in its part of the interview it stands."""

    at_most: ClassVar[str] = ""
    """What stands before the number of questions where there may be fewer."""

    number: int
    most: int

    @property
    @abstractmethod
    def key(self) -> Hashable:
        """Equal for questions of which only one is to be asked."""

    @property
    @abstractmethod
    def lines(self) -> Iterator[str]:
        """The question in words."""

    @property
    @abstractmethod
    def how(self) -> str:
        """How to answer it."""

    @property
    @abstractmethod
    def part(self) -> str:
        """The part of the interview that it belongs to."""

    @abstractmethod
    def stated(self, line: str) -> Stated:
        """What a line states; AnswerError where it is no answer."""

    def shown(self) -> str:
        """The question as a person sees it."""
        place = f", {self.number} of {self.at_most}{self.most}" if self.most > 1 else ""
        return "\n".join([self.part + place, "", *self.lines, "", *wrap(self.how, WIDE)])


@dataclass(frozen=True)
class LevelsQuestion(Question):
    """Which levels of an issue suit the party best."""

    issue: Issue

    @property
    def key(self) -> Hashable:
        """The issue."""
        return "levels", self.issue.id

    @property
    def part(self) -> str:
        """It is the first."""
        return "Part 1: what you want"

    @property
    def lines(self) -> Iterator[str]:
        """The issue, and its levels by number; of a number only its two ends."""
        issue = self.issue
        if issue.numeric:
            low, high = issue.level_ids[0], issue.level_ids[-1]
            asked = f"{issue.title}, from {issue.describe(low)} to {issue.describe(high)}."
            yield from wrap(f"{asked} Do you want more of it, or less?", WIDE)
            return
        yield from wrap(f"{issue.title}: which would suit you best, and which then?", WIDE)
        yield ""
        yield from numbered([level.text for level in issue.levels])

    @property
    def how(self) -> str:
        """Numbers, or which way."""
        if self.issue.numeric:
            return "`more`, `less`, or the figure that would suit you best, if neither."
        if len(self.issue.levels) == 2:
            return "The number of the better one."
        return (
            "Numbers, the best first: `2 1 3`. `2 1=3` if 1 and 3 are alike to you; `2` if you "
            "only know which is best."
        )

    def stated(self, line: str) -> Stated:
        """An order of the levels."""
        issue = self.issue
        if not issue.numeric:
            tiers = ranks_in(line, len(issue.levels))
            if len(tiers) == 1:
                raise AnswerError("write which is better; nothing, and Return, if you can't say")
            ids = tuple(tuple(issue.level_ids[k] for k in tier) for tier in tiers)
            return "order", Order((Ranking(issue.id, ids),))
        if line.strip() in issue.level_ids:
            return "order", Order((_toward(issue, line.strip()),))
        low, high = issue.level_ids[0], issue.level_ids[-1]
        known = f"a figure among {', '.join(issue.level_ids)}"
        if len(issue.level_ids) > 12:
            known = f"a figure from {low} to {high} that is a level of it"
        toward = one_in(line, ["more", "less"], f"write `more`, `less` or {known}")
        return "order", Order((Direction(issue.id, "more" if toward == "more" else "less"),))


def _toward(issue: Issue, level: str) -> Direction:
    """The order in which one figure is best."""
    if level == issue.level_ids[0]:
        return Direction(issue.id, "less")
    if level == issue.level_ids[-1]:
        return Direction(issue.id, "more")
    return Direction(issue.id, "peak", level)


@dataclass(frozen=True)
class SwingQuestion(Question):
    """Which issue the party would first move from its worst level to its best.

    The swing of an issue is what its weight means (von Winterfeldt and Edwards 1986, Decision
    Analysis and Behavioral Research, chapter 7). Asked how important an issue is, people forget how
    far apart its levels lie.
    """

    swings: tuple[tuple[Issue, str, str], ...]
    """Each issue with its worst and its best level in words."""

    @property
    def key(self) -> Hashable:
        """There is one."""
        return "swings"

    @property
    def part(self) -> str:
        """It is the second."""
        return "Part 2: what matters most"

    @property
    def lines(self) -> Iterator[str]:
        """Each issue from its worst to its best."""
        yield from wrap(
            "Think of a deal in which everything stands at its worst for you. You may move one "
            "thing from its worst to its best. Which would you move first? Which then?",
            WIDE,
        )
        yield ""
        yield from numbered([f"{i.title}: {worst} → {best}" for i, worst, best in self.swings])

    @property
    def how(self) -> str:
        """Numbers."""
        return "Numbers, the first first: `2 1 3`. `2 1=3` if you can't tell 1 and 3 apart."

    def stated(self, line: str) -> Stated:
        """The issues by their swings."""
        tiers = ranks_in(line, len(self.swings))
        if len(tiers) == 1:
            raise AnswerError("write which comes first; nothing, and Return, if you can't say")
        return "priorities", Priorities(
            tuple(tuple(self.swings[k][0].id for k in tier) for tier in tiers)
        )


@dataclass(frozen=True)
class NoDealQuestion(Question):
    """Whether the party would rather have a package or no deal."""

    at_most: ClassVar[str] = "at most "

    issues: Mapping[str, Issue]
    terms: Mapping[str, str]

    @property
    def key(self) -> Hashable:
        """The package."""
        return "no deal", frozenset(self.terms.items())

    @property
    def part(self) -> str:
        """It is the third."""
        return "Part 3: with or without a deal"

    @property
    def lines(self) -> Iterator[str]:
        """The package, beside having no deal."""
        yield "If it were this or nothing, which would you rather have?"
        yield ""
        yield from _package("a", self.issues, self.terms)
        yield "  b  no deal at all"

    @property
    def how(self) -> str:
        """One of two."""
        return "`a` or `b`, or `=` if they are about equal."

    def stated(self, line: str) -> Stated:
        """A comparison with having no deal."""
        return _comparison(line, Package(terms=dict(self.terms)), NoDeal())


@dataclass(frozen=True)
class PairQuestion(Question):
    """Which of two packages the party would rather have, all else being equal."""

    at_most: ClassVar[str] = "at most "

    issues: Mapping[str, Issue]
    this: Mapping[str, str]
    that: Mapping[str, str]

    @property
    def key(self) -> Hashable:
        """The two packages, in either order."""
        return "pair", frozenset({frozenset(self.this.items()), frozenset(self.that.items())})

    @property
    def part(self) -> str:
        """It is the last."""
        return "Part 4: this or that"

    @property
    def lines(self) -> Iterator[str]:
        """The two packages, as far as they differ."""
        yield "Which would you rather have, if all else is the same?"
        yield ""
        yield from _package("a", self.issues, self.this)
        yield ""
        yield from _package("b", self.issues, self.that)

    @property
    def how(self) -> str:
        """One of two."""
        return "`a` or `b`, or `=` if they are about equal."

    def stated(self, line: str) -> Stated:
        """A comparison of the two."""
        return _comparison(line, Package(terms=dict(self.this)), Package(terms=dict(self.that)))


def _comparison(line: str, a: Package, b: Package | NoDeal) -> Stated:
    chosen = choice_in(line)
    if chosen == "=":
        return "about_equal", Preference(a, b, about=True)
    return "prefers", Preference(a, b) if chosen == "a" else Preference(b, a)


def numbered(texts: Sequence[str]) -> Iterator[str]:
    """Texts with numbers from 1, each wrapped behind its number."""
    for number, text in enumerate(texts, 1):
        yield from _hanging(f"{number:3}  ", text)


def _package(letter: str, issues: Mapping[str, Issue], terms: Mapping[str, str]) -> Iterator[str]:
    """A package, one line or more for each issue, in the order of the case."""
    head = f"  {letter}  "
    for issue in issues.values():
        if issue.id in terms:
            yield from _hanging(head, f"{issue.title}: {issue.describe(terms[issue.id])}")
            head = "     "


def _hanging(head: str, text: str) -> list[str]:
    return wrap(text, WIDE, initial_indent=head, subsequent_indent=" " * (len(head) + 2))
