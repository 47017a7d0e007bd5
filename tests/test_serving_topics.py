"""/topics in a bot in its own process: one message that changes, from sections to questions to answers, and back."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from bot_api import BotApi
from bot_api_chats import Sent
from bot_api_people import Account
from curator import Curator
from inside import QUICK, running
from running import PATIENCE, Running
from talking import DOWN, UP, restarted, titled, toasted, told, turned, under_answer

from bot.content import LANGUAGES, Entry, Language, Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECTION = "supporters"
PAGE = 8
"""Questions on a page."""


@pytest.fixture
def dana(served: Running) -> Account:
    return served.api.person("Dana", language_code="en-GB")


@pytest.fixture
def entries(library: Library) -> tuple[Entry, ...]:
    """The entries of a section of two pages."""
    found = library.in_section(SECTION)
    assert PAGE < len(found) <= 2 * PAGE
    return found


def title(library: Library, language: Language, section: str = SECTION) -> str:
    """A section's title."""
    return next(each.title[language] for each in library.sections if each.id == section)


async def opened(person: Account, library: Library, language: Language = "en", section: str = SECTION) -> Sent:
    """The first page of a section, as one comes to it."""
    return await turned(person, await told(person, "/topics"), title(library, language, section))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_topics_are_the_sections_that_have_questions_with_how_many(
    served: Running, library: Library, say: Wording, language: Language
) -> None:
    person = served.api.person("Reader", language_code=language)

    topics = await told(person, "/topics")

    assert topics.title == say(language, "topics-title")
    counts = {section: len(library.in_section(section.id)) for section in library.sections}
    assert topics.labels == [f"{section.title[language]} ({count})" for section, count in counts.items() if count]
    assert sum(counts.values()) == len(library.entries)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_section_opens_in_place_and_is_turned_page_by_page(
    served: Running, library: Library, say: Wording, entries: tuple[Entry, ...], language: Language
) -> None:
    person = served.api.person("Reader", language_code=language)
    topics = await told(person, "/topics")
    questions = [label_of(entry, language) for entry in entries]
    first, second = (say(language, "page", page=page, pages=2) for page in (1, 2))
    back = say(language, "back-to-topics")

    page = await turned(person, topics, title(library, language))
    assert page.message_id == topics.message_id
    assert page.title == title(library, language)
    assert page.labels == [*questions[:PAGE], first, "›", back]

    page = await turned(person, page, "›")
    assert page.message_id == topics.message_id
    assert page.labels == [*questions[PAGE:], "‹", second, back]

    page = await turned(person, page, "‹")
    assert page.labels == [*questions[:PAGE], first, "›", back]

    page = await turned(person, page, back)
    assert (page.message_id, page.text, page.labels) == (topics.message_id, topics.text, topics.labels)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_opens_in_place_and_leads_back_to_the_page_it_stood_on(
    served: Running, library: Library, say: Wording, entries: tuple[Entry, ...], language: Language
) -> None:
    person = served.api.person("Reader", language_code=language)
    second = await turned(person, await opened(person, library, language), "›")
    last = entries[-1]

    answer = await turned(person, second, label_of(last, language))
    assert answer.message_id == second.message_id
    assert titled(last, answer, language)
    assert all(quote.text in answer.text for quote in last.carrying)
    assert answer.labels == [*under_answer(library, say, last, language), say(language, "back-to-section")]

    back = await turned(person, answer, say(language, "back-to-section"))
    assert (back.message_id, back.text, back.labels) == (second.message_id, second.text, second.labels)
    await served.handled()
    assert not person.chat.sent


async def test_every_section_shows_every_one_of_its_questions(library: Library, dana: Account) -> None:
    found: dict[str, list[str]] = {}
    for section in library.sections:
        page = await opened(dana, library, section=section.id)
        found[section.id] = page.labels
        while "›" in page.labels:
            page = await turned(dana, page, "›")
            found[section.id] += page.labels

    missing = {entry.id for entry in library.entries.values() if label_of(entry, "en") not in found[entry.section]}
    assert missing == set()


async def test_the_page_one_is_on_stays_when_its_number_is_pressed(
    served: Running, library: Library, say: Wording, dana: Account
) -> None:
    page = await opened(dana, library)

    await dana.presses(page, say("en", "page", page=1, pages=2))
    await dana.callback_answer(PATIENCE)
    await served.handled()

    assert not (dana.chat.sent or dana.chat.edits)
    unchanged = served.api.refusals.pop()
    assert "not modified" in unchanged.description
    unchanged.refused = False  # Telegram's only way to say that nothing had to be changed


async def test_a_rating_within_the_topics_keeps_the_way_back(
    library: Library, say: Wording, entries: tuple[Entry, ...], dana: Account
) -> None:
    second = await turned(dana, await opened(dana, library), "›")
    answer = await turned(dana, second, label_of(entries[-1], "en"))

    asking = await turned(dana, answer, DOWN)
    assert asking.labels[-1] == say("en", "back-to-section")
    rated = await turned(dana, asking, say("en", "reason-unclear"))
    assert rated.labels == [
        *under_answer(library, say, entries[-1], "en", (UP, f"✓ {DOWN}")),
        say("en", "back-to-section"),
    ]
    assert rated.text == answer.text

    back = await turned(dana, rated, say("en", "back-to-section"))
    assert back.labels == second.labels


