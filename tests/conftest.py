"""What many tests share: where the cases are, and how Hypothesis runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # for `counted_work`

settings.register_profile("zopa", deadline=None, print_blob=True)
# A continuous run must not turn red by chance: the same examples every time.
settings.register_profile("zopa-ci", settings.get_profile("zopa"), derandomize=True, database=None)
settings.load_profile("zopa-ci" if os.environ.get("CI") else "zopa")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared cases and documents that stands beside the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = "needs the folder `shared` beside the repository"
        if os.environ.get("ZOPA_REQUIRE_SHARED", "0") not in ("", "0"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def shared_minerals(shared: Path) -> Path:
    """The minerals case with the two real reports."""
    return shared / "cases" / "minerals"


@pytest.fixture(scope="session")
def minerals() -> Path:
    """The minerals case that ships as an example."""
    return ROOT / "examples" / "minerals"
