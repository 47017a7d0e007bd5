"""Which questions are one to a curator, because only their spelling differs."""

from datetime import UTC, datetime

import pytest

from bot.curation import Copies, Gap
from bot.matching.readings import Reader

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def groups(texts: list[str], reader: Reader) -> list[int]:
    """The group of each text."""
    copies = Copies(lambda text: reader.read(text).text)
    return [copies.place(Gap("1", text, "aliya", "ru", NOW, "unknown", ())) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ["какая погода в Алматы", "Какая погода в алматы??", "погода в Алматы какая", "какая пагода в Алматы"],
        ["какая погода в Алматы", "rfrfz gjujlf d Fkvfns"],
        ["зейнетақы қашан көтеріледі", "зейнетакы кашан котериледи", "ЗЕЙНЕТАҚЫ ҚАШАН КӨТЕРІЛЕДІ!!!"],
        ["will my pension go up this year", "Will my pension go up this year?", "will my pensoin go up this year"],
        ["🤷", "🤷"],
    ],
)
def test_spelling_scripts_and_the_order_of_words_make_no_difference(texts: list[str], reader: Reader) -> None:
    assert len(set(groups(texts, reader))) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ["что в статье 5 проекта", "что в статье 6 проекта"],
        ["кто премьер", "кто президент"],
        ["какая погода в Алматы", "какая погода в Астане"],
        ["will my pension go up this year", "will my salary go up this year"],
        ["🤷", "👍"],
    ],
)
def test_what_means_another_thing_is_another_group(texts: list[str], reader: Reader) -> None:
    assert len(set(groups(texts, reader))) == len(texts)


def test_no_chain_of_small_differences_joins_what_differs(reader: Reader) -> None:
    words = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"]
    chain = [" ".join(["иное"] * changed + words[changed:]) for changed in range(len(words) + 1)]
    placed = groups(chain, reader)

    assert placed[0] != placed[-1]


def test_the_same_questions_in_the_same_order_make_the_same_groups(reader: Reader) -> None:
    texts = ["погода в Алматы", "курс доллара сегодня", "погода в алматы?", "доллара курс сегодня"]

    assert groups(texts, reader) == groups(texts, reader) == [0, 1, 0, 1]
