"""Messages are read as they were meant, with what the project's own content teaches of each language."""

from dataclasses import replace

import pytest

from bot.content import LANGUAGES, Language, Library
from bot.matching.reading import Reader, Reading
from bot.matching.spelling import KAZAKH_LETTERS, clean, fold
from bot.publishing import learned

WRONG_KEYBOARD = [
    ("Crjkmrj ltgenfnjd ,eltn d gfhkfvtynt?", "Сколько депутатов будет в парламенте?", "ru"),
    ("rjulf htathtylev", "когда референдум", "ru"),
    ("PFXTV YJDFZ RJYCNBNEWBZ", "зачем новая конституция", "ru"),
    ("cgfcb,j", "спасибо", "ru"),
    ("0fyif ltgenfn ,jkfls", "қанша депутат болады", "kk"),
    ("htathtylev 0fify -ntl3", "референдум қашан өтеді", "kk"),
    ("9knns0 rtytc ytv tytvty fqyfkscfls", "ұлттық кеңес нем немен айналысады", "kk"),
    ("[fks0 rtytc3 ltuty yt", "халық кеңесі деген не", "kk"),
    ("cfktv", "сәлем", "kk"),
    ("црут шы еру куаукутвгь", "when is the referendum", "en"),
    ("Вщуы еру вкфае знщеусе зукыщтфд вфеф?", "Does the draft protect personal data?", "en"),
    ("руддщ", "hello", "en"),
]

LATIN_LETTERS = [
    ("Skolko deputatov budet v parlamente?", "сколько депутатов будет в парламенте?", "ru"),
    ("skol'ko deputatov budet", "сколько депутатов будет", "ru"),
    ("4to takoe narodniy sovet", "что такое народный совет", "ru"),
    ("chto takoe narodnyj sovet", "что такое народный совет", "ru"),
    ("chto izmenitsja dlja predprinimatelej", "что изменится для предпринимателей", "ru"),
    ("kto podderživajet projekt", "кто поддерживает проект", "ru"),
    ("kakoi vopros budet v byulletene", "какой вопрос будет в бюллетене", "ru"),
    ("kto podderzhal proekt konstitutsii", "кто поддержал проект конституции", "ru"),
    ("Parlamentte neshe deputat bolady?", "парламентте неше депутат болады?", "kk"),
    ("parlamentte qansha deputat bolady", "парламентте қанша депутат болады", "kk"),
    ("jana konstitusia qashan qabyldanady", "жаңа конституция қашан қабылданады", "kk"),
    ("zhana konstitutsiya kashan kabyldanady", "жаңа конституция қашан қабылданады", "kk"),
    ("adam quqyqtary qalai qorgalady", "адам құқықтары қалай қорғалады", "kk"),
    ("halyk kenesi", "халық кеңесі", "kk"),
    ("ata zan", "ата заң", "kk"),
    ("salem", "сәлем", "kk"),
    ("rahmet", "рахмет", "kk"),
    ("spasibo", "спасибо", "ru"),
    ("adam kukyktary kalai korgalady", "адам құқықтары қалай қорғалады", "kk"),
    ("halyq keñesi degen ne", "халық кеңесі деген не", "kk"),
]

FOLDED_LETTERS = [
    ("Парламентте канша депутат болады", "Парламентте қанша депутат болады", "kk"),
    ("жана конституция не ушин керек", "жаңа конституция не үшін керек", "kk"),
    ("жана конституция не ушін керек", "жаңа конституция не үшін керек", "kk"),
    ("адам кукыктары калай коргалады", "адам құқықтары қалай қорғалады", "kk"),
    ("казакстан халкы", "қазақстан халқы", "kk"),
    ("референдум кашан отеди", "референдум қашан өтеді", "kk"),
]

