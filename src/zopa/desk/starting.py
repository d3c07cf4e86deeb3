"""An empty case folder, for a person to fill in."""

from __future__ import annotations

from pathlib import Path

from zopa.desk.errors import WrongCallError
from zopa.desk.places import in_reach, refuse_full
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
    try:
        ledger = new_case(title).encode()
    except UnicodeEncodeError as error:
        raise WrongCallError("the title holds a character that no file can hold") from error
    with in_reach():
        write_folder(place, {"case.yaml": ledger}, empty=["sources"])
    return place / "case.yaml"
