"""Comparing names that people write: without case and accents, and by their nearness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def fold(name: str) -> str:
    """A name without case and accents, with a space for each `-` and `_`.

    >>> fold("Île-de-France") == fold("ile de_france")
    True
    """
    compatible = unicodedata.normalize("NFKD", name)  # first, since ℡ has a capital T within
    decomposed = unicodedata.normalize("NFKD", compatible.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.replace("-", " ").replace("_", " ").split())


_SIGN = re.compile(r"(?<![\w.,%)])[-−–](?=[.,]?\d)")
_STOPS = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[;:!?'’‘\"“”„«»()\[\]]")
_ARTICLE = re.compile(r"(?:the|an?) (?=\S)")


def fold_signed(name: str) -> str:
    """The same as `fold`, but the sign of a number stays.

    >>> fold_signed("-5 Percent"), fold_signed("5 percent"), fold_signed("2025-26")
    ('minus 5 percent', '5 percent', '2025 26')
    """
    return fold(_SIGN.sub("minus ", name))


def bare_name(name: str) -> str:
    """What a reader takes a name by: `fold_signed` without stops, quotes, brackets and an article
    in front.

    >>> bare_name("U.S."), bare_name("The United States"), bare_name("1.5 (or so)")
    ('us', 'united states', '1.5 or so')
    """
    folded = fold_signed(name)
    bare = " ".join(_STOPS.sub("", folded).split())
    article = _ARTICLE.match(bare)
    return bare[article.end() :] if article else bare or folded


def slug(name: str) -> str:
    """A name as an id of lower-case letters, digits and `_`.

    >>> slug("Côte d’Ivoire"), slug("Local 12")
    ('cote_divoire', 'local_12')
    """
    plain = fold(name).replace("’", "").replace("'", "")
    return re.sub(r"\W+", "_", plain).strip("_")


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely stands for, or None where none is close.

    A name is close if it differs by at most one edit in three letters. No other known name may be
    equally near, or have `name` among its words, because no guess is better than a bad one.

    >>> nearest_name("guarante", ["guarantee", "support"])
    'guarantee'
    >>> nearest_name("x", ["guarantee", "support"]) is None
    True
    >>> nearest_name("one", ["none", "one year"]) is None
    True
    """
    from rapidfuzz.distance import OSA

    folded = fold(name)
    ranked = sorted((OSA.distance(folded, fold(k)), k) for k in dict.fromkeys(known))
    if not ranked:
        return None
    distance, best = ranked[0]
    limit = max(1, len(folded) // 3) if len(folded) > 2 else 0
    tied = len(ranked) > 1 and ranked[1][0] == distance
    words = re.compile(rf"\b{re.escape(folded)}\b")
    held = distance > 0 and any(words.search(fold(other)) for _, other in ranked[1:])
    return best if distance <= limit and not tied and not held else None


def listing(names: Iterable[str], *, limit: int = 8) -> str:
    """Names in backquotes for a message, such as `a`, `b` or `c`; at most `limit` of them.

    >>> listing(["a", "b", "c"])
    '`a`, `b` or `c`'
    >>> listing([])
    'nothing'
    """
    quoted = [f"`{n}`" for n in names]
    if len(quoted) > limit:
        return ", ".join(quoted[:limit]) + f" or {len(quoted) - limit} more"
    if len(quoted) < 2:
        return "".join(quoted) or "nothing"
    return ", ".join(quoted[:-1]) + " or " + quoted[-1]
