"""Reading a call off HTTP as the Bot API does, and answering it well or badly."""

import json
import re
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Send


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along in a multipart form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """What a call carries: every value a string, as the Bot API sees it, whichever way it was sent."""

    params: dict[str, str]
    files: dict[str, Upload]


async def read(request: Request) -> Form:
    """Parameters from the query string first, then from a JSON, multipart or URL-encoded body."""
    query = dict(parse_qsl(request.url.query, keep_blank_values=True))
    body, kind = await request.body(), request.headers.get("content-type", "")
    form = Form(query, {})
    if kind.startswith("application/json"):
        form.params.update({name: value for name, value in _from_json(body).items() if name not in query})
    elif boundary := re.search('multipart/form-data.*boundary="?([^";]+)', kind):
        _add_parts(form, body, boundary[1].encode())
    else:
        pairs = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
        form.params.update({name: value for name, value in pairs.items() if name not in query})
    return form


def _from_json(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = {}
    fields = values.items() if isinstance(values, dict) else ()
    return {name: _as_string(value) for name, value in fields if value is not None}


def _as_string(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _add_parts(form: Form, body: bytes, boundary: bytes) -> None:
    for name, filename, content in _parts(body, boundary):
        if filename is not None:
            form.files[name] = Upload(filename, content)
        else:
            form.params.setdefault(name, content.decode(errors="replace"))


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str | None, bytes]]:
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]:
        head, _, content = part.lstrip(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesHeaderParser().parsebytes(head)
        name = headers.get_param("name", "", "content-disposition")
        yield str(name), headers.get_filename(), content


async def send_json(send: Send, status: int, body: dict[str, Any], truncated: bool = False) -> None:
    """Answer with JSON; a truncated one is cut in the middle, as a failing proxy would."""
    content = json.dumps(body, ensure_ascii=False).encode()
    content = content[: len(content) // 2] if truncated else content
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def reset(send: Any) -> None:
    """Cut the connection with a TCP reset, as when a server dies. Reaches through uvicorn to its socket."""
    transport = send.__self__.transport
    linger = struct.pack("ii", 1, 0)  # on, for 0 seconds: close() then sends RST instead of FIN
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
