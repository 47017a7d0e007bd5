"""Where things are kept: the inbox, and all that is kept of conversations, through SQLAlchemy."""

from bot.storage.database import DatabaseError, Sessions, migrate, open_engine, open_sessions
from bot.storage.desk import Desk
from bot.storage.grouping import Grouping, Shown, Ungrouped
from bot.storage.inbox import Inbox, Waiting
from bot.storage.leases import Leases
from bot.storage.letters import Letters
from bot.storage.log import QuestionLog
from bot.storage.notices import Notices
from bot.storage.people import People
from bot.storage.publications import Publications
from bot.storage.records import Records
from bot.storage.switches import Switches
from bot.storage.tables import Question

__all__ = [
    "DatabaseError",
    "Desk",
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
    "Sessions",
    "Shown",
    "Switches",
    "Ungrouped",
    "Waiting",
    "migrate",
    "open_engine",
    "open_sessions",
]
