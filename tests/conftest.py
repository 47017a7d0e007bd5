"""What the tests share: the loopback server and what talks to it; the bot's process, and the content it serves."""

import gc
import os

if "PYTEST_XDIST_WORKER" in os.environ:
    # What is imported and collected stays. The search for what can be freed is taken up before the first test.
    gc.disable()

# Three tests run at a time: on two cores, more threads for one of them only wait for each other, busily. NumPy and
# scikit-learn read it when they are loaded, also in the processes that tests start.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import prompt
import pytest
import pytest_asyncio
import remembering
import unlasting
import warm
from bot_api import BotApi
from bot_api_people import Account
from console_house import PLAIN, Setting, setting_in
from curator import Curator, curating
from hypothesis import settings
from inside import Inside, running
from kept import migrated
from postgres import Postgres
from running import PLAIN_HTTP, PROJECT, Running
from telegram import Bot
from telegram.request import HTTPXRequest
from visiting import Visitor

from bot.content import Library
from bot.conversation import Wording
from bot.stats.stats import Stats

# How long an example takes says more of the machine than of what is tested.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

# A test's process is told the width of no terminal, so that what is printed is as wide as each test asks for.
os.environ.pop("COLUMNS", None)
# Nor of the language of whoever runs it: problems are then said in English.
os.environ["LC_ALL"] = "C.UTF-8"
# As `bot.telegram` has it, for those tests too that do without it.
os.environ["PTB_TIMEDELTA"] = "true"

remembering.remember()
unlasting.write_without_waiting()
prompt.end_promptly()

pytest_plugins = ["gate_content", "long_first", "project_matcher", "sitting", "spreadsheet_work"]


class Raw:
    """Calls without a library in between: what is sent is what is written in the test."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.client = httpx.AsyncClient(base_url=f"{api.base_url}{api.token}/", timeout=30, **PLAIN_HTTP)

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        """POST as JSON; returns the body."""
        answer: dict[str, Any] = (await self.client.post(method, json=params)).json()
        return answer

    async def refused(self, method: str, **params: Any) -> str:
        """The description of a call that must be refused with 400, and be counted as a refusal."""
        before = len(self.api.refusals)
        body = await self(method, **params)
        assert (body["ok"], body.get("error_code")) == (False, 400), body
        assert len(self.api.refusals) == before + 1
        return str(body["description"])


_file_begun = [Path()]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before each file, let what stays be looked through no more for what can be freed.

    Tests, modules and learned contents are over a million objects, and a bot that starts looks through all there are.
    """
    if item.path != _file_begun[0]:
        _file_begun[0] = item.path
        gc.collect()
        gc.freeze()
        gc.enable()


def pytest_sessionfinish() -> None:
    """Leave no process behind."""
    warm.stop()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def raw(api: BotApi) -> AsyncIterator[Raw]:
    call = Raw(api)
    yield call
    await call.client.aclose()


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    requests = (HTTPXRequest(httpx_kwargs=PLAIN_HTTP) for _ in range(2))
    async with Bot(api.token, api.base_url, request=next(requests), get_updates_request=next(requests)) as bot:
        yield bot


@pytest.fixture
def aliya(api: BotApi) -> Account:
    return api.person("Aliya", language_code="kk")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the databases lie, and what the matcher has learned: once for all tests, in whichever process they run."""
    folder = tmp_path_factory.mktemp("bots")
    learned = shared_between_workers(tmp_path_factory) / "learned"
    learned.mkdir(exist_ok=True)
    (folder / "learned").symlink_to(learned)
    return folder


def shared_between_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server, started when the first test wants it."""
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables: each test that asks for it runs on either kind."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        return server.new_database()
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same, with tables in it and no rows."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        return server.migrated_database()
    (tmp_path / "bot.db").write_bytes(migrated())
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture(scope="session")
def library() -> Library:
    library, problems = remembering.checked_once(PROJECT / "faq", PROJECT / "corpus")
    assert library and not problems
    return library


@pytest.fixture(scope="session")
def say() -> Wording:
    return Wording()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(folder: Path) -> AsyncIterator[Inside]:
    """One bot for all tests of a file, which have to run in the loop of their module."""
    async with running(folder) as bot:
        yield bot


@pytest.fixture
def served(process: Inside) -> Iterator[Running]:
    """The bot; after each test Telegram has to have refused nothing, and the log has to be clean."""
    yield process
    process.check()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editing(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Curator]:
    """One bot over a few entries for all tests of a file, and who edits them."""
    async with curating(tmp_path_factory.mktemp("few")) as curator:
        yield curator


@pytest_asyncio.fixture(loop_scope="module")
async def curator(editing: Curator) -> AsyncIterator[Curator]:
    """Who edits what is served: in each test she begins with the few entries. The bot is held to what `served` is."""
    await editing.starts_over()
    yield editing
    editing.bot.check()


@pytest.fixture
def stats() -> Stats | None:
    """The numbers that the console shows, where there are any."""
    return None


@pytest.fixture
async def there(tmp_path: Path, stats: Stats | None) -> AsyncIterator[Setting]:
    async with setting_in(tmp_path, stats=stats) as setting:
        yield setting


@pytest.fixture
async def saule(there: Setting) -> Visitor:
    visitor = await there.curator()
    visitor.headers = PLAIN
    return visitor
