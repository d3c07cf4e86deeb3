"""The codes of the findings about what a language model proposes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from zopa.foundation.diagnostics import Code, Severity, example

_example = partial(example, language="json")

MODEL_UNAVAILABLE = Code(
    "model-unavailable",
    Severity.WARNING,
    "a language model that does not answer",
    "The endpoint in `ZOPA_LLM_URL` cannot be reached, takes too long, is busy, or refuses the "
    "request. What the model proposed before that is kept, and the rest of the report was not "
    "shown to it. zopa reads reports without a model as well. Look at whether the server runs, "
    "and at `ZOPA_LLM_MODEL` and `ZOPA_LLM_KEY`.",
)

MODEL_ANSWER = Code(
    "model-answer",
    Severity.WARNING,
    "an answer of a language model that cannot be used",
    "The answer is not JSON, not of the form that was asked for, breaks off before its end, or "
    "is far too long. What of it has the right form is used, and the rest is set aside. Small "
    "models do this more often; one that supports structured output does it seldom.\n\n"
    + _example(
        'Sure! The minister "refused to sign".',
        '{"attributions": [{"told": "done", "source": ["The minister"], "cue": ["refused"], '
        '"content": ["to sign"], "act": "reject"}]}',
    ),
)

MODEL_QUOTE = Code(
    "model-quote",
    Severity.NOTE,
    "a quote of a language model that does not stand in the report",
    "Every quote of the model is looked up in the report, with only white space folded. This one "
    "does not stand in the part that was shown to the model: it was made up, shortened or put in "
    "other words. The statement that it belongs to is dropped as a whole, since nobody can "
    "tell what else in it is made up.",
)

MODEL_PLACE = Code(
    "model-place",
    Severity.NOTE,
    "quotes of a language model that stand in several places",
    "The quotes of one statement stand in the report more than once, and no choice of places is "
    "nearer together than every other. The statement is dropped: which words it means would be "
    "a guess.",
)

MODEL_VALUE = Code(
    "model-value",
    Severity.NOTE,
    "a value of a language model that cannot be verified",
    "The model gave a name that does not stand in the report, a party that is not among those "
    "asked about, an act or a kind of speaker that does not exist, or a figure that its words do "
    "not tell. The value is left out; where the statement cannot do without it, so is the "
    "statement.\n\n" + _example('"act": "capitulate"', '"act": "concede"'),
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for code in (MODEL_UNAVAILABLE, MODEL_ANSWER, MODEL_QUOTE, MODEL_PLACE, MODEL_VALUE)
    }
)
"""Every code that asking a language model can give, by name."""
