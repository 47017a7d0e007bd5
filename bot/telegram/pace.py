"""How long the Telegram room waits: between two tries, between two checks, and for the rest of a thought."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times, all in seconds."""

    repeat: float = 0.5
    """Before a request that failed on the way is repeated; doubled after each try: 0.5, 1, 2, 4; in all under 8 s."""
    pause: float = 1.0
    """Before work is tried again if Telegram cannot be reached even so; doubled after each try,"""
    longest_pause: float = 15.0
    """up to this many seconds."""
    hold: int = 25
    """For how long Telegram holds a request for updates open while nothing comes."""
    away: float = 2.0
    """Between two tries to read or write the inbox while it cannot be reached."""
    lock: float = 5.0
    """Between two times that the one process that polls renews its lock on that, and that the others ask for it."""
    webhook: float = 15.0
    """Between two checks whether the webhook is still set."""
    moment: float = 3.3
    """If no other message comes for this long, a thought counts as finished: many need three seconds for the next."""
    notices: float = 1.0
    """Before the same person gets the next notice."""
    reports: float = 10.0
    """Between two checks for something to report to the curators' chat; a faulty edit is reported within that time."""


USUAL: Final = Pace()
