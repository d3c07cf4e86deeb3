"""What is answered to “What to table next?”: records of counter-drafts and what goes with them."""

from __future__ import annotations

from pydantic import Field

from zopa.analyses.result import Options, Record, Result, Share, Spread, Terms


class CounterOptions(Options):
    party: str = ""
    """For whom; every signatory where it is empty."""
    against: str = ""
    """The draft that is answered; where it is empty, the newest one on the table by another party
    that is neither withdrawn nor agreed."""
    change: int = Field(default=3, ge=0)
    """So many terms of the draft may be changed. Filling an open term is no change."""
    keep: tuple[str, ...] = ()
    """Issues on which the draft stays as it is; without a draft, at the party's best."""
    tolerance: float = Field(default=0.02, ge=0, le=1)
    """Packages are worth the same to the party where its mean gains differ by no more."""
    listed: int = Field(default=5, ge=1)
    """The most counter-drafts."""
    improvement: float = Field(default=0.01, ge=0, le=1)
    """What every signatory must gain, for a package to be called better than an agreed draft."""
    searched: int = Field(default=100_000, ge=1)
    """Where there are too many packages to list, so many beginnings of packages are looked at."""


class PairedChange(Record):
    """A share of draws by one package less that by another, in the same draws."""

    amount: float
    error: float
    """Half-width of its 95% interval, from sampling alone."""


class TermForSide(Record):
    """What a changed term is to one party."""

    party: str
    change: Spread
    """What it adds to the utility of the party, all other terms being those of the package."""
    gains: Share
    """The draws in which that is above zero."""
    loses: Share
    """The draws in which that is below zero."""
    rank_low: int
    rank_high: int
    """How much the issue matters to the party: its rank by weight, 1 being the most, in the middle
    80% of the draws."""
    facts: tuple[int, ...]
    """The entries of the ledger on what the party wants on the issue, and how much it matters."""
    assumed: bool
    """There is no such entry that rests on evidence."""


class TermChange(Record):
    """A term of a package that differs from the draft, or that the draft leaves open."""

    issue: str
    before: tuple[str, ...]
    """The level of the draft, several where reports differ; none where the term is open."""
    after: str
    sides: tuple[TermForSide, ...]
    """The party first, then the other signatories in file order."""


class SideOfPackage(Record):
    """How a signatory takes a package."""

    party: str
    could: Share
    now: Share
    gain: Spread
    better: Share | None
    """It is worth more than the draft to the party; None where there is no draft."""


class CounterDraft(Record):
    """A package that the party could table."""

    terms: Terms
    changed: tuple[TermChange, ...]
    """The terms that differ from the draft, or from the party's best deal where there is none."""
    filled: tuple[TermChange, ...]
    """The terms that the draft leaves open, or on which reports differ."""
    both: Share
    """The party and enough others could sign it."""
    others: Share
    """Enough others could sign it."""
    others_now: Share
    """Enough others would sign it as things stand."""
    own_now: Share
    """The party would sign it as things stand."""
    own_could: Share
    """The party could sign it."""
    gain: Spread
    """What the party has by it above no deal."""
    sides: tuple[SideOfPackage, ...]
    """The signatories, in file order."""
    others_than_draft: PairedChange | None
    """`others`, less the share in which enough others could sign the draft."""
    gain_than_draft: Spread | None
    """What the party has by it above the draft."""


class DraftAnswered(Record):
    """How the draft that is answered stands."""

    draft: str
    others: Share
    own_now: Share
    own_could: Share


class Guess(Record):
    """A guess about another side: what it cares about most."""

    party: str
    issue: str
    share: Share
    """The draws in which that issue weighs most with that party."""
    others: Share
    """Of these draws, those in which enough others could sign the offer."""


class EquivalentOffer(Record):
    """One of several packages that are worth the same to the party."""

    terms: Terms
    guesses: tuple[Guess, ...]
    """The guesses for which none of the equivalent packages could be signed more often."""
    others: Share
    """In all draws."""
    gain: Spread
    """What the party has by it above no deal."""
    own_now: Share
    own_could: Share


class SwappedTerm(Record):
    issue: str
    before: tuple[str, ...]
    """The level of the draft, several where reports differ; none where its author settles it."""
    after: str


class IssueSwap(Record):
    """Two terms of a draft changed together, of which the party gives one and gets the other."""

    gives: SwappedTerm
    gets: SwappedTerm
    gains: dict[str, Spread]
    """What each signatory has by it above the draft as it stands."""
    for_all: Share
    """Every signatory has more by it."""


class Improvement(Record):
    """A package that is better for every signatory than a draft."""

    changed: tuple[SwappedTerm, ...]
    gains: dict[str, Spread]
    """What each signatory has by it above the draft as it stands."""
    for_all: Share
    """Every signatory has more by it, by `options.improvement` or more."""


class Improvements(Record):
    """The nearest packages that are better for all than a draft."""

    draft: str
    nearest: tuple[Improvement, ...]
    """Those with the fewest changed terms, the surest first; none where there is none with so many
    changed terms as were looked at."""
    changes: int
    """The number of terms that each of them changes, or up to which none was found."""


class Concession(Record):
    """A step down from the party's best deal."""

    issue: str
    before: str
    after: str
    cost: Spread
    """What the party gives up by it; below zero in draws in which it gains."""
    others: Share
    """Enough others could sign what is on offer after it."""
    own_now: Share
    """The party would still sign it as things stand."""
    own_could: Share
    """The party could still sign it."""


class ConcessionPlan(Record):
    """In which order to give way, and where to stop."""

    start: Terms
    """The party's best deal, by the mean of the draws."""
    others: Share
    """Enough others could sign it."""
    own_now: Share
    own_could: Share
    steps: tuple[Concession, ...]
    stop_now: int
    """After so many steps the party would still sign as things stand in half of the draws, and
    after the next one no more."""
    stop_could: int
    """The same for what it could sign at all."""


class CounterSide(Record):
    """What one party could table."""

    party: str
    answers: DraftAnswered | None
    """None where no other party has a draft on the table: the packages then come down from the
    party's best deal."""
    best: Terms
    """The party's best deal by the mean of the draws, where there is no draft; else nothing."""
    drafts: tuple[CounterDraft, ...]
    """The best first: by how often the party and enough others could sign, then by the party's mean
    gain. Among packages that come about nearly as often as the one that does most often, by the
    party's mean gain alone."""
    looked_at: int
    """How many packages there are, rules aside."""
    complete: bool
    """Whether each was looked at or shown to be no better."""
    stopped: bool
    """Whether somebody stopped the search: then there may be better packages, and what was not
    worked out is left out below."""
    change: int
    """So many terms may be changed."""
    equivalent: tuple[EquivalentOffer, ...]
    """Packages worth the same to the party as the first of `drafts`, each best for another guess,
    as unlike each other as can be; none where one package is best for all guesses."""
    swaps: tuple[IssueSwap, ...]
    """From where the draft stands, the one first that is better for all in the most draws."""
    improvements: Improvements | None
    """Of a draft that is agreed, or that was named; None where there is none such."""
    concessions: ConcessionPlan | None
    """None where the party has no deal that its own red lines allow, and where packages are told
    for more than four parties at once; then equal offers, swaps and improvements are left out
    too."""


class CounterResult(Result):
    options: CounterOptions
    sides: tuple[CounterSide, ...]
    """The party, or every signatory in file order."""
