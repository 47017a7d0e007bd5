"""The switch with which operators pause the bot: every process reads it from the database each second."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.conversation import Conversation, PausedConversation
from bot.storage import Switches

log = structlog.get_logger()

SWITCH = "pause"
"""The switch's name. Its value: `on`, and `words` by language."""

EVERY = 1.0  # seconds


class PauseSwitch:
    """Puts a `PausedConversation` in place of the real one while the bot is paused. `resumed` is set when it ends."""

    def __init__(
        self, conversation: Callable[[], Conversation], switches: Switches, resumed: asyncio.Event, every: float = EVERY
    ) -> None:
        self._conversation = conversation
        self._switches = switches
        self._resumed = resumed
        self._every = every
        self._value: dict[str, Any] = {}
        self._standing_in: tuple[Conversation, PausedConversation] | None = None

    def paused(self) -> bool:
        return bool(self._value.get("on"))

    def conversation(self) -> Conversation:
        """The conversation to use now: the real one, or the one that says that the bot is paused."""
        conversation = self._conversation()
        if not self.paused():
            return conversation
        if self._standing_in is None or self._standing_in[0] is not conversation:
            self._standing_in = (conversation, PausedConversation(conversation, self._value.get("words", {})))
        return self._standing_in[1]

    async def look(self) -> None:
        """Read the switch, and log any change."""
        value = await self._switches.read(SWITCH)
        if value == self._value:
            return
        was_paused, self._value, self._standing_in = self.paused(), value, None
        if self.paused():
            log.warning("the bot is paused, and says so instead of answering")
        elif was_paused:
            log.warning("the bot answers again")
            self._resumed.set()

    async def follow(self) -> None:
        """Keep reading the switch until cancelled. If the database cannot be reached, the last value holds."""
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.look()
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the pause switch cannot be read", fault=type(fault).__name__)
