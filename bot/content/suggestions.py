"""Suggest what a curator probably meant by an id that does not exist."""

import difflib
from collections.abc import Iterable

_MANY = 12  # a longer list of ids helps nobody to find one


def suggestion(written: str, known: Iterable[str]) -> str:
    """How to mend a wrong id: the one that it resembles, or all there are if they are few."""
    known = sorted(filter(None, known))
    near = difflib.get_close_matches(written, known, n=1, cutoff=0.7)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known: {', '.join(known)}." if 0 < len(known) <= _MANY else "Write an id that exists."
