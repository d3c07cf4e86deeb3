"""Two hundred odd files and more: each gives a document whose spans stand, or findings."""

from __future__ import annotations

import html
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from counted_work import calls_of, steps_of

from zopa.foundation.text import Span
from zopa.sources import Document, Form, Opened, Use, read_document

sys.path.insert(0, str(Path(__file__).parents[2]))
from odd_inputs import odd_inputs

ODD = list(odd_inputs(large=False))


def same_words(document: Document, span: Span) -> bool:
    """Whether the file holds at `on_disk` what the reading holds, but for space and mark-up."""
    there = document.on_disk(span)
    assert 0 <= there.start < there.stop <= len(document.text)
    on_disk, read = document.text[slice(*there)], document.reading[slice(*span)]
    if document.form is Form.HTML:
        on_disk = re.sub(r"<!--.*?-->|<!\[CDATA\[|</?[A-Za-z][^<>]*>|\]\]>", "", on_disk)
        on_disk = html.unescape(on_disk)
    if document.form is Form.PDF:
        on_disk, read = on_disk.replace("-\n", ""), read
    return re.sub(r"\s", "", on_disk) == re.sub(r"\s", "", read)


def check(document: Document) -> None:
    blocks, reading = document.blocks, document.reading
    assert all(0 <= b.span.start < b.span.stop <= len(reading) for b in blocks)
    assert all(a.span.stop <= b.span.start for a, b in pairwise(blocks))
    assert all(bool(b.why) == (b.use is Use.FURNITURE) for b in blocks)
    between = 0
    for block in blocks:
        assert not reading[between : block.span.start].strip()
        between = block.span.stop
    assert not reading[between:].strip()
    assert all(a.stop <= b.start for a, b in pairwise(document.sentences))
    read = [b.span for b in blocks if b.use is not Use.FURNITURE]
    at = 0
    for sentence in document.sentences:
        while read[at].stop < sentence.stop:
            at += 1
        assert read[at].start <= sentence.start < sentence.stop <= read[at].stop
    assert sum(len("".join(reading[slice(*s)].split())) for s in document.sentences) == sum(
        len("".join(reading[slice(*s)].split())) for s in read
    )
    for span in [*[b.span for b in blocks][:60], *document.sentences[:60]]:
        assert same_words(document, span), (reading[slice(*span)], document.on_disk(span))
    for what, span in document.origin_spans.items():
        assert document.text[slice(*span)].strip(), what


@pytest.mark.parametrize(("file", "data"), [o[1:] for o in ODD], ids=[o[0] for o in ODD])
def test_spans_stand_or_there_are_findings(file: str, data: bytes) -> None:
    opened = read_document(data, file)
    assert (opened.document is None) == bool(opened.report.errors)
    for finding in opened.findings:
        lines = re.split(r"\r\n?|\n", opened.texts.get(file, ""))
        assert 1 <= finding.place.line <= len(lines)
        assert finding.place.column <= len(lines[finding.place.line - 1]) + 1
    assert opened.report.render().count("error[") == len(opened.report.errors)
    if opened.document is not None:
        check(opened.document)


def test_there_are_two_hundred() -> None:
    assert len({name for name, _, _ in ODD}) == len(ODD) > 200


def test_five_megabytes_in_one_line_take_bounded_work() -> None:
    *_, (_, file, data) = odd_inputs()
    opened: list[Opened] = []
    calls = calls_of(lambda: opened.append(read_document(data, file)))
    assert calls < 2_500_000  # twice what it takes
    assert [finding.code.name for finding in opened[0].findings] == ["document-exhausting"]
    document = read_document(data[:400_000], file).document
    assert document is not None
    assert len(document.sentences) > 2_000
    check(document)


def test_the_work_grows_as_the_text_does() -> None:
    *_, (_, file, data) = odd_inputs()
    modules = [module for name, module in sys.modules.items() if name.startswith("zopa.sources")]
    small, large = (
        steps_of(lambda size=size: read_document(data[:size], file), modules)  # type: ignore[misc]
        for size in (10_000, 40_000)
    )
    assert large < 6 * small
