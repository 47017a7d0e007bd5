"""Who asked what nobody could answer may ask to be told: once, as a reply to the question, when there is an answer."""

import pytest
from bot_api_people import Account
from curator import Curator
from running import PATIENCE
from talking import UP, titled, toasted, told, turned
from waiting import ANSWER, LAST, asks_in_vain, last_in_line, replied_to, waits

from bot.content import LANGUAGES, Entry, Language, Library
from bot.conversation import Wording
from bot.conversation.buttons import label_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

VAGUE = "the new council of deputies"
"""Means several of the few entries, none clearly."""


@pytest.fixture
def entry(library: Library) -> Entry:
    return library.entries[ANSWER]


@pytest.fixture
def aliya(curator: Curator) -> Account:
    return curator.bot.api.person("Aliya", language_code="kk")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_asked_to_be_told_gets_the_answer_as_a_reply_to_the_question_and_only_once(
    curator: Curator, library: Library, say: Wording, entry: Entry, language: Language
) -> None:
    ruslan = curator.bot.api.person("Ruslan", language_code="tr")
    question, unknown = await asks_in_vain(ruslan, entry.question[language], say, language)
    assert unknown.labels == [say(language, name) for name in ("tell-me", "search-button", "see-topics")]

    pressed = await turned(ruslan, unknown, say(language, "tell-me"))
    assert await toasted(ruslan) == say(language, "told-later-toast", days=90)
    assert pressed.labels == [say(language, name) for name in ("told-later", "search-button", "see-topics")]
    assert pressed.text == unknown.text

    await curator.adds(ANSWER)
    notice = await ruslan.reply(PATIENCE)
    assert notice.text.startswith(say(language, "now-answered"))
    assert titled(entry, notice, language)
    assert all(quote.text in notice.text for quote in entry.carrying)
    assert UP in notice.labels
    assert replied_to(notice) == question["message_id"]

    last = await last_in_line(curator, library, say)
    await curator.adds(LAST)
    await last.reply(PATIENCE)
    assert not ruslan.chat.sent


async def test_who_presses_again_is_not_told(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    _, unknown = await asks_in_vain(aliya, entry.question["en"], say)
    await turned(aliya, unknown, say("en", "tell-me"))

    left = await turned(aliya, unknown, say("en", "told-later"))
    await toasted(aliya)

    assert left.labels == unknown.labels
    last = await last_in_line(curator, library, say)
    await curator.adds(ANSWER, LAST)
    await last.reply(PATIENCE)
    assert not aliya.chat.sent


async def test_who_takes_it_back_and_wants_it_after_all_is_told_once(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    _, unknown = await asks_in_vain(aliya, entry.question["en"], say)
    for name in ("tell-me", "told-later", "tell-me"):
        await turned(aliya, unknown, say("en", name))

    last = await last_in_line(curator, library, say)
    await curator.adds(ANSWER, LAST)

    assert titled(entry, await aliya.reply(PATIENCE), "en")
    await last.reply(PATIENCE)
    assert not aliya.chat.sent


async def test_who_asked_the_same_and_did_not_press_is_not_told(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    bolat = curator.bot.api.person("Bolat", language_code="en")
    await asks_in_vain(bolat, entry.question["en"], say)
    await waits(aliya, entry.question["en"], say)
    last = await last_in_line(curator, library, say)

    await curator.adds(ANSWER, LAST)

    await aliya.reply(PATIENCE)
    await last.reply(PATIENCE)
    assert not bolat.chat.sent


async def test_an_edit_that_answers_something_else_tells_nobody(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await waits(aliya, entry.question["en"], say)
    last = await last_in_line(curator, library, say)

    await curator.adds(LAST)

    await last.reply(PATIENCE)
    assert not aliya.chat.sent
    await curator.adds(ANSWER)
    assert titled(entry, await aliya.reply(PATIENCE), "en")


async def test_two_waiting_questions_of_one_person_are_both_told_each_under_its_own(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    names = (ANSWER, "secularism")
    asked = {name: await waits(aliya, library.entries[name].question["en"], say) for name in names}

    await curator.adds(*names)

    for name in names:
        notice = await aliya.reply(PATIENCE)
        assert titled(library.entries[name], notice, "en")
        assert replied_to(notice) == asked[name]["message_id"]


async def test_none_of_the_choices_may_be_waited_for_too(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    question = await aliya.says(VAGUE)
    choices = await aliya.reply(PATIENCE)
    await aliya.presses(choices, say("en", "none-of-these"))
    await turned(aliya, await aliya.reply(PATIENCE), say("en", "tell-me"))

    await curator.adds("new-institutions")
    await curator.adds_phrasing("new-institutions", VAGUE)

    notice = await aliya.reply(PATIENCE)
    assert titled(library.entries["new-institutions"], notice, "en")
    assert replied_to(notice) == question["message_id"]


async def test_what_somebody_did_not_mean_is_not_told_as_the_answer(
    curator: Curator, library: Library, say: Wording, aliya: Account
) -> None:
    choices = await told(aliya, VAGUE)
    [offered] = [entry.id for entry in library.entries.values() if choices.labels[0].endswith(label_of(entry, "en"))]
    await aliya.presses(choices, say("en", "none-of-these"))
    await turned(aliya, await aliya.reply(PATIENCE), say("en", "tell-me"))
    last = await last_in_line(curator, library, say)

    await curator.adds_phrasing(offered, VAGUE)
    await curator.adds(LAST)

    await last.reply(PATIENCE)
    assert not aliya.chat.sent


async def test_whose_question_is_deleted_is_told_all_the_same(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    aliya.deletes(await waits(aliya, entry.question["en"], say))

    await curator.adds(ANSWER)

    notice = await aliya.reply(PATIENCE)
    assert titled(entry, notice, "en")
    assert replied_to(notice) is None


async def test_nobody_can_have_another_told_or_not_told(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    stranger = curator.bot.api.person("Stranger", language_code="en")
    welcome = await told(stranger, "/start")
    await waits(aliya, entry.question["en"], say)
    turn = (await curator.bot.noted(entry.question["en"]))["turn"]

    await stranger.presses(welcome, data=f"untell:{turn}:en")
    await stranger.edit(PATIENCE)
    await stranger.presses(welcome, data=f"tell:{turn}:en")
    assert (await stranger.reply(PATIENCE)).text == say("en", "old-button")
    await curator.adds(ANSWER)

    assert titled(entry, await aliya.reply(PATIENCE), "en")
    assert not stranger.chat.sent


async def test_who_presses_though_the_answer_has_come_meanwhile_is_told_too(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    _, unknown = await asks_in_vain(aliya, entry.question["en"], say)
    await curator.adds(ANSWER)

    await turned(aliya, unknown, say("en", "tell-me"))
    await curator.adds(LAST)

    assert titled(entry, await aliya.reply(PATIENCE), "en")
