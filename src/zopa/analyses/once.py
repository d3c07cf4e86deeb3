"""Work on draws that several analyses need, and that is done once for all of them.

The analyses of a brief run side by side in threads. Whichever of them asks first does the work;
the others wait for it and take the same value.
"""

from __future__ import annotations

from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

P = ParamSpec("P")
T = TypeVar("T")


class _Slot:
    """A value that is worked out by the first who asks for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._values: list[Any] = []

    def value(self, work: Callable[[], Any]) -> Any:
        with self._lock:
            if not self._values:
                self._values.append(work())
            return self._values[0]


_slots: WeakKeyDictionary[Draws, dict[Hashable, _Slot]] = WeakKeyDictionary()
_lock = Lock()


def once_for_draws(
    work: Callable[Concatenate[Case, Draws, P], T],
) -> Callable[Concatenate[Case, Draws, P], T]:
    """A function of a case and its draws that does its work once for the same draws.

    Further arguments must be hashable, and the value must not refer to the draws. An error is
    not kept: who asks next tries again.
    """

    @wraps(work)
    def shared(case: Case, draws: Draws, *args: P.args, **kwargs: P.kwargs) -> T:
        if case is not draws.case:
            return work(case, draws, *args, **kwargs)
        with _lock:
            slots = _slots.setdefault(draws, {})
            slot = slots.setdefault((work, args, *sorted(kwargs.items())), _Slot())
        return cast("T", slot.value(lambda: work(case, draws, *args, **kwargs)))

    return cast("Callable[Concatenate[Case, Draws, P], T]", shared)
