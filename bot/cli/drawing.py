"""Make the files of a site one by one. Drawing is most of the work, so a large site's cards are drawn on every core."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bot.site import SiteFile
from bot.site.addresses import CARD, PHOTO

_MANY = 2000  # cards; for fewer, a start of more processes takes longer than it saves
_AT_ONCE = 512  # cards that are drawn before any of them is written: about 30 MB
_SHARE = 32  # cards that a process takes at a time; an even number, since it draws the two of an answer as one


def made(files: Sequence[SiteFile], many: int = _MANY, processes: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Each file's address and content, the cards last. `many`: from how many cards on, other processes draw them."""
    cards = [file for file in files if file.address.endswith((CARD, PHOTO))]
    drawn = set(map(id, cards))
    yield from ((file.address, file.make()) for file in files if id(file) not in drawn)
    processes = processes or os.cpu_count() or 1
    if len(cards) < many or processes == 1:
        yield from ((card.address, card.make()) for card in cards)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for start in range(0, len(cards), _AT_ONCE):
            some = cards[start : start + _AT_ONCE]
            addresses = (card.address for card in some)
            yield from zip(addresses, pool.map(_draw, [card.make for card in some], chunksize=_SHARE), strict=True)


def _draw(make: Callable[[], bytes]) -> bytes:
    return make()
