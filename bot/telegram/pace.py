"""How long the adapter of Telegram waits: between two tries, between two looks, and for the rest of a thought."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pace:
    """All in seconds."""

    repeat: float = 0.5
    """Before a request that failed on its way is made again; doubled after each try: 0.5, 1, 2, 4 in all under 8 s."""
    pause: float = 1.0
    """Between two tries of what Telegram could not be reached for even so; doubled after each,"""
    longest_pause: float = 15.0
    """up to this."""
    hold: int = 25
    """For which Telegram holds a request for updates open while nothing comes."""
    away: float = 2.0
    """Between two tries to read or write the inbox while that cannot be reached."""
    webhook: float = 15.0
    """Between two looks whether the webhook is still set."""
    moment: float = 1.2
    """Without another message, after which a thought is taken for finished."""
    notices: float = 1.0
    """Before the same person gets the next notice."""
    reports: float = 10.0
    """Between two looks at what the curators' chat is to be told; a faulty edit is known of within that."""


USUAL: Final = Pace()
