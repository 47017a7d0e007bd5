"""A bot in its own process is flooded by one person: it answers a burst, says once that it stops, and serves others."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from bot_api_chats import Chat
from bot_api_people import Account
from bot_api_world import now
from conversing import DEPUTIES, HEAD, nothing_more, title
from running import PATIENCE, Running
from talking import first_related, told

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

BURST = 40
"""Messages that are answered however fast they come."""

Questions = list[str]


@pytest.fixture
def questions(library: Library) -> Questions:
    """A hundred messages, none of which is taken for the rest of another."""
    asked = [entry.question["en"] for entry in library.entries.values()]
    return [question for question in asked * 2 if question.endswith("?")][:100]


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="ru")


async def bursts(person: Account, texts: list[str]) -> None:
    """Write all of it within one second: that of Telegram's clock, which may be ahead of the bot's.

    An hour ahead: so no second of the bot's own counts until all is handled, however slow the machine.
    """
    date = now() + 3600
    for text in texts:
        await person.sends(text=text, date=date)


@pytest_asyncio.fixture(loop_scope="module")
async def flooding(served: Running, aliya: Account, questions: Questions) -> AsyncIterator[Account]:
    """Somebody who has sent a hundred messages at once, and has been told to slow down."""
    await bursts(aliya, questions)
    await served.handled()
    yield aliya


async def test_of_a_hundred_messages_in_a_second_forty_are_answered_then_comes_one_notice_then_nothing(
    served: Running, say: Wording, questions: Questions, flooding: Account
) -> None:
    *answers, notice = [await flooding.reply(PATIENCE) for _ in range(BURST + 1)]

    assert [title(answer) for answer in answers] == questions[:BURST]
    assert notice.text == say("en", "too-fast")
    await nothing_more(served, flooding)
    assert served.rows("SELECT error FROM inbox WHERE error IS NOT NULL") == []


async def test_what_is_not_read_is_not_noted(served: Running, aliya: Account, questions: Questions) -> None:
    before = len(served.questions())

    await bursts(aliya, questions)

    await served.handled()
    assert [row["text"] for row in served.questions()[before:]] == questions[:BURST]


async def test_another_person_is_served_in_the_middle_of_it(
    served: Running, library: Library, aliya: Account, bolat: Account, questions: Questions
) -> None:
    await bursts(aliya, questions)

    answer = await told(bolat, DEPUTIES["ru"])

    assert title(answer) == library.entries["parliament-size"].question["ru"]
    assert len(aliya.chat.sent) < BURST, "Bolat has waited until all of Aliya's questions were answered"
    await served.handled()


async def test_a_press_in_the_quiet_stops_its_spinner_and_brings_nothing(served: Running, flooding: Account) -> None:
    answers = [await flooding.reply(PATIENCE) for _ in range(BURST + 1)]

    await flooding.presses(answers[0], first_related(answers[0]))

    assert not (await flooding.callback_answer(PATIENCE))["text"]
    await nothing_more(served, flooding)


async def test_commands_pictures_and_edits_in_the_quiet_bring_nothing_either(
    served: Running, flooding: Account
) -> None:
    for _ in range(BURST + 1):
        await flooding.reply(PATIENCE)

    await bursts(flooding, ["/help", "/forget", HEAD["en"]])
    await flooding.sends(photo=True, date=now() + 3600)
    written = next(each for each in flooding.chat.messages.values() if each.get("from") == flooding.user)
    await served.api.push({"edited_message": {**written, "text": HEAD["en"], "edit_date": now() + 3600}})

    await nothing_more(served, flooding)


async def test_half_a_minute_later_the_same_person_is_read_again(
    served: Running, library: Library, flooding: Account
) -> None:
    for _ in range(BURST + 1):
        await flooding.reply(PATIENCE)

    await flooding.sends(text=HEAD["en"], date=now() + 3600 + 35)

    assert title(await flooding.reply(PATIENCE)) == library.entries["coalition-head"].question["en"]


async def test_presses_alone_can_be_too_many_too(served: Running, say: Wording, aliya: Account) -> None:
    topics = await told(aliya, "/topics")

    for _ in range(100):
        await aliya.presses(topics, data="answer:parliament-size")
    await served.handled()

    assert [len(press.answers) for press in aliya.pressed] == [1] * 100
    told_so = [sent.text for sent in aliya.chat.sent].count(say("en", "too-fast"))
    assert told_so == 1
    assert len(aliya.chat.sent) < 100


async def test_what_waited_while_the_bot_was_away_is_no_burst(
    served: Running, aliya: Account, questions: Questions
) -> None:
    await served.stop()
    for number, question in enumerate(questions[:60]):
        await aliya.sends(text=question, date=now() - 3600 + 10 * number)
    await served.start()

    replies = [title(await aliya.reply(PATIENCE)) for _ in range(60)]

    assert replies == questions[:60]
    await nothing_more(served, aliya)


async def test_in_a_group_who_is_too_fast_is_left_unanswered_and_others_are_not(
    served: Running, library: Library, aliya: Account, bolat: Account, questions: Questions
) -> None:
    group: Chat = served.api.group("Neighbours", [aliya, bolat])
    for question in questions[:60]:
        await aliya.says(f"/ask {question}", chat=group)

    await bolat.says(f"/ask {DEPUTIES['ru']}", chat=group)
    await served.handled()

    said = [title(sent) for sent in group.sent]
    assert said[-1] == library.entries["parliament-size"].question["ru"]
    assert BURST <= len(said) - 1 < 60
    assert not aliya.chat.sent
