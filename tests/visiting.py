"""Curators who visit the console: over HTTP as a program does, with whatever a browser would not do; and strangers."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

import httpx
from running import PLAIN_HTTP, Running

Field = str | list[str]
"""What a field of a form holds; several values where it can be ticked more than once."""

_PROOF = re.compile(r'name="proof" value="([^"]+)"')
_LINK = re.compile(r"http://\S+/enter/\S+")


def link_of(bot: Running) -> str:
    """The link that the bot printed when it started last."""
    return str(_LINK.findall(bot.log)[-1])


def home_of(bot: Running) -> str:
    """Where the console is."""
    return link_of(bot).partition("/enter/")[0]


@dataclass
class Visitor:
    """Somebody at the console. `proof` is what the forms of the page last seen carry."""

    client: httpx.AsyncClient
    proof: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def gets(self, path: str, **headers: str) -> httpx.Response:
        """Open a page."""
        response = await self.client.get(path, headers=self.headers | headers)
        found = _PROOF.search(response.text)
        self.proof = found.group(1) if found else self.proof
        return response

    async def posts(self, path: str, headers: Mapping[str, str] | None = None, /, **fields: Field) -> httpx.Response:
        """Send a form as its page would, but for what a test says otherwise."""
        origin = str(self.client.base_url).rstrip("/")
        given = {"Origin": origin, **self.headers, **(headers or {})}
        return await self.client.post(
            path,
            data={"proof": self.proof, **fields},
            headers={name: value for name, value in given.items() if value},
        )

    async def uploads(self, path: str, file: tuple[str, bytes] | None = None, /, **fields: Field) -> httpx.Response:
        """Send a form in parts, as a page does that may carry a file: its name, and its bytes."""
        origin = str(self.client.base_url).rstrip("/")
        return await self.client.post(
            path,
            data={"proof": self.proof, **fields},
            files={"file": file or ("", b"")},
            headers={"Origin": origin, **self.headers},
        )

    async def sees(self, path: str) -> str:
        """A page's text, which has to be there."""
        response = await self.gets(path)
        assert response.status_code == 200, response.text
        return response.text


def visitor_of(address: str, transport: httpx.AsyncBaseTransport | None = None) -> Visitor:
    """Somebody who has not been let in."""
    return Visitor(httpx.AsyncClient(base_url=address, transport=transport, timeout=180, **PLAIN_HTTP))


def widget(token: str, user: int, at: datetime, **more: str) -> dict[str, str]:
    """What Telegram's login widget sends for a user, signed."""
    fields = {"id": str(user), "first_name": "Saule", "auth_date": str(int(at.timestamp()))} | more
    return fields | {"hash": _signature(fields, hashlib.sha256(token.encode()).digest())}


def mini_app(token: str, user: int, at: datetime, **more: str) -> str:
    """The `initData` of a Mini App that a user has opened, signed."""
    about = json.dumps({"id": user, "first_name": "Saule"})
    fields = {"query_id": "AAE", "user": about, "auth_date": str(int(at.timestamp()))} | more
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode(fields | {"hash": _signature(fields, key)})


def _signature(fields: Mapping[str, str], key: bytes) -> str:
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    return hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()


def carried(page: str) -> dict[str, str]:
    """What a form carries besides what is typed into it."""
    return dict(re.findall(r'name="(upto|draft|revision|mark|follows)" value="([^"]*)"', page))
