"""What the bot serves to everybody beside the console: nothing unless it is turned on."""

import asyncio
import os
import sys
from datetime import date
from pathlib import Path

import httpx
import pytest
from inside import running
from running import PLAIN_HTTP, PROJECT, STARTING
from small_library import CORRECTED, small_conversation
from starlette.applications import Starlette
from starlette.routing import Route
from visiting import home_of

from bot.content import Library
from bot.conversation import Conversation, PausedConversation
from bot.run.public import ServedSite
from bot.site import SiteOptions

pytestmark = pytest.mark.asyncio


async def test_with_the_api_on_strangers_get_answers_and_nothing_of_it_is_kept(folder: Path, library: Library) -> None:
    async with running(folder, API="on", SITE_URL="https://answers.example.org") as bot:
        async with httpx.AsyncClient(base_url=home_of(bot), timeout=30, **PLAIN_HTTP) as stranger:
            found = (await stranger.get("/api/answers", params={"q": "сколько депутатов в парламенте"})).json()
            assert (await stranger.get("/api/openapi.json")).status_code == 200
            assert (await stranger.get("/content")).status_code == 403
        assert found["outcome"] == "answer"
        answer = found["answers"][0]
        assert answer["page"] == "https://answers.example.org/ru/answers/parliament-size/"
        assert all(quote["text"] in library.articles[quote["source"]["id"]].text for quote in answer["quotes"])
        assert bot.questions() == []
        assert "сколько" not in bot.log
        bot.check()


async def test_without_the_setting_there_is_no_api(folder: Path) -> None:
    async with running(folder) as bot, httpx.AsyncClient(base_url=home_of(bot), **PLAIN_HTTP) as stranger:
        assert (await stranger.get("/api/answers", params={"q": "сколько депутатов"})).status_code == 403


async def test_an_assistant_asks_the_command_through_standard_input_and_output(folder: Path, library: Library) -> None:
    from mcp import Client, StdioServerParameters  # takes a second, which only the worker that comes here is to take

    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"PYTHONPATH": str(PROJECT), "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'mcp.db'}"}
    server = StdioServerParameters(command=sys.executable, args=["-m", "bot", "mcp"], env=env, cwd=folder)
    async with asyncio.timeout(STARTING), Client(server) as client:
        asked = {"question": "how many deputies will there be in parliament", "language": "kk"}
        found = (await client.call_tool("find_answer", asked)).structured_content
        missing = (await client.call_tool("find_answer", {"question": "Каковы итоги референдума?"})).structured_content

    assert found
    assert missing
    [answer] = found["answers"]
    assert answer["question"] == library.entries["parliament-size"].question.kk
    assert answer["quotes"][0]["text"] in library.articles[answer["quotes"][0]["source"]["id"]].text
    assert (missing["outcome"], missing["gaps"][0]["id"]) == ("gap", "gap-results")


def served(conversation: Conversation) -> tuple[list[Conversation], httpx.AsyncClient]:
    """A site over a conversation that a test may replace, and who visits it."""
    now = [conversation]
    site = ServedSite(lambda: now[0], lambda: SiteOptions(date(2026, 4, 1), root="/site/"))
    app = Starlette(routes=[Route("/site/{address:path}", site.show), Route("/site", site.to_start)])
    return now, httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


async def test_the_site_is_served_with_the_console_to_everybody(folder: Path) -> None:
    async with running(folder, SITE="on", SITE_URL="https://answers.example.org/site/") as bot:
        async with httpx.AsyncClient(base_url=home_of(bot), follow_redirects=True, **PLAIN_HTTP) as visitor:
            start = await visitor.get("/site")
            answer = await visitor.get("/site/ru/answers/kurultai")
            card = await visitor.get("/site/ru/answers/kurultai/card.png")
            assert (await visitor.get("/site/site.css")).headers["Content-Type"] == "text/css; charset=utf-8"
            assert (await visitor.get("/content")).status_code == 403
        assert str(start.url).endswith("/site/")
        assert str(answer.url).endswith("/site/ru/answers/kurultai/")
        assert "Что известно о Курултае?" in answer.text
        assert "https://answers.example.org/site/ru/answers/kurultai/" in answer.text
        assert f"https://t.me/{bot.api.world.me['username']}?start=kurultai" in answer.text
        assert (card.headers["Content-Type"], card.content[:4]) == ("image/png", b"\x89PNG")
        bot.check()


async def test_a_page_is_fetched_again_only_once_the_content_has_changed() -> None:
    now, visitor = served(small_conversation())
    first = await visitor.get("/site/ru/answers/seats/")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert (await visitor.get("/site/ru/answers/seats/", headers=tag)).status_code == 304

    now[0] = small_conversation(CORRECTED)
    again = await visitor.get("/site/ru/answers/seats/", headers=tag)
    assert again.status_code == 200
    assert "correction of seats, ru" in again.text
    assert "correction" not in first.text


async def test_what_is_not_there_leads_to_what_is() -> None:
    _, visitor = served(small_conversation())
    missing = await visitor.get("/site/ru/answers/nothing/here/")

    assert missing.status_code == 404
    assert 'href="/site/kk/"' in missing.text
    assert 'href="/site/site.css"' in missing.text


async def test_while_the_bot_is_paused_the_site_is_too() -> None:
    now, visitor = served(small_conversation())
    assert (await visitor.get("/site/ru/")).status_code == 200

    now[0] = PausedConversation(now[0], {})
    assert (await visitor.get("/site/ru/")).status_code == 503
