"""Reports of an invented harbour in which much is told that makes no fact."""

from __future__ import annotations

from pathlib import Path

REPORTS = {
    "mail": "Talks at the harbour stall\n\nThe Harbour Mail, 4 May 2026\n\n"
    "Halden Ports and the Dockers' Union met on Monday.\n\n"
    "The Dockers' Union demanded an end to Sunday work. Halden Ports accepted an end to Sunday "
    "work. The union also demands 30 days of leave. Halden Ports offered a 4 percent pay rise. "
    "The union rejected the offer and demanded 9 percent.\n\n"
    "“We will not accept the closure of the canteen,” said a docker. Halden Ports accepts a limit "
    "on agency work.\n\n"
    "The Dockers' Union insists on a new crane.\n",
    "post": "The dockers hold out\n\nHarbour Post, 6 May 2026\n\n"
    "The Dockers' Union opposes a new crane, its chair Lena Orr said. Halden Ports opposes a new "
    "crane. The company's pay offer of 4 percent is too low, the union said.\n",
}


def written(folder: Path, reports: dict[str, str] = REPORTS) -> list[Path]:
    """The files of the reports."""
    files = [folder / f"{name}.txt" for name in reports]
    for file, text in zip(files, reports.values(), strict=True):
        file.write_text(text, "utf-8")
    return files
