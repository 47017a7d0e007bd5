"""Know which answers have their picture on the site, where Telegram fetches it from when somebody sends it."""

import asyncio
from collections.abc import Callable

import aiohttp
import structlog

from bot.content import Language, Library
from bot.site import addresses
from bot.site.folder_swap import MARK

log = structlog.get_logger()

EVERY = 300.0
"""Seconds between two looks at a site that another server has."""

_LONGEST = 100  # bytes of a version
_PATIENCE = aiohttp.ClientTimeout(total=10)


class SitePictures:
    """The pictures of a site at an address, which may be empty.

    What the bot itself serves is always as new as its content. A site elsewhere may be older, or written without
    pictures: until it has the same version, its pictures may say what the answers no longer say.
    """

    def __init__(self, url: str, is_served: bool, every: float = EVERY) -> None:
        """`is_served` says whether the bot itself serves the site at that address."""
        self._url = url
        self._is_served = is_served
        self._every = every
        self._version: str | None = None

    def __call__(self, library: Library, entry: str, language: Language) -> str | None:
        """The address of an answer's picture; `None` if there is none, or perhaps an old one."""
        if not self._url or not (self._is_served or library.version == self._version):
            return None
        # Telegram keeps what it has fetched. The version makes it fetch a picture again once the content has changed.
        return f"{self._url}{_photo(entry, language)}?{library.version}"

    async def follow(self, library: Callable[[], Library]) -> None:
        """Look now and again which version a site elsewhere has, until cancelled."""
        while self._url and not self._is_served:
            try:
                version = await self._look(next(iter(library().entries), ""))
            except (aiohttp.ClientError, OSError, ValueError) as fault:
                log.warning("the site cannot be looked at", fault=type(fault).__name__)
                version = None
            if version != self._version:
                log.info("the site has pictures of answers", version=version)
            self._version = version
            await asyncio.sleep(self._every)

    async def _look(self, entry: str) -> str | None:
        """The version of the site, if it has pictures."""
        async with aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as session:
            async with session.head(self._url + _photo(entry, "kk"), allow_redirects=True) as picture:
                if not picture.ok:
                    return None
            async with session.get(self._url + MARK) as mark:
                return (await mark.content.read(_LONGEST)).decode().strip() if mark.ok else None


def _photo(entry: str, language: Language) -> str:
    return addresses.within(language, addresses.answer(entry)) + addresses.PHOTO
