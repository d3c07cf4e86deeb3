"""A case that is written and loaded again is the case that it was, whatever it holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.case.kinds.registry import LedgerKind
from zopa.case.kinds.reservation import NO_DEAL_WORDS
from zopa.case.ledger_text import LONG_TEXT, spelt
from zopa.case.load import read_case
from zopa.case.model import (
    AgreementRule,
    AllOf,
    AtLeast,
    Bonus,
    Case,
    ConditionalRedLine,
    Content,
    Direction,
    Discount,
    Draft,
    DraftStatus,
    Evidence,
    Fact,
    Issue,
    Level,
    Limit,
    NoDeal,
    Order,
    Package,
    Party,
    Person,
    Preference,
    Priorities,
    Quota,
    Ranking,
    RedLine,
    ReservationRange,
    Rule,
    Source,
    Stance,
    TermReading,
    ValueRange,
    WeightRange,
)
from zopa.case.named_numbers import with_named_levels
from zopa.case.scalars import plain_number
from zopa.case.write import write_case
from zopa.foundation.chance import Interval
from zopa.foundation.likelihood import LIKELIHOODS
from zopa.foundation.look_alikes import is_blank

SHARED = Path(__file__).parents[4] / "shared" / "cases"

# --- texts and names ----------------------------------------------------------------------------

ODD_TEXTS = [
    "no", "Yes", "NULL", "true", "~", "1e3", "30", "-5", "0x1F", "2025-02-16", "12:30", ".5",
    ".inf", "- a dash", "-", "--- x", "? what", ": x", "a: b", "a:", "a :b", "a #b", "# b", "a#b",
    "#1", "'quoted'", '"quoted"', "it's", 'he said "no"', "back\\slash", "\\", "a, b", "[a]",
    "{a: b}", "a]", "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "| a", "> a", "=", "<<", "…",
    "“No,” she said", "‘No’", "–5", "Ünïcödé", "条約", "א ב", "a  b", "a\u00a0b", "a\u200db",
    "a\u200eb", "😀", "first\nsecond", "first\n\n  second", "first \nsecond",
    "a\tb", "a\n# b", "a\n- b: c", "a: b\nc", "\U000e0001a", "é" * 5 + "'" * 5,
    "word " * 4000 + "end", "x" * (2 * LONG_TEXT), 'long "quoted" \\ ' * 1000 + "end",
    "a\n" * 6000 + "b", "far" + " " * LONG_TEXT + "apart",
]  # fmt: skip
HIDDEN = "\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"


def usable(text: str) -> bool:
    return not is_blank(text) and text == text.strip()


LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=HIDDEN)
SIGNS = st.sampled_from(" :#,'\"[]{}-&*!|>%@`?\\\n\tano10.~=")
TEXTS = st.one_of(
    st.sampled_from(ODD_TEXTS), st.text(st.one_of(LETTERS, SIGNS), min_size=1, max_size=12)
).filter(usable)
NAMES = TEXTS.map(lambda text: unicodedata.normalize("NFC", text)).filter(usable)
IDS = st.one_of(
    st.sampled_from(["no", "yes", "null", "true", "y", "élan", "a-b", "a_b", "条約"]),
    st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True),
)
LEVEL_IDS = st.one_of(IDS, st.sampled_from(["1e3", "30", "0x1F", "2025-02-16", "007"]))

# --- numbers ------------------------------------------------------------------------------------

SHORT = st.decimals(min_value=0, max_value=100, places=2)
LONG = st.integers(min_value=1, max_value=10**15 - 1).map(lambda n: Decimal(n).scaleb(-13))
PERCENT = st.one_of(SHORT, LONG, st.sampled_from([Decimal(0), Decimal("1e-12"), Decimal(100)]))


def interval(ends: list[Decimal], sign: int = 1) -> Interval:
    low, high = sorted(sign * end for end in ends)
    return Interval(float(low / 100) + 0.0, float(high / 100) + 0.0)


RANGES = st.lists(PERCENT, min_size=1, max_size=2).map(lambda ends: interval([ends[0], ends[-1]]))
RESERVATIONS = RANGES | st.sampled_from([Interval(-0.25, -0.25), Interval(-12.5, 0.3)])
"""A reservation value may lie below 0."""


@st.composite
def numeric_levels(draw: st.DrawFn) -> tuple[Level, ...]:
    exponent = draw(st.integers(min_value=-6, max_value=3))
    start = draw(st.integers(min_value=-500, max_value=500))
    step = draw(st.integers(min_value=1, max_value=60))
    count = draw(st.integers(min_value=2, max_value=6))
    even = [start + step * k for k in range(count)]
    uneven = st.sets(st.integers(min_value=-500, max_value=500), min_size=2, max_size=6)
    numbers = sorted(draw(st.one_of(st.just(even), uneven)))
    ids = [plain_number(Decimal(number).scaleb(exponent)) for number in numbers]
    return tuple(Level(level_id, level_id, float(level_id)) for level_id in ids)


NAMED = st.decimals(min_value=-500, max_value=500, places=2).map(plain_number)
"""Numbers that a fact names, on the grid of an issue or off it."""


# --- a case -------------------------------------------------------------------------------------


def some(items: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    """Some of the names, each once, in any order."""
    return st.lists(st.sampled_from(items), min_size=1, max_size=most, unique=True)


@st.composite
def issues_of(draw: st.DrawFn) -> dict[str, Issue]:
    issues = {}
    for issue_id in draw(st.lists(IDS, min_size=1, max_size=3, unique=True)):
        numeric = draw(st.booleans())
        options = st.dictionaries(LEVEL_IDS, TEXTS, min_size=1, max_size=4)
        levels = (
            draw(numeric_levels())
            if numeric
            else tuple(Level(level, text) for level, text in draw(options).items())
        )
        unit = draw(st.one_of(st.just(""), TEXTS))
        otherwise = draw(st.one_of(st.none(), st.sampled_from([level.id for level in levels])))
        issues[issue_id] = Issue(issue_id, draw(TEXTS), levels, unit, numeric, otherwise)
        if numeric:
            named = draw(st.lists(NAMED, max_size=2, unique=True))
            issues[issue_id] = with_named_levels(issues[issue_id], tuple(named))
    return issues


def terms_of(issues: Mapping[str, Issue]) -> st.SearchStrategy[dict[str, str]]:
    return some(list(issues)).flatmap(
        lambda chosen: st.fixed_dictionaries(
            {issue: st.sampled_from(issues[issue].level_ids) for issue in chosen}
        )
    )


def sets_of(issues: Mapping[str, Issue]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    return some(list(issues)).flatmap(
        lambda chosen: st.fixed_dictionaries(
            {issue: some(list(issues[issue].level_ids), 5).map(tuple) for issue in chosen}
        )
    )


def tiers_of(names: tuple[str, ...]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    tier = some(list(names)).map(tuple)
    return st.lists(tier, min_size=1, max_size=3).map(tuple)


def contents_of(
    issues: Mapping[str, Issue], drafts: list[str]
) -> Mapping[LedgerKind, st.SearchStrategy[Content]]:
    """What a fact may say, by its kind."""
    chosen = some(list(issues))
    packages = terms_of(issues).map(lambda terms: Package(terms=terms))
    if drafts:
        packages = st.one_of(packages, st.sampled_from(drafts).map(Package))

    def ranking(issue: str) -> st.SearchStrategy[Ranking | Direction]:
        levels = issues[issue].level_ids
        return st.one_of(
            tiers_of(levels).map(lambda tiers: Ranking(issue, tiers)),
            st.sampled_from(["more", "less"]).map(lambda toward: Direction(issue, toward)),
            st.sampled_from(levels).map(lambda level: Direction(issue, "peak", level)),
        )

    def of_levels(issue: str) -> st.SearchStrategy[dict[str, Interval]]:
        return st.dictionaries(st.sampled_from(issues[issue].level_ids), RANGES, min_size=1)

    alternatives = st.one_of(packages, st.just(NoDeal()))
    bonus_range = st.builds(
        interval, st.tuples(PERCENT, PERCENT).map(list), st.sampled_from([1, -1])
    )
    return {
        "order": chosen.flatmap(
            lambda names: st.tuples(*map(ranking, names)).map(lambda r: Order(tuple(r)))
        ),
        "priorities": tiers_of(tuple(issues)).map(Priorities),
        "tables": packages.map(lambda package: Stance("tables", package)),
        "accepts": packages.map(lambda package: Stance("accepts", package)),
        "declines": st.builds(
            Stance, st.just("declines"), packages, st.one_of(st.just(()), chosen.map(tuple))
        ),
        "rejects": packages.map(lambda package: Stance("rejects", package)),
        "prefers": st.builds(Preference, alternatives, alternatives),
        "about_equal": st.builds(Preference, alternatives, alternatives, st.just(True)),
        "red_line": st.one_of(
            sets_of(issues).map(RedLine),
            st.builds(ConditionalRedLine, sets_of(issues), sets_of(issues)),
        ),
        "at_least": terms_of(issues).map(lambda bounds: Limit("at_least", bounds)),
        "at_most": terms_of(issues).map(lambda bounds: Limit("at_most", bounds)),
        "weight": st.dictionaries(st.sampled_from(list(issues)), RANGES, min_size=1).map(
            WeightRange
        ),
        "value": chosen.flatmap(
            lambda names: st.fixed_dictionaries({name: of_levels(name) for name in names})
        ).map(ValueRange),
        "bonus": st.builds(Bonus, sets_of(issues), bonus_range),
        "reservation": st.one_of(
            RESERVATIONS.map(ReservationRange),
            st.sampled_from(list(NO_DEAL_WORDS)).map(
                lambda word: ReservationRange(NO_DEAL_WORDS[word], word)
            ),
        ),
    }


CONFIDENCES = st.one_of(
    st.just((1.0, "")),
    st.sampled_from([(entry.middle, entry.word) for entry in LIKELIHOODS]),
    PERCENT.filter(bool).map(lambda number: (float(number / 100), "")),
)
FILES = {"plain.txt": "plain", "sources/a: b #1, [x].txt": "odd", "sources/no": "no"}


POINTS = st.builds(lambda number, sign: float(sign * number), PERCENT, st.sampled_from([1, -1]))


def point_tables(issues: Mapping[str, Issue]) -> st.SearchStrategy[dict[str, dict[str, float]]]:
    return st.fixed_dictionaries(
        {
            issue.id: st.fixed_dictionaries(dict.fromkeys(issue.level_ids, POINTS))
            for issue in issues.values()
        }
    )


@st.composite
def agreements(draw: st.DrawFn, parties: list[str]) -> AgreementRule | None:
    some = st.lists(st.sampled_from(parties), min_size=1, unique=True).map(tuple)
    numbers = st.integers(min_value=1, max_value=99).flatmap(
        lambda n: st.sampled_from([Decimal(n), Decimal(n) / 4])
    )
    weights = st.dictionaries(st.sampled_from(parties), numbers, min_size=1)
    condition = st.one_of(
        st.builds(AllOf, some),
        st.builds(AtLeast, st.integers(min_value=1, max_value=9), some),
        st.builds(Quota, numbers, weights, st.booleans()),
    )
    conditions = draw(st.lists(condition, max_size=3))
    return AgreementRule(tuple(conditions)) if conditions else None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    issues = draw(issues_of())
    party_ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    dates = st.one_of(st.none(), st.dates())
    sources = {
        source_id: Source(
            source_id,
            file,
            title=draw(st.one_of(st.just(source_id), TEXTS)),
            publisher=draw(st.one_of(st.just(""), TEXTS)),
            published=draw(dates),
            reliability=draw(st.sampled_from(["", "A", "F"])),
            text=FILES[file],
        )
        for source_id, file in draw(st.dictionaries(IDS, st.sampled_from(list(FILES)))).items()
    }
    quotes = st.lists(
        st.builds(Evidence, st.sampled_from(list(sources) or ["nowhere"]), TEXTS),
        min_size=1,
        max_size=2,
    ).map(tuple)
    evidence = st.one_of(st.just(()), quotes)
    assumed = st.one_of(st.just(""), TEXTS)
    also = st.lists(NAMES, max_size=3).map(tuple)
    scales = st.one_of(st.none(), st.sampled_from([(0.0, 1.0), (-2.5, 1e6), (0.0, 1e-7)]))
    units, fixed = st.sampled_from(["step", "second", "talks"]), st.booleans()
    sizes = st.sampled_from([0.5, 1.0, 1.25, 1e-7, 3e5])
    discounts = st.one_of(
        st.none(),
        st.builds(Discount, units, sizes, fixed_no_deal=fixed),
        st.builds(Discount, units, cost=sizes | st.just(-2.5), power=sizes, fixed_no_deal=fixed),
    )
    people = st.lists(st.builds(Person, TEXTS, also), max_size=2).map(tuple)
    tables = st.one_of(st.none(), point_tables(issues))
    parties = {}
    for party_id in party_ids:
        points = draw(tables)
        parties[party_id] = Party(
            party_id,
            draw(TEXTS),
            draw(also),
            draw(people),
            draw(st.sampled_from(["signatory", "observer"])),
            draw(scales) if points is None else None,
            draw(discounts),
            points,
            None if points is None else draw(st.one_of(st.none(), POINTS)),
        )

    def readings(issue: str) -> st.SearchStrategy[tuple[TermReading, ...]]:
        levels = issues[issue].level_ids
        settled = st.sampled_from(levels).map(lambda level: (TermReading(level),))
        disputed = some(list(levels)).flatmap(
            lambda told: st.tuples(*(st.builds(TermReading, st.just(k), quotes) for k in told))
        )
        return st.one_of(settled, disputed)

    drafts = {
        draft_id: Draft(
            draft_id,
            draw(st.one_of(st.just(draft_id), TEXTS)),
            draw(st.one_of(st.just(()), some(party_ids).map(tuple))),
            draw(dates),
            {
                issue: draw(readings(issue))
                for issue in draw(st.one_of(st.just([]), some(list(issues))))
            },
            draw(evidence),
            draw(assumed),
            status=draw(st.sampled_from(get_args(DraftStatus))),
        )
        for draft_id in draw(st.lists(IDS, max_size=2, unique=True))
    }
    contents = contents_of(issues, list(drafts))
    facts = []
    for kind in draw(st.lists(st.sampled_from(get_args(LedgerKind)), max_size=6)):
        confidence = draw(CONFIDENCES)
        content = draw(contents[kind])
        party = draw(st.sampled_from(party_ids))
        fact = Fact(party, kind, content, draw(evidence), draw(assumed), draw(dates), *confidence)
        facts.append(
            replace(
                fact,
                replaces=draw(st.one_of(dates, st.just("earlier"))),
                group=draw(st.one_of(st.just(""), NAMES)),
                against=draw(evidence),
                stated=draw(dates),
            )
        )
    facts += [  # a level off the grid is there because something names it
        Fact(party_ids[0], "at_most", Limit("at_most", {issue.id: level}), assumed="so")
        for issue in issues.values()
        for level in issue.named
    ]
    then = st.one_of(st.none(), sets_of(issues))
    rules = tuple(draw(st.lists(st.builds(Rule, sets_of(issues), then), max_size=2)))
    as_of = draw(dates)
    summary = draw(st.one_of(st.just(""), TEXTS))
    entries = [
        ("title",),
        *([("as_of",)] if as_of else []),
        *([("summary",)] if summary else []),
        *(("sources", key) for key in sources),
        *(("parties", key) for key in parties),
        *(("issues", key) for key in issues),
        *(("drafts", key) for key in drafts),
        *(("facts", index) for index in range(len(facts))),
        *(("rules", index) for index in range(len(rules))),
    ]
    return Case(
        title=draw(TEXTS),
        issues=issues,
        parties=parties,
        drafts=drafts,
        facts=tuple(facts),
        rules=rules,
        agreement=draw(agreements(party_ids)),
        sources=sources,
        as_of=as_of,
        summary=summary,
        unreviewed=draw(st.frozensets(st.sampled_from(entries))),
    )


# --- the same but for positions -----------------------------------------------------------------


def plain(value: Any) -> Any:
    """The content of a case without the places where it stands; equal for equal contents."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        for place in ("path", "places", "texts", "name", "broken", "loose_evidence", "reported"):
            parts.pop(place, None)
        return type(value).__name__, plain(parts)
    if isinstance(value, Mapping):
        return [(key, plain(part)) for key, part in value.items()]
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("case")
    for name, text in FILES.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


