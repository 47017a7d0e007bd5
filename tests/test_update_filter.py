"""What is kept of an update, and that nothing else is."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from fakes import ME, blocked_update, edit_update, inline_update, message_update, press_update
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.conversation.privacy import REMOVED
from bot.storage import Waiting
from bot.telegram.update_filter import UNREADABLE, Intake, slim

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
    cut = slim(from_aliya(**message), ME)
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
        ),
        ME,
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
                "scrubbed": True,
            },
        },
        7,
    )


def test_a_command_stays_a_command_and_what_else_stands_in_its_mark_is_left_out() -> None:
    command = {"type": "bot_command", "offset": 0, "length": 6}
    another = {"type": "bot_command", "offset": 13, "length": 5}
    kept = kept_of(text="/start seats /help", entities=[command | {"user": ALIYA}, another])

    assert kept["entities"] == [command]


@pytest.mark.parametrize(("line", "kind"), [(line, kind) for line, kinds in UNREADABLE.items() for kind in kinds])
def test_of_what_is_no_text_only_which_kind_came_is_kept(line: str, kind: str) -> None:
    kept = kept_of(**{kind: {"phone_number": "87011234567", "file_id": "AgACsecret"}})

    assert kept.pop("unreadable") == line
    assert set(kept) == {"message_id", "date", "chat", "from"}


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ({"animation": {}, "document": {}}, "picture"),
        ({"venue": {}, "location": {}}, "place"),
        ({"photo": [], "contact": {}}, "contact"),
    ],
)
def test_what_telegram_sends_under_two_names_has_one_line(sent: dict[str, Any], line: str) -> None:
    assert kept_of(**sent)["unreadable"] == line


def test_a_caption_is_read_as_the_text_it_is_and_the_picture_is_not_kept() -> None:
    kept = kept_of(photo=[{"file_id": "AgACsecret"}], caption="ИИН 900101300123, когда?", media_group_id="5")

    assert kept["text"] == f"ИИН {REMOVED}, когда?"
    assert kept["media_group_id"] == "5"
    assert not {"photo", "unreadable", "caption"} & set(kept)


def test_a_command_in_a_caption_is_a_text_as_telegram_takes_it() -> None:
    command = {"type": "bot_command", "offset": 0, "length": 7}
    kept = kept_of(photo=[], caption="/topics", caption_entities=[command])

    assert (kept["text"], kept["entities"]) == ("/topics", [])


def test_of_what_a_message_replies_to_the_number_alone_is_kept_if_it_is_the_bots() -> None:
    answer = {"message_id": 9, "date": 2, "from": {"id": ME.id}, "text": "secret", "chat": CHAT}

    assert kept_of(text="а?", reply_to_message=answer)["reply_to_message"] == {
        "message_id": 9, "date": 2, "chat": {"id": 7, "type": "private"}
    }  # fmt: skip
    assert "reply_to_message" not in kept_of(text="а?", reply_to_message=answer | {"from": ALIYA})
    assert "reply_to_message" not in kept_of(text="а?", reply_to_message={"message_id": 9})


def test_a_quoted_passage_is_read_with_a_text_that_only_points_to_it() -> None:
    quote = {"text": "Что такое Курултай? ИИН 900101300123", "position": 0}

    kept = kept_of(text="Что это?", external_reply={"origin": {}}, quote=quote)
    assert kept["text"] == f"Что такое Курултай? ИИН {REMOVED}\nЧто это?"
    assert not {"quote", "external_reply"} & set(kept)
    assert kept_of(text="Сколько депутатов будет тогда?", quote=quote)["text"] == "Сколько депутатов будет тогда?"
    answer = {"message_id": 9, "date": 2, "from": {"id": ME.id}, "text": "secret", "chat": CHAT}
    assert kept_of(text="Что это?", reply_to_message=answer, quote=quote)["text"] == "Что это?"


def test_a_forwarded_text_is_read_and_from_whom_it_was_is_not() -> None:
    origin = {"type": "user", "sender_user": ALIYA, "date": 1}

    assert kept_of(text="Когда?", forward_origin=origin, via_bot={"id": 5, "is_bot": True}) == kept_of(text="Когда?")


def test_a_changed_text_is_kept_with_when_it_was_changed() -> None:
    cut = slim(edit_update(2, 1, "Когда референдум, 8 701 123 45 67?"), ME)
    assert cut
    kept = cut[0]["edited_message"]

    assert kept["text"] == f"Когда референдум, {REMOVED}?"
    assert kept["edit_date"] > kept["date"]
    assert (cut[0]["update_id"], kept["message_id"], cut[1]) == (2, 1, 7)


def test_a_changed_caption_is_read_too() -> None:
    update = edit_update(2, 1, "")
    del update["edited_message"]["text"]
    cut = slim(update | {"edited_message": update["edited_message"] | {"photo": [], "caption": "Когда?"}}, ME)

    assert cut and cut[0]["edited_message"]["text"] == "Когда?"


def test_a_place_that_moves_is_no_news() -> None:
    update = edit_update(2, 1, "")
    del update["edited_message"]["text"]
    update["edited_message"]["location"] = {"latitude": 1, "longitude": 2}

    assert slim(update, ME) is None


def test_of_an_inline_query_what_is_typed_is_kept_scrubbed_and_no_longer_than_telegram_allows() -> None:
    cut = slim(inline_update(1, "8 701 123 45 67 когда", offset="20"), ME)

    assert cut == (
        {
            "update_id": 1,
            "inline_query": {
                "id": "i1",
                "from": {"id": 7, "is_bot": False, "first_name": "", "language_code": "ru"},
                "query": f"{REMOVED} когда",
                "offset": "20",
            },
        },
        7,
    )
    long = slim(inline_update(1, "а" * 5000), ME)
    assert long and len(long[0]["inline_query"]["query"]) == 256


def test_that_somebody_has_blocked_the_bot_is_kept_and_that_they_let_it_in_again_is_not() -> None:
    cut = slim(blocked_update(1), ME)
    assert cut
    parsed = Update.de_json(cut[0], None)

    assert parsed.my_chat_member and parsed.my_chat_member.new_chat_member.status == "kicked"
    assert "aliya" not in json.dumps(cut).lower()
    assert slim(blocked_update(1, status="member"), ME) is None


def test_of_a_press_the_button_and_where_it_stood_are_kept() -> None:
    update = press_update(1, "answer:seats:ru")
    update["callback_query"]["message"] |= {"text": "secret", "reply_markup": {"inline_keyboard": []}}

    assert slim(update, ME) == (
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
    cut = slim(update, ME)

    assert cut
    assert cut[0]["callback_query"]["data"] == "topics:"
    assert "message" not in cut[0]["callback_query"]


def test_a_forged_press_is_cut_to_what_telegram_allows() -> None:
    cut = slim(press_update(1, "x" * 5000), ME)

    assert cut and cut[0]["callback_query"]["data"] == "x" * 64


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "edited_message": {"text": "a"}},
        {"update_id": 1, "my_chat_member": {"chat": {"id": -5, "type": "group"}, "from": ALIYA}},
        {"update_id": 1, "channel_post": {"chat": {"id": -100, "type": "channel"}, "text": "a"}},
        {"update_id": 1, "poll": {}},
        from_aliya(new_chat_members=[ALIYA]),
        from_aliya(pinned_message={"text": "a"}),
        from_aliya(chat={"id": -100, "type": "channel"}, text="a"),
        from_aliya(**{"from": ALIYA | {"is_bot": True}}, text="a"),
        from_aliya(sender_chat={"id": -100, "type": "channel"}, text="a"),
    ],
)
def test_what_the_bot_does_not_react_to_is_not_kept_at_all(update: dict[str, Any]) -> None:
    assert slim(update, ME) is None


@pytest.mark.parametrize(
    "update",
    [
        from_aliya(text="Когда референдум?"),
        from_aliya(text="/start seats", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
        from_aliya(photo=[{"file_id": "AgACsecret", "file_unique_id": "x", "width": 1, "height": 1}]),
        from_aliya(contact={"phone_number": "87011234567", "first_name": "Aliya"}),
        press_update(1, "topics:"),
        message_update(1, "Сәлем"),
        edit_update(2, 1, "Сәлем"),
        inline_update(1, "Сәлем"),
        blocked_update(1),
    ],
)
def test_what_is_kept_names_nobody_and_is_still_an_update(update: dict[str, Any]) -> None:
    cut = slim(update, ME)
    assert cut
    written = json.dumps(cut[0])
    parsed = Update.de_json(cut[0], None)

    assert not any(secret in written for secret in ("Aliya", "Serik", "aliya_k", "AgAC", "8701"))
    assert parsed.effective_user and parsed.effective_user.id == 7
    assert json.loads(written) == cut[0]


_leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["private", "bot_command"])
_keys = st.sampled_from(
    ["update_id", "message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat", "from", "id",
     "type", "text", "caption", "entities", "reply_to_message", "date", "message_id", "data", "query", "photo",
     "offset", "length", "is_bot", "language_code", "new_chat_member", "status", "user"]
)  # fmt: skip
_json = st.recursive(_leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=6))
_kinds = st.sampled_from(["private", "group", "supergroup", "channel"])
_chat = st.fixed_dictionaries({"id": st.integers()}, optional={"type": _kinds | _json})
_person = st.fixed_dictionaries({"id": st.integers()}, optional={"is_bot": _json, "language_code": _json})
_message = st.fixed_dictionaries(
    {"chat": _chat | _json, "from": _person | _json},
    optional={
        "message_id": _json,
        "date": _json,
        "text": st.just(f"@{ME.username} а") | _json,
        "entities": st.just([{"type": "mention", "offset": 0, "length": len(ME.username) + 1}]) | _json,
        "reply_to_message": _json,
        "photo": _json,
        "new_chat_member": _json,
    },
)
_query = st.fixed_dictionaries(
    {"id": st.text() | _json, "from": _person | _json},
    optional={"data": _json, "query": _json, "offset": _json, "message": _message | _json},
)
_said = dict.fromkeys(("message", "edited_message", "my_chat_member"), _message | _json)
_asked = dict.fromkeys(("callback_query", "inline_query"), _query | _json)
_updates = st.fixed_dictionaries({}, optional={"update_id": _json, **_said, **_asked})


@given(_updates | st.dictionaries(_keys, _json))
async def test_an_update_of_any_form_is_kept_or_passed_over_and_never_stops_the_intake(update: dict[str, Any]) -> None:
    kept: list[tuple[dict[str, Any], int]] = []

    async def put(bodies: list[dict[str, Any]], chats: list[int]) -> Sequence[Waiting]:
        kept.extend(zip(bodies, chats, strict=True))
        return []

    await Intake(put, ME, lambda new: None).take([update])

    assert len(kept) <= 1
    assert all(isinstance(chat, int) and body["update_id"] == update["update_id"] for body, chat in kept)


def test_of_a_very_long_text_both_ends_are_kept_and_a_curators_is_kept_whole() -> None:
    text = "begins " + "x" * 4000 + " ends"
    short = kept_of(text=text)["text"]
    whole = slim(from_aliya(text=text), replace(ME, curators=frozenset({7})))

    assert (short[:7], short[-5:], len(short) < 1300) == ("begins ", " ends", True)
    assert whole and whole[0]["message"]["text"] == text


@pytest.mark.parametrize(
    "changed", [{"guest_query_id": 5}, {"text": None}, {"from": {"id": 7, "is_bot": True}}, {"sender_chat": {"id": -5}}]
)
def test_a_guest_message_that_is_no_question_of_a_person_is_dropped(changed: dict[str, Any]) -> None:
    message = {"message_id": 5, "date": 1, "chat": CHAT, "from": ALIYA, "text": "когда?", "guest_query_id": "9"}
    assert slim({"update_id": 1, "guest_message": message}, ME)
    assert slim({"update_id": 1, "guest_message": message | changed}, ME) is None


def test_of_an_answer_that_was_chosen_its_entry_and_the_scrubbed_query_are_kept() -> None:
    chosen = {"result_id": "seats", "from": ALIYA, "query": "87011234567 когда?", "inline_message_id": "AgAA"}
    assert slim({"update_id": 1, "chosen_inline_result": chosen}, ME) == (
        {
            "update_id": 1,
            "chosen_inline_result": {
                "result_id": "seats",
                "from": {"id": 7, "is_bot": False, "first_name": "", "language_code": "ru"},
                "query": f"{REMOVED} когда?",
            },
        },
        7,
    )


def test_what_cannot_be_stored_is_taken_out_of_a_text_and_elsewhere_passed_over() -> None:
    assert kept_of(text="Когда\0 \ud83c референдум?")["text"] == "Когда ? референдум?"
    with pytest.raises(ValueError, match="surrogates"):
        kept_of(text="Когда?", message_thread_id="\ud83c")
    with pytest.raises(ValueError, match="not JSON compliant"):
        kept_of(text="Когда?", date=float("inf"))
