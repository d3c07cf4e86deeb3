"""Findings, which say what is wrong with a person's input, where it is, and what would mend it.

A finding is a value, never an exception. The same record goes to the terminal, to JSON and to a web
page. The rendered text has the form of compiler messages: `file:line:col: severity[code]: message`,
then the line in question with carets under the words, then the remedy under `help`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the work, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A run of characters on one line of a file; line and column count from 1."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: its name, its severity, and what `--explain` says about it."""

    name: str
    severity: Severity
    title: str
    explanation: str
    fails_strict: bool = False
    """Whether it fails a strict check even where it is a note."""


def example(wrong: str, right: str, language: str = "yaml") -> str:
    """The end of an explanation: an example that is wrong, and how it would be right.

    >>> print(example(wrong="a: b: c", right="a: 'b: c'").splitlines()[0])
    Wrong:
    """
    return f"Wrong:\n\n```{language}\n{wrong}\n```\n\nRight:\n\n```{language}\n{right}\n```"


def explained(codes: Mapping[str, Code]) -> str:
    """The sections about codes for a page of the documentation, ordered by name."""
    lines = [""]
    for code in sorted(codes.values(), key=lambda code: code.name):
        lines += [f"### {code.name}", "", f"*{code.severity}*: {code.title}", "", code.explanation]
        lines.append("")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing.

    `message` states the fact in lower case; `label` stands beside the carets and says what was
    expected; `help` gives the remedies; `related` lists other places that matter, with a remark.

    >>> code = Code("unknown-level", Severity.ERROR, "a level nobody declared", "…")
    >>> str(Finding(code, Place("case.yaml", 4, 9, 3), "`nop` is not a level"))
    'case.yaml:4:9: error[unknown-level]: `nop` is not a level'
    """

    code: Code
    place: Place
    message: str
    label: str = ""
    help: tuple[str, ...] = ()
    related: tuple[tuple[Place, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code.name}]: {self.message}"

    def as_dict(self) -> dict[str, object]:
        """The finding as JSON-ready values."""
        return {
            "code": self.code.name,
            "severity": str(self.severity),
            "message": self.message,
            "place": _place_dict(self.place),
            "label": self.label,
            "help": list(self.help),
            "related": [{"place": _place_dict(p), "label": text} for p, text in self.related],
        }


def _place_dict(place: Place) -> dict[str, object]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }


@dataclass(frozen=True)
class Findings:
    """All findings about one input, in reading order, with the texts that they point into.

    `texts` holds the content of each file by its name.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, findings: Iterable[Finding], texts: Mapping[str, str]) -> Findings:
        """The findings sorted by place, the gravest first at the same place, without repeats."""
        unique = dict.fromkeys(findings)
        return cls(
            tuple(sorted(unique, key=lambda f: (f.place, _WEIGHT[f.severity], f.code.name))), texts
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def of_severity(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is severity)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self.of_severity(Severity.ERROR)

    def passes(self, *, strict: bool = False) -> bool:
        """Whether there are no errors and, with `strict`, no warnings.

        Notes do not matter, but for those whose code says that they fail a strict check.
        """
        return not self.errors and not (strict and any(_fails_strict(f.code) for f in self))

    def summary(self) -> str:
        """The findings counted in words, such as `2 errors, 1 warning, 3 notes`.

        >>> Findings(()).summary()
        'no findings'
        """
        counts = [(len(self.of_severity(s)), str(s)) for s in Severity]
        parts = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in counts if n]
        return ", ".join(parts) or "no findings"

    def as_dict(self) -> dict[str, object]:
        return {
            "summary": {str(s): len(self.of_severity(s)) for s in Severity},
            "findings": [f.as_dict() for f in self.findings],
        }

    def render(self) -> str:
        """The findings as plain text, with a blank line between any two."""
        return "\n".join(render_finding(f, self.texts) for f in self.findings)


def _fails_strict(code: Code) -> bool:
    return code.severity is not Severity.NOTE or code.fails_strict


def render_finding(finding: Finding, texts: Mapping[str, str]) -> str:
    """One finding with the line it points at, as plain text that ends in a newline."""
    lines = [str(finding), *_excerpt(finding.place, finding.label, texts)]
    for place, text in finding.related:
        lines.append(f"   = see {place}: {text}" if text else f"   = see {place}")
        lines.extend(_excerpt(place, "", texts))
    lines.extend(f"   = help: {text}" for text in finding.help)
    # Messages quote a person's file too, so every line is made safe, not only the excerpt.
    return "\n".join(printable(line) for line in lines) + "\n"


_WIDEST = 110
"""At most so many characters of a line are shown."""
_LINE_BREAK = re.compile(r"\r\n?|\n")  # as YAML 1.2 counts lines
_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_ON_TOP = {"Mn", "Me"}  # marks that stand on the character before them


def _excerpt(place: Place, label: str, texts: Mapping[str, str]) -> list[str]:
    source_lines = _LINE_BREAK.split(texts.get(place.file, ""))
    if not 1 <= place.line <= len(source_lines) or not texts.get(place.file):
        return [f"   = {label}"] if label else []
    raw = source_lines[place.line - 1]
    start, stop = place.column - 1, place.column - 1 + max(place.length, 1)
    cut = max(0, min(start - 20, len(raw) - _WIDEST)) if len(raw) > _WIDEST else 0
    shown = raw[cut : cut + _WIDEST]
    before = shown[: start - cut]
    under = shown[start - cut : stop - cut] or " "
    gutter = str(place.line)
    caret_line = " " * display_width(before) + "^" * max(1, display_width(under))
    head = "…" if cut else ""
    tail = "…" if cut + _WIDEST < len(raw) else ""
    pad = " " * len(head)
    return [
        f"{gutter} | {head}{shown}{tail}",
        f"{' ' * len(gutter)} | {pad}{caret_line}{' ' + label if label else ''}",
    ]


def printable(text: str) -> str:
    """The text with a space for each tab and `�` for each character that could steer a terminal."""
    return "".join(
        " " if c == "\t" else "�" if unicodedata.category(c) in _UNSAFE else c for c in text
    )


def display_width(text: str) -> int:
    """The number of columns that `text` takes in a terminal.

    Wide characters take two columns and combining marks none.

    >>> display_width("née"), display_width("協定")
    (3, 4)
    """
    upright = (c for c in text if unicodedata.category(c) not in _ON_TOP)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in upright)
