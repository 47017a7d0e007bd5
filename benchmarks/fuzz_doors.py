"""The doors that strangers knock at, as targets of `benchmarks.fuzz`: updates, links, logins, addresses and cookies."""

import copy
import hashlib
import hmac
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from starlette.requests import Request

from bot.content import LANGUAGES, load
from bot.conversation import Conversation, Wording, command_from, press_from
from bot.conversation.hearing import is_link_alone
from bot.conversation.turns import Person
from bot.conversation.typed_input import command_in
from bot.matching import Explanation, Verdict
from bot.matching.spelling import clean
from bot.telegram.html import html_of
from bot.telegram.update_filter import Me, slim
from bot.web.login import by_mini_app, by_widget
from bot.web.request import is_from_here, is_local, language_of, query_of

PROJECT = Path(__file__).parent.parent
_ME = Me(1, "bot")
_TOKEN = "123456789:AAE-made_up_token"  # noqa: S105 - nobody's
_NOW = datetime(2026, 3, 1, tzinfo=UTC)
_IIN = "900101300123"
_PERSON = Person(_NOW.date())
_CHAT = {"id": 7, "type": "private", "first_name": "A"}
_GROUP = {"id": -100, "type": "supergroup", "title": "B"}
_ALIYA = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "kk"}
_MENTION = [{"type": "mention", "offset": 0, "length": 4}]
_SAID = {"message_id": 5, "date": 1, "chat": _CHAT, "from": _ALIYA, "text": f"Когда? ИИН {_IIN}"}
_UPDATES: list[dict[str, Any]] = [
    {"update_id": 1, "message": _SAID},
    {"update_id": 1, "edited_message": _SAID | {"edit_date": 2}},
    {
        "update_id": 1,
        "message": _SAID
        | {"chat": _GROUP, "text": "@bot 👍 что это?", "entities": _MENTION, "quote": {"text": "Что?", "position": 0}}
        | {"reply_to_message": _SAID, "sender_chat": {"id": -5, "type": "channel"}, "external_reply": {"origin": {}}},
    },
    {"update_id": 1, "message": _SAID | {"photo": [{"file_id": "a"}], "caption": "a", "caption_entities": _MENTION}},
    {"update_id": 1, "callback_query": {"id": "1", "from": _ALIYA, "message": _SAID, "data": "more:seats:ru"}},
    {"update_id": 1, "inline_query": {"id": "1", "from": _ALIYA, "query": "a", "offset": ""}},
    {
        "update_id": 1,
        "my_chat_member": {
            "chat": _CHAT,
            "from": _ALIYA,
            "date": 1,
            "new_chat_member": {"status": "kicked", "user": {}},
        },
    },
]
_ODD: list[Any] = [None, True, -1, 2**70, 1.5, "", "a" * 300, [], {}, [[]], {"id": 1}, "\0", "👍🏽", float("inf")]


def updates(given: str) -> None:
    """An update of any form is cut down to what JSON holds, passed over, or a fault that the intake expects."""
    dice = random.Random(given.encode("utf-8", "surrogatepass"))
    update = json.loads(json.dumps(dice.choice(_UPDATES)))
    for _ in range(dice.randint(0, 3)):
        _change(update, dice, given)
    if not isinstance(update.get("update_id"), int):
        return
    try:
        cut = slim(update, _ME)
    except (KeyError, TypeError, ValueError, AttributeError):
        return
    if cut:
        assert json.loads(json.dumps(cut[0])) == cut[0]
        assert isinstance(cut[1], int)
        assert _IIN in given or _IIN not in json.dumps(cut[0])
        json.dumps(cut[0], ensure_ascii=False).encode()  # as a database and Telegram take it


def _change(node: Any, dice: random.Random, given: str) -> None:
    """Put something else into one place of an update."""
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = dice.choice(keys)
        if isinstance(node[key], dict | list) and node[key] and dice.random() < 0.7:
            node = node[key]
            continue
        if isinstance(node, dict) and dice.random() < 0.2:
            del node[key]
        elif isinstance(node[key], str) and dice.random() < 0.5:
            node[key] = given
        else:
            node[key] = copy.deepcopy(dice.choice([*_ODD, given]))
        return


class _Nothing:
    """Understands nothing: no button and no link needs the matcher."""

    def understand(self, text: str) -> Verdict:
        return Verdict("unknown", (), (), 0.0, None)

    def remembers(self, text: str) -> bool:
        return False

    def expecting(self, verdict: Verdict, names: object) -> Verdict:
        return verdict

    def explain(self, text: str) -> Explanation:
        raise AssertionError


