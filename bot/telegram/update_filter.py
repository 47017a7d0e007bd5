"""Cut an update down to what the bot needs, scrubbed, before it is stored. Names and pictures are never stored.

Updates that the bot does not react to are dropped: from other bots, from channels, and in groups what is not for it.
"""

import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.conversation import Command, command_from
from bot.conversation.privacy import scrub
from bot.storage import Waiting
from bot.telegram.rate_limit import RateLimit

Raw = dict[str, Any]

# The kinds of message that the bot cannot read, by the line of the wording that replies to them.
UNREADABLE = {
    "voice": ("voice", "video_note", "audio"),
    "sticker": ("sticker", "dice", "game"),
    "place": ("location", "venue"),
    "contact": ("contact",),
    "poll": ("poll", "checklist"),
    "picture": ("animation", "document", "paid_media", "photo", "story", "video"),
}

_GROUPS = ("group", "supergroup")
_ANONYMOUS = 1087968824  # the account under which a group's administrators write anonymously
_POINTS = 3  # words of a text that points to what it quotes ("what is this?") and asks nothing by itself
_LONGEST_QUERY = 256  # characters; Telegram allows no more
_LONGEST_TEXT, _END = 1200, 400  # characters; curators write whole entries, so theirs are kept
_TYPED, _TYPED_PER_SECOND = 20, 2.0  # inline queries: Telegram sends one for each pause in somebody's typing
_BEYOND = 2**53  # all of Telegram's numbers are smaller; a database takes none beyond 2**63


