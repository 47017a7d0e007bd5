"""How updates come in: committed first, confirmed afterwards, by long polling and by webhook."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from fakes import ME, FakeTelegram, Refusal, application_over, message_update, without_waiting
from starlette.applications import Starlette
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.storage import Waiting
from bot.telegram.polling import poll
from bot.telegram.update_filter import Intake
from bot.telegram.webhook import webhook_address, webhook_route
from bot.web.request import KnockLimit

SECRET = "secret-of-the-webhook"


class Shelf:
    """An inbox that keeps what is put in, fails when told to, and stops the polling when it has enough."""

    def __init__(self, faults: int = 0, enough: int = 1, fault: Exception | None = None) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.chats: list[int] = []
        self.known: set[int] = set()
        self.stopping = asyncio.Event()
        self._faults = faults
        self._fault = fault or OSError("disk is full")
        self._enough = enough

    async def put(self, updates: list[dict[str, Any]], chats: list[int]) -> list[Waiting]:
        """Commit, or fail."""
        await asyncio.sleep(0.01)
        if self._faults:
            self._faults -= 1
            raise self._fault
        self.bodies += updates
        self.chats += chats
        if len(self.bodies) >= self._enough:
            self.stopping.set()
        new = [Waiting(body["update_id"], chat, body) for body, chat in zip(updates, chats, strict=True)]
        return [waiting for waiting in new if waiting.update_id not in self.known]

    def numbers(self) -> list[int]:
        """What was committed."""
        return [body["update_id"] for body in self.bodies]


def nobody(_: Sequence[Waiting]) -> None:
    """Whom one tells what came."""


def polled(telegram: FakeTelegram, shelf: Shelf) -> list[tuple[object, float]]:
    """Poll until the shelf has enough; the offset of each getUpdates, and the second at which it came."""

    async def run() -> None:
        async with application_over(telegram).bot as bot:
            await poll(bot, Intake(shelf.put, ME, nobody), shelf.stopping)

    without_waiting(run())
    fetches = [call for call in telegram.calls if call.method == "getUpdates"]
    return [(call.parameters.get("offset"), round(call.at - fetches[0].at, 1)) for call in fetches]


def test_the_offset_moves_over_what_is_committed() -> None:
    telegram, shelf = FakeTelegram(), Shelf(enough=3)
    telegram.will_answer("getUpdates", [message_update(5, "a"), message_update(6, "b")], [], [message_update(9, "c")])

    assert [offset for offset, _ in polled(telegram, shelf)] == [None, 7, 7]
    assert shelf.numbers() == [5, 6, 9]


def test_what_the_bot_does_not_react_to_is_confirmed_without_being_kept() -> None:
    telegram, shelf = FakeTelegram(), Shelf()
    telegram.will_answer("getUpdates", [{"update_id": 5, "poll": {}}], [message_update(6, "a")])

    assert [offset for offset, _ in polled(telegram, shelf)] == [None, 6]
    assert shelf.numbers() == [6]


def test_a_failed_commit_ends_the_polling_before_anything_is_confirmed() -> None:
    telegram, shelf = FakeTelegram(), Shelf(faults=1)
    telegram.will_answer("getUpdates", [message_update(5, "a")])
    with pytest.raises(OSError, match="disk is full"):
        polled(telegram, shelf)

    assert [call.parameters.get("offset") for call in telegram.calls if call.method == "getUpdates"] == [None]


def test_while_the_inbox_is_away_nothing_is_confirmed_and_polling_goes_on() -> None:
    telegram, shelf = FakeTelegram(), Shelf(faults=2, fault=ConnectionError("away"), enough=2)
    first, second = [message_update(5, "a")], [message_update(6, "b")]
    telegram.will_answer("getUpdates", first, first, first, second)

    assert polled(telegram, shelf) == [(None, 0.0), (None, 2.0), (None, 4.0), (6, 4.0)]
    assert shelf.numbers() == [5, 6]


@pytest.mark.parametrize(
    "fault", [NetworkError("away"), Refusal(401, "Unauthorized"), Refusal(404, "Not Found"), Refusal(409, "Conflict")]
)
def test_whatever_telegram_says_polling_goes_on_after_growing_pauses(fault: Exception | Refusal) -> None:
    telegram, shelf = FakeTelegram(), Shelf()
    telegram.will_answer("getUpdates", *[fault] * 6, [message_update(5, "a")])

    assert [when for _, when in polled(telegram, shelf)] == [0.0, 2.0, 6.0, 14.0, 29.0, 44.0, 59.0]


def test_polling_waits_as_long_as_telegram_asks_for() -> None:
    telegram, shelf = FakeTelegram(), Shelf()
    telegram.will_answer("getUpdates", Refusal(429, "Too Many Requests", 70), [message_update(5, "a")])

    assert [when for _, when in polled(telegram, shelf)] == [0.0, 70.0]


def test_polling_told_to_stop_does_not_wait_for_telegram() -> None:
    async def run() -> float:
        telegram, shelf = FakeTelegram(), Shelf()
        async with application_over(telegram).bot as bot:
            telegram.takes = 25
            polling = asyncio.create_task(poll(bot, Intake(shelf.put, ME, nobody), shelf.stopping))
            await asyncio.sleep(1)
            shelf.stopping.set()
            await polling
            return asyncio.get_running_loop().time()

    assert without_waiting(run()) < 2


async def test_what_came_is_told_of_once_it_is_kept_and_only_if_it_is_new() -> None:
    shelf = Shelf()
    shelf.known = {3}
    told: list[tuple[int, int]] = []

    def tell(updates: Sequence[Waiting]) -> None:
        assert {update.update_id for update in updates} <= set(shelf.numbers())
        told.extend((update.update_id, update.chat_id) for update in updates)

    intake = Intake(shelf.put, ME, tell)
    await intake.take([{"update_id": 1, "poll": {}}, {"message": {"text": "no number"}}])
    assert told == []

    await intake.take([message_update(2, "a", chat=77), message_update(3, "known", chat=78)])
    assert told == [(2, 77)]


async def test_who_has_nothing_new_to_tell_is_silent() -> None:
    shelf = Shelf()
    shelf.known = {2}
    told: list[object] = []
    with capture_logs() as logs:
        await Intake(shelf.put, ME, told.append).take([message_update(2, "a")])

    assert (shelf.numbers(), told) == ([2], [])
    assert [line["updates"] for line in logs if "come before" in line["event"]] == [[2]]


@pytest.mark.parametrize(
    ("url", "address", "path"),
    [
        ("https://bot.kz/hook", "https://bot.kz/hook", "/hook"),
        ("https://bot.kz:8443/a/b/", "https://bot.kz:8443/a/b/", "/a/b/"),
    ],
)
def test_a_webhook_with_a_path_is_taken_as_it_is(url: str, address: str, path: str) -> None:
    assert webhook_address(url, SECRET) == (address, path)


@pytest.mark.parametrize("url", ["https://bot.kz", "https://bot.kz/"])
def test_a_webhook_without_a_path_gets_one_that_nobody_can_guess(url: str) -> None:
    address, path = webhook_address(url, SECRET)

    assert address == f"https://bot.kz{path}"
    assert path.startswith("/telegram/")
    assert SECRET not in path
    assert webhook_address(url, SECRET) == (address, path) != webhook_address(url, "another")


class Page:
    """The webhook's page, and the shelf behind it."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        routes = [webhook_route("/hook", SECRET, Intake(self.shelf.put, ME, nobody), KnockLimit(20, 2))]
        server = httpx.ASGITransport(Starlette(routes=routes), raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=server, base_url="http://bot")

    async def posts(self, body: Any, secret: str | None = SECRET) -> int:
        """The status that a POST gets."""
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return (await self.client.post("/hook", content=content, headers=headers)).status_code


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    page = Page()
    async with page.client:
        yield page


