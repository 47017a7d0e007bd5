"""What the bot serves to everybody beside the console: nothing unless it is turned on."""

import asyncio
import os
import sys
from pathlib import Path

import httpx
import pytest
from inside import running
from mcp import Client, StdioServerParameters
from running import PROJECT, STARTING
from visiting import home_of

from bot.content import Library

pytestmark = pytest.mark.asyncio


async def test_with_the_api_on_strangers_get_answers_and_nothing_of_it_is_kept(folder: Path, library: Library) -> None:
    async with running(folder, API="on", SITE_URL="https://answers.example.org") as bot:
        async with httpx.AsyncClient(base_url=home_of(bot), trust_env=False, timeout=30) as stranger:
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
    async with running(folder) as bot, httpx.AsyncClient(base_url=home_of(bot), trust_env=False) as stranger:
        assert (await stranger.get("/api/answers", params={"q": "сколько депутатов"})).status_code == 403


async def test_an_assistant_asks_the_command_through_standard_input_and_output(folder: Path, library: Library) -> None:
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
