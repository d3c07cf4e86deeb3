"""What would be if: the answers to a ledger as it stands, and with some changes, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_draws import ALL, DrawnLedger, drawn_ledger
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.progress import Progress, silent
from zopa.desk.shown_numbers import gain_shown, margin_shown, share_shown
from zopa.desk.supposing import SupposedLedger, supposed_ledger

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.analyses.compared_answers import AnswerThenNow, PartyThenNow


@dataclass(frozen=True, eq=False)
class WhatIf:
    """The main answers as the ledger stands (`then`) and with the changes (`now`)."""

    supposed: SupposedLedger
    draws: int
    answers: tuple[AnswerThenNow, ...]
    """Whether there is a deal, then each draft that enough could sign."""
    parties: tuple[PartyThenNow, ...]
    """Whether each signatory could sign each draft."""

    def words(self, answer: str) -> str:
        """An answer in words, which go on with “in so many draws”."""
        from zopa.briefing.phrasing import capital, plain
        from zopa.briefing.wording.unknowns import answer_words

        return plain(capital(answer_words(self.supposed.case, answer)))

    def to_terminal(self) -> RenderableType:
        """The answers as the ledger stands and with the changes, a line each."""
        from rich.table import Table
        from rich.text import Text

        from zopa.foundation.diagnostics import printable

        head = ("answer", "as it stands", "with the changes", "difference, in points")
        table = Table(*head, box=None, pad_edge=False)
        for one in self.answers:
            then = share_shown(one.then) if one.then else "–"
            moved = "–"
            if one.change is not None and one.error is not None:
                moved = f"{gain_shown(one.change)} (± {margin_shown(one.error)})"
            told = printable(self.words(one.answer))
            table.add_row(Text(told), then, share_shown(one.now), moved)
        return table

    def keep(self) -> EditedLedger:
        """Write the changes into the ledger (`SupposedLedger.keep`)."""
        return self.supposed.keep()


def what_if(
    case: str | Path,
    *,
    without: Iterable[int] = (),
    confidence: Mapping[int, str | float] | None = None,
    terms: Mapping[str, Mapping[str, str]] | None = None,
    draws: DrawnLedger | int = ALL,
    version: str = "",
    today: date | None = None,
    progress: Progress | None = None,
) -> WhatIf:
    """Say how the main answers would be otherwise with some changes; nothing is written.

    `without`, `confidence`, `terms` and `version` are as for `supposed_ledger`; `draws` are how
    many to make, or the ledger as it stands with its draws. Both are drawn from with the same
    random numbers, and each change comes with its sampling error in such pairs. `keep` of the
    result writes the changes. Raises as `supposed_ledger` does, and `WrongCallError` where the
    facts could not all hold.

    >>> told = what_if("examples/minerals", without=[10, 16], draws=200)
    >>> zone = told.answers[0]
    >>> told.words(zone.answer), zone.now.share > zone.then.share
    ('Some deal would suit both sides', True)
    """
    from zopa.analyses.compared_answers import (
        answers_compared,
        drawn_alike,
        main_answers,
        parties_compared,
    )

    step = progress or silent
    before = draws if isinstance(draws, DrawnLedger) else drawn_ledger(case, draws, progress=step)
    supposed = supposed_ledger(
        case,
        without=without,
        confidence=confidence,
        terms=terms,
        version=version or before.version,
        today=today,
    )
    step("drawing preferences that agree with the changed ledger")
    drawn = drawn_alike(supposed.case, len(before.draws), before.draws)
    if drawn is None:
        raise WrongCallError("with these changes the facts could not all hold")
    answers = answers_compared(
        main_answers(before.case, before.draws), main_answers(supposed.case, drawn)
    )
    parties = parties_compared(before.case, before.draws, supposed.case, drawn)
    return WhatIf(supposed, len(drawn), tuple(answers), parties)
