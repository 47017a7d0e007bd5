"""How much is done for whoever posts to the webhook without knowing its secret: less and less, in the end nothing."""

import time
from collections.abc import Callable

import structlog

log = structlog.get_logger()

_AT_ONCE = 20.0  # requests; an operator who tries a wrong secret out makes a few
_A_SECOND = 0.5  # requests that come to be free again


class Strangers:
    """Counts all of them together. `now` gives seconds that only grow.

    Not by address: there is always another one, each would have to be remembered, and behind a proxy all have the
    proxy's. Telegram knows the secret and is never counted, so that strangers can use up only what is theirs.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._free = _AT_ONCE
        self._counted = now()
        self._turned_away = False

    def may(self) -> bool:
        """Whether one more is told what is wrong. What it costs is counted."""
        now = self._now()
        self._free = min(self._free + (now - self._counted) * _A_SECOND, _AT_ONCE)
        self._counted = now
        if self._free == _AT_ONCE:
            self._turned_away = False
        if self._free >= 1:
            self._free -= 1
            return True
        if not self._turned_away:
            self._turned_away = True  # one line for all of them, or they fill the log
            log.warning("strangers post to the webhook, and are turned away unread until they stop")
        return False
