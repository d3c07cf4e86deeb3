"""Finding the unit of a number: a currency, percent, a measure, or the noun that is counted.

A currency symbol stands for the currency that uses it most ($: US dollars, ¥: yen, £: pounds
sterling) unless letters before it say otherwise (C$, A$). A unit of time or length, or another
noun, is the word as it stands, in small letters and without its modifiers (in “four senior
officials” the unit is “officials”).
"""

from __future__ import annotations

import re
from typing import NamedTuple

SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR",
    "₩": "KRW", "₺": "TRY",
}  # fmt: skip
DOLLARS = {
    "US": "USD", "U.S.": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "NZ": "NZD",
    "HK": "HKD", "S": "SGD", "R": "BRL",
}  # fmt: skip
CODES = (
    [
        "USD", "EUR", "GBP", "JPY", "UAH", "RUB", "INR", "KRW", "TRY", "AUD", "CAD", "NZD", "HKD",
        "SGD", "BRL", "CHF", "CNY", "PLN", "SEK", "NOK", "DKK", "ILS", "CZK", "HUF", "MXN", "ZAR",
        "SAR", "AED",
    ]
)  # fmt: skip
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
SCALE = "(?:dozen|hundred|thousand|million|billion|trillion)"
SHORT_SCALE = "(?:k|K|mn|mln|m|M|bn|b|B|tn|trn)"

_MONEY = (
    (r"(?:Canadian) dollars?", "CAD"),
    (r"(?:Australian) dollars?", "AUD"),
    (r"(?:New Zealand) dollars?", "NZD"),
    (r"(?:Hong Kong) dollars?", "HKD"),
    (r"(?:Singapore) dollars?", "SGD"),
    (r"(?:(?:US|U\.S\.|American) )?(?:dollars?|bucks)", "USD"),
    (r"euros?", "EUR"),
    (r"pounds?(?: sterling)?(?! of)", "GBP"),
    (r"yen", "JPY"),
    (r"(?:yuan|renminbi)", "CNY"),
    (r"ro?ubles?", "RUB"),
    (r"hryvnias?", "UAH"),
    (r"Swiss francs?", "CHF"),
    (r"zlot(?:y|ys|ies|ych)", "PLN"),
    (r"Indian rupees?", "INR"),
    (r"Turkish lira", "TRY"),
    (r"shekels?", "ILS"),
)
_MONEY_WORD = re.compile(
    "|".join(f"(?P<m{at}>{words})" for at, (words, _) in enumerate(_MONEY))
    + f"|(?P<code>{'|'.join(CODES)})"
)
_PERCENT = re.compile(r"\s?%|\s?(?i:per ?cent|pct)\b(?! points?)")
_POINTS = re.compile(r"[ -](?P<points>(?i:(?:percentage|basis) points?))\b")
_MEASURE = re.compile(
    r"\s?(?P<measure>km²|km2|sq km|m²|m³|km/h|km|kg|kW|MWh|GWh|TWh|MW|GW|TW|mm|cm|ha|ft|mph|bpd|°C)"
    r"(?![\w²])"
)
_HYPHEN = re.compile(r"[-‑](?P<noun>[a-z]{3,20}(?:-old)?)(?![\w])")
_LEAD = re.compile(r"\s{1,2}(?:of\s{1,2})?(?:(?:the|its|their|his|her|our|these|those)\s{1,2})?")
_WORD = re.compile(r"(?P<word>[^\W\d_][\w-]*)(?P<tail>['’](?:s\b)?)?")
_GAP = re.compile(r"[^\S\n]{1,2}")

