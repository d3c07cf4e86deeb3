"""What went wrong: with one report, which is listed, or with the whole run, which ends it."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.foundation.diagnostics import Code, printable


class ArchiveError(Exception):
    """The run cannot start or go on; the message says why in plain words, and what to do."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read.

    >>> print(Failure("press.zip/a.pdf", "archive-broken", "it is locked with a password"))
    press.zip/a.pdf: error[archive-broken]: it is locked with a password
    """

    document: str
    code: str
    message: str

    @classmethod
    def of(cls, document: str, code: Code, message: str) -> Failure:
        """A failure with one of our own codes, its message cut to a length that can be shown."""
        return cls(document, code.name, message[:500])

    def __str__(self) -> str:
        return printable(f"{self.document}: error[{self.code}]: {self.message}")

    def as_dict(self) -> dict[str, str]:
        return {"document": self.document, "code": self.code, "message": self.message}
