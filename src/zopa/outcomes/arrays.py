"""The array types that the outcome modules share, and the tolerances they compare with."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int_]
Counts: TypeAlias = NDArray[Any]
"""Whole numbers of any size: int64, or Python integers where those would overflow."""

Values: TypeAlias = tuple[Floats, ...]
"""One array `(..., levels)` for each issue, with the same leading shape throughout."""

Barred: TypeAlias = tuple[Bools, ...]
"""One array `(..., levels)` for each issue: True where the level may not be used."""

TIE = 1e-12
"""Utilities that differ by less than this share of a party's whole range are the same utility.

The same sum taken in another order differs by about 1e-16, and preferences are never known to
twelve digits, so nothing that means anything lies between the two.
"""

ACCEPTANCE = 1e-9
"""How far below a reservation value, on the scale 0..1, an outcome still counts as reaching it.

Draws come from linear programming and long random walks, which keep `U(draft) >= r` to about
this precision; a draft that a party has tabled must not drop out of its zone by rounding.
"""
