"""Draws as columns, and as a table for a notebook: how much each issue, and having no deal, may be
worth."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case

    Floats = NDArray[np.float64]


class DrawnNumbers(Protocol):
    """What is drawn, as `Draws`, which builds on this module."""

    @property
    def case(self) -> Case: ...

    @property
    def parties(self) -> Sequence[str]: ...

    @property
    def seed(self) -> int: ...

    @property
    def values(self) -> Sequence[Floats]: ...

    @property
    def reservation(self) -> Floats: ...

    @property
    def aspiration(self) -> Floats: ...

    @property
    def converged(self) -> bool: ...

    def __len__(self) -> int: ...


DrawsFrame: TypeAlias = "dict[str, list[str] | list[int] | list[float]]"
"""Columns by name, all of one length."""


def draws_frame(draws: DrawnNumbers) -> DrawsFrame:
    """The draws as columns, one row for each draw and party.

    `draw` counts from 0, `party` is the short name. `reservation` and `aspiration` are utilities,
    `weight.issue` is the value of an issue's best level less that of its worst, and
    `value.issue.level` that of a level. What bonuses add has no column.

    >>> import zopa
    >>> frame = draws_frame(zopa.draw(zopa.load("examples/minerals"), 100))
    >>> frame["party"][:3], len(frame["reservation"])
    (['ukraine', 'us', 'ukraine'], 200)
    """
    count = len(draws)
    columns: DrawsFrame = {
        "draw": np.repeat(np.arange(count), len(draws.parties)).tolist(),
        "party": [*draws.parties] * count,
        "reservation": draws.reservation.ravel().tolist(),
        "aspiration": draws.aspiration.ravel().tolist(),
    }
    for name, values in zip(draws.case.issues, draws.values, strict=True):
        columns[f"weight.{name}"] = np.ptp(values, axis=2).ravel().tolist()
    for issue, values in zip(draws.case.issues.values(), draws.values, strict=True):
        for k, level in enumerate(issue.level_ids):
            columns[f"value.{issue.id}.{level}"] = values[:, :, k].ravel().tolist()
    return columns


def draws_table(draws: DrawnNumbers) -> str:
    """HTML with one row an issue and one column a party: the mean weight in percent, and the range
    of the middle 90% of the draws.

    >>> import zopa
    >>> html = draws_table(zopa.draw(zopa.load("examples/minerals"), 100))
    >>> "<th>having no deal</th>" in html, "100 draws" in html
    (True, True)
    """
    case = draws.case
    head = "".join(f"<th>{escape(case.parties[party].name)}</th>" for party in draws.parties)
    rows = [
        _row(issue.title, np.ptp(values, axis=2))
        for issue, values in zip(case.issues.values(), draws.values, strict=True)
    ]
    rows.append(_row("having no deal", draws.reservation))
    settled = "" if draws.converged else ", which have not settled"
    return (
        f"<p>{len(draws):,} draws{settled}, seed {draws.seed}: what each issue weighs, in percent "
        "of the way from the worst to the best of everything</p>"
        f"<table><tr><th></th>{head}</tr>{''.join(rows)}</table>"
    )


def _row(name: str, shares: Floats) -> str:
    low, high = np.quantile(shares, [0.05, 0.95], axis=0)
    cells = "".join(
        f"<td>{100 * mean:.0f} <small>({100 * least:.0f}–{100 * most:.0f})</small></td>"
        for mean, least, most in zip(shares.mean(axis=0), low, high, strict=True)
    )
    return f"<tr><th>{escape(name)}</th>{cells}</tr>"
