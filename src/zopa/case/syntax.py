"""This module tells YAML's own errors in plain words and names their usual causes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zopa.case.codes.text import YAML_SYNTAX
from zopa.foundation.diagnostics import Finding

if TYPE_CHECKING:
    from zopa.case.nodes import LineIndex

_SINGLE_QUOTES = "use single quotes, between which every character stands for itself"
_KEY_BEFORE = re.compile(r"[ \-]*(?:\"[^\"]*\"|'[^']*'|[^\s:\[{\"'][^:]*?):[ \t]+")


def plain_words(error: Exception, lines: LineIndex) -> Finding:
    """The finding for an error of ruamel.yaml (or of Python inside it)."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _without_mark(lines)
    problem = str(getattr(error, "problem", "") or "")
    context_mark = getattr(error, "context_mark", None)
    wrong = _Wrong(
        lines, mark.index, problem, str(getattr(error, "context", "") or ""), context_mark
    )
    for words, explain in _EXPLANATIONS:
        if words in problem or words in wrong.context:
            return explain(wrong)
    return wrong.finding(wrong.at, "from here on the file cannot be read as YAML", label=problem)


def quoted(text: str) -> str:
    """`text` as a YAML scalar in quotes.

    >>> print(quoted("he said: no"), quoted('"No," he said'), quoted("it's: no"))
    "he said: no" '"No," he said' "it's: no"
    """
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


class _Wrong:
    """A YAML error and the line that it is on."""

    def __init__(
        self, lines: LineIndex, at: int, problem: str, context: str, context_mark: Any
    ) -> None:
        self.lines = lines
        self.at = min(at, len(lines.text))
        self.problem = problem
        self.context = context
        self.opened: int = self.at if context_mark is None else context_mark.index
        self.line_start = lines.text.rfind("\n", 0, self.at) + 1
        end = lines.text.find("\n", self.at)
        self.line_end = len(lines.text) if end < 0 else end
        self.line = lines.text[self.line_start : self.line_end]

    def finding(
        self,
        start: int,
        message: str,
        *,
        stop: int = 0,
        label: str = "",
        help: str = "",  # noqa: A002
    ) -> Finding:
        place = self.lines.place(start, max(stop, start + 1))
        return Finding(YAML_SYNTAX, place, message, label, (help,) if help else ())

    @property
    def value_start(self) -> int:
        """Where the value on this line starts, behind its key and dash."""
        match = _KEY_BEFORE.match(self.line)
        return self.line_start + (
            match.end() if match else len(self.line) - len(self.line.lstrip(" -"))
        )

    @property
    def value(self) -> str:
        return self.lines.text[self.value_start : self.line_end].rstrip()

    @property
    def first_word(self) -> int:
        return self.line_start + len(self.line) - len(self.line.lstrip(" "))

    def needs_quotes(self, message: str) -> Finding:
        return self.finding(
            self.value_start,
            message,
            stop=self.line_end,
            help=f"put the text in quotes: {_short(quoted(self.value))}",
        )


def _short(text: str, width: int = 90) -> str:
    return text if len(text) <= width else text[: width - 2].rstrip() + "…" + text[-1]


def _tab_or_sign(wrong: _Wrong) -> Finding:
    sign = wrong.lines.text[wrong.at : wrong.at + 1]
    if sign == "\t" and wrong.line[: wrong.at - wrong.line_start].strip():
        return wrong.finding(
            wrong.at, "a tab stands where a space is expected", help="put a space in its place"
        )
    if sign == "\t":
        return wrong.finding(
            wrong.at,
            "this line is set in with a tab",
            help="use spaces: YAML does not allow tabs at the start of a line",
        )
    return wrong.needs_quotes(f"a text cannot start with `{sign}` unless it stands in quotes")


def _colon_in_text(wrong: _Wrong) -> Finding:
    before = wrong.line[: wrong.at - wrong.line_start + 1]
    if _KEY_BEFORE.match(before):
        return wrong.needs_quotes("a text with a colon and a space in it needs quotes")
    above = wrong.lines.text[: wrong.line_start].rstrip()
    start = above.rfind("\n") + 1
    previous = above[start:]
    indent = len(previous) - len(previous.lstrip(" "))
    if not re.search(r":(\s|$)", previous):
        return _no_colon(wrong, start + indent, len(above))
    return wrong.finding(
        wrong.first_word,
        "this line stands further in than the line above, which already has its value",
        stop=wrong.at,
        help="let it start in the same column as the lines it belongs to",
    )


def _no_colon(wrong: _Wrong, start: int, stop: int) -> Finding:
    text = wrong.lines.text[start:stop]
    tight = re.match(r"([-\s]*[\w-]+):\S", text)
    return wrong.finding(
        start,
        "a colon needs a space behind it" if tight else "this line has no colon behind a name",
        stop=stop,
        help="write `name: value`, with a space behind the colon",
    )


def _missing_colon(wrong: _Wrong) -> Finding:
    end = wrong.lines.text.find("\n", wrong.opened)
    return _no_colon(wrong, wrong.opened, len(wrong.lines.text) if end < 0 else end)


