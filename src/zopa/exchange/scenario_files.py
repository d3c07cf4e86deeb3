"""Reading a scenario from files, whatever format they are in.

The files are gathered, those that belong together are chosen, and then the domain and each profile
are read.

>>> from pathlib import Path
>>> scenario, report = read_scenario([Path("no such folder")])
>>> print(report.render().splitlines()[0])
no such folder:1:1: error[no-scenario]: there is no file or folder `no such folder`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote

from zopa.case.nodes import Node
from zopa.exchange import read_genius, read_geniusweb, read_negmas
from zopa.exchange.center_functions import POINTS
from zopa.exchange.codes import NO_SCENARIO, SET_ASIDE, WHICH_FILES
from zopa.exchange.domain import Domain, repeated
from zopa.exchange.gathering import Gathering, ScenarioFile
from zopa.exchange.genius_file import GeniusFile
from zopa.exchange.negmas_functions import read_profile
from zopa.exchange.notes import MOST_FINDINGS, ExchangeNotes
from zopa.exchange.one_to_many import NamedNode, read_one_to_many
from zopa.exchange.read_genius import GeniusProfile
from zopa.exchange.scenario import Profile, Scenario
from zopa.exchange.table_files import read_tables, tables_among
from zopa.exchange.xml import XmlText
from zopa.foundation.diagnostics import Finding, Findings, Place
from zopa.foundation.names import listing

FEWEST_PROFILES = 2
"""A scenario has at least so many profiles; a folder with just so many need not name them."""


def read_scenario(files: Sequence[Path]) -> tuple[Scenario | None, Findings]:
    """The scenario that a folder or some files hold, and findings about all that is wrong with it.

    `files` are a folder, or a domain file and profile files, or profile files alone, in any order;
    what they are is found out from their content. Or they are tables of points, by their ending
    (`zopa.exchange.table_files.TABLES`). In a folder the profiles are read that the domain
    names, or else the only two there are. Utilities are on the scale of the format, which is 0 to 1
    in GENIUS and GeniusWeb. The scenario is None exactly if a finding is an error. Nothing that
    stands in the files raises an exception.
    """
    notes = ExchangeNotes()
    if tables := tables_among(files):
        texts: dict[str, str] = {}
        of_tables = read_tables(tables, notes, texts)
        report = Findings.of(_kept(notes), texts)
        return (None if notes.errors else of_tables), report
    gathering = Gathering(notes)
    gathering.look(files)
    scenario = _assembled(gathering.sources, notes)
    report = Findings.of(_kept(notes), gathering.texts)
    return (None if notes.errors else scenario), report


def _kept(notes: ExchangeNotes) -> list[Finding]:
    if notes.count <= MOST_FINDINGS:
        return notes.findings
    *kept, last = notes.findings
    more = f"this is one of {notes.count:,} findings; the first {MOST_FINDINGS} are shown"
    return [*kept, replace(last, help=(*last.help, more))]


def _assembled(sources: Sequence[ScenarioFile], notes: ExchangeNotes) -> Scenario | None:
    centers = [source for source in sources if source.is_center]
    if centers:
        return _with_center(centers, sources, notes)
    chosen = _chosen(sources, notes)
    if chosen is None:
        return None
    domain_file, profiles = chosen
    domain = _domain(domain_file, profiles, notes)
    if domain is None:
        return None
    read = [_profile(source, domain, notes) for source in profiles]
    whole = [profile for profile in read if profile is not None]
    if len(whole) < len(read):
        return None
    tops = [source.top for source in profiles]
    names = [profile.name for profile in whole]
    repeated(zip(names, tops, strict=True), "a profile called", notes)
    issues = tuple(issue.issue for issue in domain.issues)
    files = [source.path for source in (domain_file, *profiles) if source is not None]
    return Scenario(domain.name, issues, tuple(whole), tuple(files))


def _with_center(
    centers: Sequence[ScenarioFile], sources: Sequence[ScenarioFile], notes: ExchangeNotes
) -> Scenario | None:
    """The scenario of a centre and its edges: all other files that were given."""
    edges = [s for s in sources if s.format == "NegMAS" and not s.is_center and not s.is_domain]
    others = [s for s in sources if s.format != "NegMAS" or s.is_domain]
    if len(centers) > 1 or others:
        wrong = others[0] if others else centers[1]
        message = "a one-to-many scenario is one centre and its edges, and this is neither"
        notes.add(WHICH_FILES, wrong.top, message, related=((centers[0].top, "the centre"),))
        return None
    if not edges:
        message = "this is the centre of a one-to-many scenario, and none of its edges is here"
        help_ = "name the folder that holds `center.yml` and the folder `edges`, or all these files"
        notes.add(WHICH_FILES, centers[0].top, message, help=help_)
        return None
    if notes.errors:
        return None
    named = [NamedNode(s.content, s.stem) for s in edges if not isinstance(s.content, XmlText)]
    content = centers[0].content
    center = NamedNode(content, centers[0].stem) if not isinstance(content, XmlText) else named[0]
    name = centers[0].path.resolve().parent.name
    scenario = read_one_to_many(center, named, centers[0].points, name, notes)
    beside = [] if centers[0].points is None else [centers[0].path.parent / POINTS]
    files = (*(source.path for source in (centers[0], *edges)), *beside)
    return None if scenario is None else replace(scenario, files=files)


def _chosen(
    sources: Sequence[ScenarioFile], notes: ExchangeNotes
) -> tuple[ScenarioFile | None, Sequence[ScenarioFile]] | None:
    """The domain file, or None if there is none, and the profiles that make up the scenario."""
    if not sources:
        return None
    formats = list(dict.fromkeys(source.format for source in sources))
    if len(formats) > 1:
        first, other = (next(s for s in sources if s.format == f) for f in formats[:2])
        notes.add(
            WHICH_FILES,
            other.top,
            f"this file is {other.format}, and `{first.shown}` is {first.format}",
            help="name the files of one format",
        )
        return None
    domains = [source for source in sources if source.is_domain]
    # If a domain is named itself, others in a folder do not count.
    domains = [source for source in domains if source.named] or domains
    if len(domains) > 1:
        places = tuple((source.top, "another") for source in domains[:-1])
        message = f"there are {len(domains)} domains, and a scenario has one"
        help_ = "name the domain and the profiles that belong together"
        notes.add(WHICH_FILES, domains[-1].top, message, help=help_, related=places)
        return None
    domain = domains[0] if domains else None
    profiles = _parties([s for s in sources if not s.is_domain], domain, notes)
    return None if profiles is None else (domain, profiles)


def _parties(
    profiles: Sequence[ScenarioFile], domain: ScenarioFile | None, notes: ExchangeNotes
) -> Sequence[ScenarioFile] | None:
    """The profiles of those who negotiate.

    These are the profiles that a person named, or that the domain names, or the only two there are.
    """
    named = [source for source in profiles if source.named]
    if named:
        taken = named
    else:
        taken = _paired(profiles, domain) or list(profiles)
        for source in profiles:
            if source not in taken:
                message = "the domain does not name this profile among those that negotiate"
                notes.add(SET_ASIDE, source.top, message)
        if len(taken) > FEWEST_PROFILES and len(taken) == len(profiles):
            names = [source.shown for source in profiles]
            notes.add(
                WHICH_FILES,
                (domain or profiles[0]).top,
                f"there are {len(profiles)} profiles, and nothing says which of them negotiate",
                help=(
                    f"name the domain and those that do, of {listing(names, limit=20)}",
                    f"for example `{_command(domain, profiles[:FEWEST_PROFILES])}`",
                ),
            )
            return None
    if len(taken) < FEWEST_PROFILES and not notes.errors:
        known = domain or (taken[0] if taken else None)
        place = known.top if known else Place(".", 1, 1)
        count = "only one profile" if taken else "no profile"
        notes.add(
            WHICH_FILES, place, f"there is {count}, and a negotiation has two parties or more"
        )
    return taken


def _command(domain: ScenarioFile | None, profiles: Sequence[ScenarioFile]) -> str:
    """What a person types to read these files, and those alone."""
    files = [*([domain] if domain else []), *profiles]
    return " ".join(["zopa import", *(quote(str(s.path)) for s in files), "--output NEW"])


def _paired(profiles: Sequence[ScenarioFile], domain: ScenarioFile | None) -> list[ScenarioFile]:
    """The profiles that the domain names, in its order; none if fewer than two of them are here."""
    if domain is None or not isinstance(domain.content, XmlText):
        return []
    names = dict.fromkeys(read_genius.paired(domain.content.root))
    by_name = {Path(source.shown).name: source for source in profiles}
    sources = [by_name[name] for name in names if name in by_name]
    return sources if len(sources) >= FEWEST_PROFILES else []


def _domain(
    file: ScenarioFile | None, profiles: Sequence[ScenarioFile], notes: ExchangeNotes
) -> Domain | None:
    """The domain of the domain file or, without such a file, of the first profile."""
    if file is not None:
        match file.content:
            case XmlText() as xml:
                domain = GeniusFile(file.stem, xml, notes).domain()
            case node if file.format == "GeniusWeb":
                domain = read_geniusweb.read_domain(node, file.stem, notes)
            case node:
                domain = read_negmas.read_domain(node, file.stem, notes)
        return domain
    if not profiles:
        return None
    first = profiles[0]
    if isinstance(first.content, XmlText):
        return GeniusFile(first.stem, first.content, notes).domain(is_profile=True)
    if first.format == "GeniusWeb":
        return read_geniusweb.inner_domain(first.content, first.stem, notes)
    if read_negmas.names_space(first.content):
        return read_negmas.inner_domain(first.content, first.stem, notes)
    message = f"`{first.shown}` does not say what the issues are: it has no `outcome_space`"
    notes.add(NO_SCENARIO, first.top, message, help="name the domain file (with `issues`) too")
    return None


def _profile(source: ScenarioFile, domain: Domain, notes: ExchangeNotes) -> Profile | None:
    content: XmlText | Node = source.content
    if isinstance(content, XmlText):
        return GeniusProfile(source.stem, content, notes).read(domain)
    if source.format == "GeniusWeb":
        return read_geniusweb.read_profile(content, source.stem, domain, notes)
    if not domain.has_file and read_negmas.names_space(content):
        own = read_negmas.inner_domain(content, source.stem, notes)
        if own is None:
            return None
        read_negmas.compare(own, domain, notes)
    return read_profile(content, source.stem, domain, notes)
