"""Read what a browser sends, and from where: limited in size and in failed attempts, and never trusted.

Here is the one rule for who is on this machine: they may use a login link, and see the metrics without a token.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from bot.content import LANGUAGES, Language

LARGEST_BODY = 512 * 1024  # bytes; the largest form of texts, a new entry, has about ten thousand
LARGEST_UPLOAD = 2 * 1024 * 1024  # bytes of a form that may carry a file
_MOST_FIELDS = 2000


async def gone(request: Request, fault: Exception) -> Response:
    """What is answered when somebody has hung up in the middle of a request: nobody reads it."""
    return Response(status_code=400)


class TooLargeError(Exception):
    """The request is larger than any of our forms."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form: its name on the visitor's machine, and its bytes."""

    name: str
    data: bytes


class Fields:
    """The fields of a form or of a query string. A field may occur several times, or not at all."""

    def __init__(self, fields: Mapping[str, Sequence[str]], files: Mapping[str, Upload] | None = None) -> None:
        self._fields = fields
        self._files = files or {}

    def file(self, name: str) -> Upload | None:
        """A file that came with the form, unless it is empty."""
        return self._files.get(name)

    @classmethod
    def read(cls, text: str) -> "Fields":
        """Parse URL-encoded text. Text in any other form has no fields."""
        try:
            return cls(parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError:
            return cls({})

    def __call__(self, name: str, default: str = "") -> str:
        """The field's last text, with line breaks as YAML has them; `default` if the field is missing."""
        found = self._fields.get(name)
        return found[-1].replace("\r\n", "\n") if found else default

    def names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self._fields.get(name, ()))

    def number(self, name: str, default: int = 0) -> int:
        """The field as a whole number of at most nine digits, or `default`."""
        return whole(self(name), default)

    def single(self) -> dict[str, str] | None:
        """Every field with its text; `None` if a field occurs twice."""
        if any(len(texts) > 1 for texts in self._fields.values()):
            return None
        return {name: texts[0] for name, texts in self._fields.items()}


def whole(text: str, default: int = 0) -> int:
    """A text as a whole number of at most nine digits, or `default`."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


def query_of(request: Request) -> Fields:
    """What a request's address carries. Not by way of its whole address, which cannot always be read."""
    return Fields.read(request.scope["query_string"].decode("latin-1"))


async def form_of(request: Request) -> Fields:
    """Read a posted form. Raises `TooLargeError` above `LARGEST_BODY`, or `LARGEST_UPLOAD` where it may have a file."""
    is_in_parts = request.headers.get("content-type", "").startswith("multipart/form-data")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > (LARGEST_UPLOAD if is_in_parts else LARGEST_BODY):
            raise TooLargeError
    return await _in_parts(request, body) if is_in_parts else Fields.read(body.decode("utf-8", "replace"))


async def _in_parts(request: Request, body: bytes) -> Fields:
    """The fields and files of a form in parts; none, if it is malformed."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(request.headers, stream(), max_files=1)
    parser.max_part_size = LARGEST_UPLOAD
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        return Fields({})
    fields: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields.setdefault(name, []).append(value)
        elif data := await value.read():
            files[name] = Upload(value.filename or "", data)
    await form.close()
    return Fields(fields, files)


def is_from_here(request: Request) -> bool:
    """Whether one of our own pages sent this: browsers say in `Origin` where a form came from."""
    try:
        origin = urlsplit(request.headers.get("origin", ""))
    except ValueError:
        return False
    return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("host")


def language_of(request: Request) -> Language:
    """The language chosen earlier, else the first of the browser's languages that we speak, else Kazakh."""
    chosen = request.cookies.get("language", "")
    wanted = [part.split(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")]
    codes = [chosen, *wanted]
    return next((language for code in codes for language in LANGUAGES if language == code), "kk")


class KnockLimit:
    """Allows `times` failures within `seconds`, counted for each caller, or for all strangers together."""

    def __init__(self, times: int, seconds: int) -> None:
        self._limit = RateLimitItemPerSecond(times, seconds)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def may(self, who: str = "") -> bool:
        """Whether the caller may try once more."""
        return self._limiter.test(self._limit, who)

    def failed(self, who: str = "") -> bool:
        """Count a failure. Returns whether it was still within the limit."""
        return self._limiter.hit(self._limit, who)


_NAMES = ("localhost", "127.0.0.1", "::1")
# Headers that proxies add: a proxy on this machine speaks for people elsewhere.
_PROXIED = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "true-client-ip",
    "cf-connecting-ip",
)  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_local(request: Request, host: str) -> bool:
    """Whether a request comes from this machine, to a server that only this machine reaches, by one of its names.

    `host` is what the server listens on. A request by any other name may be a trick: a page elsewhere can have its own
    name resolve to this machine. A request that came through a proxy is not local, whatever its headers say.
    """
    client = request.client.host if request.client else ""
    proxied = any(header in request.headers for header in _PROXIED)
    return is_loopback(client) and is_loopback(host) and _name_in(request) in _NAMES and not proxied


def _name_in(request: Request) -> str:
    """The name by which a request calls the server, without its port; empty if it is none."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:  # "[", say
        return ""