TYPING_ERRORS = [
    ("сколько дептатов будет в парламенте", "сколько депутатов будет в парламенте", "ru"),
    ("сколько депутатво будет", "сколько депутатов будет", "ru"),
    ("сколлько депутатов", "сколько депутатов", "ru"),
    ("кто потдержал проект", "кто поддержал проект", "ru"),
    ("how many depties will there be", "how many deputies will there be", "en"),
    ("when is the refrendum", "when is the referendum", "en"),
    ("конститутция қашан қабылданады", "конституция қашан қабылданады", "kk"),
    ("депутат\u200bтар неше", "депутаттар неше", "kk"),
    ("скооооолько депутатов", "сколько депутатов", "ru"),
    ("wheeeen is the referendum", "when is the referendum", "en"),
    ("сколько 🤔 депутатов 🇰🇿", "сколько депутатов", "ru"),
    ("cколько депутатов", "сколько депутатов", "ru"),  # its first letter is Latin
    ("учаскелер дауыс беретін күнге үлгереме", "учаскелер дауыс беретін күнге үлгере ме", "kk"),
    ("жиында бұл да сөз болдыма", "жиында бұл да сөз болды ма", "kk"),
    ("людей никто неспрашивает", "людей никто не спрашивает", "ru"),
]

LEFT_ALONE = [
    ("зачем новая КОНСТИТУЦИЯ", "ru"),
    ("How many deputies будет в парламенте", "ru"),
    ("Құрылтай and parliament how many seats", "en"),
    ("Kurultay қашан құрылады", "kk"),
    ("eGov арқылы дауыс бере аламын ба", "kk"),
    ("что такое ChatGPT", "ru"),
    ("who is Айгүл", "en"),
    ("15 наурыз", "kk"),
    ("қаншама депутат болады", "kk"),  # "so many", not "how many" with a particle
    ("референдум через неделю", "ru"),
    ("по-русски", "ru"),
    ("http://example.com/constitution", "en"),
]


@pytest.mark.parametrize(("typed", "meant", "language"), WRONG_KEYBOARD)
def test_a_message_from_the_wrong_keyboard_is_put_on_the_right_one(
    reader: Reader, typed: str, meant: str, language: str
) -> None:
    reading = reader.read(typed)

    assert (reading.text, reading.language, reading.way) == (meant, language, "keys")


@pytest.mark.parametrize(("typed", "meant", "language"), LATIN_LETTERS)
def test_a_message_in_latin_letters_is_respelt(reader: Reader, typed: str, meant: str, language: str) -> None:
    reading = reader.read(typed)

    assert (reading.text, reading.language, reading.way) == (meant, language, "latin")


@pytest.mark.parametrize(("typed", "meant", "language"), FOLDED_LETTERS)
def test_kazakh_gets_its_letters_back(reader: Reader, typed: str, meant: str, language: str) -> None:
    reading = reader.read(typed)

    assert (reading.text, reading.language, reading.way) == (meant, language, "folded")


@pytest.mark.parametrize(("typed", "meant", "language"), TYPING_ERRORS)
def test_typing_errors_are_mended(reader: Reader, typed: str, meant: str, language: str) -> None:
    reading = reader.read(typed)

    assert (reading.text, reading.language, reading.way) == (meant, language, "plain")


@pytest.mark.parametrize(("typed", "language"), LEFT_ALONE)
def test_a_proper_message_is_left_alone_even_in_two_languages(reader: Reader, typed: str, language: str) -> None:
    reading = reader.read(typed)

    assert (reading.text, reading.language, reading.way) == (typed, language, "plain")


@pytest.fixture(scope="module")
def wordings(reader: Reader, library: Library) -> list[tuple[str, Language, Reading]]:
    """Every wording of the content, with its language and how it is read."""
    return [
        (wording, language, reader.read(wording))
        for entry in library.entries.values()
        for language in LANGUAGES
        for wording in (entry.question[language], *entry.phrasings[language])
    ]


def test_every_wording_of_the_content_is_read_as_it_stands(wordings: list[tuple[str, Language, Reading]]) -> None:
    changed = [(wording, read) for wording, _, read in wordings if (read.text, read.way) != (clean(wording), "plain")]

    assert changed == []


