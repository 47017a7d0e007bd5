"""Limit failed attempts: at the console's login, and at the webhook without its secret."""

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class KnockLimit:
    """Allows `times` failures within `seconds`, counted for each caller, or for all strangers together."""

    def __init__(self, times: int, seconds: int) -> None:
        self._limit = RateLimitItemPerSecond(times, seconds)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def may(self, who: str = "") -> bool:
        """Whether the caller may try once more."""
        return self._limiter.test(self._limit, who)

    def failed(self, who: str = "") -> bool:
        """Count a failure. Returns whether it was still within the limit."""
        return self._limiter.hit(self._limit, who)
