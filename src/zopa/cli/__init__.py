"""The command line: `zopa new`, `read`, `check`, `brief`, `import` and `export`.

Exit status: 0 all well, 1 findings that stop the work, 2 a wrong call or a file that cannot
be written, 130 stopped by the user, 143 by the system. Results go to standard output,
everything else to standard error. What is done is done by `zopa.desk`; here are arguments, words
and statuses.
"""

from zopa.cli.program import app, main

__all__ = ["app", "main"]
