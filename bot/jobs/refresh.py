"""Work out once in a while what is shown beside answers: public figures, ages, popularity, pictures on the site."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import aiohttp
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.content import Language, Library
from bot.content.vouching import whole_sum_of
from bot.conversation import MostAsked
from bot.conversation.about_bot import NO_FIGURES, PublicFigures, figure_weeks
from bot.desk import Audit
from bot.settings import KAZAKHSTAN
from bot.site import addresses
from bot.site.build import MARK
from bot.stats.audit import audit_numbers
from bot.stats.numbers import public_figures
from bot.storage import Sessions, most_asked
from bot.storage.audit import AuditStore
from bot.storage.counts import Counter
from bot.storage.versions import EntryAges
from bot.telegram.notices import correction_name

log = structlog.get_logger()

FIGURES_EVERY = 60.0
"""Seconds between two looks."""


async def figures_from(sessions: Sessions, library: Library, now: datetime) -> PublicFigures:
    """The figures of the last weeks. `now` is the time in Kazakhstan."""
    weeks = figure_weeks(now.date())
    begins, ends = (datetime.combine(day, time(), KAZAKHSTAN) for day in (weeks[0], weeks[-1] + timedelta(days=7)))
    counter = Counter(sessions)
    counts, earliest = await counter.outcomes(begins, ends), await counter.earliest(begins)
    names = {correction_name(entry): entry.id for entry in library.entries.values() if entry.correction}
    seen = await counter.corrections(names)
    corrected = {names[cause]: at.astimezone(KAZAKHSTAN).date() for cause, at in seen.items()}
    audited = audit_numbers(await AuditStore(sessions).judged(weeks[0]))
    kept = [week for week in weeks if earliest and week + timedelta(days=7) > earliest.astimezone(KAZAKHSTAN).date()]
    return public_figures(audited, kept, counts, corrected)


class KnownFigures:
    """The figures as they were looked up last, every so many seconds."""

    def __init__(self, sessions: Sessions, audit: Audit, every: float = FIGURES_EVERY) -> None:
        self._sessions = sessions
        self._audit = audit
        self._every = every
        self._figures = NO_FIGURES

    def __call__(self) -> PublicFigures:
        return self._figures

    async def follow(self, library: Callable[[], Library]) -> None:
        """Draw what is to be drawn while the questions are kept, and look the figures up, until cancelled.

        If the database cannot be reached, the last figures hold.
        """
        while True:
            try:
                await self._audit.draw()
                self._figures = await figures_from(self._sessions, library(), datetime.now(KAZAKHSTAN))
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the figures cannot be looked up", fault=type(fault).__name__)
            await asyncio.sleep(self._every)


AGES_EVERY = 5.0
"""Seconds between two looks at the version that is served."""


async def follow_ages(ages: EntryAges, library: Callable[[], Library], every: float = AGES_EVERY) -> None:
    """Note what the entries say after each change of the content, until cancelled."""
    noted = ""
    while True:
        served = library()
        if served.version != noted:
            try:
                said = {entry.id: whole_sum_of(entry) for entry in served.entries.values()}
                await ages.note(said, datetime.now(UTC))
                noted = served.version
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the entries' ages cannot be noted", fault=type(fault).__name__)
        await asyncio.sleep(every)


POPULARITY_EVERY = 300.0
"""Seconds between two counts."""


class Popularity:
    """The entries asked most in the last seven days, as counted last."""

    def __init__(self, sessions: Sessions, every: float = POPULARITY_EVERY) -> None:
        self._sessions = sessions
        self._every = every
        self._latest: tuple[MostAsked, ...] = ()

    def latest(self) -> tuple[MostAsked, ...]:
        return self._latest

    async def follow(self) -> None:
        """Count now and again, until cancelled. If the database cannot be reached, the last count stands."""
        while True:
            try:
                self._latest = await most_asked(self._sessions, datetime.now(UTC))
            except (SQLAlchemyError, OSError) as fault:
                log.warning("what is asked most cannot be counted", fault=type(fault).__name__)
            await asyncio.sleep(self._every)


PICTURES_EVERY = 300.0
"""Seconds between two looks at a site that another server has."""

_LONGEST = 100  # bytes of a version
_PATIENCE = aiohttp.ClientTimeout(total=10)


class SitePictures:
    """The pictures of a site at an address, which may be empty.

    What the bot itself serves is always as new as its content. A site elsewhere may be older, or written without
    pictures: until it has the same version, its pictures may say what the answers no longer say.
    """

    def __init__(self, url: str, is_served: bool, every: float = PICTURES_EVERY) -> None:
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
