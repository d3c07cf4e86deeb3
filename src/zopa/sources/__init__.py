"""Documents as they are: text, pages and PDFs opened, their parts told apart, every place kept."""

from zopa.sources.codes import CODES
from zopa.sources.document import Block, Document, Form, Use
from zopa.sources.files import LARGEST
from zopa.sources.opening import Opened, open_document, read_document, slug, unique_ids
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
    "slug",
    "unique_ids",
]
