"""How much of a PDF is gone through is bounded, by bytes that are counted each time."""

from __future__ import annotations

import zlib

import pytest

from zopa.sources import pages
from zopa.sources.pages import Pages, Refused, pages_of

WORDS = b"BT /F 9 Tf (words) Tj ET "


def stream(content: bytes, kind: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<<%s/Filter/FlateDecode/Length %d>>stream\n" % (kind, len(packed))
    return head + packed + b"\nendstream"


def pdf(content: bytes, form: bytes = b"", count: int = 1) -> bytes:
    """Pages that all draw one content, which may draw a form `/X`."""
    kids = b" ".join(b"%d 0 R" % (6 + i) for i in range(count))
    fonts = b"/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R%s>>" % fonts
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(content),
        stream(form, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 3 0 R>>>>"),
        *[page] * count,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (
        len(objects) + 1, table, len(objects) + 1,
    ) + b"startxref\n%d\n%%%%EOF" % len(data)  # fmt: skip


FORM = WORDS + b"1 0 0 1 0 0 cm " * 100
HOSTILE = {
    "a content on many pages": (pdf(WORDS * 100, count=20), 20 * 100 * len(WORDS) - 1),
    "a form drawn many times": (pdf(WORDS + b"/X Do " * 20, FORM), 20 * len(FORM) - 1),
    "numbers that do nothing": (pdf(WORDS + b"1 " * 20_000, count=3), 3 * 40_000 - 1),
}


@pytest.mark.parametrize(("data", "used"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_gone_through_again_counts_again(
    monkeypatch: pytest.MonkeyPatch, data: bytes, used: int
) -> None:
    assert len(data) < used / 4
    monkeypatch.setattr(pages, "MOST_CONTENT", used)
    refused = pages_of(data)
    assert isinstance(refused, Refused)
    assert refused.code.name == "document-exhausting"
    monkeypatch.setattr(pages, "MOST_CONTENT", 3 * used)
    read = pages_of(data)
    assert isinstance(read, Pages)
    assert "words" in read.text