def loaded(folder: Path, text: str) -> Case:
    (folder / "case.yaml").write_text(text, encoding="utf-8", newline="")
    case, findings = read_case(folder)
    assert not findings, [finding.message for finding in findings]
    assert case is not None
    return case


@given(case=cases())
@settings(max_examples=120)
def test_what_is_written_loads_as_the_same_case(folder: Path, case: Case) -> None:
    assert plain(loaded(folder, write_case(case))) == plain(case)


@given(text=TEXTS)
@settings(max_examples=300)
def test_every_text_reads_back_wherever_it_stands(folder: Path, text: str) -> None:
    person = Person(text, (unicodedata.normalize("NFC", text).strip(), "other"))
    issue = Issue("form", text, (Level("a", text), Level("b", "b")))
    facts = (
        Fact("us", "reservation", ReservationRange(Interval(0.25, 0.25)), assumed=text),
        Fact("us", "order", Order((Direction("form", "more"),)), (Evidence("nowhere", text),)),
    )
    case = Case(text, {"form": issue}, {"us": Party("us", text, people=(person,))}, facts=facts)
    assert plain(loaded(folder, write_case(replace(case, summary=text)))) == plain(
        replace(case, summary=text)
    )


@pytest.mark.parametrize(
    "text", ["work from home", "Neither; nor?", "“No,” he said", "Zürich (CH)"]
)
def test_plain_words_stand_without_quotation_marks(text: str) -> None:
    assert spelt(text) == text


def test_lines_that_end_in_spaces_are_no_block() -> None:
    assert spelt("first \nsecond") == '"first \\nsecond"'


@pytest.mark.parametrize("path", ["examples/minerals", *sorted(SHARED.glob("*/case.yaml"))])
def test_ledgers_that_people_wrote_are_written_whole(path: str | Path, tmp_path: Path) -> None:
    original, findings = read_case(path)
    assert original is not None
    assert not [finding for finding in findings if finding.code.name != "statement-moved"]
    (tmp_path / "case.yaml").write_text(write_case(original), encoding="utf-8")
    again, _ = read_case(tmp_path)
    assert again is not None
    without_texts = {k: replace(s, text=None) for k, s in original.sources.items()}
    assert plain(again) == plain(replace(original, sources=without_texts))
