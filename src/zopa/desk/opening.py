"""A case folder opened: its form, what it says, and whether its facts can hold together."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import FindingsError, WrongCallError

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings


def check(path: str | Path, *, as_of: date | str | None = None) -> Findings:
    """Everything that is found in a case folder, sorted by place; with `as_of`, in the case as it
    was known on that day. Never raises, unless `as_of` is no day (`WrongCallError`).

    >>> check("no such folder").render().splitlines()[0]
    'no such folder:1:1: error[no-case]: there is no file or folder `no such folder`'
    """
    return examine(path, as_of=as_of)[1]


def examine(path: str | Path, *, as_of: date | str | None = None) -> tuple[Case | None, Findings]:
    """The case as far as it can be read, and all that `check` finds; `as_of` as there.

    >>> case, findings = examine("examples/minerals")
    >>> case.name, findings.summary()
    ('minerals', 'no findings')
    """
    from zopa.case import load as loading
    from zopa.preferences.taken_together import TAKEN_TOGETHER

    return loading.examine(path, TAKEN_TOGETHER, day_named(as_of, "as_of"))


def check_text(path: str | Path, text: str) -> Findings:
    """Everything that would be found in a case folder, were a text its ledger; writes nothing.

    >>> check_text("examples/minerals", "zopa: 1").errors[0].code.name
    'missing-key'
    """
    from zopa.case.load import examine_text
    from zopa.preferences.taken_together import TAKEN_TOGETHER

    return examine_text(Path(path), text, {}, TAKEN_TOGETHER)[1]


def load(path: str | Path, *, as_of: date | str | None = None) -> Case:
    """The case in a folder; raises `CaseError`, which carries the findings, if it has errors.

    With `as_of`, a date or a text such as `2025-02-12`, the case as it was known on that day: its
    sources, drafts and facts up to then (`zopa.case.knowledge`).

    >>> load("examples/minerals").signatories
    ('ukraine', 'us')
    >>> len(load("examples/minerals", as_of="2025-02-12").facts)
    5
    """
    from zopa.case import load as loading
    from zopa.preferences.taken_together import TAKEN_TOGETHER

    return loading.load_case(path, TAKEN_TOGETHER, day_named(as_of, "as_of"))


def day_named(day: date | str | None, what: str) -> date | None:
    """A day as a caller gives it; raises `WrongCallError` for a text that is no day.

    >>> day_named("2025-02-12", "as_of")
    datetime.date(2025, 2, 12)
    """
    if day is None or not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else "")
    except ValueError:
        shown = day if len(day) <= LONGEST else day[:LONGEST] + "…"
        raise WrongCallError(
            f"{what}: `{shown}` is not a day; write year-month-day, such as `2025-02-12`"
        ) from None


LONGEST = 40
"""Characters of a text that is no day which are shown."""


def sound_case(given: Case | str | Path, as_of: date | str | None = None) -> tuple[Case, Findings]:
    """A case to work with, and what is found in it; of a case that is loaded, nothing.

    With `as_of`, the case as it was known on that day. Raises `FindingsError` where the case has
    errors, and `WrongCallError` where `as_of` is no day.
    """
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings

    day = day_named(as_of, "as_of")
    if isinstance(given, Case):
        from zopa.case.knowledge import case_as_of

        return (given if day is None else case_as_of(given, day)), Findings((), given.texts)
    case, findings = examine(given, as_of=day)
    if case is None or not findings.passes():
        message = f"{Path(given)}: {findings.summary()}; mend the errors first"
        raise FindingsError(message, [findings])
    return case, findings
