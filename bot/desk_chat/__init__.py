"""The curators' desk as a conversation: groups, decisions and new entries as messages, in three languages."""

from bot.desk_chat.cards import Curator, EntryDraftsPort, Said
from bot.desk_chat.desk_press import DeskPress, Say, desk_press_from
from bot.desk_chat.reports import check_report, digest, faulty, rushing, stats_report
from bot.desk_chat.talk import COMMANDS, DeskChat

__all__ = [
    "COMMANDS",
    "Curator",
    "DeskChat",
    "DeskPress",
    "EntryDraftsPort",
    "Said",
    "Say",
    "check_report",
    "desk_press_from",
    "digest",
    "faulty",
    "rushing",
    "stats_report",
]
