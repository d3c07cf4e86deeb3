"""Finding the expressions of time in a text and resolving them to the days that they may mean.

docs/explanation/dates-and-figures.md says what is found and how each kind is read. The rules are
zopa's own rather than a library's. dateparser 1.5 and parsedatetime 2.6 were tried on the same
expressions and did worse (the numbers stand there): they do not look at the verb, and they take the
verb “may” or a price for a date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple, get_args

from zopa.foundation.text import Span
from zopa.statements.dates.expressions import (
    FOLLOWED,
    HEADS,
    NUMBERED,
    DateExpression,
    DateRule,
    UndatedError,
)
from zopa.statements.dates.extents import Extent, Grain, Part, part_of
from zopa.statements.statement import Dated

_WORD = re.compile(r"Q?[1-4](?![\w.,])|[A-Za-z]+|\d+")
_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<bound>(?i:by|since|until|till))\s{1,2})?"
    r"(?:(?<!\w)(?P<part>(?i:(?:the\s{1,2})?(?:(?:very\s{1,2})?(?:end|start|beginning|middle|"
    r"rest|(?:first|second)\s{1,2}half)\s{1,2}of|early|mid|late|earlier|later))(?:\s{1,2}(?i:in|on))?)"
    r"(?:\s{1,2}|-))?(?:(?<!\w)(?i:the)\s{1,2})?$"
)
"""Words that may stand before an expression and change which days it means."""
_BOUND = re.compile(r"(?i:by|since|until|till|from|between)\s{1,2}(?:(?i:the)\s{1,2})?$")
_TO = re.compile(r"\s{1,2}(?i:to|until|till|through|and)\s{1,2}|\s?[-–]\s?")


class _DatedWords(NamedTuple):
    """An expression of time, from `start` to `stop` of the text, and the days that it means."""

    start: int
    stop: int
    extent: Extent


def dates_in(text: str, published: date | None, *, within: Span | None = None) -> tuple[Dated, ...]:
    """The expressions of time in `text` that can be resolved, in order and without overlap.

    `published` is the day of publication; without it, expressions that depend on it are left out.
    If `within` is given, only expressions inside that span of the text are returned, and the text
    around it is used only for the tense. The span of an expression includes words that change the
    days it means (“by”, “since”, “until”, “early”, “the end of”), but no other preposition.

    >>> sentence = "They met on Wednesday and will meet again in March."
    >>> days = dates_in(sentence, date(2025, 2, 16))
    >>> [(dated.first.isoformat(), dated.last.isoformat()) for dated in days]
    [('2025-02-12', '2025-02-12'), ('2025-03-01', '2025-03-31')]
    """
    start, stop = within if within is not None else (0, len(text))
    expressions: list[_DatedWords] = []
    reached = start
    for match in _WORD.finditer(text, start, stop):
        word, at = match[0], match.start()
        rules = HEADS.get(word, ())
        if not rules and word[0].isdigit() and len(word) <= 4:
            rules = NUMBERED
        if not rules or at < reached or not _stands_alone(text, at):
            continue
        if word in FOLLOWED and not FOLLOWED[word].match(text, match.end()):
            continue
        expression = _expression(text, at, stop, reached, published, rules)
        if expression is not None:
            expressions.append(expression)
            reached = expression.stop
    return tuple(
        Dated(
            Span(expression.start, expression.stop),
            text[expression.start : expression.stop],
            expression.extent.first,
            expression.extent.last,
        )
        for expression in _joined(text, start, expressions)
    )


def _stands_alone(text: str, at: int) -> bool:
    """Whether no word, number or currency sign stands right before a place."""
    if at == 0:
        return True
    before = text[at - 1]
    if before in "-–/" and at > 1:
        return text[at - 2].isalpha() and text[at - 2].islower()
    return not (before.isalnum() or (before in "_.,:$€£#" and text[at].isdigit()))


def _expression(
    text: str, at: int, stop: int, reached: int, published: date | None, rules: tuple[DateRule, ...]
) -> _DatedWords | None:
    before: re.Match[str] | None = None
    looked = False
    for rule in rules:
        match = rule.pattern.match(text, at, stop)
        if match is None:
            continue
        if not looked:
            before = _BEFORE.search(text[max(reached, at - 40) : at])
            looked = True
        part = _part(before["part"]) if before else ""
        bound = (before["bound"] or "").lower().replace("till", "until") if before else ""
        if rule.needs_part and not part:
            continue
        try:
            extent = rule.resolve(DateExpression(text, match, published, bound))
            if extent is None:
                continue
            extent = _bounded(_parted(extent, part, published), bound, published)
        except (ValueError, OverflowError, StopIteration, IndexError):
            continue  # there is no such day, or it depends on an unknown day of publication
        begins = at
        if before and (part or (bound and not extent.named)):
            begins = max(reached, at - 40) + before.start()
        return _DatedWords(begins, match.end(), extent)
    return None


def _part(words: str | None) -> str:
    words = re.sub(r"^the |^very | (?:of|in|on)$", "", " ".join((words or "").lower().split()))
    names = {"end": "late", "start": "early", "beginning": "early", "middle": "mid"}
    return names.get(words, words)


def _parted(extent: Extent, part: str, published: date | None) -> Extent:
    if part in ("earlier", "later", "rest"):
        if published is not None and extent.first <= published <= extent.last:
            if part == "earlier":
                return replace(extent, last=published)
            return replace(extent, first=published)
        return extent
    for name in get_args(Part):
        if name == part:
            return part_of(extent, name)
    return extent


def _bounded(extent: Extent, bound: str, published: date | None) -> Extent:
    """The extent after “since”, which ends with publication, or after “by” and “until”, which
    begins with it. A full date stands for its own day."""
    if not bound or extent.named:
        return extent
    if published is None:
        raise UndatedError
    if bound == "since" and extent.first <= published:
        return replace(extent, last=published, grain=Grain.SPAN)
    if bound != "since" and extent.last >= published:
        return replace(extent, first=published, grain=Grain.SPAN)
    return extent


def _joined(text: str, start: int, expressions: list[_DatedWords]) -> list[_DatedWords]:
    """The expressions, with each pair such as “from March to May” or “between 2014 and 2018”
    joined into one."""
    joined: list[_DatedWords] = []
    at = 0
    while at < len(expressions):
        expression = expressions[at]
        lead = _BOUND.search(text[max(start, expression.start - 14) : expression.start])
        pair = None
        if lead is not None and lead[0][0].lower() in "fb":
            begins = max(start, expression.start - 14) + lead.start()
            following = expressions[at + 1] if at + 1 < len(expressions) else None
            if following and _TO.fullmatch(text, expression.stop, following.start):
                pair = _pair(begins, expression, following)
                at += pair is not None
            if (
                pair is None
                and expression.extent.first < expression.extent.last
                and expression.extent.grain is Grain.DAY
            ):
                pair = expression._replace(start=begins)
        joined.append(pair or expression)
        at += 1
    return joined


def _pair(begins: int, first_words: _DatedWords, last_words: _DatedWords) -> _DatedWords | None:
    first, last = first_words.extent.first, last_words.extent.last
    if not first_words.extent.year_given and last_words.extent.year_given:
        first = first.replace(year=last.year - (first.month > last.month))
    elif not last_words.extent.year_given and last < first:
        last = last.replace(year=last.year + 1)
    if last < first:
        return None
    return _DatedWords(begins, last_words.stop, Extent(first, last, Grain.SPAN))
