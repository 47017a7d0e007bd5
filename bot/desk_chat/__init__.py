"""The curators' desk as a conversation: groups, decisions and new entries as messages, in three languages."""

from bot.desk_chat.curator import Curator, DialoguesPort, Said, Say
from bot.desk_chat.desk_buttons import DeskPress, desk_press_from
from bot.desk_chat.reports import checked, digest, faulty, rushing, stats
from bot.desk_chat.talk import COMMANDS, Talk

__all__ = [
    "COMMANDS",
    "Curator",
    "DeskPress",
    "DialoguesPort",
    "Said",
    "Say",
    "Talk",
    "checked",
    "desk_press_from",
    "digest",
    "faulty",
    "rushing",
    "stats",
]
