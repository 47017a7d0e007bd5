"""Forwarded messages: what of a message is passed on, and how the Bot API names where it came from."""

from typing import Any

from bot_api_chats import Chat, Message

User = dict[str, Any]

LEFT_BEHIND = {
    "message_id", "from", "sender_chat", "author_signature", "chat", "date", "edit_date", "message_thread_id",
    "is_topic_message", "reply_to_message", "quote", "reply_markup", "media_group_id", "is_automatic_forward",
}  # fmt: skip
"""What belongs to the message where it stood, not to what it says."""


def forwarded(message: Message, origin: User | Chat | str | None = None) -> Message:
    """The fields of a message that forwards another. `origin` says instead of the message where it came from."""
    passed_on = {name: message[name] for name in message if name not in LEFT_BEHIND and not name.startswith("forward")}
    return passed_on | _named(_origin(message, origin))


def _origin(message: Message, origin: User | Chat | str | None) -> Message:
    """A MessageOrigin. A name alone is a person who hides the account; a forward keeps the origin it has."""
    date = {"date": message["date"]}
    if isinstance(origin, str):
        return {"type": "hidden_user", "sender_user_name": origin} | date
    if isinstance(origin, Chat):
        return _chat_origin(origin.about, message) | date
    if origin is not None:
        return {"type": "user", "sender_user": origin} | date
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    if "sender_chat" in message:
        return _chat_origin(message["sender_chat"], message) | date
    return {"type": "user", "sender_user": message["from"]} | date


def _chat_origin(chat: Message, message: Message) -> Message:
    """A channel's post can be found again by its number; a group speaks through an anonymous administrator."""
    if chat["type"] == "channel":
        return {"type": "channel", "chat": chat, "message_id": message["message_id"]}
    return {"type": "chat", "sender_chat": chat}


def _named(origin: Message) -> Message:
    """The origin, and once more under the names it had before Bot API 7.0, which are still sent."""
    older: Message = {}
    match origin["type"]:
        case "user":
            older = {"forward_from": origin["sender_user"]}
        case "hidden_user":
            older = {"forward_sender_name": origin["sender_user_name"]}
        case "chat":
            older = {"forward_from_chat": origin["sender_chat"]}
        case "channel":
            older = {"forward_from_chat": origin["chat"], "forward_from_message_id": origin["message_id"]}
    return {"forward_origin": origin, **older, "forward_date": origin["date"]}
