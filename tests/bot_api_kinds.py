"""The JSON of messages that are not text, as Telegram's apps produce them."""

from collections.abc import Callable
from typing import Any

from bot_api_messages import photo_sizes
from bot_api_rules import TEXT_UNITS
from markup import parse, utf16_length

Content = dict[str, Any]


def _file(kind: str, size: int) -> Content:
    return {"file_id": f"{kind}_BQACAgIAAxkBAAIB", "file_unique_id": f"AgAD{kind}", "file_size": size}


def _photo(_: Any) -> Any:
    return photo_sizes(48_213)


def _voice(_: Any) -> Any:
    return {**_file("voice", 14_212), "duration": 3, "mime_type": "audio/ogg"}


def _sticker(emoji: Any) -> Any:
    shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
    return {**_file("sticker", 23_002), **shape, "emoji": _text(emoji, "👍"), "set_name": "Loopback"}


def _location(place: Any) -> Any:
    latitude, longitude = place if isinstance(place, tuple) else (51.128201, 71.430429)
    return {"latitude": latitude, "longitude": longitude}


def _contact(phone: Any) -> Any:
    return {"phone_number": _text(phone, "+77010000000"), "first_name": "Aliya", "user_id": 6_000_000_001}


def _poll(question: Any) -> Any:
    options = [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("Yes", "No")]
    asked = {"id": "5300000000000000001", "question": _text(question, "Yes?"), "options": options}
    shape = {"is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    newer = {"allows_revoting": True, "members_only": False}
    return {**asked, **shape, **newer, "total_voter_count": 0}


def _document(name: Any) -> Any:
    shape = {"file_name": _text(name, "draft.pdf"), "mime_type": "application/pdf"}
    return {**_file("document", 81_990), **shape}


def _video(_: Any) -> Any:
    return {**_file("video", 902_113), "width": 1280, "height": 720, "duration": 12, "mime_type": "video/mp4"}


def _audio(title: Any) -> Any:
    shape = {"duration": 188, "title": _text(title, "Song"), "mime_type": "audio/mpeg"}
    return {**_file("audio", 3_100_221), **shape}


KINDS: dict[str, Callable[[Any], Any]] = {
    "photo": _photo,
    "voice": _voice,
    "sticker": _sticker,
    "location": _location,
    "contact": _contact,
    "poll": _poll,
    "document": _document,
    "video": _video,
    "audio": _audio,
}


def text_fields(written: str) -> Content:
    """A text, trimmed as Telegram's apps trim it, with its commands and mentions marked."""
    found = parse(written)
    if not 1 <= utf16_length(found.text) <= TEXT_UNITS:
        raise ValueError("Telegram's apps send 1 to 4096 UTF-16 units; for anything else use api.push()")
    return {"text": found.text, **({"entities": list(found.entities)} if found.entities else {})}


def caption_fields(written: str) -> Content:
    """The words under a picture, marked likewise; none are no field."""
    found = parse(written)
    fields = {"caption": found.text, "caption_entities": list(found.entities)}
    return {name: value for name, value in fields.items() if value}


def content(**given: Any) -> Content:
    """The fields of a message. A dict or list is taken as it stands; other values fill in the usual JSON."""
    return {name: _one(name, value) for name, value in given.items()}


def _one(name: str, value: Any) -> Any:
    if isinstance(value, dict | list) or name not in KINDS:
        return value
    return KINDS[name](value)


def _text(value: Any, default: str) -> str:
    return value if isinstance(value, str) else default
