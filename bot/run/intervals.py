"""How often a running bot checks things, and after how long each counts as failed."""

from dataclasses import dataclass, field
from typing import Final

from bot.jobs import grouping, live_content, pause, refresh, replication
from bot.monitoring import Limits
from bot.monitoring.metrics import DEAD
from bot.storage.database import BUSY
from bot.telegram.timing import Pace


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals and limits, all in seconds."""

    grouping: float = grouping.EVERY
    """Between two looks for new questions to put into groups."""
    ages: float = refresh.AGES_EVERY
    """Between two looks at whether other content is served, to note since when entries say what they say."""
    edit: float = live_content.QUIET
    """Without another change in the content's files, after which an edit counts as finished."""
    looking: float = live_content.ANYWAY
    """Between two looks at these files while no change is reported."""
    replication: float = replication.EVERY
    """Between two looks at what other processes have published."""
    figures: float = refresh.FIGURES_EVERY
    """Between two looks at the figures that everybody may see."""
    pause: float = pause.EVERY
    """Between two looks at the switch with which operators pause the bot."""
    popularity: float = refresh.POPULARITY_EVERY
    """Between two counts of what is asked most."""
    site: float = refresh.PICTURES_EVERY
    """Between two looks at a site on another server, whose pictures are shared."""
    busy: float = BUSY
    """For which a SQLite file that another program holds is waited for at a time."""
    statement: float = 15.0
    """That PostgreSQL may take for a statement, before it counts as unreachable; ours take well under one."""
    dead: float | None = DEAD
    """After which a loop that stands still ends the process; `None`: never."""
    telegram: Pace = field(default_factory=Pace)
    limits: Limits = field(default_factory=Limits)


USUAL: Final = Intervals()
