"""No way of writing the key that a reader would undo gets past the mask."""

from __future__ import annotations

import base64
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


LONG = st.text(st.characters(categories=["L", "N"], max_codepoint=122), min_size=8, max_size=24)


@given(LONG, st.binary(max_size=9), st.binary(max_size=9), st.sampled_from("-_. |–"))
def test_a_longer_key_is_masked_in_other_codes(
    key: str, before: bytes, after: bytes, mark: str
) -> None:
    masked, whole = KeyMask(key), before + key.encode() + after
    for written in (mark.join(key), f" {mark} ".join(key), key[::-1], key.encode().hex()):
        assert masked(f"«{written}»") == "«…»"
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert masked(encode(whole).decode()).count("…") == 1


def test_a_key_with_marks_is_masked_without_them() -> None:
    assert KeyMask("sk-very-secret")("SK VERY SECRET, s/k/v/e/r/y/s/e/c/r/e/t") == "…, …"


def test_a_shorter_key_leaves_words_alone() -> None:
    assert KeyMask("a-b")("ab and 612d62") == "ab and 612d62"
