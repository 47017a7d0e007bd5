"""The tables. Nothing in them names a person: who asked is a code, where to reach them is sealed (`bot.identity`)."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
    true,
)
from sqlalchemy import text as sql
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.matching.spelling import fold, words_of


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware on both sides. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Table(DeclarativeBase):
    """What the tables share."""


class InboxUpdate(Table):
    """An update from Telegram, from before it is confirmed until it is handled; then only its number stays."""

    __tablename__ = "inbox"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    received_at: Mapped[datetime] = mapped_column(Moment)
    handled_at: Mapped[datetime | None] = mapped_column(Moment)
    error: Mapped[str | None] = mapped_column(Text)
    claimed_by: Mapped[str | None] = mapped_column(String(32))  # the process that handles it
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)  # when others may, if that has died

    __table_args__ = (
        Index("inbox_waiting", "handled_at", "update_id"),
        Index("inbox_by_chat", "chat_id", "update_id"),
    )


class Lease(Table):
    """Something that one process at a time does, of several over one database."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime] = mapped_column(Moment)


class Setting(Table):
    """Something that an operator has set while the bot runs, for all its processes."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(Moment)


# Of gaps, those that have no group yet. In plain SQL, so that each database sees that the index is meant for them.
UNGROUPED = "group_id IS NULL AND text != '' AND (outcome = 'unknown' OR declined_at IS NOT NULL)"


class Question(Table):
    """A question asked, what came of it, and which content answered. `turn` names it in buttons."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn: Mapped[str] = mapped_column(String(32), unique=True)
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    asker: Mapped[str] = mapped_column(String(32), index=True)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(16), index=True)
    shown: Mapped[list[str]] = mapped_column(JSON)  # answered with, or offered as choices
    entries: Mapped[list[list[Any]]] = mapped_column(JSON)  # the nearest, each with the belief in it
    confidence: Mapped[float] = mapped_column(Float)
    version: Mapped[str] = mapped_column(String(16))
    declined_at: Mapped[datetime | None] = mapped_column(Moment)
    message: Mapped[int | None] = mapped_column(BigInteger)  # its number in its chat, to reply to it later
    group_id: Mapped[int | None] = mapped_column(Integer, index=True)  # of what means the same; not found out yet: NULL
    decision: Mapped[int | None] = mapped_column(Integer, index=True)  # a curator's, that dealt with it
    nearest: Mapped[str | None] = mapped_column(String(64))  # the first of its entries
    searched: Mapped[str] = mapped_column(Text, server_default=literal_column("''"))  # its words, in small letters

    __table_args__ = (
        Index("questions_ungrouped", "group_id", "id", sqlite_where=sql(UNGROUPED), postgresql_where=sql(UNGROUPED)),
    )


class QuestionGroup(Table):
    """Questions that mean the same. `ruled_out` is the decision that keeps all of it out, now and later."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ruled_out: Mapped[int | None] = mapped_column(Integer)


class Representative(Table):
    """A question that later ones are compared with, as it was read. Its number is never given to another."""

    __tablename__ = "representatives"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn: Mapped[str] = mapped_column(String(32), unique=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    model: Mapped[str] = mapped_column(String(64))  # the embedding model that the vector is of
    vector: Mapped[bytes] = mapped_column(LargeBinary)  # numbers of two bytes each
    entries: Mapped[list[list[Any]]] = mapped_column(JSON)  # the nearest, each with the belief in it

    __table_args__ = ({"sqlite_autoincrement": True},)


class Rating(Table):
    """What somebody said of an answer: one rating an answer, the latest."""

    __tablename__ = "ratings"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn: Mapped[str] = mapped_column(String(32))
    entry: Mapped[str] = mapped_column(String(64))
    asker: Mapped[str] = mapped_column(String(32), index=True)
    liked: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str | None] = mapped_column(String(16))
    rated_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("asker", "turn", "entry"),)


class SentMessageRow(Table):
    """A message of the bot's that stands in a chat, for as long as somebody may edit, answer or be wronged by it."""

    __tablename__ = "letters"

    place: Mapped[str] = mapped_column(String(32), primary_key=True)  # a code for the chat
    message: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)  # "" where it shows none
    standing: Mapped[bool] = mapped_column(Boolean)  # it shows that now; what it showed may yet be corrected
    replied_to: Mapped[int | None] = mapped_column(BigInteger)  # the number of the message it replies to
    turn: Mapped[str] = mapped_column(String(32))
    asker: Mapped[str] = mapped_column(String(32), index=True)
    language: Mapped[str | None] = mapped_column(String(2))
    version: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    address: Mapped[str | None] = mapped_column(Text)  # the chat's number, sealed

    __table_args__ = (Index("letters_replying", "place", "replied_to"),)


