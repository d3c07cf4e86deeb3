"""No way of writing the key that a reader would undo gets past the mask."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.statements.language_model.key_mask import KeyMask

KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=4, max_size=24)
BETWEEN = ["", " ", "\n", "\u200b", "\u00a0 ", "\t\u2060"]
WAYS = {
    "as it is": lambda c: c,
    "JSON": lambda c: f"\\u{ord(c):04x}",
    "JSON in JSON": lambda c: f"\\\\u{ord(c):04X}",
    "a page": lambda c: f"&#{ord(c)};",
    "a page, in hexadecimal": lambda c: f"&#x{ord(c):X};",
    "an address": lambda c: f"%{ord(c):02X}",
}


def read(text: str) -> str:
    """What a person or a program may make of a text: escapes undone, no white space left."""
    for _ in range(2):
        text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)
    text = unquote(html.unescape(text))
    return re.sub(r"[\s\u200b\u2060]", "", text).replace("\\", "").casefold()


@given(KEYS, st.data())
def test_the_key_is_masked_however_it_is_written(key: str, data: st.DataObject) -> None:
    ways, gaps = st.sampled_from(sorted(WAYS)), st.sampled_from(BETWEEN)
    written = "".join(WAYS[data.draw(ways)](c) + data.draw(gaps) for c in key)
    assert read(KeyMask(key)(f"«{written}»")) == "«…»"


@given(KEYS, st.text())
def test_nothing_but_the_key_is_masked(key: str, text: str) -> None:
    masked = KeyMask(key)(text)
    assert masked == text or read(key) in read(text)


@pytest.mark.parametrize("key", ['a"b\\c/d', "nnnn-rrrr", "a.b+c*d"])
def test_keys_with_letters_of_escapes(key: str) -> None:
    assert KeyMask(key)(json.dumps({"quote": key})) == '{"quote": "…"}'
    assert KeyMask(key)(json.dumps(json.dumps(key))) in ('"\\"…\\""', '"\\"…"')


def test_what_the_server_was_told_is_no_secret() -> None:
    assert KeyMask("none")("none of them, None", "there were none") == "none of them, …"


def test_without_a_key_nothing_is_masked() -> None:
    assert KeyMask("")("any text at all") == "any text at all"
