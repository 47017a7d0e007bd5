"""Check what Telegram signs when somebody logs in, by its widget on a page or by opening a Mini App.

Specified at https://core.telegram.org/widgets/login and https://core.telegram.org/bots/webapps.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

_DAY = timedelta(days=1)
_AT_ONCE = timedelta(minutes=10)  # a Mini App passes on what was signed as it is opened
_SKEW = timedelta(minutes=2)  # how far Telegram's clock may be ahead of ours
_MOST_FIELDS = 30
_SECONDS = 11  # digits of a Unix time: enough until the year 5138


@dataclass(frozen=True, slots=True)
class TelegramUser:
    """A user whom Telegram vouches for. `signature` is Telegram's proof, valid until `until`."""

    id: int
    name: str
    signature: str
    until: datetime


def by_widget(fields: Mapping[str, str], token: str, now: datetime) -> TelegramUser | None:
    """Who logged in with Telegram's widget; `None` unless Telegram signed that within the last day."""
    key = hashlib.sha256(token.encode()).digest()
    if not _signed(fields, key):
        return None
    return _user(fields, {"id": fields.get("id"), "first_name": fields.get("first_name")}, now, _DAY)


def by_mini_app(init_data: str, token: str, now: datetime) -> TelegramUser | None:
    """Who opened the Mini App, by its `initData`; `None` unless Telegram signed that within the last ten minutes."""
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS)
        fields = dict(pairs)
        user = json.loads(fields.get("user", ""))
    except ValueError:
        return None
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    if len(fields) < len(pairs) or not isinstance(user, dict) or not _signed(fields, key):
        return None
    return _user(fields, user, now, _AT_ONCE)


def _signed(fields: Mapping[str, str], key: bytes) -> bool:
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()) if name != "hash")
    expected = hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), fields.get("hash", "").encode())


def _user(
    fields: Mapping[str, str], user: Mapping[str, object], now: datetime, valid: timedelta
) -> TelegramUser | None:
    """The user in fields that Telegram signed, if it signed them no longer ago than they are valid."""
    number, signed_at = str(user.get("id")), fields.get("auth_date", "")
    if not (_is_number(number) and _is_number(signed_at, _SECONDS)):
        return None
    age = now - datetime.fromtimestamp(int(signed_at), now.tzinfo)
    if not -_SKEW <= age <= valid:
        return None
    return TelegramUser(int(number), str(user.get("first_name") or ""), fields["hash"], now - age + valid)


def _is_number(text: str, digits: int = 16) -> bool:
    """Whether this is a whole number as Telegram writes it: its ids have up to 16 digits."""
    return text.isascii() and text.isdecimal() and len(text) <= digits