class WaitingWish(Table):
    """Somebody wants to be told when there is an answer. `looked` is the version last looked through for one."""

    __tablename__ = "wishes"

    turn: Mapped[str] = mapped_column(String(32), primary_key=True)
    asker: Mapped[str] = mapped_column(String(32), index=True)
    address: Mapped[str] = mapped_column(Text)
    message: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    declined: Mapped[list[str]] = mapped_column(JSON)
    looked: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(Moment)


class OwedNotice(Table):
    """A message to be sent, once: `cause` is the turn of a wish, or a correction."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    cause: Mapped[str] = mapped_column(String(96))
    turn: Mapped[str] = mapped_column(String(32))
    asker: Mapped[str] = mapped_column(String(32), index=True)
    address: Mapped[str] = mapped_column(Text)
    message: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(2))
    entry: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("cause", "asker"),)


class SeenCorrection(Table):
    """A correction whose notices have been made out: it is told once, however often the bot starts."""

    __tablename__ = "corrections"

    cause: Mapped[str] = mapped_column(String(96), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class PersonRow(Table):
    """What somebody chose, under their code."""

    __tablename__ = "people"

    asker: Mapped[str] = mapped_column(String(32), primary_key=True)
    language: Mapped[str] = mapped_column(String(2))
    changed_at: Mapped[datetime] = mapped_column(Moment)


class MadeDecision(Table):
    """What a curator decided of some questions. Nothing is deleted here: what is taken back is marked so."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    decided_at: Mapped[datetime] = mapped_column(Moment)
    curator: Mapped[str] = mapped_column(String(64))
    verb: Mapped[str] = mapped_column(String(16))
    group_id: Mapped[int] = mapped_column(Integer, server_default="0")
    upto: Mapped[int] = mapped_column(Integer, server_default="0")  # the last question in the log that it deals with
    texts: Mapped[list[list[str]]] = mapped_column(JSON)
    entry: Mapped[str | None] = mapped_column(String(64))
    until: Mapped[datetime | None] = mapped_column(Moment)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # an entry written whole
    applied: Mapped[bool] = mapped_column(Boolean, server_default=true())  # its edits are in the files
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str | None] = mapped_column(String(64))


class MadeEdit(Table):
    """What a decision changed: a file's bytes before and after, so that it can be taken back byte for byte."""

    __tablename__ = "edits"

    decision: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    file: Mapped[str] = mapped_column(Text)
    before: Mapped[bytes] = mapped_column(LargeBinary)
    after: Mapped[bytes] = mapped_column(LargeBinary)


class PublishedVersion(Table):
    """A version of the content that went live, or that was put by unserved so that nothing of it is lost."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[str] = mapped_column(String(16))
    published_at: Mapped[datetime] = mapped_column(Moment)
    served: Mapped[bool] = mapped_column(Boolean)


class KeptContent(Table):
    """The files of a version, byte for byte, as a ZIP file: once, however often the version was published."""

    __tablename__ = "contents"

    version: Mapped[str] = mapped_column(String(16), primary_key=True)
    files: Mapped[bytes] = mapped_column(LargeBinary)


class EntryDraftRow(Table):
    """An entry that a curator is in the middle of writing in Telegram: one for each of them."""

    __tablename__ = "dialogues"

    curator: Mapped[str] = mapped_column(String(64), primary_key=True)  # the name that stands on the trail
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(Moment)


class ToldCurators(Table):
    """Something that the curators' chat is told once. Not `sent` yet: somebody began to at that moment."""

    __tablename__ = "told"

    name: Mapped[str] = mapped_column(String(96), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    sent: Mapped[bool] = mapped_column(Boolean)


def searched(text: str) -> str:
    """The words of a text in small letters, Kazakh ones written as on a Russian keyboard."""
    return " ".join(words_of(fold(text)))
