"""Whether the bot is alive and ready, by a clock that the test turns, and who may read its figures."""

import asyncio
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.monitoring import Events, Facts, Health, Heartbeat, Metrics, pages
from bot.web.request import is_local


@dataclass
class Watched:
    """A bot that is looked after: a test says what happens to it, and when."""

    seconds: float = 0.0
    waiting: int = 0
    oldest: float = 0.0
    fault: Exception | None = None
    paused: bool = False
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self.heartbeat = Heartbeat(lambda: self.seconds)
        self.monitor = Events(self.metrics, self.heartbeat)

    async def backlog(self) -> tuple[int, float]:
        if self.fault:
            raise self.fault
        return self.waiting, self.oldest

    async def owed(self) -> int:
        return 3

    @property
    def health(self) -> Health:
        """Asked anew, whatever was found before."""
        facts = Facts(self.backlog, self.owed, lambda: "0123456789ab", lambda: self.paused, (OSError,))
        return Health(facts, self.heartbeat, self.metrics)

    def works(self) -> None:
        """All is well at this moment."""
        self.monitor.reached()
        self.monitor.looked(0.0)

    async def faults(self) -> dict[str, str]:
        """What is not well, with what is said of it."""
        found = await self.health.look()
        assert found.ready == all(check.ok for check in found.checks.values())
        return {name: check.detail for name, check in found.checks.items() if not check.ok}


@pytest.fixture
def bot() -> Watched:
    watched = Watched()
    watched.works()
    return watched


async def test_a_bot_that_has_what_it_needs_is_ready(bot: Watched) -> None:
    assert await bot.faults() == {}


async def test_a_bot_that_has_only_begun_is_not(bot: Watched) -> None:
    assert await Watched().faults() == {"telegram": "not reached yet", "worker": "not begun"}


async def test_where_only_the_console_is_served_telegram_is_not_missed() -> None:
    bot = Watched()
    facts = Facts(bot.backlog, bot.owed, lambda: "0123456789ab", lambda: False, (OSError,), telegram=False)
    found = await Health(facts, bot.heartbeat, bot.metrics).look()
    assert (found.ready, sorted(found.checks)) == (True, ["content", "database", "loop"])


async def test_one_lost_request_is_no_reason_to_be_sent_no_more(bot: Watched) -> None:
    bot.monitor.missed("NetworkError")
    bot.seconds = 4

    assert await bot.faults() == {}


async def test_a_token_that_is_refused_again_and_again_is_said_and_so_is_its_end(bot: Watched) -> None:
    with capture_logs() as log:
        for bot.seconds in (1, 3, 7):
            bot.monitor.missed("InvalidToken")
        assert await bot.faults() == {"telegram": "InvalidToken, for 6 s"}

        bot.monitor.reached()

    assert await bot.faults() == {}
    assert [(line["event"], line["after"]) for line in log] == [("telegram is reached again", 6)]


async def test_a_network_that_swallows_everything_is_noticed(bot: Watched) -> None:
    bot.seconds = 41
    bot.monitor.looked(0.0)

    assert await bot.faults() == {"telegram": "reached 41 s ago"}


@pytest.mark.parametrize(
    ("longest", "later", "said"),
    [(0.0, 31, "looked 31 s ago"), (58.0, 3, "at one update for 61 s")],
)
async def test_a_worker_that_looks_no_more_or_is_stuck_is_noticed(
    bot: Watched, longest: float, later: float, said: str
) -> None:
    bot.monitor.looked(longest)
    bot.seconds = later
    bot.monitor.reached()

    assert await bot.faults() == {"worker": said}


async def test_a_blocked_loop_is_noticed_logged_and_forgotten_after_half_a_minute(bot: Watched) -> None:
    with capture_logs() as log:
        bot.heartbeat.late(0.2)
        bot.heartbeat.late(7.5)
    assert [(line["event"], line["seconds"]) for line in log] == [("the event loop was blocked", 7.5)]
    assert await bot.faults() == {"loop": "7.50 s late at the worst"}

    bot.seconds = 31
    bot.works()

    assert await bot.faults() == {}


