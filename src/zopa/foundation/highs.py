"""Starting HiGHS, the solver of linear and mixed-integer programs, so that it prints nothing."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _silent() -> Any:
    import highspy

    class Silent(highspy.Highs):  # type: ignore[misc]  # highspy has no types
        """A solver that is silent from the start.

        HiGHS 1.16 prints a banner as soon as its constructor enables callbacks, before anybody can
        ask for silence. The output of a command may be JSON, which the banner would spoil.
        """

        def enableCallbacks(self) -> None:  # noqa: N802
            self.silent()
            super().enableCallbacks()

    return Silent


def silent_solver() -> Any:
    """A new solver, a `highspy.Highs`, that prints nothing.

    >>> solver = silent_solver()
    >>> solver.getOptionValue("output_flag")[1]
    False
    """
    solver = _silent()()
    solver.silent()
    return solver
