"""Many reports into one file: nothing lost, nothing doubled, whatever happens on the way."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from zopa.foundation import writing
from zopa.foundation.lock import locked
from zopa.statements.archive import ArchiveError, ReportReader, output, read, read_archive, workers
from zopa.statements.archive.chunks import Chunk, Finished, in_chunks
from zopa.statements.archive.journal import Journal
from zopa.statements.archive.members import ArchiveMember

REPORTS = 40


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "REPORTS_A_CHUNK", 4)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:03}.txt").write_text(f"They met.\nRound {number} failed.")
    return folder


def reader(stop_at: str = "", how: str = "", gate: str = "", meeting: str = "") -> ReportReader:
    """A reader that gives a row a line; a closure, so that it is pickled by its code.

    While somebody holds a lock on the file `gate`, no report from `press/020` on is read. At the
    pipe `meeting` the first report waits until the last one of the third chunk is read.
    """

    def lines(data: bytes, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        import fcntl
        import os

        if stop_at and name.endswith(stop_at):
            if how == "die":
                os._exit(1)
            if how == "stop":
                raise KeyboardInterrupt
            if how == "fail":
                raise RecursionError("too deep")
            if how == "report":
                return [], [{"code": "no-text", "severity": "error", "message": "only images"}]
            if how == "unwritable":
                return [{"report": name, "value": float("nan")}], []
        if gate and name > "press/020":
            with open(gate) as held:  # noqa: PTH123 - what is pickled imports little
                fcntl.flock(held, fcntl.LOCK_SH)
        if meeting and name.endswith(("000.txt", "011.txt")):
            # Opening one end of a pipe waits for the other.
            os.close(os.open(meeting, os.O_RDONLY if name.endswith("000.txt") else os.O_WRONLY))
        notes = [{"code": "a-note", "severity": "note", "message": "told"}]
        return [{"report": name, "line": line} for line in data.decode().splitlines()], notes

    return lines


def whole(tmp_path: Path, press: Path) -> bytes:
    """What an undisturbed run writes."""
    out = tmp_path / "whole.jsonl"
    read_archive([press], out, reader(), jobs=1)
    data = out.read_bytes()
    rows = [json.loads(line) for line in data.splitlines()]
    assert len(rows) == 2 * REPORTS
    assert rows[-1] == {"report": "press/039.txt", "line": "Round 39 failed."}
    return data


def left_behind(out: Path) -> set[str]:
    return {path.name for path in out.parent.glob(f"{out.name}*")}


def test_the_output_is_the_same_whatever_the_order_of_workers(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, pipe = tmp_path / "out.jsonl", tmp_path / "pipe"
    os.mkfifo(pipe)
    delivered: list[int] = []
    add = Journal.add

    def noted(journal: Journal, chunk: Chunk, result: Finished) -> None:
        delivered.append(chunk.index)
        add(journal, chunk, result)

    monkeypatch.setattr(Journal, "add", noted)
    summary = read_archive([press], out, reader(meeting=str(pipe)), jobs=2)
    assert sorted(delivered) == list(range(REPORTS // 4))
    assert delivered.index(1) < delivered.index(0)
    monkeypatch.undo()
    assert out.read_bytes() == whole(tmp_path, press)
    assert (summary.documents, summary.rows, summary.failed) == (REPORTS, 2 * REPORTS, 0)
    assert summary.findings == {"a-note": REPORTS}
    assert left_behind(out) == {"out.jsonl"}


def plain_reader(data: bytes, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return [{"report": name, "line": line} for line in data.decode().splitlines()], []


@pytest.mark.parametrize("backend", ["multiprocessing", "threading"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_other_backends_of_joblib(tmp_path: Path, press: Path, backend: str) -> None:
    out = tmp_path / "out.jsonl"
    read_archive([press], out, plain_reader, jobs=2, backend=backend)
    assert out.read_bytes() == whole(tmp_path, press)


def test_a_backend_that_does_not_exist_is_told(tmp_path: Path, press: Path) -> None:
    with pytest.raises(ArchiveError, match="the workers cannot be used"):
        read_archive([press], tmp_path / "out.jsonl", reader(), backend="abacus")


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, press: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        read_archive([press], out, reader(stop_at="021.txt", how="stop"), jobs=1)
    assert left_behind(out) == {"out.jsonl.unfinished"}
    summary = read_archive([press], out, reader(), jobs=1)
    assert summary.resumed == 20
    assert summary.documents == REPORTS
    assert out.read_bytes() == whole(tmp_path, press)
    assert left_behind(out) == {"out.jsonl"}


def spoil_tail(folder: Path) -> None:
    """As a crash between two writes leaves it: more rows than the journal tells of."""
    with (folder / "rows").open("ab") as rows, (folder / "journal").open("ab") as journal:
        rows.write(b'{"report":"press/0')
        journal.write(b'{"mark": "torn')


def spoil_rows(folder: Path) -> None:
    """As a disk leaves it that lost a block."""
    rows = folder / "rows"
    data = bytearray(rows.read_bytes())
    data[len(data) // 2] ^= 1
    rows.write_bytes(data)


def spoil_journal(folder: Path) -> None:
    journal = folder / "journal"
    journal.write_bytes(journal.read_bytes()[:-40])


def spoil_head(folder: Path) -> None:
    (folder / "journal").write_bytes(b'{"form')


@pytest.mark.parametrize(
    ("spoil", "kept"), [(spoil_tail, 20), (spoil_rows, 8), (spoil_journal, 16), (spoil_head, 0)]
)
def test_what_is_torn_is_read_again(
    tmp_path: Path, press: Path, spoil: Callable[[Path], None], kept: int
) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        read_archive([press], out, reader(stop_at="021.txt", how="stop"), jobs=1)
    spoil(tmp_path / "out.jsonl.unfinished")
    assert read_archive([press], out, reader(), jobs=1).resumed == kept
    assert out.read_bytes() == whole(tmp_path, press)


def test_what_changed_meanwhile_is_read_again(tmp_path: Path, press: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        read_archive([press], out, reader(stop_at="021.txt", how="stop"), jobs=1)
    (press / "002.txt").write_text("They met after all.")
    assert read_archive([press], out, reader(), jobs=1).resumed == 16
    rows = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [row["line"] for row in rows if row["report"] == "press/002.txt"] == [
        "They met after all."
    ]
    assert len(rows) == 2 * REPORTS - 1


def test_a_stop_between_writing_and_cleaning_up(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"

    def stop(folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(writing, "sync_folder", stop)
        with pytest.raises(KeyboardInterrupt):
            read_archive([press], out, reader(), jobs=1)
    assert left_behind(out) == {"out.jsonl", "out.jsonl.unfinished"}
    assert read_archive([press], out, reader(), jobs=1).resumed == REPORTS
    assert out.read_bytes() == whole(tmp_path, press)
    assert left_behind(out) == {"out.jsonl"}


SCRIPT = """
    import signal, sys
    from zopa.statements.archive import read, read_archive
    from zopa.statements.archive.journal import Journal

    # Whoever starts the tests in the background has its children ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    read.REPORTS_A_CHUNK = 4
    add = Journal.add

    def told(journal, chunk, result):
        add(journal, chunk, result)
        print("kept", flush=True)

    def lines(data, name):
        if name > "press/020":  # so that the run cannot end before it is stopped
            signal.pause()
        return [{"report": name, "line": line} for line in data.decode().splitlines()], [
            {"code": "a-note", "severity": "note", "message": "told"}
        ]

    if __name__ == "__main__":
        Journal.add = told
        read_archive([sys.argv[1]], sys.argv[2], lines, jobs=2)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_goes_on(tmp_path: Path, press: Path, how: signal.Signals) -> None:
    script, out = tmp_path / "run.py", tmp_path / "out.jsonl"
    script.write_text(textwrap.dedent(SCRIPT))
    arguments = [sys.executable, str(script), str(press), str(out)]
    child = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert child.stdout is not None
    try:
        assert [child.stdout.readline() for _ in range(3)] == [b"kept\n"] * 3
        with pytest.raises(ArchiveError, match="another run is writing"):
            read_archive([press], out, reader(), jobs=1)
        child.send_signal(how)
        assert child.wait(timeout=60) != 0
        assert not out.exists()
        # The workers of a killed run may still be there; they hinder nobody.
        summary = read_archive([press], out, reader(), jobs=1)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.stdout.close()
    assert 8 <= summary.resumed < REPORTS
    assert out.read_bytes() == whole(tmp_path, press)
    assert left_behind(out) == {"out.jsonl"}


