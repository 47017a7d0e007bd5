"""Behind *Share*, an answer is also offered as a picture, where a site has it: the bot's own, or one elsewhere."""

import asyncio
import functools
import io
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import markup
import pytest
import pytest_asyncio
import zxingcpp
from bot_api_people import Account
from inside import running
from PIL import Image
from running import PATIENCE, PLAIN_HTTP, Running, free_port
from talking import told

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(folder: Path) -> AsyncIterator[Running]:
    """A bot that serves the site itself."""
    port = str(free_port())
    async with running(folder, PORT=port, SITE="on", SITE_URL=f"http://127.0.0.1:{port}/site/") as bot:
        yield bot


async def shared(bot: Running, question: str, person: Account | None = None) -> list[dict[str, Any]]:
    """What somebody is offered in a friend's chat who asks a question and shares the answer."""
    person = person or bot.api.person("Sharing")
    await person.shares(await told(person, question), "⤴")
    results: list[dict[str, Any]] = (await person.inline_answer(PATIENCE))["results"]
    return results


def photos(results: list[dict[str, Any]]) -> list[str]:
    """The addresses of the pictures on offer."""
    return [result["photo_url"] for result in results if result["type"] == "photo"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_shared_can_be_sent_as_a_picture_that_telegram_finds_at_its_address(
    bot: Running, library: Library, say: Wording, language: Language
) -> None:
    entry = library.entries["parliament-size"]
    card, picture = (await shared(bot, entry.question[language]))[:2]

    assert (card["type"], card["id"], picture["title"]) == ("article", entry.id, say(language, "as-picture"))
    async with httpx.AsyncClient(timeout=PATIENCE, **PLAIN_HTTP) as telegram:
        found = await telegram.get(picture["photo_url"])
        assert found.headers["Content-Type"] == "image/jpeg"
        image = Image.open(io.BytesIO(found.content))
        assert (image.format, image.size) == ("JPEG", (picture["photo_width"], picture["photo_height"]))
        [code] = zxingcpp.read_barcodes(image)
        page = await telegram.get(code.text)
    assert page.is_success
    assert entry.question[language] in page.text
    below = markup.parse(picture["caption"], picture["parse_mode"])
    assert below.text.startswith(f"{entry.question[language]}\n{entry.fact(language)}")
    assert any(str(entity.get("url")).startswith(str(entry.quotes[0].article.url)) for entity in below.entities)
    bot.check()


async def test_a_picture_that_is_sent_is_counted_as_shared(bot: Running, library: Library) -> None:
    person = bot.api.person("Sending", language_code="en")
    question = library.entries["parliament-size"].question.en
    picture = (await shared(bot, question, person))[1]
    await person.sends_result(picture, f"{question} ⤴")
    await bot.handled()

    assert bot.rows("SELECT entry, shared FROM inline_choices") == [{"entry": "parliament-size", "shared": 1}]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """A web server that knows nothing of the bot: its folder, its address, and what it was asked for."""
    seen: list[str] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            seen.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()


async def test_a_site_elsewhere_has_pictures_to_share_while_it_is_as_new_as_the_content(
    folder: Path, library: Library, elsewhere: tuple[Path, str, list[str]]
) -> None:
    site, address, seen = elsewhere
    first, mark = next(iter(library.entries)), site / "version.txt"
    question = library.entries["parliament-size"].question.en
    picture = site / "kk" / "answers" / first / "card.jpg"
    async with running(folder, SITE_URL=address) as bot:
        async with asyncio.timeout(PATIENCE):
            mark.write_text(library.version)  # as if it had been written without an address
            enough = len(seen) + 2
            while len(seen) < enough:
                assert photos(await shared(bot, question)) == []

            picture.parent.mkdir(parents=True)
            picture.touch()
            await bot.prints("the site has pictures of answers")
            expected = f"{address}en/answers/parliament-size/card.jpg?{library.version}"
            assert photos(await shared(bot, question)) == [expected]

            printed = len(bot.log)
            mark.write_text("of yesterday")
            await bot.prints("the site has pictures of answers", printed)
            assert photos(await shared(bot, question)) == []


async def test_without_an_address_of_a_site_there_are_no_pictures(folder: Path, library: Library) -> None:
    async with running(folder) as bot:
        assert photos(await shared(bot, library.entries["parliament-size"].question.en)) == []
