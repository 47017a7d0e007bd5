"""The tables. Nothing in them names a person: people are codes, and their addresses are sealed (`bot.identity`)."""

from collections.abc import Iterator
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
    false,
    literal_column,
    true,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy import text as sql
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.matching.spelling import fold, words_of


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its time zone in Python. SQLite stores no zone, so it is added on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC for the database."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Add the time zone UTC if the database has dropped it."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Table(DeclarativeBase):
    """The base class of all tables."""


class InboxUpdate(Table):
    """An update from Telegram, from before it is confirmed until it is handled; after that only its number stays."""

    __tablename__ = "inbox"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    received_at: Mapped[datetime] = mapped_column(Moment)
    handled_at: Mapped[datetime | None] = mapped_column(Moment)
    error: Mapped[str | None] = mapped_column(Text)
    claimed_by: Mapped[str | None] = mapped_column(String(32))  # the process that handles it
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)  # when others may, if that process has died

    __table_args__ = (
        Index("inbox_waiting", "handled_at", "update_id"),
        Index("inbox_by_chat", "chat_id", "update_id"),
    )


class Lease(Table):
    """A task that only one of several processes over one database does at a time."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime] = mapped_column(Moment)


class Setting(Table):
    """A setting that an operator changed while the bot runs, for all its processes."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(Moment)


# Gaps that have no group yet. In plain SQL, so that each database sees that the index below covers them.
UNGROUPED = "group_id IS NULL AND text != '' AND (outcome = 'unknown' OR declined_at IS NOT NULL)"


class Question(Table):
    """A question, its outcome, and the version of the content that answered. `turn` names it in buttons."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn: Mapped[str] = mapped_column(String(32), unique=True)
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    asker: Mapped[str] = mapped_column(String(32), index=True)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(16), index=True)
    shown: Mapped[list[str]] = mapped_column(JSON)  # entries that answered it, or were offered as choices
    entries: Mapped[list[list[Any]]] = mapped_column(JSON)  # the nearest, each with its belief
    confidence: Mapped[float] = mapped_column(Float)
    version: Mapped[str] = mapped_column(String(16))
    declined_at: Mapped[datetime | None] = mapped_column(Moment)
    message: Mapped[int | None] = mapped_column(BigInteger)  # its number in its chat, to reply to it later
    group_id: Mapped[int | None] = mapped_column(Integer, index=True)  # of what means the same; NULL until known
    decision: Mapped[int | None] = mapped_column(Integer, index=True)  # the curator's decision that dealt with it
    nearest: Mapped[str | None] = mapped_column(String(64))  # the first of its entries
    searched: Mapped[str] = mapped_column(Text, server_default=literal_column("''"))  # its words, in lower case
    surface: Mapped[str | None] = mapped_column(String(8))  # where it was asked; `None` before that was kept

    __table_args__ = (
        Index("questions_ungrouped", "group_id", "id", sqlite_where=sql(UNGROUPED), postgresql_where=sql(UNGROUPED)),
    )


class InlineChoice(Table):
    """An answer that somebody put into a chat, from what they typed there or with *Share*. By whom is not kept."""

    __tablename__ = "inline_choices"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chosen_at: Mapped[datetime] = mapped_column(Moment, index=True)
    entry: Mapped[str] = mapped_column(String(64))
    shared: Mapped[bool] = mapped_column(Boolean)


class QuestionGroup(Table):
    """Questions that mean the same. `ruled_out` is the decision that keeps them off the queue, now and later."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ruled_out: Mapped[int | None] = mapped_column(Integer)
    owner: Mapped[str | None] = mapped_column(String(64))  # the curator who takes care of it
    note: Mapped[str | None] = mapped_column(Text)  # a curator's own words on it
    noted_at: Mapped[datetime | None] = mapped_column(Moment)


