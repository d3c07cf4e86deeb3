"""The little texts in which a person names parties and issues, cut at their signs.

Within quotation marks no sign counts. A quotation begins where a name can begin; anywhere else a
quotation mark is a character of the name, as in a nickname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zopa.foundation.diagnostics import Code, Finding, Place
from zopa.foundation.text import UNFIT, Span, fold_space, trimmed_span
from zopa.proposing.given.codes import GIVEN_LIMITS, GIVEN_NOTHING, GIVEN_SIGN
from zopa.proposing.naming import LONGEST_TITLE

SIGNS = ";,=:"
"""What parts names and levels, beside the ends of lines."""
ENTRY_SIGNS = ";\n"
OPENING = '"“„«'
_QUOTATION = re.compile(r'"(?:[^"\n]|"")*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»')
_BEGINS = re.compile(rf"(?:\A|[{SIGNS}\n])\s*(?=[{OPENING}])")
_ENDS = re.compile(rf"\s*(?:\Z|[{SIGNS}\n(])")
_THOUSANDS = re.compile(r"(?<=\d),\d{3}(?!\d)")


class WrittenList:
    """A text that lists parties or issues, and what is wrong with it.

    >>> told = WrittenList("parties", 'Halden; "Miller; Sons"')
    >>> [told.words(entry) for entry in told.entries()]
    ['Halden', 'Miller; Sons']
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        """What findings call the text."""
        self.text = re.sub(r"\r\n?", "\n", text)
        self.findings: list[Finding] = []
        self._quotations: dict[int, int] = {}
        """Where each quotation starts → where it stops."""
        at = 0
        while begin := _BEGINS.search(self.text, at):
            start = begin.end()
            quotation = _QUOTATION.match(self.text, start)
            if quotation is not None:
                self._quotations[start] = at = quotation.end()
                continue
            at = start + 1
            self.report(
                GIVEN_SIGN,
                Span(start, start + 1),
                "a quotation mark that is never closed",
                "close it, or leave it out",
                label="expected its other half behind the name",
            )

    def report(
        self,
        code: Code,
        span: Span,
        message: str,
        *remedies: str,
        label: str = "",
        related: tuple[tuple[Place, str], ...] = (),
    ) -> None:
        """A finding at a part of the text."""
        self.findings.append(Finding(code, self.place(span), message, label, remedies, related))

    def place(self, span: Span) -> Place:
        """Where a part of the text stands; only its first line counts."""
        before = self.text[: span.start]
        line_start = before.rfind("\n") + 1
        lines = self.text[span.start : span.stop].splitlines() or [""]
        return Place(
            self.name, before.count("\n") + 1, span.start - line_start + 1, max(1, len(lines[0]))
        )

    def entries(self) -> Iterator[Span]:
        """What stands between two `;` or on one line; each that is empty is a finding, but for the
        last one and for empty lines."""
        spans = self.parted(Span(0, len(self.text)), ENTRY_SIGNS)
        for index, span in enumerate(spans):
            trimmed = trimmed_span(self.text, *span)
            if trimmed is not None:
                yield trimmed
            elif index < len(spans) - 1 and self.text[span.stop] == ";":
                self.report(
                    GIVEN_NOTHING,
                    Span(span.stop, span.stop + 1),
                    f"nothing is named before `;` in `{self.name}`",
                    "take the `;` away, or put a name before it",
                    label="expected a name before it",
                )

    def parted(self, span: Span, signs: str) -> list[Span]:
        """The parts between any of the signs, with the white space around them."""
        parts: list[Span] = []
        start = at = span.start
        while at < span.stop:
            if at in self._quotations:
                at = self._quotations[at]
                continue
            if self.text[at] in signs and not self._within_number(at):
                parts.append(Span(start, at))
                start = at + 1
            at += 1
        return [*parts, Span(start, span.stop)]

    def _within_number(self, at: int) -> bool:
        """Whether a comma parts the thousands of a number (“1,000”)."""
        return _THOUSANDS.match(self.text, at) is not None

    def words(self, span: Span) -> str:
        """A part of the text as a name, without the quotation marks around it."""
        raw = self.text[span.start : span.stop]
        if self.quoted(span):
            inner = raw[1:-1]
            return fold_space(inner.replace('""', '"') if raw[0] == '"' else inner)
        return fold_space(raw)

    def quoted(self, span: Span) -> bool:
        """Whether a part of the text is one quotation and nothing else."""
        return self._quotations.get(span.start) == span.stop

    def name_at(self, span: Span, what: str, missing: str) -> str:
        """The words of a part if they can be a name; else an empty text, and a finding.

        `missing` is the remedy where there are none.
        """
        trimmed = trimmed_span(self.text, *span)
        words = self.words(trimmed) if trimmed else ""
        if trimmed is None or not words:
            shown = trimmed or Span(max(0, span.start - 1), max(1, span.start))
            self.report(
                GIVEN_NOTHING, shown, f"{what} is missing", missing, label=f"expected {what}"
            )
        elif len(words) > LONGEST_TITLE:
            self.report(
                GIVEN_LIMITS,
                trimmed,
                f"{what} of {len(words)} characters",
                "write a shorter one",
                label=f"expected at most {LONGEST_TITLE}",
            )
        elif (unfit := UNFIT.search(words)) is not None:
            self.report(
                GIVEN_LIMITS,
                trimmed,
                f"{what} holds a character that no ledger may hold",
                f"write it without U+{ord(unfit[0]):04X}",
                label="expected what can be read",
            )
        else:
            return words
        return ""

    def stray(self, span: Span, signs: str) -> Span | None:
        """The first of the signs that stands in a part outside quotation marks."""
        first = self.parted(span, signs)[0]
        return None if first.stop == span.stop else Span(first.stop, first.stop + 1)


def quoted_if_needed(name: str, *, always: bool = False) -> str:
    """A name as it is written in a list.

    >>> print(quoted_if_needed("Halden Paints"), quoted_if_needed('The "Nine"; and others'))
    Halden Paints "The ""Nine""; and others"
    """
    plain = not always and name[:1] not in OPENING and name == fold_space(name) != ""
    if plain and not name.endswith(")") and not any(sign in name for sign in SIGNS):
        return name
    return '"' + name.replace('"', '""') + '"'
