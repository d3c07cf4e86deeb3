"""Reading the figures that settle an issue: `25..40 percent`, `1..3 by 0.5 billion USD`, `tonnes`.

Other ways to write a range are read too: `25-40%`, `25 to 40 percent`, `$1..3bn`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from zopa.case.named_numbers import MOST_LEVELS
from zopa.case.scalars import plain_number
from zopa.foundation.diagnostics import Code
from zopa.foundation.names import nearest_name
from zopa.foundation.text import fold_space
from zopa.proposing.given.codes import GIVEN_LEVELS, GIVEN_LIMITS, GIVEN_RANGE, GIVEN_UNIT
from zopa.proposing.given.named import GivenFigures
from zopa.statements.figures.units import CODES, DOLLARS, PERIODS, SCALES, SYMBOLS

_NUMBER = r"[-−+]?(?:\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*|\.\d+)"
_MARKS = "".join(map(re.escape, SYMBOLS))
_MONEY = rf"(?:(?:{'|'.join(CODES)})\s?|(?:US|AU?|CA?|NZ|HK|S|R)?[{_MARKS}]\s?)"
_RANGE = re.compile(
    rf"(?P<money>{_MONEY})?(?P<low>{_NUMBER})(?P<own>\s*[^\d\s.…–—,;-][^\d.…–—,;-]*?)?"
    rf"(?:\s*(?:\.\.+|…|–|—|-)\s*|\s+to\s+)"
    rf"(?P<again>{_MONEY})?(?P<high>{_NUMBER})(?P<rest>(?:[^\d,;][^,;]*)?)"
)
_OPEN = re.compile(rf"(?P<low>{_NUMBER})?\s*(?:\.\.+|…)\s*(?P<high>{_NUMBER})?(?P<rest>[^,;]*)")
_STEP = re.compile(rf"(?:^|\s)(?:by|in steps of|step)\s+(?P<step>{_NUMBER})(?=\s|%|$)\s*")
_ONE = re.compile(rf"(?P<money>{_MONEY})?(?P<figure>{_NUMBER})(?P<rest>(?:[^\d,;].*)?)")
_PERCENT = re.compile(r"%|(?i:per ?cents?|pct)\b")
_NUMERIC = re.compile(r"[-−+]?(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)?(?:\.\d+)?")
_DIGITS = 15
_MEASURES = frozenset(
    [
        "percent", "percentage points", "basis points", *PERIODS, *CODES, "dollars", "euros",
        "pounds", "yen", "yuan", "roubles", "rubles", "hryvnia", "francs", "rupees", "kroner",
        "kronor", "tonnes", "tons", "kilograms", "kg", "barrels", "litres", "gallons", "metres",
        "kilometres", "km", "miles", "feet", "hectares", "acres", "degrees", "points", "MW", "GW",
        "MWh", "GWh", "TWh", "people",
    ]
)  # fmt: skip
"""Units that are read as such where they stand alone."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a range, and the nearest right form."""

    code: Code
    message: str
    label: str
    help: str


def figures_told(text: str) -> GivenFigures | Mistake | None:
    """The figures that a text tells; None where it tells none, so that it is words.

    >>> told = figures_told("25..40 by 5 percent")
    >>> told == GivenFigures("percent", Decimal(25), Decimal(40), Decimal(5))
    True
    >>> figures_told("$1..3bn"), figures_told("percent")  # doctest: +NORMALIZE_WHITESPACE
    (GivenFigures(unit='billion USD', low=Decimal('1'), high=Decimal('3'), step=None),
     GivenFigures(unit='percent', low=None, high=None, step=None))
    >>> figures_told("40..25 percent").help
    'write `25..40 percent`'
    """
    text = fold_space(text)
    unit = unit_told(text)
    if text and (unit in _MEASURES or _money_scale(unit)):
        return GivenFigures(unit)
    if match := _RANGE.fullmatch(text):
        return _range(match)
    match = _OPEN.fullmatch(text)
    if match is None:
        return None
    unit = unit_told(match["rest"])
    if match["low"] or match["high"]:
        end = "high" if match["low"] else "low"
        return Mistake(
            GIVEN_RANGE,
            f"a range without its {end} end",
            "expected both ends",
            f"write both ends, or `{unit or 'percent'}` alone where the reports are to tell them",
        )
    return GivenFigures(unit) if unit else _no_unit("..")


