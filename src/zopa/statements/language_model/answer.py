"""The answer of a model as records, or what is wrong with its form."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

MOST = 100
"""Statements in one answer; a window of this size holds some dozens."""

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
    """One item of an answer; of the right form, and nothing in it verified."""

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
class Read:
    """What could be made of an answer, and in plain words what could not."""

    attributions: tuple[RawAttribution, ...] = ()
    problems: tuple[str, ...] = ()


def read_answer(text: str) -> Read:
    """The attributions in an answer.

    >>> read_answer("I cannot help with that.").problems
    ('the answer is not JSON',)
    >>> item = '{"told": "said", "cue": ["said"], "content": ["No"], "act": "reject"}'
    >>> read_answer('{"attributions": [' + item + ', 7]}')  # doctest: +ELLIPSIS
    Read(attributions=(RawAttribution(told='said', ...),), problems=('1 of 2 statements ...',))
    """
    value = _json(text)
    if value is None:
        return Read(problems=("the answer is not JSON",))
    items = value.get("attributions") if isinstance(value, dict) else value
    if not isinstance(items, list):
        return Read(problems=("the answer has no list of `attributions`",))
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
    return Read(tuple(good), tuple(problems))


def _json(text: str) -> Any:
    """The JSON in an answer, alone, in a fence or between other words, or None."""
    fenced = [match[1] for match in _FENCE.finditer(text)]
    between = text[text.find("{") : text.rfind("}") + 1]
    for part in (text, *fenced[-1:], between):
        try:
            return json.loads(part)
        except (ValueError, RecursionError):
            continue
    return None
