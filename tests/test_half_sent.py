"""Over a socket: who never finishes a request is hung up on in time, and keeps nobody else out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from running import PATIENCE, PLAIN_HTTP, free_port
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from bot.run.server import HttpLimits, HttpServer

LIMITS = HttpLimits(header=0.3, body=0.6, connections=20, header_bytes=4096)
CLOSED = "connections were closed that sent no whole request, or were too many"


async def answer(request: Request) -> PlainTextResponse:
    """Read all, and answer at last."""
    body = await request.body()
    await asyncio.sleep(float(request.query_params.get("after", 0)))
    return PlainTextResponse(f"read {len(body)}")


@contextlib.asynccontextmanager
async def serving(limits: HttpLimits = LIMITS) -> AsyncIterator[int]:
    """The port of a server."""
    port, stopping = free_port(), asyncio.Event()
    server = HttpServer("127.0.0.1", port, limits)
    server.add(Route("/", answer, methods=["GET", "POST"]))
    task = asyncio.create_task(server.run(stopping))
    try:
        yield port
    finally:
        stopping.set()
        await task


async def sends(port: int, text: str, drip: float = 0) -> str:
    """All that comes back to what is sent, until the connection is closed. `drip`: seconds between two bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(ConnectionError):
        for piece in text if drip else [text]:
            writer.write(piece.encode())
            await writer.drain()
            await asyncio.sleep(drip)
    try:
        async with asyncio.timeout(PATIENCE):
            return (await reader.read()).decode()
    except ConnectionError:
        return ""
    finally:
        writer.close()


async def get(port: int, path: str = "/") -> str:
    """What the server answers to somebody else."""
    async with httpx.AsyncClient(timeout=PATIENCE, **PLAIN_HTTP) as client:
        return (await client.get(f"http://127.0.0.1:{port}{path}")).text


HEAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"


@pytest.mark.parametrize(
    ("half", "drip"), [("", 0), ("GET / HT", 0), (HEAD, 0), (HEAD, 0.02), (f"{HEAD}\r\n", 0), (f"{HEAD}\r\nhalf", 0.02)]
)
async def test_who_does_not_finish_is_hung_up_on_and_the_log_says_it(half: str, drip: float) -> None:
    with capture_logs() as logs:
        async with serving() as port:
            closed, other = await asyncio.gather(sends(port, half, drip), get(port))

    assert (closed, other) == ("", "read 0")
    assert CLOSED in [line["event"] for line in logs]


async def test_a_second_request_on_a_connection_has_its_time_limit_too() -> None:
    async with serving() as port:
        assert "read 0" in await sends(port, "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHo")


async def test_who_has_sent_all_is_answered_however_long_it_takes() -> None:
    async with serving() as port:
        assert await get(port, "/?after=0.9") == "read 0"
        assert "read 100" in await sends(port, f"{HEAD}Connection: close\r\n\r\n{'x' * 100}")


async def test_a_crowd_that_sends_halves_keeps_nobody_out() -> None:
    patient = HttpLimits(header=PATIENCE, body=PATIENCE, connections=20)
    with capture_logs() as logs:
        async with serving(patient) as port:
            crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(60)]
            for _, writer in crowd:
                writer.write(b"GET / HTTP/1.1\r\n")
            assert await get(port) == "read 0"
            async with asyncio.timeout(PATIENCE):
                # Those who came first are gone, without having waited for the time limit.
                with contextlib.suppress(ConnectionError):
                    assert await crowd[0][0].read() == b""
            for _, writer in crowd:
                writer.close()

    assert [line["event"] for line in logs if line["log_level"] == "warning"] == [CLOSED]


async def test_a_header_without_an_end_is_refused() -> None:
    async with serving() as port:
        answered = await sends(port, "GET / HTTP/1.1\r\nHost: a\r\nCookie: " + "x" * 10_000)

    assert answered.startswith("HTTP/1.1 400") or answered == ""
