"""Who somebody is, asked for by a name alone: found in any form and spelling, shown with office, words and entries."""

from dataclasses import replace
from datetime import date

import pytest
from small_library import DATED, LIBRARY, RUSSIAN_QUOTE, SAY, SEATS, Told, said, verdict

from bot.content import LANGUAGES, Figure, Language, Library, Sentence
from bot.content.entries import Mention, no_wordings
from bot.conversation import Before, Citation, Conversation, Heading, Label, Paragraph, Person, Quotation, Turn
from bot.conversation.names import Names

WORDS = "В новом Парламенте будет «145 депутатов», сказал министр."
TRANSLATED: dict[Language, str] = {"kk": "145 депутат болады", "en": "There will be 145 deputies"}
NAME = replace(said("x"), kk="Асқар Министров", ru="Аскар Министров", en="Askar Ministrov")
MINISTER = Figure("minister", "person", NAME, no_wordings(), said("minister of parks"), (), ("seats",))
PARK = Figure(
    "park", "institution", said("x park"), no_wordings(), None, (Mention("dated", "О реформе"),), ("seats", "vote")
)
CONTENT = replace(
    LIBRARY,
    articles={
        **LIBRARY.articles,
        "dated": replace(DATED, sentences=(Sentence(WORDS, TRANSLATED, "minister", date(2026, 2, 9)),)),
    },
    entries={**LIBRARY.entries, "seats": replace(SEATS, quotes=(RUSSIAN_QUOTE,))},
    figures={"minister": MINISTER, "park": PARK},
)


def asks(text: str, language: Language = "en", content: Library = CONTENT) -> Turn:
    """The reply to a message."""
    meant = {"x park, en, kk": verdict("answer", "seats")}
    conversation = Conversation(content, Told(meant), SAY, 30)
    return conversation.reply(conversation.hear(text), Person(date(2026, 3, 1), language), "1f")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Карин", "karin"),
        ("Қаринге", "karin"),
        ("karin's", "karin"),
        ("Yerlan Karin", "karin"),
        ("Кариным Ерланом", "karin"),
        ("кто такой Карин?", "karin"),
        ("Қарин не деді", "karin"),
        ("what did Karin say", "karin"),
        ("Перепечиной", "perepechina"),
        ("Дәдебайдың", "dadebay"),
        ("Aşımbaev", "ashimbayev"),
        ("Toqaevtyn", "tokayev"),
        ("Тыныбаеваның", "tynybayeva"),
        ("комиссияның", "constitutional-commission"),
        ("Ерлан", None),  # two have this first name, and a third
        ("что Карин сказал о преамбуле", None),
        ("президент", None),
        ("кто президент", "tokayev"),
        ("who is the president of Kazakhstan", "tokayev"),
        ("Сенаттың төрағасы кім", "ashimbayev"),
        ("who chairs the Senate", "ashimbayev"),
        ("кто спикер Мажилиса", "koshanov"),
        ("who leads Auyl", "egizbayev"),
        ("ақ жол төрағасы кім", "peruashev"),
        ("кто возглавляет администрацию президента", "dadebay"),
        ("спикер Мажилиса", "koshanov"),
        ("а госсоветник", "karin"),
        ("state counselor", "karin"),
        ("кто такой Жақып", "assanov"),
        ("Мадина", None),  # two have this first name
        ("Сенат төрағасы ше", "ashimbayev"),
        ("мәжіліс төрағасы кім қазір", "koshanov"),
        ("кто заместитель председателя Сената", None),  # there are two
        ("кто председатель", None),
        ("кто эксперт", None),
        ("привет", None),
        ("", None),
    ],
)
def test_a_name_is_known_in_any_form_and_spelling(library: Library, text: str, figure: str | None) -> None:
    found = Names.of(library).alone_in(text)

    assert (found.id if found else None) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("what did the President say about land", "tokayev"),
        ("что говорил спикер Мажилиса про землю", "koshanov"),
        ("Сенат төрағасы мектеп туралы не айтты", "ashimbayev"),
        ("что сказал заместитель председателя Сената", None),
        ("what did the vice-president say", None),
        ("what did experts say about land", None),
    ],
)
def test_whose_office_a_message_speaks_of_is_known(library: Library, text: str, figure: str | None) -> None:
    found = Names.of(library).holder_in(text)

    assert (found.id if found else None) == figure


def test_every_name_of_people_yaml_means_only_its_bearer(library: Library) -> None:
    names = Names.of(library)
    for figure in library.figures.values():
        for language in LANGUAGES:
            for name in (figure.name[language], *figure.spellings[language]):
                found = names.alone_in(name)
                assert found and found.id == figure.id, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_is_shown_with_office_words_day_source_and_entries(language: Language) -> None:
    turn = asks("министровқа Асқарға", language)
    [message] = turn.messages
    translated = () if language == "ru" else (Label(SAY(language, "translation")), Quotation(TRANSLATED[language]))
    original = () if language == "ru" else (Label(SAY(language, "quoted-in-ru")),)

    assert message.blocks[:-1] == (
        Heading(NAME[language]),
        Paragraph(f"minister of parks, {language}"),
        Label(f"{SAY(language, 'said-reported')} · {SAY.date(language, date(2026, 2, 9))}"),
        *translated,
        *original,
        Quotation(WORDS),
    )
    assert isinstance(message.blocks[-1], Citation) and message.blocks[-1].linked == DATED.title
    assert [button.press for row in message.buttons for button in row] == [f"answer:seats:{language}"]  # type: ignore[union-attr]


