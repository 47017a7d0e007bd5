"""A sixth article, in Kazakh, all the way: pasted into the console by a curator, five entries from it, and all told.

The article is made up. Five people have asked what it says, each in their own words and language, and want to be told.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from bot_api_chats import Sent
from bot_api_people import Account
from browsing import browser
from curator import Curator, curating
from running import PATIENCE, PROJECT, STARTING
from talking import toasted, turned

from bot.content import Language, load
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEXT = (Path(__file__).parent / "sixth_article.txt").read_text(encoding="utf-8")
STEPS, FIELDS = 4, 10
"""Clicks from the article's page back to it: the passage, the section, publish, what else it may answer; one more where
what was proposed was not seen yet, or where past questions would be answered otherwise. And the texts that have to be
typed: question and answer in three languages, a phrasing and the passage's translation in two."""
PLEASE = {"kk": "Айтыңызшы,", "ru": "Скажите,", "en": "Tell me,"}


@dataclass(frozen=True)
class Wish:
    """What somebody asked in vain, the number in the sentence that answers it, and what a curator makes of that."""

    language: Language
    asked: str
    number: str
    questions: tuple[str, str, str]
    answers: tuple[str, str, str]
    translations: tuple[str, str]


WISHES = (
    Wish(
        "kk",
        "Пошта маркасын қайдан сатып аламын?",
        "5 наурызда",
        ("Пошта маркасы шыға ма?", "Выйдет ли почтовая марка?", "Will there be a postage stamp?"),
        (
            "Пошта маркасы 5 наурызда шығады деп айтылды.",
            "Сообщалось, что почтовая марка выйдет 5 марта.",
            "A postage stamp was said to come out on 5 March.",
        ),
        (
            "Особая почтовая марка выйдет 5 марта, её можно купить в любом почтовом отделении.",
            "A special postage stamp comes out on 5 March; it can be bought at any post office.",
        ),
    ),
    Wish(
        "ru",
        "Сын учится в Чехии, сколько консульств примут студентов",
        "71",
        (
            "Шетелдегі студенттер қайда дауыс береді?",
            "Где голосуют студенты за границей?",
            "Where do students abroad vote?",
        ),
        (
            "Елшіліктер мен консулдықтардағы 71 учаскеде деп айтылды.",
            "Сообщалось: на 71 участке в посольствах и консульствах.",
            "At 71 polling stations in embassies and consulates, it was said.",
        ),
        (
            "Студенты за границей смогут голосовать на 71 участке в посольствах и консульствах Казахстана.",
            "Students abroad can vote at 71 polling stations in Kazakhstan's embassies and consulates.",
        ),
    ),
    Wish(
        "kk",
        "Музейден алғашқы қолжазбаны көре аламыз ба?",
        "2027",
        ("Қолжазба музейге қойыла ма?", "Попадёт ли рукопись в музей?", "Will the manuscript go to a museum?"),
        (
            "Алғашқы қолжазба 2027 жылы Ұлттық музейге қойылады деп айтылды.",
            "Сообщалось, что первую рукопись в 2027 году выставят в Национальном музее.",
            "The first manuscript was said to be shown in the National Museum in 2027.",
        ),
        (
            "Первую рукопись проекта в 2027 году выставят в Национальном музее.",
            "The first manuscript of the draft will be shown in the National Museum in 2027.",
        ),
    ),
    Wish(
        "kk",
        "Ту мен елтаңба ауыса ма?",
        "1992",
        ("Ту мен елтаңба өзгере ме?", "Поменяют ли флаг и герб?", "Will the flag and the emblem change?"),
        (
            "Ту мен елтаңба 1992 жылғы күйінде қалады деп айтылды.",
            "Сообщалось, что флаг и герб останутся такими, как в 1992 году.",
            "The flag and the emblem were said to stay as they were in 1992.",
        ),
        (
            "Государственный флаг и герб не изменятся, они останутся такими, какими их утвердили в 1992 году.",
            "The state flag and emblem will not change; they stay as they were approved in 1992.",
        ),
    ),
    Wish(
        "en",
        "Will buses cost nothing on that Sunday?",
        "6-дан",
        ("Сол күні автобус тегін бе?", "Автобусы в тот день бесплатны?", "Are buses free on that day?"),
        (
            "Автобустар сағат 6-дан тегін жүреді деп айтылды.",
            "Сообщалось, что автобусы с 6 утра бесплатны.",
            "Buses were said to be free from 6 in the morning.",
        ),
        (
            "В тот день автобусы с 6 часов утра ходят бесплатно.",
            "On that day buses run free of charge from 6 in the morning.",
        ),
    ),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sitting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Curator]:
    async with curating(tmp_path_factory.mktemp("sixth")) as curator:
        shutil.copy(PROJECT / "faq" / "schema.json", curator.faq)
        yield curator


@dataclass
class Hand:
    """A curator's hand in a tab of the browser. `clicks` counts what she has clicked or chosen, `typed` the fields."""

    tab: Any
    clicks: int = 0
    typed: int = 0

    async def click(self, found: Any) -> None:
        self.clicks += 1
        await found.click()

    async def choose(self, found: Any, option: str) -> None:
        self.clicks += 1
        await found.select_option(option)

    async def type(self, name: str, text: str) -> None:
        self.typed += 1
        await self.tab.locator(f"#{name}").fill(text)

    def button(self, name: str) -> Any:
        return self.tab.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Any:
        return self.tab.get_by_role("link", name=name, exact=True)


