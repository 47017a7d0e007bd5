"""End the process if its event loop stands still for good. Nothing inside the process could help it then.

A process that is frozen as a whole (a paused machine, SIGSTOP) has not stood still: it goes on once it is let.
"""

import faulthandler
import os
import threading
import time

_TICKS = 20  # looks within the time after which the loop counts as dead
_AT_LAST = 20  # times as long: then the process ends even where no thread of Python gets its turn


class StandstillWatch:
    """A thread that expects a beat of the loop within `dead` seconds of the process's own time."""

    def __init__(self, dead: float) -> None:
        self._dead = dead
        self._tick = dead / _TICKS
        self._has_beaten = threading.Event()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="standstill", daemon=True).start()

    def beat(self) -> None:
        """The loop turns."""
        self._has_beaten.set()
        faulthandler.dump_traceback_later(self._dead * _AT_LAST, exit=True)

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()
        faulthandler.cancel_dump_traceback_later()

    def _watch(self) -> None:
        stood, last = 0.0, time.monotonic()
        while not self._ended.wait(self._tick):
            now = time.monotonic()
            # A look that comes much too late was frozen, and the loop with it.
            stood, last = stood + min(now - last, 2 * self._tick), now
            if self._has_beaten.is_set():
                self._has_beaten.clear()
                stood = 0.0
            elif stood >= self._dead:
                faulthandler.dump_traceback(all_threads=True)
                os._exit(1)
