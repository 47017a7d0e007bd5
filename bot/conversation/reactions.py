"""Which messages in a group get a reaction in place of a reply: nobody there wants to read "you're welcome"."""

from collections.abc import Mapping
from typing import Literal

Reaction = Literal["👍", "👌"]

_REACTIONS: Mapping[str, Reaction] = {"thanks": "👍", "farewell": "👍", "agreement": "👌"}


def reaction_to(kind: str, text: str) -> Reaction | None:
    """The reaction to small talk of a kind; `None` if it wants words. A message without words has no kind."""
    if not kind:
        return None if "?" in text else "👌"
    return _REACTIONS.get(kind)
