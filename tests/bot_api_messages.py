"""The methods that send, change and delete messages."""

from typing import Any

from bot_api_chats import Chat, Message, Sent
from bot_api_http import Form, Upload
from bot_api_keyboard import Keyboard, reply_markup
from bot_api_replies import reply_of, topic_of
from bot_api_rules import Params, Refused, as_read, caption, integer, message_text
from bot_api_world import BOT_ID, World, now
from markup import Formatted

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"GIF8")
PHOTO_BYTES = 10 << 20


def send_message(world: World, form: Form) -> Message:
    formatted = message_text(form.params)
    return _send(world, form, "sendMessage", _fields(formatted, "text", "entities"), form.params["text"])


def send_photo(world: World, form: Form) -> Message:
    photo = _photo(form)
    formatted = caption(form.params)
    content = {"photo": photo, **_fields(formatted, "caption", "caption_entities")}
    return _send(world, form, "sendPhoto", content, form.params.get("caption", ""))


def edit_text(world: World, form: Form) -> Message | bool:
    """editMessageText. Without reply_markup the keyboard goes, as with Telegram."""
    formatted = message_text(form.params)
    content = _fields(formatted, "text", "entities")
    return _edit(world, form, "editMessageText", content, form.params["text"])


def edit_reply_markup(world: World, form: Form) -> Message | bool:
    return _edit(world, form, "editMessageReplyMarkup", {}, "")


def delete_message(world: World, form: Form) -> bool:
    """In a private chat a bot may delete any message; in a group, not being administrator, its own."""
    chat, message = _named(world, form.params, "delete")
    if not chat.is_private and not _is_own(message):
        raise Refused("Message can't be deleted")
    del chat.messages[message["message_id"]]
    return True


def _fields(formatted: Formatted, text: str, entities: str) -> dict[str, Any]:
    found = {text: formatted.text, entities: list(formatted.entities)}
    return {name: value for name, value in found.items() if value}


def _send(world: World, form: Form, method: str, content: dict[str, Any], html: str) -> Message:
    chat = world.chat_of(form.params)
    markup = reply_markup(form.params, private=chat.is_private)
    reply = reply_of(chat, form.params)
    message = chat.message(world.me, now(), reply.target, topic_of(chat, form.params)) | reply.fields | content
    _set_markup(message, markup)
    chat.keep(message)
    chat.show(chat.sent, Sent(method, message, html, as_read(form.params)))
    return message


def _is_own(message: Message) -> bool:
    return bool(message.get("from", {}).get("id") == BOT_ID)


def _set_markup(message: Message, markup: Keyboard | None) -> None:
    """Only an inline keyboard belongs to its message; a reply keyboard belongs to the chat."""
    message.pop("reply_markup", None)
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup


def _edit(world: World, form: Form, method: str, content: dict[str, Any], html: str) -> Message | bool:
    markup = reply_markup(form.params, inline_only=True)
    if form.params.get("inline_message_id") and not form.params.get("chat_id"):
        return True
    chat, message = _named(world, form.params, "edit")
    if not _is_own(message):
        raise Refused("Message can't be edited")
    if content and "text" not in message:
        raise Refused("There is no text in the message to edit")
    _change(message, content, markup)
    chat.show(chat.edits, Sent(method, message, html, as_read(form.params)))
    return message


def _change(message: Message, content: dict[str, Any], markup: Keyboard | None) -> None:
    same_text = all(message.get(field) == content.get(field) for field in ("text", "entities")) or not content
    if same_text and message.get("reply_markup") == markup:
        raise Refused(NOT_MODIFIED)
    if content:
        message.pop("entities", None)
    message.update(content, edit_date=now())
    _set_markup(message, markup)


def _named(world: World, params: Params, purpose: str) -> tuple[Chat, Message]:
    number = integer(params, "message_id", 0, 0, 2**31)
    if not params.get("chat_id") and not number:
        raise Refused("Message identifier is not specified")
    chat = world.chat_of(params)
    if number not in chat.messages:
        raise Refused(f"Message to {purpose} not found")
    return chat, chat.messages[number]


def _photo(form: Form) -> list[dict[str, Any]]:
    """A picture uploaded, or named by URL or file_id. What Telegram makes of it: several sizes."""
    named = form.params.get("photo", "")
    upload = form.files.get(named.removeprefix("attach://") if named.startswith("attach://") else "photo")
    if upload is None and (not named or named.startswith("attach://")):
        raise Refused("There is no photo in the request")
    if upload is not None:
        _check_photo(upload)
    return photo_sizes(len(upload.content) if upload else 48_213)


def _check_photo(upload: Upload) -> None:
    if not upload.content:
        raise Refused("File must be non-empty")
    if len(upload.content) > PHOTO_BYTES:
        raise Refused(f"File of size {len(upload.content)} bytes is too big for a photo")
    if not upload.content.startswith(IMAGES):
        raise Refused("IMAGE_PROCESS_FAILED")


def photo_sizes(size: int) -> list[dict[str, Any]]:
    """PhotoSize objects, smallest first."""
    shape = {"s": (90, 60, size // 30), "m": (320, 213, size // 4), "x": (800, 533, size)}
    return [
        {
            "file_id": f"AgACAgIAAxkBAAIB{letter}Z2-loopback",
            "file_unique_id": f"AQADzuUxG{letter}",
            "width": width,
            "height": height,
            "file_size": max(1, weight),
        }
        for letter, (width, height, weight) in shape.items()
    ]
