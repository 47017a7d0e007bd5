"""Many cases in one test: none of the failures hides another."""

import pytest
from every_case import every_case


def test_every_failure_is_told_with_the_name_of_its_case() -> None:
    with pytest.raises(AssertionError) as told, every_case() as case:
        for number, language in ((1, "kk"), (2, "ru"), (3, "en")):
            with case(number, language):
                assert {2: "two"}[number] != "two"

    for words in ("3 cases fail", "1, 'kk': KeyError", "2, 'ru': AssertionError", "3, 'en': KeyError"):
        assert words in str(told.value)
