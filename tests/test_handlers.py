"""What a person gets in a private chat for what they do, with the small library and a real database."""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from chatting import IDENTITY, Chat, chatting
from fakes import ME, STARTED, Refusal, message_update
from small_library import CORRECTED, LIBRARY, MEANINGS, Told, small_conversation
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.conversation import Conversation, Wording
from bot.matching import Verdict
from bot.telegram.update_filter import slim

say = Wording()
ALIYA = IDENTITY.code(7)


class Bewildered(Told):
    """An understanding with a fault in it."""

    def remembers(self, text: str) -> bool:
        """Nothing: each is asked for anew."""
        return False

    def understand(self, text: str) -> Verdict:
        """Fail."""
        raise ZeroDivisionError("no idea")


class Waiting(Told):
    """An understanding that does not come to an end with a long text before it is told to."""

    def __init__(self, meanings: Mapping[str, Verdict]) -> None:
        super().__init__(meanings)
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.at_once = self._now = 0

    def understand(self, text: str) -> Verdict:
        """What it was told of this text; a long one takes its time."""
        if len(text) > 300:
            self._now += 1
            self.at_once = max(self.at_once, self._now)
            self.begun.set()
            self.may_end.wait(20)
            self._now -= 1
        return super().understand(text)


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


def shown(chat: Chat, name: str) -> bool:
    """Whether a sentence in Russian was sent or shown last."""
    return say("ru", name) in chat.last()["text"]


async def test_a_question_is_answered_without_a_preview_of_its_link(chat: Chat) -> None:
    await chat.says("how many deputies")
    [call] = chat.telegram.calls

    assert call.method == "sendMessage"
    assert call.parameters["text"].startswith("<b>question of seats, en</b>")
    assert call.parameters["parse_mode"] == "HTML"
    assert "is_disabled" in str(call.parameters["link_preview_options"])


async def test_a_question_that_no_article_answers_is_noted_under_a_code(chat: Chat) -> None:
    message = await chat.says("погода")
    [row] = await chat.kept.records.log.unanswered()

    assert (row.text, row.outcome, row.asker, row.message) == ("погода", "unknown", ALIYA, message)


async def test_a_caption_is_read_as_a_question(chat: Chat) -> None:
    await chat.sends(photo=[], caption="how many deputies")

    assert "question of seats, en" in chat.last()["text"]


async def test_an_answer_is_noted_as_a_letter_to_a_sealed_address(chat: Chat) -> None:
    message = await chat.says("how many deputies")
    [row] = await chat.kept.rows("letters")

    assert (row["place"], row["asker"], row["entry"], row["language"]) == (ALIYA, ALIYA, "seats", "en")
    assert (row["replied_to"], row["version"]) == (message, LIBRARY.version)
    assert IDENTITY.unseal(row["address"]) == 7


async def test_who_declines_the_choices_is_noted_and_nobody_else_can(chat: Chat) -> None:
    await chat.says("parliament")
    await chat.presses("none:1:en", who=8)
    assert await chat.kept.records.log.unanswered() == []

    await chat.presses("none:1:en")
    assert [row.turn for row in await chat.kept.records.log.unanswered()] == ["1"]


async def test_a_chosen_language_is_spoken_from_then_on(chat: Chat) -> None:
    await chat.presses("language:kk")
    await chat.says("how many deputies")

    assert "question of seats, kk" in chat.last()["text"]


async def test_a_reply_to_an_answer_is_understood_from_it(chat: Chat) -> None:
    await chat.says("how many deputies")
    [row] = await chat.kept.rows("letters")
    answer = {"message_id": row["message"], "date": 1, "from": {"id": ME.id}}
    await chat.says("its name", reply_to_message=answer)

    assert "question of name, en" in chat.last()["text"]


async def test_a_message_right_behind_an_answered_one_goes_on_from_it(chat: Chat) -> None:
    await chat.says("how many deputies", date=STARTED)
    await chat.says("and its name", date=STARTED + 2)

    assert "question of name, en" in chat.last()["text"]


