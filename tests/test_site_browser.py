"""The site in a real browser: opened from a folder, searched without a server, read without script."""

import functools
import re
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from browsing import Browser, axe, barriers, browser
from site_reading import made, written

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGES = (
    "index.html", "404.html", "ru/index.html", "ru/answers/kurultai/index.html", "ru/answers/overview/index.html",
    "kk/answers/gap-results/index.html", "kk/topics/power/index.html", "ru/not-said/index.html",
    "ru/articles/index.html", "ru/articles/coalition/index.html", "kk/people/index.html", "kk/people/karin/index.html",
    "en/about/index.html", "en/how-often-wrong/index.html", "kk/answers/parliament-size/index.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(made(library, url="", bot="draft_bot"), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The same site from a server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as there:
        yield there


async def first_found(tab: Any, words: str) -> str:
    """The title that the search shows first."""
    await tab.locator("#q").fill(words)
    await tab.locator(".found a").first.wait_for()
    title: str = await tab.locator(".found a").first.inner_text()
    return title


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("ru", "сколько депутатов", "Сколько депутатов предлагалось в обновлённом Парламенте?"),
        ("ru", "вице-прези", "Для чего предлагали институт вице-президента?"),
        ("ru", "kurultai", "Курултай"),
        ("ru", "когда рефирендум", "На какой день был назначен референдум?"),
        ("kk", "прламентте неше дептуат", "Жаңарған Парламентте неше депутат болуы ұсынылды?"),
        ("en", "when is the refrendum", "What day was the referendum scheduled for?"),
        ("kk", "курылтай", "Құрылтай туралы не белгілі?"),
        ("kk", "құрыл", "Құрылтай туралы не белгілі?"),
        ("en", "Karin", "Erlan Karin"),
    ],
)
async def test_from_a_folder_one_finds_an_answer_by_beginnings_and_without_special_letters(
    site: Path, chromium: Browser, language: str, words: str, title: str
) -> None:
    async with chromium.opens(f"file://{site}/{language}/index.html") as tab:
        assert await first_found(tab, words) == title
        await tab.locator("#q").press("Enter")
        await tab.keyboard.press("Enter")
        await tab.locator(".above").wait_for()
        assert await tab.locator("h1").inner_text() == title


async def test_what_is_not_there_is_said_not_to_be_found(site: Path, chromium: Browser) -> None:
    async with chromium.opens(f"file://{site}/ru/index.html?q=сколько") as tab:
        await tab.locator(".found a").first.wait_for()
        await tab.locator("#q").fill("ъщщъ")
        await tab.get_by_text("Ничего не нашлось").wait_for()
        assert await tab.locator(".found a").count() == 0


async def test_a_quote_leads_to_its_highlighted_place_in_the_article(site: Path, chromium: Browser) -> None:
    async with chromium.opens(f"file://{site}/ru/answers/parliament-size/index.html") as tab:
        await tab.locator("figcaption cite a").first.click()
        await tab.locator(".words").first.wait_for()
        marked = await tab.locator(".words span:target").inner_text()
        assert "145 deputies" in marked


async def test_from_a_server_an_address_is_the_one_that_others_link_to(served: str, chromium: Browser) -> None:
    async with chromium.opens(f"{served}/ru/index.html") as tab:
        await tab.locator(".topics li a").first.click()
        await tab.wait_for_url(re.compile(rf"{served}/ru/answers/[\w-]+/$"))


async def test_without_script_every_answer_is_reached_from_the_topics_on_a_narrow_phone(
    site: Path, chromium: Browser
) -> None:
    phone = {"java_script_enabled": False, "viewport": {"width": 320, "height": 600}}
    async with chromium.opens(f"file://{site}/kk/index.html", **phone) as tab:
        assert not await tab.locator(".search").is_visible()
        await tab.locator(".topics .more").first.click()
        await tab.locator(".answers a").last.click()
        assert await tab.locator("blockquote").first.is_visible()
        assert await tab.locator(".foot nav a").first.is_visible()


_BROKEN_WORDS = r"""() => {
  const text = document.querySelector("h1").firstChild, range = document.createRange();
  return [...text.data.matchAll(/\S+/g)].filter((word) => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((part) => part.top)).size > 1;
  }).map((word) => word[0]);
}"""


async def test_on_the_narrowest_phone_no_word_of_a_title_is_broken(site: Path, chromium: Browser) -> None:
    async with chromium.opens(f"file://{site}/index.html", viewport={"width": 320, "height": 600}) as tab:
        for path in ("kk", "ru", "en", "ru/answers/super-presidential", "ru/people/national-coalition"):
            await tab.goto(f"file://{site}/{path}/index.html")
            assert await tab.evaluate(_BROKEN_WORDS) == []


async def test_on_a_phone_the_whole_width_is_there_for_the_question(site: Path, chromium: Browser) -> None:
    for width in (320, 390):
        async with chromium.opens(f"file://{site}/ru/index.html", viewport={"width": width, "height": 800}) as tab:
            box = await tab.locator("#q").bounding_box()
            assert box["width"] >= width - 40


async def test_every_kind_of_page_is_free_of_barriers_and_fits_a_phone_and_a_desktop_by_day_and_night(
    served: str, chromium: Browser
) -> None:
    program = axe()
    found: list[tuple[str | int, ...]] = []
    async with chromium.opens(f"{served}/") as tab:
        for path in PAGES:
            await tab.goto(f"{served}/{path}")
            for scheme, width in (("light", 320), ("dark", 1280)):
                await tab.set_viewport_size({"width": width, "height": 800})
                await tab.emulate_media(color_scheme=scheme)
                if await tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append((path, scheme, width, "wider than the screen"))
                found += [(path, scheme, width, *one) for one in await barriers(tab, program)]
    assert found == []
