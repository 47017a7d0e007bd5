"""The MCP server: lets assistants quote the answers word for word instead of making some up."""

from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from bot.api.finding import LONGEST, RULES, Finder, Found, FoundChoice
from bot.content import Language

_ABOUT = (
    "Answers questions about the draft Constitution of Kazakhstan (February and March 2026) in Kazakh, Russian and "
    f"English, each with the passages of articles that it rests on. {RULES}"
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Question = Annotated[str, Field(min_length=1, max_length=LONGEST, description="the question in a person's own words")]
Spoken = Annotated[Language | None, Field(description="kk, ru or en; without it, the question's own language")]


def mcp_server(finder: Finder) -> MCPServer:
    """The server over what the bot knows. It stores nothing."""
    server = MCPServer("constitution-bot", instructions=_ABOUT, log_level="WARNING")

    @server.tool(annotations=_READS)
    def find_answer(question: Question, language: Spoken = None) -> Found:
        """What the articles say on a question about the draft Constitution of Kazakhstan: the answer, the passages
        word for word, their source and date; or that the articles do not say it."""
        return finder.find(question, language)

    @server.tool(annotations=_READS)
    def get_answer(id: str, language: Language) -> Found:
        """The answer with an id that `find_answer` or `list_answers` gave."""
        found = finder.get(id, language)
        if found is None:
            raise ToolError(f"There is no answer '{id}'. list_answers names them all.")
        return found

    @server.tool(annotations=_READS)
    def list_answers(language: Language) -> list[FoundChoice]:
        """Every question that there is an answer to."""
        entries = finder.conversation().library.entries.values()
        return [FoundChoice(id=entry.id, question=entry.question[language]) for entry in entries]

    return server
