"""The curators' desk as a conversation: groups, decisions and new entries as messages, in three languages."""

from bot.deskside.ports import DialoguesPort, Said
from bot.deskside.presses import DeskPress, desk_press_from
from bot.deskside.reports import checked, digest, faulty, rushing, stats
from bot.deskside.speaking import Curator, Say
from bot.deskside.talk import COMMANDS, Talk

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
