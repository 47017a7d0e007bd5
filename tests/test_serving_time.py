"""What an answer says of time: that its day is over, and which article said which figure when."""

from datetime import datetime, timedelta

import pytest
from bot_api_chats import Sent
from bot_api_people import Account
from curator import Curator
from running import PATIENCE
from talking import told, turned
from waiting import ANSWER, waits

from bot.content import LANGUAGES, Entry, Language, Library, Quote
from bot.conversation import Wording
from bot.conversation.buttons import label_of
from bot.settings import KAZAKHSTAN

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOTE = {
    "kk": "Бұл күн өтіп кетті, біз білеміз.",
    "ru": "Этот день прошёл, мы это знаем.",
    "en": "This day has passed, as we know.",
}


def day(from_today: int) -> str:
    """A day as curators write it, so many days from today in Kazakhstan."""
    return (datetime.now(KAZAKHSTAN).date() + timedelta(days=from_today)).isoformat()


def ruslan(curator: Curator) -> Account:
    """Somebody whose Telegram speaks none of the three languages."""
    return curator.bot.api.person("Ruslan", language_code="tr")


def after_answer(answer: Sent, entry: Entry, language: Language) -> str:
    """What stands below the answer's own words."""
    return answer.text.partition(entry.fact(language))[2]


def shown_of(quote: Quote, say: Wording, language: Language) -> list[str]:
    """What is shown of a quote, from top to bottom: its translation, its words, its source, its date."""
    article = quote.article
    translated = [quote.translations[language]] if language != article.language else []
    assert article.published
    publisher = article.publisher or say(language, "publisher-unknown")
    return [*translated, quote.text, publisher, say.brief_date(language, article.published)]


def in_this_order(parts: list[str], text: str) -> bool:
    """Whether parts stand in a text one after the other."""
    for part in parts:
        _, found, text = text.partition(part)
        if not found:
            return False
    return True


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_whose_last_day_is_over_says_so_beside_what_it_said(
    curator: Curator, library: Library, language: Language
) -> None:
    entry = library.entries["kurultai"]
    await curator.changes("kurultai", valid_until=day(-1), note=NOTE)

    answer = await told(ruslan(curator), entry.question[language])

    assert answer.text.endswith(NOTE[language])
    assert NOTE[language] in answer.marked("italic")
    assert all(quote.text in answer.text for quote in entry.carrying)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_whose_last_day_is_still_to_come_says_nothing_of_it(
    curator: Curator, library: Library, language: Language
) -> None:
    await curator.changes("kurultai", valid_until=day(1), note=NOTE)

    answer = await told(ruslan(curator), library.entries["kurultai"].question[language])

    assert NOTE[language] not in answer.text


async def test_the_day_that_is_over_is_spoken_of_however_one_comes_to_the_answer(
    curator: Curator, library: Library
) -> None:
    entry = library.entries["kurultai"]
    dana = curator.bot.api.person("Dana", language_code="en")
    await curator.changes("kurultai", valid_until=day(-1), note=NOTE)
    await curator.changes("vice-president", related=["kurultai"])

    section = next(section.title["en"] for section in library.sections if section.id == entry.section)
    page = await turned(dana, await told(dana, "/topics"), section)
    in_place = await turned(dana, page, label_of(entry, "en"))
    by_link = await told(dana, "/start kurultai")
    await dana.presses(await told(dana, "/start vice-president"), label_of(entry, "en"))
    related = await dana.reply(PATIENCE)

    assert [NOTE["en"] in answer.text for answer in (in_place, by_link, related)] == [True] * 3


async def test_what_somebody_waited_for_says_that_its_day_is_over_too(
    curator: Curator, library: Library, say: Wording
) -> None:
    dana = curator.bot.api.person("Dana", language_code="en")
    await waits(dana, library.entries[ANSWER].question["en"], say)

    await curator.adds(ANSWER, valid_until=day(-1), note=NOTE)

    assert NOTE["en"] in (await dana.reply(PATIENCE)).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_figures_on_which_the_articles_disagree_stand_each_beside_its_own_quote_source_and_date(
    curator: Curator, library: Library, say: Wording, language: Language
) -> None:
    entry = library.entries["proposals-count"]
    await curator.adds("proposals-count")

    answer = await told(ruslan(curator), entry.question[language])

    figures = ("several thousand submissions", "10 thousand proposals and applications")
    assert [figure in quote.text for figure, quote in zip(figures, entry.quotes, strict=True)] == [True, True]
    assert entry.fact(language) in answer.text
    parts = [part for quote in entry.quotes for part in shown_of(quote, say, language)]
    assert in_this_order(parts, after_answer(answer, entry, language)), answer.text
