"""Which statements count as not used by the ledger: each part of the rule, on one report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.analyses.unused_statements import DOUBTFUL, SURE, statements_without_fact
from zopa.case.model import (
    Case,
    Draft,
    Evidence,
    Fact,
    Issue,
    Level,
    Package,
    Party,
    Source,
    Stance,
    TermReading,
)
from zopa.case.reported import Reported
from zopa.foundation.text import Span
from zopa.statements.claims import SharedClaim
from zopa.statements.statement import (
    Act,
    Manner,
    Passage,
    Passages,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
)

TEXT = (
    "Dahl rejected the second offer and demands a longer lease. "
    "Two friends said that Reed will pay a deposit and that the fish is fresh. "
    "Reed told us that Dahl demands the keys by the end of the week. "
    "The monthly rent is high, Dahl said."
)
OWNER = Speaker(SpeakerKind.PERSON, "Dahl", party="owner")
TENANT = Speaker(SpeakerKind.PERSON, "Reed", party="tenant")
FRIENDS = Speaker(SpeakerKind.UNNAMED, count=2)
TAKEN = "Dahl rejected the second offer"


def at(words: str) -> Passages:
    start = TEXT.index(words)
    return (Passage(Span(start, start + len(words)), words),)


def statement(
    name: str, cue: str, content: str, act: Act = Act.DEMAND, speaker: Speaker = OWNER
) -> Statement:
    said, manner = TellingMode.DONE, Manner.INDIRECT
    source = at("Dahl") if speaker is OWNER else ()
    return Statement(name, "a", said, source, at(cue), at(content), manner, speaker, act)


REFUSAL = statement("refusal", "rejected", "the second offer", Act.REJECT)
LEASE = statement("lease", "demands", "a longer lease")
DEPOSIT = statement("deposit", "will pay", "a deposit", Act.PROMISE, FRIENDS)
RENT = statement("rent", "said", "The monthly rent is high", Act.INFORM)
KEYS = statement("keys", "demands", "the keys by the end of the week")
OUTER = statement(
    "outer", "told us", "Dahl demands the keys by the end of the week", Act.DEMAND, TENANT
)


def case(*statements: Statement, claims: tuple[SharedClaim, ...] = (), draft: bool = False) -> Case:
    quote = (Evidence("a", TAKEN),)
    package = Package(terms={"rent": "high"})
    refuses = Fact("owner", "rejects", Stance("rejects", package), quote)
    tabled = Draft("d", "A draft", (), None, {"rent": (TermReading("high"),)}, quote)
    levels = (Level("low", "a low one"), Level("high", "a high one"))
    return Case(
        "A house",
        {"rent": Issue("rent", "Monthly rent", levels)},
        {"owner": Party("owner", "Dahl"), "tenant": Party("tenant", "Reed")},
        {"d": tabled} if draft else {},
        () if draft else (refuses,),
        sources={"a": Source("a", "a.txt", text=TEXT)},
        reported=Reported(("a",), statements, claims),
    )


def unused(*statements: Statement, **more: object) -> list[str]:
    return [one.id for one in statements_without_fact(case(*statements, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize("draft", [False, True])
def test_what_evidence_shares_words_with_is_used(draft: bool) -> None:
    assert unused(REFUSAL, LEASE, draft=draft) == ["lease"]
    cue_alone = replace(REFUSAL, content=())
    assert unused(cue_alone, draft=draft) == []


def test_a_name_that_two_statements_share_uses_neither() -> None:
    assert LEASE.source == REFUSAL.source
    assert unused(LEASE) == ["lease"]


def test_parties_and_those_who_are_not_named_count() -> None:
    assert unused(DEPOSIT) == ["deposit"]
    for speaker in (
        replace(FRIENDS, kind=SpeakerKind.UNSTATED, count=None),
        replace(FRIENDS, party="tenant"),
    ):
        assert unused(replace(DEPOSIT, speaker=speaker)) == ["deposit"]
    for speaker in (
        replace(FRIENDS, party="canada"),
        Speaker(SpeakerKind.PERSON, "A neighbour"),
        Speaker(SpeakerKind.INSTITUTION, "Canada", party="canada"),
    ):
        assert unused(replace(DEPOSIT, speaker=speaker)) == []


@pytest.mark.parametrize("act", Act)
def test_what_moves_the_talks_or_names_an_issue_counts(act: Act) -> None:
    moves = act not in (Act.ASK, Act.DOUBT, Act.INFORM)
    assert unused(replace(LEASE, act=act)) == (["lease"] if moves else [])
    assert unused(replace(RENT, act=act)) == ["rent"]


def test_doubtful_statements_do_not_count() -> None:
    assert unused(replace(LEASE, confidence=DOUBTFUL)) == ["lease"]
    assert unused(replace(LEASE, confidence=DOUBTFUL - 0.01)) == []


def test_what_surely_tells_the_same_is_used_or_told_with_it() -> None:
    def together(*names: str, probability: float = SURE) -> tuple[SharedClaim, ...]:
        return (SharedClaim("claim", names, ("a",), 1, probability),)

    assert unused(REFUSAL, LEASE, claims=together("refusal", "lease")) == []
    assert unused(REFUSAL, LEASE, claims=together("refusal", "lease", probability=0.79)) == [
        "lease"
    ]
    assert unused(LEASE, DEPOSIT, claims=together("lease", "deposit")) == ["lease"]


def test_of_statements_in_the_same_words_the_shorter_counts() -> None:
    assert unused(OUTER, KEYS) == unused(KEYS, OUTER) == ["keys"]
    assert unused(OUTER) == ["outer"]
    assert unused(OUTER, replace(KEYS, content=at("the keys"), cue=())) == ["outer", "keys"]


def test_nothing_read_leaves_nothing_unused() -> None:
    assert statements_without_fact(replace(case(LEASE), reported=None)) == ()


HEAD = "Tenants turn down the new lease"
BODY = (
    "On Monday the tenants refused the lease that Dahl had sent them in June. "
    "They also refused to pay for the roof."
)
NEWS = f"{HEAD}\n\n{BODY}\n"
PAGE = f"<html><body><h1>{HEAD}</h1><p>{BODY}</p></body></html>"
CREWS = Speaker(SpeakerKind.INSTITUTION, "tenants", party="tenant")


def report(text: str, quote: str, *told: tuple[str, str, str]) -> list[str]:
    """Which statements `(id, cue, content)` of a report are unused where a fact has a quote."""

    def words(some: str) -> Passages:
        start = text.index(some)
        return (Passage(Span(start, start + len(some)), some),)

    made = tuple(
        Statement(
            name, "a", TellingMode.DONE, (), words(cue), words(content), Manner.INDIRECT, CREWS,
            Act.REJECT,
        )
        for name, cue, content in told
    )  # fmt: skip
    refusal = Stance("rejects", Package(terms={"rent": "high"}))
    fact = Fact("tenant", "rejects", refusal, (Evidence("a", quote),))
    changed = replace(
        case(), sources={"a": Source("a", "a.txt", text=text)}, facts=(fact,),
        reported=Reported(("a",), made),
    )  # fmt: skip
    return [one.id for one in statements_without_fact(changed)]


IN_HEAD = ("head", "turn down", "the new lease")
IN_BODY = ("body", "refused the", "lease that Dahl had sent them in June")
BESIDE = ("beside", "refused to", "pay for the roof")


@pytest.mark.parametrize("text", [NEWS, PAGE])
def test_headline_and_text_tell_one_thing(text: str) -> None:
    below, above = "the tenants refused the lease", HEAD
    assert report(text, below, IN_HEAD, IN_BODY, BESIDE) == ["beside"]
    assert report(text, above, IN_HEAD, IN_BODY, BESIDE) == ["beside"]
    assert report(text, "refused to pay for the roof", IN_HEAD, IN_BODY, BESIDE) == ["head", "body"]


def test_a_headline_in_other_words_goes_with_the_only_refusal_of_its_report() -> None:
    text = NEWS.replace("the new lease", "Dahl’s paper")
    in_head = ("head", "turn down", "Dahl’s paper")
    assert report(text, "the tenants refused the lease", in_head, IN_BODY) == []
    assert report(text, "to pay for the roof", in_head, IN_BODY, BESIDE) == ["head", "body"]


def test_two_statements_below_the_headline_stay_two() -> None:
    twice = ("twice", "refused to", "pay for the roof")
    text = NEWS.replace("pay for the roof", "sign a lease that Dahl had sent them in May")
    again = (twice[0], twice[1], "sign a lease that Dahl had sent them in May")
    assert report(text, "the tenants refused the lease", IN_BODY, again) == ["twice"]
