"""Codes for a file that cannot be read as a ledger at all."""

from __future__ import annotations

from zopa.foundation.diagnostics import Code, Severity, example

NO_CASE = Code(
    "no-case",
    Severity.ERROR,
    "there is no ledger here",
    "A case is a folder with a file `case.yaml` in it. There is no such file at the path that was "
    "given. Give the folder, or the path of the file itself.",
)

UNREADABLE = Code(
    "unreadable",
    Severity.ERROR,
    "the ledger cannot be opened",
    "`case.yaml` is there, but it is a folder, a pipe, a device, a link that leads out of the case "
    "folder, or a file that may not be read. Put an ordinary file in its place.",
)

NOT_UTF8 = Code(
    "not-utf8",
    Severity.ERROR,
    "the ledger is not UTF-8 text",
    "The file was saved in another encoding, so that some of its bytes stand for no character. "
    "Guessing would change names and quotes without a word. Save the file again and choose UTF-8 "
    "in the dialogue of your editor.",
)

TOO_LARGE = Code(
    "too-large",
    Severity.ERROR,
    "a file is larger than what is read",
    "A ledger may have up to 1 MiB (about a million characters), a source up to 10 MiB, all "
    "sources together 100 MiB. A larger file is mostly something else that ended up in the folder. "
    "Split a very long document into the parts that are quoted.",
)

CONTROL_CHARACTER = Code(
    "control-character",
    Severity.ERROR,
    "an invisible control character",
    "Characters such as U+0000 have no meaning in a text and can hide or change what a terminal "
    "shows; others, such as U+202E, turn the writing direction of all that follows, so that a "
    "reader sees another text than the one that stands there. Both are refused anywhere in the "
    "ledger, written out or as an escape. They mostly come in by copying from another program. "
    "Delete the character and type the text again.",
)

YAML_SYNTAX = Code(
    "yaml-syntax",
    Severity.ERROR,
    "the file is not YAML",
    "A ledger is written in YAML: `name: value`, what belongs together starts in the same column, "
    "lists with `- ` or in brackets. From the marked place on the file does not follow these "
    "rules. Most often a text holds a colon and a space, or starts with a character that means "
    "something in YAML; such a text needs quotes.\n\n"
    + example(
        wrong="title: Minerals: the second draft", right='title: "Minerals: the second draft"'
    ),
)

YAML_ALIAS = Code(
    "yaml-alias",
    Severity.ERROR,
    "a part of the file stands for another part",
    "YAML can name a part (`&a`) and repeat it elsewhere (`*a`, `<<`). A ledger does not: each "
    "fact is to be read where it stands, and a few lines of such names can blow up to gigabytes. "
    "Write it out; if the `&` or `*` is part of a text, put the text in quotes.\n\n"
    + example(
        wrong="- report: *Exclusive* the talks go on",
        right='- report: "*Exclusive* the talks go on"',
    ),
)

YAML_TAG = Code(
    "yaml-tag",
    Severity.ERROR,
    "an instruction to YAML",
    "A word that starts with `!` tells YAML how to read what follows. A ledger needs none, and "
    "some would run code. Delete it; if it is part of a text, put the text in quotes.\n\n"
    + example(wrong="title: !important minerals", right='title: "!important minerals"'),
)

YAML_DOCUMENTS = Code(
    "yaml-documents",
    Severity.ERROR,
    "several documents in one file",
    "A line `---` starts a new document in YAML. A ledger is one document; what follows would be "
    "passed over. Delete the line, or make a second case of it.",
)

EMPTY_CASE = Code(
    "empty-case",
    Severity.ERROR,
    "the ledger is empty",
    "`case.yaml` holds nothing but white space or comments. The smallest case has a version, a "
    "title, two parties and an issue with two levels.\n\n```yaml\nzopa: 1\ntitle: The lease\n"
    "parties:\n  owner: {name: the owner}\n  tenant: {name: the tenant}\nissues:\n  rent:\n"
    "    title: Rent\n    options: {low: 900 a month, high: 1,200 a month}\n```",
)

TOO_DEEP = Code(
    "too-deep",
    Severity.ERROR,
    "too many brackets in brackets",
    "Lists and groups stand in one another up to eight deep in a case. More than twelve is a slip "
    "(a bracket too many) or a file made to exhaust the reader.",
)

TEXT_CODES = (
    NO_CASE, UNREADABLE, NOT_UTF8, TOO_LARGE, CONTROL_CHARACTER, YAML_SYNTAX, YAML_ALIAS, YAML_TAG,
    YAML_DOCUMENTS, EMPTY_CASE, TOO_DEEP,
)  # fmt: skip
