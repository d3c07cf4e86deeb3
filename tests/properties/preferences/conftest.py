"""Small cases are written with `ledger`, which stands beside the unit tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "preferences"))
