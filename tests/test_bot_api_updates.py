"""getUpdates: nothing is lost, nothing comes unasked, and only one may ask at a time."""

import asyncio
import time
from typing import Any

import pytest
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from telegram import Bot


async def texts(raw: Raw, **asked: Any) -> list[str]:
    """The texts of the messages a call gets."""
    return [update["message"]["text"] for update in (await raw("getUpdates", **asked))["result"]]


async def test_updates_come_again_until_an_offset_confirms_them(raw: Raw, aliya: Account) -> None:
    for word in ("one", "two", "three"):
        await aliya.says(word)
    assert await texts(raw) == await texts(raw) == ["one", "two", "three"]
    first = (await raw("getUpdates"))["result"][0]["update_id"]

    assert await texts(raw, offset=first + 1) == ["two", "three"]
    assert await texts(raw) == ["two", "three"]
    assert await texts(raw, offset=first + 3) == []


async def test_a_negative_offset_keeps_only_the_last_ones(raw: Raw, aliya: Account) -> None:
    for word in ("one", "two", "three"):
        await aliya.says(word)

    assert await texts(raw, offset=-2) == ["two", "three"]
    assert await texts(raw) == ["two", "three"]


async def test_an_offset_far_in_the_future_confirms_nothing(raw: Raw, aliya: Account) -> None:
    await aliya.says("one")

    assert await texts(raw, offset=2_000_000_000) == ["one"]


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (0, 1), (3, 3), (1000, 100), ("many", 100)])
async def test_the_limit_is_pressed_between_1_and_100(raw: Raw, aliya: Account, limit: object, count: int) -> None:
    for number in range(120):
        await aliya.says(str(number))

    assert len(await texts(raw, limit=limit)) == count


async def test_a_long_poll_ends_when_something_happens(raw: Raw, aliya: Account) -> None:
    polling = asyncio.create_task(texts(raw, timeout=20))
    await asyncio.sleep(0.1)
    begun = time.monotonic()
    await aliya.says("one")

    assert await polling == ["one"]
    assert time.monotonic() - begun < 1


async def test_a_long_poll_ends_empty_after_its_timeout(raw: Raw) -> None:
    begun = time.monotonic()

    assert await texts(raw, timeout=1) == []
    assert 0.9 < time.monotonic() - begun < 3


async def test_a_new_poll_ends_the_older_with_a_conflict(api: BotApi, raw: Raw, aliya: Account) -> None:
    older = asyncio.create_task(raw("getUpdates", timeout=20))
    await asyncio.sleep(0.1)
    newer = asyncio.create_task(texts(raw, timeout=20))

    body = await older
    assert (body["error_code"], body["description"][:50]) == (
        409,
        "Conflict: terminated by other getUpdates request; ",
    )
    await aliya.says("one")
    assert await newer == ["one"]
    assert api.refusals == [], "a race lost is no rule broken"


async def test_only_allowed_types_are_kept_and_that_persists(api: BotApi, bot: Bot, raw: Raw, aliya: Account) -> None:
    await raw("getUpdates", allowed_updates=["edited_message", "nonsense"])
    said = await aliya.says("unheard")
    await aliya.edits(said, "heard")

    assert [update.edited_message is not None for update in await bot.get_updates()] == [True]
    await raw("getUpdates", allowed_updates="not a list")
    await aliya.says("still unheard")
    await raw("getUpdates", allowed_updates=[])
    await aliya.says("heard again")
    assert len(api.world.updates.pending) == 2


async def test_some_types_come_only_when_named(api: BotApi, raw: Raw, aliya: Account) -> None:
    reaction = {"message_reaction": {"chat": aliya.chat.about}}
    await api.push(reaction)
    await raw("getUpdates", allowed_updates=["message_reaction"])
    await api.push(reaction)

    assert len((await raw("getUpdates"))["result"]) == 1


async def test_raw_updates_may_repeat_come_shuffled_and_be_malformed(api: BotApi, raw: Raw) -> None:
    pushed: list[dict[str, Any]] = [
        {"update_id": 7, "message": {}},
        {"update_id": 5, "message": {}},
        {"update_id": 5, "message": {}},
        {"update_id": "six", "message": None},
    ]
    for update in pushed:
        await api.push(update)

    assert (await raw("getUpdates"))["result"] == pushed
    assert (await raw("getUpdates", offset=6))["result"] == [pushed[0]]


async def test_a_missing_update_id_is_filled_in(api: BotApi, raw: Raw) -> None:
    await api.push({"poll": {}})
    await api.push({"poll": {}})

    first, second = (await raw("getUpdates"))["result"]
    assert second["update_id"] == first["update_id"] + 1


async def test_the_server_closes_at_once_though_a_poll_hangs() -> None:
    async with BotApi() as api:
        raw = Raw(api)
        polling = asyncio.create_task(raw("getUpdates", timeout=50))
        api.fail("getMe", delay=60)
        waiting = asyncio.create_task(raw("getMe"))
        await asyncio.sleep(0.2)
        begun = time.monotonic()
    assert time.monotonic() - begun < 1.5
    assert (await polling, (await waiting)["ok"]) == ({"ok": True, "result": []}, True)
    await raw.client.aclose()