_STOP = frozenset(
    [
        "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "from", "for", "by",
        "with", "without", "as", "than", "that", "this", "these", "those", "who", "which", "whose",
        "when", "where", "while", "if", "is", "are", "was", "were", "be", "been", "has", "have",
        "had", "will", "would", "could", "can", "may", "might", "must", "should", "shall", "do",
        "does", "did", "not", "no", "more", "less", "fewer", "each", "per", "out", "so", "it",
        "its", "his", "her", "their", "our", "us", "we", "he", "she", "they", "them", "there",
        "here", "then", "before", "after", "since", "until", "under", "over", "between", "among",
        "during", "against", "into", "across", "about", "around", "up", "down", "off", "away",
        "says", "said", "told", "adds", "wants", "needs", "remains", "becomes", "gets", "goes",
        "comes", "makes", "takes", "yes", "plus", "minus", "versus", "times", "others", "ago",
        "later", "earlier",
    ]
)  # fmt: skip
_PLURALS = frozenset(
    [
        "people", "men", "women", "children", "troops", "staff", "police", "personnel", "aircraft",
        "sheep", "fish", "cattle", "feet", "teeth", "crew", "lawmakers", "servicemen",
        "servicewomen", "fishermen", "businessmen", "spacecraft", "clergy", "refugees", "carat",
    ]
)  # fmt: skip
_SINGULARS = frozenset(
    [
        "person", "man", "woman", "child", "official", "source", "diplomat", "soldier", "minister",
        "senator", "lawmaker", "adviser", "aide", "lawyer", "expert", "country", "state", "company",
        "ship", "plane", "year", "month", "week", "hour", "minute", "metre", "mile", "kilometre",
        "tonne", "barrel", "percent",
    ]
)  # fmt: skip
PERIODS = frozenset(
    [
        "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
        "decade", "decades", "minute", "minutes", "centuries",
    ]
)  # fmt: skip


class Unit(NamedTuple):
    """A unit and where its words end."""

    name: str
    stop: int


def unit_at(text: str, at: int, number: float, *, plural: bool = True) -> Unit | None:
    """The unit of the number that ends at `at`, or None if it has none.

    `number` is the value: after 1 a singular may be the unit. Without `plural`, nouns do not count.

    >>> unit_at("50 percent", 2, 50), unit_at("3,000 fresh troops", 5, 3000)
    (Unit(name='percent', stop=10), Unit(name='troops', stop=18))
    """
    if match := _PERCENT.match(text, at):
        return Unit("percent", match.end())
    if match := _POINTS.match(text, at):
        return Unit(match["points"].lower(), match.end())
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    hyphened = text[at : at + 1] in ("-", "‑")
    money = money_at(text, at + 1 if hyphened else start) if lead or hyphened else None
    if money is not None:
        return money
    if (match := _MEASURE.match(text, at)) is not None:
        return Unit(match["measure"], match.end())
    if match := _HYPHEN.match(text, at):
        return Unit(match["noun"], match.end())
    return _noun(text, start, number) if lead and plural else None


def money_at(text: str, at: int) -> Unit | None:
    """The currency whose name or code stands at a place, as its ISO 4217 code, or None."""
    match = _MONEY_WORD.match(text, at)
    if match is None or text[match.end() : match.end() + 1].isalnum():
        return None
    kind = match.lastgroup or ""
    return Unit(match[0] if kind == "code" else _MONEY[int(kind[1:])][1], match.end())


def _noun(text: str, at: int, number: float) -> Unit | None:
    """The first plural within four words; after the number 1 also one of a few singulars."""
    kept = ""
    for _ in range(4):
        match = _WORD.match(text, at)
        if match is None:
            return None
        word, low = match["word"], match["word"].lower()
        if low in _STOP or (match["tail"] or "").endswith("s"):
            return None
        if low in ("square", "cubic", "metric"):
            kept = low + " "
        if _is_plural(word, low) or (number == 1 and low in _SINGULARS):
            return Unit(kept + low, match.start("word") + len(word))
        gap = _GAP.match(text, match.end())
        if gap is None:
            return None
        at = gap.end()
    return None


def _is_plural(word: str, low: str) -> bool:
    if low in _PLURALS:
        return True
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return False
    return not (word.isupper() and len(word) < 6)