async def test_a_related_question_comes_below_and_the_list_stays_where_it_is(
    library: Library, say: Wording, dana: Account
) -> None:
    answer = await turned(
        dana,
        await opened(dana, library, section="institutions"),
        label_of(library.entries["parliament-size"], "en"),
    )
    related = library.entries[library.entries["parliament-size"].related[0]]

    await dana.presses(answer, label_of(related, "en"))
    below = await dana.reply(PATIENCE)

    assert titled(related, below, "en")
    assert below.labels == under_answer(library, say, related, "en")
    assert not dana.chat.edits


async def test_every_button_of_the_topics_works_after_a_restart(
    served: Running, library: Library, say: Wording, entries: tuple[Entry, ...], dana: Account
) -> None:
    topics, first = await told(dana, "/topics"), await opened(dana, library)
    second = await turned(dana, await opened(dana, library), "›")
    answer = await turned(dana, await opened(dana, library), label_of(entries[0], "en"))

    await restarted(served)

    assert (await turned(dana, topics, title(library, "en"))).labels == first.labels
    assert (await turned(dana, first, "›")).labels == second.labels
    assert titled(entries[-1], await turned(dana, second, label_of(entries[-1], "en")), "en")
    await turned(dana, answer, UP)
    assert await toasted(dana) == say("en", "rated-up")
    assert (await turned(dana, answer, say("en", "back-to-section"))).text == first.text


async def test_topics_under_a_message_that_can_no_longer_be_changed_come_as_a_new_one(
    served: Running, library: Library, say: Wording, dana: Account
) -> None:
    welcome = await told(dana, "/start")
    served.api.fail("editMessageText", 400, description="Bad Request: message can't be edited")
    await dana.presses(welcome, say("en", "see-topics"))
    topics = await dana.reply(PATIENCE)
    assert topics.title == say("en", "topics-title")

    dana.deletes(topics.message)
    await dana.presses(topics, title(library, "en"))
    assert (await dana.reply(PATIENCE)).title == title(library, "en")


async def test_what_a_later_edit_has_removed_is_said_to_be_gone_and_what_is_left_is_shown(
    curator: Curator, library: Library, say: Wording
) -> None:
    await curator.adds("coalition-head", "coalition")
    dana = curator.bot.api.person("Dana", language_code="en")
    page = await opened(dana, library, section="supporters")
    answer = await turned(dana, page, label_of(library.entries["coalition-head"], "en"))

    await curator.removes("coalition-head")

    await dana.presses(answer, UP)
    gone = await dana.reply(PATIENCE)
    assert gone.title == say("en", "entry-gone-title")
    assert gone.labels == [say("en", "see-topics")]
    left = await turned(dana, answer, say("en", "back-to-section"))
    assert left.labels == [label_of(library.entries["coalition"], "en"), say("en", "back-to-topics")]
    await dana.presses(left, data="open:coalition-head.0:en")
    assert (await dana.reply(PATIENCE)).title == say("en", "entry-gone-title")


async def test_a_section_that_a_later_edit_has_emptied_shows_the_topics(
    curator: Curator, library: Library, say: Wording
) -> None:
    await curator.adds("coalition-head")
    dana = curator.bot.api.person("Dana", language_code="en")
    topics = await told(dana, "/topics")

    await curator.removes("coalition-head")

    back = await turned(dana, topics, title(library, "en", "supporters"))
    assert back.title == say("en", "topics-title")
    assert back.labels == [f"{title(library, 'en', 'institutions')} (4)"]


async def test_what_ten_people_asked_this_week_comes_first_and_what_nine_did_is_not_told(
    folder: Path, library: Library, say: Wording
) -> None:
    often, rarely = library.entries["coalition-head"], library.entries["kurultai"]
    async with BotApi() as api, running(folder, api, replace(QUICK, popularity=0.05)) as bot:
        people = [api.person(f"Asking {number}", language_code="ru") for number in range(10)]
        for person in people:
            await person.says(often.question["ru"])
        for person in people[:9]:
            await person.says(rarely.question["ru"])
        await bot.handled()
        reader = api.person("Reader", language_code="ru")
        for _ in range(30):  # it is counted every so often
            topics = await told(reader, "/topics")
            if topics.labels[0] == label_of(often, "ru"):
                break
            await asyncio.sleep(0.1)

        assert f"{often.question['ru']} (10 человек)" in topics.text
        assert rarely.question["ru"] not in topics.text and label_of(rarely, "ru") not in topics.labels
        assert titled(often, await turned(reader, topics, label_of(often, "ru")), "ru")
        await reader.types_inline("")
        assert (await reader.inline_answer(PATIENCE))["results"][0]["id"] == often.id
