"""What is kept of an update, and that nothing else is."""

import json
from typing import Any

import pytest
from fakes import message_update, press_update
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.conversation.privacy import REMOVED
from bot.telegram.intake import _slim_or_none
from bot.telegram.slimming import slim

ALIYA = {
    "id": 7,
    "is_bot": False,
    "first_name": "Aliya",
    "last_name": "Serik",
    "username": "aliya_k",
    "language_code": "ru",
    "is_premium": True,
}
CHAT = {"id": 7, "type": "private", "first_name": "Aliya", "last_name": "Serik", "username": "aliya_k"}


def from_aliya(**message: Any) -> dict[str, Any]:
    """A message of hers with whatever else Telegram sends."""
    return {"update_id": 1, "message": {"message_id": 2, "date": 3, "chat": CHAT, "from": ALIYA, **message}}


def kept_of(**message: Any) -> dict[str, Any]:
    """What is kept of her message."""
    cut = slim(from_aliya(**message))
    assert cut and cut[1] == 7
    body: dict[str, Any] = cut[0]["message"]
    return body


def test_of_a_text_only_the_scrubbed_text_its_place_and_its_language_are_kept() -> None:
    cut = slim(
        from_aliya(
            text="Мой номер 8 701 123 45 67, когда референдум?",
            reply_to_message={"text": "secret", "from": ALIYA},
            forward_origin={"type": "user", "sender_user": ALIYA},
            entities=[{"type": "phone_number", "offset": 10, "length": 15}],
        )
    )

    assert cut == (
        {
            "update_id": 1,
            "message": {
                "message_id": 2,
                "date": 3,
                "chat": {"id": 7, "type": "private"},
                "from": {"id": 7, "is_bot": False, "first_name": "", "language_code": "ru"},
                "text": f"Мой номер {REMOVED}, когда референдум?",
                "entities": [],
            },
        },
        7,
    )


def test_a_command_stays_a_command() -> None:
    command = {"type": "bot_command", "offset": 0, "length": 6}
    kept = kept_of(text="/start seats /help", entities=[command, {"type": "bot_command", "offset": 13, "length": 5}])

    assert kept["entities"] == [command]


def test_what_else_stands_in_a_command_entity_is_left_out() -> None:
    entity = {"type": "bot_command", "offset": 0, "length": 6, "user": ALIYA}

    assert kept_of(text="/start", entities=[entity])["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize(
    "kind",
    ["animation", "audio", "contact", "dice", "document", "game", "location", "photo", "poll", "sticker", "story",
     "venue", "video", "video_note", "voice"],
)  # fmt: skip
def test_of_what_is_no_text_only_that_it_came_is_kept(kind: str) -> None:
    kept = kept_of(**{kind: {"phone_number": "87011234567", "file_id": "AgACsecret"}, "caption": "secret"})

    assert set(kept) == {"message_id", "date", "chat", "from"}


def test_of_a_press_the_button_and_where_it_stood_are_kept() -> None:
    update = press_update(1, "answer:seats:ru")
    update["callback_query"]["message"] |= {"text": "secret", "reply_markup": {"inline_keyboard": []}}

    assert slim(update) == (
        {
            "update_id": 1,
            "callback_query": {
                "id": "q1",
                "from": {"id": 7, "is_bot": False, "first_name": "", "language_code": "ru"},
                "chat_instance": "-1",
                "data": "answer:seats:ru",
                "message": {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}},
            },
        },
        7,
    )


def test_of_a_press_under_a_message_too_old_to_be_changed_the_press_is_kept() -> None:
    update = press_update(1, "topics:")
    update["callback_query"]["message"] = {"message_id": 5, "date": 0, "chat": CHAT}
    cut = slim(update)

    assert cut
    assert cut[0]["callback_query"]["data"] == "topics:"
    assert "message" not in cut[0]["callback_query"]


def test_a_forged_press_is_cut_to_what_telegram_allows() -> None:
    cut = slim(press_update(1, "x" * 5000))

    assert cut and cut[0]["callback_query"]["data"] == "x" * 64


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "edited_message": {"text": "a"}},
        {"update_id": 1, "inline_query": {"id": "1", "from": ALIYA, "query": "a", "offset": ""}},
        {"update_id": 1, "my_chat_member": {"chat": CHAT, "from": ALIYA}},
        from_aliya(new_chat_members=[ALIYA]),
        from_aliya(pinned_message={"text": "a"}),
        from_aliya(chat={"id": -5, "type": "group", "title": "Chat"}, text="a"),
        from_aliya(chat={"id": -100, "type": "channel"}, text="a"),
    ],
)
def test_what_the_bot_does_not_react_to_is_not_kept_at_all(update: dict[str, Any]) -> None:
    assert slim(update) is None


@pytest.mark.parametrize(
    "update",
    [
        from_aliya(text="Когда референдум?"),
        from_aliya(text="/start seats", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
        from_aliya(photo=[{"file_id": "AgACsecret", "file_unique_id": "x", "width": 1, "height": 1}]),
        from_aliya(contact={"phone_number": "87011234567", "first_name": "Aliya"}),
        press_update(1, "topics:"),
        message_update(1, "Сәлем"),
    ],
)
def test_what_is_kept_names_nobody_and_is_still_an_update(update: dict[str, Any]) -> None:
    cut = slim(update)
    assert cut
    written = json.dumps(cut[0])
    parsed = Update.de_json(cut[0], None)

    assert not any(secret in written for secret in ("Aliya", "Serik", "aliya_k", "AgAC", "8701"))
    assert parsed.effective_user and parsed.effective_user.id == 7
    assert json.loads(written) == cut[0]


_leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["private", "bot_command"])
_keys = st.sampled_from(
    ["update_id", "message", "callback_query", "chat", "from", "id", "type", "text", "entities", "date", "message_id",
     "data", "photo", "offset", "length", "is_bot", "language_code"]
)  # fmt: skip
_json = st.recursive(_leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=6))
_chat = st.fixed_dictionaries({"id": st.integers()}, optional={"type": st.just("private") | _json})
_person = st.fixed_dictionaries({"id": st.integers()}, optional={"is_bot": _json, "language_code": _json})
_message = st.fixed_dictionaries(
    {"chat": _chat | _json, "from": _person | _json},
    optional={"message_id": _json, "date": _json, "text": _json, "entities": _json, "photo": _json},
)
_query = st.fixed_dictionaries(
    {"id": st.text() | _json, "from": _person | _json}, optional={"data": _json, "message": _message | _json}
)
_updates = st.fixed_dictionaries(
    {}, optional={"update_id": _json, "message": _message | _json, "callback_query": _query | _json}
)


@given(_updates | st.dictionaries(_keys, _json))
def test_an_update_of_any_form_is_kept_or_passed_over_and_never_stops_the_intake(update: dict[str, Any]) -> None:
    cut = _slim_or_none(update)

    assert cut is None or (isinstance(cut[1], int) and cut[0]["update_id"] == update["update_id"])
