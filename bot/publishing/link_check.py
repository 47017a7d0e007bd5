"""Try the links of the content: the articles' addresses, and the official ones that signposts name.

No part of the gate, since it needs a network. A link is dead only if that is certain: its server says that there is no
such page, or nobody has the name of its host. A server that is slow or down for the moment, turns programs away, or has
a certificate that only browsers in Kazakhstan know may well serve readers: that link could not be reached from here.
"""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.content import Problem
from bot.content.folders import Located, read_content
from bot.content.forms import ArticleForm, OfficialForm
from bot.content.problems import Told, told

LONG_ENOUGH = 20.0
"""Seconds in which a server should have answered."""

_AT_ONCE = 8
_REDIRECTS = 10
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; constitution-bot, which checks its links)", "Accept": "*/*"}

_UNSURE = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.MISDIRECTED_REQUEST,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
}
"""Refusals that may be meant for programs, for this country or for this moment alone."""

_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

LinkState = Literal["there", "dead", "nameless", "out-of-reach"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of trying a link. `nameless`: nobody has the name of its host; without a network all seem so."""

    state: LinkState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinksTried:
    """How many links are there, and those that are dead or could not be reached, in file order."""

    there: int
    dead: list[Problem]
    out_of_reach: list[Problem]

    @property
    def summary(self) -> Told:
        """All of it in a line."""
        dead, away = len(self.dead), len(self.out_of_reach)
        if away and not self.there and not dead:
            return told("links-no-network", count=away)
        return told("links-tried", count=self.there + dead + away, there=self.there, dead=dead, away=away)


_Link = tuple[Located[ArticleForm] | Located[OfficialForm], str, str]  # where it stands, under which key, the address


async def try_links(
    faq: Path, corpus: Path, seconds: float = LONG_ENOUGH, resolver: AbstractResolver | None = None
) -> LinksTried:
    """Try each link once, waiting for each server at most so long. `resolver` finds hosts by their names."""
    links = list(_links(faq, corpus))
    attempts = await _attempts({address for _, _, address in links}, seconds, resolver)
    has_network = any(attempt.state in ("there", "dead") for attempt in attempts.values())
    dead, away = [], []
    for found, key, address in links:
        attempt = attempts[address]
        if attempt.state == "nameless":
            attempt = (
                replace(attempt, state="dead") if has_network else Attempt("out-of-reach", told("link-name-unsure"))
            )
        said = {"who": found.who, "address": address, "reason": attempt.reason}
        if attempt.state == "dead":
            dead.append(found.problem((key,), told("link-dead", **said), told("mend-link-dead")))
        elif attempt.state != "there":
            away.append(found.problem((key,), told("link-out-of-reach", **said), told("mend-link-out-of-reach")))
    return LinksTried(len(links) - len(dead) - len(away), sorted(dead), sorted(away))


def _links(faq: Path, corpus: Path) -> Iterator[_Link]:
    draft = read_content(faq, corpus)
    yield from ((found, "url", found.form.url) for found in draft.articles if found.form.url)
    yield from ((found, "address", found.form.address) for found in draft.official if found.form.address)


async def _attempts(addresses: set[str], seconds: float, resolver: AbstractResolver | None) -> dict[str, Attempt]:
    room = asyncio.Semaphore(_AT_ONCE)
    # This resolver tells names that nobody has from those that could not be looked up.
    connector = aiohttp.TCPConnector(resolver=resolver or aiohttp.ThreadedResolver())
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout, headers=_HEADERS, trust_env=True) as session:

        async def attempt(address: str) -> Attempt:
            async with room:
                found = await _asked(session, "HEAD", address, seconds)
                # Many servers know only GET, or say of HEAD what is not true of the page.
                return found if found.state in ("there", "nameless") else await _asked(session, "GET", address, seconds)

        return dict(zip(addresses, await asyncio.gather(*map(attempt, addresses)), strict=True))


async def _asked(session: aiohttp.ClientSession, method: str, address: str, seconds: float) -> Attempt:
    try:
        async with session.request(method, address, max_redirects=_REDIRECTS) as answer:
            return _answered(answer.status)
    except aiohttp.ClientConnectorDNSError as fault:
        if getattr(fault.os_error, "errno", None) in _NO_SUCH_NAME:
            return Attempt("nameless", told("link-nameless", host=fault.host or urlsplit(address).netloc))
        return Attempt("out-of-reach", told("link-name-unsure"))
    except TimeoutError:
        return Attempt("out-of-reach", told("link-slow", seconds=round(seconds)))
    except aiohttp.ClientSSLError:
        return Attempt("out-of-reach", told("link-certificate"))
    except aiohttp.ClientConnectorError:
        return Attempt("out-of-reach", told("link-refused"))
    except aiohttp.TooManyRedirects:
        return Attempt("dead", told("link-circles"))
    except aiohttp.InvalidURL:
        return Attempt("dead", told("link-malformed"))
    except aiohttp.ClientError:
        return Attempt("out-of-reach", told("link-cut-off"))


def _answered(status: int) -> Attempt:
    if status < HTTPStatus.BAD_REQUEST:
        return Attempt("there")
    if status in _UNSURE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Attempt("out-of-reach", told("link-turned-away", status=status))
    return Attempt("dead", told("link-status", status=status))
