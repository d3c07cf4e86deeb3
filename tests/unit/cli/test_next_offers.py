"""`zopa counter` at a terminal that is left with Ctrl-C."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zopa.analyses import counter_search
from zopa.cli import app, streams, terminal

MINERALS = Path(__file__).parents[3] / "examples" / "minerals"


class LeftError(Exception):
    """The program would have ended here."""


@pytest.fixture
def leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise LeftError

    monkeypatch.setattr(streams, "stop", stop)


@pytest.mark.usefixtures("leaving")
def test_the_first_ctrl_c_is_kept_once_work_asks_and_the_second_is_not() -> None:
    before = signal.getsignal(signal.SIGINT)
    with streams.first_interrupt_kept() as interrupted:
        with pytest.raises(LeftError):
            signal.raise_signal(signal.SIGINT)
        assert not interrupted()
        signal.raise_signal(signal.SIGINT)
        assert interrupted()
        with pytest.raises(LeftError):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("leaving")
@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_keeps_the_packages_found_so_far(
    monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    monkeypatch.setattr(counter_search, "LISTED_NEARBY", 0)
    moves = iter(range(10_000))
    told = terminal.WorkLine.__call__

    def pressed_after_a_while(line: terminal.WorkLine, what: str) -> None:
        told(line, what)
        if not what and next(moves) == 60:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(terminal.WorkLine, "__call__", pressed_after_a_while)
    call = ["counter", str(MINERALS), "--for", "us", "--draws", "100"]
    result = CliRunner().invoke(app, [*call, *(["--json"] if as_json else [])])
    assert result.exit_code == 130, result.output
    assert result.stderr == "zopa: stopped; this is what was found so far\n"
    if as_json:
        assert '"stopped": true' in result.stdout
    else:
        words = " ".join(result.stdout.split())
        assert "package A is worth most to the United States" in words
        assert "The search was stopped, so there may be better ones" in words
