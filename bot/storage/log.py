"""The log of questions, and what people chose. Only codes for people, only scrubbed text."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.conversation import Asked
from bot.conversation.privacy import scrub
from bot.knowledge import LANGUAGES, Language
from bot.storage.database import Sessions
from bot.storage.tables import Person, Question


class QuestionLog:
    """What was asked and what came of it."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def note(self, turn: str, asker: str, asked: Asked) -> None:
        """Write a question down, once for a turn, however often it is handled."""
        row = insert(Question).values(
            turn=turn,
            asked_at=datetime.now(UTC),
            asker=asker,
            language=asked.language,
            text=scrub(asked.text),
            outcome=asked.outcome,
            shown=[*asked.answered, *asked.offered],
            entries=[[name, round(belief, 4)] for name, belief in asked.entries],
            confidence=round(asked.confidence, 4),
            version=asked.version,
        )
        async with self._sessions.begin() as session:
            await session.execute(row.on_conflict_do_nothing())

    async def decline(self, turn: str, asker: str) -> None:
        """Note that the asker wanted none of the choices offered in that turn."""
        row = update(Question).where(Question.turn == turn, Question.asker == asker)
        async with self._sessions.begin() as session:
            await session.execute(row.values(declined_at=datetime.now(UTC)))

    async def unanswered(self) -> Sequence[Question]:
        """Questions that got no answer, or of whose choices none was wanted; the newest first."""
        query = select(Question).where(or_(Question.outcome == "unknown", Question.declined_at.is_not(None)))
        async with self._sessions() as session:
            return (await session.scalars(query.order_by(Question.asked_at.desc(), Question.id.desc()))).all()

    async def purge(self, days: int) -> None:
        """Delete questions older than so many days."""
        old = delete(Question).where(Question.asked_at < datetime.now(UTC) - timedelta(days=days))
        async with self._sessions.begin() as session:
            await session.execute(old)


class People:
    """What people chose."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def language_of(self, asker: str) -> Language | None:
        """The language somebody chose, if they did."""
        async with self._sessions() as session:
            chosen = await session.scalar(select(Person.language).where(Person.asker == asker))
        return next((language for language in LANGUAGES if language == chosen), None)

    async def choose_language(self, asker: str, language: Language) -> None:
        """Keep somebody's choice of a language."""
        now = datetime.now(UTC)
        row = insert(Person).values(asker=asker, language=language, changed_at=now)
        kept = row.on_conflict_do_update(index_elements=["asker"], set_={"language": language, "changed_at": now})
        async with self._sessions.begin() as session:
            await session.execute(kept)
