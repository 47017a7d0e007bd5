"""All that is kept of conversations, behind one door: carries out what a turn asks to be kept."""

from collections.abc import Iterable

from bot.conversation import Asked, Chose, Declined, Effect, Forgotten, Liked, Occasion, WantedNotice
from bot.storage.database import Sessions
from bot.storage.notices import Notices
from bot.storage.people import People
from bot.storage.questions import QuestionLog
from bot.storage.sent_messages import SentMessages


class Records:
    """The log, the people, the bot's letters and the notices it owes."""

    def __init__(self, sessions: Sessions) -> None:
        self.log = QuestionLog(sessions)
        self.people = People(sessions)
        self.sent_messages = SentMessages(sessions)
        self.notices = Notices(sessions)

    async def keep(self, effects: Iterable[Effect], occasion: Occasion) -> bool:
        """Carry out what a turn asks for. Whether all of it could be."""
        return all([await self._keep(effect, occasion) for effect in effects])

    async def _keep(self, effect: Effect, occasion: Occasion) -> bool:
        match effect:
            case Asked():
                await self.log.note(occasion, effect)
            case Declined(turn):
                await self.log.decline(turn, occasion.asker)
            case Chose(language):
                await self.people.choose_language(occasion.asker, language)
            case Liked():
                await self.log.rate(occasion.asker, effect)
            case WantedNotice(turn, True, language):
                address = occasion.address
                return address is not None and await self.notices.want(turn, occasion.asker, address, language)
            case WantedNotice(turn):
                await self.notices.unwant(turn, occasion.asker)
            case Forgotten():
                await self.people.forget(occasion.asker)
        return True

    async def unreachable(self, asker: str) -> None:
        """Somebody has blocked the bot: forget where they could be reached, and what they were to be told."""
        await self.sent_messages.unreachable(asker)
        await self.notices.unreachable(asker)

    async def purge(self, days: int) -> None:
        """Delete what is older than it may be; questions and ratings after so many days."""
        await self.log.purge(days)
        await self.sent_messages.purge()
        await self.notices.purge()
