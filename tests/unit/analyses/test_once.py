"""Work that several analyses share is done once, whoever asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from zopa.analyses.once import once_for_draws
from zopa.case.model import Case
from zopa.preferences.draws import Draws, draw


def test_many_who_ask_at_once_get_one_and_the_same_value(two: Case) -> None:
    draws = draw(two, 20)
    together = Barrier(4)
    calls: list[int] = []

    @once_for_draws
    def work(case: Case, draws: Draws, size: int) -> list[int]:
        calls.append(size)
        return [size]

    def ask(size: int) -> list[int]:
        together.wait()
        return work(two, draws, size)

    with ThreadPoolExecutor(4) as threads:
        first, second, third, fourth = threads.map(ask, [1, 1, 1, 2])
    assert first is second is third
    assert fourth == [2]
    assert sorted(calls) == [1, 2]


def test_other_draws_are_other_work(two: Case) -> None:
    @once_for_draws
    def work(case: Case, draws: Draws) -> list[int]:
        return [len(draws)]

    draws = draw(two, 20)
    assert work(two, draws) is work(two, draws)
    assert work(two, draws) is not work(two, draw(two, 20))
    assert work(two, draws) is not work(replace(two), draws)


def test_an_error_is_not_kept(two: Case) -> None:
    tries: list[int] = []

    @once_for_draws
    def work(case: Case, draws: Draws) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("the first time")
        return len(tries)

    draws = draw(two, 20)
    with pytest.raises(ValueError, match="the first time"):
        work(two, draws)
    assert work(two, draws) == work(two, draws) == 2
