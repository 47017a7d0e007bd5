"""Read what a browser sends: limited in size, and never trusted."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from bot.content import LANGUAGES, Language

LARGEST_BODY = 512 * 1024  # bytes; the largest form, a new entry, has about ten thousand
_MOST_FIELDS = 2000


class TooLargeError(Exception):
    """The request is larger than any of our forms."""


class Fields:
    """The fields of a form or of a query string. A field may occur several times, or not at all."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = fields

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


async def form_of(request: Request) -> Fields:
    """Read a posted form. Raises `TooLargeError` above `LARGEST_BODY`."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise TooLargeError
    return Fields.read(body.decode("utf-8", "replace"))


def is_from_here(request: Request) -> bool:
    """Whether one of our own pages sent this: browsers say in `Origin` where a form came from."""
    origin = urlsplit(request.headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("host")


def language_of(request: Request) -> Language:
    """The language chosen earlier, else the first of the browser's languages that we speak, else Kazakh."""
    chosen = request.cookies.get("language", "")
    wanted = [part.split(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")]
    codes = [chosen, *wanted]
    return next((language for code in codes for language in LANGUAGES if language == code), "kk")
