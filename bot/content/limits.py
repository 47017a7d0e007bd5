"""What an id looks like, and how long the texts of an entry may be: for the forms of the files and of the desk."""

import re
from typing import Final

ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_ID: Final = 40  # ids travel in buttons and links, where Telegram allows 64 bytes with what stands before them
LONGEST_LABEL: Final = 25
LONGEST_LEAD: Final = 160
LONGEST_MARKED_LEAD: Final = LONGEST_LEAD + 4  # with two pairs of asterisks
LONGEST_ANSWER: Final = 450

_ID = re.compile(ID)


def is_id(text: str) -> bool:
    """Whether this is a valid id."""
    return len(text) <= LONGEST_ID and bool(_ID.fullmatch(text))
