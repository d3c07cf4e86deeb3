"""How a piece of work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with what is being done, in words, and with an empty text where work goes on."""


def silent(step: str) -> None:
    """Takes no notice of a step."""
    del step