def test_a_lock_that_nobody_holds_hinders_nobody(tmp_path: Path, press: Path) -> None:
    out = tmp_path / "out.jsonl"
    (tmp_path / "out.jsonl.lock").write_text("left behind")
    read_archive([press], out, reader(), jobs=1)
    with (
        locked(tmp_path / "other.jsonl.lock", wait=False),
        pytest.raises(ArchiveError, match="another run is writing"),
    ):
        read_archive([press], tmp_path / "other.jsonl", reader(), jobs=1)


def test_a_report_that_kills_its_worker_is_told_and_the_rest_is_read(
    tmp_path: Path, press: Path
) -> None:
    out = tmp_path / "out.jsonl"
    summary = read_archive([press], out, reader(stop_at="013.txt", how="die"), jobs=2)
    assert [(f.document, f.code) for f in summary.failures] == [("press/013.txt", "reader-stopped")]
    expected = [line for line in whole(tmp_path, press).splitlines() if b"013.txt" not in line]
    assert out.read_bytes().splitlines() == expected


def test_workers_that_all_die_stop_the_run(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_DEATHS", 2)
    out = tmp_path / "out.jsonl"
    with pytest.raises(ArchiveError, match="the workers die whatever they read"):
        read_archive([press], out, reader(stop_at=".txt", how="die"), jobs=2)
    assert left_behind(out) == {"out.jsonl.unfinished"}


@pytest.mark.parametrize(
    ("how", "code", "message"),
    [
        ("fail", "reader-failed", "RecursionError: too deep"),
        ("unwritable", "reader-failed", "ValueError: Out of range float"),
        ("report", "no-text", "only images"),
    ],
)
def test_a_broken_report_is_listed(
    tmp_path: Path, press: Path, how: str, code: str, message: str
) -> None:
    out = tmp_path / "out.jsonl"
    (press / "b.zip").write_text("not an archive")
    summary = read_archive([press], out, reader(stop_at="013.txt", how=how), jobs=1)
    listed = [json.loads(line) for line in Path(f"{out}.failures.jsonl").read_text().splitlines()]
    assert [(failure["document"], failure["code"]) for failure in listed] == [
        ("press/013.txt", code),
        ("press/b.zip", "archive-broken"),
    ]
    assert listed[0]["message"].startswith(message)
    assert summary.failed == 2
    assert "2 could not be read, listed in" in summary.describe()
    assert f"press/013.txt: error[{code}]" in summary.describe()
    assert out.read_bytes().count(b"\n") == 2 * (REPORTS - 1)


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [100, 1500, 3000])
def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(
    tmp_path: Path, press: Path, size: int
) -> None:
    expected = whole(tmp_path, press)
    out = tmp_path / "out.jsonl"
    with small_disk(size), pytest.raises(ArchiveError, match=r"cannot write in .* to go on"):
        read_archive([press], out, reader(), jobs=1)
    assert not out.exists()
    summary = read_archive([press], out, reader(), jobs=1)
    assert summary.resumed > 0 or size == 100
    assert out.read_bytes() == expected


