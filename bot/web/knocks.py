"""How often somebody may knock in vain: at the console's login, and at the webhook without its secret."""

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class KnockLimit:
    """Lets so many failures within so many seconds pass. Counted by who knocks, or for all strangers together."""

    def __init__(self, times: int, seconds: int) -> None:
        self._limit = RateLimitItemPerSecond(times, seconds)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def may(self, who: str = "") -> bool:
        """Whether one more try is looked at."""
        return self._limiter.test(self._limit, who)

    def failed(self, who: str = "") -> bool:
        """Count a failure. Whether it was still within the limit."""
        return self._limiter.hit(self._limit, who)
