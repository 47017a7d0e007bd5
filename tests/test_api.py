"""The API and the MCP server: what programs get for a question, and when they get nothing."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import jsonschema
import pytest
from small_library import CORRECTED, LIBRARY, said, small_conversation, verdict
from starlette.applications import Starlette

from bot.api.finding import Finder
from bot.api.http_api import api_routes, openapi
from bot.content import Library, OfficialAddress, Signpost
from bot.content.entries import no_wordings
from bot.conversation import Conversation, PausedConversation

POOL = Signpost(
    "pool", "pool", said("question of pool"), said("pool"), said("lead of pool"), said("answer to pool"),
    ("seats", "no-more"), ("ministry",), no_wordings(), no_wordings(),
)  # fmt: skip
WITH_POOL = replace(
    LIBRARY,
    signposts={"pool": POOL},
    official={"ministry": OfficialAddress("ministry", said("ministry"), said("help"), None, "1414")},
)


def finder_over(library: Library = WITH_POOL, site: str = "https://a.kz/", today: date = date(2026, 4, 1)) -> Finder:
    """A finder over the small library, in which a pool is asked for in vain."""
    conversation = small_conversation(library, pool=verdict("answer", "pool", language="ru"))
    return Finder(lambda: conversation, lambda: today, site)


class Caller:
    """A program that calls the API."""

    def __init__(self, finder: Finder, a_minute: int = 1000, all_a_minute: int = 1000) -> None:
        self.app = Starlette(routes=api_routes(finder, a_minute, all_a_minute))

    async def gets(self, path: str, client: str = "10.0.0.1", **query: str) -> httpx.Response:
        """Call from an address."""
        transport = httpx.ASGITransport(self.app, client=(client, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as http:
            return await http.get(path, params=query)

    async def found(self, **query: str) -> dict[str, Any]:
        """What is found, which has to be what the description promises."""
        response = await self.gets("/api/answers", **query)
        assert response.status_code == 200, response.text
        body: dict[str, Any] = response.json()
        described = {"$ref": "#/components/schemas/Found", "components": openapi()["components"]}
        jsonschema.validate(body, described)
        return body


async def test_a_clear_question_gets_its_answer_with_the_passage_word_for_word_and_its_source() -> None:
    found = await Caller(finder_over()).found(q="how many deputies")

    assert (found["outcome"], found["language"]) == ("answer", "en")
    [answer] = found["answers"]
    assert (answer["id"], answer["answer"], answer["as_of"]) == ("seats", "answer to seats, en", "2026-03")
    assert answer["page"] == "https://a.kz/en/answers/seats/"
    [quote] = answer["quotes"]
    assert (quote["text"], quote["language"], quote["translation"]) == (
        "«145 депутатов»",
        "ru",
        "145 deputies (translated)",
    )
    assert quote["source"]["publisher"] == "Газета"
    assert quote["source"]["url"] == "https://a.kz/?x=1&y=2"
    assert quote["link"] == "https://a.kz/?x=1&y=2#:~:text=145%20%D0%B4%D0%B5%D0%BF%D1%83%D1%82%D0%B0%D1%82%D0%BE%D0%B2"
    assert "word for word" in found["rules"]


async def test_the_caller_chooses_the_language_and_an_original_in_it_needs_no_translation() -> None:
    found = await Caller(finder_over()).found(q="how many deputies", lang="ru")

    assert found["answers"][0]["question"] == "question of seats, ru"
    assert found["answers"][0]["quotes"][0]["translation"] is None


async def test_two_questions_get_two_answers() -> None:
    found = await Caller(finder_over()).found(q="how many, and what is it called")

    assert [answer["id"] for answer in found["answers"]] == ["seats", "name"]


async def test_a_note_and_a_correction_are_told() -> None:
    later, earlier = finder_over(), finder_over(today=date(2026, 3, 1))

    assert (await Caller(later).found(q="what is it called"))["answers"][0]["note"] == "note of name, en"
    assert (await Caller(earlier).found(q="what is it called"))["answers"][0]["note"] is None
    corrected = await Caller(finder_over(CORRECTED)).found(q="145?")
    assert corrected["answers"][0]["correction"] == "correction of seats, kk"


async def test_what_is_not_clear_is_offered_and_what_is_not_known_is_said_to_be_unknown() -> None:
    caller = Caller(finder_over())

    found = await caller.found(q="parliament")
    assert (found["outcome"], found["answers"]) == ("choices", [])
    assert [choice["id"] for choice in found["choices"]] == ["seats", "name"]
    for question in ("погода", "рахмет"):
        found = await caller.found(q=question)
        assert (found["outcome"], found["answers"], found["choices"], found["gaps"]) == ("unknown", [], [], [])


async def test_what_the_articles_do_not_say_is_said_to_be_missing_with_where_to_ask() -> None:
    found = await Caller(finder_over()).found(q="pool")

    assert (found["outcome"], found["answers"]) == ("gap", [])
    [gap] = found["gaps"]
    assert gap["nearest"] == [{"id": "seats", "question": "question of seats, ru"}]
    assert gap["official"] == [{"name": "ministry, ru", "address": None, "phone": "1414"}]


async def test_an_answer_is_fetched_by_its_id() -> None:
    caller = Caller(finder_over(site=""))

    assert (await caller.gets("/api/answers/vote", lang="en")).json()["answers"][0]["id"] == "vote"
    assert (await caller.gets("/api/answers/vote")).json()["answers"][0]["page"] is None
    assert (await caller.gets("/api/answers/pool")).json()["outcome"] == "gap"
    assert (await caller.gets("/api/answers/nothing")).status_code == 404


@pytest.mark.parametrize("query", [{}, {"q": " "}, {"q": "x" * 501}, {"q": "145?", "lang": "de"}])
async def test_a_wrong_request_is_refused_with_the_reason(query: dict[str, str]) -> None:
    response = await Caller(finder_over()).gets("/api/answers", **query)

    assert response.status_code == 400
    assert response.json()["error"].startswith(("q has to be", "lang has to be"))


async def test_each_address_and_all_together_are_limited() -> None:
    caller = Caller(finder_over(), a_minute=2, all_a_minute=5)

    codes = [(await caller.gets("/api/answers", "10.0.0.1", q="145?")).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert (await caller.gets("/api/answers/vote", "10.0.0.2")).status_code == 200
    last = [(await caller.gets("/api/answers/vote", f"10.0.1.{number}")) for number in range(4)]
    assert [response.status_code for response in last] == [200, 200, 429, 429]
    assert last[-1].headers["Retry-After"] == "60"


async def test_while_the_bot_is_paused_nothing_of_the_content_is_told() -> None:
    paused: Conversation = PausedConversation(small_conversation(), {})
    response = await Caller(Finder(lambda: paused, lambda: date(2026, 4, 1))).gets("/api/answers", q="145?")

    assert (response.status_code, response.json()) == (503, {"error": "the bot is paused"})


async def test_any_page_may_ask_and_nothing_but_reading_is_possible() -> None:
    caller = Caller(finder_over())

    response = await caller.gets("/api/answers", q="145?")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(caller.app), base_url="http://bot") as http:
        assert (await http.post("/api/answers", json={})).status_code == 405


async def test_the_description_has_every_address() -> None:
    caller = Caller(finder_over())
    described = (await caller.gets("/api/openapi.json")).json()

    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {"/api/answers", "/api/answers/{name}"}


async def test_an_assistant_finds_lists_and_fetches_answers_over_mcp() -> None:
    # To load these takes a second, which only the worker that comes here is to take.
    from mcp import Client

    from bot.api.mcp_server import mcp_server

    async with asyncio.timeout(30), Client(mcp_server(finder_over())) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"find_answer", "get_answer", "list_answers"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())

        found = (await client.call_tool("find_answer", {"question": "how many deputies"})).structured_content
        assert found
        assert found["answers"][0]["quotes"][0]["text"] == "«145 депутатов»"
        unknown = (await client.call_tool("find_answer", {"question": "погода"})).structured_content
        assert unknown
        assert unknown["outcome"] == "unknown"
        assert "do not say it" in unknown["rules"]

        listed = (await client.call_tool("list_answers", {"language": "kk"})).structured_content
        assert listed
        assert [one["id"] for one in listed["result"]] == ["seats", "name", "vote"]
        fetched = (await client.call_tool("get_answer", {"id": "pool", "language": "ru"})).structured_content
        assert fetched
        assert fetched["gaps"][0]["answer"] == "answer to pool, ru"
        assert (await client.call_tool("get_answer", {"id": "nothing", "language": "ru"})).is_error
        assert (await client.call_tool("find_answer", {"question": "x" * 501})).is_error
