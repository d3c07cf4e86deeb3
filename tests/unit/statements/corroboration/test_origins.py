"""When documents that share words are of one origin for a claim."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.statements.claims import Copied, Copy
from zopa.statements.corroboration.origins import Origins

from .little_reports import document, statement

REPORT = "The mill will close." + " " * 80


@pytest.mark.parametrize(("stop", "origins"), [(10, 1), (9, 2)])
def test_half_of_what_is_told_must_be_shared(stop: int, origins: int) -> None:
    told = {
        name: [statement(f"{name}1", document(name, REPORT), "The mill will close.")]
        for name in ("a", "b")
    }
    run = (Span(0, stop),)
    copy = Copy(Copied.PASSAGE, "a", "b", (REPORT[:stop],), 0.1, run, run)
    assert len(Origins([copy]).of(told)) == origins
    assert len(Origins([]).of(told)) == 2
