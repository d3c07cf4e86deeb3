"""Result records say what an analysis answers, from what, and how sure the sampling is."""

from __future__ import annotations

from html import escape
from math import ceil, floor
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from zopa.analyses.frames import frame_names, frame_of
from zopa.foundation.chance import wilson_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

Terms = dict[str, str]
"""Issue to level."""


class Record(BaseModel):
    """A frozen part of a result."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    middle: ClassVar[str] = ""
    """The field around which `low` and `high` lie, where the record is a number with its range."""


AnyRecord = TypeVar("AnyRecord", bound=Record)


class Share(Record):
    """A share counted in draws, with its 95% score interval from sampling alone; where all draws
    are the same, both ends of the interval are the share."""

    middle: ClassVar[str] = "share"

    share: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    draws: int = Field(ge=0)

    @classmethod
    def of(cls, hits: NDArray[np.bool_]) -> Self:
        """Count the share of True among independent draws; of no draws, it is 0 within 0..1."""
        return cls.counted(int(np.count_nonzero(hits)), int(hits.size))

    @classmethod
    def counted(cls, hits: int, draws: int) -> Self:
        """The share of so many hits among so many independent draws."""
        share = hits / draws if draws else 0.0
        low, high = wilson_interval(share, draws)
        return cls(share=share, low=low, high=high, draws=draws)

    def __str__(self) -> str:
        """Tell it as a share of draws, with its interval unless no draw had it or every draw.

        >>> print(Share.counted(72, 100), Share.counted(0, 100), Share.counted(100, 100), sep="; ")
        72% of 100 draws (62–80%); none of 100 draws; all of 100 draws
        """
        if self.share <= 0 or self.share >= 1:
            return f"{'all' if self.share else 'none'} of {self.draws:,} draws"
        low, high = floor(100 * self.low), ceil(100 * self.high)
        return f"{100 * self.share:.0f}% of {self.draws:,} draws ({low}–{high}%)"


class Spread(Record):
    """How a quantity lies over the draws: its mean and the range of the middle 90%."""

    middle: ClassVar[str] = "mean"

    mean: float
    low: float
    high: float
    draws: int = Field(ge=0)

    @classmethod
    def of(cls, numbers: NDArray[np.float64]) -> Self:
        """Take the mean, the 5% point and the 95% point; zeros where there are no draws."""
        if not numbers.size:
            return cls(mean=0.0, low=0.0, high=0.0, draws=0)
        low, high = np.quantile(numbers, [0.05, 0.95])
        return cls(
            mean=float(numbers.mean()), low=float(low), high=float(high), draws=int(numbers.size)
        )


class Options(Record):
    """What a caller may choose of one analysis; every option has a default."""


class NoOptions(Options):
    """The options of an analysis that has nothing to choose."""


class Result(Record):
    """What one analysis answers."""

    analysis: str
    question: str
    method: str
    references: tuple[str, ...]
    draws: int
    """The draws it was computed from; 0 where none were needed."""
    seed: int
    options: Options
    """The options it was computed with."""

    def to_json(self, *, indent: int | None = 2) -> str:
        """Write the record as JSON; `from_json` gives back an equal record."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the record that `to_json` wrote; ValueError if it is not one."""
        return cls.model_validate_json(text)

    @property
    def frames(self) -> tuple[str, ...]:
        """What `frame` can make columns of: fields that hold rows, and rows within these."""
        return frame_names(self)

    def frame(self, rows: str = "") -> dict[str, list[Any]]:
        """The rows of a field, or of the first field that has some, as columns by name.

        Pandas and polars each make a data frame of it (`zopa.analyses.frames` says what columns
        there are). ValueError where there are no such rows.

        >>> import zopa
        >>> drafts = zopa.drafts(zopa.load("examples/minerals"))
        >>> drafts.frames[:2]
        ('drafts', 'drafts.parties')
        >>> frame = drafts.frame("drafts.parties")
        >>> frame["drafts.draft"][0], frame["party"][0], len(frame["accepts"])
        ('feb7', 'ukraine', 4)
        """
        return frame_of(self, rows)

    def _repr_html_(self) -> str:
        """Show a table in notebooks, with one row a field and records nested."""
        method = f"<p><small>{escape(self.method)}</small></p>"
        return f"<h4>{escape(self.question)}</h4>{_html(self)}{method}"


def without_sampling(record: AnyRecord) -> AnyRecord:
    """Give a record whose shares are exact, since all draws are the same: none has an interval.

    >>> without_sampling(Share.counted(200, 200))
    Share(share=1.0, low=1.0, high=1.0, draws=200)
    """
    if isinstance(record, Share):
        exact = {"low": record.share, "high": record.share} if record.draws else {}
        return record.model_copy(update=exact)
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    return record.model_copy(update={name: _exact(value) for name, value in fields.items()})


def _exact(thing: object) -> object:
    if isinstance(thing, Record):
        return without_sampling(thing)
    if isinstance(thing, dict):
        return {key: _exact(value) for key, value in thing.items()}
    return tuple(map(_exact, thing)) if isinstance(thing, tuple) else thing


_HEAD = {"analysis", "question", "method", "references", "options"}


def _html(thing: object) -> str:
    if isinstance(thing, Share):
        interval = f" <small>({thing.low:.0%}–{thing.high:.0%})</small>"
        return f"{thing.share:.0%}{interval if thing.low < thing.high else ''}"
    if isinstance(thing, Spread):
        return f"{thing.mean:.3f} <small>({thing.low:.3f} … {thing.high:.3f})</small>"
    if isinstance(thing, BaseModel):
        names = [n for n in type(thing).model_fields if n not in _HEAD]
        return _rows({n: getattr(thing, n) for n in names})
    if isinstance(thing, dict):
        return _rows(thing)
    if isinstance(thing, tuple):
        if thing and isinstance(thing[0], BaseModel):
            return _table(thing)
        return ", ".join(_html(entry) for entry in thing) or "–"
    return escape(f"{thing:.3f}" if isinstance(thing, float) else str(thing))


def _rows(named: dict[str, object]) -> str:
    rows = "".join(
        f"<tr><th>{escape(str(k))}</th><td>{_html(v)}</td></tr>" for k, v in named.items()
    )
    return f"<table>{rows}</table>"


def _table(records: tuple[BaseModel, ...], most: int = 30) -> str:
    names = list(type(records[0]).model_fields)
    head = "".join(f"<th>{escape(n)}</th>" for n in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{_html(getattr(r, n))}</td>" for n in names) + "</tr>"
        for r in records[:most]
    )
    more = f"<p>and {len(records) - most} more</p>" if len(records) > most else ""
    return f"<table><tr>{head}</tr>{body}</table>{more}"