class Representative(Table):
    """A question that later ones are compared with, as the matcher read it. Its number is never used again."""

    __tablename__ = "representatives"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn: Mapped[str] = mapped_column(String(32), unique=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    model: Mapped[str] = mapped_column(String(64))  # the embedding model that made the vector
    vector: Mapped[bytes] = mapped_column(LargeBinary)  # numbers of two bytes each
    entries: Mapped[list[list[Any]]] = mapped_column(JSON)  # the nearest, each with its belief

    __table_args__ = ({"sqlite_autoincrement": True},)


class Rating(Table):
    """Somebody's rating of an answer: only the latest is kept."""

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
    """A message that the bot sent, kept while its question may be edited, or it may be replied to or corrected."""

    __tablename__ = "letters"

    place: Mapped[str] = mapped_column(String(32), primary_key=True)  # a code for the chat
    message: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)  # "" where it shows none
    standing: Mapped[bool] = mapped_column(Boolean)  # it shows this now; what it showed before may still be corrected
    replied_to: Mapped[int | None] = mapped_column(BigInteger)  # the number of the message it replies to
    turn: Mapped[str] = mapped_column(String(32))
    asker: Mapped[str] = mapped_column(String(32), index=True)
    language: Mapped[str | None] = mapped_column(String(2))
    version: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    address: Mapped[str | None] = mapped_column(Text)  # the chat's number, sealed

    __table_args__ = (Index("letters_replying", "place", "replied_to"),)


class WaitingWish(Table):
    """Somebody's wish to be told when there is an answer. `looked` is the version last searched for one."""

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
    """A notice that is still to be sent, once. `cause` is the turn of a wish, or the name of a correction."""

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
    """A correction whose notices are already recorded: it is sent once, however often the bot starts."""

    __tablename__ = "corrections"

    cause: Mapped[str] = mapped_column(String(96), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class PersonRow(Table):
    """A person, under their code: the language they chose, and whether they want short and simple answers.

    `shortened` counts how often they asked for a shorter answer, until they decide on one form for all.
    """

    __tablename__ = "people"

    asker: Mapped[str] = mapped_column(String(32), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(2))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    simple: Mapped[bool] = mapped_column(Boolean, server_default=false())
    shortened: Mapped[int] = mapped_column(Integer, server_default="0")


class CuratorVisit(Table):
    """When a curator last looked at the queue, and when they had looked on the visit before: `None` on the first."""

    __tablename__ = "visits"

    curator: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime | None] = mapped_column(Moment)
    last: Mapped[datetime] = mapped_column(Moment)


class MadeDecision(Table):
    """A curator's decision about some questions. Decisions are never deleted; undone ones are marked."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    decided_at: Mapped[datetime] = mapped_column(Moment)
    curator: Mapped[str] = mapped_column(String(64))
    verb: Mapped[str] = mapped_column(String(16))
    group_id: Mapped[int] = mapped_column(Integer, server_default="0")
    upto: Mapped[int] = mapped_column(Integer, server_default="0")  # the last question of the log that it deals with
    texts: Mapped[list[list[str]]] = mapped_column(JSON)
    entry: Mapped[str | None] = mapped_column(String(64))
    until: Mapped[datetime | None] = mapped_column(Moment)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # a whole new entry
    fields: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # an entry's new values
    moves: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))  # taken from where they stood
    applied: Mapped[bool] = mapped_column(Boolean, server_default=true())  # its edits are in the files
    audited: Mapped[int | None] = mapped_column(Integer, index=True)  # the drawn answer that it is about
    proposed_on: Mapped[str | None] = mapped_column(String(16), index=True)  # the content's version, if it had to wait
    accepted_by: Mapped[str | None] = mapped_column(String(64))  # the publisher
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)  # when it was carried out, if it had to wait
    refused: Mapped[str | None] = mapped_column(Text)  # why, in the publisher's words
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str | None] = mapped_column(String(64))


class AuditWeekRow(Table):
    """A week from whose answers a sample was drawn: how many there were, and by how many people."""

    __tablename__ = "audit_weeks"

    week: Mapped[str] = mapped_column(String(10), primary_key=True)  # its Monday: 2026-03-02
    drawn_at: Mapped[datetime] = mapped_column(Moment)
    answers: Mapped[int] = mapped_column(Integer)
    people: Mapped[int] = mapped_column(Integer)


class AuditedAnswer(Table):
    """An answer that was drawn. When its question is deleted, its `turn` is too; the rest stays for the figures."""

    __tablename__ = "audited"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    week: Mapped[str] = mapped_column(String(10), index=True)
    part: Mapped[str] = mapped_column(String(8))
    turn: Mapped[str | None] = mapped_column(String(32), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    entry: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(16))


class MadeEdit(Table):
    """A decision's edit of a file, so that it can be undone byte for byte. `bot.storage.versions` reads and writes it.

    `before` is the whole file, or empty: then it is what the edit `base`, `base_number` left. `after` is the difference
    to it. `steps` counts the differences since a whole file; in rows from before there were any it is `None`, and
    `before` and `after` are the bytes themselves. `result` is the sum of what the file held after the edit.
    """

    __tablename__ = "edits"

    decision: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    file: Mapped[str] = mapped_column(Text)
    before: Mapped[bytes] = mapped_column(LargeBinary)
    after: Mapped[bytes] = mapped_column(LargeBinary)
    base: Mapped[int | None] = mapped_column(Integer)
    base_number: Mapped[int | None] = mapped_column(Integer)
    steps: Mapped[int | None] = mapped_column(Integer)
    result: Mapped[str | None] = mapped_column(String(32), index=True)


class PublishedVersion(Table):
    """A version of the content that went live, or that was saved without being served, so that nothing is lost."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[str] = mapped_column(String(16))
    published_at: Mapped[datetime] = mapped_column(Moment)
    served: Mapped[bool] = mapped_column(Boolean)


