"""A brief is rendered as one self-contained HTML page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup, escape

from zopa.briefing.figures.svg import FIGURES, both
from zopa.briefing.numbers import Number
from zopa.briefing.outline import sections
from zopa.briefing.phrasing import (
    CaseDay,
    Chance,
    Note,
    Piece,
    Prose,
    Quoted,
    Reference,
    Said,
    Setting,
    plain,
)
from zopa.briefing.sections.headline import reading
from zopa.foundation.authorship import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from jinja2.runtime import Context

    from zopa.briefing.blocks import Block, Picture
    from zopa.briefing.results import BriefResults


def html_page(f: BriefResults) -> str:
    """Render the whole page. The same results give the same bytes."""
    page = (
        _environment()
        .get_template("brief.html.j2")
        .render(
            case=f.case,
            as_of=(CaseDay(f.case.as_of),) if f.case.as_of else (),
            sections=sections(f),
            reading=reading(f),
            program=(f.program(),),
            figure=partial(_figure, f),
            key="",
            fact_at=fact_in_page,
            style=Markup(_template("style.css")),  # noqa: S704 - our own file
        )
    )
    return sealed(page)


def html_blocks(f: BriefResults, blocks: Iterable[Block], fact_at: FactAddress, key: str) -> Markup:
    """Render some blocks by themselves, for a page that is made elsewhere.

    `fact_at` says where an entry of the ledger is to be found, by its place among the facts; what
    has to be named in the page bears names that begin with the key.
    """
    rendered = (
        _environment()
        .get_template("part.html.j2")
        .render(blocks=tuple(blocks), figure=partial(_figure, f), key=key, fact_at=fact_at)
    )
    return Markup(rendered)  # noqa: S704 - escaped by the template


FactAddress: TypeAlias = Callable[[int], str]
"""Where an entry of the ledger is to be found, by its place among the facts, counted from 0."""


def fact_in_page(fact: int) -> str:
    """Where an entry of the ledger stands in the brief.

    >>> fact_in_page(3)
    '#fact-4'
    """
    return f"#fact-{fact + 1}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context

    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @pass_context
    def prose(context: Context, words: Prose) -> Markup:
        return markup(words, context["fact_at"])

    environment.filters["prose"], environment.filters["text"] = prose, plain
    return environment


def _template(name: str) -> str:
    return (files("zopa.briefing") / "templates" / name).read_text("utf-8")


def _figure(f: BriefResults, picture: Picture) -> Markup:
    return both(FIGURES[picture.figure](f), picture.figure, plain(picture.alternative))


def markup(words: Prose, fact_at: FactAddress = fact_in_page) -> Markup:
    """Render prose as HTML; everything from the case file is escaped and marked as such."""
    return Markup("").join(_marked(piece, fact_at) for piece in words)


_DATA = Markup('<data value="{}" data-field="{}" data-format="{}" data-how="{}">{}</data>')
_POINTS = Markup(
    '<data value="{}" data-field="{}" data-format="{}" data-how="{}" data-worst="{}" '
    'data-best="{}">{}</data>'
)
_CHANCE = Markup(
    '<span class="likelihood" data-field="{}">{} <span class="range">({})</span></span>'
)
_SETTING = Markup('<data value="{}" data-field="{}">{}</data>')
_DAY = Markup('<time data-case datetime="{}">{}</time>')
_NOTE = Markup(
    '<sup class="note"><a href="{}" data-ledger aria-label="fact {} in the ledger">{}</a></sup>'
)
_QUOTED = Markup('<q data-case data-source="{}"><bdi>{}</bdi></q>')
_SAID = {
    "name": Markup("<bdi data-case>{}</bdi>"),
    "level": Markup("<em data-case><bdi>{}</bdi></em>"),
    "title": Markup("“<bdi data-case>{}</bdi>”"),
}
"""Words of others stand in `bdi`, so that their writing direction turns nothing around them."""


def _marked(piece: Piece, fact_at: FactAddress) -> Markup:
    match piece:
        case Number():
            value = repr(int(piece.value)) if piece.value.is_integer() else repr(piece.value)
            fields = " ".join(piece.fields)
            if piece.scale is not None:
                ends = (repr(piece.scale[0]), repr(piece.scale[1]))
                return _POINTS.format(value, fields, piece.format, piece.how, *ends, piece.text)
            return _DATA.format(value, fields, piece.format, piece.how, piece.text)
        case Chance():
            return _CHANCE.format(piece.field, piece.word, piece.range)
        case Said():
            return _SAID[piece.role].format(piece.text)
        case CaseDay():
            return _DAY.format(piece.day.isoformat(), piece.text)
        case Note():
            number = piece.fact + 1
            return _NOTE.format(fact_at(piece.fact), number, number)
        case Reference():
            return Markup("<cite data-reference>{}</cite>").format(piece.text)
        case Quoted():
            return _QUOTED.format(piece.source, _differing(piece))
        case Setting():
            return _SETTING.format(piece.text, piece.field, piece.text)
        case _:
            return escape(piece)


def _differing(quoted: Quoted) -> Markup:
    """The words of a quote, those that differ set apart."""
    if not quoted.differing:
        return escape(quoted.text)
    words = "|".join(re.escape(word) for word in sorted(quoted.differing, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({words})(?!\w)", quoted.text)
    return Markup("").join(
        Markup("<b>{}</b>").format(part) if k % 2 else escape(part) for k, part in enumerate(parts)
    )
