"""What a language model is told when it is asked for a whole ledger.

The words stand in the folder `prompt`. The examples there are about invented parties, and a test
holds that their answers stand in their reports and pass every check, so that a model is never shown
what zopa would send back.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

EXAMPLES = ("ferry", "river")
"""Names of worked examples: each has a report and the answer that is right for it."""


@cache
def prompt_part(name: str) -> str:
    """The text of a file of the folder `prompt`, without white space at its ends.

    >>> prompt_part("task.txt")[:43]
    'You are a careful analyst of negotiations. '
    """
    folder = resources.files(__package__).joinpath("prompt")
    return folder.joinpath(name).read_text(encoding="utf-8").strip()


def instructions() -> str:
    """The whole of what a model is told before the reports."""
    shown = [
        f"## Example {number}\n\n{prompt_part(f'{name}_report.txt')}\n\nThe right answer:\n\n"
        f"{prompt_part(f'{name}_answer.json')}"
        for number, name in enumerate(EXAMPLES, 1)
    ]
    task, remark, check = map(prompt_part, ("task.txt", "remark.txt", "check.txt"))
    return "\n\n".join([task, "# Examples", *shown, remark, check])
