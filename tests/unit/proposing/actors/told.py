"""Reports out of a few sentences, and whom their words mean."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.case.model import Source
from zopa.proposing.actors import Actor, Actors, actors_of
from zopa.proposing.given import GivenParty
from zopa.proposing.parsed_report import ParsedReport, with_parse
from zopa.proposing.proposal import Shelved
from zopa.proposing.quoting import Quoter
from zopa.proposing.shelf import NewsReport
from zopa.sources import read_document


class Told:
    """The actors of some reports; each text is the body of one, under a headline."""

    def __init__(
        self,
        *bodies: str,
        headline: str = "Talks go on",
        given: Sequence[GivenParty] = (),
    ) -> None:
        self.reports = [report_of(body, headline, n) for n, body in enumerate(bodies)]
        self.actors: Actors = actors_of(self.reports, None, given)

    @property
    def names(self) -> list[str]:
        return [actor.name for actor in self.actors.actors]

    def party(self, name: str) -> Actor:
        return next(actor for actor in self.actors.actors if actor.name == name)

    def people(self, name: str) -> list[str]:
        return [person.name for person in self.party(name).people]

    def role(self, name: str) -> str:
        return self.actors.roles()[self.party(name)]

    def who(self, words: str, report: int = 0) -> str:
        """The actor that a phrase means, by the last of its words; nothing where it is nobody."""
        found = self.all_who(words, report)
        return found[0] if len(found) == 1 else ""

    def all_who(self, words: str, report: int = 0) -> list[str]:
        """All whom the last of some words means, where they stand last in the report."""
        doc = self.reports[report].doc
        start = self.reports[report].text.rindex(words)
        inside = [word for word in doc if start <= word.idx < start + len(words)]
        return [actor.name for actor in self.actors.all_of(inside[-1])]


def report_of(body: str, headline: str = "Talks go on", number: int = 0) -> ParsedReport:
    text = f"{headline}\n\n{body}"
    document = read_document(text.encode(), f"r{number}.txt", id=f"r{number}").document
    assert document is not None
    source = Source(f"r{number}", f"sources/r{number}.txt", text=text)
    shelved = Shelved(document.id, source, True, "")
    quoter = Quoter(source.id, document.reading, text)
    return with_parse(NewsReport(document, shelved, quoter))
