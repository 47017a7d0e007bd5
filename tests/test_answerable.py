"""What the desk says of articles: which passages may answer a group, and which entries an article speaks of too."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from console_house import Setting, asks, setting_in
from gate_content import Content
from small_library import DATED, LIBRARY, RUSSIAN_QUOTE, SEATS, said
from visiting import Visitor

from bot.cli.review import LatestContent
from bot.content.file_edits import add_article
from bot.content.yaml_reader import Value
from bot.conversation import Label, Quotation
from bot.desk import Gap, Group
from bot.desk.answerable import answerable, passages_for, spoken_of
from bot.desk_chat import Curator
from bot.desk_chat.cards import desk_wording, speaks
from bot.desk_chat.desk_press import DeskPress
from bot.desk_chat.review import GroupCard, Review
from bot.publishing.gate import load_servable
from bot.publishing.publisher import Publisher, desk_over
from bot.search import ArticlePassage, search_by_words
from bot.settings import read_settings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SEARCH = search_by_words([DATED])
SENTENCE = "В новом Парламенте будет «145 депутатов», сказал министр."
english = speaks(desk_wording(), "en")


def group_of(number: int, *texts: str) -> Group:
    """A group that waits."""
    gaps = tuple(Gap(f"{at:x}", text, f"{at}", "ru", NOW, "unknown", ()) for at, text in enumerate(texts))
    return Group(number, len(texts), len(texts), NOW, NOW, 9, gaps)


MINISTER, WEATHER = group_of(1, "погода", "слова министра о депутатах"), group_of(2, "погода", "дождь")


def test_a_group_gets_the_passages_that_one_of_its_wordings_finds() -> None:
    passage = passages_for(MINISTER, SEARCH)[0]

    assert passage.sentence.text == SENTENCE
    assert passages_for(WEATHER, SEARCH) == ()


def test_only_the_groups_that_may_be_answered_are_told() -> None:
    assert [one.group.number for one in answerable([WEATHER, MINISTER], SEARCH)] == [1]


def test_an_entry_that_an_article_speaks_of_is_told_with_the_numbers_it_does_not_have() -> None:
    entry = replace(SEATS, question=replace(said("x"), en="Парламент, депутаты, министр"), quotes=(RUSSIAN_QUOTE,))
    other = replace(DATED, text="Министр сказал: в Парламенте 150 депутатов, а не 145.")
    [found] = spoken_of([entry], search_by_words([other]))

    assert (found.entry.id, found.numbers) == ("seats", ("150",))
    assert spoken_of([SEATS], search_by_words([other])) == []


def test_a_card_shows_the_words_of_the_article_its_name_and_how_likely_it_answers() -> None:
    card = GroupCard(MINISTER, 0, 1, LIBRARY, None, NOW, passages=passages_for(MINISTER, SEARCH))
    blocks = card.message(english, "en").blocks

    at = blocks.index(Label(english("group-passages")))
    assert blocks[at + 1] == Quotation(SENTENCE)
    assert isinstance(name := blocks[at + 2], Label) and name.text.startswith("Дом — ")
    bare = GroupCard(WEATHER, 0, 1, LIBRARY, None, NOW).message(english, "en")
    assert Label(english("group-passages")) not in bare.blocks


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Setting]:
    async def found(group: Group) -> tuple[ArticlePassage, ...]:
        return passages_for(group, SEARCH)

    async with setting_in(tmp_path, passages=found) as setting:
        await asks(setting, "слова министра о депутатах")
        yield setting


async def test_the_console_leads_from_a_passage_to_an_entry_that_quotes_it(there: Setting) -> None:
    saule: Visitor = await there.curator()
    saule.headers = {"Accept-Language": "en"}
    page = await saule.sees("/review/1")
    link = page.split("/review/1/draft?quote=")[1].split('"')[0]

    assert SENTENCE in page and "Passages that may answer" in page
    draft = await saule.sees(f"/review/1/draft?quote={link}")
    assert f'<blockquote lang="ru">{SENTENCE}</blockquote>' in draft
    assert SENTENCE not in await saule.sees("/review/1/draft?quote=dated:0:10:forged")


async def test_the_desk_in_telegram_and_the_terminal_shows_passages_too(there: Setting) -> None:
    publisher, saule = Publisher(read_settings(), lambda: LIBRARY), Curator("saule", "en")
    review = Review(desk_over(there.kept.sessions, publisher, lambda: SEARCH), desk_wording(), lambda: NOW)
    plain = Review(desk_over(there.kept.sessions, publisher), desk_wording(), lambda: NOW)

    assert Quotation(SENTENCE) in (await review.show(saule)).blocks
    assert Quotation(SENTENCE) not in (await plain.show(saule)).blocks


async def test_where_wordings_are_split_off_no_passages_are_in_the_way(there: Setting) -> None:
    await asks(there, "сколько депутатов", asker="dana")
    publisher, saule = Publisher(read_settings(), lambda: LIBRARY), Curator("saule", "en")
    review = Review(desk_over(there.kept.sessions, publisher, lambda: SEARCH), desk_wording(), lambda: NOW)
    sorting = await review.press(DeskPress("sort", 1, 2, page=1), saule)
    back = await review.press(DeskPress("group", 1, 2, page=1), saule)

    assert any(button.label.startswith("✂") for row in sorting.messages[0].buttons for button in row)
    assert Quotation(SENTENCE) not in sorting.messages[0].blocks
    assert Quotation(SENTENCE) in back.messages[0].blocks


def test_the_terminal_searches_the_articles_as_they_are_now(content: Content) -> None:
    faq, corpus = content.root / "faq", content.root / "corpus"
    database = f"sqlite+aiosqlite:///{content.root / 'bot.db'}"
    settings = read_settings().model_copy(update={"faq_dir": faq, "corpus_dir": corpus, "database_url": database})
    latest = LatestContent(settings, load_servable(faq, corpus))
    before = latest.search()
    known: dict[str, Value] = {"id": "new", "description": {"kk": "а", "ru": "б", "en": "c"}, "language": "ru"}
    for edit in add_article(corpus, SENTENCE.encode(), known):
        edit.file.write_bytes(edit.after)

    assert all(one.article.id != "new" for one in passages_for(MINISTER, before))
    assert passages_for(MINISTER, latest.search())[0].article.id == "new"
    assert latest.search() is latest.search() and latest.learned is None
