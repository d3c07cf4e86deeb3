"""A case folder opened: its form, what it says, and whether its facts can hold together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import FindingsError

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings


def check(path: str | Path) -> Findings:
    """Everything that is found in a case folder, sorted by place; never raises.

    >>> check("no such folder").render().splitlines()[0]
    'no such folder:1:1: error[no-case]: there is no file or folder `no such folder`'
    """
    return examine(path)[1]


def examine(path: str | Path) -> tuple[Case | None, Findings]:
    """The case as far as it can be read, and all that `check` finds.

    >>> case, findings = examine("examples/minerals")
    >>> case.name, findings.summary()
    ('minerals', 'no findings')
    """
    from zopa.case import load as loading
    from zopa.preferences.clashes import clashing_facts

    return loading.examine(path, (clashing_facts,))


def load(path: str | Path) -> Case:
    """The case in a folder; raises `CaseError`, which carries the findings, if it has errors.

    >>> load("examples/minerals").signatories
    ('ukraine', 'us')
    """
    from zopa.case import load as loading
    from zopa.preferences.clashes import clashing_facts

    return loading.load_case(path, (clashing_facts,))


def sound_case(given: Case | str | Path) -> tuple[Case, Findings]:
    """A case to work with, and what is found in it; of a case that is loaded, nothing.

    Raises `FindingsError` where the case has errors.
    """
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings

    if isinstance(given, Case):
        return given, Findings((), given.texts)
    case, findings = examine(given)
    if case is None or not findings.passes():
        message = f"{Path(given)}: {findings.summary()}; mend the errors first"
        raise FindingsError(message, [findings])
    return case, findings
