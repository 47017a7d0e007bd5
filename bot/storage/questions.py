"""The log of questions, how people rated the answers, which answers they chose inline, and what is asked most.

It holds only codes for people, and only scrubbed text.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any, cast

from sqlalchemy import Table, Text, delete, func, insert, or_, select, update

from bot.content import LANGUAGES
from bot.conversation import Asked, Before, LastQuestion, Liked, MostAsked, Occasion
from bot.conversation.catalogue import FEWEST
from bot.conversation.privacy import scrub
from bot.conversation.turns import LIKELY, SAID
from bot.conversation.typeahead import goes_back, goes_on
from bot.desk import Past, Result
from bot.storage.database import Sessions, insert_if_new, insert_into
from bot.storage.queue import no_longer_shown
from bot.storage.tables import InlineChoice, Question, Rating, searched

_TABLE = cast(Table, Question.__table__)
_LATELY = 10  # messages looked back at for the latest answer
_HERE = or_(Question.surface.is_(None), Question.surface == "private")
_TYPING = timedelta(minutes=1)  # within which a text goes on with the one typed before it
_CHOOSING = timedelta(minutes=10)  # within which an answer is chosen from what was offered


class QuestionLog:
    """Questions, their outcomes and the ratings of their answers."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def note(self, occasion: Occasion, asked: Asked) -> None:
        """Log a question, once per turn. If the turn exists, its asker has edited the question, so replace it."""
        text = scrub(asked.text)
        values = {
            "language": asked.language,
            "text": text,
            "outcome": asked.outcome,
            "shown": [*asked.answered, *asked.offered],
            "entries": [[name, round(belief, 4)] for name, belief in asked.entries],
            "confidence": round(asked.confidence, 4),
            "version": asked.version,
            "declined_at": None,
            "message": occasion.message,
            "nearest": asked.entries[0][0] if asked.entries else None,
            "searched": searched(text),
            "surface": occasion.surface,
            "group_id": None,
            "decision": None,
        }
        new = {"turn": occasion.turn, "asked_at": occasion.at, "asker": occasion.asker}
        async with self._sessions.begin() as session:
            put = insert_if_new(session, _TABLE).returning(_TABLE.c.id)
            if await session.scalar(put, new | values) is None:
                same = (Question.turn == occasion.turn, Question.asker == occasion.asker)
                await session.execute(no_longer_shown(*same, Question.text != text))
                await session.execute(update(Question).where(*same).values(values))

    async def typed(self, occasion: Occasion, asked: Asked, chosen: bool = False) -> bool:
        """Log what somebody types in another chat; return whether it is a new question.

        Telegram passes it on at each pause, half a word first. What goes on with the text before takes its place, so
        that of all that is typed for one question the last is kept, and it is kept at once. `chosen`: this is what was
        typed when they sent an answer.
        """
        columns = (Question.turn, Question.text, Question.asked_at)
        inline = (Question.asker == occasion.asker, Question.surface == "inline")
        async with self._sessions() as session:
            query = select(*columns).where(*inline).order_by(Question.id.desc()).limit(1)
            last = (await session.execute(query)).first()
        text = scrub(asked.text)
        if last and last.text and occasion.at - last.asked_at <= (_CHOOSING if chosen else _TYPING):
            known = goes_back(last.text, text)
            if known and not chosen:
                return False
            if known or goes_on(last.text, text):
                await self.note(replace(occasion, turn=last.turn), asked)
                return False
        await self.note(occasion, asked)
        return True

    async def decline(self, turn: str, asker: str) -> None:
        """Record that the asker wanted none of the choices offered in that turn."""
        row = update(Question).where(Question.turn == turn, Question.asker == asker)
        async with self._sessions.begin() as session:
            await session.execute(row.values(declined_at=datetime.now(UTC)))

    async def text_of(self, turn: str, asker: str) -> str:
        """What somebody asked in a turn; empty if that is not kept, or was somebody else."""
        query = select(Question.text).where(Question.turn == turn, Question.asker == asker)
        async with self._sessions() as session:
            return await session.scalar(query) or ""

    async def last_of(self, asker: str) -> LastQuestion | None:
        """Somebody's latest question in their own chat; `None` if they have none."""
        columns = (Question.text, Question.asked_at, Question.outcome, Question.shown)
        query = select(*columns).where(Question.asker == asker, _HERE).order_by(Question.id.desc()).limit(1)
        async with self._sessions() as session:
            row = (await session.execute(query)).first()
        if row is None:
            return None
        return LastQuestion(row.text, row.asked_at, tuple(row.shown) if row.outcome == "answer" else ())

    async def on_screen(self, asker: str, since: datetime) -> Before | None:
        """What somebody got in their own chat since then: the latest answer, and the choices nothing came after.

        `None` if they got nothing.
        """
        lately = (Question.asker == asker, _HERE, Question.asked_at >= since)
        query = select(*_ON_SCREEN).where(*lately).order_by(Question.id.desc()).limit(_LATELY)
        async with self._sessions() as session:
            rows = (await session.execute(query)).all()
        return _on_screen(rows)

    async def offered_in(self, turn: str) -> Before | None:
        """The choices that a turn offered; `None` if it offered none."""
        async with self._sessions() as session:
            row = (await session.execute(select(*_ON_SCREEN).where(Question.turn == turn))).first()
        found = _on_screen([row]) if row else None
        return found if found and found.offered else None

    async def rate(self, asker: str, liked: Liked) -> None:
        """Record somebody's rating of an answer, in place of any earlier one. `None` for `liked` deletes it."""
        same = (Rating.asker == asker, Rating.turn == liked.turn, Rating.entry == liked.entry)
        async with self._sessions.begin() as session:
            if liked.liked is None:
                await session.execute(delete(Rating).where(*same))
                return
            values = {"liked": liked.liked, "reason": liked.reason, "rated_at": datetime.now(UTC)}
            row = insert_into(session, Rating).values(asker=asker, turn=liked.turn, entry=liked.entry, **values)
            kept = row.on_conflict_do_update(index_elements=["asker", "turn", "entry"], set_=values)
            await session.execute(kept)

    async def unanswered(self) -> Sequence[Question]:
        """Questions that got no answer, or whose offered choices were all declined; the newest first."""
        open_ones = or_(Question.outcome == "unknown", Question.declined_at.is_not(None))
        query = select(Question).where(open_ones, Question.text != "")
        async with self._sessions() as session:
            return (await session.scalars(query.order_by(Question.asked_at.desc(), Question.id.desc()))).all()

    async def past(self, days: int, limit: int) -> list[Past]:
        """The distinct texts asked in the last `days` days, the newest first, each with its latest result."""
        since = datetime.now(UTC) - timedelta(days=days)
        counted = (
            select(func.max(Question.id).label("newest"), func.count(Question.asker.distinct()).label("people"))
            .where(Question.text != "", Question.asked_at >= since)
            .group_by(Question.text)
            .order_by(func.max(Question.id).desc())
            .limit(limit)
            .subquery()
        )
        query = select(Question, counted.c.people).join(counted, Question.id == counted.c.newest)
        async with self._sessions() as session:
            rows = await session.execute(query.order_by(Question.id.desc()))
            return [_past(question, people) for question, people in rows]

    async def purge(self, days: int) -> None:
        """Delete questions and ratings older than `days` days."""
        before = datetime.now(UTC) - timedelta(days=days)
        async with self._sessions.begin() as session:
            await session.execute(no_longer_shown(Question.asked_at < before))
            await session.execute(delete(Question).where(Question.asked_at < before))
            await session.execute(delete(Rating).where(Rating.rated_at < before))


