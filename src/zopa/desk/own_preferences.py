"""A person is asked what they want, and what they answer stands in the ledger as stated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.answer_lines import HELP, STOP, AnswerError, word_of
from zopa.desk.errors import WrongCallError
from zopa.desk.opening import day_named, sound_case
from zopa.desk.progress import Progress, silent
from zopa.desk.stated_answers import StatedAnswers

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.case.model import Case
    from zopa.desk.interview import Interview

AskOrEnd = Callable[[str], "str | None"]
"""Shows a person some lines, and gives back the line that they write; None where they are gone."""


@dataclass(frozen=True, eq=False)
class StatedPreferences:
    """What a person has said of their own preferences."""

    ledger: Path
    party: str
    on: date
    stated: tuple[str, ...]
    """The facts that are in the ledger now, in words."""
    pairs: int
    """How many pairs of packages were asked about."""
    finished: bool
    """Whether there was nothing left to ask."""
    regret: float
    """By how much less than the best one the package that looks best would be worth on average,
    where the others leave a choice; as a part of what lies between the worst and the best."""
    weights: dict[str, tuple[float, float, float]]
    """For each issue the mean weight and the range of the middle 90%, as a part of the whole."""
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """What was stated, as JSON-ready values."""
        weights = {
            issue: dict(zip(("mean", "low", "high"), numbers, strict=True))
            for issue, numbers in self.weights.items()
        }
        return {
            "ledger": str(self.ledger), "party": self.party, "on": self.on.isoformat(),
            "stated": list(self.stated), "pairs": self.pairs, "finished": self.finished,
            "regret": self.regret, "weights": weights, "notes": list(self.notes),
        }  # fmt: skip

    def to_terminal(self) -> RenderableType:
        """What is in the ledger now, and what it says of the weights of the issues."""
        from rich.console import Group
        from rich.text import Text

        from zopa.desk.screen import listing_screen
        from zopa.foundation.diagnostics import printable

        if not self.stated:
            return Text(printable(f"Nothing was answered; {self.ledger} is as it was."))
        count = len(self.stated)
        day = f"{self.on.day} {self.on:%B %Y}"
        head = (
            f"{self.ledger} has {count} new {'fact' if count == 1 else 'facts'}, stated on {day}."
        )
        weights = [
            f"{100 * mean:3.0f} ({100 * low:.0f}–{100 * high:.0f}): {title}"
            for title, (mean, low, high) in self.weights.items()
        ]
        closing = (
            "Where the others leave you a choice, the deal that looks best by these answers costs "
            f"you {_percent(self.regret)} on average beside your true best."
        )
        return Group(
            Text(printable(head)),
            Text(),
            *listing_screen("What each issue weighs by now, in percent (9 draws in 10)", weights),
            Text(printable(closing)),
            *(Text(printable(note)) for note in self.notes),
        )


def _percent(regret: float) -> str:
    return "less than 1 percent" if regret < 0.01 else f"about {100 * regret:.0f} percent"


def ask(
    case: str | Path,
    party: str,
    answer: AskOrEnd,
    *,
    on: date | str | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> StatedPreferences:
    """Interview a person about what they want, and write their answers into the ledger.

    `party` is the short name or a name of the party that they speak for. `answer` is called with
    each question, in lines of at most 78 characters, and gives the line that the person writes, or
    None where they are gone. After each answer the ledger has it, as a fact with `stated`, the day
    `on`, today unless it is given. Every byte that stood there stays.

    Raises `FindingsError` where the case has errors or no place for answers, `EditRefusedError`
    where somebody else changes it meanwhile, and `WrongCallError` where there is no such party, or
    one whose point table says all already, and where `answer` gives what is no text.
    """
    step = progress or silent
    day = day_named(on, "on") or date.today()
    loaded, _ = sound_case(case)
    party = _named(loaded, party)
    if loaded.parties[party].points is not None:
        raise WrongCallError(f"the point table of `{party}` says all that it wants already")
    answers = StatedAnswers(Path(case), loaded, day)
    from zopa.desk.interview import Interview

    interview = Interview(loaded, party, day, seed)
    interview, finished = _interviewed(interview, answer, answers, step)
    step("working out what the answers say")
    return _told(interview, answers.ledger, finished=finished)


def _interviewed(
    interview: Interview, answer: AskOrEnd, answers: StatedAnswers, step: Progress
) -> tuple[Interview, bool]:
    """The interview when it is over, and whether there was nothing left to ask."""
    from zopa.desk.interview import wrap_lines
    from zopa.desk.interview_questions import COMMANDS

    told = "\n".join([*wrap_lines(COMMANDS), ""])
    while True:
        step("choosing the next question")
        shown = interview.shown_clash()
        if not shown:
            if interview.question is None:
                return interview, True
            shown = interview.question.shown()
        line = answer(f"{told}\n{shown}" if told else shown)
        told = ""
        if line is not None and not isinstance(line, str):
            raise WrongCallError(
                f"`answer` gave {line!r}, which is no line: it gives a text, or None to end"
            )
        if line is None or word_of(line) in STOP:
            return interview, False
        if word_of(line) in HELP:
            told = "\n".join([*wrap_lines(COMMANDS), ""])
            continue
        try:
            after = interview.after(line)
        except AnswerError as error:
            told = "\n".join([*wrap_lines(f"{str(error)[:1].upper()}{str(error)[1:]}."), ""])
            continue
        if after.facts != interview.facts:
            answers.write(after.facts)
        interview = after


def _named(case: Case, name: str) -> str:
    """The short name of a party that is called so."""
    from zopa.foundation.names import fold, nearest_name

    for party in case.parties.values():
        if fold(name) in {fold(each) for each in (party.id, party.name, *party.also)}:
            return party.id
    near = nearest_name(name, list(case.parties))
    known = ", ".join(f"`{party}`" for party in case.parties)
    helped = f"did you mean `{near}`?" if near else f"there are {known}"
    raise WrongCallError(f"there is no party `{name}`: {helped}")


def _told(interview: Interview, ledger: Path, *, finished: bool) -> StatedPreferences:
    import numpy as np

    from zopa.briefing.phrasing import plain
    from zopa.briefing.wording.facts import fact_words
    from zopa.desk.interview_questions import PairQuestion

    case = interview.case
    weights = {}
    for issue, values in zip(case.issues.values(), interview.drawn.values, strict=True):
        swing = np.ptp(values, axis=1)
        low, high = np.quantile(swing, [0.05, 0.95])
        weights[issue.title] = (float(swing.mean()), float(low), float(high))
    notes = []
    if case.as_of is not None and interview.facts and interview.day > case.as_of:
        notes.append(f"The case is as known on {case.as_of}: set `as_of` to {interview.day}.")
    return StatedPreferences(
        ledger, interview.party, interview.day,
        tuple(plain(fact_words(case, fact)) for fact in interview.facts),
        sum(isinstance(a.question, PairQuestion) for a in interview.answers),
        finished, interview.regret, weights, tuple(notes),
    )  # fmt: skip
