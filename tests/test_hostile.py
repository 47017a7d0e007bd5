"""Whatever anybody sends: the bot does not fall, and what it says is always something that Telegram accepts."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from anything import GROUP, broken, buttons, texts, verdicts
from fakes import ME, message_update, press_update
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import utf16_length
from siege import Siege, besieged
from small_library import LIBRARY, MEANINGS, SAY, small_conversation, verdict

from bot.content import Library
from bot.conversation import Conversation
from bot.conversation.privacy import is_nothing_left, scrub
from bot.matching import Understanding, Verdict
from bot.telegram.update_filter import Intake, slim

# So many that a test takes seconds; the machine may be busy with other things.
often = settings(max_examples=150)
seldom = settings(max_examples=30)

WRITING = {"sendMessage", "editMessageText", "editMessageReplyMarkup"}


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    with besieged(tmp_path_factory.mktemp("siege")) as siege:
        yield siege


@often
@given(texts, verdicts)
def test_any_text_whatever_it_means_is_replied_to(siege: Siege, text: str, meaning: Verdict) -> None:
    siege.means(meaning)

    siege.happens(siege.chat.says(text, siege.number()))

    assert "sendMessage" in siege.made


@pytest.fixture(scope="module")
def own(library: Library, understanding: Understanding) -> Conversation:
    """About the project's own content."""
    return Conversation(library, understanding, SAY, 365)


@seldom
@given(text=texts)
def test_any_text_at_all_is_replied_to_over_the_projects_own_content(
    siege: Siege, own: Conversation, text: str
) -> None:
    siege.chat.conversation = own

    siege.happens(siege.chat.says(text, siege.number()))

    assert "sendMessage" in siege.made


@seldom
@given(st.lists(st.tuples(texts, verdicts), min_size=2, max_size=4))
def test_a_message_edited_into_any_other_and_on_gets_a_reply_each_time(
    siege: Siege, versions: list[tuple[str, Verdict]]
) -> None:
    who = siege.number()
    siege.means(verdict("answer", "seats"))
    message = siege.happens(siege.chat.says("how many deputies", who))

    for text, meaning in versions:
        siege.means(meaning)
        siege.happens(siege.chat.edits(message, text, chat=who))
        # Of a message with nothing left but personal data, the word that it was removed may stand already.
        enough = {*WRITING, "deleteMessage"} if is_nothing_left(scrub(text)) else WRITING
        assert enough & set(siege.made)


def pressed(siege: Siege, button: str, chat: dict[str, Any] | None = None) -> dict[str, Any]:
    """Somebody presses a button, in their own chat or in another."""
    update = press_update(siege.number(), button, siege.number())
    update["callback_query"]["message"] |= {"chat": chat} if chat else {}
    return update


@often
@given(buttons, st.sampled_from([None, GROUP]))
def test_any_button_stops_its_spinner_and_brings_something(
    siege: Siege, button: str, chat: dict[str, Any] | None
) -> None:
    siege.chat.conversation = small_conversation()

    siege.happens(siege.chat.happens(pressed(siege, button, chat)))

    assert siege.made.count("answerCallbackQuery") == 1
    assert WRITING & set(siege.made)


@seldom
@given(buttons)
def test_any_button_under_a_message_too_old_to_be_changed_stops_its_spinner_too(siege: Siege, button: str) -> None:
    siege.chat.conversation = small_conversation()
    update = pressed(siege, button)
    update["callback_query"]["message"]["date"] = 0

    siege.happens(siege.chat.happens(update))

    assert siege.made[0] == "answerCallbackQuery"


@often
@given(st.from_regex(r"[A-Za-z0-9_-]{0,64}", fullmatch=True) | st.sampled_from([*LIBRARY.entries]) | texts)
def test_any_link_into_the_bot_opens_an_answer_or_greets(siege: Siege, payload: str) -> None:
    siege.chat.conversation = small_conversation()
    who = siege.number()

    siege.happens(siege.chat.says(f"/start {payload}", who))

    entry = "".join(payload.split()[:1])
    title = f"question of {entry}, ru" if entry in LIBRARY.entries else SAY("ru", "welcome-title")
    assert [said.startswith(f"<b>{title}</b>") for said in siege.told(who)] == [True]


@often
@given(texts | st.just(""), texts | st.integers().map(str) | st.just(""), verdicts)
def test_any_inline_query_gets_one_answer(siege: Siege, query: str, offset: str, meaning: Verdict) -> None:
    siege.means(meaning)

    siege.happens(siege.chat.types(query, offset))

    assert siege.made == ["answerInlineQuery"]


@often
@given(texts | st.just(""), texts | st.just(""))
def test_the_bots_name_is_found_in_a_group_wherever_it_stands(before: str, after: str) -> None:
    name = f"@{ME.username}".upper()
    mention = {"type": "mention", "offset": utf16_length(before), "length": len(name)}

    update = message_update(1, f"{before}{name}{after}", entities=[mention])
    update["message"]["chat"] = GROUP

    cut = slim(update, ME)

    assert cut
    both = f"{before} {after}".strip().replace("\0", "")
    assert cut[0]["message"]["text"] == (
        scrub(both if len(both) <= 1200 else f"{both[:800]} … {both[-400:]}") or "/ask"
    )


def _each_answer_once(texts: Iterable[str]) -> list[str]:
    """Texts of which none asks for the same again: whether that is told in full depends on when a reply was noted.

    A text that asks two things asks for either again.
    """
    by_answer: dict[object, str] = {}
    answered: set[str] = set()
    for text in texts:
        meaning = MEANINGS.get(text)
        entries = meaning.entries if meaning else ()
        told = set(entries) if meaning and meaning.outcome == "answer" else set()
        if (entries or text) not in by_answer and answered.isdisjoint(told):
            by_answer[entries or text] = text
            answered |= told
    return list(by_answer.values())


@seldom
@given(st.lists(st.tuples(st.booleans(), st.sampled_from([*MEANINGS, "/help", "погода?"])), min_size=2, max_size=8))
def test_two_people_at_once_are_each_told_what_they_would_be_told_alone(
    siege: Siege, said: list[tuple[bool, str]]
) -> None:
    siege.chat.conversation = small_conversation()
    of_each = [_each_answer_once(text for is_first, text in said if is_first is first) for first in (True, False)]

    async def say(each: list[str], who: int) -> None:
        for text in each:
            await siege.chat.says(text, who)

    async def at_once(first: int, second: int) -> None:
        await asyncio.gather(say(of_each[0], first), say(of_each[1], second))

    alone = []
    for mine in of_each:
        who = siege.number()
        siege.happens(say(mine, who))
        alone.append(siege.told(who))
    first, second = siege.number(), siege.number()
    siege.happens(at_once(first, second))

    assert [siege.told(first), siege.told(second)] == alone


@often
@given(broken())
def test_an_update_of_any_form_keeps_none_of_the_others_from_coming_in(siege: Siege, update: dict[str, Any]) -> None:
    arrived: list[int] = []
    intake = Intake(siege.chat.kept.inbox.put, ME, lambda new: arrived.extend(each.update_id for each in new))
    odd, sound = siege.number(), siege.number()

    siege.happens(intake.take([update | {"update_id": odd}, message_update(sound, "how many")]))

    assert sound in arrived
