"""A bot in its own process serves by webhook: only Telegram is listened to, and what comes twice is answered once."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from bot_api import BotApi
from bot_api_people import Account
from inside import Inside, running
from running import PATIENCE, PLAIN_HTTP, Running, command, environment, free_port, new_database
from talking import first_related, related_to

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "made-up_secret_for_these_tests"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
KNOWN = {HEADER: SECRET}
MEGABYTE = 1_000_000


def webhook(port: int) -> dict[str, str]:
    """The settings that let Telegram post updates to a port of this machine."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "PORT": str(port), "WEBHOOK_SECRET": SECRET}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(folder: Path) -> AsyncIterator[Inside]:
    async with running(folder, **webhook(free_port())) as bot:
        yield bot
        assert SECRET not in bot.log


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest_asyncio.fixture(loop_scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who posts to the bot."""
    async with httpx.AsyncClient(timeout=PATIENCE, **PLAIN_HTTP) as client:
        yield client


def address(served: Running) -> str:
    """Where Telegram was told to post."""
    assert served.api.webhook is not None
    return served.api.webhook.url


_NUMBERS = iter(range(900_000_000, 900_001_000))


def written(person: Account, text: str, kind: str = "message") -> dict[str, Any]:
    """An update as Telegram posts it."""
    message = person.chat.message(person.user, 1_767_225_600) | {"text": text}
    return {"update_id": next(_NUMBERS), kind: message}


async def test_questions_that_telegram_posts_are_answered(served: Running, library: Library, aliya: Account) -> None:
    await aliya.says("How many deputies will the new parliament have?")
    answer = await aliya.reply(PATIENCE)
    assert answer.title == library.entries["parliament-size"].question["en"]

    await aliya.presses(answer, first_related(answer))
    related = await aliya.reply(PATIENCE)
    assert related.title == related_to(library, "parliament-size").question["en"]


async def test_telegram_is_given_the_secret_and_only_asked_for_what_is_read(served: Running) -> None:
    assert served.api.webhook is not None
    assert served.api.webhook.secret_token == SECRET
    assert SECRET not in served.api.webhook.url
    read = {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}
    read |= {"chosen_inline_result", "guest_message"}
    assert set(served.api.webhook.allowed_updates) == read


@pytest.mark.parametrize(
    "headers", [{}, {HEADER: ""}, {HEADER: "guessed"}, {HEADER: SECRET[:-1]}, {HEADER: SECRET.upper()}]
)
async def test_whoever_does_not_know_the_secret_is_turned_away(
    served: Running, client: httpx.AsyncClient, aliya: Account, headers: dict[str, str]
) -> None:
    response = await client.post(address(served), json=written(aliya, "/help"), headers=headers)

    assert response.status_code == 403
    await served.handled()
    assert not aliya.chat.sent


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"update"', b"{}", b'{"update_id": "7"}', b"\xff\xfe", b"[" * 100_000, b"9" * 5_000],
)
async def test_what_is_no_update_is_refused(served: Running, client: httpx.AsyncClient, body: bytes) -> None:
    assert (await client.post(address(served), content=body, headers=KNOWN)).status_code == 400


async def test_a_huge_body_is_refused_whether_or_not_it_says_how_long_it_is(
    served: Running, client: httpx.AsyncClient
) -> None:
    async def unending() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (MEGABYTE // 10)

    said = await client.post(address(served), content=b" " * (MEGABYTE + 1), headers=KNOWN)
    unsaid = await client.post(address(served), content=unending(), headers=KNOWN)

    assert (said.status_code, unsaid.status_code) == (413, 413)


@pytest.mark.parametrize(("secret", "length", "status"), [("guessed", 1000, 403), (SECRET, MEGABYTE + 1, 413)])
async def test_what_will_be_refused_is_refused_before_any_of_it_is_sent(
    served: Running, secret: str, length: int, status: int
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(served.env["PORT"]))
    head = f"POST {httpx.URL(address(served)).path} HTTP/1.1\r\nHost: bot\r\n{HEADER}: {secret}\r\n"
    writer.write(f"{head}Content-Length: {length}\r\n\r\n".encode())

    async with asyncio.timeout(PATIENCE):
        assert (await reader.readline()).split()[1] == str(status).encode()
    writer.close()


async def test_whoever_goes_on_guessing_is_hung_up_on_and_questions_are_answered_meanwhile(
    served: Running, client: httpx.AsyncClient, aliya: Account
) -> None:
    guesses = [client.post(address(served), content=b"{}", headers={HEADER: str(number)}) for number in range(40)]
    await aliya.says("/help")
    responses = await asyncio.gather(*guesses)

    await aliya.reply(PATIENCE)
    assert sum(response.status_code == 429 for response in responses) >= 10
    assert {response.headers["Connection"] for response in responses} == {"close"}


async def test_other_methods_are_not_there_and_other_pages_are_the_consoles(
    served: Running, client: httpx.AsyncClient, aliya: Account
) -> None:
    root = address(served).partition("/telegram/")[0]

    assert (await client.get(address(served), headers=KNOWN)).status_code == 403
    for page in ("/", "/telegram", "/docs", "/telegram/" + "0" * 32):
        assert (await client.post(root + page, json=written(aliya, "/help"), headers=KNOWN)).status_code == 403


async def test_an_update_posted_twice_is_answered_once(
    served: Running, client: httpx.AsyncClient, say: Wording, aliya: Account
) -> None:
    update = written(aliya, "what's the weather in Astana")
    posts = (client.post(address(served), json=update, headers=KNOWN) for _ in range(5))
    assert [response.status_code for response in await asyncio.gather(*posts)] == [200] * 5
    assert (await aliya.reply(PATIENCE)).title == say("en", "unknown-title")
    await served.handled()

    assert (await client.post(address(served), json=update, headers=KNOWN)).status_code == 200

    await served.handled()
    assert not aliya.chat.sent
    assert len([row for row in served.questions() if row["text"] == "what's the weather in Astana"]) == 1


async def test_an_older_update_that_comes_late_is_answered_all_the_same(
    served: Running, client: httpx.AsyncClient, aliya: Account
) -> None:
    earlier, later = written(aliya, "/help"), written(aliya, "/privacy")

    for update in (later, earlier):
        await client.post(address(served), json=update, headers=KNOWN)
        await aliya.reply(PATIENCE)


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "business_message"])
async def test_what_is_not_meant_for_the_bot_is_taken_and_left_alone(
    served: Running, client: httpx.AsyncClient, aliya: Account, kind: str
) -> None:
    response = await client.post(address(served), json=written(aliya, "/help", kind), headers=KNOWN)

    assert response.status_code == 200
    await served.handled()
    assert not aliya.chat.sent


async def test_a_button_that_nobody_was_shown_is_said_to_be_old(
    served: Running, client: httpx.AsyncClient, say: Wording, aliya: Account
) -> None:
    description = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    served.api.fail("answerCallbackQuery", 400, description=description)
    query = {"id": "1", "from": aliya.user, "chat_instance": "1", "data": "<b>" * 50}

    await client.post(address(served), json={"update_id": next(_NUMBERS), "callback_query": query}, headers=KNOWN)

    assert (await aliya.reply(PATIENCE)).text == say("en", "old-button")


async def test_a_stop_waits_neither_for_a_body_that_never_comes_nor_loses_what_did(folder: Path) -> None:
    port = free_port()
    async with running(folder, **webhook(port)) as bot:
        dana = bot.api.person("Dana", language_code="en")
        _, unfinished = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST {httpx.URL(address(bot)).path} HTTP/1.1\r\nHost: bot\r\n{HEADER}: {SECRET}\r\n"
        unfinished.write(f"{head}Content-Length: 1000\r\n\r\n{{".encode())
        await unfinished.drain()
        await dana.says("/help")

        bot.errs = True  # uvicorn shows where it gave up

        await bot.stop()
        await bot.start()

        await dana.reply(PATIENCE)
        await bot.handled()
        assert not dana.chat.sent
        unfinished.close()


async def test_a_port_that_is_taken_is_named(folder: Path) -> None:
    async with BotApi() as api:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            settings = environment(api, new_database(folder), **webhook(taken.getsockname()[1]))

            done = await asyncio.to_thread(command, folder, settings, "run")

        assert (done.returncode, "HOST and PORT" in done.stderr) == (2, True)
        assert not [hidden for hidden in ("Traceback", SECRET, api.token) if hidden in done.stdout + done.stderr]
        assert api.webhook is None