_ON_SCREEN = (
    Question.turn, Question.outcome, Question.shown, Question.declined_at, Question.language, Question.confidence,
    Question.text,
)  # fmt: skip


def _on_screen(rows: Sequence[Any]) -> Before | None:
    """What is left on the screen of what was said lately, newest first."""
    if not rows:
        return None
    asked = [row for row in rows if row.outcome != "chat" or row.shown]  # small talk leaves all as it was
    offers = bool(asked) and asked[0].outcome == "choices" and asked[0].declined_at is None
    is_about = offers and _is_about(asked[0])
    answer: list[str] = [] if is_about else next((row.shown for row in asked[offers:] if _is_about(row)), [])
    offered, turn = (tuple(asked[0].shown), asked[0].turn) if offers else ((), "")
    language = next(one for one in LANGUAGES if one == rows[0].language)
    unknown = list(takewhile(lambda row: row.outcome == "unknown" and not row.shown, asked))
    texts = tuple(row.text for row in asked)
    said, earlier = texts[: len(unknown) + 1], texts[len(unknown) + 1 :][:SAID]
    last = asked[len(unknown)] if len(unknown) < len(asked) else None
    is_all = last is not None and last.outcome == "unknown"
    return Before(tuple(answer), "", offered, turn, language, said, earlier, is_all)


def _is_about(row: Any) -> bool:
    """Whether what was said later may go on about it: an answer, what came nearest, or a likely lone choice.

    Nobody declined that choice.
    """
    is_alone = row.outcome == "choices" and len(row.shown) == 1 and row.declined_at is None and row.confidence >= LIKELY
    return is_alone or row.outcome in ("answer", "gap", "chat") or (row.outcome == "unknown" and bool(row.shown))


def _past(question: Question, people: int) -> Past:
    ranking = tuple((name, belief) for name, belief in question.entries)
    return Past(question.text, people, Result(question.outcome, tuple(question.shown), ranking))


_A_WEEK = timedelta(days=7)


class InlineChoices:
    """The answers that people chose inline. Nothing says who chose them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def add(self, entry: str, shared: bool) -> None:
        """Record that an answer was put into a chat; `shared`: from under the same answer, by its button."""
        row = insert(InlineChoice).values(entry=entry, shared=shared, chosen_at=datetime.now(UTC))
        async with self._sessions.begin() as session:
            await session.execute(row)

    async def purge(self, days: int) -> None:
        """Delete what is older than `days` days."""
        old = delete(InlineChoice).where(InlineChoice.chosen_at < datetime.now(UTC) - timedelta(days=days))
        async with self._sessions.begin() as session:
            await session.execute(old)


async def most_asked(sessions: Sessions, now: datetime) -> tuple[MostAsked, ...]:
    """The entries that answered `FEWEST` people or more in the seven days before `now`, the most asked first.

    A person counts once for each entry, however often they ask.
    """
    within = (Question.asked_at >= now - _A_WEEK, Question.outcome == "answer", Question.asker != "")
    shown = Question.shown.cast(Text)  # not every database tells JSON apart, but all do text
    async with sessions() as session:
        rows = (await session.execute(select(Question.asker, shown).where(*within).distinct())).all()
    answered = {(asker, entry) for asker, entries in rows for entry in json.loads(entries)}
    people = Counter(entry for _, entry in answered)
    ranked = sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MostAsked(entry, count) for entry, count in ranked if count >= FEWEST)