async def test_the_same_said_in_other_words_a_moment_later_gets_no_second_reply(chat: Chat) -> None:
    await chat.says("how many deputies", date=STARTED)
    await chat.says("deputies", date=STARTED + 1)

    assert len(chat.telegram.texts()) == 1
    assert len(await chat.kept.rows("questions")) == 1


async def test_the_same_said_in_other_words_later_is_a_question_of_its_own(chat: Chat) -> None:
    await chat.says("how many deputies", date=STARTED)
    await chat.says("deputies", date=STARTED + 3)

    assert len(chat.telegram.texts()) == 2


async def test_a_thought_in_two_messages_gets_one_reply(chat: Chat) -> None:
    begun, rest = message_update(1, "tell me please"), message_update(2, "how many deputies", date=STARTED + 61)
    cut = slim(rest, ME)
    assert cut
    await chat.kept.inbox.put([cut[0]], [cut[1]])
    await chat.happens(begun)

    [text] = chat.telegram.texts()
    assert "question of seats, en" in text
    assert [row["text"] for row in await chat.kept.rows("questions")] == ["tell me please\nhow many deputies"]


async def test_an_edited_question_changes_its_reply_and_its_row(chat: Chat) -> None:
    message = await chat.says("how many deputies")
    await chat.edits(message, "what is it called")

    assert chat.methods() == ["sendMessage", "editMessageText"]
    assert "question of name, en" in chat.last()["text"]
    assert [row["text"] for row in await chat.kept.rows("questions")] == ["what is it called"]
    assert [row["entry"] for row in await chat.kept.rows("letters") if row["standing"]] == ["name"]


async def test_an_edited_command_to_ask_changes_its_reply_too(chat: Chat) -> None:
    message = await chat.says("/ask how many deputies")
    await chat.edits(message, "/ask what is it called")

    assert chat.methods() == ["sendMessage", "editMessageText"]
    assert "question of name, en" in chat.last()["text"]


@pytest.mark.parametrize(
    ("before", "after", "methods"),
    [
        ("how many deputies", "how many, and what is it called", ["editMessageText", "sendMessage"]),
        ("how many, and what is it called", "how many deputies", ["editMessageText", "deleteMessage"]),
    ],
)
async def test_an_edit_that_asks_more_or_less_gets_more_or_less(
    chat: Chat, before: str, after: str, methods: list[str]
) -> None:
    message = await chat.says(before)
    chat.telegram.calls.clear()
    await chat.edits(message, after)

    assert chat.methods() == methods
    standing = [row for row in await chat.kept.rows("letters") if row["standing"]]
    assert len(standing) == after.count("what") + 1


async def test_where_the_reply_is_gone_an_edited_question_gets_a_new_one(chat: Chat) -> None:
    message = await chat.says("how many deputies")
    chat.telegram.will_answer("editMessageText", Refusal(400, "Bad Request: message to edit not found"))
    await chat.edits(message, "what is it called")

    assert chat.methods() == ["sendMessage", "editMessageText", "sendMessage"]
    assert [row["entry"] for row in await chat.kept.rows("letters") if row["standing"]] == ["name"]


async def test_what_was_never_replied_to_is_asked_when_it_is_edited(chat: Chat) -> None:
    await chat.edits(99, "how many deputies")

    assert chat.methods() == ["sendMessage"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/start", "welcome-title"),
        ("/START@constitution_test_bot", "welcome-title"),
        ("/help", "help-title"),
        ("/topics now", "topics-title"),
        ("/mydata", "mydata-no-questions"),
        ("/forget", "forget-title"),
        ("/cancel", "nothing-to-cancel"),
        ("/ask", "ask-how"),
        ("/weather", "unknown-command"),
        ("/start\nhello", "welcome-title"),
    ],
)
async def test_a_command_gets_its_reply(chat: Chat, text: str, name: str) -> None:
    await chat.says(text)

    assert shown(chat, name)


async def test_a_deep_link_opens_its_entry(chat: Chat) -> None:
    await chat.says("/start vote")

    assert "question of vote, ru" in chat.last()["text"]


