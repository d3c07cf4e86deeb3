"""Codes for parts of the ledger that are missing, unknown or of the wrong shape."""

from __future__ import annotations

from zopa.foundation.diagnostics import Code, Severity, example

DUPLICATE_KEY = Code(
    "duplicate-key",
    Severity.ERROR,
    "the same name twice in one part",
    "Within one part each name can stand once. Of two, the reader would have to drop one, and "
    "nobody could tell which.\n\n"
    + example(wrong="terms:\n  law: neutral\n  law: new_york", right="terms:\n  law: neutral"),
)

UNKNOWN_KEY = Code(
    "unknown-key",
    Severity.ERROR,
    "a name that means nothing here",
    "Each part of a ledger has a fixed set of keys. One that is not among them would be passed "
    "over, so a slip of the pen could silence a fact.\n\n"
    + example(
        wrong="- party: seller\n  red_lines: {price: [low]}",
        right="- party: seller\n  red_line: {price: [low]}",
    ),
)

MISSING_KEY = Code(
    "missing-key",
    Severity.ERROR,
    "something that must be there is not",
    "A case needs `zopa`, `title`, `parties` and `issues`; a party needs a `name`, an issue a "
    "`title` and `options` or `levels`, a source a `file`, a draft its `terms`, a fact its "
    "`party`, a bonus what it `adds` and `when`.\n\n"
    + example(
        wrong="parties:\n  seller: {role: signatory}",
        right="parties:\n  seller: {name: the seller}",
    ),
)

WRONG_SHAPE = Code(
    "wrong-shape",
    Severity.ERROR,
    "a list, a text or names with values in the place of another",
    "Some parts are a text, some a list (`[a, b]`, or lines that start with `- `), some are names "
    "with values (`a: b` on lines of their own, or `{a: b}`). Here one stands where another is "
    "expected.\n\n" + example(wrong="order: {price: low}", right="order: {price: [low, high]}"),
)

EMPTY = Code(
    "empty",
    Severity.ERROR,
    "nothing stands where something is expected",
    "A name is there, but no value behind it. Write the value, or delete the name.\n\n"
    + example(wrong="also: []\ntitle:", right="title: The minerals agreement"),
)

FACT_KIND = Code(
    "fact-kind",
    Severity.ERROR,
    "a fact of no kind, or of several",
    "A fact says one thing: `order`, `priorities`, `tables`, `accepts`, `rejects`, `prefers`, "
    "`red_line`, `weight`, `value`, `bonus` or `reservation`. Two things are two facts, "
    "each with its own evidence, so that one of them can be doubted without the other.\n\n"
    + example(
        wrong="- party: seller\n  rejects: first_offer\n  order: {price: more}",
        right="- party: seller\n  rejects: first_offer\n- party: seller\n  order: {price: more}",
    ),
)

SHAPE_CODES = (DUPLICATE_KEY, UNKNOWN_KEY, MISSING_KEY, WRONG_SHAPE, EMPTY, FACT_KIND)
