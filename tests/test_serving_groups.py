"""A bot in its own process sits in a group: it answers whoever asks it, and leaves all others in peace."""

import pytest
from bot_api_chats import Chat, Sent
from bot_api_kinds import Content
from bot_api_people import Account
from conversing import DEPUTIES, VAGUE, WEATHER, is_offer, nothing_more, title
from running import PATIENCE, Running
from talking import first_related, under_answer

from bot.content import Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKED = DEPUTIES["en"]


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="ru")


@pytest.fixture
def group(served: Running, aliya: Account, bolat: Account) -> Chat:
    return served.api.group("Neighbours", [aliya, bolat])


async def told(person: Account, text: str, group: Chat) -> Sent:
    """What the bot says to a text in a group."""
    await person.says(text, chat=group)
    return await group.reply(PATIENCE)


async def offered(person: Account, group: Chat, say: Wording) -> tuple[str, Sent]:
    """A message that is answered with choices, and these."""
    for text in VAGUE:
        reply = await told(person, f"/ask {text}", group)
        if is_offer(reply, say):
            return text, reply
    raise AssertionError("none of the vague messages was answered with choices")


def replied_to(sent: Sent) -> int:
    """The number of the message that a reply hangs on."""
    return int(sent.message["reply_to_message"]["message_id"])


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "hello",
        "/help",
        "/topics",
        "/mydata",
        "/ask@other_bot How many deputies?",
        "/help@other_bot",
        "@other_bot How many deputies?",
        "@loopback_bots How many deputies?",
        "loopback_bot How many deputies?",
        "write to news@loopback_bot.kz",
    ],
)
async def test_what_is_not_meant_for_the_bot_it_leaves_alone(
    served: Running, aliya: Account, group: Chat, text: str
) -> None:
    before = len(served.questions())

    await aliya.says(text, chat=group)

    await nothing_more(served, group, aliya)
    assert len(served.questions()) == before


async def test_pictures_and_voices_and_people_who_come_get_no_line_in_a_group(
    served: Running, aliya: Account, bolat: Account, group: Chat
) -> None:
    for kinds in ({"photo": True}, {"voice": True}, {"sticker": "👍"}, {"new_chat_members": [bolat.user]}):
        await aliya.sends(chat=group, **kinds)

    await nothing_more(served, group)


@pytest.mark.parametrize(
    "text",
    [
        f"@loopback_bot {ASKED}",
        "How many deputies, @loopback_bot, will the new parliament have?",
        f"{ASKED} @LoopBack_Bot",
        f"🇰🇿🤷‍♂️👍🏽𝓱 @loopback_bot {ASKED}",
        f"@other_bot @loopback_bot {ASKED}",
        f"/ask {ASKED}",
        f"/ask@loopback_bot {ASKED}",
        f"/ASK@Loopback_Bot {ASKED}",
        f"/ask\n{ASKED}",
        f"/ask   {ASKED}",
    ],
)
async def test_who_names_the_bot_or_asks_by_command_is_answered_below_their_message(
    served: Running, library: Library, aliya: Account, group: Chat, text: str
) -> None:
    asked = await aliya.says(text, chat=group)
    answer = await group.reply(PATIENCE)

    assert title(answer) == library.entries["parliament-size"].question["en"]
    assert replied_to(answer) == asked["message_id"]
    await nothing_more(served, group)
    noted = served.questions()[-1]["text"].lower()
    assert "how many deputies" in noted
    assert "loopback" not in noted


async def test_a_caption_that_names_the_bot_is_a_question(library: Library, aliya: Account, group: Chat) -> None:
    await aliya.sends(chat=group, photo=True, caption=f"@loopback_bot {ASKED}")

    assert title(await group.reply(PATIENCE)) == library.entries["parliament-size"].question["en"]


async def test_who_replies_to_the_bots_answer_goes_on_from_it(
    library: Library, aliya: Account, bolat: Account, group: Chat
) -> None:
    council = await told(aliya, "/ask What is the People's Council?", group)
    assert title(council) == library.entries["peoples-council"].question["en"]

    asked = await bolat.says("какие у него права?", chat=group, reply_to=council)
    answer = await group.reply(PATIENCE)

    assert title(answer) == library.entries["peoples-council-powers"].question["ru"]
    assert replied_to(answer) == asked["message_id"]


