"""The whole main job, a case folder in and a brief out, on both cases of the minerals talks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import zopa


@pytest.fixture(params=["minerals", "shared_minerals"])
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def test_the_case_is_clean(folder: Path) -> None:
    report = zopa.check(folder)
    assert report.passes(strict=True), report.render()


def test_what_was_tabled_and_refused_shows_in_the_draws(folder: Path) -> None:
    case = zopa.load(folder)
    draws = zopa.draw(case, 400)
    assert draws.converged
    feb7 = next(d for d in zopa.drafts(case, draws).drafts if d.draft == "feb7")
    by_party = {p.party: p for p in feb7.parties}
    assert by_party["us"].accepts.share == 1
    assert by_party["us"].gain.low >= 0
    assert by_party["ukraine"].gain.high <= 0
    assert feb7.disputed == ("future_aid",)
    # the red line against a text without security is likely, so in force in about 68%
    assert 0.55 < by_party["ukraine"].barred.share < 0.8
    best = zopa.zone(case, draws).best[0]
    assert best.terms["security"] != "none"


def test_the_brief_is_made_and_made_again_the_same(folder: Path, tmp_path: Path) -> None:
    def run(name: str) -> tuple[str, str]:
        page = tmp_path / name
        made = subprocess.run(
            [sys.executable, "-m", "zopa", "brief", str(folder), "--draws", "500", "-o", str(page)],
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        assert not made.stderr
        return made.stdout.replace(name, ""), page.read_text(encoding="utf-8")

    shown, page = run("one.html")
    assert run("two.html") == (shown, page)
    assert max(map(len, shown.splitlines())) <= 100
    assert len(shown.splitlines()) <= 50
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org/", "")
