"""The sources of a case, and new reports placed in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zopa.desk.adding import AddedReports, add
from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.errors import DeskError, WrongCallError
from zopa.foundation.writing import write_file
from zopa.workbench.form_values import filled
from zopa.workbench.page_maker import CASE, PageMaker

MOST_REPORTS = 20
"""Reports that are placed at once."""
REPORT_BYTES = 10 * 1024 * 1024
"""The largest report that is taken; a source may not be larger."""
KINDS = (".txt", ".html", ".htm", ".pdf", ".md")
"""How the names of reports end that are taken."""


@dataclass
class ReportPages:
    """The list of sources, with a place to drop reports."""

    maker: PageMaker

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(f"{CASE}/sources", self.sources),
            Route(f"{CASE}/sources", self.add, methods=["POST"]),
        ]

    def sources(
        self, request: Request, trouble: str = "", added: AddedReports | None = None
    ) -> Response:
        """The sources of the case, and what was placed just now."""
        name, review = self.maker.review(request)
        quoted = {
            source: sum(any(q.source == source for q in e.quotes) for e in review.entries)
            for source in review.case.sources
        }
        return self.maker.page(
            "sources.html.j2",
            status=409 if trouble else 200,
            title=f"Sources – {review.case.title}",
            case=name,
            review=review,
            trouble=trouble,
            added=added,
            quoted=quoted,
            kinds=",".join(KINDS),
            told=self.maker.folders.named,
            found=[f for report in (added.findings[:-1] if added else ()) for f in report],
        )

    async def add(self, request: Request) -> Response:
        """Place reports in the case."""
        name, _ = self.maker.review(request)
        folder = self.maker.folders.case(name)
        try:
            async with request.form(max_files=MOST_REPORTS, max_part_size=REPORT_BYTES) as form:
                if filled(form, "version") != ledger_as_it_stands(folder)[0]:
                    raise WrongCallError(
                        "the ledger has changed since the page was made; try again"
                    )
                files = [f for f in form.getlist("reports") if isinstance(f, UploadFile)]
                made = await _placed(folder, [f for f in files if f.filename])
        except DeskError as error:
            return self.sources(request, self.maker.told(error))
        return self.sources(request, added=made)


async def _placed(folder: Path, files: list[UploadFile]) -> AddedReports:
    """Place reports that were sent; nothing is kept of one that is refused."""
    if not files:
        raise WrongCallError("choose at least one report")
    with TemporaryDirectory() as room:
        paths = []
        for number, file in enumerate(files):
            name = _plain_name(file.filename or "")
            if PurePosixPath(name).suffix.lower() not in KINDS:
                raise WrongCallError(
                    f"`{name[:80]}` is no report that can be read: give a text, a page or a PDF "
                    f"({', '.join(KINDS)})"
                )
            if (file.size or 0) > REPORT_BYTES:
                raise WrongCallError(f"`{name[:80]}` is larger than 10 MiB; keep what is quoted")
            path = Path(room, str(number), name)
            path.parent.mkdir()
            write_file(path, await file.read())
            paths.append(path)
        return await run_in_threadpool(add, folder, paths)


def _plain_name(given: str) -> str:
    """The last part of a name that a browser has sent, which may be a path of its machine.

    >>> _plain_name("C:\\\\news\\\\wire.txt"), _plain_name("../wire.txt"), _plain_name("..")
    ('wire.txt', 'wire.txt', 'report')
    """
    name = PureWindowsPath(PurePosixPath(given).name).name.replace("\0", "")
    return name[-100:] if name.strip(". ") else "report"