async def test_who_replies_to_somebody_else_is_not_heard(
    served: Running, aliya: Account, bolat: Account, group: Chat
) -> None:
    asked = await aliya.says("hello all", chat=group)

    await bolat.says(ASKED, chat=group, reply_to=asked)

    await nothing_more(served, group)


@pytest.mark.parametrize("call", ["/ask", "/ask@loopback_bot", "@loopback_bot"])
@pytest.mark.parametrize("written", [{"caption": ASKED, "photo": True}, {"text": ASKED}], ids=["caption", "text"])
async def test_a_call_below_somebodys_question_asks_that_question(
    library: Library, aliya: Account, bolat: Account, group: Chat, call: str, written: Content
) -> None:
    question = await aliya.sends(chat=group, **written)

    asked = await bolat.says(call, chat=group, reply_to=question)
    answer = await group.reply(PATIENCE)

    assert title(answer) == library.entries["parliament-size"].question["en"]
    assert replied_to(answer) == asked["message_id"]


@pytest.mark.parametrize("call", ["/ask", "/ask@loopback_bot", "@loopback_bot"])
async def test_a_call_alone_is_told_how_to_ask(say: Wording, aliya: Account, group: Chat, call: str) -> None:
    assert (await told(aliya, call, group)).text == say("en", "ask-how")


async def test_nobody_is_asked_in_a_group_how_an_answer_was_or_offered_to_be_told(
    library: Library, say: Wording, aliya: Account, group: Chat
) -> None:
    answer = await told(aliya, f"/ask {ASKED}", group)
    assert answer.labels == under_answer(library, say, library.entries["parliament-size"], "en", ())

    unknown = await told(aliya, f"/ask {WEATHER['en']}", group)
    assert unknown.labels == [say("en", "see-topics")]


async def test_a_button_pressed_by_another_member_is_replied_to_in_the_group(
    served: Running, library: Library, aliya: Account, bolat: Account, group: Chat
) -> None:
    answer = await told(aliya, f"/ask {ASKED}", group)

    await bolat.presses(answer, first_related(answer))

    related = library.entries[library.entries["parliament-size"].related[0]]
    await bolat.callback_answer(PATIENCE)
    assert title(await group.reply(PATIENCE)) == related.question["en"]
    await nothing_more(served, bolat, aliya)


async def test_only_the_asker_can_say_that_no_choice_was_meant(
    served: Running, say: Wording, aliya: Account, bolat: Account, group: Chat
) -> None:
    text, choices = await offered(aliya, group, say)

    await bolat.presses(choices, say("en", "none-of-these"))
    await group.reply(PATIENCE)
    assert (await served.noted(text))["declined_at"] is None

    await aliya.presses(choices, say("en", "none-of-these"))
    thanks = await group.reply(PATIENCE)
    assert (await served.noted(text))["declined_at"] is not None
    assert thanks.labels == [say("en", "see-topics")]


@pytest.mark.parametrize("text", ["/mydata@loopback_bot", "/forget@loopback_bot", "/cancel@loopback_bot"])
async def test_what_is_between_the_bot_and_one_person_is_not_done_before_all(
    say: Wording, aliya: Account, group: Chat, text: str
) -> None:
    refusal = await told(aliya, text, group)

    assert (refusal.text, refusal.labels) == (say("en", "in-private"), [])


async def test_in_words_too_nobody_is_forgotten_before_all(say: Wording, aliya: Account, group: Chat) -> None:
    assert (await told(aliya, "@loopback_bot delete my data", group)).text == say("en", "in-private")


async def test_topics_in_a_group_are_one_message_that_changes_for_all(
    library: Library, say: Wording, aliya: Account, bolat: Account, group: Chat
) -> None:
    topics = await told(aliya, "/topics@loopback_bot", group)

    await bolat.presses(topics, library.sections[0].title["en"])

    listed = await group.edit(PATIENCE)
    assert (listed.message_id, title(listed)) == (topics.message_id, library.sections[0].title["en"])


