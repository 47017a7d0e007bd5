"""All of the content is edited in a real browser, at a real bot: articles, passages, sections, people."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from browsing import Browser, axe, barriers, browser
from curator import Curator, curating
from running import PATIENCE, PROJECT, STARTING, command
from visiting import home_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARTICLE = """\
A swimming pool for the seals
The swimming pool for the seals will be built in the town park in 2027. It gets 340 million tenge.
People will see the seals free of charge, from six in the morning to eleven at night.
"""
QUESTION = "Is there a swimming pool for the seals in it"
WIDTHS = (390, 1280)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sitting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Curator]:
    async with curating(tmp_path_factory.mktemp("articles")) as curator:
        shutil.copy(PROJECT / "faq" / "schema.json", curator.faq)
        aliya = curator.bot.api.person("Aliya", language_code="en")
        await aliya.says(QUESTION)
        await aliya.reply(PATIENCE)
        async with asyncio.timeout(STARTING):
            while not curator.bot.rows("SELECT id FROM questions WHERE group_id IS NOT NULL"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        yield curator


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as there:
        yield there


def link(sitting: Curator) -> str:
    """A new link, as whoever runs the bot asks for it."""
    return command(sitting.bot.database.parent, sitting.bot.env, "login-link").stdout.strip()


async def looks_well(tab: Any, program: str) -> list[tuple[str | int, ...]]:
    """What is wrong with the page on a phone and on a desktop."""
    found: list[tuple[str | int, ...]] = []
    for width in WIDTHS:
        await tab.set_viewport_size({"width": width, "height": 900})
        if await tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((width, "wider than the screen"))
        found += [(width, *one) for one in await barriers(tab, program)]
    return found


async def test_an_article_comes_in_shows_what_it_answers_and_goes_out(sitting: Curator, chromium: Browser) -> None:
    program, before = axe(), {file.name: file.read_bytes() for file in sitting.corpus.iterdir()}
    async with chromium.opens(link(sitting), java_script_enabled=True) as tab:
        await tab.wait_for_url("**/try")
        await tab.goto(f"{home_of(sitting.bot)}/content")
        await tab.get_by_role("link", name="A new article").click()
        assert await looks_well(tab, program) == []
        data = ARTICLE.replace("\n", "\r\n").encode()
        await tab.get_by_label("A text file").set_input_files(
            {"name": "Seal pool.txt", "mimeType": "text/plain", "buffer": data}
        )
        await tab.get_by_role("button", name="Read it").click()
        assert await tab.get_by_label("Name", exact=True).input_value() == "seal-pool"
        await tab.get_by_label("Publisher").fill("The Town Crier")
        for code in ("kk", "ru", "en"):
            await tab.locator(f"#description-{code}").fill("park")
        await tab.get_by_role("button", name="Preview").last.click()
        await tab.get_by_text("The Town Crier ·").first.wait_for()
        assert await looks_well(tab, program) == []

        await tab.get_by_role("button", name="Add the article").click()
        await tab.get_by_text("The article is in").wait_for()
        assert (sitting.corpus / "seal-pool.txt").read_bytes() == data
        await tab.get_by_role("heading", name="Waiting groups that it may answer: 1 of 1").wait_for()
        assert await looks_well(tab, program) == []

        row = tab.locator("li[data-row]", has_text=QUESTION)
        await row.get_by_role("link", name="Draft an entry with it").first.click()
        quoted = await tab.locator(".picked blockquote").inner_text()
        assert quoted.strip() and quoted.strip() in ARTICLE
        await tab.go_back()
        await tab.get_by_role("button", name="Take it back").click()
        await tab.get_by_text("undone by").wait_for()
    assert {file.name: file.read_bytes() for file in sitting.corpus.iterdir()} == before
    sitting.bot.check()


PAGES = (
    "/content/entries/kurultai/quotes", "/content/sections", "/content/outside", "/content/outside?search=zeppelin",
    "/content/addresses", "/content/addresses/new", "/content/people", "/content/people/koshanov", "/content",
)  # fmt: skip


async def test_the_pages_for_editing_fit_a_phone_and_a_desktop(sitting: Curator, chromium: Browser) -> None:
    program, found = axe(), []
    async with chromium.opens(link(sitting)) as tab:
        await tab.wait_for_url("**/try")
        for path in PAGES:
            await tab.goto(home_of(sitting.bot) + path)
            found += [(path, *one) for one in await looks_well(tab, program)]
    assert found == []


async def test_a_passage_is_ticked_on_a_phone_without_javascript_and_taken_back(
    sitting: Curator, chromium: Browser
) -> None:
    written = sitting.faq / "entries.yaml"
    before = written.read_bytes()
    async with chromium.opens(link(sitting), java_script_enabled=False, viewport={"width": 390, "height": 800}) as tab:
        await tab.wait_for_url("**/try")
        await tab.goto(f"{home_of(sitting.bot)}/content/entries/vice-president")
        await tab.get_by_role("link", name="Edit the passages").click()
        await tab.get_by_label("Words of the passage").fill("Dadebay")
        await tab.get_by_role("button", name="Search", exact=True).last.click()
        await tab.locator(".found .tick").first.click()
        ticked = await tab.locator(".found .tick span").first.inner_text()
        await tab.get_by_role("button", name="Pick the ticked sentences").click()
        await tab.locator(".picked blockquote", has_text=ticked).wait_for()  # the page comes anew
        assert ticked in await tab.locator(".picked blockquote").all_inner_texts()
        await tab.get_by_role("button", name="Save and publish").click()
        await tab.locator("#fault, .files").first.wait_for()
        if await tab.get_by_role("button", name="Publish all the same").count():
            await tab.get_by_role("button", name="Publish all the same").click()
        assert await tab.locator("#fault").all_inner_texts() == []
        assert ticked[:30] in written.read_text() or ticked[:30] in str(await tab.locator(".diff").text_content())
        await tab.get_by_role("button", name="Undo").click()
        await tab.get_by_text("undone by").wait_for()
    assert written.read_bytes() == before
