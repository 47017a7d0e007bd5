"""Who wants all answers short and simple, or in full again, and who only wants this one shorter."""

import pytest
from small_library import LIBRARY, SAY, Told

from bot.conversation import Conversation
from bot.conversation.reading_wish import (
    ReadingWish,
    asks_something_else,
    besides_wish,
    is_surely_for_all,
    reading_wish,
)
from bot.matching import Verdict

UNKNOWN = Verdict("unknown", (), (), 0.0, None)
SHORTER = Verdict("chat", (), (), 1.0, None, "slot-short")
IN_ENGLISH = Verdict("chat", (), (), 1.0, None, "slot-en")
GOING_ON = Verdict("chat", (), (), 1.0, None, "ellipsis")

FOR_ALL = (
    "пишите всегда коротко",
    "можно всегда короткие ответы",
    "впредь пиши короче",
    "отвечай всегда кратко",
    "короткие ответы включи",
    "режим коротко и просто",
    "әрқашан қысқа жаз",
    "аркашан кыска жаз",
    "бұдан былай қысқаша жаз",
    "үнемі қысқа жауап бер",
    "қысқа режим",
    "shorter please, always",
    "keep your answers short from now on",
    "short answers only",
    "simple mode",
)
BAD_EYES = (
    "я плохо вижу",
    "у меня слабое зрение, пишите проще",
    "мне 78 лет, глаза не видят",
    "мелкий шрифт, не разобрать",
    "без очков не прочитаю",
    "көзім нашар көреді",
    "козим нашар кореди",
    "көзілдіріксіз оқи алмаймын",
    "әріптері тым ұсақ",
    "I can't see well",
    "my eyesight is poor",
    "I'm visually impaired",
    "the print is too small for me",
)
NO_ENGLISH = (
    "без английского",
    "не надо английского",
    "по-английски не понимаю",
    "уберите английский текст",
    "ағылшыншасыз",
    "ағылшынша керек емес",
    "ағылшынша түсінбеймін",
    "no English please",
    "don't show me the English",
    "without the original please",
)
AS_BEFORE = (
    "как раньше",
    "верни как было",
    "подробнее всегда",
    "верни полные ответы",
    "отключи короткий режим",
    "пиши опять с оригиналом",
    "бұрынғыдай жаз",
    "қысқа режимді өшір",
    "әрқашан толық жауап бер",
    "as before please",
    "go back to full answers",
    "turn off simple mode",
)
THIS_ONE = (
    "покороче, пожалуйста",
    "объясните простыми словами",
    "напишите проще",
    "қысқарақ жаз",
    "қарапайым тілмен айтыңызшы",
    "shorter",
    "say that again in English",
    "in plain English please",
    "покажите оригинал",
)


@pytest.mark.parametrize("text", [*FOR_ALL, *BAD_EYES, *NO_ENGLISH])
def test_all_answers_are_to_be_short_and_simple(text: str) -> None:
    assert reading_wish(text, SHORTER) == "simple"


@pytest.mark.parametrize("text", [*FOR_ALL, *BAD_EYES])
def test_that_is_heard_also_where_the_matcher_knows_no_answer(text: str) -> None:
    assert reading_wish(text, UNKNOWN) == "simple"


@pytest.mark.parametrize("text", AS_BEFORE)
def test_all_answers_are_to_be_as_before(text: str) -> None:
    assert reading_wish(text, GOING_ON) == "full"


@pytest.mark.parametrize("text", THIS_ONE)
@pytest.mark.parametrize("verdict", [SHORTER, IN_ENGLISH])
def test_a_wish_about_this_answer_is_none_about_all(text: str, verdict: Verdict) -> None:
    assert reading_wish(text, verdict) is None


@pytest.mark.parametrize(
    "text",
    [
        "получат ли слабовидящие бюллетень с крупным шрифтом",
        "я плохо вижу смысл в этой реформе",
        "возьмут ли на госслужбу без английского",
        "всегда ли референдум проходит просто",
        "а как было раньше?",
        "неге бұрынғыдай қалдырмады",
        "does the draft always put people first in simple words",
        "I can't see why we need it",
    ],
)
def test_a_question_with_such_words_is_a_question(text: str) -> None:
    assert reading_wish(text, UNKNOWN) is None


def test_what_was_before_may_be_asked_about_too() -> None:
    assert reading_wish("а как раньше?", GOING_ON) is None
    assert reading_wish("как раньше", GOING_ON) == "full"


@pytest.mark.parametrize(
    ("text", "sure"),
    [("подробнее всегда", True), ("full answers from now on", True), ("толық жаз", False), ("как раньше", False)],
)
def test_full_answers_may_be_meant_for_all_for_sure(text: str, sure: bool) -> None:
    assert is_surely_for_all(text) == sure


@pytest.mark.parametrize(
    ("text", "verdict", "asks"),
    [
        ("я плохо вижу, сколько депутатов", Verdict("answer", ("seats",), (), 1.0, None), True),
        ("я плохо вижу, а что с пенсией?", UNKNOWN, True),
        ("мне 78 лет, я плохо вижу", UNKNOWN, False),
        ("я плохо вижу, покороче", SHORTER, False),
    ],
)
def test_a_question_beside_the_wish_is_noticed(text: str, verdict: Verdict, asks: bool) -> None:
    wish: ReadingWish | None = reading_wish(text, verdict)

    assert (wish, asks_something_else(text, verdict)) == ("simple", asks)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("көзім нашар, референдум қашан", "референдум кашан"),
        ("я плохо вижу, сколько депутатов", "сколько депутатов"),
        ("плохо вижу, отвечайте всегда короче", ""),
        ("always keep it short", ""),
    ],
)
def test_what_is_asked_beside_the_wish_is_what_is_left(text: str, rest: str) -> None:
    assert besides_wish(text) == rest


def test_a_question_that_the_wish_hides_is_answered_too() -> None:
    text = "я плохо вижу, сколько депутатов"
    meant = {text: SHORTER, "сколько депутатов": Verdict("answer", ("seats",), (), 0.9, "ru")}
    heard = Conversation(LIBRARY, Told(meant), SAY, 30).hear(text)

    assert (heard.wish, heard.verdict.entries, heard.is_wish_alone) == ("simple", ("seats",), False)