async def test_a_database_that_is_away_is_named_by_its_fault_and_nothing_secret(bot: Watched) -> None:
    bot.fault = OSError("postgresql://user:password@host is away")

    assert await bot.faults() == {"database": "OSError"}


async def test_a_curators_chat_that_cannot_be_written_to_is_said_and_takes_nobody_out_of_service(bot: Watched) -> None:
    bot.monitor.curator_chat("Bad Request: chat not found (CURATOR_CHAT_ID)")
    refused = await bot.health.look()
    assert (refused.ready, refused.checks["curators' chat"].ok) == (True, False)
    assert "CURATOR_CHAT_ID" in refused.checks["curators' chat"].detail


async def test_a_pause_is_said_and_is_no_fault(bot: Watched) -> None:
    bot.paused = True
    found = await bot.health.look()

    assert (found.ready, found.told()["paused"]) == (True, True)


async def test_who_asks_often_is_told_what_was_found_a_moment_ago(bot: Watched) -> None:
    health = bot.health
    first = await health.look()
    bot.fault = OSError("away")

    assert await health.look() is first


async def test_the_loop_is_measured_while_it_turns() -> None:
    heartbeat = Heartbeat()
    beating = asyncio.create_task(heartbeat.beat())
    while not heartbeat.lag():  # noqa: ASYNC110 - there is nothing to wait on: what is measured is that the loop turns
        await asyncio.sleep(0)
    beating.cancel()

    assert heartbeat.lag() > 0


async def test_a_loop_that_stands_still_for_good_ends_the_process_and_shows_where_it_stood() -> None:
    blocked = (
        "import asyncio, time\n"
        "from bot.monitoring import Heartbeat\n"
        "async def stand_still():\n"
        "    beating = asyncio.create_task(Heartbeat().beat(dead=0.5))\n"
        "    await asyncio.sleep(0.1)\n"
        "    while True: time.sleep(1)\n"
        "asyncio.run(stand_still())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", blocked, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        _, shown = await process.communicate()

    assert (process.returncode, b"in stand_still" in shown) == (1, True)


async def test_a_process_that_was_frozen_as_a_whole_goes_on() -> None:
    turning = (
        "import asyncio\n"
        "from bot.monitoring import Heartbeat\n"
        "async def turn():\n"
        "    beating = asyncio.create_task(Heartbeat().beat(dead=2))\n"
        "    print('turns', flush=True)\n"
        "    await asyncio.sleep(3)\n"
        "    print('goes on', flush=True)\n"
        "asyncio.run(turn())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", turning, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    assert await process.stdout.readline() == b"turns\n"
    process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(2.5)
    process.send_signal(signal.SIGCONT)
    async with asyncio.timeout(60):
        printed, shown = await process.communicate()

    # That it stood still may be said; it must not end it.
    assert (process.returncode, printed.splitlines()[-1:]) == (0, [b"goes on"]), shown


def figures(text: str) -> dict[str, float]:
    """Each figure by its name and labels."""
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def asking(
    bot: Watched, host: str = "127.0.0.1", token: str = "", listens: str = "127.0.0.1", name: str = "localhost"
) -> httpx.AsyncClient:
    """Somebody who asks from a host, by a name. `token` is the operator's, `listens` where the bot does."""
    app = Starlette(routes=pages(bot.health, bot.metrics, token, partial(is_local, host=listens)))
    transport = httpx.ASGITransport(app, client=(host, 5))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{name}:8080")


async def test_the_figures_tell_what_happened_and_how_it_stands(bot: Watched) -> None:
    bot.waiting, bot.oldest = 7, 12.5
    bot.monitor.asked("answer")
    bot.monitor.asked("answer")
    bot.monitor.asked("unknown")
    bot.monitor.replied(0.07)
    for result in ("ok", "429", "4xx", "5xx", "unreachable", "unknown"):
        bot.monitor.sent("sendMessage", result)
    bot.monitor.repeats("sendMessage")
    bot.monitor.set_aside()

    async with asking(bot) as client:
        told = figures((await client.get("/metrics")).text)

    assert told['bot_questions_total{outcome="answer"}'] == 2
    assert told['bot_questions_total{outcome="unknown"}'] == 1
    assert [told[f'bot_reply_seconds_bucket{{le="{limit}"}}'] for limit in ("0.05", "0.1", "+Inf")] == [0, 1, 1]
    assert told['bot_requests_total{method="sendMessage",result="unknown"}'] == 1
    assert told['bot_requests_total{method="sendMessage",result="429"}'] == 1
    assert told['bot_requests_repeated_total{method="sendMessage"}'] == 1
    assert told["bot_updates_set_aside_total"] == 1
    assert (told["bot_inbox_waiting"], told["bot_inbox_oldest_seconds"], told["bot_notices_owed"]) == (7, 12.5, 3)
    assert told['bot_content_info{version="0123456789ab"}'] == 1
    assert (told["bot_ready"], told["bot_paused"]) == (1, 0)


LOCAL: Callable[[str], Any] = lambda header: pytest.param("127.0.0.1", {header: "1.2.3.4"}, 403, id=header)  # noqa: E731


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 403),
        ("10.0.0.7", {"Authorization": "Bearer the-token"}, 200),
        ("10.0.0.7", {"Authorization": "Bearer the-tokem"}, 403),
        ("10.0.0.7", {"Authorization": "the-token"}, 403),
        ("10.0.0.7", {"Authorization": "Bearer "}, 403),
        ("10.0.0.7", {"Authorization": "Bearer ъ".encode()}, 403),
        ("testclient", {}, 403),
        LOCAL("X-Forwarded-For"),
        LOCAL("Forwarded"),
        LOCAL("X-Real-IP"),
        LOCAL("X-Forwarded-Host"),
        LOCAL("X-Forwarded-Proto"),
        LOCAL("Via"),
        LOCAL("CF-Connecting-IP"),
        LOCAL("True-Client-IP"),
    ],
)
async def test_the_figures_are_for_this_machine_or_whoever_brings_the_token(
    bot: Watched, host: str, headers: dict[str, Any], status: int
) -> None:
    async with asking(bot, host, "the-token") as client:
        assert (await client.get("/metrics", headers=headers)).status_code == status


