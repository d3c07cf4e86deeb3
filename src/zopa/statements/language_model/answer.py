"""Parsing the answer of a language model: records, or what is wrong with the form of the answer.

Nothing here is compared with the report; see `places` and `values` for that.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

MOST = 100
"""How many statements of one answer are looked at. A window holds a few dozen."""

_Quote = Annotated[str, Field(min_length=1, max_length=3000, strict=True)]
_Quotes = Annotated[list[_Quote], Field(max_length=6)]
_Word = Annotated[str, Field(max_length=200, strict=True)]
_Number = Annotated[float, Field(allow_inf_nan=False, strict=True)]
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\n\s*```", re.DOTALL)


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class RawFigure(_Part):
    quote: _Quote
    low: _Number
    high: _Number
    unit: _Word


class RawSpeaker(_Part):
    kind: _Word = ""
    name: _Word = ""


class RawAttribution(_Part):
    """One statement of an answer. It has the right form, and nothing in it is verified yet."""

    told: _Word
    source: _Quotes = []
    cue: Annotated[_Quotes, Field(min_length=1)]
    content: Annotated[_Quotes, Field(min_length=1)]
    act: _Word
    negated: StrictBool = False
    conditional: StrictBool = False
    speaker: RawSpeaker = RawSpeaker()
    party: _Word = ""
    figures: Annotated[list[RawFigure], Field(max_length=50)] = []


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """The usable statements of an answer, and in plain words what was wrong with the rest."""

    attributions: tuple[RawAttribution, ...] = ()
    problems: tuple[str, ...] = ()


def read_answer(text: str) -> ParsedAnswer:
    """The statements in an answer, and what is wrong with it.

    >>> read_answer("I cannot help with that.").problems
    ('the answer is not JSON',)
    >>> item = '{"told": "said", "cue": ["said"], "content": ["No"], "act": "reject"}'
    >>> read_answer('{"attributions": [' + item + ', 7]}')  # doctest: +ELLIPSIS
    ParsedAnswer(attributions=(RawAttribution(told='said', ...),), problems=('1 of 2 ...',))
    """
    value = _json(text)
    if value is None:
        return ParsedAnswer(problems=("the answer is not JSON",))
    items = value.get("attributions") if isinstance(value, dict) else value
    if not isinstance(items, list):
        return ParsedAnswer(problems=("the answer has no list of `attributions`",))
    problems = []
    if len(items) > MOST:
        problems.append(f"the answer has {len(items)} statements, of which {MOST} are looked at")
        items = items[:MOST]
    good = []
    for item in items:
        try:
            good.append(RawAttribution.model_validate(item))
        except ValidationError:
            continue
    if bad := len(items) - len(good):
        problems.append(f"{bad} of {len(items)} statements have not the form that was asked for")
    return ParsedAnswer(tuple(good), tuple(problems))


def _json(text: str) -> Any:
    """The JSON in an answer, alone, in a code fence or between other words; None without any."""
    fenced = [match[1] for match in _FENCE.finditer(text)]
    between = text[text.find("{") : text.rfind("}") + 1]
    for part in (text, *fenced[-1:], between):
        try:
            return json.loads(part)
        except (ValueError, RecursionError):
            continue
    return None
