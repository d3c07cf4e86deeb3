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
    from zopa.foundation.look_alikes import is_blank
    from zopa.foundation.text import UNFIT

    title = " ".join(title.split())
    unfit = UNFIT.search(title)
    if unfit is not None:
        raise WrongCallError(
            f"no ledger may hold the character U+{ord(unfit[0]):04X}; leave it out of the title"
        )
    if title and is_blank(title):
        raise WrongCallError("the title holds nothing that can be seen")
    place = Path(folder)
    refuse_full(place)
    ledger = new_case(title).encode()
    with in_reach():
        write_folder(place, {"case.yaml": ledger}, empty=["sources"])
    return place / "case.yaml"
