"""What is kept about a person, under their code: the language they chose, and all else, to be shown or deleted."""

from datetime import UTC, datetime
from typing import cast

from sqlalchemy import ColumnElement, Select, Table, bindparam, delete, func, select, tuple_, update
from sqlalchemy.orm import aliased

from bot.content import LANGUAGES, Language
from bot.conversation import Record
from bot.storage.database import Sessions, insert_into
from bot.storage.queue import no_longer_shown
from bot.storage.tables import OwedNotice, PersonRow, Question, Rating, SentMessageRow, WaitingWish

_SHOWN = 20  # of the newest questions
_CHOICES = cast(Table, PersonRow.__table__)
_LANGUAGE = select(_CHOICES.c.language).where(_CHOICES.c.asker == bindparam("asker"))
_ANSWER = tuple_(Rating.turn, Rating.entry)  # what a rating is about


class People:
    """What people chose, and what is kept about them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def language_of(self, asker: str) -> Language | None:
        """The language somebody chose, if they did."""
        async with self._sessions() as session:
            chosen = await session.scalar(_LANGUAGE, {"asker": asker})
        return next((language for language in LANGUAGES if language == chosen), None)

    async def choose_language(self, asker: str, language: Language) -> None:
        """Keep somebody's choice of a language."""
        now = datetime.now(UTC)
        async with self._sessions.begin() as session:
            row = insert_into(session, PersonRow).values(asker=asker, language=language, changed_at=now)
            changed = {"language": language, "changed_at": now}
            await session.execute(row.on_conflict_do_update(index_elements=["asker"], set_=changed))

    async def record_of(self, asker: str) -> Record:
        """All that is kept about somebody."""
        language = await self.language_of(asker)
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
                language=language,
            )

    async def forget(self, asker: str) -> None:
        """Leave nothing that joins to somebody. Their questions stay as numbers, without their words."""
        async with self._sessions.begin() as session:
            for table in (PersonRow, SentMessageRow, WaitingWish, OwedNotice):
                await session.execute(delete(table).where(table.asker == asker))
            await session.execute(no_longer_shown(Question.asker == asker))
            await session.execute(
                update(Question).where(Question.asker == asker).values(asker="", text="", searched="", message=None)
            )
            await session.execute(delete(Rating).where(Rating.asker == "", _ANSWER.in_(_rated_by(asker))))
            await session.execute(update(Rating).where(Rating.asker == asker).values(asker=""))


def _rated_by(asker: str) -> Select[str, str]:
    """The answers that somebody has rated. One already forgotten may be rated anew: the buttons still stand there."""
    theirs = aliased(Rating)
    return select(theirs.turn, theirs.entry).where(theirs.asker == asker)


def _count(condition: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(condition)
