"""How often a running bot looks at each thing, and how long it takes until that counts as gone."""

from dataclasses import dataclass, field
from typing import Final

from bot.jobs import grouping, pause
from bot.monitoring import Limits
from bot.monitoring.metrics import DEAD
from bot.telegram.pace import Pace


@dataclass(frozen=True, slots=True)
class Intervals:
    """All in seconds."""

    grouping: float = grouping.EVERY
    """Between two looks at what has come, to put it into groups."""
    pause: float = pause.EVERY
    """Between two looks at the switch by which operators silence the bot."""
    dead: float | None = DEAD
    """After which a loop that stands still ends the process; `None`: never."""
    telegram: Pace = field(default_factory=Pace)
    limits: Limits = field(default_factory=Limits)


USUAL: Final = Intervals()
