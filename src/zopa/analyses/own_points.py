"""The scale on which gains are compared between parties: their own points, if all have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.model import Case

    Floats = NDArray[np.float64]


def spans_compared(case: Case) -> Floats | None:
    """(signatories,): by what utilities are multiplied before parties are compared, the largest
    being 1; None where some signatory has no points of its own.

    >>> from zopa.case.model import Case, Party
    >>> us, them = Party("us", "Us", scale=(0.0, 50.0)), Party("them", "Them", scale=(-5.0, 95.0))
    >>> spans_compared(Case("", {}, {"us": us, "them": them})).tolist()
    [0.5, 1.0]
    """
    scales = [case.parties[party].own_scale for party in case.signatories]
    spans = [best - worst for worst, best in (scale for scale in scales if scale is not None)]
    if not spans or len(spans) < len(scales):
        return None
    return np.array(spans) / max(spans)
