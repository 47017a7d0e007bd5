"""Take personal data out of what people write, and names out of who wrote it, before anything is stored."""

import hashlib
import hmac
import re

# What stands in for what was taken out. A word in all three languages would be read as part of the question.
REMOVED = "▮▮▮"

_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+")
# A run of digits as people write numbers: with spaces, dashes, dots and brackets between them.
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[\s().–—-]{0,3}\d){8,}(?!\d)")


def scrub(text: str) -> str:
    """Remove e-mail addresses and every number of nine digits or more: IINs, phones, cards, accounts.

    Law numbers, dates, years and counts have fewer digits and stay.
    """
    return _NUMBER.sub(REMOVED, _EMAIL.sub(REMOVED, text))


def pseudonym(person: int, key: bytes) -> str:
    """A code for a person: the same for the same key, and no way back without it (HMAC-SHA256, 32 hex digits)."""
    return hmac.new(key, str(person).encode(), hashlib.sha256).hexdigest()[:32]
