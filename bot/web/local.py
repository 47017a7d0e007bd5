"""The one rule for who is on this machine: they may use a login link, and see the metrics without a token."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

_NAMES = ("localhost", "127.0.0.1", "::1")
# Headers that proxies add: a proxy on this machine speaks for people elsewhere.
_PROXIED = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "true-client-ip",
    "cf-connecting-ip",
)  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_local(request: Request, host: str) -> bool:
    """Whether a request comes from this machine, to a server that only this machine reaches, by one of its names.

    `host` is what the server listens on. A request by any other name may be a trick: a page elsewhere can have its own
    name resolve to this machine. A request that came through a proxy is not local, whatever its headers say.
    """
    client = request.client.host if request.client else ""
    proxied = any(header in request.headers for header in _PROXIED)
    return is_loopback(client) and is_loopback(host) and _name_in(request) in _NAMES and not proxied


def _name_in(request: Request) -> str:
    """The name by which a request calls the server, without its port; empty if it is none."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:  # "[", say
        return ""
