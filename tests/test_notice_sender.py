"""What people are told later: once each, though Telegram fails, the bot restarts or is busy."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from background import Background, going_on
from chatting import IDENTITY
from fakes import Refusal
from kept import ASKED, letter, occasion, until
from small_library import CORRECTED, LIBRARY, Understood, small_conversation, verdict
from telegram.error import NetworkError

from bot.conversation import Asked, Conversation, PausedConversation, WantedNotice, Wording
from bot.identity import Identity
from bot.storage import Locks
from bot.telegram.context import Context
from bot.telegram.notices import NoticeSender

say = Wording()
UNKNOWN = replace(ASKED, outcome="unknown", answered=(), text="погода", version="old")
CHOICES = replace(UNKNOWN, outcome="choices", offered=("seats", "name"))
ANSWERING = small_conversation(погода=verdict("answer", "seats", language="ru"))
"""The content once there is an answer."""
ALIYA, RUSLAN = 7, 8


class Changes(asyncio.Event):
    """Says of itself when somebody begins to wait for it: then a round of telling is over."""

    def __init__(self) -> None:
        super().__init__()
        self.awaited = asyncio.Event()

    async def wait(self) -> Any:
        """Wait for a change."""
        self.awaited.set()
        return await super().wait()


@dataclass
class Office(Background):
    """What tells people, with what lies around it."""

    conversation: Conversation = ANSWERING
    identity: Identity = IDENTITY
    changed: Changes = field(default_factory=Changes)
    name: str = "this process"
    is_night: bool = False

    async def waits(self, who: int, turn: str, asked: Asked = UNKNOWN, declines: bool = False) -> None:
        """Somebody has asked, and wants to be told when there is an answer."""
        address = self.identity.seal(who)
        then = occasion(turn, IDENTITY.code(who), message=12, address=address)
        await self.kept.records.keep([asked], then)
        if declines:
            await self.kept.records.log.decline(turn, IDENTITY.code(who))
        await self.kept.records.keep([WantedNotice(turn, True, "ru")], then)

    async def has(self, who: int, message: int, version: str = LIBRARY.version) -> None:
        """Somebody has got an answer on seats before."""
        sent = letter(message, IDENTITY.code(who), address=self.identity.seal(who), replied_to=message - 1)
        await self.kept.records.sent_messages.add([replace(sent, version=version)])

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Tell people until the end of the block."""
        context = Context(lambda: self.conversation, self.kept.records, IDENTITY, is_quiet=lambda: self.is_night)
        self.changed = Changes()
        telling = NoticeSender(context, self.bot, self.is_busy, self.changed, Locks(self.kept.sessions, self.name))
        async with going_on(telling.run, asyncio.Event()):
            yield

    async def ends_a_round(self) -> None:
        """Wait until all has been looked through and sent once."""
        async with asyncio.timeout(10):
            await self.changed.awaited.wait()

    async def tells_all(self) -> None:
        """Tell people until nothing is owed."""
        async with self.at_work():
            await self.ends_a_round()
            await until(lambda: self.kept.rows("notices"), lambda rows: rows == [])

    def sent(self) -> list[int]:
        """To whom something was sent, in order."""
        return [call.parameters["chat_id"] for call in self.telegram.calls if call.method == "sendMessage"]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with Office.over(tmp_path) as desk:
        yield desk


def sending(desk: Office) -> dict[str, Any]:
    """What was sent last."""
    return desk.telegram.calls[-1].parameters


