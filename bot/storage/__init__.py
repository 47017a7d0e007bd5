"""Where things are kept: the inbox, and all that is kept of conversations, through SQLAlchemy."""

from bot.storage.database import (
    DatabaseError,
    Sessions,
    UnreachableError,
    migrate,
    open_engine,
    open_migrated,
    open_sessions,
)
from bot.storage.decisions import Desk, Dialogues
from bot.storage.groups import Grouping, Shown, Ungrouped
from bot.storage.inbox import Inbox, Waiting
from bot.storage.locks import Leases, Switches, Told
from bot.storage.notices import Notices
from bot.storage.people import People
from bot.storage.questions import QuestionLog
from bot.storage.queue import Rushes
from bot.storage.records import Records
from bot.storage.sent_messages import Letters
from bot.storage.tables import Question
from bot.storage.versions import Publications

__all__ = [
    "DatabaseError",
    "Desk",
    "Dialogues",
    "Grouping",
    "Inbox",
    "Leases",
    "Letters",
    "Notices",
    "People",
    "Publications",
    "Question",
    "QuestionLog",
    "Records",
    "Rushes",
    "Sessions",
    "Shown",
    "Switches",
    "Told",
    "Ungrouped",
    "UnreachableError",
    "Waiting",
    "migrate",
    "open_engine",
    "open_migrated",
    "open_sessions",
]
