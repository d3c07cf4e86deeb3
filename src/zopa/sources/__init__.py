"""Opening documents: text files, HTML pages and PDFs.

A document keeps its text exactly as it stands in the file. Its paragraphs, headings and furniture
(menus, captions, credits) are told apart, and every character that is read knows its place in the
file.
"""

from zopa.sources.codes import CODES
from zopa.sources.document import Block, Document, Form, Use
from zopa.sources.opening import Opened, open_document, read_document, source_id, unique_ids
from zopa.sources.refusals import LARGEST
from zopa.sources.sentences import sentences_of

__all__ = [
    "CODES",
    "LARGEST",
    "Block",
    "Document",
    "Form",
    "Opened",
    "Use",
    "open_document",
    "read_document",
    "sentences_of",
    "source_id",
    "unique_ids",
]