def test_it_is_noted_as_the_answer_of_the_first_entry_about_them() -> None:
    for asked in (asks("askar ministrov").asked, asks("x park ru").asked):
        assert asked and (asked.outcome, asked.answered, asked.offered) == ("answer", ("seats",), ())


def test_of_whom_nothing_is_quoted_the_sentence_that_names_them_is_shown() -> None:
    [message] = asks("x park ru", "ru").messages

    assert [block for block in message.blocks if isinstance(block, Quotation)] == [Quotation("О реформе")]


SPOKEN = (*(f"Слово {number}." for number in range(1, 5)), WORDS)
PLACE = Sentence("Собрались в парке.", {"kk": "Саябақта жиналды.", "en": "They met in the park."}, is_place=True)
TALKATIVE = replace(
    DATED,
    text=" ".join((*SPOKEN, PLACE.text)),
    sentences=(*(Sentence(text, TRANSLATED, "minister") for text in SPOKEN), PLACE),
)


@pytest.mark.parametrize(
    ("slot", "spoken", "shown"),
    [
        ("slot-more", SPOKEN, list(SPOKEN[2:4])),
        ("slot-more", SPOKEN[:2], []),
        ("slot-where", SPOKEN, [*SPOKEN[:2], PLACE.text]),
        ("slot-who", SPOKEN, list(SPOKEN[:2])),
    ],
)
def test_of_a_card_one_may_ask_for_more_words_and_for_where_they_were_said(
    slot: str, spoken: tuple[str, ...], shown: list[str]
) -> None:
    sentences = (*(Sentence(text, TRANSLATED, "minister") for text in spoken), PLACE)
    articles = {**LIBRARY.articles, "dated": replace(TALKATIVE, sentences=sentences)}
    unquoted = {**CONTENT.entries, "seats": replace(SEATS, quotes=())}
    library = replace(CONTENT, articles=articles, entries=unquoted)
    text = "where?" if slot == "slot-where" else "and?"
    conversation = Conversation(library, Told({text: verdict("chat", chat=slot)}), SAY, 30)
    before = Before(("seats",), language="ru", said=("askar ministrov",))

    turn = conversation.reply(
        conversation.hear_after(text, replace(before, entries=())), Person(date(2026, 3, 1), "ru"), "2f"
    )

    [message] = turn.messages
    assert message.blocks[0] == Heading(NAME["ru"])
    assert [block.text for block in message.blocks if isinstance(block, Quotation)] == shown
    assert (Paragraph(SAY("ru", "who-no-more")) in message.blocks) == (not shown)


def test_a_card_stays_the_subject_while_only_a_pronoun_speaks_of_it() -> None:
    meant = {text: verdict("chat", chat="slot-who") for text in ("что ещё он сказал", "кто это сказал")}
    conversation = Conversation(CONTENT, Told(meant), SAY, 30)
    card = Before((), offered=("seats", "vote"), language="ru", said=("что он говорил",), earlier=("askar ministrov",))

    told = conversation.hear_after("что ещё он сказал", replace(card, entries=("vote",)))
    after_an_answer = conversation.hear_after("кто это сказал", Before(("vote",), said=("askar ministrov",)))

    assert told.figure == "minister"
    assert (after_an_answer.figure, after_an_answer.on_screen) == ("", "vote")


def test_an_institution_that_an_entry_answers_is_left_to_the_entry() -> None:
    [message] = asks("x park, en, kk").messages

    assert message.blocks[0] == Heading("question of seats, en")


def test_of_whom_the_articles_only_name_a_card_says_that_they_give_no_words() -> None:
    silent = {**LIBRARY.articles, "dated": replace(TALKATIVE, sentences=(PLACE,))}
    conversation = Conversation(
        replace(CONTENT, articles=silent), Told({"and?": verdict("chat", chat="slot-quote")}), SAY, 30
    )
    before = Before(("seats",), language="ru", said=("askar ministrov",))

    turn = conversation.reply(conversation.hear_after("and?", before), Person(date(2026, 3, 1), "ru"), "2f")

    assert Paragraph(SAY("ru", "who-no-words")) in turn.messages[0].blocks


def test_where_several_passages_of_one_article_are_from_is_said_once() -> None:
    content = replace(CONTENT, articles={**CONTENT.articles, "dated": TALKATIVE})
    blocks = asks("askar ministrov", "ru", content).messages[0].blocks

    assert sum(isinstance(block, Quotation) for block in blocks) == 2
    assert sum(isinstance(block, Citation) for block in blocks) == 1
    assert isinstance(blocks[-1], Citation)
