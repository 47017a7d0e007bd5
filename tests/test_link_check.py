"""`python -m bot check --links`: which links are dead, and which could only not be reached from here."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from gate_content import Content

from bot.content import LANGUAGES, Language
from bot.content.problems import told_in
from bot.publishing.link_check import LinksTried, try_links


@dataclass
class Site:
    """A server whose pages answer in every way that matters. `asked` is what was asked of it: method and path."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    ends: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.path}")
        match request.path, request.method:
            case "/moved", _:
                raise web.HTTPMovedPermanently("/there")
            case "/circle", _:
                raise web.HTTPFound("/circle")
            case ("/only-get", "HEAD"):
                raise web.HTTPMethodNotAllowed("HEAD", ["GET"])
            case ("/lies-to-head", "HEAD"):
                raise web.HTTPNotFound
            case (("/there" | "/only-get" | "/lies-to-head"), _):
                return web.Response(text="Here it is.")
            case "/hangs", _:
                await self.ends.wait()
                return web.Response()
            case "/forbidden" | "/busy" | "/cut-off" as path, _:
                if path == "/cut-off" and request.transport:
                    request.transport.abort()
                return web.Response(status={"/forbidden": 403}.get(path, 503))
            case _:
                raise web.HTTPNotFound

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    there = Site()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", there.answer)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    listening = socket.create_server(("127.0.0.1", 0))
    there.port = listening.getsockname()[1]
    await web.SockSite(runner, listening).start()
    yield there
    there.ends.set()
    await runner.cleanup()


class Names(AbstractResolver):
    """Knows the hosts whose names begin with "known"; of "later" it cannot be asked for the moment."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host.startswith("later"):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if not host.startswith("known"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def linked(content: Content, article: str, official: str) -> None:
    """Give the content two links: of an article, and of an official address."""
    content.points_elsewhere()
    content.change("corpus/sources.yaml", "https://example.com/park", article)
    content.change("faq/official.yaml", "https://city.example/", official)


async def tried(seconds: float = 30) -> LinksTried:
    return await try_links(Path("faq"), Path("corpus"), seconds, Names())


async def of(content: Content, site: Site, address: str, seconds: float = 30) -> tuple[list[str], list[str]]:
    """What is said of a link beside one that is there: that it is dead, or that it could not be reached."""
    linked(content, address, site.at("/there"))
    found = await tried(seconds)
    assert found.there + len(found.dead) + len(found.out_of_reach) == 2
    return [str(one) for one in found.dead], [str(one) for one in found.out_of_reach]


@pytest.mark.parametrize("path", ["/there", "/moved", "/only-get", "/lies-to-head", "/there#:~:text=it"])
async def test_a_page_that_is_there_in_the_end_is_no_problem(content: Content, site: Site, path: str) -> None:
    assert await of(content, site, site.at(path)) == ([], [])


async def test_a_page_is_asked_for_without_its_text_first_and_each_link_once(content: Content, site: Site) -> None:
    linked(content, site.at("/only-get"), site.at("/only-get"))
    await tried()

    assert site.asked == ["HEAD /only-get", "GET /only-get"]


@pytest.mark.parametrize(
    ("path", "reason"), [("/gone", "the server says 404"), ("/circle", "it is passed on and on")]
)  # fmt: skip
async def test_a_page_that_is_not_there_is_dead(content: Content, site: Site, path: str, reason: str) -> None:
    dead, away = await of(content, site, site.at(path))

    assert dead == [
        f"corpus/sources.yaml:5: article 'park-news' has a dead link: {site.at(path)} ({reason}).\n"
        "    Look for where the page is now, or take the link out."
    ]
    assert away == []


async def test_a_host_that_nobody_has_the_name_of_is_dead_where_others_can_be_reached(
    content: Content, site: Site
) -> None:
    linked(content, "http://nobody.example/x", site.at("/there", "known.example"))
    found = await tried()

    [dead] = map(str, found.dead)
    assert "http://nobody.example/x (nobody has the name nobody.example)" in dead
    assert (found.there, found.out_of_reach) == (1, [])


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/hangs", "no answer within 0 s"),
        ("/forbidden", "the server says 403, perhaps only to programs or only now"),
        ("/busy", "the server says 503, perhaps only to programs or only now"),
        ("/cut-off", "the connection broke off"),
    ],
)
async def test_a_server_that_does_not_answer_for_now_is_not_called_dead(
    content: Content, site: Site, path: str, reason: str
) -> None:
    dead, away = await of(content, site, site.at(path), 0.3 if path == "/hangs" else 30)

    assert dead == []
    assert away == [
        f"corpus/sources.yaml:5: article 'park-news': {site.at(path)} could not be reached from here ({reason}).\n"
        "    It need not be dead: open it in a browser."
    ]


async def test_where_nothing_listens_or_names_cannot_be_asked_for_no_link_is_called_dead(
    content: Content, site: Site
) -> None:
    linked(content, f"http://127.0.0.1:{unused_port()}/", "http://later.example/")
    found = await tried()

    assert (found.there, found.dead) == (0, [])
    refused, unnamed = map(str, found.out_of_reach)
    assert "(nothing answers there)" in refused and "(its name could not be looked up)" in unnamed


async def test_without_a_network_no_name_is_known_and_no_link_is_called_dead(content: Content) -> None:
    linked(content, "https://nobody.example/", "https://no.example/")
    found = await tried()

    assert (found.there, found.dead) == (0, [])
    assert [str(one).count("its name could not be looked up") for one in found.out_of_reach] == [1, 1]
    assert found.summary == "Not one of 2 links could be reached. Is there a network here?"


def checked(content: Content, *more: str) -> tuple[int, str, str]:
    """The command as it is typed: its exit code, and what it prints as result and as fault."""
    done = content.check(*more, NO_PROXY="*")
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_command_fails_for_a_dead_link_alone_and_says_so_in_three_languages(
    content: Content, site: Site, language: Language
) -> None:
    linked(content, site.at("/gone"), f"http://127.0.0.1:{unused_port()}/")
    code, said, faults = await asyncio.to_thread(checked, content, "--links", "--language", language)

    found = await tried()
    assert code == 1
    assert said.splitlines() == [
        line
        for problem in (*found.dead, *found.out_of_reach)
        for line in str(problem.in_language(language)).splitlines()
    ]
    assert faults == f"\n{told_in(found.summary, language)}\n"

    content.change("corpus/sources.yaml", site.at("/gone"), site.at("/moved"))
    code, said, faults = await asyncio.to_thread(checked, content, "--links", "--language", language)
    assert (code, faults) == (0, "")
    assert said.splitlines()[-1] == told_in((await tried()).summary, language)


async def test_the_gate_itself_tries_no_link(content: Content, site: Site) -> None:
    linked(content, site.at("/gone"), site.at("/gone"))
    code, _, _ = await asyncio.to_thread(checked, content)

    assert (code, site.asked) == (0, [])
