"""An interview about one's own preferences, as a value: a question, a line, the interview after it.

It has four parts: the levels of the issues whose order is not known, the issues by what moving each
from its worst to its best would be worth, packages against having no deal, and pairs of packages.
Each answer states a fact. One that cannot hold beside what was said or reported before makes a
question of its own: which of the smallest clashing set is to be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from zopa.briefing.phrasing import capital, plain
from zopa.briefing.wording.facts import fact_deed
from zopa.case.days import fact_day
from zopa.case.earlier import EARLIER, Replaces
from zopa.case.issues import Direction, Issue, Ranking
from zopa.case.kinds.preference import Preference
from zopa.case.kinds.priorities import Priorities
from zopa.case.model import Case, Fact
from zopa.desk.answer_lines import BACK, CANT_SAY, AnswerError, word_of
from zopa.desk.interview_questions import (
    WIDE,
    LevelsQuestion,
    NoDealQuestion,
    PairQuestion,
    Question,
    SwingQuestion,
    numbered,
)
from zopa.foundation.chance import stream
from zopa.preferences.clashes import one_clash
from zopa.preferences.consistency import Consistency
from zopa.preferences.menus import ChoiceMenus, menus_for
from zopa.preferences.one_party import few_draws
from zopa.preferences.package_pairs import (
    PackagePair,
    best_pair,
    chosen,
    expected_regret,
    utilities_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Content
    from zopa.preferences.party import PartyDraws

    Floats = NDArray[np.float64]

PAIRS = 15
"""Pairs that are asked about, at most."""
NO_DEALS = 4
"""Packages that are held against having no deal, at most."""
SURE = 0.05
"""What no deal is worth is known well enough where its standard deviation is below this."""
SETTLED = 0.01
"""The expected regret, in parts of the whole, below which answers change next to nothing."""
NEARLY = 0.02
"""The same, where also the ranking of the packages that matter has stayed as it was in the last
UNCHANGED answers."""
UNCHANGED = 3


@dataclass(frozen=True)
class Answer:
    """A question, what was written, and the fact that it states; none where they could not say."""

    question: Question
    line: str
    fact: Fact | None
    ranking: tuple[int, ...] = ()
    """The packages that matter, the best first, when the question was asked."""


@dataclass(frozen=True)
class Clash:
    """An answer that cannot hold beside others, and the smallest set of facts that clash."""

    answer: Answer
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Interview:
    """What has been asked and answered; the next question follows from it alone."""

    case: Case
    """The case as it was before the interview."""
    party: str
    day: date
    seed: int = 0
    answers: tuple[Answer, ...] = ()
    clash: Clash | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What has been stated, in the order of the answers."""
        return tuple(a.fact for a in self.answers if a.fact is not None)

    @cached_property
    def known(self) -> Case:
        """The case with what has been stated."""
        return replace(self.case, facts=(*self.case.ledger, *self.facts), replaced=())

    # --- the next question --------------------------------------------------------------------

    @cached_property
    def question(self) -> Question | None:
        """What to ask next; None where there is nothing left to ask."""
        asked = {answer.question.key for answer in self.answers}
        for question in (*self._levels(), *self._swings()):
            if question.key not in asked:
                return question
        return self._against_no_deal() or self._pair()

    def _levels(self) -> Iterator[Question]:
        mine = self.case.facts_of(self.party)
        ordered = {ranking.issue for fact in mine for ranking in fact.content.orders()}
        ordered |= {issue for fact in mine for issue in fact.content.level_ranges()}
        unknown = [
            i for i in self.case.issues.values() if len(i.levels) > 1 and i.id not in ordered
        ]
        for number, issue in enumerate(unknown, 1):
            yield LevelsQuestion(number, len(unknown), issue)

    def _swings(self) -> Iterator[Question]:
        issues = [i for i in self.case.issues.values() if len(i.levels) > 1]
        told = [f.content for f in self.case.facts_of(self.party) if f.stated or f.kind == "weight"]
        if len(issues) > 1 and not any(isinstance(c, Priorities) for c in told):
            ends = tuple((issue, *self._ends(issue)) for issue in issues)
            yield SwingQuestion(1, 1, ends)

    def _ends(self, issue: Issue) -> tuple[str, str]:
        """The worst and the best level of an issue in words, as far as they are known."""
        worst, best = "the worst for you", "the best for you"
        for fact in self.known.facts_of(self.party):
            for ranking in fact.content.orders():
                if ranking.issue != issue.id:
                    continue
                if isinstance(ranking, Ranking):
                    first, last = ranking.tiers[0], ranking.tiers[-1]
                    best = issue.describe(first[0]) if len(first) == 1 else best
                    worst = issue.describe(last[0]) if len(last) == 1 else worst
                else:
                    worst, best = _ends_of(issue, ranking, worst)
        return worst, best

    def _against_no_deal(self) -> Question | None:
        asked = [a.question for a in self.answers if isinstance(a.question, NoDealQuestion)]
        settled = any(
            isinstance(f.content, Preference) and f.content.about and f.content.bears_on_no_deal()
            for f in self.known.facts_of(self.party)
        )
        reservation = self.drawn.reservation
        if len(asked) >= NO_DEALS or settled or reservation.std() < SURE:
            return None
        better = (self._utilities >= reservation).mean(axis=1)
        often = np.zeros(len(better))
        for menu in self.menus.menus:
            often[menu] += 1 / len(self.menus.menus)
        # Of packages that split the draws about evenly, one that others would often sign.
        order = np.argsort(-(often - 4 * np.abs(better - 0.5)), kind="stable")
        known = {question.key for question in asked}
        for k in order[: len(known) + 1]:
            question = NoDealQuestion(len(asked) + 1, NO_DEALS, self.case.issues, self._terms(k))
            if question.key not in known and 0.1 <= better[k] <= 0.9:
                return question
        return None

    def _pair(self) -> Question | None:
        pairs = [a.question for a in self.answers if isinstance(a.question, PairQuestion)]
        if len(pairs) >= PAIRS or self.settled:
            return None
        pair = best_pair(
            self.drawn.values, self.menus.packages, self.menus.menus,
            stream(self.seed, 9, len(self.answers)), self._compared(), self._possible,
        )  # fmt: skip
        if pair is None:
            return None
        ids = list(self.case.issues.values())
        this, that = (
            {ids[i].id: ids[i].level_ids[k] for i, k in zip(pair.issues, levels, strict=True)}
            for levels in (pair.this, pair.that)
        )
        return PairQuestion(len(pairs) + 1, PAIRS, self.case.issues, this, that)

    def _compared(self) -> list[PackagePair]:
        """The pairs that were asked about, now or in an earlier interview."""
        terms = [(a.question.this, a.question.that) for a in self.answers
                 if isinstance(a.question, PairQuestion)]  # fmt: skip
        for fact in self.case.facts_of(self.party):
            if isinstance(fact.content, Preference):
                both = [package.terms for _, package in fact.content.packages()]
                terms += [(both[0], both[1])] if len(both) == 2 else []
        position = {issue: k for k, issue in enumerate(self.case.issues)}
        found = []
        for this, that in terms:
            if this.keys() == that.keys() and this:
                order = sorted(this, key=position.__getitem__)
                levels = [
                    tuple(self.case.issues[i].index(side[i]) for i in order)
                    for side in (this, that)
                ]
                found.append(PackagePair(tuple(position[i] for i in order), *levels))
        return found

    def _possible(self, pair: PackagePair) -> bool:
        """Whether some package has these levels, for each of the two."""
        columns = self.menus.packages[:, list(pair.issues)]
        return all((columns == side).all(axis=1).any() for side in (pair.this, pair.that))

    def _terms(self, package: int) -> dict[str, str]:
        row = self.menus.packages[package]
        return {
            issue.id: issue.level_ids[k]
            for issue, k in zip(self.case.issues.values(), row, strict=True)
        }

    @property
    def menus(self) -> ChoiceMenus:
        """What the party might have to choose from, by what is known of the others."""
        return menus_for(self.case, self.party, self.seed)

    # --- what is known so far -----------------------------------------------------------------

    @cached_property
    def drawn(self) -> PartyDraws:
        """Preferences that agree with all that is known."""
        return few_draws(self.known, self.party, self.seed + len(self.facts))

    @cached_property
    def _utilities(self) -> Floats:
        return utilities_of(self.drawn.values, self.menus.packages)

    @cached_property
    def regret(self) -> float:
        """What choosing by what is known leaves on the table, on average, in parts of the whole."""
        return expected_regret(self._utilities, self.menus.menus)

    @cached_property
    def ranking(self) -> tuple[int, ...]:
        """The packages that matter, those chosen on some menu, the best first."""
        mean = self._utilities.mean(axis=1)
        matter = dict.fromkeys(chosen(self._utilities, self.menus.menus))
        return tuple(sorted(matter, key=lambda k: -mean[k]))

    @property
    def settled(self) -> bool:
        """Whether further answers would hardly change which packages are best."""
        before = [a.ranking for a in self.answers if isinstance(a.question, PairQuestion)]
        same = [ranking == self.ranking for ranking in before[-UNCHANGED:]]
        unchanged = len(same) == UNCHANGED and all(same)
        return self.regret < (NEARLY if unchanged else SETTLED)

    # --- answers ------------------------------------------------------------------------------

    def after(self, line: str) -> Interview:
        """The interview after a line; AnswerError where the line is no answer."""
        word = word_of(line)
        if word in BACK:
            return self._back()
        if self.clash is not None:
            return self._taken_back(self.clash, line)
        question = self.question
        if question is None:
            raise AnswerError("there is nothing left to ask")
        ranking = self.ranking if isinstance(question, PairQuestion) else ()
        if word in CANT_SAY:
            return self._with(Answer(question, line, None, ranking))
        kind, content = question.stated(line)
        replaces: Replaces | None = EARLIER if self._told_before(content) else None
        fact = Fact(self.party, kind, content, stated=self.day, replaces=replaces)
        return self._with(Answer(question, line, fact, ranking))

    def _told_before(self, content: Content) -> bool:
        """Whether what matters most was told otherwise before, which they now say themselves."""
        told = [f for f in self.case.facts_of(self.party) if isinstance(f.content, Priorities)]
        days = [fact_day(self.case, fact) for fact in told]
        earlier = bool(days) and all(day is not None and day < self.day for day in days)
        return isinstance(content, Priorities) and earlier

    def _with(self, answer: Answer) -> Interview:
        after = replace(self, answers=(*self.answers, answer), clash=None)
        if answer.fact is None:
            return after
        facts = [fact for fact in after.known.facts_of(self.party) if fact.certain]
        consistency = Consistency(after.known)
        if consistency.holds(facts, facts):
            return after
        clash = Clash(answer, tuple(one_clash(consistency, facts, facts)))
        return replace(self, clash=clash)

    def _back(self) -> Interview:
        if self.clash is not None:
            return replace(self, clash=None)
        if not self.answers:
            raise AnswerError("this is the first question: there is nothing to take back")
        return replace(self, answers=self.answers[:-1])

    # --- a clash ------------------------------------------------------------------------------

    def shown_clash(self) -> str:
        """Which answers cannot all hold, with what stands in the ledger beside them."""
        if self.clash is None:
            return ""
        mine = self._clashing()
        reported = [f for f in self.clash.facts if f not in [a.fact for a in mine]]
        lines = wrap_lines("What you say cannot hold together with what was said before. "
                           "No preferences whatever agree with all of this:")  # fmt: skip
        lines += ["", *numbered([self._told(a.fact) for a in mine if a.fact is not None])]
        if reported:
            lines += ["", "and, in the ledger from before:", ""]
            for fact in reported:
                place = self.case.place(*fact.path) if fact.path else None
                where = f" ({place.file}:{place.line})" if place else ""
                lines += wrap_lines(f"- {self._told(fact)}{where}", "  ", "    ")
        lines += ["", *wrap_lines(
            "Which of your answers is to be taken back? Its number; nothing, and Return, for the "
            "last." + (" What stands in the ledger you can change there." if reported else "")
        )]  # fmt: skip
        return "\n".join(lines)

    def _clashing(self) -> list[Answer]:
        """The answers of this interview that clash, the newest last."""
        assert self.clash is not None  # noqa: S101 - this is only called where there is one
        both = (*self.answers, self.clash.answer)
        return [a for a in both if any(a.fact is fact for fact in self.clash.facts)]

    def _told(self, fact: Fact) -> str:
        words: str = plain(capital(fact_deed(self.case, fact)))
        return words

    def _taken_back(self, clash: Clash, line: str) -> Interview:
        mine = self._clashing()
        word = word_of(line)
        if word not in CANT_SAY and not (word.isascii() and word.isdigit()):
            raise AnswerError("write the number of the answer to take back")
        which = len(mine) if word in CANT_SAY else int(word)
        if not 1 <= which <= len(mine):
            raise AnswerError(f"there is no {which}: the numbers go from 1 to {len(mine)}")
        taken = mine[which - 1]
        if taken is clash.answer:
            return self._with(replace(clash.answer, fact=None))
        kept = tuple(replace(a, fact=None) if a is taken else a for a in self.answers)
        return replace(self, answers=kept)._with(clash.answer)


def wrap_lines(text: str, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of the interview's width."""
    from textwrap import wrap

    return wrap(text, WIDE, initial_indent=first, subsequent_indent=rest)


def _ends_of(issue: Issue, direction: Direction, worst: str) -> tuple[str, str]:
    low, high = issue.describe(issue.level_ids[0]), issue.describe(issue.level_ids[-1])
    if direction.toward == "peak":
        return worst, issue.describe(str(direction.level))
    return (low, high) if direction.toward == "more" else (high, low)


def own_answers(answers: Sequence[Answer]) -> int:
    """How many answers state something."""
    return sum(answer.fact is not None for answer in answers)