def _unclosed_quote(wrong: _Wrong) -> Finding:
    return wrong.finding(
        wrong.opened,
        "this quotation mark is never closed",
        stop=len(wrong.lines.text),
        help="close it at the end of the text",
    )


def _block_end(wrong: _Wrong) -> Finding:
    before = wrong.lines.text[wrong.line_start : wrong.at].rstrip()
    if "<scalar>" in wrong.problem and before.endswith(('"', "'", "]", "}")):
        first = wrong.value[:1]
        if first in ('"', "'", "[", "{"):
            return wrong.needs_quotes(
                f"the text goes on behind the closing `{before[-1]}`"
                if first in ('"', "'")
                else f"a text cannot start with `{first}` unless it stands in quotes"
            )
        return wrong.finding(
            wrong.line_start + len(before) - 1,
            f"this `{before[-1]}` closes a text that was opened further up",
            help="look above for a text whose closing quotation mark is missing",
        )
    word = re.compile(r"\S+").match(wrong.lines.text, wrong.at)
    return wrong.finding(
        wrong.at,
        "the start of this line fits none of the lines above",
        stop=word.end() if word else wrong.at + 1,
        help="lines that belong together start in the same column",
    )


def _in_brackets(wrong: _Wrong) -> Finding:
    opening = wrong.lines.text[wrong.opened : wrong.opened + 1]
    got = wrong.lines.text[wrong.at : wrong.at + 1]
    close = f"close it with `{']' if opening == '[' else '}'}`"
    if "\n" in wrong.lines.text[wrong.opened : wrong.at] or wrong.at >= wrong.line_end:
        return wrong.finding(
            wrong.opened,
            f"this `{opening}` is never closed",
            stop=len(wrong.lines.text),
            help=close,
        )
    if got == ":":
        return wrong.finding(
            wrong.at,
            "a text with a colon and a space in it needs quotes",
            help="put the text in quotes",
        )
    if got in ("]", "}"):
        return wrong.finding(wrong.at, f"`{got}` cannot close `{opening}`", help=close)
    return wrong.finding(
        wrong.at,
        "a comma or a closing bracket is missing before this",
        help="put the whole text in quotes, or separate the parts by commas",
    )


def _no_content(wrong: _Wrong) -> Finding:
    got = wrong.lines.text[wrong.at : wrong.at + 1]
    if got == "," and "flow" in wrong.context:
        return wrong.finding(wrong.at, "nothing stands before this comma", help="delete the comma")
    return wrong.needs_quotes(f"a text cannot start with `{got}` unless it stands in quotes")


def _dash(wrong: _Wrong) -> Finding:
    return wrong.finding(
        wrong.at,
        "a list's `-` cannot stand on the line of its name",
        help="start a new line before the `-`, or put the text in quotes",
    )


def _escape(wrong: _Wrong) -> Finding:
    return wrong.finding(
        wrong.at - 1,
        f"`{wrong.lines.text[wrong.at - 1 : wrong.at + 1]}` means nothing between double quotes",
        stop=wrong.at + 1,
        help=_SINGLE_QUOTES,
    )


def _start_sign(wrong: _Wrong) -> Finding:
    sign = wrong.lines.text[wrong.opened : wrong.opened + 1]
    return wrong.needs_quotes(f"a text cannot start with `{sign}` unless it stands in quotes")


def _after_block_sign(wrong: _Wrong) -> Finding:
    sign = wrong.lines.text[wrong.opened : wrong.opened + 1]
    return wrong.finding(
        wrong.at,
        f"nothing may follow `{sign}` on its line",
        stop=wrong.line_end,
        help="write the text on the next line, set in; or put it in quotes",
    )


def _directive(wrong: _Wrong) -> Finding:
    at = wrong.lines.text.find("%")
    start = max(at, 0)
    return wrong.finding(start, "a line that starts with `%` is an instruction to YAML",
                         help="delete the line, or put the text in quotes")  # fmt: skip


def _without_mark(lines: LineIndex) -> Finding:
    match = re.search(r"\\U[0-9a-fA-F]{8}", lines.text)
    start, stop = match.span() if match else (0, 1)
    return Finding(
        YAML_SYNTAX,
        lines.place(start, stop),
        "this cannot be read as YAML",
        help=(_SINGLE_QUOTES,) if match else (),
    )


_EXPLANATIONS = (
    ("cannot start any token", _tab_or_sign),
    ("mapping values are not allowed", _colon_in_text),
    ("could not find expected ':'", _missing_colon),
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document separator", _unclosed_quote),
    ("expected <block end>", _block_end),
    ("expected ',' or", _in_brackets),
    ("expected the node content", _no_content),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _start_sign),
    ("unknown escape character", _escape),
    ("while scanning an alias", _start_sign),
    ("while scanning an anchor", _start_sign),
    ("an tag", _start_sign),
    ("a tag", _start_sign),
    ("while scanning a block scalar", _after_block_sign),
    ("directive", _directive),
    ("expected '<document start>'", _directive),
    ("incompatible YAML document", _directive),
)
