"""What every handler needs: the content now served, what is kept, who somebody is, and the way to reply."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot, Update

from bot.conversation import Guide, Listener
from bot.settings import KAZAKHSTAN
from bot.telegram.event import Event
from bot.telegram.events import UNHEARD, Ear
from bot.telegram.ports import IdentityPort, RecordsPort
from bot.telegram.replies import Delivery


@dataclass(frozen=True, slots=True)
class Attending:
    """Attends to one thing that somebody did. `guide` gives the content now served."""

    guide: Callable[[], Guide]
    records: RecordsPort
    identity: IdentityPort
    ear: Ear = UNHEARD

    @property
    def delivery(self) -> Delivery:
        """The way to reply."""
        return Delivery(self.records, self.ear)

    def event(self, update: Update, bot: Bot) -> Event:
        """What an update says was done."""
        return Event(update, bot, self.identity)

    async def listener(self, event: Event) -> Listener:
        """Who is spoken to, today."""
        chosen = await self.records.people.language_of(event.asker)
        today = datetime.now(KAZAKHSTAN).date()
        return Listener(today, chosen, event.person.language_code, event.private)

    async def say(self, name: str, event: Event) -> None:
        """Say one sentence of the wording."""
        guide = self.guide()
        turn = guide.say(name, await self.listener(event))
        await self.delivery.deliver(turn, event, guide.library.version)
