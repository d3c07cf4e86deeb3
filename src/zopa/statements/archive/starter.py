"""Ending a worker when the process that started it has ended.

A run that is killed cannot tell its workers to stop, and they would read on for nobody.
"""

from __future__ import annotations

import os
import threading
import time
from functools import cache

_LOOKED_AFTER = 1.0
"""Seconds between two looks at who the parent is."""


@cache
def end_with(starter: int) -> None:
    """End this process soon after the process `starter` has ended, if that is its parent.

    Where it is not, as in a thread of the starter or on another machine, nothing is done. Asked
    again, it goes on as before.
    """
    if os.getppid() == starter:
        threading.Thread(target=_watch, args=(starter,), daemon=True).start()


def _watch(starter: int) -> None:
    while os.getppid() == starter:  # an orphan gets another parent
        time.sleep(_LOOKED_AFTER)
    os._exit(1)
