"""A bot is killed between an edit and its telling people of it: who waits is told once it serves, and only once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from apart import Apart, apart
from bot_api_people import Account
from curator import Curator
from running import PATIENCE
from talking import titled, told
from waiting import ANSWER, LAST, corrected, last_in_line, replied_to, waits

from bot.content import Entry, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

WRONG = "parliament-size"
"""The entry that is corrected."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editing(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Curator, Apart]]:
    """A curator, and the process that serves her entries."""
    folder = tmp_path_factory.mktemp("few")
    curator = Curator(folder / "content")
    async with apart(folder, **curator.settings) as bot:
        curator.bot = bot
        yield curator, bot


@pytest.fixture
def bot(editing: tuple[Curator, Apart]) -> Apart:
    return editing[1]


@pytest_asyncio.fixture(loop_scope="module")
async def curator(editing: tuple[Curator, Apart]) -> Curator:
    """She begins with the few entries."""
    await editing[0].starts_over()
    return editing[0]


@pytest.fixture
def aliya(bot: Apart) -> Account:
    return bot.api.person("Aliya", language_code="en")


@pytest.fixture
def entry(library: Library) -> Entry:
    return library.entries[ANSWER]


async def test_a_correction_saved_while_the_bot_is_down_is_told_once_it_serves(
    bot: Apart, curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    entry = library.entries[WRONG]
    await told(aliya, entry.question["en"])
    await bot.handled()

    await bot.kill()
    await curator.corrects(WRONG, "Not 166.")
    await bot.start()

    assert corrected(await aliya.reply(PATIENCE), entry, "Not 166.", say)


async def test_a_wish_survives_a_bot_that_is_killed(
    bot: Apart, curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    question = await waits(aliya, entry.question["en"], say)
    await bot.handled()

    await bot.kill()
    await curator.adds(ANSWER)
    await bot.start()

    notice = await aliya.reply(PATIENCE)
    assert titled(entry, notice, "en")
    assert replied_to(notice) == question["message_id"]


async def test_who_was_told_is_not_told_again_by_a_bot_that_was_killed_then(
    bot: Apart, curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await waits(aliya, entry.question["en"], say)
    last = await last_in_line(curator, library, say)
    await curator.adds(ANSWER, LAST)
    await aliya.reply(PATIENCE)
    await last.reply(PATIENCE)

    await bot.kill()
    await curator.starts_over()
    await bot.start()
    last = await last_in_line(curator, library, say)
    await curator.adds(ANSWER, LAST)

    await last.reply(PATIENCE)
    assert not aliya.chat.sent
