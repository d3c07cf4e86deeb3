"""The vectors of the shipped model, for calibrate.py: `--embed shipped:vectors`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zopa.statements.model import shipped
from zopa.statements.words import words_of


def vectors(texts: list[str]) -> NDArray[np.float64]:
    """What the shipped model makes of each text alone, as unit vectors."""
    seen = shipped().impressions([words_of(text) for text in texts])
    means = np.array([one.meaning.mean(axis=0) for one in seen])
    return means / np.linalg.norm(means, axis=1, keepdims=True)
