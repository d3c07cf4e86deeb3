"""Two kinds of trouble: one report fails and is listed, or the whole run fails and ends."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.foundation.diagnostics import Code, printable


class ArchiveError(Exception):
    """The run cannot start or go on. The message says why in plain words and what to do."""


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
        """A failure with a code of zopa's own; a long message is cut so that it can be shown."""
        return cls(document, code.name, message[:500])

    def __str__(self) -> str:
        return printable(f"{self.document}: error[{self.code}]: {self.message}")

    def as_dict(self) -> dict[str, str]:
        return {"document": self.document, "code": self.code, "message": self.message}
