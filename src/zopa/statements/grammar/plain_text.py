"""Writing a text as the parser knows texts, with every character in its place."""

from __future__ import annotations

import re

_PLAIN = dict.fromkeys((*range(9, 14), *range(28, 32), 133, 160, 8239, 8232, 8233), " ")
_BROKEN = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with a space for each line break, and as long as it was.

    >>> plain("to\\nbe\\u00a0or")
    'to be or'
    """
    return _BROKEN.sub("\ufffd", text.translate(_PLAIN))
