"""The form of an answer: the parts of a ledger as a language model gives them.

Everything that can be left out has a default, since models leave things out. What a model is asked
for (`ledger_schema`) is stricter than what is taken from it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from zopa.case.model import DraftStatus

LONGEST_QUOTE = 2000
"""Characters of one quote."""


def _as_text(value: Any) -> Any:
    """Numbers as texts and nothing as an empty text; anything else is left to the model."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and abs(value) < 10**18:
        return str(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    return value


def _as_list(value: Any) -> Any:
    """A single thing as a list of one, and nothing as an empty list."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


Word = Annotated[str, BeforeValidator(_as_text), Field(max_length=400)]
Words = Annotated[list[Word], BeforeValidator(_as_list), Field(max_length=60)]
Sureness = Literal["plain", "implied", "unclear"]
SaidKind = Literal[
    "order",
    "red_line",
    "at_least",
    "at_most",
    "main_concern",
    "tables",
    "accepts",
    "declines",
    "rejects",
    "reservation",
]  # of the ledger's kinds those that reports tell


class _AnswerPart(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class GivenQuote(_AnswerPart):
    """Words of a report, and which report it is."""

    source: Word = ""
    quote: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]
    near: Annotated[str, BeforeValidator(_as_text), Field(max_length=LONGEST_QUOTE)] = ""
    """Words that stand near the quote, where the quote alone stands in several places."""


GivenQuotes = Annotated[list[GivenQuote], BeforeValidator(_as_list), Field(max_length=20)]


class GivenPerson(_AnswerPart):
    name: Word
    also: Words = []


class AnsweredParty(_AnswerPart):
    id: Word
    name: Word
    also: Words = []
    role: Literal["signatory", "observer"] = "signatory"
    people: Annotated[list[GivenPerson], BeforeValidator(_as_list), Field(max_length=60)] = []


class GivenOption(_AnswerPart):
    id: Word
    text: Word = ""


class AnsweredIssue(_AnswerPart):
    """An issue with options in words, or with numbers and their unit."""

    id: Word
    title: Word
    unit: Word = ""
    numbers: Words = []
    options: Annotated[list[GivenOption], BeforeValidator(_as_list), Field(max_length=60)] = []
    otherwise: Word = ""
    """The option or number that holds where a text says nothing of the issue."""


class GivenTerm(_AnswerPart):
    issue: Word
    level: Word
    quotes: GivenQuotes = []


class GivenDraft(_AnswerPart):
    id: Word
    title: Word = ""
    by: Words = []
    on: Word = ""
    status: DraftStatus = "tabled"
    terms: Annotated[list[GivenTerm], BeforeValidator(_as_list), Field(max_length=200)] = []
    quotes: GivenQuotes = []


class GivenFact(_AnswerPart):
    """What a party wants or did; `says` tells which of the other fields count."""

    id: Word = ""
    party: Word
    says: SaidKind
    issue: Word = ""
    levels: Words = []
    draft: Word = ""
    over: Words = []
    on: Word = ""
    replaces: Word = ""
    group: Word = ""
    sure: Sureness = "plain"
    quotes: GivenQuotes = []
    against: GivenQuotes = []
    """Words that speak against it."""


class GivenWeight(_AnswerPart):
    party: Word
    weight: Word


class GivenAgreement(_AnswerPart):
    """Who must agree, where that is not every signatory."""

    all: Words = []
    at_least: Word = ""
    of: Words = []
    weights: Annotated[list[GivenWeight], BeforeValidator(_as_list), Field(max_length=60)] = []
    quota: Word = ""
    quotes: GivenQuotes = []

    @property
    def told(self) -> bool:
        """Whether it says anything."""
        return bool(self.all or self.at_least or self.of or self.weights or self.quota)


class LedgerAnswer(_AnswerPart):
    """A whole ledger, or the entries of one that are new or changed."""

    title: Word = ""
    parties: list[AnsweredParty] = []
    agreement: GivenAgreement = GivenAgreement()
    issues: list[AnsweredIssue] = []
    drafts: list[GivenDraft] = []
    facts: list[GivenFact] = []
    withdrawn: Words = []
    """Ids of entries that the model takes back."""


MOST_ENTRIES = {"parties": 50, "issues": 100, "drafts": 100, "facts": 400}
"""How many entries of each kind are looked at."""
ENTRY_FORMS: dict[str, type[AnsweredParty | AnsweredIssue | GivenDraft | GivenFact]] = {
    "parties": AnsweredParty,
    "issues": AnsweredIssue,
    "drafts": GivenDraft,
    "facts": GivenFact,
}
