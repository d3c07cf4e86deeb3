"""The rows of results as columns: what is in them, and that pandas makes a data frame of all."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from pydantic import Field

import zopa
from zopa.analyses import ANALYSES
from zopa.analyses.frames import frame_names, frame_of
from zopa.analyses.result import NoOptions, Record, Result, Share, Spread


class Part(Record):
    name: str
    gains: dict[str, Spread] = Field(default_factory=dict)


class Row(Record):
    terms: dict[str, str]
    share: Share
    part: Part
    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()


class Rows(Result):
    rows: tuple[Row, ...]
    others: tuple[Part, ...] = ()
    number: int = 3


def spread(mean: float) -> Spread:
    return Spread(mean=mean, low=mean - 1, high=mean + 1, draws=10)


ROWS = Rows(
    analysis="a", question="q", method="m", references=(), draws=10, seed=0, options=NoOptions(),
    rows=(
        Row(terms={"price": "low"}, share=Share.counted(5, 10), part=Part(name="x"),
            parts=(Part(name="a"), Part(name="b", gains={"us": spread(2.0)}))),
        Row(terms={"price": "high", "law": "ours"}, share=Share.counted(10, 10),
            part=Part(name="y"), words=("one", "two"), parts=(Part(name="c"),)),
    ),
)  # fmt: skip


def test_a_row_has_its_shares_its_mappings_and_its_records_as_columns() -> None:
    frame = ROWS.frame()
    assert list(frame) == [
        "terms.price", "share", "share_low", "share_high", "part.name", "words", "terms.law",
    ]  # fmt: skip
    assert frame["terms.law"] == [None, "ours"]
    assert frame["share"] == [0.5, 1.0]
    assert frame["share_low"] == [row.share.low for row in ROWS.rows]
    assert frame["part.name"] == ["x", "y"]
    assert frame["words"] == [[], ["one", "two"]]


def test_rows_within_rows_stand_beside_what_is_around_them() -> None:
    assert ROWS.frames == ("rows", "rows.parts")
    frame = ROWS.frame("rows.parts")
    assert frame["name"] == ["a", "b", "c"]
    assert frame["rows.terms.price"] == ["low", "low", "high"]
    assert frame["gains.us"] == [None, 2.0, None]
    assert frame["gains.us_high"] == [None, 3.0, None]


@pytest.mark.parametrize("name", ["number", "others", "rows.words", "rows.", "nothing"])
def test_what_has_no_rows_is_told(name: str) -> None:
    with pytest.raises(ValueError, match=r"there are `rows`, `rows.parts`$"):
        ROWS.frame(name)


def test_a_result_without_rows_says_so() -> None:
    with pytest.raises(ValueError, match="this record has no rows"):
        frame_of(Part(name="x"))


@pytest.mark.parametrize("name", list(ANALYSES))
def test_pandas_makes_a_frame_of_every_result(name: str) -> None:
    case = zopa.load("examples/minerals")
    result = ANALYSES[name].run(case, zopa.draw(case, 100), None)
    plain = (str, int, float, bool, date, list, type(None))
    for rows in frame_names(result):
        columns = result.frame(rows)
        frame = pd.DataFrame(columns)
        assert len(frame) == max(map(len, columns.values())) > 0
        assert all(isinstance(cell, plain) for column in columns.values() for cell in column)


def test_the_frame_of_draws_holds_their_numbers() -> None:
    case = zopa.load("examples/minerals")
    draws = zopa.draw(case, 100)
    frame = pd.DataFrame(draws.frame())
    for column, party in enumerate(draws.parties):
        own = frame[frame["party"] == party]
        assert (own["draw"] == np.arange(100)).all()
        assert (own["aspiration"] == draws.aspiration[:, column]).all()
        for k, issue in enumerate(case.issues.values()):
            values = own[[f"value.{issue.id}.{level}" for level in issue.level_ids]].to_numpy()
            assert (values == draws.values[k][:, column]).all()
            assert np.allclose(np.ptp(values, axis=1), own[f"weight.{issue.id}"])