async def test_200_is_said_once_the_update_is_committed(page: Page) -> None:
    assert await page.posts(message_update(5, "a", chat=77)) == 200
    assert (page.shelf.numbers(), page.shelf.chats) == ([5], [77])
    assert "Aliya" not in str(page.shelf.bodies)


async def test_200_is_not_said_when_the_commit_fails(page: Page) -> None:
    page.shelf._faults = 1
    assert await page.posts(message_update(5, "a")) == 500
    assert page.shelf.numbers() == []

    assert await page.posts(message_update(5, "a")) == 200
    assert page.shelf.numbers() == [5]


async def test_while_the_inbox_is_away_telegram_is_told_to_come_again(page: Page) -> None:
    page.shelf._faults, page.shelf._fault = 1, ConnectionError("away")
    assert await page.posts(message_update(5, "a")) == 503
    assert page.shelf.numbers() == []

    assert await page.posts(message_update(5, "a")) == 200
    assert page.shelf.numbers() == [5]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper()])
async def test_who_does_not_know_the_secret_is_refused(page: Page, secret: str | None) -> None:
    assert await page.posts(message_update(5, "a"), secret) == 403
    assert page.shelf.bodies == []


async def test_strangers_are_soon_told_nothing_and_telegram_is_heard_all_the_while(page: Page) -> None:
    with capture_logs() as said:
        strangers = [await page.posts(b" ", "guessed") for _ in range(50)]
        assert await page.posts(message_update(5, "a")) == 200

    assert strangers == [403] * 20 + [429] * 30
    assert len(said) == 1
    assert [await page.posts(message_update(number, "a")) for number in range(6, 106)] == [200] * 100


async def test_strangers_who_stop_are_told_again_what_is_wrong(page: Page) -> None:
    for _ in range(50):
        await page.posts(b" ", "guessed")

    await asyncio.sleep(2.1)
    assert [await page.posts(b" ", "guessed") for _ in range(21)] == [403] * 20 + [429]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 5000, [], "text", 5, None, {}, {"message": {}}, {"update_id": "5"},
     {"update_id": None}],
)  # fmt: skip
async def test_what_is_no_update_is_refused(page: Page, body: Any) -> None:
    assert await page.posts(body) == 400
    assert page.shelf.bodies == []


async def test_an_update_that_the_bot_does_not_react_to_is_confirmed(page: Page) -> None:
    assert await page.posts({"update_id": 5, "poll": {}}) == 200
    assert await page.posts({"update_id": 6, "message": {"chat": "?"}}) == 200
    assert page.shelf.bodies == []


async def test_what_is_far_too_large_is_refused_told_or_not(page: Page) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert await page.posts(b" " * 1_000_001) == 413
    assert (await page.client.post("/hook", content=chunks(), headers=headers)).status_code == 413
    assert page.shelf.bodies == []


async def test_only_posts_to_the_one_path_are_taken(page: Page) -> None:
    assert (await page.client.get("/hook")).status_code == 405
    assert (await page.client.post("/")).status_code == 404
