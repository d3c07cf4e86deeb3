"""Backends by name, as the command line takes them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zopa.statements.archive import ArchiveError, read_archive
from zopa.statements.archive.cluster import LOCAL, connected

from .test_read import reader


@pytest.mark.parametrize("backend", ["", *LOCAL])
def test_joblibs_own_backends_need_nothing(backend: str) -> None:
    with connected(backend):
        pass


def test_a_wrong_name_is_told_with_the_nearest_right_one() -> None:
    with pytest.raises(ArchiveError, match=r"no backend `daks`.*did you mean `dask`"):
        connected("daks").__enter__()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ArchiveError, match="needs the package `ray`: pip install ray"):
        connected("ray").__enter__()


def test_dask_is_found_by_the_address_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    (tmp_path / "a.txt").write_text("They met.\nThey left.")
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", cluster.scheduler_address)
        with connected("dask"):
            summary = read_archive(
                [tmp_path / "a.txt"], tmp_path / "out.jsonl", reader(), backend="dask"
            )
    assert (summary.documents, summary.rows) == (1, 2)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import dask

    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://127.0.0.1:1")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(ArchiveError, match=r"no Dask scheduler answers at tcp://127.0.0.1:1"),
    ):
        connected("dask").__enter__()
