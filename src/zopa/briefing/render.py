"""A brief is rendered as one self-contained HTML page."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

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
    from zopa.briefing.blocks import Picture
    from zopa.briefing.results import BriefResults


def html_page(f: BriefResults) -> str:
    """Render the whole page. The same results give the same bytes."""
    from jinja2 import Environment, StrictUndefined

    templates = files("zopa.briefing") / "templates"
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["prose"], environment.filters["text"] = markup, plain
    template = environment.from_string((templates / "brief.html.j2").read_text("utf-8"))

    def figure(picture: Picture) -> Markup:
        return both(FIGURES[picture.figure](f), picture.figure, plain(picture.alternative))

    page = template.render(
        case=f.case,
        as_of=(CaseDay(f.case.as_of),) if f.case.as_of else (),
        sections=sections(f),
        reading=reading(f),
        program=(f.program(),),
        figure=figure,
        style=Markup((templates / "style.css").read_text("utf-8")),  # noqa: S704 - our own file
    )
    return sealed(page)


def markup(words: Prose) -> Markup:
    """Render prose as HTML; everything from the case file is escaped and marked as such."""
    return Markup("").join(_marked(piece) for piece in words)


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
    '<sup class="note"><a href="#fact-{}" data-ledger aria-label="fact {} in the ledger">{}</a>'
    "</sup>"
)
_QUOTED = Markup('<q data-case data-source="{}"><bdi>{}</bdi></q>')
_SAID = {
    "name": Markup("<bdi data-case>{}</bdi>"),
    "level": Markup("<em data-case><bdi>{}</bdi></em>"),
    "title": Markup("“<bdi data-case>{}</bdi>”"),
}
"""Words of others stand in `bdi`, so that their writing direction turns nothing around them."""


def _marked(piece: Piece) -> Markup:
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
            return _NOTE.format(number, number, number)
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
