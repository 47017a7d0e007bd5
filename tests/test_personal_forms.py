"""The ways of typing and saying personal data (`benchmarks/personal_data.jsonl`), and that people are told."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from chatting import Chat, chatting
from every_case import every_case
from fakes import ME, STARTED, message_update
from small_library import LIBRARY, MEANINGS, Told, verdict

from benchmarks.personal_data import is_right
from bot.content import LANGUAGES
from bot.conversation import Conversation, Wording
from bot.conversation.privacy import REMOVED, scrub
from bot.telegram.update_filter import slim

FORMS = Path(__file__).parent.parent / "benchmarks" / "personal_data.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in FORMS.read_text(encoding="utf-8").splitlines()]

CONSTITUTION = "https://adilet.zan.kz/rus/docs/K950001000_"

say = Wording()


def test_the_file_holds_enough_forms_in_each_language() -> None:
    assert len(LINES) >= 250
    for language in LANGUAGES:
        kinds = {line["kind"] for line in LINES if line["language"] == language}
        assert kinds == {"phone", "email", "iin", "card", "iban", "passport", "keep"}


def test_nearly_every_form_is_taken_out_and_nearly_every_other_text_stays() -> None:
    secret = [line for line in LINES if line["secret"]]
    kept = [line for line in LINES if not line["secret"]]

    assert sum(map(is_right, secret)) >= 0.97 * len(secret)
    assert sum(map(is_right, kept)) >= 0.98 * len(kept)


def test_scrubbing_a_form_twice_changes_nothing_more() -> None:
    with every_case() as case:
        for line in LINES:
            with case(line["text"]):
                once = scrub(line["text"])
                assert scrub(once) == once


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("aidana собака mail точка kz, когда референдум?", f"{REMOVED}, когда референдум?"),
        ("Звоните 8701 123, 45 67, жду", f"Звоните {REMOVED}, жду"),
        ("15.03.1990 900315300123", f"15.03.1990 {REMOVED}"),
        ("150 000 000 тенге, тел. 8 701 123 45 67", f"150 000 000 тенге, тел. {REMOVED}"),
        ("KZ86 125K ZT50 A410 B100 для 15 000 000 тенге", f"{REMOVED} для 15 000 000 тенге"),
        ("8 700 000 0000 вечером", f"{REMOVED} вечером"),
        ("звоните +7 700 000-0000 вечером", f"звоните {REMOVED} вечером"),
        ("паспорт N12345678 нужен?", f"паспорт {REMOVED} нужен?"),
        ("статья 91(1), 92(2), 93(3), 94(4)", "статья 91(1), 92(2), 93(3), 94(4)"),
        (f"{CONSTITUTION} и 87011234567", f"{CONSTITUTION} и {REMOVED}"),
        ("society should live by and mail me more", "society should live by and mail me more"),
    ],
)
def test_only_the_form_goes_and_its_sentence_stays(written: str, kept: str) -> None:
    assert scrub(written) == kept


def test_a_message_of_nothing_but_numbers_becomes_few_marks() -> None:
    assert len(scrub("8 701 " * 680)) < 100
    assert len(scrub("один " * 800)) < 100


SEATS = "how many deputies"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        meant = verdict("answer", "seats", language="en")
        meanings = {f"{SEATS}, {REMOVED}, {REMOVED}": meant, f"{SEATS}, {REMOVED}": meant, **MEANINGS}
        chat.conversation = Conversation(LIBRARY, Told(meanings), say, 30)
        yield chat


async def test_a_person_is_told_once_after_the_reply_and_in_its_language(chat: Chat) -> None:
    await chat.says(f"{SEATS}, 87011234567, a@mail.kz")

    texts = chat.telegram.texts()
    assert texts[0].startswith("<b>question of seats, en</b>")
    assert texts[1:] == [say("en", "personal-removed")]


async def test_a_person_whose_message_lost_nothing_is_told_nothing(chat: Chat) -> None:
    await chat.says("погода за 150 000 000 тенге")

    assert len(chat.telegram.texts()) == 1


async def test_a_message_of_personal_data_alone_is_no_question(chat: Chat) -> None:
    await chat.says("87011234567")

    assert chat.telegram.texts() == [say("ru", "personal-removed")]
    assert await chat.kept.rows("questions") == []


async def test_an_edit_that_takes_the_number_out_takes_the_word_about_it_back(chat: Chat) -> None:
    message = await chat.says(f"{SEATS}, 87011234567")
    chat.telegram.calls.clear()
    await chat.edits(message, SEATS)

    assert "deleteMessage" in chat.methods()
    assert say("en", "personal-removed") not in chat.telegram.texts()


async def test_the_word_comes_too_if_the_rest_of_a_thought_held_the_number(chat: Chat) -> None:
    rest = slim(message_update(2, "мой номер 87011234567.", date=STARTED + 60), ME)
    assert rest
    await chat.kept.inbox.put([rest[0]], [rest[1]])
    await chat.says("погода")

    assert say("ru", "personal-removed") in chat.telegram.texts()
