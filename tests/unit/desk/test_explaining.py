"""Every code can be explained, and none has the name of another."""

from __future__ import annotations

import pytest

import zopa
from zopa.desk.explaining import case_codes, code_sets, every_code


def test_no_two_codes_have_one_name() -> None:
    assert len(every_code()) == sum(len(codes) for codes in code_sets())
    assert set(case_codes()) < set(every_code())


def test_every_code_is_explained() -> None:
    for name, code in every_code().items():
        assert zopa.explain(name) is code
        assert code.name == name


@pytest.mark.parametrize(
    ("asked", "said"), [("clsh", "did you mean `clash`?"), ("xyzzy-17", "gallery of mistakes")]
)
def test_of_a_code_that_is_none_the_nearest_is_named(asked: str, said: str) -> None:
    with pytest.raises(zopa.DeskError, match="there is no code") as told:
        zopa.explain(asked)
    assert said in str(told.value)
    assert told.value.status == 2
