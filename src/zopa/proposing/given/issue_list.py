"""Reading a list of issues: `pay = wages: 25..40 percent; pensions: restored, frozen`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zopa.case.checks.many_options import MOST_DRAWN
from zopa.case.declarations import MOST_ISSUES
from zopa.foundation.diagnostics import Finding
from zopa.foundation.text import Span, trimmed_span
from zopa.proposing.given.codes import (
    GIVEN_LEVELS,
    GIVEN_LIMITS,
    GIVEN_NOTHING,
    GIVEN_SIGN,
)
from zopa.proposing.given.figure_range import (
    Mistake,
    figures_text,
    figures_told,
    listed_figures,
    near_unit,
)
from zopa.proposing.given.list_text import WrittenList, quoted_if_needed
from zopa.proposing.given.named import GivenFigures, GivenIssue
from zopa.proposing.given.taken import TakenNames

ISSUES = "issues"
_ALTERNATIVES = re.compile(r"\s+(?:or|vs\.?|versus)\s+|\s*[/|]\s*")


def given_issues(named: str | Sequence[GivenIssue]) -> tuple[tuple[GivenIssue, ...], list[Finding]]:
    """The issues that a text or records name, and everything that is wrong with them.

    Issues are parted by `;` or stand on lines of their own. Behind `=` stand words that reports
    have for the issue; behind `:` its levels, parted by commas, or a range of figures with its
    unit, with or without a step (`by 5`). A unit alone leaves the range to the reports, and an
    issue without levels leaves them all. Findings point into the text; of records, into
    `issues_text` of them.

    >>> issues, findings = given_issues("pay = wages: 25..40 percent; pensions: restored, frozen")
    >>> [(issue.words, issue.levels, issue.figures is not None) for issue in issues]
    [(('pay', 'wages'), (), True), (('pensions',), ('restored', 'frozen'), False)]
    >>> [str(finding) for finding in given_issues("pay: 25..40")[1]]
    ['issues:1:6: error[given-unit]: figures without a unit']
    """
    told = WrittenList(ISSUES, named if isinstance(named, str) else issues_text(named))
    names = TakenNames(told, "word for")
    found: list[GivenIssue] = []
    for entry in told.entries():
        if len(found) == MOST_ISSUES:
            told.report(GIVEN_LIMITS, entry, f"more than {MOST_ISSUES} issues")
            break
        issue = _issue(told, entry, names)
        if issue is not None:
            found.append(issue)
    return tuple(found), told.findings


def issues_text(issues: Sequence[GivenIssue]) -> str:
    """Issues as the text that `given_issues` reads as the same ones.

    >>> print(issues_text([GivenIssue("pay", ("wages",), figures=GivenFigures("percent"))]))
    pay = wages: .. percent
    """
    return "; ".join(map(_written, issues))


def _written(issue: GivenIssue) -> str:
    text = quoted_if_needed(issue.title)
    if issue.also:
        text += " = " + ", ".join(map(quoted_if_needed, issue.also))
    if issue.figures is not None:
        return f"{text}: {figures_text(issue.figures)}"
    if not issue.levels:
        return text
    levels = [quoted_if_needed(level, always=_like_figures(level)) for level in issue.levels]
    return f"{text}: {', '.join(levels)}"


def _like_figures(level: str) -> bool:
    """Whether words could be taken for figures."""
    return figures_told(level) is not None or listed_figures([level]) is not None


def _issue(told: WrittenList, entry: Span, names: TakenNames) -> GivenIssue | None:
    head, *levels = told.parted(entry, ":")
    title_at, *words = told.parted(head, "=")
    well = True
    for more, sign, meant in (
        *((span, ":", "put `;` before the name of the next issue") for span in levels[1:]),
        *((span, "=", "part words for one issue by commas") for span in words[1:]),
    ):
        well = False
        told.report(
            GIVEN_SIGN,
            Span(more.start - 1, more.start),
            f"a second `{sign}` in one issue",
            meant,
            "or put the name to which it belongs in quotation marks",
            label="expected `,` or `;`",
        )
    if not well:
        return None
    title = _name(told, title_at, "the name of an issue", "write a name in front")
    if not title:
        return None
    names.take(title, title, title_at)
    also: list[str] = []
    for part in told.parted(words[0], ",") if words else ():
        other = _name(told, part, "another word", "leave the sign out, or write a word")
        if other and not names.owned(other, title) and names.take(other, title, part):
            also.append(other)
    if not levels:
        return GivenIssue(title, tuple(also))
    in_words, figures = _levels(told, levels[0], title)
    return GivenIssue(title, tuple(also), in_words, figures)


def _name(told: WrittenList, span: Span, what: str, missing: str) -> str:
    """A name without commas, or nothing and a finding."""
    trimmed = trimmed_span(told.text, *span)
    stray = told.stray(trimmed, ",") if trimmed else None
    if trimmed is None or stray is None:
        return told.name_at(span, what, missing)
    whole = told.text[trimmed.start : trimmed.stop]
    first, _, rest = (part.strip() for part in whole.partition(","))
    told.report(
        GIVEN_SIGN,
        stray,
        f"`,` within {what}",
        f"write `{first}; {rest}` for two issues, `{first} = {rest}` for two words for one",
        f"or, if it belongs to the name, `{quoted_if_needed(whole)}`",
        label="expected `;` before the next issue, or `:` before levels",
    )
    return ""


def _levels(
    told: WrittenList, span: Span, title: str
) -> tuple[tuple[str, ...], GivenFigures | None]:
    """The levels in words, or the figures."""
    trimmed = trimmed_span(told.text, *span)
    if trimmed is None:
        told.report(
            GIVEN_NOTHING,
            Span(span.start - 1, span.start),
            f"`{title}` has no levels behind `:`",
            f"write `{title}` alone where the reports are to tell them",
            label="expected levels, or a range of figures",
        )
        return (), None
    raw = told.text[trimmed.start : trimmed.stop]
    pieces = told.parted(trimmed, ",")
    shown = [trimmed_span(told.text, *piece) for piece in pieces]
    if any(piece is not None and told.quoted(piece) for piece in shown):
        figures: GivenFigures | Mistake | None = None
    else:
        texts = [told.words(piece) for piece in shown if piece is not None]
        figures = figures_told(raw) or (listed_figures(texts) if texts else None)
    if isinstance(figures, GivenFigures):
        return (), figures
    if isinstance(figures, Mistake):
        told.report(figures.code, trimmed, figures.message, figures.help, label=figures.label)
        return (), None
    if len(pieces) == 1:
        _only_one(told, trimmed, title)
        return (), None
    if len(pieces) > MOST_DRAWN:
        told.report(
            GIVEN_LIMITS, trimmed, f"`{title}` has more than {MOST_DRAWN} levels in words",
            "write a range of figures", label="expected fewer levels",
        )  # fmt: skip
        return (), None
    names = TakenNames(told, "level of")
    missing = "leave the comma out, or write a level"
    found: list[str] = []
    for piece in pieces:
        level = told.name_at(piece, "a level", missing)
        if level and names.take(level, title, piece):
            found.append(level)
    return tuple(found), None


def _only_one(told: WrittenList, span: Span, title: str) -> None:
    """A finding at the only level of an issue, with what is most likely meant."""
    level = told.words(span)
    name = quoted_if_needed(title)
    parts = [part for part in _ALTERNATIVES.split(level) if part]
    unit = near_unit(level)
    counted = level.endswith("s") and " " not in level
    if unit:
        meant = f"write `{name}: {unit}`"
    elif len(parts) > 1:
        meant = f"write `{name}: {', '.join(parts)}`"
    else:
        meant = f"name another level: `{name}: {quoted_if_needed(level)}, …`"
    told.report(
        GIVEN_LEVELS,
        span,
        f"`{title}` can be settled in one way only",
        meant,
        f"or write `{name}` alone where the reports are to tell the levels",
        *([f"or `{name}: .. {level}` for figures that the reports tell"] if counted else []),
        label="expected two levels or more, parted by commas",
    )
