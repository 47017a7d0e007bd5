"""Where an answer is from, in a bot in its own process: passages in context, articles to read, links that open it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bot_api import BotApi
from bot_api_chats import Sent
from bot_api_people import Account
from inside import running
from running import PATIENCE, Running
from talking import restarted, titled, told, turned

from bot.content import LANGUAGES, Article, Language, Library, Quote
from bot.content.text_fragments import linked_to
from bot.conversation import Wording
from bot.conversation.quoted_passages import copied

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARTICLES = ("abai-region", "president-government", "senate-roundtable", "coalition", "entrepreneurs")
MOST, A_FEW = 96, 8
"""Entries that are opened, and of these by one person: more at a stretch would be too fast."""


@pytest.fixture
def dana(served: Running) -> Account:
    return served.api.person("Dana", language_code="en")


async def below(person: Account, sent: Sent, label: str) -> Sent:
    """What comes below a message when one of its buttons is pressed."""
    await person.presses(sent, label)
    return await person.reply(PATIENCE)


async def in_context(person: Account, answer: Sent, say: Wording, language: Language) -> Sent:
    """What comes below an answer when more of it is asked for, and then its context."""
    more = await below(person, answer, say(language, "more"))
    return await below(person, more, say(language, "in-context"))


def link_in(answer: Sent, label: str) -> tuple[str, str]:
    """The link that the share button passes on, and the words beside it."""
    button = next(button for row in answer.buttons for button in row if button["text"] == label)
    shared = urlsplit(button["url"])
    assert (shared.scheme, shared.netloc, shared.path) == ("https", "t.me", "/share/url")
    given = parse_qs(shared.query)
    return given["url"][0], given["text"][0]


def name_of(article: Article, language: Language) -> str:
    """What the button of an article says."""
    return article.title or article.description[language]


def way_to(quote: Quote) -> str:
    """Where the source of a quote leads: to the publisher's page, or to the article in the chat with the bot."""
    article, start = quote.article, quote.article.text.index(quote.text)
    if article.url:
        return linked_to(article.url, article.text, quote.text)
    return f"https://t.me/loopback_bot?start={article.id}_{start}_{start + len(quote.text)}"


def cited(article: Article, sent: Sent, say: Wording, language: Language, link: str | None = None) -> bool:
    """Whether a message names an article: title, publisher, date and link, and what of these is unknown.

    `link` leads to a passage of it.
    """
    link = link or article.url
    untitled = say(language, "untitled", description=article.description[language])
    day = article.published or article.not_before
    assert day is not None
    known = (
        article.title or untitled,
        article.publisher or say(language, "publisher-unknown"),
        say.date(language, day),
    )
    links = [entity["url"] for entity in sent.entities if entity["type"] == "text_link"]
    return all(part in sent.text for part in known) and (link is None or link in links)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_is_shown_in_its_context_with_the_quoted_words_in_bold(
    served: Running, library: Library, say: Wording, language: Language
) -> None:
    entry = library.entries["proposals-count"]
    ruslan = served.api.person("Ruslan", language_code="tr")
    answer = await told(ruslan, entry.question[language])

    context = await in_context(ruslan, answer, say, language)

    assert context.marked("bold") == [entry.question[language], *(quote.text for quote in entry.quotes)]
    assert (say(language, "context-in-original") in context.text) == (language != "en")
    for quote, passage in zip(entry.quotes, context.marked("blockquote"), strict=True):
        assert quote.text in passage
        assert len(passage) > len(quote.text)
        assert passage.removeprefix("… ").removesuffix(" …") in quote.article.text
        assert cited(quote.article, context, say, language, way_to(quote))
    assert context.labels == [say(language, "see-sources")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", range(0, MOST, A_FEW))
async def test_every_answer_and_its_context_is_taken_by_telegram_with_every_quote_word_for_word(
    served: Running, library: Library, say: Wording, language: Language, start: int
) -> None:
    person = served.api.person("Reader", language_code=language)
    for name, entry in list(library.entries.items())[start : start + A_FEW]:
        answer = await told(person, f"/start {name}")
        more = await below(person, answer, say(language, "more"))
        context = await below(person, more, say(language, "in-context"))

        assert titled(entry, answer, language)
        assert [quote.text for quote in entry.carrying if quote.text not in answer.text] == []
        assert more.title == entry.question[language]
        assert entry.answer[language] in more.text
        assert [quote.text for quote in entry.quotes if quote.text not in more.text] == []
        assert context.marked("bold") == [entry.question[language], *(quote.text for quote in entry.quotes)]
        assert [quote for quote in entry.quotes if not cited(quote.article, more, say, language, way_to(quote))] == []
        shown = zip(entry.quotes, context.marked("blockquote"), strict=True)
        assert [quote.text for quote, passage in shown if len(passage) <= len(quote.text)] == []


async def test_the_way_from_a_context_leads_to_the_articles(library: Library, say: Wording, dana: Account) -> None:
    context = await in_context(dana, await told(dana, "/start kurultai"), say, "en")

    sources = await turned(dana, context, say("en", "see-sources"))

    assert sources.message_id == context.message_id
    assert sources.title == say("en", "sources-title")
    assert sources.labels == [name_of(article, "en") for article in library.articles.values()]


async def test_the_context_of_an_answer_that_is_gone_is_said_to_be_gone(say: Wording, dana: Account) -> None:
    answer = await told(dana, "/start kurultai")

    await dana.presses(answer, data="context:no-such-entry:en")

    assert (await dana.reply(PATIENCE)).title == say("en", "entry-gone-title")


async def test_without_inline_mode_an_answer_is_shared_by_a_link_that_opens_it_in_the_language_of_whoever_follows_it(
    folder: Path, library: Library
) -> None:
    entry = library.entries["parliament-size"]
    async with BotApi(inline=False) as api, running(folder, api):
        for language in LANGUAGES:
            answer = await told(api.person("Ruslan", language_code="tr"), entry.question[language])

            link, words = link_in(answer, "⤴")

            assert words == entry.question[language]
            payload = link.removeprefix("https://t.me/loopback_bot?start=")
            assert re.fullmatch("[A-Za-z0-9_-]{1,64}", payload)  # all that Telegram passes on
            for other in LANGUAGES:
                friend = api.person("Friend", language_code=other)
                assert titled(entry, await told(friend, f"/start {payload}"), other)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_below_more_a_button_copies_the_passage_with_its_source_and_the_row_under_the_answer_stays_as_it_is(
    served: Running, library: Library, say: Wording, language: Language
) -> None:
    entry = library.entries["parliament-size"]
    person = served.api.person("Copying", language_code="tr")

    answer = await told(person, entry.question[language])
    more = await below(person, answer, say(language, "more"))

    assert [button["text"] for button in answer.buttons[0]] == ["👍", "👎", "⤴", say(language, "more")]
    [row] = more.buttons
    assert [button["text"] for button in row] == [say(language, "in-context"), say(language, "copy")]
    assert row[1]["copy_text"] == {"text": copied(say, entry.quotes[0], language)}
    assert entry.quotes[0][language][:60] in row[1]["copy_text"]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ARTICLES)
