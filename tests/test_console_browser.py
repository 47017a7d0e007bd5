"""The console as a curator uses it: a real bot in its own process, and a real browser."""

import asyncio
import itertools
import re
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from bot_api_people import Account
from browsing import Browser, axe, barriers, browser
from curator import Curator, curating
from running import PATIENCE, PROJECT, STARTING
from talking import told
from visiting import home_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "Is there a swimming pool for the seals in it"
PAGES = (
    "/try", "/review", "/review/{group}", "/review/{group}/draft", "/review/out", "/trail", "/trail/1", "/content",
    "/content/drafts", "/content/faults", "/content/versions", "/content/entries/kurultai",
    "/content/entries/kurultai/edit", "/content/articles/coalition", "/content/articles/coalition/brings",
    "/content/new-article", "/content/new-entry", "/numbers", "/nothing",
)  # fmt: skip

OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that colours can break."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sitting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Curator]:
    async with curating(tmp_path_factory.mktemp("console")) as curator:
        shutil.copy(PROJECT / "faq" / "schema.json", curator.faq)
        yield curator


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as there:
        yield there


@pytest.fixture
def aliya(sitting: Curator) -> Account:
    return sitting.bot.api.person("Aliya", language_code="en")


async def link(sitting: Curator) -> str:
    """A new link, as whoever runs the bot asks for it."""
    printed = (await sitting.bot.command("login-link")).strip()
    assert printed.startswith(f"{home_of(sitting.bot)}/enter/")
    return printed


async def asked(sitting: Curator, person: Account, *questions: str) -> None:
    """Somebody asks in vain; their questions are in groups."""
    for question in questions:
        await person.says(question)
        await person.reply(PATIENCE)
    async with asyncio.timeout(STARTING):
        while len(groups(sitting)) < len(questions):  # noqa: ASYNC110 - another process puts them there
            await asyncio.sleep(0.05)


def groups(sitting: Curator) -> list[int]:
    """The groups that the questions in the log are in, by the order in which they were asked."""
    rows = sitting.bot.rows("SELECT group_id FROM questions WHERE group_id IS NOT NULL ORDER BY id")
    return [row["group_id"] for row in rows]


@pytest_asyncio.fixture(loop_scope="module")
async def clean(sitting: Curator) -> AsyncIterator[Curator]:
    """A desk on which nothing lies."""
    for table in ("edits", "decisions", "ratings", "questions", "drafts"):
        await sitting.bot.writes(f"DELETE FROM {table}")  # noqa: S608
    await sitting.bot.writes("UPDATE groups SET ruled_out = NULL")
    yield sitting
    sitting.bot.check()


async def ticks(tab: Any, words: str) -> None:
    """Look for words in the articles, and pick the first sentence that has them."""
    await tab.get_by_label("Words of the passage").fill(words)
    await tab.locator('button[value="search"]:not(.first)').click()
    await tab.locator(".found .tick").first.click()
    await tab.get_by_role("button", name="Pick the ticked sentences").click()


async def proposes(tab: Any, field: str, text: str) -> None:
    """Wait until a field has the text that is proposed for it."""
    await tab.wait_for_function("([field, text]) => document.querySelector(field).value === text", arg=[field, text])


async def test_an_unanswered_question_becomes_a_published_entry_that_the_bot_answers_with(
    clean: Curator, chromium: Browser, aliya: Account
) -> None:
    await asked(clean, aliya, QUESTION)
    before = len(clean.bot.log)
    async with chromium.opens(await link(clean)) as tab:
        await tab.wait_for_url("**/try")
        await tab.get_by_role("link", name="Review").click()
        await tab.get_by_role("link", name=QUESTION).click()
        await tab.get_by_role("link", name="Draft a new entry").click()
        for code, question, phrasing in (
            ("kk", "Итбалықтарға бассейн салына ма?", "итбалық бассейні"),
            ("ru", "Будет ли бассейн для тюленей?", "бассейн для тюленей"),
            ("en", "Will there be a pool for the seals?", QUESTION),
        ):
            await tab.locator(f"#question-{code}").fill(question)
            await tab.locator(f"#answer-{code}").fill(f"{question} ({code})")
            await tab.locator(f"#phrasings-{code}").fill(phrasing)
        await proposes(tab, "#lead-ru", "Будет ли бассейн для тюленей?")
        await proposes(tab, "#short-en", "Will there be a pool")
        await tab.locator("#short-en").fill("Pool for seals")
        await tab.locator("#answer-kk").fill("Бассейнде 12 орын бар.")
        await proposes(tab, "#lead-kk", "Бассейнде *12 орын* бар.")  # it follows the answer
        await tab.locator("#answer-kk").fill("Итбалықтарға бассейн салына ма? (kk)")
        await proposes(tab, "#lead-kk", "Итбалықтарға бассейн салына ма?")
        await ticks(tab, "coalition")
        assert await tab.locator("#short-en").input_value() == "Pool for seals"  # her own stays
        await tab.get_by_label("the nearest entry").select_option("institutions")
        assert not await tab.get_by_label("Id", exact=True).is_visible()
        await tab.get_by_text("Id and file").click()
        assert await tab.get_by_label("Id", exact=True).get_attribute("placeholder") == "will-there-seals"
        await tab.get_by_label("Id", exact=True).fill("seal-pool")
        await tab.get_by_label("File").select_option("entries")  # else a file of the section's name
        await tab.get_by_label("Translation into Kazakh").fill("Аударма")
        await tab.get_by_label("Translation into Russian").fill("Перевод")
        await tab.get_by_role("button", name="Publish the entry").click()
        await tab.locator("#fault, .files").first.wait_for()
        assert await tab.locator("#fault").all_inner_texts() == []
        assert await tab.get_by_text("Will there be a pool for the seals? (en)", exact=True).is_visible()  # in words
        assert not await tab.locator(".diff").is_visible()  # and the file only for those who want it
        await tab.get_by_text("Changes in the files").click()
        assert "seal-pool" in await tab.locator(".diff").inner_text()
        assert "short:" in await tab.locator(".diff").inner_text()
        assert "Pool for seals" in await tab.locator(".diff").inner_text()
        await clean.bot.prints("an edit is live", before)

        answer = await told(aliya, QUESTION)
        assert answer.title == "Will there be a pool for the seals?"
        before = len(clean.bot.log)
        await tab.get_by_role("button", name="Undo").click()
        await tab.get_by_text("undone by").wait_for()
        await clean.bot.prints("an edit is live", before)  # or it would come in the midst of the next test
    assert "seal-pool" not in (clean.faq / "entries.yaml").read_text()


