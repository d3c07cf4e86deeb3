"""Decoding bytes to text: which encoding they are in, and how certain that is.

A byte order mark decides. Without one the text is UTF-8 if it can be, because text in another
encoding is hardly ever valid UTF-8. Otherwise the encoding that the page declares is used, and if
it declares none the encoding is guessed. `charset-normalizer` guesses well on long texts and badly
on a few words, so common alphabets are tried here before it is asked.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_WEB_NAMES = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "windows-1252": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "iso-8859-8-i": "iso8859_8", "x-mac-cyrillic": "mac_cyrillic",
    "tis-620": "cp874", "iso-8859-11": "cp874",
}  # fmt: skip
"""The encodings that browsers use for some names (WHATWG Encoding Standard, section 4.2)."""
_NO_TEXT = {"utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-7"}
_CANDIDATES = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "cp866", "mac_cyrillic", "mac_roman", "cp874",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœùúûüßÀÂÄÁÃÅÆÇÉÈÊËÍÎÑÓÔÖØŒÚÜ")
_TYPOGRAPHIC = frozenset("‘’“”„‚«»–—…•·€£¥§©®°™½¼¾¿¡ºª\xa0\xad")
_SAMPLE = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, and how it was decoded."""

    text: str
    encoding: str
    doubt: tuple[str, ...] | None = None
    """Other encodings that are possible, if the encoding is an uncertain guess; None if it is
    certain."""
    wrong: int | None = None
    """The index in `text` of the first byte that does not belong to the encoding."""


def decode(data: bytes) -> Decoded | None:
    """Bytes as text, or None if they are not text in any known encoding.

    >>> decode("“Non”, dit-il à Genève.".encode("cp1252")).encoding
    'cp1252'
    >>> decode("Нет".encode("utf-16")).encoding
    'utf-16-le'
    >>> decode(bytes(8)) is None
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _wide(data)
    if data.isascii() and b"\x1b$" in data[:_SAMPLE]:
        for encoding in ("iso2022_jp", "iso2022_kr", "iso2022_jp_ext"):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared:
        return declared
    if _nearly_utf8(data):
        return _with_replacements(data, "utf-8")
    return _western(data) or _of_alphabet(data) or _east_asian(data) or _guess(data)


def _with_replacements(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    if "\x00" in text:
        return None
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return Decoded(text, encoding, wrong=max(0, text.find("\ufffd")))
    return Decoded(text, encoding)


def _wide(data: bytes) -> Decoded | None:
    """Text in UTF-16 or UTF-32 without a byte order mark.

    Such text has NUL bytes in every second place, or in two or three of every four places.
    """
    head = data[:_SAMPLE]
    bare = head.replace(b"\x00", b"")
    if len(head) - len(bare) < 0.3 * len(head) and not re.search(rb"[\x01-\x08\x80-\xff]", bare):
        return None  # these are plain letters with a few NUL bytes among them
    places = {at % 4 for at in range(len(head)) if not head[at]}
    for encoding, width, allowed in (
        ("utf-32-le", 4, {2, 3, 1}),
        ("utf-32-be", 4, {0, 1, 2}),
        ("utf-16-le", 2, {1, 3}),
        ("utf-16-be", 2, {0, 2}),
    ):
        if len(data) % width or not places <= allowed:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        fine = sum(c.isprintable() or c.isspace() for c in sample)
        if "\x00" not in text and fine == len(sample) and any(c.isspace() for c in sample):
            return Decoded(text, encoding)
    return None


def _declared(data: bytes) -> Decoded | None:
    """Text in the encoding that the head of a page names."""
    declaration = _DECLARED.search(data[:8192])
    if not declaration:
        return None
    name = declaration[1].decode("ascii", "replace").lower()
    name = _WEB_NAMES.get(name, name)
    try:
        encoding = codecs.lookup(name).name
        if encoding in _NO_TEXT or encoding == "utf-8" or not _is_charset(encoding):
            return None
        return Decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeError):
        return None


def _is_charset(encoding: str) -> bool:
    """Whether a codec encodes text; Python also has codecs such as `rot13` and `idna`."""
    try:
        return "a b".encode(encoding) == b"a b"
    except (LookupError, UnicodeError, TypeError, ValueError):
        return False


_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _nearly_utf8(data: bytes) -> bool:
    """Whether at least nineteen of twenty bytes above 127 belong to letters in UTF-8."""
    high = len(data.translate(None, bytes(range(128))))
    right = sum(len(letter) for letter in _UTF8_LETTER.findall(data))
    return right > 0 and high - right <= max(2, high // 20) and right >= 4


def _western(data: bytes) -> Decoded | None:
    """Text in Windows-1252, if that yields only Western letters, typographic marks and ASCII."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = re.findall(r"[^\x00-\x7f]", text)
    letters = sum(c in _WESTERN for c in high)
    if letters + sum(c in _TYPOGRAPHIC for c in high) < len(high):
        return None
    plain = len(re.findall(r"[A-Za-z]", text))
    czech = "ø" in text and any(letter in text for letter in "èìù")
    if letters * 9 > plain + 12 or czech or _between_capitals(text):
        return None  # this is more likely Czech: one letter in six is ř, č, ě or ů there
    return Decoded(text, "cp1252", None if len(high) >= 5 or letters == 0 else ("cp1250",))


