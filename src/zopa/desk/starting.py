"""An empty case folder, for a person to fill in."""

from __future__ import annotations

from pathlib import Path

from zopa.desk.places import refuse_full
from zopa.foundation.writing import write_folder


def new(folder: str | Path, *, title: str = "") -> Path:
    """Make a case folder with a commented ledger and a folder for the sources.

    Gives the path of the ledger. Raises `WrongCallError` where the folder holds something.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     ledger = new(f"{place}/talks", title="Fishing rights")
    ...     print(ledger.read_text().splitlines()[3])
    title: Fishing rights
    """
    from zopa.case.template import new_case

    place = Path(folder)
    refuse_full(place)
    write_folder(place, {"case.yaml": new_case(title).encode()}, empty=["sources"])
    return place / "case.yaml"