class KeptContent(Table):
    """The files of a version, byte for byte, as a ZIP file; stored once, however often the version is published."""

    __tablename__ = "contents"

    version: Mapped[str] = mapped_column(String(16), primary_key=True)
    files: Mapped[bytes] = mapped_column(LargeBinary)


class DraftRow(Table):
    """What a curator has written in a form: of a new entry, for a group or none, or changes of an entry.

    Its number is never used again: forms that are still open carry it.
    """

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    group_id: Mapped[int] = mapped_column(Integer, index=True)  # 0: for no group
    upto: Mapped[int] = mapped_column(Integer)
    entry: Mapped[str] = mapped_column(String(64))
    page: Mapped[str] = mapped_column(String(200))
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    base: Mapped[dict[str, str]] = mapped_column(JSON)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    begun_by: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(Integer)
    ended_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    how: Mapped[str] = mapped_column(String(16))
    decision: Mapped[int | None] = mapped_column(Integer)  # that published it

    __table_args__ = ({"sqlite_autoincrement": True},)


class EntryDraftRow(Table):
    """Where a curator's writing in Telegram has come to: at most one for each curator."""

    __tablename__ = "dialogues"

    curator: Mapped[str] = mapped_column(String(64), primary_key=True)  # the name that stands on the trail
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(Moment)


class ConsoleLogin(Table):
    """Somebody who is logged into the console. `key` is the hash of the session's id, which only their browser has."""

    __tablename__ = "console_logins"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64))  # as it stands on the trail
    telegram: Mapped[int | None] = mapped_column(BigInteger)  # `None`: they came by a link, on the bot's own machine
    until: Mapped[datetime] = mapped_column(Moment)


class UsedSignature(Table):
    """The hash of a login that Telegram signed and somebody used; kept until it would expire anyway."""

    __tablename__ = "used_signatures"

    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment)


class EntryAgeRow(Table):
    """Since when an entry says what it says; `at_least` if that is the day on which the bot first looked."""

    __tablename__ = "entry_ages"

    entry: Mapped[str] = mapped_column(String(64), primary_key=True)
    said: Mapped[str] = mapped_column(String(64))  # names what it says
    since: Mapped[datetime] = mapped_column(Moment)
    at_least: Mapped[bool] = mapped_column(Boolean)


class ToldCurators(Table):
    """A report that the curators' chat gets once. If not `sent`, a process began to send it at the moment `at`."""

    __tablename__ = "told"

    name: Mapped[str] = mapped_column(String(96), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    sent: Mapped[bool] = mapped_column(Boolean)


def searched(text: str) -> str:
    """The words of a text in lower case, with Kazakh letters replaced as on a Russian keyboard."""
    return " ".join(words_of(fold(text)))


def tables_with_indexes() -> Iterator[tuple[SqlTable, list[Index]]]:
    """Each table after those that it points to, with its indexes in the order in which the migrations make them.

    Of two indexes that would do for a query, SQLite takes the later.
    """
    models = {mapper.local_table: mapper.class_ for mapper in Table.registry.mappers}
    for table in Table.metadata.sorted_tables:
        named = [part for part in getattr(models[table], "__table_args__", ()) if isinstance(part, Index)]
        columns = [*table.columns]
        yield table, [*sorted(table.indexes - {*named}, key=lambda index: columns.index(index.columns[0])), *named]
