"""How often somebody may knock in vain: a small number of times a minute."""

from collections.abc import Callable
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_TIMES = 10
_MOST = 10_000  # addresses remembered; who has that many could as well forget to knock


class Patience:
    """Counts failed logins by address."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._failed: dict[str, list[datetime]] = {}

    def has_with(self, address: str) -> bool:
        """Whether this address may try once more."""
        since = self._now() - _MINUTE
        return sum(moment > since for moment in self._failed.get(address, ())) < _TIMES

    def lose_with(self, address: str) -> None:
        """Note a failure."""
        if len(self._failed) >= _MOST:
            self._failed.clear()
        self._failed[address] = [*self._failed.get(address, ()), self._now()][-_TIMES:]
