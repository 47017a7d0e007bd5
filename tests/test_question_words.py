"""What a message asks for, and whether it names another country: words that make a question another one."""

import pytest

from bot.matching import Matcher
from bot.matching.foreign import names_another_country
from bot.matching.question_words import asked_for
from bot.matching.signs import SIGNS


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Сколько депутатов?", {"number"}),
        ("неше депутат", {"number"}),
        ("канша адам", {"number"}),  # without the Kazakh letters
        ("How many?", {"number"}),
        ("кім басқарады", {"who"}),
        ("кому и когда", {"who", "day"}),
        ("қай күні", {"day"}),
        ("в каком году", {"day"}),
        ("what date", {"day"}),
        ("қайда", {"place"}),
        ("не үшін", {"reason"}),
        ("парк", set()),
    ],
)
def test_what_is_asked_for_is_told_by_its_words(text: str, kinds: set[str]) -> None:
    assert asked_for(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Өзбекстанның паркі",
        "узбекистанские парки",
        "а у узбеков",
        "in Kyrgyzstan's parks",
        "американцы",
        "в США",
        "қытай",
    ],
)
def test_another_country_is_known_in_any_form(text: str) -> None:
    assert names_another_country(text)


@pytest.mark.parametrize(
    "text", ["Қазақстан", "в Казахстане", "Kazakhstan", "қатарында", "Russian language", "того", "правило Миранды", ""]
)
def test_what_only_looks_like_another_country_is_none(text: str) -> None:
    assert not names_another_country(text)


def test_the_signs_say_where_a_message_asks_for_something_else_or_somewhere_else() -> None:
    pairs = [
        ("seats", "how many seats"), ("seats", "number of seats"), ("who", "who sits there"), ("who", "who is in it"),
        ("abroad", "parks of France"), ("abroad", "parks in Japan"),
    ]  # fmt: skip
    matcher = Matcher.learn(pairs)

    def sign(name: str, text: str) -> dict[str, float]:
        signed = matcher.signs(text)
        names = [matcher.training.meanings[number] for number in signed.likely]
        return dict(zip(names, signed.signs[:, SIGNS.index(name)].tolist(), strict=True))

    assert sign("asked-for", "how many of them")["seats"] == 1
    assert sign("asked-for", "how many of them")["who"] == 0
    assert sign("asked-for", "seats")["who"] == 1
    assert sign("foreign", "seats in Uzbekistan")["seats"] == 1
    assert sign("foreign", "seats in Uzbekistan")["abroad"] == 0
    assert sign("foreign", "seats")["seats"] == 0
