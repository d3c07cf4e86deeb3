"""What is found when the rules and facts of a case are taken together, in one list.

The checks that look at one entry after another are in `zopa.case.checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from zopa.preferences.clashes import (
    CLASH,
    NOT_CONVERGED,
    READING_CLASH,
    UNCERTAIN_CLASH,
    clashing_facts,
)
from zopa.preferences.nothing_to_sign import NOTHING_TO_SIGN, parties_with_nothing_to_sign
from zopa.preferences.tangled_case import TOO_TANGLED, tangled_lines

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Finding

TAKEN_TOGETHER: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    tangled_lines,
    clashing_facts,
    parties_with_nothing_to_sign,
)
"""The checks that take computing, in the order in which they run. Each may rely on a case that has
no other error."""

CODES = MappingProxyType(
    {
        code.name: code
        for code in (
            CLASH, UNCERTAIN_CLASH, READING_CLASH, NOT_CONVERGED, TOO_TANGLED, NOTHING_TO_SIGN,
        )
    }
)  # fmt: skip
"""Their codes, and that of draws which have not settled, by name."""
