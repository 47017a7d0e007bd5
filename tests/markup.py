"""Read message markup with Telegram's own parser: TDLib, called through tdjson, offline and synchronously.

What TDLib does only while sending (clean, trim, find links) is done here as its `fix_formatted_text` does it.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tdjson import td_execute

Entity = dict[str, Any]
"""A MessageEntity of the Bot API: `type`, `offset` and `length` in UTF-16 units, and what the type needs."""

MODES: dict[str, dict[str, Any]] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
TYPES = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "BotCommand": "bot_command",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
    "BankCardNumber": "bank_card_number",
}
CODE = {"code", "pre"}
SOLID = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
QUOTES = {"blockquote", "expandable_blockquote"}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
HIDDEN = {"text_link", "text_mention"}
BLANK = (0x20, 0x0A)
REMOVED = re.compile("[\r\u0333\u033f\u030a\u2028-\u202e]")
CONTROL = re.compile("[\x00-\x09\x0b-\x20]")
UNSEEN = re.compile("[\\s\u180e\u200b-\u200f\u202e\u2800\ufeff\ufffc\u00a0]*")
MAX_BYTES = 1 << 15


class MarkupError(ValueError):
    """Telegram's own words for what is wrong with a text."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as the reader sees it, with its entities in order."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    """Telegram's measure of length: a letter outside the Basic Multilingual Plane counts as two."""
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, parse_mode: str = "", entities: Sequence[Entity] = ()) -> Formatted:
    """What Telegram makes of a text; `entities` count only without a parse mode."""
    if len(text.encode()) > MAX_BYTES:
        raise MarkupError("Text is too long")
    mode = parse_mode.lower()
    if not text or mode in ("", "none"):
        return _fixed(text, [_checked(entity) for entity in entities])
    if mode not in MODES:
        raise MarkupError("Unsupported parse_mode")
    parsed = _execute("parseTextEntities", text=text, parse_mode=MODES[mode])
    if parsed["@type"] == "error":
        raise MarkupError(parsed["message"])
    return _fixed(parsed["text"], _entities(parsed["entities"]))


def link(url: str) -> str | None:
    """The URL as Telegram writes it, or None where it sees no link: a host needs a dot, for one."""
    tag = f'<a href="{html.escape(url)}">x</a>'
    parsed = _execute("parseTextEntities", text=tag, parse_mode=MODES["html"])
    if not parsed.get("entities"):
        return None
    return str(parsed["entities"][0]["type"].get("url", url))


def _execute(function: str, **fields: Any) -> dict[str, Any]:
    answer = td_execute(json.dumps({"@type": function, **fields}).encode())
    result: dict[str, Any] = json.loads(answer or b"{}")
    return result


_execute("setLogVerbosityLevel", new_verbosity_level=0)  # TDLib otherwise writes to the tests' stderr


def _entities(found: Iterable[dict[str, Any]]) -> list[Entity]:
    return [entity for each in found if (entity := _entity(each))]


def _entity(found: dict[str, Any]) -> Entity | None:
    kind = found["type"]
    name = TYPES.get(kind["@type"].removeprefix("textEntityType"))
    if name is None:  # a media timestamp, which the Bot API does not show
        return None
    entity: Entity = {"offset": found["offset"], "length": found["length"], "type": name}
    entity |= {key: kind[key] for key in ("url", "language", "custom_emoji_id") if key in kind}
    if name == "text_mention":
        entity["user"] = {"id": kind["user_id"], "is_bot": False, "first_name": str(kind["user_id"])}
    return entity


def _checked(entity: Any) -> Entity:
    """An entity the bot gave itself, with the complaints of the Bot API server."""
    if not isinstance(entity, dict):
        raise MarkupError("Can't parse MessageEntity: expected an Object")
    for field in ("offset", "length", "type"):
        if field not in entity:
            raise MarkupError(f"Can't parse MessageEntity: Can't find field \"{field}\"")
    if entity["type"] not in TYPES.values():
        raise MarkupError("Can't parse MessageEntity: Unsupported type specified")
    return dict(entity)


def _fixed(text: str, given: list[Entity]) -> Formatted:
    """Clean, trim and complete a text as TDLib's `fix_formatted_text` does before anything is sent."""
    given = [entity for entity in given if entity["type"] not in FOUND]
    text, entities = _cleaned(text, given)
    text, entities = _trimmed(text, _untangled(entities))
    if UNSEEN.fullmatch(text):
        return Formatted("")
    return Formatted(text, tuple(_sorted([*entities, *_found(text, entities)])))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Control characters become spaces; carriage returns and a few disruptive marks go."""
    if not REMOVED.search(text):
        clean = CONTROL.sub(" ", text)
        last = utf16_length(text)
        return clean, [_moved(entity, range(last + 1)) for entity in entities]
    moved, offset = [], 0
    for character in text:
        width = 0 if REMOVED.match(character) else utf16_length(character)
        moved += [offset] * utf16_length(character)
        offset += width
    moved.append(offset)
    clean = CONTROL.sub(" ", REMOVED.sub("", text))
    return clean, [_moved(entity, moved) for entity in entities]


def _moved(entity: Entity, moved: Sequence[int]) -> Entity:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if end >= len(moved):
        where = f"Entity beginning at UTF-16 offset {start} ends after the end of the text"
        raise MarkupError(f"{where} at UTF-16 offset {end}")
    return {**entity, "offset": moved[start], "length": moved[end] - moved[start]}


def _sorted(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=_order)


def _order(entity: Entity) -> tuple[int, int, bool]:
    return entity["offset"], -entity["length"], entity["type"] not in CODE


def _meet(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _untangled(entities: list[Entity]) -> list[Entity]:
    """Quotes hold no quotes, links no links, code holds nothing: Telegram silently keeps the outer one."""
    kept: list[Entity] = []
    for entity in _sorted(entities):
        same = next((kinds for kinds in (SOLID, QUOTES) if entity["type"] in kinds), set())
        barred = same | (CODE if entity["type"] not in QUOTES else set())
        if not any(before["type"] in barred and _meet(entity, before) for before in kept):
            kept.append(entity)
    return kept


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blanks at both ends go; an entity gives up the blanks it begins with, and all-blank ones go."""
    units = memoryview(text.encode("utf-16-le")).cast("H")
    seen = [position for position, unit in enumerate(units) if unit not in BLANK]
    if not seen:
        return "", []
    end = seen[-1] + 1
    entities = [shrunk for entity in entities if (shrunk := _shrunk(entity, units, end))]
    start = min([seen[0], *(entity["offset"] for entity in entities)])
    text = units[start:end].tobytes().decode("utf-16-le")
    return text, [{**entity, "offset": entity["offset"] - start} for entity in entities]


def _shrunk(entity: Entity, units: "memoryview[int]", end: int) -> Entity | None:
    first, last = entity["offset"], min(entity["offset"] + entity["length"], end)
    while entity["type"] not in HIDDEN and first < last and units[first] in BLANK:
        first += 1
    return {**entity, "offset": first, "length": last - first} if first < last else None


def _found(text: str, given: list[Entity]) -> list[Entity]:
    """The commands, mentions, addresses and so on that Telegram marks by itself, outside links and code."""
    found = _entities(_execute("getTextEntities", text=text).get("entities", []))
    solid = [entity for entity in given if entity["type"] in SOLID]
    return [entity for entity in found if not any(_meet(entity, other) for other in solid)]
