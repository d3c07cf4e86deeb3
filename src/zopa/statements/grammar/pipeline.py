"""Loading and running the pipeline that ships with zopa.

spaCy is imported here and nowhere else, and only when a text is parsed: importing it and loading
the pipeline take most of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

UNUSED = ("senter",)
"""Components that the configuration names and that do not ship: sentences are told beforehand."""
AT_ONCE = 64
"""How many short texts are parsed together."""
LONGEST = 50_000_000
"""The most characters of a text that is made into words. A text is parsed in parts, so that no
length needs more memory than its words do."""


@cache
def shipped_pipeline() -> Language:
    """The pipeline, loaded once for a process."""
    from spacy.util import load_model_from_path

    pipeline = load_model_from_path(
        Path(str(files("zopa.statements.grammar") / "english")), exclude=list(UNUSED)
    )
    pipeline.max_length = LONGEST
    return pipeline


def run(doc: Doc) -> Doc:
    """The words of a text with what each component finds of them."""
    for _, component in shipped_pipeline().pipeline:
        doc = component(doc)
    return _finished(doc)


def run_each(docs: Iterable[Doc]) -> Iterator[Doc]:
    """The same for many short texts, some at a time: the networks take as long for one word as for
    a hundred."""
    at_work = iter(docs)
    components: list[tuple[str, Any]] = shipped_pipeline().pipeline
    for _, component in components:
        at_work = component.pipe(at_work, batch_size=AT_ONCE)
    yield from map(_finished, at_work)


def _finished(doc: Doc) -> Doc:
    for word in doc:
        if word.tag_ == "VBZ" and word.lower_ == f"{word.lemma_}es":
            _mend(word)
    # What the network kept of each word is several times what it found, and nobody needs it.
    doc.tensor = np.zeros((len(doc), 0), dtype=np.float32)
    return doc


def _mend(verb: Token) -> None:
    """The base form of “hopes”, which the lemmatizer takes for one of “hop”."""
    if not verb.lemma_.endswith(("s", "x", "z", "ch", "sh", "o")):
        verb.lemma_ += "e"


@contextmanager
def passing() -> Iterator[None]:
    """Within it, texts are parsed for a while only, and the words that they bring are forgotten.

    spaCy keeps each new word for as long as it runs, which adds up over thousands of reports. What
    was parsed within is not to be used after it.
    """
    with shipped_pipeline().memory_zone():
        yield
