"""One interface to everything kept of conversations, and to what is kept about a person, under their code.

It also carries out the effects of a turn: what the conversation asks to be kept.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, bindparam, delete, func, select, tuple_, update
from sqlalchemy.orm import aliased

from bot.content import LANGUAGES, Language
from bot.conversation import (
    Asked,
    Chose,
    ChoseForm,
    Declined,
    Effect,
    Forgotten,
    Liked,
    Occasion,
    Preferences,
    Record,
    Shortened,
    WantedNotice,
)
from bot.storage.database import Sessions, insert_into
from bot.storage.notices import Notices
from bot.storage.questions import InlineChoices, QuestionLog
from bot.storage.queue import no_longer_shown
from bot.storage.sent_messages import SentMessages
from bot.storage.tables import OwedNotice, PersonRow, Question, Rating, SentMessageRow, WaitingWish

_SHOWN = 20  # newest questions shown to a person
_CHOICES = cast(Table, PersonRow.__table__)
_CHOSEN = select(_CHOICES.c.language, _CHOICES.c.simple, _CHOICES.c.shortened).where(
    _CHOICES.c.asker == bindparam("asker")
)
_ANSWER = tuple_(Rating.turn, Rating.entry)  # what a rating is about


class People:
    """What people chose for all answers, and everything else that is kept about a person."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def preferences_of(self, asker: str) -> Preferences:
        """What somebody chose for all answers."""
        async with self._sessions() as session:
            chosen = (await session.execute(_CHOSEN, {"asker": asker})).first()
        if chosen is None:
            return Preferences()
        language = next((language for language in LANGUAGES if language == chosen.language), None)
        return Preferences(language, chosen.simple, chosen.shortened)

    async def language_of(self, asker: str) -> Language | None:
        """The language that somebody chose, or `None`."""
        return (await self.preferences_of(asker)).language

    async def choose_language(self, asker: str, language: Language) -> None:
        await self._choose(asker, {"language": language}, {"language": language})

    async def choose_form(self, asker: str, simple: bool) -> None:
        """Keep whether somebody wants short and simple answers; what they asked for before that counts no longer."""
        chosen = {"simple": simple, "shortened": 0}
        await self._choose(asker, chosen, chosen)

    async def shortened(self, asker: str) -> None:
        """Count that somebody asked for a shorter answer."""
        await self._choose(asker, {"shortened": 1}, {"shortened": PersonRow.shortened + 1})

    async def _choose(self, asker: str, first: Mapping[str, Any], then: Mapping[str, Any]) -> None:
        now = datetime.now(UTC)
        async with self._sessions.begin() as session:
            row = insert_into(session, PersonRow).values(asker=asker, changed_at=now, **first)
            changed = {**then, "changed_at": now}
            await session.execute(row.on_conflict_do_update(index_elements=["asker"], set_=changed))

    async def record_of(self, asker: str) -> Record:
        """Everything that is kept about somebody, with their 20 newest questions."""
        chosen = await self.preferences_of(asker)
        mine = Question.asker == asker
        newest = select(Question.text).where(mine).order_by(Question.id.desc()).limit(_SHOWN)
        async with self._sessions() as session:
            since = await session.scalar(select(Question.asked_at).where(mine).order_by(Question.id).limit(1))
            return Record(
                questions=await session.scalar(_count(mine)) or 0,
                since=since.date() if since else None,
                latest=tuple(await session.scalars(newest)),
                ratings=await session.scalar(_count(Rating.asker == asker)) or 0,
                waiting=await session.scalar(_count(WaitingWish.asker == asker)) or 0,
                language=chosen.language,
                simple=chosen.simple,
                shortened=chosen.shortened,
            )

    async def forget(self, asker: str) -> None:
        """Delete everything that can be traced to somebody. Their questions stay as numbers, without the words."""
        async with self._sessions.begin() as session:
            for table in (PersonRow, SentMessageRow, WaitingWish, OwedNotice):
                await session.execute(delete(table).where(table.asker == asker))
            await session.execute(no_longer_shown(Question.asker == asker))
            await session.execute(
                update(Question).where(Question.asker == asker).values(asker="", text="", searched="", message=None)
            )
            await session.execute(delete(Rating).where(Rating.asker == "", _ANSWER.in_(_rated_by(asker))))
            await session.execute(update(Rating).where(Rating.asker == asker).values(asker=""))

    async def purge(self, days: int) -> None:
        """Delete which form of answers people want who chose it `days` days ago, and of whom no question is kept.

        The language that they chose stays.
        """
        before = datetime.now(UTC) - timedelta(days=days)
        asked = select(Question.asker).where(Question.asker == PersonRow.asker)
        gone = (PersonRow.changed_at < before, ~asked.exists())
        async with self._sessions.begin() as session:
            await session.execute(delete(PersonRow).where(*gone, PersonRow.language.is_(None)))
            await session.execute(update(PersonRow).where(*gone).values(simple=False, shortened=0))


def _rated_by(asker: str) -> Select[str, str]:
    """The answers that somebody rated. They may rate again after being forgotten: the buttons are still there."""
    theirs = aliased(Rating)
    return select(theirs.turn, theirs.entry).where(theirs.asker == asker)


def _count(condition: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(condition)


class Records:
    """The log, the people, the messages that the bot sent and the notices it owes."""

    def __init__(self, sessions: Sessions) -> None:
        self.log = QuestionLog(sessions)
        self.people = People(sessions)
        self.sent_messages = SentMessages(sessions)
        self.notices = Notices(sessions)
        self.inline_choices = InlineChoices(sessions)

    async def keep(self, effects: Iterable[Effect], occasion: Occasion) -> bool:
        """Carry out the effects of a turn; return whether all of them could be."""
        return all([await self._keep(effect, occasion) for effect in effects])

    async def _keep(self, effect: Effect, occasion: Occasion) -> bool:
        match effect:
            case Asked():
                await self.log.note(occasion, effect)
            case Declined(turn):
                await self.log.decline(turn, occasion.asker)
            case Chose(language):
                await self.people.choose_language(occasion.asker, language)
            case ChoseForm(simple):
                await self.people.choose_form(occasion.asker, simple)
            case Shortened():
                await self.people.shortened(occasion.asker)
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
        """Somebody has blocked the bot: delete their address and the notices they were owed."""
        await self.sent_messages.unreachable(asker)
        await self.notices.unreachable(asker)

    async def purge(self, days: int) -> None:
        """Delete what has expired; questions, ratings and inline choices expire after `days` days."""
        await self.log.purge(days)
        await self.people.purge(days)
        await self.sent_messages.purge()
        await self.notices.purge()
        await self.inline_choices.purge(days)
