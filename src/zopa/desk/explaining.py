"""What the code of a finding means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Code


def case_codes() -> dict[str, Code]:
    """The codes of everything that `check` and the draws of a case can find, by name."""
    from zopa.case.checks import CODES as CHECKED
    from zopa.preferences.taken_together import CODES as COMPUTED

    return {**CHECKED, **COMPUTED}


def code_sets() -> tuple[Mapping[str, Code], ...]:
    """The codes of cases, reports, archives, language models, exchange and what is named first,
    each set by itself."""
    from zopa.exchange.codes import CODES as READ
    from zopa.exchange.write_codes import CODES as WRITTEN
    from zopa.proposing.given.codes import CODES as GIVEN
    from zopa.sources.codes import CODES as SOURCES
    from zopa.statements.archive.codes import CODES as ARCHIVE
    from zopa.statements.language_model.codes import CODES as MODEL

    return (case_codes(), SOURCES, ARCHIVE, MODEL, READ, WRITTEN, GIVEN)


def every_code() -> dict[str, Code]:
    """Every code that a finding can have, by name.

    >>> sorted(name for name in every_code() if name.startswith("clash"))
    ['clash']
    """
    return {name: code for codes in code_sets() for name, code in codes.items()}


def explain(code: str) -> Code:
    """A code with its title and its explanation; raises `WrongCallError` where there is none.

    >>> explain("clash").title
    'facts that cannot all hold'
    """
    from zopa.foundation.names import nearest_name

    codes = every_code()
    if code not in codes:
        near = nearest_name(code, codes)
        hint = f"; did you mean `{near}`?" if near else "; the codes are in the gallery of mistakes"
        raise WrongCallError(f"there is no code `{code}`{hint}")
    return codes[code]
