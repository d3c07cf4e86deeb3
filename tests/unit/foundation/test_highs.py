"""The solver must not write where commands print their results."""

import subprocess
import sys

PROGRAM = """
from zopa.foundation.highs import silent_solver
solver = silent_solver()
solver.addVariable(lb=0.0, ub=2.0, obj=-1.0)
solver.run()
raise SystemExit(solver.getSolution().col_value != [2.0])
"""


def test_making_and_running_a_solver_prints_nothing() -> None:
    # A process of its own: the library writes past Python, and its banner once a process.
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