def test_hardly_a_wording_is_surely_taken_for_another_language(wordings: list[tuple[str, Language, Reading]]) -> None:
    wrong = [
        (text, read)
        for text, language, read in wordings
        if read.language != language and read.sureness >= 0.8 and not names_another_language(text, language)
    ]

    # Kazakh and Russian share "депутат, парламент, референдум": a few short wordings are both.
    assert len(wrong) <= 0.0015 * len(wordings), wrong


def names_another_language(text: str, language: Language) -> bool:
    """Whether a text has words in another language's letters: "Что такое Халық кеңесі" is as much Kazakh as Russian."""
    return language != "en" and (has_latin(text) or (language == "ru" and not KAZAKH_LETTERS.isdisjoint(text.lower())))


def has_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text.lower())


def test_every_message_outside_is_read_as_it_stands_unless_its_letters_were_missing(
    reader: Reader, library: Library
) -> None:
    english = set(learned.texts_of(library)["en"])
    texts = {text for some in learned.aside_of(library).values() for text in some}
    changed = {text: read for text in texts if (read := reader.read(text)).text != clean(text)}

    # Some were typed in Latin letters, or without the Kazakh ones, as people do.
    respelt = {text for text, read in changed.items() if read.way == "latin" and is_latin(text)} - english
    unfolded = {text for text, read in changed.items() if read.way == "folded" and only_unfolded(text, read)}
    assert {text: read for text, read in changed.items() if text not in respelt | unfolded} == {}
    assert min(len(respelt), len(unfolded)) > 10


def is_latin(text: str) -> bool:
    return not any("а" <= letter <= "я" or letter in KAZAKH_LETTERS for letter in text.lower())


def only_unfolded(text: str, read: Reading) -> bool:
    """Whether a text without Kazakh letters got those, and changed in nothing else."""
    return KAZAKH_LETTERS.isdisjoint(text.lower()) and fold(read.text) == fold(clean(text))


def test_wordings_typed_as_people_type_teach_no_spelling(library: Library) -> None:
    entry = library.entries["parliament-size"]
    typed = {"kk": ("deputat sany kansha", "депутаттар саны канша"), "ru": ("skolko deputatov",), "en": ("how many",)}
    more = replace(entry, phrasings={language: entry.phrasings[language] + typed[language] for language in LANGUAGES})
    reader = Reader(learned.texts_of(replace(library, entries={**library.entries, entry.id: more})))

    assert reader.read("skolko deputatov").text == "сколько депутатов"
    assert reader.read("deputat sany kansha").text == "депутат саны қанша"
    assert reader.read("депутаттар саны канша").text == "депутаттар саны қанша"


def test_a_text_that_says_nothing_of_its_language_leaves_it_open(reader: Reader) -> None:
    assert reader.read("?").sureness < 0.8
    assert reader.read("ok").sureness < 0.8


def test_words_that_only_one_language_has_say_which_it_is(reader: Reader) -> None:
    reading = reader.read("ты дурак")

    assert (reading.language, reading.way) == ("ru", "plain")
    assert reading.sureness >= 0.8


@pytest.mark.parametrize("typed", ["", " ", "😀", "?", "1", "й", "q", "ә" * 4096, "q" * 4096, "\u200b"])
def test_nothing_that_can_be_typed_is_too_odd_to_be_read(reader: Reader, typed: str) -> None:
    reading = reader.read(typed)

    assert reading.language in LANGUAGES
    assert 0 <= reading.sureness <= 1


def test_a_reader_of_one_language_reads_in_that_language() -> None:
    reader = Reader({"en": ["where is my card", "I lost my card"], "ru": [], "kk": []})

    assert reader.read("where is my card").language == "en"
    assert reader.read("црут шы ьн сфкв").language == "en"
    assert reader.read("где моя карта").language == "en"
