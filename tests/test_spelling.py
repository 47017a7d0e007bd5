"""A language's letters and words: which spelling is likelier, and of which word something is a mistyping."""

import math

import pytest
from every_case import every_case

from bot.matching.spelling import FOLDED, KAZAKH_LATIN, LetterModel, Options, clean

TEXTS = [
    "референдум қашан өтеді", "референдум туралы не айтылған", "халық кеңесі деген не",
    "халық кеңесінің құрамы қандай", "парламентте қанша депутат болады", "жаңа парламент қалай аталады",
    "қайта-қайта сұрай береді",
]  # fmt: skip


@pytest.fixture(scope="module")
def kazakh() -> LetterModel:
    return LetterModel(TEXTS)


def test_words_are_counted_and_so_are_those_that_hyphens_join(kazakh: LetterModel) -> None:
    assert kazakh.words["референдум"] == 2
    assert kazakh.words["қайта-қайта"] == 1
    assert kazakh.words["қайта"] == 1
    assert kazakh.words["қайт"] == 0


def test_a_letter_seen_after_those_before_is_likelier_than_one_seen_elsewhere_than_one_never_seen(
    kazakh: LetterModel,
) -> None:
    seen, elsewhere, never = (kazakh.step("^рефер", letter) for letter in "еаw")

    assert never < elsewhere < seen <= 0


def test_the_next_letters_seen_after_a_run_add_up_to_one(kazakh: LetterModel) -> None:
    letters = sorted({letter for word in kazakh.words for letter in word} | {"$"})
    following = [kazakh.step("^қа", letter) for letter in letters]
    seen = [share for share in following if share > math.log(0.4)]

    assert sum(map(math.exp, seen)) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("typed", "options", "meant"),
    [
        ("кашан", FOLDED, "қашан"),
        ("отеди", FOLDED, "өтеді"),
        ("кенеси", FOLDED, "кеңесі"),
        ("qashan", KAZAKH_LATIN, "қашан"),
        ("kashan", KAZAKH_LATIN, "қашан"),
        ("jaña", KAZAKH_LATIN, "жаңа"),
        ("zhana", KAZAKH_LATIN, "жаңа"),
        ("halyq", KAZAKH_LATIN, "халық"),
        ("khalyk", KAZAKH_LATIN, "халық"),
        ("", FOLDED, ""),
    ],
)
def test_a_word_typed_in_another_way_is_decoded(kazakh: LetterModel, typed: str, options: Options, meant: str) -> None:
    assert kazakh.decode(typed, options)[0] == meant


def test_a_letter_without_options_stays_itself(kazakh: LetterModel) -> None:
    assert kazakh.decode("145", FOLDED)[0] == "145"


def test_a_known_word_is_likelier_than_any_other_spelling_of_it(kazakh: LetterModel) -> None:
    known = kazakh.decode("халық", {"х": ("х",)})[1]
    unknown = kazakh.decode("халыг", {"х": ("х",)})[1]

    assert known > unknown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("парламент", "парламент"),
        ("парлмент", "парламент"),  # a letter missing
        ("парлламент", "парламент"),  # doubled
        ("паралмент", "парламент"),  # swapped
        ("порламент", "парламент"),  # wrong
        ("порламентде", "парламентте"),  # two errors in a long word
        ("халақ", "халық"),
        ("халок", "халок"),  # two errors in a short word
        ("ныса", "ныса"),  # too short to be mended
        ("велосипед", "велосипед"),  # near to nothing
    ],
)
def test_a_mistyped_word_is_mended(kazakh: LetterModel, typed: str, meant: str) -> None:
    assert kazakh.mend(typed) == meant


def test_of_words_equally_near_the_commoner_one_is_meant() -> None:
    model = LetterModel(["council council council", "counsel"])

    assert model.mend("counsil") == "council"
    assert model.mend("counsel") == "counsel"


def test_fewer_errors_beat_a_commoner_word() -> None:
    model = LetterModel(["deputations " * 50, "deputation"])

    assert model.mend("deputatoin") == "deputation"


def test_a_model_learned_after_another_is_the_one_learned_alone() -> None:
    known = [f"сөз{number}" for number in range(150)]  # beside which few words differ
    before = LetterModel([*TEXTS, *known, "бұрынғы сөз"])
    texts = [*TEXTS[1:], *known, "жаңа-жаңа сөздер", "қайта айтылған"]
    alone, after = LetterModel(texts), LetterModel(texts, before)
    letters = sorted({letter for word in alone.words for letter in word} | {"$"})

    assert list(after.words.items()) == list(alone.words.items())
    with every_case() as case:
        for word in [*alone.words, *before.words]:
            for length in range(len(word) + 1):
                with case(word, length):
                    start = f"^{word[:length]}"
                    of_each = [[one.step(start, letter) for letter in letters] for one in (after, alone)]
                    assert of_each[0] == of_each[1]


def test_a_model_of_nothing_takes_every_word_as_it_is() -> None:
    model = LetterModel([])

    assert model.mend("парламент") == "парламент"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Что такое Kypyлтaй?", "Что такое Курултай?"),
        ("KУPУЛТАЙ", "КУРУЛТАЙ"),
        ("Kurultаi dеgen ne", "Kurultai degen ne"),
        ("AMANAT және COVIDтан", "AMANAT және COVIDтан"),
    ],
)
def test_letters_that_look_alike_are_read_in_the_script_of_their_word(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("что будет 15.03?", "что будет 15 марта?"),
        ("15.03 күні не болды?", "15 наурыз күні не болды?"),
        ("what happens on 15/03", "what happens on 15 March"),
        ("15.03.2026, 1.10, 192.168.10.11, 10.12.5", "15.03.2026, 1.10, 192.168.10.11, 10.12.5"),
    ],
)
def test_a_day_in_figures_is_the_day_it_is(typed: str, meant: str) -> None:
    assert clean(typed) == meant
