"""Names of other countries in a message: what they are told by, and for which meanings they count."""

import pytest

from bot.matching import Matcher
from bot.matching.signs import names_another_country


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


def test_a_message_that_names_another_country_is_known_to_be_about_no_meaning_that_names_none() -> None:
    seats = [("seats", "how many seats has the parliament"), ("seats", "number of seats in parliament")]
    matcher = Matcher.learn([*seats, ("abroad", "parks of France"), ("abroad", "parks in Japan")])

    def abroad(text: str) -> dict[str, bool]:
        signed = matcher.signs(text)
        names = [matcher.training.meanings[number] for number in signed.likely]
        return dict(zip(names, signed.abroad.tolist(), strict=True))

    assert abroad("how many seats in Uzbekistan") == {"seats": True, "abroad": False}
    assert abroad("how many seats") == {"seats": False, "abroad": False}
