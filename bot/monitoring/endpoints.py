"""`/healthz`, `/readyz` and `/metrics`. The last is for this machine, or whoever brings the token."""

import hmac
import ipaddress

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.monitoring.health import Health
from bot.monitoring.metrics import Metrics

_FRESH = {"Cache-Control": "no-store"}
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")  # a proxy on this machine speaks for others


def pages(health: Health, metrics: Metrics, token: str) -> list[Route]:
    """The pages. `token` opens the figures to those elsewhere; empty: to nobody."""

    async def healthz(request: Request) -> Response:
        return JSONResponse({"alive": True}, headers=_FRESH)

    async def readyz(request: Request) -> Response:
        found = await health.look()
        return JSONResponse(found.told(), 200 if found.ready else 503, headers=_FRESH)

    async def figures(request: Request) -> Response:
        if not (_is_local(request) or _knows(request, token)):
            return Response(status_code=403)
        await health.look()
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST, headers=_FRESH)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]


def _is_local(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _knows(request: Request, token: str) -> bool:
    told = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(told.encode(), f"Bearer {token}".encode())
