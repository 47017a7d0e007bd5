"""Keep of an update only what the bot needs, scrubbed, before it is stored. Names and pictures never are."""

from typing import Any

from bot.conversation.privacy import scrub

Raw = dict[str, Any]

# The kinds of message that a person sends and the bot cannot read. They get one friendly line.
_UNREADABLE = (
    "animation", "audio", "contact", "dice", "document", "game", "location", "photo", "poll", "sticker", "story",
    "venue", "video", "video_note", "voice",
)  # fmt: skip


def slim(update: Raw) -> tuple[Raw, int] | None:
    """The update cut down to what is needed, and its chat; `None` for what the bot does not react to."""
    match update:
        case {"message": {"chat": {"id": int(chat), "type": "private"}, "from": {"id": int()}} as message}:
            kept = _message(message)
            return ({"update_id": update["update_id"], "message": kept}, chat) if kept else None
        case {"callback_query": {"id": str(), "from": {"id": int(person)}} as query}:
            return {"update_id": update["update_id"], "callback_query": _query(query)}, person
        case _:
            return None


def _message(message: Raw) -> Raw | None:
    kept = {key: message[key] for key in ("message_id", "date")}
    kept |= {"chat": _only(message["chat"], "id", "type"), "from": _person(message["from"])}
    if isinstance(message.get("text"), str):
        kept["text"] = scrub(message["text"])
        kept["entities"] = _command(message)
    elif not any(kind in message for kind in _UNREADABLE):
        return None
    return kept


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
    # Telegram dates a message that the bot can no longer change 0; the bot then sends a new one.
    if (message := query.get("message")) and message["date"]:
        kept["message"] = {key: message[key] for key in ("message_id", "date")} | {
            "chat": _only(message["chat"], "id", "type")
        }
    return kept


def _person(person: Raw) -> Raw:
    # Telegram's form wants a first name; the bot does not, so it is left empty.
    return {"is_bot": False, **_only(person, "id", "is_bot", "language_code"), "first_name": ""}


def _only(values: Raw, *keys: str) -> Raw:
    return {key: values[key] for key in keys if key in values}