async def test_an_article_is_read_page_by_page_word_for_word_and_says_in_which_language_alone_it_is(
    served: Running, library: Library, say: Wording, language: Language, name: str
) -> None:
    article = library.articles[name]
    person = served.api.person("Reader", language_code=language)
    sources = await told(person, "/sources")

    page = await turned(person, sources, name_of(article, language))
    pages = [page]
    while "›" in page.labels:
        page = await turned(person, page, "›")
        pages.append(page)

    assert len(pages) > 1
    assert " ".join(passage for each in pages for passage in each.marked("blockquote")).split() == article.text.split()
    for number, each in enumerate(pages, 1):
        assert each.message_id == sources.message_id
        assert each.title == name_of(article, language)
        assert (say(language, "only-in-en") in each.text) == (language != "en")
        assert cited(article, each, say, language)
        leaves = ["‹"] * (number > 1) + [say(language, "page", page=number, pages=len(pages))]
        leaves += ["›"] * (number < len(pages))
        assert each.labels == [*leaves, say(language, "back-to-sources")]

    back = await turned(person, page, say(language, "back-to-sources"))
    assert (back.message_id, back.text, back.labels) == (sources.message_id, sources.text, sources.labels)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_where_no_address_is_known_a_source_opens_the_article_at_the_passage_in_this_chat(
    served: Running, library: Library, language: Language
) -> None:
    unlinked = {article.id for article in library.articles.values() if article.url is None}
    entry = next(one for one in library.entries.values() if {quote.article.id for quote in one.carrying} & unlinked)
    quote = next(quote for quote in entry.carrying if quote.article.id in unlinked)
    person = served.api.person("Reader", language_code=language)
    answer = await told(person, f"/start {entry.id}")

    [link] = [entity["url"] for entity in answer.entities if entity.get("url", "").endswith(way_to(quote)[-20:])]
    payload = link.removeprefix("https://t.me/loopback_bot?start=")
    assert link == way_to(quote) and re.fullmatch("[A-Za-z0-9_-]{1,64}", payload)

    page = await told(person, f"/start {payload}")
    assert page.title == name_of(quote.article, language)
    assert page.marked("bold") == [page.title, quote.text]
    [shown] = page.marked("blockquote")
    turn = await turned(person, page, next(label for label in page.labels if label in "‹›"))
    assert turn.marked("blockquote") != [shown]


async def test_no_entry_and_no_article_is_left_out_here(library: Library) -> None:
    assert set(library.articles) == set(ARTICLES)
    assert len(library.entries) <= MOST


async def test_pages_are_turned_back_and_after_a_restart(
    served: Running, library: Library, say: Wording, dana: Account
) -> None:
    first = await turned(dana, await told(dana, "/sources"), name_of(library.articles["coalition"], "en"))
    second = await turned(dana, first, "›")

    await restarted(served)

    assert (await turned(dana, second, "‹")).text == first.text
    assert (await turned(dana, first, "›")).text == second.text


@pytest.mark.parametrize(
    ("forged", "title"),
    [
        ("article:no-such-article.0:en", "sources-title"),
        ("article:coalition.999:en", None),
        ("article::en", "sources-title"),
    ],
)
async def test_a_page_that_is_not_there_shows_the_last_and_an_article_that_is_not_the_list(
    library: Library, say: Wording, dana: Account, forged: str, title: str | None
) -> None:
    welcome = await told(dana, "/start")

    await dana.presses(welcome, data=forged)

    shown = await dana.edit(PATIENCE)
    assert shown.title == say("en", title) if title else library.articles["coalition"].title
    assert title or "›" not in shown.labels
