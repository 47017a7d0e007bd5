"""A bot besieged: real handlers, a real database and Telegram's own parser in one process."""

import asyncio
import contextlib
import itertools
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

from chatting import IDENTITY, Chat
from fakes import application_over
from kept import kept_in
from small_library import LIBRARY, SAY, Told
from staffed import staff_over
from strict_telegram import StrictTelegram

from bot.conversation import Conversation
from bot.matching import Verdict
from bot.telegram.context import Context
from bot.telegram.handlers import Handlers
from bot.telegram.questions import Continuations, Prefetch

T = TypeVar("T")


class Fickle(Told):
    """An understanding that says of any text what it is told to."""

    def __init__(self, meaning: Verdict) -> None:
        super().__init__({})
        self._meaning = meaning

    def remembers(self, text: str) -> bool:
        """Nothing: each is asked for anew."""
        return False

    def understand(self, text: str) -> Verdict:
        """The same of everything."""
        return self._meaning


class Siege:
    """A bot, and everybody who tries it. In each example it is somebody whom the bot has never met."""

    def __init__(self, runner: asyncio.Runner, chat: Chat, telegram: StrictTelegram, faults: list[Exception]) -> None:
        self._runner = runner
        self._telegram = telegram
        self._faults = faults
        self._numbers = itertools.count(1_000_000)
        self.chat = chat

    def means(self, meaning: Verdict) -> None:
        """Let all that is said from now on mean the same."""
        self.chat.conversation = Conversation(LIBRARY, Fickle(meaning), SAY, 30)

    def number(self) -> int:
        """A number for a person, or an update, that there has not been."""
        return next(self._numbers)

    def happens(self, doing: Coroutine[Any, Any, T]) -> T:
        """Let something be done. The bot does not fall, and Telegram accepts all that it says."""
        self._telegram.calls.clear()
        result = self._runner.run(doing)
        assert (self._faults, self._telegram.refused) == ([], [])
        return result

    @property
    def made(self) -> list[str]:
        """Which calls the bot made then."""
        return self.chat.methods()

    def told(self, who: int) -> list[str]:
        """What somebody was told then."""
        sent = [call.parameters for call in self._telegram.calls if call.method == "sendMessage"]
        return [parameters["text"] for parameters in sent if parameters["chat_id"] == who]


@contextlib.contextmanager
def besieged(folder: Path) -> Iterator[Siege]:
    """A bot with a new database in a folder."""
    telegram, faults = StrictTelegram(), []  # type: tuple[StrictTelegram, list[Exception]]
    application = application_over(telegram)

    async def note(_: object, context: Any) -> None:
        faults.append(context.error)

    application.add_error_handler(note)
    with asyncio.Runner() as runner, contextlib.ExitStack() as stack:
        kept = _entered(kept_in(folder), runner, stack)
        chat = Chat(_entered(application, runner, stack), telegram, kept)
        context = Context(lambda: chat.conversation, kept.records, IDENTITY)
        continuations, prefetch = Continuations(kept.inbox, asyncio.Event()), Prefetch(context.conversation)
        Handlers(context, continuations, prefetch, staff_over(kept)).register(application)
        yield Siege(runner, chat, telegram, faults)


def _entered(
    context: contextlib.AbstractAsyncContextManager[T], runner: asyncio.Runner, stack: contextlib.ExitStack
) -> T:
    """Enter what only a loop can enter, and leave it with the others."""
    stack.callback(lambda: runner.run(context.__aexit__(None, None, None)))
    return runner.run(context.__aenter__())
