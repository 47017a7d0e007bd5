"""What is begun before an update is safe: the understanding of a question, and nothing that anybody sees."""

import asyncio
from typing import Any

import pytest
from fakes import ME, message_update
from small_library import LIBRARY, SAY, Told
from test_intake import Shelf

from bot.conversation import Conversation
from bot.matching import Verdict
from bot.telegram.questions import Prefetch
from bot.telegram.update_filter import Intake

QUESTION = "how many deputies"


class Listening(Told):
    """An understanding that counts what it is asked."""

    def __init__(self) -> None:
        super().__init__({})
        self.heard: list[str] = []

    def remembers(self, text: str) -> bool:
        """Nothing: each is asked for anew."""
        return False

    def understand(self, text: str) -> Verdict:
        """Nothing, but it has been asked."""
        self.heard.append(text)
        return Verdict("unknown", (), (), 0.0, "en")


def _conversation(understanding: Listening) -> Conversation:
    return Conversation(LIBRARY, understanding, SAY, 365)


def _asked(number: int, text: str = QUESTION, **message: Any) -> dict[str, Any]:
    update = message_update(number, text)
    update["message"] |= message
    return update


async def test_a_question_is_understood_once_though_it_is_begun_before_it_is_safe() -> None:
    understanding = Listening()
    conversation = _conversation(understanding)
    prefetch = Prefetch(lambda: conversation)
    prefetch.begin([_asked(1)])
    heard = await prefetch.hear(1, conversation, QUESTION)
    assert (heard.text, understanding.heard) == (QUESTION, [QUESTION])


async def test_what_was_begun_over_other_content_is_not_used() -> None:
    earlier, now = Listening(), Listening()
    prefetch = Prefetch(lambda: _conversation(earlier))
    prefetch.begin([_asked(1)])
    await prefetch.hear(1, _conversation(now), QUESTION)
    assert now.heard == [QUESTION]


async def test_what_was_begun_for_another_text_is_not_used() -> None:
    understanding = Listening()
    conversation = _conversation(understanding)
    prefetch = Prefetch(lambda: conversation)
    prefetch.begin([_asked(1, "something else")])
    assert (await prefetch.hear(1, conversation, QUESTION)).text == QUESTION


async def test_commands_groups_and_presses_are_not_begun() -> None:
    understanding = Listening()
    conversation = _conversation(understanding)
    prefetch = Prefetch(lambda: conversation)
    command = [{"type": "bot_command", "offset": 0, "length": 5}]
    prefetch.begin([_asked(1, "/help", entities=command), _asked(2, chat={"id": -5, "type": "group"})])
    prefetch.begin([{"update_id": 3, "callback_query": {"id": "1", "from": {"id": 5}}}])
    await asyncio.sleep(0.05)
    assert understanding.heard == []


async def test_no_more_is_begun_than_is_handled_side_by_side() -> None:
    understanding = Listening()
    conversation = _conversation(understanding)
    prefetch = Prefetch(lambda: conversation)
    prefetch.begin(_asked(number) for number in range(100))
    await asyncio.sleep(0.1)
    assert len(understanding.heard) == 8


async def test_nobody_is_told_of_what_could_not_be_committed() -> None:
    expected: list[Any] = []
    told: list[Any] = []
    intake = Intake(Shelf(faults=1).put, ME, told.append, expected.append)
    with pytest.raises(OSError, match="disk is full"):
        await intake.take([_asked(1)])
    assert (len(expected), told) == (1, [])


async def test_what_was_understood_before_waits_for_nobody_who_computes() -> None:
    class Remembering(Listening):
        def remembers(self, text: str) -> bool:
            return text in self.heard

    conversation = _conversation(Remembering())
    prefetch = Prefetch(lambda: conversation)
    assert not prefetch.hear(1, conversation, QUESTION).done()
    await asyncio.sleep(0.05)

    assert prefetch.hear(2, conversation, QUESTION).done()
