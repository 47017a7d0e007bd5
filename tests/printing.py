"""What bots print that run in the tests' own process: each line of the log goes to the bot whose work it is."""

import contextlib
import logging
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import TextIO, cast

import structlog

from bot.run.logs import set_up_logging

Hearing = Callable[[str], None]

_hearing: ContextVar[Hearing | None] = ContextVar("hearing")
_all: list[Hearing] = []


class _Output:
    """Standard output, as many. What nobody can be named for, such as a thread of a library's, all bots have said."""

    def write(self, text: str) -> int:
        """Pass it on."""
        try:
            hearing = _hearing.get()
        except LookupError:
            for each in _all:
                each(text)
        else:
            if hearing:
                hearing(text)
            else:
                sys.stdout.write(text)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


class _Handler(logging.Handler):
    """What libraries warn of, in the same output."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass it on."""
        _output.write(self.format(record) + "\n")


_output = _Output()
_handler = _Handler(logging.WARNING)
_handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))


@contextlib.contextmanager
def aside() -> Iterator[None]:
    """What is printed meanwhile by who enters is printed as ever."""
    mark = _hearing.set(None)
    try:
        yield
    finally:
        _hearing.reset(mark)


def belongs_to(hearing: Hearing) -> None:
    """From now on what is printed in this context is heard by one alone."""
    _hearing.set(hearing)


def hear(hearing: Hearing) -> None:
    """Have one more hear what is printed, in the form that the bot's own process gives it."""
    if not _all:
        set_up_logging("INFO")
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _output)))
        logging.getLogger().addHandler(_handler)
    _all.append(hearing)


def hear_no_more(hearing: Hearing) -> None:
    """Have one less hear it; after the last, all is as it was."""
    _all.remove(hearing)
    if not _all:
        logging.getLogger().removeHandler(_handler)
        structlog.reset_defaults()
