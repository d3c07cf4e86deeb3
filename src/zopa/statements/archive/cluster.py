"""Workers on other machines, through the backends that Dask and Ray provide for joblib.

Both find their cluster through an environment variable, as their own documentation says:
`DASK_SCHEDULER_ADDRESS` and `RAY_ADDRESS`. If it is not set, they use this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from zopa.foundation.names import nearest_name
from zopa.statements.archive.failures import ArchiveError

LOCAL = ("loky", "multiprocessing", "threading", "sequential")
"""The backends that joblib itself brings."""
_PACKAGES = {"dask": "distributed", "ray": "ray.util.joblib"}


@contextmanager
def connected(backend: str) -> Iterator[None]:
    """A context in which joblib can use `backend`; an empty name leaves the choice to joblib.

    Raises `ArchiveError` if there is no such backend, if its package is missing, or if the cluster
    does not answer.
    """
    if backend == "dask":
        with _client():
            yield
        return
    if backend == "ray":
        _package(backend).register_ray()
    elif backend and backend not in LOCAL:
        known = (*LOCAL, *_PACKAGES)
        nearest = nearest_name(backend, known)
        meant = f"; did you mean `{nearest}`?" if nearest else ""
        raise ArchiveError(f"there is no backend `{backend}`: use {', '.join(known)}{meant}")
    yield


@contextmanager
def _client() -> Iterator[Any]:
    package = _package("dask")
    address = os.environ.get("DASK_SCHEDULER_ADDRESS", "")
    try:
        client = package.Client(address or None)
    except (OSError, ValueError) as problem:
        where = f" at {address} (DASK_SCHEDULER_ADDRESS)" if address else ""
        raise ArchiveError(f"no Dask scheduler answers{where}: {problem}") from problem
    with client:
        yield client


def _package(backend: str) -> Any:
    name = _PACKAGES[backend]
    try:
        return import_module(name)
    except ImportError as problem:
        package = name.partition(".")[0]
        raise ArchiveError(
            f"the backend `{backend}` needs the package `{package}`: pip install {package}"
        ) from problem
