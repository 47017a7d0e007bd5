"""Read the address of a database as hosts write it, and turn it into SQLAlchemy's.

What libpq takes as a parameter of the address means here what it means there. What cannot be kept to is refused by
name: a connection that looks safer than it is would be worse than none.

SQLAlchemy is loaded when it is needed: it takes 18 MB, and a command over a SQLite file may need nothing of it.
"""

import re
import ssl
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_SQLITE: Final = "sqlite+aiosqlite:///"
_POSTGRES: Final = ("postgres", "postgresql", "postgresql+asyncpg")
_SEVERAL_HOSTS = re.compile(r"([^:/]+://(?:[^/?]*@)?)([^/?@]*,[^/?@]*)(.*)", re.DOTALL)
_PORT = 5432

_MODES: Final = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_ROLES: Final = ("any", "read-write", "read-only", "primary", "standby", "prefer-standby")
_OF_THE_DRIVER: Final = (  # asyncpg reads them from an address as libpq does
    "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslpassword", "ssl_min_protocol_version", "ssl_max_protocol_version",
    "sslnegotiation", "target_session_attrs", "passfile", "krbsrvname", "gsslib",
)  # fmt: skip
_OF_THE_SERVER: Final = ("application_name", "options")
_OF_SQLALCHEMY: Final = ("host", "ssl", "prepared_statement_cache_size")
_CHOICES: Final = {"sslmode": _MODES, "ssl": _MODES, "target_session_attrs": _ROLES}
# These ask for nothing that is not so anyway. Other values of them ask for what the driver cannot do.
_WITHOUT_EFFECT: Final[Mapping[str, Sequence[str]]] = {
    "channel_binding": ("prefer", "disable"),
    "gssencmode": ("prefer", "disable"),
    "load_balance_hosts": ("disable",),
    "sslcompression": ("0",),
    "sslsni": ("1",),
    "client_encoding": ("auto", "utf8", "utf-8"),
    "keepalives": ("1",),
}


def database_address(given: str) -> str:
    """Turn a database's address into SQLAlchemy's form. Raises `ValueError` that says what is wrong."""
    if given.startswith(_SQLITE):
        return given
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(_hosts_apart(given))
    except ArgumentError:
        raise ValueError("is no address of a database") from None
    except ValueError:
        raise ValueError("has a port that is no number (a / or : in the password has to be written %2F, %3A)") from None
    if url.drivername not in _POSTGRES:
        raise ValueError("has to begin with sqlite+aiosqlite:/// or postgresql://")
    query: dict[str, Any] = {}
    for name, value in url.query.items():
        _refuse_what_is_not_understood(name, value)
        if name not in _WITHOUT_EFFECT:
            query["ssl" if name == "sslmode" else name] = value
    return url.set(drivername="postgresql+asyncpg", query=query).render_as_string(hide_password=False)


def sqlite_file(address: str) -> Path | None:
    """The file of a SQLite database; `None` for PostgreSQL."""
    if not address.startswith(_SQLITE):
        return None
    return Path(address.removeprefix(_SQLITE).partition("?")[0])


def _hosts_apart(given: str) -> str:
    """Write several hosts, which libpq parts by commas, as SQLAlchemy does."""
    found = _SEVERAL_HOSTS.fullmatch(given)
    if not found:
        return given
    before, hosts, after = found.groups()
    each = [("host", host if ":" in host else f"{host}:{_PORT}") for host in hosts.split(",")]
    return f"{before}{after}{'&' if '?' in after else '?'}{urlencode(each)}"


def _refuse_what_is_not_understood(name: str, value: str | Sequence[str]) -> None:
    known = (*_OF_THE_DRIVER, *_OF_THE_SERVER, *_OF_SQLALCHEMY, *_WITHOUT_EFFECT, "sslmode", "connect_timeout")
    if name not in known:
        raise ValueError(f"has the parameter {name}, which is not understood here. Take it out")
    if name != "host" and not isinstance(value, str):
        raise ValueError(f"has the parameter {name} twice")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise ValueError(f"has {name}={value}, which has to be one of {', '.join(_CHOICES[name])}")
    if name in _WITHOUT_EFFECT and str(value).lower() not in _WITHOUT_EFFECT[name]:
        instead = " (sslmode=verify-full makes sure of the server)" if name == "channel_binding" else ""
        raise ValueError(f"has {name}={value}, which the driver cannot do. Take it out{instead}")
    if name in ("connect_timeout", "prepared_statement_cache_size") and not str(value).isdecimal():
        raise ValueError(f"has {name}={value}, which has to be a number")


def connecting_to(url: "URL", timeout: float) -> "tuple[URL, dict[str, Any]]":
    """An address without what only the driver understands, and the arguments that say it to the driver.

    `timeout`: seconds to wait for a connection, where the address does not say it.
    """
    query = dict(url.query)
    asked = query.pop("connect_timeout", None)
    arguments: dict[str, Any] = {"timeout": float(str(asked)) if asked and str(asked) != "0" else timeout}
    if query.get("sslrootcert") == "system":  # the certificates of this machine, and as libpq has it, checked in full
        query = {name: value for name, value in query.items() if name not in ("sslrootcert", "ssl")}
        arguments["ssl"] = ssl.create_default_context()
    driver = [(name, str(query.pop(name))) for name in (*_OF_THE_DRIVER, *_OF_THE_SERVER) if name in query]
    if driver:
        arguments["dsn"] = f"postgresql://?{urlencode(driver)}"
    return url.set(query=query), arguments
