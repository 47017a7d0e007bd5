"""Several processes over one PostgreSQL, one of them killed while people ask. `python -m benchmarks.replicas`

A balancer hands Telegram's posts to the processes in turn, and skips a process that does not answer.
"""

import asyncio
import contextlib
import itertools
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import uvicorn
from apart import Fresh, fresh
from bot_api import BotApi
from postgres import Postgres
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.crowd import SECRET, Crowd, free_port, questions

_PEOPLE = 100
_EACH = 10
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def main() -> None:
    """Print what became of the questions, and how many were answered per second."""
    asyncio.run(_measured())


async def _measured() -> None:
    for alive, killed in ((2, False), (3, False), (3, True)):
        async with _together(alive) as (api, bots):
            crowd = Crowd(api, questions(_EACH))
            crowd.gather(_PEOPLE)
            started = time.monotonic()
            asking = asyncio.create_task(crowd.ask_all())
            if killed:
                await asyncio.sleep(5)
                await bots[0].kill()
            await asking
            await bots[-1].handled()
            seconds, fate = time.monotonic() - started, crowd.fate()
            last = max(call.time for call in api.calls if call.method == "sendMessage")
            rate = fate.asked / (last - started)
            name = f"{alive} processes" + (", one killed after 5 s" if killed else "")
            print(f"{name}: asked {fate.asked}, lost {fate.lost}, doubled {fate.doubled}, ", end="")
            print(f"out of order {fate.out_of_order}; {rate:.1f} a second, all done in {seconds:.0f} s", flush=True)


@contextlib.asynccontextmanager
async def _together(count: int) -> AsyncIterator[tuple[BotApi, list[Fresh]]]:
    """Run `count` bots over one database behind one address."""
    ports, address = [free_port() for _ in range(count)], free_port()
    shared = {"WEBHOOK_URL": f"http://127.0.0.1:{address}", "WEBHOOK_SECRET": SECRET, "PSEUDONYM_KEY": "shared"}
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Postgres(folder / "postgres")
        stack.callback(server.stop)
        shared["DATABASE_URL"] = server.new_database()
        api = await stack.enter_async_context(BotApi())
        await stack.enter_async_context(_balancer(address, ports))
        starting = [fresh(folder, api, PORT=str(port), **shared) for port in ports]
        yield api, [await stack.enter_async_context(bot) for bot in starting]


@contextlib.asynccontextmanager
async def _balancer(address: int, ports: list[int]) -> AsyncIterator[None]:
    turns = itertools.cycle(ports)
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:

        async def forward(request: Request) -> Response:
            body, told = await request.body(), {_HEADER: request.headers.get(_HEADER, "")}
            for _ in ports:
                with contextlib.suppress(httpx.TransportError):
                    url = f"http://127.0.0.1:{next(turns)}{request.url.path}"
                    answer = await client.post(url, content=body, headers=told)
                    return Response(status_code=answer.status_code)
            return Response(status_code=502)

        page = Starlette(routes=[Route("/{path:path}", forward, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(page, port=address, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve())
        try:
            yield
        finally:
            server.should_exit = True
            await serving


if __name__ == "__main__":
    main()
