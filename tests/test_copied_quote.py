"""What the *Copy* button puts into the clipboard, and how a passage shows that speech goes on beyond it."""

from dataclasses import replace

import pytest
from markup import utf16_length
from small_library import DATED, KAZAKH_QUOTE, LATER, LIBRARY, RUSSIAN_QUOTE

from bot.content import LANGUAGES, Article, Library, Quote, Trilingual
from bot.conversation import Wording
from bot.conversation.quoted_passages import MOST, copied

say = Wording()


def test_a_passage_is_copied_with_its_source_and_address() -> None:
    assert copied(say, RUSSIAN_QUOTE, "ru") == "«145 депутатов»\n— Газета · 03.2026\nhttps://a.kz/?x=1&y=2"


def test_a_translation_says_that_it_is_one_and_a_source_without_a_publisher_is_described() -> None:
    assert copied(say, KAZAKH_QUOTE, "en") == (
        f"Our translation: “is called (translated)”\n— description of nameless, en · {say('en', 'source-undated')}"
    )


@pytest.mark.parametrize("word", ["слово", "𝓗𝓸", "ұ"])
def test_a_long_passage_ends_between_words_and_says_so_and_keeps_its_source(word: str) -> None:
    text = copied(say, Quote(DATED, " ".join([word] * 300), {}), "ru")

    passage, source = text.split("\n")
    assert utf16_length(text) <= MOST and utf16_length(text) > MOST - 2 * utf16_length(word) - 4
    assert passage.startswith(f"«{word} ") and passage.endswith(f" {word} …»")
    assert source == "— Газета · 03.2026"


def test_an_address_that_does_not_fit_whole_is_left_out() -> None:
    far = replace(LATER, url="https://a.kz/" + "x" * 250)

    assert "https" not in copied(say, Quote(far, "Words of it.", {}), "en")


def test_each_passage_of_the_projects_content_fits_into_what_telegram_copies(library: Library) -> None:
    for entry in library.entries.values():
        for quote in entry.carrying:
            for language in LANGUAGES:
                text = copied(say, quote, language)
                assert 1 <= utf16_length(text) <= MOST
                shown = text.removeprefix(say(language, "translation")).lstrip(" «“")
                assert quote[language].lstrip("«“").startswith(shown.partition(" …")[0].partition("\n")[0].rstrip("»”"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He said so.", "He said so."),
        ("“He said so.”", "“He said so.”"),
        ("“It is so.", "“It is so. …"),
        ("It is so,” he said.", "… It is so,” he said."),
        ('"It is so.', '"It is so. …'),
        ('It is so," he said.', '… It is so," he said.'),
        ("«Так и есть", "«Так и есть …"),
        ("Speaking were A, B,", "Speaking were A, B, …"),
        ("assets are being returned, he said.", "… assets are being returned, he said."),
    ],
)
def test_speech_that_goes_on_beyond_a_passage_is_shown_to_go_on(text: str, shown: str) -> None:
    article = Article("a", text, "en", Trilingual("a", "a", "a"))

    assert Quote(article, text, {"kk": text, "ru": text}).shown("en") == shown


def test_each_of_two_facts_that_a_lead_marks_is_carried_by_a_passage_of_its_own() -> None:
    texts = ("It took half a year.", "They met ten times.", "Nine days of work were enough.", "It rained.")
    article = Article("a", " ".join(texts), "en", Trilingual("a", "a", "a"))
    quotes = tuple(Quote(article, text, {"kk": text, "ru": text}) for text in texts)

    def carrying(lead: str) -> list[str]:
        entry = replace(LIBRARY.entries["vote"], quotes=quotes, lead=Trilingual(lead, lead, lead))
        return [quote.text for quote in entry.carrying]

    assert carrying("It took *half a year*; some speak of *nine days*.") == [texts[0], texts[2]]
    assert carrying("It took *half a year*.") == [texts[0]]
    assert carrying("It took *half a year*; some speak of *ten days*.") == [texts[0]]  # no passage says so