def figures_text(figures: GivenFigures) -> str:
    """Figures as the text that `figures_told` reads as the same ones.

    >>> figures_text(GivenFigures("tonnes", Decimal(0), Decimal(500)))
    '0..500 tonnes'
    """
    if figures.low is None or figures.high is None:
        return f".. {figures.unit}"
    by = f" by {plain_number(figures.step)}" if figures.step is not None else ""
    return f"{plain_number(figures.low)}..{plain_number(figures.high)}{by} {figures.unit}".strip()


def listed_figures(pieces: list[str]) -> Mistake | None:
    """What is wrong where all levels are figures one by one; None where some are words."""
    matches = [_ONE.fullmatch(piece) for piece in pieces]
    units = [unit_told(m["rest"], m["money"] or "") for m in matches if m]
    numbers = [number_told(m["figure"]) for m in matches if m]
    values = sorted({n for n in numbers if n is not None})
    unit = next((u for u in units if u), "")
    if not values or len(units) < len(pieces) or any(u not in ("", unit) for u in units):
        return _among_words(pieces)
    if unit.startswith(("-", "‑")):  # “2-year deal” is words
        return None
    shown = unit or _likely_unit(values)
    if len(values) == 1:
        found = figures_text(GivenFigures(shown, Decimal(0), max(values)))
        return Mistake(
            GIVEN_LEVELS,
            "one figure leaves nothing to settle",
            "expected a range, or the unit alone",
            f"write a range such as `{found}`, or `{shown}` where the reports are to tell it",
        )
    steps = {b - a for a, b in pairwise(values)}
    step = steps.pop() if len(steps) == 1 and len(values) > 2 else None
    range_text = figures_text(GivenFigures(shown, values[0], values[-1], step))
    return Mistake(
        GIVEN_LEVELS,
        "figures one by one",
        "expected a range",
        f"write `{range_text}`, or each in quotation marks where they are words",
    )


def _among_words(pieces: list[str]) -> Mistake | None:
    """What is wrong where one of several levels is a range; None where none is."""
    for piece in pieces:
        told = figures_told(piece)
        if len(pieces) > 1 and isinstance(told, GivenFigures) and not told.open:
            return Mistake(
                GIVEN_LEVELS,
                "a range among other levels",
                "expected a range, or words",
                f"write `{figures_text(told)}` alone, or put it in quotation marks as words",
            )
    return None


def near_unit(text: str) -> str:
    """The unit that a word most likely stands for, or an empty text."""
    return (nearest_name(text, _MEASURES) or "") if len(text) > 3 else ""


def unit_told(text: str, money: str = "") -> str:
    """A unit in the one way in which it is kept; `money` is a currency that stood in front.

    >>> unit_told(" per cent"), unit_told("bn a share", "$"), unit_told("tonnes")
    ('percent', 'billion USD a share', 'tonnes')
    """
    words = fold_space(_PERCENT.sub(" percent ", text))
    sign = money.strip()
    if not sign:
        head, _, tail = words.partition(" ")
        if head[-1:] in SYMBOLS:
            words, sign = tail, head
    if not sign:
        return words
    code = DOLLARS.get(sign[:-1], SYMBOLS[sign[-1]]) if sign[-1] in SYMBOLS else sign
    head, _, tail = words.partition(" ")
    factor = SCALES.get(head.lower(), 0)
    scale = {1e3: "thousand", 1e6: "million", 1e9: "billion", 1e12: "trillion"}.get(factor, "")
    return " ".join(part for part in ((scale, code, tail) if scale else (code, words)) if part)


def number_told(text: str) -> Decimal | None:
    """A number with a point before its decimals, and commas or spaces between thousands.

    >>> number_told("1,000.5"), number_told("2,5")
    (Decimal('1000.5'), None)
    """
    bare = text.replace("−", "-")
    if not _NUMERIC.fullmatch(bare) or sum(map(str.isdigit, bare)) not in range(1, _DIGITS + 1):
        return None
    return Decimal(re.sub(r"[, \u00a0\u202f]", "", bare))


