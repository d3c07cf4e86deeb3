"""How many words documents must share to count as copies, and with how many each is compared."""

from __future__ import annotations

import pytest

from zopa.statements.claims import Copied, Copy
from zopa.statements.corroboration import copies as copies_of_words
from zopa.statements.corroboration.copies import MOST, shared_words

from .little_reports import document, numbered


def kinds(first: str, second: str) -> set[Copied]:
    return {copy.kind for copy in shared_words([document("a", first), document("b", second)])}


def shared(*parts: str, lengths: tuple[int, int] = (40, 40)) -> list[Copy]:
    """Two documents with these parts in common, each between words of its own."""
    texts = []
    for name, length in zip("xy", lengths, strict=True):
        between = [numbered(f"{name}{place}w", length) for place in range(len(parts) + 1)]
        pieces = [piece for pair in zip(between, parts, strict=False) for piece in pair]
        texts.append(" ".join([*pieces, between[-1]]))
    return list(shared_words([document("a", texts[0]), document("b", texts[1])]))


@pytest.mark.parametrize("number", range(40))
def test_every_shared_run_of_six_words_is_found(number: int) -> None:
    quote = f"“{numbered(f's{number}t', 6)}”"
    assert [copy.kind for copy in shared(quote)] == [Copied.QUOTE]


def test_shorter_runs_do_not_count_as_shared() -> None:
    passage = numbered("p", 12)
    (with_five,) = shared(passage, numbered("q", 5))
    (with_six,) = shared(passage, numbered("q", 6))
    assert with_five.share == pytest.approx(12 / (3 * 40 + 12 + 5))
    assert with_six.share == pytest.approx(18 / (3 * 40 + 12 + 6))


@pytest.mark.parametrize(("count", "found"), [(5, []), (6, [Copied.QUOTE])])
def test_six_quoted_words_are_a_shared_quote(count: int, found: list[Copied]) -> None:
    quoted = f"“{numbered('q', count)}” {numbered('after', 4)}"
    assert [copy.kind for copy in shared(quoted)] == found


@pytest.mark.parametrize(("count", "found"), [(11, []), (12, [Copied.PASSAGE])])
def test_twelve_words_are_a_shared_passage(count: int, found: list[Copied]) -> None:
    assert [copy.kind for copy in shared(numbered("p", count))] == found


@pytest.mark.parametrize(("count", "copied"), [(19, False), (20, True)])
def test_a_copy_shares_half_of_the_shorter_document(count: int, copied: bool) -> None:
    common = numbered("p", count)
    first = f"{common} {numbered('x', 40 - count)}"
    second = f"{common} {numbered('y', 90)}"
    assert (Copied.DOCUMENT in kinds(first, second)) is copied


@pytest.mark.parametrize(("count", "copied"), [(24, False), (25, True)])
def test_a_document_of_few_words_is_no_copy(count: int, copied: bool) -> None:
    assert (Copied.DOCUMENT in kinds(numbered("p", count), numbered("p", count))) is copied


def test_each_of_many_is_compared_with_the_next_eight() -> None:
    reports = [document(f"d{number:02}", numbered("p", 30)) for number in range(20)]
    pairs = {(int(copy.first[1:]), int(copy.second[1:])) for copy in shared_words(reports)}
    assert pairs == {(a, b) for a in range(20) for b in range(a + 1, 20) if b - a <= 8}


def test_among_hundreds_each_is_compared_with_those_that_share_most() -> None:
    # Each two share one of the passages at least, and the last report is a copy of the first.
    passages = [numbered(f"p{n}t", 12) for n in range(12)]
    texts = [
        " ".join([passages[n % 12], numbered(f"a{n}b", 9), passages[n * 5 % 12]])
        for n in range(300)
    ]
    reports = [document(f"r{n:03}", text) for n, text in enumerate(texts)]
    reports.append(document("r300", texts[0]))
    copies = shared_words(reports)
    assert len({(copy.first, copy.second) for copy in copies}) <= 300 * (MOST + 24)
    assert len(shared_words(reports[:MOST])) <= len(copies)


def test_no_report_is_left_out_among_a_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    quotes = [f"“{numbered(f's{n}t', 8)}”" for n in range(40)]
    reports = [
        document(f"r{n:03}", " and ".join([quotes[n % 40], quotes[n * 7 % 40], quotes[n * 3 % 40]]))
        for n in range(100)
    ]
    found = shared_words(reports)
    monkeypatch.setattr(copies_of_words, "MOST", 10_000)
    assert shared_words(reports) == found != ()
    monkeypatch.setattr(copies_of_words, "MOST", 0)
    followers = {(copy.first, copy.second) for copy in shared_words(reports)}
    assert followers < {(copy.first, copy.second) for copy in found}