# If somebody mentions the bot and says nothing else, it tells them how to ask.
_BARE_ASK = {"text": "/ask", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's id and username, as people mention it in groups; and the curators, whose messages are kept whole."""

    id: int
    username: str
    curators: frozenset[int] = frozenset()


def slim(update: Raw, me: Me) -> tuple[Raw, int] | None:
    """The update cut down to what is needed, and its chat; `None` if the bot does not react to it."""
    match update:
        case {"message": {"chat": {"id": int(chat)}, "from": {"id": int()}} as message}:
            return _with_chat(update, "message", _message(message, me), chat)
        case {"edited_message": {"chat": {"id": int(chat)}, "from": {"id": int()}} as message}:
            readable = message if "text" in message or "caption" in message else None  # a live location, say
            return _with_chat(update, "edited_message", readable and _message(readable, me), chat)
        case {"guest_message": {"guest_query_id": str(), "from": {"id": int(person)}} as message}:
            return _with_chat(update, "guest_message", _guest(message, me), person)
        case {"callback_query": {"id": str(), "from": {"id": int(person)}} as query}:
            kept = _query(query)
            chat = kept.get("message", {}).get("chat", {}).get("id", person)
            return _with_chat(update, "callback_query", kept, chat) if isinstance(chat, int) else None
        case {"inline_query": {"id": str(), "from": {"id": int(person)}} as query}:
            return _with_chat(update, "inline_query", _inline(query), person)
        case {"chosen_inline_result": {"result_id": str(), "from": {"id": int(person)}} as chosen}:
            return _with_chat(update, "chosen_inline_result", _chosen(chosen), person)
        case {"my_chat_member": {"chat": {"id": int(chat), "type": "private"}, "from": {"id": int()}} as member}:
            return _with_chat(update, "my_chat_member", _member(member), chat)
        case _:
            return None


def _with_chat(update: Raw, kind: str, kept: Raw | None, chat: int) -> tuple[Raw, int] | None:
    if max(abs(chat), abs(update["update_id"])) >= _BEYOND:
        raise ValueError("no number of Telegram's")
    json.dumps(kept, ensure_ascii=False, allow_nan=False).encode()  # half a character, or no number, cannot be stored
    return ({"update_id": update["update_id"], kind: kept}, chat) if kept else None


def _message(message: Raw, me: Me) -> Raw | None:
    if not _is_person(message) or not _is_meant(message, me):
        return None
    kept = _only(message, "message_id", "date", "edit_date", "media_group_id", "message_thread_id", "is_topic_message")
    kept |= {"chat": _only(message["chat"], "id", "type"), "from": _person(message["from"])}
    if as_chat := _as_chat(message):
        kept["from"]["id"] = as_chat  # not the account that all of them share: none acts for another
    if _replies_to(message, me):
        kept["reply_to_message"] = _only(message["reply_to_message"], "message_id", "date") | {"chat": kept["chat"]}
    text = _text(message, me)
    text = text and text.replace("\0", "").encode(errors="replace").decode()  # neither can be stored
    if text == "":
        return kept | _BARE_ASK
    if text is not None:
        if message["from"]["id"] not in me.curators:
            text = _shortened(text)
        scrubbed = scrub(text)
        told = {"scrubbed": True} if scrubbed != text else {}
        return kept | {"text": scrubbed, "entities": _command(message)} | told
    kind = next((line for line, kinds in UNREADABLE.items() if any(each in message for each in kinds)), None)
    is_private = message["chat"]["type"] == "private"
    return kept | {"unreadable": kind} if kind and is_private else None


def _guest(message: Raw, me: Me) -> Raw | None:
    """A question from a chat that the bot is not in, without anything of that chat. Its writer stands in its place."""
    text = _written(message)
    if text is None or not _is_person(message):
        return None
    writer = _person(message["from"])
    mention = _mention(message, text, me)
    if mention:
        others = _written(message.get("reply_to_message") or {}) or ""
        text = f"{text[: mention[0]]} {text[mention[1] :]}".strip() or others
    text = _shortened(text.replace("\0", ""))
    scrubbed = scrub(text)
    kept = {"message_id": 0, "date": message["date"], "chat": {"id": writer["id"], "type": "group"}, "from": writer}
    told = {"scrubbed": True} if scrubbed != text else {}
    return kept | {"guest_query_id": message["guest_query_id"], "text": scrubbed} | told


def _shortened(text: str) -> str:
    """The beginning and the end of a long text. The matcher reads less of it than that."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - _END]} … {text[-_END:]}"


def _is_person(message: Raw) -> bool:
    """Whether a person wrote this, not a bot. In a group a person may write as the group, or as their channel."""
    if _as_chat(message):
        return True
    return not message["from"].get("is_bot") and "sender_chat" not in message


def _as_chat(message: Raw) -> int | None:
    """The number of the chat in whose name a person writes in a group; `None` if they write in their own."""
    if message["from"]["id"] == _ANONYMOUS:
        return int(message["chat"]["id"])
    match message.get("sender_chat"):
        # What a channel posts is copied into its group by Telegram, and nobody asks that.
        case {"type": "channel", "id": int(channel)} if not message.get("is_automatic_forward"):
            return channel if message["chat"].get("type") in _GROUPS else None
        case _:
            return None


def _is_meant(message: Raw, me: Me) -> bool:
    """Whether a message is for the bot: in private always; in a group if it mentions it, replies to it or says /ask."""
    kind = message["chat"].get("type")
    if kind == "private":
        return True
    if kind not in _GROUPS:
        return False
    text = _written(message) or ""
    if command := _typed(message, text):
        return command.bot == me.username.lower() if command.bot else command.name == "ask"
    return _mention(message, text, me) is not None or _replies_to(message, me)


def _replies_to(message: Raw, me: Me) -> bool:
    match message.get("reply_to_message"):
        case {"from": {"id": int(author)}, "message_id": int()}:
            return author == me.id
        case _:
            return False


def _text(message: Raw, me: Me) -> str | None:
    """A message's text or caption; in a group, without the mention that calls the bot. With what it only points to."""
    text = _written(message)
    quoted = _quoted(message, me)
    if text is None:
        return None
    if message["chat"]["type"] == "private":
        return text if _typed(message, text) else _with_quoted(text, quoted)
    others = quoted or _written(message.get("reply_to_message") or {}) or ""
    command = _typed(message, text)
    if command and command.name == "ask" and not command.argument:
        return f"{text} {others}".strip()  # asks somebody else's question
    mention = _mention(message, text, me)
    if not mention:
        return text
    asked = f"{text[: mention[0]]} {text[mention[1] :]}".strip()
    return _with_quoted(asked, quoted) if asked else others


def _quoted(message: Raw, me: Me) -> str:
    """The passage of another message that a message quotes; empty if it is the bot's own, which is known anyway."""
    match message.get("quote"):
        case {"text": str(quoted)} if not _replies_to(message, me):
            return quoted
        case _:
            return ""


def _with_quoted(text: str, quoted: str) -> str:
    """A text with the passage that it quotes, if it says too little to be understood without it."""
    return f"{quoted}\n{text}" if quoted and len(text.split()) <= _POINTS else text


def _written(message: Raw) -> str | None:
    for key in ("text", "caption"):
        if isinstance(message.get(key), str):
            return str(message[key])
    return None


def _mention(message: Raw, text: str, me: Me) -> tuple[int, int] | None:
    """Where the bot is mentioned: start and end, in characters."""
    for entity in _entities(message):
        if entity.get("type") == "mention":
            start, end = _characters(text, entity["offset"]), _characters(text, entity["offset"] + entity["length"])
            if text[start:end].lower() == f"@{me.username}".lower():
                return start, end
    return None


def _characters(text: str, units: int) -> int:
    """Convert Telegram's count, in UTF-16 units, into Python's, in characters."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _typed(message: Raw, text: str) -> Command | None:
    """The command that a message begins with, if Telegram marks it as one."""
    return command_from(text) if _command(message) else None


def _entities(message: Raw) -> list[Raw]:
    return message.get("entities") or message.get("caption_entities") or []


def _command(message: Raw) -> list[Raw]:
    """The command that a message begins with; other markup in it means nothing to the bot."""
    entities = message.get("entities") or []
    begins = (one for one in entities if one.get("type") == "bot_command" and one.get("offset") == 0)
    return [_only(one, "type", "offset", "length") for one in begins]


def _query(query: Raw) -> Raw:
    kept = {
        "id": query["id"],
        "from": _person(query["from"]),
        "chat_instance": query.get("chat_instance", ""),
    }
    if isinstance(query.get("data"), str):
        kept["data"] = query["data"][:64]
    # Telegram gives the date 0 to a message that the bot can no longer change; the bot then sends a new one.
    if (message := query.get("message")) and message["date"]:
        kept["message"] = _only(message, "message_id", "date", "message_thread_id", "is_topic_message")
        kept["message"]["chat"] = _only(message["chat"], "id", "type")
    return kept


def _inline(query: Raw) -> Raw:
    kept = _only(query, "id", "offset") | {"from": _person(query["from"])}
    return {"offset": ""} | kept | {"query": scrub(str(query.get("query", "")).replace("\0", "")[:_LONGEST_QUERY])}


def _chosen(chosen: Raw) -> Raw:
    query = scrub(str(chosen.get("query", "")).replace("\0", "")[:_LONGEST_QUERY])
    return {"result_id": chosen["result_id"][:64], "from": _person(chosen["from"]), "query": query}


def _member(member: Raw) -> Raw | None:
    """The news that somebody has blocked the bot; `None` if they unblocked it, which changes nothing."""
    if member["new_chat_member"]["status"] != "kicked":
        return None
    bot = {"user": _person(member["new_chat_member"]["user"])}
    return {
        "chat": _only(member["chat"], "id", "type"),
        "from": _person(member["from"]),
        "date": member["date"],
        "old_chat_member": {"status": "member", **bot},
        "new_chat_member": {"status": "kicked", "until_date": 0, **bot},
    }


def _person(person: Raw) -> Raw:
    # Telegram's format requires a first name; the bot does not need it, so it is left empty.
    return {"is_bot": False, **_only(person, "id", "is_bot", "language_code"), "first_name": ""}


def _only(values: Raw, *keys: str) -> Raw:
    return {key: values[key] for key in keys if key in values}


log = structlog.get_logger()

ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "guest_message",
    "my_chat_member",
]


Put = Callable[[list[dict[str, Any]], list[int]], Awaitable[Sequence[Waiting]]]
"""Commits updates, each with its chat; returns those that are new (`Inbox.put`)."""


class Intake:
    """Puts raw updates into the inbox, then reports the new ones to `tell`. `me` is the bot, as groups mention it.

    `expect` is called with updates before they are committed: it may prepare for them, but do nothing visible.
    """

    def __init__(
        self,
        put: Put,
        me: Me,
        tell: Callable[[Sequence[Waiting]], None],
        expect: Callable[[list[dict[str, Any]]], None] = lambda _: None,
    ) -> None:
        self._put = put
        self._me = me
        self._tell = tell
        self._expect = expect
        self._typed = RateLimit(burst=_TYPED, per_second=_TYPED_PER_SECOND, enough=1)

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Commit the updates that the bot reacts to. Raises `ConnectionError` if the inbox cannot be reached."""
        kept = [cut for update in updates if self._is_wanted(update) and (cut := _slim_or_none(update, self._me))]
        bodies = [body for body, _ in kept]
        self._expect(bodies)
        new = await self._put(bodies, [chat for _, chat in kept])
        if len(new) < len(bodies):
            known = {body["update_id"] for body in bodies} - {waiting.update_id for waiting in new}
            log.info("updates that have come before are left alone", updates=sorted(known))
        if new:
            self._tell(new)

    def _is_wanted(self, update: dict[str, Any]) -> bool:
        """Whether to take an update in: an inline query is dropped if its person's come too fast. Nobody misses it."""
        match update:
            case {"inline_query": {"from": {"id": int(person)}}}:
                return self._typed.meet(person, time.time()) == "read"
            case _:
                return True


def _slim_or_none(update: dict[str, Any], me: Me) -> tuple[dict[str, Any], int] | None:
    try:
        return slim(update, me)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        log.error("an update is not in Telegram's form", update=update.get("update_id"), fault=repr(fault))
        return None
