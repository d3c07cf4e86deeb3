"""Small cases are written with `ledger`, which stands here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