@pytest.mark.parametrize(("listens", "name"), [("0.0.0.0", "localhost"), ("127.0.0.1", "bot.example.org")])  # noqa: S104
async def test_a_bot_that_others_reach_or_that_is_called_by_another_name_asks_for_the_token(
    bot: Watched, listens: str, name: str
) -> None:
    async with asking(bot, "127.0.0.1", "the-token", listens, name) as client:
        assert (await client.get("/metrics")).status_code == 403
        assert (await client.get("/metrics", headers={"Authorization": "Bearer the-token"})).status_code == 200


async def test_without_a_token_no_stranger_gets_in_with_an_empty_one(bot: Watched) -> None:
    async with asking(bot, "10.0.0.7") as client:
        assert (await client.get("/metrics", headers={"Authorization": "Bearer "})).status_code == 403


async def test_everybody_may_ask_whether_it_lives_and_is_ready(bot: Watched) -> None:
    async with asking(bot, "10.0.0.7") as client:
        assert (await client.get("/healthz")).json() == {"alive": True}
        ready = await client.get("/readyz")
    checks = {name: {"ok": True} for name in ("database", "telegram", "worker", "content", "loop")}
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "checks": checks})


@pytest.mark.parametrize(("host", "headers"), [("127.0.0.1", {}), ("10.0.0.7", {"Authorization": "Bearer the-token"})])
async def test_how_much_waits_and_what_is_served_is_for_this_machine_or_whoever_brings_the_token(
    bot: Watched, host: str, headers: dict[str, str]
) -> None:
    async with asking(bot, host, "the-token") as client:
        told = (await client.get("/readyz", headers=headers)).json()

    assert told["content"] == "0123456789ab"
    assert "waiting" in told["checks"]["database"]["detail"]


async def test_a_bot_that_is_not_ready_lives_all_the_same(bot: Watched) -> None:
    bot.fault = OSError("away")
    async with asking(bot) as client:
        assert (await client.get("/healthz")).status_code == 200
        ready = await client.get("/readyz")

    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert ready.json()["checks"]["database"] == {"ok": False, "detail": "OSError"}