_ALPHABETS = (
    ("cp1254", "çğıöşüÇĞİÖŞÜâîû", "ğışĞŞİ"),
    ("cp1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "ąęłĄĘŁ"),
    ("iso8859_2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "ąęłĄĘŁ"),
    ("cp1250", "áčďéěíňóřšťúůýžäľĺôŕÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄĽĹÔŔ", "čěřšžůČĚŘŠŽ"),
    ("iso8859_2", "áčďéěíňóřšťúůýžäľĺôŕÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄĽĹÔŔ", "čěřšžůČĚŘŠŽ"),
    ("cp1250", "áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "őűŐŰ"),
)
"""For each language: an encoding, its letters beyond ASCII, and those that no other language here
has."""


def _of_alphabet(data: bytes) -> Decoded | None:
    """Text whose letters all belong to one alphabet of central Europe, or to the Turkish one."""
    for encoding, alphabet, telling_letters in _ALPHABETS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = set(re.findall(r"[^\x00-\x7f]", text))
        if high <= set(alphabet) | _TYPOGRAPHIC and high & set(telling_letters):
            return Decoded(text, encoding, None if len(high) >= 6 else ("cp1252",))
    return None


_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過"
)
_IDEOGRAPHS = r"[\u3001-\u3093\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e“”]"
_EASTERN = (
    ("cp932", "cp932", r"[\u3041-\u3093]", 0.15),
    ("euc_jp", "euc_jp", r"[\u3041-\u3093]", 0.15),
    ("euc_kr", "cp949", r"[\uac00-\ud7a3]", 0.6),
    ("gb2312", "gb18030", f"[{_SIMPLIFIED}]", 0.08),
    ("big5", "big5", f"[{_TRADITIONAL}]", 0.08),
    ("gb18030", "gb18030", f"[{_SIMPLIFIED}]", 0.08),
    ("utf-16-le", "utf-16-le", _IDEOGRAPHS, 0.95),
    ("utf-16-be", "utf-16-be", _IDEOGRAPHS, 0.95),
)
"""How to decode, what to call the encoding, and which letters make up at least what share of the
letters beyond ASCII in any text of the language."""


def _east_asian(data: bytes) -> Decoded | None:
    """Chinese, Japanese or Korean text, recognised by letters that are frequent in any text."""
    for encoding, name, letters, share in _EASTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = re.findall(r"[^\x00-\x7f]", text[:_SAMPLE])
        if len(re.findall(letters, text[:_SAMPLE])) >= share * len(high) > 0:
            sure = len(high) >= 30
            return Decoded(text, name, None if sure else ("gb18030", "big5", "cp932", "cp949"))
    return None


def _between_capitals(text: str) -> bool:
    """Whether a small letter with an accent stands between capitals: a sign of a wrong encoding."""
    return re.search(r"[A-Z][à-ÿ][A-Z]", text) is not None


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = max(data.rfind(b"\n", 0, first), data.rfind(b" ", 0, first)) + 1
    sample = data[start : start + _SAMPLE]
    if start + _SAMPLE < len(data):  # do not cut through a letter of several bytes
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    if len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample)) * 100 > len(sample):
        return None
    matches = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False)
    names = [match.encoding for match in matches]
    best = matches.best()
    for encoding in names:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sure = best is not None and encoding == best.encoding and best.coherence >= 0.5
        sure = sure and len(re.findall(rb"[\x80-\xff]", sample)) >= 100
        others = tuple(name for name in names if name != encoding)[:3]
        return Decoded(text, encoding, None if sure else others)
    if best is None:
        plain = len(re.findall(rb"[A-Za-z \r\n]", sample))
        text = data.decode("cp1252", errors="replace")
        wrong = text.find("\ufffd")
        fits = plain * 2 > len(sample)
        return Decoded(text, "cp1252", (), None if wrong < 0 else wrong) if fits else None
    text = data.decode(best.encoding, errors="replace")
    if text.count("\ufffd") * 100 > len(text):
        return None
    return Decoded(text, best.encoding, tuple(names[1:4]), max(0, text.find("\ufffd")))
