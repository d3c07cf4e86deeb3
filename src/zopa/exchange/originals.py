"""Copying the files that a scenario was read from, unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zopa.exchange.codes import SET_ASIDE
from zopa.exchange.gathering import ENDINGS, FILE_BYTES
from zopa.exchange.scenario import Scenario
from zopa.foundation.diagnostics import Findings
from zopa.foundation.files import FileTrouble, read_bytes


def originals_of(files: Sequence[Path], scenario: Scenario, report: Findings) -> dict[str, bytes]:
    """The bytes of the files that a scenario was read from, by their path.

    These are the files that were named, and those in named folders that were not set aside and
    are no links that lead out of the folder. `report` has the findings of reading them. Raises
    OSError if a file can no longer be read.
    """
    names = {scenario.name, *(profile.name for profile in scenario.profiles)}
    aside = {finding.place.file for finding in report if finding.code is SET_ASIDE}
    contents: dict[str, bytes] = {}
    for given in files:
        inside = sorted(given.iterdir()) if given.is_dir() else []
        for path in inside or [given]:
            hidden = path.name.startswith(".") or path.suffix.lower() not in ENDINGS
            if inside and (hidden or not path.is_file()):
                continue
            # A note about a part of a file has the name of the file too. So a file that is called
            # after the domain or a party was read, whatever notes there are.
            left = not aside.isdisjoint({path.name, str(path)}) and path.stem not in names
            if not (inside and left):
                data = read_bytes(path, FILE_BYTES, inside=given if inside else None)
                if not isinstance(data, FileTrouble):
                    contents[str(path)] = data
                elif data.kind != "outside":
                    raise OSError(getattr(data.error, "errno", None), data.words, str(path))
    return contents
