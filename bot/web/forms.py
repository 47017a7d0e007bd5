"""What a browser sends: bounded, and read without trust."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from bot.content import LANGUAGES, Language

LARGEST_BODY = 512 * 1024  # bytes; the largest form, a new entry, has some ten thousand
_MOST_FIELDS = 2000


class TooLargeError(Exception):
    """More was sent than any form of ours holds."""


class Fields:
    """The fields of a form or of an address; each may be there several times, or not at all."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = fields

    @classmethod
    def read(cls, text: str) -> "Fields":
        """Read what is URL-encoded. What is not in that form has no fields."""
        try:
            return cls(parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError:
            return cls({})

    def __call__(self, name: str, default: str = "") -> str:
        """The field's text, in the line breaks of YAML."""
        found = self._fields.get(name)
        return found[-1].replace("\r\n", "\n") if found else default

    def all(self, name: str) -> tuple[str, ...]:
        """All texts of a field."""
        return tuple(self._fields.get(name, ()))

    def number(self, name: str, default: int = 0) -> int:
        """A whole number of few digits."""
        return whole(self(name), default)

    def single(self) -> dict[str, str] | None:
        """Every field with its one text; `None` where one stands twice."""
        if any(len(texts) > 1 for texts in self._fields.values()):
            return None
        return {name: texts[0] for name, texts in self._fields.items()}


def whole(text: str, default: int = 0) -> int:
    """A whole number of few digits, or what is to be taken instead."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


async def form_of(request: Request) -> Fields:
    """Read a posted form. Raises `TooLargeError`."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise TooLargeError
    return Fields.read(body.decode("utf-8", "replace"))


def is_from_here(request: Request) -> bool:
    """Whether a page of ours sent this: browsers say where a form came from."""
    origin = urlsplit(request.headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("host")


def language_of(request: Request) -> Language:
    """The language chosen here before, else the browser's first that we speak, else Kazakh."""
    chosen = request.cookies.get("language", "")
    wanted = [part.split(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")]
    codes = [chosen, *wanted]
    return next((language for code in codes for language in LANGUAGES if language == code), "kk")
