"""A bot in its own process, and groups on the move: who speaks there in whose name, and where it comes and goes."""

import pytest
from bot_api_chats import Chat
from bot_api_people import Account
from conversing import DEPUTIES, nothing_more, title
from running import PATIENCE, Running
from talking import first_related, related_to

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALL = f"@loopback_bot {DEPUTIES['en']}"


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="en")


@pytest.fixture
def group(served: Running, aliya: Account, bolat: Account) -> Chat:
    """A basic group, which may become a supergroup."""
    return served.api.group("Neighbours", [aliya, bolat], kind="group")


@pytest.fixture
def supergroup(served: Running, aliya: Account, bolat: Account) -> Chat:
    return served.api.group("Neighbours", [aliya, bolat])


def errors(served: Running) -> list[str]:
    """What updates were set aside with."""
    return [row["error"] for row in served.rows("SELECT error FROM inbox WHERE error IS NOT NULL")]


async def test_an_administrator_who_writes_as_the_group_is_answered(
    served: Running, library: Library, supergroup: Chat
) -> None:
    administrator = served.api.anonymous_admin(supergroup)

    asked = await administrator.says(CALL)

    answer = await supergroup.reply(PATIENCE)
    assert title(answer) == library.entries["parliament-size"].question["en"]
    assert answer.message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_another_bot_is_not_answered_whatever_it_writes(
    served: Running, aliya: Account, supergroup: Chat
) -> None:
    other = served.api.bot_user("chatty")
    supergroup.members.add(other.id)
    await aliya.says(f"/ask {DEPUTIES['en']}", chat=supergroup)
    answer = await supergroup.reply(PATIENCE)

    await other.says(CALL, chat=supergroup)
    await other.says("/ask@loopback_bot How many deputies?", chat=supergroup)
    await other.says("and who heads the coalition?", chat=supergroup, reply_to=answer)

    await nothing_more(served, supergroup)


async def test_channels_and_what_they_forward_into_their_groups_are_left_alone(
    served: Running, supergroup: Chat
) -> None:
    channel = served.api.group("News", kind="channel")

    posted = await served.api.channel_post(channel, CALL)
    await served.api.automatic_forward(posted, supergroup)

    await nothing_more(served, channel, supergroup)


async def test_a_comment_below_a_forwarded_post_that_asks_the_bot_is_answered(
    served: Running, library: Library, aliya: Account, supergroup: Chat
) -> None:
    posted = await served.api.channel_post(served.api.group("News", kind="channel"), DEPUTIES["en"])
    forwarded = await served.api.automatic_forward(posted, supergroup)

    await aliya.says("/ask", chat=supergroup, reply_to=forwarded)

    assert title(await supergroup.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_reply_that_comes_after_the_bot_was_thrown_out_is_quietly_given_up(
    served: Running, aliya: Account, bolat: Account, kind: str
) -> None:
    group = served.api.group("Neighbours", [aliya, bolat], kind=kind)
    before = errors(served)

    await aliya.says(CALL, chat=group)
    await bolat.removes_bot_from(group)

    await nothing_more(served, group)
    assert errors(served) == [*before, "Forbidden"]

    await bolat.adds_bot_to(group)
    await aliya.says(CALL, chat=group)
    assert await group.reply(PATIENCE)


async def test_a_press_in_a_group_that_has_thrown_the_bot_out_stops_its_spinner(
    served: Running, aliya: Account, bolat: Account, supergroup: Chat
) -> None:
    await aliya.says(CALL, chat=supergroup)
    answer = await supergroup.reply(PATIENCE)
    await bolat.removes_bot_from(supergroup)

    await bolat.presses(answer, first_related(answer))

    assert not (await bolat.callback_answer(PATIENCE))["text"]
    await nothing_more(served, supergroup)


async def test_a_reply_on_its_way_follows_its_group_into_the_supergroup_that_it_has_become(
    served: Running, library: Library, aliya: Account, group: Chat
) -> None:
    await aliya.says(CALL, chat=group)
    supergroup = await served.api.becomes_supergroup(group)

    answer = await supergroup.reply(PATIENCE)

    assert title(answer) == library.entries["parliament-size"].question["en"]
    await nothing_more(served, group, supergroup)
    assert aliya.id in supergroup.members


async def test_in_the_supergroup_buttons_under_that_reply_work(
    served: Running, library: Library, aliya: Account, bolat: Account, group: Chat
) -> None:
    await aliya.says(CALL, chat=group)
    supergroup = await served.api.becomes_supergroup(group)
    answer = await supergroup.reply(PATIENCE)

    await bolat.presses(answer, first_related(answer))

    assert title(await supergroup.reply(PATIENCE)) == related_to(library, "parliament-size").question["en"]


async def test_a_list_that_is_turned_while_its_group_moves_is_no_fault(
    served: Running, say: Wording, library: Library, aliya: Account, bolat: Account, group: Chat
) -> None:
    await aliya.says("/topics@loopback_bot", chat=group)
    topics = await group.reply(PATIENCE)

    await bolat.presses(topics, library.sections[0].title["en"])
    await served.api.becomes_supergroup(group)

    await bolat.callback_answer(PATIENCE)
    await nothing_more(served, group)


async def test_a_question_that_is_edited_while_its_group_moves_is_no_fault(
    served: Running, aliya: Account, group: Chat
) -> None:
    asked = await aliya.says(CALL, chat=group)
    await group.reply(PATIENCE)

    await aliya.edits(asked, "@loopback_bot Who heads the coalition?")
    await served.api.becomes_supergroup(group)

    await nothing_more(served, group)
