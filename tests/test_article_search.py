"""What the search in the articles finds, what it says is not there, and what of a page it does not read."""

from dataclasses import replace
from pathlib import Path

import pytest
from small_library import DATED, LATER, NAMELESS
from toy_embedder import Counting

from bot.content import Article, Library
from bot.matching import SpellingOnly, VectorCache
from bot.publishing import learned
from bot.publishing.learned import SHIPPED_SENTENCES, index_of, search_over
from bot.search import ArticleSearch, PassageIndex, search_by_words
from bot.search.article_search import asks_how_many, has_number
from bot.search.passage_index import is_furniture, sentences_of, texts_of_sentences


def _article(text: str) -> Article:
    return replace(LATER, id="new", text=text)


@pytest.fixture(scope="session")
def search(trained: learned.LearnedMatcher) -> ArticleSearch:
    return trained.search


@pytest.mark.parametrize(
    ("question", "source", "sentence"),
    [
        ("were all 10,000 proposals considered?", "coalition", "Each of them was considered and taken into account"),
        ("все ли десять тысяч предложений рассмотрели", "coalition", "Each of them was considered"),
        ("Миранда ережесі деген бар ма", "senate-roundtable", "introducing “Miranda rules”"),
        ("Senattyn toragasy kim boldy", "senate-roundtable", "Chairman of the Senate"),
        (
            "были ли в комиссии иностранные эксперты",
            "president-government",
            "there are no foreign experts",
        ),
        ("Каринге", "abai-region", "Karin"),
    ],
)
def test_a_question_finds_the_sentence_that_answers_it_in_any_language(
    search: ArticleSearch, question: str, source: str, sentence: str
) -> None:
    passages = search.find(question).passages

    assert any(passage.article.id == source and sentence in passage.text for passage in passages)


@pytest.mark.parametrize(
    "question", ["what is the weather in Shymkent", "как приготовить плов", "доллар бағамы қанша бүгін"]
)
def test_where_the_articles_say_nothing_no_passage_is_shown(search: ArticleSearch, question: str) -> None:
    assert search.find(question).passages == ()


@pytest.mark.parametrize("word", ["президент", "халық", "Constitution", "референдум"])
def test_a_word_that_every_other_question_has_is_found_if_it_is_all_that_is_asked(
    search: ArticleSearch, word: str
) -> None:
    found = search.find(word)

    assert len(found.passages) == 3
    assert all(any(found.marks(text) for text in one.sentence.versions()) for one in found.passages)


def test_passages_stand_word_for_word_in_their_articles_and_none_is_shown_twice(search: ArticleSearch) -> None:
    passages = search.look("Конституция және референдум").passages
    places = [(passage.article.id, number) for passage in passages for number in range(*passage.place)]

    assert len(passages) == 3
    assert all(passage.text in passage.article.text for passage in passages)
    assert all(passage.sentence.text in passage.text for passage in passages)
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("will pensions be raised in Shymkent", ("pensions", "Shymkent")),
        ("Шымкентте зейнетақы өсе ме", ("Шымкентте", "зейнетақы")),
        ("what is the Kurultai", ()),
        ("Galym", ()),  # the photographer stands in the article, though nothing of him is shown
    ],
)
def test_a_word_that_stands_in_no_article_is_named(search: ArticleSearch, question: str, absent: tuple[str]) -> None:
    assert search.find(question).absent == absent


def test_no_word_is_said_to_be_missing_where_an_article_cannot_be_read_in_its_language() -> None:
    search = search_by_words([NAMELESS, DATED])

    assert search.find("пенсии и министр").absent == ()
    assert search_by_words([DATED]).find("пенсии и министр").absent == ("пенсии",)


def test_the_words_that_were_looked_for_are_marked_in_any_form() -> None:
    search = search_by_words([DATED])
    passage = search.find("депутатам министра").passages[0]

    marks = search.find("депутатам министра").marks(passage.text)
    assert passage.text == "В новом Парламенте будет «145 депутатов», сказал министр."
    assert [passage.text[start:end] for start, end in marks] == ["депутатов", "министр"]


@pytest.mark.parametrize(
    "line",
    [
        "Photo credit: Ali Galym",
        "Фото: пресс-служба Акорды",
        "Сурет: Ақорда",
        "date 2026-02-10",
        "13.02.2026 16:47:55 96.jpeg)",
        "12.02.2026 18:32:10 193",
        "Опубликовано 12.02.2026, 18:32 · 1 204 просмотра",
    ],
)
def test_what_a_page_has_around_its_text_is_no_sentence(line: str) -> None:
    article = _article(f"First things first, they said.\n\n{line}\n\nThen they said the second thing.")

    assert is_furniture(line)
    assert [article.text[start:end] for start, end in sentences_of(article)] == [
        "First things first, they said.",
        "Then they said the second thing.",
    ]


@pytest.mark.parametrize(
    "line", ["Sources of law: the Constitution and the laws.", "In 2026 the date was set.", "Photo exhibition opened."]
)
def test_a_sentence_is_not_taken_for_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_date_before_the_first_sentence_is_left_out() -> None:
    article = _article(" date 2026-02-10 The Head of State stressed this and that.")

    assert [article.text[start:end] for start, end in sentences_of(article)] == [
        "The Head of State stressed this and that."
    ]


