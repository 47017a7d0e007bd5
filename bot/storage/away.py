"""Tell a database that cannot be reached, and may be back, from one that refuses what it is asked to do."""

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

# PostgreSQL's codes: the connection is lost; the server stops, starts, or has crashed; it has too many connections.
_AWAY = ("08", "57P01", "57P02", "57P03", "53300")


class UnreachableError(ConnectionError):
    """The database cannot be reached now. It may be back: what was to be done can be tried again."""


@contextlib.contextmanager
def told_when_away() -> Iterator[None]:
    """Raise `UnreachableError` where a server cannot be reached, or does not answer; all other faults as they are."""
    try:
        yield
    except OSError as fault:  # nobody listens, or too late: SQLAlchemy hands both on as they are
        raise UnreachableError(type(fault).__name__) from fault
    except NoConnectionError as fault:  # all connections are busy waiting
        raise UnreachableError("no connection is free") from fault
    except DBAPIError as fault:
        code = str(getattr(fault.orig, "sqlstate", None) or "")
        if fault.connection_invalidated or code.startswith(_AWAY):
            met = getattr(fault.orig, "__cause__", None) or fault.orig
            raise UnreachableError(type(met).__name__) from fault
        raise
