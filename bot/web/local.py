"""The one rule for who is on this machine: it lets a login link in, and shows the figures without a token."""

from ipaddress import ip_address

from starlette.requests import Request

_NAMES = ("localhost", "127.0.0.1", "::1")
# What proxies add, whichever of them: one on this machine speaks for others.
_PROXIED = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "true-client-ip",
    "cf-connecting-ip",
)  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_local(request: Request, host: str) -> bool:
    """Whether somebody on this machine asks a server that only this machine reaches, by one of the machine's names.

    `host` is what the server listens on. Another name may be a trick: a page elsewhere whose name was made to lead
    here. What came through a proxy is not local, whatever its headers say.
    """
    client = request.client.host if request.client else ""
    proxied = any(header in request.headers for header in _PROXIED)
    return is_loopback(client) and is_loopback(host) and (request.url.hostname or "") in _NAMES and not proxied