async def test_a_published_typo_is_mended_with_a_preview_and_without_javascript(
    clean: Curator, chromium: Browser
) -> None:
    written = clean.faq / "entries.yaml"
    before, log = written.read_bytes(), len(clean.bot.log)
    phone = {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}}
    async with chromium.opens(await link(clean), **phone) as tab:
        await tab.wait_for_url("**/try")
        await tab.goto(f"{home_of(clean.bot)}/content/entries/kurultai")
        await tab.get_by_role("link", name="Edit", exact=True).click()
        question = (await tab.locator("#question-en").input_value()).replace("known", "heard")
        await tab.locator("#question-en").fill(question)
        await tab.get_by_role("button", name="Preview").last.click()
        assert question in await tab.locator(".theirs .heading").all_inner_texts()
        assert written.read_bytes() == before
        await tab.get_by_role("button", name="Save and publish").click()
        await tab.locator("#fault, .files").first.wait_for()
        if await tab.get_by_role("button", name="Publish all the same").count():
            await tab.get_by_role("button", name="Publish all the same").click()
        await tab.get_by_role("heading", name="Entry edited").wait_for()
        await clean.bot.prints("an edit is live", log)
        log = len(clean.bot.log)
        await tab.get_by_role("button", name="Undo").click()
        await tab.get_by_text("undone by").wait_for()
        await clean.bot.prints("an edit is live", log)
    assert written.read_bytes() == before


async def test_what_is_typed_is_kept_by_itself_also_while_nobody_is_logged_in(
    clean: Curator, chromium: Browser
) -> None:
    entry = f"{home_of(clean.bot)}/content/entries/kurultai/edit"
    async with chromium.opens(await link(clean)) as tab:
        await tab.wait_for_url("**/try")
        await tab.goto(entry)
        await tab.locator("#answer-en").fill("Half an answer")
        await tab.get_by_text("Kept as a draft").wait_for()
        await tab.goto(f"{home_of(clean.bot)}/content/drafts")
        await tab.get_by_role("link", name="Курултай").or_(tab.locator(".drafts a")).first.click()
        assert await tab.locator("#answer-en").input_value() == "Half an answer"

        cookies = await tab.context.cookies()
        await tab.context.clear_cookies()
        await tab.locator("#answer-en").fill("Half an answer, and more")
        await tab.get_by_text("Not kept").wait_for()
        await tab.context.add_cookies(cookies)
        await tab.goto(entry)
        await tab.get_by_text("Kept as a draft").wait_for()
        assert await tab.locator("#answer-en").input_value() == "Half an answer, and more"
        assert await tab.evaluate("localStorage.length") == 0
        await tab.get_by_role("button", name="Throw the draft away").click()
        await tab.get_by_role("button", name="Bring the draft back").wait_for()
    chromium.complaints[:] = [said for said in chromium.complaints if "403" not in said]


async def test_without_javascript_one_talks_to_the_bot_and_sees_why_and_nothing_is_logged(
    clean: Curator, chromium: Browser
) -> None:
    async with chromium.opens(await link(clean), java_script_enabled=False) as tab:
        await tab.wait_for_url("**/try")
        await tab.get_by_label("Your question").fill("what is the kurultai")
        await tab.get_by_role("button", name="Send").click()
        assert await tab.locator(".theirs .heading").inner_text() == "What is known about the Kurultai?"
        assert await tab.locator(".beliefs .share").first.inner_text() != "< 1 %"

        await tab.get_by_role("button", name="More").click()
        await tab.get_by_role("button", name="In context").click()
        await tab.locator(".theirs mark").first.wait_for()
        await tab.get_by_role("button", name="👎").first.click()
        await tab.get_by_role("button", name="Out of date").click()
        await tab.get_by_role("button", name="✓ 👎").wait_for()  # the page comes anew
        await tab.get_by_role("button", name="Start over").click()
        await tab.locator(".bubble").first.wait_for(state="detached")
    assert clean.bot.questions() == []
    assert clean.bot.rows("SELECT * FROM ratings") == []


