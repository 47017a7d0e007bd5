"""Whether a message is nothing but links. The bot opens none, so there is nothing in it to understand."""

import re

_SITES = "kz|ru|com|org|net|info|me|io|gov|edu|tv|biz|by|uz|kg|su|app|dev|site|online|рф|қаз"
_LINK = rf"<?(?:(?:https?://|www\.)[^\s<>]+|(?:[\w-]+\.)+(?:{_SITES})(?:[/?#][^\s<>]*)?)>?[.,;:!?]*"
_LINKS = re.compile(rf"\s*{_LINK}(?:\s+{_LINK})*\s*", re.IGNORECASE)


def is_link_alone(text: str) -> bool:
    """Whether a text is a link or several, and no word beside them."""
    return _LINKS.fullmatch(text) is not None
