"""A bot in its own process says how it is: what is wrong is seen, is in the log, and passes by itself."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bot_api import BotApi
from bot_api_faults import Manner
from bot_api_people import Account
from inside import QUICK, Inside, running
from running import PATIENCE, Running, environment, free_port, new_database

from bot.monitoring import Limits

pytestmark = pytest.mark.asyncio(loop_scope="module")

ENDLESS: Any = None  # how often a fault strikes that lasts until it is mended


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


async def figures(bot: Running) -> dict[str, float]:
    """The bot's figures, each by its name and labels."""
    text = (await bot.page("/metrics")).text
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line[0] != "#"}


async def test_a_bot_that_serves_is_alive_and_ready(served: Running) -> None:
    assert (await served.page("/healthz")).json() == {"alive": True}
    told = await served.is_ready()

    assert (told["ready"], told["paused"]) == (True, False)
    assert set(told["checks"]) == {"database", "telegram", "worker", "content", "loop"}


async def test_what_it_does_is_counted(served: Running, aliya: Account) -> None:
    before = await figures(served)
    served.api.fail("sendMessage", 429, retry_after=1)
    served.api.fail("sendMessage", reset=True, carried_out=True)
    await aliya.says("How many deputies will the new parliament have?")
    for _ in range(2):  # the first was carried out, though nobody heard so
        await aliya.reply(PATIENCE)
    await served.handled()

    after = await figures(served)
    grown = {name: value - before.get(name, 0) for name, value in after.items()}
    assert grown['bot_questions_total{outcome="answer"}'] == 1
    assert [
        grown[f'bot_requests_total{{method="sendMessage",result="{how}"}}'] for how in ("429", "unknown", "ok")
    ] == [1] * 3
    assert grown['bot_requests_repeated_total{method="sendMessage"}'] == 2
    assert (grown["bot_reply_seconds_count"], grown["bot_reply_seconds_sum"] >= 1) == (1, True)
    assert after["bot_inbox_waiting"] == 0


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"status": 401}, "InvalidToken"),
        ({"status": 409}, "Conflict"),
        ({"reset": True}, "NetworkError"),
    ],
    ids=str,
)
async def test_updates_that_cannot_be_fetched_are_seen_and_so_is_the_end_of_that(
    served: Running, aliya: Account, fault: Manner, said: str
) -> None:
    endless: Manner = {**fault, "times": ENDLESS}
    served.api.fail("getUpdates", **endless)
    await aliya.says("/help")
    away = await served.is_ready(False)
    assert said in away["checks"]["telegram"]["detail"]
    assert (await served.page("/healthz")).status_code == 200

    served.api.mend()

    await served.is_ready()
    assert "telegram is reached again" in served.log
    await aliya.reply(PATIENCE)


async def test_a_bot_without_a_network_at_its_start_says_so_and_is_ready_once_there_is_one(folder: Path) -> None:
    async with BotApi() as api:
        api.fail("*", reset=True, times=ENDLESS)
        database = new_database(folder)
        bot = Inside(api, database, environment(api, database))
        await bot.begin()
        await bot.prints("telegram cannot be reached")
        away = await bot.is_ready(False)
        assert not away["checks"]["telegram"]["ok"]

        api.mend()

        await bot.is_ready()
        await bot.stop()
        bot.check()


async def test_a_loop_that_stood_still_is_seen_and_goes_on(folder: Path) -> None:
    async with running(folder, None, replace(QUICK, limits=Limits(lag=1.0))) as bot:
        time.sleep(1.5)  # noqa: ASYNC251 - so that the loop stands still

        late = await bot.is_ready(False)

        assert not late["checks"]["loop"]["ok"]
        await bot.prints("the event loop was blocked")
        aliya = bot.api.person("Aliya", language_code="en")
        await aliya.says("/help")
        await aliya.reply(PATIENCE)


async def test_a_webhook_that_somebody_took_away_is_set_again(folder: Path) -> None:
    port = free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "made-up_secret", "PORT": str(port)}
    async with running(folder, **hook) as bot:
        await bot.is_ready()
        bot.api.world.webhook = None

        await bot.prints("the webhook was taken away")
        dana = bot.api.person("Dana", language_code="en")
        await dana.says("/help")
        await dana.reply(2 * PATIENCE)


async def test_a_webhook_that_leads_elsewhere_is_left_alone_and_said(folder: Path) -> None:
    port = free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "made-up_secret", "PORT": str(port)}
    async with running(folder, **hook) as bot:
        assert bot.api.webhook is not None
        bot.api.webhook.url = "http://127.0.0.1:1/elsewhere"

        told = await bot.is_ready(False)

        assert "another webhook is set" in told["checks"]["telegram"]["detail"]
        assert bot.api.webhook.url == "http://127.0.0.1:1/elsewhere"


async def test_the_figures_are_opened_elsewhere_by_their_token_alone(folder: Path) -> None:
    async with running(folder, METRICS_TOKEN="made-up-token") as bot:
        proxied = {"X-Forwarded-For": "1.2.3.4"}
        assert (await bot.page("/metrics", **proxied)).status_code == 403
        assert (await bot.page("/metrics", **proxied, Authorization="Bearer made-up-token")).status_code == 200
        shown = json.dumps((await bot.page("/readyz")).json()) + bot.log

    assert "made-up-token" not in shown
