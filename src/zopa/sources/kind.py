"""Finding out what kind of file something is, from its content and not from its name."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from zopa.sources.document import Form


class Other(NamedTuple):
    """A kind of file that is not read, and advice how to get at the text in it."""

    name: str
    advice: str


_OCR = "let a program for text recognition (OCR) make text of it"
_UNPACK = "unpack it and read the reports in it"
_SAVE_AS = "open it and save it as plain text or PDF"
_TRANSCRIPT = "read a transcript of it"

_MAGIC: tuple[tuple[bytes, Other], ...] = (
    (b"\x89PNG\r\n\x1a\n", Other("a PNG picture", _OCR)),
    (b"\xff\xd8\xff", Other("a JPEG picture", _OCR)),
    (b"GIF87a", Other("a GIF picture", _OCR)),
    (b"GIF89a", Other("a GIF picture", _OCR)),
    (b"II*\x00", Other("a TIFF picture", _OCR)),
    (b"MM\x00*", Other("a TIFF picture", _OCR)),
    (b"8BPS", Other("a Photoshop picture", _OCR)),
    (b"\x1f\x8b", Other("a gzip archive", _UNPACK)),
    (b"BZh", Other("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Other("an xz archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Other("a Zstandard archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Other("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Other("a RAR archive", _UNPACK)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Other("an old Word, Excel or Outlook file", _SAVE_AS)),
    (b"{\\rtf", Other("a rich text (RTF) file", _SAVE_AS)),
    (b"%!PS", Other("a PostScript file", "convert it to PDF")),
    (b"ID3", Other("a sound file (MP3)", _TRANSCRIPT)),
    (b"OggS", Other("a sound or film file (Ogg)", _TRANSCRIPT)),
    (b"fLaC", Other("a sound file (FLAC)", _TRANSCRIPT)),
    (b"\x1aE\xdf\xa3", Other("a film (Matroska)", _TRANSCRIPT)),
    (b"\x7fELF", Other("a program", "read the report itself")),
    (b"MZ\x90\x00", Other("a program", "read the report itself")),
    (b"SQLite format 3\x00", Other("an SQLite database", "export the reports as text")),
    (b"PAR1", Other("a Parquet table", "export the reports as text")),
    (b"bplist00", Other("a property list or web archive", "save the page as HTML")),
)
_RIFF = {b"WEBP": Other("a WebP picture", _OCR), b"WAVE": Other("a sound file", _TRANSCRIPT)}
_FILM = Other("a film", _TRANSCRIPT)
_ZIPPED = (
    (b"word/", Other("a Word document (.docx)", _SAVE_AS)),
    (b"xl/", Other("an Excel workbook (.xlsx)", "save the sheet as text")),
    (b"ppt/", Other("a PowerPoint presentation (.pptx)", "save it as PDF")),
    (b"opendocument.text", Other("an OpenDocument text (.odt)", _SAVE_AS)),
    (b"opendocument", Other("an OpenDocument file", _SAVE_AS)),
    (b"epub", Other("an e-book (EPUB)", "convert it to text or PDF")),
)


def other_kind(data: bytes) -> Other | None:
    """The kind of a file that is not read, if its first bytes show it; None otherwise.

    >>> other_kind(b"PK\\x03\\x04" + bytes(26) + b"word/document.xml").name
    'a Word document (.docx)'
    >>> other_kind(b"PKK leaders met") is None
    True
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return None if kind.name.startswith("a sound") and _is_words(data) else kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # The archive names each file before its content, and all of them at the end.
        head = data[:4096] + data[-65536:]
        return next((k for mark, k in _ZIPPED if mark in head), Other("a ZIP archive", _UNPACK))
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], _FILM if data[8:12] == b"AVI " else None)
    if data[4:8] == b"ftyp":
        return _FILM if not data[8:12].startswith((b"hei", b"avif")) else Other("a picture", _OCR)
    if data.startswith(b"BM") and len(data) > 14 and data[6:10] == bytes(4):
        return Other("a BMP picture", _OCR)
    return None


def _is_words(data: bytes) -> bool:
    return all(byte >= 9 for byte in data[:64])


def is_pdf(data: bytes) -> bool:
    """Whether a PDF begins within the first kilobyte, as the format allows.

    Only white space, NUL bytes and a byte order mark may come before it: a text that mentions
    `%PDF-1.7` is no PDF.
    """
    at = data[:1024].find(b"%PDF-")
    return at == 0 or (at > 0 and not data[:at].strip(b"\x00\xef\xbb\xbf \t\r\n"))


_PAGE = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,4000}-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|article|main|div|p|h[1-6]|section|table|"
    r"header|script|style|link|base|ul|ol|span|center|font|pre)[\s/>])",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|td|tr|table|body|html|article)\b[^<>]*>")
_XML = re.compile(r"\s*<\?xml\b[^>]*>\s*(?:<!--.{0,4000}?-->\s*)*<([\w:.-]+)", re.DOTALL)
_NOT_PAGES = {
    "rss": Other("a news feed (RSS)", "save the report to which it leads"),
    "feed": Other("a news feed (Atom)", "save the report to which it leads"),
    "svg": Other("an SVG drawing", _OCR),
}
_MAIL_ARCHIVE = re.compile(r"(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*){1,40}")


def form_of_text(text: str) -> Form | Other:
    """Whether text is an HTML page, plain text, or data of a kind that is not read.

    >>> form_of_text("<p>The talks <b>failed</b>.</p>").value
    'html'
    >>> form_of_text("If a < b, “<i>no</i>” is plain text.").value
    'text'
    >>> form_of_text('{"title": "The talks failed."}').name
    'JSON data'
    """
    head = text[:65536]
    if _PAGE.match(head):
        return Form.HTML
    if xml := _XML.match(head):
        root = xml[1].lower()
        other = Other(f"an XML file (`{root[:40]}`)", "save the text in it as plain text")
        return _NOT_PAGES.get(root, other)
    if len(_BLOCK_TAG.findall(head)) >= 5:
        return Form.HTML
    mail = _MAIL_ARCHIVE.match(head)
    if mail and re.search(r"^content-type:\s*multipart/", mail[0], re.MULTILINE | re.IGNORECASE):
        return Other("an e-mail or web archive (MIME)", "save the message or page as text or HTML")
    return Other("JSON data", "save the text in it as plain text") if _is_json(text) else Form.TEXT


def _is_json(text: str) -> bool:
    bare = text.strip()
    if not bare or bare[0] + bare[-1] not in ("{}", "[]") or '"' not in bare:
        return False
    try:
        json.loads(bare)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
