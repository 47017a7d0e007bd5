"""A thought that comes in several messages: what is waited for, how long, and what ends it; by a clock that jumps."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from fakes import STARTED, without_waiting

from bot.storage import Waiting
from bot.telegram.questions import Continuations

CHAT = 7
MOMENT = 3.3


class Behind:
    """An inbox of what came behind the first message."""

    def __init__(self) -> None:
        self.kept: list[Waiting] = []

    async def behind(self, update_id: int, chat: int, limit: int) -> list[Waiting]:
        """What waits there."""
        later = (one for one in self.kept if one.update_id > update_id and one.chat_id == chat)
        return list(later)[:limit]


def text(number: int, words: str = "и ещё", after: int = 0, chat: int = CHAT, **more: Any) -> Waiting:
    """A message that came so many seconds after the first one was sent."""
    message = {"message_id": number, "date": STARTED + after, "text": words, "entities": [], **more}
    return Waiting(number, chat, {"update_id": number, "message": message})


def not_text(number: int, kind: str = "message") -> Waiting:
    """Anything else that a person does."""
    return Waiting(number, CHAT, {"update_id": number, kind: {"date": STARTED, "unreadable": "picture"}})


@dataclass(frozen=True, slots=True)
class Heard:
    """How a thought was heard out: its further messages, the second at which it was, the updates handled with it."""

    words: list[str]
    at: float
    joined: list[int]


def hear_out(*coming: tuple[float, Waiting], age: float = 0.0) -> Heard:
    """Hear a thought out whose first message is update 1, while others come at their seconds."""
    inbox = Behind()
    continuations = Continuations(inbox, asyncio.Event())  # type: ignore[arg-type]  # they look behind alone

    async def come(at: float, update: Waiting) -> None:
        await asyncio.sleep(at)
        inbox.kept.append(update)
        continuations.arrived([update.chat_id])

    async def run() -> Heard:
        comings = [asyncio.create_task(come(at, update)) for at, update in coming if at]
        inbox.kept += [update for at, update in coming if not at]
        begun = asyncio.get_running_loop().time()
        more = await continuations.more(1, CHAT, STARTED, STARTED + age)
        at = round(asyncio.get_running_loop().time() - begun, 2)
        for one in comings:
            one.cancel()
        return Heard([message["text"] for message in more], at, continuations.joined(1))

    return without_waiting(run())


def test_who_writes_no_more_is_waited_for_a_moment() -> None:
    assert hear_out() == Heard([], MOMENT, [1])


def test_each_message_more_is_given_a_moment_again() -> None:
    coming = [(1.0, text(2, "и", 1)), (2.0, text(3, "ещё", 2))]

    assert hear_out(*coming) == Heard(["и", "ещё"], 2.0 + MOMENT, [1, 2, 3])


def test_what_came_already_is_read_too() -> None:
    assert hear_out((0, text(2, "и")), (0, text(3, "ещё"))) == Heard(["и", "ещё"], MOMENT, [1, 2, 3])


def test_what_comes_after_the_moment_is_another_thought() -> None:
    assert hear_out((3.6, text(2, "поздно", 4))) == Heard([], MOMENT, [1])


@pytest.mark.parametrize("words", ["когда?", "сейчас.", "да!", "вот…", "«когда?»"])
def test_a_mark_at_the_end_ends_the_thought_at_once(words: str) -> None:
    coming = [(0.5, text(2, words)), (0.6, text(3, "другое"))]

    assert hear_out(*coming) == Heard([words], 0.5, [1, 2])


@pytest.mark.parametrize(
    "ending",
    [
        not_text(3),
        not_text(3, "callback_query"),
        not_text(3, "edited_message"),
        text(3, "/topics", entities=[{"type": "bot_command", "offset": 0, "length": 7}]),
        text(3, "поздно", after=6),
    ],
)
def test_whatever_does_not_go_on_ends_the_thought_and_stays_to_be_handled(ending: Waiting) -> None:
    coming = [(0.5, text(2, "и", 1)), (0.7, ending), (0.8, text(4, "ещё", 1))]

    assert hear_out(*coming) == Heard(["и"], 0.7, [1, 2])


@pytest.mark.parametrize(("apart", "words"), [(4, ["и", "ещё"]), (5, ["и"])])
def test_messages_of_one_thought_were_sent_within_four_seconds_of_each_other(apart: int, words: list[str]) -> None:
    coming = [(0, text(2, "и", 2)), (0, text(3, "ещё", 2 + apart))]

    assert hear_out(*coming).words == words


def test_five_messages_more_are_enough() -> None:
    coming = [(0.1 * number, text(number, str(number))) for number in range(2, 20)]

    assert hear_out(*coming) == Heard(["2", "3", "4", "5", "6"], 0.6, [1, 2, 3, 4, 5, 6])


def test_after_fifteen_seconds_nobody_is_waited_for_any_longer() -> None:
    coming = [(3.2 * number, text(number + 1, str(number), 3 * number)) for number in range(1, 6)]

    assert hear_out(*coming) == Heard(["1", "2", "3", "4"], 15.0, [1, 2, 3, 4, 5])


@pytest.mark.parametrize(("age", "at"), [(10.0, MOMENT), (10.1, 0.0), (86_400.0, 0.0)])
def test_who_wrote_long_ago_is_not_still_typing(age: float, at: float) -> None:
    assert hear_out(age=age).at == at


def test_what_was_written_long_ago_in_one_go_is_still_one_thought() -> None:
    assert hear_out((0, text(2, "и", 1)), age=3600.0) == Heard(["и"], 0.0, [1, 2])


def test_other_chats_do_not_go_on_with_it() -> None:
    assert hear_out((0.5, text(2, "другой", chat=8))) == Heard([], MOMENT, [1])


def with_thoughts(doing: Callable[[Continuations, Behind], Any]) -> Any:
    """Do something with thoughts over an inbox, on the jumping clock."""

    async def run() -> Any:
        inbox = Behind()
        return await doing(Continuations(inbox, asyncio.Event()), inbox)  # type: ignore[arg-type]  # they look behind alone

    return without_waiting(run())


def test_what_was_handled_together_is_said_once() -> None:
    async def doing(continuations: Continuations, inbox: Behind) -> list[list[int]]:
        inbox.kept.append(text(2))
        await continuations.more(1, CHAT, STARTED, STARTED)
        return [continuations.joined(1), continuations.joined(1), continuations.joined(5)]

    assert with_thoughts(doing) == [[1, 2], [1], [5]]


def test_who_waits_is_counted_and_others_hear_that_they_may_go_on() -> None:
    async def run() -> list[Any]:
        freed = asyncio.Event()
        continuations = Continuations(Behind(), freed)  # type: ignore[arg-type]  # they look behind alone
        waits = [asyncio.create_task(continuations.more(1, chat, STARTED, STARTED)) for chat in (7, 8)]
        await freed.wait()
        await asyncio.sleep(0.1)
        meanwhile = continuations.holding
        await asyncio.gather(*waits)
        return [meanwhile, continuations.holding]

    assert without_waiting(run()) == [2, 0]


def test_who_is_told_to_stop_meanwhile_leaves_nothing_held() -> None:
    async def doing(continuations: Continuations, _: Behind) -> tuple[int, list[int]]:
        waiting = asyncio.create_task(continuations.more(1, CHAT, STARTED, STARTED))
        await asyncio.sleep(0.5)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return continuations.holding, continuations.joined(1)

    assert with_thoughts(doing) == (0, [1])
