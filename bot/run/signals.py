"""What signals mean: SIGTERM and SIGINT stop the bot, SIGHUP has it look at its files again or ends it."""

import asyncio
import os
import signal
from collections.abc import Callable


def on_hangup(look: Callable[[], None]) -> None:
    """From now on call `look` on SIGHUP. Where the terminal is gone that the bot was started in, end as on SIGTERM."""
    # Who starts it with nohup wants it to outlive the terminal.
    ends_with_terminal = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN and _has_terminal()

    def hung_up() -> None:
        if ends_with_terminal and not _has_terminal():
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            look()

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, hung_up)


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set. A second signal changes nothing: stopping is bounded anyway."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping
