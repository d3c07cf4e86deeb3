"""What to ask next: how much would each thing that is not known sharpen the answers?

Each open question splits the draws by what they say in answer to it. How far the share of draws
with a deal would move once the answer is known, and by how much more often the best text would be
signed that could then be chosen, is what is expected of asking: the value of information, before
anything is asked (Raiffa and Schlaifer 1961). It is worked out on the draws that are there.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from zopa.analyses.board import Board
from zopa.analyses.draft_standing import draft_signed
from zopa.analyses.preposterior import best_choice_gain, expected_change
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share
from zopa.analyses.what_is_open import QuestionKind, ThingToAsk, things_to_ask
from zopa.foundation.chance import Z95

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from zopa.analyses.preposterior import ExpectedChange
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

OTHER = ""
"""Stands for all answers that too few draws give."""


class QuestionsOptions(Options):
    fewest: int = Field(default=30, ge=1)
    """An answer that fewer draws give than this is put together with others."""
    texts: int = Field(default=300, ge=0)
    """The most outcomes among which the best text is chosen, beside the drafts: those that would
    most often be signed."""
    weighed: int = Field(default=150, ge=0)
    """The most questions of which it is worked out what they tell of the best text: those that
    move the share of draws with a deal most."""


class Expected(Record):
    """What is expected of an answer."""

    amount: float = Field(ge=0)
    error: float
    """Half-width of its 95% interval, from sampling alone."""
    clear: bool = False
    """The amount exceeds what sampling alone would give in any of all that are worked out, at 95%
    (Bonferroni)."""


class PossibleAnswer(Record):
    """An answer, and what would be so if it were given."""

    answer: str
    """A level, an issue, or a word; empty for all answers that too few draws give."""
    share: Share
    """Of the draws."""
    deal: Share
    """Of the draws that give this answer: those with a deal that enough signatories would sign."""


class OpenQuestion(Record):
    """One thing that is not known, and how much learning it would sharpen the answers.

    best: which level a party wants most. direction: whether it wants more or less of a number.
    which: which of two levels it likes better. take: whether it would take a level if it got its
    way on everything else. no_deal: how well it could do without a deal, by thirds. first: which
    issue matters most to it. weight: how much an issue does, by thirds. term: what a draft says
    where reports differ. fact: whether a fact holds of which the ledger is not sure.
    """

    kind: QuestionKind
    party: str | None = None
    issue: str | None = None
    level: str | None = None
    draft: str | None = None
    fact: int | None = None
    answers: tuple[PossibleAnswer, ...]
    deal: Expected
    """How far the share of draws with a deal is expected to move, up or down."""
    text: Expected | None
    """By how much more of the draws the best text is expected to be signed, if it is chosen when
    the answer is known. None where that was not worked out."""
    largest: float = 0.0
    """The larger of the two that are clear; 0 if none is."""


class QuestionsResult(Result):
    options: QuestionsOptions
    questions: tuple[OpenQuestion, ...]
    """Those that would sharpen the answers most first."""
    deal: Share
    """Draws with a deal, as things stand."""
    text: Share
    """Draws in which the best text would be signed, as things stand."""


@analysis(QuestionsResult, QuestionsOptions)
def questions(case: Case, draws: Draws, options: QuestionsOptions) -> QuestionsResult:
    """Say which open question would sharpen the answers most, if a source answered it.

    Source: preposterior analysis (Raiffa and Schlaifer 1961, ch. 4); of whether there is a deal,
    the expected change is Borgonovo's delta (2007).
    """
    has_zone = Board.of(case, draws).has_zone
    signed = _texts(case, draws, options.texts)
    asked = [(thing, *_put_together(thing, options.fewest)) for thing in things_to_ask(case, draws)]
    # what every draw answers alike, or nearly, is no question
    open_ = [
        (thing, names, group, expected_change(group, has_zone))
        for thing, names, group in asked
        if len(names) > 1
    ]
    open_.sort(key=lambda one: (-round(one[3].amount, 9), _name(one[0])))
    found = [
        _question(
            thing, names, group, has_zone, moved,
            best_choice_gain(group, signed) if k < options.weighed and signed.size else None,
        )
        for k, (thing, names, group, moved) in enumerate(open_)
    ]  # fmt: skip
    return QuestionsResult(
        analysis="questions",
        question="What to ask next?",
        method=(
            "The draws are split by what they answer. What is chosen for an answer is chosen on "
            "some of the draws and counted on the others, so that nothing is overstated."
        ),
        references=("Raiffa and Schlaifer 1961, ch. 4", "Borgonovo 2007"),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        questions=tuple(sorted(_weighed(found), key=_order)),
        deal=Share.of(has_zone),
        text=Share.of(_best_signed(signed, len(draws))),
    )


def _texts(case: Case, draws: Draws, most: int) -> Bools:
    """(draws, texts): whether enough signatories would sign each draft, and each of the outcomes
    that would most often be signed."""
    drafts = [draft_signed(case, draws, draft.id) for draft in case.known_drafts]
    board = Board.of(case, draws)
    often = board.members.often
    first = np.argsort(-often, kind="stable")[:most]
    first = first[often[first] > 0]
    signed = np.zeros((len(board.distinct), len(first)), dtype=bool)
    for start in range(0, len(signed), 200):
        block = slice(start, start + 200)
        signed[block] = board.members.of_draws(block)[:, first]
    outcomes = signed[board.which]
    return np.concatenate([outcomes, *(draft[:, None] for draft in drafts)], axis=1)


def _best_signed(signed: Bools, draws: int) -> Bools:
    if not signed.size:
        return np.zeros(draws, dtype=bool)
    return np.asarray(signed[:, signed.mean(axis=0).argmax()])


def _put_together(thing: ThingToAsk, fewest: int) -> tuple[tuple[str, ...], Ints]:
    """The answers that enough draws give, then one for the others, and that of each draw."""
    count = np.bincount(thing.group, minlength=len(thing.answers))
    kept = [k for k, many in enumerate(count) if many >= fewest]
    rest = int(count.sum() - count[kept].sum())
    place = np.full(len(count), len(kept), dtype=np.intp)
    place[kept] = np.arange(len(kept))
    names = tuple(thing.answers[k] for k in kept)
    if not rest:
        return names, place[thing.group]
    if rest >= fewest:
        return (*names, OTHER), place[thing.group]
    # too few to be told apart: they go with the answer that most draws give
    place[place == len(kept)] = int(count[kept].argmax()) if kept else 0
    return names, place[thing.group]


def _question(
    thing: ThingToAsk,
    names: tuple[str, ...],
    group: Ints,
    has_zone: Bools,
    moved: ExpectedChange,
    gained: ExpectedChange | None,
) -> OpenQuestion:
    return OpenQuestion(
        kind=thing.kind,
        party=thing.party,
        issue=thing.issue,
        level=thing.level,
        draft=thing.draft,
        fact=thing.fact,
        answers=tuple(
            PossibleAnswer(
                answer=name, share=Share.of(group == k), deal=Share.of(has_zone[group == k])
            )
            for k, name in enumerate(names)
        ),
        deal=_expected(moved),
        text=None if gained is None else _expected(gained),
    )


def _expected(change: ExpectedChange) -> Expected:
    return Expected(amount=max(0.0, change.amount), error=change.error)


def _weighed(found: list[OpenQuestion]) -> list[OpenQuestion]:
    """The same, told which amounts are clear: of many some always look large."""
    many = sum(1 + (one.text is not None) for one in found)
    wider = NormalDist().inv_cdf(1 - 0.025 / max(1, many)) / Z95

    def weighed(one: Expected) -> Expected:
        return one.model_copy(update={"clear": one.amount > wider * one.error})

    told = []
    for one in found:
        deal, text = weighed(one.deal), one.text and weighed(one.text)
        largest = max((e.amount for e in (deal, text) if e is not None and e.clear), default=0.0)
        told.append(one.model_copy(update={"deal": deal, "text": text, "largest": largest}))
    return told


def _order(one: OpenQuestion) -> tuple[object, ...]:
    amounts = [one.deal.amount, one.text.amount if one.text else 0.0]
    return (-round(one.largest, 9), -round(max(amounts), 9), _name(one))


def _name(one: ThingToAsk | OpenQuestion) -> tuple[str, ...]:
    answers: Iterable[str] = (a if isinstance(a, str) else a.answer for a in one.answers)
    names = (one.kind, one.party or "", one.issue or "", one.level or "", one.draft or "")
    return (*names, *answers, str(one.fact))
