"""Copying the files that a scenario was read from, unchanged."""

from __future__ import annotations

from zopa.exchange.gathering import FILE_BYTES
from zopa.exchange.scenario import Scenario
from zopa.foundation.files import FileTrouble, read_bytes


def originals_of(scenario: Scenario) -> dict[str, bytes]:
    """The bytes of the files that a scenario was read from, by their path.

    Raises OSError if a file can no longer be read.
    """
    contents: dict[str, bytes] = {}
    for path in scenario.files:
        data = read_bytes(path, FILE_BYTES)
        if isinstance(data, FileTrouble):
            raise OSError(getattr(data.error, "errno", None), data.words, str(path))
        contents[str(path)] = data
    return contents