def test_a_disk_that_is_full_at_the_end(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(read, "write_lines", full)
        with pytest.raises(ArchiveError, match="No space left on device"):
            read_archive([press], out, reader(), jobs=1)
    assert read_archive([press], out, reader(), jobs=1).resumed == REPORTS
    assert out.read_bytes() == whole(tmp_path, press)


def test_mistakes_are_told_before_anything_is_done(tmp_path: Path, press: Path) -> None:
    taken = tmp_path / "taken.jsonl"
    taken.write_text("mine")
    for inputs, out, message in (
        ([press], taken, "is there already"),
        ([press], tmp_path / "out.csv", "ends neither in"),
        ([press], tmp_path / "nowhere" / "out.jsonl", "there is no folder"),
        ([tmp_path / "nothing"], tmp_path / "out.jsonl", "there is no file or folder"),
    ):
        with pytest.raises(ArchiveError, match=message):
            read_archive(inputs, out, reader(), jobs=1)
    assert taken.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"press", "taken.jsonl"}


def test_other_settings_do_not_mix(tmp_path: Path, press: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        read_archive(
            [press], out, reader(stop_at="021.txt", how="stop"), jobs=1, settings="model 1"
        )
    with pytest.raises(ArchiveError, match="begun with other settings"):
        read_archive([press], out, reader(), jobs=1, settings="model 2")
    assert read_archive([press], out, reader(), jobs=1, settings="model 1").resumed == 20


def test_the_run_does_not_read_what_it_writes(tmp_path: Path, press: Path) -> None:
    out = press / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        read_archive([press], out, reader(stop_at="021.txt", how="stop"), jobs=1)
    assert read_archive([press], out, reader(), jobs=1).documents == REPORTS


def test_no_reports_make_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    for name in ("out.jsonl", "out.parquet"):
        assert read_archive([tmp_path / "press"], tmp_path / name, reader(), jobs=1).rows == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_parquet_holds_the_same_rows(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "GROUP", 1000)
    read_archive([press], tmp_path / "out.parquet", reader(), jobs=1)
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert file.num_row_groups > 2
    expected = [json.loads(line) for line in whole(tmp_path, press).splitlines()]
    assert file.read().to_pylist() == expected


def test_a_column_of_many_types_holds_json(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "GROUP", 300)

    def odd(data: bytes, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        number = int(name[-7:-4])
        row = {
            "number": number if number < 20 else number + 0.5,
            "mixed": number if number < 20 else str(number),
            "huge": 2**70 if number == 39 else number,
            "spans": [] if number < 20 else [[number, None]],
            "late": {"a": None} if number < 39 else {"a": "x", "b": 1},
            "empty": {},
        }
        return [{**row, "last": True} if number == 39 else row], []

    read_archive([press], tmp_path / "out.parquet", odd, jobs=1)
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert len(rows) == REPORTS
    assert rows[0] == {
        "number": 0.0,
        "mixed": "0",
        "huge": "0",
        "spans": [],
        "late": {"a": None, "b": None},
        "empty": "{}",
        "last": None,
    }
    assert rows[39]["mixed"] == '"39"'
    assert rows[39]["huge"] == str(2**70)
    assert rows[39]["late"] == {"a": "x", "b": 1}
    assert rows[39]["spans"] == [[39, None]]


def test_how_far_it_is_is_told_and_not_printed(
    tmp_path: Path, press: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[str] = []
    read_archive([press], tmp_path / "a.jsonl", reader(), jobs=1, progress=steps.append)
    assert capsys.readouterr() == ("", "")
    shares = [int(step.partition("%")[0]) for step in steps]
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert steps[-1].startswith(f"100% read, {REPORTS} reports, ")
    assert steps[-1].endswith(" a second, 0:00:00 left")


def test_a_chunk_ends_when_it_is_heavy() -> None:
    heavy = [ArchiveMember(str(n), bytes(3 << 20)) for n in range(4)]
    assert [len(chunk.members) for chunk in in_chunks(heavy, 100)] == [2, 2]


def test_a_dask_cluster_of_which_a_worker_is_killed(
    tmp_path: Path, press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    from distributed import Client, LocalCluster
    from joblib import parallel_config

    out = tmp_path / "out.jsonl"
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
        pids = list(client.run(os.getpid).values())
        assert len(set(pids)) == 2
        kept: list[int] = []
        add = Journal.add
        gate = tmp_path / "gate"
        with gate.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)

            def noted(journal: Journal, chunk: Chunk, result: Finished) -> None:
                add(journal, chunk, result)
                kept.append(chunk.index)
                if len(kept) == 2:
                    os.kill(pids[0], signal.SIGKILL)
                    fcntl.flock(held, fcntl.LOCK_UN)

            monkeypatch.setattr(Journal, "add", noted)
            with parallel_config(backend="dask"):
                summary = read_archive([press], out, reader(gate=str(gate)))
        monkeypatch.undo()
    assert sorted(kept) == list(range(REPORTS // 4))
    assert (summary.documents, summary.failed) == (REPORTS, 0)
    assert out.read_bytes() == whole(tmp_path, press)


@pytest.mark.parametrize(("broken", "more"), [(20, False), (21, True)])
def test_the_summary_lists_twenty_failures(tmp_path: Path, broken: int, more: bool) -> None:
    lines = tmp_path / "press.jsonl"
    lines.write_text('{"body": "x"}\n' * broken)
    summary = read_archive([lines], tmp_path / "out.jsonl", reader(), jobs=1)
    assert (summary.failed, len(summary.failures)) == (broken, 20)
    assert summary.describe().endswith("…") is more


@pytest.mark.parametrize(("deadly", "stopped"), [(4, False), (5, True)])
def test_five_reports_in_a_row_that_end_their_worker_stop_the_run(
    monkeypatch: pytest.MonkeyPatch, deadly: int, stopped: bool
) -> None:
    def parallel(self: workers.Workers, todo: Iterable[Chunk]) -> Iterator[Finished]:
        for chunk in todo:
            if any(member.name.startswith("deadly") for member in chunk.members):
                raise BrokenExecutor
            yield Finished(chunk.index, row_count=len(chunk.members))

    monkeypatch.setattr(workers.Workers, "_parallel", parallel)
    names = ["good", *(f"deadly{n}" for n in range(deadly)), "better"]
    todo = in_chunks([ArchiveMember(name) for name in names], 100)
    run = workers.Workers(reader(), None, 1).run(todo)
    if stopped:
        with pytest.raises(ArchiveError, match="the workers die whatever they read, `deadly4`"):
            list(run)
    else:
        ((_, result),) = run
        assert (result.failed, result.row_count) == (4, 2)
