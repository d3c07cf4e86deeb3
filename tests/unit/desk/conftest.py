"""Small cases and reports for the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

LEDGER = """\
zopa: 1
title: Two towns and a well
parties:
  up: {name: Uptown}
  down: {name: Downtown}
issues:
  hours: {title: Hours of water, unit: hours, levels: {from: 0, to: 24, step: 8}}
  cost: {title: Who pays, options: {up: Uptown pays, down: Downtown pays, both: both pay}}
drafts:
  may: {title: The draft of May, by: up, terms: {hours: 8, cost: down}, assumed: as told}
facts:
  - {party: up, order: {hours: less}, assumed: it owns the well}
  - {party: down, order: {hours: more}, assumed: it is thirsty}
  - {party: up, order: {cost: [down, both, up]}, assumed: money}
  - {party: down, order: {cost: [up, both, down]}, assumed: money}
  - {party: up, tables: may, assumed: as told}
  - {party: down, rejects: may, assumed: as told}
"""
REPORTS = {
    "wire.txt": "Brazil rejects sugar offer\n\nBRASILIA, May 3, 2024 - Brazil rejected a tariff of "
    "35 percent, its trade minister said.\n\nIndia offered a tariff of 20 percent in a draft.\n",
    "post.txt": "NEW DELHI, May 4, 2024 - India said that its offer of 20 percent stands. "
    "Brazil wants a tariff of 10 percent, a minister said.\n",
}


def case_folder(folder: Path, ledger: str) -> Path:
    folder.mkdir()
    (folder / "case.yaml").write_text(ledger, encoding="utf-8")
    return folder


@pytest.fixture
def well(tmp_path: Path) -> Path:
    """A small case."""
    return case_folder(tmp_path / "well", LEDGER)


@pytest.fixture
def clashing(tmp_path: Path) -> Path:
    """A case in which a party rejects the best that it could have."""
    best = LEDGER.replace("party: down, rejects: may", "party: up, rejects: {hours: 0, cost: down}")
    return case_folder(tmp_path / "clashing", best)


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two short reports of one affair."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())
