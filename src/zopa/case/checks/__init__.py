"""The checks: pure functions from a case to findings, one concept a file.

`every_check` lists them and runs them; a check relies on nothing but the model.
"""

from zopa.case.checks.every_check import CHECKS, CODES, check_case, errors_reference

__all__ = ["CHECKS", "CODES", "check_case", "errors_reference"]