async def test_a_group_is_decided_and_undone_with_the_keyboard_alone(
    clean: Curator, chromium: Browser, aliya: Account
) -> None:
    await asked(clean, aliya, "какая погода в Алматы?", QUESTION)
    async with chromium.opens(await link(clean)) as tab:
        await tab.wait_for_url("**/try")
        await tab.goto(f"{home_of(clean.bot)}/review")
        await tab.keyboard.press("Tab")
        assert await tab.evaluate("document.activeElement.className") == "skip"
        for key in ("j", "j", "k", "Enter"):
            await tab.keyboard.press(key)
        await tab.wait_for_url(re.compile(r"/review/\d+$"))
        await tab.keyboard.press("s")
        await tab.keyboard.press("Enter")
        await tab.wait_for_url(re.compile(r"/trail/\d+$"))
        assert clean.bot.rows("SELECT verb, undone_at FROM decisions") == [{"verb": "spam", "undone_at": None}]
        await tab.keyboard.press("z")
        await tab.keyboard.press("Enter")
        await tab.get_by_text("undone by").wait_for()


async def test_all_of_a_page_can_be_reached_with_tab(clean: Curator, chromium: Browser, aliya: Account) -> None:
    await asked(clean, aliya, QUESTION)
    [number] = groups(clean)
    async with chromium.opens(await link(clean)) as tab:
        await tab.wait_for_url("**/try")
        await tab.goto(f"{home_of(clean.bot)}/review/{number}")
        # What lies in a folded part is reached once that is opened.
        seen = (
            "[...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, textarea')]"
            ".filter(one => one.checkVisibility())"
        )
        reached = set()
        for _ in range(3 * await tab.evaluate(f"{seen}.length")):
            await tab.keyboard.press("Tab")
            reached.add(await tab.evaluate(f"{seen}.indexOf(document.activeElement)"))
    assert reached - {-1} == set(range(len(reached - {-1})))
    assert len(reached - {-1}) >= 15


@pytest_asyncio.fixture(loop_scope="module")
async def furnished(clean: Curator, aliya: Account) -> Curator:
    """A desk with something on every page."""
    await asked(clean, aliya, QUESTION, "какая погода в Алматы?")
    bot = clean.bot
    await bot.writes(
        "INSERT INTO decisions (id, decided_at, curator, verb, group_id, upto, texts, applied) "
        "VALUES (1, '2026-03-01 10:00:00', 'saule', 'spam', 7, 7, '[[\"ru\", \"погода\"]]', 1)"
    )
    await bot.writes(
        "INSERT INTO edits (decision, number, file, before, after) VALUES (1, 0, 'faq/a.yaml', ?, ?)",
        b"- id: a\n  x: 1\n",
        b"- id: a\n  x: 2\n",
    )
    return clean


async def test_every_page_is_free_of_barriers_and_fits_a_phone_and_a_desktop_by_day_and_night(
    furnished: Curator, chromium: Browser
) -> None:
    program = axe()
    found: list[tuple[str | int, ...]] = []
    async with chromium.opens(await link(furnished)) as tab:
        await tab.wait_for_url("**/try")
        await tab.get_by_label("Your question").fill("what is the kurultai")
        await tab.get_by_role("button", name="Send").click()
        await tab.locator(".why").wait_for()
        for path in PAGES:
            await tab.goto(home_of(furnished.bot) + path.format(group=groups(furnished)[0]))
            for width, scheme in itertools.product((360, 1280), ("light", "dark")):
                await tab.set_viewport_size({"width": width, "height": 800})
                await tab.emulate_media(color_scheme=scheme)
                if await tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append((path, scheme, width, "wider than the screen"))
                rules = OF_COLOUR if scheme == "dark" else ()  # nothing else changes at night
                found += [(path, scheme, width, *one) for one in await barriers(tab, program, *rules)]
    chromium.complaints[:] = [said for said in chromium.complaints if "404" not in said]  # of /nothing
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_pages_outside_are_free_of_barriers_and_strangers_are_turned_away(
    clean: Curator, chromium: Browser, scheme: str
) -> None:
    program = axe()
    async with chromium.opens(f"{home_of(clean.bot)}/login", color_scheme=scheme) as tab:
        assert await tab.get_by_text("login-link").count() == 1
        assert await barriers(tab, program) == []
        response = await tab.goto(f"{home_of(clean.bot)}/review")
        assert response.status == 403
        assert await barriers(tab, program) == []
    chromium.complaints[:] = [said for said in chromium.complaints if "403" not in said]
