"""Suggest what a curator probably meant by an id that does not exist."""

import difflib
from collections.abc import Iterable

from bot.content.told import told

_MANY = 12  # a longer list of ids helps nobody to find one


def near_id(written: str, known: Iterable[str]) -> str | None:
    """The id that a wrong one resembles, if there is one."""
    return next(iter(difflib.get_close_matches(written, sorted(filter(None, known)), n=1, cutoff=0.7)), None)


def suggestion(written: str, known: Iterable[str], every: bool = False) -> str:
    """How to mend a wrong id: the one that it resembles, or all there are if they are few, or if `every` one helps."""
    known = sorted(filter(None, known))
    if near := near_id(written, known):
        return told("mend-did-you-mean", near=near)
    return told("mend-known", known=", ".join(known)) if every or 0 < len(known) <= _MANY else told("mend-unknown-id")
