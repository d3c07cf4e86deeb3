"""Writing a text as the parser knows texts, with every character in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zopa.foundation.text import Span
from zopa.sources.bare_runs import without_bare_runs

_PLAIN = dict.fromkeys((*range(9, 14), *range(28, 32), 133, 160, 8239, 8232, 8233), " ")
_BROKEN = re.compile("[\ud800-\udfff]")
_ENDLESS = re.compile(r"(\S{200})\S(?=\S)")


def plain(text: str) -> str:
    """The text with a space for each line break, and as long as it was.

    Long runs without a letter are spaces as well, and every 201st character of what has no white
    space, such as an address: the parser's work grows with the square of the length of a word.

    >>> plain("to\\nbe\\u00a0or")
    'to be or'
    """
    spaced = without_bare_runs(text).translate(_PLAIN)
    return _BROKEN.sub("\ufffd", _ENDLESS.sub(r"\1 ", spaced))


def unbroken(text: str, sentences: Iterable[Span]) -> str:
    """The text with a space for each line break within a sentence, and as long as it was.

    >>> unbroken("Ada\\nLind left.\\nSo did I.", [Span(0, 14), Span(15, 24)])
    'Ada Lind left.\\nSo did I.'
    """
    parts = []
    last = 0
    for start, stop in sentences:
        parts += [text[last:start], text[start:stop].replace("\n", " ")]
        last = stop
    return "".join((*parts, text[last:]))
