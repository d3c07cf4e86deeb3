"""Charts are drawn as inline SVG that a page and a screen reader can use."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from zopa.briefing.figures.acceptance import acceptance_chart
from zopa.briefing.figures.deal_space import deal_space_chart
from zopa.briefing.figures.movers import movers_chart

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from zopa.briefing.results import BriefResults

FIGURES: dict[str, Callable[[BriefResults], Any]] = {
    "deal_space": deal_space_chart,
    "acceptance": acceptance_chart,
    "movers": movers_chart,
}

_ID = re.compile(r"\bid=\"([^\"]+)\"")
_SIZE = re.compile(r'^<svg[^>]* width="([\d.]+)" height="([\d.]+)"[^>]*>')


def inline_svg(spec: dict[str, Any], key: str, title: str, description: str) -> str:
    """Draw a Vega-Lite specification as SVG, named, described and scaled to its column.

    Ids are made unique by the key, so that several figures can stand on one page.
    """
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec, vl_version="6.1", show_warnings=False)
    for name in sorted(set(_ID.findall(svg)), key=len, reverse=True):
        svg = svg.replace(f'id="{name}"', f'id="{key}-{name}"')
        svg = svg.replace(f"url(#{name})", f"url(#{key}-{name})")
    size = _SIZE.match(svg)
    if size is None:
        raise ValueError("the chart was not drawn as SVG")
    width, height = size.groups()
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" viewBox="0 0 {width} {height}" '
        f'style="max-width:{width}px">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>'
    )
    body = svg[size.end() :]
    # the drawing is one image: its parts are not to be announced one by one
    body = re.sub(r' (?:aria-\w+|role)="[^"]*"', "", body)
    return head + body


def drawn(f: BriefResults, key: str, title: str, description: str) -> str:
    """Draw one of the figures of a brief as inline SVG."""
    # the charts are our own and tested; checking them against the schema takes half a second
    spec = FIGURES[key](f).to_dict(validate=False)
    return inline_svg(spec, key, title, description)
