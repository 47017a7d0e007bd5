"""What a message of the bot replies to and quotes, and the topic it lands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot_api_chats import Chat, Message
from bot_api_rules import Params, Refused, formatted_text, integer, is_true, object_of, required
from markup import utf16_length

QUOTE_UNITS = 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """The message replied to, if any, and the fields beside it: the quote."""

    target: Message | None = None
    fields: Message = field(default_factory=dict)


def reply_of(chat: Chat, params: Params) -> Reply:
    """What a call replies to. A missing message is refused, unless it `allow_sending_without_reply`."""
    wanted = object_of(params, "reply_parameters", "reply parameters")
    if not wanted:
        return Reply(_target(chat, integer(params, "reply_to_message_id", 0, 0, 2**31), _may_miss(params)))
    number = required(wanted, "message_id", kind=int)
    target = _target(chat, number, bool(wanted.get("allow_sending_without_reply")))
    return Reply(target, _quote(target, wanted) if target and "quote" in wanted else {})


def topic_of(chat: Chat, params: Params) -> Message | None:
    """The message that opened the topic a call names. The general topic has none, and is not to be named."""
    number = integer(params, "message_thread_id", 0, 0, 2**31)
    if not number:
        return None
    opening = chat.messages.get(number, {})
    if not opening.get("is_topic_message") or opening["message_thread_id"] != number:
        raise Refused("Message thread not found")
    return opening


def _may_miss(params: Params) -> bool:
    return is_true(params, "allow_sending_without_reply")


def _target(chat: Chat, number: int, may_miss: bool) -> Message | None:
    if number and number not in chat.messages and not may_miss:
        raise Refused("Message to be replied not found")
    return chat.messages.get(number)


def _quote(target: Message, wanted: Mapping[str, Any]) -> Message:
    """The part of the message that is quoted: it has to stand there word for word."""
    entities = wanted.get("quote_entities")
    quote = formatted_text(required(wanted, "quote"), wanted.get("quote_parse_mode") or "", entities)
    text = str(target.get("text", target.get("caption", "")))
    before, found, _ = text.partition(quote.text) if quote.text else ("", "", "")
    if not found or utf16_length(found) > QUOTE_UNITS:
        raise Refused("QUOTE_TEXT_INVALID")
    marked = {"entities": list(quote.entities)} if quote.entities else {}
    return {"quote": {"text": found, **marked, "position": utf16_length(before), "is_manual": True}}