@pytest.mark.parametrize("text", ["/ask how many deputies", "/ask\nhow many deputies", "/ask   how many deputies"])
async def test_what_stands_behind_the_command_is_asked(chat: Chat, text: str) -> None:
    await chat.says(text)

    assert "question of seats, en" in chat.last()["text"]


async def test_somebody_sees_what_is_kept_about_them(chat: Chat) -> None:
    await chat.says("how many deputies")
    await chat.presses("up:1.seats:en")
    await chat.says("/mydata")

    for line in ("how many deputies", say("ru", "mydata-ratings", count=1), say("ru", "mydata-waiting", count=0)):
        assert line in chat.last()["text"]


async def test_who_confirms_it_is_forgotten(chat: Chat) -> None:
    await chat.says("how many deputies")
    await chat.presses("forget:no:ru")
    assert len(await chat.kept.rows("letters")) == 1

    await chat.presses("forget:yes:ru")
    assert shown(chat, "forgotten")
    assert await chat.kept.rows("letters") == []
    assert ALIYA not in str(await chat.kept.rows("questions"))


async def test_who_cancels_hears_of_how_many_questions_that_is(chat: Chat) -> None:
    await chat.says("погода")
    await chat.presses("tell:1:ru")
    await chat.says("/cancel")

    assert chat.last()["text"] == say("ru", "cancelled", count=1)
    assert await chat.kept.rows("wishes") == []


async def test_who_blocks_the_bot_is_owed_nothing_though_they_flooded_it_before(chat: Chat) -> None:
    await chat.says("погода")
    await chat.presses("tell:1:ru")
    for _ in range(50):
        await chat.says("погода", date=STARTED)
    await chat.blocks()

    assert await chat.kept.rows("wishes") == []
    assert {row["address"] for row in await chat.kept.rows("letters")} == {None}


async def test_too_many_messages_at_once_get_one_notice(chat: Chat) -> None:
    for _ in range(60):
        await chat.says("how many deputies", date=STARTED)

    texts = chat.telegram.texts()
    assert len(texts) == 41
    assert texts[-1] == say("ru", "too-fast")


async def test_after_a_fault_of_ours_the_person_is_told_so(chat: Chat) -> None:
    chat.conversation = Conversation(LIBRARY, Bewildered({}), Wording(), 30)
    await chat.says("how many deputies")

    assert chat.telegram.texts() == [say("ru", "apology")]


async def test_a_reply_that_telegram_cannot_read_is_a_fault_of_ours(chat: Chat) -> None:
    chat.telegram.will_answer("sendMessage", Refusal(400, "Bad Request: can't parse entities"))
    await chat.says("how many deputies")

    assert chat.telegram.texts()[1:] == [say("ru", "apology")]


@pytest.mark.parametrize("fault", [Refusal(403, "Forbidden: bot was blocked by the user"), NetworkError("away")])
async def test_no_apology_is_tried_where_telegram_did_not_take_the_reply(chat: Chat, fault: object) -> None:
    chat.telegram.will_answer("sendMessage", fault)
    with capture_logs():
        await chat.says("how many deputies")

    assert chat.methods() == ["sendMessage"]
    assert await chat.kept.rows("questions") == []


async def test_the_content_served_now_is_what_answers(chat: Chat) -> None:
    chat.conversation = small_conversation(CORRECTED)
    await chat.says("how many deputies")

    assert [row["version"] for row in await chat.kept.rows("letters")] == ["corrected"]


async def test_of_long_texts_a_few_are_answered_and_others_go_on_meanwhile(chat: Chat) -> None:
    understanding = Waiting(MEANINGS)
    chat.conversation = Conversation(LIBRARY, understanding, Wording(), 30)
    long = [asyncio.create_task(chat.says("слово " * 600, who=100 + number)) for number in range(3)]
    await asyncio.to_thread(understanding.begun.wait, 20)

    await chat.says("how many deputies")
    assert chat.last()["text"].startswith("<b>question of seats, en</b>")
    assert understanding.at_once == 1

    understanding.may_end.set()
    await asyncio.gather(*long)
    assert understanding.at_once == 1
