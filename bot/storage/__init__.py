"""Storage: the inbox, and everything that is kept of conversations, in a database through SQLAlchemy."""

from bot.storage.database import (
    AwayError,
    DatabaseError,
    Sessions,
    UnreachableError,
    migrate,
    open_engine,
    open_sessions,
)
from bot.storage.decisions import DeskStore
from bot.storage.drafts import EntryDrafts
from bot.storage.inbox import Inbox, Waiting, Write
from bot.storage.locks import ConsoleLogins, Locks, Switches, ToldOnce
from bot.storage.notices import Notices
from bot.storage.questions import InlineChoices, QuestionLog, most_asked
from bot.storage.queue import GroupStore, KnownQuestion, QueueTending, Rushes, Ungrouped
from bot.storage.records import People, Records, SentMessages
from bot.storage.tables import Question
from bot.storage.versions import Versions

__all__ = [
    "AwayError",
    "ConsoleLogins",
    "DatabaseError",
    "DeskStore",
    "EntryDrafts",
    "GroupStore",
    "Inbox",
    "InlineChoices",
    "KnownQuestion",
    "Locks",
    "Notices",
    "People",
    "Question",
    "QuestionLog",
    "QueueTending",
    "Records",
    "Rushes",
    "SentMessages",
    "Sessions",
    "Switches",
    "ToldOnce",
    "Ungrouped",
    "UnreachableError",
    "Versions",
    "Waiting",
    "Write",
    "migrate",
    "most_asked",
    "open_engine",
    "open_sessions",
]
