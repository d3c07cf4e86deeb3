"""This check finds a document that is declared as two sources."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from posixpath import normpath

from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.text import fold_space

DUPLICATE_SOURCE = Code(
    "duplicate-source",
    Severity.WARNING,
    "the same document twice",
    "Two sources have the same file or the same text. A fact that both report then seems to be "
    "reported twice, though one wrote it.\n\n"
    + example(
        wrong="morning: {file: a.txt}\nevening: {file: a.txt}",
        right="morning: {file: a.txt}\nevening: {file: b.txt}",
    ),
)

CODES = (DUPLICATE_SOURCE,)


def duplicate_sources(case: Case) -> Iterator[Finding]:
    """A warning at each source that has the file or the text of an earlier source."""
    files: dict[str, str] = {}
    texts: dict[str, str] = {}
    for source in case.sources.values():
        if source.text is None:
            continue
        digest = sha256(fold_space(source.text).encode("utf-8", "replace")).hexdigest()
        by_file = files.setdefault(normpath(source.file), source.id)
        by_text = texts.setdefault(digest, source.id)
        first = by_file if by_file != source.id else by_text
        if first != source.id:
            what = "file" if first == by_file else "text"
            yield Finding(
                DUPLICATE_SOURCE,
                case.place("sources", source.id, "file"),
                f"`{source.id}` has the same {what} as `{first}`",
                related=((case.place("sources", first, "file"), "the other one"),),
                help=("keep one, so that its report does not count twice",),
            )