async def waiting(curator: Curator, wish: Wish, number: int) -> tuple[Account, Sent]:
    """Somebody asks in vain and wants to be told."""
    person = curator.bot.api.person(f"Asker {number}", language_code=wish.language)
    await person.says(wish.asked)
    unknown = await person.reply(PATIENCE)
    await turned(person, unknown, Wording()(wish.language, "tell-me"))
    await toasted(person)
    return person, unknown


async def added(hand: Hand) -> None:
    """Paste the article and add it: the page of what it brings follows."""
    await hand.click(hand.link("Content"))
    await hand.click(hand.link("A new article"))
    await hand.type("text", TEXT)
    await hand.click(hand.button("Read it"))
    await hand.type("publisher", "Сынақ жаршысы")
    await hand.type("published", "2026-03-04")
    for code, text in (("kk", "Баспасөз мәслихаты"), ("ru", "Пресс-конференция"), ("en", "A press conference")):
        await hand.type(f"description-{code}", text)
    await hand.click(hand.button("Add the article"))
    await hand.tab.get_by_role("heading", name="What it may answer", exact=True).wait_for()


async def made_an_entry(hand: Hand, wish: Wish, number: int) -> None:
    """From the article's page to a published entry, and back to the article's page."""
    row = hand.tab.locator("li[data-row]", has_text=wish.asked)
    passage = row.locator("blockquote", has_text=wish.number)
    await hand.click(passage.locator("xpath=following-sibling::p[1]").get_by_role("link"))
    await hand.choose(hand.tab.locator("#section"), "institutions")
    for place, code in enumerate(("kk", "ru", "en")):
        await hand.type(f"question-{code}", wish.questions[place])
        await hand.type(f"answer-{code}", wish.answers[place])
        if code != wish.language:  # what people have asked in their language stands there already
            await hand.type(f"phrasings-{code}", f"{PLEASE[code]} {wish.questions[place]}")
    for place, code in enumerate(("ru", "en")):
        await hand.type(f"quote-0-{code}", wish.translations[place])
    await hand.click(hand.button("Publish the entry"))
    shown = hand.tab.locator("section > .three")  # what was proposed is shown before it is published
    await hand.tab.locator("#fault, .files, section > .three").first.wait_for(state="attached")
    if await shown.count():
        await hand.click(hand.button("Publish the entry"))
        await hand.tab.locator("#fault, .files").first.wait_for(state="attached")
    if await hand.button("Publish all the same").count():  # past questions are answered otherwise: look, and go on
        await hand.click(hand.button("Publish all the same"))
        await hand.tab.locator(".files").first.wait_for(state="attached")
    assert await hand.tab.locator("#fault").all_inner_texts() == []
    await hand.click(hand.link("What else the article may answer"))


async def test_five_entries_come_from_a_pasted_article_and_everybody_who_asked_is_told(sitting: Curator) -> None:
    askers = [await waiting(sitting, wish, number) for number, wish in enumerate(WISHES)]
    async with asyncio.timeout(STARTING):
        grouped = "SELECT id FROM questions WHERE group_id IS NOT NULL"
        while len(sitting.bot.rows(grouped)) < len(WISHES):  # noqa: ASYNC110 - another process puts them there
            await asyncio.sleep(0.05)
    link = (await sitting.bot.command("login-link")).strip()
    async with browser() as chromium, chromium.opens(link, viewport={"width": 1280, "height": 900}) as tab:
        hand = Hand(tab)
        await tab.wait_for_url("**/try")
        await added(hand)
        assert await tab.get_by_text("Waiting groups that it may answer: 5 of 5").count() == 1
        assert await tab.locator("blockquote", has_text=TEXT.splitlines()[0]).count() == 0, "a title answers nothing"
        for number, (wish, (person, _)) in enumerate(zip(WISHES, askers, strict=True)):
            before, typed = hand.clicks, hand.typed
            await made_an_entry(hand, wish, number)
            assert hand.clicks - before in range(STEPS, STEPS + 3) and hand.typed - typed == FIELDS
            notice = await person.reply(PATIENCE)
            assert wish.answers[("kk", "ru", "en").index(wish.language)] in notice.text
        await tab.get_by_text("Waiting groups that it may answer: 0 of 0").wait_for()
        # A browser says so of a page that comes with a warning before something is published.
        chromium.complaints[:] = [said for said in chromium.complaints if "422" not in said]

    library = load(sitting.faq, sitting.corpus)
    [article] = {one.id for one in library.articles.values()} - {one.id for one in load_before()}
    quotes = [quote for entry in library.entries.values() for quote in entry.quotes if quote.article.id == article]
    assert sorted(quote.text for quote in quotes) == sorted(
        next(line for line in TEXT.splitlines() if wish.number in line) for wish in WISHES
    )


def load_before() -> Any:
    return load(PROJECT / "faq", PROJECT / "corpus").articles.values()
