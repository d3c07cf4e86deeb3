"""How many sources of the marked texts beside this file are resolved as marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.statements.speakers import speakers
from zopa.statements.statement import Attribution, Speaker, SpeakerKind

_MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)\|([^|{}]*)\}")
_QUOTE = re.compile(r"“[^”]*”")


def document_of(text: str, name: str = "a") -> Document:
    return Document(name, f"{name}.txt", Form.TEXT, text, "utf-8", "", text)


@dataclass(frozen=True)
class Marked:
    """A source as marked."""

    text: str
    name: str
    party: str


def unmarked(marked: str) -> tuple[Document, list[Attribution], list[Marked]]:
    """The text without marks, an attribution for each source, and what it should lead to."""
    joined = marked.strip()
    parts: list[str] = []
    expected: list[Marked] = []
    spans: list[Span] = []
    at = done = 0
    for match in _MARK.finditer(joined):
        parts.append(joined[done : match.start()])
        at += match.start() - done
        source = match.group(1)
        spans.append(Span(at, at + len(source)))
        parts.append(source)
        at += len(source)
        name, party = (" ".join(part.split()) for part in match.groups()[1:])
        expected.append(Marked(source, name, party))
        done = match.end()
    text = "".join(parts) + joined[done:]
    quotes = [Span(*quote.span()) for quote in _QUOTE.finditer(text)]
    attributions = [Attribution((span,), (), _content(text, span, spans, quotes)) for span in spans]
    return document_of(text), attributions, expected


def _content(text: str, span: Span, spans: list[Span], quotes: list[Span]) -> tuple[Span, ...]:
    """The quotation next to a source, in the same paragraph, that it does not stand in."""
    for quote in quotes:
        gap = (quote.stop, span.start) if quote.stop <= span.start else (span.stop, quote.start)
        between = text[gap[0] : gap[1]]
        near = gap[0] <= gap[1] <= gap[0] + 12 and "\n" not in between and "." not in between
        if near and not any(gap[0] <= s.start and s.stop <= gap[1] for s in spans):
            return (quote,)
    return ()


@dataclass
class Score:
    """Right and all, for names and parties."""

    names: int = 0
    parties: int = 0
    back: int = 0
    back_right: int = 0
    """Pronouns and descriptions that go back to somebody."""
    all: int = 0
    wrong: list[str] = field(default_factory=list)


def scored(marked: str) -> Score:
    """How many of a text's sources are resolved as marked."""
    document, attributions, expected = unmarked(marked)
    [found] = speakers([document], [attributions])
    score = Score()
    root: dict[Span, Span] = {}
    of_label: dict[str, Span] = {}
    seen: set[str] = set()
    for attribution, speaker, want in zip(attributions, found, expected, strict=True):
        span = attribution.source[0]
        root[span] = root.get(speaker.mention, speaker.mention) if speaker.mention else span
        right = _right(speaker, want, root[span], of_label)
        party = speaker.party == want.party.replace("-", "")
        back = want.name not in want.text and (want.name in seen or want.name[:1] != "#")
        seen.add(want.name)
        score.all += 1
        score.names += right
        score.parties += party
        if back and want.name != "?":
            score.back += 1
            score.back_right += right
        if not (right and party):
            score.wrong.append(f"{want.text!r}: {want.name} ({want.party}), not {speaker}")
    return score


def _right(speaker: Speaker, want: Marked, root: Span, of_label: dict[str, Span]) -> bool:
    if want.name == "?":
        return speaker.kind is SpeakerKind.UNSTATED and speaker.confidence < 0.5
    if not want.name.startswith("#"):
        return speaker.name == want.name
    label = want.name[1:]
    number = label.rstrip("abc")
    count = None if number == "?" else int(number)
    if speaker.kind is not SpeakerKind.UNNAMED or speaker.count != count:
        return False
    return label == number or of_label.setdefault(label, root) == root


def texts(name: str) -> dict[str, str]:
    whole = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^== (.*)\n", whole)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("title", texts("tuned"))
def test_texts_that_the_rules_were_fitted_to(title: str) -> None:
    assert scored(texts("tuned")[title]).wrong == []


def test_there_is_enough_to_measure() -> None:
    tuned, other = texts("tuned"), texts("held_out")
    assert len(tuned) >= 25
    assert sum(scored(text).all for text in (*tuned.values(), *other.values())) >= 200


def test_texts_written_afterwards() -> None:
    total = Score()
    for text in texts("held_out").values():
        score = scored(text)
        total.all += score.all
        total.names += score.names
        total.parties += score.parties
    assert total.names / total.all >= 0.95
    assert total.parties / total.all >= 0.95