async def test_who_waited_gets_the_answer_in_reply_to_their_own_question(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    await desk.tells_all()

    assert desk.sent() == [ALIYA]
    assert say("ru", "now-answered") in sending(desk)["text"]
    assert "<b>question of seats, ru</b>" in sending(desk)["text"]
    assert sending(desk)["reply_parameters"]["message_id"] == 12
    assert await desk.kept.rows("wishes") == []


async def test_who_wants_short_and_simple_answers_is_told_in_that_form_too(desk: Office) -> None:
    await desk.kept.records.people.choose_form(IDENTITY.code(ALIYA), True)
    for who, turn in ((ALIYA, "1f"), (RUSLAN, "2f")):
        await desk.waits(who, turn)
    await desk.tells_all()
    texts = [call.parameters["text"] for call in desk.telegram.calls if call.method == "sendMessage"]

    assert [say("ru", "simple-source") in text for text in texts] == [True, False]


async def test_an_answer_is_told_once_however_often_the_bot_starts_or_the_content_changes(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    for version in ("a", "b", "c"):
        desk.conversation = small_conversation(replace(LIBRARY, version=version), погода=verdict("answer", "seats"))
        await desk.tells_all()

    assert desk.sent() == [ALIYA]


async def test_an_edit_that_goes_live_meanwhile_is_looked_at_at_once(desk: Office) -> None:
    desk.conversation = small_conversation()
    await desk.waits(ALIYA, "1f")
    async with desk.at_work():
        await desk.ends_a_round()
        assert desk.sent() == []

        desk.conversation = small_conversation(CORRECTED, погода=verdict("answer", "seats"))
        desk.changed.set()
        await until(lambda: asyncio.sleep(0, desk.sent()), lambda sent: sent == [ALIYA])


@pytest.mark.parametrize("outcome", ["unknown", "choices", "chat"])
async def test_nobody_is_told_of_what_is_no_clear_answer(desk: Office, outcome: Understood) -> None:
    desk.conversation = small_conversation(погода=verdict(outcome, "seats"))
    await desk.waits(ALIYA, "1f")
    await desk.tells_all()

    assert desk.sent() == []
    assert len(await desk.kept.rows("wishes")) == 1


@pytest.mark.parametrize(("entry", "sent"), [("seats", []), ("name", []), ("vote", [ALIYA])])
async def test_what_somebody_has_declined_is_not_told_as_the_answer(desk: Office, entry: str, sent: list[int]) -> None:
    desk.conversation = small_conversation(погода=verdict("answer", entry))
    await desk.waits(ALIYA, "1f", CHOICES, declines=True)
    await desk.tells_all()

    assert desk.sent() == sent


async def test_who_got_the_earlier_answer_is_told_its_correction_once(desk: Office) -> None:
    desk.conversation = small_conversation(CORRECTED)
    await desk.has(ALIYA, 5)
    await desk.has(ALIYA, 7)
    await desk.has(RUSLAN, 5, version=CORRECTED.version)
    for _ in range(2):
        await desk.tells_all()

    text = sending(desk)["text"]
    assert desk.sent() == [ALIYA]
    assert text.startswith(f"<b>{say('ru', 'corrected')}</b>\n\ncorrection of seats, ru\n\n")
    assert sending(desk)["reply_parameters"]["message_id"] == 6


async def test_what_was_told_can_be_replied_to_and_corrected_like_any_answer(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    await desk.tells_all()
    [told] = await desk.kept.rows("letters")
    assert (told["entry"], told["turn"], told["asker"]) == ("seats", "1f", IDENTITY.code(ALIYA))
    assert await desk.kept.records.sent_messages.entry_of(IDENTITY.code(ALIYA), told["message"]) == "seats"

    desk.conversation = small_conversation(CORRECTED)
    await desk.tells_all()
    assert desk.sent() == [ALIYA, ALIYA]
    assert "correction of seats, ru" in sending(desk)["text"]


@pytest.mark.parametrize(
    "refusal",
    [Refusal(403, "Forbidden: bot was blocked by the user"), Refusal(400, "Bad Request: chat not found")],
)
async def test_what_telegram_refuses_is_not_tried_again_and_the_others_are_told(desk: Office, refusal: Refusal) -> None:
    await desk.waits(ALIYA, "1f")
    await desk.waits(RUSLAN, "2f")
    desk.telegram.will_answer("sendMessage", refusal)
    await desk.tells_all()

    assert desk.sent() == [ALIYA, RUSLAN]
    assert [row["asker"] for row in await desk.kept.rows("letters")] == [IDENTITY.code(RUSLAN)]


@pytest.mark.parametrize("fault", [NetworkError("away"), Refusal(502, "Bad Gateway"), Refusal(429, "Too Many", 1)])
async def test_while_telegram_is_away_what_is_owed_waits(desk: Office, fault: object) -> None:
    await desk.waits(ALIYA, "1f")
    await desk.waits(RUSLAN, "2f")
    desk.telegram.will_answer("sendMessage", fault)
    async with desk.at_work():
        await desk.ends_a_round()
    assert desk.sent() == [ALIYA]
    assert len(await desk.kept.rows("notices")) == 2

    await desk.tells_all()
    assert desk.sent() == [ALIYA, ALIYA, RUSLAN]


async def test_nobody_gets_two_notices_in_one_round(desk: Office) -> None:
    for turn in ("1f", "2f", "3f"):
        await desk.waits(ALIYA, turn)
    await desk.waits(RUSLAN, "4f")
    await desk.tells_all()

    assert desk.sent() == [ALIYA, RUSLAN, ALIYA, ALIYA]


async def test_whoever_asks_now_goes_first(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    desk.working = [True] * 5
    await desk.tells_all()

    assert (desk.working, desk.sent_while_busy) == ([], 0)
    assert desk.sent() == [ALIYA]


async def test_who_is_told_to_stop_while_busy_leaves_what_is_owed_for_the_next_start(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    desk.working = [True] * 10_000
    async with desk.at_work():
        await until(lambda: asyncio.sleep(0, len(desk.working)), lambda left: left < 10_000)

    assert desk.sent() == []
    assert len(await desk.kept.rows("notices")) == 1


async def test_an_address_that_another_key_has_sealed_leads_nowhere(desk: Office) -> None:
    desk.identity = Identity(b"another key")
    await desk.waits(ALIYA, "1f")
    await desk.tells_all()

    assert desk.sent() == []
    assert await desk.kept.rows("notices") == []


async def test_an_answer_that_was_removed_before_it_was_told_is_not_told(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    await desk.kept.records.notices.looked("1f", "newer", "removed")
    await desk.tells_all()

    assert desk.sent() == []


async def test_while_the_bot_is_paused_nothing_is_told_and_nothing_is_lost(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    desk.conversation = PausedConversation(ANSWERING, {})
    async with desk.at_work():
        await desk.ends_a_round()
        assert desk.sent() == []

    desk.conversation = ANSWERING
    await desk.tells_all()

    assert desk.sent() == [ALIYA]


async def test_who_has_cancelled_meanwhile_is_told_nothing(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    await desk.kept.records.notices.cancel(IDENTITY.code(ALIYA))
    await desk.tells_all()

    assert desk.sent() == []


async def test_nobody_is_woken_at_night_and_all_are_told_in_the_morning(desk: Office) -> None:
    await desk.waits(ALIYA, "1f")
    desk.is_night = True
    async with desk.at_work():
        await desk.ends_a_round()
        assert desk.sent() == []

    desk.is_night = False
    await desk.tells_all()
    assert desk.sent() == [ALIYA]
