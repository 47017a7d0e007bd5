"""One interface to everything kept of conversations, and to what is kept about a person, under their code.

The bot's sent messages, with what each replies to and which entry it shows, are kept while that matters. Records also
carry out the effects of a turn: what the conversation asks to be kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, Update, bindparam, delete, func, select, tuple_, update
from sqlalchemy.orm import aliased

from bot.content import LANGUAGES, Language
from bot.conversation import (
    CORRECTING,
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
    SentMessage,
    Shortened,
    WantedNotice,
)
from bot.storage.database import Sessions, insert_if_new, insert_into
from bot.storage.notices import Notices
from bot.storage.questions import InlineChoices, QuestionLog
from bot.storage.queue import no_longer_shown
from bot.storage.tables import OwedNotice, PersonRow, Question, Rating, SentMessageRow, WaitingWish

_TABLE = cast(Table, SentMessageRow.__table__)
_AT_ONCE = 3  # answers in one reply at most


class SentMessages:
    """The bot's own messages, by their chat (a code) and number."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def sent(self, letters: Sequence[SentMessage]) -> None:
        """Record messages just sent. Nothing is known of them yet, so that one statement is enough."""
        if letters:
            async with self._sessions.begin() as session:
                await session.execute(insert_if_new(session, _TABLE), [_values(letter) for letter in letters])

    async def add(self, letters: Sequence[SentMessage]) -> None:
        """Record messages that were sent or changed. What one showed before is kept, but marked as no longer shown."""
        async with self._sessions.begin() as session:
            for letter in letters:
                same = (
                    SentMessageRow.place == letter.place,
                    SentMessageRow.message == letter.message,
                    SentMessageRow.standing,
                )
                replied_to = letter.replied_to or await session.scalar(select(SentMessageRow.replied_to).where(*same))
                await session.execute(_no_longer(letter.place, [letter.message]))
                values = _values(replace(letter, replied_to=replied_to))
                row = insert_into(session, SentMessageRow).values(values)
                kept = row.on_conflict_do_update(index_elements=["place", "message", "entry"], set_=values)
                await session.execute(kept)

    async def entry_of(self, place: str, message: int) -> str | None:
        """The entry that one of the bot's messages shows; `None` if it shows none."""
        shown = (SentMessageRow.place == place, SentMessageRow.message == message, SentMessageRow.standing)
        async with self._sessions() as session:
            return await session.scalar(select(SentMessageRow.entry).where(*shown)) or None

    async def shown_lately(self, place: str, since: datetime) -> str | None:
        """The first entry that the bot's latest reply in a chat shows, if it was sent since then."""
        shown = (SentMessageRow.place == place, SentMessageRow.entry != "", SentMessageRow.standing)
        query = select(SentMessageRow.turn, SentMessageRow.entry).where(*shown, SentMessageRow.sent_at >= since)
        async with self._sessions() as session:
            rows = (await session.execute(query.order_by(SentMessageRow.sent_at.desc()).limit(_AT_ONCE))).all()
        latest = [row.entry for row in rows if row.turn == rows[0].turn]
        return latest[-1] if latest else None

    async def turn_of(self, place: str, message: int) -> str | None:
        """The turn that sent one of the bot's messages; `None` if that is not known."""
        known = (SentMessageRow.place == place, SentMessageRow.message == message, SentMessageRow.standing)
        async with self._sessions() as session:
            return await session.scalar(select(SentMessageRow.turn).where(*known))

    async def shown_since(self, place: str, asker: str, asked: Asked, since: datetime) -> int | None:
        """The number of the latest message that has shown somebody this very answer since then, if any does.

        It has to be of the same version of the content: the answer may have been mended meanwhile.
        """
        theirs = (SentMessageRow.place == place, SentMessageRow.asker == asker, SentMessageRow.standing)
        shown = (SentMessageRow.entry == asked.answered[0], SentMessageRow.language == asked.language)
        lately = (SentMessageRow.version == asked.version, SentMessageRow.sent_at >= since)
        query = select(SentMessageRow.message).where(*theirs, *shown, *lately)
        async with self._sessions() as session:
            return await session.scalar(query.order_by(SentMessageRow.message.desc()).limit(1))

    async def replies_to(self, place: str, message: int) -> Sequence[SentMessage]:
        """The bot's replies to somebody's message, in the order in which they were sent."""
        mine = (SentMessageRow.place == place, SentMessageRow.replied_to == message, SentMessageRow.standing)
        query = select(SentMessageRow).where(*mine).order_by(SentMessageRow.message)
        async with self._sessions() as session:
            return [_letter(row) for row in await session.scalars(query)]

    async def blank(self, place: str, message: int) -> None:
        """Record that a message has become a list: it shows no entry now, but still replies to the same question."""
        shown = (SentMessageRow.place == place, SentMessageRow.message == message, SentMessageRow.standing)
        async with self._sessions() as session:
            row = await session.scalar(select(SentMessageRow).where(*shown, SentMessageRow.entry != ""))
        if row:
            await self.add([replace(_letter(row), entry=None, language=None, address=None)])

    async def drop(self, place: str, messages: Sequence[int]) -> None:
        """Record that messages were deleted."""
        async with self._sessions.begin() as session:
            await session.execute(_no_longer(place, messages))

    async def unreachable(self, asker: str) -> None:
        """Delete the address of somebody who has blocked the bot."""
        theirs = update(SentMessageRow).where(SentMessageRow.asker == asker)
        async with self._sessions.begin() as session:
            await session.execute(theirs.values(address=None))

    async def purge(self) -> None:
        """Delete messages sent so long ago that they are no longer corrected (`CORRECTING` days)."""
        old = delete(SentMessageRow).where(SentMessageRow.sent_at < datetime.now(UTC) - timedelta(days=CORRECTING))
        async with self._sessions.begin() as session:
            await session.execute(old)


def _no_longer(place: str, messages: Sequence[int]) -> Update:
    shown = update(SentMessageRow).where(SentMessageRow.place == place, SentMessageRow.message.in_(messages))
    return shown.values(standing=False)


def _values(letter: SentMessage) -> dict[str, Any]:
    known = {field.name: getattr(letter, field.name) for field in fields(SentMessage)}
    return known | {"entry": letter.entry or "", "standing": True, "sent_at": datetime.now(UTC)}


def _letter(row: SentMessageRow) -> SentMessage:
    return SentMessage(
        row.place,
        row.message,
        row.turn,
        row.asker,
        row.version,
        row.replied_to,
        row.entry or None,
        row.language,  # type: ignore[arg-type]  # only the bot's own three are ever written
        row.address,
    )


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