class Talk:
    """The conversation over the project's own content: deep links, and whatever a button may carry."""

    def __init__(self) -> None:
        library = load(PROJECT / "faq", PROJECT / "corpus")
        self._conversation = Conversation(library, _Nothing(), Wording(), 365)
        self._names = [*library.everything, *(section.id for section in library.sections), *library.articles]

    def link(self, given: str) -> None:
        """Any link into the bot opens something."""
        command = command_from(f"/start {given}")
        assert command
        turn = self._conversation.command(command.name, command.argument, _PERSON, "1f")
        assert all(html_of(message) for message in turn.messages) and turn.messages

    def press(self, given: str) -> None:
        """Any data of a button, however forged, brings something or nothing, and no fault."""
        dice = random.Random(given.encode("utf-8", "surrogatepass"))
        parts = given.split(":")
        parts[dice.randrange(len(parts))] = dice.choice([*self._names, *LANGUAGES, "0", "9" * 20, "-1", "t.1f"])
        for data in (given[:64], ":".join(parts)[:64]):
            turn = self._conversation.press(press_from(data), _PERSON, "1f")
            assert len(turn.toast) <= 200


def words(given: str) -> None:
    """Reading a text for what it is without the matcher says the same again, and takes no time."""
    assert command_in(given) == command_in(given)
    assert not (is_link_alone(given) and not given.strip())
    once = clean(given)
    assert len(once) <= 450


def logins(given: str) -> None:
    """Whatever is sent for a login, signed or not: nobody comes in but with a number and a time that are good."""
    given = given.encode(errors="replace").decode()  # no form and no address that is read holds half a character
    dice = random.Random(given)
    fields = {"id": "7", "first_name": "A", "auth_date": str(int(_NOW.timestamp()))}
    for _ in range(dice.randint(0, 2)):
        fields[dice.choice([*fields, "user", "photo_url", given[:8]])] = dice.choice([given, "", "٣", "9" * 16, "-1"])
    signed = fields | {"hash": _sign(fields, hashlib.sha256(_TOKEN.encode()).digest())}
    found = by_widget(signed, _TOKEN, _NOW)
    assert found is None or 0 <= found.id < 10**16
    assert by_widget(fields | {"hash": given}, _TOKEN, _NOW) is None
    assert by_mini_app(given, _TOKEN, _NOW) is None
    app = {
        "auth_date": fields["auth_date"],
        "user": dice.choice([given, '{"id": true}', "[]", '{"id": 7}', '{"id": 1e400}']),
    }
    key = hmac.new(b"WebAppData", _TOKEN.encode(), hashlib.sha256).digest()
    sent = "&".join(f"{name}={quote_plus(value, errors='replace')}" for name, value in app.items())
    assert (found := by_mini_app(f"{sent}&hash={_sign(app, key)}", _TOKEN, _NOW)) is None or found.id >= 0


def _sign(fields: dict[str, str], key: bytes) -> str:
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields) if name != "hash")
    return hmac.new(key, lines.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def addresses(given: str) -> None:
    """Any cookie, query, name of a host and origin is read, and no stranger is taken for somebody of this machine."""
    text = given.encode("latin-1", "replace").replace(b"\r", b"").replace(b"\n", b"")
    headers = [
        (name, text) for name in (b"cookie", b"host", b"origin", b"accept-language", b"referer", b"if-none-match")
    ]
    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": text, "headers": headers, "scheme": "http",
        "client": ("203.0.113.9", 1), "server": ("127.0.0.1", 8080),
    }  # fmt: skip
    request = Request(scope)
    assert language_of(request) in LANGUAGES
    assert isinstance(request.cookies.get("session", ""), str)
    assert not is_local(request, "127.0.0.1")
    is_local(Request(scope | {"client": ("127.0.0.1", 1)}), "127.0.0.1")
    is_from_here(request)
    fields = query_of(request)
    fields.number("page")
    fields.single()


def doors() -> dict[str, Callable[[str], None]]:
    """The targets by name."""
    talk = Talk()
    return {
        "updates": updates,
        "deep links": talk.link,
        "buttons pressed": talk.press,
        "words": words,
        "logins": logins,
        "addresses and cookies": addresses,
    }
