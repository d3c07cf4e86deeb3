"""The server: zopa's tools, resources and prompts over standard input and output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp_types import ToolAnnotations

from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.errors import DeskError
from zopa.desk.named_folders import NamedFolders
from zopa.desk.opening import examine
from zopa.foundation.version import __version__
from zopa.mcp.guides import ADD, INSTRUCTIONS, MAKE, PAPER, guide_text, mistakes_text
from zopa.mcp.tools import Tools, told


def assistant_server(folders: Sequence[str | Path]) -> MCPServer:
    """A server through which an assistant works in some folders and nowhere else.

    Raises `WrongCallError` where a folder is not there or two have one name.
    """
    named = NamedFolders.of([Path(folder) for folder in folders])
    tools = Tools(named)
    server = MCPServer(
        "zopa", title="zopa", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    for tool in tools.reading():
        server.tool(annotations=ToolAnnotations(read_only_hint=True))(told(tool, named))
    for tool in tools.writing():
        server.tool(annotations=ToolAnnotations(destructive_hint=False))(told(tool, named))
    _add_resources(server, named)
    _add_prompts(server)
    return server


def _add_resources(server: MCPServer, named: NamedFolders) -> None:
    @server.resource("zopa://format", title="The case format", mime_type="text/markdown")
    def case_format() -> str:
        """How a ledger is written, key by key."""
        return guide_text()

    @server.resource("zopa://mistakes", title="What a check can find", mime_type="text/markdown")
    def mistakes() -> str:
        """Every finding with an example of the mistake and of its remedy."""
        return mistakes_text()

    @server.resource("zopa://cases/{+case}/ledger", title="A ledger", mime_type="text/yaml")
    def ledger(case: str) -> str:
        """The ledger of a case."""
        try:
            return ledger_as_it_stands(named.case(case))[1]
        except DeskError as error:
            raise ResourceNotFoundError(named.named(str(error))) from error

    @server.resource("zopa://cases/{+case}/sources/{source}", title="A source of a case")
    def source(case: str, source: str) -> str:
        """A source of a case, by its short name, as zopa reads it."""
        try:
            loaded, _ = examine(named.case(case))
        except DeskError as error:
            raise ResourceNotFoundError(named.named(str(error))) from error
        found = loaded.sources.get(source) if loaded else None
        if found is None or found.text is None:
            raise ResourceNotFoundError(f"the case has no source `{source}` that can be read")
        return found.text


def _add_prompts(server: MCPServer) -> None:
    @server.prompt(title="Make a ledger of these reports")
    def make_ledger(case: str, reports: str) -> str:
        """Make a case out of reports."""
        return MAKE.format(case=case, reports=reports)

    @server.prompt(title="Add this report")
    def add_report(case: str, reports: str) -> str:
        """Read new reports into a case."""
        return ADD.format(case=case, reports=reports)

    @server.prompt(title="Write the options paper")
    def options_paper(case: str, party: str) -> str:
        """Write an options paper for a party."""
        return PAPER.format(case=case, party=party)


def serve(folders: Sequence[str | Path]) -> None:
    """Serve an assistant over standard input and output until it hangs up."""
    assistant_server(folders).run("stdio")
