"""What of a group's talk is meant for the bot, and that nothing else of it is kept."""

from typing import Any

import pytest
from fakes import ME, person

from bot.telegram.update_filter import slim

GROUP = {"id": -100, "type": "supergroup", "title": "Соседи"}
NAMED = f"@{ME.username}"
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def in_group(text: str = "", chat: dict[str, Any] = GROUP, **more: Any) -> dict[str, Any]:
    """A message in a group, with Telegram's marks in it."""
    known: dict[str, Any] = {"text": text, "entities": list(_marks(text))} if text else {}
    message = {"message_id": 2, "date": 3, "chat": chat, "from": person(7)}
    return {"update_id": 1, "message": message | known | more}


def _marks(text: str) -> Any:
    """The commands and mentions in a text; Telegram counts in UTF-16 units."""
    offset = 0
    for word in text.split(" "):
        kind = {"/": "bot_command", "@": "mention"}.get(word[:1])
        length = len(word.encode("utf-16-le")) // 2
        if kind:
            yield {"type": kind, "offset": offset, "length": length}
        offset += length + 1


def read(update: dict[str, Any]) -> str | None:
    """What the bot reads of it; `None` where it keeps nothing."""
    cut = slim(update, ME)
    return cut[0]["message"]["text"] if cut else None


def reply_to(author: int, text: str | None = None, **more: Any) -> dict[str, Any]:
    """That a message replies to one of somebody's."""
    said = {"text": text} if text else {}
    return {"message_id": 9, "date": 1, "from": {"id": author}, "chat": GROUP} | said | more


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (f"{NAMED} когда референдум?", "когда референдум?"),
        (f"когда референдум, {NAMED} ?", "когда референдум,   ?"),
        (f"когда референдум? {NAMED}", "когда референдум?"),
        (f"{NAMED.upper()} когда?", "когда?"),
        (f"👨‍👩‍👧🇰🇿 {NAMED} когда?", "👨‍👩‍👧🇰🇿   когда?"),
        (f"@aliya {NAMED} когда?", "@aliya   когда?"),
        ("/ask когда?", "/ask когда?"),
        (f"/ask{NAMED} когда?", f"/ask{NAMED} когда?"),
        (f"/topics{NAMED}", f"/topics{NAMED}"),
        (f"/TOPICS{NAMED.upper()}", f"/TOPICS{NAMED.upper()}"),
    ],
)
def test_what_names_the_bot_or_asks_is_meant_for_it(text: str, heard: str) -> None:
    assert read(in_group(text)) == heard


@pytest.mark.parametrize(
    "text",
    [
        "когда референдум?",
        "@aliya когда?",
        f"{NAMED}2 когда?",
        "/topics",
        "/ask@another_bot когда?",
        "/topics@another_bot",
        f"/topics@another_bot {NAMED}",
        "когда? /ask",
    ],
)
def test_all_other_talk_is_not_kept_at_all(text: str) -> None:
    assert read(in_group(text)) is None


def test_a_name_without_telegrams_mark_is_just_letters() -> None:
    assert read(in_group(f"{NAMED} когда?", entities=[])) is None


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_what_replies_to_the_bot_is_meant_for_it(kind: str) -> None:
    chat = GROUP | {"type": kind}

    assert read(in_group("а когда?", chat, reply_to_message=reply_to(ME.id))) == "а когда?"
    assert read(in_group("а когда?", chat, reply_to_message=reply_to(8))) is None


@pytest.mark.parametrize("text", [NAMED, "/ask", f"/ask{NAMED}"])
def test_who_only_names_the_bot_in_reply_to_another_asks_what_they_said(text: str) -> None:
    heard = read(in_group(text, reply_to_message=reply_to(8, "когда референдум?")))

    assert heard == f"{text} когда референдум?".removeprefix(f"{NAMED} ")


@pytest.mark.parametrize("text", [NAMED, "/ask"])
def test_who_only_names_the_bot_is_told_how_to_ask(text: str) -> None:
    cut = slim(in_group(text), ME)

    assert cut
    assert cut[0]["message"]["text"] == "/ask"
    assert cut[0]["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]


def test_a_caption_can_name_the_bot_too() -> None:
    caption = f"{NAMED} когда?"

    assert read(in_group(photo=[], caption=caption, caption_entities=list(_marks(caption)))) == "когда?"


@pytest.mark.parametrize("sent", [{"photo": []}, {"voice": {}}, {"sticker": {}}])
def test_in_a_group_nothing_is_said_of_what_cannot_be_read(sent: dict[str, Any]) -> None:
    assert slim(in_group(**sent), ME) is None
    assert slim(in_group(**sent, reply_to_message=reply_to(ME.id)), ME) is None


def test_other_bots_and_channels_are_not_heard_and_an_anonymous_administrator_is() -> None:
    text = f"{NAMED} когда?"

    assert read(in_group(text, **{"from": person(8) | {"is_bot": True}})) is None
    channel = {"sender_chat": {"id": -200, "type": "channel"}}
    assert read(in_group(text, **channel, is_automatic_forward=True)) is None
    assert read(in_group(text, **{"from": ANONYMOUS}, sender_chat=GROUP)) == "когда?"


def test_a_person_who_writes_as_their_channel_is_heard_and_is_the_channel() -> None:
    channel_bot = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    cut = slim(in_group(f"{NAMED} когда?", **{"from": channel_bot}, sender_chat={"id": -200, "type": "channel"}), ME)

    assert cut and cut[0]["message"]["text"] == "когда?"
    assert cut[0]["message"]["from"]["id"] == -200
    assert "sender_chat" not in cut[0]["message"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (NAMED, "Что такое Курултай?"),
        ("/ask", "/ask Что такое Курултай?"),
        (f"{NAMED} это правда?", "Что такое Курултай?\nэто правда?"),
        (f"{NAMED} сколько депутатов будет в парламенте", "сколько депутатов будет в парламенте"),
    ],
)
def test_who_points_to_a_quoted_passage_asks_it(text: str, heard: str) -> None:
    quote = {"text": "Что такое Курултай?", "position": 4}

    assert read(in_group(text, external_reply={"origin": {}}, quote=quote)) == heard
    assert read(in_group(text, reply_to_message=reply_to(8, "Эй! Что такое Курултай?"), quote=quote)) == heard


def test_of_a_group_its_number_and_thread_are_kept_and_no_title() -> None:
    cut = slim(in_group(f"{NAMED} когда?", message_thread_id=5, is_topic_message=True), ME)

    assert cut
    assert cut[1] == -100
    kept = cut[0]["message"]
    assert kept["chat"] == {"id": -100, "type": "supergroup"}
    assert (kept["message_thread_id"], kept["is_topic_message"]) == (5, True)


def test_what_another_wrote_is_scrubbed_like_all_else() -> None:
    heard = read(in_group("/ask", reply_to_message=reply_to(8, "ИИН 900101300123, когда?")))

    assert heard and "900101300123" not in heard