def test_the_articles_of_the_project_have_no_furniture_among_their_sentences(library: Library) -> None:
    texts = texts_of_sentences(library.articles.values())

    assert not any("Photo credit" in text or "jpeg" in text or "date 2026" in text for text in texts)


def test_an_article_without_translations_is_found_by_its_own_words_and_by_meaning() -> None:
    kazakh = replace(NAMELESS, text="Зейнетақы мөлшері жыл сайын өседі. Бұл туралы министр айтты.", sentences=())
    embedder = Counting()
    search = search_by_words([kazakh])
    [passage] = search.find("зейнетақының мөлшері").passages

    assert passage.sentence.text == "Зейнетақы мөлшері жыл сайын өседі."
    assert search.over(PassageIndex([kazakh], embedder), embedder).look("министр").passages


def test_sentences_are_embedded_once_and_the_index_is_kept_while_the_articles_stay(
    library: Library, trained: learned.LearnedMatcher, tmp_path: Path
) -> None:
    embedder = Counting()
    memory, reader = VectorCache(embedder), trained.matcher.reader
    small = replace(library, articles={DATED.id: DATED})
    first = search_over(small, memory, reader, tmp_path)
    once = len(embedder.asked)
    again = search_over(small, VectorCache(embedder), reader, tmp_path)

    assert len(embedder.asked) == once == len(first.index.sentences)
    assert search_over(replace(small, version="other"), memory, reader, tmp_path, again).index is again.index
    assert search_over(library, memory, reader, tmp_path, again).index is not again.index


def test_the_vectors_of_the_articles_come_with_the_bot(library: Library, trained: learned.LearnedMatcher) -> None:
    shipped = VectorCache(trained.memory, [SHIPPED_SENTENCES])

    assert trained.memory.name == SpellingOnly.name or shipped.knows(texts_of_sentences(library.articles.values()))


def test_an_article_that_has_no_translation_yet_is_found_by_a_question_in_another_language(
    trained: learned.LearnedMatcher,
) -> None:
    if not trained.speaks_meaning:
        pytest.skip("without an embedding model, languages have nothing in common")
    english = replace(LATER, text="The Constitutional Commission has 130 members. It met ten times.", sentences=())
    search = trained.search.over(PassageIndex([english], trained.memory), trained.memory)
    [members, *_] = search.find("Сколько членов в Конституционной комиссии?").passages

    assert members.sentence.text == "The Constitutional Commission has 130 members."
    assert search.find("Сколько членов в оркестре?").absent == ()


def test_a_word_of_the_articles_is_not_mended_into_one_of_the_entries(trained: learned.LearnedMatcher) -> None:
    article = replace(NAMELESS, text="Саябақтың жобасын сәулетші жасады.", sentences=())
    search = trained.search.over(PassageIndex([article], trained.memory), trained.memory)

    assert "саябактын" in search.look("саябақтың жобасы").words


def test_without_an_embedding_model_the_articles_are_searched_by_words(
    library: Library, trained: learned.LearnedMatcher, tmp_path: Path
) -> None:
    memory = VectorCache(SpellingOnly())
    search = search_over(library, memory, trained.matcher.reader, tmp_path)
    again = search_over(library, VectorCache(SpellingOnly()), trained.matcher.reader, tmp_path)

    assert not again.index.knows_meaning
    assert "Miranda rules" in search.find("Miranda").passages[0].text
    assert search.find("what is the weather in Shymkent").passages == ()


def test_a_word_is_not_mended_into_one_that_begins_otherwise(search: ArticleSearch) -> None:
    found = search.find("қосарланған азаматтық бола ма")  # dual citizenship, which no article mentions

    assert (found.passages, found.absent) == ((), ("қосарланған",))


@pytest.mark.parametrize(
    ("question", "asks"),
    [("Неше депутат?", True), ("айлығы қанша", True), ("Сколько их", True), ("how much is it", True),
     ("How was it?", False), ("несколько депутатов", False), ("қашан", False)],
)  # fmt: skip
def test_a_question_asks_how_many_or_not(question: str, asks: bool) -> None:
    assert asks_how_many(question) == asks


@pytest.mark.parametrize(
    ("text", "named"),
    [("145 deputies", True), ("Ten meetings", True), ("он мың ұсыныс", True), ("Пять партий", True),
     ("Онда отырыс болды", False), ("Сторонники", False), ("Nobody came, often", False)],
)  # fmt: skip
def test_a_text_names_a_number_or_not(text: str, named: bool) -> None:
    assert has_number(text) == named


def test_where_somebody_asks_how_many_a_passage_without_a_number_is_no_answer() -> None:
    index = [replace(LATER, id="a", text="The council of the lake met there."), replace(LATER, id="b", text=_MET)]
    search = search_by_words(index)

    assert [one.article.id for one in search.look("the council of the lake met").passages] == ["a", "b"]
    assert [one.article.id for one in search.look("how many times the council of the lake met").passages] == ["b", "a"]


_MET = "In that year the council met at the lake on nine days."


def test_what_an_article_of_the_project_brings_is_looked_for_without_embedding_it_again(
    trained: learned.LearnedMatcher, library: Library
) -> None:
    if not trained.speaks_meaning:
        pytest.skip("without an embedding model, there are no vectors")
    counting = Counting(trained.memory.name)

    index = index_of(library.articles["coalition"], VectorCache(counting))

    assert index.knows_meaning and index.sentences
    assert counting.asked == []
