"""Where things are kept: the inbox, and all that is kept of conversations, through SQLAlchemy."""

from bot.storage.away import UnreachableError
from bot.storage.database import DatabaseError, Sessions, migrate, open_engine, open_migrated, open_sessions
from bot.storage.desk import Desk
from bot.storage.dialogues import Dialogues
from bot.storage.grouping import Grouping, Shown, Ungrouped
from bot.storage.inbox import Inbox, Waiting
from bot.storage.leases import Leases
from bot.storage.letters import Letters
from bot.storage.log import QuestionLog
from bot.storage.notices import Notices
from bot.storage.people import People
from bot.storage.publications import Publications
from bot.storage.records import Records
from bot.storage.rushes import Rushes
from bot.storage.switches import Switches
from bot.storage.tables import Question
from bot.storage.told import Told

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