async def test_each_member_is_answered_in_their_own_language(
    library: Library, aliya: Account, bolat: Account, group: Chat
) -> None:
    questions = library.entries["parliament-size"].question
    await bolat.says("/language")
    await bolat.presses(await bolat.reply(PATIENCE), "Қазақша")
    await bolat.edit(PATIENCE)

    asked: tuple[tuple[Account, Language, Language], ...] = (
        (aliya, "en", "en"),
        (bolat, "en", "kk"),
        (aliya, "ru", "ru"),
    )
    for person, spoken, answered in asked:
        assert title(await told(person, f"/ask {DEPUTIES[spoken]}", group)) == questions[answered]


async def test_a_question_in_a_topic_is_answered_in_that_topic_and_so_is_a_press(
    served: Running, library: Library, aliya: Account, bolat: Account
) -> None:
    forum = served.api.group("Forum", [aliya, bolat], is_forum=True)
    topic = await aliya.opens_topic(forum, "The reform")

    await aliya.says(f"@loopback_bot {ASKED}", chat=forum, topic=topic)
    answer = await forum.reply(PATIENCE)
    await bolat.presses(answer, first_related(answer))
    related = await forum.reply(PATIENCE)

    threads = [sent.message["message_thread_id"] for sent in (answer, related)]
    assert threads == [topic["message_thread_id"]] * 2


async def test_outside_of_topics_a_forum_is_a_group_like_any_other(
    served: Running, library: Library, aliya: Account
) -> None:
    forum = served.api.group("Forum", [aliya], is_forum=True)

    answer = await told(aliya, f"/ask {ASKED}", forum)

    assert title(answer) == library.entries["parliament-size"].question["en"]


@pytest.mark.parametrize(
    ("text", "reaction"), [("thanks!", "👍"), ("спасибо", "👍"), ("👍", "👌"), ("@loopback_bot thank you", "👍")]
)
async def test_thanks_for_an_answer_get_a_reaction_and_no_message(
    served: Running, aliya: Account, bolat: Account, group: Chat, text: str, reaction: str
) -> None:
    answer = await told(aliya, f"/ask {ASKED}", group)

    thanks = await bolat.says(text, chat=group, reply_to=answer)
    await nothing_more(served, group)

    assert group.reactions == {thanks["message_id"]: [reaction]}
    assert served.questions()[-1]["outcome"] == "chat"


async def test_where_a_group_allows_no_reactions_thanks_get_words(say: Wording, aliya: Account, group: Chat) -> None:
    group.allows_reactions = False
    answer = await told(aliya, f"/ask {ASKED}", group)

    await aliya.says("thanks", chat=group, reply_to=answer)

    assert (await group.reply(PATIENCE)).text == say("en", "chat-thanks")
    assert group.reactions == {}


@pytest.mark.parametrize("text", ["hello", "you are stupid", "?"])
async def test_what_wants_words_gets_them_in_a_group_too(aliya: Account, group: Chat, text: str) -> None:
    answer = await told(aliya, f"/ask {ASKED}", group)

    await aliya.says(text, chat=group, reply_to=answer)

    assert (await group.reply(PATIENCE)).text
    assert group.reactions == {}


async def test_the_same_question_asked_again_gets_a_short_reply_to_the_answer_above(
    served: Running, library: Library, say: Wording, aliya: Account, bolat: Account, group: Chat
) -> None:
    answer = await told(aliya, f"/ask {ASKED}", group)

    again = await told(aliya, f"@loopback_bot {ASKED}", group)

    assert again.text == say("en", "answered-above")
    assert replied_to(again) == answer.message_id
    entry = library.entries["parliament-size"]
    assert title(await told(bolat, f"/ask {ASKED}", group)) == entry.question["en"]  # he did not ask before
    await aliya.presses(again, say("en", "show-again"))
    assert title(await group.reply(PATIENCE)) == entry.question["en"]
    await served.handled()
    assert [row["outcome"] for row in served.questions()[-3:]] == ["answer"] * 3
