"""Where things are kept: the inbox, the log of questions and what people chose, through SQLAlchemy."""

from bot.storage.database import DatabaseError, Sessions, migrate, open_engine, open_sessions
from bot.storage.inbox import Inbox, Waiting
from bot.storage.log import People, QuestionLog
from bot.storage.tables import Question

__all__ = [
    "DatabaseError",
    "Inbox",
    "People",
    "Question",
    "QuestionLog",
    "Sessions",
    "Waiting",
    "migrate",
    "open_engine",
    "open_sessions",
]
