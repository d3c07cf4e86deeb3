"""A case and its draws, as a person asks for them: for work that starts from both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError
from zopa.desk.opening import sound_case
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS, PriorChoice, prior_chosen

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from zopa.case.model import Case
    from zopa.desk.progress import Progress
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws
    from zopa.preferences.priors import PriorName


def case_to_draw(
    case: Case | str | Path,
    draws: Draws | int,
    as_of: date | str | None,
    seed: int,
    prior: PriorChoice | str,
) -> tuple[Case, Findings, PriorName]:
    """A case without errors, its warnings, and the name of the prior, before any draw is made.

    Raises `FindingsError` where the case has errors, and `WrongCallError` for a number of draws, a
    seed or a prior that cannot be.
    """
    from zopa.foundation.diagnostics import Findings, Severity

    loaded, findings = sound_case(case, as_of)
    if isinstance(draws, int) and not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise WrongCallError(f"{draws} draws: there must be {FEWEST_DRAWS} to {MOST_DRAWS:,}")
    if seed < 0:
        raise WrongCallError(f"{seed} is no seed: it must be 0 or more")
    warnings = Findings.of((f for f in findings if f.severity is not Severity.NOTE), findings.texts)
    return loaded, warnings, prior_chosen(prior)


def draws_of(
    case: Case, draws: Draws | int, seed: int, prior: PriorName, step: Progress
) -> tuple[Draws, Findings]:
    """The draws that are given, or so many new ones; and the warnings about those that have not
    settled."""
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.clashes import unsettled_draws
    from zopa.preferences.draws import draw

    if isinstance(draws, int):
        step("drawing preferences that agree with the facts")
        drawn = draw(case, draws, seed, prior=prior, tick=lambda: step(""))
    else:
        drawn = draws
    return drawn, Findings.of(unsettled_draws(drawn), case.texts)


def drawn_case(
    case: Case | str | Path,
    draws: Draws | int,
    as_of: date | str | None,
    seed: int,
    prior: PriorChoice | str,
    step: Progress,
) -> tuple[Case, Draws, tuple[Findings, ...]]:
    """A case with its draws, and the warnings about both; raises as `case_to_draw` does."""
    loaded, warnings, chosen = case_to_draw(case, draws, as_of, seed, prior)
    drawn, unsettled = draws_of(loaded, draws, seed, chosen, step)
    return loaded, drawn, (warnings, unsettled)