def _money_scale(unit: str) -> bool:
    """Whether a unit is a sum in millions or the like."""
    scale, _, rest = unit.partition(" ")
    return scale in SCALES and rest in _MEASURES


def _range(match: re.Match[str]) -> GivenFigures | Mistake:
    money = match["money"] or match["again"] or ""
    rest = match["rest"] or ""
    step_match = _STEP.search(rest)
    units = [unit_told(match["own"] or "", money)] if match["own"] else []
    if step_match:
        units += [unit_told(part, money) for part in _around(rest, step_match) if part.strip()]
    elif rest.strip():
        units.append(unit_told(rest, money))
    units = units or ([unit_told("", money)] if money else [])
    low, high = number_told(match["low"]), number_told(match["high"])
    step = number_told(step_match["step"]) if step_match else None
    if low is None or high is None:
        return _bad_number(match["low"] if low is None else match["high"])
    if step_match and step is None:
        return _bad_number(step_match["step"])
    if not units:
        return _no_unit(figures_text(GivenFigures("", low, high, step)), _likely_unit([low, high]))
    if len(set(units)) > 1:
        first, second = list(dict.fromkeys(units))[:2]
        return Mistake(
            GIVEN_UNIT,
            f"two units, `{first}` and `{second}`",
            "expected one unit",
            f"write both ends in one unit, as in `1..2 {first}`",
        )
    return _checked(GivenFigures(units[0], low, high, step), low, high)


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[: match.start()], text[match.end() :]


def _checked(figures: GivenFigures, low: Decimal, high: Decimal) -> GivenFigures | Mistake:
    """A range that makes sense, with a step that leads through it."""
    unit, step = figures.unit, figures.step
    if low == high:
        help_text = f"write `{unit}` alone where the reports are to tell the range"
        return Mistake(GIVEN_RANGE, "both ends are the same", "expected two ends", help_text)
    if low > high:
        turned = figures_text(GivenFigures(unit, high, low, step))
        return Mistake(
            GIVEN_RANGE, f"{plain_number(low)} is more than {plain_number(high)}",
            "expected the low end first", f"write `{turned}`",
        )  # fmt: skip
    if step is None:
        return figures
    bare = figures_text(GivenFigures(unit, low, high))
    if step <= 0:
        return Mistake(
            GIVEN_RANGE, "a step that leads nowhere", "expected a step above 0", f"write `{bare}`"
        )
    steps = (high - low) / step
    if steps > MOST_LEVELS - 1:
        return Mistake(
            GIVEN_LIMITS, f"a step of {plain_number(step)} makes more than {MOST_LEVELS:,} levels",
            "expected a wider step", f"write `{bare}`, and zopa picks a step",
        )  # fmt: skip
    if steps != int(steps):
        last = low + step * max(1, int(steps))
        ended = figures_text(GivenFigures(unit, low, last, step))
        return Mistake(
            GIVEN_RANGE,
            f"steps of {plain_number(step)} from {plain_number(low)} do not end at "
            f"{plain_number(high)}",
            "expected a step that leads to the end", f"write `{ended}`, or `{bare}`",
        )  # fmt: skip
    return figures


def _likely_unit(numbers: Sequence[Decimal]) -> str:
    """What bare numbers most likely count: years where all could be, else percent."""
    return "year" if all(1900 <= number <= 2100 for number in numbers) else "percent"


def _no_unit(text: str, unit: str = "percent") -> Mistake:
    shown = f"{text} {unit}"
    return Mistake(
        GIVEN_UNIT,
        "figures without a unit",
        "expected a unit behind the figures",
        f"write `{shown}`, or what else they count, as in `{text} seats`",
    )


def _bad_number(text: str) -> Mistake:
    pointed = text.replace(",", ".")
    better = number_told(pointed) if text.count(",") == 1 and "." not in text else None
    help_text = f"write `{plain_number(better)}`" if better is not None else (
        f"write up to {_DIGITS} digits, with a point before the decimals"
    )  # fmt: skip
    return Mistake(
        GIVEN_RANGE, f"`{text}` is not a number that can be used", "expected a number", help_text
    )
