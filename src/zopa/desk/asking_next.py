"""What to ask next: the open questions whose answers would sharpen what is known most."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.drawing_cases import drawn_case
from zopa.desk.options import PriorChoice
from zopa.desk.progress import Progress, silent

if TYPE_CHECKING:
    from datetime import date

    from zopa.analyses.what_to_ask import QuestionsResult
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws


@dataclass(frozen=True, eq=False)
class QuestionsRanked:
    """What to ask next, and what a reader has to know beside it."""

    case: Case
    result: QuestionsResult
    findings: tuple[Findings, ...]


def what_to_ask(
    case: Case | str | Path,
    draws: Draws | int = 2000,
    *,
    as_of: date | str | None = None,
    seed: int = 0,
    prior: PriorChoice | str = PriorChoice.weights,
    progress: Progress | None = None,
) -> QuestionsRanked:
    """Rank the open questions by how far their answers are expected to move what is known.

    `draws`, `seed`, `prior` and `as_of` are as for `brief`. Raises `FindingsError` where the case
    has errors.

    >>> asked = what_to_ask("examples/minerals", 200)
    >>> asked.result.questions[0].largest > 0
    True
    """
    from zopa.analyses.what_to_ask import questions

    step = progress or silent
    loaded, drawn, findings = drawn_case(case, draws, as_of, seed, prior, step)
    step("weighing the open questions")
    return QuestionsRanked(loaded, questions(loaded, drawn), findings)
