"""A curator's menu button opens the console as a Mini App, which lets in curators alone, by Telegram's signature."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from bot_api import BotApi
from bot_api_chats import arrives
from bot_api_people import Account
from conversing import excuse
from inside import running
from running import PATIENCE, Running, free_port
from visiting import Visitor, mini_app, visitor_of

from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONSOLE = "https://desk.example.kz"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def saule(api: BotApi) -> Account:
    return api.person("Saule", language_code="en")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(folder: Path, api: BotApi, saule: Account) -> AsyncIterator[Running]:
    """A bot that polls, whose console has an address of its own; one of its curators never wrote to it."""
    known = {"CURATOR_IDS": f"{saule.id}, 999", "CONSOLE_URL": f"{CONSOLE}/", "PORT": str(free_port())}
    async with running(folder, api, **known) as bot:
        yield bot


def opened(bot: Running) -> Visitor:
    """The browser inside Telegram, as the proxy in front of the console passes its requests on."""
    visitor = visitor_of(f"http://127.0.0.1:{bot.env['PORT']}")
    visitor.headers = {"Accept-Language": "en", "X-Forwarded-For": "203.0.113.9", "Host": "desk.example.kz"}
    visitor.headers["Origin"] = CONSOLE
    return visitor


async def test_the_menu_button_of_curators_opens_the_console_and_everybody_else_has_the_usual_one(
    bot: Running, api: BotApi, saule: Account, say: Wording
) -> None:
    assert await arrives(api.world.news, lambda: api.profile.menu_buttons, PATIENCE)

    button = {"type": "web_app", "text": say("ru", "menu-console"), "web_app": {"url": f"{CONSOLE}/login"}}
    assert api.profile.menu_buttons == {str(saule.id): button}
    excuse(api, "chat not found")  # the other curator has never written to the bot
    page = await opened(bot).sees("/login")
    assert 'action="/login/app"' in page and "/static/login.js" in page


async def test_a_curator_is_let_in_once_with_a_signature_and_nobody_else(
    bot: Running, api: BotApi, saule: Account
) -> None:
    now = datetime.now(UTC)
    good = mini_app(api.token, saule.id, now)
    forged = (
        mini_app(api.token, saule.id + 1, now),
        mini_app("1:another", saule.id, now),
        mini_app(api.token, saule.id, datetime(2026, 1, 1, tzinfo=UTC)),
        good.replace("Saule", "Dana"),
    )
    for signed in forged:
        stranger = opened(bot)
        assert (await stranger.posts("/login/app", init_data=signed)).status_code == 403
        assert (await stranger.gets("/review")).status_code == 403

    curator, replayed = opened(bot), opened(bot)
    let_in = await curator.posts("/login/app", init_data=good)
    assert let_in.status_code == 200
    assert (await replayed.posts("/login/app", init_data=good)).status_code == 403
    assert "; secure" in let_in.headers["set-cookie"].lower()  # so this client does not send it over plain http
    assert (await curator.gets("/review", Cookie=f"session={let_in.cookies['session']}")).status_code == 200
    assert good.rpartition("hash=")[2] not in bot.log
