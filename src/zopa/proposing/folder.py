"""The files of a proposed case folder, to be written as they are."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from zopa.foundation.files import FileTrouble, read_bytes
from zopa.proposing.ledger import ledger_of
from zopa.proposing.proposal import Proposal, Shelved
from zopa.sources import LARGEST
from zopa.sources.document import Document


def case_files(proposal: Proposal, documents: Iterable[Document]) -> dict[str, bytes]:
    """Path in the case folder → content: `case.yaml`, the sources, and originals beside them.

    A document in UTF-8 text is its own source, byte for byte where its file can still be read. Of
    any other, the source is the text that was read, and the file itself lies under
    `sources/original` if it is still there and unchanged since it was read.
    """
    ledger = ledger_of(proposal).encode("utf-8")
    return {"case.yaml": ledger, **source_files([p.thing for p in proposal.sources], documents)}


def source_files(shelf: Iterable[Shelved], documents: Iterable[Document]) -> dict[str, bytes]:
    """Path in the case folder → content of the sources, and of the originals beside them."""
    by_id = {document.id: document for document in documents}
    files: dict[str, bytes] = {}
    for shelved in shelf:
        text = (shelved.source.text or "").encode("utf-8")
        document = by_id.get(shelved.document)
        own = _bytes(document) if document is not None else None
        files[shelved.source.file] = own if shelved.unchanged and own is not None else text
        if shelved.original and own is not None:
            files[shelved.original] = own
    return files


def _bytes(document: Document) -> bytes | None:
    """The file that was read, if it is still the same; for text also from what was read of it."""
    told = document.text.encode(document.encoding or "utf-8", "ignore") if _known(document) else b""
    if sha256(told).hexdigest() == document.sha256:
        return told
    data = read_bytes(Path(document.file), LARGEST)
    if isinstance(data, FileTrouble):
        return None
    return data if sha256(data).hexdigest() == document.sha256 else None


def _known(document: Document) -> bool:
    """Whether the document's encoding is one that Python has."""
    import codecs

    try:
        codecs.lookup(document.encoding or "utf-8")
    except LookupError:
        return False
    return True
